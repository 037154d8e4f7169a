"""Signals of a clause: ideas in either language, who is bound to what, and redactions."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reading import as_matrix
from assistant.roles import Roles
from assistant.signals import COLUMNS, ideas_in, question_signals, redacted, signals_of
from ingest.document import Clause, Span

ROLES = Roles(("Customer",), ("Supplier",))


def a_clause(text: str) -> Clause:
    return Clause("c", "d", Span(0, len(text)), text)


def test_one_idea_is_found_in_english_and_in_chinese() -> None:
    english = ideas_in("The buyer may audit the manufacturing facility once per year.")
    chinese = ideas_in("甲方有权每年对生产场地进行现场审计。")

    assert {"audit", "facility", "audit_freq"} <= english & chinese


def test_the_same_clause_gives_the_same_signals() -> None:
    clause = a_clause("Supplier shall notify Customer before any change of the process.")

    first, second = signals_of(clause, ROLES), signals_of(clause, ROLES)

    assert np.array_equal(first.columns, second.columns)
    assert np.array_equal(first.weights, second.weights)


def test_who_is_bound_makes_a_difference() -> None:
    by_supplier = signals_of(a_clause("Supplier shall notify Customer of changes."), ROLES)
    by_customer = signals_of(a_clause("Customer shall notify Supplier of changes."), ROLES)

    assert set(by_supplier.columns) != set(by_customer.columns)


def test_redactions_are_seen_in_their_usual_forms() -> None:
    assert all(redacted(text) for text in ("within [***] days", "[**]", "fee of ****", "the (b)(4) assay", "______"))
    assert not redacted("within thirty (30) days")


@settings(deadline=None)  # the first text waits for the stemmer and the ideas to load
@given(st.text(max_size=400))
def test_any_text_gives_columns_within_bounds(text: str) -> None:
    matrix = as_matrix([question_signals(text), signals_of(a_clause(text), ROLES)])

    assert matrix.shape == (2, COLUMNS)
    assert np.isfinite(matrix.data).all()
