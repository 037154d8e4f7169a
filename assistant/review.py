"""Judging a set of documents on a checklist: each document alone, then the set together.

    review(readings, checklist, judge)  ->  Iterator[Finding]        report_on(...)  ->  Report

A requirement is met by whichever document meets it best. An agreement and its amendments are one text: what an amendment
deleted or replaced is no evidence. What one document sends to another is decided there when the other was supplied. Where
two documents disagree and no clause says which prevails, the requirement is met in part. Audit reports are evidence of
practice, not promises: they are read, but they satisfy nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assistant import __version__
from assistant.checklist import Checklist, ControlPoint, Requirement
from assistant.family import Family, family_of
from assistant.family.family import Text, in_force
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
from assistant.together import contradicted, sent_on, superseded
from assistant.verdict import control_point_result, rank_of, severity_of
from ingest.kind import finer_kind_of

# The best answer any document gives decides, in this order.
STRONGEST_FIRST: tuple[Status, ...] = ("yes", "partial", "not_determinable", "elsewhere", "failed", "no")
MOST_TERMS = 12


def review(
    readings: Sequence[Reading],
    checklist: Checklist,
    judge: Judge,
    please_read_below: float = PLEASE_READ_BELOW,
    family: Family | None = None,
) -> Iterator[Finding]:
    """Findings for the set, in the checklist's order; each requirement once."""
    judged = promising(readings)
    family = family_of(judged) if family is None else family
    own = [(reading, judge.judge(reading, checklist)) for reading in judged]
    texts = [(text, _judged(text, own, checklist, judge)) for text in in_force(family, judged)]
    for point in checklist.control_points:
        for requirement in point.requirements:
            each = [(reading, of[requirement.id]) for reading, of in own]
            together = [(text, of[requirement.id]) for text, of in texts]
            finding = _finding(point, requirement, each, together, family)
            yield replace(finding, please_read_below=please_read_below)


def _judged(
    text: Text, own: Sequence[tuple[Reading, Mapping[str, Judgement]]], checklist: Checklist, judge: Judge
) -> Mapping[str, Judgement]:
    """An agreement with its amendments is judged as the text in force; the rest was judged already."""
    if text.view is None:
        return next(of for reading, of in own if reading is text.reading)
    of = judge.judge(text.view.reading, checklist)
    return {id: text.view.translated(judgement) for id, judgement in of.items()}


def report_on(
    readings: Sequence[Reading],
    checklist: Checklist,
    judge: Judge,
    embedder: str,
    findings: Sequence[Finding],
    family: Family | None = None,
) -> Report:
    """The findings with their verdicts, the documents read and what judged them."""
    results = tuple(
        control_point_result(point, [f for f in findings if f.control_point == point.id])
        for point in checklist.control_points
    )
    engine = Engine(__version__, checklist.name, checklist.hash, embedder, judge.name, judge.note, judge.usage)
    notices = notices_of([reading.document for reading in readings])
    held = tuple(_held(reading) for reading in readings)
    return Report(held, engine, results, tuple(findings), notices, (family or Family()).facts())


def promising(readings: Sequence[Reading]) -> list[Reading]:
    """Documents that can hold promises; when only audit reports were given, those are all there is to read."""
    return [r for r in readings if r.document.kind != "audit_report"] or list(readings)


def _finding(
    point: ControlPoint,
    requirement: Requirement,
    each: Sequence[tuple[Reading, Judgement]],
    together: Sequence[tuple[Text, Judgement]],
    family: Family,
) -> Finding:
    answering = sent_on(together)
    _, decisive = min(answering, key=lambda pair: (STRONGEST_FIRST.index(pair[1].status), -pair[1].confidence))
    decisive = contradicted(requirement, decisive, answering, family.conflicts)
    search = _search(requirement, [r for r, _ in each])
    decisive = superseded(_only_if_proven(decisive, search), each, together)
    flagged = bool(decisive.red_flags)
    protects = requirement.side == "protects"
    return Finding(
        control_point=point.id,
        requirement=requirement.id,
        side=requirement.side,
        status=decisive.status,
        confidence=round(_confidence(decisive, [j for _, j in together]), 4),
        severity=severity_of(decisive.status, requirement.severity) if protects else None,
        rank=rank_of(decisive.status, requirement.must, flagged) if protects else None,
        reason=decisive.reason,
        citations=decisive.citations,
        limiting=decisive.limiting,
        nearest=_nearest(decisive, [j for _, j in together]),
        red_flags=decisive.red_flags,
        by_document=tuple(DocumentJudgement(r.document.id, j.status, j.citations, j.confidence) for r, j in each),
        opinions=decisive.opinions,
        search=search,
    )


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


def _confidence(decisive: Judgement, judged: Sequence[Judgement]) -> float:
    """For a `no` every document must be right, so the least certain one counts."""
    if decisive.status == "no":
        return min(j.confidence for j in judged if j.status == "no")
    return decisive.confidence


def _nearest(decisive: Judgement, judged: Sequence[Judgement]) -> tuple[NearMiss, ...]:
    if decisive.status not in ("no", "not_determinable"):
        return decisive.nearest
    others = tuple(near for j in judged for near in j.nearest)
    return tuple(dict.fromkeys((*decisive.nearest, *others)))[:5]


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
        document.detail or finer_kind_of(document.title, document.text).name,
    )


def judgements_by_document(report: Report) -> Mapping[str, dict[str, Status]]:
    """Each document's own status for each requirement."""
    table: dict[str, dict[str, Status]] = {}
    for finding in report.findings:
        for own in finding.by_document:
            table.setdefault(own.document, {})[finding.requirement] = own.status
    return table
