"""What a person says a document is: kept beside what its text says, and stronger.

The choice is a confirmed fact of the workspace that names the document, so it goes when the document goes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.errors import AssistantError
from ingest.document import Document
from ingest.kind import COARSE

if TYPE_CHECKING:
    from assistant.records import Database, DocumentRow, Fact

_KEY = "document-kind:"


def choose_kind(records: "Database", document: str, kind: str) -> None:
    """Record the choice; "" withdraws it."""
    if kind and kind not in COARSE:
        raise AssistantError(f"{kind}: no such kind of document; choose one of {', '.join(COARSE)}")
    records.confirm_fact(f"{_KEY}{document}", kind, {"document": document})


def chosen_kind(document: str, facts: "Mapping[str, Fact]") -> str:
    """The finer kind that a person chose, or ""."""
    fact = facts.get(f"{_KEY}{document}")
    return fact.value if fact else ""


def with_chosen_kind(document: Document, facts: "Mapping[str, Fact]") -> Document:
    chosen = chosen_kind(document.id, facts)
    return replace(document, kind=COARSE[chosen], detail=chosen) if chosen else document


def with_chosen_kinds(rows: "Sequence[DocumentRow]", facts: "Mapping[str, Fact]") -> "list[DocumentRow]":
    return [replace(row, kind=COARSE[chosen]) if (chosen := chosen_kind(row.id, facts)) else row for row in rows]
