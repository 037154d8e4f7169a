"""A page as a picture a person can look at, with the words of a quote marked in yellow.

page_png(path, 3, boxes) ─▶ PNG          NO_PICTURE says why a file has no pages to draw
"""

import io
from collections.abc import Sequence
from pathlib import Path

from ingest.beginnings import begins_as_pdf
from ingest.document import Box
from ingest.errors import UnreadableFile
from ingest.glance import Glance
from ingest.ocr import Picture
from ingest.picture import FORMATS, picture_of

SHOWN_DPI = 130
LONGEST_SIDE = 2_200
MARGIN = 0.002
"""How far a mark reaches beyond its letters, as a share of the page."""
YELLOW = (255, 236, 110)
NO_PICTURE = "only PDF files and pictures have pages that can be shown; open the file itself at the clause"


def has_pictures(path: Path) -> bool:
    """Whether the file is laid out on pages that can be drawn."""
    with path.open("rb") as file:
        head = file.read(1024)
    return begins_as_pdf(head) or _is_picture(path)


def page_png(path: Path, page: int, boxes: Sequence[Box] = ()) -> bytes:
    """The page (counted from 1) as PNG; raises UnreadableFile where it cannot be drawn."""
    from PIL import Image, ImageChops, ImageDraw

    drawn = drawn_page(path, page, SHOWN_DPI)
    if drawn is None:
        raise UnreadableFile(f"{path.name}: page {page} cannot be drawn; open the file in a viewer")
    image = Image.fromarray(drawn.pixels[:, :, ::-1])
    if max(image.size) > LONGEST_SIDE:
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    if boxes:
        marks = Image.new("RGB", image.size, "white")
        pen = ImageDraw.Draw(marks)
        for box in boxes:
            pen.rectangle(_in_pixels(box, *image.size), fill=YELLOW)
        # Multiplied, so that the letters stay as black as they are.
        image = ImageChops.multiply(image, marks)
    stream = io.BytesIO()
    image.save(stream, "PNG", optimize=True)
    return stream.getvalue()


def drawn_page(path: Path, page: int, dpi: float | None = None) -> Picture | None:
    """The page's pixels, or None where the file has no such page; without `dpi`, as recognition wants them."""
    import pypdfium2

    data = path.read_bytes()
    if not begins_as_pdf(data):
        return picture_of(data, path.name, page)
    try:
        with Glance(data) as glance:
            return glance.picture(page - 1, dpi) if dpi else glance.picture(page - 1)
    except pypdfium2.PdfiumError:
        return None


def _in_pixels(box: Box, width: int, height: int) -> tuple[float, float, float, float]:
    return (
        (box.left - MARGIN) * width,
        (box.top - MARGIN) * height,
        (box.right + MARGIN) * width,
        (box.bottom + MARGIN) * height,
    )


def _is_picture(path: Path) -> bool:
    from PIL import Image, UnidentifiedImageError

    Image.init()
    try:
        with Image.open(path, formats=FORMATS):
            return True
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError):
        return False
