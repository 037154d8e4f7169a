"""The chat model behind one seam: whatever a provider does, callers see text, a parsed reply, or a ModelError.

    model.stream(prompt)              ->  pieces of text as they come
    model.structured(prompt, Schema)  ->  a Schema: by the provider's own means, else read tolerantly from its text

A ModelError holds no key, no prompt and nothing a provider said. `providers.py` opens models; `spending.py` counts them.
"""

from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel

from assistant.errors import ModelError
from assistant.replies import read_reply, without_thoughts
from assistant.reply_cache import KeptReplies
from assistant.spending import Meter, about_tokens
from assistant.waiting import WAITING, watched

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

Reply = TypeVar("Reply", bound=BaseModel)

TRIES = 3
LONGEST_REPLY = 1_000
"""Tokens; an answer is a few sentences, a judgement is one clause and a reason."""
MOST_CLAUSES = 12
"""Shown at once. In agreements that the sweep was not trained on, its best twelve hold evidence in 98 of 100 cases, and two
more add none; eight in 97."""
MOST_CHARACTERS = 12 * LONGEST_REPLY
"""A server that never stops is stopped here."""
MAY_PASS = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
CANNOT_STRUCTURE = frozenset({400, 404, 405, 415, 422, 500, 501})
"""What servers say to a reply schema they do not know."""


class UnreadableReplyError(ModelError):
    """The model replied, but not in a form that can be read."""


class TooLongError(ModelError):
    """The server takes no prompt of this length."""


class CancelledError(ModelError):
    """The reader stopped the run."""


@dataclass(frozen=True)
class Model:
    """A chat model with a name people know it by, and `to`, the server that receives what is sent."""

    name: str
    chat: "BaseChatModel"
    to: str = ""
    tries: int = TRIES
    longest_reply: int = LONGEST_REPLY
    most_clauses: int = MOST_CLAUSES
    meter: Meter = field(default_factory=Meter)
    kept: KeptReplies | None = None
    cancelled: Event = field(default_factory=Event)
    _only_text: Event = field(default_factory=Event)
    """Set once the server has refused a reply schema."""

    def for_a_run(self, whole: Meter | None = None) -> "Model":
        """The same model with its counters at nothing; `whole` counts the longer run that this one is a part of."""
        return replace(self, meter=Meter(self.meter.price, self.meter.limit, whole), cancelled=Event())

    def cancel(self) -> None:
        """Stop at once, even where the server hangs; nothing more is sent."""
        self.cancelled.set()

    def stream(self, prompt: str) -> Iterator[str]:
        """Pieces of the reply as they come, without a model's thoughts; an empty one now and then while none comes.

        After the first piece nothing is tried again.
        """
        if (kept := self._kept("text", prompt)) is not None:
            yield kept
            return
        pieces: list[str] = []
        for piece in without_thoughts(self._text(self.chat, prompt)):
            pieces.append(piece)
            yield piece
        self._keep("".join(pieces), "text", prompt)

    def reply(self, prompt: str) -> str:
        """The whole reply."""
        return "".join(self.stream(prompt))

    def structured(self, prompt: str, schema: type[Reply]) -> Reply:
        """The reply as `schema`; UnreadableReplyError when there is one that cannot be read so."""
        kind = f"{schema.__name__} {sorted(schema.model_fields)}"
        text = self._kept(kind, prompt)
        if text is not None and (reply := read_reply(text, schema)):
            return reply
        text = self._structured_text(prompt, schema)
        found = read_reply(text, schema)
        if found is None:
            raise UnreadableReplyError(f"{self.name} replied in a form that cannot be read")
        self._keep(text, kind, prompt)
        return found

    # Inside

    def _structured_text(self, prompt: str, schema: type[BaseModel]) -> str:
        """JSON text: constrained by the provider where it can do so."""
        if not self._only_text.is_set():
            try:
                bound = self.chat.with_structured_output(_whole(schema), include_raw=True)
                return "".join(self._text(bound, prompt))
            except NotImplementedError:
                self._only_text.set()
            except _RefusedError as error:
                # No status: the provider's own package could not follow what the server sent.
                if error.may_pass or error.status not in (None, *CANNOT_STRUCTURE):
                    raise
                self._only_text.set()
        return "".join(self._text(self.chat, prompt))

    def _text(self, runnable: Any, prompt: str) -> Iterator[str]:
        """Text of the reply, or the JSON of its tool call; counted whether it ends well or not."""
        expected = about_tokens(prompt)
        self.meter.admit(expected, self.longest_reply)
        total: Any = None
        length = 0
        try:
            for chunk in self._chunks(runnable, prompt):
                if chunk is WAITING:
                    yield ""
                    continue
                total = chunk if total is None else total + chunk
                text = _text_of(chunk)
                length += len(text)
                if text:
                    yield text
                if length > MOST_CHARACTERS:
                    return
        finally:
            if total is not None:
                used = getattr(total, "usage_metadata", None) or {}
                # Some streams count the reply and forget the prompt; nothing was ever sent for nothing.
                sent, received = used.get("input_tokens") or expected, used.get("output_tokens", round(length / 4))
                self.meter.count(sent, received, estimated=not used.get("input_tokens"))

    def _chunks(self, runnable: Any, prompt: str) -> Iterator[Any]:
        """Messages, and WAITING now and then while none comes."""
        import stamina

        # The outcome is told in one line; a warning for each try would stand in front of it.
        stamina.instrumentation.set_on_retry_hooks(())
        stream: Iterator[Any] = iter(())
        first = None
        for attempt in stamina.retry_context(
            on=_may_pass, attempts=self.tries, timeout=None, wait_initial=0.4, wait_max=8.0, wait_jitter=1.0
        ):
            with attempt:
                self._unless_cancelled()
                # What fails is renamed here, before the retry library could write a provider's words into a log.
                stream = watched(lambda: _untraced(_messages(runnable.stream(prompt))))
                first = yield from self._awaited(stream, started=False)
        while first is not None:
            yield first
            self._unless_cancelled()
            first = yield from self._awaited(stream, started=True)

    def _awaited(self, stream: Iterator[Any], *, started: bool) -> Generator[Any, None, Any]:
        """The next message of the stream, or None at its end; while it is awaited the reader may stop the run."""
        while (message := self._next(stream, started=started)) is WAITING:
            self._unless_cancelled()
            yield WAITING
        return message

    def _next(self, stream: Iterator[Any], *, started: bool) -> Any:
        try:
            return next(stream, None)
        except ModelError:
            raise
        except Exception as error:  # Providers raise what they like: this is the seam that makes one error of it.
            if type(error).__name__ == "LengthFinishReasonError":
                # The length we set was reached, and the package held back what had come: it is read as far as it goes.
                return None if started else _what_came(error)
            if _too_long(error):
                raise TooLongError(f"{self.name} takes no prompt of this length") from None
            what = "stopped in mid-answer" if started else "did not answer"
            raise _RefusedError(
                f"{self.name} {what} ({_kind(error)})", getattr(error, "status_code", None), _passes(error)
            ) from None

    def _unless_cancelled(self) -> None:
        if self.cancelled.is_set():
            raise CancelledError("stopped as you asked; nothing more was sent")

    def _kept(self, kind: str, prompt: str) -> str | None:
        found = self.kept.get(self.name, kind, prompt) if self.kept else None
        if found is not None:
            self.meter.count_kept()
        return found

    def _keep(self, text: str, kind: str, prompt: str) -> None:
        if self.kept and text.strip():
            self.kept.keep(text, self.name, kind, prompt)


