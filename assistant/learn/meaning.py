"""Vectors for training, made once with the bundled models and kept in a cache folder."""

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from assistant.reading import for_heads, meaning_of
from ingest.document import Clause
from ingest.embed import BOTH, Embedder, load_embedder
from ingest.store import embedding_text


def vectors_of(clauses: Sequence[Clause], cache: Path) -> np.ndarray:
    """Vectors as the heads read them, shape (clauses, MEANING); see `meaning_of`."""
    texts = [embedding_text(clause) for clause in clauses]
    return meaning_of(clauses, embedded(texts, cache))


def embedded(texts: Sequence[str], cache: Path) -> np.ndarray:
    """Vectors of texts by the two bundled models, kept under `cache`; shape (texts, MEANING)."""
    key = hashlib.sha256("\x00".join((BOTH, *texts)).encode()).hexdigest()[:32]
    path = cache / f"{key}.npy"
    if not path.exists():
        vectors = read_by_models(texts)
        cache.mkdir(parents=True, exist_ok=True)
        np.save(path, vectors.astype(np.float16))
    return np.asarray(np.load(path), dtype=np.float32)


def read_by_models(texts: Sequence[str]) -> np.ndarray:
    """The same, computed now and not kept."""
    vectors = for_heads(_embedder().embed_many(texts), BOTH)
    assert vectors is not None
    return vectors


@cache
def _embedder() -> Embedder:
    return load_embedder()
