"""Which model a deal may use: the mark "offline only", what would be sent, and what the command line says of it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from model_server import events, playing
from typer.testing import CliRunner

from assistant.cli import app
from assistant.errors import ModelError
from assistant.sample import CORPUS
from assistant.settings import Settings
from assistant.workspace import Workspace, open_workspace
from ingest.embed import load_embedder

TEXT = (
    "This Agreement is between Alder Ltd. (“Supplier”) and Birch Inc. (“Customer”).\n\n"
    "1. Audits. Customer may audit the Facility once in each calendar year.\n\n"
    "2. Governing law. This Agreement is governed by the laws of England.\n"
)


@pytest.fixture
def deal(settings: Settings, tmp_path: Path) -> Iterator[Workspace]:
    """With the embedder that ships: whether a question is answered at all depends on it."""
    file = tmp_path / "agreement.txt"
    file.write_text(TEXT, encoding="utf-8")
    held = open_workspace(settings, embedder=load_embedder())
    held.add(file)
    yield held
    held.close()


def with_model(deal: Workspace, url: str, **more: Any) -> Workspace:
    settings = replace(deal.settings, model="m", model_url=url, model_tries=1, **more)
    return open_workspace(settings, embedder=deal.embedder)


def test_a_deal_marked_offline_only_sends_nothing(deal: Workspace) -> None:
    with playing(events("This Agreement is governed by the laws of England [1].")) as server:
        online = with_model(deal, server.url)
        assert online.judge_named() == "both"
        online.mark_offline_only()
        answer = online.ask("Which law governs this Agreement?")
        with pytest.raises(ModelError, match="marked offline only"):
            online.check(judge="model")
        with pytest.raises(ModelError, match="marked offline only"):
            online.preview_check()

        assert (online.judge_named(), answer.by, server.asked) == ("offline", "offline", [])
        assert "offline only" in answer.note
        online.mark_offline_only(False)
        assert online.ask("Which law governs this Agreement?").usage["calls"] == 1
    online.close()


def test_a_preview_counts_what_would_be_sent_and_sends_nothing(deal: Workspace) -> None:
    with playing(events("x")) as server:
        online = with_model(deal, server.url)
        check, ask = online.preview_check(), online.preview_ask("Which law governs this Agreement?")
        silent = online.preview_ask("What should an exit plan contain?")

    assert (check.requests, check.to, ask.requests, silent.requests) == (24, "127.0.0.1", 1, 0)
    assert "clauses, about " in ask.in_words()
    assert server.asked == []
    online.close()


def test_removing_a_document_removes_the_kept_replies(deal: Workspace) -> None:
    with playing(events("This Agreement is governed by the laws of England [1].")) as server:
        online = with_model(deal, server.url)
        assert online.ask("Which law governs this Agreement?").by == "m at 127.0.0.1"
        assert list(deal.folder.rglob("*.reply"))
        online.remove("agreement.txt")

    assert not list(deal.folder.rglob("*.reply"))
    online.close()


def test_a_check_by_both_keeps_both_opinions_and_counts_the_tokens(deal: Workspace) -> None:
    with playing(events("nonsense")) as server:
        online = with_model(deal, server.url)
        report = online.check(judge="both")

    offline = deal.check()
    assert [f.status for f in report.findings] == [f.status for f in offline.findings]
    assert report.engine.judge == "m at 127.0.0.1"
    assert "not believed" in report.engine.note
    assert report.engine.usage["calls"] == len(server.asked)
    assert (offline.engine.judge, offline.engine.usage) == ("offline", {})
    online.close()


def test_checks_of_one_run_lose_patience_together_and_each_counts_its_own(deal: Workspace) -> None:
    whole = deal.add(CORPUS / "contracts" / "supply-agreement.md").document
    with playing(events("nonsense")) as server:
        online = with_model(deal, server.url, model_cache=False)
        with online.one_run():
            used = [online.checked([whole], judge="both").engine for _ in range(4)]
        alone = online.checked([whole], judge="both").engine
    calls = [int(str(engine.usage["calls"])) for engine in (*used, alone)]

    assert all(calls[:3])
    assert calls[3] == 0, "it was not believed three times in a row"
    assert "3 documents in a row" in used[3].note
    assert calls[4] > 0, "a new run begins anew"
    assert sum(calls) == len(server.asked)
    online.close()


def test_the_limit_of_a_run_holds_for_all_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for name in ("a.md", "b.md"):
        text = (CORPUS / "contracts" / "supply-agreement.md").read_text(encoding="utf-8")
        (folder / name).write_text(f"{text}\n\nThis is copy {name}.\n", encoding="utf-8")
    with playing(events("nonsense", usage=False)) as server:
        for name, value in {"DATA_DIR": tmp_path / "data", "MODEL": "m", "MODEL_URL": server.url, "MODEL_CLAUSES": 1,
                            "MODEL_MOST_TOKENS": 4_000, "MODEL_CACHE": "no"}.items():  # fmt: skip
            monkeypatch.setenv(f"CONTROLPOINT_{name}", str(value))
        run = CliRunner().invoke(app, ["check", "--each", str(folder), "-o", str(tmp_path / "out"), "--judge", "both"])

    assert run.exit_code == 0, run.output
    assert "limit of 4,000 tokens a run is reached" in run.stderr
    assert 0 < len(server.asked) < 8
    assert len(list((tmp_path / "out").glob("*.json"))) == 2


def test_the_command_line_marks_a_deal_and_refuses_a_model_that_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONTROLPOINT_DATA_DIR", str(tmp_path))
    run = CliRunner().invoke

    assert "not marked" in run(app, ["offline"]).output
    assert "offline only" in run(app, ["offline", "on"]).output
    assert run(app, ["offline", "perhaps"]).exit_code == 2
    assert run(app, ["check", "a.txt", "--judge", "oracle"]).exit_code == 2
