"""Applies amendments to an agreement in the order of their dates, and says what could not be applied.

    consolidate(agreement, amendments)  ->  Consolidated

Nothing is written anew: every word of the result is a stretch of one of the documents, so each clause can be traced to the
document that last set it. What is unclear (two clauses of one number, words that stand there twice) is left as it was.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.amendments.apply import Applier
from assistant.amendments.operations import Amendment, Operation
from assistant.amendments.read import read_amendment
from assistant.amendments.slots import Slot, slots_of
from assistant.reading import Reading


@dataclass(frozen=True)
class Applied:
    """An operation that was carried out, with the amendment that orders it."""

    amendment: Amendment
    operation: Operation


@dataclass(frozen=True)
class NotApplied:
    """An operation that was not, and why; its new wording, where it has one, stands at the end of the clauses."""

    amendment: Amendment
    operation: Operation
    why: str


@dataclass(frozen=True)
class Consolidated:
    """An agreement as it stands after its amendments. `slots` are its clauses, superseded ones included and marked."""

    readings: tuple[Reading, ...]
    """The agreement first, then the amendments in the order applied."""
    amendments: tuple[Amendment, ...]
    slots: tuple[Slot, ...]
    applied: tuple[Applied, ...]
    not_applied: tuple[NotApplied, ...]
    order: str
    """How the order of the amendments was decided."""

    @property
    def clauses(self) -> list[Slot]:
        return [slot for slot in self.slots if not slot.gone]

    @property
    def superseded(self) -> list[Slot]:
        return [slot for slot in self.slots if slot.gone]

    def taken_away_by(self, document: str, offset: int) -> str:
        """The file of the amendment that deleted or replaced the words at this place; "" while they are in force."""
        for slot in self.superseded:
            if any(p.document == document and p.start <= offset < p.end for p in slot.pieces) and slot.changes:
                return self.applied[slot.changes[-1]].amendment.document.file
        return ""

    def file_of(self, document: str) -> str:
        return next(r.document.file for r in self.readings if r.document.id == document)


def consolidate(agreement: Reading, amendments: Sequence[Reading]) -> Consolidated:
    """The agreement with all amendments applied, earliest first."""
    read = [(reading, read_amendment(reading)) for reading in amendments]
    ordered, order = in_order(read)
    applier = Applier([agreement, *(reading for reading, _ in ordered)], slots_of(agreement, 0))
    applied: list[Applied] = []
    not_applied: list[NotApplied] = []
    for index, (_, amendment) in enumerate(ordered, 1):
        applier.begin(index, amendment)
        for operation in amendment.operations:
            why = applier.apply(operation, len(applied))
            if why:
                not_applied.append(NotApplied(amendment, operation, why))
            else:
                applied.append(Applied(amendment, operation))
        applier.add_own_terms()
    return Consolidated(
        (agreement, *(reading for reading, _ in ordered)),
        tuple(amendment for _, amendment in ordered),
        tuple(_in_words(slot) for slot in applier.slots),
        tuple(applied),
        tuple(not_applied),
        order,
    )


def in_order(
    read: Sequence[tuple[Reading, Amendment]],
) -> tuple[list[tuple[Reading, Amendment]], str]:
    """Amendments by date of effect, by number where a date is missing, else as they were given; and which it was."""
    given = list(read)
    if len(given) < 2:
        return given, ""
    if all(amendment.date for _, amendment in given):
        ordered = sorted(given, key=lambda pair: (pair[1].date or "", pair[1].number or 0))
        numbers = [amendment.number for _, amendment in ordered if amendment.number is not None]
        if numbers != sorted(numbers):
            return ordered, "By date of effect; the numbers of the amendments run otherwise."
        return ordered, "By date of effect."
    if all(amendment.number is not None for _, amendment in given):
        return sorted(given, key=lambda pair: pair[1].number or 0), "By number, because a date is missing."
    return given, "As given: dates and numbers do not settle the order."


def _in_words(slot: Slot) -> Slot:
    """A clause without an edge of white space that only parted it from a neighbour."""
    return replace(slot, heading=re.sub(r"\s+", " ", slot.heading).strip())
