"""Tables of a PDF page, found by the lines that rule them: a row is one line of text, its cells parted by " | ".

Only a grid of at least two rows and two columns counts. What has no ruling, or cells as long as paragraphs, is read
as text.
"""

from collections.abc import Iterable, Sequence
from ctypes import byref, c_float
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from ingest.pages import row_line
from ingest.paragraphs import is_cjk

TOUCH = 3.0
"""Lines this close, in points, are one line or touch each other."""
OVERHANG = 2.0
"""Letters of one cell may reach this far into the next: the tail of a p, the hat of an Ê."""
SHORTEST = 8.0
MOST_SEGMENTS = 20_000
LAYOUT_CELL = 600


@dataclass(frozen=True)
class Table:
    """Where a table stands on the page, in its own units, and its rows from top to bottom, each with its middle."""

    left: float
    bottom: float
    right: float
    top: float
    rows: tuple[tuple[float, str], ...]

    def holds(self, x: float, y: float) -> bool:
        """Whether a baseline at this place is one of the table's; the line above may reach down to its edge."""
        return self.left - TOUCH <= x <= self.right + TOUCH and self.bottom - TOUCH <= y <= self.top - OVERHANG


@dataclass(frozen=True)
class _Rule:
    """A line along `at`, from `start` to `end`."""

    at: float
    start: float
    end: float

    def covers(self, value: float) -> bool:
        return self.start - TOUCH <= value <= self.end + TOUCH


@dataclass
class _Grid:
    across: list[_Rule] = field(default_factory=list)
    down: list[_Rule] = field(default_factory=list)


def tables_on(page: Any) -> list[Table]:
    """The ruled tables of a pdfium page; the caller holds pdfium's lock."""
    if page.get_rotation():
        return []
    across, down = _rules(page)
    if len(across) < 3 or len(down) < 3:
        return []
    found = []
    text = page.get_textpage()
    try:
        for grid in _grids(across, down):
            table = _table(grid, text)
            if table:
                found.append(table)
    finally:
        text.close()
    return found


def _rules(page: Any) -> tuple[list[_Rule], list[_Rule]]:
    """Level and upright strokes; a thin filled rectangle, as Word draws them, gives two that are merged."""
    from pypdfium2 import raw

    across: list[_Rule] = []
    down: list[_Rule] = []
    count = 0
    for shape in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        points = _points(shape, raw)
        count += len(points)
        if count > MOST_SEGMENTS:
            return [], []
        for (x0, y0, _), (x1, y1, is_move) in pairwise(points):
            if is_move:
                continue
            if abs(y0 - y1) < 1 and abs(x0 - x1) > SHORTEST:
                across.append(_Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif abs(x0 - x1) < 1 and abs(y0 - y1) > SHORTEST:
                down.append(_Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return _merged(across), _merged(down)


def _points(shape: Any, raw: Any) -> list[tuple[float, float, bool]]:
    """Corners of a path on the page, and whether the pen was lifted before each; a closed path ends where it began."""
    matrix = shape.get_matrix()
    points: list[tuple[float, float, bool]] = []
    start: tuple[float, float] | None = None
    x, y = c_float(), c_float()
    for i in range(min(raw.FPDFPath_CountSegments(shape), MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(shape, i)
        if not raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y)):
            continue
        at = matrix.on_point(x.value, y.value)
        is_move = raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO
        if is_move:
            start = at
        points.append((*at, is_move))
        if raw.FPDFPathSegment_GetClose(segment) and start:
            points.append((*start, False))
    return points


def _merged(rules: Iterable[_Rule]) -> list[_Rule]:
    """Strokes along one line that touch are one."""
    merged: list[_Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.at / TOUCH), rule.start)):
        for i in range(len(merged) - 1, max(-1, len(merged) - 40), -1):
            other = merged[i]
            if abs(other.at - rule.at) < TOUCH and other.covers(rule.start):
                merged[i] = _Rule(other.at, other.start, max(other.end, rule.end))
                break
        else:
            merged.append(rule)
    return merged


def _grids(across: Sequence[_Rule], down: Sequence[_Rule]) -> list[_Grid]:
    """Lines that cross or touch, directly or through others, belong together."""
    grids: list[_Grid] = []
    for rule in across:
        touching = [grid for grid in grids if any(_cross(rule, other) for other in grid.down)]
        fresh = [other for other in down if _cross(rule, other) and not any(other in grid.down for grid in touching)]
        whole = _Grid([rule], list(fresh))
        for grid in touching:
            whole.across += grid.across
            whole.down += grid.down
            grids.remove(grid)
        grids.append(whole)
    return grids


def _cross(level: _Rule, upright: _Rule) -> bool:
    return level.covers(upright.at) and upright.covers(level.at)


def _places(rules: Iterable[_Rule]) -> list[float]:
    places: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not places or at - places[-1] > TOUCH:
            places.append(at)
    return places


def _table(grid: _Grid, text: Any) -> Table | None:
    xs, ys = _places(grid.down), _places(grid.across)[::-1]
    if len(xs) < 3 or len(ys) < 3:
        return None
    rows = []
    for i, (top, bottom) in enumerate(pairwise(ys)):
        cells = [_cell(grid, text, xs, ys, i, j) for j in range(len(xs) - 1)]
        kept = [cell for cell in cells if cell is not None]
        if any(len(cell) > LAYOUT_CELL for cell in kept):
            return None
        if line := row_line(kept):
            rows.append(((top + bottom) / 2, line))
    if sum(" | " in line for _, line in rows) < 2:
        return None
    return Table(xs[0], ys[-1], xs[-1], ys[0], tuple(rows))


def _cell(grid: _Grid, text: Any, xs: list[float], ys: list[float], i: int, j: int) -> str | None:
    """The cell's text; None where it is the further part of one that spans columns, "" where one spans rows."""
    if j > 0 and not _is_ruled(grid.down, xs[j], (ys[i] + ys[i + 1]) / 2):
        return None
    last = j + 1
    while last < len(xs) - 1 and not _is_ruled(grid.down, xs[last], (ys[i] + ys[i + 1]) / 2):
        last += 1
    middle = (xs[j] + xs[last]) / 2
    if i > 0 and not _is_ruled(grid.across, ys[i], middle):
        return ""
    lowest = i + 1
    while lowest < len(ys) - 1 and not _is_ruled(grid.across, ys[lowest], middle):
        lowest += 1
    return _one_line(text.get_text_bounded(xs[j], ys[lowest] + OVERHANG, xs[last], ys[i] - OVERHANG))


def _is_ruled(rules: Iterable[_Rule], at: float, through: float) -> bool:
    return any(abs(rule.at - at) <= TOUCH and rule.start < through < rule.end for rule in rules)


def _one_line(text: str) -> str:
    """A cell's lines put together, without a space between Chinese.

    >>> _one_line("甲方批准\\r\\n后实施")
    '甲方批准后实施'
    """
    whole = ""
    for line in text.split("\n"):
        line = " ".join(line.replace("\ufffe", "-").split())
        is_tight = not whole or not line or whole[-1] in "/-" or (is_cjk(whole[-1]) and is_cjk(line[0]))
        glue = "" if is_tight else " "
        whole += glue + line
    return whole
