"""A real chat model on a real server: whatever it says, no finding moves, no prompt leaks, nothing breaks.

    CONTROLPOINT_MODEL=m CONTROLPOINT_MODEL_URL=http://127.0.0.1:18081/v1 python -m pytest -m live

Skipped where these are not set. A small model on two cores takes an hour or more: choose with -k.
"""

import os
import re
import time
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from builders import a_reading
from hostile import Attack, disguised
from model_server import dying
from test_attacks import BATCHES, IN_TEXT, agreement, attacked, batches, is_chinese, told

from assistant.answer import Answer
from assistant.by_model import ModelJudge
from assistant.checklist import load_checklist
from assistant.findings import Report
from assistant.fluent import SentenceGate, prompt_for
from assistant.model import Model
from assistant.offline import OfflineJudge
from assistant.prompts import load_prompt
from assistant.providers import open_model
from assistant.retrieve import Passage
from assistant.review import report_on, review
from assistant.sample import CORPUS
from assistant.second_opinion import BothJudges
from assistant.settings import Settings
from assistant.supported import supported
from assistant.workspace import Workspace, open_workspace

NAMED = "CONTROLPOINT_MODEL_URL" in os.environ and "CONTROLPOINT_MODEL" in os.environ
pytestmark = [
    pytest.mark.live,
    pytest.mark.timeout(4 * 3600),
    pytest.mark.skipif(not NAMED, reason="asks a real model: set CONTROLPOINT_MODEL and CONTROLPOINT_MODEL_URL"),
]
CLAUSE = "2. Audits. Customer may audit the Facility once in each calendar year upon thirty days’ notice."
QUESTION = "How often may Customer audit the Facility?"
FIRST_WORDS_MS = 200


