"""Observations of an audit or inspection report as Markdown."""

from collections.abc import Sequence

from assistant.checklist import Checklist
from assistant.evidence import EvidenceEntry
from assistant.observations import Observations
from assistant.report.as_markdown import as_markdown, escape_markdown
from assistant.report.blocks import Blocks, Bullets, Heading, Paragraph, Table, shortened
from assistant.report.wording import place

STATUS_WORDS = {"seen": "seen", "deficient": "seen, deficient", "not_seen": "not seen"}


def observations_as_markdown(found: Observations) -> str:
    """What kind of report it is, what was seen and not seen, and each observation in one row."""
    head = [
        f"# {escape_markdown(found.file)}",
        f"{found.kind.replace('_', ' ').capitalize()} on {escape_markdown(found.auditee or 'unknown')}, {escape_markdown(found.site or 'site unknown')}",
        f"Dates: {' to '.join(d for d in (found.dates.audit_start, found.dates.audit_end) if d) or 'unknown'}",
        f"Areas not seen: {escape_markdown('; '.join(found.areas_not_seen)) or 'none stated'}",
    ]
    rows = ["| No. | Class | Area | Repeat | CAPA due | Page | Observation |", "|---|---|---|---|---|---|---|"]
    for o in found.observations:
        text = escape_markdown(" ".join(o.text.split())[:300]).replace("|", "\\|")
        cells = [
            o.number,
            o.classification or "not graded",
            o.area.replace("_", " "),
            "yes" if o.repeat else "no",
            o.capa_due or "",
            str(o.page),
        ]
        rows.append("| " + " | ".join([*(str(c) for c in cells), text]) + " |")
    checks = [f"- Observation {c.observation}, {c.requirement}: {escape_markdown(c.why)}" for c in found.cross_checks]
    parts = ["\n\n".join(head), "\n".join(rows)]
    if found.remarks:
        parts.append("## Remarks\n\n" + "\n".join(f"- {escape_markdown(r)}" for r in found.remarks))
    if checks:
        parts.append("## Beside the contract\n\n" + "\n".join(checks))
    return "\n\n".join(parts)


def evidence_as_markdown(entries: Sequence[EvidenceEntry], checklist: Checklist) -> str:
    """What the report proves, area by area, and what to ask about the rest."""
    return as_markdown(_evidence(entries, checklist))


def _evidence(entries: Sequence[EvidenceEntry], checklist: Checklist) -> Blocks:
    yield Heading("What this report proves", 2)
    yield Paragraph(
        "Seen: the report says that somebody looked. Not seen: it does not say so, whatever the truth may be."
    )
    for point in checklist.control_points:
        own = [entry for entry in entries if entry.requirement.control_point == point.id]
        yield Heading(point.title, 3)
        rows = tuple((e.requirement.label, STATUS_WORDS[e.status], _where(e), e.reason) for e in own)
        yield Table(("What to look for", "Status", "Where", "Reason"), rows)
        asked = tuple(question.en for entry in own for question in entry.questions)
        if asked:
            yield Paragraph("", "Ask:")
            yield Bullets(asked)


def _where(entry: EvidenceEntry) -> str:
    cited = entry.citations or entry.nearest
    return f"{place(cited[0])}: “{shortened(cited[0].quote, 160)}”" if cited else ""
