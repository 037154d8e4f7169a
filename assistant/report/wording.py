"""The words for people: statuses, verdicts, places and how much was read. Internal wording only."""

from assistant.checklist import Basis
from assistant.cite import Citation
from assistant.findings import Finding, Report, Side, Status
from assistant.report.blocks import one_line, shortened

STATUS_WORDS: dict[Status, str] = {
    "yes": "in place",
    "partial": "weak: limited, conditional or one-sided",
    "no": "not found in the supplied text",
    "elsewhere": "left to a document we do not hold",
    "not_determinable": "cannot be determined: the decisive words are redacted or unreadable",
    "not_applicable": "does not apply",
    "failed": "not judged: the check itself failed",
}
BURDEN_WORDS: dict[Status, str] = STATUS_WORDS | {
    "yes": "the agreement asks this of you",
    "partial": "the agreement asks this of you in part",
    "no": "the supplied text does not ask this of you",
}
FLAGGED = "in place, but with a red flag"
DENIED = "expressly denied by the text"
VERDICT_WORDS = {
    "adequate": "adequate",
    "weak": "weak",
    "missing": "missing",
    "not_determinable": "not determinable",
}
RANK_WORDS = {"deal-breaker": "deal-breaker", "negotiate": "negotiate", "accept": "can be accepted", None: "–"}
KIND_WORDS = {
    "contract": "agreement",
    "quality_agreement": "quality agreement",
    "amendment": "amendment",
    "audit_report": "audit report",
    "other": "document",
}
LANGUAGE_WORDS = {"en": "English", "zh": "Chinese", "mixed": "English and Chinese"}


def status_in_words(finding: Finding) -> str:
    if finding.status == "yes" and finding.red_flags:
        return FLAGGED
    return words_for(finding.side, finding.status, bool(finding.citations))


def words_for(side: Side, status: Status, cited: bool) -> str:
    """A `no` that cites something is a denial."""
    if status == "no" and cited:
        return DENIED
    return (BURDEN_WORDS if side == "burdens" else STATUS_WORDS)[status]


def place(citation: Citation) -> str:
    """`supply.pdf, clause 7.3 (Change control), page 12`"""
    return f"{one_line(citation.file)}, {clause_and_page(citation)}"


def clause_and_page(citation: Citation, heading: bool = True) -> str:
    """`clause 7.3 (Change control), page 12`"""
    named = one_line(citation.heading) if heading else ""
    bracket = f" ({shortened(named, 80)})" if named and named != citation.clause else ""
    clause = f"clause {one_line(citation.clause)}{bracket}" if citation.clause else shortened(named, 80)
    return ", ".join(part for part in (clause, f"page {citation.page}") if part)


def how_much_was_read(report: Report, finding: Finding) -> str:
    """The proof behind a "not found": `Every one of 214 clauses on 42 pages was read.`"""
    search, pages = finding.search, pages_read(report, finding)
    total = counted(search.clauses_total, "clause")
    if search.complete:
        every = "The one clause" if search.clauses_total == 1 else f"Every one of {total}"
        return f"{every} on {counted(pages, 'page')} was read."
    read = total if search.clauses_read == search.clauses_total else f"{search.clauses_read} of {total}"
    if not search.unreadable_pages:
        return f"Only {read} on {counted(pages, 'page')} were read."
    return f"{read} on {counted(pages, 'page')} were read; {pages_named(search.unreadable_pages)} could not be read."


def pages_named(pages: tuple[int, ...]) -> str:
    """`page 7`, `pages 7, 9`"""
    return f"page{'s' if len(pages) > 1 else ''} {', '.join(map(str, pages))}"


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def pages_read(report: Report, finding: Finding) -> int:
    """Pages of the documents this finding was judged on: an audit report beside an agreement is not searched."""
    judged = {judgement.document for judgement in finding.by_document}
    return sum(held.pages for held in report.documents if not judged or held.document in judged)


def basis_in_words(basis: Basis) -> str:
    """`ICH Q10: … (guidance; verified; as of 2026-11-22)`"""
    return f"{basis.text} ({basis.kind}; {basis.status}; as of {basis.as_of.isoformat()})"
