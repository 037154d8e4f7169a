"""The chat model behind one seam: LangChain's `init_chat_model`, an OpenAI-compatible server, or none.

    open_model(settings)  ->  Model or None (offline)          model.stream(prompt)  ->  pieces of text

Whatever goes wrong beyond this line comes back as a ModelError whose message holds no key and no prompt.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.errors import ModelError
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

EXTRAS = {"langchain_openai": "openai", "langchain_anthropic": "anthropic", "langchain_ollama": "ollama"}
TRIES = 2
LONGEST_REPLY = 700
"""Tokens; an answer is a few sentences."""


@dataclass(frozen=True)
class Model:
    """A chat model with a name people know it by."""

    name: str
    chat: "BaseChatModel"

    def stream(self, prompt: str) -> Iterator[str]:
        """Pieces of the reply as they come. A failure after the first piece is not tried again."""
        started = False
        try:
            for piece in self._pieces(prompt):
                started = True
                yield piece
        except ModelError:
            raise
        except Exception as error:  # Providers raise what they like: this is the seam that makes one error of it.
            raise ModelError(
                f"{self.name} {'stopped in mid-answer' if started else 'did not answer'} ({_kind(error)})"
            ) from None

    def reply(self, prompt: str) -> str:
        """The whole reply."""
        return "".join(self.stream(prompt))

    def _pieces(self, prompt: str) -> Iterator[str]:
        import stamina

        first: list[str] = []
        for attempt in stamina.retry_context(
            on=_may_pass, attempts=TRIES, timeout=None, wait_initial=0.3, wait_max=2.0
        ):
            with attempt:
                stream = iter(self.chat.stream(prompt))
                first = [str(chunk.text) for chunk in _one(stream)]
        yield from (piece for piece in first if piece)
        for chunk in stream:
            if chunk.text:
                yield str(chunk.text)


def open_model(settings: Settings) -> Model | None:
    """The model the settings name, or None when there is none or OFFLINE refuses it. Nothing is sent yet."""
    if not settings.chat_model:
        return None
    options: dict[str, Any] = {
        "timeout": settings.model_timeout,
        "max_tokens": LONGEST_REPLY,
        "temperature": 0.0,
        "max_retries": 0,
    }
    try:
        if settings.model_url:
            from langchain_openai import ChatOpenAI
            from pydantic import SecretStr

            key = SecretStr(settings.model_api_key or "none")
            return Model(
                _shown(settings),
                ChatOpenAI(model=settings.chat_model, base_url=settings.model_url, api_key=key, **options),
            )
        from langchain.chat_models import init_chat_model

        chat = init_chat_model(settings.chat_model, **options)
        return Model(settings.chat_model, chat)
    except ImportError as error:
        package = (error.name or str(error)).replace("-", "_")
        extra = next(
            (extra for module, extra in EXTRAS.items() if module in package or module in str(error).replace("-", "_")),
            "openai",
        )
        raise ModelError(
            f'{settings.chat_model}: install its package first: pip install "controlpoint[{extra}]"'
        ) from None
    except Exception as error:  # An unknown provider, a missing key: each provider has its own way to say so.
        raise ModelError(
            f"{settings.chat_model} cannot be used ({_kind(error)}); check MODEL and the provider's key"
        ) from None


def _one(stream: Iterator[Any]) -> Iterator[Any]:
    for chunk in stream:
        yield chunk
        return


def _may_pass(error: Exception) -> bool:
    """Worth a second try: a time-out, a dropped connection, a server that is busy; never a refusal."""
    status = getattr(error, "status_code", None)
    return (
        status in (408, 409, 429, 500, 502, 503, 504)
        or "Timeout" in type(error).__name__
        or "Connection" in type(error).__name__
    )


def _kind(error: Exception) -> str:
    """What kind of error it was, without its text, which may quote keys or prompts."""
    status = getattr(error, "status_code", None)
    return f"{type(error).__name__}, status {status}" if status else type(error).__name__


def _shown(settings: Settings) -> str:
    return f"{settings.chat_model} at {urlsplit(settings.model_url).hostname}"
