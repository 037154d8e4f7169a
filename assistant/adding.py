"""How files become documents of a workspace: copied and hashed, read, indexed, kept; all of a file or nothing of it.

    copy and hash ─▶ known already? ─▶ read (here, or side by side in other processes) ─▶ index, keep, write the row

However many are read at once, one process writes, in the order the files were given.
"""

import os
import re
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.intake import (
    DAY,
    Added,
    AddedStatus,
    Rejected,
    copy_and_hash,
    distinguishable,
    files_under,
    origin_of,
    rejecting,
    shown_name,
    unpacking,
)
from assistant.notices import notices_in
from assistant.readability import readable_pages
from assistant.settings import Settings
from ingest.document import Clause, Document
from ingest.errors import IngestError
from ingest.memory import give_back

if TYPE_CHECKING:
    from filelock import FileLock

    from assistant.records import Database, DocumentRow
    from ingest.reading_pool import ReadingPool, Ticket
    from ingest.store import ClauseStore

OnProgress = Callable[[str, str, int, int], None]
"""on_progress(file, stage, done, total); stage is "reading" (pages), "indexing" (clauses) or "files"."""

SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")
WORTH_PROCESSES = 4
"""For fewer files than this, starting processes takes longer than they save."""
AHEAD = 2
"""Files a process that may be copied and read before the first of them is written: memory stays flat."""


@dataclass(frozen=True)
class _Source:
    """A file to be added: where its bytes are, what it is called, and the path it is known by."""

    path: Path
    name: str
    origin: str


@dataclass
class _Arrival:
    """A file on its way in. `copy` goes when `held` is closed, unless it has been kept."""

    source: _Source
    shown: str
    started: float
    held: ExitStack
    copy: Path = Path()
    id: str = ""
    settled: Added | None = None
    ticket: "Ticket | None" = None

    @property
    def is_done(self) -> bool:
        return self.settled is not None or (self.ticket is not None and self.ticket.is_done)


