"""Vectors for tests, by the two bundled models, as the learnt heads read them."""

from functools import cache

import numpy as np

from assistant.reading import MEANING, Reading, for_heads
from ingest.embed import load_embedder
from ingest.store import embedding_text

_EMBEDDER = load_embedder()


def embed(text: str) -> np.ndarray:
    return _for_heads(np.array([_EMBEDDER.embed_query(text)]))[0]


def nothing(_: str) -> np.ndarray:
    """The vector of a question where no embedder is at hand."""
    return np.zeros(MEANING, dtype=np.float32)


def indexed(reading: Reading) -> Reading:
    vectors = _embedded(tuple(embedding_text(clause) for clause in reading.clauses))
    return Reading(reading.document, reading.clauses, vectors)


@cache
def _embedded(texts: tuple[str, ...]) -> np.ndarray:
    """Of an agreement that several tests read, once."""
    return _for_heads(_EMBEDDER.embed_many(texts))


def _for_heads(vectors: np.ndarray) -> np.ndarray:
    read = for_heads(vectors, _EMBEDDER.name)
    assert read is not None
    return read
