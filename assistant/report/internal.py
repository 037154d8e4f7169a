"""Our own report: what was found, what it costs, what to ask for instead, and what a person must still read."""

from collections.abc import Iterator

from assistant.checklist import Checklist, ControlPoint, Position, Requirement
from assistant.findings import ControlPointResult, Finding, Report
from assistant.report.as_json import citations_with_limits
from assistant.report.blocks import Blocks, Bullets, Heading, Paragraph, Quote, Table, shortened
from assistant.report.changes import changes_blocks
from assistant.report.facts import ReportWithFacts, deadline_blocks, fact_blocks
from assistant.report.headline import Headline, headlines, is_issue
from assistant.report.languages import internal_language_blocks
from assistant.report.observed import audit_blocks
from assistant.report.the_set import set_blocks
from assistant.report.wording import (
    KIND_WORDS,
    LANGUAGE_WORDS,
    RANK_WORDS,
    VERDICT_WORDS,
    basis_in_words,
    counted,
    how_much_was_read,
    pages_named,
    place,
    status_in_words,
    words_for,
)
from assistant.spending import in_words

MOST_TERMS = 12
MOST_NOTICES = 20


def internal_blocks(report: Report, checklist: Checklist) -> Blocks:
    """The whole report in reading order."""
    yield Heading(f"Contract check: {_subject(report)}", 1)
    yield from _documents(report)
    yield from _notices(report)
    yield from set_blocks(report)
    yield from _headlines(report, checklist)
    for review in report.markup:
        yield from changes_blocks(review, 2)
    if isinstance(report, ReportWithFacts):
        yield from fact_blocks(report.sheet)
        yield from deadline_blocks(report.deadlines)
        for audit in report.audits:
            yield from audit_blocks(audit, checklist)
    yield from _needs_your_eyes(report, checklist)
    yield from internal_language_blocks(report)
    yield Heading("Control points", 2)
    yield _overview(report)
    for result in report.control_points:
        yield from _control_point(report, checklist, result)
    yield from _engine(report, checklist)


def _subject(report: Report) -> str:
    names = [document.title or document.file for document in report.documents]
    return shortened("; ".join(names), 160) if names else "no documents"


def _documents(report: Report) -> Blocks:
    yield Heading("Documents read", 2)
    header = ("Document", "Kind", "Language", "Pages", "Clauses", "Pages that could not be read")
    rows = tuple(
        (
            document.file,
            KIND_WORDS.get(document.kind, document.kind),
            LANGUAGE_WORDS.get(document.language, document.language),
            str(document.pages),
            str(document.clauses),
            pages_named(document.unreadable_pages) if document.unreadable_pages else "none",
        )
        for document in report.documents
    )
    yield Table(header, rows)


def _notices(report: Report) -> Blocks:
    """What was said to software or hidden; a report on honest documents has no such heading."""
    if not report.notices:
        return
    yield Heading("Text addressed to software, or hidden", 2)
    yield Paragraph(
        f"{counted(len(report.notices), 'passage')} in these documents speaks to software, is kept from view or is not written in the letters "
        "it seems to be. What speaks to software or is hidden was read and is never evidence. Ask who put it there."
    )
    for notice in report.notices[:MOST_NOTICES]:
        yield Quote(shortened(notice.quote, 300), f"{notice.file}, page {notice.page}", notice.message)
    if len(report.notices) > MOST_NOTICES:
        yield Paragraph(f"{len(report.notices) - MOST_NOTICES} more; the JSON report lists them all.")


def _headlines(report: Report, checklist: Checklist) -> Blocks:
    yield Heading("What to look at first", 2)
    first = headlines(report, checklist)
    if not first:
        yield Paragraph("No protection on this checklist was found short.")
    for number, headline in enumerate(first, 1):
        yield Paragraph(_rated(headline), f"{number}) {headline.title}: {headline.label}")
        if headline.reason:
            yield Paragraph(headline.reason)
        if headline.quote:
            yield Quote(shortened(headline.quote.quote), place(headline.quote))
        else:
            yield Paragraph(headline.proof, "Proof of search:")


def _rated(headline: Headline) -> str:
    rated = [headline.words]
    if headline.rank:
        rated.append(RANK_WORDS[headline.rank])
    if headline.severity:
        rated.append(headline.severity)
    return "— " + "; ".join(rated)


def _needs_your_eyes(report: Report, checklist: Checklist) -> Blocks:
    waiting = report.to_read
    yield Heading("Findings that need your eyes", 2)
    if not waiting:
        yield Paragraph("None: no finding is too uncertain to act on.")
        return
    yield Paragraph(
        f"{counted(len(waiting), 'finding')} of {len(report.findings)} too uncertain to act on; least certain first."
    )
    yield Bullets(tuple(_to_read(finding, checklist) for finding in waiting))


def _to_read(finding: Finding, checklist: Checklist) -> str:
    where = f"; read {place(finding.citations[0])}" if finding.citations else ""
    title = checklist.control_point(finding.control_point).title
    label = checklist.requirement(finding.requirement).label
    return f"{title}: {label} — {status_in_words(finding)} (confidence {finding.confidence:.2f}){where}"


def _overview(report: Report) -> Table:
    rows = tuple(
        (
            result.title,
            VERDICT_WORDS[result.verdict],
            RANK_WORDS[result.rank],
            result.severity or "–",
            result.summary,
        )
        for result in report.control_points
    )
    return Table(("Control point", "Verdict", "Rank", "Severity", "Summary"), rows)


