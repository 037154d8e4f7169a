"""The report's part on the set: what belongs to what, what amendments changed, what prevails, where documents disagree."""

from typing import Any

from assistant.findings import Report
from assistant.report.amended import changes_table, not_applied_blocks
from assistant.report.blocks import Blocks, Heading, Paragraph, Quote, Table, shortened
from assistant.report.wording import place
from assistant.set_facts import Conflict, SetFacts


def set_as_dict(together: SetFacts) -> dict[str, Any]:
    """What JSON adds for a set; empty lists for a single document."""
    return {
        "belongings": [belonging.as_dict() for belonging in together.belongings],
        "amendments": [changes.as_dict() for changes in together.changes],
        "precedence": [rule.as_dict() for rule in together.precedence],
        "conflicts": [conflict.as_dict() for conflict in together.conflicts],
    }


def set_blocks(report: Report) -> Blocks:
    """Nothing for a single agreement that stands alone."""
    together = report.together
    files = {document.document: document.file for document in report.documents}
    if together.belongings:
        yield Heading("How the documents hang together", 2)
        rows = tuple(
            (files.get(b.document, ""), files.get(b.to or "", "not settled"), f"{b.confidence:.2f}", b.reason)
            for b in together.belongings
        )
        yield Table(("Document", "Belongs to", "How sure", "Why"), rows)
    yield from _amendments(together)
    yield from _conflicts(together, files)


def _amendments(together: SetFacts) -> Blocks:
    for changes in together.changes:
        yield Heading(f"What amendments changed in {changes.file}", 2)
        yield Paragraph(
            "The requirements below are judged on the text in force; what was deleted or replaced is no evidence."
            + (f" Order of the amendments: {changes.order}" if changes.order else "")
        )
        if changes.applied:
            yield changes_table(changes)
        yield from not_applied_blocks(changes)


def _conflicts(together: SetFacts, files: dict[str, str]) -> Blocks:
    if not together.conflicts:
        return
    yield Heading("Where the documents disagree", 2)
    for conflict in together.conflicts:
        yield Heading(conflict.title, 3)
        for statement in conflict.statements:
            for citation in statement.citations[:1]:
                yield Quote(shortened(citation.quote), place(citation), statement.value)
        yield Paragraph(which_prevails(conflict, files), "Which prevails:")
    quoted = dict.fromkeys(rule.citation for rule in together.precedence)
    if quoted:
        yield Heading("What the documents say about precedence", 3)
        for citation in quoted:
            yield Quote(shortened(citation.quote), place(citation))


def which_prevails(conflict: Conflict, files: dict[str, str]) -> str:
    """In words; "not settled" where no clause on precedence decides it."""
    if conflict.prevails is None:
        return f"Not settled. {conflict.precedence}"
    value = next(s.value for s in conflict.statements if s.document == conflict.prevails)
    return f"{value}, {files.get(conflict.prevails, '')}. {conflict.precedence}"


def conflict_rows(report: Report) -> tuple[tuple[str, ...], ...]:
    """For the workbook: one row a conflict."""
    files = {document.document: document.file for document in report.documents}
    rows = []
    for conflict in report.together.conflicts:
        said = [part for s in conflict.statements for part in (s.value, place(s.citations[0]), s.citations[0].quote)]
        rows.append((conflict.title, *said, which_prevails(conflict, files)))
    return tuple(rows)
