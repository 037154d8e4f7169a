"""Each provider's stream, as its documentation describes it, through that provider's own LangChain package and our seam.

Skipped for a package that is not installed. The streams were not captured: see documented/README.md.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
import stamina
from model_server import Played, documented, playing
from pydantic import BaseModel

from assistant.errors import ModelError
from assistant.model import Model, UnreadableReplyError
from assistant.providers import open_model
from assistant.settings import Settings

KEY = "sk-sentinel-5f1c0ffee"
TEXT = "Customer may audit the Facility once in each calendar year [1]."
QUOTE = "Customer may audit the Facility"


class Said(BaseModel):
    quote: str = ""
    status: str


@dataclass(frozen=True)
class Provider:
    """How a provider is chosen, and where its package finds its server and key."""

    model: str
    package: str
    server: str
    key: str = ""
    path: str = ""
    """What follows the host in its address."""


OPENAI = Provider("openai:gpt-4o-mini", "langchain_openai", "OPENAI_BASE_URL", "OPENAI_API_KEY", "/v1")
ANTHROPIC = Provider("anthropic:claude-sonnet-5", "langchain_anthropic", "ANTHROPIC_BASE_URL", "ANTHROPIC_API_KEY")
GOOGLE = Provider("google_genai:gemini-2.5-flash", "langchain_google_genai", "GOOGLE_GEMINI_BASE_URL", "GOOGLE_API_KEY")
MISTRAL = Provider(
    "mistralai:mistral-small-latest", "langchain_mistralai", "MISTRAL_BASE_URL", "MISTRAL_API_KEY", "/v1"
)
OLLAMA = Provider("ollama:qwen3:8b", "langchain_ollama", "OLLAMA_HOST")
DEEPSEEK = Provider("deepseek:deepseek-chat", "langchain_deepseek", "DEEPSEEK_API_BASE", "DEEPSEEK_API_KEY", "/v1")
OWN = Provider("m", "langchain_openai", "")


@pytest.fixture(autouse=True)
def no_waiting() -> Any:
    stamina.set_testing(True, attempts=2, cap=True)
    yield
    stamina.set_testing(False)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Callable[[Provider, Played], Model]:
    """The model of a provider whose server is the one that plays."""

    def open_it(provider: Provider, server: Played) -> Model:
        pytest.importorskip(provider.package)
        host = server.url.removesuffix("/v1")
        settings = Settings(model=provider.model, model_timeout=10.0, model_tries=1)
        if provider is OWN:
            settings = Settings(model="m", model_url=server.url, model_timeout=10.0, model_tries=1)
        else:
            monkeypatch.setenv(provider.server, host + provider.path)
        if provider.key:
            monkeypatch.setenv(provider.key, KEY)
        model = open_model(settings)
        assert model is not None
        assert model.to == "127.0.0.1"
        return model

    return open_it


@pytest.mark.parametrize(
    ("provider", "stream"),
    [
        (OPENAI, "openai_text.sse"),
        (ANTHROPIC, "anthropic_text.sse"),
        (ANTHROPIC, "anthropic_thinking_text.sse"),
        (GOOGLE, "google_text.sse"),
        (MISTRAL, "mistral_text.sse"),
        (MISTRAL, "mistral_magistral_text.sse"),
        (OLLAMA, "ollama_text.ndjson"),
        (DEEPSEEK, "deepseek_reasoner_text.sse"),
        (OWN, "own_server_think.sse"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_stream_gives_its_words_without_its_thoughts_and_the_providers_own_count(
    provider: Provider, stream: str, opened: Callable[[Provider, Played], Model]
) -> None:
    with playing(documented(stream)) as server:
        model = opened(provider, server)
        pieces = [piece for piece in model.stream("How often may the customer audit?") if piece]

    assert "".join(pieces).strip() == TEXT
    assert len(pieces) > 1, "it is shown as it comes"
    # One of Anthropic's published streams counts the reply alone: then the prompt is estimated, and said to be.
    counted = stream != "anthropic_text.sse"
    assert (model.meter.usage.prompt_tokens == 412) is counted
    assert model.meter.usage.estimated is not counted
    assert model.meter.usage.prompt_tokens > 0
    assert "How often may the customer audit?" in str(server.asked[0])


@pytest.mark.parametrize(
    ("provider", "stream", "by"),
    [
        (OPENAI, "openai_json_schema.sse", "response_format"),
        (ANTHROPIC, "anthropic_tool_use.sse", "tools"),
        (GOOGLE, "google_json_schema.sse", "generationConfig"),
        (MISTRAL, "mistral_tool_call.sse", "tools"),
        (OLLAMA, "ollama_json_schema.ndjson", "format"),
        (DEEPSEEK, "deepseek_tool_call.sse", "tools"),
        (OWN, "openai_tool_call.sse", "response_format"),
        (OWN, "own_server_think_json.sse", "response_format"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_structured_reply_is_asked_for_and_read_in_the_providers_own_way(
    provider: Provider, stream: str, by: str, opened: Callable[[Provider, Played], Model]
) -> None:
    with playing(documented(stream)) as server:
        model = opened(provider, server)
        said = model.structured("May the customer audit?", Said)

    assert (said.quote, said.status) == (QUOTE, "yes")
    assert len(server.asked) == 1, "the first way of asking was understood"
    assert "status" in str(server.asked[0][by])
    assert model.meter.usage.calls == 1


def test_a_refusal_is_no_reply_and_shows_none_of_its_words(opened: Callable[[Provider, Played], Model]) -> None:
    with playing(documented("openai_refusal.sse")) as server:
        model = opened(OPENAI, server)
        with pytest.raises(ModelError) as error:
            model.structured("May the customer audit?", Said)

    assert isinstance(error.value, UnreadableReplyError) or "did not answer" in str(error.value)
    assert "sorry" not in str(error.value)


def test_a_provider_that_breaks_off_in_mid_answer_is_said_in_one_line(
    opened: Callable[[Provider, Played], Model],
) -> None:
    with playing(documented("anthropic_overloaded_midway.sse")) as server:
        model = opened(ANTHROPIC, server)
        pieces = []
        with pytest.raises(ModelError, match="stopped in mid-answer") as error:
            pieces += list(model.stream("How often may the customer audit?"))

    assert KEY not in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("provider", [OPENAI, ANTHROPIC, GOOGLE, MISTRAL, DEEPSEEK], ids=lambda p: p.model)
@pytest.mark.parametrize(
    ("status", "told"), [(401, "did not answer"), (429, "did not answer"), (529, "did not answer")]
)
def test_a_refused_call_names_neither_key_nor_prompt(
    provider: Provider, status: int, told: str, opened: Callable[[Provider, Played], Model]
) -> None:
    body = {"type": "error", "error": {"type": "authentication_error", "message": f"invalid key {KEY}: SECRET CLAUSE"}}
    with playing((status, body)) as server:
        model = opened(provider, server)
        with pytest.raises(ModelError, match=told) as error:
            model.reply("SECRET CLAUSE: may the customer audit?")

    assert KEY not in str(error.value)
    assert "SECRET" not in str(error.value)
    assert error.value.__cause__ is None
