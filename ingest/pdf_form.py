"""What people filled into a PDF: form fields and text typed on top, put where they stand among the printed lines.

"Notice period:"        beside a field that holds 90 days   ─▶  "Notice period: 90 days"
"☐ / ☒"                 before the line that stands beside a box
"Site of manufacture: Wuxi"   for a field with nothing printed beside it, by its own label
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ingest.paragraphs import Line

HIDDEN = 2
PUSH_BUTTON = 1 << 16
MOST_FIELDS = 2_000
DEEPEST = 16
_BLANK = re.compile(r"_{3,}|\.{5,}|…{2,}")


@dataclass(frozen=True)
class Filled:
    """One filled field: its place on the page, its own label, its value; a `box` is ticked or not."""

    left: float
    bottom: float
    right: float
    top: float
    label: str
    value: str
    is_box: bool = False


def with_filled(lines: list[Line], page: Any) -> list[Line]:
    """The page's lines with what was filled in; `page` is a page of pypdf."""
    for filled in _filled(page):
        lines = _placed(lines, filled)
    return lines


def _filled(page: Any) -> list[Filled]:
    found = []
    for note in list(page.get("/Annots") or [])[:MOST_FIELDS]:
        note = note.get_object()
        if not hasattr(note, "get") or int(note.get("/F", 0)) & HIDDEN or len(note.get("/Rect") or []) != 4:
            continue
        kind = note.get("/Subtype")
        if kind == "/Widget":
            label, value, is_box = _field(note)
        elif kind == "/FreeText":
            label, value, is_box = "", _words(note.get("/Contents")), False
        else:
            continue
        if value:
            xs = sorted(float(note["/Rect"][i]) for i in (0, 2))
            ys = sorted(float(note["/Rect"][i]) for i in (1, 3))
            found.append(Filled(xs[0], ys[0], xs[1], ys[1], label, value, is_box))
    return sorted(found, key=lambda filled: (-filled.top, filled.left))


def _field(widget: Any) -> tuple[str, str, bool]:
    """Label, value and whether it is a box to tick; an empty value for what says nothing."""
    label = _words(_inherited(widget, "/TU")) or _words(_inherited(widget, "/T"))
    kind, flags = _inherited(widget, "/FT"), int(_inherited(widget, "/Ff") or 0)
    if kind == "/Btn":
        if flags & PUSH_BUTTON:
            return label, "", False
        state = str(widget.get("/AS") or "/Off")
        return label, "☐" if state == "/Off" else "☒", True
    if kind not in ("/Tx", "/Ch"):
        return label, "", False
    value = _inherited(widget, "/V")
    values = value if isinstance(value, list) else [value]
    return label, "; ".join(filter(None, (_words(one) for one in values))), False


def _inherited(widget: Any, key: str) -> Any:
    """A field's widgets may leave what they share to the field above them."""
    for _ in range(DEEPEST):
        if key in widget:
            found = widget[key]
            return found.get_object() if hasattr(found, "get_object") else found
        if "/Parent" not in widget:
            return None
        widget = widget["/Parent"].get_object()
    return None


def _words(value: Any) -> str:
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    return " ".join(value.split()) if isinstance(value, str) else ""


def _placed(lines: list[Line], filled: Filled) -> list[Line]:
    """The line beside the field with the value in it, or a line of its own below the one above."""
    beside = [i for i, line in enumerate(lines) if _stands_beside(line, filled)]
    if filled.is_box:
        # A box stands before its words, or after them when nothing follows it.
        after = [i for i in beside if lines[i].x >= filled.left]
        if after:
            nearest = min(after, key=lambda i: lines[i].x)
            return _changed(lines, nearest, f"{filled.value} {lines[nearest].text.lstrip()}")
    before = [i for i in beside if lines[i].x < filled.left]
    if before:
        nearest = max(before, key=lambda i: lines[i].x)
        return _changed(lines, nearest, _with_value(lines[nearest].text, filled.value))
    label = filled.label.removesuffix(":")
    text = f"{filled.value} {label}" if filled.is_box else f"{label}: {filled.value}" if label else filled.value
    size = lines[0].size if lines else 10.0
    above = [i for i, line in enumerate(lines) if line.y >= filled.top]
    at = min(above, key=lambda i: lines[i].y) + 1 if above else 0
    return [*lines[:at], Line(text.strip(), filled.left, filled.bottom, size), *lines[at:]]


def _stands_beside(line: Line, filled: Filled) -> bool:
    return filled.bottom - 0.5 * line.size < line.y < filled.top - 0.2 * line.size


def _with_value(text: str, value: str) -> str:
    """The blank that was to be filled, filled; without one the value follows the words.

    >>> _with_value("within ______ days", "90")
    'within 90 days'
    """
    if _BLANK.search(text):
        return _BLANK.sub(lambda _: value, text, count=1)
    return f"{text.rstrip()} {value}"


def _changed(lines: Sequence[Line], index: int, text: str) -> list[Line]:
    return [*lines[:index], replace(lines[index], text=text), *lines[index + 1 :]]
