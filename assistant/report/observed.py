"""What an auditor saw as blocks: a section of our own report, and what the command prints."""

from collections.abc import Sequence

from assistant.checklist import Checklist
from assistant.cite import Citation
from assistant.evidence import EvidenceEntry
from assistant.observations import Observation, Observations, RightBeside
from assistant.report.as_markdown import as_markdown
from assistant.report.blocks import Blocks, Bullets, Heading, Paragraph, Table, shortened
from assistant.report.wording import place, words_for

NOT_USED = "is agreed but was not used here:"
STATUS_WORDS = {"seen": "seen", "deficient": "seen, deficient", "not_seen": "not seen"}


def observations_as_markdown(found: Observations, checklist: Checklist) -> str:
    """What kind of report it is, what was seen and not seen, each observation in one row, and the rights beside it."""
    return as_markdown(_audit(found, checklist, found.file, 1))


def audit_blocks(found: Observations, checklist: Checklist) -> Blocks:
    """The same as a section of the whole report."""
    return _audit(found, checklist, f"What the auditor saw: {found.file}", 2)


def _audit(found: Observations, checklist: Checklist, heading: str, level: int) -> Blocks:
    yield Heading(heading, level)
    kind = found.kind.replace("_", " ").capitalize().replace("Fda", "FDA")
    yield Paragraph(f"{kind} on {found.auditee or 'unknown'}, {found.site or 'site unknown'}")
    dates = (found.dates.audit_start, found.dates.audit_end)
    yield Paragraph(" to ".join(date for date in dates if date) or "unknown", "Dates:")
    yield Paragraph("; ".join(found.areas_not_seen) or "none stated", "Areas not seen:")
    if found.records_withheld:
        yield Paragraph("; ".join(found.records_withheld), "Records withheld:")
    yield Table(OBSERVATION_HEADER, observation_rows(found))
    if found.remarks:
        yield Heading("Remarks", level + 1)
        yield Bullets(found.remarks)
    if found.rights:
        yield Heading("Beside the contract", level + 1)
        yield Paragraph(
            "A matter weighs one class more where the documents give the right weakly or not at all; where they give it, use it."
        )
        yield Table(BESIDE_HEADER, rows_beside(found, checklist))
    if found.cross_checks:
        yield Heading("Document by document", level + 1)
        yield Bullets(
            tuple(f"{c.observation}, {_label(c.requirement, checklist)}: {c.why}" for c in found.cross_checks)
        )
    if found.rights_not_used:
        yield Heading("Rights that were not used", level + 1)
        yield Bullets(tuple(f"{_label(r.requirement, checklist)} {NOT_USED} {r.said}" for r in found.rights_not_used))


OBSERVATION_HEADER = ("No.", "Class", "Area", "Repeat", "CAPA due", "Page", "Observation")
BESIDE_HEADER = ("No.", "Class", "For us", "Right", "In the documents", "Where", "Why it matters here")


def observation_rows(found: Observations) -> tuple[tuple[str, ...], ...]:
    return tuple(_row(observation) for observation in found.observations)


def rows_beside(found: Observations, checklist: Checklist) -> tuple[tuple[str, ...], ...]:
    """One row a right that an observation calls on."""
    graded = {observation.number: observation.classification or "not graded" for observation in found.observations}
    return tuple(_beside(right, graded[right.observation], checklist) for right in found.rights)


def _label(requirement: str, checklist: Checklist) -> str:
    return checklist.requirement(requirement).label


def _row(observation: Observation) -> tuple[str, ...]:
    return (
        observation.number,
        observation.classification or "not graded",
        observation.area.replace("_", " "),
        "yes" if observation.repeat else "no",
        observation.capa_due or "",
        str(observation.page),
        shortened(observation.text, 300),
    )


def _beside(right: RightBeside, graded: str, checklist: Checklist) -> tuple[str, ...]:
    requirement = checklist.requirement(right.requirement)
    return (
        right.observation,
        graded,
        f"raised to {right.raised_to}" if right.raised_to and right.raised_to != graded else right.raised_to or "",
        requirement.label,
        words_for(requirement.side, right.status, right.citation is not None),
        place(right.citation) if right.citation else "",
        right.why,
    )


def observation_citation(document: str, file: str, observation: Observation) -> Citation:
    """Where an observation stands in its report."""
    where = f"observation {observation.number}"
    return Citation(document, file, observation.page, "", where, observation.start, observation.end, observation.text)


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
