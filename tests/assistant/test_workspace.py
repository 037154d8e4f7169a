"""The workspace with real parts: files go in whole or not at all, and come out without a trace."""

import errno
import os
import shutil
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import AssistantError, SettingsError
from assistant.intake import Added, DiskFull
from assistant.settings import Settings
from assistant.workspace import Workspace, open_workspace
from ingest.embed import Embedder
from ingest.errors import EmbedderMismatch

AGREEMENT = """MANUFACTURING AND SUPPLY AGREEMENT

1. Definitions
"Product" means the product named {product}.

2. Supply
2.1 Supplier shall manufacture and supply {product} to Customer in accordance with the Specifications.
2.2 Supplier shall keep the master batch record of {product} for ten years after expiry of this Agreement.

3. Term
3.1 This Agreement runs for five years from the Effective Date.
"""


def a_file(folder: Path, name: str = "agreement.txt", product: str = "Zanzibar") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(AGREEMENT.format(product=product), encoding="utf-8")
    return folder / name


def a_report_on(document: str) -> dict[str, Any]:
    citation = {"document": document, "quote": "the master batch record of Zanzibar"}
    return {"engine": {}, "findings": [{"requirement": "x", "citations": [citation]}]}


def left_on_disk(folder: Path, words: str) -> list[str]:
    return [file.name for file in folder.rglob("*") if file.is_file() and words.encode() in file.read_bytes()]


def kept_files(workspace: Workspace) -> list[str]:
    folder = workspace.folder / "files"
    return sorted(file.name for file in folder.iterdir()) if folder.is_dir() else []


def is_untouched(workspace: Workspace) -> bool:
    return not workspace.documents() and not kept_files(workspace) and not left_on_disk(workspace.folder, "Zanzibar")


def test_an_added_file_is_held_with_text_clauses_and_its_bytes(workspace: Workspace, tmp_path: Path) -> None:
    path = a_file(tmp_path)
    added = workspace.add(path)
    assert (added.status, added.file, added.reason) == ("added", "agreement.txt", None)
    document = workspace.document(added.document)
    clauses = workspace.clauses(added.document)
    assert [clause.span.of(document.text) for clause in clauses] == [clause.text for clause in clauses]
    assert (added.clauses, added.characters, added.pages) == (len(clauses), len(document.text), len(document.pages))
    assert workspace.file_path(added.document).read_bytes() == path.read_bytes()
    assert [row.id for row in workspace.documents()] == [added.document]
    assert set(added.as_dict()) == {
        *("file", "document", "status", "reason", "kind", "language", "pages"),
        *("characters", "clauses", "ocr_pages", "unreadable_pages", "seconds", "readability", "notices"),
    }


def test_the_same_bytes_twice_change_nothing(workspace: Workspace, tmp_path: Path) -> None:
    first = workspace.add(a_file(tmp_path / "one"))
    before = (workspace.documents(), kept_files(workspace))
    again = workspace.add(a_file(tmp_path / "two", "copy.txt"))
    assert again == replace(first, status="unchanged", seconds=again.seconds)
    assert (workspace.documents(), kept_files(workspace)) == before


def test_two_files_of_one_name_are_two_documents_with_two_names(workspace: Workspace, tmp_path: Path) -> None:
    a_file(tmp_path / "one"), a_file(tmp_path / "two", product="Quito")
    added = list(workspace.add_all([tmp_path / "one", tmp_path / "two"]))
    assert [(a.file, a.status) for a in added] == [("agreement.txt", "added"), ("agreement (2).txt", "added")]
    assert workspace.document(added[1].document).file == "agreement (2).txt"


def test_new_bytes_at_the_same_path_replace_the_document_and_what_quotes_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    old = workspace.add(a_file(tmp_path))
    workspace.records.save_run([old.document], "contract", a_report_on(old.document))
    new = workspace.add(a_file(tmp_path, product="Quito"))
    assert (new.status, new.file) == ("replaced", "agreement.txt")
    assert [row.id for row in workspace.documents()] == [new.document]
    assert workspace.records.runs() == []
    assert not left_on_disk(workspace.folder, "Zanzibar")
    back = workspace.add(a_file(tmp_path))
    assert (back.status, back.document) == ("replaced", old.document)


def test_a_path_that_takes_the_bytes_of_another_document_drops_its_old_one(
    workspace: Workspace, tmp_path: Path
) -> None:
    kept = workspace.add(a_file(tmp_path / "one"))
    workspace.add(a_file(tmp_path / "two", product="Quito"))
    again = workspace.add(a_file(tmp_path / "two"))
    assert (again.status, again.document) == ("replaced", kept.document)
    assert [row.id for row in workspace.documents()] == [kept.document]


def test_uploads_of_one_name_do_not_replace_each_other(workspace: Workspace, tmp_path: Path) -> None:
    upload = a_file(tmp_path, "upload-1")
    first = workspace.add(upload, name="供货 'agreement'\n.txt")
    shutil.copy(a_file(tmp_path, "upload-2", product="Quito"), upload)
    second = workspace.add(upload, name="供货 'agreement'\n.txt")
    assert [first.status, second.status] == ["added", "added"]
    assert first.file != second.file
    assert "\n" not in first.file
    assert workspace.file_path(first.document).suffix == ".txt"


