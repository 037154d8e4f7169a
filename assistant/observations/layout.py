"""Where things stand in a report: lines, headings with the sections under them, and tables; offsets into the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LONGEST_HEADING = 90
_HEADING_NUMBER = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*[.)、]?|第[一二三四五六七八九十\d]+[章节部分]+|[一二三四五六七八九十]{1,3}、"
    r"|[（(][一二三四五六七八九十]{1,3}[)）]|[IVX]{1,5}\.|[A-H]\.)\s*"
)
_RULE = re.compile(r"[\s|:+=-]*-{2,}[\s|:+=-]*$")
_ENDS_LIKE_TEXT = tuple(".;:,。；：，")


@dataclass(frozen=True)
class Line:
    """One line without its white space: `text == document.text[start:end]`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Heading:
    """A title line; `level` 1 is the outermost."""

    start: int
    end: int
    title: str
    level: int


@dataclass(frozen=True)
class Cell:
    start: int
    end: int
    text: str


Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """A table drawn with bars or tabs: its header row, and the rows under it."""

    start: int
    end: int
    header: Row
    rows: tuple[Row, ...]

    def column(self, pattern: re.Pattern[str]) -> int | None:
        """Number of the first column whose header the pattern finds."""
        return next((i for i, cell in enumerate(self.header) if pattern.search(cell.text)), None)


@dataclass(frozen=True)
class Layout:
    text: str
    lines: tuple[Line, ...]
    headings: tuple[Heading, ...]
    tables: tuple[Table, ...]

    def path_at(self, offset: int) -> tuple[Heading, ...]:
        """The headings an offset stands under, outermost first."""
        path: list[Heading] = []
        for heading in self.headings:
            if heading.start > offset:
                break
            path = [h for h in path if h.level < heading.level] + [heading]
        return tuple(path)

    def in_table(self, offset: int) -> bool:
        return any(table.start <= offset < table.end for table in self.tables)

    def section_end(self, heading: Heading) -> int:
        """Where the section under this heading ends."""
        later = (h.start for h in self.headings if h.start > heading.start and h.level <= heading.level)
        return next(later, len(self.text))


def lay_out(text: str) -> Layout:
    """Lines, headings and tables of a text."""
    lines = tuple(_lines(text))
    tables = tuple(_tables(lines))
    headings = tuple(_headings(lines, tables))
    return Layout(text, lines, headings, tables)


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Offsets of the sentences of `text[start:end]`; an empty line always ends one."""
    end = len(text) if end is None else end
    at = start
    for match in re.finditer(
        r"(?:[.!?][)”\"’\]]*(?=\s+[^\sa-z])|[。！？；][”’）]?|\n\s*\n|\n(?=\s*(?:[-•|]|\d+[.)、])))", text[start:end]
    ):
        if _abbreviated(text[at : start + match.start() + 1]):
            continue
        stop = start + match.end()
        if trimmed := _trimmed(text, at, stop):
            yield trimmed
        at = stop
    if trimmed := _trimmed(text, at, end):
        yield trimmed


def _abbreviated(so_far: str) -> bool:
    """Ends on a full stop that ends no sentence, as "Co." or "No." do."""
    return bool(
        re.search(
            r"\b(?:Co|Ltd|Inc|No|Nos|Dr|Mr|Ms|Mrs|St|Ave|Ph|Eur|e\.g|i\.e|cf|vs|approx|Ref|Fig|Sec|Corp|[A-Z])\.$",
            so_far,
        )
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    return (start, start + len(part.strip())) if part.strip() else None


def _lines(text: str) -> Iterator[Line]:
    at = 0
    for raw in text.splitlines(keepends=True):
        if trimmed := _trimmed(text, at, at + len(raw)):
            yield Line(*trimmed, text[trimmed[0] : trimmed[1]])
        at += len(raw)


def _headings(lines: tuple[Line, ...], tables: tuple[Table, ...]) -> Iterator[Heading]:
    for line in lines:
        if any(table.start <= line.start < table.end for table in tables):
            continue
        if level := _level(line.text):
            title = line.text.strip("#*_ \t")
            yield Heading(line.start, line.end, title, level)


def _level(text: str) -> int | None:
    if marks := re.match(r"(#{1,6})\s+\S", text):
        return len(marks[1])
    bare = text.strip("*_ ")
    if len(bare) > _LONGEST_HEADING or bare.endswith(_ENDS_LIKE_TEXT) or not bare or bare[0] in "-•|":
        return None
    number = _HEADING_NUMBER.match(bare)
    rest = bare[number.end() :] if number else bare
    if not rest or re.search(r"[:：。；|\t]", rest) or not re.match(r"[A-Z\u4e00-\u9fff(（]", rest):
        return None
    if number:
        if len(rest.split()) > 12 or len(re.findall(r"[\u4e00-\u9fff]", rest)) > 24:
            return None
        return _depth(number[0])
    words = re.findall(r"[A-Za-z]+", rest)
    return 2 if rest.isupper() and len(words) >= 1 and len("".join(words)) > 3 else None


def _depth(number: str) -> int:
    bare = number.strip(" .)、")
    if re.match(r"[（(]", number):
        return 4
    return 2 + bare.count(".")


def _tables(lines: tuple[Line, ...]) -> Iterator[Table]:
    group: list[Line] = []
    for line in (*lines, None):
        if line is not None and (_is_row(line.text) or (group and _RULE.fullmatch(line.text))):
            group.append(line)
            continue
        rows = [_cells(one) for one in group if not _RULE.fullmatch(one.text)]
        if len(rows) >= 2:
            yield Table(group[0].start, group[-1].end, rows[0], tuple(rows[1:]))
        group = []


def _is_row(text: str) -> bool:
    return text.count("|") >= 1 or text.count("\t") >= 2


def _cells(line: Line) -> Row:
    bar = "|" if "|" in line.text else "\t"
    cells, at = [], line.start
    for part in line.text.split(bar):
        stop = at + len(part)
        lead = len(part) - len(part.lstrip())
        cells.append(Cell(at + lead, at + lead + len(part.strip()), part.strip()))
        at = stop + 1
    if bar == "|" and cells and not cells[0].text:
        cells = cells[1:]
    if bar == "|" and cells and not cells[-1].text and line.text.endswith("|"):
        cells = cells[:-1]
    return tuple(cells)
