"""What the words that answer state: values with what they run from, who is bound, and the conditions attached."""

import numpy as np
import pytest
from builders import a_reading

from assistant.enumerated import items_of, lead_in
from assistant.extracted import parts_of
from assistant.reading import MEANING
from assistant.stated import conditions_in, statement_of, told
from assistant.understand import Question, understand
from ingest.document import Clause


def asked(text: str) -> Question:
    return understand(text, lambda _: np.zeros(MEANING, dtype=np.float32))


@pytest.mark.parametrize(
    ("question", "quote", "line"),
    [
        (
            "How long are batch records kept?",
            "Supplier shall keep the records of each Batch for at least six (6) years after its expiry date and validation records for as long as the Product is made.",
            "Named here: Supplier shall keep the records of each Batch: **for at least six (6) years after its expiry date**.",
        ),
        (
            "How long is the notice?",
            "Customer may end this Agreement upon ninety (90) days' written notice to Supplier, if Supplier is in breach; unless the breach has been cured.",
            "Named here: Customer may end this Agreement: **ninety (90) days' written notice to Supplier**. "
            "Conditions: *if Supplier is in breach*; *unless the breach has been cured*.",
        ),
        (
            "How much is the fee?",
            "Customer shall pay Supplier a fee of $45,000 per month, provided that no fee is due in the first month.",
            "Named here: Customer shall pay Supplier a fee: **\\$45,000 per month**. Condition: *provided that no fee is due in the first month*.",
        ),
        (
            "Which law governs?",
            "This Agreement shall be governed by the laws of the State of New York, without regard to its conflict of law rules.",
            "Named here: **laws of the State of New York**.",
        ),
        ("多久付款？", "甲方应在收到发票后四十五日内付款。", "所载内容：**甲方应在收到发票后四十五日内付款**。"),
    ],
)
def test_a_value_is_told_with_who_is_bound_what_it_runs_from_and_its_conditions(
    question: str, quote: str, line: str
) -> None:
    understood = asked(question)

    assert told([statement_of(quote, understood)], understood.chinese) == line


def test_a_floor_is_never_told_as_a_ceiling() -> None:
    quote = "The period stipulated shall not be less than sixty (60) days following receipt of the demand."

    statement = statement_of(quote, asked("How long do they have to fix a breach?"))

    assert statement.values == ("not be less than sixty (60) days following receipt of the demand",)


def test_nothing_is_told_where_no_value_was_asked_for_or_none_is_named() -> None:
    assert told([statement_of("Supplier may audit within five (5) days.", asked("May they audit?"))], False) == ""
    assert told([statement_of("Supplier may audit.", asked("How long is the notice?"))], False) == ""


def test_every_word_of_a_condition_stands_in_the_quote() -> None:
    quote = "Invoices are due at once, except for amounts in dispute, and if Customer is late it pays interest; 但双方另有约定的除外。"

    found = conditions_in(quote)

    assert len(found) == 2
    assert all(words in quote for words in found)


LIST = """7.2 This Agreement may be terminated by Customer upon written notice:

(a) if Supplier is insolvent;

(b) after ninety (90) days, for any reason.

7.3 Supplier may not terminate this Agreement before the third anniversary of its date.
"""


def the_clause(reading_text: str, words: str) -> tuple[object, Clause]:
    reading = a_reading(reading_text)
    return reading, next(clause for clause in reading.clauses if words in clause.text)


def test_an_item_of_a_list_is_led_in_by_the_words_above_it() -> None:
    reading, item = the_clause(LIST, "ninety")

    above = lead_in(reading, item)  # type: ignore[arg-type]

    assert above is not None
    assert "may be terminated by Customer" in above.text


def test_words_that_lead_in_to_a_list_bring_its_items_and_no_others() -> None:
    reading, above = the_clause(LIST, "upon written notice")

    assert [item.number for item in items_of(reading, above)] == ["(a)", "(b)"]  # type: ignore[arg-type]


def test_a_clause_of_its_own_is_led_in_by_nothing() -> None:
    reading, clause = the_clause(LIST, "third anniversary")

    assert lead_in(reading, clause) is None  # type: ignore[arg-type]
    assert items_of(reading, clause) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "How many days to reject, and who tests it if we disagree?",
            ["How many days to reject", "who tests it if we disagree"],
        ),
        ("Who may audit the plant?", ["Who may audit the plant"]),
        ("Which terms and conditions apply?", ["Which terms and conditions apply"]),
        ("一年可以审计几次？由谁付费？", ["一年可以审计几次", "由谁付费"]),
    ],
)
def test_a_question_in_several_parts_is_taken_apart(question: str, parts: list[str]) -> None:
    assert parts_of(question) == parts
