"""Stated facts of the deal switch requirements off and on; what a document merely suggests switches nothing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from assistant.checklist import Checklist, Requirement, Switch
from assistant.fact_sheet.sheet import KIND_OF
from assistant.findings import Finding


def in_force(checklist: Checklist, stated: Mapping[str, str]) -> Checklist:
    """The checklist with musts and severities as the stated facts make them."""
    points = tuple(
        replace(point, requirements=tuple(_with_switches(r, stated) for r in point.requirements))
        for point in checklist.control_points
    )
    return replace(checklist, control_points=points)


def with_switches(findings: Iterable[Finding], checklist: Checklist, stated: Mapping[str, str]) -> Iterator[Finding]:
    """The findings, those of switched-off requirements replaced by `not_applicable` with the fact as reason."""
    for finding in findings:
        thrown = _thrown(checklist.requirement(finding.requirement), stated)
        off = next((switch for switch in thrown if switch.makes == "not_applicable"), None)
        yield _not_applicable(finding, off) if off else finding


def _not_applicable(finding: Finding, switch: Switch) -> Finding:
    label = KIND_OF[switch.fact].label
    because = f" {switch.reason}" if switch.reason else ""
    return Finding(
        control_point=finding.control_point,
        requirement=finding.requirement,
        side=finding.side,
        status="not_applicable",
        confidence=1.0,
        severity=None,
        rank=None,
        reason=f"{label}: {switch.value} (stated by you).{because}",
        search=finding.search,
    )


def _with_switches(requirement: Requirement, stated: Mapping[str, str]) -> Requirement:
    made = {switch.makes for switch in _thrown(requirement, stated)}
    if "must" in made:
        requirement = replace(requirement, must=True)
    return replace(requirement, severity="critical") if "critical" in made else requirement


def _thrown(requirement: Requirement, stated: Mapping[str, str]) -> Iterator[Switch]:
    return (s for s in requirement.switches if stated.get(s.fact, "").strip().lower() == s.value.lower())
