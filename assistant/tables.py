"""The tables of the relational records; `records.py` is the only reader and writer."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, Index, LargeBinary, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from assistant.rows import Json
from ingest.document import Page, Span, Unseen


class Base(DeclarativeBase):
    """Tables of this module."""


class AboutRecord(Base):
    __tablename__ = "about"
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class DocumentRecord(Base):
    __tablename__ = "documents"
    workspace: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    file: Mapped[str]
    path: Mapped[str]
    title: Mapped[str]
    kind: Mapped[str]
    language: Mapped[str]
    text: Mapped[str] = mapped_column(Text, deferred=True)
    characters: Mapped[int]
    pages: Mapped[list[Any]] = mapped_column(JSON)
    clauses: Mapped[int]
    bytes: Mapped[int]
    added_at: Mapped[str]
    seconds: Mapped[float]


class PlacesRecord(Base):
    """Where the words of a recognised page stand; gone with its document."""

    __tablename__ = "places"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "document"], ["documents.workspace", "documents.id"], ondelete="CASCADE"),
    )
    workspace: Mapped[str] = mapped_column(primary_key=True)
    document: Mapped[str] = mapped_column(primary_key=True)
    page: Mapped[int] = mapped_column(primary_key=True)
    lines: Mapped[bytes] = mapped_column(LargeBinary)


class RunRecord(Base):
    __tablename__ = "findings"
    id: Mapped[str] = mapped_column(primary_key=True)
    workspace: Mapped[str] = mapped_column(index=True)
    document_ids: Mapped[list[str]] = mapped_column(JSON)
    checklist: Mapped[str]
    engine: Mapped[Json] = mapped_column(JSON)
    report: Mapped[Json] = mapped_column(JSON, deferred=True)
    created_at: Mapped[str]


class ChatRecord(Base):
    __tablename__ = "chats"
    id: Mapped[str] = mapped_column(primary_key=True)
    workspace: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    created_at: Mapped[str]


class TurnRecord(Base):
    __tablename__ = "turns"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    chat: Mapped[str] = mapped_column(ForeignKey("chats.id", ondelete="CASCADE"), index=True)
    question: Mapped[str] = mapped_column(Text)
    answer: Mapped[Json] = mapped_column(JSON)
    created_at: Mapped[str]


class ReviewRecord(Base):
    __tablename__ = "reviews"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    run: Mapped[str] = mapped_column(ForeignKey("findings.id", ondelete="CASCADE"), index=True)
    requirement: Mapped[str]
    decision: Mapped[str]
    comment: Mapped[str] = mapped_column(Text)
    who: Mapped[str]
    created_at: Mapped[str]


class FactRecord(Base):
    __tablename__ = "facts"
    workspace: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(Text)
    source: Mapped[Json | None] = mapped_column(JSON)
    confirmed_at: Mapped[str]


Index("documents_by_path", DocumentRecord.workspace, DocumentRecord.path)


def page_as_json(page: Page) -> list[Any]:
    """A page as a row of the documents' JSON column."""
    unseen = [[[words.kind, words.text] for words in page.unseen]] if page.unseen else []
    return [page.number, page.span.start, page.span.end, page.source, page.confidence, *unseen]


def page_from_json(
    number: int, start: int, end: int, source: Any, sure: float | None, unseen: Sequence[Any] = ()
) -> Page:
    return Page(number, Span(start, end), source, sure, unseen=tuple(Unseen(kind, text) for kind, text in unseen))
