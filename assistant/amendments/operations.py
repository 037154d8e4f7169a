"""What an amendment does, as facts: Target, Operation, OwnTerm, Amendment. `read.py` makes them, `consolidate.py` applies them."""

from dataclasses import dataclass
from typing import Literal

from assistant.cite import Citation
from ingest.document import Document

OperationKind = Literal["deleted", "replaced", "added", "restated", "amended"]
"""`amended` changes a clause without giving its new wording ("is amended as needed to implement this")."""
Scope = Literal["section", "sentence", "words", "definition", "exhibit", "everywhere", "agreement"]


@dataclass(frozen=True)
class Target:
    """The clause an operation names: `number` as "2.4(a)" or "D-1", `part` as "last sentence", `of` another paper."""

    number: str = ""
    kind: Literal["section", "exhibit", ""] = ""
    part: str = ""
    of: str = ""

    def __str__(self) -> str:
        name = f"{'Section' if self.kind == 'section' else 'Exhibit'} {self.number}" if self.number else "the agreement"
        named = f"{self.part} of {name}" if self.part else name
        return f"{named} of {self.of}" if self.of else named


@dataclass(frozen=True)
class Operation:
    """One change: the instruction that orders it, the words that go and the words that come, each located."""

    kind: OperationKind
    scope: Scope
    target: Target
    instruction: Citation
    old: Citation | None = None
    new: tuple[Citation, ...] = ()
    place: str = ""
    """Where added text goes: "after", "before", "end", or "" for where its number puts it."""
    note: str = ""

    @property
    def new_text(self) -> str:
        return "\n".join(citation.quote for citation in self.new)

    def as_dict(self) -> dict[str, object]:
        return {
            "operation": self.kind,
            "scope": self.scope,
            "target": str(self.target),
            "number": self.target.number,
            "part": self.target.part,
            "of": self.target.of,
            "place": self.place,
            "old": self.old.quote if self.old else None,
            "new": self.new_text or None,
            "instruction": self.instruction.as_dict(),
            "new_citations": [citation.as_dict() for citation in self.new],
            "note": self.note,
        }


@dataclass(frozen=True)
class OwnTerm:
    """A term that stands in the amendment itself and names no clause of the agreement."""

    number: str
    citations: tuple[Citation, ...]

    def as_dict(self) -> dict[str, object]:
        return {"number": self.number, "citations": [citation.as_dict() for citation in self.citations]}


@dataclass(frozen=True)
class Amendment:
    """An amendment read: its number and date, what it does to the agreement, and what it adds by itself."""

    document: Document
    number: int | None
    date: str | None
    operations: tuple[Operation, ...]
    own_terms: tuple[OwnTerm, ...]

    def as_dict(self) -> dict[str, object]:
        return {
            "document": self.document.id,
            "file": self.document.file,
            "title": self.document.title,
            "number": self.number,
            "date": self.date,
            "operations": [operation.as_dict() for operation in self.operations],
            "own_terms": [term.as_dict() for term in self.own_terms],
        }
