"""How well each page of a document could be read: the table of pages, and what it says in one line.

readable_pages(document.pages) ─▶ (ReadablePage(7, "ocr", 0.93), ...)
summary(...) ─▶ "40 pages: 37 text, 2 by OCR (least sure 0.71 on page 7), 1 unreadable (page 9)"
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.document import Page, PageSource


@dataclass(frozen=True)
class ReadablePage:
    """A page, where its words come from, and how sure the recognition was."""

    page: int
    source: PageSource
    confidence: float | None = None

    def as_dict(self) -> dict[str, Any]:
        return {"page": self.page, "source": self.source, "confidence": self.confidence}


def readable_pages(pages: Iterable[Page]) -> tuple[ReadablePage, ...]:
    return tuple(ReadablePage(page.number, page.source, page.confidence) for page in pages)


def summary(pages: Sequence[ReadablePage]) -> str:
    """One line for people; a document that is all text says only how long it is."""
    total = f"{len(pages)} page{'' if len(pages) == 1 else 's'}"
    if all(page.source == "text" for page in pages):
        return total
    parts = []
    if texts := _of(pages, "text"):
        parts.append(f"{len(texts)} text")
    if recognised := _of(pages, "ocr"):
        least = min(recognised, key=lambda page: 1.0 if page.confidence is None else page.confidence)
        sure = "" if least.confidence is None else f" (least sure {least.confidence:.2f} on page {least.page})"
        parts.append(f"{len(recognised)} by OCR{sure}")
    if unreadable := _of(pages, "unreadable"):
        parts.append(f"{len(unreadable)} unreadable ({_named(unreadable)})")
    if blank := _of(pages, "blank"):
        parts.append(f"{len(blank)} blank")
    return f"{total}: {', '.join(parts)}"


def _of(pages: Sequence[ReadablePage], source: PageSource) -> list[ReadablePage]:
    return [page for page in pages if page.source == source]


def _named(pages: Sequence[ReadablePage]) -> str:
    """
    >>> _named([ReadablePage(n, "unreadable") for n in (3, 4, 5, 9)])
    'pages 3-5, 9'
    """
    runs: list[list[int]] = []
    for number in (page.page for page in pages):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    names = [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]
    return f"page{'' if len(pages) == 1 else 's'} {', '.join(names)}"
