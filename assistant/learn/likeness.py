"""The labelled clauses that others are compared with: our bank, our invented agreements, our labels of CUAD.

The labelled sets are left out: a measure on them stays one, and nothing of their clauses ships, not even as vectors.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from assistant.learn.examples import DOUBTFUL, LOOK_ALIKE, NOTHING, PARTLY, SUPPORTING, WHOLLY, Example
from assistant.likeness import (
    FEATURES,
    HAS_NOTHING,
    LOOKS_LIKE_IT,
    MEETS_PARTLY,
    MEETS_WHOLLY,
    UNKNOWN,
    Likeness,
)
from assistant.reading import of_length_one

if TYPE_CHECKING:
    from assistant.learn.judge import Material

COMPARED = ("own", "invented")
# Directions in which the clauses differ most. With all 896 numbers the same judge is as good within noise (log loss 0.2518
# for 0.2524) and the file three times as large.
KEPT = 256
FURTHEST = 127
_NAMES = {
    WHOLLY: MEETS_WHOLLY,
    PARTLY: MEETS_PARTLY,
    LOOK_ALIKE: LOOKS_LIKE_IT,
    NOTHING: HAS_NOTHING,
    DOUBTFUL: UNKNOWN,
    SUPPORTING: UNKNOWN,
}


def likeness_of(material: "Material", keep: Callable[[Example], bool]) -> Likeness:
    """What there is to compare with, of the examples that `keep` lets through."""
    rows, labels = [material.bank_meaning, material.loose_meaning], [material.bank_labels, material.loose.labels]
    for example in (e for e in material.examples if e.origin in COMPARED and keep(e)):
        told = np.any((example.labels != NOTHING) & (example.labels != DOUBTFUL), axis=1)
        rows.append(example.reading.meaning[told])
        labels.append(example.labels[told])
    meaning, found = of_length_one(np.vstack(rows)), np.vstack(labels)
    centre = meaning.mean(axis=0)
    _, directions = np.linalg.eigh((meaning - centre).T @ (meaning - centre))
    axes = directions[:, ::-1][:, :KEPT]
    vectors = of_length_one((meaning - centre) @ axes)
    return Likeness(
        material.requirements,
        centre,
        axes.astype(np.float32),
        np.round(vectors / np.abs(vectors).max() * FURTHEST).astype(np.int8),
        np.vectorize(_NAMES.get)(found).astype(np.int8),
        np.zeros(FEATURES, dtype=np.float32),
    )
