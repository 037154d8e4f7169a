"""Proof: a Citation is located in a document's own text, never believed."""

from dataclasses import asdict, dataclass

from ingest.document import Clause, Document, Span


@dataclass(frozen=True)
class Citation:
    """A stretch of a document: `quote == document.text[start:end]`, always."""

    document: str
    file: str
    page: int
    clause: str
    heading: str
    start: int
    end: int
    quote: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    def as_dict(self) -> dict[str, object]:
        """The JSON form of the stable interface."""
        return asdict(self) | {"verified": True}


def cite(document: Document, clause: Clause, span: Span | None = None) -> Citation:
    """Citation of a clause, or of `span` (offsets into the document) inside it, without white space at its edges.

    >>> cite(document, clause).quote == document.text[citation.start:citation.end]
    """
    start, end = (span.start, span.end) if span else (clause.span.start, clause.span.end)
    quote = document.text[start:end]
    start += len(quote) - len(quote.lstrip())
    quote = quote.strip()
    return Citation(
        document.id,
        document.file,
        document.page_at(start),
        clause.number,
        clause.heading,
        start,
        start + len(quote),
        quote,
    )
