"""Amendments and consolidated agreements written down: JSON for programs, Markdown for people."""

import json
from collections.abc import Iterator
from typing import Any

from assistant.amendments.as_reading import view_of
from assistant.amendments.consolidate import Consolidated
from assistant.amendments.operations import Amendment, Operation
from assistant.amendments.slots import Slot
from assistant.cite import cite
from assistant.family.facts import changes_of
from assistant.report.as_markdown import as_markdown
from assistant.report.blocks import Block, Bullets, Heading, Paragraph, Quote, Table, shortened
from assistant.report.wording import place
from assistant.set_facts import Changes


def amendment_as_markdown(amendment: Amendment) -> str:
    return as_markdown(_amendment(amendment))


def consolidated_as_markdown(consolidated: Consolidated) -> str:
    return as_markdown(_consolidated(consolidated))


def consolidated_as_dict(consolidated: Consolidated) -> dict[str, Any]:
    """Every clause in force with its sources; what went, what was applied and what was not."""
    view = view_of(consolidated)
    base = consolidated.readings[0].document
    living = [slot for slot in consolidated.clauses if slot.text.strip()]
    return {
        "document": base.id,
        "file": base.file,
        "title": base.title,
        "order": consolidated.order,
        "amendments": [
            {"document": a.document.id, "file": a.document.file, "number": a.number, "date": a.date}
            for a in consolidated.amendments
        ],
        "clauses": [
            {
                "number": slot.number,
                "heading": slot.heading,
                "status": _status(slot, base.id),
                "set_by": slot.set_by,
                "set_by_file": consolidated.file_of(slot.set_by),
                "text": slot.text.strip(),
                "citations": [c.as_dict() for c in view.trace(cite(view.reading.document, clause))],
            }
            for slot, clause in zip(living, view.reading.clauses, strict=True)
        ],
        "superseded": [
            {
                "number": slot.number,
                "text": slot.text.strip(),
                "taken_away_by": consolidated.applied[slot.changes[-1]].amendment.document.id if slot.changes else None,
            }
            for slot in consolidated.superseded
        ],
        "applied": [change.as_dict() for change in changes_of(consolidated).applied],
        "not_applied": [change.as_dict() for change in changes_of(consolidated).not_applied],
    }


def consolidated_as_json(consolidated: Consolidated) -> str:
    return json.dumps(consolidated_as_dict(consolidated), ensure_ascii=False, indent=1) + "\n"


def operation_in_words(operation: Operation) -> str:
    """ "replaced: last sentence of Section 6.5"."""
    return f"{operation.kind}: {operation.target}" + (
        f" ({operation.scope})" if operation.scope in ("words", "everywhere") else ""
    )


def changes_table(changes: Changes) -> Table:
    """What was carried out, one row a change."""
    rows = tuple((operation_in_words(c.operation), c.file, place(c.operation.instruction)) for c in changes.applied)
    return Table(("Change", "By", "Ordered in"), rows)


def not_applied_blocks(changes: Changes) -> Iterator[Block]:
    """What could not be carried out, with the words that order it."""
    for left in changes.not_applied:
        order = left.operation.instruction
        yield Quote(shortened(order.quote), f"{place(order)}. {left.why}", "Not applied")


def _amendment(amendment: Amendment) -> Iterator[Block]:
    yield Heading(f"{amendment.document.title or amendment.document.file}", 1)
    number = f"number {amendment.number}" if amendment.number else "no number"
    yield Paragraph(f"{amendment.document.file}; {number}; {amendment.date or 'no date of effect found'}")
    if not amendment.operations:
        yield Paragraph("No change to a clause was found in it; what it agrees by itself stands below.")
    for operation in amendment.operations:
        yield Heading(operation_in_words(operation), 2)
        yield Quote(shortened(operation.instruction.quote, 300), place(operation.instruction))
        if operation.old:
            yield Paragraph(
                f"“{operation.old.quote}”", "Words meant:" if operation.kind in ("amended", "added") else "Goes:"
            )
        if operation.new:
            yield Quote(shortened(operation.new_text), place(operation.new[0]), "Comes")
        if operation.note:
            yield Paragraph(operation.note, "Note:")
    if amendment.own_terms:
        yield Heading("Terms of its own", 2)
        for term in amendment.own_terms:
            yield Quote(shortened(" ".join(c.quote for c in term.citations), 400), place(term.citations[0]))


def _consolidated(consolidated: Consolidated) -> Iterator[Block]:
    changes = changes_of(consolidated)
    base = consolidated.readings[0].document
    yield Heading(f"{base.title or base.file}, with its amendments", 1)
    yield Paragraph("A reading aid made of the documents' own words, not a signed text.")
    yield Table(
        ("Document", "Number", "Date of effect"),
        tuple((a.document.file, str(a.number or "–"), a.date or "not found") for a in consolidated.amendments),
    )
    if consolidated.order:
        yield Paragraph(consolidated.order, "Order:")
    if consolidated.applied:
        yield Heading("Changes carried out", 2)
        yield changes_table(changes)
    if consolidated.not_applied:
        yield Heading("Changes that could not be carried out", 2)
        yield from not_applied_blocks(changes)
    yield Heading("Text in force", 2)
    for slot in consolidated.slots:
        if slot.kind in ("contents", "furniture") or not slot.text.strip():
            continue
        yield from _clause(slot, consolidated)


def _clause(slot: Slot, consolidated: Consolidated) -> Iterator[Block]:
    base = consolidated.readings[0].document.id
    if slot.gone:
        by = consolidated.applied[slot.changes[-1]].amendment.document.file if slot.changes else "an amendment"
        yield Paragraph(f"{slot.number or 'a clause'}, no longer in force: {by}", "Taken away:", faint=True)
    elif slot.kind == "heading":
        yield Heading(slot.text, 3)
    else:
        yield Paragraph(slot.text)
        if slot.set_by != base:
            yield Bullets((f"{_status(slot, base)} by {consolidated.file_of(slot.set_by)}",))


def _status(slot: Slot, base: str) -> str:
    if slot.set_by == base:
        return "original"
    if slot.appended:
        return "unplaced" if slot.path[:1] and slot.path[0].startswith("Unplaced") else "added"
    return "amended" if any(p.document == base for p in slot.pieces) else "set"
