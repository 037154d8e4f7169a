"""Which English paragraph belongs to which Chinese one: monotone dynamic programming over what the two share.

Numbering, figures, Latin names and the ideas of `corpus/concepts.yaml` and `corpus/glossary.yaml` speak for a pair; a
different number, a length that no translation has, speaks against it. Layout does not matter: paragraph by paragraph, in
two columns, or one language after the other, both texts keep their order.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import numpy as np

from assistant.bilingual.near import cosines
from assistant.bilingual.traits import Group, Traits, traits_of
from assistant.bilingual.units import Unit

_GAP = -0.35
_LONGER_GAP = 0.1
# A paragraph without partner that names a figure for which a neighbouring pair lacks one likely belongs to it.
_NAMES_A_FIGURE = 0.3
_WIDEST = 2_000_000
# Of 3,000 pairs of sentences ninety-seven in a hundred come nearer than this to each other, of strangers one in five hundred.
_TRANSLATED = 0.52
# A long stretch that only one text has is no translation, and would take long to look through.
_WIDEST_GAP = 400


def align(left: Sequence[Traits], right: Sequence[Traits], bonus: np.ndarray | None = None) -> list[tuple[int, int]]:
    """Pairs in order, each paragraph at most once."""
    scores = _matrix(left, right) + (bonus if bonus is not None else 0.0)
    n, m = scores.shape
    best = np.zeros((n + 1, m + 1))
    best[1:, 0] = np.cumsum(np.full(n, _GAP)) if n else 0
    best[0, 1:] = np.cumsum(np.full(m, _GAP)) if m else 0
    moves = np.zeros((n + 1, m + 1), dtype=np.int8)
    moves[1:, 0], moves[0, 1:] = 1, 2
    steps = np.arange(m + 1) * _GAP
    for i in range(1, n + 1):
        paired = best[i - 1, :-1] + scores[i - 1]
        skipped = best[i - 1] + _GAP
        here = skipped.copy()
        here[1:] = np.maximum(paired, skipped[1:])
        # Gaps on the right run along the row: a running maximum replaces the inner loop.
        run = np.maximum.accumulate(here - steps) + steps
        moves[i] = np.where(run > here + 1e-9, 2, np.where(here <= skipped + 1e-12, 1, 0))
        moves[i, 0] = 1
        best[i] = run
    return _walked_back(moves, n, m)


def _walked_back(moves: np.ndarray, n: int, m: int) -> list[tuple[int, int]]:
    pairs = []
    while n > 0 and m > 0:
        move = moves[n, m]
        if move == 0:
            n, m = n - 1, m - 1
            pairs.append((n, m))
        elif move == 1:
            n -= 1
        else:
            m -= 1
    return pairs[::-1]


def align_units(english: Sequence[Unit], chinese: Sequence[Unit]) -> tuple[list[Group], list[int], list[int]]:
    """Groups of paragraphs that belong together, and those of either side that have no partner."""
    left = [traits_of(unit.body, "en", unit.labels) for unit in english]
    right = [traits_of(unit.body, "zh", unit.labels) for unit in chinese]
    rows_left = np.array([unit.row for unit in english]).reshape(-1, 1)
    rows_right = np.array([unit.row for unit in chinese]).reshape(1, -1)
    apart = np.abs(rows_left - rows_right)
    bonus = np.where(apart == 0, 1.5, np.where(apart == 1, 0.5, 0.0))
    pairs = align(left, right, bonus)
    return _joined(sorted([*pairs, *_by_meaning(pairs, english, chinese)]), left, right)


def _by_meaning(
    pairs: Sequence[tuple[int, int]], english: Sequence[Unit], chinese: Sequence[Unit]
) -> Iterator[tuple[int, int]]:
    """What lies between two pairs without a partner in either language, where the encoder takes it for a translation:
    two paragraphs may share no number, name or term and still say the same."""
    ends = [(-1, -1), *pairs, (len(english), len(chinese))]
    for (i, j), (after_i, after_j) in pairwise(ends):
        left = [k for k in range(i + 1, after_i) if english[k].is_substance]
        right = [k for k in range(j + 1, after_j) if chinese[k].is_substance]
        if not left or not right or len(left) * len(right) > _WIDEST_GAP:
            continue
        near = cosines([english[k].body for k in left], [chinese[k].body for k in right])
        start = 0
        for row, k in enumerate(left):
            if start == len(right):
                break
            best = start + int(near[row, start:].argmax())
            if near[row, best] >= _TRANSLATED and near[row, best] >= near[:, best].max():
                yield k, right[best]
                start = best + 1


def _joined(
    pairs: list[tuple[int, int]], left: Sequence[Traits], right: Sequence[Traits]
) -> tuple[list[Group], list[int], list[int]]:
    """A paragraph without partner joins its neighbour's group where that makes the lengths agree better."""
    groups: list[list[int]] = [[i, i + 1, j, j + 1] for i, j in pairs]
    _absorb(groups, left, right, 0)
    _absorb(groups, left, right, 2)
    in_left = {i for g in groups for i in range(g[0], g[1])}
    in_right = {j for g in groups for j in range(g[2], g[3])}
    alone = [i for i in range(len(left)) if i not in in_left], [j for j in range(len(right)) if j not in in_right]
    return [(range(g[0], g[1]), range(g[2], g[3])) for g in groups], *alone


