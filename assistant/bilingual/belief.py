"""How likely a difference that a rule tells is one: how often the rule was right on agreements nobody had seen, and what the
two sentences look like.

    … shall give all assistance in an inspection, at any hour.  ·  ……应随时在检查中提供一切协助。   “随时”, were it told as alone  ──▶  0.02
    The Buyer may audit the plant on thirty (30) days' notice.  ·  买方可提前四十五日通知审计工厂。    another period                 ──▶  0.88

A paraphrase leaves words without an answer in both texts; an addition leaves them, and length, in one. Of a paraphrase something
in the other text comes near to the words around it (`stretches.py`), and nothing is gained by undoing it (`undone.py`). The trees
were grown on differences told in invented agreements when these were first read (`python -m assistant.learn differences`).
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.bilingual.alone import likelier_without, longer_than_usual, unanswered
from assistant.bilingual.called import without_others
from assistant.bilingual.exchanged import names_one_for_the_other
from assistant.bilingual.facts import Side
from assistant.bilingual.near import cosines, nearest
from assistant.bilingual.pair import OTHER, SIDES, Difference, PairOfTexts
from assistant.bilingual.parties import PartyNames
from assistant.bilingual.rendered import rendered
from assistant.bilingual.sentences import SentencePair, clause_around, length_of
from assistant.bilingual.stretches import SideBySide
from assistant.bilingual.trees import Trees, trees_from
from assistant.bilingual.undone import NOTHING, gains_by_modals, gains_by_parties, gains_by_steps, gains_without
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
    *(
        f"{what} of its stretches is answered, {of}"
        for of in ("English", "Chinese")
        for what in ("how well the least", "how well a tenth", "how well the mean", "how many hardly")
    ),
    "nearest to the words themselves",
    *(f"nearest to them with {many} around" for many in ("one", "two", "four")),
    *(f"gained without them by what {many} around" for many in ("has one", "has two", "has four")),
    "most gained by another modal",
    "gained by another modal on average",
    "most gained by another step",
    "gained by another step on average",
    "most gained by the other party",
    "gained by the other party on average",
    "how ill the worst party stands",
    "one party is named for the other",
    "how many the same rule told in this agreement",
    "how surely the rule itself tells it",
    *(
        f"unlikeliest word left unanswered, {of}, of the {what}"
        for what in ("sentences", "paragraphs")
        for of in ("English", "Chinese")
    ),
)
# What a rule tells again and again is mostly a term that it does not know.
_MOST_TOLD = 6
_QUOTED = re.compile("“[^”]*”|English|Chinese|[0-9]+")


def said_in(reason: str) -> str:
    """What a reason says, whichever text it says it of, without what it quotes: a rule tells several kinds of differences.

    >>> said_in("Only the Chinese text has that it must come beforehand (“事先”).")
    'Only the text has that it must come beforehand ().'
    """
    return " ".join(_QUOTED.sub(" ", reason).split()).replace("( )", "()")


# Two sentences that differ in nothing but a figure look as faithful as any: where both name one, how often such are right counts too.
_FIGURE_IN_BOTH = re.compile("The (?:period|percentage|amount) differs")


@dataclass(frozen=True)
class Belief:
    """Trees over the signs, and over how much oftener than not a rule, and what it said, was right."""

    trees: Trees
    rules: dict[str, float]
    said: dict[str, float]
    usual: float
    """Of a rule that nobody knows."""

    def sure(self, rule: str, said: str, signs: Sequence[float]) -> float:
        """From 0 to 1."""
        of_rule = self.rules.get(rule, self.usual)
        of_said = self.said.get(said, of_rule)
        usually = 1 / (1 + math.exp(-of_said)) if _FIGURE_IN_BOTH.match(said) else 0.0
        return max(usually, self.trees.sure([*signs, of_rule, of_said]))


def how_sure(difference: Difference, texts: PairOfTexts, names: PartyNames, told: Counter[str]) -> float:
    """The chance that the two texts really differ here; `told`: how many each rule told in this agreement."""
    return belief().sure(difference.rule, said_in(difference.reason), signs_of(difference, texts, names, told))


@cache
def belief() -> Belief:
    """Read once in a process."""
    return belief_from(json.loads(LEARNT.read_text(encoding="utf-8")))


def belief_from(raw: dict[str, Any]) -> Belief:
    """From what `assistant.learn.differences` learnt."""
    return Belief(trees_from(raw), raw["rules"], raw["said"], raw["usual"])


def signs_of(difference: Difference, texts: PairOfTexts, names: PartyNames, told: Counter[str]) -> list[float]:
    """One number for each of `SIGNS`."""
    touched = PairOfTexts(*(_sentences(texts, difference, side) for side in SIDES))
    return [
        *_of_words_and_lengths(difference, touched, texts, names),
        *_of_stretches(difference, touched, names),
        float(_names_the_other(difference, texts, names)),
        float(min(told[difference.rule], _MOST_TOLD)),
        difference.weight,
        *_of_rendered(touched, names),
        *_of_rendered(texts, names),
    ]


def _of_stretches(difference: Difference, touched: PairOfTexts, names: PartyNames) -> list[float]:
    sides = SideBySide(touched.en, touched.zh)
    return [
        *(sign for side in SIDES for sign in sides.answered(side)),
        *gains_without(difference, sides),
        *gains_by_modals(sides),
        *gains_by_steps(sides),
        *(gains_by_parties(sides, names) if difference.kind == "party" else (NOTHING,) * 3),
    ]


def _of_rendered(texts: PairOfTexts, names: PartyNames) -> list[float]:
    return [rendered().unlikely(texts.text(side), texts.text(OTHER[side]), side, names) for side in SIDES]


def _names_the_other(difference: Difference, texts: PairOfTexts, names: PartyNames) -> bool:
    if difference.kind != "party":
        return False
    bare = PairOfTexts(texts.en, without_others(texts.zh, texts.en, names.only_chinese))
    return any(names_one_for_the_other(pair, names) for pair in _touched(difference, bare, "en") if pair.en and pair.zh)


def _of_words_and_lengths(
    difference: Difference, touched: PairOfTexts, texts: PairOfTexts, names: PartyNames
) -> list[float]:
    english, chinese = touched.en, touched.zh
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
    return " ".join(pair.text(side) for pair in _touched(difference, texts, side))


def _touched(difference: Difference, texts: PairOfTexts, side: Side) -> Iterator[SentencePair]:
    """The sentences of this text that the difference touches, or of the other text where it stands there alone."""
    own = difference.en if side == "en" else difference.zh
    held_in = side if own else OTHER[side]
    bounds = own or (difference.zh if side == "en" else difference.en)
    for pair in texts.sentences if bounds else ():
        held = pair.bounds(held_in)
        if bounds and held and held[0] < bounds[1] and bounds[0] < held[1]:
            yield pair


def _clause(difference: Difference, texts: PairOfTexts, side: Side) -> str:
    """What stands between commas around the words that one text alone has."""
    text = texts.text(side)
    start, end = (difference.en if side == "en" else difference.zh) or (0, len(text))
    within = (match.span() for match in difference.alone_at(text) if start <= match.start() and match.end() <= end)
    return clause_around(text, *next(within, (start, end)), side)
