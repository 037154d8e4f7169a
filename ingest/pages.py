"""What every reader yields: page texts that, put end to end, are the document's text."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ingest.document import Page, PageSource, PlacedLine, Span, Unseen, UnseenKind
from ingest.unseen import worth_telling

OnPage = Callable[[int, int], None]
"""Called as `on_page(pages_done, pages_total)` while a long file is read."""


@dataclass(frozen=True)
class PageText:
    """One page's text with its trailing separator, and where the text came from."""

    text: str
    source: PageSource = "text"
    confidence: float | None = None
    lines: tuple[PlacedLine, ...] = ()
    unseen: tuple[Unseen, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What a reader found: the pages in order, and the title the file's own metadata gives."""

    pages: tuple[PageText, ...]
    title: str = ""

    @property
    def text(self) -> str:
        return "".join(page.text for page in self.pages)


def tile(pages: Iterable[PageText]) -> tuple[Page, ...]:
    """Numbered pages whose spans cover the joined text without gaps."""
    numbered, start = [], 0
    for number, page in enumerate(pages, start=1):
        end = start + len(page.text)
        numbered.append(Page(number, Span(start, end), page.source, page.confidence, page.lines, page.unseen))
        start = end
    return tuple(numbered)


class PageBreak:
    """Stands between two stretches of a paragraph that runs over a page boundary."""


PAGE_BREAK = PageBreak()


class PageWriter:
    """Paragraphs in, page texts out, for formats that are a flow with page breaks in it.

    A blank line stands between paragraphs; `tight` ones (table rows, list items, contents lines) follow each other
    line by line.
    """

    def __init__(self) -> None:
        self._pages: list[list[str]] = [[]]
        self._unseen: list[tuple[int, UnseenKind, str]] = []
        self._break_due = False
        self._last_was_tight = False

    def break_page(self) -> None:
        """The next paragraph starts a page, unless nothing stands on this one yet."""
        self._break_due = True

    def write(self, parts: Iterable[str | PageBreak], *, tight: bool = False) -> None:
        """Add one paragraph; white space at its ends is dropped, an empty one is left out."""
        stretches = _stretches(parts)
        first = next((i for i, stretch in enumerate(stretches) if stretch.strip()), None)
        if first is None:
            self._break_due = self._break_due or len(stretches) > 1
            return
        last = max(i for i, stretch in enumerate(stretches) if stretch.strip())
        self._separate(tight)
        self._turn(self._break_due or first > 0)
        for i in range(first, last + 1):
            if i > first:
                self._turn(True)
            stretch = stretches[i].lstrip() if i == first else stretches[i]
            self._pages[-1].append(stretch.rstrip() if i == last else stretch)
        self._break_due = last < len(stretches) - 1

    def reading(self, title: str = "") -> Reading:
        texts = ["".join(parts) for parts in self._pages]
        texts[-1] += "\n" if texts[-1] else ""
        pages = (PageText(text, unseen=self._unseen_on(number)) for number, text in enumerate(texts))
        return Reading(tuple(pages), title)

    def note_unseen(self, kind: UnseenKind, text: str, page: int | None = None) -> None:
        """Words that stand on this page without being shown."""
        self._unseen.append((len(self._pages) - 1 if page is None else page, kind, text))

    def _unseen_on(self, page: int) -> tuple[Unseen, ...]:
        return worth_telling((kind, text) for number, kind, text in self._unseen if number == page)

    def _separate(self, tight: bool) -> None:
        if any(self._pages):
            self._pages[-1].append("\n" if tight and self._last_was_tight else "\n\n")
        self._last_was_tight = tight

    def _turn(self, wanted: bool) -> None:
        if wanted and any(part.strip() for part in self._pages[-1]):
            self._pages.append([])


def _stretches(parts: Iterable[str | PageBreak]) -> list[str]:
    """The paragraph's text, cut at its page breaks."""
    stretches = [""]
    for part in parts:
        if isinstance(part, PageBreak):
            stretches.append("")
        else:
            stretches[-1] += part
    return stretches


def is_list_marker(cell: str) -> bool:
    """Whether a cell is only the number or bullet of the text beside it, as pages laid out with tables have them."""
    core = cell.strip("().[]（）、 ")
    if not core or core in "•●○■▪·–—-*":
        return True
    return core.replace(".", "").isdigit() or (len(core) <= 4 and core != cell)


def row_line(cells: Iterable[str]) -> str:
    """A table row as one line: `Batch record | Supplier | 30 days`; layout cells without text are left out."""
    kept = [" ".join(cell.split()) for cell in cells]
    filled = [cell for cell in kept if cell]
    if len(filled) <= 1 or (len(filled) == 2 and is_list_marker(filled[0])):
        return " ".join(filled)
    while kept and not kept[-1]:
        kept.pop()
    return " | ".join(kept)
