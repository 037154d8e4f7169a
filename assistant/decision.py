"""From the scores of every clause to one decision for the document: is it there, and is it whole?

    clause scores (n, requirements) ──features──▶ logistic ──▶ P(present), P(yes | present)
    the best few clauses ──features──▶ soft maximum ──▶ which of them to cite

The features look at the best few clauses and at how many compete, so that one strong clause decides, and a crowd of
half-fitting ones does not. The same function serves training and the program.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

BEST = 6
# Below this a clause has nothing to do with the matter, however far below: a short document must not look worse for it.
NO_CLAUSE = -3.5


@dataclass(frozen=True)
class Decision:
    """Logistic regression over document features, with an intercept and a slope for each requirement."""

    mean: np.ndarray
    scale: np.ndarray
    common: np.ndarray
    intercepts: np.ndarray
    slopes: np.ndarray
    bias: float

    def probabilities(self, features: np.ndarray) -> np.ndarray:
        """`features` is (requirements, features); the result has one probability a requirement."""
        scaled = (features - self.mean) / self.scale
        logit = scaled @ self.common + self.intercepts + scaled[:, 0] * self.slopes + self.bias
        return np.asarray(1 / (1 + np.exp(-logit)))

    def as_dict(self) -> dict[str, Any]:
        return {k: (v.round(5).tolist() if isinstance(v, np.ndarray) else round(v, 5)) for k, v in vars(self).items()}

    @classmethod
    def from_dict(cls, raw: dict[str, Any]) -> "Decision":
        arrays = {k: np.array(v) for k, v in raw.items() if isinstance(v, list)}
        return cls(**arrays, bias=float(raw["bias"]))


@dataclass(frozen=True)
class Choice:
    """Which of a requirement's few best clauses is the one to cite: a soft maximum over linear scores of them.

    Each clause is scored by its features and by how far each of them lies below the best of the clauses that it stands
    beside; common weights, and a requirement's own.
    """

    mean: np.ndarray
    scale: np.ndarray
    common: np.ndarray
    own: np.ndarray
    """Shape (requirements, 2 x features)."""

    def probabilities(self, features: np.ndarray, held: np.ndarray) -> np.ndarray:
        """`features` is (requirements, clauses, features), `held` says which clauses there are; each row adds up to one."""
        scaled = (beside_the_best(features) - self.mean) / self.scale
        logits = np.where(held, scaled @ self.common + np.einsum("rkf,rf->rk", scaled, self.own), -np.inf)
        raised = np.exp(logits - np.max(logits, axis=1, keepdims=True, initial=-1e9)) * held
        return np.asarray(raised / np.maximum(raised.sum(axis=1, keepdims=True), 1e-12))

    def as_dict(self) -> dict[str, Any]:
        return {name: values.round(5).tolist() for name, values in vars(self).items()}

    @classmethod
    def from_dict(cls, raw: dict[str, Any]) -> "Choice":
        return cls(**{name: np.array(values) for name, values in raw.items()})


def beside_the_best(features: np.ndarray) -> np.ndarray:
    """Features of clauses, and how far each lies below the best of its group; shape (..., clauses, 2 x features)."""
    return np.concatenate([features, features - features.max(axis=-2, keepdims=True)], axis=-1)


def presence_features(scores: np.ndarray, sentences: np.ndarray, citable: np.ndarray) -> np.ndarray:
    """Features of "is it there?" for each requirement, shape (requirements, 11).

    `scores` are the logits of whole clauses, `sentences` those of each clause's best sentence, both (clauses, requirements).
    """
    columns = [*_of_the_best(scores, citable), *_of_the_best(sentences, citable)]
    return np.stack([*columns, np.full(scores.shape[1], np.log1p(len(scores)))], axis=-1)


def _of_the_best(scores: np.ndarray, citable: np.ndarray) -> list[np.ndarray]:
    best = _best(scores, citable)
    return [best[0], best[1], best[2], best[3:BEST].mean(axis=0), _sigmoid(best[:5]).sum(axis=0)]


def wholeness_features(scores: np.ndarray, whole: np.ndarray, citable: np.ndarray, ruled: np.ndarray) -> np.ndarray:
    """Features of "yes rather than partial?", shape (requirements, 5).

    `whole` holds the logits of that head, `ruled` is 1 where the best clause meets the requirement only in part by its words.
    """
    best = _best(scores, citable)
    order = np.argsort(-np.where(citable[:, None], scores, NO_CLAUSE), axis=0)[:3]
    columns = np.arange(scores.shape[1])
    top_whole = np.stack([whole[order[i], columns] for i in range(len(order))])
    weights = _sigmoid(best[: len(top_whole)]) + 1e-6
    mean = (top_whole * weights).sum(axis=0) / weights.sum(axis=0)
    return np.stack([mean, top_whole[0], best[0], _sigmoid(best[:5]).sum(axis=0), ruled], axis=-1)


def _best(scores: np.ndarray, citable: np.ndarray) -> np.ndarray:
    """The best few logits of citable clauses for each requirement, best first, shape (BEST, requirements)."""
    kept = np.where(citable[:, None], np.maximum(scores, NO_CLAUSE), NO_CLAUSE)
    padded = np.vstack([kept, np.full((BEST, scores.shape[1]), NO_CLAUSE)])
    return np.asarray(-np.sort(-padded, axis=0)[:BEST])


def _sigmoid(x: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -30, 30))))
