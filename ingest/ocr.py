"""Pictures of pages into lines of text, by a few worker processes.

    (number, Picture)* ─workers─▶ boxes ─lay out─▶ (number, OcrPage)*

Pictures are taken one by one while workers are free, so a file of any length needs the memory of a few pages.
"""

import atexit
import json
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from ingest.document import Box, PageSource, PlacedLine
from ingest.ocr_layout import lay_out
from ingest.ocr_worker import LENGTH, SIZE
from ingest.paragraphs import Line
from ingest.worker import MOST_WORKERS, Worker, cores

DPI = 200
MAX_PIXELS = 16_000_000
"""Larger pictures are made smaller first: an A4 page at 200 dpi has four million pixels."""
SURE_ENOUGH = 0.6
FEW_LETTERS = 12
MUCH_INK = 0.02
SPECKS = 0.004
WAIT_SECONDS = 900.0
"""By the clock, for an engine that hangs without working; the worker itself stops after two minutes of work."""
IDLE_SECONDS = 60.0
INSTALL = 'pip install "controlpoint[ocr]"'


@dataclass(frozen=True)
class Picture:
    """A page as pixels (height x width x 3, blue green red), and how many of them make an inch."""

    pixels: Any
    dpi: float = DPI


@dataclass(frozen=True)
class OcrPage:
    """What optical reading made of one page: its lines from top to bottom, and how sure it is (0 to 1).

    `boxes` holds the place of each line on the picture, as shares of its width and height.
    """

    lines: tuple[Line, ...]
    confidence: float
    boxes: tuple[Box, ...] = ()
    source: PageSource = "ocr"

    @property
    def placed(self) -> tuple[PlacedLine, ...]:
        """Each line with its box, for the page's picture."""
        return tuple(PlacedLine(line.text, box) for line, box in zip(self.lines, self.boxes, strict=False))


Ocr = Callable[[Iterable[tuple[int, Picture]]], Iterable[tuple[int, OcrPage]]]
"""Reads the pages it is given, each with its number, and yields each when it is done."""


def is_installed() -> bool:
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


def read_pictures(
    pictures: Iterable[tuple[int, Picture]], *, workers: int | None = None
) -> Iterator[tuple[int, OcrPage]]:
    """Recognise pages as they come, in order; leaving early kills the workers that are still at it."""
    count = workers or min(cores(), MOST_WORKERS)
    lease = _Lease()
    threads = ThreadPoolExecutor(count, thread_name_prefix="ocr")
    waiting: deque[tuple[int, Future[OcrPage]]] = deque()
    try:
        for number, picture in pictures:
            waiting.append((number, threads.submit(_read_one, picture, lease)))
            if len(waiting) > count:
                first, result = waiting.popleft()
                yield first, result.result()
        while waiting:
            first, result = waiting.popleft()
            yield first, result.result()
    except BaseException:
        lease.cancel()
        raise
    finally:
        threads.shutdown(cancel_futures=True)


def _read_one(picture: Picture, lease: "_Lease") -> OcrPage:
    found = lease.recognise(picture.pixels)
    if found is None:
        return OcrPage((), 0.0, source="unreadable")
    return judged(picture, found["items"], found["turn"])


def judged(picture: Picture, items: list[list[Any]], turn: int) -> OcrPage:
    """The page laid out, and whether its text can be relied on."""
    height, width = picture.pixels.shape[:2]
    lines, boxes = lay_out(items, turn, width, height, picture.dpi)
    letters = sum(len(item[8]) for item in items)
    confidence = round(sum(len(item[8]) * item[9] for item in items) / max(1, letters), 3)
    ink = float((picture.pixels[::2, ::2].min(axis=2) < 128).mean())
    source: PageSource = "ocr"
    if not letters and ink < SPECKS:
        source = "blank"
    elif confidence < SURE_ENOUGH or (letters < FEW_LETTERS and ink > MUCH_INK):
        source = "unreadable"
    return OcrPage(tuple(lines), confidence, tuple(boxes), source)


class _Recogniser:
    """One process of `ingest.ocr_worker`."""

    def __init__(self) -> None:
        self._worker = Worker("ingest.ocr_worker")

    def recognise(self, pixels: Any, seconds: float) -> dict[str, Any]:
        """Raises OSError when the process dies or has to be ended for taking too long."""
        timer = threading.Timer(seconds, self._worker.kill)
        timer.daemon = True
        timer.start()
        try:
            requests, replies = self._worker.pipes
            requests.write(SIZE.pack(*pixels.shape[:2]))
            requests.write(pixels.tobytes())
            requests.flush()
            header = replies.read(LENGTH.size)
            reply = replies.read(LENGTH.unpack(header)[0]) if len(header) == LENGTH.size else b""
        finally:
            timer.cancel()
        if not reply:
            raise OSError("the recognition process ended")
        found: dict[str, Any] = json.loads(reply)
        return found

    def end(self) -> None:
        self._worker.end()


class _Idle:
    """Workers between two files: starting one takes seconds. They are ended after a minute without work."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._workers: list[_Recogniser] = []
        self._timer: threading.Timer | None = None
        atexit.register(self.end_all)

    def take(self) -> _Recogniser | None:
        with self._lock:
            return self._workers.pop() if self._workers else None

    def give(self, worker: _Recogniser) -> None:
        with self._lock:
            self._workers.append(worker)
            if self._timer:
                self._timer.cancel()
            self._timer = threading.Timer(IDLE_SECONDS, self.end_all)
            self._timer.daemon = True
            self._timer.start()

    def end_all(self) -> None:
        with self._lock:
            workers, self._workers = self._workers, []
        for worker in workers:
            worker.end()


_IDLE = _Idle()
_SLOTS = threading.BoundedSemaphore(min(cores(), MOST_WORKERS))
"""However many files are read at once, no more workers run than there are cores."""


class _Lease:
    """The workers one file is using at the moment."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._at_work: set[_Recogniser] = set()
        self._is_cancelled = False

    def recognise(self, pixels: Any) -> dict[str, Any] | None:
        """Boxes with words, or None when the page takes too long or brings the engine down."""
        with _SLOTS:
            worker = self._start()
            if worker is None:
                return None
            try:
                found = worker.recognise(pixels, WAIT_SECONDS)
            except (OSError, ValueError):
                self._stop(worker)
                worker.end()
                return None
            self._stop(worker)
            _IDLE.give(worker)
            return found

    def cancel(self) -> None:
        with self._lock:
            self._is_cancelled = True
            for worker in self._at_work:
                worker.end()

    def _start(self) -> _Recogniser | None:
        worker = _IDLE.take()
        with self._lock:
            if self._is_cancelled:
                if worker:
                    _IDLE.give(worker)
                return None
            worker = worker or _Recogniser()
            self._at_work.add(worker)
            return worker

    def _stop(self, worker: _Recogniser) -> None:
        with self._lock:
            self._at_work.discard(worker)
