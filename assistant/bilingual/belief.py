"""How likely a difference that a rule tells is one: how often the rule was right on agreements nobody had seen, and what the
two sentences look like.

    “随时” alone in the Chinese, its sentence otherwise word for word the English     ──▶  0.35
    “thirty (30) days” against 四十五日                                               ──▶  0.95

A paraphrase leaves words without an answer in both texts; an addition leaves them, and length, in one. The weights are those
of a logistic regression over differences told in invented agreements when these were first read
(`python -m assistant.learn differences`).
"""

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.bilingual.alone import NEW, answers, likelier_without
from assistant.bilingual.facts import Side
from assistant.bilingual.near import cosines, nearest
from assistant.bilingual.pair import OTHER, SIDES, Difference, PairOfTexts
from assistant.bilingual.parties import PartyNames
from assistant.bilingual.sentences import length_of
from assistant.heads import WEIGHTS

LEARNT = WEIGHTS / "differences.json"
# English is a little longer than its Chinese, as a logarithm.
_USUAL = 0.085
_CLAUSE: dict[Side, re.Pattern[str]] = {"en": re.compile(r"[^,;:.()\n]+"), "zh": re.compile(r"[^，；。：（）\n]+")}
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
    raw = json.loads(LEARNT.read_text(encoding="utf-8"))
    return Belief(raw["bias"], tuple(raw["usual"]), tuple(raw["spread"]), tuple(raw["weights"]), raw["rules"])


def signs_of(difference: Difference, texts: PairOfTexts, names: PartyNames) -> list[float]:
    """One number for each of `SIGNS`."""
    english, chinese = (_sentences(texts, difference, side) for side in SIDES)
    new = {side: _new(words, texts, names, side) for side, words in zip(SIDES, (english, chinese), strict=True)}
    longer = math.log(max(1.0, length_of(english)) / max(1.0, length_of(chinese))) - _USUAL
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
    known = [sure for sure in answers(clause, texts, names, side) if sure is not None]
    without_answer = sum(sure < NEW for sure in known)
    return [
        *signs,
        float(min(without_answer, 4)),
        without_answer / max(1, len(known)),
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


def _new(words: str, texts: PairOfTexts, names: PartyNames, side: Side) -> int:
    return sum(sure < NEW for sure in answers(words, texts, names, side) if sure is not None)


def _clause(difference: Difference, texts: PairOfTexts, side: Side) -> str:
    """What stands between commas around the words that one text alone has."""
    text = texts.text(side)
    start, end = (difference.en if side == "en" else difference.zh) or (0, len(text))
    if difference.alone:
        words = r"\s*".join(map(re.escape, difference.alone[1].split()))
        if found := re.compile(words).search(text, start, end):
            start, end = found.span()
    held = [clause for clause in _CLAUSE[side].finditer(text) if clause.start() < end and start < clause.end()]
    return text[held[0].start() : held[-1].end()] if held else text
