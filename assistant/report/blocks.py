"""What a report is made of before it has a format: headings, paragraphs, quotes, lists and tables of plain text.

A block holds raw text; each format escapes all of it, so nothing that a document says can turn into markup.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_QUOTE = 900
_SPACES = re.compile(r"\s+")
# These reorder the letters around them on screen: a quote must read as it is written.
_REORDERING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0xFEFF])


@dataclass(frozen=True)
class Heading:
    text: str
    level: int


@dataclass(frozen=True)
class Paragraph:
    """`label` is set in bold before the text."""

    text: str
    label: str = ""
    faint: bool = False


@dataclass(frozen=True)
class Quote:
    """Somebody's words, and where they stand."""

    text: str
    source: str = ""
    label: str = ""


@dataclass(frozen=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Quote | Bullets | Table
Blocks = Iterator[Block]


def one_line(text: str) -> str:
    """White space folded, control characters gone: what can stand in a heading, a cell or an XML file.

    >>> one_line("Annex\\n 3\\x00")
    'Annex 3'
    """
    text = text.translate(_REORDERING)
    kept = (c for c in text if c.isprintable() or c.isspace() or unicodedata.category(c) in ("Co", "Cf"))
    return _SPACES.sub(" ", "".join(kept)).strip()


def shortened(text: str, longest: int = LONGEST_QUOTE) -> str:
    """A quote for people: one line, cut at a word with a sign that it goes on."""
    text = one_line(text)
    if len(text) <= longest:
        return text
    cut = text[:longest]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > longest // 2 else cut) + " […]"
