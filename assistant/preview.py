"""What would be sent to a chat model, before anything is."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.model import Model
from assistant.spending import about_tokens


@dataclass(frozen=True)
class Preview:
    """Requests that a run would make. `most_dollars` is None where no price is known."""

    requests: int
    clauses: int
    tokens: int
    to: str
    model: str
    most_dollars: float | None = None

    def in_words(self) -> str:
        """
        >>> Preview(1, 12, 9000, "api.example", "m").in_words()
        '12 clauses, about 9,000 tokens in 1 request, to api.example (m)'
        """
        if not self.requests:
            return f"nothing would be sent to {self.to} ({self.model})"
        requests = f"{self.requests} request{'' if self.requests == 1 else 's'}"
        clauses = f"{self.clauses} clause{'' if self.clauses == 1 else 's'}" if self.clauses else "no clause"
        money = "" if self.most_dollars is None else f", at most ${self.most_dollars:.2f}"
        return f"{clauses}, about {self.tokens:,} tokens in {requests}, to {self.to} ({self.model}){money}"

    def as_dict(self) -> dict[str, object]:
        """The JSON form."""
        return {
            "requests": self.requests,
            "clauses": self.clauses,
            "tokens": self.tokens,
            "to": self.to,
            "model": self.model,
            "most_dollars": self.most_dollars,
        }


def preview_of(prompts: Sequence[str], clauses: int, model: Model) -> Preview:
    """The sum of these prompts; the price assumes the longest replies."""
    tokens = sum(map(about_tokens, prompts))
    cost = model.meter.price.of(tokens, len(prompts) * model.longest_reply)
    return Preview(len(prompts), clauses, tokens, model.to, model.name, cost)
