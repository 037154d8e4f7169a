"""Ranking clauses for a question: words and meaning fused with what the heads know, by a small learnt network.

    features (clauses, FEATURES) ──network──▶ score a clause ──▶ best first

Whether the best of them answers at all is decided in `belief.py`. The same functions serve training
(`assistant.learn.ask`) and the program.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from assistant.cite import Citation
from assistant.heads import Heads, load_heads
from assistant.reading import Reading
from assistant.sentences import sentence_bounds
from assistant.signals import ideas_in
from assistant.understand import QUESTION_COLUMNS, Question, holds
from assistant.words import WordIndex, tokens_of, words_of
from ingest.embed import ENGLISH

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

    from ingest.document import Clause

FEATURES = (
    "own words", "wider words", "share of own words", "meaning", "meaning of the topic", "topic heads", "topic heads, logit",
    "best topic head", "ideas shared", "holds what is wanted", "wanted and not held", "heading", "definition", "length",
    "rank by words", "rank by meaning", "in Chinese", "reads like the topics", "reads like the likeliest topic",
    "meaning across languages", "meaning of the topic across languages", "rank by meaning across languages",
)  # fmt: skip
SHAPES = ("duration", "amount", "date", "law")
# How far a clause's likeness to a topic may stand out: a few freak clauses must not drown the rest.
MOST_LIKE = 6.0


V = TypeVar("V")
Trace = Callable[[Citation], tuple[Citation, ...]]


def as_it_stands(citation: Citation) -> tuple[Citation, ...]:
    """The trace of a document that no amendment changed."""
    return (citation,)


# Standard deviations from the usual beyond which a figure says no more.
FURTHEST = 4.0


def within_reason(standardised: np.ndarray) -> np.ndarray:
    """Figures cut off where nothing was learnt about them."""
    return np.clip(standardised, -FURTHEST, FURTHEST)


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

    def cautious(self, features: np.ndarray) -> np.ndarray:
        """The same where no figure may count for more than it usually varies: a short letter differs from all it learnt on."""
        return self(self.mean + self.scale * within_reason((features - self.mean) / self.scale))

    def as_dict(self) -> dict[str, Any]:
        return {name: np.asarray(value).round(5).tolist() for name, value in vars(self).items()}

    @classmethod
    def from_dict(cls, raw: dict[str, Any]) -> "Network":
        return cls(**{name: np.array(value, dtype=np.float32) for name, value in raw.items()})


class Shelf:
    """Every citable clause of the documents in scope, ready to be ranked for any question."""

    def __init__(
        self,
        readings: Sequence[Reading],
        head_scores: Sequence[np.ndarray] | None = None,
        trace: Trace = as_it_stands,
        documents: int | None = None,
        topics: Sequence[np.ndarray] | None = None,
    ) -> None:
        """`trace` leads a quote of a reading back to the documents it came from; `documents` says how many those are."""
        self.readings = tuple(readings)
        self.trace = trace
        self.documents = len(self.readings) if documents is None else documents
        scores = head_scores if head_scores is not None else [r.once(clause_head_scores) for r in readings]
        kept = [np.flatnonzero(reading.citable) for reading in readings]
        self.places: list[tuple[Reading, Clause]] = [
            (r, r.clauses[i]) for r, k in zip(readings, kept, strict=True) for i in k
        ]
        self.clauses = [clause for _, clause in self.places]
        self.vectors = _stacked([r.meaning[k] for r, k in zip(readings, kept, strict=True)])
        self.heads = _stacked([s[k] for s, k in zip(scores, kept, strict=True)])
        likeness = topics if topics is not None else [r.once(clause_topics) for r in readings]
        self.topics = _stacked([t[k] for t, k in zip(likeness, kept, strict=True)])
        self._kept = kept

    @cached_property
    def words(self) -> WordIndex:
        return WordIndex(self.clauses, self._of_clauses(clause_words))

    @cached_property
    def ideas(self) -> "Places":
        return Places(self._of_clauses(clause_ideas))

    @cached_property
    def headings(self) -> "Places":
        return Places(self._of_clauses(clause_headings))

    @cached_property
    def stems(self) -> list[frozenset[str]]:
        return self._of_clauses(clause_stems)

    def _of_clauses(self, of: Callable[[Reading], list[V]]) -> list[V]:
        return [found[i] for r, k in zip(self.readings, self._kept, strict=True) for found in [r.once(of)] for i in k]

    @cached_property
    def stem_places(self) -> "Places":
        return Places(self.stems)

    def seen(self, stem: str) -> int:
        """In how many clauses a word stands; a word of one Chinese character stands inside the pairs that clauses are kept as."""
        if len(stem) == 1 and stem >= "一":
            if stem not in self._characters:
                self._characters[stem] = sum(stem in clause.text for clause in self.clauses)
            return self._characters[stem]
        return len(self.stem_places.of.get(stem, ()))

    @cached_property
    def _characters(self) -> dict[str, int]:
        return {}

    def spoken(self, place: int) -> tuple[str, list[tuple[str, str]]]:
        """The headings above a clause, and each of its sentences with its stems; stems between spaces, to look phrases up in."""
        if place not in self._spoken:
            clause = self.clauses[place]
            above = " . ".join((*clause.path[-2:], clause.heading))
            sentences = [clause.text[start:end] for start, end in sentence_bounds(clause.text)]
            self._spoken[place] = (_padded(above), [(sentence, _padded(sentence)) for sentence in sentences])
        return self._spoken[place]

    @cached_property
    def _spoken(self) -> dict[int, tuple[str, list[tuple[str, str]]]]:
        return {}

    @cached_property
    def most_topics(self) -> np.ndarray:
        """How much the clause that is likest to each topic is like it."""
        return np.asarray(self.topics.max(axis=0))

    @cached_property
    def most_heads(self) -> np.ndarray:
        """The highest logit of each head."""
        return np.asarray(self.heads.max(axis=0))

    @cached_property
    def shapes(self) -> np.ndarray:
        """Whether each clause holds a period, an amount, a date, a law; shape (clauses, SHAPES)."""
        return np.array(
            [[holds(shape, clause.text) for shape in SHAPES] for clause in self.clauses], dtype=np.float32
        ).reshape(-1, len(SHAPES))

    def like(self, vector: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """How like a question's vector each clause's is: to the model that knows English, and to the one that knows more."""
        return self.vectors[:, :ENGLISH] @ vector[:ENGLISH], self.vectors[:, ENGLISH:] @ vector[ENGLISH:]

    @cached_property
    def chinese(self) -> np.ndarray:
        """Whether each clause is in Chinese, which the English model does not know; (clauses,)."""
        return is_in_chinese(self.vectors).reshape(len(self.clauses))

    @cached_property
    def static(self) -> np.ndarray:
        """Definition and length, shape (clauses, 2)."""
        rows = [[clause.kind == "definition", min(len(clause.text), 800) / 800] for clause in self.clauses]
        return np.array(rows, dtype=np.float32).reshape(-1, 2)


def is_in_chinese(vectors: np.ndarray) -> np.ndarray:
    """Which clauses have no vector of the English model, as 0 or 1."""
    return np.asarray(~vectors[:, :ENGLISH].any(axis=1), dtype=np.float32)


class Places:
    """Where each of many words stands: counts what sets share with a question without walking through every set."""

    def __init__(self, sets: Sequence[frozenset[str]]) -> None:
        places: dict[str, list[int]] = {}
        for i, members in enumerate(sets):
            for member in members:
                places.setdefault(member, []).append(i)
        self.of = {member: np.array(standing, dtype=np.int32) for member, standing in places.items()}
        self.sizes = np.array([len(members) for members in sets], dtype=np.float32)

    def shared(self, members: Iterable[str]) -> np.ndarray:
        """For each set how many of `members` it holds."""
        counts = np.zeros(len(self.sizes), dtype=np.float32)
        for member in members:
            if member in self.of:
                counts[self.of[member]] += 1
        return counts


def clause_head_scores(reading: Reading) -> np.ndarray:
    """Logits of every topic head for every clause: contract categories, then requirements; (clauses, heads)."""
    judge, topics = load_heads("judge"), load_heads("topics")
    present = judge.scores(reading.signals, reading.meaning)[:, : len(judge.names) // 2]
    return np.hstack([topics.scores(reading.signals, reading.meaning), present])


def clause_topics(reading: Reading, heads: Heads | None = None) -> np.ndarray:
    """How much more each clause reads like questions on each topic than clauses do elsewhere; (clauses, topics).

    The heads that read questions read the clause: its signals lie in the same columns.
    """
    heads = heads or load_heads("intents")
    logits = heads.scores(in_fewer_columns(reading.signals), reading.meaning)
    like = (logits - heads.extra["clause_mean"]) / heads.extra["clause_spread"]
    return np.clip(like, -MOST_LIKE, MOST_LIKE).astype(np.float32)


def clause_words(reading: Reading) -> list[list[str]]:
    return [words_of(clause) for clause in reading.clauses]


def clause_ideas(reading: Reading) -> list[frozenset[str]]:
    return [frozenset(ideas_in(clause.text)) for clause in reading.clauses]


def clause_headings(reading: Reading) -> list[frozenset[str]]:
    return [frozenset(tokens_of(" . ".join((*clause.path[-2:], clause.heading)))) for clause in reading.clauses]


def clause_stems(reading: Reading) -> list[frozenset[str]]:
    return [frozenset(tokens_of(clause.text)) for clause in reading.clauses]


def in_fewer_columns(signals: "csr_matrix") -> "csr_matrix":
    """A clause's signals in the columns of a question's, which are the same hash folded."""
    from scipy.sparse import csr_matrix

    rows = np.repeat(np.arange(signals.shape[0]), np.diff(signals.indptr))
    return csr_matrix(
        (signals.data, (rows, signals.indices % QUESTION_COLUMNS)), shape=(signals.shape[0], QUESTION_COLUMNS)
    )


def features(question: Question, shelf: Shelf, topic_columns: Sequence[tuple[int, int]]) -> np.ndarray:
    """One row a clause of the shelf, one column a feature, in the order of FEATURES."""
    own, wider = shelf.words.scores(question.own), shelf.words.scores(question.wider)
    meaning, across = shelf.like(question.vector)
    topic_meaning, topic_across = shelf.like(question.widened_vector)
    at, column = np.array(topic_columns, dtype=int).reshape(-1, 2).T
    probability = question.topics[at]
    logits = np.clip(shelf.heads[:, column], -8, 8)
    likely = 1 / (1 + np.exp(-logits))
    mass = float(probability.sum())
    wanted = np.array([shape in question.wants for shape in SHAPES], dtype=np.float32)
    held = (shelf.shapes * wanted).max(axis=1) if wanted.any() else np.zeros(len(shelf.clauses))
    own_stems, searched = frozenset(question.own), frozenset((*question.own, *question.wider))
    own_share = shelf.stem_places.shared(own_stems) / max(1, len(own_stems))
    shared = shelf.ideas.shared(question.ideas) / max(1, len(question.ideas))
    headed = shelf.headings.shared(searched) / np.maximum(1, shelf.headings.sizes)
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
        np.maximum(shelf.chinese, float(question.chinese)),
        shelf.topics @ question.topics,
        shelf.topics[:, int(question.topics.argmax())] * float(question.topics.max()),
        across,
        topic_across,
        1 / (1 + _rank(across + topic_across)),
    ]
    return np.stack(columns, axis=-1).astype(np.float32)


def _rank(scores: np.ndarray) -> np.ndarray:
    """How many others are as good or better: where nothing tells clauses apart, none of them comes first.

    >>> _rank(np.array([0.5, 0.0, 0.9, 0.0])).tolist()
    [1.0, 3.0, 0.0, 3.0]
    """
    ordered = np.sort(scores)
    return np.asarray(len(scores) - np.searchsorted(ordered, scores, side="left") - 1, dtype=np.float64)


def _padded(text: str) -> str:
    return f" {' '.join(tokens_of(text))} "


def _stacked(parts: Sequence[np.ndarray]) -> np.ndarray:
    return np.vstack(parts) if parts else np.zeros((0, 0), dtype=np.float32)
