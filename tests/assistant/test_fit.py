"""Linear heads fitted on signals: the same seed gives the same heads; steps that see few columns lean on all that help."""

import numpy as np
from scipy.sparse import csr_matrix

from assistant.learn.fit import Fitted, Recipe, fit_heads

ROWS = 200
SURE, USUAL = 0, 1
"""A word that every clause with the promise has and no other, and one that three in four of them have."""


def fitted(**recipe: float) -> Fitted:
    there = np.arange(ROWS) % 2 == 0
    signals = np.zeros((ROWS, 4), dtype=np.float32)
    signals[:, SURE] = there
    signals[:, USUAL] = there & (np.arange(ROWS) % 8 != 0)
    signals[:, 2] = np.arange(ROWS) % 3 == 0
    signals[:, 3] = 1.0
    targets = there[:, None].astype(np.float32)
    nothing = np.zeros((ROWS, 0), dtype=np.float32)
    return fit_heads(
        csr_matrix(signals), nothing, targets, np.ones_like(targets), Recipe(document_weight=0.0, **recipe)
    )


def test_the_same_seed_gives_the_same_heads_though_each_step_sees_other_columns() -> None:
    assert np.array_equal(fitted(kept=0.5).weights, fitted(kept=0.5).weights)
    assert not np.array_equal(fitted(kept=0.5).weights, fitted(kept=0.5, seed=1).weights)


def test_heads_that_see_few_columns_at_a_step_lean_on_the_usual_word_beside_the_sure_one() -> None:
    seeing_all, seeing_few = fitted(steps=300).weights[:, 0], fitted(steps=300, kept=0.5).weights[:, 0]

    assert seeing_few[USUAL] / seeing_few[SURE] > 1.2 * seeing_all[USUAL] / seeing_all[SURE]


def test_clauses_with_and_without_the_promise_are_told_apart_either_way() -> None:
    for kept in (1.0, 0.5):
        found = fitted(kept=kept, steps=300)
        with_it, without = csr_matrix([[1.0, 0, 0, 1]]), csr_matrix([[0.0, 0, 1, 1]])
        nothing = np.zeros((1, 0))

        assert found.scores(with_it, nothing)[0, 0] > 0 > found.scores(without, nothing)[0, 0]