class Adding:
    """The half of a Workspace that takes documents in."""

    settings: Settings

    if TYPE_CHECKING:

        @property
        def records(self) -> "Database": ...
        @property
        def store(self) -> "ClauseStore": ...
        @property
        def _files(self) -> Path: ...
        @property
        def _writing(self) -> "FileLock": ...
        def documents(self) -> "list[DocumentRow]": ...
        def document(self, id: str) -> Document: ...
        def _disk(self) -> AbstractContextManager[None]: ...
        def _made_folder(self) -> Path: ...
        def _remove_others_at(self, origin: str, keep: str) -> int: ...

    def add(self, path: str | Path, *, name: str | None = None, on_progress: OnProgress | None = None) -> Added:
        """Read, split, index and keep one file; `name` is what to show for an upload, whose path means nothing."""
        path = Path(path)
        return self._take_in(_Source(path, name or path.name, "" if name else origin_of(path)), on_progress)

    def add_all(
        self,
        paths: Iterable[str | Path],
        on_progress: OnProgress | None = None,
        *,
        name: str | None = None,
        jobs: int = 1,
    ) -> Iterator[Added]:
        """Add files, what is packed in them or attached to them and, in folders, whatever is not hidden.

        A rejected one never stops the others. `name` is what to show for a single upload. With several `jobs` files are
        read side by side; they are written and told in the order given all the same.
        """
        found = [one for path in map(Path, paths) for one in files_under(path)]
        is_zip = any(isinstance(one, Path) and one.suffix.lower() == ".zip" for one in found)
        if jobs > 1 and (len(found) >= WORTH_PROCESSES or is_zip):
            added = self._side_by_side(found, name, jobs, on_progress)
        else:
            sources = (source for one in found for source in self._sources(one, name))
            added = (s if isinstance(s, Added) else self._take_in(s, on_progress) for s in sources)
        for done, one_added in enumerate(added, 1):
            if on_progress and len(found) > 1:
                on_progress(one_added.file, "files", done, max(done, len(found)))
            yield one_added

    # Where files come from

    def _sources(self, found: Path | Added, name: str | None) -> Iterator[_Source | Added]:
        """The file itself and the files inside it, each there until the next is asked for; a ZIP is only what it holds."""
        from ingest.archive import expand, is_container

        if isinstance(found, Added):
            yield found
            return
        origin = "" if name else origin_of(found)
        if not is_container(found):
            yield _Source(found, name or found.name, origin)
            return
        with self._disk(), unpacking(self._made_folder()) as folder:
            for member in expand(found, folder, name=name):
                if member.path is None:
                    yield Added(member.name, reason=member.problem)
                elif member.path == found:
                    yield _Source(found, name or found.name, origin)
                else:
                    yield _Source(member.path, member.name, f"{origin}!/{member.name}" if origin else "")

    # One by one, or side by side

    def _take_in(self, source: _Source, on_progress: OnProgress | None) -> Added:
        arrival = self._arrive(source)
        with arrival.held:
            return self._settle(arrival, on_progress)

    def _side_by_side(
        self, found: Sequence[Path | Added], name: str | None, jobs: int, on_progress: OnProgress | None
    ) -> Iterator[Added]:
        from ingest.reading_pool import ReadingPool

        waiting: deque[_Arrival] = deque()
        with ReadingPool(jobs) as pool, ExitStack() as on_leaving:
            on_leaving.callback(_let_go, waiting)
            for one in found:
                for source in self._sources(one, name):
                    waiting.append(self._submitted(source, pool))
                    while waiting and (waiting[0].is_done or len(waiting) > AHEAD * jobs):
                        yield self._next(waiting, on_progress)
            while waiting:
                yield self._next(waiting, on_progress)

    def _submitted(self, source: _Source | Added, pool: "ReadingPool") -> _Arrival:
        if isinstance(source, Added):
            nowhere = _Source(Path(), source.file, "")
            return _Arrival(nowhere, source.file, time.perf_counter(), ExitStack(), settled=source)
        arrival = self._arrive(source)
        if arrival.settled is None:
            arrival.ticket = pool.submit(arrival.copy, arrival.shown)
        return arrival

    def _next(self, waiting: deque[_Arrival], on_progress: OnProgress | None) -> Added:
        """The first of those waiting, read to its end and written."""
        arrival = waiting[0]
        while arrival.ticket and not arrival.ticket.wait():
            if on_progress and arrival.ticket.pages[1]:
                on_progress(arrival.shown, "reading", *arrival.ticket.pages)
        with arrival.held:
            added = self._settle(arrival, on_progress)
        waiting.popleft()
        return added

    # Inside

    def _arrive(self, source: _Source) -> _Arrival:
        """Copy and hash: what cannot be copied, and what is held already, is settled here."""
        arrival = _Arrival(source, shown_name(source.name), time.perf_counter(), ExitStack())
        with ExitStack() as on_failure:
            on_failure.callback(arrival.held.close)
            try:
                with self._disk():
                    arrival.copy = arrival.held.enter_context(self._incoming(Path(source.name).suffix))
                    arrival.id = copy_and_hash(source.path, arrival.copy, arrival.shown, self.settings.max_file_mb)
                    arrival.settled = self._known(arrival.id, source.origin)
            except Rejected as rejection:
                arrival.settled = Added(arrival.shown, reason=str(rejection))
            on_failure.pop_all()
        return arrival

    def _settle(self, arrival: _Arrival, on_progress: OnProgress | None) -> Added:
        try:
            with self._disk():
                added = arrival.settled or self._new(arrival, on_progress)
        except Rejected as rejection:
            added = Added(arrival.shown, reason=str(rejection))
        give_back()
        return replace(added, seconds=round(time.perf_counter() - arrival.started, 2))

    @contextmanager
    def _incoming(self, suffix: str) -> Iterator[Path]:
        """A place for the bytes while they are read; gone afterwards unless they have moved on."""
        self._made_folder()
        self._files.mkdir(exist_ok=True, mode=0o700)
        for stale in self._files.glob(".incoming-*"):
            # Left by a process that was killed.
            with suppress(FileNotFoundError):
                if time.time() - stale.stat().st_mtime > DAY:
                    stale.unlink(missing_ok=True)
        plain = suffix.lower() if SUFFIX.fullmatch(suffix) else ""
        copy = self._files / f".incoming-{os.getpid()}-{time.monotonic_ns()}{plain}"
        try:
            yield copy
        finally:
            copy.unlink(missing_ok=True)

    def _known(self, id: str, origin: str) -> Added | None:
        """The same bytes again: unchanged, unless they have replaced another document at this path."""
        row = self.records.row(id)
        if row is None:
            return None
        status: AddedStatus = "replaced" if self._remove_others_at(origin, id) else "unchanged"
        return Added(
            file=row.file,
            document=row.id,
            status=status,
            kind=row.kind,
            language=row.language,
            pages=row.pages,
            characters=row.characters,
            clauses=row.clauses,
            ocr_pages=row.ocr_pages,
            unreadable_pages=row.unreadable_pages,
            readability=row.readability,
            notices=notices_in(self.document(row.id)),
        )

    def _new(self, arrival: _Arrival, on_progress: OnProgress | None) -> Added:
        with rejecting(arrival.shown):
            document, clauses = _read(arrival, on_progress)
            if not clauses:
                raise IngestError(f"{arrival.shown}: no text was found in it; if it is a scan, install the ocr extra")
        origin = arrival.source.origin
        with self._writing:
            if known := self._known(arrival.id, origin):
                return known
            others = {row.file for row in self.documents() if not origin or row.path != origin}
            document = replace(document, file=distinguishable(arrival.shown, others))
            self._keep(document, clauses, arrival, on_progress)
            replaced = self._remove_others_at(origin, arrival.id)
        return Added(
            file=document.file,
            document=document.id,
            status="replaced" if replaced else "added",
            kind=document.kind,
            language=document.language,
            pages=len(document.pages),
            characters=len(document.text),
            clauses=len(clauses),
            ocr_pages=tuple(document.ocr_pages),
            unreadable_pages=tuple(document.unreadable_pages),
            readability=readable_pages(document.pages),
            notices=notices_in(document),
        )

    def _keep(
        self, document: Document, clauses: Sequence[Clause], arrival: _Arrival, on_progress: OnProgress | None
    ) -> None:
        """Vectors, then the file, then the row that makes the document exist; any failure takes all of it back."""
        copy, origin = arrival.copy, arrival.source.origin
        kept = self._files / f"{document.id}{copy.suffix}"
        size = copy.stat().st_size
        try:
            self.store.add(document, clauses, _stage(on_progress, document.file, "indexing"))
            copy.replace(kept)
            seconds = round(time.perf_counter() - arrival.started, 2)
            self.records.save_document(document, path=origin, clauses=len(clauses), size=size, seconds=seconds)
        except BaseException:
            kept.unlink(missing_ok=True)
            # The first error is the one to report, even if taking back fails on the same full disk.
            with suppress(IngestError, OSError):
                self.store.delete(document.id)
            raise


def _read(arrival: _Arrival, on_progress: OnProgress | None) -> tuple[Document, Sequence[Clause]]:
    """What another process has read, or read here."""
    from ingest.read import read_document
    from ingest.split import split_clauses

    if arrival.ticket:
        return arrival.ticket.result()
    stage = _stage(on_progress, arrival.shown, "reading")
    document = read_document(arrival.copy, name=arrival.shown, on_page=stage)
    return document, split_clauses(document)


def _let_go(waiting: Iterable[_Arrival]) -> None:
    for arrival in waiting:
        arrival.held.close()


def _stage(on_progress: OnProgress | None, file: str, stage: str) -> Callable[[int, int], None] | None:
    if on_progress is None:
        return None
    report = on_progress
    return lambda done, total: report(file, stage, done, total)
