"""Whether a sentence that a model wrote is borne out by the clauses it names: its quotes, its numbers, its words."""

import re
from collections.abc import Sequence

from assistant.locate import locate
from assistant.number_words import ENGLISH_NUMBER, chinese_number, english_number
from assistant.retrieve import Passage
from assistant.understand import is_chinese
from assistant.words import query_tokens, wider_tokens

SHARE = 0.5
"""Of a sentence's telling words that must stand in the clauses it names."""
BRIDGED = 2
"""Words that must be shared across two languages, by way of the glossary."""
SHORTEST_QUOTE = 12
_QUOTED = re.compile(r"[“\"「『]([^”\"」』]+)[”\"」』]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD_OF_NUMBER = re.compile(
    rf"(?i)\b(?P<en>{ENGLISH_NUMBER})\b|(?P<zh>[一二两三四五六七八九十百]+)(?=个?(?:工作日|日|天|月|年|周|小时|批))"
)
# Whoever the clause names is the supplier or the customer in an answer; these words prove nothing either way.
_ROLES = frozenset(
    query_tokens("supplier manufacturer customer buyer purchaser client party parties agreement contract passage clause section 供应商 客户 买方 双方 协议 合同 条款")
)  # fmt: skip


def supported(sentence: str, passages: Sequence[Passage]) -> bool:
    """Whether these clauses bear the sentence out.

    Quotes must stand in them, numbers too, and most of the telling words.
    """
    text = "\n".join(f"{p.clause.number} {' '.join(p.clause.path[-2:])}\n{p.clause.text}" for p in passages)
    quotes = [quote for quote in _QUOTED.findall(sentence) if len(quote) >= SHORTEST_QUOTE]
    if any(locate(quote.strip(" .,;。，"), text) is None for quote in quotes):
        return False
    if not numbers_in(sentence) <= numbers_in(text):
        return False
    held = set(query_tokens(text))
    if is_chinese(sentence) != is_chinese(text):
        return len(set(wider_tokens(sentence)) & held) >= BRIDGED
    said = set(query_tokens(_NUMBER.sub(" ", sentence))) - _ROLES
    return bool(said) and len(said & held) >= SHARE * len(said)


def numbers_in(text: str) -> set[str]:
    """Numbers as digits, those in words included.

    >>> sorted(numbers_in("within thirty (30) days, 1,500 units"))
    ['1500', '30']
    """
    words = [english_number(m["en"]) if m["en"] else chinese_number(m["zh"]) for m in _WORD_OF_NUMBER.finditer(text)]
    return {f"{value:g}" for value in words if value is not None} | {
        number.replace(",", "").rstrip(".") for number in _NUMBER.findall(text)
    }
