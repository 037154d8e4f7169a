"""Ranking clauses for a question: words and meaning fused with what the heads know, by a small learnt network.

    features (clauses, FEATURES) ──network──▶ score a clause ──▶ best first
    features of the best few     ──network──▶ P(the documents answer this)

The same functions serve training (`assistant.learn.ask`) and the program.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.cite import Citation
from assistant.heads import WEIGHTS, load_heads
from assistant.reading import Reading
from assistant.signals import ideas_in, stems
from assistant.understand import Question, holds
from assistant.words import WordIndex

if TYPE_CHECKING:
    from ingest.document import Clause

FEATURES = (
    "own words", "wider words", "share of own words", "meaning", "meaning of the topic", "topic heads", "topic heads, logit",
    "best topic head", "ideas shared", "holds what is wanted", "wanted and not held", "heading", "definition", "length",
    "rank by words", "rank by meaning", "chinese question",
)  # fmt: skip
SHAPES = ("duration", "amount", "date", "law")
BEST = 5
FEWEST = 30
"""A shorter document is judged like one of this many clauses: the networks have not seen smaller ones."""
CATEGORIES = 26
"""The first heads are the contract categories; the requirements of the checklist follow."""


Trace = Callable[[Citation], tuple[Citation, ...]]


def as_it_stands(citation: Citation) -> tuple[Citation, ...]:
    """The trace of a document that no amendment changed."""
    return (citation,)


@dataclass(frozen=True)
class Network:
    """One hidden layer, read with numpy."""

    mean: np.ndarray
    scale: np.ndarray
    first: np.ndarray
    first_bias: np.ndarray
    second: np.ndarray
    second_bias: np.ndarray

    def __call__(self, features: np.ndarray) -> np.ndarray:
        """A number for each row of `features`."""
        hidden = np.maximum(0.0, (features - self.mean) / self.scale @ self.first + self.first_bias)
        return np.asarray((hidden @ self.second + self.second_bias)[:, 0])

    def as_dict(self) -> dict[str, Any]:
        return {name: np.asarray(value).round(5).tolist() for name, value in vars(self).items()}

    @classmethod
    def from_dict(cls, raw: dict[str, Any]) -> "Network":
        return cls(**{name: np.array(value, dtype=np.float32) for name, value in raw.items()})


@dataclass(frozen=True)
class Knowledge:
    """All that was learnt for answering: which heads speak for which topic, and the two networks."""

    topic_columns: tuple[tuple[int, int], ...]
    """(position among the question's topics, column among the clause heads)"""
    ranking: Network
    answerable: Network
    threshold: float
    """From which probability to answer a question on a usual contract category, which agreements often leave out."""
    threshold_other: float
    """The same for any other question: people ask about what they expect to find, and the nearest clause often misleads."""

    def answers(self, question: Question, p: float) -> bool:
        """Whether to say that the documents answer this question, believed with probability `p`."""
        of_categories = float(sum(question.topics[at] for at, column in self.topic_columns if column < CATEGORIES))
        return p >= self.threshold_other + (self.threshold - self.threshold_other) * of_categories


class Shelf:
    """Every citable clause of the documents in scope, ready to be ranked for any question."""

    def __init__(
        self,
        readings: Sequence[Reading],
        head_scores: Sequence[np.ndarray] | None = None,
        trace: Trace = as_it_stands,
        documents: int | None = None,
    ) -> None:
        """`trace` leads a quote of a reading back to the documents it came from; `documents` says how many those are."""
        self.readings = tuple(readings)
        self.trace = trace
        self.documents = len(self.readings) if documents is None else documents
        scores = head_scores if head_scores is not None else [clause_head_scores(reading) for reading in readings]
        kept = [np.flatnonzero(reading.citable) for reading in readings]
        self.places: list[tuple[Reading, Clause]] = [
            (r, r.clauses[i]) for r, k in zip(readings, kept, strict=True) for i in k
        ]
        self.clauses = [clause for _, clause in self.places]
        self.vectors = _stacked([r.meaning[k] for r, k in zip(readings, kept, strict=True)])
        self.heads = _stacked([s[k] for s, k in zip(scores, kept, strict=True)])

    @cached_property
    def words(self) -> WordIndex:
        return WordIndex(self.clauses)

    @cached_property
    def ideas(self) -> list[frozenset[str]]:
        return [frozenset(ideas_in(clause.text)) for clause in self.clauses]

    @cached_property
    def headings(self) -> list[frozenset[str]]:
        return [frozenset(stems(" . ".join((*clause.path[-2:], clause.heading)))) for clause in self.clauses]

    @cached_property
    def stems(self) -> list[frozenset[str]]:
        return [frozenset(stems(clause.text)) for clause in self.clauses]

    @cached_property
    def shapes(self) -> np.ndarray:
        """Whether each clause holds a period, an amount, a date, a law; shape (clauses, SHAPES)."""
        return np.array(
            [[holds(shape, clause.text) for shape in SHAPES] for clause in self.clauses], dtype=np.float32
        ).reshape(-1, len(SHAPES))

    @cached_property
    def static(self) -> np.ndarray:
        """Definition and length, shape (clauses, 2)."""
        rows = [[clause.kind == "definition", min(len(clause.text), 800) / 800] for clause in self.clauses]
        return np.array(rows, dtype=np.float32).reshape(-1, 2)


def clause_head_scores(reading: Reading) -> np.ndarray:
    """Logits of every topic head for every clause: contract categories, then requirements; (clauses, heads)."""
    judge, topics = load_heads("judge"), load_heads("topics")
    present = judge.scores(reading.signals, reading.meaning)[:, : len(judge.names) // 2]
    return np.hstack([topics.scores(reading.signals, reading.meaning), present])


def features(question: Question, shelf: Shelf, topic_columns: Sequence[tuple[int, int]]) -> np.ndarray:
    """One row a clause of the shelf, one column a feature, in the order of FEATURES."""
    own, wider = shelf.words.scores(question.own), shelf.words.scores(question.wider)
    meaning = shelf.vectors @ question.vector
    topic_meaning = shelf.vectors @ question.widened_vector
    at, column = np.array(topic_columns, dtype=int).reshape(-1, 2).T
    probability = question.topics[at]
    logits = np.clip(shelf.heads[:, column], -8, 8)
    likely = 1 / (1 + np.exp(-logits))
    mass = float(probability.sum())
    wanted = np.array([shape in question.wants for shape in SHAPES], dtype=np.float32)
    held = (shelf.shapes * wanted).max(axis=1) if wanted.any() else np.zeros(len(shelf.clauses))
    own_stems, searched = frozenset(question.own), frozenset((*question.own, *question.wider))
    own_share = np.array([len(own_stems & s) for s in shelf.stems]) / max(1, len(own_stems))
    shared = np.array([len(question.ideas & ideas) for ideas in shelf.ideas]) / max(1, len(question.ideas))
    headed = np.array([len(searched & heading) / max(1, len(heading)) for heading in shelf.headings])
    columns = [
        own / (1 + len(question.own)) ** 0.5 / 3,
        wider / (1 + len(question.wider)) ** 0.5 / 3,
        own_share,
        meaning,
        topic_meaning,
        likely @ probability,
        (logits @ probability) / 4 + (1 - mass) * -0.5,
        likely[:, int(np.argmax(probability))] * float(probability.max()) if len(probability) else np.zeros(len(own)),
        shared,
        held,
        float(wanted.any()) - held,
        headed,
        shelf.static[:, 0],
        shelf.static[:, 1],
        1 / (1 + _rank(own + 0.5 * wider)),
        1 / (1 + _rank(meaning + topic_meaning)),
        np.full(len(own), float(question.chinese)),
    ]
    return np.stack(columns, axis=-1).astype(np.float32)


def answerable_features(
    question: Question, scores: np.ndarray, rows: np.ndarray, topic_columns: Sequence[tuple[int, int]]
) -> np.ndarray:
    """One row: the best clause's features and score, how far ahead it is, and what kind of question it is."""
    order = np.argsort(-scores)[:BEST]
    best = scores[order]
    padded = np.concatenate([best, np.full(BEST - len(best), best[-1] if len(best) else -10.0)])
    at = np.array([position for position, _ in topic_columns], dtype=int)
    of_heads = question.topics[at]
    general = [
        padded[0],
        padded[0] - padded[1],
        padded[0] - padded[1:].mean(),
        float(np.log1p(max(len(scores), FEWEST))),
        float(of_heads.sum()),
        float(of_heads.max()),
        float(question.topics.max()),
        float(len(question.own)),
    ]
    top = rows[order[0]] if len(order) else np.zeros(len(FEATURES))
    mean = rows[order[:3]].mean(axis=0) if len(order) else np.zeros(len(FEATURES))
    most = rows.max(axis=0) if len(rows) else np.zeros(len(FEATURES))
    return np.concatenate([general, top, mean, most]).astype(np.float32)


@cache
def load_knowledge(path: Path = WEIGHTS / "ranking.json") -> Knowledge:
    """The ranking that ships; loaded once in a process."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    return Knowledge(
        tuple((a, b) for a, b in raw["topic_columns"]),
        Network.from_dict(raw["ranking"]),
        Network.from_dict(raw["answerable"]),
        raw["threshold"],
        raw["threshold_other"],
    )


def _rank(scores: np.ndarray) -> np.ndarray:
    order = np.argsort(-scores, kind="stable")
    ranks = np.empty(len(scores))
    ranks[order] = np.arange(len(scores))
    return ranks


def _stacked(parts: Sequence[np.ndarray]) -> np.ndarray:
    return np.vstack(parts) if parts else np.zeros((0, 0), dtype=np.float32)
