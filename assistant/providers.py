"""Opening the chat model that the settings name; each provider's own words for time-out, length and address live here.

open_model(settings)  ->  Model, or None when there is none or OFFLINE refuses it        nothing is sent yet
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.errors import ModelError
from assistant.model import Model
from assistant.reply_cache import FOLDER, KeptReplies
from assistant.settings import Settings
from assistant.spending import Limit, Meter, Price

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

EXTRAS = {
    "openai": "openai",
    "anthropic": "anthropic",
    "ollama": "ollama",
    "google_genai": "google",
    "mistralai": "mistral",
}
"""Provider -> the extra of this project that brings its package; others are installed by their own name."""
USUAL_HOSTS = {
    "openai": "api.openai.com",
    "anthropic": "api.anthropic.com",
    "google_genai": "generativelanguage.googleapis.com",
    "mistralai": "api.mistral.ai",
    "ollama": "127.0.0.1",
}
OLLAMA_CONTEXT = 8_000
"""Tokens of a prompt; the longest we send, with clauses, what they lean on and the requirement."""
_ADDRESSES = (
    "root_client.base_url",
    "_client.base_url",
    "client._api_client._http_options.base_url",
    "client.base_url",
    "openai_api_base",
    "anthropic_api_url",
    "base_url",
    "endpoint",
    "azure_endpoint",
)
"""Where the packages keep the address of their server."""


def open_model(settings: Settings, folder: Path | None = None) -> Model | None:
    """The model, with replies kept in `folder` unless MODEL_CACHE is off."""
    if not settings.chat_model:
        return None
    provider, _, name = settings.chat_model.partition(":")
    own_server = bool(settings.model_url)
    chat = _opened(settings, "" if own_server else provider)
    to = urlsplit(settings.model_url).hostname or "" if own_server else _destination(chat, provider)
    price = Price() if own_server or provider == "ollama" else Price(name, provider)
    return Model(
        f"{settings.chat_model} at {to}" if own_server else settings.chat_model,
        chat,
        to,
        tries=settings.model_tries,
        longest_reply=settings.model_longest_reply,
        most_clauses=settings.model_clauses,
        meter=Meter(price, Limit(settings.model_most_tokens, settings.model_most_dollars)),
        kept=KeptReplies(folder / FOLDER) if folder and settings.model_cache else None,
    )


def _opened(settings: Settings, provider: str) -> "BaseChatModel":
    try:
        if not provider:
            return _own_server(settings)
        from langchain.chat_models import init_chat_model

        return init_chat_model(settings.chat_model, **_options(settings, provider))
    except ImportError:
        extra = EXTRAS.get(provider or "openai")
        package = f'"controlpoint[{extra}]"' if extra else f"langchain-{provider.replace('_', '-')}"
        raise ModelError(f"{settings.chat_model}: install its package first: pip install {package}") from None
    except Exception as error:  # An unknown provider, a missing key: each provider has its own way to say so.
        raise ModelError(
            f"{settings.chat_model} cannot be used ({type(error).__name__}); check MODEL and the provider's key"
        ) from None


def _own_server(settings: Settings) -> "BaseChatModel":
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    options = _options(settings, "openai")
    return ChatOpenAI(
        model=settings.chat_model,
        base_url=settings.model_url,
        # Never the hosted provider's key: this is another server.
        api_key=SecretStr(settings.model_api_key or "none"),
        temperature=0.0,
        stream_usage=True,
        # By its older name, which every such server knows; the package would send the newer one.
        extra_body={"max_tokens": options.pop("max_tokens")},
        **options,
    )


def _options(settings: Settings, provider: str) -> dict[str, Any]:
    """Time-out, length and pace in each provider's words; retries are ours, so theirs are off.

    Temperature is left to hosted providers: some of their models refuse any other than their own.
    """
    from langchain_core.rate_limiters import InMemoryRateLimiter

    options: dict[str, Any] = {}
    if settings.model_per_minute:
        options["rate_limiter"] = InMemoryRateLimiter(
            requests_per_second=settings.model_per_minute / 60, check_every_n_seconds=0.05
        )
    if provider == "ollama":
        # Its package ignores `timeout` and `max_tokens` without a word.
        return options | {
            "num_predict": settings.model_longest_reply,
            # Its own default is less than a judgement needs, and what is too long it cuts without a word.
            "num_ctx": OLLAMA_CONTEXT + settings.model_longest_reply,
            "client_kwargs": {"timeout": settings.model_timeout},
            "temperature": 0.0,
        }
    return options | {
        "timeout": settings.model_timeout,
        "max_tokens": settings.model_longest_reply,
        "max_retries": 0,
    }


def _destination(chat: "BaseChatModel", provider: str) -> str:
    """The server that will receive what is sent, by name.

    The packages' clients are asked first: they also heed variables such as OPENAI_BASE_URL, which may name a gateway.
    """
    for path in _ADDRESSES:
        found: Any = chat
        for attribute in path.split("."):
            found = getattr(found, attribute, None)
        if host := urlsplit(str(found or "")).hostname:
            return host
    if provider == "ollama" and (named := os.environ.get("OLLAMA_HOST")):
        return urlsplit(named if "://" in named else f"http://{named}").hostname or named
    return USUAL_HOSTS.get(provider, f"the servers of {provider}")
