"""The clause store on a real Chroma: everything comes back, nothing stays behind."""

import errno
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest import store as store_module
from ingest.document import Clause, Document, Page, Span
from ingest.embed import Embedder, OnBatch, Vectors
from ingest.errors import EmbedderMismatch, IngestError
from ingest.store import ClauseStore, embedding_text


def a_document(texts: Sequence[str], id: str = "a" * 64) -> tuple[Document, list[Clause]]:
    """A document whose clauses are these texts, one after the other."""
    clauses, start = [], 0
    for order, text in enumerate(texts):
        span = Span(start, start + len(text))
        path = ("ARTICLE 7 TERM", f"7.{order} Effects")
        clauses.append(Clause(f"{id[:8]}:{order}", id, span, text, f"7.{order}", path[-1], path, "clause", (1,)))
        start = span.end
    return Document(id, "agreement.pdf", "".join(texts), (Page(1, Span(0, start)),)), clauses


@pytest.fixture
def store(tmp_path: Path, embedder: Embedder) -> ClauseStore:
    return ClauseStore(tmp_path / "store", embedder)


def left_on_disk(folder: Path, words: str) -> list[str]:
    return [file.name for file in folder.rglob("*") if file.is_file() and words.encode() in file.read_bytes()]


def test_sweep_returns_every_clause_in_order_with_its_vector(
    store: ClauseStore, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "PAGE", 7)  # smaller than the document, as Chroma's own limit may be
    document, clauses = a_document([f"Clause {i} about batch records. " for i in range(50)])
    other, others = a_document(["Something else."], "b" * 64)
    store.add(document, clauses)
    store.add(other, others)
    swept = store.sweep([other.id, document.id])
    assert [clause for clause, _vector in swept] == others + clauses
    assert np.allclose(swept[1][1], embedder.embed_many([embedding_text(clauses[0])])[0], atol=1e-6)
    assert swept[0][1].dtype == np.float32
    assert store.clauses(document.id) == clauses
    assert store.count(document.id) == 50


def test_more_clauses_than_chroma_takes_at_once_are_all_swept(store: ClauseStore) -> None:
    document, clauses = a_document([f"Clause {i}. " for i in range(6000)])
    store.add(document, clauses)
    assert [clause for clause, _vector in store.sweep([document.id])] == clauses


def test_search_gives_the_nearest_clauses_of_the_documents_asked(store: ClauseStore) -> None:
    document, clauses = a_document(["Customer may audit the facility. ", "Invoices are due in thirty days. "])
    other, others = a_document(["Customer may audit the facility once a year. "], "b" * 64)
    store.add(document, clauses)
    store.add(other, others)
    found = store.search("audit the facility", 5)
    assert {clause.id for clause, _score in found[:2]} == {clauses[0].id, others[0].id}
    assert [score for _clause, score in found] == sorted((score for _clause, score in found), reverse=True)
    assert all(0 <= score <= 1 for _clause, score in found)
    assert [clause for clause, _score in store.search("audit", 5, [other.id])] == others
    assert store.search("audit", 5, []) == []


def test_an_empty_store_finds_nothing_and_refuses_a_sweep(store: ClauseStore) -> None:
    assert store.search("audit", 3) == []
    assert store.delete("a" * 64) == 0
    with pytest.raises(IngestError, match=r"run: controlpoint reindex"):
        store.sweep(["a" * 64])


def test_a_sweep_that_would_miss_a_clause_is_an_error(store: ClauseStore) -> None:
    document, clauses = a_document(["One. ", "Two. ", "Three. "])
    store.add(document, clauses)
    with store._client() as client:
        client.get_collection(store.collection).delete(ids=[f"{document.id}:000001"])
    with pytest.raises(IngestError, match=r"2 of 3 clauses are in the store; run: controlpoint reindex"):
        store.sweep([document.id])


