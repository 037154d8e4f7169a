"""How a PDF looks, rather than what it says: pages drawn by pypdfium2, to see what has no text and to recognise it.

pdfium works for one thread at a time, so everything here, and everything else that uses it, holds `PDFIUM`.
"""

import math
import threading
from contextlib import suppress
from types import TracebackType
from typing import Any

from ingest.document import PageSource, PlacedLine
from ingest.ocr import DPI, MAX_PIXELS, Picture
from ingest.pdf_hidden import Hidden, hidden_on
from ingest.printed import words_on
from ingest.ruled import Table, tables_on

PDFIUM = threading.RLock()
PICTURE_SHARE = 0.3
SCAN_SHARE = 0.6
BLANK_INK = 0.001
RENDER_SCALE = 0.4
LARGEST_SIDE = 20_000
"""A page of more points than this on a side is no paper; it is drawn no larger."""


class Glance:
    """An open PDF, to be looked at page by page; raises PdfiumError when pdfium cannot open it."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2

        with PDFIUM:
            self._document = pypdfium2.PdfDocument(data)
            with suppress(pypdfium2.PdfiumError):
                # Without this the values of form fields are not drawn.
                self._document.init_forms()

    def __enter__(self) -> "Glance":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with PDFIUM:
            self._document.close()

    def source(self, index: int, letters: int, few: int) -> PageSource:
        """Words in a picture are unreadable, no ink at all is blank; a page with few letters may be a stamped scan."""
        import pypdfium2

        try:
            with PDFIUM:
                page = self._document[index]
                try:
                    return _source(page, letters, few)
                finally:
                    page.close()
        except (pypdfium2.PdfiumError, IndexError, ValueError):
            return "text" if letters else "unreadable"

    def tables(self, index: int) -> list[Table]:
        """Ruled tables of the page."""
        import pypdfium2

        try:
            with PDFIUM:
                page = self._document[index]
                try:
                    return tables_on(page)
                finally:
                    page.close()
        except (pypdfium2.PdfiumError, IndexError, ValueError, UnicodeError):
            return []

    def words(self, index: int) -> list[PlacedLine]:
        """The words of the page's text layer, in its order, each with its place on the page as shown."""
        import pypdfium2

        try:
            with PDFIUM:
                page = self._document[index]
                try:
                    return words_on(page)
                finally:
                    page.close()
        except (pypdfium2.PdfiumError, IndexError, ValueError):
            return []

    def hidden(self, index: int) -> list[Hidden]:
        """Words of the page that nobody sees."""
        import pypdfium2

        try:
            with PDFIUM:
                page = self._document[index]
                try:
                    return hidden_on(page, _picture_share(page))
                finally:
                    page.close()
        except (pypdfium2.PdfiumError, IndexError, ValueError, UnicodeError):
            return []

    def picture(self, index: int, dpi: float = DPI) -> Picture | None:
        """The page as pixels, or None when it cannot be drawn."""
        import pypdfium2

        try:
            with PDFIUM:
                page = self._document[index]
                try:
                    width, height = page.get_size()
                    scale = _scale(width, height, dpi)
                    return Picture(page.render(scale=scale).to_numpy().copy(), scale * 72) if scale else None
                finally:
                    page.close()
        except (pypdfium2.PdfiumError, IndexError, ValueError, MemoryError):
            return None


def _scale(width: float, height: float, dpi: float) -> float:
    """Pixels a point, within the limit of pixels; 0 for a page without a usable size."""
    if not (0 < width < LARGEST_SIDE and 0 < height < LARGEST_SIDE):
        return 0.0
    return min(dpi / 72, math.sqrt(MAX_PIXELS / (width * height)))


def _source(page: Any, letters: int, few: int) -> PageSource:
    if letters:
        share = _picture_share(page)
        return "unreadable" if share > SCAN_SHARE or (letters < few and share > PICTURE_SHARE) else "text"
    width, height = page.get_size()
    scale = min(RENDER_SCALE, _scale(width, height, 72))
    if not scale:
        return "unreadable"
    pixels = page.render(scale=scale, grayscale=True).to_numpy()
    return "unreadable" if float((pixels < 200).mean()) > BLANK_INK else "blank"


def _picture_share(page: Any) -> float:
    """How much of the page pictures cover; scans often come in strips."""
    from pypdfium2 import raw

    page_width, page_height = page.get_size()
    covered = 0.0
    for picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = picture.get_bounds()
        width, height = min(right, page_width) - max(left, 0), min(top, page_height) - max(bottom, 0)
        covered += max(0.0, width) * max(0.0, height)
    return covered / max(1.0, page_width * page_height)
