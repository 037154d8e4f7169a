"""A second look at the best clauses: expert patterns need all parts of a promise, and the operative clause comes first."""

import numpy as np
import pytest
from builders import a_reading

from assistant.checklist import load_checklist
from assistant.decision import Choice
from assistant.expressions import FEATURES, Wording, expressed, has_ways
from assistant.likeness import load_likeness
from assistant.second_look import CANDIDATES, COLUMNS, SecondLook, second_look

REQUIREMENTS = [r.id for r in load_checklist("contract").requirements]


@pytest.mark.parametrize("requirement", REQUIREMENTS)
def test_every_requirement_has_patterns(requirement: str) -> None:
    assert has_ways(requirement)


def test_a_requirement_without_patterns_is_expressed_by_nothing() -> None:
    assert (
        expressed("of_my_own.checklist", Wording.of("customerrole may audit the plant.")).tolist() == [0.0] * FEATURES
    )


@pytest.mark.parametrize(
    ("requirement", "says_it", "only_looks_like_it"),
    [
        (
            "audit_rights.facility_audit",
            "customerrole may inspect the plant of supplierrole once a year.",
            "customerrole may inspect the books of account of supplierrole at its plant once a year.",
        ),
        (
            "audit_rights.facility_audit",
            "customerrole 每年可以对 supplierrole 的生产场地进行一次审计。",
            "customerrole 每年可以对 supplierrole 生产的账簿进行一次审计。",
        ),
        (
            "change_control.approval",
            "supplierrole shall not change the process without the prior written approval of customerrole.",
            "supplierrole shall tell customerrole of a change of control of its facility without prior approval.",
        ),
        (
            "change_control.approval",
            "未经 customerrole 事先书面同意， supplierrole 不得变更生产工艺。",
            "双方可以通过书面方式友好协商。",
        ),
        (
            "exit_plan.convenience_termination",
            "customerrole may terminate this agreement at any time on ninety days' notice.",
            "customerrole may terminate this agreement at any time if supplierrole is in breach of it.",
        ),
        (
            "release_testing.batch_testing",
            "supplierrole shall test each batch against the specifications.",
            "supplierrole shall run stability tests on each batch against the specifications.",
        ),
    ],
)
def test_all_parts_of_a_promise_must_stand_in_one_sentence(
    requirement: str, says_it: str, only_looks_like_it: str
) -> None:
    assert expressed(requirement, Wording.of(says_it))[0] == 1.0
    assert expressed(requirement, Wording.of(only_looks_like_it))[0] == 0.0


def test_parts_spread_over_two_sentences_count_for_the_clause_and_not_for_a_sentence() -> None:
    text = "supplierrole shall test each batch. the specifications are in annex 1."
    sentence, clause, *_ = expressed("release_testing.batch_testing", Wording.of(text))

    assert (sentence, clause) == (0.0, 1.0)


def test_a_short_document_has_fewer_candidates_and_an_empty_one_none() -> None:
    reading = a_reading("Supplier shall keep batch records of every batch.")
    scores = np.zeros((len(reading.clauses), 2))
    look = second_look(
        reading, scores, scores, scores, ("audit_rights.facility_audit", "ip.licence_scope"), load_likeness()
    )
    empty = a_reading("")
    none = second_look(
        empty, *[np.zeros((len(empty.clauses), 1))] * 3, ("audit_rights.facility_audit",), load_likeness()
    )

    assert look.clauses.shape == (2, CANDIDATES)
    assert look.held.sum() == 2 * reading.citable.sum()
    assert not none.held.any()
    assert np.isfinite(none.presence()).all()


def test_the_clause_that_a_second_look_finds_operative_comes_first() -> None:
    clauses = np.full((1, CANDIDATES), -1)
    clauses[0, :2] = (7, 3)
    rows = np.zeros((1, CANDIDATES, COLUMNS))
    rows[0, :2, 0] = (1.0, 0.5)
    rows[0, 1, 4] = 1.0
    common = np.zeros(2 * COLUMNS)
    common[4] = 5.0
    choice = Choice(np.zeros(2 * COLUMNS), np.ones(2 * COLUMNS), common, np.zeros((1, 2 * COLUMNS)))
    (likely,) = SecondLook(clauses, rows).evidence(choice)

    assert list(likely) == [3, 7]
    assert sum(likely.values()) == pytest.approx(1)


def test_of_no_clause_none_is_likely_to_be_cited() -> None:
    rows = np.zeros((1, CANDIDATES, COLUMNS))
    choice = Choice(np.zeros(2 * COLUMNS), np.ones(2 * COLUMNS), np.ones(2 * COLUMNS), np.zeros((1, 2 * COLUMNS)))

    assert SecondLook(np.full((1, CANDIDATES), -1), rows).evidence(choice) == [{}]
