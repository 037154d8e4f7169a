"""A small deal for tests of reports and question lists: an agreement, an audit report, a memo, and findings on them."""

from functools import cache
from pathlib import Path
from typing import Any

from assistant.checklist import Checklist, load_checklist
from assistant.cite import Citation
from assistant.findings import Engine, Finding, HeldDocument, NearMiss, Report, Search
from assistant.verdict import control_point_result, rank_of, severity_of

GOLDEN = Path(__file__).parent / "golden"
AGREEMENT, AUDIT, MEMO = "a" * 64, "b" * 64, "c" * 64
FILES = {AGREEMENT: "supply.pdf", AUDIT: "audit.pdf", MEMO: "memo.txt"}
SWEPT = Search(214, 214, terms=("prior written consent", "shall not change"))


@cache
def shipped() -> Checklist:
    return load_checklist("contract")


@cache
def small() -> Checklist:
    return load_checklist(GOLDEN / "checklist.yaml")


def a_quote(quote: str, clause: str = "7.3", page: int = 12, document: str = AGREEMENT, heading: str = "") -> Citation:
    return Citation(document, FILES[document], page, clause, heading, 100, 100 + len(quote), quote)


def a_held(
    document: str = AGREEMENT, kind: str = "contract", title: str = "Supply Agreement", **more: Any
) -> HeldDocument:
    values: dict[str, Any] = {"language": "en", "pages": 42, "clauses": 214}
    return HeldDocument(document, FILES[document], title, kind, **(values | more))


def a_judged(requirement: str, status: Any, checklist: Checklist | None = None, **more: Any) -> Finding:
    """A finding graded by the checklist as a real check grades it; `more` overrides any field."""
    known = (checklist or shipped()).requirement(requirement)
    protects = known.side == "protects"
    values: dict[str, Any] = {
        "control_point": known.control_point,
        "requirement": requirement,
        "side": known.side,
        "status": status,
        "confidence": 0.9,
        "severity": severity_of(status, known.severity) if protects else None,
        "rank": rank_of(status, known.must, bool(more.get("red_flags"))) if protects else None,
        "reason": "",
        "citations": (a_quote("Supplier shall tell Customer."),) if status in ("yes", "partial", "elsewhere") else (),
        "search": SWEPT,
    }
    return Finding(**(values | more))


def a_report(
    *findings: Finding, documents: tuple[HeldDocument, ...] = (), checklist: Checklist | None = None
) -> Report:
    results = tuple(
        control_point_result(point, [f for f in findings if f.control_point == point.id])
        for point in (checklist or shipped()).control_points
        if any(f.control_point == point.id for f in findings)
    )
    return Report(documents or (a_held(),), Engine("9.9", "small", "f" * 64, "words", "offline"), results, findings)


def every_status() -> Report:
    """Each requirement of the shipped checklist, the statuses in turn."""
    statuses = ("no", "partial", "elsewhere", "not_determinable", "failed", "yes", "not_applicable")
    return a_report(*(a_judged(r.id, statuses[i % 7]) for i, r in enumerate(shipped().requirements)))


def all_of(status: str) -> Report:
    return a_report(*(a_judged(r.id, status) for r in shipped().requirements))


def a_deal() -> Report:
    """Something of every kind on the small checklist, for the golden files."""
    books = a_quote("Customer may audit the *financial* books.", "9.8", 20, heading="Books & <records>")
    consulted = a_quote("Supplier may change the Process\nafter consulting Customer.", heading="Process changes")
    silence = a_quote("Silence for ten days counts as approval.", "7.4", 13)
    findings = (
        a_judged("change_control.notice", "no", small(), reason="Nothing asks for notice.",
                 nearest=(NearMiss(books, "Books are not the process."),)),
        a_judged("change_control.approval", "partial", small(), citations=(consulted,), limiting=(silence,),
                 red_flags=(("Silence counts as approval.", silence),), confidence=0.55),
        a_judged("supply.certificates", "elsewhere", small(),
                 citations=(a_quote("Certificates come as the Quality Agreement says.", "8.1", 15),)),
        a_judged("supply.minimum", "yes", small(), citations=(a_quote("Customer shall take or pay for [***].", "5.7", 9),)),
        a_judged("supply.remedy", "failed", small(), reason="the model did not answer in 60 s", confidence=0.0),
    )  # fmt: skip
    return a_report(*findings, checklist=small())
