"""How sure a figure is: the same figure on sets drawn again from the same documents, whole documents at a time.

Answers about one agreement hang together, so that 936 answers on 39 agreements say less than 936 separate ones would.
"""

import random
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TypeVar

Row = TypeVar("Row")
Figures = Mapping[str, float | int | None]

DRAWS, SEED = 1_000, 20_261_128
_OUTER = 0.025


def intervals(
    rows: Sequence[Row], by: Callable[[Row], Hashable], figures: Callable[[Sequence[Row]], Figures], draws: int = DRAWS
) -> dict[str, tuple[float, float]]:
    """For each figure the middle 95 % over sets of as many documents, drawn with repetition."""
    groups: dict[Hashable, list[Row]] = {}
    for row in rows:
        groups.setdefault(by(row), []).append(row)
    names = list(groups)
    draw = random.Random(SEED)
    seen: dict[str, list[float]] = {}
    for _ in range(draws):
        drawn = [row for name in draw.choices(names, k=len(names)) for row in groups[name]]
        for figure, value in figures(drawn).items():
            if value is not None:
                seen.setdefault(figure, []).append(float(value))
    return {figure: _middle(sorted(values)) for figure, values in seen.items()}


def _middle(values: Sequence[float]) -> tuple[float, float]:
    last = len(values) - 1
    return values[round(_OUTER * last)], values[round((1 - _OUTER) * last)]
