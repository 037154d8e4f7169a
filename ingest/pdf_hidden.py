"""Words of a PDF page that nobody sees: white on white, transparent, tiny, outside the page; found as pdfium draws it.

White letters on a dark ground are read; only where the drawn page shows nothing at their place are they hidden.
"""

import ctypes
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ingest.paragraphs import Line

NEAR_WHITE = 232
TRANSPARENT = 16
TINY_POINTS = 2.5
CONTRAST = 24
SAME_LINE = 3.0
SCALE = 1.5
MOST_OBJECTS = 20_000
OCR_LAYER_SHARE = 0.3
"""A page so much covered by pictures may have its words twice: seen in the picture, unseen for searching."""


@dataclass(frozen=True)
class Hidden:
    """Unseen words and the height of their line."""

    text: str
    y: float


def hidden_on(page: Any, picture_share: float) -> list[Hidden]:
    """Unseen words of a pdfium page, one entry a line; the caller holds pdfium's lock."""
    from pypdfium2 import raw

    pieces = []
    for number, piece in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])):
        if number >= MOST_OBJECTS:
            break
        why = _suspect(piece, page.get_size())
        if why and not (why == "unpainted" and picture_share > OCR_LAYER_SHARE):
            pieces.append((piece, why))
    if not pieces:
        return []
    drawn = _Drawn(page) if any(why == "white" for _, why in pieces) else None
    text_page = page.get_textpage()
    try:
        unseen = [p for p, why in pieces if why != "white" or (drawn and not drawn.shows(_bounds(p)))]
        return _by_line((_text(p.raw, text_page.raw), _baseline(p)) for p in unseen)
    finally:
        text_page.close()


def without_hidden(lines: Sequence[Line], hidden: Sequence[Hidden]) -> list[Line]:
    """The lines as a reader sees them."""
    kept = list(lines)
    for words in hidden:
        kept = [line for old in kept if (line := _without(old, words)) is not None]
    return kept


def _suspect(piece: Any, size: tuple[float, float]) -> str:
    """Why a piece may be unseen: unpainted, tiny, white, outside, or "" for none of these."""
    from pypdfium2 import raw

    text = piece.raw
    if raw.FPDFTextObj_GetTextRenderMode(text) == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
        return "unpainted"
    points = ctypes.c_float()
    if raw.FPDFTextObj_GetFontSize(text, points) and 0 < abs(points.value) * _scale(piece) < TINY_POINTS:
        return "tiny"
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if raw.FPDFPageObj_GetFillColor(text, red, green, blue, alpha):
        if alpha.value < TRANSPARENT:
            return "transparent"
        if min(red.value, green.value, blue.value) >= NEAR_WHITE:
            return "white"
    left, bottom, right, top = _bounds(piece)
    return "outside" if right < -size[0] or top < -size[1] or left > 2 * size[0] or bottom > 2 * size[1] else ""


def _forms(piece: Any) -> Iterator[Any]:
    """The forms a piece is drawn in, innermost first; each has a space of its own."""
    while (piece := piece.container) is not None:
        yield piece


def _bounds(piece: Any) -> tuple[float, float, float, float]:
    left, bottom, right, top = piece.get_bounds()
    for form in _forms(piece):
        left, bottom, right, top = form.get_matrix().on_rect(left, bottom, right, top)
    return left, bottom, right, top


def _baseline(piece: Any) -> float:
    matrix = piece.get_matrix()
    x, y = matrix.e, matrix.f
    for form in _forms(piece):
        x, y = form.get_matrix().on_point(x, y)
    return float(y)


def _scale(piece: Any) -> float:
    scale = 1.0
    for matrix in (piece.get_matrix(), *(form.get_matrix() for form in _forms(piece))):
        scale *= math.hypot(matrix.c, matrix.d) or 1.0
    return scale


def _text(piece: Any, text_page: Any) -> str:
    from pypdfium2 import raw

    size = raw.FPDFTextObj_GetText(piece, text_page, None, 0)
    buffer = (ctypes.c_ushort * max(1, size // 2 + 1))()
    raw.FPDFTextObj_GetText(piece, text_page, buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").split("\0", 1)[0]


def _by_line(pieces: Iterable[tuple[str, float]]) -> list[Hidden]:
    lines: list[Hidden] = []
    for text, y in pieces:
        if lines and abs(lines[-1].y - y) < SAME_LINE:
            lines[-1] = Hidden(f"{lines[-1].text} {text}", lines[-1].y)
        else:
            lines.append(Hidden(text, y))
    return [line for line in lines if line.text.strip()]


class _Drawn:
    """The page in grey, to see whether anything shows at a place."""

    def __init__(self, page: Any) -> None:
        self._height = page.get_size()[1]
        side = max(page.get_size())
        self._scale = min(SCALE, 3_000 / side) if side else SCALE
        self._is_turned = bool(page.get_rotation())
        self._pixels = page.render(scale=self._scale, grayscale=True).to_numpy()

    def shows(self, bounds: tuple[float, float, float, float]) -> bool:
        """Anything but one even ground; a turned page is believed to show all it has."""
        left, bottom, right, top = (value * self._scale for value in bounds)
        height = self._height * self._scale
        stretch = self._pixels[
            max(0, int(height - top)) : math.ceil(height - bottom) + 1, max(0, int(left)) : math.ceil(right) + 1
        ]
        return self._is_turned or (stretch.size > 0 and int(stretch.max()) - int(stretch.min()) > CONTRAST)


def _without(line: Line, hidden: Hidden) -> Line | None:
    """The line without these words, or None when nothing else stands in it."""
    if not line.is_row and abs(line.y - hidden.y) > SAME_LINE:
        return line
    own, words = _squashed(line.text), _squashed(hidden.text)
    if not words or (words not in own and own not in words):
        return line
    if own in words:
        return None if not line.is_row else line
    pattern = r"\s*".join(map(re.escape, words))
    return replace(line, text=re.sub(pattern, "", line.text, count=1).strip())


def _squashed(text: str) -> str:
    return "".join(ch for ch in text if ch.isalnum() or ch in "<>|[]{}:.,;()=\"'")
