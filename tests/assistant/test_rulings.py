"""Clauses that meet a requirement only in part, told by their words; and the sentences a clause is read by."""

from itertools import pairwise

import numpy as np
import pytest
from builders import a_reading
from hypothesis import given
from hypothesis import strategies as st

from assistant.reading import NO_SENTENCE, sentence_spans
from assistant.rulings import never_whole, only_in_part, ruled
from ingest.document import Clause, Span


@pytest.mark.parametrize(
    ("requirement", "text", "expected"),
    [
        ("ip.licence_scope", "Supplier shall not use Confidential Information, including know-how, otherwise.", True),
        ("ip.licence_scope", "Customer grants a licence to use its Confidential Information to make Product.", False),
        ("ip.licence_scope", "Customer grants a licence of its trademarks for the labels.", True),
        ("exit_plan.convenience_termination", "Customer may elect not to renew on ninety days' notice.", True),
        ("exit_plan.convenience_termination", "Customer may end a renewed term at any time on notice.", False),
        ("process_knowledge.customer_owns", "Improvements are owned jointly by the Parties.", True),
        ("release_testing.rejection", "Supplier warrants that Product meets the Specifications.", True),
        ("change_control.regulatory", "Customer bears the cost of a change that it asks for.", True),
        ("change_control.regulatory", "客户承担变更的费用。", True),
        ("change_control.regulatory", "变更须向药品监督管理部门申报。", False),
        ("audit_rights.facility_audit", "Customer may audit the Facility.", False),
    ],
)
def test_the_guide_rules_on_clauses_that_go_only_part_of_the_way(requirement: str, text: str, expected: bool) -> None:
    assert only_in_part(requirement, text) is expected


def test_sharing_out_in_force_majeure_is_no_whole_remedy_for_a_shortage() -> None:
    shared = "In an event of force majeure Supplier shares its output among its customers."
    remedy, bought = "supply_commitments.failure_remedy", "If Supplier fails to supply, Customer may buy elsewhere."

    assert never_whole(remedy, [shared])
    assert not never_whole(remedy, [shared, bought])
    assert not never_whole("supply_commitments.supply_obligation", [shared])


def test_only_the_best_clause_is_ruled_on() -> None:
    reading = a_reading("1.1 Inventions are owned jointly by the Parties.\n\n1.2 Customer owns all Improvements.\n")
    scores = np.array([[float("jointly" in clause.text)] for clause in reading.clauses])

    assert ruled(reading, scores, ["process_knowledge.customer_owns"]).tolist() == [1.0]
    assert ruled(reading, -scores, ["process_knowledge.customer_owns"]).tolist() == [0.0]


def test_a_document_without_a_citable_clause_is_not_ruled_on() -> None:
    assert ruled(a_reading(" "), np.zeros((len(a_reading(" ").clauses), 1)), ["ip.licence_scope"]).tolist() == [0.0]


@given(st.text(min_size=1, max_size=400))
def test_the_sentences_of_a_clause_stand_inside_it_in_order_without_overlap(text: str) -> None:
    clause = Clause("c", "d", Span(40, 40 + len(text)), text)
    spans = sentence_spans(clause)

    assert spans
    assert all(40 <= span.start < span.end <= 40 + len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_a_clause_scores_as_its_best_sentence_and_a_heading_as_none() -> None:
    reading = a_reading(
        "ARTICLE 1 SUPPLY\n\n1.1 Supplier makes the Product. Customer may audit the plant once a year.\n"
    )
    scores = np.arange(len(reading.sentences.owners), dtype=float).reshape(-1, 1)
    best = reading.sentences.best_of_clauses(scores, len(reading.clauses))[:, 0]

    assert best.max() == scores.max()
    assert [best[i] == NO_SENTENCE for i in range(len(best))] == [not citable for citable in reading.citable]
