"""Recognised boxes into the page's lines, in reading order and in the page's own units.

    boxes ─make level─▶ columns ─▶ rows ─▶ Lines, and the place of each on the picture

What stands side by side is one line: a number and its clause with a space, cells of a table with " | " between them.
Two columns of prose, as in a bilingual agreement, are read one after the other.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

from ingest.document import Box
from ingest.pages import row_line
from ingest.paragraphs import Line, is_cjk, units

POINTS = 72.0
CELL_GAP = 1.6
"""Boxes further apart than this many letter heights are cells of a row."""
BODY = 1.25
"""Letters up to this much taller or smaller than most are the body text: boxes vary by a pixel or two."""


@dataclass(frozen=True)
class Piece:
    """One recognised box, made level: its edges, its middle, its height, and its corners on the upright picture."""

    text: str
    left: float
    right: float
    middle: float
    height: float
    corners: tuple[tuple[float, float], ...]

    @property
    def width(self) -> float:
        return self.right - self.left


def lay_out(
    items: Sequence[Sequence[Any]], turn: int, width: int, height: int, dpi: float
) -> tuple[list[Line], list[Box]]:
    """Lines from top to bottom and their boxes; `width` and `height` are those of the picture before its turn."""
    if turn % 2:
        upright_width, upright_height = height, width
    else:
        upright_width, upright_height = width, height
    pieces = _level(items)
    if not pieces:
        return [], []
    rows = [row for column in _columns(pieces, upright_width) for row in _rows(column)]
    scale = POINTS / dpi
    size = _letter_size(pieces) * scale
    body = median(_spread(pieces))
    lines, boxes = [], []
    for row in rows:
        tall = median(piece.height for piece in row) / body
        letter = size if 1 / BODY < tall < BODY else size * tall
        middle = sum(piece.middle * piece.width for piece in row) / sum(piece.width for piece in row)
        text = _row_text(row)
        lines.append(Line(text, row[0].left * scale, (upright_height - middle) * scale, round(letter, 1)))
        boxes.append(_box(row, turn, upright_width, upright_height))
    return lines, boxes


def even_sizes(pages: Iterable[Sequence[Line]]) -> list[list[Line]]:
    """Body letters of all pages given one size: each page alone measures it a little differently."""
    held = [list(lines) for lines in pages]
    sizes = [line.size for lines in held for line in lines for _ in range(1 + len(line.text) // 20)]
    if not sizes:
        return held
    usual = median(sizes)
    return [
        [replace(line, size=usual) if 1 / BODY < line.size / usual < BODY else line for line in lines] for lines in held
    ]


def _level(items: Sequence[Sequence[Any]]) -> list[Piece]:
    """Pieces in a frame in which the lines of text run level."""
    angle = _slope(items)
    cos, sin = math.cos(-angle), math.sin(-angle)
    pieces = []
    for item in items:
        corners = tuple((float(item[i]), float(item[i + 1])) for i in range(0, 8, 2))
        level = [(x * cos - y * sin, x * sin + y * cos) for x, y in corners]
        left, right = min(x for x, _ in level), max(x for x, _ in level)
        middle = sum(y for _, y in level) / 4
        tall = math.dist(corners[0], corners[3])
        text = tidy(item[8])
        if text and right > left:
            pieces.append(Piece(text, left, right, middle, max(tall, 1.0), corners))
    return pieces


def _slope(items: Sequence[Sequence[Any]]) -> float:
    """By how much the page lies askew, from its longest lines."""
    long = sorted(items, key=lambda item: item[0] - item[2])[: max(3, len(items) // 2)]
    slopes = [math.atan2(item[3] - item[1], item[2] - item[0]) for item in long if item[2] - item[0] > 0]
    return median(slopes) if slopes else 0.0


_HALF_WIDTH = str.maketrans(",:;?!()", "，：；？！（）")
_CJK = "\u4e00-\u9fff”》）（"
_BY_CHINESE = re.compile(rf"(?<=[{_CJK}])[,:;?!](?!\d)|(?<=[{_CJK}])[()]|[()](?=[{_CJK}])")


def tidy(text: str) -> str:
    """One spelling of what looks alike on paper: beside a Chinese character the marks are Chinese too.

    >>> tidy("(一)签订日期:三月,")
    '（一）签订日期：三月，'
    """
    return _BY_CHINESE.sub(lambda found: found[0].translate(_HALF_WIDTH), " ".join(text.split()))


def _columns(pieces: list[Piece], width: float) -> list[list[Piece]]:
    """The pieces of each column from left to right; what runs across both parts the page into bands."""
    gutter = _gutter(pieces, width)
    if gutter is None:
        return [pieces]
    across = sorted((p for p in pieces if p.left < gutter < p.right), key=lambda piece: piece.middle)
    edges = [-math.inf, *(piece.middle for piece in across), math.inf]
    columns: list[list[Piece]] = []
    for i in range(len(edges) - 1):
        band = [p for p in pieces if p not in across and edges[i] < p.middle <= edges[i + 1]]
        columns += [
            [piece for piece in band if piece.right <= gutter],
            [piece for piece in band if piece.left >= gutter],
        ]
        if i < len(across):
            columns.append([across[i]])
    return [column for column in columns if column]


def _gutter(pieces: list[Piece], width: float) -> float | None:
    """Where a white strip parts two columns of prose; columns of short cells are a table, which is read by rows."""
    best: tuple[int, float] | None = None
    for step in range(30, 71):
        x = width * step / 100
        crossing = sum(piece.left < x < piece.right for piece in pieces)
        if crossing <= 0.1 * len(pieces) and (best is None or crossing < best[0]):
            best = (crossing, x)
    if best is None:
        return None
    gutter = best[1]
    sides = [[p for p in pieces if p.right <= gutter], [p for p in pieces if p.left >= gutter]]
    return gutter if all(_is_prose(side) for side in sides) else None


def _is_prose(side: list[Piece]) -> bool:
    if len(side) < 8:
        return False
    whole = max(piece.right for piece in side) - min(piece.left for piece in side)
    full = sum(piece.width > 0.75 * whole for piece in side)
    return full >= 0.5 * len(side) and whole > 12 * median(piece.height for piece in side)


def _rows(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces that stand on one line, from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: p.middle):
        row = next((row for row in reversed(rows[-4:]) if _stands_beside(piece, row)), None)
        if row is None:
            rows.append([piece])
        else:
            row.append(piece)
    for row in rows:
        row.sort(key=lambda piece: piece.left)
    return rows


def _stands_beside(piece: Piece, row: list[Piece]) -> bool:
    level = sum(other.middle for other in row) / len(row)
    lower = min(piece.height, *(other.height for other in row))
    if abs(piece.middle - level) > 0.45 * lower:
        return False
    return all(
        min(piece.right, other.right) - max(piece.left, other.left) < 0.3 * min(piece.width, other.width)
        for other in row
    )


def _row_text(row: list[Piece]) -> str:
    """Cells with " | " between them; pieces that only the recognition parted are put together."""
    cells = [row[0].text]
    for before, piece in pairwise(row):
        if piece.left - before.right > CELL_GAP * min(before.height, piece.height):
            cells.append(piece.text)
        else:
            glue = "" if is_cjk(cells[-1][-1]) and is_cjk(piece.text[0]) else " "
            cells[-1] += glue + piece.text
    return row_line(cells)


def _letter_size(pieces: list[Piece]) -> float:
    """How tall letters are for the lines to be as wide as they are: box heights say it less well."""
    long = [piece.width / units(piece.text) for piece in pieces if len(piece.text) >= 10]
    return median(long) if long else 0.75 * median(piece.height for piece in pieces)


def _spread(pieces: list[Piece]) -> list[float]:
    return [piece.height for piece in pieces for _ in range(1 + len(piece.text) // 10)]


def _box(row: list[Piece], turn: int, width: float, height: float) -> Box:
    """Where the row stands on the picture as it was given."""
    corners = [_turned_back(x / width, y / height, turn) for piece in row for x, y in piece.corners]
    xs = [min(1.0, max(0.0, x)) for x, _ in corners]
    ys = [min(1.0, max(0.0, y)) for _, y in corners]
    return Box(*(round(value, 5) for value in (min(xs), min(ys), max(xs), max(ys))))


def _turned_back(x: float, y: float, turn: int) -> tuple[float, float]:
    """A point of the picture turned `turn` quarters against the clock, on the picture before."""
    for _ in range(turn % 4):
        x, y = 1 - y, x
    return x, y
