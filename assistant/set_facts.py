"""What is known of a set of documents: Belonging, Precedence, Statement, Conflict, Changes, SetFacts. Facts only; `family/` makes them."""

from dataclasses import dataclass
from typing import Literal

from assistant.amendments.operations import Operation
from assistant.cite import Citation

Matter = Literal["quality", "commercial"]


@dataclass(frozen=True)
class Belonging:
    """Which document of the set another one belongs to; `to` is `None` where that is unclear, and `reason` says why."""

    document: str
    to: str | None
    confidence: float
    reason: str

    def as_dict(self) -> dict[str, object]:
        return {
            "document": self.document,
            "belongs_to": self.to,
            "confidence": round(self.confidence, 2),
            "reason": self.reason,
        }


@dataclass(frozen=True)
class Precedence:
    """One rule of a clause on precedence: `prevails` is a kind of document, `matters` the words that limit the rule."""

    prevails: str
    matters: str
    citation: Citation
    quality: bool
    commercial: bool
    notice: bool
    """Which matters it covers; notice when it names periods of notice."""

    def as_dict(self) -> dict[str, object]:
        return {"prevails": self.prevails, "matters": self.matters, "citation": self.citation.as_dict()}


@dataclass(frozen=True)
class Statement:
    """What one document says on a subject."""

    document: str
    value: str
    """Normalised and shown: "30 days", "silence approves"."""
    citations: tuple[Citation, ...]

    def as_dict(self) -> dict[str, object]:
        return {
            "document": self.document,
            "value": self.value,
            "citations": [citation.as_dict() for citation in self.citations],
        }


@dataclass(frozen=True)
class Conflict:
    """Two documents that say different things on one subject, and what the documents say about which prevails."""

    subject: str
    title: str
    title_zh: str
    requirement: str
    statements: tuple[Statement, ...]
    prevails: str | None
    """Id of the document that prevails; `None` when that is not settled."""
    precedence: str
    """In words."""
    rules: tuple[Precedence, ...] = ()

    def as_dict(self) -> dict[str, object]:
        return {
            "subject": self.subject,
            "title": self.title,
            "title_zh": self.title_zh,
            "requirement": self.requirement or None,
            "statements": [statement.as_dict() for statement in self.statements],
            "prevails": self.prevails,
            "precedence": self.precedence,
            "rules": [rule.as_dict() for rule in self.rules],
        }


@dataclass(frozen=True)
class Change:
    """An operation with the amendment that orders it; `why` says why it was not carried out."""

    operation: Operation
    document: str
    file: str
    why: str = ""

    def as_dict(self) -> dict[str, object]:
        return self.operation.as_dict() | {"document": self.document} | ({"why": self.why} if self.why else {})


@dataclass(frozen=True)
class Changes:
    """What amendments did to one agreement."""

    agreement: str
    file: str
    documents: tuple[str, ...]
    order: str
    applied: tuple[Change, ...]
    not_applied: tuple[Change, ...]

    def as_dict(self) -> dict[str, object]:
        return {
            "agreement": self.agreement,
            "documents": list(self.documents),
            "order": self.order,
            "applied": [change.as_dict() for change in self.applied],
            "not_applied": [change.as_dict() for change in self.not_applied],
        }


@dataclass(frozen=True)
class SetFacts:
    """What a report says about the set, without the texts."""

    belongings: tuple[Belonging, ...] = ()
    changes: tuple[Changes, ...] = ()
    precedence: tuple[Precedence, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
