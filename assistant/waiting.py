"""Reading a stream without being held by it: it runs in a thread of its own, so whoever waits can look up, or leave.

for piece in watched(lambda: server_stream):       a piece, or WAITING now and then while none comes
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from contextvars import copy_context
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Any, Final

TICK = 0.2
"""Seconds between two looks up: soon enough for a person who presses Stop."""


class _Waiting:
    def __repr__(self) -> str:
        return "WAITING"


WAITING: Final = _Waiting()


def watched(open_stream: Callable[[], Iterator[Any]], tick: float = TICK) -> Iterator[Any]:
    """What the stream gives, in order, and what it raises; closing this one ends the other at its next piece."""
    arrived: SimpleQueue[tuple[str, Any]] = SimpleQueue()
    gone = Event()
    # A daemon: a server that hangs must not keep a program from ending.
    Thread(target=copy_context().run, args=(_read, open_stream, arrived, gone), daemon=True).start()
    try:
        while True:
            try:
                kind, value = arrived.get(timeout=tick)
            except Empty:
                yield WAITING
                continue
            if kind == "end":
                return
            if kind == "raised":
                raise value
            yield value
    finally:
        gone.set()


def _read(open_stream: Callable[[], Iterator[Any]], arrived: "SimpleQueue[tuple[str, Any]]", gone: Event) -> None:
    stream: Any = None
    try:
        stream = open_stream()
        for piece in stream:
            arrived.put(("piece", piece))
            if gone.is_set():
                return
        arrived.put(("end", None))
    except BaseException as error:
        arrived.put(("raised", error))
    finally:
        # Closing tells the server to stop writing when the reader has gone.
        with suppress(Exception):
            stream.close()
