"""Files read side by side, one process a core; nothing is written in here.

    with ReadingPool(workers=4) as pool:
        ticket = pool.submit(path, "agreement.pdf")
        document, clauses = ticket.result()

A file that brings its process down is refused like any other that cannot be read; the others go on.
"""

import pickle
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from ingest.document import Clause, Document
from ingest.errors import UnreadableFile
from ingest.reading_worker import Done, PageRead, Refused, Task
from ingest.worker import MOST_WORKERS, Worker, cores

WAIT_SECONDS = 0.2


class Ticket:
    """A file being read: how far, and in the end what was found."""

    def __init__(self) -> None:
        self.pages: tuple[int, int] = (0, 0)
        self._future: Future[tuple[Document, tuple[Clause, ...]]] = Future()

    @property
    def is_done(self) -> bool:
        return self._future.done()

    def wait(self) -> bool:
        """A short while; whether it is done now. Ctrl-C comes through between two calls."""
        with suppress(TimeoutError):
            self._future.exception(WAIT_SECONDS)
        return self._future.done()

    def result(self) -> tuple[Document, tuple[Clause, ...]]:
        """Raises IngestError where the file cannot be read."""
        return self._future.result()


class ReadingPool:
    """Reading processes, started as they are needed and ended when the pool is left, at once if by an error."""

    def __init__(self, workers: int) -> None:
        self._workers = max(1, min(workers, MOST_WORKERS))
        self._ocr_workers = max(1, cores() // self._workers)
        self._threads = ThreadPoolExecutor(self._workers, thread_name_prefix="reading")
        self._lock = threading.Lock()
        self._idle: list[_Reader] = []
        self._all: set[_Reader] = set()
        self._is_closed = False

    def __enter__(self) -> "ReadingPool":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self._lock:
            self._is_closed = True
            readers = list(self._all)
        for reader in readers:
            reader.end()
        self._threads.shutdown(cancel_futures=True)

    def submit(self, path: Path, name: str) -> Ticket:
        """Have the file read as soon as a process is free; `name` is what messages call it."""
        ticket = Ticket()
        self._threads.submit(self._read, Task(path, name, self._ocr_workers), ticket)
        return ticket

    def _read(self, task: Task, ticket: Ticket) -> None:
        future = ticket._future
        try:
            reader = self._take()
            try:
                reply = reader.read(task, ticket)
            except (OSError, EOFError, pickle.UnpicklingError):
                self._drop(reader)
                raise UnreadableFile(f"{task.name}: reading it ended the reader; open it and save it anew") from None
            if reply.is_leaving:
                self._drop(reader)
            else:
                self._give(reader)
            if isinstance(reply, Done):
                future.set_result((reply.document, reply.clauses))
            else:
                future.set_exception(reply.error or RuntimeError(f"{task.name}: {reply.trace}"))
        except BaseException as error:  # a thread has nobody above it: whoever holds the ticket gets what went wrong
            future.set_exception(error)

    def _take(self) -> "_Reader":
        with self._lock:
            if self._is_closed:
                raise OSError("the pool is closed")
            if self._idle:
                return self._idle.pop()
            reader = _Reader()
            self._all.add(reader)
            return reader

    def _give(self, reader: "_Reader") -> None:
        with self._lock:
            self._idle.append(reader)

    def _drop(self, reader: "_Reader") -> None:
        with self._lock:
            self._all.discard(reader)
        reader.end()


class _Reader:
    """One process of `ingest.reading_worker`."""

    def __init__(self) -> None:
        self._worker = Worker("ingest.reading_worker")

    def read(self, task: Task, ticket: Ticket) -> Done | Refused:
        """Raises OSError or EOFError when the process ends over it."""
        tasks, replies = self._worker.pipes
        pickle.dump(task, tasks, pickle.HIGHEST_PROTOCOL)
        tasks.flush()
        while True:
            message: PageRead | Done | Refused = pickle.load(replies)
            if not isinstance(message, PageRead):
                return message
            ticket.pages = (message.done, message.total)

    def end(self) -> None:
        self._worker.end()
