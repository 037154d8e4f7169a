"""Clauses: the text of an agreement cut where its own numbering and headings cut it.

    Document.text ──lines──▶ roles ──walk──▶ pieces under their headings ──size──▶ Clauses

Every clause is a slice of the text, and together they are the text: nothing is lost, repeated or reworded.
"""

from ingest.document import Clause, Document, Span
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
    view = plain_view(document.text)
    lines = read_lines(view)
    mark_furniture(lines)
    mark_contents(lines, view)
    mark_signatures(lines)
    pieces = Walk(view, lines).pieces_of_text()
    parts = shape(view, pieces) or [Part(0, len(view), kind="furniture")]
    return [_clause(document, index, part) for index, part in enumerate(parts)]


def _clause(document: Document, index: int, part: Part) -> Clause:
    span = Span(part.start, part.end)
    return Clause(
        id=f"{document.id[:16]}:{index:05d}",
        document_id=document.id,
        span=span,
        text=span.of(document.text),
        number=part.number,
        heading=part.heading,
        path=part.path,
        kind=part.kind,
        pages=document.pages_of(span),
    )
