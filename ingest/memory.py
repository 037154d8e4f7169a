"""Memory handed back to the system between documents."""

import ctypes
from contextlib import suppress
from functools import cache
from typing import Any


def give_back() -> None:
    """The C library keeps what reading and embedding have freed, in pieces that the next document does not fit into.

    Over a folder of hundreds of files that grows by two megabytes a file. Where the library cannot be asked, nothing happens.
    """
    if trim := _trim():
        trim(0)


@cache
def _trim() -> Any:
    with suppress(OSError, AttributeError, TypeError):
        return ctypes.CDLL(None).malloc_trim
    return None