clause_texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(clause_texts, min_size=1, max_size=5),
    heading=clause_texts,
    path=st.lists(clause_texts, max_size=4),
    kind=st.sampled_from(["clause", "definition", "heading", "contents", "table", "signature", "furniture"]),
    pages=st.lists(st.integers(1, 900), min_size=1, max_size=3),
)
def test_a_clause_comes_back_as_it_was_stored(
    store: ClauseStore, texts: list[str], heading: str, path: list[str], kind: Any, pages: list[int]
) -> None:
    document, plain = a_document(texts)
    clauses = [
        Clause(c.id, c.document_id, c.span, c.text, heading[:5], heading, tuple(path), kind, tuple(pages))
        for c in plain
    ]
    store.add(document, clauses)
    assert store.clauses(document.id) == clauses


def test_delete_leaves_no_word_of_the_document_on_the_disk(store: ClauseStore, tmp_path: Path) -> None:
    document, clauses = a_document([f"Zanzibar {i} holds the batch records. " for i in range(40)])
    other, others = a_document([f"Quito {i} keeps the samples. " for i in range(40)], "b" * 64)
    store.add(document, clauses)
    store.add(other, others)
    assert left_on_disk(tmp_path, "Zanzibar")
    assert store.delete(document.id) == 40
    assert not left_on_disk(tmp_path, "Zanzibar")
    assert store.clauses(other.id) == others
    assert [clause for clause, _score in store.search("Zanzibar", 100)] != []
    assert all(clause.document_id == other.id for clause, _score in store.search("Zanzibar", 100))


def test_slots_that_hold_no_vector_hold_no_text_either(store: ClauseStore, tmp_path: Path) -> None:
    # Chroma makes room for a hundred vectors at once and writes what its memory held before.
    document, clauses = a_document(["Zanzibar " * 100 for _ in range(30)])
    other, others = a_document(["Quito "], "b" * 64)
    store.add(document, clauses)
    store.add(other, others)
    store.delete(document.id)
    (index,) = (tmp_path / "store").glob("*/data_level0.bin")
    size = index.stat().st_size // 100
    assert index.read_bytes()[31 * size :] == bytes(69 * size)
    assert index.with_name("length.bin").read_bytes()[31 * 4 :] == bytes(69 * 4)
    assert [clause for clause, _score in store.search("Quito", 3)] == others


def test_deleting_the_last_document_drops_the_index_too(store: ClauseStore, tmp_path: Path) -> None:
    document, clauses = a_document(["Only one. "])
    store.add(document, clauses)
    store.delete(document.id)
    assert sorted(file.name for file in (tmp_path / "store").iterdir()) == ["chroma.sqlite3", "store.lock"]


@pytest.mark.parametrize("failure", [KeyboardInterrupt, RuntimeError])
def test_an_interrupted_add_leaves_nothing_of_the_document(
    store: ClauseStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: type[BaseException]
) -> None:
    from chromadb.api.models.Collection import Collection

    document, clauses = a_document([f"Zanzibar {i}. " for i in range(30)])
    other, others = a_document(["Quito. "], "b" * 64)
    store.add(other, others)
    monkeypatch.setattr(store_module, "PAGE", 10)
    whole_add, calls = Collection.add, iter(range(9))

    def fails_at_the_second_batch(self: Collection, *args: Any, **named: Any) -> None:
        if next(calls) == 1:
            raise failure
        whole_add(self, *args, **named)

    monkeypatch.setattr(Collection, "add", fails_at_the_second_batch)
    with pytest.raises(failure):
        store.add(document, clauses)
    assert store.count(document.id) == 0
    assert store.clauses(other.id) == others


