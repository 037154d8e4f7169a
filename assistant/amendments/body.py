"""The running text of an amendment: page furniture left out, its own numbered items found, every offset kept.

body_of(reading)  ->  Body;  body.items  ->  Item(number, start, end);  body.citations(start, end)  ->  quotes
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.cite import Citation, cite
from assistant.number_words import chinese_number
from assistant.reading import Reading
from ingest.document import Clause, Span

_OPENS = re.compile(
    r"(?i)\b(?:agree(?:ment)?s?|amended|parties)\b[^.\n]{0,160}?\bas follows\s*[:.]"
    r"|(?:达成|订立|签订|签署|约定|协商一致|修改|变更|补充)[^。\n]{0,40}?(?:如下|以下)[^。\n：:]{0,20}[：:。，]"
)
_CLOSES = re.compile(
    r"\bIN WITNESS (?:WHEREOF|THEREOF)\b|(?im:^\s*(?:signed (?:by|for|on behalf)\b|signatures?\s*$|#+\s*signatures?))"
    r"|[（(]以下无正文[)）]|(?m:^\s*(?:甲方|乙方|委托方|受托方|客户|供应商|买方|卖方)\s*[（(]?(?:盖章|签字|签章|公章))"
)
_OWN_NUMBER_AT_END = re.compile(r"(?<=[.\s])(?:\d{1,2}\.|[A-Z]\.|\([a-z]\))\s*$")
_STARTS = r"(?:^|(?<=\n)|(?<=[.;:)”\"]\s))[ \t#]*"
_SCHEMES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(_STARTS + r"(?P<n>\d{1,2})\.\s+(?=[A-Z“\"\[一-鿿])", re.MULTILINE), "digit"),
    (re.compile(r"^[ \t#]*(?P<n>[A-Z])\.\s+(?=[A-Z“\"\[])", re.MULTILINE), "letter"),
    (re.compile(r"^[ \t#]*(?:Section|Clause|Article)\s+(?P<n>\d{1,2})[.:]\s+(?=[A-Z“\"])", re.MULTILINE), "digit"),
    (re.compile(r"^[ \t#]*(?P<n>\d{1,2})[、.．]\s*(?=[^\s\d])", re.MULTILINE), "digit"),
    (re.compile(r"^[ \t#]*(?P<n>\d{1,2})\s+(?=[A-Z一-鿿])", re.MULTILINE), "digit"),
    (re.compile(r"^[ \t#]*(?P<n>[一二三四五六七八九十]{1,3})、", re.MULTILINE), "chinese"),
    (re.compile(r"^[ \t#]*第(?P<n>[一二三四五六七八九十]{1,3})条", re.MULTILINE), "chinese"),
)


@dataclass(frozen=True)
class Item:
    """One numbered point of the amendment; offsets into `Body.text`."""

    number: str
    start: int
    end: int


@dataclass(frozen=True)
class Body:
    """Text without furniture. `pieces` are the kept stretches of the document, in order."""

    reading: Reading
    text: str
    pieces: tuple[Span, ...]

    @cached_property
    def opens(self) -> int:
        """Where the amending begins: behind "agree as follows"."""
        first = _OPENS.search(self.text)
        return first.end() if first else 0

    @cached_property
    def closes(self) -> int:
        """Where the signatures begin; exhibits stand behind."""
        last = _CLOSES.search(self.text, self.opens)
        return last.start() if last else len(self.text)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        found = [_sequence(self.text, *scheme, self.opens, self.closes) for scheme in _SCHEMES]
        # One number alone is an item only where the amending begins with it.
        usable = [s for s in found if len(s) > 1 or (s and not self.text[self.opens : s[0][1]].strip(" #\n"))]
        starts = max(usable, key=_good, default=[])
        if not starts:
            return (Item("", self.opens, self.closes),)
        ends = [start for _, start in starts[1:]] + [self.closes]
        first = Item("", self.opens, starts[0][1])
        rest = tuple(Item(number, start, end) for (number, start), end in zip(starts, ends, strict=True))
        return (first, *rest) if self.text[first.start : first.end].strip(" #\n") else rest

    def citations(self, start: int, end: int) -> tuple[Citation, ...]:
        """The stretch as quotes of the document, one for each piece between furniture."""
        quotes = []
        for span in self._spans(start, end):
            clause = self._clause_at(span.start)
            quote = cite(self.reading.document, clause, span)
            if quote.quote:
                quotes.append(quote)
        return tuple(quotes)

    def _spans(self, start: int, end: int) -> Iterator[Span]:
        at = 0
        for piece in self.pieces:
            first, last = max(start, at), min(end, at + len(piece))
            if first < last:
                yield Span(piece.start + first - at, piece.start + last - at)
            at += len(piece)

    def _clause_at(self, offset: int) -> Clause:
        return next((c for c in self.reading.clauses if c.span.start <= offset < c.span.end), self.reading.clauses[-1])


def body_of(reading: Reading) -> Body:
    """The document's text without running headers and footers."""
    text = reading.document.text
    pieces, at = [], 0
    for clause in reading.clauses:
        if clause.kind != "furniture":
            continue
        end = clause.span.end
        # A splitter that cuts at sentences may leave the next item's number at the end of the footer.
        if number := _OWN_NUMBER_AT_END.search(text, clause.span.start, end):
            end = number.start()
        pieces.append(Span(at, max(at, clause.span.start)))
        at = end
    pieces.append(Span(at, len(text)))
    kept = tuple(piece for piece in pieces if len(piece))
    return Body(reading, "".join(piece.of(text) for piece in kept), kept)


def _sequence(text: str, pattern: re.Pattern[str], kind: str, start: int, end: int) -> list[tuple[str, int]]:
    """Numbers that count up from the first one, each with its place."""
    found: list[tuple[str, int]] = []
    for match in pattern.finditer(text, start, end):
        value = _value(match["n"], kind)
        if value == len(found) + 1:
            found.append((match["n"], match.start()))
    return found


def _value(number: str, kind: str) -> int:
    if kind == "digit":
        return int(number)
    return ord(number) - 64 if kind == "letter" else int(chinese_number(number) or 0)


def _good(starts: Sequence[tuple[str, int]]) -> tuple[int, int]:
    """Schemes with more items win; of equals the one that begins first."""
    return len(starts), -starts[0][1]
