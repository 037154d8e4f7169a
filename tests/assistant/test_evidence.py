"""What an audit report proves: seen with its place, deficient with its observation, otherwise not seen."""

import re

import pytest
from builders import a_reading

from assistant.checklist import Checklist, load_checklist
from assistant.evidence import EvidenceEntry, weigh_evidence
from assistant.observations import read_observations

REPORT = """AUDIT REPORT

Auditee: Tern Biologics Ltd

3. SCOPE

3.1 Change control records and training records were reviewed. Eight supplier qualification files were sampled.

3.2 The water system was not visited for lack of time.

3.3 A backup of the laboratory server exists.

4. OBSERVATIONS

OBS-01
Class: Critical
System: Data integrity
Observation: The audit trail of the chromatography data system had been switched off in May.
CAPA due: 31 May 2026
"""


@pytest.fixture(scope="module")
def checklist() -> Checklist:
    return load_checklist("evidence")


@pytest.fixture(scope="module")
def entries(checklist: Checklist) -> dict[str, EvidenceEntry]:
    reading = a_reading(REPORT, "audit.txt", "audit_report")
    return {e.requirement.id: e for e in weigh_evidence(reading, read_observations(reading.document), checklist)}


def test_the_checklist_has_the_seven_items_each_with_a_must_and_both_languages(checklist: Checklist) -> None:
    assert [p.id for p in checklist.control_points] == [
        "gmp_systems", "process_capability", "batch_history", "regulatory_inspection_record", "deviation_handling",
        "analytical_methods", "data_integrity",
    ]  # fmt: skip
    assert all(any(r.must for r in p.requirements) for p in checklist.control_points)
    for r in checklist.requirements:
        assert r.questions_missing and r.questions_weak and r.cues.zh and r.cues.en and r.basis and r.evidence_wanted, (
            r.id
        )
        assert all(re.search("[\u4e00-\u9fff]", text) for text in (r.question_zh, r.label_zh, *r.counts_zh)), r.id
        assert all(re.search("[\u4e00-\u9fff]", q.zh) for q in (*r.questions_missing, *r.questions_weak)), r.id


def test_every_basis_of_the_checklist_is_cited(checklist: Checklist) -> None:
    for point in checklist.control_points:
        assert {b.tag for b in point.basis} == {tag for r in point.requirements for tag in r.basis}, point.id


def test_what_was_looked_at_is_seen_with_its_sentence(entries: dict[str, EvidenceEntry]) -> None:
    entry = entries["gmp_systems.systems_covered"]

    assert entry.status == "seen"
    assert any("training records were reviewed" in c.quote for c in entry.citations)
    assert entry.questions == ()


def test_what_an_observation_is_about_is_deficient_and_asked_about(entries: dict[str, EvidenceEntry]) -> None:
    entry = entries["data_integrity.audit_trails"]

    assert (entry.status, entry.observations) == ("deficient", ("OBS-01",))
    assert "switched off" in entry.citations[0].quote
    assert entry.questions == entry.requirement.questions_weak


def test_what_was_not_visited_is_not_seen_and_says_so(entries: dict[str, EvidenceEntry]) -> None:
    entry = entries["gmp_systems.contamination"]

    assert entry.status == "not_seen"
    assert "not seen" in entry.reason
    assert not entry.citations


def test_a_subject_that_is_only_named_proves_nothing(entries: dict[str, EvidenceEntry]) -> None:
    entry = entries["data_integrity.backup"]

    assert entry.status == "not_seen"
    assert "backup" in entry.nearest[0].quote
    assert entry.questions == entry.requirement.questions_missing


def test_what_is_not_mentioned_says_how_much_was_read(entries: dict[str, EvidenceEntry]) -> None:
    assert re.fullmatch(r"Not mentioned; \d+ clauses read\.", entries["batch_history.delivery"].reason)


def test_every_entry_has_a_status_and_every_citation_is_verified(
    entries: dict[str, EvidenceEntry], checklist: Checklist
) -> None:
    assert list(entries) == [r.id for r in checklist.requirements]
    for entry in entries.values():
        assert (entry.status == "not_seen") == (not entry.citations)
        assert all(c["verified"] for c in entry.as_dict()["citations"])
