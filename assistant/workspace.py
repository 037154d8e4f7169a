"""The workspace: the one place where reader, store, records and settings are put together.

    open_workspace(settings).add("agreement.pdf")  ->  Added(status="added", clauses=214, ...)

Opening costs nothing: each part is made when it is first needed.

    DATA_DIR/<workspace>/
      files/<id>.pdf     the bytes as they came
      store/             Chroma, unless CHROMA_URL
      records.sqlite     unless DATABASE_URL
"""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.adding import Adding, OnProgress
from assistant.desk import Desk
from assistant.errors import AssistantError, SettingsError
from assistant.intake import DISK_FULL, DiskFull, origin_of
from assistant.kinds import with_chosen_kind, with_chosen_kinds
from assistant.reply_cache import FOLDER, KeptReplies
from assistant.settings import Settings
from ingest.document import Clause, Document

if TYPE_CHECKING:
    from filelock import FileLock

    from assistant.records import Database, DocumentRow, RemovedRecords
    from ingest.embed import Embedder
    from ingest.store import ClauseStore

NAME = re.compile(r"\w(?:[\w.-]{0,62}\w)?")


@dataclass(frozen=True)
class Removal:
    """What went with a document."""

    document: str
    file: str
    had_copy: bool
    vectors: int
    records: "RemovedRecords"

    def lines(self) -> list[str]:
        """For people, one line a thing that is gone."""
        gone = self.records
        return [
            f"{self.file} ({self.document[:12]}) removed:",
            f"  file        {'the kept copy' if self.had_copy else 'no copy was kept'}",
            f"  text        {gone.characters} characters",
            f"  vectors     {self.vectors}",
            f"  checks      {gone.runs} with {gone.findings} findings and {gone.reviews} reviews",
            f"  answers     {gone.turns}",
            f"  deal facts  {gone.facts}",
            f"  quotes      {gone.quotes}",
        ]


def open_workspace(
    settings: Settings,
    name: str = "default",
    *,
    embedder: "Embedder | None" = None,
    store: "ClauseStore | None" = None,
) -> "Workspace":
    """The workspace of that name; tests pass an embedder or a store of their own."""
    if not NAME.fullmatch(name):
        raise SettingsError(
            f"workspace {name!r}: use up to 64 letters, digits, '.', '_' or '-', no dot or dash at the ends"
        )
    return Workspace(settings, name, embedder, store)


def workspaces(settings: Settings) -> list[str]:
    """Names of the workspaces there are, in order."""
    folder = settings.data_dir.expanduser()
    return sorted(p.name for p in folder.iterdir() if p.is_dir() and NAME.fullmatch(p.name)) if folder.is_dir() else []


