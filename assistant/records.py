"""The relational records: documents, check runs, chats, reviews, confirmed facts; with `tables.py` alone on SQLAlchemy.

    Database("sqlite:///records.sqlite", workspace="default").documents()

Rows carry the workspace's name, so that many workspaces can share one PostgreSQL.
"""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Engine, create_engine, delete, event, func, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError
from sqlalchemy.orm import Session, undefer

from assistant.errors import AssistantError
from assistant.intake import DiskFull
from assistant.places import pack, unpack
from assistant.quoting import mentions, quotes_of
from assistant.readability import ReadablePage
from assistant.rows import Chat, Decision, DocumentRow, Fact, Json, RemovedRecords, Review, Run, Turn
from assistant.tables import (
    AboutRecord,
    Base,
    ChatRecord,
    DocumentRecord,
    FactRecord,
    PlacesRecord,
    ReviewRecord,
    RunRecord,
    TurnRecord,
    page_as_json,
    page_from_json,
)
from ingest.document import Document, DocumentKind, Language, PlacedLine

SCHEMA = "1"
BUSY_SECONDS = 30

__all__ = [
    "Chat",
    "Database",
    "Decision",
    "DocumentRow",
    "Fact",
    "RemovedRecords",
    "Review",
    "Run",
    "Turn",
    "sqlite_url",
]


