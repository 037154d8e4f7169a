"""A row of a table with the names of its columns, and what its letters stand for.

    4 | Approve vendor list | A | R | 5.1
    No.: 4; Activity: Approve vendor list; Customer: A (must approve before it takes effect); Supplier: R (responsible for doing the work); Section: 5.1

A row by itself says nothing of who does what; the names stand in the first row of its table, the letters in a sentence elsewhere.
"""

import re
from dataclasses import dataclass

from assistant.reading import Reading
from ingest.document import Clause

LONGEST_NAME = 40
LONGEST_MEANING = 80
_CODE = re.compile(r"[A-Z]{1,2}(?:\s*[/,+]\s*[A-Z]{1,2})*")
_LETTERS = re.compile(r"[A-Z]{1,2}")


@dataclass(frozen=True)
class NamedRow:
    """The cells with their names, and the clauses that name the columns and explain the letters."""

    text: str
    names: Clause
    legends: tuple[Clause, ...]


def named_row(reading: Reading, clause: Clause) -> NamedRow | None:
    """The row in words; `None` where the clause is no row, or nothing names its columns."""
    cells = _cells(clause)
    head = _first_row(reading, clause)
    if head is None or head is clause or not _names_columns(_cells(head)):
        return None
    told, legends = [], []
    for name, cell in zip(_cells(head), cells, strict=True):
        if not cell:
            continue
        meanings = []
        for letters in _LETTERS.findall(cell) if _CODE.fullmatch(cell) else ():
            if found := _meaning(reading, letters):
                meanings.append(found[0])
                legends.append(found[1])
        told.append(f"{name}: {cell}" + (f" ({'; '.join(meanings)})" if meanings else ""))
    return NamedRow("; ".join(told), head, tuple(dict.fromkeys(legends)))


def _cells(clause: Clause) -> list[str]:
    if clause.kind != "table" or "|" not in clause.text:
        return []
    return [" ".join(cell.split()) for cell in clause.text.strip().strip("|").split("|")]


def _first_row(reading: Reading, clause: Clause) -> Clause | None:
    """The first of the rows of as many cells that stand together with this one."""
    width = len(_cells(clause))
    if width < 2:
        return None
    first, at = clause, reading.clauses.index(clause)
    while at and reading.clauses[at - 1].path == clause.path:
        at -= 1
        above = reading.clauses[at]
        if len(_cells(above)) == width:
            first = above
        elif any(letter.isalnum() for letter in above.text):
            # Anything but a ruled line ends the table.
            break
    return first


def _names_columns(cells: list[str]) -> bool:
    return all(cell and len(cell) <= LONGEST_NAME and not cell[0].isdigit() for cell in cells)


def _meaning(reading: Reading, letters: str) -> tuple[str, Clause] | None:
    """What the letters of a cell stand for, and the clause that says so."""
    pattern = re.compile(
        rf"""(?<![A-Za-z])["“'‘(]?{letters}["”'’)]?\s*(?:means|stands for|denotes|=|[:：]|[-–—]\s|表示|指|为)\s*(?P<meaning>[^,;.|，；。\n"“”]+)"""
    )
    for clause in reading.clauses:
        if found := pattern.search(clause.text):
            meaning = re.sub(r"\s+(?:and|or)$", "", " ".join(found["meaning"].split()))
            if meaning and len(meaning) <= LONGEST_MEANING:
                return meaning, clause
    return None
