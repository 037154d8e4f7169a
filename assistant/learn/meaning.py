"""Vectors of clauses for training, made once with the bundled embedder and kept in a cache folder."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.reading import meaning_of
from ingest.document import Clause
from ingest.embed import load_embedder
from ingest.store import embedding_text


def vectors_of(clauses: Sequence[Clause], cache: Path) -> np.ndarray:
    """Unit vectors, zero for clauses in a language the embedder does not know; shape (clauses, dimension)."""
    texts = [embedding_text(clause) for clause in clauses]
    key = hashlib.sha256("\x00".join(texts).encode()).hexdigest()[:32]
    path = cache / f"{key}.npy"
    if path.exists():
        vectors = np.load(path).astype(np.float32)
    else:
        vectors = load_embedder().embed_many(texts)
        cache.mkdir(parents=True, exist_ok=True)
        np.save(path, vectors.astype(np.float16))
    return meaning_of(clauses, vectors)
