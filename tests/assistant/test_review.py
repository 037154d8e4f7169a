"""A set of documents judged together: the best answer decides, and nothing is missing unless all was read."""

from collections.abc import Mapping

import pytest
from builders import a_citation, a_reading

from assistant.checklist import Checklist, load_checklist
from assistant.findings import Finding
from assistant.judge import Judgement
from assistant.reading import Reading
from assistant.review import review
from ingest.document import Page, Span

TEXT = "1. Records. Supplier shall retain batch records for five years.\n\n2. Payment. Customer shall pay within thirty days."
REQUIREMENT = "audit_rights.facility_audit"


class QueuedJudge:
    """Says for each file what the test wants it to say."""

    name = "queued"

    def __init__(self, **by_file: Judgement) -> None:
        self._by_file = by_file

    def judge(self, reading: Reading, checklist: Checklist) -> Mapping[str, Judgement]:
        said = self._by_file[reading.document.file.partition(".")[0]]
        return {requirement.id: said for requirement in checklist.requirements}


def says(status: str, confidence: float = 0.9) -> Judgement:
    citations = (a_citation(),) if status in ("yes", "partial", "elsewhere") else ()
    return Judgement(status, confidence, "because", citations)  # type: ignore[arg-type]


def finding(readings: list[Reading], judge: QueuedJudge) -> Finding:
    return next(f for f in review(readings, load_checklist("contract"), judge) if f.requirement == REQUIREMENT)


def agreement(**more: object) -> Reading:
    return a_reading(TEXT, "agreement.pdf", "contract", **more)


def quality() -> Reading:
    return a_reading(TEXT + "\n\n3. Audits.", "quality.pdf", "quality_agreement")


@pytest.mark.parametrize(
    ("of_agreement", "of_quality", "together"),
    [
        ("no", "yes", "yes"),
        ("partial", "yes", "yes"),
        ("partial", "no", "partial"),
        ("elsewhere", "yes", "yes"),
        ("elsewhere", "no", "no"),
        ("failed", "no", "failed"),
        ("not_determinable", "no", "not_determinable"),
        ("no", "no", "no"),
    ],
)
def test_the_set_is_satisfied_by_whichever_document_does_it_best(
    of_agreement: str, of_quality: str, together: str
) -> None:
    judge = QueuedJudge(agreement=says(of_agreement), quality=says(of_quality))

    found = finding([agreement(), quality()], judge)

    assert found.status == together
    assert [own.status for own in found.by_document] == [of_agreement, of_quality]


def test_elsewhere_stands_while_the_other_document_is_not_supplied() -> None:
    assert finding([agreement()], QueuedJudge(agreement=says("elsewhere"))).status == "elsewhere"


def test_an_unreadable_page_blocks_every_no() -> None:
    pages = (Page(1, Span(0, len(TEXT))), Page(2, Span(len(TEXT), len(TEXT)), source="unreadable"))

    found = finding([agreement(pages=pages)], QueuedJudge(agreement=says("no")))

    assert found.status == "not_determinable"
    assert "page 2" in found.reason


def test_a_yes_without_a_passage_is_a_failure_not_a_yes() -> None:
    assert finding([agreement()], QueuedJudge(agreement=Judgement("yes", 0.9, "trust me"))).status == "failed"


def test_an_audit_report_promises_nothing() -> None:
    report = a_reading(TEXT, "report.pdf", "audit_report")
    judge = QueuedJudge(agreement=says("no"), report=says("yes"))

    assert finding([agreement(), report], judge).status == "no"


def test_a_no_is_only_as_sure_as_the_least_certain_document() -> None:
    judge = QueuedJudge(agreement=says("no", 0.95), quality=says("no", 0.6))

    assert finding([agreement(), quality()], judge).confidence == 0.6


def test_every_requirement_has_one_finding_and_says_how_much_was_read() -> None:
    findings = list(review([agreement()], load_checklist("contract"), QueuedJudge(agreement=says("no"))))

    assert [f.requirement for f in findings] == [r.id for r in load_checklist("contract").requirements]
    assert all(f.search.clauses_read == f.search.clauses_total == len(agreement().clauses) for f in findings)
