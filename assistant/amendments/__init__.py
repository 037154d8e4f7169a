"""Amendments: read into operations (`read.py`), applied in order to the agreement they change (`consolidate.py`)."""
