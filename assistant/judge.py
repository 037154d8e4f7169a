"""A judge reads every clause of one document and says, for each requirement, whether the text does it, and where.

Two judges share this shape: `offline.py` (learnt weights, no model) and `by_model.py` (a chat model behind the seam).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from assistant.checklist import Checklist
from assistant.cite import Citation
from assistant.findings import NearMiss, Opinion, Status
from assistant.reading import Reading


@dataclass(frozen=True)
class Judgement:
    """What one judge says about one requirement in one document."""

    status: Status
    confidence: float
    """Belief that the status is right, 0 to 1."""
    reason: str
    citations: tuple[Citation, ...] = ()
    limiting: tuple[Citation, ...] = ()
    nearest: tuple[NearMiss, ...] = ()
    red_flags: tuple[tuple[str, Citation], ...] = ()
    opinions: tuple[Opinion, ...] = ()
    """Both judges' own words, when a chat model judged too."""


class Judge(Protocol):
    """Judges one document on a whole checklist; keys are requirement ids."""

    name: str

    @property
    def note(self) -> str:
        """What the reader of the whole report should know of this judge."""
        return ""

    @property
    def usage(self) -> Mapping[str, object]:
        """Tokens and, where known, money that the run used."""
        return {}

    def judge(self, reading: Reading, checklist: Checklist) -> Mapping[str, Judgement]: ...
