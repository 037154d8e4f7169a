"""Documents in traditional characters are read by their simplified signs and shown as they were written.

    Reading ──in_simplified──▶ judge, answer, facts ──Written.restore──▶ quotes as they stand in the file

Rules and weights know simplified Chinese. Every sign is exchanged for one sign, so places in the text stay true.
"""

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from assistant.cite import Citation
from ingest.document import Clause
from ingest.script import as_written, simplified

if TYPE_CHECKING:
    from assistant.reading import Reading

LEAST_SHARE = 0.02
"""A text in simplified characters may hold a few others, in names for instance."""
NAMES = frozenset({"file", "document", "id"})

V = TypeVar("V")


def is_traditional(text: str) -> bool:
    """Whether a fair share of the Chinese signs of a text are traditional ones."""
    chinese = sum("㐀" <= sign <= "鿿" for sign in text)
    return sum(old != new for old, new in zip(text, simplified(text), strict=True)) > LEAST_SHARE * chinese


def in_simplified(reading: "Reading") -> "Reading":
    """The same reading, sign by sign, for rules that know simplified Chinese; unchanged where nothing is traditional."""
    if not is_traditional(reading.document.text):
        return reading
    document = replace(
        reading.document, text=simplified(reading.document.text), title=simplified(reading.document.title)
    )
    clauses = tuple(
        replace(
            clause,
            text=simplified(clause.text),
            number=simplified(clause.number),
            heading=simplified(clause.heading),
            path=tuple(map(simplified, clause.path)),
        )
        for clause in reading.clauses
    )
    return replace(reading, document=document, clauses=clauses)


@dataclass(frozen=True)
class Written:
    """Readings as they were written, of those documents that are read by their simplified signs."""

    readings: "dict[str, Reading]"

    def restore(self, value: V) -> V:
        """The value with every quote of these documents, and every word taken from them, as it stands there."""
        return self._restored(value) if self.readings else value

    def _restored(self, value: Any) -> Any:
        if isinstance(value, str):
            for reading in self.readings.values():
                value = as_written(value, simplified(reading.document.text), reading.document.text)
            return value
        if isinstance(value, Citation):
            return self._citation(value)
        if isinstance(value, tuple | list):
            return type(value)(map(self._restored, value))
        if isinstance(value, dict):
            return {key: self._restored(part) for key, part in value.items()}
        if is_dataclass(value) and not isinstance(value, type):
            old = {field.name: getattr(value, field.name) for field in fields(value) if field.init}
            new = {name: part if name in NAMES else self._restored(part) for name, part in old.items()}
            return replace(value, **{name: part for name, part in new.items() if part is not old[name]})
        return value

    def _citation(self, citation: Citation) -> Citation:
        reading = self.readings.get(citation.document)
        if reading is None:
            return citation
        text = reading.document.text
        clause = _clause_at(reading, citation.start)
        heading = as_written(citation.heading, simplified(text), text)
        return replace(
            citation,
            quote=text[citation.start : citation.end],
            clause=clause.number if simplified(clause.number) == citation.clause else citation.clause,
            heading=clause.heading if simplified(clause.heading) == citation.heading else heading,
        )


def _clause_at(reading: "Reading", offset: int) -> Clause:
    return next((c for c in reading.clauses if c.span.start <= offset < c.span.end), reading.clauses[-1])
