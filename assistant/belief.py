"""Whether the documents answer a question at all: a belief, and the threshold from which to answer.

Two readers look at the best clauses, and the kind of question says whose word counts:

    the network     usual contract categories, which agreements often leave out; learnt on thousands of questions
    the check       questions in people's own words: does a sentence speak of all that is asked, and hold the value asked for?
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from math import log
from pathlib import Path
from typing import Any

import numpy as np

from assistant.excerpt import values_in
from assistant.heads import WEIGHTS
from assistant.rank import FEATURES, SHAPES, Network, Shelf, within_reason
from assistant.understand import Question, holds
from assistant.words import Asked, asked_things

BEST = 5
FEWEST = 30
"""A shorter document is judged like one of this many clauses: the networks have not seen smaller ones."""
CATEGORIES = 26
"""The first heads are the contract categories; the requirements of the checklist follow."""
# How telling a word is that the documents do not know: the glossary's entries are, everyday words hardly.
UNKNOWN_IN_GLOSSARY, UNKNOWN = 0.6, 0.4
# A sentence that holds the value asked for may miss this share of the words.
FOR_A_VALUE = 0.25


@dataclass(frozen=True)
class Logistic:
    """A logistic regression, read with numpy."""

    mean: np.ndarray
    scale: np.ndarray
    weights: np.ndarray
    bias: float

    def __call__(self, features: np.ndarray) -> np.ndarray:
        """A logit for each row of `features`."""
        return np.asarray(within_reason((features - self.mean) / self.scale) @ self.weights + self.bias)

    def as_dict(self) -> dict[str, Any]:
        return {name: np.asarray(value).round(5).tolist() for name, value in vars(self).items()}

    @classmethod
    def from_dict(cls, raw: dict[str, Any]) -> "Logistic":
        mean, scale, weights = (np.array(raw[name], dtype=np.float32) for name in ("mean", "scale", "weights"))
        return cls(mean, scale, weights, float(raw["bias"]))


@dataclass(frozen=True)
class Usual:
    """What other agreements taught: how often a question on each topic finds an answer, and when a head says "it is here"."""

    category_answered: np.ndarray
    """Share of answered questions by topic, of the contract categories."""
    other_answered: np.ndarray
    """The same of questions in people's own words."""
    slope: np.ndarray
    bias: np.ndarray
    """For each contract category: the probability that a text has it is a logistic function of its best clause's logit."""
    text_mean: np.ndarray
    text_spread: np.ndarray
    """For each topic: how like it the likest clause of a text usually is."""


@dataclass(frozen=True)
class Knowledge:
    """All that was learnt for answering: which heads speak for which topic, the networks, the check, the thresholds."""

    topic_columns: tuple[tuple[int, int], ...]
    """(position among the question's topics, column among the clause heads)"""
    ranking: Network
    usual: Usual
    answerable: Network
    check: Logistic
    threshold: float
    """From which probability to answer a question on a usual contract category."""
    threshold_other: float
    """The same for any other question: people ask about what they expect to find, and the nearest clause often misleads."""
    threshold_chinese: float
    """The same for any other question in Chinese, which is answered on fewer signs."""
    chinese_check: Logistic
    """The check of a Chinese clause: what the figures mean there is learnt on Chinese agreements."""
    threshold_chinese_clause: float
    """From which of its probabilities to answer."""

    def of_categories(self, question: Question) -> float:
        """How much the question is about the usual contract categories."""
        return float(sum(question.topics[at] for at, column in self.topic_columns if column < CATEGORIES))

    def belief(self, question: Question, shelf: Shelf, scores: np.ndarray, rows: np.ndarray) -> float:
        """The probability that the documents answer the question."""
        evidence = evidence_of(question, shelf, scores, rows, self.topic_columns, self.usual)
        seen = np.concatenate([evidence, words_held(question, shelf, scores)])[None, :]
        if best_is_chinese(shelf, scores):
            return _probability(self.chinese_check(seen)[0]) * (1 - question.off_topic)
        check = self.check(seen)[0]
        return self.weighed(question, self.answerable.cautious(evidence[None, :])[0], check)

    def weighed(self, question: Question, network: float, check: float) -> float:
        """One probability of the two logits."""
        usual = self.of_categories(question)
        logit = usual * network + (1 - usual) * check
        return _probability(logit) * (1 - question.off_topic)

    def answers(self, question: Question, p: float, chinese_clause: bool = False) -> bool:
        """Whether to say that the documents answer this question, believed with probability `p`."""
        if chinese_clause:
            return p >= self.threshold_chinese_clause
        other = self.threshold_chinese if question.chinese else self.threshold_other
        return p >= other + (self.threshold - other) * self.of_categories(question)


def best_is_chinese(shelf: Shelf, scores: np.ndarray) -> bool:
    """Whether the best clause is in Chinese, where the figures mean something else."""
    return bool(shelf.chinese[int(scores.argmax())])


def _probability(logit: float) -> float:
    return float(1 / (1 + np.exp(-logit)))


def evidence_of(
    question: Question,
    shelf: Shelf,
    scores: np.ndarray,
    rows: np.ndarray,
    topic_columns: Sequence[tuple[int, int]],
    usual: Usual,
) -> np.ndarray:
    """One row: the best clauses, how far ahead they are, and what other agreements taught of such questions."""
    return np.concatenate(
        [_of_ranking(question, scores, rows, topic_columns), _of_topics(question, shelf, topic_columns, usual)]
    ).astype(np.float32)


