"""The fact sheet of a deal: who, what, when, under which law, for how much; each with its proof, or an honest nothing.

Readings ─▶ lines_of (one document) ─▶ read_facts (the set, with what a person stated) ─▶ FactSheet ─▶ deadlines_of
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
_PARTS = {"build": {"checked_statement", "read_facts"}, "calendar": {"Deadline", "as_icalendar", "deadlines_of"}}


def __getattr__(name: str) -> Any:
    """Reading facts needs numpy; the checklist, which only needs their names, must not load it."""
    if name not in __all__:
        raise AttributeError(name)
    part = next((part for part, names in _PARTS.items() if name in names), "sheet")
    return getattr(import_module(f"assistant.fact_sheet.{part}"), name)
