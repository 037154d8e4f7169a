"""Where a quote stands on a page, so that a viewer can mark it.

    quote_boxes(path, 3, "Supplier shall notify") ─▶ [Box(0.12, 0.40, 0.87, 0.42), ...]

Boxes are shares of the page's width and height as it is shown, one a line. A quote that runs on from another page is
marked as far as it stands on this one. Words of a text layer are placed by pdfium, those of a scan by the lines that
were recognised when the file was read.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from ingest.beginnings import begins_as_pdf
from ingest.document import Box, PlacedLine
from ingest.errors import IngestError
from ingest.glance import Glance
from ingest.ocr import is_installed, read_pictures
from ingest.paragraphs import units

SURE_ENOUGH = 85.0
SHORTEST_PART = 24
SHORTEST_CELL = 6


def quote_boxes(
    path: Path,
    page: int,
    quote: str,
    recognised: Sequence[PlacedLine] = (),
    *,
    is_scan: bool = True,
    near: float = 0.0,
) -> list[Box]:
    """Boxes of the quote on that page (counted from 1), or none where it cannot be found.

    `near` (0 the page's first word, 1 its last) chooses among several places with the same words.
    `recognised` holds the lines of a scanned page, kept when it was read; without them a page that may be a scan is
    recognised again, which takes seconds.
    """
    if recognised:
        return boxes_on(recognised, quote, near)
    printed = _printed(path, page)
    if boxes := boxes_on(printed, quote, near):
        return boxes
    if not is_scan:
        return []
    return boxes_on(_recognised(path, path.stat().st_mtime_ns, page), quote, near)


def boxes_on(lines: Sequence[PlacedLine], quote: str, near: float = 0.0) -> list[Box]:
    """The lines (or words) of a page that the quote touches, cut to it from left to right."""
    text, places = "", []
    for i, line in enumerate(lines):
        plain = _plain(line.text)
        places += [(i, k) for k in range(len(plain))]
        text += plain
    boxes = []
    for start, end in _stretches(quote, text, near):
        for i in sorted({i for i, _ in places[start:end]}):
            touched = [k for j, k in places[start:end] if j == i]
            boxes.append(_cut(lines[i].box, _plain(lines[i].text), touched[0], touched[-1] + 1))
    return _joined(boxes)


def _stretches(quote: str, text: str, near: float) -> list[tuple[int, int]]:
    """The quote as one stretch of the page; the cells of a table, which a page may hold in another order, one by one."""
    if found := _found(_plain(quote), text, near):
        return found
    cells = [_plain(cell) for cell in re.split(r"\s\|\s|\n", quote)]
    stretches, after = [], 0
    for cell in (cell for cell in cells if len(cell) >= SHORTEST_CELL):
        at = text.find(cell, after) if text.find(cell, after) >= 0 else text.find(cell)
        if at >= 0:
            stretches.append((at, at + len(cell)))
            after = at + len(cell)
    whole = sum(len(cell) for cell in cells)
    # Half a row marked as if it were the proof would mislead.
    return stretches if whole and sum(end - start for start, end in stretches) * 100 >= SURE_ENOUGH * whole else []


def _found(quote: str, text: str, near: float) -> list[tuple[int, int]]:
    """Where the quote stands in the text: whole, or the part of it that is on this page, or nearly so."""
    if not quote or not text:
        return []
    if places := [found.start() for found in re.finditer(f"(?={re.escape(quote)})", text)]:
        at = min(places, key=lambda place: abs(place / len(text) - near))
        return [(at, at + len(quote))]
    for size in range(len(quote) - 1, SHORTEST_PART - 1, -1):
        if text.endswith(quote[:size]):
            return [(len(text) - size, len(text))]
        if text.startswith(quote[-size:]):
            return [(0, size)]
    from rapidfuzz import fuzz

    if len(quote) > len(text):
        return []
    alike = fuzz.partial_ratio_alignment(quote, text, score_cutoff=SURE_ENOUGH)
    return [(alike.dest_start, alike.dest_end)] if alike and alike.dest_end > alike.dest_start else []


_SIGNS = re.compile(r"[\W_]+")


def _plain(text: str) -> str:
    """Letters and digits only: line ends, hyphens and marks differ between the text and the page.

    >>> _plain("the manu-\\nfacturer’s Ｇ")
    'themanufacturersg'
    """
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text)).lower()


def _cut(box: Box, text: str, start: int, end: int) -> Box:
    """The part of a line's box that holds its letters from `start` to `end`; a line that runs upwards is kept whole."""
    if box.right - box.left < box.bottom - box.top or not text:
        return box
    whole = units(text) or 1.0
    width = box.right - box.left
    left = box.left + width * units(text[:start]) / whole
    right = box.left + width * units(text[:end]) / whole
    return Box(round(left, 5), box.top, round(right, 5), box.bottom)


def _joined(boxes: Sequence[Box]) -> list[Box]:
    """Words that follow each other on one line as one box."""
    joined: list[Box] = []
    for box in boxes:
        before = joined[-1] if joined else None
        if before and _follows(before, box):
            top, bottom = min(before.top, box.top), max(before.bottom, box.bottom)
            joined[-1] = Box(before.left, top, max(before.right, box.right), bottom)
        else:
            joined.append(box)
    return joined


def _follows(before: Box, box: Box) -> bool:
    common = min(before.bottom, box.bottom) - max(before.top, box.top)
    height = min(before.bottom - before.top, box.bottom - box.top)
    return common > 0.5 * height and -0.005 < box.left - before.right < 3 * height


def _printed(path: Path, page: int) -> list[PlacedLine]:
    """The words of the page's own text layer."""
    import pypdfium2

    data = path.read_bytes()
    if not begins_as_pdf(data):
        return []
    try:
        with Glance(data) as glance:
            return glance.words(page - 1)
    except pypdfium2.PdfiumError:
        return []


@lru_cache(maxsize=64)
def _recognised(path: Path, changed: int, page: int) -> tuple[PlacedLine, ...]:
    """`changed` tells a file from an earlier one at the same path."""
    from ingest.page_image import drawn_page

    if not is_installed():
        return ()
    try:
        drawn = drawn_page(path, page)
    except IngestError:
        return ()
    return next((found.placed for _, found in read_pictures([(page, drawn)])), ()) if drawn else ()