class Workspace(Adding, Desk):
    """Documents of one deal, and everything known about them.

    How they come in is in `adding.py`, what can be done with them in `desk.py`.
    """

    def __init__(self, settings: Settings, name: str, embedder: "Embedder | None", store: "ClauseStore | None") -> None:
        self.settings = settings
        self.name = name
        self.folder = settings.data_dir.expanduser() / name
        self._given_embedder = embedder
        self._given_store = store

    # Parts, each made when first needed

    @cached_property
    def embedder(self) -> "Embedder":
        from ingest.embed import load_embedder

        return self._given_embedder or load_embedder(self.settings.embedder)

    @cached_property
    def store(self) -> "ClauseStore":
        from ingest.store import ClauseStore

        if self._given_store:
            return self._given_store
        place = self.settings.chroma_url or self._made_folder() / "store"
        return ClauseStore(
            place, self.embedder, collection=_collection_name(self.name), reindex=f"controlpoint reindex{self._option}"
        )

    @cached_property
    def records(self) -> "Database":
        from assistant.records import Database, sqlite_url

        url = self.settings.database_url or sqlite_url(self._made_folder() / "records.sqlite")
        return Database(url, self.name)

    def close(self) -> None:
        """Give back what is open; the workspace can be used again afterwards."""
        if "records" in self.__dict__:
            self.records.close()
            del self.__dict__["records"]

    # Looking

    def documents(self) -> "list[DocumentRow]":
        """Held documents, oldest first, with the kinds that people chose."""
        return with_chosen_kinds(self.records.documents(), self.records.facts())

    def find(self, reference: str) -> "DocumentRow":
        """The held document with this id, beginning of an id, shown name or path."""
        rows = self.documents()
        origin = origin_of(Path(reference))
        exact = [row for row in rows if reference == row.id]
        named = [row for row in rows if reference in (row.file, row.path) or (row.path and row.path == origin)]
        short = [row for row in rows if len(reference) >= 4 and row.id.startswith(reference.lower())]
        found = exact or named or short
        if not found:
            raise AssistantError(f"{reference}: no such document; `controlpoint documents{self._option}` lists them")
        if len(found) > 1:
            ids = ", ".join(row.id[:12] for row in found)
            raise AssistantError(f"{reference}: several documents are called so; name one by its id: {ids}")
        return found[0]

    def document(self, id: str) -> Document:
        """The document with its text and pages, as it was read."""
        document = self.records.document(id)
        if document is None:
            raise AssistantError(f"{id[:12]}: no such document; `controlpoint documents{self._option}` lists them")
        return with_chosen_kind(document, self.records.facts())

    def clauses(self, id: str) -> list[Clause]:
        with self._disk():
            return self.store.clauses(id)

    def file_path(self, id: str) -> Path:
        """The kept copy of the original bytes."""
        for path in self._copies(id):
            return path
        raise AssistantError(f"{id[:12]}: the kept copy is gone; add the file again")

    # Removing and re-indexing

    def remove(self, reference: str) -> Removal:
        """Remove a document by id, beginning of an id, shown name or path, with everything that quotes it."""
        row = self.find(reference)
        with self._disk(), self._writing:
            removal = self._remove(row)
        self.forget(row.id)
        return removal

    def reindex(self, on_progress: OnProgress | None = None) -> int:
        """Split and embed every held document afresh; the old index serves until the new one is complete."""
        from ingest.split import split_clauses

        counts: dict[str, int] = {}

        def documents() -> Iterator[tuple[Document, list[Clause]]]:
            rows = self.documents()
            for done, row in enumerate(rows):
                if on_progress:
                    on_progress(row.file, "indexing", done, len(rows))
                document = self.document(row.id)
                clauses = split_clauses(document)
                counts[row.id] = len(clauses)
                yield document, clauses

        with self._disk(), self._writing:
            total = self.store.rebuild(documents())
            for id, count in counts.items():
                self.records.set_clauses(id, count)
        return total

    # Inside

    @property
    def _files(self) -> Path:
        return self.folder / "files"

    @property
    def _option(self) -> str:
        return "" if self.name == "default" else f" --workspace {self.name}"

    def _copies(self, id: str) -> list[Path]:
        return [path for path in self._files.iterdir() if path.stem == id] if self._files.is_dir() else []

    def _made_folder(self) -> Path:
        # Agreements are confidential: other users of the machine have no business in here.
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return self.folder

    @cached_property
    def _writing(self) -> "FileLock":
        """One writer a workspace, page and command line together; the holder may take it again."""
        from filelock import FileLock

        return FileLock(self._made_folder() / "writing.lock")

    @contextmanager
    def _disk(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if error.errno in DISK_FULL:
                raise DiskFull(
                    f"{self.folder}: the disk is full; nothing half-written is left, free some space"
                ) from error
            raise AssistantError(f"{error.filename or self.folder}: {error.strerror or error}") from error

    def _remove_others_at(self, origin: str, keep: str) -> int:
        """Documents that this path held before."""
        others = [row for row in self.records.rows_at(origin) if row.id != keep] if origin else []
        for row in others:
            with self._writing:
                self._remove(row)
        return len(others)

    def _remove(self, row: "DocumentRow") -> Removal:
        """The row goes last, so that an interrupted removal can be repeated."""
        vectors = self.store.delete(row.id)
        KeptReplies(self.folder / FOLDER).forget()
        copies = self._copies(row.id)
        for path in copies:
            path.unlink(missing_ok=True)
        return Removal(row.id, row.file, bool(copies), vectors, self.records.remove_document(row.id))


def _collection_name(workspace: str) -> str:
    """Chroma allows ASCII only; a name in other letters is stood for by its hash."""
    plain = workspace if workspace.isascii() else hashlib.sha256(workspace.encode()).hexdigest()[:16]
    return f"controlpoint.{plain}.clauses"
