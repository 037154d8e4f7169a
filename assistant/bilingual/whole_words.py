"""Whether what a pattern finds in a Chinese text is words of it, or letters of others: 过时 in 通过时, 即使 in 即使用, 证书 in 保证书.

    first(re.compile("过时"), "验收通过时支付", "zh")  ->  None

Chinese puts no spaces between words, so that a table of words finds many that nobody wrote. What rjieba cuts tells them.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.bilingual.facts import Side
from assistant.bilingual.lexicon import dictionary

# A longer stretch is a phrase, which a table may well end within a word (逾期付 in 逾期付款); 不同意 is 同意 denied.
_WORD = re.compile(r"[不未无非]?(?P<bare>[㐀-鿿]{2})")


def first(pattern: re.Pattern[str], text: str, language: Side) -> re.Match[str] | None:
    """The first place where the pattern finds words; in English its own \\b have seen to that."""
    return next(every(pattern, text, language), None)


def every(pattern: re.Pattern[str], text: str, language: Side) -> Iterator[re.Match[str]]:
    """All of them, in order."""
    found = pattern.finditer(text)
    return found if language == "en" else (match for match in found if not is_of_other_words(text, *match.span()))


def is_of_other_words(text: str, start: int, end: int) -> bool:
    """Whether a stretch shares but one letter with a longer word that it cuts through, or parts a word within one."""
    word = _WORD.fullmatch(text, start, end)
    if not word:
        return False
    start = word.start("bare")
    touched = [(a, b) for a, b in _words(text) if a < end and start < b]
    if len(touched) == 1:
        return _parts_a_word(text, *touched[0], start, end)
    (first_start, first_end), (last_start, last_end) = touched[0], touched[-1]
    before = first_start < start and first_end - start == 1 and not _is_a_word(text[first_start:start])
    after = end < last_end and end - last_start == 1 and not _is_a_word(text[end:last_end])
    return before or after


def _is_a_word(left: str) -> bool:
    """What is left of a word cut through: 合格证|书 may as well be cut 合格|证书, but 通过|时 in no other way."""
    return len(left) > 1 and left in dictionary()


def _parts_a_word(text: str, word_start: int, word_end: int, start: int, end: int) -> bool:
    """保证书 begins with 保证, which 证书 cuts through; 合格证书 begins with 合格, and is a 证书."""
    words, before, after = dictionary(), text[word_start:start], text[end:word_end]
    begins = any(text[word_start:cut] in words for cut in range(start + 1, end))
    ends = any(text[cut:word_end] in words for cut in range(start + 1, end))
    return bool(before and begins and not _is_a_word(before)) or bool(after and ends and not _is_a_word(after))


@lru_cache(maxsize=256)
def _words(text: str) -> tuple[tuple[int, int], ...]:
    """Where each word of a text begins and ends; kept, for many patterns are looked for in one."""
    import rjieba

    bounds, at = [], 0
    for word in rjieba.cut(text, False):
        bounds.append((at, at + len(word)))
        at += len(word)
    return tuple(bounds)
