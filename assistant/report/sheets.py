"""What stands on the tabs of a report in Excel, for us and for the other side."""

from collections.abc import Iterator

from assistant.checklist import Checklist
from assistant.cite import Citation
from assistant.findings import Finding, Report
from assistant.report.as_xlsx import Sheet
from assistant.report.changes import change_rows
from assistant.report.counterparty import counterparty_findings
from assistant.report.facts import DEADLINE_HEADER, FACT_HEADER, ReportWithFacts, deadline_rows, fact_rows
from assistant.report.headline import is_issue
from assistant.report.languages import language_sheet, shared_discrepancies
from assistant.report.observed import BESIDE_HEADER, OBSERVATION_HEADER, observation_rows, rows_beside
from assistant.report.the_set import conflict_rows
from assistant.report.wording import (
    KIND_WORDS,
    LANGUAGE_WORDS,
    RANK_WORDS,
    VERDICT_WORDS,
    basis_in_words,
    how_much_was_read,
    pages_named,
    status_in_words,
)

Row = tuple[str, ...]


def internal_sheets(report: Report, checklist: Checklist) -> list[Sheet]:
    return [
        _control_points(report),
        _findings(report, checklist),
        Sheet(
            "Evidence",
            ("Control point", "Requirement", "Role", "Quote", "File", "Clause", "Heading", "Page", "Note"),
            tuple(row for finding in report.findings for row in _evidence(finding, checklist)),
        ),
        *language_sheet(report),
        _positions(report, checklist),
        *_tracked_changes(report),
        *_conflicts(report),
        *_facts_and_audits(report, checklist),
        _documents(report),
        *_notices(report),
        _about(report, checklist),
    ]


def counterparty_sheets(report: Report, checklist: Checklist) -> list[Sheet]:
    rows = tuple(
        (
            finding.control_point,
            finding.requirement,
            finding.status,
            "\n\n".join(f"“{quote.quote}” ({quote.source})" for quote in finding.quotes),
        )
        for finding in counterparty_findings(report, checklist)
    )
    points = Sheet("Points", ("Subject", "Question", "Our reading", "Quotes"), rows)
    differing = tuple(
        (entry["document"], entry["place"], entry["english"], entry["chinese"], entry["request"])
        for entry in shared_discrepancies(report)
    )
    header = ("Document", "Where", "English", "Chinese", "Please")
    return [points, Sheet("Languages", header, differing)] if differing else [points]


def _control_points(report: Report) -> Sheet:
    rows = tuple(
        (result.title, VERDICT_WORDS[result.verdict], RANK_WORDS[result.rank], result.severity or "–", result.summary)
        for result in report.control_points
    )
    return Sheet("Control points", ("Control point", "Verdict", "Rank", "Severity", "Summary"), rows)


def _findings(report: Report, checklist: Checklist) -> Sheet:
    rows = tuple(
        (
            checklist.control_point(finding.control_point).title,
            checklist.requirement(finding.requirement).label,
            checklist.requirement(finding.requirement).question,
            {"protects": "protects you", "burdens": "costs you", "neutral": "neutral"}[finding.side],
            "must" if checklist.requirement(finding.requirement).must else "",
            status_in_words(finding),
            RANK_WORDS[finding.rank],
            finding.severity or "–",
            f"{finding.confidence:.2f}",
            "please read" if finding.please_read else "",
            finding.reason,
            how_much_was_read(report, finding),
        )
        for finding in report.findings
    )
    header = (
        *("Control point", "Requirement", "Question", "Side", "Must", "Finding", "Rank", "Severity", "Confidence"),
        *("Needs your eyes", "Reason", "How much was read"),
    )
    return Sheet("Findings", header, rows)


