"""The relational records on a real SQLite file: everything comes back, a removed document leaves no word."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import AssistantError
from assistant.intake import DiskFull
from assistant.records import Database, RemovedRecords, sqlite_url
from ingest.document import Document, Page, Span

QUOTE = "Zanzibar shall hold the master batch record"


def a_document(
    id: str = "a" * 64, text: str = QUOTE + " for ten years. 供货协议", file: str = "agreement.pdf"
) -> Document:
    half = len(text) // 2
    pages = (Page(1, Span(0, half)), Page(2, Span(half, len(text)), "unreadable", 0.25))
    return Document(id, file, text, pages, "Supply Agreement", "contract", "mixed")


def a_citation(document: Document, quote: str = QUOTE) -> dict[str, Any]:
    return {"document": document.id, "file": document.file, "page": 1, "start": 0, "end": len(quote), "quote": quote}


def a_report(*citations: dict[str, Any]) -> dict[str, Any]:
    return {
        "schema": 1,
        "engine": {"judge": "offline"},
        "findings": [{"requirement": "exit_plan.continued_supply", "status": "yes", "citations": list(citations)}],
    }


def save(database: Database, document: Document, path: str = "deal/agreement.pdf") -> None:
    database.save_document(document, path=path, clauses=3, size=1234, seconds=0.5)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "records.sqlite"


@pytest.fixture
def database(file: Path) -> Iterator[Database]:
    held = Database(sqlite_url(file), "default")
    yield held
    held.close()


def words_on_disk(file: Path, words: str) -> bool:
    return any(words.encode() in part.read_bytes() for part in file.parent.glob(f"{file.name}*"))


def test_a_document_comes_back_as_it_was_read(database: Database) -> None:
    document = a_document()
    save(database, document)
    assert database.document(document.id) == document
    row = database.row(document.id)
    assert row is not None
    assert (row.pages, row.unreadable_pages, row.ocr_pages, row.characters) == (2, (2,), (), len(document.text))
    assert (row.clauses, row.bytes, row.path) == (3, 1234, "deal/agreement.pdf")
    assert database.documents() == database.rows_at("deal/agreement.pdf") == [row]
    database.set_clauses(document.id, 7)
    assert database.documents()[0].clauses == 7


def test_what_is_not_held_is_none(database: Database) -> None:
    assert database.document("b" * 64) is None
    assert database.row("b" * 64) is None
    assert database.report("absent") is None


def test_workspaces_in_one_database_do_not_see_each_other(database: Database, file: Path) -> None:
    other = Database(sqlite_url(file), "other")
    document = a_document()
    save(database, document)
    save(other, document)
    run = database.save_run([document.id], "contract", a_report(a_citation(document)))
    chat = database.start_chat("First")
    database.add_turn(chat, "Who holds it?", {"citations": [a_citation(document)]})
    database.confirm_fact("product", "ABC-1", a_citation(document))
    assert (other.runs(), other.chats(), other.facts(), other.report(run)) == ([], [], {}, None)
    assert other.remove_document(document.id) == RemovedRecords(characters=len(document.text))
    assert database.document(document.id) == document
    assert (len(database.runs()), len(database.turns(chat)), len(database.facts())) == (1, 1, 1)
    other.close()


def test_runs_reviews_chats_and_facts_come_back_in_order(database: Database) -> None:
    first = database.save_run(["a"], "contract", a_report())
    second = database.save_run(["a", "b"], "contract", a_report())
    assert [run.id for run in database.runs()] == [second, first]
    assert database.runs()[0].document_ids == ("a", "b")
    assert database.runs()[0].engine == {"judge": "offline"}
    assert database.report(first) == a_report()
    database.add_review(first, "exit_plan.continued_supply", "comment", comment="see 7.3", who="ana")
    database.add_review(first, "exit_plan.continued_supply", "accepted", who="ana")
    assert [(review.decision, review.comment) for review in database.reviews(first)] == [
        ("comment", "see 7.3"),
        ("accepted", ""),
    ]
    chat = database.start_chat("Exit")
    database.add_turn(chat, "first?", {"answer": "1"})
    database.add_turn(chat, "second?", {"answer": "2"})
    assert [turn.question for turn in database.turns(chat)] == ["first?", "second?"]
    database.confirm_fact("stage", "clinical")
    database.confirm_fact("stage", "commercial")
    assert database.facts()["stage"].value == "commercial"


def test_a_review_of_no_stored_check_is_refused(database: Database) -> None:
    with pytest.raises(AssistantError, match="no stored check"):
        database.add_review("absent", "exit_plan.continued_supply", "accepted")


def test_removing_a_document_removes_all_that_quotes_it_and_counts_it(database: Database) -> None:
    document, other = a_document(), a_document("b" * 64, "Quito keeps the samples.", "other.pdf")
    save(database, document)
    save(database, other, "deal/other.pdf")
    gone = database.save_run(
        [document.id, other.id], "contract", a_report(a_citation(document), a_citation(other, "Quito"))
    )
    kept = database.save_run([other.id], "contract", a_report(a_citation(other, "Quito")))
    database.add_review(gone, "exit_plan.continued_supply", "accepted")
    database.add_review(kept, "exit_plan.continued_supply", "accepted")
    mixed, only = database.start_chat("Both"), database.start_chat("One")
    database.add_turn(mixed, "Batch record?", {"citations": [a_citation(document), a_citation(document)]})
    database.add_turn(mixed, "Samples?", {"citations": [a_citation(other, "Quito")]})
    database.add_turn(only, "Batch record?", {"citations": [a_citation(document)]})
    database.confirm_fact("plant", "Zanzibar", a_citation(document))
    database.confirm_fact("market", "US")

    removed = database.remove_document(document.id)

    assert removed == RemovedRecords(
        characters=len(document.text), runs=1, findings=1, reviews=1, turns=2, facts=1, quotes=4
    )
    assert [row.id for row in database.documents()] == [other.id]
    assert [run.id for run in database.runs()] == [kept]
    assert (database.reviews(gone), len(database.reviews(kept))) == ([], 1)
    assert [chat.title for chat in database.chats()] == ["Both"]
    assert [turn.question for turn in database.turns(mixed)] == ["Samples?"]
    assert list(database.facts()) == ["market"]


def test_no_word_of_a_removed_document_stays_in_the_database_file(database: Database, file: Path) -> None:
    document, other = a_document(text=(QUOTE + ". ") * 500), a_document("b" * 64, "Quito keeps the samples. " * 500)
    save(database, document)
    save(database, other, "other.pdf")
    database.save_run([document.id], "contract", a_report(*[a_citation(document)] * 50))
    chat = database.start_chat(QUOTE)
    database.add_turn(chat, f"What of {QUOTE}?", {"answer": QUOTE, "citations": [a_citation(document)]})
    database.confirm_fact("plant", QUOTE, a_citation(document))
    assert words_on_disk(file, "Zanzibar")
    database.remove_document(document.id)
    assert not words_on_disk(file, "Zanzibar")
    assert words_on_disk(file, "Quito")


def test_a_removed_chat_takes_its_turns_along(database: Database, file: Path) -> None:
    chat = database.start_chat("Exit")
    database.add_turn(chat, "Who is Zanzibar?", {"answer": "?"})
    database.remove_chat(chat)
    assert (database.chats(), database.turns(chat)) == ([], [])
    assert not words_on_disk(file, "Zanzibar")


def test_a_failed_transaction_changes_nothing(database: Database) -> None:
    document = a_document()
    save(database, document)
    with pytest.raises(Exception, match="UNIQUE"):
        save(database, document, "elsewhere.pdf")
    assert [row.path for row in database.documents()] == ["deal/agreement.pdf"]


def test_records_of_another_layout_are_refused(database: Database, file: Path) -> None:
    with sqlite3.connect(file) as raw:
        raw.execute("UPDATE about SET value = '99' WHERE key = 'schema'")
    with pytest.raises(AssistantError, match="layout 99, this version reads 1"):
        Database(sqlite_url(file), "default")


def test_a_full_disk_is_told_as_such(database: Database, file: Path) -> None:
    save(database, a_document())
    with database._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    from sqlalchemy import event

    @event.listens_for(database._engine, "begin")
    def no_more_room(connection: Any) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(DiskFull, match="disk is full"):
        save(database, a_document("b" * 64, "long " * 100_000), "b.pdf")
    assert len(database.documents()) == 1


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("sqlite:////absent/folder/records.sqlite", "check that the folder is writable"),
        ("postgresql+nothing://db/deals", r"write postgresql://USER:PASSWORD@HOST/NAME"),
        ("nonsense", r"write postgresql://USER:PASSWORD@HOST/NAME"),
    ],
)
def test_a_database_that_cannot_be_opened_is_one_line(url: str, says: str) -> None:
    with pytest.raises(AssistantError, match=says) as caught:
        Database(url, "default")
    assert "\n" not in str(caught.value)
