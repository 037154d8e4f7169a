"""The asking half of a workspace: one question answered, at once or in a thread of its own that can be followed and stopped.

    workspace.start_asking("Who may audit?", chat=chat)  ->  Asking
    asking.now()  ->  Shown                                   the offline answer, the model's words so far, or the end

The thread belongs to nobody's screen: a reader who looks away, or reloads, finds the answer in the chat.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from threading import Condition, Event, Thread
from typing import TYPE_CHECKING, TypeVar

from assistant.answer import Answer
from assistant.chosen_model import ChosenModel
from assistant.errors import AssistantError
from ingest.errors import IngestError

if TYPE_CHECKING:
    import numpy as np

    from assistant.model import Model
    from assistant.rank import Shelf
    from assistant.records import Database, DocumentRow
    from assistant.retrieve import ClauseRetriever

V = TypeVar("V")
STOPPED = "Stopped as you asked; this answer was made without the model."
PATIENCE = 2.0
"""Seconds that a stopped model has to end by itself."""


@dataclass(frozen=True)
class Shown:
    """What there is to see of an answer in the making: the best answer so far, and the model's words over it."""

    answer: Answer | None = None
    words: str = ""
    done: bool = False


class Asking:
    """A question on its way; `keep` is called once, with the answer that stands in the end."""

    def __init__(
        self, question: str, parts: Iterator[Answer | str], keep: Callable[[Answer], None], cancel: Callable[[], None]
    ) -> None:
        self.question = question
        self._parts = parts
        self._keep = keep
        self._cancel = cancel
        self._shown = Shown()
        self._error: BaseException | None = None
        self._changed = Condition()
        self._thread = Thread(target=self._run, name="asking", daemon=True)
        self._thread.start()

    def now(self, wait: float = 0.0) -> Shown:
        """The state at this moment, or at the end if that comes within `wait` seconds; what went wrong is raised here."""
        with self._changed:
            self._changed.wait_for(lambda: self._shown.done or self._error is not None, wait)
            if self._error is not None:
                raise self._error
            return self._shown

    def stop(self) -> None:
        """End it: the offline answer stands, and whatever a slow model still sends is thrown away."""
        self._cancel()
        self._thread.join(PATIENCE)
        if self._shown.answer:
            self._finish(self._shown.answer.noted(STOPPED))

    def _run(self) -> None:
        last: Answer | None = None
        try:
            for part in self._parts:
                last = part if isinstance(part, Answer) else last
                if not self._show(part):
                    return
            if last:
                self._finish(last)
        except BaseException as error:  # Raised again where somebody follows.
            with self._changed:
                self._error = error
                self._changed.notify_all()

    def _show(self, part: Answer | str) -> bool:
        """False once the question is done: nothing may change any more."""
        with self._changed:
            if self._shown.done:
                return False
            words = self._shown.words + part if isinstance(part, str) else ""
            answer = part if isinstance(part, Answer) else self._shown.answer
            self._shown = Shown(answer, words)
            self._changed.notify_all()
            return True

    def _finish(self, answer: Answer) -> None:
        with self._changed:
            if self._shown.done:
                return
            self._keep(answer)
            self._shown = Shown(answer, done=True)
            self._changed.notify_all()


class Using:
    """The model of one question, which may be opened only after somebody has stopped it."""

    def __init__(self) -> None:
        self._model: Model | None = None
        self._stopped = Event()

    def __call__(self, model: "Model") -> bool:
        """Whether it may still be asked."""
        self._model = model
        return not self._stopped.is_set()

    def cancel(self) -> None:
        self._stopped.set()
        if self._model:
            self._model.cancel()


