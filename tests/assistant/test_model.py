"""The seam to a chat model, over a real socket: what servers do, and what callers see of it."""

import logging
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import stamina
from model_server import Cut, Slow, events, playing, recorded
from pydantic import BaseModel

from assistant.errors import ModelError
from assistant.model import CancelledError, Model, UnreadableReplyError
from assistant.providers import open_model
from assistant.replies import read_reply, without_thoughts
from assistant.settings import Settings
from assistant.spending import Limit, Meter, Price

KEY = "sk-sentinel-5f1c0ffee"


class Said(BaseModel):
    quote: str = ""
    status: str


@pytest.fixture(autouse=True)
def no_waiting() -> Any:
    stamina.set_testing(True, attempts=3, cap=True)
    yield
    stamina.set_testing(False)


def opened(url: str, folder: Path | None = None, **more: Any) -> Model:
    values: dict[str, Any] = {"model": "m", "model_url": url, "model_api_key": KEY, "model_timeout": 5.0}
    model = open_model(Settings(**(values | more)), folder)
    assert model is not None
    return model


def test_a_recorded_stream_of_a_local_server_is_read_and_counted() -> None:
    with playing(recorded("llama_text.sse")) as server:
        model = opened(server.url)
        text = model.reply("Say hello.")

    assert "ello" in text
    assert model.meter.usage.prompt_tokens > 0
    assert not model.meter.usage.estimated
    assert server.asked[0]["max_tokens"] == 1000


def test_a_recorded_structured_reply_is_read_though_it_was_cut_off() -> None:
    with playing(recorded("llama_structured.sse")) as server:
        said = opened(server.url).structured("May the customer audit?", Said)

    assert said.status in ("yes", "partial", "no")
    assert server.asked[0]["response_format"]["type"] == "json_schema"


def test_a_reply_cut_off_at_the_length_we_set_is_counted_read_as_far_as_it_goes_and_no_reason_to_ask_otherwise() -> (
    None
):
    cut = events('{"quote": "Customer may au', "dit the Facil").replace(b'"stop"', b'"length"')
    whole = events('{"quote": "x", "status": "no"}')
    with playing(cut, whole) as server:
        model = opened(server.url)
        with pytest.raises(UnreadableReplyError):
            model.structured("May the customer audit?", Said)
        said = model.structured("May it, in short?", Said)

    assert said.status == "no"
    assert len(server.asked) == 2, "a cut reply is not asked for again in other words"
    assert all("response_format" in asked for asked in server.asked)
    assert model.meter.usage.calls == 2
    assert model.meter.usage.reply_tokens == 2 + 1


def test_a_cut_off_reply_that_says_enough_is_used() -> None:
    cut = events('{"status": "no", "quote": "Customer may au').replace(b'"stop"', b'"length"')
    with playing(cut) as server:
        said = opened(server.url).structured("May the customer audit?", Said)

    assert said.status == "no"
    assert len(server.asked) == 1


def test_a_server_that_knows_no_reply_schema_is_asked_in_plain_words_and_not_tempted_again() -> None:
    refusal = (400, {"error": {"message": "unknown field response_format", "type": "invalid_request_error"}})
    with playing(refusal, events('Sure! ```json\n{"Status": "yes"', ', "quote": "abc"}\n```')) as server:
        model = opened(server.url)
        replies = [model.structured(question, Said) for question in ("one", "two")]

    assert [(r.status, r.quote) for r in replies] == [("yes", "abc")] * 2
    assert ["response_format" in asked for asked in server.asked] == [True, False, False]


def test_a_stream_that_the_providers_package_cannot_follow_is_read_as_plain_text() -> None:
    with playing(events('{"status": "no"}', role=False)) as server:
        assert opened(server.url).structured("May the customer audit?", Said).status == "no"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ('{"status": "yes"}', "yes"),
        ('<think>{"status": "no"}</think> Here it is: {"status": "partial", "quote": "a "b" c"', "partial"),
        ('{"answer": {"STATUS": "no"}}', "no"),
        ('[{"status": "yes"}]', "yes"),
        ("I would say yes.", None),
        ("", None),
        ('{"status": {"deep": 1}}', None),
    ],
)
def test_a_reply_is_read_however_it_is_wrapped_or_broken(text: str, status: str | None) -> None:
    said = read_reply(text, Said)

    assert (said and said.status) == status