def test_a_disk_without_room_is_refused_before_anything_is_written(
    store: ClauseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, clauses = a_document([f"Clause {i}. " for i in range(9)])
    monkeypatch.setattr(store_module, "_free", lambda _place: store_module.ROOM + 1000)
    with pytest.raises(OSError, match="no space left on the disk") as caught:
        store.add(document, clauses)
    assert caught.value.errno == errno.ENOSPC
    assert not Path(store.place).exists()


def test_adding_again_replaces_what_a_killed_process_left(store: ClauseStore) -> None:
    document, clauses = a_document([f"Clause {i}. " for i in range(9)])
    store.add(document, clauses)
    store.add(document, clauses[:4])
    assert store.clauses(document.id) == clauses[:4]


class Renamed(Embedder):
    """The same vectors under another name or in another length."""

    def __init__(self, inner: Embedder, name: str, dimension: int = 64) -> None:
        self._inner, self._name, self._dimension = inner, name, dimension

    name = property(lambda self: self._name)  # type: ignore[assignment]
    dimension = property(lambda self: self._dimension)  # type: ignore[assignment]

    def embed_many(self, texts: Sequence[str], on_batch: OnBatch | None = None) -> Vectors:
        return self._inner.embed_many(texts, on_batch)[:, : self._dimension]


@pytest.mark.parametrize(
    ("name", "dimension", "says"),
    [
        (
            "another-model",
            64,
            r"indexed with the embedder word-hash, the setting is another-model; run: controlpoint re",
        ),
        ("word-hash", 32, r"vectors of 64 numbers, word-hash gives 32; run: controlpoint reindex"),
    ],
)
def test_another_embedder_is_refused_with_the_command_that_re_indexes(
    store: ClauseStore, embedder: Embedder, name: str, dimension: int, says: str
) -> None:
    document, clauses = a_document(["Customer may audit. "])
    store.add(document, clauses)
    changed = ClauseStore(store.place, Renamed(embedder, name, dimension))
    with pytest.raises(EmbedderMismatch, match=says):
        changed.search("audit", 1)
    with pytest.raises(EmbedderMismatch, match=says):
        changed.add(document, clauses)
    assert changed.delete(document.id) == 1


def test_rebuild_takes_the_new_embedder_and_keeps_the_old_index_until_it_is_complete(
    store: ClauseStore, embedder: Embedder
) -> None:
    document, clauses = a_document(["Customer may audit. ", "Term. "])
    store.add(document, clauses)
    changed = ClauseStore(store.place, Renamed(embedder, "another-model", 32))

    def interrupted() -> Any:
        yield document, clauses
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        changed.rebuild(interrupted())
    assert store.clauses(document.id) == clauses
    assert changed.rebuild([(document, clauses)]) == 2
    assert changed.clauses(document.id) == clauses
    assert len(changed.sweep([document.id])[0][1]) == 32
    with pytest.raises(EmbedderMismatch):
        store.clauses(document.id)


def test_what_another_process_adds_is_seen_and_survives_our_next_write(store: ClauseStore, tmp_path: Path) -> None:
    document, clauses = a_document(["Ours. "])
    store.add(document, clauses)
    store.search("ours", 1)  # an index held in memory would now be out of date
    script = tmp_path / "other.py"
    script.write_text(
        "import sys; from pathlib import Path\n"
        f"sys.path[:0] = [{str(Path(__file__).parents[1])!r}, {str(Path(__file__).parents[2])!r}, "
        f"{str(Path(__file__).parent)!r}]\n"
        "from conftest import WordHashEmbedder\nfrom test_store import a_document\n"
        "from ingest.store import ClauseStore\n"
        f"ClauseStore(Path({str(store.place)!r}), WordHashEmbedder()).add(*a_document(['Theirs. '] * 3, 'b' * 64))\n",
        encoding="utf-8",
    )
    subprocess.run([sys.executable, str(script)], check=True)
    assert [clause.text for clause, _score in store.search("theirs", 1)] == ["Theirs. "]
    third, thirds = a_document(["Third. "], "c" * 64)
    store.add(third, thirds)
    assert len(store.sweep([document.id, "b" * 64, third.id])) == 5


def test_headings_are_embedded_with_the_text_but_not_twice() -> None:
    _document, clauses = a_document(["Supplier shall hand over the records.", "7.1 Effects of expiry."])
    assert embedding_text(clauses[0]) == "ARTICLE 7 TERM. 7.0 Effects. Supplier shall hand over the records."
    assert embedding_text(clauses[1]) == "ARTICLE 7 TERM. 7.1 Effects of expiry."


def test_a_chroma_server_that_does_not_answer_is_one_line(embedder: Embedder) -> None:
    with pytest.raises(IngestError, match=r"no Chroma server answers at 127\.0\.0\.1; check CONTROLPOINT_CHROMA_URL"):
        ClauseStore("http://127.0.0.1:9", embedder).search("audit", 1)
