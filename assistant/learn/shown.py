"""How many of the sweep's best clauses a chat model must be shown, so that the evidence is among them.

    shown_ranks(judge, example)  ->  a Rank for each requirement that the agreement meets        recall_at(ranks, k)

The judge is one that never saw the agreement, so the figures hold for agreements to come.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.checklist import load_checklist
from assistant.learn.examples import PARTLY, WHOLLY, Example
from assistant.offline import OfflineJudge

TRIED = (1, 3, 5, 8, 10, 12, 14, 20)


@dataclass(frozen=True)
class Rank:
    """Places, from 1, of the clauses that an expert quoted for one requirement; none where they are not citable."""

    stem: str
    requirement: str
    places: tuple[int, ...]


def shown_ranks(judge: OfflineJudge, example: Example) -> Iterator[Rank]:
    """One for each requirement whose evidence is labelled."""
    checklist = load_checklist("contract")
    ranking = judge.ranking(example.reading, checklist)
    for column, requirement in enumerate(r.id for r in checklist.requirements):
        quoted = set(np.flatnonzero(np.isin(example.labels[:, column], (WHOLLY, PARTLY))).tolist())
        if example.answers[column] and quoted:
            places = [place for place, clause in enumerate(ranking[requirement], 1) if clause in quoted]
            yield Rank(example.stem, requirement, tuple(places))


def recall_at(ranks: Sequence[Rank], most: int) -> float:
    """Share of requirements with a quoted clause among the `most` best."""
    return sum(bool(rank.places) and rank.places[0] <= most for rank in ranks) / max(1, len(ranks))


def in_words(ranks: Sequence[Rank]) -> str:
    """One line for people."""
    shares = ", ".join(f"{most}: {recall_at(ranks, most):.4f}" for most in TRIED)
    return f"evidence among the best clauses, {len(ranks)} requirements met. {shares}"
