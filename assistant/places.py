"""Where the words of recognised pages stand, packed small enough to keep beside a document: some 2 KB a page.

unpack(pack(lines)) == lines, to a ten-thousandth of the page
"""

import json
import zlib
from collections.abc import Sequence

from ingest.document import Box, PlacedLine

FINENESS = 10_000


def pack(lines: Sequence[PlacedLine]) -> bytes:
    rows = [[line.text, *(round(side * FINENESS) for side in _sides(line.box))] for line in lines]
    return zlib.compress(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8"), 9)


def unpack(packed: bytes) -> tuple[PlacedLine, ...]:
    rows = json.loads(zlib.decompress(packed))
    return tuple(PlacedLine(text, Box(*(side / FINENESS for side in sides))) for text, *sides in rows)


def _sides(box: Box) -> tuple[float, float, float, float]:
    return box.left, box.top, box.right, box.bottom
