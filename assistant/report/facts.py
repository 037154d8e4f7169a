"""The fact sheet and the deadlines as blocks: a section of our own report, and what the command prints."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assistant.fact_sheet import Deadline, DealFact, FactSheet
from assistant.findings import Report
from assistant.observations import Observations
from assistant.report.as_markdown import as_markdown
from assistant.report.blocks import Blocks, Bullets, Heading, Paragraph, Quote, Table, shortened
from assistant.report.wording import place


@dataclass(frozen=True)
class ReportWithFacts(Report):
    """A report together with the facts and deadlines of its documents and what auditors saw; only our own version shows them."""

    sheet: FactSheet = field(kw_only=True)
    deadlines: tuple[Deadline, ...] = field(default=(), kw_only=True)
    audits: tuple[Observations, ...] = field(default=(), kw_only=True)


LONGEST_CELL = 240
QUOTES_EACH = 3
FACT_HEADER = ("Fact", "Value", "Where", "Confidence")
DEADLINE_HEADER = ("Day", "What", "Note", "Where")


def fact_blocks(sheet: FactSheet, *, level: int = 2) -> Blocks:
    """One table a section, then the words each fact was read from."""
    yield Heading("Facts of the deal", level)
    yield Paragraph(
        "Read from the documents; confirm them before you rely on them. Only what you state or confirm switches requirements."
    )
    sections = list(dict.fromkeys(fact.kind.section for fact in sheet))
    for section in sections:
        yield Heading(section, level + 1)
        facts = [fact for fact in sheet if fact.kind.section == section]
        yield Table(FACT_HEADER, fact_rows(facts))
    quoted = [fact for fact in sheet if fact.found]
    if quoted:
        yield Heading("Where the facts stand", level + 1)
        for fact in quoted:
            for found in fact.found[:QUOTES_EACH]:
                for citation in found.citations[:2]:
                    yield Quote(shortened(citation.quote, 400), place(citation), fact.kind.label)


def deadline_blocks(deadlines: Sequence[Deadline], *, level: int = 2) -> Blocks:
    yield Heading("Dates and deadlines", level)
    if not deadlines:
        yield Paragraph("None follows from what was found.")
        return
    yield Table(DEADLINE_HEADER, deadline_rows(deadlines))


def fact_rows(facts: Iterable[DealFact]) -> tuple[tuple[str, ...], ...]:
    return tuple(_row(fact) for fact in facts)


def deadline_rows(deadlines: Iterable[Deadline]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (d.day.isoformat(), d.title, shortened(d.note, LONGEST_CELL), place(d.citations[0]) if d.citations else "")
        for d in deadlines
    )


def facts_as_markdown(sheet: FactSheet, deadlines: Sequence[Deadline]) -> str:
    """The sheet for the terminal."""
    return as_markdown([*fact_blocks(sheet, level=1), *deadline_blocks(deadlines), *_read(sheet)])


def _read(sheet: FactSheet) -> Blocks:
    yield Heading("What was read", 2)
    yield Bullets(tuple(sheet.documents))


def _row(fact: DealFact) -> tuple[str, str, str, str]:
    where = place(fact.found[0].citations[0]) if fact.found and fact.found[0].citations else ""
    sure = f"{max(found.confidence for found in fact.found):.2f}" if fact.found and fact.status == "found" else ""
    note = f" — {fact.note}" if fact.note and fact.status == "found" else ""
    return (
        fact.kind.label,
        shortened(fact.shown + note, LONGEST_CELL),
        where,
        "stated" if fact.status == "stated" else sure,
    )
