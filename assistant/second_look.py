"""A second look at the few clauses that scored best for a requirement: what their words say, and which is the operative one.

The learnt heads find the clauses; here each is read again by expert patterns, by who is bound and how firmly, and by whether
it belongs more to another requirement. Two things follow: features for "is it there?", and the order of the evidence.
"""

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from assistant import likeness
from assistant.decision import NO_CLAUSE, Choice
from assistant.expressions import FEATURES, Wording, expressed
from assistant.holders import in_wrong_hands
from assistant.reading import Reading
from assistant.roles import CUSTOMER, SUPPLIER
from assistant.rulings import only_in_part
from assistant.weakness import sent_elsewhere
from ingest.document import Clause

CANDIDATES = 10
_AUXILIARY = r"\s+(?:\w+\s+){0,3}(?:may|shall|will|has|must|is|agrees)\b"
_CUSTOMER_ACTS, _SUPPLIER_ACTS = re.compile(CUSTOMER + _AUXILIARY), re.compile(SUPPLIER + _AUXILIARY)
_HEDGED = re.compile(r"reasonable (?:efforts|endeavo)|best efforts|good faith|discretion|尽力|尽合理|协商")
_NO_DUTY = re.compile(
    r"no obligation|not obligated|shall not be (?:required|obligated)|under no obligation|无义务|无须"
)
_CONFIDENTIAL = re.compile(r"confidential|保密")
# A sentence's score counts from here on: below, it has nothing to do with the matter.
_NO_SENTENCE = -6.0
# Columns of the rows: the score, then what the expert patterns say.
_SCORE, _WHOLE, _CLAUSE, _PARTLY, _TRAP = 0, 4, 5, 7, 8
_LIKENESS = 24
COLUMNS = _LIKENESS + likeness.FEATURES
# A clause that has nothing to do with the matter is not searched for its expressions: that takes most of the time.
_UNSAID = np.zeros(FEATURES)


@dataclass(frozen=True)
class SecondLook:
    """The best clauses of each requirement, best first, and what is to be said of each."""

    clauses: np.ndarray
    """Positions in the reading, shape (requirements, CANDIDATES); -1 where a short document has fewer."""
    rows: np.ndarray
    """Shape (requirements, CANDIDATES, columns)."""

    @cached_property
    def held(self) -> np.ndarray:
        return self.clauses >= 0

    def presence(self) -> np.ndarray:
        """Features of "is it there?", shape (requirements, 21): clauses that say it in so many words, in part, or only seem
        to, and what labelled clauses like the best ones say."""
        score = self.rows[..., _SCORE]
        whole, partly, trap = (self.rows[..., column] * self.held for column in (_WHOLE, _PARTLY, _TRAP))
        sure = 1 / (1 + np.exp(-np.clip(score, -30, 30)))
        first = slice(0, 3)
        said = np.maximum(whole, partly).max(axis=1)

        def best_where(kept: np.ndarray) -> np.ndarray:
            return np.asarray(np.maximum(np.where(self.held & kept, score, NO_CLAUSE).max(axis=1), NO_CLAUSE))

        alike = self.rows[..., _LIKENESS:]
        words = np.stack(
            [
                (whole * sure).max(axis=1),
                whole.max(axis=1),
                best_where(whole > 0),
                best_where((whole == 0) & (partly == 0) & (trap == 0)),
                whole[:, 0],
                whole.sum(axis=1),
                (self.rows[..., _CLAUSE] * self.held)[:, first].max(axis=1),
                partly.max(axis=1),
                (partly * sure).max(axis=1),
                best_where(partly > 0),
                trap[:, 0],
                best_where(trap == 0),
                trap[:, first].mean(axis=1),
                said,
                said * np.maximum(score[:, 0], NO_CLAUSE),
            ],
            axis=-1,
        )
        return np.hstack([words, alike[:, 0], alike[:, first, :2].max(axis=1)])

    def evidence(self, choice: Choice) -> list[dict[int, float]]:
        """For each requirement the candidates' positions, likeliest first, with how likely each is the clause to cite."""
        likely = choice.probabilities(self.rows, self.held)
        return [
            {
                int(self.clauses[r, k]): float(likely[r, k])
                for k in np.argsort(-likely[r], kind="stable")
                if self.held[r, k]
            }
            for r in range(len(likely))
        ]


def second_look(
    reading: Reading,
    scores: np.ndarray,
    sentences: np.ndarray,
    whole: np.ndarray,
    requirements: tuple[str, ...],
    labelled: likeness.Likeness,
) -> SecondLook:
    """`scores` are logits of whole clauses, `sentences` of each clause's best sentence, `whole` of "wholly"; (clauses,
    requirements). `labelled` are the clauses to compare with."""
    both = (scores + sentences) / 2
    citable = np.flatnonzero(reading.citable)
    places = np.full((len(requirements), CANDIDATES), -1, dtype=np.int64)
    rows = np.zeros((len(requirements), CANDIDATES, COLUMNS))
    wordings: dict[int, tuple[str, Wording]] = {}
    for r, requirement in enumerate(requirements):
        best = citable[np.argsort(-both[citable, r], kind="stable")][:CANDIDATES]
        for k, i in enumerate(int(i) for i in best):
            clause = reading.clauses[i]
            if i not in wordings:
                words = reading.roles.tag(clause.text).lower()
                wordings[i] = words, Wording.of(words)
            words, wording = wordings[i]
            places[r, k] = i
            rows[r, k, :_LIKENESS] = [
                both[i, r],
                scores[i, r],
                max(sentences[i, r], _NO_SENTENCE),
                whole[i, r],
                *(expressed(requirement, wording) if both[i, r] > NO_CLAUSE else _UNSAID),
                *_what_is_said(requirement, clause, words, reading),
                both[i, r] - both[best[0], r],
                1 / (1 + k),
                both[i, r] - np.delete(both[i], r).max(initial=-np.inf) if len(requirements) > 1 else 0.0,
                scores[i, r] - sentences[i, r],
                i / len(scores),
            ]
        rows[r, : len(best), _LIKENESS:] = labelled.of(reading.meaning[best], requirement)
    return SecondLook(places, rows)


def _what_is_said(requirement: str, clause: Clause, words: str, reading: Reading) -> list[float]:
    return [
        float(in_wrong_hands(requirement, clause, reading)),
        float(only_in_part(requirement, clause.text)),
        float(sent_elsewhere(clause.text)),
        float(clause.kind == "definition"),
        float(np.log1p(len(clause.text))),
        *(
            float(bool(pattern.search(words)))
            for pattern in (_HEDGED, _NO_DUTY, _CUSTOMER_ACTS, _SUPPLIER_ACTS, _CONFIDENTIAL)
        ),
    ]