@pytest.mark.parametrize("size", [1, 2, 5, 100])
def test_thoughts_do_not_reach_the_reader_in_whatever_pieces_they_come(size: int) -> None:
    text = "<think>secret a<b</think>If a < b then <b>yes</b>."
    pieces = [text[i : i + size] for i in range(0, len(text), size)]

    assert "".join(without_thoughts(pieces)) == "If a < b then <b>yes</b>."


def test_a_busy_server_is_asked_again_and_a_refusal_is_not() -> None:
    busy, refused = (503, {"error": {"message": "loading"}}), (401, {"error": {"message": f"bad key {KEY}"}})
    with playing(busy, events("ok")) as server:
        assert opened(server.url).reply("hello") == "ok"
        assert len(server.asked) == 2
    with playing(refused) as server:
        with pytest.raises(ModelError, match="status 401"):
            opened(server.url).reply("hello")
        assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Cut(events("It runs", " for five")[:-400]), "stopped in mid-answer"),
        (Slow(events("late")), "did not answer .*Timeout"),
        ((500, {"error": {"message": f"trace with {KEY}"}}), "status 500"),
        (b"data: {broken\n\n", "did not answer"),
    ],
)
def test_whatever_a_server_does_wrong_is_one_short_line_without_key_or_prompt(
    reply: Any, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with playing(reply) as server, pytest.raises(ModelError, match=said) as told:
        opened(server.url, model_timeout=0.3, model_tries=2).reply("a confidential clause")

    written = f"{told.value} {told.value.__cause__} {[record.getMessage() for record in caplog.records]}"
    assert KEY not in written
    assert "confidential" not in str(told.value)
    assert len(str(told.value)) < 200
    assert server.asked[0]["authorization"] == f"Bearer {KEY}"


def test_a_server_that_is_not_there_is_said_so() -> None:
    with playing(events("x")) as server:
        gone = server.url
    with pytest.raises(ModelError, match="did not answer"):
        opened(gone).reply("hello")


def test_the_key_is_in_no_description_of_settings_or_model() -> None:
    with playing(events("x")) as server:
        model = opened(server.url)

    assert KEY not in f"{model!r} {model.chat!r} {Settings(model='m', model_url='http://h', model_api_key=KEY)!r}"


def test_another_servers_key_is_never_sent_to_ones_own_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with playing(events("ok")) as server:
        opened(server.url, model_api_key="").reply("hello")

    assert server.asked[0]["authorization"] == "Bearer none"


def test_nothing_goes_to_a_tracing_service_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    with playing(events("ok")) as tracer, playing(events("ok")) as server:
        for name, value in {"TRACING": "true", "ENDPOINT": tracer.url, "API_KEY": "k"}.items():
            monkeypatch.setenv(f"LANGSMITH_{name}", value)
        opened(server.url).reply("hello")
        from langchain_core.tracers.langchain import wait_for_all_tracers

        wait_for_all_tracers()

    assert len(server.asked) == 1
    assert tracer.asked == []


def test_a_reply_is_kept_by_model_and_prompt_and_paid_for_once(tmp_path: Path) -> None:
    with playing(events("first"), events("second")) as server:
        model, other = opened(server.url, tmp_path), opened(server.url, tmp_path, model="other")
        replies = [model.reply("a"), model.reply("a"), other.reply("a")]
        uncached = opened(server.url, tmp_path, model_cache=False).reply("a")

    assert replies == ["first", "first", "second"]
    assert uncached == "second"
    assert model.meter.usage.from_cache == 1


def test_an_answer_that_broke_off_is_not_kept(tmp_path: Path) -> None:
    with playing(Cut(events("half", " an answer")[:-400])) as server, pytest.raises(ModelError):
        opened(server.url, tmp_path).reply("a")

    assert not list(tmp_path.rglob("*.reply"))


def test_a_cancelled_model_stops_at_the_next_piece_and_sends_nothing_more() -> None:
    with playing(events("one ", "two ", "three ")) as server:
        model = opened(server.url)
        stream = model.stream("count")
        assert next(stream) == "one "
        model.cancel()
        with pytest.raises(CancelledError):
            list(stream)
        with pytest.raises(CancelledError):
            model.reply("again")

    assert len(server.asked) == 1
    assert model.for_a_run().cancelled.is_set() is False


@pytest.mark.parametrize(
    ("limit", "price", "said"),
    [
        (Limit(tokens=500), Price(), "limit of 500 tokens"),
        (Limit(dollars=0.000001), Price("gpt-5-mini", "openai"), r"limit of \$0.00 a run"),
        (Limit(dollars=5), Price(), "price of this model is not known"),
        (Limit(dollars=5), Price("no-such-model", "openai"), "price of this model is not known"),
    ],
)
def test_a_call_that_could_pass_the_limit_is_not_made(limit: Limit, price: Price, said: str) -> None:
    with playing(events("x")) as server:
        with pytest.raises(ModelError, match=said):
            replace(opened(server.url), meter=Meter(price, limit)).reply("hello " * 100)
        assert server.asked == []


def test_a_known_price_is_summed_and_an_unknown_one_is_left_open() -> None:
    priced, free = Meter(Price("gpt-5-mini", "openai")), Meter()
    for meter in (priced, priced, free):
        meter.count(1_000_000, 0, estimated=False)

    assert priced.usage.cost is not None
    assert priced.usage.cost > 0
    assert free.usage.cost is None


def test_the_extra_to_install_is_named_and_ollama_gets_its_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    import langchain.chat_models as chat_models

    def missing(*_: Any, **__: Any) -> Any:
        raise ImportError("Initializing it requires a package", name="langchain_x")

    monkeypatch.setattr(chat_models, "init_chat_model", missing)
    for name, extra in {"anthropic:a": r'controlpoint\[anthropic\]', "google_genai:g": r'controlpoint\[google\]', "groq:q": "langchain-groq"}.items():  # fmt: skip
        with pytest.raises(ModelError, match=extra):
            open_model(Settings(model=name))

    given: dict[str, Any] = {}
    monkeypatch.setattr(chat_models, "init_chat_model", lambda name, **options: given.update(options) or object())
    model = open_model(Settings(model="ollama:qwen3", model_timeout=7, model_per_minute=30))
    assert model is not None
    assert (given["num_predict"], given["client_kwargs"]) == (1000, {"timeout": 7})
    assert given["rate_limiter"].requests_per_second == 0.5
    assert (model.to, open_model(Settings(model="ollama:qwen3", offline=True))) == ("127.0.0.1", None)


def test_no_more_requests_a_minute_are_sent_than_the_setting_allows() -> None:
    with playing(events("Yes.")) as server:
        model = opened(server.url, model_per_minute=240)
        started = time.monotonic()
        for question in ("one", "two", "three"):
            model.reply(question)
        took = time.monotonic() - started

    assert len(server.asked) == 3
    assert took > 0.45, "a quarter of a second lies between two requests"


def test_the_waits_between_two_tries_are_not_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many readers whose server was busy must not all come back at one moment."""
    stamina.set_testing(False)
    waited: list[float] = []
    monkeypatch.setattr("tenacity.nap.time.sleep", waited.append)
    with playing((503, {"error": {"message": "busy"}})) as server:
        for _ in range(6):
            with pytest.raises(ModelError, match="503"):
                opened(server.url, model_tries=2).reply("x")

    assert len(server.asked) == 12
    assert len(waited) == len({round(wait, 4) for wait in waited}) == 6
    assert max(waited) < 2


def test_what_is_no_json_is_unreadable_not_a_crash() -> None:
    with playing(events("I cannot say.")) as server, pytest.raises(UnreadableReplyError):
        opened(server.url).structured("May the customer audit?", Said)
