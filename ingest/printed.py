"""Words of a PDF's text layer and where each of them stands on the page as shown.

words_on(page) ─▶ [PlacedLine("Supplier", Box(0.12, 0.09, 0.19, 0.10)), ...]
"""

import ctypes
from collections.abc import Iterator
from typing import Any

from ingest.document import Box, PlacedLine

DEVICE = 100_000
"""pdfium places things on a device of whole pixels: this many on a side lose nothing."""
MOST_CHARACTERS = 50_000
MOST_FIELDS = 2_000


def words_on(page: Any) -> list[PlacedLine]:
    """The words of an open pypdfium2 page; its caller holds the lock of pdfium."""
    text_page = page.get_textpage()
    try:
        words = list(_words(page, text_page))
        for field in _fields(page):
            words.insert(_place_of(field, words), field)
        return words
    finally:
        text_page.close()


def _words(page: Any, text_page: Any) -> Iterator[PlacedLine]:
    from pypdfium2 import raw

    word, boxes = "", []
    for i in range(min(text_page.count_chars(), MOST_CHARACTERS)):
        letter = _letter(raw.FPDFText_GetUnicode(text_page, i))
        if not letter.isspace() and letter.isprintable():
            word += letter
            boxes.append(_box(page, text_page.get_charbox(i)))
        elif word:
            yield PlacedLine(word, _around(boxes))
            word, boxes = "", []
    if word:
        yield PlacedLine(word, _around(boxes))


def _fields(page: Any) -> Iterator[PlacedLine]:
    """Values of form fields and text typed on top, which the text layer does not hold."""
    from pypdfium2 import raw

    keys = {raw.FPDF_ANNOT_WIDGET: b"V", raw.FPDF_ANNOT_FREETEXT: b"Contents"}
    for i in range(min(raw.FPDFPage_GetAnnotCount(page), MOST_FIELDS)):
        note = raw.FPDFPage_GetAnnot(page, i)
        if not note:
            continue
        key = keys.get(raw.FPDFAnnot_GetSubtype(note))
        rect = raw.FS_RECTF()
        if key and raw.FPDFAnnot_GetRect(note, rect) and (value := _string(note, key)):
            yield PlacedLine(value, _box(page, (rect.left, rect.bottom, rect.right, rect.top)))
        raw.FPDFPage_CloseAnnot(note)


def _string(note: Any, key: bytes) -> str:
    from pypdfium2 import raw

    size = raw.FPDFAnnot_GetStringValue(note, key, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAnnot_GetStringValue(note, key, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw[:size].decode("utf-16-le", "replace").rstrip("\0")


def _place_of(field: PlacedLine, words: list[PlacedLine]) -> int:
    """After the word that stands before it on its row, or at the end."""
    before = [
        i
        for i, word in enumerate(words)
        if word.box.left < field.box.left and word.box.top < field.box.bottom and word.box.bottom > field.box.top
    ]
    return max(before, key=lambda i: words[i].box.left) + 1 if before else len(words)


def _letter(code: int) -> str:
    """A pair of UTF-16 halves comes as two; the word is found by its other letters."""
    return chr(code) if code and not 0xD800 <= code <= 0xDFFF else "\0"


def _box(page: Any, place: tuple[float, float, float, float]) -> Box:
    """From points of the sheet to shares of the page as it is shown, turned and cropped."""
    left, bottom, right, top = place
    corners = [_on_device(page, left, bottom), _on_device(page, right, top)]
    xs, ys = sorted(x for x, _ in corners), sorted(y for _, y in corners)
    return Box(xs[0], ys[0], xs[1], ys[1])


def _on_device(page: Any, x: float, y: float) -> tuple[float, float]:
    from pypdfium2 import raw

    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, DEVICE, DEVICE, 0, x, y, ctypes.byref(across), ctypes.byref(down))
    return tuple(min(1.0, max(0.0, value / DEVICE)) for value in (across.value, down.value))  # type: ignore[return-value]


def _around(boxes: list[Box]) -> Box:
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
