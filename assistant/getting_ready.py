"""What a first question would wait for, loaded while the reader still looks at the page: seconds, once a process.

The embedder, the clauses of the documents in scope and the package of the chosen model; nothing is sent to a model.
"""

from collections.abc import Sequence
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from assistant.errors import AssistantError
from ingest.errors import IngestError

if TYPE_CHECKING:
    from assistant.desk import Desk

ANY_QUESTION = "Which law governs this agreement?"


def get_ready(desk: "Desk", document_ids: Sequence[str] | None = None) -> None:
    """Answer a question that nobody asked, offline; it is kept nowhere."""
    from assistant.answering import answer_offline
    from assistant.report import as_markdown  # noqa: F401  Needed by the first answer that quotes.

    answer_offline(ANY_QUESTION, desk.shelf(document_ids), desk.embed)
    desk.open_chosen_model()


def get_ready_soon(desk: "Desk", document_ids: Sequence[str] | None = None) -> Thread:
    """The same in a thread of its own. Its errors are told where the question is asked: here nobody listens."""

    def quietly() -> None:
        with suppress(AssistantError, IngestError):
            get_ready(desk, document_ids)

    thread = Thread(target=quietly, name="getting ready", daemon=True)
    thread.start()
    return thread
