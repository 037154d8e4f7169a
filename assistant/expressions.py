"""Expert patterns: how agreements say that they do what a requirement asks, matched sentence by sentence.

    "customerrole may inspect the plant of supplierrole once a year"
      audit_rights.facility_audit: all groups of a way stand in one sentence  ->  1.0

`corpus/expressions.yaml` holds the patterns, English and Chinese. They say less than the learnt heads and know nothing of
frequency; what they add is that all parts of a promise stand together, with the right party in them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import yaml

FEATURES = 4
_SENTENCE = re.compile(r"(?<=[.;。；])\s+|(?<=[。；])|\n{2,}")


@dataclass(frozen=True)
class Way:
    """Groups that must all stand in a sentence, and groups of which none may."""

    groups: tuple[re.Pattern[str], ...]
    never: tuple[re.Pattern[str], ...]

    def shares(self, text: str, sentences: Sequence[str]) -> tuple[float, list[float]]:
        """Share of the groups that stand in the clause, and in each sentence; nothing where a word forbids it."""
        there = [pattern for pattern in self.groups if pattern.search(text)]
        of_clause = 0.0 if self._forbidden(text) else len(there) / len(self.groups)
        if len(sentences) == 1 and sentences[0] == text:
            return of_clause, [of_clause]
        # A group that the clause lacks stands in none of its sentences.
        of_sentences = [
            0.0
            if self._forbidden(sentence)
            else sum(bool(pattern.search(sentence)) for pattern in there) / len(self.groups)
            for sentence in sentences
        ]
        return of_clause, of_sentences

    def _forbidden(self, text: str) -> bool:
        return any(pattern.search(text) for pattern in self.never)


def expressed(requirement: str, tagged: str) -> np.ndarray:
    """How a clause, its parties replaced by their roles, expresses a requirement; shape (FEATURES,).

    Whether one sentence meets a way whole; whether the clause does over several; the best share in one sentence; how many
    sentences meet a way whole.
    """
    ways = _load().get(requirement, ())
    if not ways:
        return np.zeros(FEATURES)
    sentences = [s for s in _SENTENCE.split(tagged) if len(s) > 20] or [tagged]
    shares = [way.shares(tagged, sentences) for way in ways]
    best = [max(of_way) for of_way in zip(*(of_sentences for _, of_sentences in shares), strict=True)]
    whole = sum(share == 1.0 for share in best)
    over_all = max(of_clause for of_clause, _ in shares)
    return np.array([float(whole > 0), float(over_all == 1.0), max(best), min(whole, 3) / 3])


def has_ways(requirement: str) -> bool:
    return requirement in _load()


@cache
def _load() -> Mapping[str, Sequence[Way]]:
    path = Path(__file__).resolve().parent.parent / "corpus" / "expressions.yaml"
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    words: dict[str, str] = {}
    for name, pattern in raw["words"].items():
        words[name] = _filled(pattern, words)
    return {
        requirement: tuple(
            Way(
                tuple(re.compile(_filled(group, words), re.IGNORECASE) for group in way["all"]),
                tuple(re.compile(_filled(group, words), re.IGNORECASE) for group in way.get("not", ())),
            )
            for way in ways
        )
        for requirement, ways in raw["ways"].items()
    }


def _filled(pattern: str, words: Mapping[str, str]) -> str:
    """The pattern with {NAME} replaced; counts such as {0,40} stay."""
    return re.sub(r"\{([A-Z]+)\}", lambda m: f"(?:{words[m.group(1)]})", pattern)
