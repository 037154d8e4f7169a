"""Observations of an audit or inspection report as Markdown."""

from assistant.observations import Observations
from assistant.report.as_markdown import escape_markdown


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
