"""The clause store: clauses and their vectors in Chroma, through langchain-chroma; the only user of Chroma.

    store.add(document, clauses)      all or nothing
    store.search("technology transfer", k=10)      the nearest
    store.sweep([document.id])                     every one, in order

An embedded Chroma keeps its index in memory and does not notice what another process has written: it answers from the
old index and, at its next write, overwrites the new one. So a folder is opened for one operation at a time, under a
lock that page and command line share. Opening costs some 30 ms.
"""

import errno
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote, urlsplit

import numpy as np

from ingest.document import Clause, Document, Span
from ingest.embed import Embedder, OnBatch, Vectors
from ingest.erase import blank_unused_slots, erase_leftovers
from ingest.errors import EmbedderMismatch, IngestError
from ingest.memory import give_back

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from chromadb.api.models.Collection import Collection
    from langchain_chroma import Chroma

FORMAT = 1
"""Version of the record layout and of `embedding_text`; a collection of another version is re-indexed."""

REINDEX = "controlpoint reindex"
HEADING_CHARACTERS = 80
LOCK_SECONDS = 120
PAGE = 2000
ROOM = 4 << 20
ROOM_PER_CLAUSE = 16 << 10

# A low threshold writes vectors to disk and empties Chroma's log at once: a removed clause must not live on in the log.
INDEX: "CreateHNSWConfiguration" = {
    "space": "cosine",
    "ef_construction": 200,
    "ef_search": 400,
    "max_neighbors": 32,
    "sync_threshold": 2,
}


