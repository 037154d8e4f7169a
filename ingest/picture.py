"""Pictures as documents: photographs and scans, TIFFs of several pages; with `page_image.py` the only user of Pillow.

bytes ─frames─▶ Pictures ─ocr─▶ lines ─flow─▶ PageText
"""

import io
import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ingest.errors import UnreadableFile
from ingest.furniture import find_furniture
from ingest.ocr import INSTALL, MAX_PIXELS, Ocr, OcrPage, Picture
from ingest.ocr_layout import even_sizes
from ingest.pages import OnPage, PageText, Reading
from ingest.paragraphs import flow, measure

FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP")
LARGEST = 150_000_000
"""Pixels of one page; more is no scan but an attempt to fill the memory."""
MOST_PAGES = 2_000
PAPER_INCHES = 11.7
SMALL_SIDE = 1_100


def read_picture(data: bytes, name: str, *, ocr: Ocr | None = None, on_page: OnPage | None = None) -> Reading:
    """Page texts of a picture file, by OCR."""
    if ocr is None:
        raise UnreadableFile(f"{name}: a picture, which needs OCR to be read: {INSTALL}")
    total = count_pages(data, name)
    pages: dict[int, OcrPage] = {}
    for number, page in ocr(pictures(data, name)):
        pages[number] = page
        if on_page:
            on_page(len(pages), total)
    if not any(page.source == "ocr" for page in pages.values()):
        raise UnreadableFile(_no_text_message(name, list(pages.values())))
    return Reading(tuple(_page_texts([pages[number] for number in sorted(pages)])))


def count_pages(data: bytes, name: str) -> int:
    image = _opened(data, name)
    with _damage_told(name):
        return int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1


def pictures(data: bytes, name: str) -> Iterator[tuple[int, Picture]]:
    """Each page of the file, as it is needed."""
    total = count_pages(data, name)
    if total > MOST_PAGES:
        raise UnreadableFile(f"{name}: more than {MOST_PAGES} pages in one picture file; split it")
    image = _opened(data, name)
    for index in range(total):
        with _damage_told(name):
            image.seek(index)
            _refuse_if_too_large(image, name)
            picture = _picture(image)
        yield index + 1, picture


def picture_of(data: bytes, name: str, number: int) -> Picture | None:
    """One page of the file, counted from 1, or None where it has no such page."""
    if not 1 <= number <= count_pages(data, name):
        return None
    image = _opened(data, name)
    with _damage_told(name):
        image.seek(number - 1)
        _refuse_if_too_large(image, name)
        return _picture(image)


@contextmanager
def _damage_told(name: str) -> Iterator[None]:
    """The seam: Pillow raises whatever a damaged file leads it to."""
    try:
        with warnings.catch_warnings():
            # Pillow only warns where we refuse.
            warnings.simplefilter("ignore")
            yield
    except (MemoryError, UnreadableFile):
        raise
    except Exception as error:
        raise UnreadableFile(_damaged_message(name)) from error


def _opened(data: bytes, name: str) -> Any:
    from PIL import Image

    with _damage_told(name):
        try:
            image = Image.open(io.BytesIO(data), formats=FORMATS)
        except Image.DecompressionBombError as error:
            raise UnreadableFile(_too_large_message(name)) from error
        _refuse_if_too_large(image, name)
        return image


def _refuse_if_too_large(image: Any, name: str) -> None:
    if image.width * image.height > LARGEST:
        raise UnreadableFile(_too_large_message(name))


def _too_large_message(name: str) -> str:
    return f"{name}: a picture of more than {LARGEST // 1_000_000} million pixels; scan it at 200 to 300 dpi"


def _damaged_message(name: str) -> str:
    return f"{name}: the picture is damaged or cut off; open it in a viewer and save it anew"


def _no_text_message(name: str, pages: list[OcrPage]) -> str:
    if pages and all(page.source == "blank" for page in pages):
        return f"{name}: the picture is blank; check that it is the right file"
    return f"{name}: no text can be made out in the picture; ask for a better scan or the original"


def _picture(image: Any) -> Picture:
    """The frame upright as its camera says, on white, at a size the recognition is good at."""
    import numpy as np
    from PIL import Image, ImageOps

    frame = ImageOps.exif_transpose(image)
    if frame.mode.startswith(("I", "F")):
        values = np.asarray(frame, dtype=np.float32)
        low, high = float(values.min()), float(values.max())
        grey = (values - low) * (255 / max(high - low, 1e-9))
        frame = Image.fromarray(grey.astype(np.uint8))
    if "A" in frame.getbands() or "transparency" in frame.info:
        coloured = frame.convert("RGBA")
        frame = Image.alpha_composite(Image.new("RGBA", frame.size, "white"), coloured)
    frame = frame.convert("RGB")
    factor = _factor(frame.width, frame.height)
    if factor != 1:
        size = (max(1, round(frame.width * factor)), max(1, round(frame.height * factor)))
        frame = frame.resize(size, Image.Resampling.LANCZOS)
    pixels = np.ascontiguousarray(np.asarray(frame)[:, :, ::-1])
    return Picture(pixels, max(frame.size) / PAPER_INCHES)


def _factor(width: int, height: int) -> float:
    """Smaller when larger than any page needs to be, larger when a screenshot's letters would be a few pixels."""
    if width * height > MAX_PIXELS:
        return math.sqrt(MAX_PIXELS / (width * height))
    return 2.0 if max(width, height) < SMALL_SIDE else 1.0


def _page_texts(pages: list[OcrPage]) -> Iterator[PageText]:
    held = even_sizes(page.lines if page.source == "ocr" else () for page in pages)
    furniture = find_furniture([[line.text for line in lines] for lines in held])
    kept = [
        [line for i, line in enumerate(lines) if i not in gone] for lines, gone in zip(held, furniture, strict=True)
    ]
    area = measure(kept)
    for page, lines in zip(pages, kept, strict=True):
        text = flow(lines, area) if lines else ""
        placed = page.placed if page.source == "ocr" else ()
        yield PageText(text + "\n\n" if text else "", page.source, page.confidence, placed)
