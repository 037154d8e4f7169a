"""The fact sheet of a deal: who, what, when, under which law, for how much; each with its proof, or an honest nothing.

Readings ─▶ lines_of (one document) ─▶ read_facts (the set, with what a person stated) ─▶ FactSheet ─▶ deadlines_of
"""

from assistant.fact_sheet.build import checked_statement, read_facts
from assistant.fact_sheet.calendar import Deadline, as_icalendar, deadlines_of
from assistant.fact_sheet.sheet import FACT_KINDS, DealFact, FactSheet, Found

__all__ = [
    "FACT_KINDS",
    "Deadline",
    "DealFact",
    "FactSheet",
    "Found",
    "as_icalendar",
    "checked_statement",
    "deadlines_of",
    "read_facts",
]