def _control_point(report: Report, checklist: Checklist, result: ControlPointResult) -> Blocks:
    point = checklist.control_point(result.control_point)
    yield Heading(result.title, 2)
    yield Paragraph(VERDICT_WORDS[result.verdict] + "".join(f", {word}" for word in _grades(result)), "Verdict:")
    if point.why:
        yield Paragraph(point.why, "Why it matters:")
    findings = [finding for finding in report.findings if finding.control_point == result.control_point]
    burdens = [finding for finding in findings if finding.side == "burdens"]
    for finding in findings:
        if finding.side != "burdens":
            yield from _finding(report, checklist, finding, level=3)
    if burdens:
        yield Heading("What it costs you", 3)
        for finding in burdens:
            yield from _finding(report, checklist, finding, level=4)
    yield from _basis(point)


def _grades(result: ControlPointResult) -> Iterator[str]:
    if result.rank:
        yield RANK_WORDS[result.rank]
    if result.severity:
        yield result.severity


def _finding(report: Report, checklist: Checklist, finding: Finding, level: int) -> Blocks:
    requirement = checklist.requirement(finding.requirement)
    yield Heading(requirement.label, level)
    yield Paragraph(requirement.question)
    yield Paragraph(_status_line(finding, requirement), "Finding:")
    if finding.reason:
        yield Paragraph(finding.reason, "Reason:")
    for citation in finding.citations:
        if citation not in finding.limiting:
            yield Quote(shortened(citation.quote), place(citation))
    for citation in dict.fromkeys(finding.limiting):
        yield Quote(shortened(citation.quote), place(citation), "What weakens it")
    for flag, citation in finding.red_flags:
        yield Quote(
            shortened(citation.quote),
            place(citation),
            f"Red flag: {flag}",
        )
    yield from _opinions(finding)
    yield from _nearest(finding)
    yield from _search(report, finding)
    yield from _by_document(report, finding)
    if is_issue(finding) or (finding.side == "burdens" and citations_with_limits(finding)):
        yield from _positions(requirement)


def _status_line(finding: Finding, requirement: Requirement) -> str:
    parts = [status_in_words(finding)]
    if finding.side == "protects" and requirement.must:
        parts.append("a must")
    if finding.rank:
        parts.append(RANK_WORDS[finding.rank])
    if finding.severity and finding.side != "burdens":
        parts.append(finding.severity)
    line = f"{'; '.join(parts)} (confidence {finding.confidence:.2f})"
    return f"{line} — please read" if finding.please_read else line


def _opinions(finding: Finding) -> Blocks:
    """Where two judges read the text differently, or one failed, both are shown."""
    if len({opinion.status for opinion in finding.opinions}) < 2:
        return
    for opinion in finding.opinions:
        followed = "" if opinion.followed else " (not followed)"
        yield Paragraph(f"{opinion.judge} says {opinion.status}{followed}. {opinion.reason}", "Two judges:")
        if not opinion.followed:
            for citation in opinion.citations[:1]:
                yield Quote(shortened(citation.quote), place(citation))


def _nearest(finding: Finding) -> Blocks:
    for near in finding.nearest:
        yield Quote(
            shortened(near.citation.quote),
            f"{place(near.citation)}. Why it does not count: {near.why_not}",
            "Nearest clause",
        )


def _search(report: Report, finding: Finding) -> Blocks:
    if finding.status in ("failed", "not_applicable"):
        return
    yield Paragraph(how_much_was_read(report, finding), "How much was read:")
    if finding.status == "no" and finding.search.terms:
        yield Paragraph("; ".join(finding.search.terms[:MOST_TERMS]), "Looked for, among others:")


def _by_document(report: Report, finding: Finding) -> Blocks:
    """What each file says on its own; worth a line only when there are several."""
    files = {document.document: document.file for document in report.documents}
    if len(finding.by_document) > 1:
        judged = (
            f"{files.get(judgement.document, 'another document')}: "
            + words_for(finding.side, judgement.status, bool(judgement.citations))
            for judgement in finding.by_document
        )
        yield Paragraph("; ".join(judged), "Each document on its own:")


def _positions(requirement: Requirement) -> Blocks:
    yield from _position(requirement.positions.preferred, "Ask for")
    yield from _position(requirement.positions.fallback, "Settle for")


def _position(position: Position, label: str) -> Blocks:
    if position.en:
        yield Paragraph(position.en, f"{label}:")
    if position.clause_en:
        yield Quote(position.clause_en, label=f"{label}: proposed wording (draft for counsel)")
    if position.clause_zh:
        yield Quote(position.clause_zh, label=f"{label}: proposed wording in Chinese (draft for counsel)")


def _basis(point: ControlPoint) -> Blocks:
    if point.basis:
        yield Heading("What it rests on", 3)
        yield Bullets(tuple(basis_in_words(basis) for basis in point.basis))


def _engine(report: Report, checklist: Checklist) -> Blocks:
    engine = report.engine
    yield Heading("How this was made", 2)
    if checklist.note:
        yield Paragraph(checklist.note)
    yield Paragraph(
        f"Controlpoint {engine.version}; checklist {engine.checklist} ({engine.checklist_hash[:12]}); "
        f"embedder {engine.embedder}; judge {engine.judge}. Every quote was located in its document.",
        faint=True,
    )
    if engine.note:
        yield Paragraph(engine.note)
    if used := in_words(engine.usage):
        yield Paragraph(f"{engine.judge}: {used}.", faint=True)
