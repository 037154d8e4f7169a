"""What is quoted as proof: the operative clause, with the neighbours that belong to the same proof."""

import itertools
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assistant.passage import MOST_CITATIONS, passages_to_cite
from ingest.document import Clause, Span

REJECTION = ("ARTICLE 5 QUALITY", "5.2 Rejection")
PRICE = ("ARTICLE 6 PRICE", "6.1 Invoices")


def clauses(*parts: tuple[int, tuple[str, ...]]) -> list[Clause]:
    """Clauses one after the other, each of so many characters and under such headings."""
    found, start = [], 0
    for length, path in parts:
        found.append(Clause(str(start), "document", Span(start, start + length), "a" * length, path=path))
        start += length
    return found


def passages(
    of: list[Clause], evidence: dict[int, float], fits: dict[int, float] | None = None
) -> list[tuple[int, Span]]:
    logits = np.array([(fits or {}).get(i, 1.0 if i in evidence else -9.0) for i in range(len(of))])
    ranked = [*evidence, *(i for i in range(len(of)) if i not in evidence)]
    return [piece for passage in passages_to_cite(of, evidence, logits, ranked) for piece in passage.pieces]


def test_the_parts_of_one_clause_that_prove_it_together_are_quoted_together() -> None:
    parts = clauses((200, REJECTION), (200, REJECTION), (200, REJECTION))

    assert passages(parts, {1: 0.5, 2: 0.3, 0: 0.001}, fits={1: 1.0, 2: 1.0, 0: -5.0}) == [(1, Span(200, 600))]


def test_what_stands_under_another_heading_is_quoted_by_itself() -> None:
    parts = clauses((200, REJECTION), (200, PRICE))

    assert passages(parts, {0: 0.6, 1: 0.4}) == [(0, Span(0, 200)), (1, Span(200, 400))]


def test_a_passage_stays_short_enough_to_be_read_at_a_glance() -> None:
    parts = clauses((500, REJECTION), (400, REJECTION), (250, REJECTION))

    assert passages(parts, {1: 0.5, 0: 0.3, 2: 0.2}, fits={1: 3.0, 0: -2.0, 2: -2.0}) == [(1, Span(500, 1150))]


def test_text_addressed_to_software_parts_no_passage_and_is_in_none() -> None:
    one, attack, other = clauses((200, REJECTION), (90, REJECTION), (200, REJECTION))
    attack = replace(attack, kind="addressed")

    assert passages([one, attack, other], {2: 0.6, 0: 0.4}) == [(2, Span(290, 490)), (0, Span(0, 200))]


def test_a_clause_far_less_convincing_than_the_first_is_not_cited() -> None:
    parts = clauses((200, REJECTION), (200, PRICE))

    assert passages(parts, {0: 0.9, 1: 0.1}, fits={0: 2.0, 1: -1.0}) == [(0, Span(0, 200))]


@given(
    st.lists(st.tuples(st.integers(1, 900), st.sampled_from([REJECTION, PRICE])), min_size=1, max_size=12),
    st.data(),
)
def test_passages_never_overlap_are_few_and_hold_their_clause(
    parts: list[tuple[int, tuple[str, ...]]], data: st.DataObject
) -> None:
    of = clauses(*parts)
    order = data.draw(st.permutations(range(len(of))))
    evidence = {i: data.draw(st.floats(0, 1)) for i in order[:10]}
    found = passages(of, evidence)

    assert 1 <= len(found) <= MOST_CITATIONS
    for position, passage in found:
        clause = of[position]
        assert passage.start <= clause.span.start and clause.span.end <= passage.end
        assert len(passage) <= max(800, len(clause.span))
        assert {c.path for c in of if c.span.overlaps(passage)} == {clause.path}
    spans = sorted(passage for _, passage in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
