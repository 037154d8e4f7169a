"""XLSX to page texts: a sheet is a page, a row a line, its cells parted by " | "; the only reader that uses openpyxl."""

import datetime
import io
import zipfile
from collections.abc import Iterator
from typing import Any

from ingest.errors import UnreadableFile
from ingest.pages import OnPage, PageText, Reading, row_line
from ingest.word import check_archive

MOST_CELLS = 2_000_000


def read_sheet(data: bytes, name: str, *, on_page: OnPage | None = None) -> Reading:
    """Page texts of a workbook: values as last calculated, without hidden sheets."""
    check_archive(data, name, "XLSX")
    pages = []
    with _opened(data, name) as book:
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        budget = _Budget(name)
        for i, sheet in enumerate(shown, start=1):
            pages.append(PageText(_page(sheet, budget, name)))
            if on_page:
                on_page(i, len(shown))
    if not any(page.text.strip() for page in pages):
        raise UnreadableFile(f"{name}: the workbook holds no text; check that it is the right one")
    return Reading(tuple(pages))


class _Budget:
    """Cells still allowed: a sheet may state a million empty rows."""

    def __init__(self, name: str) -> None:
        self._left, self._name = MOST_CELLS, name

    def spend(self, cells: int) -> None:
        self._left -= cells
        if self._left < 0:
            raise UnreadableFile(f"{self._name}: more than {MOST_CELLS} cells; save the sheets you need as a new file")


class _Closing:
    def __init__(self, book: Any) -> None:
        self._book = book

    def __enter__(self) -> Any:
        return self._book

    def __exit__(self, *_: object) -> None:
        self._book.close()


def _opened(data: bytes, name: str) -> _Closing:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return _Closing(openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True))
    except MemoryError:
        raise
    except (InvalidFileException, zipfile.BadZipFile, Exception) as error:
        # The seam: openpyxl raises whatever a damaged part leads it to.
        raise UnreadableFile(f"{name}: the workbook is damaged; open it in Excel and save it anew") from error


def _page(sheet: Any, budget: _Budget, name: str) -> str:
    try:
        lines = [line for line in _lines(sheet, budget) if line]
    except (MemoryError, UnreadableFile):
        raise
    except Exception as error:
        raise UnreadableFile(f"{name}: the workbook is damaged; open it in Excel and save it anew") from error
    return "\n".join([" ".join(str(sheet.title).split()), "", *lines]) + "\n\n" if lines else ""


def _lines(sheet: Any, budget: _Budget) -> Iterator[str]:
    for row in sheet.iter_rows(values_only=True):
        budget.spend(1 + len(row))
        yield row_line(_shown(value) for value in row)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "minutes")
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value)
