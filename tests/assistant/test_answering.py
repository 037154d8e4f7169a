"""Answers come with their proof, or say plainly that the documents do not answer."""

from collections.abc import Callable
from typing import Any

import pytest
from builders import a_reading
from vectors import embed, indexed, nothing

from assistant.answer import Answer
from assistant.answering import answer_offline, answer_streaming
from assistant.excerpt import values_in
from assistant.model import Model
from assistant.rank import Shelf
from assistant.understand import understand

TEXT = """SUPPLY AGREEMENT between Alder Ltd. (“Supplier”) and Birch Inc. (“Customer”).

1. Term. This Agreement commences on the Effective Date and continues for an initial term of five (5) years, unless terminated earlier.

2. Governing Law. This Agreement is governed by the laws of England and Wales, without regard to conflict of laws rules.

3. Insurance. Supplier shall maintain product liability insurance of at least $5,000,000 per occurrence.

4. Audits. Customer may audit the Facility once per calendar year on thirty days’ prior notice.

5. Price. The price of each unit is [***] and is invoiced on delivery.

6. Notices. Notices are given in writing to the addresses stated above and take effect on receipt.
"""


def a_shelf(text: str) -> Shelf:
    return Shelf([indexed(a_reading(text))])


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return a_shelf(TEXT)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Which law governs this contract?", "laws of England"),
        ("How much product liability insurance must the supplier carry?", "$5,000,000"),
        ("How long is the initial term?", "five (5) years"),
        ("适用哪国法律？", "laws of England"),
    ],
)
def test_the_clause_that_answers_comes_first_and_its_words_are_quoted(shelf: Shelf, question: str, words: str) -> None:
    answer = answer_offline(question, shelf, embed)

    assert words in answer.citations[0].quote
    assert len(answer.citations) <= 5


def test_every_citation_stands_in_its_document(shelf: Shelf) -> None:
    text = shelf.readings[0].document.text
    for question in ("How long is the term?", "Who pays for a recall?", "价格是多少"):
        for citation in answer_offline(question, shelf, embed).citations:
            assert text[citation.start : citation.end] == citation.quote


def test_an_unanswered_question_shows_the_nearest_clauses_and_how_much_was_searched(shelf: Shelf) -> None:
    answer = answer_offline("Is any source code placed in escrow with a third-party agent?", shelf, embed)

    assert not answer.answerable
    assert answer.kind == "not_in_documents"
    assert f"{len(shelf.clauses)} clauses were searched" in answer.text
    assert answer.citations


def test_a_question_about_practice_is_answered_from_the_notes_and_marked(shelf: Shelf) -> None:
    answer = answer_offline("What should an exit plan contain?", shelf, embed)

    assert answer.kind == "reference"
    assert "not from your documents" in answer.text
    assert answer.citations == ()


def test_a_question_for_everything_reads_every_clause(shelf: Shelf) -> None:
    answer = answer_offline("List every notice period", shelf, embed)

    assert answer.kind == "table"
    assert "clauses were read" in answer.text
    assert "thirty days" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "List every notice period",
        "Please list all deadlines",
        "What are all the fees?",
        "列出所有期限",
        "本协议中的全部通知期限",
    ],
)
def test_who_wants_all_of_them_is_given_all(question: str) -> None:
    assert "all" in understand(question, embed).wants


@pytest.mark.parametrize(
    "question",
    ["Who approves the vendor list?", "Is every batch tested?", "What insurance does each of us carry?", "What do we pay off list price?",
     "工艺改进归谁所有？", "批生产记录的所有权属于谁？", "甲方是否拥有全部知识产权？"],
)  # fmt: skip
def test_a_list_that_is_spoken_of_and_a_question_who_owns_are_no_wish_for_all(question: str) -> None:
    assert "all" not in understand(question, embed).wants


def test_a_row_of_a_table_stays_one_cell_of_the_list() -> None:
    text = "SUPPLY AGREEMENT\n\nNotice | Period\nNotice of change | 30 days\nNotice of audit | 10 days\n"
    answer = answer_offline("List every notice period", Shelf([a_reading(text)]), embed)

    assert answer.kind == "table"
    assert "Notice of change \\| 30 days" in answer.text


def test_nothing_in_scope_is_said_plainly() -> None:
    answer = answer_offline("How long is the term?", Shelf([]), embed)

    assert (answer.answerable, answer.kind) == (False, "not_in_documents")


def test_the_offline_answer_comes_first_and_the_models_replaces_it(
    shelf: Shelf, fake_model: Callable[..., Any]
) -> None:
    chat = fake_model("English law governs the agreement [1].")
    parts = list(answer_streaming("Which law governs this contract?", shelf, embed, lambda: Model("fake", chat)))

    assert isinstance(parts[0], Answer)
    assert parts[0].by == "offline"
    assert isinstance(parts[-1], Answer)
    assert (parts[-1].by, parts[-1].text) == ("fake", "English law governs the agreement [1].")
    assert "laws of England" in parts[-1].citations[0].quote
    assert "".join(p for p in parts if isinstance(p, str)).strip() == "English law governs the agreement [1]."


@pytest.mark.parametrize(
    "reply", ["I think it is French law.", "See [7].", TimeoutError("secret-key-123"), ValueError("boom")]
)
def test_a_model_that_fails_or_cites_nothing_leaves_the_offline_answer_and_says_so(
    shelf: Shelf, fake_model: Callable[..., Any], reply: object
) -> None:
    chat = fake_model(reply, reply)
    final = [
        p
        for p in answer_streaming("Which law governs this contract?", shelf, embed, lambda: Model("fake", chat))
        if isinstance(p, Answer)
    ][-1]

    assert final.by == "offline"
    assert "laws of England" in final.text
    assert "fake" in final.note
    assert "secret" not in final.note


def test_without_evidence_the_model_is_not_called(shelf: Shelf, fake_model: Callable[..., Any]) -> None:
    chat = fake_model()
    parts = list(
        answer_streaming("Is source code placed in escrow with an agent?", shelf, embed, lambda: Model("fake", chat))
    )

    assert len(parts) == 1
    assert chat.prompts == []


def test_markup_in_a_contract_stays_text() -> None:
    shelf = a_shelf("1. Governing Law. This Agreement is governed by the laws of <script>alert(1)</script> England.")

    assert "<script>" not in answer_offline("Which law governs?", shelf, embed).text


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("Buyer takes at least eighty per cent (80%) of its needs.", ["eighty per cent (80%)"]),
        ("a fee of five percent (5%) and (3%)", ["five percent (5%)", "(3%)"]),
        ("one and a half percent (1.5%) a month", ["one and a half percent (1.5%)"]),
        ("$1,000 or 5.5%", ["$1,000", "5.5%"]),
    ],
)
def test_an_amount_is_shown_with_all_its_words(text: str, amounts: list[str]) -> None:
    assert values_in(text, understand("How much must be paid?", nothing)) == amounts
