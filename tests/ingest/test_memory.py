"""What one document needed is there for the next one."""

import sys
from pathlib import Path

import numpy as np
import pytest

from ingest import memory


def held_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or memory._trim() is None, reason="the C library cannot be asked for it"
)
def test_memory_that_was_freed_beside_memory_in_use_goes_back_to_the_system() -> None:
    blocks = [np.ones(100_000, dtype=np.uint8) for _ in range(2_000)]
    blocks = blocks[-1:]
    before = held_mb()
    memory.give_back()

    assert len(blocks) == 1
    assert before - held_mb() > 100


def test_where_the_library_cannot_be_asked_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_trim", lambda: None)
    memory.give_back()
