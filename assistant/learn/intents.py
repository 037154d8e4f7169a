"""Which topic a typed question is about: the bank of questions, the heads fitted on it, and questions understood by them."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix

from assistant.heads import Heads, unit_rows
from assistant.learn.examples import HERE
from assistant.learn.fit import Recipe, fit_heads, rarity
from assistant.learn.meaning import embedded, read_by_models
from assistant.rank import in_fewer_columns
from assistant.reading import Reading, as_matrix
from assistant.understand import (
    OFF_TOPIC,
    QUESTION_COLUMNS,
    Question,
    is_chinese,
    signals_of,
    understand,
    unit_parts,
    vector_of,
)

INTENT_RECIPE = Recipe(steps=150, decay=1e-4, decay_meaning=3e-5, document_weight=0.0, first_bias=-4.0)
SEED = 20_261_125
# How much more an idle question counts than one about agreements: few of these may be taken for idle.
IDLE = 5.0
NO_TOPIC_KNOWN = -1


def bank(taught: bool) -> list[dict[str, str]]:
    """The questions of the bank; with the known wordings of the labelled questions only when they are to be `taught`."""
    lines = (HERE / "questions" / "intents.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [row for row in rows if taught or not row.get("known")]


def asked() -> list[str]:
    """Our own questions to agreements: none of them is idle, whatever their topic."""
    lines = (HERE / "questions" / "asked.jsonl").read_text(encoding="utf-8").splitlines()
    return sorted({json.loads(line)["question"] for line in lines})


def wordings_of(taught: bool) -> dict[str, list[str]]:
    """Every wording of each topic."""
    found = defaultdict(list)
    for row in bank(taught):
        found[row["intent"]].append(row["question"])
    return found


@dataclass(frozen=True)
class Intents:
    heads: Heads
    accuracy: float

    @classmethod
    def fitted(cls, folder: Path, taught: bool) -> "Intents":
        rows = bank(taught)
        names = tuple(dict.fromkeys(row["intent"] for row in rows))
        questions = [row["question"] for row in rows] + asked()
        raw = as_matrix([signals_of(question) for question in questions], QUESTION_COLUMNS)
        meaning = _question_vectors(questions, folder)
        target = np.array(
            [names.index(row["intent"]) for row in rows] + [NO_TOPIC_KNOWN] * (len(questions) - len(rows))
        )
        dice = np.random.default_rng(SEED)
        held = np.concatenate([dice.random(len(rows)) < 0.15, np.zeros(len(questions) - len(rows), dtype=bool)])
        trial = cls._fit(names, raw[~held], meaning[~held], target[~held])
        idle = names.index(OFF_TOPIC)
        tried = held & (target != idle)
        logits = trial.scores(raw[tried], meaning[tried])
        logits[:, idle] = -np.inf
        chinese = np.array([is_chinese(question) for question in questions])[tried]
        sharpness = [_sharpest(logits[chinese == other], target[tried][chinese == other]) for other in (False, True)]
        heads = cls._fit(names, raw, meaning, target)
        heads = replace(heads, extra=heads.extra | {"sharpness": np.array(sharpness, dtype=np.float32)})
        return cls(heads, float((logits.argmax(axis=1) == target[tried]).mean()))

    def used_to(self, readings: Sequence[Reading]) -> "Intents":
        """The same, knowing how like each topic the clauses of agreements usually are."""
        scores = np.vstack([self.heads.scores(in_fewer_columns(r.signals), r.meaning)[r.citable] for r in readings])
        usual = {"clause_mean": scores.mean(axis=0), "clause_spread": scores.std(axis=0) + 1e-3}
        return replace(self, heads=replace(self.heads, extra=self.heads.extra | usual))

    @staticmethod
    def _fit(names: tuple[str, ...], raw: csr_matrix, meaning: np.ndarray, target: np.ndarray) -> Heads:
        idf = rarity(raw)
        of_topic = target != NO_TOPIC_KNOWN
        goal = np.where(of_topic[:, None], np.eye(len(names), dtype=np.float32)[target], 0.0).astype(np.float32)
        weights = (1 + goal * 20) * of_topic[:, None]
        idle = names.index(OFF_TOPIC)
        weights[:, idle] = 1 + goal[:, idle] * IDLE
        fitted = fit_heads(unit_rows(raw, idf), meaning, goal, weights, INTENT_RECIPE)
        centres = np.stack([unit_parts(meaning[target == i].mean(axis=0)) for i in range(len(names))])
        return Heads(names, idf, fitted.weights, fitted.meaning_weights, fitted.bias, {}, {"centres": centres})


def _sharpest(logits: np.ndarray, target: np.ndarray) -> float:
    """By what to multiply logits so that a topic's probability is the share of times it is right."""
    from scipy.special import log_softmax

    def surprise(by: float) -> float:
        return -float(log_softmax(by * logits, axis=1)[np.arange(len(target)), target].mean())

    return float(min(np.linspace(0.5, 4.0, 36), key=surprise))


def _question_vectors(texts: Sequence[str], folder: Path) -> np.ndarray:
    vectors = embedded(texts, folder)
    return np.array([vector_of(text, vector) for text, vector in zip(texts, vectors, strict=True)])


class Understood:
    """Questions understood once each."""

    def __init__(self, heads: Heads) -> None:
        self._heads = heads
        self._seen: dict[str, Question] = {}

    def __call__(self, text: str) -> Question:
        if text not in self._seen:
            self._seen[text] = understand(text, _embedded, self._heads)
        return self._seen[text]


@cache
def _embedded(text: str) -> np.ndarray:
    return np.asarray(read_by_models([text])[0])
