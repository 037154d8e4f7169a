"""Fitting what `assistant.belief` knows: the network, the check, what is usual, and the thresholds.

Everything that another question taught is fitted on other texts than the one a question is put to, also within the
training set: the check must not learn to trust a figure that it would not have for a new agreement.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.belief import CATEGORIES, Knowledge, Logistic, Usual, evidence_of, words_held
from assistant.learn.networks import cautious_threshold, fit_answerable
from assistant.rank import Network, Shelf, within_reason
from assistant.understand import Question

# Such questions as the mean of all topics, added to each topic's own.
AS_USUAL = 3.0
# How strongly the check is held back from trusting single figures; chosen on texts left out, our own questions only.
CHECK_STRENGTH = 0.03
# How much an idle question counts beside one about agreements: as much as these they would teach to refuse what is asked oddly.
IDLE_COUNTS = 0.05
# Of our own questions without an answer, the share to be refused: a wrong answer costs more than a look at the nearest clauses.
REFUSED = 0.8
# The same for questions to Chinese texts, where a clause shows fewer signs and 0.8 would refuse most of what is there.
REFUSED_IN_CHINESE = 0.7
# Of the balanced accuracy on the usual categories, what may be given up for fewer wrong answers.
GIVEN_UP = 0.01


@dataclass(frozen=True)
class Put:
    """A question put to a text: the rows of its clauses, which of them are right, and the fold of the text."""

    question: Question
    shelf: Shelf
    rows: np.ndarray
    right: tuple[int, ...]
    answerable: bool
    of_category: bool
    category: int
    """The contract category asked for, -1 for none."""
    fold: int
    idle: bool = False
    """Nothing that any agreement deals with: refusing it says nothing about where to set the thresholds."""


def fit_knowledge(
    columns: Sequence[tuple[int, int]], ranking: Network, put: Sequence[Put], chinese_put: Sequence[Put]
) -> Knowledge:
    """All that is known beside the ranking, from questions that were put to texts, and to Chinese ones apart."""
    scores = [ranking(p.rows) for p in put]
    folds = np.array([p.fold for p in put])
    y = np.array([p.answerable for p in put])
    other = np.array([not p.of_category for p in put])
    idle = np.array([p.idle for p in put])
    evidence = np.empty(0)
    for fold in sorted(set(folds)):
        usual = fit_usual([p for p in put if p.fold != fold])
        for i in np.flatnonzero(folds == fold).tolist():
            row = evidence_of(put[i].question, put[i].shelf, scores[i], put[i].rows, columns, usual)
            if not len(evidence):
                evidence = np.zeros((len(put), len(row)), dtype=np.float32)
            evidence[i] = row
    held = np.array(
        [
            np.concatenate([evidence[i], words_held(put[i].question, put[i].shelf, scores[i])])
            for i in np.flatnonzero(other).tolist()
        ]
    )
    counted = np.where(idle, IDLE_COUNTS, 1.0)
    weight = np.where(other, 6.0, 1.0) * counted
    network_logits, check_logits = np.zeros(len(put)), np.zeros(int(other.sum()))
    for fold in sorted(set(folds)):
        kept, left = folds != fold, folds == fold
        network_logits[left] = fit_answerable(evidence[kept], y[kept], weight[kept]).cautious(evidence[left])
        check_logits[left[other]] = fit_check(held[kept[other]], y[other & kept], counted[other & kept])(
            held[left[other]]
        )
    usual = fit_usual(put)
    knowledge = Knowledge(
        tuple(columns),
        ranking,
        usual,
        fit_answerable(evidence, y, weight),
        fit_check(held, y[other], counted[other]),
        0.5,
        0.5,
        0.5,
        *_of_chinese_clauses(ranking, chinese_put, columns, usual),
    )
    believed = np.array(
        [
            knowledge.weighed(put[i].question, network_logits[i], check)
            for i, check in zip(np.flatnonzero(other).tolist(), check_logits, strict=True)
        ]
    )
    chinese = np.array([p.question.chinese for p in put])[other]
    of_category = 1 / (1 + np.exp(-network_logits[~other]))
    return replace(
        knowledge,
        threshold=cautious_threshold(of_category, y[~other], GIVEN_UP),
        threshold_other=_refusing(believed, ~y[other] & ~idle[other] & ~chinese),
        threshold_chinese=_refusing(believed, ~y[other] & ~idle[other] & chinese),
    )


def _of_chinese_clauses(
    ranking: Network, put: Sequence[Put], columns: Sequence[tuple[int, int]], usual: Usual
) -> tuple[Logistic, float]:
    """The check of Chinese clauses, and its threshold, settled on texts it was not fitted on."""
    seen = []
    for p in put:
        scores = ranking(p.rows)
        evidence = evidence_of(p.question, p.shelf, scores, p.rows, columns, usual)
        seen.append(np.concatenate([evidence, words_held(p.question, p.shelf, scores)]))
    held = np.array(seen)
    y, texts = np.array([p.answerable for p in put]), np.array([id(p.shelf) for p in put])
    idle = np.array([p.idle for p in put])
    counted = np.where(idle, IDLE_COUNTS, 1.0)
    believed = np.zeros(len(put))
    for text in dict.fromkeys(texts.tolist()):
        kept = texts != text
        believed[~kept] = fit_check(held[kept], y[kept], counted[kept])(held[~kept])
    return fit_check(held, y, counted), _refusing(1 / (1 + np.exp(-believed)), ~y & ~idle, REFUSED_IN_CHINESE)


def _refusing(believed: np.ndarray, unanswered: np.ndarray, share: float = REFUSED) -> float:
    """The threshold that refuses as many of these questions without an answer as we want refused."""
    return float(np.quantile(believed[unanswered], share)) if unanswered.any() else 0.5


def fit_usual(put: Sequence[Put]) -> Usual:
    """What these questions and texts teach about questions to other texts; idle ones teach nothing of it."""
    put = [p for p in put if not p.idle]
    shelves = list({id(p.shelf): p.shelf for p in put}.values())
    most = np.array([shelf.most_topics for shelf in shelves])
    has = {(id(p.shelf), p.category): p.answerable for p in put if p.category >= 0}
    curves = [
        _curve([(shelf.most_heads[c], has[id(shelf), c]) for shelf in shelves if (id(shelf), c) in has])
        for c in range(CATEGORIES)
    ]
    return Usual(
        _answered([p for p in put if p.of_category]),
        _answered([p for p in put if not p.of_category]),
        np.array([slope for slope, _ in curves], dtype=np.float32),
        np.array([bias for _, bias in curves], dtype=np.float32),
        most.mean(axis=0),
        most.std(axis=0) + 1e-3,
    )


def _answered(put: Sequence[Put]) -> np.ndarray:
    topics = np.array([p.question.topics for p in put])
    y = np.array([p.answerable for p in put], dtype=np.float64)
    return np.asarray((topics.T @ y + AS_USUAL * y.mean()) / (topics.sum(axis=0) + AS_USUAL), dtype=np.float32)


def _curve(points: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    from sklearn.linear_model import LogisticRegression

    x, y = np.array([[logit] for logit, _ in points]), np.array([here for _, here in points])
    if len(points) < 2 or y.all() or not y.any():
        return 1.0, 0.0
    fitted = LogisticRegression(C=1.0).fit(x, y)
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def fit_check(x: np.ndarray, y: np.ndarray, counted: np.ndarray) -> Logistic:
    """The check: a logistic regression in which questions with and without an answer weigh the same, but for how each is `counted`."""
    from sklearn.linear_model import LogisticRegression

    mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-4
    fitted = LogisticRegression(C=CHECK_STRENGTH, class_weight="balanced", max_iter=1000).fit(
        within_reason((x - mean) / scale), y, counted
    )
    return Logistic(mean, scale, fitted.coef_[0], float(fitted.intercept_[0]))


def usual_as_dict(usual: Usual) -> Mapping[str, list[float]]:
    return {name: np.asarray(values, dtype=np.float64).round(5).tolist() for name, values in vars(usual).items()}
