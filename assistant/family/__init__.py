"""The documents of one deal as a family: which belongs to which, what was amended, what prevails, where they disagree."""

from assistant.family.facts import Family
from assistant.family.family import family_of
from assistant.set_facts import Belonging, Conflict, Precedence, Statement

__all__ = ["Belonging", "Conflict", "Family", "Precedence", "Statement", "family_of"]
