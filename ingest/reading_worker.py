"""The process that reads files for another one. Started by `ingest.reading_pool`, spoken to through pipes.

    stdin   a Task, pickled                           one after the other
    stdout  Page(done, total) ... then Done or Refused, pickled

A process of its own, so that files are read on every core, and one that brings its reader down costs a file and not the
run. It never loads the embedder: it reads and splits, and the one process that asked writes.
"""

import pickle
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from ingest.document import Clause, Document
from ingest.errors import IngestError
from ingest.worker import answer

LARGE_MB = 400
"""A process that has once needed more than this is replaced by a fresh one, which gives the memory back."""


@dataclass(frozen=True)
class Task:
    path: Path
    name: str
    ocr_workers: int


@dataclass(frozen=True)
class PageRead:
    done: int
    total: int


@dataclass(frozen=True)
class Done:
    document: Document
    clauses: tuple[Clause, ...]
    is_leaving: bool


@dataclass(frozen=True)
class Refused:
    """The file cannot be read, and why; a `trace` is a mistake of ours."""

    error: IngestError | None
    trace: str
    is_leaving: bool


def serve(tasks: BinaryIO, replies: BinaryIO) -> None:
    """Read files until the other side closes its end, or until this process has grown large."""

    def send(message: Any) -> None:
        pickle.dump(message, replies, pickle.HIGHEST_PROTOCOL)
        replies.flush()

    while True:
        try:
            task: Task = pickle.load(tasks)
        except EOFError:
            return
        reply = _read(task, lambda done, total: send(PageRead(done, total)))
        send(reply)
        if reply.is_leaving:
            return


def _read(task: Task, on_page: Callable[[int, int], None]) -> Done | Refused:
    from ingest.ocr import is_installed, read_pictures
    from ingest.read import read_document
    from ingest.split import split_clauses

    ocr = partial(read_pictures, workers=task.ocr_workers) if is_installed() else None
    try:
        document = read_document(task.path, name=task.name, ocr=ocr, on_page=on_page)
        return Done(document, tuple(split_clauses(document)), _is_large())
    except IngestError as error:
        return Refused(error, "", _is_large())
    except Exception:  # the seam between two processes: the other side raises what this one cannot
        return Refused(None, traceback.format_exc(), True)


def _is_large() -> bool:
    try:
        import resource
    except ImportError:  # Windows has no such count; the pool ends its processes with the run
        return False
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10) > LARGE_MB


if __name__ == "__main__":
    # Pickled messages name their module; under __main__ the other side would not find it.
    from ingest import reading_worker

    answer(reading_worker.serve)
