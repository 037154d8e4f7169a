"""Follow-ups are understood with the question before them."""

import pytest

from assistant.follow_up import completed

BEFORE = "Who may audit the plant?"


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("What about the supplier?", f"{BEFORE} What about the supplier?"),
        ("And how often?", f"{BEFORE} And how often?"),
        ("那供应商呢？", f"{BEFORE} 那供应商呢？"),
        (
            "Which law governs the agreement between the parties?",
            "Which law governs the agreement between the parties?",
        ),
        ("No, I mean the books and records of the supplier", "the books and records of the supplier"),
    ],
)
def test_a_question_that_leans_on_the_one_before_is_completed(question: str, asked: str) -> None:
    assert completed(question, BEFORE) == asked


def test_the_first_question_stands_alone() -> None:
    assert completed("And how often?", "") == "And how often?"
