"""Questions about what auditors found: what was corrected, with which proof, and which right to lean on. For us alone.

An audit report may be somebody else's secret, so nothing of it goes into a list for the other side; whoever owns the
report can move a question over.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from assistant.checklist import Addressee, Checklist
from assistant.observations import Observation, Observations, RightBeside
from assistant.report.observed import observation_citation
from assistant.report.wording import clause_and_page

if TYPE_CHECKING:
    from assistant.questions import Priority, Question

AUDIT_SECTION = ("Audit observations", "审计缺陷")
PRIORITY: "dict[str, Priority]" = {"critical": "high", "major": "medium", "minor": "low"}
EVIDENCE = ("The closed CAPA record", "Proof that the action was effective")
EVIDENCE_ZH = ("已关闭的CAPA记录", "措施有效性的证明")
_TECHNICAL = frozenset({"process_capability", "analytical_methods"})


def audit_questions(audits: Sequence[tuple[str, Observations]], checklist: Checklist) -> "list[Question]":
    """One for each observation, the gravest first; `audits` are (document id, what it says)."""
    found = [
        _question(f"audit.{number}.{at}", document, audit, observation, checklist)
        for number, (document, audit) in enumerate(audits, 1)
        for at, observation in enumerate(audit.observations, 1)
    ]
    return sorted(found, key=lambda question: list(PRIORITY.values()).index(question.priority or "low"))


def _question(
    id: str, document: str, audit: Observations, observation: Observation, checklist: Checklist
) -> "Question":
    from assistant.questions import Question, Trigger

    rights = [right for right in audit.rights if right.observation == observation.number]
    graded = observation.classification or "major"
    weight = next((right.raised_to for right in rights if right.raised_to), graded)
    section, section_zh = AUDIT_SECTION
    en, zh = _wording(observation, audit)
    ours = "; ".join(_leans_on(rights, checklist))
    to: Addressee = "cdmo_technical" if observation.area in _TECHNICAL else "cdmo_quality"
    where = observation_citation(document, audit.file, observation)
    return Question(
        id=id,
        section=section,
        section_zh=section_zh,
        to=to,
        question=f"{en} (our reading: {ours})" if ours else en,
        question_zh=zh,
        evidence_wanted=EVIDENCE,
        evidence_wanted_zh=EVIDENCE_ZH,
        priority=PRIORITY[weight],
        trigger=Trigger("", "neutral", "partial", (where,), observation=observation.number),
    )


def _wording(observation: Observation, audit: Observations) -> tuple[str, str]:
    number = observation.number
    en = [f"What has been done about observation {number}, and how do you know that it works?"]
    zh = [f"针对缺陷{number}已采取哪些措施，如何证明其有效？"]
    if observation.repeat:
        en.append("It came back: why did the earlier action fail?")
        zh.append("该缺陷重复出现，此前的措施为何未能奏效？")
    if observation.capa_due:
        en.append(f"The CAPA was due on {observation.capa_due}: is it closed?")
        zh.append(f"CAPA期限为{observation.capa_due}，是否已关闭？")
    elif audit.kind in ("audit_report", "inspection_report"):
        en.append("No date was committed: by when will it be closed?")
        zh.append("尚未承诺日期，何时完成？")
    return " ".join(en), "".join(zh)


def _leans_on(rights: Sequence[RightBeside], checklist: Checklist) -> Iterator[str]:
    """What the documents give us to enforce it, or that they do not."""
    for right in rights:
        label = checklist.requirement(right.requirement).label
        if right.raised_to is None and right.citation:
            yield f"lean on {label}, {clause_and_page(right.citation, heading=False)}"
        elif right.raised_to:
            yield f"{label} is missing or weak, so it weighs {right.raised_to} for us"
