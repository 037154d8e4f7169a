"""Judging a set of documents on a checklist: each document alone, then the set together.

    review(readings, checklist, judge)  ->  Iterator[Finding]        report_on(...)  ->  Report

A requirement is met by whichever document meets it best. What one document sends to another is decided there when the
other was supplied. Audit reports are evidence of practice, not promises: they are read, but they satisfy nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assistant import __version__
from assistant.checklist import Checklist, ControlPoint, Requirement
from assistant.findings import (
    NEEDS_A_CITATION,
    PLEASE_READ_BELOW,
    DocumentJudgement,
    Engine,
    Finding,
    HeldDocument,
    NearMiss,
    Report,
    Search,
    Status,
)
from assistant.judge import Judge, Judgement
from assistant.notices import notices_of
from assistant.reading import Reading
from assistant.verdict import control_point_result, rank_of, severity_of

# The best answer any document gives decides, in this order.
STRONGEST_FIRST: tuple[Status, ...] = ("yes", "partial", "not_determinable", "elsewhere", "failed", "no")
MOST_TERMS = 12


def review(
    readings: Sequence[Reading], checklist: Checklist, judge: Judge, please_read_below: float = PLEASE_READ_BELOW
) -> Iterator[Finding]:
    """Findings for the set, in the checklist's order; each requirement once."""
    judged = _promising(readings)
    judgements = [(reading, judge.judge(reading, checklist)) for reading in judged]
    for point in checklist.control_points:
        for requirement in point.requirements:
            pairs = [(reading, of[requirement.id]) for reading, of in judgements]
            yield replace(_finding(point, requirement, pairs), please_read_below=please_read_below)


def report_on(
    readings: Sequence[Reading], checklist: Checklist, judge: Judge, embedder: str, findings: Sequence[Finding]
) -> Report:
    """The findings with their verdicts, the documents read and what judged them."""
    results = tuple(
        control_point_result(point, [f for f in findings if f.control_point == point.id])
        for point in checklist.control_points
    )
    engine = Engine(__version__, checklist.name, checklist.hash, embedder, judge.name)
    notices = notices_of([reading.document for reading in readings])
    return Report(tuple(_held(reading) for reading in readings), engine, results, tuple(findings), notices)


def _promising(readings: Sequence[Reading]) -> list[Reading]:
    """Documents that can hold promises; when only audit reports were given, those are all there is to read."""
    return [r for r in readings if r.document.kind != "audit_report"] or list(readings)


def _finding(point: ControlPoint, requirement: Requirement, judged: Sequence[tuple[Reading, Judgement]]) -> Finding:
    sent_on = _resolved_elsewhere(judged)
    _, decisive = min(sent_on, key=lambda pair: (STRONGEST_FIRST.index(pair[1].status), -pair[1].confidence))
    search = _search(requirement, [r for r, _ in judged])
    decisive = _only_if_proven(decisive, search)
    flagged = bool(decisive.red_flags)
    protects = requirement.side == "protects"
    return Finding(
        control_point=point.id,
        requirement=requirement.id,
        side=requirement.side,
        status=decisive.status,
        confidence=round(_confidence(decisive, judged), 4),
        severity=severity_of(decisive.status, requirement.severity) if protects else None,
        rank=rank_of(decisive.status, requirement.must, flagged) if protects else None,
        reason=decisive.reason,
        citations=decisive.citations,
        limiting=decisive.limiting,
        nearest=_nearest(decisive, judged),
        red_flags=decisive.red_flags,
        by_document=tuple(DocumentJudgement(r.document.id, j.status, j.citations) for r, j in judged),
        search=search,
    )


def _resolved_elsewhere(judged: Sequence[tuple[Reading, Judgement]]) -> list[tuple[Reading, Judgement]]:
    """`elsewhere` in one document gives way when another supplied document answers yes or no for itself."""
    if len(judged) == 1:
        return list(judged)
    answered = [(r, j) for r, j in judged if j.status != "elsewhere"]
    decided = [pair for pair in answered if pair[1].status in ("yes", "partial")]
    quality_supplied = any(r.document.kind == "quality_agreement" for r, _ in judged)
    return answered if answered and (decided or quality_supplied) else list(judged)


def _only_if_proven(judgement: Judgement, search: Search) -> Judgement:
    """A `no` stands only on a complete sweep; a `yes` only on a citation."""
    if judgement.status == "no" and not search.complete:
        pages = ", ".join(map(str, search.unreadable_pages))
        reason = f"Not located in what could be read; page {pages} could not be read."
        return replace(judgement, status="not_determinable", reason=reason)
    if judgement.status == "no":
        return replace(judgement, reason=f"All {search.clauses_total} clauses were read; none does this.")
    if judgement.status in NEEDS_A_CITATION and not judgement.citations:
        return replace(judgement, status="failed", reason="The judge gave no passage that stands in the document.")
    return judgement


def _confidence(decisive: Judgement, judged: Sequence[tuple[Reading, Judgement]]) -> float:
    """For a `no` every document must be right, so the least certain one counts."""
    if decisive.status == "no":
        return min(j.confidence for _, j in judged if j.status == "no")
    return decisive.confidence


def _nearest(decisive: Judgement, judged: Sequence[tuple[Reading, Judgement]]) -> tuple[NearMiss, ...]:
    if decisive.status not in ("no", "not_determinable"):
        return decisive.nearest
    return tuple(near for _, j in judged for near in j.nearest)[:5]


def _search(requirement: Requirement, readings: Sequence[Reading]) -> Search:
    total = sum(len(r.clauses) for r in readings)
    languages = sorted(
        {lang for r in readings for lang in {"en": ("en",), "zh": ("zh",)}.get(r.document.language, ("en", "zh"))}
    )
    terms = [
        t for lang in languages for t in (requirement.cues.zh if lang == "zh" else requirement.cues.en)[:MOST_TERMS]
    ]
    unreadable = tuple(page for r in readings for page in r.document.unreadable_pages)
    return Search(total, total, unreadable, tuple(terms), tuple(languages))


def _held(reading: Reading) -> HeldDocument:
    document = reading.document
    return HeldDocument(
        document.id,
        document.file,
        document.title,
        document.kind,
        document.language,
        len(document.pages),
        len(reading.clauses),
        tuple(document.unreadable_pages),
    )


def judgements_by_document(report: Report) -> Mapping[str, dict[str, Status]]:
    """Each document's own status for each requirement."""
    table: dict[str, dict[str, Status]] = {}
    for finding in report.findings:
        for own in finding.by_document:
            table.setdefault(own.document, {})[finding.requirement] = own.status
    return table
