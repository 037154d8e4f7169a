"""Puts a set of documents in order: what belongs to what, what amendments leave, what prevails, what is contradicted.

family_of(readings)  ->  Family;   in_force(family, readings)  ->  the texts to judge
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.amendments.as_reading import View, view_of
from assistant.amendments.consolidate import consolidate
from assistant.cite import Citation
from assistant.family.belongs import belongings
from assistant.family.conflicts import conflicts_in
from assistant.family.facts import Family
from assistant.family.precedence import rules_of
from assistant.reading import Reading
from assistant.set_facts import Belonging, Conflict, Statement


@dataclass(frozen=True)
class Text:
    """One text in force: a document as it is, or an agreement with its amendments (`view`). `documents` are all it stands for."""

    reading: Reading
    documents: tuple[str, ...]
    view: View | None = None


@dataclass(frozen=True)
class TextsInForce:
    """What is in force of some documents, to search and to read facts from; `trace` leads its quotes back to the documents."""

    readings: tuple[Reading, ...]
    views: Mapping[str, View]

    def trace(self, citation: Citation) -> tuple[Citation, ...]:
        view = self.views.get(citation.document)
        return view.trace(citation) if view else (citation,)


def texts_in_force(readings: Sequence[Reading]) -> TextsInForce:
    """Each agreement with its amendments as one text, every other document as it is."""
    if not any(reading.document.kind == "amendment" for reading in readings):
        return TextsInForce(tuple(readings), {})
    texts = in_force(_amended(_promising(readings)), readings)
    views = {text.reading.document.id: text.view for text in texts if text.view}
    return TextsInForce(tuple(text.reading for text in texts), views)


def _promising(readings: Sequence[Reading]) -> list[Reading]:
    """Audit reports and letters promise nothing."""
    return [r for r in readings if r.document.kind not in ("audit_report", "other")]


def _amended(promising: Sequence[Reading]) -> Family:
    """What belongs to what, and each agreement as its amendments leave it."""
    belong = belongings(promising)
    consolidated = tuple(
        consolidate(agreement, amending)
        for agreement in promising
        if (amending := _amending(agreement, promising, belong))
    )
    return Family(belong, consolidated)


def family_of(readings: Sequence[Reading]) -> Family:
    """The set understood together."""
    promising = _promising(readings)
    family = _amended(promising)
    belong, consolidated = family.belongings, family.consolidated
    texts = in_force(family, promising)
    rules = rules_of([text.reading for text in texts])
    conflicts = conflicts_in([text.reading for text in texts], rules, _same_deal(texts, belong))
    traced = tuple(_traced(conflict, texts) for conflict in conflicts)
    return Family(belong, consolidated, rules_of(promising), traced)


def _same_deal(texts: Sequence[Text], belong: Sequence[Belonging]) -> Callable[[str, str], bool]:
    """Whether two texts belong to one agreement: those of different deals may well differ."""
    head: dict[str, str] = {b.document: b.to for b in belong if b.to}

    def top(id: str) -> str:
        seen: set[str] = set()
        while id in head and id not in seen:
            seen.add(id)
            id = head[id]
        return id

    deal = {text.reading.document.id: top(text.documents[0]) for text in texts}
    return lambda one, other: deal[one] == deal[other]


def in_force(family: Family, readings: Sequence[Reading]) -> list[Text]:
    """What is to be judged: each agreement with its amendments as one text, every other document as it is."""
    taken = {r.document.id for c in family.consolidated for r in c.readings}
    texts = []
    for reading in readings:
        own = next((c for c in family.consolidated if c.readings[0].document.id == reading.document.id), None)
        if own:
            view = view_of(own)
            texts.append(Text(view.reading, tuple(r.document.id for r in own.readings), view))
        elif reading.document.id not in taken:
            texts.append(Text(reading, (reading.document.id,)))
    return texts


def _amending(agreement: Reading, readings: Sequence[Reading], belong: Sequence[Belonging]) -> list[Reading]:
    mine = {b.document for b in belong if b.to == agreement.document.id}
    return [r for r in readings if r.document.id in mine and r.document.kind == "amendment"]


def _traced(conflict: Conflict, texts: Sequence[Text]) -> Conflict:
    """The conflict with its quotes where they stand in the documents."""
    by_id = {text.reading.document.id: text for text in texts}
    statements = []
    for statement in conflict.statements:
        view = by_id[statement.document].view
        if view is None:
            statements.append(statement)
            continue
        quotes = tuple(q for citation in statement.citations for q in view.trace(citation))
        statements.append(Statement(view.consolidated.readings[0].document.id, statement.value, quotes))
    prevails = conflict.prevails
    if prevails and (view := by_id[prevails].view):
        prevails = view.consolidated.readings[0].document.id
    rules = tuple(
        rule for rule in conflict.rules if rule.citation.document not in by_id or not by_id[rule.citation.document].view
    )
    return Conflict(
        conflict.subject,
        conflict.title,
        conflict.title_zh,
        conflict.requirement,
        tuple(statements),
        prevails,
        conflict.precedence,
        rules,
    )
