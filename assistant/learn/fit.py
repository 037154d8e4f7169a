"""Fitting linear heads: logistic regression on sparse signals and dense meaning together, all heads at once.

Two losses: each clause against its label, and each document's best clauses (a soft maximum) against its answer, so that
the heads are trained for the decision they serve. PyTorch does the arithmetic; full batches and a seed make it repeatable.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

SOFT_MAXIMUM = 2.0


@dataclass(frozen=True)
class Recipe:
    """Knobs of a fit."""

    steps: int = 100
    rate: float = 0.05
    decay: float = 1e-5
    decay_meaning: float = 1e-4
    document_weight: float = 1.0
    first_bias: float = -3.0
    seed: int = 20_261_125
    kept: float = 1.0
    """The share of the columns of signals that each step sees, drawn anew for it: no head then rests on few words."""
    kept_meaning: float = 1.0
    """The same of the numbers of the meaning."""


@dataclass(frozen=True)
class Fitted:
    """`signals @ weights + meaning @ meaning_weights + bias` gives logits."""

    weights: np.ndarray
    meaning_weights: np.ndarray
    bias: np.ndarray

    def scores(self, signals: csr_matrix, meaning: np.ndarray) -> np.ndarray:
        return np.asarray(signals @ self.weights + meaning @ self.meaning_weights + self.bias)


def rarity(signals: csr_matrix) -> np.ndarray:
    """Inverse document frequency of each column."""
    seen = np.bincount(signals.indices, minlength=signals.shape[1])
    return np.asarray(np.log((signals.shape[0] + 1) / (seen + 1)) + 0.3, dtype=np.float32)


def fit_heads(
    signals: csr_matrix,
    meaning: np.ndarray,
    targets: np.ndarray,
    weights: np.ndarray,
    recipe: Recipe,
    documents: np.ndarray | None = None,
    answers: np.ndarray | None = None,
) -> Fitted:
    """`targets` and `weights` are (rows, heads); `documents` gives each row's document or -1, `answers` is (documents, heads)."""
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits

    torch.manual_seed(recipe.seed)
    rows, heads = targets.shape
    columns = np.unique(signals.indices)
    times = _product(signals.astype(np.float32)[:, columns].tocsr())
    dense, goal, weight = (torch.from_numpy(a.astype(np.float32)) for a in (meaning, targets, weights))
    of_signals = torch.zeros(len(columns), heads, requires_grad=True)
    of_meaning = torch.zeros(meaning.shape[1], heads, requires_grad=True)
    bias = torch.full((heads,), recipe.first_bias, requires_grad=True)
    document_bias = torch.zeros(heads, requires_grad=True)
    optimiser = torch.optim.Adam([of_signals, of_meaning, bias, document_bias], lr=recipe.rate)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, recipe.steps)
    for _ in range(recipe.steps):
        optimiser.zero_grad()
        logits = times(_seen(of_signals, recipe.kept)) + dense @ _seen(of_meaning, recipe.kept_meaning) + bias
        loss = (binary_cross_entropy_with_logits(logits, goal, reduction="none") * weight).sum() / rows
        loss = loss + recipe.decay * (of_signals**2).sum() + recipe.decay_meaning * (of_meaning**2).sum()
        if documents is not None and answers is not None and recipe.document_weight:
            pooled = _soft_maximum(logits, documents, len(answers))
            wanted = torch.from_numpy((answers > 0).astype(np.float32))
            loss = loss + recipe.document_weight * binary_cross_entropy_with_logits(pooled + document_bias, wanted)
        loss.backward()
        optimiser.step()
        schedule.step()
    full = np.zeros((signals.shape[1], heads), dtype=np.float32)
    full[columns] = of_signals.detach().numpy()
    return Fitted(full, of_meaning.detach().numpy(), bias.detach().numpy())


def _seen(weights, kept: float):  # type: ignore[no-untyped-def]
    """The weights of the columns that a step sees, raised so that the sum stays what it is on average."""
    import torch

    return weights if kept == 1.0 else weights * (torch.rand(len(weights), 1) < kept) / kept


def _product(signals: csr_matrix):  # type: ignore[no-untyped-def]
    """Signals times weights for PyTorch; SciPy's sparse product and its gradient are far faster here than PyTorch's."""
    import torch

    transposed = signals.T.tocsr()

    class Product(torch.autograd.Function):
        @staticmethod
        def forward(ctx, weights):  # type: ignore[no-untyped-def]
            return torch.from_numpy(signals @ weights.detach().numpy())

        @staticmethod
        def backward(ctx, gradient):  # type: ignore[no-untyped-def]
            return torch.from_numpy(transposed @ gradient.contiguous().numpy())

    return Product.apply


def _soft_maximum(logits, documents: np.ndarray, count: int):  # type: ignore[no-untyped-def]
    import torch

    kept = torch.from_numpy(np.flatnonzero(documents >= 0))
    of = torch.from_numpy(documents[documents >= 0].astype(np.int64))
    raised = torch.exp(logits[kept].clamp(-30, 30) * SOFT_MAXIMUM)
    sums = torch.zeros(count, logits.shape[1]).index_add_(0, of, raised)
    return torch.log(sums + 1e-12) / SOFT_MAXIMUM
