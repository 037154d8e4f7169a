"""Reading a model's structured reply, however it wrapped or broke it: thoughts, fences, chatter, cut-off JSON."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

Reply = TypeVar("Reply", bound=BaseModel)

_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_OPENS, _CLOSES = re.compile(r"<think(?:ing)?>", re.IGNORECASE), re.compile(r"</think(?:ing)?>", re.IGNORECASE)
LONGEST_TAG = len("</thinking>")


def read_reply(text: str, schema: type[Reply]) -> Reply | None:
    """The reply as `schema`, or None when nothing in it can be read so."""
    import json_repair

    text = _THOUGHT.sub("", text)
    start = text.find("{")
    if start < 0:
        return None
    found = json_repair.loads(text[start:])
    for candidate in found if isinstance(found, list) else [found]:
        if isinstance(candidate, Mapping) and (reply := _as(candidate, schema)):
            return reply
    return None


def _as(candidate: Mapping[str, Any], schema: type[Reply]) -> Reply | None:
    """Keys in any case; one level of wrapping ({"answer": {...}}) forgiven."""
    for values in (candidate, *(v for v in candidate.values() if isinstance(v, Mapping))):
        try:
            return schema.model_validate({str(key).strip().lower(): value for key, value in values.items()})
        except ValidationError:
            continue
    return None


def without_thoughts(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces of a stream without what stands between <think> and </think>.

    >>> "".join(without_thoughts(["<thi", "nk>hm</th", "ink>Ye", "s."]))
    'Yes.'
    """
    held, thinking = "", False
    for piece in pieces:
        if not piece:
            yield ""
        held += piece
        while match := (_CLOSES if thinking else _OPENS).search(held):
            if not thinking and match.start():
                yield held[: match.start()]
            held, thinking = held[match.end() :], not thinking
        keep = _start_of_a_tag(held)
        if not thinking and keep:
            yield held[:keep]
        held = held[keep:]
    if held and not thinking:
        yield held


def _start_of_a_tag(text: str) -> int:
    """Where a tag may begin that the next piece completes; the whole length when none does."""
    place = text.rfind("<", max(0, len(text) - LONGEST_TAG))
    return len(text) if place < 0 else place
