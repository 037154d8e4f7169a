"""Damaged files of every kind are read or refused in one line; `python tests/ingest/fuzz.py 2000` tries many more."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


def harness() -> ModuleType:
    spec = importlib.util.spec_from_file_location("ingest_fuzz", Path(__file__).with_name("fuzz.py"))
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["ingest_fuzz"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(sys.platform == "win32", reason="limits of memory are set as on Unix")
def test_no_damaged_file_crashes_hangs_or_writes_elsewhere() -> None:
    results = list(harness().fuzz(60))
    assert len(results) == 60
    assert [f"{r.name} {r.way}: {r.outcome}: {r.trouble}" for r in results if r.trouble] == []
    # Both ends of the scale are tried: files that survive their damage and files that do not.
    assert any("read" in r.outcome for r in results) and any("refused" in r.outcome for r in results)


def test_harness_notices_what_it_is_there_to_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    fuzz = harness()
    monkeypatch.setattr(fuzz, "SECONDS", 1.0)

    def misbehave(path: Path, folder: Path) -> str:
        import os
        import time

        if path.suffix == ".pdf":
            raise KeyError("an error nobody states")
        if path.suffix == ".docx":
            time.sleep(30)
        if path.suffix == ".xlsx":
            os._exit(3)
        (folder / "left.txt").write_text("x")
        return "1 read"

    monkeypatch.setattr(fuzz, "read_all", misbehave)
    outcomes = {r.name: r.outcome for r in fuzz.fuzz(4)}
    assert outcomes == {"a.pdf": "crash", "a.docx": "hang", "a.xlsx": "death", "a.png": "left behind"}
