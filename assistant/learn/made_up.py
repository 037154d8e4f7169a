"""What made-up models would do to the figures: ones that guess, and ones that are right so often.

The rule that joins the two judges is tried on agreements that the offline judge has not seen. A guess must move nothing to
speak of; a good model must be allowed to help.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from assistant.checklist import Requirement, load_checklist
from assistant.cite import cite
from assistant.judge import Judgement
from assistant.learn.examples import PARTLY, WHOLLY, Example
from assistant.model import MOST_CLAUSES
from assistant.offline import OfflineJudge
from assistant.second_opinion import PRESENT, combined, trial_of, trust_in

RUNS = 20
STATUSES = ("no", "partial", "yes")


@dataclass(frozen=True)
class HeldOutJudgements:
    """One agreement with the offline judgements of heads that never saw it, and the sweep's order of its clauses."""

    example: Example
    offline: dict[str, Judgement]
    ranking: dict[str, list[int]]


Says = Callable[[random.Random, HeldOutJudgements, int, str], Judgement]
"""says(chance, agreement, column, requirement)"""


def held_out(judge: OfflineJudge, example: Example) -> HeldOutJudgements:
    """What the offline judge says of an agreement."""
    checklist = load_checklist("contract")
    return HeldOutJudgements(
        example, dict(judge.judge(example.reading, checklist)), judge.ranking(example.reading, checklist)
    )


def guessing(share: float, among: int) -> Says:
    """Says yes or partial so often, and quotes one of so many best clauses."""

    def says(chance: random.Random, of: HeldOutJudgements, column: int, requirement: str) -> Judgement:
        if chance.random() >= share:
            return Judgement("no", 0.5, "")
        ranked = of.ranking[requirement][:among]
        return _quoting(of, chance.choice(("yes", "partial")), chance.choice(ranked))

    return says


def right_so_often(share: float) -> Says:
    """Says what the expert says, with the expert's clause where it is shown; else one of the two other statuses."""

    def says(chance: random.Random, of: HeldOutJudgements, column: int, requirement: str) -> Judgement:
        truth = STATUSES[of.example.answers[column]]
        status = truth if chance.random() < share else chance.choice([s for s in STATUSES if s != truth])
        shown = of.ranking[requirement][:MOST_CLAUSES]
        quoted = [i for i in shown if of.example.labels[i, column] in (PARTLY, WHOLLY)]
        return Judgement("no", 0.5, "") if status == "no" else _quoting(of, status, (quoted or shown)[0])

    return says


MADE_UP: dict[str, Says] = {
    "always yes, best clause": guessing(1.0, 1),
    "always no": guessing(0.0, 1),
    "guesses, any clause": guessing(0.5, MOST_CLAUSES),
    "guesses, best clause": guessing(0.5, 1),
    "guesses yes more often, best clause": guessing(0.65, 1),
    "right in 70 of 100": right_so_often(0.7),
    "right in 90 of 100": right_so_often(0.9),
    "always right": right_so_often(1.0),
}


def in_words(agreements: Sequence[HeldOutJudgements]) -> Iterator[str]:
    """A line for each made-up model: balanced accuracy, its worst run, and how many agreements believed it."""
    alone = _balanced([[j.status for j in of.offline.values()] for of in agreements], agreements)
    yield f"offline alone: balanced accuracy {alone:.4f}"
    for name, says in MADE_UP.items():
        runs, believed = [], 0
        for seed in range(RUNS):
            chance, statuses = random.Random(seed), []
            for of in agreements:
                trusted, joined = _joined(of, says, chance)
                believed += trusted
                statuses.append(joined)
            runs.append(_balanced(statuses, agreements))
        share = believed / max(1, RUNS * len(agreements))
        yield f"with a model, {name}: {np.mean(runs):.4f}, at worst {min(runs):.4f}, believed in {share:.3f} of agreements"


def _joined(of: HeldOutJudgements, says: Says, chance: random.Random) -> tuple[bool, list[str]]:
    """Whether the model was believed, and the statuses that come of it: asked, and stopped, as the program would."""
    requirements = _requirements()
    columns = {r.id: column for column, r in enumerate(requirements)}
    replies = {id: says(chance, of, column, id) for id, column in columns.items()}
    asked: dict[str, Judgement] = {}
    for id in dict.fromkeys((*trial_of(of.offline), *columns)):
        if not trust_in(of.offline, asked).believed:
            break
        asked[id] = replies[id]
    trusted = trust_in(of.offline, asked).believed
    unasked = Judgement("failed", 0.0, "")
    return trusted, [combined(r, of.offline[r.id], asked.get(r.id, unasked), trusted).status for r in requirements]


@cache
def _requirements() -> tuple[Requirement, ...]:
    return tuple(load_checklist("contract").requirements)


def _balanced(statuses: Sequence[Sequence[str]], agreements: Sequence[HeldOutJudgements]) -> float:
    said = np.array([[status in PRESENT for status in of] for of in statuses])
    denied = np.array([[status == "no" for status in of] for of in statuses])
    there = np.array([of.example.answers > 0 for of in agreements])
    return float((said[there].mean() + denied[~there].mean()) / 2)


def _quoting(of: HeldOutJudgements, status: str, clause: int) -> Judgement:
    reading = of.example.reading
    return Judgement(status, 0.5, "", (cite(reading.document, reading.clauses[clause]),))  # type: ignore[arg-type]
