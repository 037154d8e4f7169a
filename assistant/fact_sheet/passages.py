"""The sentences a fact can be read from, where each stands, and what is redacted or left blank."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from assistant.cite import Citation, cite
from assistant.reading import Reading
from assistant.sentences import sentence_bounds
from ingest.document import Clause, Span

REDACTED = re.compile(
    r"\[\s*(?:\*\s*){1,10}\]|\*(?:\s?\*){2,}|\(b\)\s?\(4\)|\[\s*(?:redacted|omitted|confidential)\s*\]|█+",
    re.IGNORECASE,
)
BLANK = re.compile(r"_{3,}|\[\s*[●•]?\s*\](?!\()|\[\s*[●•]\s*\]|……+|X{3,}")
_CONTENTS = re.compile(r"\.{4,}|(?:\. ){4,}")
_ONLY_A_NUMBER = re.compile(
    r"[\s§]*(?:(?i:section|article|clause)\s*)?[(（]?(?:\d+(?:\.\d+)*|[a-zA-Z]|[ivxIVX]+)[)）.]*\s*"
)
_CUT_AT_A_NUMBER = re.compile(r"(?i)\b(?:sections?|articles?|clauses?|paragraphs?)\s+\d+(?:\.\d+)*\.\s*$")
_WHITE = str.maketrans(
    dict.fromkeys("\n\r\t\f\v\u00a0\u3000", " ")
    # Figures of full width, as Chinese keyboards write them; brackets and colons are read in both widths.
    | {
        wide: chr(ord(wide) - 0xFEE0)
        for wide in "０１２３４５６７８９．％＄ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ"
    }
)
_WIDE_COMMA = re.compile(r"(?<=\d)，(?=\d{3}(?!\d))")


@dataclass(frozen=True)
class Sentence:
    """One sentence of a clause, white space made single-width so that offsets stay those of the document."""

    clause: Clause
    span: Span
    text: str

    @property
    def heading(self) -> str:
        """The headings the sentence stands under, nearest last."""
        return " / ".join([*self.clause.path[-2:], self.clause.heading]).translate(_WHITE)

    def place(self, start: int, end: int) -> Span:
        """Offsets in this sentence as offsets into the document."""
        return Span(self.span.start + start, self.span.start + end)


class Pages:
    """One document made ready: its sentences, and citations of any stretch of it."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.document = reading.document
        # Sign for sign, so that offsets stay those of the document.
        self.text = _WIDE_COMMA.sub(",", reading.document.text.translate(_WHITE))

    @cached_property
    def opening(self) -> Span | None:
        """Where the document introduces its parties."""
        from assistant.fact_sheet.opening import opening_of

        return opening_of(self)

    @cached_property
    def sentences(self) -> list[Sentence]:
        return list(self._sentences())

    def _sentences(self) -> Iterator[Sentence]:
        for clause in self.reading.clauses:
            if not clause.citable or (clause.kind == "table" and _CONTENTS.search(clause.text)):
                continue
            for start, end in _whole_sentences(clause.text):
                span = Span(clause.span.start + start, clause.span.start + end)
                if not _CONTENTS.search(text := span.of(self.text)):
                    yield Sentence(clause, span, text)

    @cached_property
    def _starts(self) -> list[int]:
        return [clause.span.start for clause in self.reading.clauses]

    def cite(self, span: Span) -> Citation:
        """The stretch as proof, with number and heading of the clause in which it begins."""
        at = max(0, bisect_right(self._starts, span.start) - 1)
        clauses = self.reading.clauses
        clause = clauses[at] if clauses else Clause("", self.document.id, span, span.of(self.document.text))
        return cite(self.document, clause, span)


def _whole_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Sentences; a number that stands alone belongs to the words after it, one that ends a sentence may not end it."""
    start: int | None = None
    for begin, end in sentence_bounds(text):
        start = begin if start is None else start
        goes_on = _CUT_AT_A_NUMBER.search(text[start:end]) and not text[end : end + 1].isupper()
        if not goes_on and not _ONLY_A_NUMBER.fullmatch(text[start:end]):
            yield start, end
            start = None
    if start is not None and text[start:].strip():
        yield start, len(text)


def redaction_in(text: str) -> bool:
    return bool(REDACTED.search(text))


def blank_in(text: str) -> bool:
    return bool(BLANK.search(text))