def test_a_rejected_file_never_stops_the_others(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "deal"
    good = a_file(folder / "deep", "b.txt")
    (folder / "a.txt").write_bytes(b"")
    (folder / "c.xyz").write_bytes(b"\x00\x01\x02")
    (folder / ".hidden.txt").write_text("no", encoding="utf-8")
    (folder / "~$b.docx").write_text("no", encoding="utf-8")
    (folder / ".git").mkdir()
    a_file(folder / ".git", "d.txt", product="Quito")
    (tmp_path / "empty").mkdir()
    found = list(workspace.add_all([folder, tmp_path / "absent.pdf", tmp_path / "empty", good]))
    assert [(a.file, a.status) for a in found] == [
        ("a.txt", "rejected"),
        ("c.xyz", "rejected"),
        ("b.txt", "added"),
        ("absent.pdf", "rejected"),
        (str(tmp_path / "empty"), "rejected"),
        ("b.txt", "unchanged"),
    ]
    assert all(a.reason and "\n" not in a.reason and a.file in a.reason for a in found if a.status == "rejected")
    assert len(kept_files(workspace)) == 1


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this user may read everything")
def test_an_unreadable_folder_is_one_rejected_line(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o000)
    try:
        (found,) = workspace.add_all([folder])
    finally:
        folder.chmod(0o700)
    assert found.status == "rejected" and "the folder cannot be read" in str(found.reason)


def test_a_folder_that_the_system_will_not_list_is_one_rejected_line(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_file(tmp_path / "deal" / "open")
    (tmp_path / "deal" / "shut").mkdir()
    whole_scandir = os.scandir

    def refuses(path: Any) -> Any:
        if Path(path).name == "shut":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return whole_scandir(path)

    monkeypatch.setattr(os, "scandir", refuses)
    found = list(workspace.add_all([tmp_path / "deal"]))
    assert [a.status for a in found] == ["added", "rejected"]
    assert f"{tmp_path / 'deal' / 'shut'}: the folder cannot be read (Permission denied)" in str(found[1].reason)


def test_a_file_above_the_limit_is_rejected_unread(settings: Settings, embedder: Embedder, tmp_path: Path) -> None:
    workspace = open_workspace(replace(settings, max_file_mb=0.0001), embedder=embedder)
    added = workspace.add(a_file(tmp_path))
    assert added.status == "rejected"
    assert "larger than 0.0001 MB; split it or raise CONTROLPOINT_MAX_FILE_MB" in str(added.reason)


FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("part", ["vectors", "file", "row"])
@pytest.mark.parametrize(("failure", "seen"), [(KeyboardInterrupt(), KeyboardInterrupt), (FULL, DiskFull)])
def test_whatever_fails_while_adding_leaves_nothing_behind(
    workspace: Workspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    part: str,
    failure: BaseException,
    seen: type[BaseException],
) -> None:
    path = a_file(tmp_path / "in")

    def fails(*_args: Any, **_named: Any) -> None:
        raise failure

    with monkeypatch.context() as broken:
        if part == "vectors":
            broken.setattr("chromadb.api.models.Collection.Collection.add", fails)
        elif part == "file":
            broken.setattr(Path, "replace", fails)
        else:
            broken.setattr("assistant.records.Database.save_document", fails)
        with pytest.raises(seen):
            workspace.add(path)
    assert is_untouched(workspace)
    assert workspace.add(path).status == "added"


def test_a_copy_left_by_a_killed_process_is_swept_up(workspace: Workspace, tmp_path: Path) -> None:
    workspace.add(a_file(tmp_path))
    stale = workspace.folder / "files" / ".incoming-1-1.txt"
    stale.write_text("Zanzibar", encoding="utf-8")
    os.utime(stale, (0, 0))
    workspace.add(a_file(tmp_path, "other.txt", product="Quito"))
    assert not stale.exists()


def test_removing_takes_file_text_vectors_findings_and_quotes_and_says_so(workspace: Workspace, tmp_path: Path) -> None:
    added = workspace.add(a_file(tmp_path / "in"))
    other = workspace.add(a_file(tmp_path / "in", "other.txt", product="Quito"))
    workspace.records.save_run([added.document], "contract", a_report_on(added.document))
    removal = workspace.remove(added.document[:8])
    assert (removal.vectors, removal.had_copy, removal.records.quotes) == (added.clauses, True, 1)
    assert removal.lines() == [
        f"agreement.txt ({added.document[:12]}) removed:",
        "  file        the kept copy",
        f"  text        {added.characters} characters",
        f"  vectors     {added.clauses}",
        "  checks      1 with 1 findings and 0 reviews",
        "  answers     0",
        "  deal facts  0",
        "  quotes      1",
    ]
    assert not left_on_disk(workspace.folder, "Zanzibar")
    assert [row.id for row in workspace.documents()] == [other.document]
    assert workspace.clauses(other.document)


@pytest.mark.parametrize("by", ["id", "short id", "shown name", "path"])
def test_a_document_is_found_by_id_name_or_path(workspace: Workspace, tmp_path: Path, by: str) -> None:
    path = a_file(tmp_path)
    id = workspace.add(path).document
    reference = {"id": id, "short id": id[:6].upper(), "shown name": "agreement.txt", "path": str(path)}[by]
    assert workspace.find(reference).id == id


def test_an_unknown_or_ambiguous_reference_is_one_line(workspace: Workspace, tmp_path: Path) -> None:
    workspace.add(a_file(tmp_path))
    for reference in ("absent.pdf", "", "ab", "*"):
        with pytest.raises(AssistantError, match="no such document; `controlpoint documents` lists them"):
            workspace.find(reference)
    for reference in ("f" * 64, "*", ""):
        with pytest.raises(AssistantError):
            workspace.document(reference)
        with pytest.raises(AssistantError):
            workspace.file_path(reference)


def test_reindex_takes_another_embedder(
    settings: Settings, workspace: Workspace, embedder: Any, tmp_path: Path
) -> None:
    added = workspace.add(a_file(tmp_path))
    changed = open_workspace(settings, embedder=type(embedder)("another", 32))
    with pytest.raises(EmbedderMismatch, match="run: controlpoint reindex"):
        changed.add(a_file(tmp_path, "other.txt", product="Quito"))
    seen: list[tuple[str, str, int, int]] = []
    assert changed.reindex(lambda *step: seen.append(step)) == added.clauses
    assert seen == [("agreement.txt", "indexing", 0, 1)]
    assert len(changed.clauses(added.document)) == added.clauses
    changed.close()


def test_progress_names_the_file_and_the_stage(workspace: Workspace, tmp_path: Path) -> None:
    seen: list[tuple[str, str, int, int]] = []
    workspace.add(a_file(tmp_path), on_progress=lambda *step: seen.append(step))
    assert {file for file, _stage, _done, _total in seen} == {"agreement.txt"}
    assert seen[-1][1:2] + seen[-1][2:] == ("indexing", seen[-1][3], seen[-1][3])


def test_threads_adding_at_once_do_not_harm_each_other(workspace: Workspace, tmp_path: Path) -> None:
    paths = [a_file(tmp_path, f"{product}.txt", product) for product in ("Zanzibar", "Quito", "Lima", "Zanzibar")]
    added: list[Added] = []
    threads = [threading.Thread(target=lambda p=path: added.append(workspace.add(p))) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(a.status for a in added) in (["added"] * 3 + ["unchanged"], ["added"] * 3)
    assert len(workspace.documents()) == len(kept_files(workspace)) == 3
    assert all(workspace.clauses(row.id) for row in workspace.documents())


@pytest.mark.parametrize("name", ["", "..", "a/b", "a\\b", "deal ", ".hidden", "-x", "x" * 65, "a\nb"])
def test_a_workspace_name_that_is_no_safe_folder_is_refused(settings: Settings, name: str) -> None:
    with pytest.raises(SettingsError, match="workspace"):
        open_workspace(settings, name)


@pytest.mark.parametrize("name", ["a", "deal-1", "2025.q3_deal", "供货"])
def test_workspaces_of_any_letters_are_apart(
    settings: Settings, embedder: Embedder, workspace: Workspace, tmp_path: Path, name: str
) -> None:
    other = open_workspace(settings, name, embedder=embedder)
    assert other.add(a_file(tmp_path)).status == "added"
    assert workspace.documents() == []
    with pytest.raises(AssistantError, match=f"--workspace {name}"):
        other.find("absent")
    other.close()


def test_listing_documents_loads_neither_torch_nor_chroma(workspace: Workspace, tmp_path: Path) -> None:
    workspace.add(a_file(tmp_path))
    code = (
        "import sys; from pathlib import Path; from assistant.settings import Settings\n"
        "from assistant.workspace import open_workspace\n"
        f"assert len(open_workspace(Settings(data_dir=Path({str(workspace.settings.data_dir)!r}))).documents()) == 1\n"
        "heavy = {'torch', 'chromadb', 'sentence_transformers', 'langchain_core', 'numpy'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])


def test_a_kind_chosen_by_hand_counts_and_goes_with_the_document(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Ms Li,\n\nthe price of a batch is agreed at 90,000 euro.\n", encoding="utf-8")
    id = workspace.add(path).document
    assert id and workspace.document(id).kind == "other"

    workspace.choose_kind("letter.txt", "side_letter")

    assert workspace.document(id).kind == workspace.documents()[0].kind == "amendment"
    assert workspace.readings([id])[0].document.detail == "side_letter"
    with pytest.raises(AssistantError, match="no such kind of document"):
        workspace.choose_kind(id, "poem")
    workspace.choose_kind(id, "")
    assert workspace.document(id).kind == "other"
    workspace.choose_kind(id, "side_letter")
    workspace.remove(id)
    assert workspace.records.facts() == {}
