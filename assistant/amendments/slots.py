"""Clauses while amendments are applied: a Slot holds stretches of the documents, so that every word keeps its source."""

import re
from dataclasses import dataclass, replace

from assistant.amendments.numbers import full_number, plain_number, under
from assistant.amendments.operations import Target
from assistant.reading import Reading
from ingest.document import Clause, ClauseKind

_EXHIBIT = re.compile(
    r"(?i)^\W*(?:exhibit|schedule|annex|appendix|attachment|table|part|附件|附表|附录)\s*[:：]?\s*([A-Z0-9一二三四五六七八九十-]+)"
)
_NOT_TEXT = ("contents", "furniture", "signature")


@dataclass(frozen=True)
class Piece:
    """`text` is `document.text[start:end]` of the document named; "" as document is glue of ours between two pieces."""

    document: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Slot:
    """One clause of the agreement as it stands, or as it stood when `gone`."""

    number: str
    heading: str
    path: tuple[str, ...]
    kind: ClauseKind
    pieces: tuple[Piece, ...]
    set_by: str
    """The document that last set the words."""
    like: tuple[int, int] | None = None
    """Reading and clause it came from: their vector serves for it."""
    changes: tuple[int, ...] = ()
    gone: bool = False
    exhibit: str = ""
    appended: bool = False
    """Stands behind the agreement: a term of the amendment itself, or wording whose place was not found."""

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def slots_of(reading: Reading, index: int) -> list[Slot]:
    """The clauses of an agreement as it was signed."""
    id = reading.document.id
    return [
        Slot(
            full_number(clause),
            clause.heading,
            clause.path,
            clause.kind,
            (Piece(id, clause.span.start, clause.span.end, clause.text),),
            id,
            (index, i),
            exhibit=exhibit_of(clause),
        )
        for i, clause in enumerate(reading.clauses)
    ]


def exhibit_of(clause: Clause) -> str:
    """The exhibit a clause stands in: "D-1", "2"; "" in the body."""
    for heading in (*clause.path, clause.number):
        if found := _EXHIBIT.match(heading):
            return plain_number(f"第{found[1]}条") if not found[1].isascii() else found[1].rstrip("-")
    return ""


def find(slots: list[Slot], target: Target) -> tuple[list[int], str]:
    """Places of the living clauses that a target names, and why there are none."""
    if target.kind == "exhibit":
        found = [i for i, s in enumerate(slots) if not s.gone and s.exhibit.upper() == target.number.upper()]
        return found, "" if found else f"The agreement supplied has no exhibit or schedule {target.number}."
    number = _paragraph(slots, target)
    runs: list[list[int]] = []
    for i, slot in enumerate(slots):
        if slot.gone or slot.appended or slot.kind in _NOT_TEXT or slot.exhibit or not under(slot.number, number):
            continue
        if runs and all(slots[j].gone or slots[j].kind in _NOT_TEXT for j in range(runs[-1][-1] + 1, i)):
            runs[-1].append(i)
        else:
            runs.append([i])
    if not runs:
        return [], f"The agreement supplied has no clause {number}."
    if len(runs) > 1:
        return [], f"The agreement has {len(runs)} clauses numbered {number}; which one is meant is not said."
    return runs[0], ""


def _paragraph(slots: list[Slot], target: Target) -> str:
    """第七条第二款 is clause 7.2 where the agreement numbers its paragraphs so."""
    if paragraph := re.match(r"第(.+?)[款项]", target.part):
        number = f"{target.number}.{plain_number(f'第{paragraph[1]}条')}"
        if any(slot.number == number for slot in slots):
            return number
    return target.number


def carve(slots: list[Slot], places: list[int], start: int, end: int, new: tuple[Piece, ...]) -> None:
    """Replace the stretch `start:end` of the places' joined text by `new`, in place."""
    at, put = 0, False
    for i in places:
        kept: list[Piece] = []
        for piece in slots[i].pieces:
            a, b = max(start, at), min(end, at + len(piece.text))
            inside = a < b or (start == end and at <= start <= at + len(piece.text) and not put)
            if not inside:
                kept.append(piece)
            else:
                kept += [_part(piece, 0, max(0, a - at))] if a > at else []
                if not put:
                    kept += new
                    put = True
                kept += [_part(piece, b - at, len(piece.text))] if b - at < len(piece.text) else []
            at += len(piece.text)
        slots[i] = replace(slots[i], pieces=tuple(p for p in kept if p.text))


def _part(piece: Piece, start: int, end: int) -> Piece:
    return Piece(piece.document, piece.start + start, piece.start + end, piece.text[start:end])


def glue(text: str) -> Piece:
    return Piece("", 0, 0, text)
