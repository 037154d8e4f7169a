"""What a model writes of a clause: the side that acts, the number and its unit, and each "not" must be the clause's own."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from builders import a_reading

from assistant.retrieve import Passage
from assistant.supported import bearer, supported

GROUPS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "said_of_clauses.yaml").read_text(encoding="utf-8")
)
RIGHT = [(group["clause"], sentence) for group in GROUPS for sentence in group["right"]]
WRONG = [(group["clause"], wrong["says"]) for group in GROUPS for wrong in group["wrong"]]


def passages(clause: str) -> list[Passage]:
    reading = a_reading(clause, language="zh" if "。" in clause else "en")
    return [Passage(reading, each, 1.0) for each in reading.clauses]


@pytest.mark.parametrize(("clause", "sentence"), RIGHT, ids=[sentence for _, sentence in RIGHT])
def test_a_sentence_that_says_what_its_clause_says_is_kept(clause: str, sentence: str) -> None:
    assert supported(sentence, passages(clause))


@pytest.mark.parametrize(("clause", "sentence"), WRONG, ids=[sentence for _, sentence in WRONG])
def test_a_sentence_that_says_otherwise_than_its_clause_is_dropped_though_its_words_stand_there(
    clause: str, sentence: str
) -> None:
    assert not supported(sentence, passages(clause))
    assert bearer(sentence, passages(clause)) is None