class ClauseStore:
    """Clauses of one workspace, findable by meaning and readable without exception."""

    def __init__(
        self, place: Path | str, embedder: Embedder, *, collection: str = "clauses", reindex: str = REINDEX
    ) -> None:
        self.place = place
        self.embedder = embedder
        self.collection = collection
        self._reindex = reindex

    @property
    def on_server(self) -> bool:
        return str(self.place).startswith(("http://", "https://"))

    def add(self, document: Document, clauses: Sequence[Clause], on_batch: OnBatch | None = None) -> None:
        """Store a document's clauses; after a failure or an interrupt nothing of them is left."""
        self._check_room(len(clauses))
        vectors = self._embed(clauses, on_batch)
        with self._client() as client:
            self._write(client, self.collection, document, clauses, vectors)

    def search(self, query: str, k: int, document_ids: Sequence[str] | None = None) -> list[tuple[Clause, float]]:
        """The `k` clauses nearest in meaning, best first, with their similarity (0 to 1)."""
        if document_ids is not None and not document_ids:
            return []
        vector = self.embedder.embed_query(query)
        with self._client() as client:
            chroma = self._chroma(client)
            if chroma is None or k < 1:
                return []
            self._check_dimension(client, len(vector))
            where: Any = {"document": {"$in": list(document_ids)}} if document_ids is not None else None
            found = chroma.similarity_search_by_vector_with_relevance_scores(vector, k=k, filter=where)
        return [(_clause(d.page_content, d.metadata), min(1.0, max(0.0, 1.0 - score))) for d, score in found]

    def sweep(self, document_ids: Sequence[str]) -> list[tuple[Clause, np.ndarray]]:
        """Every clause of the documents, in order, with its vector; an incomplete index is an error."""
        with self._client() as client:
            chroma = self._chroma(client)
            return [pair for id in document_ids for pair in self._all_of(chroma, id)]

    def clauses(self, document_id: str) -> list[Clause]:
        """Every clause of one document, in order."""
        return [clause for clause, _vector in self.sweep([document_id])]

    def count(self, document_id: str) -> int:
        """How many clauses of this document are stored."""
        with self._client() as client:
            collection = self._existing(client, self.collection)
            return len(_ids_of(collection, document_id)) if collection else 0

    def delete(self, document_id: str) -> int:
        """Remove a document's clauses, text and vectors, from the disk too; how many there were."""
        with self._client() as client:
            collection = self._existing(client, self.collection)
            removed = _delete(collection, document_id) if collection else 0
            if collection and removed and not collection.count():
                # The index keeps the bytes of deleted vectors until it is dropped.
                client.delete_collection(self.collection)
        if removed:
            self._erase_leftovers()
        return removed

    def rebuild(self, documents: Iterable[tuple[Document, Sequence[Clause]]], on_batch: OnBatch | None = None) -> int:
        """Embed and store everything afresh; the old collection stays until the new one is complete."""
        fresh = f"{self.collection}-next"
        with self._client() as client:
            if self._existing(client, fresh):
                client.delete_collection(fresh)
        count = 0
        for document, clauses in documents:
            self._check_room(len(clauses))
            vectors = self._embed(clauses, on_batch)
            with self._client() as client:
                self._write(client, fresh, document, clauses, vectors)
            count += len(clauses)
        with self._client() as client:
            if self._existing(client, self.collection):
                client.delete_collection(self.collection)
            if collection := self._existing(client, fresh):
                collection.modify(name=self.collection)
        self._erase_leftovers()
        return count

    # Inside ----------------------------------------------------------------------------------------------------------

    def _embed(self, clauses: Sequence[Clause], on_batch: OnBatch | None) -> Vectors:
        vectors = self.embedder.embed_many([embedding_text(clause) for clause in clauses], on_batch)
        # Writing holds the whole index in memory for a moment; what embedding has freed need not stand beside it.
        give_back()
        return vectors

    def _write(
        self, client: "Client", name: str, document: Document, clauses: Sequence[Clause], vectors: Vectors
    ) -> None:
        from chromadb.errors import ChromaError

        collection = self._existing(client, name) or self._create(client, name)
        self._check(collection)
        self._check_dimension(client, vectors.shape[1], name)
        # A process that was killed in here may have left a part of this document behind.
        _delete(collection, document.id)
        step = min(PAGE, client.get_max_batch_size())
        try:
            for start in range(0, len(clauses), step):
                part = range(start, min(start + step, len(clauses)))
                collection.add(
                    ids=[f"{document.id}:{order:06d}" for order in part],
                    embeddings=vectors[start : start + step],
                    documents=[clauses[order].text for order in part],
                    metadatas=[_record(clauses[order], document.id, order, len(clauses)) for order in part],
                )
        except BaseException:
            # The first error is the one to report; what cannot be deleted now is deleted by the next `add`.
            with suppress(ChromaError):
                _delete(collection, document.id)
            raise

    def _check_room(self, clauses: int) -> None:
        """Refuse early: once the disk is full, Chroma can neither take back a write nor read."""
        if not self.on_server and _free(self.place) < ROOM + clauses * ROOM_PER_CLAUSE:
            raise _no_space(self.place)

    def _all_of(self, chroma: "Chroma | None", document_id: str) -> list[tuple[Clause, np.ndarray]]:
        rows: list[tuple[int, Clause, np.ndarray]] = []
        total = 0
        while chroma is not None:
            got = chroma.get(
                where={"document": document_id},
                include=["embeddings", "documents", "metadatas"],
                limit=PAGE,
                offset=len(rows),
            )
            for text, record, vector in zip(got["documents"], got["metadatas"], got["embeddings"], strict=True):
                rows.append((record["order"], _clause(text, record), np.asarray(vector, dtype=np.float32)))
                total = record["of"]
            if len(got["ids"]) < PAGE:
                break
        rows.sort(key=lambda row: row[0])
        if not rows or [row[0] for row in rows] != list(range(total)):
            held = f"{len(rows)} of {total or 'its'} clauses are in the store"
            raise IngestError(f"document {document_id[:12]}: {held}; run: {self._reindex}")
        return [(clause, vector) for _order, clause, vector in rows]

    def _chroma(self, client: "Client") -> "Chroma | None":
        from langchain_chroma import Chroma

        collection = self._existing(client, self.collection)
        if collection is None:
            return None
        self._check(collection)
        return Chroma(
            client=client,
            collection_name=self.collection,
            embedding_function=self.embedder,
            create_collection_if_not_exists=False,
        )

    def _existing(self, client: "Client", name: str) -> "Collection | None":
        from chromadb.errors import NotFoundError

        try:
            return client.get_collection(name, embedding_function=None)
        except NotFoundError:
            return None

    def _create(self, client: "Client", name: str) -> "Collection":
        about = {"embedder": self.embedder.name, "dimension": self.embedder.dimension, "format": FORMAT}
        return client.create_collection(name, metadata=about, configuration={"hnsw": INDEX}, embedding_function=None)

    def _check(self, collection: "Collection") -> None:
        about = collection.metadata or {}
        if about.get("embedder") != self.embedder.name:
            raise EmbedderMismatch(
                f"the clauses were indexed with the embedder {about.get('embedder')}, the setting is "
                f"{self.embedder.name}; run: {self._reindex}"
            )
        if about.get("format") != FORMAT:
            raise EmbedderMismatch(f"the clauses were indexed by another version; run: {self._reindex}")

    def _check_dimension(self, client: "Client", dimension: int, name: str = "") -> None:
        collection = self._existing(client, name or self.collection)
        recorded = (collection.metadata or {}).get("dimension") if collection else dimension
        if recorded != dimension:
            raise EmbedderMismatch(
                f"the clauses were indexed with vectors of {recorded} numbers, {self.embedder.name} gives "
                f"{dimension}; run: {self._reindex}"
            )

    @contextmanager
    def _client(self) -> Iterator["Client"]:
        from chromadb.errors import ChromaError

        session = _on_server(str(self.place)) if self.on_server else _in_folder(Path(self.place))
        with session as client:
            try:
                yield client
            except ChromaError as error:
                # Chroma does not always say why a write failed.
                if not self.on_server and ("disk is full" in str(error) or _free(self.place) < ROOM):
                    raise _no_space(self.place) from error
                raise

    def _erase_leftovers(self) -> None:
        if not self.on_server:
            with _locked(Path(self.place)):
                erase_leftovers(Path(self.place), self._reindex)


