"""Texts altered to test the judge: what is deleted is gone, what is moved or renumbered keeps its words."""

import json
from pathlib import Path

import pytest
from builders import a_reading

import assistant.learn.deletions as deletions
from assistant.checklist import load_checklist
from assistant.learn.deletions import Outcome, cases, moved_to_a_schedule, renumbered, reworded, summary, without
from assistant.offline import OfflineJudge

AUDIT = (
    "7.2 Audits. Customer may, once a year and on thirty days’ prior written notice, audit the Facility, the manufacturing "
    "process and the quality records of Supplier."
)
PRICE = "8. Price. Customer shall pay each invoice within thirty days as set out in Section 7.2."
TEXT = f"This Agreement is between Alder Ltd. (“Supplier”) and Birch Inc. (“Customer”).\n\n{AUDIT}\n\n{PRICE}\n"
SPANS = [[TEXT.index(AUDIT), TEXT.index(AUDIT) + len(AUDIT)]]


def test_there_are_a_hundred_cases_over_most_requirements_and_a_dozen_agreements() -> None:
    known = cases()
    every = [requirement for of in known.values() for requirement in of]

    assert len(every) >= 100
    assert len(known) >= 12
    assert set(every) <= {r.id for r in load_checklist("contract").requirements}
    assert len(set(every)) >= 20
    assert all(0 <= start < end for of in known.values() for spans in of.values() for start, end in spans)


def test_cases_hold_offsets_and_no_contract_text() -> None:
    for line in (Path(deletions.__file__).parent / "deletions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert set(row) == {"file", "sha256", "cases"}
        assert all(isinstance(n, int) for spans in row["cases"].values() for span in spans for n in span)


def test_deleting_takes_the_passage_and_nothing_else() -> None:
    assert without(TEXT, SPANS) == TEXT.replace(AUDIT, "")


def test_a_passage_moved_to_a_schedule_keeps_its_words() -> None:
    moved = moved_to_a_schedule(TEXT, SPANS)

    assert moved.count(AUDIT) == 1
    assert moved.index("SCHEDULE 9") < moved.index(AUDIT)


def test_clauses_and_references_get_other_numbers_and_periods_keep_theirs() -> None:
    other = renumbered(TEXT.replace("thirty days’", "30 days’"))

    assert "\n11.2 Audits" in other
    assert "\n12. Price" in other
    assert "Section 11.2" in other
    assert "30 days’" in other


def test_rewording_touches_only_the_passage() -> None:
    other = reworded(TEXT, SPANS)

    assert "advance written notice" in other
    assert PRICE in other


def test_outcomes_are_counted() -> None:
    found = [
        Outcome("a", "r", "yes", "no", "yes", "yes", "partial"),
        Outcome("a", "s", "no", "no", "no", "no", "no"),
        Outcome("b", "r", "partial", "partial", "no", "yes", "yes"),
    ]

    assert list(summary(found).values()) == [3, 2, 2, 1, 1, 2, 2]


@pytest.mark.parametrize("alter", [moved_to_a_schedule, lambda text, _: renumbered(text), reworded])
def test_an_audit_right_stands_when_moved_renumbered_or_reworded_and_goes_when_deleted(alter) -> None:  # type: ignore[no-untyped-def]
    def status(text: str) -> str:
        return str(
            OfflineJudge().judge(a_reading(text), load_checklist("contract"))["audit_rights.facility_audit"].status
        )

    assert status(alter(TEXT, SPANS)) in ("yes", "partial")
    assert status(without(TEXT, SPANS)) == "no"
