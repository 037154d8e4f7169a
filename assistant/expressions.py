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

    def met(self, text: str) -> float:
        """Share of the groups that stand in a text; nothing where a word forbids it."""
        if any(pattern.search(text) for pattern in self.never):
            return 0.0
        return sum(bool(pattern.search(text)) for pattern in self.groups) / len(self.groups)


def expressed(requirement: str, tagged: str) -> np.ndarray:
    """How a clause, its parties replaced by their roles, expresses a requirement; shape (FEATURES,).

    Whether one sentence meets a way whole; whether the clause does over several; the best share in one sentence; how many
    sentences meet a way whole.
    """
    ways = _load().get(requirement, ())
    if not ways:
        return np.zeros(FEATURES)
    sentences = [s for s in _SENTENCE.split(tagged) if len(s) > 20] or [tagged]
    best = [max(way.met(s) for way in ways) for s in sentences]
    whole = sum(share == 1.0 for share in best)
    return np.array(
        [float(whole > 0), float(any(way.met(tagged) == 1.0 for way in ways)), max(best), min(whole, 3) / 3]
    )


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
