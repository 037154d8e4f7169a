"""Audit reports as HTML: the report in short, each observation, the rights behind it, what is proved and what is not."""

from collections.abc import Sequence
from html import escape

from assistant.checklist import Checklist
from assistant.evidence import EvidenceEntry
from assistant.observations import CrossCheck, Observation, Observations, RightBeside, RightNotUsed
from assistant.page.html import Pill, from_html, label, said_html, table_html, title_html
from assistant.page.html_check import mark_of
from assistant.report.blocks import shortened
from assistant.report.observed import NOT_USED, STATUS_WORDS

CLASS_COLOURS = {"critical": "red", "major": "orange", "minor": "blue"}
EVIDENCE_COLOURS = {"seen": "green", "deficient": "orange", "not_seen": "violet"}
LONGEST_TEXT = 900


def audit_html(found: Observations) -> str:
    """Who was looked at, when and how far; what was not seen; what the report claims about itself."""
    days = " to ".join(dict.fromkeys(day for day in (found.dates.audit_start, found.dates.audit_end) if day))
    flags: list[Pill] = [
        (words, colour)
        for is_so, words, colour in (
            (found.repeat, "repeat findings", "red"),
            (found.import_alert, "import alert", "red"),
            (found.data_integrity_section, "data integrity section", "orange"),
            (found.contract_manufacturer, "contract manufacturer", "gray"),
        )
        if is_so
    ]
    rows = [
        ("Kind", found.kind.replace("_", " ").replace("fda", "FDA")),
        ("Auditee", found.auditee or "not found"),
        ("Site", found.site or "not found"),
        ("Dates", f"{days or 'not found'}{f'; report of {found.dates.report}' if found.dates.report else ''}"),
        ("Scope", found.scope or "not stated"),
        ("Areas not seen", "; ".join(found.areas_not_seen) or "none stated"),
        ("Records withheld", "; ".join(found.records_withheld) or "none stated"),
        ("Observations", _counts(found)),
    ]
    remarks = "".join(said_html("Remark", remark) for remark in found.remarks)
    return title_html(f"{len(found.observations)} observations", flags) + table_html(("", ""), rows) + remarks


def _counts(found: Observations) -> str:
    listed = ", ".join(f"{number} {name}" for name, number in found.counts.items() if number) or "none is graded"
    if not found.counts_stated:
        return f"listed: {listed}"
    stated = ", ".join(f"{number} {name}" for name, number in found.counts_stated.items())
    return f"listed: {listed}; its summary says: {stated}"


def observation_html(observation: Observation) -> str:
    """Number, class as stated, area, law, whether it comes again, what became of it, and the auditor's words."""
    grade: Pill = ("not graded", "gray")
    if observation.classification:
        grade = (observation.classification, CLASS_COLOURS[observation.classification])
    marks: list[Pill] = [grade, (observation.area.replace("_", " "), "gray")]
    if observation.repeat:
        marks.append(("repeat", "red"))
    capa = ", ".join(
        part
        for part in (
            f"due {observation.capa_due}" if observation.capa_due else "",
            observation.capa_status or "",
        )
        if part
    )
    law = "; ".join(observation.citations)
    return (
        title_html(f"Observation {observation.number}", marks)
        + f"<blockquote>{escape(shortened(observation.text, LONGEST_TEXT))}</blockquote>"
        + (said_html("Law", law) if law else "")
        + (said_html("CAPA", capa) if capa else "")
    )


def right_html(right: RightBeside, checks: Sequence[CrossCheck], checklist: Checklist) -> str:
    """A right that would enforce the correction, as the documents give it; what the matter weighs for us without it."""
    requirement = checklist.requirement(right.requirement)
    marks = [mark_of(requirement.side, right.status, right.status == "no" and right.citation is not None)]
    if right.raised_to:
        marks.append((f"for us {right.raised_to}", CLASS_COLOURS[right.raised_to]))
    # A check begins with the right's own reason and goes on to the document.
    why = "".join(from_html(words) for words in dict.fromkeys([check.why for check in checks] or [right.why]))
    return f'<div class="behind">{title_html(requirement.label, marks, "the right behind it")}{why}</div>'


def unused_html(unused: Sequence[RightNotUsed], checklist: Checklist) -> str:
    """Rights that are agreed and that nobody used in this audit."""
    told = "".join(said_html(checklist.requirement(r.requirement).label, f"{NOT_USED} {r.said}") for r in unused)
    return title_html("Rights that were not used", []) + told


def evidence_label(title: str, entries: Sequence[EvidenceEntry]) -> str:
    """The line that opens an area of evidence: how much of it was seen."""
    counts = {status: sum(entry.status == status for entry in entries) for status in STATUS_WORDS}
    badges = " ".join(
        f":{EVIDENCE_COLOURS[status]}-badge[{counts[status]} {words}]"
        for status, words in STATUS_WORDS.items()
        if counts[status]
    )
    return f"{label(title)} {badges}"


def evidence_html(entry: EvidenceEntry) -> str:
    """What to look for, what was seen, and what to ask about the rest."""
    status = (STATUS_WORDS[entry.status], EVIDENCE_COLOURS[entry.status])
    asks = "".join(said_html("Ask", question.en) for question in entry.questions)
    return title_html(entry.requirement.label, [status]) + from_html(entry.reason) + asks