class Database:
    """The records of one workspace."""

    def __init__(self, url: str, workspace: str) -> None:
        self.workspace = workspace
        self._engine = _connect(url)

    def close(self) -> None:
        self._engine.dispose()

    # Documents

    def documents(self) -> list[DocumentRow]:
        """Held documents, oldest first."""
        with self._session() as session:
            rows = session.scalars(self._documents().order_by(DocumentRecord.added_at, DocumentRecord.file))
            return [_row(record) for record in rows]

    def row(self, id: str) -> DocumentRow | None:
        with self._session() as session:
            record = session.get(DocumentRecord, (self.workspace, id))
            return _row(record) if record else None

    def rows_at(self, path: str) -> list[DocumentRow]:
        """Documents that were read from this path."""
        with self._session() as session:
            return [_row(r) for r in session.scalars(self._documents().where(DocumentRecord.path == path))]

    def document(self, id: str) -> Document | None:
        """The document with its text and pages, as it was read."""
        with self._session() as session:
            record = session.get(DocumentRecord, (self.workspace, id))
            return _document(record) if record else None

    def save_document(self, document: Document, *, path: str, clauses: int, size: int, seconds: float) -> None:
        pages = [page_as_json(page) for page in document.pages]
        with self._session() as session:
            session.add(
                DocumentRecord(
                    workspace=self.workspace,
                    id=document.id,
                    file=document.file,
                    path=path,
                    title=document.title,
                    kind=document.kind,
                    language=document.language,
                    text=document.text,
                    characters=len(document.text),
                    pages=pages,
                    clauses=clauses,
                    bytes=size,
                    added_at=_now(),
                    seconds=seconds,
                )
            )
            session.flush()
            session.add_all(
                PlacesRecord(workspace=self.workspace, document=document.id, page=p.number, lines=pack(p.lines))
                for p in document.pages
                if p.lines
            )

    def lines(self, id: str, page: int) -> tuple[PlacedLine, ...]:
        """The lines of a page that was recognised, each with its place; nothing for any other page."""
        with self._session() as session:
            record = session.get(PlacesRecord, (self.workspace, id, page))
            return unpack(record.lines) if record else ()

    def set_clauses(self, id: str, clauses: int) -> None:
        """After a re-index: how many clauses the document has now."""
        with self._session() as session:
            if record := session.get(DocumentRecord, (self.workspace, id)):
                record.clauses = clauses

    def remove_document(self, id: str) -> RemovedRecords:
        """Remove a document and everything that quotes it; its words do not stay in the file either."""
        with self._session() as session:
            runs = [
                r for r in self._runs(session, undefer(RunRecord.report)) if mentions([r.document_ids, r.report], id)
            ]
            turns = [t for t in self._turns(session) if mentions(t.answer, id)]
            facts = [f for f in self._facts(session) if mentions(f.source, id)]
            record = session.get(DocumentRecord, (self.workspace, id))
            removed = RemovedRecords(
                characters=record.characters if record else 0,
                runs=len(runs),
                findings=sum(len(r.report.get("findings", ())) for r in runs),
                reviews=_count_reviews(session, [r.id for r in runs]),
                turns=len(turns),
                facts=len(facts),
                quotes=sum(quotes_of(value, id) for value in [*(r.report for r in runs), *(t.answer for t in turns)]),
            )
            chats = {turn.chat for turn in turns}
            for gone in [*runs, *turns, *facts, *([record] if record else [])]:
                session.delete(gone)
            session.flush()
            still_used = select(TurnRecord.chat)
            session.execute(delete(ChatRecord).where(ChatRecord.id.in_(chats), ChatRecord.id.not_in(still_used)))
        self._erase_free_pages()
        return removed

    # Check runs and reviews

    def save_run(self, document_ids: Sequence[str], checklist: str, report: Json) -> str:
        """Keep a check's report (the JSON of the stable interface); its id."""
        run = RunRecord(
            id=uuid.uuid4().hex,
            workspace=self.workspace,
            document_ids=list(document_ids),
            checklist=checklist,
            engine=dict(report.get("engine", {})),
            report=report,
            created_at=_now(),
        )
        with self._session() as session:
            session.add(run)
            return run.id

    def runs(self) -> list[Run]:
        """Stored checks, newest first."""
        with self._session() as session:
            return [
                Run(r.id, tuple(r.document_ids), r.checklist, r.engine, r.created_at)
                for r in reversed(self._runs(session))
            ]

    def report(self, run: str) -> Json | None:
        with self._session() as session:
            record = session.get(RunRecord, run)
            return record.report if record and record.workspace == self.workspace else None

    def add_review(self, run: str, requirement: str, decision: Decision, *, comment: str = "", who: str = "") -> None:
        with self._session() as session:
            if session.get(RunRecord, run) is None:
                raise AssistantError(f"there is no stored check {run} to review; run the check again")
            session.add(
                ReviewRecord(
                    run=run, requirement=requirement, decision=decision, comment=comment, who=who, created_at=_now()
                )
            )

    def reviews(self, run: str) -> list[Review]:
        """Decisions on a run's findings, oldest first: the last one of a requirement counts."""
        with self._session() as session:
            found = session.scalars(select(ReviewRecord).where(ReviewRecord.run == run).order_by(ReviewRecord.id))
            return [Review(r.requirement, cast(Decision, r.decision), r.comment, r.who, r.created_at) for r in found]

    # Chats

    def start_chat(self, title: str = "") -> str:
        chat = ChatRecord(id=uuid.uuid4().hex, workspace=self.workspace, title=title, created_at=_now())
        with self._session() as session:
            session.add(chat)
            return chat.id

    def add_turn(self, chat: str, question: str, answer: Json) -> None:
        with self._session() as session:
            session.add(TurnRecord(chat=chat, question=question, answer=answer, created_at=_now()))

    def chats(self) -> list[Chat]:
        """Chats, newest first."""
        with self._session() as session:
            mine = select(ChatRecord).where(ChatRecord.workspace == self.workspace)
            found = session.scalars(mine.order_by(ChatRecord.created_at.desc()))
            return [Chat(c.id, c.title, c.created_at) for c in found]

    def turns(self, chat: str) -> list[Turn]:
        with self._session() as session:
            found = session.scalars(select(TurnRecord).where(TurnRecord.chat == chat).order_by(TurnRecord.id))
            return [Turn(t.question, t.answer, t.created_at) for t in found]

    def remove_chat(self, chat: str) -> None:
        with self._session() as session:
            session.execute(delete(ChatRecord).where(ChatRecord.id == chat, ChatRecord.workspace == self.workspace))
        self._erase_free_pages()

    # Facts

    def confirm_fact(self, key: str, value: str, source: Json | None = None) -> None:
        with self._session() as session:
            session.merge(
                FactRecord(workspace=self.workspace, key=key, value=value, source=source, confirmed_at=_now())
            )

    def facts(self) -> dict[str, Fact]:
        with self._session() as session:
            return {f.key: Fact(f.key, f.value, f.source, f.confirmed_at) for f in self._facts(session)}

    # Inside

    def _documents(self) -> Any:
        return select(DocumentRecord).where(DocumentRecord.workspace == self.workspace)

    def _runs(self, session: Session, *options: Any) -> list[RunRecord]:
        mine = select(RunRecord).where(RunRecord.workspace == self.workspace).options(*options)
        return list(session.scalars(mine.order_by(RunRecord.created_at)))

    def _turns(self, session: Session) -> list[TurnRecord]:
        chats = select(ChatRecord.id).where(ChatRecord.workspace == self.workspace)
        return list(session.scalars(select(TurnRecord).where(TurnRecord.chat.in_(chats))))

    def _facts(self, session: Session) -> list[FactRecord]:
        mine = select(FactRecord).where(FactRecord.workspace == self.workspace)
        return list(session.scalars(mine.order_by(FactRecord.key)))

    @contextmanager
    def _session(self) -> Iterator[Session]:
        """One transaction; rows stay readable after it."""
        try:
            with Session(self._engine, expire_on_commit=False) as session, session.begin():
                yield session
        except OperationalError as error:
            raise _explained(error, self._engine) from error

    def _erase_free_pages(self) -> None:
        """SQLite: rewrite the file and empty its log, so that no removed word is left on the disk."""
        if self._engine.dialect.name != "sqlite":
            return
        try:
            with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                for statement in ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                    connection.exec_driver_sql(statement)
        except OperationalError as error:
            raise _explained(error, self._engine) from error


