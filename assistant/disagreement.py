"""Two documents of one deal that say different things on what was asked, and which of them prevails."""

from collections.abc import Sequence

from assistant.family.belongs import belongings
from assistant.family.conflicts import conflicts_in
from assistant.family.precedence import rules_of
from assistant.reading import Reading
from assistant.retrieve import Passage
from assistant.set_facts import Conflict
from assistant.understand import Question
from assistant.words import asked_things, tokens_of

# A conflict counts as asked for when what one side says, with the conflict's title, speaks of this share of the question.
MOST_OF_IT = 0.65


def disagreement(question: Question, passages: Sequence[Passage]) -> Conflict | None:
    """The first conflict among the clauses found that the question is about; the best clause is a side of it.

    Only clauses that were found are compared, so that it costs the same in a deal of two documents and of two hundred.
    """
    readings = {p.reading.document.id: p.reading for p in passages}
    if len(readings) < 2:
        return None
    found = [
        Reading(reading.document, tuple(p.clause for p in passages if p.reading.document.id == id))
        for id, reading in readings.items()
    ]
    asked = [conflict for conflict in conflicts_in(found, ()) if _asked_for(question, conflict, passages[0])]
    if not asked:
        return None
    sides = [readings[statement.document] for statement in asked[0].statements]
    if not _of_one_deal(sides, list(readings.values())):
        return None
    settled = conflicts_in([r for r in found if r.document in [s.document for s in sides]], rules_of(sides))
    return next((conflict for conflict in settled if conflict.subject == asked[0].subject), asked[0])


def _asked_for(question: Question, conflict: Conflict, best: Passage) -> bool:
    things = asked_things(question.text)
    for statement in conflict.statements:
        for citation in statement.citations:
            if citation.document != best.reading.document.id or not citation.span.overlaps(best.clause.span):
                continue
            said = f" {' '.join(tokens_of(f'{conflict.title} . {conflict.title_zh} . {citation.quote}'))} "
            if sum(thing.stands_in(said) for thing in things) >= MOST_OF_IT * len(things):
                return True
    return False


def _of_one_deal(sides: Sequence[Reading], found: Sequence[Reading]) -> bool:
    """Whether one document belongs to the other, or both to a third one that was found as well."""
    head = {b.document: b.to for b in belongings(found) if b.to}
    one, other = (side.document.id for side in sides)
    return other in (head.get(one), one) or head.get(other) in (one, head.get(one, ""))
