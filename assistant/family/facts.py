"""A Family: the facts of a set together with the texts that amendments leave."""

from dataclasses import dataclass

from assistant.amendments.consolidate import Consolidated
from assistant.set_facts import Belonging, Change, Changes, Conflict, Precedence, SetFacts


@dataclass(frozen=True)
class Family:
    """A set of documents understood together."""

    belongings: tuple[Belonging, ...] = ()
    consolidated: tuple[Consolidated, ...] = ()
    precedence: tuple[Precedence, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    def facts(self) -> SetFacts:
        """What a report keeps of it."""
        changes = tuple(changes_of(consolidated) for consolidated in self.consolidated)
        return SetFacts(self.belongings, changes, self.precedence, self.conflicts)


def changes_of(consolidated: Consolidated) -> Changes:
    """What was carried out on an agreement and what was not."""
    base = consolidated.readings[0].document
    applied = (Change(d.operation, d.amendment.document.id, d.amendment.document.file) for d in consolidated.applied)
    left = (
        Change(n.operation, n.amendment.document.id, n.amendment.document.file, n.why) for n in consolidated.not_applied
    )
    documents = tuple(amendment.document.id for amendment in consolidated.amendments)
    return Changes(base.id, base.file, documents, consolidated.order, tuple(applied), tuple(left))