def _absorb(groups: list[list[int]], left: Sequence[Traits], right: Sequence[Traits], side: int) -> None:
    items = left if side == 0 else right

    def lengths(group: list[int]) -> tuple[float, float]:
        return sum(left[i].length for i in range(group[0], group[1])), sum(
            right[j].length for j in range(group[2], group[3])
        )

    def gain(group: list[int], item: int) -> float:
        a, b = lengths(group)
        more = items[item].length
        grown = (a + more, b) if side == 0 else (a, b + more)
        return float(abs(np.log(a / b)) - abs(np.log(grown[0] / grown[1]))) + _NAMES_A_FIGURE * names_a_figure(
            group, item
        )

    def names_a_figure(group: list[int], item: int) -> bool:
        """Whether it names a figure for which the group still lacks one."""
        in_left = frozenset().union(*(left[i].figures for i in range(group[0], group[1])))
        in_right = frozenset().union(*(right[j].figures for j in range(group[2], group[3])))
        return bool(items[item].figures & (in_right - in_left if side == 0 else in_left - in_right))

    taken = {i for g in groups for i in range(g[side], g[side + 1])}
    waiting = [i for i in range(len(items)) if i not in taken]
    # One that is not beside the group may be so when its neighbour has joined.
    for item in (*waiting, *reversed(waiting)):
        if any(g[side] <= item < g[side + 1] for g in groups):
            continue
        before = next((g for g in reversed(groups) if g[side + 1] == item), None)
        after = next((g for g in groups if g[side] == item + 1), None)
        options = [(gain(g, item), g) for g in (before, after) if g and _may_join(item, items)]
        best = max(options, key=lambda option: option[0], default=None)
        if best and best[0] > 0.12:
            best[1][side], best[1][side + 1] = min(best[1][side], item), max(best[1][side + 1], item + 1)


def _may_join(item: int, items: Sequence[Traits]) -> bool:
    """A paragraph with a number of its own belongs to no other, unless it is an item of a list."""
    return all(label.startswith("(") for label in items[item].labels)


def _matrix(left: Sequence[Traits], right: Sequence[Traits]) -> np.ndarray:
    """`likeness` of everything with everything; far corners of very long documents are left out."""
    n, m = len(left), len(right)
    scores = np.full((n, m), -9.0)
    width = m if n * m <= _WIDEST else max(60, _WIDEST // max(1, n))
    fast = _fast_likeness(left, right)
    for i in range(n):
        middle = i * m // max(1, n)
        low, high = max(0, middle - width), min(m, middle + width)
        scores[i, low:high] = fast(i, low, high)
    return scores


def _fast_likeness(left: Sequence[Traits], right: Sequence[Traits]) -> Callable[[int, int, int], np.ndarray]:
    """`likeness` a row at a time."""
    ideas = _shares(left, right, "ideas")
    numbers = _shares(left, right, "figures")
    names = _shares(left, right, "names")
    labels = _indicator(left, right, "labels")
    logs = np.log([t.length for t in left]), np.log([t.length for t in right])
    has_label = np.array([bool(t.labels) for t in left]), np.array([bool(t.labels) for t in right])
    has_figure = np.array([bool(t.figures) for t in left]), np.array([bool(t.figures) for t in right])
    has_name = np.array([bool(t.names) for t in left]), np.array([bool(t.names) for t in right])

    def row(i: int, low: int, high: int) -> np.ndarray:
        cut = slice(low, high)
        score = 2.2 * ideas(i)[cut] - 0.6
        score = score + (1.6 * numbers(i)[cut] - 0.5) * (has_figure[0][i] | has_figure[1][cut])
        score = score + 0.8 * names(i)[cut] * (has_name[0][i] & has_name[1][cut])
        both = has_label[0][i] & has_label[1][cut]
        one = (has_label[0][i] | has_label[1][cut]) & ~both
        score = score + np.where(both, np.where(labels(i)[cut] > 0, 2.5, -2.0), np.where(one, -0.3, 0.0))
        return np.asarray(score - 0.7 * np.abs(logs[0][i] - logs[1][cut]))

    return row


def _indicator(left: Sequence[Traits], right: Sequence[Traits], name: str) -> Callable[[int], np.ndarray]:
    """How many members of a set each of the others shares with the i-th."""
    holders: dict[object, list[int]] = {}
    for j, traits in enumerate(right):
        for member in getattr(traits, name):
            holders.setdefault(member, []).append(j)

    def row(i: int) -> np.ndarray:
        shared = np.zeros(len(right))
        for member in getattr(left[i], name):
            shared[holders.get(member, [])] += 1
        return shared

    return row


def _shares(left: Sequence[Traits], right: Sequence[Traits], name: str) -> Callable[[int], np.ndarray]:
    shared = _indicator(left, right, name)
    sizes = np.array([len(getattr(t, name)) for t in right])
    return lambda i: 2 * shared(i) / np.maximum(1, sizes + len(getattr(left[i], name)))
