"""A process of our own beside this one: started, spoken to through its pipes, ended. Both sides of it.

    Worker("ingest.ocr_worker")  ─requests─▶  answer(serve)  ─replies─▶

A file or a picture that crashes or hangs its reader then costs itself and not the program.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, BinaryIO

MOST_WORKERS = 8


def cores() -> int:
    """Cores this process may use."""
    with suppress(AttributeError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Worker:
    """One process that runs a module of ours; the module calls `answer`."""

    def __init__(self, module: str) -> None:
        root = str(Path(__file__).resolve().parents[1])
        paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
        self._process = subprocess.Popen(
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "OMP_NUM_THREADS": "1"},
            # Ctrl-C is for the process that asked: it then ends this one.
            start_new_session=True,
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        """Where requests go and replies come from."""
        requests, replies = self._process.stdin, self._process.stdout
        if requests is None or replies is None:
            raise OSError("the process has no pipes")
        return requests, replies

    def kill(self) -> None:
        """End it at once; whoever waits for its reply finds the pipe closed."""
        self._process.kill()

    def end(self) -> None:
        """End it and give back what it held."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """End this process when it has worked this long, waiting for its turn on a busy machine not counted."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def answer(serve: Callable[[BinaryIO, BinaryIO], None]) -> None:
    """The other side: serve(requests, replies) with this process's pipes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    replies = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not get between the replies.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    serve(sys.stdin.buffer, replies)
