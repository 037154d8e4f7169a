"""Short lines that hold both languages, as forms and price tables have them: `Effective Date / 生效日期: 1 May 2027 / 2027年5月1日`.

They are too short to be paired; only the dates and figures of their two halves are compared.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.bilingual.facts import Kind, Side
from assistant.bilingual.numbers import Quantity, quantities
from assistant.bilingual.units import cells_of
from ingest.document import Span

_BOTH = re.compile(r"(?=.*[A-Za-z]{2})(?=.*[㐀-鿿])", re.DOTALL)
_HALVES = re.compile(r"^(?P<en>[^㐀-鿿]*[A-Za-z]{2}[^㐀-鿿]*?)[\s/|]+(?P<zh>[\d,.\s]*[㐀-鿿].*)$", re.DOTALL)
# "20 mg, GBP per 1,000 每千粒": the figure belongs to what goes before it.
_GOES_ON = re.compile(r"\b(?:per|of|from|to|at|than|and|or|up|about)$", re.IGNORECASE)
_LONGEST = 160


@dataclass(frozen=True)
class CaptionDifference:
    """Two halves of one line that name different dates or figures."""

    kind: Kind
    en: Span
    zh: Span


def differing_captions(text: str, compared: list[Span]) -> Iterator[CaptionDifference]:
    """Lines outside of the compared paragraphs."""
    for match in re.finditer(r"[^\n\f]+", text):
        line = Span(*match.span())
        if len(line) > _LONGEST or not _BOTH.match(match.group()) or any(line.overlaps(span) for span in compared):
            continue
        if found := _dates(text, line):
            yield found
        else:
            yield from _figures(text, line)


def _dates(text: str, line: Span) -> CaptionDifference | None:
    """One date in each language."""
    dates = {side: [q for q in quantities(line.of(text), side) if q.kind == "date"] for side in _SIDES}
    if any(len(found) != 1 for found in dates.values()) or dates["en"][0].value == dates["zh"][0].value:
        return None
    return CaptionDifference("date", _at(line.start, dates["en"][0]), _at(line.start, dates["zh"][0]))


def _figures(text: str, line: Span) -> Iterator[CaptionDifference]:
    """As many figures in either half, and not the same."""
    for start, end in cells_of(text, line):
        match = _HALVES.match(text[start:end])
        if not match:
            continue
        if _GOES_ON.search(match.group("en").rstrip()) and match.group("zh")[0] < "㐀":
            continue
        left, right = (quantities(match.group(side), side) for side in _SIDES)
        kinds = [q.kind for q in left] == [q.kind for q in right]
        differing = [(a, b) for a, b in zip(left, right, strict=False) if a.value != b.value]
        if kinds and len(differing) == 1 and {q.kind for q in left} <= {"number", "period", "percentage", "amount"}:
            a, b = differing[0]
            yield CaptionDifference(
                _KINDS[a.kind], _at(start + match.start("en"), a), _at(start + match.start("zh"), b)
            )


def _at(start: int, quantity: Quantity) -> Span:
    return Span(start + quantity.start, start + quantity.end)


_KINDS: dict[str, Kind] = {"number": "number", "period": "period", "percentage": "percentage", "amount": "amount"}
_SIDES: tuple[Side, Side] = ("en", "zh")
