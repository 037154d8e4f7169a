"""What the records hand out: one frozen row for each document, check, chat, review and fact, without the database behind it."""

from dataclasses import dataclass
from typing import Any, Literal

from assistant.readability import ReadablePage
from ingest.document import DocumentKind, Language

Json = dict[str, Any]

Decision = Literal["accepted", "rejected", "comment"]


@dataclass(frozen=True)
class DocumentRow:
    """A held document without its text."""

    id: str
    file: str
    path: str
    title: str
    kind: DocumentKind
    language: Language
    pages: int
    characters: int
    clauses: int
    ocr_pages: tuple[int, ...]
    unreadable_pages: tuple[int, ...]
    bytes: int
    added_at: str
    seconds: float
    readability: tuple[ReadablePage, ...] = ()


@dataclass(frozen=True)
class Run:
    """A stored check; `Database.report(run.id)` has its findings."""

    id: str
    document_ids: tuple[str, ...]
    checklist: str
    engine: Json
    created_at: str


@dataclass(frozen=True)
class Chat:
    id: str
    title: str
    created_at: str


@dataclass(frozen=True)
class Turn:
    """A question and its answer as JSON, citations included."""

    question: str
    answer: Json
    created_at: str


@dataclass(frozen=True)
class Review:
    """A person's decision on a finding."""

    requirement: str
    decision: Decision
    comment: str
    who: str
    created_at: str


@dataclass(frozen=True)
class Fact:
    """A deal fact that somebody confirmed; `source` is a citation's JSON, or nothing when it was typed in."""

    key: str
    value: str
    source: Json | None
    confirmed_at: str


@dataclass(frozen=True)
class RemovedRecords:
    """What went with a document."""

    characters: int = 0
    runs: int = 0
    findings: int = 0
    reviews: int = 0
    turns: int = 0
    facts: int = 0
    quotes: int = 0