def sqlite_url(file: Path) -> str:
    """
    >>> sqlite_url(Path("records.sqlite"))
    'sqlite:///records.sqlite'
    """
    return f"sqlite:///{file.as_posix()}"


def _connect(url: str) -> Engine:
    try:
        target = make_url(url)
        if target.drivername == "postgresql":
            target = target.set(drivername="postgresql+psycopg")
        engine = create_engine(target, pool_pre_ping=target.get_backend_name() != "sqlite")
    except ModuleNotFoundError as error:
        raise AssistantError("PostgreSQL needs its driver; run: pip install 'controlpoint[postgresql]'") from error
    except (ArgumentError, NoSuchModuleError) as error:
        raise AssistantError("CONTROLPOINT_DATABASE_URL: write postgresql://USER:PASSWORD@HOST/NAME") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    try:
        Base.metadata.create_all(engine)
        _check_schema(engine)
    except OperationalError as error:
        raise _explained(error, engine) from error
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    for pragma in (
        f"busy_timeout={BUSY_SECONDS * 1000}",
        "journal_mode=WAL",
        "foreign_keys=ON",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _check_schema(engine: Engine) -> None:
    with Session(engine) as session, session.begin():
        held = session.get(AboutRecord, "schema")
        if held is None:
            session.add(AboutRecord(key="schema", value=SCHEMA))
        elif held.value != SCHEMA:
            raise AssistantError(
                f"the records have layout {held.value}, this version reads {SCHEMA}; use the version that wrote them"
            )


def _explained(error: OperationalError, engine: Engine) -> Exception:
    place = engine.url.database or engine.url.host or "database"
    if "disk is full" in str(error.orig) or "No space left" in str(error.orig):
        return DiskFull(f"{place}: the disk is full; nothing half-written is left, free some space")
    if engine.dialect.name == "sqlite":
        return AssistantError(f"{place}: {error.orig}; check that the folder is writable and no other program holds it")
    reason = str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else "no answer"
    return AssistantError(f"the database at {engine.url.host} failed: {reason}; check CONTROLPOINT_DATABASE_URL")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _row(record: DocumentRecord) -> DocumentRow:
    def pages(source: str) -> tuple[int, ...]:
        return tuple(page[0] for page in record.pages if page[3] == source)

    return DocumentRow(
        id=record.id,
        file=record.file,
        path=record.path,
        title=record.title,
        kind=cast(DocumentKind, record.kind),
        language=cast(Language, record.language),
        pages=len(record.pages),
        characters=record.characters,
        clauses=record.clauses,
        ocr_pages=pages("ocr"),
        unreadable_pages=pages("unreadable"),
        bytes=record.bytes,
        added_at=record.added_at,
        seconds=record.seconds,
        readability=tuple(ReadablePage(page[0], page[3], page[4]) for page in record.pages),
    )


def _document(record: DocumentRecord) -> Document:
    return Document(
        id=record.id,
        file=record.file,
        text=record.text,
        pages=tuple(page_from_json(*page) for page in record.pages),
        title=record.title,
        kind=cast(DocumentKind, record.kind),
        language=cast(Language, record.language),
    )


def _count_reviews(session: Session, runs: Sequence[str]) -> int:
    return session.scalar(select(func.count()).select_from(ReviewRecord).where(ReviewRecord.run.in_(runs))) or 0
