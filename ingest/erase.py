"""Forgetting: what an embedded Chroma leaves on the disk of clauses that were removed.

Deleting rows frees pages of its database without emptying them, dropping a collection leaves its index behind, and the
unused slots of an index are written as whatever the program's memory held, which may be text. All are undone here.
"""

import errno
import shutil
import sqlite3
import struct
from pathlib import Path

from ingest.errors import IngestError

DATABASE = "chroma.sqlite3"
# header.bin of hnswlib's persistent index: version, offset, slots, slots in use, bytes a slot.
HEADER = struct.Struct("<iQQQQ")
LENGTH_BYTES = 4
BUSY_SECONDS = 30


def erase_leftovers(folder: Path, remedy: str) -> None:
    """Rewrite the database without its free pages, and drop indexes that nothing refers to."""
    file = folder / DATABASE
    if not file.is_file():
        return
    database = sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        used = {row[0] for row in database.execute("SELECT id FROM segments")}
        for header in folder.glob("*/header.bin"):
            if header.parent.name not in used:
                shutil.rmtree(header.parent)
        database.execute("INSERT INTO embedding_fulltext_search(embedding_fulltext_search) VALUES ('optimize')")
        database.execute("VACUUM")
    except sqlite3.OperationalError as error:
        if "full" in str(error):
            raise OSError(errno.ENOSPC, "no space left on the disk", str(file)) from error
        raise IngestError(f"{file}: {error}; removed text may still be in it, run: {remedy}") from error
    finally:
        database.close()


def blank_unused_slots(folder: Path) -> None:
    """Overwrite the slots of each index that hold no vector."""
    for header in folder.glob("*/header.bin"):
        head = header.read_bytes()[: HEADER.size]
        if len(head) < HEADER.size:
            continue
        _version, _offset, slots, used, size = HEADER.unpack(head)
        for name, width in (("data_level0.bin", size), ("length.bin", LENGTH_BYTES)):
            file = header.with_name(name)
            # Another layout than the one known here is left alone rather than damaged.
            if used < slots and file.is_file() and file.stat().st_size == slots * width:
                with file.open("r+b") as slots_file:
                    slots_file.seek(used * width)
                    slots_file.write(bytes((slots - used) * width))