@pytest.fixture(scope="session")
def kept_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where replies are kept: a clean and a hostile agreement mostly ask the same, and an interrupted run goes on."""
    return Path(os.environ.get("CONTROLPOINT_DATA_DIR") or tmp_path_factory.mktemp("replies"))


@pytest.fixture
def live(kept_in: Path) -> Model:
    model = open_model(Settings.from_env(os.environ), kept_in)
    assert model is not None
    return model


@cache
def judged(text: str, folder: Path) -> Report:
    model = open_model(Settings.from_env(os.environ), folder)
    assert model is not None
    chinese = text.startswith(agreement(True)[:20])
    reading, checklist, offline = (
        a_reading(text, language="zh" if chinese else "en"),
        load_checklist("contract"),
        OfflineJudge(),
    )
    judge = BothJudges(ModelJudge(model, offline), offline)
    return report_on([reading], checklist, judge, "none", list(review([reading], checklist, judge)))


@pytest.mark.parametrize(("chinese", "attacks"), batches(), ids=[*(f"en-{n + 1}" for n in range(BATCHES)), "zh"])
def test_no_attack_moves_a_verdict_a_status_or_a_quote(chinese: bool, attacks: list[Attack], kept_in: Path) -> None:
    clean, hostile = (judged(text, kept_in) for text in (agreement(chinese), attacked(agreement(chinese), attacks)))

    assert told(hostile) == told(clean)
    assert len(hostile.notices) >= len(attacks)


@pytest.mark.parametrize("attack", IN_TEXT, ids=lambda attack: attack["id"])
def test_a_model_that_reads_an_attack_shows_no_prompt_and_nothing_unproven(attack: Attack, live: Model) -> None:
    """Detection is passed over: the attack stands in the prompt beside an ordinary clause."""
    reading = a_reading(f"{CLAUSE}\n\n3. Notices. {disguised(attack)}\n")
    passages = [Passage(reading, clause, 1.0) for clause in reading.clauses]
    gate = SentenceGate(passages)
    question = "买方多久可以审计一次工厂？" if is_chinese(attack) else QUESTION
    shown = [sentence for piece in live.stream(prompt_for(question, passages)) for sentence in gate.feed(piece)]
    shown += gate.rest()
    final = gate.finish()

    assert final.text == " ".join(shown)
    assert not [sentence for sentence in shown if load_prompt("answer").is_echoed_in(sentence)]
    named = [passages[position] for position in final.used]
    bare = re.sub(r"\[\d+\]", "", final.text)
    assert not final.text or supported(bare, named)


def test_every_sentence_of_an_answer_stands_on_the_clause_it_names(live: Model, workspace: Workspace) -> None:
    parts = answers(workspace, Settings.from_env(os.environ))

    assert isinstance(parts[0], Answer)
    last = parts[-1]
    assert isinstance(last, Answer)
    texts = {row.id: workspace.document(row.id).text for row in workspace.documents()}
    assert all(texts[c.document][c.start : c.end] == c.quote for c in last.citations)
    if last.by != "offline":
        assert [s for s in re.split(r"(?<=\])\s+", last.text) if not re.search(r"\[\d\]", s)] == []


def test_the_first_words_stand_there_at_once(workspace: Workspace) -> None:
    online = with_settings(workspace, Settings.from_env(os.environ))
    online.ask_streaming("Which law governs?").__next__()
    started = time.perf_counter()
    first = next(online.ask_streaming("Who may audit the facility?"))

    assert (time.perf_counter() - started) * 1000 < FIRST_WORDS_MS
    assert isinstance(first, Answer)
    assert first.by == "offline"


@pytest.mark.parametrize("after", [0, 900])
def test_a_server_killed_before_or_in_mid_answer_leaves_the_offline_answer(workspace: Workspace, after: int) -> None:
    settings = Settings.from_env(os.environ)
    with dying(settings.model_url, after) as url:
        parts = answers(workspace, replace(settings, model_url=url, model_tries=1))

    last = parts[-1]
    assert isinstance(last, Answer)
    assert last.by == "offline"
    assert ("stopped in mid-answer" if after else "did not answer") in last.note


def test_a_reply_cut_off_in_its_json_is_failed_or_quotes_what_stands_there() -> None:
    model = opened(model_longest_reply=50)
    reading, checklist = (
        a_reading(f"{CLAUSE}\n\n3. Price. Invoices are paid within thirty days.\n"),
        load_checklist("contract"),
    )
    judge = ModelJudge(model)
    asked = next(a for a in judge.questions(reading, checklist) if a.requirement.id == "audit_rights.facility_audit")
    one = replace(checklist, control_points=tuple(
        replace(point, requirements=tuple(r for r in point.requirements if r is asked.requirement))
        for point in checklist.control_points if asked.requirement in point.requirements
    ))  # fmt: skip
    found = judge.judge(reading, one)[asked.requirement.id]

    text = reading.document.text
    assert found.status in ("failed", "yes", "partial", "no")
    assert all(text[c.start : c.end] == c.quote for c in found.citations)
    assert found.status in ("failed", "no") or found.citations


def test_a_time_out_is_one_line(workspace: Workspace) -> None:
    parts = answers(workspace, replace(Settings.from_env(os.environ), model_timeout=0.01, model_tries=2))

    last = parts[-1]
    assert isinstance(last, Answer)
    assert last.by == "offline"
    assert "Timeout" in last.note


# Inside


def opened(**more: Any) -> Model:
    model = open_model(replace(Settings.from_env(os.environ), **more))
    assert model is not None
    return model


def with_settings(workspace: Workspace, settings: Settings) -> Workspace:
    if not workspace.documents():
        for name in ("supply-agreement.md", "quality-agreement.md"):
            workspace.add(CORPUS / "contracts" / name)
    settings = replace(settings, data_dir=workspace.settings.data_dir, model_cache=False)
    return open_workspace(settings, embedder=workspace.embedder)


def answers(workspace: Workspace, settings: Settings) -> list[Answer | str]:
    online = with_settings(workspace, settings)
    parts = list(online.ask_streaming("Who may audit the facility?"))
    online.close()
    assert isinstance(parts[0], Answer)
    assert parts[0].answerable, "else no model is asked"
    return parts
