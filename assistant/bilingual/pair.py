"""Two paragraphs that should say the same, and a place where they do not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from assistant.bilingual.facts import LANGUAGE_NAMES, Kind, Side
from assistant.bilingual.sentences import (
    Sentence,
    SentencePair,
    is_heading,
    sentence_pairs,
    sentences_of,
    up_to_full_stops,
)

SIDES: tuple[Side, Side] = ("en", "zh")
OTHER: dict[Side, Side] = {"en": "zh", "zh": "en"}


Topic = Literal["", "sentence", "step", "step for another"]
"""What is told once though several rules see it: a whole sentence, a step (consent, notice, consultation), one for another."""


@dataclass(frozen=True)
class Difference:
    """A discrepancy before it is cited: stretches of the two bodies, or `None` where one says nothing to it."""

    kind: Kind
    reason: str
    en: tuple[int, int] | None
    zh: tuple[int, int] | None
    topic: Topic = ""
    alone: tuple[Side, str] | None = None
    """The words that only the text of this language has."""
    rule: str = ""
    """Which comparison found it."""
    weight: float = 0.0
    """How surely the comparison itself tells it, from 0 to 1; 0 where it does not weigh that."""

    def alone_at(self, text: str) -> Iterator[re.Match[str]]:
        """Where the words that only one text has stand in it, however its lines are broken."""
        words = self.alone[1].split() if self.alone else []
        return re.finditer(r"\s+".join(map(re.escape, words)), text) if words else iter(())


def only_in(language: Side, what: str, bounds: tuple[int, int], of: str = "text") -> Difference:
    """`what` stands in one text, between these bounds, and has no counterpart in the other."""
    reason = f"{what} stands in the {LANGUAGE_NAMES[language]} {of} only; the {LANGUAGE_NAMES[OTHER[language]]} text has no counterpart."
    return Difference("missing", reason, bounds if language == "en" else None, bounds if language == "zh" else None)


@dataclass(frozen=True)
class PairOfTexts:
    """The words of one aligned pair."""

    en: str
    zh: str

    def text(self, language: Side) -> str:
        return self.en if language == "en" else self.zh

    @cached_property
    def sentences(self) -> list[SentencePair]:
        return sentence_pairs(self.en, self.zh)

    @cached_property
    def statements(self) -> list[SentencePair]:
        """The sentences without the heading that the paragraph begins with, which neither denies nor requires anything."""
        return self.sentences[1:] if len(self.sentences) > 1 and is_heading(self.sentences[0]) else self.sentences

    @cached_property
    def matched(self) -> list[SentencePair]:
        """The sentences that have a partner."""
        return [pair for pair in self.statements if pair.en and pair.zh]

    def with_lonely(self, pair: SentencePair, language: Side) -> str:
        """A sentence with what it says beyond its semicolons, and with those that have no partner: one text may put into it
        what the other says after a full stop."""
        held = self._up_to_full_stops(pair.bounds(language), language)
        lonely = [
            other.text(language)
            for other in self.sentences
            if not other.text(OTHER[language])
            and (bounds := other.bounds(language))
            and not (held and held[0] <= bounds[0] < held[1])
        ]
        own = self.text(language)[held[0] : held[1]] if held else ""
        return " ".join(text for text in (own, *lonely) if text)

    def beyond_semicolons(self, pair: SentencePair) -> SentencePair:
        """A sentence with all that either text says up to its full stops: one ends a sentence where the other goes on."""
        held = {side: self._up_to_full_stops(pair.bounds(side), side) for side in SIDES}

        def touches(other: SentencePair, side: Side) -> bool:
            whole, own = held[side], other.bounds(side)
            return bool(whole and own and whole[0] < own[1] and own[0] < whole[1])

        together = [p for p in self.sentences if p.en and p.zh and any(touches(p, side) for side in SIDES)]
        en, zh = ({*getattr(pair, side), *(s for p in together for s in getattr(p, side))} for side in SIDES)
        return SentencePair(*(tuple(sorted(held, key=lambda s: s.start)) for held in (en, zh)))

    def _up_to_full_stops(self, bounds: tuple[int, int] | None, language: Side) -> tuple[int, int] | None:
        """Sentences are compared in the pieces between semicolons, which the other text may order otherwise."""
        if bounds is None:
            return None
        touched = [whole for whole in self._whole[language] if whole[0].start < bounds[1] and bounds[0] < whole[-1].end]
        return touched[0][0].start, touched[-1][-1].end

    @cached_property
    def _whole(self) -> dict[Side, list[tuple[Sentence, ...]]]:
        return {side: up_to_full_stops(sentences_of(self.text(side), side)) for side in SIDES}

    def said_beside(self, pair: SentencePair, language: Side, says: re.Pattern[str], carried: re.Pattern[str]) -> bool:
        """Whether this text says it in the sentence before or after, to which nothing in that sentence's partner answers:
        one text may begin a new sentence where the other goes on."""
        both = [p for p in self.statements if p == pair or (p.en and p.zh)]
        at = both.index(pair)
        return any(
            says.search(p.text(language)) and not carried.search(p.text(OTHER[language]))
            for p in (*both[max(0, at - 1) : at], *both[at + 1 : at + 2])
        )

    def around(self, language: Side, start: int) -> SentencePair:
        """The sentences that hold this place."""
        for pair in self.sentences:
            bounds = pair.bounds(language)
            if bounds and bounds[0] <= start < bounds[1]:
                return pair
        return self.sentences[0]
