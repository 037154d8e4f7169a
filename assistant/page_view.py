"""Shows where a citation stands: its page as a picture with the words marked, or the page's text with the words marked.

shown_page(path, document, citation)  ->  ShownPage(number=9, image=b"\\x89PNG…")      a PDF page with boxes
                                      ->  ShownPage(number=9, text="… <mark>…</mark>")  anything else
"""

import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from assistant.cite import Citation
from ingest.document import Document, Page
from ingest.glance import PDFIUM

WIDTH = 1100
"""Pixels across: sharp in a panel, small enough to send."""
TALLEST = 4000
FEWEST_LETTERS = 12
"""A shorter piece of a quote is found on every page."""
ALIKE = 88.0
HIGHLIGHT = (255, 233, 130)

Box = tuple[float, float, float, float]
"""left, bottom, right, top in the page's own points"""


@dataclass(frozen=True)
class ShownPage:
    """One page to look at: a PNG, or escaped HTML. `marked` says whether the words were found on it."""

    number: int
    image: bytes | None
    text: str
    marked: bool


def shown_page(path: Path, document: Document, citation: Citation, number: int | None = None) -> ShownPage:
    """The cited page, or another page of the same document with whatever of the quote runs on to it."""
    number = number or citation.page
    page = next(page for page in document.pages if page.number == number)
    start, end = max(citation.start, page.span.start), min(citation.end, page.span.end)
    quote = document.text[start:end]
    text = marked_text(document, citation, number)
    if path.suffix.lower() != ".pdf":
        return ShownPage(number, None, text, bool(quote))
    nearness = (start - page.span.start) / max(1, len(page.span))
    drawn = page_image(path, number, quote, nearness)
    # Words that cannot be boxed (a scan, a strange font) are still marked in the text.
    image = drawn[0] if drawn and (drawn[1] or not quote) else None
    return ShownPage(number, image, text, bool(quote))


def marked_text(document: Document, citation: Citation, number: int | None = None) -> str:
    """The page's text as escaped HTML with the quote in <mark>.

    >>> marked_text(document, citation)
    'Article 7 <mark>Either party may &amp; shall …</mark> …'
    """
    page: Page = next(page for page in document.pages if page.number == (number or citation.page))
    start = min(max(citation.start, page.span.start), page.span.end)
    end = max(min(citation.end, page.span.end), start)
    before, quote, after = (
        escape(document.text[a:b]) for a, b in ((page.span.start, start), (start, end), (end, page.span.end))
    )
    mark = f'<mark id="quote">{quote}</mark>' if quote else ""
    return f"{before.lstrip()}{mark}{after.rstrip()}"


def page_image(path: Path, number: int, quote: str, nearness: float = 0.0) -> tuple[bytes, int] | None:
    """The page as PNG with the quote's words marked, and how many boxes were drawn; None when it cannot be drawn.

    `nearness` (0 top, 1 bottom) chooses among several places with the same words.
    """
    import pypdfium2

    with PDFIUM:
        try:
            with pypdfium2.PdfDocument(path) as document:
                page = document[number - 1]
                boxes = _lines(list(_found_boxes(page.get_textpage(), quote, nearness)))
                return _drawn(page, boxes), len(boxes)
        except (pypdfium2.PdfiumError, IndexError, ValueError):
            return None


def _found_boxes(textpage: Any, quote: str, nearness: float) -> Iterator[Box]:
    """Boxes of the letters that spell the quote, in the order of the page."""
    from pypdfium2 import raw

    letters: list[str] = []
    places: list[int] = []
    for index in range(textpage.count_chars()):
        for letter in _letters(chr(raw.FPDFText_GetUnicode(textpage, index))):
            letters.append(letter)
            places.append(index)
    found = find_letters("".join(letters), "".join(_letters(quote)), nearness)
    if found:
        for index in dict.fromkeys(places[found[0] : found[1]]):
            yield textpage.get_charbox(index, loose=True)


def _letters(text: str) -> Iterator[str]:
    """What is compared: letters and digits only, so that spaces, hyphens and line breaks do not matter."""
    for letter in unicodedata.normalize("NFKC", text).casefold():
        if letter.isalnum():
            yield letter


def find_letters(page: str, quote: str, nearness: float = 0.0) -> tuple[int, int] | None:
    """Where the quote's letters stand among the page's: exactly, then nearly, or nowhere.

    >>> find_letters("thesuppliershall", "supplier")
    (3, 11)
    """
    if not page or not quote:
        return None
    places = []
    at = page.find(quote)
    while at >= 0:
        places.append(at)
        at = page.find(quote, at + 1)
    if places:
        best = min(places, key=lambda place: abs(place / len(page) - nearness))
        return best, best + len(quote)
    return _nearly(page, quote) if len(quote) >= FEWEST_LETTERS else None


def _nearly(page: str, quote: str) -> tuple[int, int] | None:
    """A header or a footnote in between, a ligature read differently: alike is enough to point at."""
    from rapidfuzz import fuzz

    found = fuzz.partial_ratio_alignment(quote, page, score_cutoff=ALIKE)
    return (found.dest_start, found.dest_end) if found else None


def _lines(boxes: list[Box]) -> list[Box]:
    """Letters' boxes joined to one box a line."""
    lines: list[Box] = []
    for left, bottom, right, top in boxes:
        if right <= left or top <= bottom:
            continue
        if lines:
            last = lines[-1]
            height = min(top, last[3]) - max(bottom, last[1])
            if height > 0.5 * min(top - bottom, last[3] - last[1]) and left >= last[0] - 1:
                lines[-1] = (last[0], min(bottom, last[1]), max(right, last[2]), max(top, last[3]))
                continue
        lines.append((left, bottom, right, top))
    return lines


def _drawn(page: Any, boxes: list[Box]) -> bytes:
    """The page as PNG, the boxes laid over it like a highlighter."""
    from PIL import Image, ImageChops, ImageDraw

    width, height = page.get_size()
    bitmap = page.render(scale=min(WIDTH / width, TALLEST / height))
    where = bitmap.get_posconv(page)
    picture = bitmap.to_pil().convert("RGB")
    layer = Image.new("RGB", picture.size, "white")
    pen = ImageDraw.Draw(layer)
    for left, bottom, right, top in boxes:
        (x0, y0), (x1, y1) = where.to_bitmap(left, top), where.to_bitmap(right, bottom)
        pen.rectangle((min(x0, x1) - 2, min(y0, y1) - 1, max(x0, x1) + 2, max(y0, y1) + 1), fill=HIGHLIGHT)
    # Few colours make a small file; text on paper has no more.
    # The octree keeps grey letters grey; the default palette tints those that are not marked.
    marked = ImageChops.multiply(picture, layer).quantize(64, Image.Quantize.FASTOCTREE)
    target = io.BytesIO()
    marked.save(target, "PNG", optimize=True)
    return target.getvalue()
