"""Which area an observation belongs to: the law charged, then the system named, the headline, and the facts behind it.

The wording per area is data: `corpus/areas.yaml`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

import yaml

from assistant.observations.facts import Area

LAW, SYSTEM, HEADLINE, FACTS = 8.0, 1.6, 2.0, 0.3
"""How much the law charged says, and how much each cue counts by where it stands."""
_ENOUGH_FACTS = 1500
_NEGATED = re.compile(r"(?:apart from|other than|except for|除)\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class _Wording:
    area: Area
    law: tuple[str, ...]
    cues: tuple[tuple[int, re.Pattern[str]], ...]


def area_of(headline: str, facts: str = "", system: str = "", law: Sequence[str] = ()) -> Area:
    """The area whose wording fits best; `other` when nothing fits.

    >>> area_of("Audit trails had not been reviewed")
    'data_integrity'
    """
    scores = score_areas(headline, facts, system, law)
    best = max(scores, key=lambda area: scores[area])
    return best if scores[best] > 0 else "other"


def score_areas(headline: str, facts: str = "", system: str = "", law: Sequence[str] = ()) -> Mapping[Area, float]:
    """How well each area fits, in the order of the wording file."""
    scores: dict[Area, float] = {}
    charged = [c.removeprefix("21 CFR ") for c in law if c.startswith("21 CFR ")]
    by_law = [a for a in (_area_of_section(section) for section in charged) if a]
    for wording in _wordings():
        # The first charge is the heading's own; what follows it narrows the facts.
        score = LAW * sum(1.0 if i == 0 else 0.5 for i, area in enumerate(by_law) if area == wording.area)
        for weight, zone in ((SYSTEM, system), (HEADLINE, headline), (FACTS, facts[:_ENOUGH_FACTS])):
            score += weight * sum(points for points, cue in wording.cues if _found(cue, zone))
        scores[wording.area] = score
    return scores


def _found(cue: re.Pattern[str], zone: str) -> bool:
    return any(not _NEGATED.search(zone[: match.start()]) for match in cue.finditer(zone))


def _area_of_section(section: str) -> Area | None:
    fitting = [
        (len(law), w.area) for w in _wordings() for law in w.law if re.match(re.escape(law) + r"(?!\d)", section)
    ]
    return max(fitting)[1] if fitting else None


@cache
def _wordings() -> tuple[_Wording, ...]:
    path = Path(__file__).resolve().parents[2] / "corpus" / "areas.yaml"
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(_wording(cast(Area, area), entry) for area, entry in raw.items())


def _wording(area: Area, entry: Mapping[str, object]) -> _Wording:
    cues: list[tuple[int, re.Pattern[str]]] = []
    for language, edge in (("en", r"\b"), ("zh", "")):
        by_points = cast(Mapping[int, Sequence[object]], entry.get(language) or {})
        for points, words in by_points.items():
            cues += [(int(points), re.compile(edge + _spaced(str(word)), re.IGNORECASE)) for word in words]
    return _Wording(area, tuple(cast(Sequence[str], entry.get("law") or ())), tuple(cues))


def _spaced(cue: str) -> str:
    """Any white space, a line break too, fits a space of the cue."""
    return re.sub(r" ", r"\\s+", cue)
