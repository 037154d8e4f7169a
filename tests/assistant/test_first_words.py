"""How soon the first words of an answer stand there, through the workspace as the page uses it, whatever the model does."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from model_server import Cut, events, playing

from assistant.answer import Answer
from assistant.asking import Using
from assistant.model import CancelledError
from assistant.sample import CORPUS
from assistant.workspace import Workspace, open_workspace

MOST_SECONDS = 0.2
QUESTION = "Which law governs this agreement?"


@contextmanager
def hanging() -> Iterator[str]:
    """A server that takes every request and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/v1"


@pytest.fixture
def deal(workspace: Workspace, tmp_path: Path) -> Workspace:
    for name in ("supply-agreement.md", "quality-agreement.md"):
        workspace.add(CORPUS / "contracts" / name)
    return workspace


def with_model(deal: Workspace, url: str, **more: Any) -> Workspace:
    settings = replace(deal.settings, model="m", model_url=url, **({"model_tries": 1, "model_timeout": 0.5} | more))
    return open_workspace(settings, embedder=deal.embedder)


def asked(deal: Workspace) -> tuple[float, Answer, list[Answer | str]]:
    """Seconds of work, whatever else the machine does, to the first answer; that answer; and what follows it."""
    started = time.thread_time()
    parts = deal.ask_streaming(QUESTION)
    first = next(parts)
    worked = time.thread_time() - started
    assert isinstance(first, Answer)
    return worked, first, list(parts)


def test_the_first_words_do_not_wait_for_a_server_that_hangs(deal: Workspace) -> None:
    with hanging() as url:
        online = with_model(deal, url)
        online.warm_up().join(timeout=60)
        worked, first, rest = asked(online)
        online.close()

    assert worked < MOST_SECONDS
    assert (first.by, first.answerable, bool(first.citations)) == ("offline", True, True)
    assert [part.text for part in rest if isinstance(part, Answer)] == [first.text]
    assert "did not answer" in rest[-1].note  # type: ignore[union-attr]


def test_the_first_question_to_documents_that_were_looked_ahead_at_is_no_slower(deal: Workspace) -> None:
    ids = [row.id for row in deal.documents()]
    deal.warm_up().join(timeout=60)
    for scope in ([ids[0]], [ids[1]], ids):
        deal.look_ahead(scope).join(timeout=60)
        started = time.thread_time()
        first = next(deal.ask_streaming(QUESTION, document_ids=scope))
        worked = time.thread_time() - started

        assert isinstance(first, Answer)
        assert worked < MOST_SECONDS


def test_another_scope_of_documents_already_read_needs_no_looking_ahead(deal: Workspace) -> None:
    deal.warm_up().join(timeout=60)
    found = []
    for row in deal.documents():
        started = time.thread_time()
        next(deal.ask_streaming(QUESTION, document_ids=[row.id]))
        found.append(time.thread_time() - started)

    assert max(found) < MOST_SECONDS


@pytest.mark.parametrize(
    "reply", [events("Every point is present [9]."), Cut(events("It", " runs")[:-300]), (500, {}), b"data: {broken\n\n"]
)
def test_the_first_words_are_the_offline_answer_whatever_the_server_does(deal: Workspace, reply: Any) -> None:
    offline = deal.ask(QUESTION)
    with playing(reply) as server:
        online = with_model(deal, server.url)
        parts = online.ask_streaming(QUESTION)
        first = next(parts)
        # Not even the model's package is loaded before there is something to read.
        assert (server.asked, "_opened_model" in vars(online)) == ([], False)
        rest = list(parts)
        online.close()

    assert isinstance(first, Answer)
    assert (first.text, first.citations) == (offline.text, offline.citations)
    assert rest[-1].text == offline.text  # type: ignore[union-attr]
    assert rest[-1].note  # type: ignore[union-attr]


def test_warming_up_opens_the_chosen_model_too_and_sends_nothing(deal: Workspace) -> None:
    with playing(events("x")) as server:
        online = with_model(deal, server.url)
        online.warm_up().join(timeout=60)

        assert {"embedder", "_opened_model"} <= set(vars(online))
        assert server.asked == []
        assert online.records.chats() == []
        online.close()


def test_a_deal_marked_offline_only_opens_no_model_ahead(deal: Workspace) -> None:
    online = with_model(deal, "http://127.0.0.1:9/v1")
    online.mark_offline_only()
    online.warm_up().join(timeout=60)

    assert "_opened_model" not in vars(online)
    online.close()


# --- stopping -------------------------------------------------------------------------------------------------------------


def test_a_question_stopped_while_the_server_hangs_keeps_the_offline_answer_in_the_chat(deal: Workspace) -> None:
    with hanging() as url:
        online = with_model(deal, url, model_timeout=60.0)
        chat = online.records.start_chat("audits")
        asking = online.start_asking(QUESTION, chat=chat)
        offline = next(answer for answer in iter(lambda: asking.now(wait=0.1).answer, object()) if answer)
        started = time.monotonic()
        asking.stop()
        took = time.monotonic() - started
        (turn,) = online.records.turns(chat)
        online.close()

    assert took < 50, "sooner than the first time-out"
    assert (turn.question, turn.answer["answer"], turn.answer["by"]) == (QUESTION, offline.text, "offline")


def test_a_question_stopped_before_its_model_was_opened_sends_nothing(deal: Workspace) -> None:
    with playing(events("Customer may audit [1].")) as server:
        online = with_model(deal, server.url)
        using = Using()
        parts = online._parts(QUESTION, None, None, False, using)
        next(parts)
        using.cancel()

        assert list(parts) == []
        assert server.asked == []
        online.close()


def test_a_run_is_stopped_at_once_though_the_server_hangs(deal: Workspace) -> None:
    with hanging() as url:
        online = with_model(deal, url, model_timeout=60.0)
        started = time.monotonic()
        told: list[Answer | str] = []
        for part in online.ask_streaming(QUESTION):
            told.append(part)
            if part == "":
                online.cancel()
        stopped = Event()
        Thread(target=lambda: [online.cancel() for _ in iter(lambda: stopped.wait(0.2), True)], daemon=True).start()
        with pytest.raises(CancelledError):
            online.check(judge="both")
        stopped.set()
        online.close()

    assert time.monotonic() - started < 50, "sooner than the first time-out"
    assert isinstance(told[-1], Answer)
    assert "stopped as you asked" in told[-1].note
