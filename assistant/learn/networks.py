"""Fitting the two small networks of `assistant.rank`: which clause is best, and whether any answers at all."""

from collections.abc import Sequence

import numpy as np

from assistant.rank import Network, within_reason

HIDDEN = 24
SEED = 20_261_125


def fit_ranking(rows: Sequence[tuple[np.ndarray, Sequence[int]]], weights: Sequence[float], epochs: int = 6) -> Network:
    """Each row is (features of all clauses, indices of the right ones): the right ones together should win."""
    import torch

    torch.manual_seed(SEED)
    everything = np.vstack([f[:: max(1, len(f) // 30)] for f, _ in rows])
    mean, scale = everything.mean(axis=0), everything.std(axis=0) + 1e-4
    data = [(torch.from_numpy((f - mean) / scale).float(), torch.tensor(list(right))) for f, right in rows]
    model, parameters = _network(everything.shape[1])
    optimiser = torch.optim.AdamW(parameters, lr=5e-3, weight_decay=1e-3)
    dice = np.random.default_rng(SEED)
    batch = 32
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, epochs * (len(data) // batch + 1))
    for _ in range(epochs):
        order = dice.permutation(len(data))
        for start in range(0, len(order), batch):
            chosen = order[start : start + batch]
            optimiser.zero_grad()
            sizes = [len(data[i][0]) for i in chosen]
            scores = model(torch.cat([data[i][0] for i in chosen]))[:, 0].split(sizes)
            losses = [
                (torch.logsumexp(s, 0) - torch.logsumexp(s[data[i][1]], 0)) * weights[i]
                for s, i in zip(scores, chosen, strict=True)
            ]
            torch.stack(losses).mean().backward()
            optimiser.step()
            schedule.step()
    return _as_network(mean, scale, parameters)


def fit_answerable(x: np.ndarray, y: np.ndarray, weight: np.ndarray, steps: int = 400) -> Network:
    """Logit that a question is answered."""
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits

    torch.manual_seed(SEED)
    mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-4
    data, goal = torch.from_numpy(within_reason((x - mean) / scale)).float(), torch.from_numpy(y.astype(np.float32))
    weights = torch.from_numpy(weight.astype(np.float32))
    model, parameters = _network(x.shape[1])
    optimiser = torch.optim.AdamW(parameters, lr=5e-3, weight_decay=3e-2)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps)
    for _ in range(steps):
        optimiser.zero_grad()
        loss = (binary_cross_entropy_with_logits(model(data)[:, 0], goal, reduction="none") * weights).mean()
        loss.backward()
        optimiser.step()
        schedule.step()
    return _as_network(mean, scale, parameters)


def cautious_threshold(p: np.ndarray, y: np.ndarray, given_up: float) -> float:
    """The probability from which to answer: the highest whose balanced accuracy is short of the best by no more than `given_up`."""
    balance = [((_share(p >= t, y) + _share(p < t, ~y)) / 2, t) for t in np.linspace(0.1, 0.9, 81)]
    best = max(balance)[0]
    return float(max(t for share, t in balance if share >= best - given_up))


def _share(said: np.ndarray, true: np.ndarray) -> float:
    return float((said & true).sum() / true.sum())


def _network(width: int):  # type: ignore[no-untyped-def]
    import torch

    first, second = torch.nn.Linear(width, HIDDEN), torch.nn.Linear(HIDDEN, 1)
    model = torch.nn.Sequential(first, torch.nn.ReLU(), second)
    return model, [first.weight, first.bias, second.weight, second.bias]


def _as_network(mean: np.ndarray, scale: np.ndarray, parameters) -> Network:  # type: ignore[no-untyped-def]
    first, first_bias, second, second_bias = (p.detach().numpy() for p in parameters)
    return Network(mean, scale, first.T.copy(), first_bias, second.T.copy(), second_bias)
