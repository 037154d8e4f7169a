"""Whether a stated confidence is honest: of the findings stated at 0.8, about 80 % should be right."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.measure.check import Row

BINS = ((0.0, 0.4), (0.4, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01))


@dataclass(frozen=True)
class Bin:
    """Findings whose stated confidence lies between two bounds."""

    low: float
    high: float
    count: int
    stated: float
    right: float


def reliability(stated: Sequence[tuple[float, bool]]) -> list[Bin]:
    """(confidence, whether right) in bins, empty ones left out."""
    bins = []
    for low, high in BINS:
        held = [(c, r) for c, r in stated if low <= c < high]
        if held:
            mean = sum(c for c, _ in held) / len(held)
            bins.append(Bin(low, min(high, 1.0), len(held), mean, sum(r for _, r in held) / len(held)))
    return bins


def expected_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: how far stated and right lie apart, weighted by how many findings there are.

    >>> round(expected_error(reliability([(0.8, True), (0.8, False)])), 2)
    0.3
    """
    total = sum(b.count for b in bins)
    return sum(b.count * abs(b.stated - b.right) for b in bins) / total if total else 0.0


def of_status(rows: Sequence[Row]) -> list[tuple[float, bool]]:
    """What a finding states is the belief in its status: yes, partial or no."""
    return [(r.confidence, r.gold == r.said) for r in rows if r.confidence is not None and r.said != "none"]


def of_absence(rows: Sequence[Row]) -> list[tuple[float, bool]]:
    """For a "no" the stated belief that nothing is there."""
    return [(r.confidence, r.gold == "no") for r in rows if r.confidence is not None and r.said == "no"]


def of_presence(rows: Sequence[Row]) -> list[tuple[float, bool]]:
    """For a yes or partial, whether anything is there at all; what is stated is the smaller belief in the very status."""
    return [(r.confidence, r.gold != "no") for r in rows if r.confidence is not None and r.said in ("yes", "partial")]
