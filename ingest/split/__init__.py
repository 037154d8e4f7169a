"""Clauses: the text of an agreement cut where its own numbering and headings cut it.

    Document.text ──lines──▶ roles ──walk──▶ pieces under their headings ──size──▶ Clauses

Every clause is a slice of the text, and together they are the text: nothing is lost, repeated or reworded.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from ingest.addressed import find_addressed, without_addressed
from ingest.document import Clause, Document, Span
from ingest.script import as_written, simplified
from ingest.split.contents import mark_contents
from ingest.split.furniture import mark_furniture
from ingest.split.lines import mark_signatures, read_lines
from ingest.split.plain import plain_view
from ingest.split.shape import Part, shape
from ingest.split.walk import Walk

__all__ = ["split_clauses"]


def split_clauses(document: Document) -> list[Clause]:
    """The clauses of a document, in order, covering its whole text."""
    if not document.text:
        return []
    # What is addressed to software shapes nothing: the agreement is cut as if it were not there.
    view = plain_view(simplified(without_addressed(document.text)))
    lines = read_lines(view)
    mark_furniture(lines)
    mark_contents(lines, view)
    mark_signatures(lines)
    pieces = Walk(view, lines).pieces_of_text()
    parts = shape(view, pieces) or [Part(0, len(view), kind="furniture")]
    apart = [passage.span for passage in find_addressed(document.text) if passage.excluded]
    cut = [piece for part in parts for piece in _kept_apart(document.text, part, apart)]
    printed = _printed(document.text)
    return [_clause(document, index, part, printed) for index, part in enumerate(cut)]


def _kept_apart(text: str, part: Part, apart: Sequence[Span]) -> Iterator[Part]:
    """The part, cut round passages addressed to software; white space beside one goes with it."""
    start = part.start
    for span in apart:
        if span.end <= start or span.start >= part.end:
            continue
        begin, end = max(start, span.start), min(part.end, span.end)
        if text[start:begin].strip():
            yield replace(part, start=start, end=begin)
            start = begin
        if not text[end : part.end].strip():
            end = part.end
        yield replace(part, start=start, end=end, kind="addressed")
        start = end
    if start < part.end:
        yield replace(part, start=start) if start != part.start else part


def _printed(text: str) -> Callable[[str], str]:
    """From the words of a heading as they were read to the words as they are printed."""
    plain = simplified(text)
    return str if plain == text else cache(lambda words: as_written(words, plain, text))


def _clause(document: Document, index: int, part: Part, printed: Callable[[str], str]) -> Clause:
    span = Span(part.start, part.end)
    return Clause(
        id=f"{document.id[:16]}:{index:05d}",
        document_id=document.id,
        span=span,
        text=span.of(document.text),
        number=printed(part.number),
        heading=printed(part.heading),
        path=tuple(map(printed, part.path)),
        kind=part.kind,
        pages=document.pages_of(span),
    )
