"""Amendments: read into operations (`read.py`), applied in order to the agreement they change (`consolidate.py`)."""

from assistant.amendments.operations import Amendment, Operation, OwnTerm, Target
from assistant.amendments.read import read_amendment

__all__ = ["Amendment", "Operation", "OwnTerm", "Target", "read_amendment"]
