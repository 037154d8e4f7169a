"""What an audit or inspection report proves, entry by entry of the evidence checklist: seen, deficient, or not seen.

A report shows that something was looked at only where it says so; a subject that is merely named stays "not seen", with
the nearest sentence. What an auditor found wrong counts as deficient, with the observation as proof.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from assistant.checklist import Checklist, QuestionWording, Requirement
from assistant.cite import Citation
from assistant.fact_sheet.passages import Pages, Sentence
from assistant.observations.facts import Observation, Observations
from assistant.reading import Reading
from ingest.document import Span

EvidenceStatus = Literal["seen", "deficient", "not_seen"]
MOST_CITED = 3
_LOOKED_AT = re.compile(
    r"(?i)\b(?:review\w*|examin\w*|inspect(?:ed|ion of)|verif\w+|check(?:ed|s)|sampled?|interview\w*|observed|walk(?:ed|-)through|toured|assess\w*|audited|traced|challenged|demonstrated|were seen|was seen|shown to|accounted for|found to|in order|satisfactory|adequate|consistent|valid until|last tested)\b"
    r"|查看|查阅|审查|审阅|抽查|核对|核查|检查了|现场观察|访谈|抽样|确认了|审核了|演示|有效期至|符合要求|完整一致"
)
_DEMANDED = re.compile(
    r"(?i)\b(?:should|must|commit(?:s|ted|ment)?|will be|to be|in (?:your )?response|provide[sd]? (?:a|an|the|us|your)|action plan|updated procedures|recommend\w*)\b|承诺|应当|建议|整改措施|计划"
)
_NOT_LOOKED_AT = re.compile(
    r"(?i)\b(?:not|never|neither|nor|without|no time to|could not be|were unable to|outside (?:the )?scope|excluded)\b[^.;]{0,60}\b(?:seen|review\w*|examin\w*|inspect\w*|visit\w*|cover\w*|access\w*|audit\w*|sampled|assess\w*|available|provided|shown)\b|\b(?:not (?:in|within) (?:the )?scope|out of scope)\b"
    r"|未(?:能)?(?:查看|查阅|审查|检查|抽查|覆盖|进入|提供)|不在[^。；]{0,10}范围|未纳入"
)


@dataclass(frozen=True)
class EvidenceEntry:
    """One entry of the checklist, as the report leaves it."""

    requirement: Requirement
    status: EvidenceStatus
    reason: str
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Citation, ...] = ()
    observations: tuple[str, ...] = ()

    @property
    def questions(self) -> tuple[QuestionWording, ...]:
        """What to ask: about what nobody saw, or about what was found wanting."""
        of = {"not_seen": self.requirement.questions_missing, "deficient": self.requirement.questions_weak, "seen": ()}
        return of[self.status]

    def as_dict(self) -> dict[str, Any]:
        return {
            "area": self.requirement.control_point,
            "entry": self.requirement.id,
            "label": self.requirement.label,
            "label_zh": self.requirement.label_zh,
            "status": self.status,
            "severity": self.requirement.severity if self.status != "seen" else None,
            "must": self.requirement.must,
            "reason": self.reason,
            "observations": list(self.observations),
            "citations": [c.as_dict() for c in self.citations],
            "nearest": [c.as_dict() for c in self.nearest],
            "questions": [{"to": q.to, "question": q.en, "question_zh": q.zh} for q in self.questions],
        }


def weigh_evidence(reading: Reading, observed: Observations, checklist: Checklist) -> list[EvidenceEntry]:
    """Every entry of the checklist for one report, in the checklist's order."""
    pages = Pages(reading)
    wrong = _by_entry(observed.observations, checklist)
    spans = [Span(o.start, o.end) for o in observed.observations]
    sentences = [s for s in pages.sentences if not any(s.span.overlaps(span) for span in spans)]
    return [
        _entry(pages, requirement, wrong.get(requirement.id, []), sentences, observed.areas_not_seen)
        for requirement in checklist.requirements
    ]


def _entry(
    pages: Pages,
    requirement: Requirement,
    wrong: Sequence[Observation],
    sentences: Sequence[Sentence],
    areas_not_seen: Sequence[str],
) -> EvidenceEntry:
    cues = _cues(requirement)
    named = [s for s in sentences if cues.search(s.text)]
    told = [s for s in named if not _NOT_LOOKED_AT.search(s.text) and not _DEMANDED.search(s.text)]
    seen = [s for s in told if _LOOKED_AT.search(s.text)]
    denied = [s for s in named if _NOT_LOOKED_AT.search(s.text)]
    if wrong:
        numbers = tuple(o.number for o in wrong)
        citations = tuple(pages.cite(Span(o.start, o.end)) for o in wrong[:MOST_CITED])
        return EvidenceEntry(requirement, "deficient", f"Observation {', '.join(numbers)}.", citations, (), numbers)
    said = next((area for area in areas_not_seen if cues.search(area)), "")
    if seen and not said:
        citations = tuple(pages.cite(s.span) for s in seen[:MOST_CITED])
        return EvidenceEntry(requirement, "seen", "The report says that it was looked at.", citations)
    nearest = tuple(pages.cite(s.span) for s in (denied or named)[:1])
    if said or denied:
        reason = f"The report says that it was not seen{f': {said}' if said else ''}."
    elif named:
        reason = "It is named, but the report does not say that anybody looked at it."
    else:
        reason = f"Not mentioned; {len(pages.reading.clauses)} clauses read."
    return EvidenceEntry(requirement, "not_seen", reason, (), nearest)


def _by_entry(observations: Sequence[Observation], checklist: Checklist) -> dict[str, list[Observation]]:
    """Each observation under the entry of its area whose wording fits it best; the area's first entry when none does."""
    found: dict[str, list[Observation]] = {}
    for observation in observations:
        own = [r for r in checklist.requirements if r.control_point == observation.area]
        if own:
            text = f"{observation.text}\n{observation.facts}"
            best = max(own, key=lambda r: len(_cues(r).findall(text)))
            found.setdefault(best.id, []).append(observation)
    return found


def _cues(requirement: Requirement) -> re.Pattern[str]:
    # A short cue is a word of its own; a long one may begin a word ("deviation" finds "deviations").
    ends = {cue: r"\b" if len(cue) <= 5 or cue.isupper() else "" for cue in requirement.cues.en}
    english = [rf"\b{re.escape(cue)}{end}".replace(r"\ ", r"[\s-]+") for cue, end in ends.items()]
    return re.compile("|".join([*english, *map(re.escape, requirement.cues.zh)]), re.IGNORECASE)