def _of_ranking(
    question: Question, scores: np.ndarray, rows: np.ndarray, topic_columns: Sequence[tuple[int, int]]
) -> np.ndarray:
    """The best clause's features and score, how far ahead it is, and what kind of question it is."""
    order = np.argsort(-scores)[:BEST]
    best = scores[order]
    padded = np.concatenate([best, np.full(BEST - len(best), best[-1] if len(best) else -10.0)])
    of_heads = question.topics[[position for position, _ in topic_columns]]
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
    return np.concatenate([general, top, mean, most])


def _of_topics(question: Question, shelf: Shelf, topic_columns: Sequence[tuple[int, int]], usual: Usual) -> np.ndarray:
    """Whether the documents speak of the topic more than agreements usually do, and how often such a question is answered."""
    sure = question.topics**2 / float((question.topics**2).sum())
    stands_out = (shelf.most_topics - usual.text_mean) / usual.text_spread
    categories = [(at, column) for at, column in topic_columns if column < CATEGORIES]
    here = 1 / (1 + np.exp(-(shelf.most_heads[:CATEGORIES] * usual.slope + usual.bias)))
    of_category = np.array([question.topics[at] for at, _ in categories])
    has = here[[column for _, column in categories]]
    return np.array(
        [
            question.topics @ stands_out,
            sure @ stands_out,
            question.topics @ usual.category_answered,
            question.topics @ usual.other_answered,
            of_category @ has,
            of_category @ (has - 0.5),
        ]
    )


@dataclass(frozen=True)
class _Held:
    """What the best sentence of one clause holds of the question, each from 0 to 1."""

    of_all: float
    by_clause: float
    value: float
    of_kind: float
    of_glossary: float
    of_plain: float
    rarest: float


def words_held(question: Question, shelf: Shelf, scores: np.ndarray) -> np.ndarray:
    """One row: how much of the question the best clauses speak of, sentence by sentence, and whether they hold what it wants."""
    things = asked_things(question.text)
    telling = np.array([_telling(thing, shelf) for thing in things])
    held = [_held(question, things, telling, shelf, int(i)) for i in np.argsort(-scores)[:BEST]]
    first = held[0]
    wants = bool(question.wants & set(SHAPES))
    unknown = sum(not thing.in_glossary and not _known(thing, shelf) for thing in things) / max(1, len(things))
    return np.array(
        [
            *(getattr(first, field.name) for field in fields(_Held)),
            *(max(getattr(one, field.name) for one in held[:3]) for field in fields(_Held)),
            max(one.of_all for one in held),
            max(one.rarest for one in held),
            wants * (1 - first.of_kind),
            max(one.of_all * (one.of_kind if wants else 1) for one in held[:3]),
            unknown,
            min(len(things), 12) / 12,
            float(question.chinese) * first.of_all,
            *(float(shape in question.wants) for shape in ("duration", "amount", "party")),
        ],
        dtype=np.float32,
    )


def _held(question: Question, things: Sequence[Asked], telling: np.ndarray, shelf: Shelf, place: int) -> _Held:
    above, sentences = shelf.spoken(place)
    in_heading = np.array([thing.stands_in(above) for thing in things], dtype=bool)
    wanted = [shape for shape in SHAPES if shape in question.wants]
    best: tuple[float, np.ndarray, str, bool] | None = None
    anywhere = in_heading.copy()
    for sentence, padded in sentences:
        spoken = in_heading | np.array([thing.stands_in(padded) for thing in things], dtype=bool)
        anywhere |= spoken
        of_kind = any(holds(shape, sentence) for shape in wanted)
        worth = _share(telling, spoken) + FOR_A_VALUE * of_kind
        if best is None or worth > best[0]:
            best = (worth, spoken, sentence, of_kind)
    assert best is not None
    _, spoken, sentence, of_kind = best
    in_glossary = np.array([thing.in_glossary for thing in things], dtype=bool)
    return _Held(
        _share(telling, spoken),
        _share(telling, anywhere),
        float(bool(wanted) and bool(values_in(sentence, question))),
        float(of_kind),
        _share(telling[in_glossary], spoken[in_glossary]),
        _share(telling[~in_glossary], spoken[~in_glossary]),
        float(spoken[int(telling.argmax())]) if len(telling) else 0.0,
    )


def _share(telling: np.ndarray, spoken: np.ndarray) -> float:
    """How much of what is asked is spoken of; half where nothing of the kind is asked."""
    return float(telling[spoken].sum() / telling.sum()) if len(telling) else 0.5


def _telling(thing: Asked, shelf: Shelf) -> float:
    """How much one thing tells: rare words of these documents most."""
    counts = [count for token in thing.tokens if (count := shelf.seen(token))]
    if not counts:
        return UNKNOWN_IN_GLOSSARY if thing.in_glossary else UNKNOWN
    clauses = len(shelf.clauses) + 1
    return log(clauses / (min(counts) + 0.5)) / log(clauses + 1) + 0.01


def _known(thing: Asked, shelf: Shelf) -> bool:
    return any(shelf.seen(token) for token in thing.tokens)


@cache
def load_knowledge(path: Path = WEIGHTS / "ranking.json") -> Knowledge:
    """What ships; loaded once in a process."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    return Knowledge(
        tuple((a, b) for a, b in raw["topic_columns"]),
        Network.from_dict(raw["ranking"]),
        Usual(**{name: np.array(values, dtype=np.float32) for name, values in raw["usual"].items()}),
        Network.from_dict(raw["answerable"]),
        Logistic.from_dict(raw["check"]),
        raw["threshold"],
        raw["threshold_other"],
        raw["threshold_chinese"],
        Logistic.from_dict(raw["chinese_check"]),
        raw["threshold_chinese_clause"],
    )