class _RefusedError(ModelError):
    """What a provider raised, without its words."""

    def __init__(self, message: str, status: int | None, may_pass: bool) -> None:
        super().__init__(message)
        self.status = status
        self.may_pass = may_pass


def _whole(schema: type[BaseModel]) -> dict[str, Any]:
    """The schema with every key required, in order: else a model may choose a status and leave out the proof."""
    whole = schema.model_json_schema()
    return whole | {"required": list(whole["properties"]), "additionalProperties": False}


def _messages(stream: Iterator[Any]) -> Iterator[Any]:
    """Message chunks, also out of the dictionaries that structured replies come in."""
    try:
        for chunk in stream:
            message: Any = chunk.get("raw") if isinstance(chunk, dict) else chunk
            if message is not None:
                yield message
    finally:
        with suppress(Exception):
            stream.close()  # type: ignore[attr-defined]


def _what_came(error: Any) -> Any:
    """The reply that OpenAI's package threw away because it was cut off, with its count."""
    from langchain_core.messages import AIMessageChunk
    from langchain_core.messages.ai import UsageMetadata

    completion = error.completion
    used = completion.usage
    counted = used and UsageMetadata(
        input_tokens=used.prompt_tokens, output_tokens=used.completion_tokens, total_tokens=used.total_tokens
    )
    return AIMessageChunk(content=completion.choices[0].message.content or "", usage_metadata=counted)


def _text_of(chunk: Any) -> str:
    """A chunk's words: its text, and the arguments of the tool call that carries a structured reply."""
    calls: Any = getattr(chunk, "tool_call_chunks", None) or getattr(chunk, "tool_calls", ())
    return str(chunk.text) + "".join(_arguments(call) for call in calls)


def _arguments(call: dict[str, Any]) -> str:
    import json

    arguments = call.get("args") or ""
    return arguments if isinstance(arguments, str) else json.dumps(arguments, ensure_ascii=False)


def _untraced(stream: Iterator[Any]) -> Iterator[Any]:
    """LangChain would send prompts to LangSmith when its variables are set; agreements go to the chosen server alone."""
    from langsmith import tracing_context

    with tracing_context(enabled=False):
        yield from stream


def _passes(error: Exception) -> bool:
    """Worth another try: a time-out, a dropped connection, a server that is busy; never a refusal."""
    name = type(error).__name__
    return getattr(error, "status_code", None) in MAY_PASS or "Timeout" in name or "Connect" in name


def _too_long(error: Exception) -> bool:
    """Each package and server says so in its own way; LangChain's name for it first."""
    from langchain_core.exceptions import ContextOverflowError

    body = getattr(error, "body", None)
    words = f"{body.get('type')} {body.get('code')}" if isinstance(body, dict) else ""
    return isinstance(error, ContextOverflowError) or "context_size" in words or "context_length" in words


def _may_pass(error: Exception) -> bool:
    return isinstance(error, _RefusedError) and error.may_pass


def _kind(error: Exception) -> str:
    """What kind of error it was, without its text, which may quote keys or prompts."""
    status = getattr(error, "status_code", None)
    return f"{type(error).__name__}, status {status}" if status else type(error).__name__