def _free(place: Path | str) -> int:
    folder = Path(place)
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


def _no_space(place: Path | str) -> OSError:
    return OSError(errno.ENOSPC, "no space left on the disk", str(place))


def embedding_text(clause: Clause) -> str:
    """What is embedded for a clause: its last two headings, then its text.

    >>> embedding_text(clause)
    'ARTICLE 7 TERM. 7.3 Effects of Termination. Upon expiry Supplier shall ...'
    """
    text = clause.text.strip()
    headings = [" ".join(h.split())[:HEADING_CHARACTERS] for h in clause.path[-2:]]
    return ". ".join([h for h in headings if h and not text.startswith(h)] + [text])


def _record(clause: Clause, document_id: str, order: int, total: int) -> dict[str, Any]:
    return {
        "id": clause.id,
        "document": document_id,
        "order": order,
        "of": total,
        "start": clause.span.start,
        "end": clause.span.end,
        "number": clause.number,
        "heading": clause.heading,
        "path": json.dumps(clause.path, ensure_ascii=False),
        "kind": clause.kind,
        "pages": json.dumps(clause.pages),
    }


def _clause(text: str, record: dict[str, Any]) -> Clause:
    return Clause(
        id=record["id"],
        document_id=record["document"],
        span=Span(record["start"], record["end"]),
        text=text,
        number=record["number"],
        heading=record["heading"],
        path=tuple(json.loads(record["path"])),
        kind=record["kind"],
        pages=tuple(json.loads(record["pages"])),
    )


def _ids_of(collection: "Collection", document_id: str) -> list[str]:
    ids: list[str] = []
    while True:
        part = collection.get(where={"document": document_id}, include=[], limit=PAGE, offset=len(ids))["ids"]
        ids += part
        if len(part) < PAGE:
            return ids


def _delete(collection: "Collection", document_id: str) -> int:
    ids = _ids_of(collection, document_id)
    for start in range(0, len(ids), PAGE):
        collection.delete(ids=ids[start : start + PAGE])
    return len(ids)


def _locked(folder: Path) -> Any:
    from filelock import FileLock

    return FileLock(folder / "store.lock", timeout=LOCK_SECONDS)


@contextmanager
def _in_folder(folder: Path) -> Iterator["Client"]:
    import chromadb
    from filelock import Timeout

    folder.mkdir(parents=True, exist_ok=True)
    try:
        lock = _locked(folder).acquire()
    except Timeout as error:
        raise IngestError(f"{folder}: in use by another program for {LOCK_SECONDS} s; try again later") from error
    with lock:
        quiet = chromadb.Settings(anonymized_telemetry=False)
        client = cast("Client", chromadb.PersistentClient(folder, settings=quiet))
        try:
            yield client
        finally:
            client.close()
            blank_unused_slots(folder)


@contextmanager
def _on_server(url: str) -> Iterator["Client"]:
    import base64

    import chromadb

    parts = urlsplit(url)
    login = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
    headers = {"Authorization": "Basic " + base64.b64encode(login.encode()).decode()} if parts.username else None
    try:
        api = chromadb.HttpClient(
            host=parts.hostname or "localhost",
            port=parts.port or (443 if parts.scheme == "https" else 8000),
            ssl=parts.scheme == "https",
            headers=headers,
            settings=chromadb.Settings(anonymized_telemetry=False),
        )
    except ValueError as error:
        raise IngestError(f"no Chroma server answers at {parts.hostname}; check CONTROLPOINT_CHROMA_URL") from error
    client = cast("Client", api)
    try:
        yield client
    finally:
        client.close()
