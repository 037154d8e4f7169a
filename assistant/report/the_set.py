"""The report's part on the set: what belongs to what, what amendments changed, what prevails, where documents disagree."""

from typing import Any

from assistant.family import Conflict, Family
from assistant.findings import Report
from assistant.report.amended import changes_table, not_applied_blocks
from assistant.report.blocks import Blocks, Heading, Paragraph, Quote, Table, shortened
from assistant.report.wording import place


def set_as_dict(family: Family | None) -> dict[str, Any]:
    """What JSON adds for a set; empty lists for a single document."""
    family = family or Family()
    return {
        "belongings": [belonging.as_dict() for belonging in family.belongings],
        "amendments": [
            {
                "agreement": consolidated.readings[0].document.id,
                "documents": [amendment.document.id for amendment in consolidated.amendments],
                "order": consolidated.order,
                "applied": [
                    done.operation.as_dict() | {"document": done.amendment.document.id} for done in consolidated.applied
                ],
                "not_applied": [
                    left.operation.as_dict() | {"document": left.amendment.document.id, "why": left.why}
                    for left in consolidated.not_applied
                ],
            }
            for consolidated in family.consolidated
        ],
        "precedence": [rule.as_dict() for rule in family.precedence],
        "conflicts": [conflict.as_dict() for conflict in family.conflicts],
    }


def set_blocks(report: Report) -> Blocks:
    """Nothing for a single agreement that stands alone."""
    family = report.family
    if family is None:
        return
    files = {document.document: document.file for document in report.documents}
    if family.belongings:
        yield Heading("How the documents hang together", 2)
        rows = tuple(
            (files.get(b.document, ""), files.get(b.to or "", "not settled"), f"{b.confidence:.2f}", b.reason)
            for b in family.belongings
        )
        yield Table(("Document", "Belongs to", "How sure", "Why"), rows)
    yield from _amendments(family)
    yield from _conflicts(family, files)


def _amendments(family: Family) -> Blocks:
    for consolidated in family.consolidated:
        yield Heading(f"What amendments changed in {consolidated.readings[0].document.file}", 2)
        yield Paragraph(
            "The requirements below are judged on the text in force; what was deleted or replaced is no evidence."
            + (f" Order of the amendments: {consolidated.order}" if consolidated.order else "")
        )
        if consolidated.applied:
            yield changes_table(consolidated)
        yield from not_applied_blocks(consolidated)


def _conflicts(family: Family, files: dict[str, str]) -> Blocks:
    if not family.conflicts:
        return
    yield Heading("Where the documents disagree", 2)
    for conflict in family.conflicts:
        yield Heading(conflict.title, 3)
        for statement in conflict.statements:
            for citation in statement.citations[:1]:
                yield Quote(shortened(citation.quote), place(citation), statement.value)
        yield Paragraph(_verdict(conflict, files), "Which prevails:")
    quoted = dict.fromkeys(rule.citation for rule in family.precedence)
    if quoted:
        yield Heading("What the documents say about precedence", 3)
        for citation in quoted:
            yield Quote(shortened(citation.quote), place(citation))


def _verdict(conflict: Conflict, files: dict[str, str]) -> str:
    if conflict.prevails is None:
        return f"Not settled. {conflict.precedence}"
    value = next(s.value for s in conflict.statements if s.document == conflict.prevails)
    return f"{value}, {files.get(conflict.prevails, '')}. {conflict.precedence}"


def conflict_rows(report: Report) -> tuple[tuple[str, ...], ...]:
    """For the workbook: one row a conflict."""
    files = {document.document: document.file for document in report.documents}
    rows = []
    for conflict in report.family.conflicts if report.family else ():
        said = [part for s in conflict.statements for part in (s.value, place(s.citations[0]), s.citations[0].quote)]
        rows.append((conflict.title, *said, _verdict(conflict, files)))
    return tuple(rows)