class Asks(ChosenModel):
    """Mixed into the desk of a workspace."""

    if TYPE_CHECKING:

        @property
        def records(self) -> "Database": ...
        def shelf(self, document_ids: Sequence[str] | None = None) -> "Shelf": ...
        def documents(self) -> "list[DocumentRow]": ...
        def as_written(self, value: V) -> V: ...
        def _embed(self, text: str) -> "np.ndarray": ...

    def ask(
        self,
        question: str,
        *,
        document_ids: Sequence[str] | None = None,
        chat: str | None = None,
        offline: bool = False,
        keep: bool = True,
    ) -> Answer:
        """The best answer there is: the model's when one is set, unless `offline`; in the chat only when it is to `keep`."""
        parts = self.ask_streaming(question, document_ids=document_ids, chat=chat, offline=offline, keep=keep)
        return [part for part in parts if isinstance(part, Answer)][-1]

    def ask_streaming(
        self,
        question: str,
        *,
        document_ids: Sequence[str] | None = None,
        chat: str | None = None,
        offline: bool = False,
        keep: bool = True,
    ) -> Iterator[Answer | str]:
        """The offline answer at once, then the model's words as they come, last the final answer; kept in the chat.

        An empty text now and then means that the model is awaited; close the iterator to stop it.
        """
        final = None
        for part in self._parts(question, document_ids, chat, offline, Using()):
            final = part if isinstance(part, Answer) else final
            yield part
        if final and keep:
            self._keep_turn(chat, question, final)

    def start_asking(
        self,
        question: str,
        *,
        document_ids: Sequence[str] | None = None,
        chat: str | None = None,
        offline: bool = False,
    ) -> Asking:
        """The same in a thread of its own, to be followed and stopped."""
        using = Using()
        parts = self._parts(question, document_ids, chat, offline, using)
        return Asking(question.strip(), parts, lambda answer: self._keep_turn(chat, question, answer), using.cancel)

    def retriever(self, document_ids: Sequence[str] | None = None, k: int = 5) -> "ClauseRetriever":
        """A LangChain retriever over these documents."""
        from assistant.retrieve import ClauseRetriever

        return ClauseRetriever(shelf=self.shelf(document_ids), embed=self._embed, k=k)

    def make_ready(self, document_ids: Sequence[str] | None = None) -> None:
        """Load all that a first question to these documents needs, so that it is answered as fast as the ones after it."""
        from assistant.answering import answer_offline

        shelf = self.shelf(document_ids)
        if shelf.clauses:
            answer_offline("Who may terminate, and how long is the notice?", shelf, self._embed)

    def warm_up(self) -> Thread:
        """Load in the background what the first question needs, so that nobody waits for it; nothing is sent."""

        def load() -> None:
            from assistant.report import as_markdown  # noqa: F401  Needed by the first answer that quotes.

            # What is wrong with a model or a store is told when somebody asks for it.
            with suppress(AssistantError, IngestError):
                self._embed("notice")
                self.make_ready()
                self.open_chosen_model()

        thread = Thread(target=load, name="warm-up", daemon=True)
        thread.start()
        return thread

    def look_ahead(self, document_ids: Sequence[str] | None = None) -> Thread:
        """Read in the background the documents that will be asked next, so that the first question to them is no slower."""

        def load() -> None:
            with suppress(AssistantError, IngestError):
                self.make_ready(document_ids)

        thread = Thread(target=load, name="look-ahead", daemon=True)
        thread.start()
        return thread

    # Inside

    def _parts(
        self, question: str, document_ids: Sequence[str] | None, chat: str | None, offline: bool, using: "Using"
    ) -> Iterator[Answer | str]:
        from assistant.answering import answer_streaming

        if not question.strip():
            raise AssistantError("Type a question first.")
        turns = self.records.turns(chat) if chat else []
        previous = str(turns[-1].answer.get("asked") or turns[-1].question) if turns else ""
        scope = scope_in_words(document_ids, self.documents())
        problems: list[str] = []

        def opened() -> "Model | None":
            model, problem = self._model
            problems.append(problem)
            return model if model and using(model) else None

        shelf, nobody = self.shelf(document_ids), lambda: None
        said: Answer | str = ""
        for part in answer_streaming(question.strip(), shelf, self._embed, nobody if offline else opened, previous):
            said = replace(part, scope=scope) if isinstance(part, Answer) else part
            yield self.as_written(said)
        if any(problems) and isinstance(said, Answer):
            yield self.as_written(said.noted(problems[0]))

    def _keep_turn(self, chat: str | None, question: str, answer: Answer) -> None:
        if chat:
            self.records.add_turn(chat, question.strip(), answer.as_dict())


def scope_in_words(document_ids: Sequence[str] | None, held: "Sequence[DocumentRow]") -> str:
    """What a question was put to: `the whole deal (3 documents)`, `supply.pdf`, `2 of 3 documents: supply.pdf, quality.docx`"""
    asked = [row.file for row in held if document_ids is None or row.id in document_ids]
    if not asked:
        return "our reference notes only"
    if len(asked) == 1:
        return asked[0]
    if len(asked) == len(held):
        return f"the whole deal ({len(held)} documents)"
    return f"{len(asked)} of {len(held)} documents: {', '.join(asked)}"
