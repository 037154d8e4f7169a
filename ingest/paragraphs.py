"""Printed lines into paragraphs: which line of a page goes on with the one before it, and which starts anew.

    the gap to the line before ─┐
    where the line starts       ├─▶ same line, new line, or a blank line between
    whether the one before is full ┘

A paragraph stands on one line of the text, so that a quote reads as it would in the original file.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

PARAGRAPH_GAP = 1.09
"""A gap this many times the usual one between lines parts paragraphs."""
LOOSE_GAP = 2.3
"""Up to this gap a full line without an end goes on in small letters, as in a stretch set with wider spacing."""

MARKER = re.compile(
    r"[(（]?(\d{1,3}|[a-zA-Z]{1,2}|[ivxIVX]{1,5})[)）.、]+(\s|$|(?=[^\x00-\x7f]))"
    r"|\d{1,2}(\.\d{1,3})+[.)]?(\s|$|(?=[^\x00-\x7f]))|\d{1,2}\s+(?=[A-Z])"
    r"|(article|section|clause|schedule|annex|appendix|exhibit|attachment|part|recitals?)\s+[\dIVXLA-Z]{1,5}\b"
    r"|[•●○■▪◦–—]\s|第\s*[一二三四五六七八九十百零〇\d]+\s*[条章节款项部]"
    r"|[（(]?[一二三四五六七八九十]{1,3}[）)、]|附件|附录",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"""[.;:!?。；：！？…]["'”’」』）)\]]*$|[;,，；]\s*(and|or)$""")
_CONTENTS_LINE = re.compile(r"(\.{4,}|…{2,}|(\. ){4,}|\s{3,})\s*\d{1,4}$")
_COLUMNS = re.compile(r"\S\s{3,}(?=\S)")
_NARROW = frozenset("iljtfrI.,;:'|!()[]‘’“”\"-/ ")
_WIDE = frozenset("mwMW@%—…")


@dataclass(frozen=True)
class Line:
    """One printed line: where its baseline starts, in the page's own units, and how tall its letters are."""

    text: str
    x: float = 0.0
    y: float = 0.0
    size: float = 10.0
    monospaced: bool = False
    is_row: bool = False
    """A row of a table, which neither goes on with the line before it nor on the next."""

    @property
    def indent(self) -> float:
        """Where the first letter stands, counting the spaces before it."""
        return self.x + _width(self.text[: len(self.text) - len(self.text.lstrip())], self)

    @property
    def right(self) -> float:
        return self.x + _width(self.text.rstrip(), self)


@dataclass(frozen=True)
class TypeArea:
    """What the whole file says about its lines: usual gap and right edge by letter size, and its words."""

    leading: dict[int, float]
    right: dict[int, float]
    words: Counter[str]


def is_cjk(ch: str) -> bool:
    """Chinese characters and the punctuation that goes with them, which need no space between lines."""
    return "\u2e80" <= ch <= "\u9fff" or "\uf900" <= ch <= "\ufaff" or "\uff00" <= ch <= "\uffef" or ch >= "\U00020000"


def measure(pages: Iterable[Sequence[Line]]) -> TypeArea:
    """Usual gaps and edges over all pages."""
    gaps: dict[int, Counter[float]] = defaultdict(Counter)
    edges: dict[int, list[float]] = defaultdict(list)
    words: Counter[str] = Counter()
    for lines in pages:
        for line in lines:
            edges[round(line.size)].append(line.right)
            words.update(re.findall(r"[a-z]+(?:-[a-z]+)*", line.text.lower()))
        for before, after in pairwise(lines):
            gap = before.y - after.y
            if round(before.size) == round(after.size) and 0.7 * after.size < gap < 4 * after.size:
                gaps[round(after.size)][round(gap * 2) / 2] += 1
    leading = {size: _usual(counts) for size, counts in gaps.items()}
    right = {size: sorted(values)[int(len(values) * 0.9)] for size, values in edges.items()}
    return TypeArea(leading, right, words)


def _usual(gaps: Counter[float]) -> float:
    """The smallest gap that is common: larger ones part paragraphs."""
    common = [gap for gap, count in gaps.items() if count >= 0.12 * gaps.total()]
    return min(common or gaps)


def flow(lines: Sequence[Line], area: TypeArea) -> str:
    """The page's lines as paragraphs, one a line, with a blank line where the page leaves one."""
    text, first = "", 0
    for i, line in enumerate(lines):
        if i == 0:
            text = _tidy(line)
            continue
        before = lines[i - 1]
        if _continues(lines, first, i, area):
            text = join(text, line.text.strip(), area)
        else:
            gap = before.y - line.y
            wide = gap < 0 or gap > PARAGRAPH_GAP * area.leading.get(round(line.size), gap)
            if before.is_row or line.is_row:
                wide = not (before.is_row and line.is_row)
            text += ("\n\n" if wide else "\n") + _tidy(line)
            first = i
    return text


