"""Planning an answer: a question that asks for several things is searched in parts, and the evidence is put together."""

import math
import re
from dataclasses import replace
from typing import Annotated

from pydantic import BaseModel, Field

from assistant.errors import ModelError
from assistant.model import CancelledError, Model
from assistant.prompts import load_prompt
from assistant.rank import Shelf
from assistant.retrieve import Embed, Passage, retrieve

MOST_SEARCHES = 3
MOST_PASSAGES = 8
MOST_CHARACTERS = 12_000
LONGEST_SEARCH = 300
_SEVERAL = re.compile(
    r"(?i)\b(?:and|or|versus|compared|both|as well as)\b|[;；?？].*[?？]|以及|分别|并且|还有|和.*[吗？?]"
)
_SHORT = 6
CHARACTERS_A_WORD = 2


class Plan(BaseModel):
    """The searches a model proposes."""

    searches: list[Annotated[str, Field(max_length=LONGEST_SEARCH)]] = Field(default_factory=list)


def needs_a_plan(question: str) -> bool:
    """Whether one search may miss half of it."""
    words = len(re.findall(r"[^\W一-鿿]+", question)) + len(re.findall("[一-鿿]", question)) / CHARACTERS_A_WORD
    return bool(_SEVERAL.search(question)) and words > _SHORT


def gathered(question: str, shelf: Shelf, embed: Embed, model: Model) -> list[Passage]:
    """The evidence: the best clauses of the question itself and of each search the model plans, best first in turn.

    What only a planned search found counts as far from the question: a poor plan must not lead the answer away from it.
    """
    searches = [question, *(planned(question, model) if needs_a_plan(question) else [])]
    own, *others = (retrieve(search, shelf, embed, most=MOST_PASSAGES).passages for search in searches)
    rankings = [own, *([replace(passage, score=-math.inf) for passage in ranking] for ranking in others)]
    found = {passage.clause.id: passage for passage in own}
    order: dict[str, Passage] = {}
    for place in range(MOST_PASSAGES):
        for ranking in rankings:
            if place < len(ranking):
                id = ranking[place].clause.id
                order.setdefault(id, found.get(id, ranking[place]))
    return _that_fit(list(order.values())[: min(MOST_PASSAGES, model.most_clauses)])


def unplanned(question: str, shelf: Shelf, embed: Embed, model: Model) -> list[Passage]:
    """The evidence of the question alone: what a preview can know without asking the model."""
    return _that_fit(list(retrieve(question, shelf, embed, most=min(MOST_PASSAGES, model.most_clauses)).passages))


def plan_prompt(question: str) -> list[str]:
    """The prompt that asks for a plan, when one is needed."""
    return [load_prompt("plan").filled(question=question)] if needs_a_plan(question) else []


def planned(question: str, model: Model) -> list[str]:
    """What the model would search for; nothing when its plan cannot be used."""
    try:
        plan = model.structured(plan_prompt(question)[0], Plan)
    except CancelledError:
        raise
    except ModelError:
        return []
    searches = [" ".join(search.split()) for search in plan.searches]
    return [search for search in dict.fromkeys(searches) if search and search != question][:MOST_SEARCHES]


def _that_fit(passages: list[Passage]) -> list[Passage]:
    kept: list[Passage] = []
    room = MOST_CHARACTERS
    for passage in passages:
        room -= len(passage.clause.text)
        if kept and room < 0:
            break
        kept.append(passage)
    return kept
