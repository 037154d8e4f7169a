"""The page behind a Citation, as a picture with the quoted words marked: proof that can be looked at.

page_shown(workspace, document_id, 7, "at least ninety days") ─▶ PageShown(png, boxes, reason)
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from assistant.cite import Citation
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.records import Database
    from ingest.document import Box, Document


class Shelf(Protocol):
    """The part of a Workspace that is needed here."""

    @property
    def records(self) -> "Database": ...
    def document(self, id: str) -> "Document": ...
    def file_path(self, id: str) -> Path: ...


@dataclass(frozen=True)
class PageShown:
    """A page as PNG and where the quote stands on it; without a picture, `reason` says why in one line."""

    png: bytes | None
    boxes: "tuple[Box, ...]" = ()
    reason: str = ""


def page_shown(held: Shelf, id: str, page: int, quote: str = "", near: float = 0.0) -> PageShown:
    """The page of a held document; a quote that is not found on it is told in `reason`, and the page shown unmarked."""
    from ingest.boxes import quote_boxes
    from ingest.errors import IngestError
    from ingest.page_image import NO_PICTURE, has_pictures, page_png

    document, path = held.document(id), held.file_path(id)
    if not has_pictures(path):
        return PageShown(None, reason=f"{document.file}: {NO_PICTURE}")
    if not 1 <= page <= len(document.pages):
        raise AssistantError(f"{document.file}: has no page {page}; its pages are 1 to {len(document.pages)}")
    try:
        lines, is_scan = held.records.lines(id, page), page in document.ocr_pages
        boxes = tuple(quote_boxes(path, page, quote, lines, is_scan=is_scan, near=near)) if quote.strip() else ()
        png = page_png(path, page, boxes)
    except IngestError as error:
        return PageShown(None, reason=f"{document.file}: {str(error).partition(': ')[2] or error}")
    missed = quote.strip() and not boxes
    return PageShown(png, boxes, f"{document.file}: these words were not found on page {page}" if missed else "")


def citation_shown(held: Shelf, citation: Citation, page: int | None = None) -> PageShown:
    """The page a citation stands on, or another page it runs on to, with the part of the quote that is on it marked."""
    document = held.document(citation.document)
    number = page or citation.page
    spans = (found.span for found in document.pages if found.number == number)
    on_page = next((s for s in spans if s.overlaps(citation.span)), None)
    if on_page is None:
        return page_shown(held, citation.document, number)
    start, end = max(on_page.start, citation.start), min(on_page.end, citation.end)
    near = (start - on_page.start) / max(1, len(on_page))
    return page_shown(held, citation.document, number, document.text[start:end], near)
