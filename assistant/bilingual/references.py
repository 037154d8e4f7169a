"""Clauses that are referred to: which of a list (`Clauses 5, 6 and 7`) one of two texts leaves out, and which item of one is meant."""

import re
from collections.abc import Sequence

from assistant.bilingual.facts import Side
from assistant.bilingual.numbers import Quantity

_BESIDE: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\s*,?\s*(?:(?:,|and|or|&)\s*)?(?:(?:Sections?|Articles?|Clauses?)\s*)?", re.IGNORECASE),
    "zh": re.compile(r"[条條款章节節]?\s*(?:、|，|,|和|及|或|与|以及)?\s*第?\s*"),
}
_RANGE = re.compile(r"\b(?:to|through|inclusive)\b|\d\s*[-–]\s*\d|[至到]")


def has_range(text: str, own: Sequence[Quantity]) -> bool:
    """`Sections 4 to 6` names a clause that is not printed."""
    return any(_RANGE.search(text[max(0, q.start - 4) : q.end + 4]) for q in own if q.kind == "reference")


def is_listed(quantity: Quantity, own: Sequence[Quantity], others: Sequence[Quantity], text: str) -> bool:
    """A clause of a list (`Clauses 5, 6 and 7`) whose neighbour the other text names: nobody leaves out one of a list."""
    if quantity.kind != "reference":
        return False
    named = {other.value for other in others}
    language: Side = "zh" if re.search(r"[一-鿿]", text) else "en"
    if quantity.value not in named and _is_an_item(quantity, own, named, text, language):
        return True
    if len([other for other in others if other.kind == "reference"]) < 2:
        return False
    for near in own:
        first, second = sorted((near, quantity), key=lambda q: q.start)
        is_beside = near is not quantity and _BESIDE[language].fullmatch(text[first.end : second.start])
        if is_beside and near.value in named and near.kind == "reference":
            return quantity.value not in named
    return False


# "(c) breach of Section 9.2; (d) breach of Section 3.7": what one thing of a list says before the clause it refers to.
_ITEM: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"(?:[,;:]|\band\b|\bor\b)\s*(?:(?:and|or)\s+)?(?:[(（]\w{1,4}[)）]\s*)?(?P<says>(?:(?!Section|Article|Clause)[a-z]+\s+){1,4})(?:the\s+)?(?:Sections?|Articles?|Clauses?)?\s*$",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"(?:[，；、：和与或及]|以及|或者)(?:[(（]\w{1,4}[)）])?(?P<says>[㐀-鿿]{2,8}?)第?$"),
}
_A_SENTENCE = re.compile(r"[.。](?!\d)")


def _is_an_item(
    quantity: Quantity, own: Sequence[Quantity], named: set[tuple[object, ...]], text: str, language: Side
) -> bool:
    """Whether its sentence says the same of a clause that the other text names too: an item of a list that it lacks."""
    item = _ITEM[language].search(text[: quantity.start])
    if not item:
        return False
    says = item.group("says").lower().strip()
    for near in own:
        first, second = sorted((near, quantity), key=lambda q: q.start)
        if near.kind != "reference" or near.value not in named or _A_SENTENCE.search(text[first.end : second.start]):
            continue
        before = re.sub(
            r"(?:第|(?:the\s+)?(?:Sections?|Articles?|Clauses?)?\s*)$", "", text[: near.start], flags=re.IGNORECASE
        )
        if before.lower().rstrip().endswith(says):
            return True
    return False


def is_part_of(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """Clause 14.4 and its item (a): which items of a clause are meant is written in too many ways."""
    shorter, longer = sorted((str(one[1]), str(other[1])), key=len)
    return one[0] == other[0] and longer.startswith(f"{shorter}.")
