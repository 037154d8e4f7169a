"""The passages that prove a requirement: the few clauses to cite, each with what stands beside it and belongs to the same proof.

    passages_to_cite(clauses, evidence, logits, ranked)  ->  a Passage for each, best first

A promise is often spread over the parts of one numbered clause: when to reject, who decides, what follows. Neighbours
under the same heading are quoted with the operative clause where they speak to the requirement too, as long as the
passage can be read at a glance. Text addressed to software parts no passage and is in none: what stands on either side of
it is quoted in pieces.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from ingest.document import Clause, Span
from ingest.split.plain import weight
from ingest.split.sentences import LONGEST

MOST_CITATIONS = 3
# A further clause is cited beside the first only when it is about as convincing.
CLOSE_TO_BEST = 2.2
# From here on a neighbour adds to the proof. Held out, with every candidate (0) or those above 0.05 the first citation is
# right as often, within noise; passages are longer, or shorter.
BELONGS = 0.02


@dataclass(frozen=True)
class Passage:
    """What is quoted for one operative clause, in one piece unless text addressed to software stands in the middle."""

    operative: int
    pieces: tuple[tuple[int, Span], ...]
    """A clause in the piece, to name it by, and the words; the piece with the operative clause stands first."""


def passages_to_cite(
    clauses: Sequence[Clause], evidence: Mapping[int, float], logits: np.ndarray, ranked: Sequence[int]
) -> list[Passage]:
    """`evidence` says of some positions how likely each is the clause to cite, `logits` how well every clause fits, and
    `ranked` holds the positions that may be cited, best first. Passages do not overlap."""
    found: list[Passage] = []
    quoted: set[int] = set()
    best = logits[ranked[0]]
    for position in ranked[: max(MOST_CITATIONS, len(evidence))]:
        if len(found) == MOST_CITATIONS:
            break
        if position in quoted or not (logits[position] >= best - CLOSE_TO_BEST or logits[position] > 0):
            continue
        first, last = _ends(clauses, position, evidence, quoted)
        quoted |= set(range(first, last + 1))
        found.append(Passage(position, _pieces(clauses, position, first, last)))
    return found


def _pieces(clauses: Sequence[Clause], operative: int, first: int, last: int) -> tuple[tuple[int, Span], ...]:
    pieces = []
    for addressed, run in groupby(range(first, last + 1), key=lambda i: clauses[i].kind == "addressed"):
        if not addressed:
            of = list(run)
            named = operative if operative in of else of[0]
            pieces.append((named, Span(clauses[of[0]].span.start, clauses[of[-1]].span.end)))
    return tuple(sorted(pieces, key=lambda piece: piece[0] != operative))


def _ends(clauses: Sequence[Clause], position: int, evidence: Mapping[int, float], quoted: set[int]) -> tuple[int, int]:
    """First and last clause of the passage around `position` that holds most of the evidence; the shortest of equals."""

    def belongs(i: int) -> bool:
        if clauses[i].kind == "addressed":
            return True
        return i not in quoted and clauses[i].citable and clauses[i].path[:2] == clauses[position].path[:2]

    low = position
    while low > 0 and belongs(low - 1):
        low -= 1
    high = position
    while high + 1 < len(clauses) and belongs(high + 1):
        high += 1
    worth = {i: p for i, p in evidence.items() if low <= i <= high and (p >= BELONGS or i == position)}
    ends = {*worth, position}
    fitting = [
        (first, last)
        for first in ends
        for last in ends
        if first <= position <= last and (first == last or _length(clauses, first, last) <= LONGEST)
    ]
    return max(
        fitting,
        key=lambda ends: (round(sum(p for i, p in worth.items() if ends[0] <= i <= ends[1]), 6), ends[0] - ends[1]),
    )


def _length(clauses: Sequence[Clause], first: int, last: int) -> float:
    return sum(weight(clauses[i].text) for i in range(first, last + 1) if clauses[i].kind != "addressed")
