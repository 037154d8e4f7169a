"""Which stored JSON names or quotes a document: what has to go when the document goes."""

from collections.abc import Mapping
from typing import Any


def mentions(value: Any, id: str) -> bool:
    """Whether a stored JSON names this document anywhere."""
    if isinstance(value, Mapping):
        return any(mentions(part, id) for part in value.values())
    if isinstance(value, list | tuple):
        return any(mentions(part, id) for part in value)
    return bool(value == id)


def quotes_of(value: Any, id: str) -> int:
    """How many quotes of this document a stored JSON holds."""
    if isinstance(value, Mapping):
        own = int(value.get("document") == id and "quote" in value)
        return own + sum(quotes_of(part, id) for part in value.values())
    if isinstance(value, list | tuple):
        return sum(quotes_of(part, id) for part in value)
    return 0
