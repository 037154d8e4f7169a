"""Taking files in: which files a path means, what to call them, and what became of each."""

import errno
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from assistant.errors import AssistantError
from assistant.notices import Notice
from assistant.readability import ReadablePage
from ingest.errors import IngestError
from ingest.read import printable

AddedStatus = Literal["added", "unchanged", "replaced", "rejected"]

DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
MEGABYTE = 1 << 20
DAY = 24 * 3600
UNPACKED = ".unpacked-"


class DiskFull(AssistantError):
    """The disk is full; what was being written has been taken back."""


class Rejected(Exception):
    """One file cannot be added; the others can."""


@dataclass(frozen=True)
class Added:
    """What became of one file: the ingest object of the stable interface."""

    file: str
    document: str = ""
    status: AddedStatus = "rejected"
    reason: str | None = None
    kind: str = "other"
    language: str = "en"
    pages: int = 0
    characters: int = 0
    clauses: int = 0
    ocr_pages: tuple[int, ...] = ()
    unreadable_pages: tuple[int, ...] = ()
    seconds: float = 0.0
    readability: tuple[ReadablePage, ...] = ()

    notices: tuple[Notice, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        lists = {"ocr_pages": list(self.ocr_pages), "unreadable_pages": list(self.unreadable_pages)}
        return (
            asdict(self)
            | lists
            | {
                "readability": [page.as_dict() for page in self.readability],
                "notices": [notice.as_dict() for notice in self.notices],
            }
        )


def files_under(path: Path) -> Iterator[Path | Added]:
    """The file itself, or what a folder holds, in order; a folder that cannot be read is one rejected line."""
    try:
        is_folder = path.is_dir()
    except OSError:
        is_folder = False
    if not is_folder:
        yield path
        return
    troubles: list[OSError] = []
    count = 0
    for folder, folders, files in os.walk(path, onerror=troubles.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith((".", "~$")):
                count += 1
                yield Path(folder) / name
    for error in troubles:
        shown = shown_name(str(error.filename))
        yield Added(shown, reason=f"{shown}: the folder cannot be read ({error.strerror}); check its permissions")
    if not count and not troubles:
        shown = shown_name(str(path))
        yield Added(shown, reason=f"{shown}: no files in this folder")


@contextmanager
def unpacking(parent: Path) -> Iterator[Path]:
    """A folder for files taken out of others, one at a time; gone afterwards."""
    for stale in parent.glob(f"{UNPACKED}*"):
        # Left by a process that was killed.
        if time.time() - stale.stat().st_mtime > DAY:
            shutil.rmtree(stale, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=UNPACKED, dir=parent) as folder:
        yield Path(folder)


def copy_and_hash(source: Path, copy: Path, shown: str, limit_mb: float) -> str:
    """Copy the bytes and hash them: what is read is what is kept, even if the file changes meanwhile."""
    with rejecting(shown):
        if not source.exists():
            raise IngestError(f"{shown}: there is no such file; check the path")
        if not source.is_file():
            raise IngestError(f"{shown}: not a file; name a file or a folder")
        if source.stat().st_size > limit_mb * MEGABYTE:
            raise IngestError(f"{shown}: larger than {limit_mb:g} MB; split it or raise CONTROLPOINT_MAX_FILE_MB")
        opened = source.open("rb")
    digest = hashlib.sha256()
    with opened, copy.open("wb") as target:
        while block := opened.read(MEGABYTE):
            digest.update(block)
            target.write(block)
    return digest.hexdigest()


@contextmanager
def rejecting(shown: str) -> Iterator[None]:
    """What goes wrong in here is about this one file; the next file may be fine."""
    try:
        yield
    except IngestError as error:
        raise Rejected(str(error)) from error
    except OSError as error:
        if error.errno in DISK_FULL:
            raise
        raise Rejected(f"{shown}: cannot be read ({error.strerror or error}); check its permissions") from error


def origin_of(path: Path) -> str:
    # Unlike Path.resolve, realpath takes a loop of links without complaint.
    return _storable(os.path.realpath(path))


def shown_name(name: str) -> str:
    """A file's name on one line, in characters that can be printed and stored.

    >>> shown_name("a\\nb.pdf")
    'a b.pdf'
    """
    return printable(_storable(name))


def distinguishable(name: str, taken: set[str]) -> str:
    """
    >>> distinguishable("agreement.pdf", {"agreement.pdf"})
    'agreement (2).pdf'
    """
    suffix = Path(name).suffix
    stem = name.removesuffix(suffix)
    candidate, number = name, 1
    while candidate in taken:
        number += 1
        candidate = f"{stem} ({number}){suffix}"
    return candidate


def _storable(text: str) -> str:
    """Names that are not UTF-8 on disk reach us with surrogates, which neither database takes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
