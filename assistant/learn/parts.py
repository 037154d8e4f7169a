"""Growing the trees that tell a part of a sentence which its translation lacks (`assistant.bilingual.parts`).

A faithful pair from one text of which a list's item or a clause was taken leaves the other text with a part too many; the
part that lies nearest to what was taken is the one to find. The lexicon of each half of the pairs is learnt on the other.
"""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.bilingual.facts import Side
from assistant.bilingual.lexicon import Lexicon, dictionary
from assistant.bilingual.near import cosines
from assistant.bilingual.pair import OTHER, SIDES, PairOfTexts
from assistant.bilingual.parties import PartyNames, party_names
from assistant.bilingual.parts import LEARNT, Part, parts_in, weighed
from assistant.bilingual.sentences import length_of
from assistant.bilingual.trees import Trees
from assistant.learn.lexicon import faithful_pairs, learnt_from
from assistant.roles import Roles

# Pairs that stand together are mostly of one agreement, and are held out together.
_TOGETHER, _FOLDS = 250, 5
# What is taken out is as long as this, and no more than this share of its text; how often a clause is taken.
_SHORTEST, _LARGEST_SHARE, _CLAUSES = 18.0, 0.6, 0.4
# The part that answers to what was taken lies this near to it, and is of a like length (a logarithm).
_NEAR, _LENGTHS_APART, _FOR_LENGTH = 0.5, 0.8, 0.15
# Parts that overlap what is to be found as much are what to find; to find one that overlaps this is enough.
_SAME, _FOUND = 0.6, 0.3
_FALSE = (5, 10, 20, 40)

Row = list[float]


@dataclass(frozen=True)
class _Case:
    """A pair with a part too many: what kind of thing was taken, and the parts of the other text by how much each is it."""

    pair: int
    kind: str
    rows: list[tuple[float, Row]]


def run(say: Callable[[str], None]) -> None:
    """Make the cases, say what is found held out, and write the trees grown on all of them."""
    pairs = faithful_pairs()
    names = party_names([], Roles((), ()))
    halves = pairs[len(pairs) // 2 :], pairs[: len(pairs) // 2]
    known = [Lexicon(dictionary(), learnt_from(half, dictionary())) for half in halves]
    faithful: list[tuple[int, Row]] = []
    cases: list[_Case] = []
    chance = random.Random(7)
    for place, (english, chinese) in enumerate(pairs):
        lexicon = known[place >= len(pairs) // 2]
        texts = PairOfTexts(english, chinese)
        faithful += [(place, row) for side in SIDES for _, _, row in _rows(texts, names, side, lexicon)]
        cases += _cases(texts, names, lexicon, chance, place)
        if place % 1000 == 0:
            say(f"{place} of {len(pairs)} pairs, {len(cases)} cases")
    _say_held_out(faithful, cases, say)
    trees = grown([row for _, row in faithful], [row for case in cases for same, row in case.rows if same > _SAME])
    LEARNT.write_text(json.dumps(trees.as_dict(), separators=(",", ":")) + "\n", encoding="utf-8")


def _rows(texts: PairOfTexts, names: PartyNames, side: Side, known: Lexicon) -> Iterator[tuple[int, int, Row]]:
    """Each part of a text by its bounds."""
    for pair in texts.statements:
        if pair.en and pair.zh:
            begin = (pair.bounds(side) or (0, 0))[0]
            for part, row in weighed(texts, pair, names, side, known):
                yield begin + part.start, begin + part.end, row


def _cases(texts: PairOfTexts, names: PartyNames, known: Lexicon, chance: random.Random, place: int) -> Iterator[_Case]:
    first = chance.choice(SIDES)
    for kind, side in (("item", first), ("item", OTHER[first]), ("clause", chance.choice(SIDES))):
        text = texts.text(side)
        parts = [part for part in parts_in(text, side) if _may_be_taken(part, text, kind)]
        if not parts or (kind == "clause" and chance.random() > _CLAUSES):
            continue
        taken = chance.choice(parts)
        cut = taken.taken_from(text, side).lstrip(" ,;，；、")
        altered = PairOfTexts(cut, texts.zh) if side == "en" else PairOfTexts(texts.en, cut)
        target = _answering(taken.of(text), altered.text(OTHER[side]), OTHER[side])
        if target:
            rows = _rows(altered, names, OTHER[side], known)
            yield _Case(place, kind, [(_shared((start, end), target), row) for start, end, row in rows])


def _may_be_taken(part: Part, text: str, kind: str) -> bool:
    if kind == "item":
        return part.kind == "item"
    length = length_of(part.of(text))
    return part.kind != "item" and _SHORTEST <= length < _LARGEST_SHARE * length_of(text)


def _answering(taken: str, text: str, side: Side) -> tuple[int, int] | None:
    parts = parts_in(text, side)
    if not parts:
        return None
    near = cosines([part.of(text) for part in parts], [taken])[:, 0]
    apart = np.array([abs(np.log(max(1.0, length_of(part.of(text))) / max(1.0, length_of(taken)))) for part in parts])
    best = int((near - _FOR_LENGTH * apart).argmax())
    return (parts[best].start, parts[best].end) if near[best] >= _NEAR and apart[best] <= _LENGTHS_APART else None


def _shared(one: tuple[int, int], other: tuple[int, int]) -> float:
    both = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return both / (max(one[1], other[1]) - min(one[0], other[0]))


def grown(faithful: Sequence[Row], too_many: Sequence[Row]) -> Trees:
    from sklearn.ensemble import HistGradientBoostingClassifier

    forest = HistGradientBoostingClassifier(
        max_iter=200, learning_rate=0.06, max_leaf_nodes=10, l2_regularization=1.0, min_samples_leaf=30, random_state=0
    )
    forest.fit(np.array([*faithful, *too_many]), np.array([0] * len(faithful) + [1] * len(too_many)))
    # The forest keeps its trees to itself; their nodes are a table each.
    trees = tuple(tuple(_node(node) for node in of_round[0].nodes) for of_round in forest._predictors)
    return Trees(float(forest._baseline_prediction.ravel()[0]), trees)


def _node(node: np.void) -> tuple[float, ...]:
    if node["is_leaf"]:
        return (round(float(node["value"]), 4),)
    return int(node["feature_idx"]), float(node["num_threshold"]), int(node["left"]), int(node["right"])


def _say_held_out(faithful: Sequence[tuple[int, Row]], cases: Sequence[_Case], say: Callable[[str], None]) -> None:
    """How many cases are found at the threshold at which so many faithful pairs are told falsely."""
    surest: dict[int, float] = {}
    found: dict[str, list[float]] = {}
    for fold in range(_FOLDS):
        trees = grown(
            [row for place, row in faithful if _fold(place) != fold],
            [row for case in cases if _fold(case.pair) != fold for same, row in case.rows if same > _SAME],
        )
        for place, row in faithful:
            if _fold(place) == fold:
                surest[place] = max(surest.get(place, 0.0), trees.sure(row))
        for case in cases:
            if _fold(case.pair) == fold:
                sure = [trees.sure(row) for same, row in case.rows if same > _FOUND]
                found.setdefault(case.kind, []).append(max(sure, default=0.0))
    falsely = sorted(surest.values(), reverse=True)
    for count in _FALSE:
        told = {kind: f"{sum(s > falsely[count] for s in sure)} of {len(sure)}" for kind, sure in found.items()}
        say(f"{count} false, above {falsely[count]:.3f}: {told}")


def _fold(place: int) -> int:
    return place // _TOGETHER % _FOLDS
