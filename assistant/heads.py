"""Linear heads over the signals of a clause: learnt weights that ship with the package, read with numpy alone.

    load_heads("judge").scores(reading.signals, reading.meaning)  ->  float array (clauses, heads), logits

A file of heads is a .safetensors (weights in half precision, never a pickle) beside a .json that names the heads, says
how they were trained and holds the hash of the weights.
"""

import hashlib
import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

CORE = ("idf", "weights", "meaning_weights", "bias")
WEIGHTS = Path(__file__).resolve().parent / "weights"


@dataclass(frozen=True)
class Heads:
    """Logit of each head: unit-length, idf-weighted signals times weights, plus vectors times weights, plus bias."""

    names: tuple[str, ...]
    idf: np.ndarray
    weights: np.ndarray
    meaning_weights: np.ndarray
    bias: np.ndarray
    about: dict[str, Any]
    extra: dict[str, np.ndarray] = field(default_factory=dict)
    """Further tensors that belong to these heads, by name."""

    def scores(self, signals: "csr_matrix", meaning: np.ndarray) -> np.ndarray:
        """Logits, shape (rows, heads); `meaning` holds the rows' vectors, zero where there is none."""
        return np.asarray(unit_rows(signals, self.idf) @ self.weights) + meaning @ self.meaning_weights + self.bias


def unit_rows(signals: "csr_matrix", idf: np.ndarray) -> "csr_matrix":
    """Signals weighted by rarity, each row scaled to length one."""
    weighted = signals.copy()
    weighted.data = weighted.data * idf[weighted.indices]
    squares = np.zeros(weighted.shape[0])
    np.add.at(squares, np.repeat(np.arange(weighted.shape[0]), np.diff(weighted.indptr)), weighted.data**2)
    lengths = np.repeat(np.sqrt(squares) + 1e-6, np.diff(weighted.indptr))
    weighted.data = (weighted.data / lengths).astype(np.float32)
    return weighted


@cache
def load_heads(name: str, folder: Path = WEIGHTS) -> Heads:
    """The heads that ship under this name; loaded once in a process."""
    about, tensors = load_tensors(name, folder)
    return Heads(
        tuple(about["heads"]),
        tensors["idf"].astype(np.float32),
        tensors["weights"].astype(np.float32),
        tensors["meaning_weights"].astype(np.float32),
        tensors["bias"].astype(np.float32),
        about,
        {name: tensor.astype(np.float32) for name, tensor in tensors.items() if name not in CORE},
    )


def save_heads(name: str, heads: Heads, folder: Path = WEIGHTS) -> None:
    """Write both files; the .json records the hash of the weights."""
    tensors = {name: getattr(heads, name) for name in CORE} | heads.extra
    narrow = {key: value.astype(np.float16) for key, value in tensors.items()}
    save_tensors(name, narrow, {"heads": list(heads.names), **heads.about}, folder)


def load_tensors(name: str, folder: Path = WEIGHTS) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """What `save_tensors` wrote: what the tensors are, and the tensors."""
    from safetensors.numpy import load_file

    about = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return about, load_file(folder / f"{name}.safetensors")


def save_tensors(name: str, tensors: dict[str, np.ndarray], about: dict[str, Any], folder: Path = WEIGHTS) -> None:
    """Write tensors, and beside them what they are with the hash of their file."""
    from safetensors.numpy import save_file

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.safetensors"
    save_file({key: np.ascontiguousarray(value) for key, value in tensors.items()}, path)
    described = {"sha256": hashlib.sha256(path.read_bytes()).hexdigest(), **about}
    text = json.dumps(described, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
