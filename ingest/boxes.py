"""Where a quote stands on a page that was read by OCR, so that a viewer can mark it.

    quote_boxes(path, 3, "Supplier shall notify") ─▶ [Box(0.12, 0.40, 0.87, 0.42), ...]

Boxes are shares of the page's width and height as it is shown, one a line. A quote that runs on from another page is
marked as far as it stands on this one.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from ingest.errors import IngestError
from ingest.glance import Glance
from ingest.ocr import OcrPage, is_installed, read_pictures
from ingest.ocr_layout import Box
from ingest.paragraphs import units

SURE_ENOUGH = 85.0
SHORTEST_PART = 24


def quote_boxes(path: Path, page: int, quote: str, ocr: Mapping[int, OcrPage] | None = None) -> list[Box]:
    """Boxes of the quote on that page (counted from 1), or none where it cannot be found.

    `ocr` holds pages recognised earlier; without it the page is recognised again, which takes seconds.
    """
    recognised = ocr.get(page) if ocr else _recognised(path, path.stat().st_mtime_ns, page)
    return boxes_on(recognised, quote) if recognised else []


def boxes_on(page: OcrPage, quote: str) -> list[Box]:
    """The lines of a recognised page that the quote touches, cut to it from left to right."""
    text, places = "", []
    for i, line in enumerate(page.lines):
        plain = _plain(line.text)
        places += [(i, k) for k in range(len(plain))]
        text += plain
    boxes = []
    for start, end in _found(_plain(quote), text):
        for i in sorted({i for i, _ in places[start:end]}):
            touched = [k for j, k in places[start:end] if j == i]
            boxes.append(_cut(page.boxes[i], _plain(page.lines[i].text), touched[0], touched[-1] + 1))
    return boxes


def _found(quote: str, text: str) -> list[tuple[int, int]]:
    """Where the quote stands in the text: whole, or the part of it that is on this page, or nearly so."""
    if not quote or not text:
        return []
    if (at := text.find(quote)) >= 0:
        return [(at, at + len(quote))]
    for size in range(len(quote) - 1, SHORTEST_PART - 1, -1):
        if text.endswith(quote[:size]):
            return [(len(text) - size, len(text))]
        if text.startswith(quote[-size:]):
            return [(0, size)]
    from rapidfuzz import fuzz

    near = fuzz.partial_ratio_alignment(quote, text, score_cutoff=SURE_ENOUGH)
    return [(near.dest_start, near.dest_end)] if near and near.dest_end > near.dest_start else []


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


@lru_cache(maxsize=64)
def _recognised(path: Path, changed: int, page: int) -> OcrPage | None:
    """`changed` tells a file from an earlier one at the same path."""
    import pypdfium2

    from ingest.picture import pictures

    if not is_installed():
        return None
    data = path.read_bytes()
    try:
        if b"%PDF-" in data[:1024]:
            with Glance(data) as glance:
                drawn = glance.picture(page - 1)
        else:
            drawn = next((picture for number, picture in pictures(data, path.name) if number == page), None)
    except (pypdfium2.PdfiumError, IngestError):
        return None
    return next((found for _, found in read_pictures([(page, drawn)])), None) if drawn else None
