"""Small decision trees that vote, as `learn/parts.py` grows them: how surely a row of numbers is what they were taught.

scikit-learn grows them, and is needed for training alone; their tables are JSON, never a pickle.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Trees:
    """Each tree is a list of nodes: a leaf's vote, or which column is held against which bound and where to go on."""

    start: float
    trees: tuple[tuple[tuple[float, ...], ...], ...]

    def sure(self, row: Sequence[float]) -> float:
        """From 0 to 1."""
        votes = self.start + sum(_vote(tree, row) for tree in self.trees)
        return float(1 / (1 + np.exp(-votes)))

    def as_dict(self) -> dict[str, object]:
        return {"start": self.start, "trees": self.trees}


def _vote(tree: Sequence[Sequence[float]], row: Sequence[float]) -> float:
    node = tree[0]
    while len(node) > 1:
        column, bound, left, right = node
        node = tree[int(left if row[int(column)] <= bound else right)]
    return node[0]


@cache
def load_trees(path: Path) -> Trees:
    """Read once in a process."""
    return trees_from(json.loads(path.read_text(encoding="utf-8")))


def trees_from(raw: Mapping[str, Any]) -> Trees:
    """From what `Trees.as_dict` gave, or what else holds it."""
    return Trees(raw["start"], tuple(tuple(tuple(node) for node in tree) for tree in raw["trees"]))
