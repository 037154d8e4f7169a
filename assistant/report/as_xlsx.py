"""Sheets of text as an Excel file in which no cell is ever a formula, a link or a number."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

FIXED_TIME = datetime(2000, 1, 1)
LONGEST_CELL = 32_000  # Excel holds 32,767 characters a cell and drops a longer text without a word
WIDEST_COLUMN = 70


@dataclass(frozen=True)
class Sheet:
    """A table on its own tab."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def as_xlsx(sheets: Iterable[Sheet]) -> bytes:
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    workbook = Workbook(buffer, {"in_memory": True})
    workbook.set_properties({"author": "", "company": "", "title": "", "comments": "", "created": FIXED_TIME})
    # Text format too, so that a cell someone edits does not turn into the formula it looks like.
    text = workbook.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    head = workbook.add_format({"num_format": "@", "bold": True, "bg_color": "#EEEEEE", "text_wrap": True})
    for sheet in sheets:
        page = workbook.add_worksheet(sheet.name)
        for number, row in enumerate((sheet.header, *sheet.rows)):
            for column, words in enumerate(row):
                page.write_string(number, column, _cell(words), text if number else head)
        for column, width in enumerate(_widths(sheet)):
            page.set_column(column, column, width)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, len(sheet.rows), len(sheet.header) - 1)
        page.ignore_errors({"number_stored_as_text": f"A1:XFD{len(sheet.rows) + 1}"})
    workbook.close()
    return buffer.getvalue()


def _cell(text: str) -> str:
    # Lone surrogates and control characters would make the file unreadable.
    printable = "".join(c for c in text if c.isprintable() or c in "\n\t\u3000\u00a0")
    return printable if len(printable) <= LONGEST_CELL else printable[:LONGEST_CELL] + " […]"


def _widths(sheet: Sheet) -> list[int]:
    longest = [max(len(row[i]) for row in (sheet.header, *sheet.rows)) for i in range(len(sheet.header))]
    return [min(max(length + 2, 10), WIDEST_COLUMN) for length in longest]
