"""What labelled clauses that mean nearly the same say of a clause: the nearest that meet a requirement, the nearest that do not.

    load_likeness().of(meaning, requirement)  ->  float array (clauses, 4)

The heads draw one line between what meets a requirement and what does not; this looks round about a clause. The clauses
it compares with are our own and those of CUAD (CC BY 4.0), as vectors of few numbers; no text ships.
"""

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from assistant.heads import WEIGHTS, load_tensors, save_tensors
from assistant.reading import of_length_one

FEATURES = 4
NEAREST = 3
NOTHING_NEAR = -1.0
# Labels of a stored clause for a requirement.
MEETS_WHOLLY, MEETS_PARTLY, LOOKS_LIKE_IT, HAS_NOTHING, UNKNOWN = 2, 1, -1, 0, 3


@dataclass(frozen=True)
class Likeness:
    """Labelled clauses as unit vectors in a space of their own."""

    requirements: tuple[str, ...]
    centre: np.ndarray
    axes: np.ndarray
    """Shape (MEANING, numbers kept)."""
    vectors: np.ndarray
    """Shape (labelled clauses, numbers kept), whole numbers from -127 to 127."""
    labels: np.ndarray
    """Shape (labelled clauses, requirements)."""
    usual: np.ndarray
    """What is said of a clause without vectors: the mean over clauses that have them."""

    def of(self, meaning: np.ndarray, requirement: str) -> np.ndarray:
        """Of each clause how much nearer it lies to what meets the requirement than to what does not, and than to what only
        looks like it; how much nearer to what meets it wholly than to what meets it at all; how near to that."""
        column = self._columns.get(requirement)
        if column is None:
            return np.zeros((len(meaning), FEATURES))
        near = self._projected(meaning) @ self._stored.T
        meets, nothing, looks, wholly = (_nearest(near[:, kept]) for kept in self._kept[column])
        found = np.stack([meets - nothing, meets - looks, wholly - meets, meets], axis=-1)
        return np.where(np.any(meaning, axis=1)[:, None], found, self.usual)

    def _projected(self, meaning: np.ndarray) -> np.ndarray:
        return of_length_one((of_length_one(meaning) - self.centre) @ self.axes)

    @cached_property
    def _columns(self) -> dict[str, int]:
        return {name: i for i, name in enumerate(self.requirements)}

    @cached_property
    def _stored(self) -> np.ndarray:
        return of_length_one(self.vectors.astype(np.float32))

    @cached_property
    def _kept(self) -> list[tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]]:
        """For each requirement which clauses meet it, have nothing of it, look like it, meet it wholly."""
        return [
            (
                np.flatnonzero(np.isin(column, (MEETS_WHOLLY, MEETS_PARTLY))),
                np.flatnonzero(np.isin(column, (HAS_NOTHING, LOOKS_LIKE_IT))),
                np.flatnonzero(column == LOOKS_LIKE_IT),
                np.flatnonzero(column == MEETS_WHOLLY),
            )
            for column in self.labels.T
        ]


def _nearest(near: np.ndarray) -> np.ndarray:
    """Mean likeness of the nearest few."""
    if not near.shape[1]:
        return np.full(len(near), NOTHING_NEAR)
    few = min(NEAREST, near.shape[1])
    return np.asarray(np.partition(near, near.shape[1] - few, axis=1)[:, -few:].mean(axis=1))


@cache
def load_likeness(folder: Path = WEIGHTS) -> Likeness:
    """The labelled clauses that ship; loaded once in a process."""
    about, tensors = load_tensors("likeness", folder)
    wide = {name: tensors[name].astype(np.float32) for name in ("centre", "axes", "usual")}
    return Likeness(tuple(about["requirements"]), vectors=tensors["vectors"], labels=tensors["labels"], **wide)


def save_likeness(likeness: Likeness, folder: Path = WEIGHTS) -> None:
    """Write both files; the .json records the hash of the other."""
    wide = {name: getattr(likeness, name).astype(np.float16) for name in ("centre", "axes", "usual")}
    whole = {name: getattr(likeness, name).astype(np.int8) for name in ("vectors", "labels")}
    about = {"requirements": list(likeness.requirements), "compared_with": len(likeness.labels)}
    save_tensors("likeness", wide | whole, about, folder)
