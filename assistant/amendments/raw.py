"""An operation before it is tied to its document: offsets into the running text of the amendment; and where quotes end."""

import re
from dataclasses import dataclass, field

from assistant.amendments.operations import OperationKind, Scope, Target

Stretch = tuple[int, int]

_CLOSERS = {"“": "”", "「": "」", "『": "』", '"': '"'}


@dataclass(frozen=True)
class RawOperation:
    """Offsets into `Body.text`."""

    kind: OperationKind
    scope: Scope
    target: Target
    instruction: Stretch
    old: Stretch | None = None
    new: tuple[Stretch, ...] = field(default=())
    place: str = ""
    note: str = ""


def closing_quote(text: str, start: int, end: int) -> int | None:
    """Where the quote that opens at `start` closes, quotes inside it skipped; `None` when it does not.

    >>> closing_quote('"the "Services")." Then', 0, 23)
    16
    """
    opener = text[start]
    closer = _CLOSERS.get(opener)
    if closer is None:
        return None
    if opener == closer:
        return _straight(text, start, end)
    depth = 0
    for i in range(start, end):
        depth += (text[i] == opener) - (text[i] == closer)
        if depth == 0:
            return i
    return None


def _straight(text: str, start: int, end: int) -> int | None:
    inside = False
    for i in range(start + 1, end):
        if text[i] != '"':
            continue
        opens = i + 1 < end and text[i + 1].isalnum() and not text[i - 1].isalnum() and text[i - 1] not in ".;,)"
        if inside:
            inside = False
        elif opens:
            inside = True
        else:
            return i
    return None


def trimmed(text: str, start: int, end: int) -> Stretch:
    """The stretch without white space at its edges."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def unquoted(text: str, start: int, end: int) -> Stretch | None:
    """The words inside when the whole stretch begins as a quotation; `None` when it begins as plain text.

    A definition begins with a quoted term too ('"Batch" means …'): there the text goes on in lower case behind it.
    """
    start, end = trimmed(text, start, end)
    if start >= end or text[start] not in _CLOSERS:
        return None
    close = closing_quote(text, start, end)
    if close is None:
        return None
    after = text[close + 1 : end].lstrip(" ,")
    if re.match(r"[a-z(（一-鿿]", after) and not re.match(r"(?:and|in|of|at|which)\b", after) and close - start < 80:
        return None
    return start + 1, close
