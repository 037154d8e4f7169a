"""What a paragraph or a sentence of one language can share with its translation, whatever the words: numbers, Latin names, ideas."""

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
import yaml

from assistant.bilingual.facts import Side
from assistant.bilingual.numbers import figures
from assistant.signals import ideas_in
from assistant.words import GLOSSARY, SHAPES

# English letters for one Chinese sign in translated agreements.
LETTERS_A_SIGN = 3.3
_LATIN_TOKEN = re.compile(r"[A-Z][A-Za-z]*[-/]?[A-Z0-9][\w./-]*|[A-Z]{2,}")

Group = tuple[range, range]
"""Paragraphs or sentences of either language that belong together, by their places."""


@dataclass(frozen=True)
class Traits:
    """What two paragraphs can share whatever their language."""

    labels: frozenset[str]
    figures: frozenset[float]
    names: frozenset[str]
    ideas: frozenset[str]
    length: float
    """In English letters."""


def traits_of(text: str, language: Side, labels: frozenset[str] = frozenset()) -> Traits:
    return Traits(
        labels,
        frozenset(figures(text, language)),
        frozenset(token.upper() for token in _LATIN_TOKEN.findall(text)),
        frozenset(ideas_in(text)) | _glossary_keys(text, language),
        max(1.0, len(text) * (LETTERS_A_SIGN if language == "zh" else 1.0)),
    )


def likeness(a: Traits, b: Traits) -> float:
    """Above zero for a likely pair."""
    return float(likeness_whatever_length(a, b) - 0.7 * abs(np.log(a.length / b.length)))


def likeness_whatever_length(a: Traits, b: Traits) -> float:
    """What the two share, without their lengths."""
    score = 2.2 * _dice(a.ideas, b.ideas) - 0.6
    if a.figures or b.figures:
        score += 1.6 * _dice(a.figures, b.figures) - 0.5
    if a.names and b.names:
        score += 0.8 * _dice(a.names, b.names)
    if a.labels and b.labels:
        score += 2.5 if a.labels & b.labels else -2.0
    elif a.labels or b.labels:
        score -= 0.3
    return score


def _dice(
    a: frozenset[object] | frozenset[str] | frozenset[float], b: frozenset[object] | frozenset[str] | frozenset[float]
) -> float:
    return 2 * len(a & b) / max(1, len(a) + len(b))


def _glossary_keys(text: str, language: Side) -> frozenset[str]:
    pattern, keys = _glossary()[language]
    return frozenset(key for match in pattern.finditer(text.lower()) for key in keys[match.group()])


@cache
def _glossary() -> dict[Side, tuple[re.Pattern[str], dict[str, tuple[str, ...]]]]:
    raw = yaml.load(GLOSSARY.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    compiled: dict[Side, tuple[re.Pattern[str], dict[str, tuple[str, ...]]]] = {}
    for language in ("en", "zh"):
        keys: dict[str, tuple[str, ...]] = {}
        for group, rows in raw.items():
            for row in rows if group != SHAPES else ():
                for term in row[language]:
                    term = str(term).lower()
                    if len(term) > (3 if language == "en" else 1):
                        keys[term] = (*keys.get(term, ()), f"g:{row['key']}")
        words = sorted(keys, key=len, reverse=True)
        edge = r"(?<![a-z])(?:{})(?![a-z])" if language == "en" else "{}"
        compiled[language] = re.compile(edge.format("|".join(map(re.escape, words)))), keys
    return compiled
