"""Each observation beside the contract rights that would enforce its correction.

The rules (`rules.py`) say which rights an observation calls on, by its area and its words. A right is looked up in the
findings. `rights_beside` has a line for each: a matter is raised by one class where the set gives the right weakly or not
at all. `cross_check` names the documents that leave a gap; a right that stands firm in every document that should give it
needs no line there. `never_audited` goes the other way round: rights that nobody used.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from assistant.findings import DocumentJudgement, Finding, Status
from assistant.observations.facts import (
    CLASSES,
    Classification,
    CrossCheck,
    Observation,
    Observations,
    RightBeside,
    RightNotUsed,
)
from assistant.observations.rules import rights_for, words
from ingest.document import Document

Standing = Status | Literal["doubtful"]
GAPS: Mapping[Standing, str] = {
    "no": "gives no such right",
    "elsewhere": "only refers to another document",
    "partial": "gives it only in a limited way",
    "doubtful": "seems to give it, but read it: the wording is not certain",
}
_WORST_FIRST: tuple[Standing, ...] = ("no", "elsewhere", "partial", "doubtful")
_QUALITY_TOPICS = ("change_control.", "release_testing.", "audit_rights.", "process_knowledge.records_access")
"""A quality agreement may give these; rights of ownership, supply and exit belong in the commercial agreement."""
_SHORT: frozenset[Status] = frozenset({"no", "partial", "elsewhere", "not_determinable"})


def beside_the_contract(
    observations: Observations, findings: Sequence[Finding], documents: Sequence[Document]
) -> Observations:
    """The report of an auditor with all that follows from the agreements beside it."""
    return replace(
        observations,
        cross_checks=tuple(cross_check(observations, findings, documents)),
        rights=tuple(rights_beside(observations, findings)),
        rights_not_used=tuple(never_audited(observations, findings)),
    )


def rights_beside(observations: Observations, findings: Sequence[Finding]) -> list[RightBeside]:
    """Every right that an observation calls on, as the whole set gives it; what is raised highest comes first."""
    by_requirement = {finding.requirement: finding for finding in findings}
    rights = [
        RightBeside(
            observation.number,
            requirement,
            finding.status,
            _raised(observation) if finding.status in _SHORT else None,
            why,
            next(iter(finding.citations), None),
        )
        for observation in observations.observations
        for requirement, why in rights_for(observation).items()
        if (finding := by_requirement.get(requirement)) and finding.status not in ("failed", "not_applicable")
    ]
    return sorted(rights, key=lambda right: CLASSES.index(right.raised_to) if right.raised_to else len(CLASSES))


def _raised(observation: Observation) -> Classification:
    """One class above the auditor's; what nobody graded (an authority's letter) counts as major before it is raised."""
    graded = observation.classification or "major"
    return CLASSES[max(0, CLASSES.index(graded) - 1)]


def cross_check(
    observations: Observations, findings: Sequence[Finding], documents: Sequence[Document]
) -> list[CrossCheck]:
    """One line per observation and right that is missing or weak, naming the document where it should stand."""
    by_requirement = {finding.requirement: finding for finding in findings}
    held = {document.id: document for document in documents}
    checks = []
    for observation in observations.observations:
        for requirement, why in rights_for(observation).items():
            finding = by_requirement.get(requirement)
            if finding and (gap := _gap(finding, held)):
                document, status = gap
                firm = " The other document gives it." if finding.status == "yes" else ""
                name = document.file if document else ""
                checks.append(
                    CrossCheck(
                        observation.number, requirement, name, f"{why} {name or 'The agreement'} {GAPS[status]}.{firm}"
                    )
                )
    return checks


def _standing(judged: DocumentJudgement, finding: Finding) -> Standing:
    """The judgement of one document; a yes that should be read before one relies on it is doubtful."""
    unsure = judged.status == "yes" and judged.confidence < finding.please_read_below
    return "doubtful" if unsure else judged.status


def _gap(finding: Finding, held: Mapping[str, Document]) -> tuple[Document | None, Standing] | None:
    """Where the right is weakest among the documents it should stand in; None when it stands firm."""
    judged = [
        (held[j.document], _standing(j, finding))
        for j in finding.by_document
        if j.document in held and _belongs_in(finding.requirement, held[j.document], held)
    ]
    weak = [(document, status) for document, status in judged if status in GAPS]
    if weak:
        return min(weak, key=lambda w: (w[0].kind == "quality_agreement", _WORST_FIRST.index(w[1])))
    if judged or finding.status not in GAPS:
        return None
    cited = next((held[c.document] for c in finding.citations if c.document in held), None)
    return cited or next(iter(held.values()), None), finding.status


def _belongs_in(requirement: str, document: Document, held: Mapping[str, Document]) -> bool:
    if document.kind in ("audit_report", "other"):
        return len(held) == 1
    if document.kind == "amendment":
        return False
    return document.kind != "quality_agreement" or requirement.startswith(_QUALITY_TOPICS) or len(held) == 1


def never_audited(observations: Observations, findings: Sequence[Finding]) -> list[RightNotUsed]:
    """The other way round: rights that are agreed although the report says that what they reach was not seen."""
    unseen = [
        (requirement, said) for said in observations.areas_not_seen for cue, requirement in _PLACES if cue.search(said)
    ]
    unseen += [("process_knowledge.records_access", said) for said in observations.records_withheld]
    firm = {finding.requirement for finding in findings if finding.status in ("yes", "partial")}
    unused = (RightNotUsed(requirement, said) for requirement, said in unseen if requirement in firm)
    return list(dict.fromkeys(unused))


_PLACES: tuple[tuple[re.Pattern[str], str], ...] = (
    (words(r"inspection", r"监管检查|官方检查"), "audit_rights.regulatory_inspection"),
    (
        words(
            r"\b(?:building|suite|warehouse|laborator|line|water|site|room|utilit)",
            r"厂房|车间|仓库|实验室|生产线|水系统|场地",
        ),
        "audit_rights.facility_audit",
    ),
)
