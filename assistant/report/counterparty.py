"""What the other side may see, built field by field from a list of what is allowed; nothing else is copied.

Allowed: the control point's title, the requirement's question, a plain status, and our quotes of documents that both
sides hold, each with that document's title, clause and page. Audit reports, internal papers and everything that shows
how we rate, rank or negotiate stay out because nothing here copies them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from assistant.checklist import Checklist
from assistant.cite import Citation
from assistant.findings import Finding, Report, Status
from assistant.report.audience import shared_documents
from assistant.report.blocks import Blocks, Bullets, Heading, Paragraph, Quote, one_line, shortened
from assistant.report.languages import shared_discrepancies, shared_language_blocks


@dataclass(frozen=True)
class CounterpartyQuote:
    """Words of a document that both sides hold."""

    document: str
    clause: str
    page: int
    quote: str

    @property
    def source(self) -> str:
        clause = f"clause {one_line(self.clause)}" if self.clause else ""
        return ", ".join(part for part in (one_line(self.document), clause, f"page {self.page}") if part)


@dataclass(frozen=True)
class CounterpartyFinding:
    """One requirement as the other side reads it."""

    control_point: str
    requirement: str
    status: str
    quotes: tuple[CounterpartyQuote, ...] = ()


def counterparty_findings(report: Report, checklist: Checklist) -> list[CounterpartyFinding]:
    """Every requirement that can be talked about; nobody needs reminding of what burdens us."""
    shared = shared_documents(report)
    talked = (f for f in report.findings if f.side != "burdens" and f.status not in ("failed", "not_applicable"))
    return [_finding(finding, checklist, shared) for finding in talked]


def counterparty_blocks(report: Report, checklist: Checklist) -> Blocks:
    yield Heading("Points on your agreement", 1)
    names = tuple(shared_documents(report).values())
    if names:
        yield Paragraph("This list refers to:")
        yield Bullets(names)
    section = ""
    for finding in counterparty_findings(report, checklist):
        if finding.control_point != section:
            section = finding.control_point
            yield Heading(section, 2)
        yield Paragraph(finding.requirement)
        yield Paragraph(finding.status, "Our reading:")
        for quote in finding.quotes:
            yield Quote(shortened(quote.quote), quote.source)
    yield from shared_language_blocks(report)


def counterparty_as_dict(report: Report, checklist: Checklist) -> dict[str, Any]:
    return {
        "schema": 1,
        "documents": list(shared_documents(report).values()),
        "findings": [asdict(finding) for finding in counterparty_findings(report, checklist)],
        "language_discrepancies": shared_discrepancies(report),
    }


def not_located(label: str) -> str:
    return f"we did not locate wording on “{label}”; please point us to it"


def _finding(finding: Finding, checklist: Checklist, shared: dict[str, str]) -> CounterpartyFinding:
    requirement = checklist.requirement(finding.requirement)
    shown = tuple(_quotes((*finding.citations, *finding.limiting), shared))
    limits = tuple(_quotes(finding.limiting, shared))
    status = finding.status
    if status in ("yes", "partial", "elsewhere") and not shown:
        # Proven only by papers that are ours alone: their agreement does not say it.
        status = "no"
    return CounterpartyFinding(
        checklist.control_point(finding.control_point).title,
        requirement.question,
        _status(status, requirement.label, limits),
        () if status == "no" else shown,
    )


def _status(status: Status, label: str, limits: tuple[CounterpartyQuote, ...]) -> str:
    match status:
        case "yes":
            return "in place"
        case "partial" if limits:
            return f"we read this as limited: “{shortened(limits[0].quote, 300)}” ({limits[0].source})"
        case "partial":
            return "we read this as limited; please tell us if you read it otherwise"
        case "elsewhere":
            return "refers to a document we have not received; please send it"
        case "not_determinable":
            return "we could not read the decisive words; please send a readable copy"
        case _:
            return not_located(label)


def _quotes(citations: Iterable[Citation], shared: dict[str, str]) -> Iterator[CounterpartyQuote]:
    for citation in dict.fromkeys(citations):
        if citation.document in shared:
            yield CounterpartyQuote(shared[citation.document], citation.clause, citation.page, citation.quote)
