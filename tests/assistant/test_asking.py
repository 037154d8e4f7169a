"""A question in a thread of its own: looked at, stopped, and kept in the chat exactly once, whoever looks."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event
from time import sleep

import pytest

from assistant.answer import Answer
from assistant.asking import STOPPED, Asking, scope_in_words
from assistant.errors import AssistantError
from assistant.workspace import Workspace

OFFLINE = Answer("Who pays?", "The buyer pays.", True, 0.9)
TEXT = (
    "SUPPLY AGREEMENT\n\n1. Audit\n\n1.1 Customer may audit the Facility once a year on thirty days written notice.\n"
)


def asking(parts: Iterator[Answer | str], kept: list[Answer], cancel: Callable[[], None] = lambda: None) -> Asking:
    return Asking("Who pays?", parts, kept.append, cancel)


def test_the_offline_answer_comes_first_then_words_and_the_last_answer_is_kept() -> None:
    kept: list[Answer] = []
    final = replace(OFFLINE, text="The buyer pays all.", by="m")

    shown = asking(iter([OFFLINE, "The buyer ", "pays all.", final]), kept).now(20)

    assert (shown.answer, shown.done) == (final, True)
    assert kept == [final]


def test_a_model_that_is_silent_can_be_stopped_and_the_offline_answer_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.asking.PATIENCE", 0.05)
    kept: list[Answer] = []
    released, cancelled = Event(), Event()

    def parts() -> Iterator[Answer | str]:
        yield OFFLINE
        released.wait(20)
        yield "words that come too late"
        yield replace(OFFLINE, text="an answer that comes too late")

    question = asking(parts(), kept, cancelled.set)
    while question.now().answer is None:
        sleep(0.01)
    shown = question.now(0.05)
    assert (shown.answer, shown.done) == (OFFLINE, False), "a silent model holds up nobody who looks"
    question.stop()
    released.set()
    question._thread.join(20)

    assert cancelled.is_set()
    assert kept == [replace(OFFLINE, note=STOPPED)]
    assert question.now().answer == kept[0]


def test_nobody_has_to_follow_for_the_answer_to_be_kept() -> None:
    kept: list[Answer] = []
    asking(iter([OFFLINE]), kept)._thread.join(20)

    assert kept == [OFFLINE]


def test_what_goes_wrong_in_the_thread_is_told_to_whoever_follows() -> None:
    def parts() -> Iterator[Answer | str]:
        raise AssistantError("the store is gone")
        yield OFFLINE

    with pytest.raises(AssistantError, match="the store is gone"):
        asking(parts(), []).now(20)


def test_an_answer_is_in_the_chat_with_what_it_was_asked_of(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    workspace.add(tmp_path / "a.txt")
    chat = workspace.records.start_chat()

    shown = workspace.start_asking("Who may audit?", chat=chat).now(60)

    (turn,) = workspace.records.turns(chat)
    assert shown.answer is not None
    assert turn.answer["answer"] == shown.answer.text
    assert turn.answer["scope"] == "a.txt"


def test_an_answer_that_is_not_to_be_kept_is_not(workspace: Workspace) -> None:
    chat = workspace.records.start_chat()
    workspace.ask("Who may audit?", chat=chat, keep=False)

    assert workspace.records.turns(chat) == []


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (None, "the whole deal (3 documents)"),
        ("all", "the whole deal (3 documents)"),
        (1, "a.txt"),
        (2, "2 of 3 documents: a.txt, b.txt"),
        (0, "our reference notes only"),
    ],
)
def test_the_scope_is_said_in_words(workspace: Workspace, tmp_path: Path, asked: object, words: str) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(f"{TEXT}{name}", encoding="utf-8")
        workspace.add(tmp_path / f"{name}.txt")
    rows = workspace.documents()
    ids = None if asked is None else [row.id for row in rows][: 3 if asked == "all" else int(str(asked))]

    assert scope_in_words(ids, rows) == words


def test_warming_up_loads_what_the_first_question_needs(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    workspace.add(tmp_path / "a.txt")
    workspace.warm_up().join(60)

    assert "embedder" in vars(workspace)
    assert [tuple(key) for key in workspace._shelves] == [(workspace.documents()[0].id,)]