def runs_on(last: Line, following: Line, area: TypeArea) -> bool:
    """Whether a sentence goes on over a page boundary, where no gap can be measured."""
    start = following.text.strip()
    if last.is_row or following.is_row:
        return False
    if _sentence_ends(last.text) or MARKER.match(start) or round(last.size) != round(following.size):
        return False
    if start[0].islower():
        return True
    return _is_full(last, following, area) and not start.isupper()


def join(text: str, more: str, area: TypeArea) -> str:
    """One paragraph from two lines: no space between Chinese, and a word parted at the line's end made whole.

    >>> join("the manu-", "facturer shall", area)
    'the manufacturer shall'
    """
    parted = re.search(r"(\w+)-$", text)
    if parted and not text.endswith(" -"):
        head = re.search(r"[A-Za-z]+(?:-[A-Za-z]+)*-$", text)
        tail = re.match(r"[a-z]+", more)
        if tail and tail[0] in {"and", "or", "to"}:
            return f"{text} {more}"
        if head and tail:
            whole, hyphened = (head[0][:-1] + tail[0]).lower(), (head[0] + tail[0]).lower()
            if area.words[whole] > area.words[hyphened]:
                return text[:-1] + more
        return text + more
    if text and more and is_cjk(text[-1]) and is_cjk(more[0]):
        return text + more
    return f"{text} {more}"


def _tidy(line: Line) -> str:
    """The line without its indentation; columns set with spaces keep them."""
    text = line.text.strip()
    return text if line.is_row or _is_columns(text) else re.sub(r"(?<=\S)[ \t]{2,}(?=\S)", " ", text)


def _is_columns(text: str) -> bool:
    return len(_COLUMNS.findall(text)) >= 2


def _continues(lines: Sequence[Line], first: int, i: int, area: TypeArea) -> bool:
    """Whether line `i` goes on with the paragraph that began at line `first`."""
    before, line = lines[i - 1], lines[i]
    if before.is_row or line.is_row:
        return False
    gap = before.y - line.y
    leading = area.leading.get(round(line.size))
    if leading is None or not 0.5 * leading < gap <= LOOSE_GAP * leading:
        return False
    if round(before.size) != round(line.size) or _is_columns(before.text.strip()) or _is_columns(line.text.strip()):
        return False
    if _CONTENTS_LINE.search(before.text.rstrip()):
        return False
    text = line.text.strip()
    full, ended = _is_full(before, line, area), _sentence_ends(before.text)
    aligned = _is_aligned(lines, first, i)
    if gap > PARAGRAPH_GAP * leading:
        return full and not ended and text[0].islower() and not MARKER.match(text)
    if MARKER.match(text):
        return full and not ended and aligned
    if not full:
        return text[0].islower() and not ended and aligned
    return aligned


def _is_aligned(lines: Sequence[Line], first: int, i: int) -> bool:
    """Whether the line starts where the paragraph's further lines start (or could start, if it is the second)."""
    before, line = lines[i - 1], lines[i]
    slack = 0.6 * line.size
    if i - 1 > first:
        return abs(line.indent - before.indent) <= slack
    hanging = MARKER.match(before.text.strip()) is not None
    return line.indent <= before.indent + slack or hanging


def _is_full(line: Line, following: Line, area: TypeArea) -> bool:
    """Whether the next line's first word would not have fitted on this one."""
    edge = area.right.get(round(line.size), line.right)
    text = following.text.strip()
    word = text[:2] if is_cjk(text[0]) else " " + text.split()[0]
    return line.right + _width(word, line) >= edge - 0.05 * (edge - min(line.x, following.x))


def _sentence_ends(text: str) -> bool:
    return _SENTENCE_END.search(text.rstrip()) is not None


def _width(text: str, line: Line) -> float:
    """Printed width of the text, from the usual widths of letters."""
    if line.monospaced:
        return 0.6 * line.size * sum(1.667 if is_cjk(ch) else 1 for ch in text)
    return units(text) * line.size


def units(text: str) -> float:
    """How wide the text is in a usual font, in letter heights."""
    width = 0.0
    for ch in text:
        if is_cjk(ch):
            width += 1.0
        elif ch in _NARROW:
            width += 0.29
        elif ch in _WIDE:
            width += 0.82
        else:
            width += 0.66 if ch.isupper() else 0.48
    return width
