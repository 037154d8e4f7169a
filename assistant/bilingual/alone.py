"""Sentences, and provisos at the end of a sentence, that only one of two texts has, whatever their words.

    The licence may be sublicensed.   ·   客户可分许可，但其采购的批次须已达到六批。   ──▶  the proviso has no counterpart

Three things speak for it: without the part the two texts are of a length, its words speak of what the other text never
mentions (`vocabulary.py`), and the text has more sentences or turns than the other. A figure that both texts name, and
words that both have, speak against it. Each counts a little; only their sum decides.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.bilingual.facts import LANGUAGE_NAMES, Side
from assistant.bilingual.numbers import quantities
from assistant.bilingual.pair import OTHER, SIDES, Difference, PairOfTexts
from assistant.bilingual.sentences import SentencePair, length_of, sentences_of
from assistant.bilingual.vocabulary import carried, said

ENOUGH = 3.6
"""Found on thirty whole agreements: faithful texts stay below it."""
# How far the lengths of faithful paragraphs lie apart, as logarithms: English is a little longer than its Chinese.
_USUAL = 0.085
_SPREAD = 0.17
_LONG = 150.0
"""In English letters: the lengths of shorter paragraphs lie further apart."""
_SPREAD_OF_SENTENCES = 0.2
_LENGTH_AT_MOST = 6.0
_A_NEW_WORD = 1.5
_A_SHARED_WORD = -0.3
_A_SHARED_FIGURE = -2.0
_MORE_TURNS = 1.0
_NO_TURN_AT_ALL = 1.0
SHORTEST = 30.0
SHORTEST_PROVISO = 25.0
"""In English letters."""
ENOUGH_IN_A_SENTENCE = 1.5
# What a sentence appends to itself.
_PROVISO: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"(?:,|;)\s*(?:provided|except|unless|but|save|subject to|so long as|as long as|other than|on condition|"
        r"and (?:only|provided)|with the exception)\b[^.;]*",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"[，；](?:但|不过|除非|惟|然而|前提|而且|且)[^。；]*"),
}
_TURN: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:but|except\w*|unless|provided|save|subject to|however|only|other than|long as|apart from|though|whereas|"
        r"while|exclu\w+|neither|nor|without|condition\w*|outside|beyond|and|or|if|where)\b|;",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"但|除|外|仅|只|不过|惟|限|前提|而|方可|条件|且|并|亦|；|例外|不计|的，"),
}
# 且 and "and only" add a thing, as a participle may in the other language.
_ADDS: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\s*and\b", re.IGNORECASE),
    "zh": re.compile(r"且|而且"),
}
# Everything by which a sentence may be turned or limited.
_TURNS_SOMEHOW: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:but|except\w*|unless|provided|save|subject to|however|only|other than|long as|apart|though|although|whereas|"
        r"while|exclu\w+|without|not|no|neither|nor|conditions?|outside|beyond|cannot|limit\w*|up to|until|before|less)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"但|除|外|仅|只|不过|惟|限|前提|方可|例外|不|未|无|非|，而|；|止|前"),
}


@dataclass(frozen=True)
class _Part:
    """A stretch of one of the texts, and whether more like it stand there than in the other."""

    start: int
    end: int
    text: str
    is_more: bool
    is_only_turn: bool = False


def parts_alone(texts: PairOfTexts) -> Iterator[Difference]:
    """At most one of each language: the part that most surely has no counterpart."""
    for language in SIDES:
        parts = _parts(texts, language)
        sure = [surely_alone(part.text, texts, language, part.is_more, part.is_only_turn) for part in parts]
        best = parts[sure.index(max(sure))] if sure and max(sure) > ENOUGH else _proviso_alone(texts, language)
        if best:
            bounds = (best.start, best.end)
            reason = f"This part stands in the {LANGUAGE_NAMES[language]} text only; the {LANGUAGE_NAMES[OTHER[language]]} text has no counterpart."
            yield Difference(
                "missing", reason, bounds if language == "en" else None, bounds if language == "zh" else None
            )


def _parts(texts: PairOfTexts, language: Side) -> Sequence[_Part]:
    text, other = texts.text(language), texts.text(OTHER[language])
    sentences = sentences_of(text, language)
    is_more = len(sentences) > len(sentences_of(other, OTHER[language]))
    parts = [_Part(s.start, s.end, s.text, is_more) for s in sentences] if len(sentences) > 1 else []
    turns, others = len(_TURN[language].findall(text)), len(_TURN[OTHER[language]].findall(other))
    for match in _PROVISO[language].finditer(text):
        start, end = match.start() + 1, match.end()
        parts.append(_Part(start, end, text[start:end], turns > others, not others))
    return parts


def surely_alone(
    part: str, texts: PairOfTexts, language: Side, is_more: bool = False, is_only_turn: bool = False
) -> float:
    """How much speaks for it that the other text has no counterpart to this part."""
    text, other = texts.text(language), texts.text(OTHER[language])
    words = said(part, language)
    held = carried(other, OTHER[language])
    new = sum(not word & held for word in words)
    figures = _figures(part, language)
    shared = figures & _figures(other, OTHER[language])
    if length_of(part) < SHORTEST or not (words or figures - shared):
        return 0.0
    by_length = _by_length(part, text, other, language, _SPREAD)
    return (
        max(-4.0, min(_LENGTH_AT_MOST, by_length))
        + _A_NEW_WORD * new
        + _A_SHARED_WORD * (len(words) - new)
        + _A_SHARED_FIGURE * len(shared)
        + _MORE_TURNS * is_more
        + _NO_TURN_AT_ALL * is_only_turn
    )


def _proviso_alone(texts: PairOfTexts, language: Side) -> _Part | None:
    """The proviso without which its sentence and the one beside it are of a length.

    In a long paragraph one proviso hardly changes the length of the whole; in its sentence it does.
    """
    for match in _PROVISO[language].finditer(texts.text(language)):
        part = match.group()[1:]
        pair = texts.around(language, match.start())
        if _ADDS[language].match(part) or not pair.text(OTHER[language]) or length_of(part) < SHORTEST_PROVISO:
            continue
        if _surely_alone_in(pair, part, texts, language) > ENOUGH_IN_A_SENTENCE:
            return _Part(match.start() + 1, match.end(), part, is_more=True)
    return None


def _surely_alone_in(pair: SentencePair, part: str, texts: PairOfTexts, language: Side) -> float:
    other = OTHER[language]
    beside = texts.with_lonely(pair, other)
    words = said(part, language)
    new = sum(not word & carried(texts.text(other), other) for word in words)
    new_here = sum(not word & carried(beside, other) for word in words)
    shared = _figures(part, language) & _figures(texts.text(other), other)
    return (
        max(-3.0, min(5.0, _by_length(part, pair.text(language), beside, language, _SPREAD_OF_SENTENCES)))
        + new
        + 0.5 * new_here
        + _A_SHARED_WORD * (len(words) - new_here)
        + _A_SHARED_FIGURE * len(shared)
        + _NO_TURN_AT_ALL * (not _TURNS_SOMEHOW[other].search(beside))
    )


def _by_length(part: str, text: str, other: str, language: Side, usual_spread: float) -> float:
    """How much likelier the lengths of the two texts are without the part, as a logarithm."""
    there = max(1.0, length_of(other))
    usual = _USUAL if language == "en" else -_USUAL
    apart = math.log(max(1.0, length_of(text)) / there) - usual
    apart_without = math.log(max(1.0, length_of(text) - length_of(part)) / there) - usual
    spread = usual_spread * max(1.0, math.sqrt(_LONG / there))
    return (math.copysign(apart**2, apart) - apart_without**2) / (2 * spread**2)


def _figures(text: str, language: Side) -> set[tuple[object, ...]]:
    return {quantity.value for quantity in quantities(text, language)}
