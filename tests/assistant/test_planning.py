"""A question that asks for several things is searched in parts; a poor plan leads nowhere, and a failed one does no harm."""

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from builders import a_reading
from vectors import nothing as embed

from assistant.errors import ModelError
from assistant.model import CancelledError, Model
from assistant.planning import gathered, needs_a_plan, unplanned
from assistant.rank import Shelf
from assistant.sample import CORPUS
from ingest.read import read_document

SEVERAL = "Who may audit the facility, and how long is the notice of termination for convenience?"
TEXT = read_document(CORPUS / "contracts" / "supply-agreement.md").text


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return Shelf([a_reading(TEXT)])


def plan(*searches: str) -> str:
    return json.dumps({"searches": list(searches)})


@pytest.mark.parametrize(
    ("question", "several"),
    [
        (SEVERAL, True),
        ("甲方多久可以审计一次工厂，以及终止协议需要提前多久通知？", True),
        ("Who may audit the facility?", False),
        ("Audit and recall?", False),
        ("审计和召回吗？", False),
    ],
)
def test_only_a_question_for_several_things_is_planned(question: str, several: bool) -> None:
    assert needs_a_plan(question) is several


def test_what_each_search_finds_is_shown_and_the_questions_own_best_comes_first(
    fake_model: Callable[..., Any], shelf: Shelf
) -> None:
    chat = fake_model(plan("Who may audit the facility?", "How long is the notice of termination for convenience?"))
    model = Model("planner", chat)
    found = gathered(SEVERAL, shelf, embed, model)
    alone = unplanned(SEVERAL, shelf, embed, model)
    words = " ".join(passage.clause.text.lower() for passage in found)

    assert found[0].clause.id == alone[0].clause.id
    assert "audit" in words
    assert "terminat" in words
    assert len({passage.clause.id for passage in found}) == len(found)
    assert len(chat.prompts) == 1
    assert "<passage" not in chat.prompts[0], "a plan needs no clause"


def test_a_plan_that_leads_elsewhere_counts_as_far_from_the_question(
    fake_model: Callable[..., Any], shelf: Shelf
) -> None:
    found = gathered(SEVERAL, shelf, embed, Model("lost", fake_model(plan("Which law governs this agreement?"))))
    own = {passage.clause.id for passage in unplanned(SEVERAL, shelf, embed, Model("lost", fake_model()))}
    strayed = [passage for passage in found if passage.clause.id not in own]

    assert strayed, "the plan was followed"
    assert all(passage.score == -np.inf for passage in strayed), "and a sentence that rests on it alone is no answer"


@pytest.mark.parametrize("reply", ["no plan at all", '{"searches": 7}', ModelError("gone"), plan("x" * 400)])
def test_a_plan_that_cannot_be_used_leaves_the_question_itself(
    fake_model: Callable[..., Any], shelf: Shelf, reply: Any
) -> None:
    model = Model("broken", fake_model(*[reply] * 6), tries=1)

    assert [p.clause.id for p in gathered(SEVERAL, shelf, embed, model)] == [
        p.clause.id for p in unplanned(SEVERAL, shelf, embed, model)
    ]


def test_a_reader_who_stops_while_it_plans_is_heard(fake_model: Callable[..., Any], shelf: Shelf) -> None:
    model = Model("slow", fake_model(plan("audit")))
    model.cancel()

    with pytest.raises(CancelledError):
        gathered(SEVERAL, shelf, embed, model)
