"""Words that translators nearly always render, and with what: "written" has 书 in all but a few of 3,700 faithful paragraphs.

    … shall use it only to perform this Agreement.   ·   ……应将其用于履行本协议。
    ──▶  nothing there answers to "only", which one faithful sentence in a hundred leaves unanswered

The lexicon (`lexicon.py`) knows which words answer to which; here stands how seldom a word is left without any of its answers,
counted in faithful sentences of writers from whom the answers were not learnt (`python -m assistant.learn rendered`). Names of
parties are left out: a Seller may be 出售方 where others write 卖方.
"""

import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from assistant.bilingual.facts import Side
from assistant.bilingual.lexicon import cut
from assistant.bilingual.pair import OTHER, SIDES
from assistant.bilingual.parties import PartyNames
from assistant.heads import WEIGHTS
from assistant.signals import stems

LEARNT = WEIGHTS / "rendered.json"
# Rarer than one in three thousand is not known of any word.
MOST_UNLIKELY = 8.0
_LETTERS = re.compile("[a-z]+")


@dataclass(frozen=True)
class Rendering:
    """What answers to a word, and the share of faithful sentences with the word in which nothing does."""

    unanswered: float
    answers: tuple[str, ...]

    def is_answered(self, other: str) -> bool:
        return any(answer in other for answer in self.answers)


class Rendered:
    """The words of either language of which it is known how they are rendered."""

    def __init__(self, words: Mapping[Side, Mapping[str, Rendering]]) -> None:
        self._words = words

    def unlikely(self, text: str, other: str, language: Side, names: PartyNames) -> float:
        """How unlikely it is, as a logarithm, that a faithful text leaves unanswered what this one leaves; 0 where it leaves nothing.

        The unlikeliest of the words counts, whatever the others are.
        """
        known, answering = self._words[language], searched(other, OTHER[language])
        left = (
            known[word].unanswered
            for word in words_of(text, language) - _of_names(names)
            if word in known and not known[word].is_answered(answering)
        )
        return min(MOST_UNLIKELY, math.log(1 / min(left, default=1.0)))


@cache
def rendered(learnt: Path = LEARNT) -> Rendered:
    """The words that ship; read once in a process."""
    raw = json.loads(learnt.read_text(encoding="utf-8"))
    return rendered_from(raw)


def rendered_from(raw: Mapping[Side, Mapping[str, Iterable[float | str]]]) -> Rendered:
    """From what `assistant.learn.rendered` learnt: of each word the share, then its answers."""
    return Rendered({side: {word: _rendering(*known) for word, known in words.items()} for side, words in raw.items()})


def _rendering(unanswered: float | str, *answers: float | str) -> Rendering:
    return Rendering(float(unanswered), tuple(map(str, answers)))


@lru_cache(maxsize=64)
def _of_names(names: PartyNames) -> frozenset[str]:
    """The words of the parties' names."""
    both = names.first | names.second
    return frozenset(word for name in both for language in SIDES for word in words_of(name, language)) | both


@lru_cache(maxsize=1024)
def words_of(text: str, language: Side) -> frozenset[str]:
    """The words of a text: English stems, Chinese words."""
    return frozenset(filter(_LETTERS.fullmatch, stems(text)) if language == "en" else cut(text))


@lru_cache(maxsize=1024)
def searched(text: str, language: Side) -> str:
    """A text as answers are looked for in it: English as stems between spaces, as the answers are; Chinese as it stands."""
    return f" {' '.join(stems(text))} " if language == "en" else text
