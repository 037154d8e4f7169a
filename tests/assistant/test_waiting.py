"""A stream read in a thread of its own: the same pieces, the same errors, and nobody is held by it."""

import time
from collections.abc import Iterator
from threading import Event

import pytest

from assistant.waiting import WAITING, watched


def test_the_pieces_come_in_order_and_end_as_they_would_have_ended() -> None:
    def failing() -> Iterator[int]:
        yield from (1, 2)
        raise OSError("gone")

    assert list(watched(lambda: iter("abc"))) == ["a", "b", "c"]
    pieces = watched(failing)
    assert [next(pieces), next(pieces)] == [1, 2]
    with pytest.raises(OSError, match="gone"):
        next(pieces)


def test_a_stream_that_cannot_even_be_opened_raises_where_it_is_read() -> None:
    def unopened() -> Iterator[int]:
        raise ValueError("no key")

    with pytest.raises(ValueError, match="no key"):
        next(watched(unopened))


def test_while_nothing_comes_the_reader_is_told_so() -> None:
    go = Event()

    def slow() -> Iterator[str]:
        go.wait(10)
        yield "late"

    pieces = watched(slow, tick=0.01)
    assert next(pieces) is WAITING
    go.set()
    assert [piece for piece in pieces if piece is not WAITING] == ["late"]


def test_a_reader_who_leaves_ends_the_stream_at_its_next_piece() -> None:
    closed = Event()

    def endless() -> Iterator[int]:
        try:
            while True:
                yield 1
                time.sleep(0.01)
        finally:
            closed.set()

    pieces = watched(endless, tick=0.01)
    next(pieces)
    pieces.close()  # type: ignore[attr-defined]

    assert closed.wait(10)