def _evidence(finding: Finding, checklist: Checklist) -> Iterator[Row]:
    requirement = checklist.requirement(finding.requirement)
    title = checklist.control_point(finding.control_point).title

    def row(role: str, citation: Citation, note: str = "") -> Row:
        where = (citation.file, citation.clause, citation.heading, str(citation.page))
        return (title, requirement.label, role, citation.quote, *where, note)

    for citation in finding.citations:
        if citation not in finding.limiting:
            yield row("shows it", citation)
    for citation in dict.fromkeys(finding.limiting):
        yield row("weakens it", citation)
    for flag, citation in finding.red_flags:
        yield row("red flag", citation, flag)
    for near in finding.nearest:
        yield row("nearest, does not count", near.citation, near.why_not)


def _positions(report: Report, checklist: Checklist) -> Sheet:
    rows = []
    for finding in report.findings:
        if is_issue(finding) or (finding.side == "burdens" and finding.citations):
            requirement = checklist.requirement(finding.requirement)
            preferred, fallback = requirement.positions.preferred, requirement.positions.fallback
            title = checklist.control_point(finding.control_point).title
            for name, position in (("ask for", preferred), ("settle for", fallback)):
                rows.append((title, requirement.label, name, position.en, position.clause_en, position.clause_zh))
    header = (
        "Control point",
        "Requirement",
        "Position",
        "In short",
        "Draft for counsel",
        "In Chinese",
    )
    return Sheet("Positions", header, tuple(rows))


def _tracked_changes(report: Report) -> Iterator[Sheet]:
    """A tab only where a document holds tracked changes."""
    if report.markup:
        rows = tuple(row for review in report.markup for row in change_rows(review))
        yield Sheet("Tracked changes", ("File", "What it turns", "By", "Before", "After"), rows)


def _conflicts(report: Report) -> Iterator[Sheet]:
    if rows := conflict_rows(report):
        header = ("Subject", "One says", "Where", "Quote", "The other says", "Where", "Quote", "Which prevails")
        yield Sheet("Conflicts", header, rows)


def _facts_and_audits(report: Report, checklist: Checklist) -> Iterator[Sheet]:
    if not isinstance(report, ReportWithFacts):
        return
    yield Sheet("Facts", FACT_HEADER, fact_rows(report.sheet))
    if report.deadlines:
        yield Sheet("Dates", DEADLINE_HEADER, deadline_rows(report.deadlines))
    if report.audits:
        observed = tuple((audit.file, *row) for audit in report.audits for row in observation_rows(audit))
        yield Sheet("Observations", ("Report", *OBSERVATION_HEADER), observed)
        beside = tuple((audit.file, *row) for audit in report.audits for row in rows_beside(audit, checklist))
        yield Sheet("Observations and rights", ("Report", *BESIDE_HEADER), beside)


def _documents(report: Report) -> Sheet:
    rows = tuple(
        (
            document.file,
            document.title,
            KIND_WORDS.get(document.kind, document.kind),
            LANGUAGE_WORDS.get(document.language, document.language),
            str(document.pages),
            str(document.clauses),
            pages_named(document.unreadable_pages) if document.unreadable_pages else "none",
        )
        for document in report.documents
    )
    return Sheet("Documents", ("File", "Title", "Kind", "Language", "Pages", "Clauses", "Could not be read"), rows)


def _notices(report: Report) -> list[Sheet]:
    rows = tuple((n.file, str(n.page), n.message, n.quote) for n in report.notices)
    return [Sheet("Notices", ("File", "Page", "Notice", "Words"), rows)] if rows else []


def _about(report: Report, checklist: Checklist) -> Sheet:
    engine = report.engine
    made = (
        ("Controlpoint", engine.version),
        ("Checklist", f"{engine.checklist} ({engine.checklist_hash})"),
        ("Embedder", engine.embedder),
        ("Judge", engine.judge),
        ("Note", checklist.note),
    )
    basis = (
        (f"Basis: {point.title}", basis_in_words(entry)) for point in checklist.control_points for entry in point.basis
    )
    return Sheet("How this was made", ("What", "Value"), (*made, *basis))
