"""A row of a responsibility matrix is told with the names of its columns."""

import hashlib

import numpy as np

from assistant.columns import named_row
from assistant.reading import MEANING, Reading
from ingest.document import Document, Page, Span
from ingest.split import split_clauses

MATRIX = """ANNEX A  RESPONSIBILITY MATRIX

"R" means carries out the work, "A" means must approve it beforehand; I = is informed.

Task | Buyer | Maker
-----+-------+------
Sign the master batch record | A | R
Empty the waste | | R
Call the press | A/I | -
"""


def reading_of(text: str) -> Reading:
    document = Document(hashlib.sha256(text.encode()).hexdigest(), "matrix.txt", text, (Page(1, Span(0, len(text))),))
    clauses = tuple(split_clauses(document))
    return Reading(document, clauses, np.zeros((len(clauses), MEANING), dtype=np.float32))


def told(reading: Reading, start: str) -> str | None:
    row = named_row(reading, next(c for c in reading.clauses if c.text.strip().startswith(start)))
    return row and row.text


def test_each_cell_gets_the_name_of_its_column_and_the_meaning_of_its_letter() -> None:
    assert told(reading_of(MATRIX), "Sign the master") == (
        "Task: Sign the master batch record; Buyer: A (must approve it beforehand); Maker: R (carries out the work)"
    )


def test_an_empty_cell_is_left_out() -> None:
    assert told(reading_of(MATRIX), "Empty the waste") == "Task: Empty the waste; Maker: R (carries out the work)"


def test_two_letters_in_a_cell_have_both_meanings() -> None:
    assert told(reading_of(MATRIX), "Call the press") == (
        "Task: Call the press; Buyer: A/I (must approve it beforehand; is informed); Maker: -"
    )


def test_the_clauses_that_name_and_explain_are_given_for_proof() -> None:
    reading = reading_of(MATRIX)
    row = named_row(reading, next(c for c in reading.clauses if c.text.startswith("Sign")))
    assert row is not None
    assert row.names.text.startswith("Task | Buyer")
    assert all("means" in clause.text for clause in row.legends)


def test_the_first_row_and_a_table_without_names_are_left_as_they_are() -> None:
    assert told(reading_of(MATRIX), "Task") is None
    assert told(reading_of("Prices\n\n1 | 2 | 3\n\n4 | 5 | 6\n"), "4") is None


def test_a_ruled_line_of_a_table_is_no_clause_of_its_own() -> None:
    assert {c.kind for c in reading_of(MATRIX).clauses if not any(map(str.isalnum, c.text))} <= {"table", "other"}
