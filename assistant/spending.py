"""What a run costs: tokens and, where the price is known, money; and the limit a run must not pass.

Token counts are the provider's own where it sends them, else an estimate that says so. Prices come from genai-prices,
whose table is part of the package: nothing is looked up over the network.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from threading import Lock

from assistant.errors import ModelError

LETTERS_A_TOKEN = 4
CHINESE_A_TOKEN = 1.4


@dataclass(frozen=True)
class Usage:
    """Tokens sent and received in one run; `cost` is in US dollars, or None where no price is known."""

    calls: int = 0
    prompt_tokens: int = 0
    reply_tokens: int = 0
    from_cache: int = 0
    estimated: bool = False
    cost: float | None = None

    def as_dict(self) -> dict[str, object]:
        """The JSON form, as reports and answers carry it."""
        return {
            "calls": self.calls,
            "prompt_tokens": self.prompt_tokens,
            "reply_tokens": self.reply_tokens,
            "from_cache": self.from_cache,
            "estimated": self.estimated,
            "cost_usd": None if self.cost is None else round(self.cost, 6),
        }


def in_words(usage: Mapping[str, object]) -> str:
    """A run's use, as `Usage.as_dict` has it, for people; nothing when no model was used.

    >>> in_words(Usage(2, 1500, 90, cost=0.012).as_dict())
    '2 requests, 1,500 tokens sent, 90 received, $0.0120'
    """
    if not usage or not (usage["calls"] or usage["from_cache"]):
        return ""
    requests = f"{usage['calls']} request{'' if usage['calls'] == 1 else 's'}"
    about = "about " if usage["estimated"] else ""
    money = "" if usage["cost_usd"] is None else f", ${usage['cost_usd']:.4f}"
    kept = f", {usage['from_cache']} from the cache" if usage["from_cache"] else ""
    return f"{requests}, {about}{usage['prompt_tokens']:,} tokens sent, {usage['reply_tokens']:,} received{money}{kept}"


@dataclass(frozen=True)
class Price:
    """What a model costs; `provider` is "" for a server of one's own, whose price nobody knows."""

    model: str = ""
    provider: str = ""

    def of(self, prompt_tokens: int, reply_tokens: int) -> float | None:
        """US dollars, or None when this model has no known price."""
        if not self.provider:
            return None
        from genai_prices import Usage as PricedUsage
        from genai_prices import calc_price

        try:
            priced = calc_price(
                PricedUsage(input_tokens=prompt_tokens, output_tokens=reply_tokens),
                model_ref=self.model,
                provider_id=_AS_PRICED.get(self.provider, self.provider),
            )
        except (LookupError, ValueError):
            return None
        return float(priced.total_price)


_AS_PRICED = {
    "google_genai": "google",
    "google_vertexai": "google",
    "mistralai": "mistral",
    "azure_openai": "azure",
    "bedrock": "aws",
    "bedrock_converse": "aws",
    "xai": "x-ai",
}
"""LangChain's names of providers where genai-prices calls them otherwise."""


@dataclass(frozen=True)
class Limit:
    """The most one run may use; 0 is no limit."""

    tokens: int = 0
    dollars: float = 0.0


@dataclass
class Meter:
    """Counts one run and refuses the call that would pass the limit; safe to share between threads.

    A part of a longer run counts for itself and for the `whole`, whose limit is the one that holds.
    """

    price: Price = field(default_factory=Price)
    limit: Limit = field(default_factory=Limit)
    whole: "Meter | None" = None
    _usage: Usage = field(default_factory=Usage)
    _lock: Lock = field(default_factory=Lock, repr=False)

    @property
    def usage(self) -> Usage:
        return self._usage

    def admit(self, prompt_tokens: int, longest_reply: int) -> None:
        """Raise ModelError when this call could pass the limit."""
        if self.whole:
            self.whole.admit(prompt_tokens, longest_reply)
            return
        spent = self._usage
        more = prompt_tokens + longest_reply
        if self.limit.tokens and spent.prompt_tokens + spent.reply_tokens + more > self.limit.tokens:
            raise ModelError(
                f"the limit of {self.limit.tokens:,} tokens a run is reached (CONTROLPOINT_MODEL_MOST_TOKENS); nothing more was sent"
            )
        if not self.limit.dollars:
            return
        cost = self.price.of(prompt_tokens, longest_reply)
        if cost is None:
            raise ModelError(
                "the price of this model is not known, so CONTROLPOINT_MODEL_MOST_DOLLARS cannot be kept; set CONTROLPOINT_MODEL_MOST_TOKENS instead"
            )
        if (spent.cost or 0.0) + cost > self.limit.dollars:
            raise ModelError(
                f"the limit of ${self.limit.dollars:.2f} a run is reached (CONTROLPOINT_MODEL_MOST_DOLLARS); nothing more was sent"
            )

    def count(self, prompt_tokens: int, reply_tokens: int, *, estimated: bool) -> None:
        """One call that was made."""
        if self.whole:
            self.whole.count(prompt_tokens, reply_tokens, estimated=estimated)
        cost = self.price.of(prompt_tokens, reply_tokens)
        with self._lock:
            so_far = self._usage
            self._usage = replace(
                so_far,
                calls=so_far.calls + 1,
                prompt_tokens=so_far.prompt_tokens + prompt_tokens,
                reply_tokens=so_far.reply_tokens + reply_tokens,
                estimated=so_far.estimated or estimated,
                cost=so_far.cost if cost is None else (so_far.cost or 0.0) + cost,
            )

    def count_kept(self) -> None:
        """One reply that came from the cache."""
        if self.whole:
            self.whole.count_kept()
        with self._lock:
            self._usage = replace(self._usage, from_cache=self._usage.from_cache + 1)


def about_tokens(text: str) -> int:
    """An estimate that needs no tokenizer: four letters a token, fewer for Chinese.

    >>> about_tokens("Supplier shall keep batch records for five years.")
    13
    """
    chinese = sum("一" <= c <= "鿿" for c in text)
    return round((len(text) - chinese) / LETTERS_A_TOKEN + chinese / CHINESE_A_TOKEN + 0.5)
