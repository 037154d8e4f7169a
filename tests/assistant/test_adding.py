"""A folder read by several processes: told in order, whole or not at all, and gone on with after an interruption."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.adding import _Arrival
from assistant.settings import Settings
from assistant.workspace import Workspace, open_workspace
from ingest.embed import Embedder
from ingest.errors import UnreadableFile
from ingest.reading_pool import ReadingPool

ROOT = Path(__file__).parents[2]


def a_room(folder: Path, count: int = 8, longest: int = 160) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for i in range(count):
        # The first files are the longest, so that later ones are read sooner.
        text = "\n\n".join(
            f"{n}. The Supplier shall keep record {i} of batch {n}."
            for n in range(1, 2 + longest * (count - i) // count)
        )
        (folder / f"{i}.txt").write_text(f"SUPPLY AGREEMENT {i}\n\n{text}\n", encoding="utf-8")
    return folder


def kept(workspace: Workspace) -> list[str]:
    return sorted(path.suffix for path in (workspace.folder / "files").iterdir())


@pytest.fixture
def another(settings: Settings, embedder: Embedder) -> Iterator[Workspace]:
    held = open_workspace(settings, "another", embedder=embedder)
    yield held
    held.close()


def test_files_read_side_by_side_are_told_as_those_read_one_by_one(
    workspace: Workspace, another: Workspace, tmp_path: Path
) -> None:
    room = a_room(tmp_path / "room")
    (room / "3b.txt").write_bytes((room / "3.txt").read_bytes())
    (room / "4b.pdf").write_bytes(b"no PDF at all")
    (room / "deep").mkdir()
    (room / "deep" / "0.txt").write_text("1. A letter of the same name.", encoding="utf-8")
    steps: list[tuple[str, str, int, int]] = []
    alone = [{**a.as_dict(), "seconds": 0} for a in workspace.add_all([room])]
    together = [{**a.as_dict(), "seconds": 0} for a in another.add_all([room], lambda *s: steps.append(s), jobs=2)]
    assert together == alone
    assert [a["status"] for a in together].count("rejected") == 1
    assert [a["file"] for a in together][-1] == "0 (2).txt"
    assert [step[2:] for step in steps if step[1] == "files"] == [(n, 11) for n in range(1, 12)]
    assert kept(another) == kept(workspace) == [".txt"] * 9


def test_running_again_goes_on_where_it_was_left_and_leaves_nothing_half_written(
    workspace: Workspace, tmp_path: Path
) -> None:
    room = a_room(tmp_path / "room")
    adding = workspace.add_all([room], jobs=2)
    assert [next(adding).status for _ in range(3)] == ["added"] * 3
    adding.close()  # type: ignore[attr-defined]
    assert kept(workspace) == [".txt"] * 3
    assert len(workspace.documents()) == 3
    again = [added.status for added in workspace.add_all([room], jobs=2)]
    assert again == ["unchanged"] * 3 + ["added"] * 5


def test_an_interrupt_while_writing_takes_that_file_back_and_ends_the_readers(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, seen = Workspace._keep, []

    def interrupted(self: Workspace, document: object, clauses: object, arrival: _Arrival, on_progress: object) -> None:
        seen.append(arrival.shown)
        if len(seen) == 2:
            raise KeyboardInterrupt
        whole(self, document, clauses, arrival, on_progress)  # type: ignore[arg-type]

    monkeypatch.setattr(Workspace, "_keep", interrupted)
    with pytest.raises(KeyboardInterrupt):
        list(workspace.add_all([a_room(tmp_path / "room")], jobs=2))
    assert [row.file for row in workspace.documents()] == ["0.txt"]
    assert kept(workspace) == [".txt"]


def test_a_file_that_kills_its_reader_is_refused_and_the_next_one_is_read(tmp_path: Path) -> None:
    room = a_room(tmp_path / "room", 2)
    with ReadingPool(1) as pool:
        first = pool.submit(room / "0.txt", "0.txt")
        while not first.is_done:
            first.wait()
        (reader,) = pool._all
        os.kill(reader._worker.pid, signal.SIGSTOP)
        fatal = pool.submit(room / "0.txt", "fatal.txt")
        os.kill(reader._worker.pid, signal.SIGKILL)
        with pytest.raises(
            UnreadableFile, match=r"^fatal\.txt: reading it ended the reader; open it and save it anew$"
        ):
            fatal.result()
        document, clauses = pool.submit(room / "1.txt", "next.txt").result()
    assert (document.file, len(clauses) > 10) == ("next.txt", True)


def test_reading_processes_load_neither_torch_nor_the_store() -> None:
    code = "import sys, ingest.reading_worker, ingest.read, ingest.split, ingest.pdf, ingest.word, ingest.ocr; "
    code += "print({'torch', 'chromadb', 'sentence_transformers', 'sqlalchemy', 'langchain_core'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "set()"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
def test_ctrl_c_at_the_command_line_keeps_what_is_done_and_exits_130(tmp_path: Path) -> None:
    room = a_room(tmp_path / "room", 60, longest=4)
    environment = {**os.environ, "CONTROLPOINT_DATA_DIR": str(tmp_path / "data"), "PYTHONPATH": str(ROOT)}
    run = subprocess.Popen(
        [sys.executable, "-m", "assistant", "ingest", str(room), "--format", "json", "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        # A test run started in the background hands down an ignored Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL) and None,
    )
    assert run.stdout and run.stderr
    first = json.loads(run.stdout.readline())
    run.send_signal(signal.SIGINT)
    started = time.monotonic()
    _, told = run.communicate(timeout=60)
    assert (first["file"], run.returncode) == ("0.txt", 130)
    assert told.splitlines() == ["interrupted; what was done is kept, nothing is half-written"]
    assert time.monotonic() - started < 30
    left = [path.name for path in (tmp_path / "data" / "default" / "files").iterdir()]
    assert left and not [name for name in left if name.startswith(".incoming")]
