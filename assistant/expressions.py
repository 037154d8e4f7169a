"""Expert patterns: how agreements say that they do what a requirement asks, matched sentence by sentence.

    "customerrole may inspect the plant of supplierrole once a year"
      audit_rights.facility_audit: all groups of a way stand in one sentence  ->  1.0

`corpus/expressions` holds the patterns, English and Chinese. They say less than the learnt heads and know nothing of
frequency; what they add is that all parts of a promise stand together, with the right party in them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml

FEATURES = 5
_FOLDER = Path(__file__).resolve().parent.parent / "corpus" / "expressions"
# Shorter pieces are numbers and headings.
_SHORT, _SHORT_CHINESE = 20, 6
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_SENTENCE = re.compile(r"(?<=[.;。；])\s+|(?<=[。；])|\n{2,}")


@dataclass(frozen=True)
class Way:
    """Groups that must all stand in a sentence, and groups of which none may; each a key of `_pattern`."""

    groups: tuple[str, ...]
    never: tuple[str, ...]


@dataclass(frozen=True)
class Ways:
    """What is known of one requirement: sentences that meet it, that meet it in part, that only look like it."""

    whole: tuple[Way, ...] = ()
    partly: tuple[Way, ...] = ()
    traps: tuple[Way, ...] = ()


@dataclass
class _Words:
    """A clause or sentence, and which patterns were found in it: ways share many of their groups."""

    text: str
    found: dict[str, bool] = field(default_factory=dict)

    def has(self, pattern: str) -> bool:
        known = self.found.get(pattern)
        if known is None:
            known = self.found[pattern] = _pattern(pattern).search(self.text) is not None
        return known

    def meets(self, way: Way) -> bool:
        return all(self.has(p) for p in way.groups) and not any(self.has(p) for p in way.never)


@dataclass(frozen=True)
class Wording:
    """The words of one clause, taken apart once for all requirements."""

    whole: _Words
    sentences: tuple[_Words, ...]

    @classmethod
    def of(cls, tagged: str) -> "Wording":
        """`tagged` is the text in lower case, its parties replaced by their roles."""
        sentences = [" ".join(s.split()) for s in _SENTENCE.split(tagged)]
        kept = [s for s in sentences if len(s) > (_SHORT_CHINESE if _CHINESE.search(s) else _SHORT)]
        text = " ".join(tagged.split())
        whole = _Words(text)
        return cls(whole, (whole,) if kept in ([], [text]) else tuple(_Words(s) for s in kept))


def expressed(requirement: str, clause: Wording) -> np.ndarray:
    """How a clause expresses a requirement; shape (FEATURES,).

    Whether one sentence meets a way whole; whether the clause does over several; how many sentences meet a way whole, up to
    three; whether a sentence meets it in part; whether one only looks like it.
    """
    ways = _load().get(requirement)
    if ways is None:
        return np.zeros(FEATURES)
    trapped = [any(s.meets(way) for way in ways.traps) for s in clause.sentences]
    clear = [s for s, is_trap in zip(clause.sentences, trapped, strict=True) if not is_trap]
    whole = sum(any(s.meets(way) for way in ways.whole) for s in clear)
    over_all = whole > 0 or (bool(clear) and any(clause.whole.meets(way) for way in ways.whole))
    partly = any(s.meets(way) for s in clear for way in ways.partly)
    return np.array([float(whole > 0), float(over_all), min(whole, 3) / 3, float(partly), float(any(trapped))])


def has_ways(requirement: str) -> bool:
    return requirement in _load()


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def _load() -> Mapping[str, Ways]:
    common = _named(_read("words.yaml")["words"], {})
    found: dict[str, Ways] = {}
    for path in sorted(_FOLDER.glob("*.yaml")):
        raw = _read(path.name)
        words = common | _named(raw.get("words", {}), common)
        parts = [raw.get(part, {}) for part in ("ways", "partly", "traps")]
        for requirement in dict.fromkeys(r for part in parts for r in part):
            found[requirement] = Ways(*(tuple(_ways(part.get(requirement, ()), words)) for part in parts))
    return found


def _read(file: str) -> dict[str, Any]:
    raw: dict[str, Any] = yaml.safe_load((_FOLDER / file).read_text(encoding="utf-8"))
    return {part: content or {} for part, content in raw.items()}


def _named(raw: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    words = dict(known)
    for name, pattern in raw.items():
        words[name] = _filled(pattern, words)
    return words


def _ways(raw: Sequence[Mapping[str, Sequence[str]]], words: Mapping[str, str]) -> Iterator[Way]:
    for way in raw:
        # Short patterns are quicker, and most sentences lack one of them.
        yield Way(
            tuple(sorted((_filled(group, words) for group in way["all"]), key=len)),
            tuple(_filled(group, words) for group in way.get("not", ())),
        )


def _filled(pattern: str, words: Mapping[str, str]) -> str:
    """The pattern with {NAME} replaced; counts such as {0,40} stay."""
    return re.sub(r"\{([A-Z]+)\}", lambda m: f"(?:{words[m.group(1)]})", pattern)
