"""How likely a difference that a rule tells is one: how often the rule was right on agreements nobody had seen, and what the
two sentences look like.

    … shall give all assistance … at any hour.  ·  应随时提供一切协助……     “随时”, were it told as alone  ──▶  0.49
    … on thirty (30) days' notice.              ·  应提前四十五日通知。     another period               ──▶  0.93

A paraphrase leaves words without an answer in both texts; an addition leaves them, and length, in one. The weights are those
of a logistic regression over differences told in invented agreements when these were first read
(`python -m assistant.learn differences`).
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.bilingual.alone import likelier_without, longer_than_usual, unanswered
from assistant.bilingual.facts import Side
from assistant.bilingual.near import cosines, nearest
from assistant.bilingual.pair import OTHER, SIDES, Difference, PairOfTexts
from assistant.bilingual.parties import PartyNames
from assistant.bilingual.sentences import clause_around, length_of
from assistant.heads import WEIGHTS

LEARNT = WEIGHTS / "differences.json"
SIGNS = (
    "nearness of the sentences",
    "lengths apart",
    "sentences of the paragraph",
    "length of the sentence",
    "words without answer, English",
    "words without answer, Chinese",
    "a sentence without partner",
    "stands in one text alone",
    "stands in the Chinese alone",
    "words of its clause without answer",
    "share of them",
    "nearest to its clause in the other text",
    "lengths without its clause",
    "longer than its translation",
    "more words without answer than the other text",
    "words without answer in the other text",
)


@dataclass(frozen=True)
class Belief:
    """Of each sign its usual value and spread, and weights; of each rule how much oftener than others it was right."""

    bias: float
    usual: tuple[float, ...]
    spread: tuple[float, ...]
    weights: tuple[float, ...]
    rules: dict[str, float]

    def sure(self, rule: str, signs: Sequence[float]) -> float:
        """From 0 to 1."""
        rows = zip(signs, self.usual, self.spread, self.weights, strict=True)
        logit = self.bias + self.rules.get(rule, 0.0) + sum(w * (s - u) / d for s, u, d, w in rows)
        return 1 / (1 + math.exp(-logit))


def how_sure(difference: Difference, texts: PairOfTexts, names: PartyNames) -> float:
    """The chance that the two texts really differ here."""
    return belief().sure(difference.rule, signs_of(difference, texts, names))


@cache
def belief() -> Belief:
    """Read once in a process."""
    return belief_from(json.loads(LEARNT.read_text(encoding="utf-8")))


def belief_from(raw: dict[str, Any]) -> Belief:
    """From what `assistant.learn.differences` learnt."""
    return Belief(raw["bias"], tuple(raw["usual"]), tuple(raw["spread"]), tuple(raw["weights"]), raw["rules"])


def signs_of(difference: Difference, texts: PairOfTexts, names: PartyNames) -> list[float]:
    """One number for each of `SIGNS`."""
    english, chinese = (_sentences(texts, difference, side) for side in SIDES)
    new = {"en": unanswered(english, texts, names, "en")[0], "zh": unanswered(chinese, texts, names, "zh")[0]}
    longer = longer_than_usual(english, chinese, "en")
    side = _alone_in(difference)
    signs = [
        float(cosines([english or " "], [chinese or " "])[0, 0]),
        min(abs(longer), 2.0),
        min(len(texts.sentences), 8) / 4,
        min(length_of(english), 400.0) / 200,
        float(min(new["en"], 6)),
        float(min(new["zh"], 6)),
        float(any(not (pair.en and pair.zh) for pair in texts.sentences)),
        float(side is not None),
        float(side == "zh"),
    ]
    if side is None:
        return [*signs, 0.0, 0.0, 0.5, 0.0, 0.0, 0.0, 0.0]
    clause = _clause(difference, texts, side)
    without_answer, known = unanswered(clause, texts, names, side)
    return [
        *signs,
        float(min(without_answer, 4)),
        without_answer / max(1, known),
        nearest(clause, texts.text(OTHER[side]), OTHER[side]),
        max(-3.0, min(3.0, likelier_without(clause, texts.text(side), texts.text(OTHER[side]), side))),
        max(-1.0, min(1.0, longer if side == "en" else -longer)),
        float(min(new[side], 6) - min(new[OTHER[side]], 6)),
        float(min(new[OTHER[side]], 6)),
    ]


def _alone_in(difference: Difference) -> Side | None:
    if difference.alone:
        return difference.alone[0]
    if (difference.en is None) == (difference.zh is None):
        return None
    return "zh" if difference.en is None else "en"


def _sentences(texts: PairOfTexts, difference: Difference, side: Side) -> str:
    """The sentences that the difference touches; where it stands in the other text alone, their partners."""
    own = difference.en if side == "en" else difference.zh
    held_in = side if own else OTHER[side]
    bounds = own or (difference.zh if side == "en" else difference.en)
    if bounds is None:
        return ""
    return " ".join(
        pair.text(side)
        for pair in texts.sentences
        if (held := pair.bounds(held_in)) and held[0] < bounds[1] and bounds[0] < held[1]
    )


def _clause(difference: Difference, texts: PairOfTexts, side: Side) -> str:
    """What stands between commas around the words that one text alone has."""
    text = texts.text(side)
    start, end = (difference.en if side == "en" else difference.zh) or (0, len(text))
    within = (match.span() for match in difference.alone_at(text) if start <= match.start() and match.end() <= end)
    return clause_around(text, *next(within, (start, end)), side)
