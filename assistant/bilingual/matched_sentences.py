"""Which sentences of a paragraph belong to which of its translation: by meaning, figures, ideas and lengths.

    E1. E2. E3.  ·  C1，并 C2。C3；C3。      ──▶  (E1 E2 | C1)  (E3 | C3 C3)
    E1. E2. E3.  ·  C1。C3。C2。             ──▶  (E1 | C1)  (E2 | C2)  (E3 | C3)

The best way through both orders at once: a sentence for a sentence, one for several, two neighbours the other way round, or
a sentence for nothing.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from assistant.bilingual.facts import Side
from assistant.bilingual.traits import Group, Traits, likeness_whatever_length, traits_of

if TYPE_CHECKING:
    from ingest.embed import Vectors

# Tried on 200 paragraphs put together from two to five faithful pairs each, one in five with two of them exchanged and two in
# five with one taken out of one text: 33 of 691 were paired wrongly, and 55 of 71 were left without a partner as they should be;
# words, figures and lengths alone had paired 58 wrongly and left 50.
_BY_MEANING, _NEAR = 4.0, 0.4
_BY_LIKENESS = 0.3
_BY_LENGTH = 1.0
_SHORT = 60.0
"""In English letters: the lengths of shorter sentences say less."""
_EACH_MORE = -0.8
_GAP = -0.3
_EXCHANGED = -0.4
_MOST_TOGETHER = 6
# Sentences, one for one, that come nearer than this are partners where none comes nearer to another.
_SURELY_NEAR = 0.5

Move = tuple[int, int, bool]


def align_sentences(english: Sequence[str], chinese: Sequence[str]) -> list[Group]:
    """Groups of sentences of one pair of paragraphs; every sentence is in one."""
    groups = list(_Paragraphs(english, chinese).groups())[::-1]
    for place in range(len(groups) - 1):
        groups[place : place + 2] = _left_over_together(*groups[place : place + 2])
    return sorted(
        (g for g in groups if g != _NONE), key=lambda g: (g[0].start if g[0] else 0, g[1].start if g[1] else 0)
    )


_NONE: Group = (range(0), range(0))


def _left_over_together(first: Group, second: Group) -> tuple[Group, Group]:
    """Two that are left over in the same place, one in either text, are partners after all."""
    alone = [tuple(map(len, group)) for group in (first, second)]
    if alone == [(1, 0), (0, 1)]:
        return _NONE, (first[0], second[1])
    if alone == [(0, 1), (1, 0)]:
        return _NONE, (second[0], first[1])
    return first, second


class _Paragraphs:
    """Two paragraphs, sentence by sentence."""

    def __init__(self, english: Sequence[str], chinese: Sequence[str]) -> None:
        self._texts: dict[Side, Sequence[str]] = {"en": english, "zh": chinese}
        self._traits = {side: [traits_of(text, side) for text in texts] for side, texts in self._texts.items()}
        self._vectors: dict[Side, Vectors] = {side: _embedded(texts) for side, texts in self._texts.items()}
        self.fit = cache(self._fit)

    def groups(self) -> Iterator[Group]:
        n, m = len(self._texts["en"]), len(self._texts["zh"])
        if self._are_partners_in_order():
            yield from ((range(i, i + 1), range(i, i + 1)) for i in range(n))
            return
        best: dict[tuple[int, int], tuple[float, Move]] = {(0, 0): (0.0, (0, 0, False))}
        for i in range(n + 1):
            for j in range(m + 1):
                if i or j:
                    best[i, j] = max(self._ways(i, j, best))
        while n or m:
            x, y, exchanged = best[n, m][1]
            if exchanged:
                yield range(n - 2, n - 1), range(m - 1, m)
                yield range(n - 1, n), range(m - 2, m - 1)
            else:
                yield range(n - x, n), range(m - y, m)
            n, m = n - x, m - y

    def _are_partners_in_order(self) -> bool:
        near = self._vectors["en"] @ self._vectors["zh"].T
        if near.shape[0] != near.shape[1]:
            return False
        own = near.diagonal()
        return bool((own > _SURELY_NEAR).all() and (own >= near.max(axis=0)).all() and (own >= near.max(axis=1)).all())

    def _ways(self, i: int, j: int, best: dict[tuple[int, int], tuple[float, Move]]) -> Iterator[tuple[float, Move]]:
        """To the place after `i` and `j` sentences: the score so far and the last move."""
        if i:
            yield best[i - 1, j][0] + _GAP, (1, 0, False)
        if j:
            yield best[i, j - 1][0] + _GAP, (0, 1, False)
        for x, y in _MOVES:
            if i >= x and j >= y:
                yield best[i - x, j - y][0] + self.fit(i - x, i, j - y, j), (x, y, False)
        if i >= 2 and j >= 2:
            crossed = self.fit(i - 2, i - 1, j - 1, j) + self.fit(i - 1, i, j - 2, j - 1)
            yield best[i - 2, j - 2][0] + crossed + _EXCHANGED, (2, 2, True)

    def _fit(self, i: int, p: int, j: int, q: int) -> float:
        """How well the English sentences from `i` to before `p` go with the Chinese ones from `j` to before `q`."""
        near = float(self._vector("en", i, p) @ self._vector("zh", j, q))
        left, right = _together(self._traits["en"][i:p]), _together(self._traits["zh"][j:q])
        alike = _BY_MEANING * (near - _NEAR) + _BY_LIKENESS * likeness_whatever_length(left, right)
        apart = abs(float(np.log(left.length / right.length))) * min(1.0, max(left.length, right.length) / _SHORT)
        several = p - i + q - j
        return alike * several / 2 - _BY_LENGTH * apart + _EACH_MORE * (several - 2)

    def _vector(self, side: Side, start: int, end: int) -> "Vectors":
        if end - start == 1:
            return self._vectors[side][start]
        (vector,) = _embedded([(" " if side == "en" else "").join(self._texts[side][start:end])])
        return vector


_MOVES = (
    (1, 1),
    *((1, more) for more in range(2, _MOST_TOGETHER + 1)),
    *((more, 1) for more in range(2, _MOST_TOGETHER + 1)),
)


def _embedded(texts: Sequence[str]) -> "Vectors":
    from assistant.bilingual.near import vectors

    return vectors(texts)


def _together(several: Sequence[Traits]) -> Traits:
    if len(several) == 1:
        return several[0]
    return Traits(
        frozenset().union(*(t.labels for t in several)),
        frozenset().union(*(t.figures for t in several)),
        frozenset().union(*(t.names for t in several)),
        frozenset().union(*(t.ideas for t in several)),
        sum(t.length for t in several),
    )
