from dataclasses import replace

import pytest

from assistant.cite import Citation
from assistant.findings import DocumentJudgement, Finding, Search, Status
from assistant.observations import Observations, cross_check, never_audited, read_observations, rights_beside
from assistant.observations.rules import RULES
from ingest.document import Document, DocumentKind, Page, Span

REPORT = """AUDIT REPORT

Auditee: Tern Biologics Ltd

3. SCOPE

The media kitchen in Building 2 was not visited. The site did not allow copies of records to be taken.

4. OBSERVATIONS

OBS-01
Class: Major
System: Change control
Observation: The resin supplier was changed without notice to the client; the dossier names the former one.
CAPA due: 30 June 2026

OBS-02
Class: Critical
System: Laboratory
Observation: Two failing injections were deleted and not reported in the certificate.
CAPA due: 31 May 2026

OBS-03
Class: Minor
System: Training
Observation: One training record was unsigned.
CAPA due: 31 May 2026
"""


def a_document(name: str, kind: DocumentKind) -> Document:
    return Document(f"id-{name}", name, "words", (Page(1, Span(0, 5)),), kind=kind)


SUPPLY = a_document("supply.txt", "contract")
QUALITY = a_document("quality.txt", "quality_agreement")
AMENDMENT = a_document("amendment.txt", "amendment")


def a_finding(requirement: str, status: Status, **by: Status) -> Finding:
    held = {"supply": SUPPLY, "quality": QUALITY, "amendment": AMENDMENT}
    proof = Citation(SUPPLY.id, SUPPLY.file, 1, "1", "", 0, 5, "words")
    judged = tuple(DocumentJudgement(held[name].id, each) for name, each in by.items())
    return Finding(
        requirement.split(".")[0], requirement, "protects", status, 0.9, None, None, "",
        citations=(proof,), by_document=judged, search=Search(1, 1),
    )  # fmt: skip


def a_report() -> Observations:
    return read_observations(Document("id-report", "report.txt", REPORT, (Page(1, Span(0, len(REPORT))),)))


def drawn(
    *findings: Finding, documents: tuple[Document, ...] = (SUPPLY, QUALITY, AMENDMENT)
) -> set[tuple[str, str, str]]:
    return {(c.observation, c.requirement, c.document) for c in cross_check(a_report(), findings, documents)}


def test_a_change_without_notice_calls_on_notice_consent_and_the_dossier():
    findings = [a_finding(f"change_control.{name}", "no") for name in ("notice", "approval", "regulatory")]
    assert drawn(*findings) == {
        ("OBS-01", f"change_control.{name}", "supply.txt") for name in ("notice", "approval", "regulatory")
    }


def test_deleted_results_call_for_an_audit_for_cause():
    assert drawn(a_finding("audit_rights.for_cause", "partial")) == {("OBS-02", "audit_rights.for_cause", "supply.txt")}


def test_a_right_that_stands_firm_needs_no_line():
    assert drawn(a_finding("change_control.notice", "yes", supply="yes", quality="yes")) == set()


def test_a_right_weak_in_one_document_names_that_document():
    weak = a_finding("change_control.notice", "yes", supply="partial", quality="yes")
    assert drawn(weak) == {("OBS-01", "change_control.notice", "supply.txt")}
    weak = a_finding("change_control.notice", "yes", supply="yes", quality="no")
    assert drawn(weak) == {("OBS-01", "change_control.notice", "quality.txt")}


def test_a_right_that_only_seems_to_stand_is_named_to_be_read():
    sure = a_finding("change_control.notice", "yes", supply="yes")
    [judged] = sure.by_document
    unsure = replace(sure, by_document=(replace(judged, confidence=0.5),))

    assert not cross_check(a_report(), [sure], [SUPPLY])
    [check] = cross_check(a_report(), [unsure], [SUPPLY])
    assert (check.observation, check.document) == ("OBS-01", SUPPLY.file)
    assert "read it" in check.why


def test_an_amendment_that_is_silent_is_not_a_gap():
    assert drawn(a_finding("change_control.notice", "yes", supply="yes", amendment="no")) == set()


def test_a_minor_matter_draws_nothing():
    assert not {
        c for c in drawn(*(a_finding(r, "no") for rule in RULES for r in rule.requirements)) if c[0] == "OBS-03"
    }


def test_why_names_document_and_gap():
    (check,) = cross_check(a_report(), [a_finding("audit_rights.for_cause", "no", supply="no")], [SUPPLY])
    assert "supply.txt gives no such right" in check.why


@pytest.mark.parametrize(
    ("requirement", "words"),
    [("audit_rights.facility_audit", "Building 2"), ("process_knowledge.records_access", "copies of records")],
)
def test_an_agreed_right_that_met_a_closed_door_is_said(requirement: str, words: str):
    unused = never_audited(a_report(), [a_finding(requirement, "yes")])
    assert any(right.requirement == requirement and words in right.said for right in unused)
    assert never_audited(a_report(), [a_finding(requirement, "no")]) == []


@pytest.mark.parametrize(
    ("status", "raised"), [("no", "critical"), ("partial", "critical"), ("elsewhere", "critical"), ("yes", None)]
)
def test_a_major_matter_weighs_one_class_more_where_the_right_is_missing_or_weak(status: Status, raised: str | None):
    [right] = rights_beside(a_report(), [a_finding("change_control.approval", status)])
    assert (right.observation, right.raised_to) == ("OBS-01", raised)
    assert right.citation is not None


def test_what_is_critical_already_stays_critical():
    [right] = rights_beside(a_report(), [a_finding("audit_rights.for_cause", "no")])
    assert right.raised_to == "critical"


def test_a_right_that_was_not_judged_is_not_laid_beside_anything():
    assert rights_beside(a_report(), [a_finding("change_control.approval", "failed")]) == []


def test_what_is_raised_comes_before_what_the_documents_give():
    findings = [a_finding("change_control.notice", "yes"), a_finding("change_control.approval", "no")]
    assert [right.raised_to for right in rights_beside(a_report(), findings)] == ["critical", None]
