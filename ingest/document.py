"""The nouns every other module speaks in: Document, Page, Clause, Span.

    file ──▶ Document.text ──▶ Clause.span == text[start:end]

`Document.text` is the only coordinate system: pages, clauses and citations are all offsets into it, counted in
characters. Nothing in here imports anything else of ours.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

DocumentKind = Literal["contract", "quality_agreement", "amendment", "audit_report", "other"]
Language = Literal["en", "zh", "mixed"]
PageSource = Literal["text", "ocr", "unreadable", "blank"]
ClauseKind = Literal["clause", "definition", "heading", "contents", "table", "signature", "furniture", "addressed"]
UnseenKind = Literal["hidden", "comment", "metadata", "margin", "alternative_text"]

# A contents line, a bare heading, a running header, a signature block or text addressed to software proves nothing, so
# none of them is ever cited.
NEVER_CITED: frozenset[str] = frozenset({"heading", "contents", "furniture", "signature", "addressed"})


@dataclass(frozen=True, order=True)
class Span:
    """Half-open stretch of `Document.text`: `text[start:end]`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The stretch of `text` this span names."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Box:
    """A place on a page as shown, from its upper left corner, as shares of its width and height."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class PlacedLine:
    """A printed line and where it stands on its page."""

    text: str
    box: Box


@dataclass(frozen=True)
class Unseen:
    """Words that the file holds and that are no part of its text: a reader of the page does not see them there."""

    kind: UnseenKind
    text: str


@dataclass(frozen=True)
class Page:
    """A numbered stretch of the text; pages cover the text in order, without gaps.

    `lines` says where the words of a recognised page stand. It is there after reading; the records keep it apart from
    the document, since only a picture of the page needs it.
    """

    number: int
    span: Span
    source: PageSource = "text"
    confidence: float | None = None
    lines: tuple[PlacedLine, ...] = field(default=(), repr=False, compare=False)
    unseen: tuple[Unseen, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Document:
    """One ingested file. `id` is the SHA-256 of its bytes, so the same file twice is the same Document."""

    id: str
    file: str
    text: str = field(repr=False)
    pages: tuple[Page, ...] = field(repr=False)
    title: str = ""
    kind: DocumentKind = "other"
    language: Language = "en"
    detail: str = ""
    """The finer kind where a person has chosen it; see `ingest.kind.finer_kind_of` for what the text says."""

    @property
    def unreadable_pages(self) -> list[int]:
        return [page.number for page in self.pages if page.source == "unreadable"]

    @property
    def ocr_pages(self) -> list[int]:
        return [page.number for page in self.pages if page.source == "ocr"]

    def page_at(self, offset: int) -> int:
        """Number of the page that holds the character at `offset` (the last page for the very end)."""
        starts = [page.span.start for page in self.pages]
        return self.pages[max(0, bisect_right(starts, offset) - 1)].number

    def pages_of(self, span: Span) -> tuple[int, ...]:
        """Numbers of the pages a span touches, first to last."""
        first, last = self.page_at(span.start), self.page_at(max(span.start, span.end - 1))
        return tuple(page.number for page in self.pages if first <= page.number <= last)


@dataclass(frozen=True)
class Clause:
    """What is stored, retrieved and cited: `text == document.text[span.start:span.end]`.

    `number` is the clause's own number as printed ("7.3", "第九条", "(b)"); `path` holds the headings it stands under,
    outermost first ("ARTICLE 7 TERM", "7.3 Effects of Termination"); `heading` is the nearest one. A clause too long
    to read at a glance is stored as several consecutive ones that share number and path.
    """

    id: str
    document_id: str
    span: Span
    text: str = field(repr=False)
    number: str = ""
    heading: str = ""
    path: tuple[str, ...] = ()
    kind: ClauseKind = "clause"
    pages: tuple[int, ...] = (1,)

    @property
    def citable(self) -> bool:
        return self.kind not in NEVER_CITED
