"""An Answer: a reply in the chat, with its proof. `answering.py` makes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from assistant.cite import Citation

AnswerKind = Literal["answer", "not_in_documents", "reference", "table", "redacted"]


@dataclass(frozen=True)
class Answer:
    """A reply to one question.

    `text` is Markdown for people; `citations` are up to five, best first (the nearest clauses when `answerable` is
    false). `kind` "reference" marks what our own notes say, which is never mixed with what a document says.
    """

    question: str
    text: str
    answerable: bool
    score: float
    citations: tuple[Citation, ...] = ()
    kind: AnswerKind = "answer"
    by: str = "offline"
    note: str = ""
    """What the reader should know: a model that failed, a language we could not bridge."""
    asked: str = ""
    """The question as it was understood, when a follow-up was completed from the turn before."""
    scope: str = ""
    """In words, what the question was put to: one document, several, the whole deal, our notes."""
    usage: Mapping[str, object] = field(default_factory=dict, compare=False)
    """Tokens and, where known, money that the model used; empty offline."""
    latency_ms: float = field(default=0.0, compare=False)

    def noted(self, note: str) -> "Answer":
        """The same with one thing more that the reader should know."""
        return replace(self, note=" ".join(words for words in (self.note, note) if words))

    def as_dict(self) -> dict[str, object]:
        """The JSON form of the stable interface."""
        return {
            "question": self.question,
            "answer": self.text,
            "answerable": self.answerable,
            "score": round(self.score, 4),
            "citations": [citation.as_dict() for citation in self.citations],
            "latency_ms": round(self.latency_ms, 1),
            "kind": self.kind,
            "by": self.by,
            "note": self.note,
            "asked": self.asked,
            "scope": self.scope,
            "usage": dict(self.usage),
        }
