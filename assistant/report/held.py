"""What is held, for people and programs: each document with its kind, how sure that is, and what it belongs to."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from assistant.family import Belonging
from assistant.kinds import chosen_kind
from assistant.readability import summary
from ingest.kind import FinerKind, finer_kind_of

if TYPE_CHECKING:
    from assistant.workspace import Workspace

CHOSEN = "chosen by hand"


def held_as_dicts(deal: "Workspace") -> Iterator[dict[str, Any]]:
    """One object a document: the row, with `detail` and `belongs_to`, each with confidence and reason."""
    belonging = _belonging(deal)
    for row in deal.documents():
        kind = _kind(deal, row.id)
        mine = belonging.get(row.id)
        yield asdict(row) | {
            "document": row.id,
            "detail": kind.name,
            "detail_confidence": kind.confidence,
            "detail_reason": kind.reason,
            "belongs_to": mine.to if mine else None,
            "belongs_to_confidence": round(mine.confidence, 2) if mine else None,
            "belongs_to_reason": mine.reason if mine else None,
        }


def held_as_lines(deal: "Workspace") -> Iterator[str]:
    """One line a document, and one below it for what it belongs to."""
    belonging = _belonging(deal)
    for row in deal.documents():
        kind = _kind(deal, row.id)
        sure = CHOSEN if kind.reason == CHOSEN else f"{kind.confidence:.2f}"
        yield (
            f"{row.id[:12]}  {row.kind:17s} {row.language:5s} {row.clauses:5d} clauses"
            f"  {row.file}, {summary(row.readability)}  ({kind.name.replace('_', ' ')}, {sure})"
        )
        if mine := belonging.get(row.id):
            yield f"{'':14s}belongs to {mine.reason}" if mine.to else f"{'':14s}belongs to nothing here: {mine.reason}"


def _kind(deal: "Workspace", id: str) -> FinerKind:
    if chosen := chosen_kind(id, deal.records.facts()):
        return FinerKind(chosen, 1.0, CHOSEN)
    document = deal.document(id)
    return finer_kind_of(document.title, document.text)


def _belonging(deal: "Workspace") -> dict[str, Belonging]:
    from assistant.family.belongs import belongings
    from assistant.reading import Reading

    # What belongs to what is read from the openings; no clause is needed for it.
    readings = [Reading(deal.document(row.id), ()) for row in deal.documents()]
    return {belonging.document: belonging for belonging in belongings(readings)}
