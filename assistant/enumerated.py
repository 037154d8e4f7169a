"""A list in a contract: an item says nothing without the words that lead in to it, nor these without their items.

7.2 This Agreement may be terminated by Customer:
    (a) upon ninety days' notice;                    lead_in((a)) is 7.2, items_of(7.2) are (a), (b) …
"""

import re

from assistant.reading import Reading
from ingest.document import Clause

FARTHEST = 14
"""How many clauses back a lead-in may stand."""
MOST_ITEMS = 5
_LEADS_IN = re.compile(r"(?:[:：]|[:：]\s*[-–—]|\b(?:if|following|either|where|when|by|to|in the event that))\s*$")
_ITEM = re.compile(
    r"^[（(]\s*(?:[a-z]{1,4}|\d{1,2}|[一二三四五六七八九十]+)\s*[）)]|^\d{1,2}[)）]|^[a-z]\.$", re.IGNORECASE
)


def lead_in(reading: Reading, clause: Clause) -> Clause | None:
    """The clause whose words lead in to this item of a list; `None` when it is none."""
    for before in reversed(reading.clauses[max(0, (at := _place(reading, clause)) - FARTHEST) : at]):
        if _LEADS_IN.search(before.text) and _stands_under(clause, before):
            return before if before.citable else None
        if not _beside(clause, before) and before.kind != "furniture":
            return None
    return None


def items_of(reading: Reading, clause: Clause) -> list[Clause]:
    """The items that the last words of a clause lead in to, the first few."""
    if not _LEADS_IN.search(clause.text):
        return []
    found: list[Clause] = []
    for after in reading.clauses[_place(reading, clause) + 1 :][:FARTHEST]:
        if after.kind == "furniture":
            continue
        if not _stands_under(after, clause):
            break
        if after.citable and (not found or _beside(after, found[0])):
            found.append(after)
    return found[:MOST_ITEMS]


def _place(reading: Reading, clause: Clause) -> int:
    return next(i for i, other in enumerate(reading.clauses) if other.id == clause.id)


def _stands_under(item: Clause, above: Clause) -> bool:
    if not item.number or item.number == above.number:
        return False
    if _ITEM.match(item.number):
        return not _ITEM.match(above.number) or _kind(item.number) != _kind(above.number)
    return bool(above.number) and item.number.rstrip(".").startswith(above.number.rstrip(".") + ".")


def _beside(one: Clause, other: Clause) -> bool:
    """Whether both may be items of one list, or one of them an item within an item."""
    if one.number == other.number:
        return True
    if _ITEM.match(one.number) and _ITEM.match(other.number):
        return True
    return bool(one.number) and one.number.count(".") == other.number.count(".") > 0


def _kind(number: str) -> str:
    """(a), (i) and (1) are three kinds of list."""
    bare = re.sub(r"\W", "", number).lower()
    if bare.isdigit():
        return "digit"
    return "roman" if re.fullmatch(r"[ivx]+", bare) else "letter" if bare.isascii() else "chinese"
