"""The consolidated agreement as a Reading that a judge can read, and the way back from its quotes to the documents.

view = view_of(consolidated);  judge.judge(view.reading, checklist);  view.trace(citation)  ->  citations of the originals
"""

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.amendments.consolidate import Consolidated
from assistant.amendments.slots import Piece, Slot
from assistant.cite import Citation, cite
from assistant.findings import NearMiss
from assistant.judge import Judgement
from assistant.reading import Reading
from ingest.document import Clause, Document, Page, Span

SHORTEST_QUOTE = 12
"""A changed word alone proves nothing: stretches this short are not cited by themselves."""


@dataclass(frozen=True)
class View:
    """`reading` holds the text in force; `_starts` and `_pieces` are where each of its stretches comes from."""

    consolidated: Consolidated
    reading: Reading
    _starts: tuple[int, ...]
    _pieces: tuple[Piece, ...]

    def trace(self, citation: Citation) -> tuple[Citation, ...]:
        """The citation's words where they stand in the documents, in reading order."""
        found: list[Citation] = []
        first = max(0, bisect_right(self._starts, citation.start) - 1)
        for start, piece in zip(self._starts[first:], self._pieces[first:], strict=True):
            if start >= citation.end:
                break
            a, b = max(start, citation.start) - start, min(start + len(piece.text), citation.end) - start
            if piece.document and a < b:
                found.append(self._original(piece, a, b))
        found = [c for c in found if c.quote]
        longer = [c for c in found if len(c.quote) >= SHORTEST_QUOTE]
        return tuple(longer or found)

    def translated(self, judgement: Judgement) -> Judgement:
        """The judgement with every citation led back to its document."""
        return replace(
            judgement,
            citations=self._all(judgement.citations),
            limiting=self._all(judgement.limiting),
            nearest=tuple(
                NearMiss(c, near.why_not) for near in judgement.nearest for c in self.trace(near.citation)[:1]
            ),
            red_flags=tuple((flag, c) for flag, citation in judgement.red_flags for c in self.trace(citation)[:1]),
        )

    def _all(self, citations: Sequence[Citation]) -> tuple[Citation, ...]:
        return tuple(dict.fromkeys(c for citation in citations for c in self.trace(citation)))

    def _original(self, piece: Piece, start: int, end: int) -> Citation:
        reading = next(r for r in self.consolidated.readings if r.document.id == piece.document)
        span = Span(piece.start + start, piece.start + end)
        clause = next((c for c in reading.clauses if c.span.start <= span.start < c.span.end), reading.clauses[-1])
        return cite(reading.document, clause, span)


def view_of(consolidated: Consolidated) -> View:
    """The text in force, clause by clause, with the vectors of the clauses it came from."""
    base = consolidated.readings[0]
    living = [slot for slot in consolidated.clauses if slot.text.strip()]
    parts: list[str] = []
    spans: list[Span] = []
    starts: list[int] = []
    pieces: list[Piece] = []
    at = 0
    for slot in living:
        begin = at
        for piece in slot.pieces:
            starts.append(at)
            pieces.append(piece)
            parts.append(piece.text)
            at += len(piece.text)
        spans.append(Span(begin, at))
        if not parts[-1].endswith("\n"):
            parts.append("\n\n")
            at += 2
    text = "".join(parts)
    id = hashlib.sha256(("consolidated:" + base.document.id + text).encode()).hexdigest()
    document = replace(base.document, id=id, text=text, pages=(Page(1, Span(0, len(text))),))
    clauses = tuple(_clause(document, slot, span, i) for i, (slot, span) in enumerate(zip(living, spans, strict=True)))
    reading = Reading(document, clauses, _vectors(consolidated.readings, living))
    return View(consolidated, reading, tuple(starts), tuple(pieces))


def _clause(document: Document, slot: Slot, span: Span, i: int) -> Clause:
    return Clause(
        f"{document.id[:16]}-{i}",
        document.id,
        span,
        document.text[span.start : span.end],
        slot.number,
        slot.heading,
        slot.path,
        slot.kind,
    )


def _vectors(readings: Sequence[Reading], slots: Sequence[Slot]) -> np.ndarray | None:
    """A changed clause keeps the vector of the clause it came from: a few words hardly move it."""
    if any(reading.vectors is None for reading in readings):
        return None
    width = next(r.vectors.shape[1] for r in readings if r.vectors is not None)
    rows = []
    for slot in slots:
        vectors = readings[slot.like[0]].vectors if slot.like else None
        rows.append(vectors[slot.like[1]] if slot.like and vectors is not None else np.zeros(width, dtype=np.float32))
    return np.array(rows, dtype=np.float32)
