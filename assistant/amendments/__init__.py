"""Amendments: read into operations (`read.py`), applied in order to the agreement they change (`consolidate.py`)."""

from assistant.amendments.consolidate import Consolidated, consolidate
from assistant.amendments.operations import Amendment, Operation, OwnTerm, Target
from assistant.amendments.read import read_amendment

__all__ = ["Amendment", "Consolidated", "Operation", "OwnTerm", "Target", "consolidate", "read_amendment"]
