"""A set of documents judged together: the best answer decides, and nothing is missing unless all was read."""

from collections.abc import Mapping

import pytest
from builders import a_citation, a_reading

from assistant.checklist import Checklist, load_checklist
from assistant.cite import cite
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


# --- several documents as one text -------------------------------------------------------------------------------------


class WordJudge:
    """Yes where a citable clause holds the words, else no; the citation is that clause."""

    name = "words"

    def __init__(self, words: str) -> None:
        self._words = words

    def judge(self, reading: Reading, checklist: Checklist) -> Mapping[str, Judgement]:
        held = [cite(reading.document, c) for c in reading.clauses if c.citable and self._words in c.text]
        said = Judgement("yes", 0.9, "It does.", tuple(held[:1])) if held else Judgement("no", 0.9, "It does not.")
        return {requirement.id: said for requirement in checklist.requirements}


PARTIES = "dated 3 March 2025 between Nordsee Pharma GmbH and Lotus Biologics Co., Ltd."


def a_deal(order: str) -> list[Reading]:
    agreement = f"SUPPLY AGREEMENT\n\n{PARTIES}\n\n1. Audits. Buyer may audit the plant once a year.\n\n2. Payment. Buyer shall pay."
    amendment = f"AMENDMENT NO. 1 TO THE SUPPLY AGREEMENT\n\n{PARTIES} is made as of 1 May 2026. The parties agree as follows:\n\n1. {order}\n"
    return [
        a_reading(agreement, "agreement.txt", "contract", title="SUPPLY AGREEMENT"),
        a_reading(amendment, "amendment.txt", "amendment", title="AMENDMENT NO. 1 TO THE SUPPLY AGREEMENT"),
    ]


def judged(readings: list[Reading], words: str) -> Finding:
    return next(
        f for f in review(readings, load_checklist("contract"), WordJudge(words)) if f.requirement == REQUIREMENT
    )


def test_a_clause_that_an_amendment_deleted_is_no_evidence_and_it_is_said() -> None:
    found = judged(a_deal("Section 1 of the Agreement is deleted."), "may audit the plant")

    assert found.status == "no"
    assert [own.status for own in found.by_document] == ["yes", "no"]
    assert found.nearest[0].why_not == "Clause 1. of agreement.txt is no longer in force: amendment.txt took it away."


def test_new_wording_counts_and_is_cited_where_it_stands() -> None:
    readings = a_deal(
        'Section 1 of the Agreement is deleted and replaced with the following: "1. Audits. Buyer may audit for cause."'
    )
    found = judged(readings, "may audit for cause")
    [citation] = found.citations

    assert (found.status, citation.file) == ("yes", "amendment.txt")
    assert readings[1].document.text[citation.start : citation.end] == citation.quote


def test_a_changed_clause_is_cited_in_both_documents() -> None:
    found = judged(
        a_deal('In Section 1 the words "once a year" are replaced by "at any reasonable time".'),
        "at any reasonable time",
    )

    assert [c.file for c in found.citations] == ["agreement.txt", "amendment.txt"]
    assert found.citations[1].quote == "at any reasonable time"


def an_audit_deal(precedence: str) -> list[Reading]:
    supply = f"SUPPLY AGREEMENT\n\nAgreement No. NP-LB-01 {PARTIES}\n\n1. {precedence}\n\n2. Buyer may audit the plant on sixty (60) days' notice."
    quality = f"QUALITY AGREEMENT\n\nfor Supply Agreement No. NP-LB-01 {PARTIES}\n\n4. Buyer may audit the plant on ten (10) days' notice."
    return [
        a_reading(supply, "agreement.txt", "contract", title="SUPPLY AGREEMENT"),
        a_reading(quality, "quality.txt", "quality_agreement", title="QUALITY AGREEMENT"),
    ]


def test_two_documents_that_disagree_meet_a_requirement_in_part_and_both_are_cited() -> None:
    found = judged(an_audit_deal("Terms used here have their usual meaning."), "may audit the plant")

    assert found.status == "partial"
    assert {c.file for c in found.citations} == {"agreement.txt", "quality.txt"}
    assert "60 days in clause 2. of agreement.txt, 10 days in clause 4. of quality.txt" in found.reason
    assert [own.status for own in found.by_document] == ["yes", "yes"]


def test_a_clause_on_precedence_decides_which_of_the_two_counts() -> None:
    found = judged(
        an_audit_deal("If this Agreement and the Quality Agreement conflict, the Quality Agreement prevails on matters of quality."),
        "may audit the plant",
    )  # fmt: skip

    assert (found.status, found.citations[0].file) == ("yes", "quality.txt")
    assert "The quality agreement prevails on matters of quality" in found.reason


POINTER = "Audits shall be carried out as set out in the Statement of Work."


def test_elsewhere_stands_when_another_kind_of_document_was_supplied() -> None:
    pointing = Judgement("elsewhere", 0.9, "It is sent on.", (a_citation(POINTER),))
    judge = QueuedJudge(agreement=pointing, quality=says("no"))

    assert finding([agreement(), quality()], judge).status == "elsewhere"


def test_a_bare_pointer_gives_way_to_the_document_it_points_to() -> None:
    pointing = Judgement(
        "yes", 0.95, "It does.", (a_citation("Audits take place as set out in the Quality Agreement."),)
    )
    there = Judgement("partial", 0.6, "It does in part.", (a_citation("Buyer may audit once.", file="quality.pdf"),))

    found = finding([agreement(), quality()], QueuedJudge(agreement=pointing, quality=there))

    assert (found.status, found.citations[0].file) == ("partial", "quality.pdf")
