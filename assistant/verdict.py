"""From findings to the verdict of a control point, and to rank and severity: the one place that holds the rule.

    missing            every protecting requirement is `no`
    adequate           every must is `yes`, at least half of the other protecting ones too, and no red flag
    not_determinable   a must could not be decided and no other must already falls short
    weak               everything else; ranked deal-breaker (a must is `no`), negotiate (a must is `partial`, or a
                       red flag), accept (only others fall short)

Only requirements that protect the buyer count. `not_applicable` is left out of the count; `failed` never leads to
missing; a burden is reported as what it costs and never as a gap.
"""

from collections.abc import Sequence

from assistant.checklist import ControlPoint
from assistant.findings import ControlPointResult, Finding, Rank, Severity, Status, Verdict

UNDECIDED: frozenset[str] = frozenset({"elsewhere", "not_determinable", "failed"})
SHORT: frozenset[str] = frozenset({"no", "partial"})
ONE_LEVEL_LOWER: dict[Severity, Severity] = {"critical": "major", "major": "minor", "minor": "minor"}
SEVERITY_ORDER: tuple[Severity, ...] = ("critical", "major", "minor")


def rank_of(status: Status, must: bool, red_flagged: bool) -> Rank | None:
    """How hard to push on one protecting requirement; `None` when there is nothing to push for."""
    if must and status == "no":
        return "deal-breaker"
    if red_flagged or (must and status == "partial"):
        return "negotiate"
    return "accept" if status in SHORT else None


def severity_of(status: Status, severity_if_missing: Severity) -> Severity | None:
    """A weak clause is one level less severe than a missing one; what could not be decided keeps the full level."""
    if status == "no" or status in UNDECIDED:
        return severity_if_missing
    return ONE_LEVEL_LOWER[severity_if_missing] if status == "partial" else None


def verdict_on(findings: Sequence[Finding], musts: frozenset[str]) -> tuple[Verdict, Rank | None]:
    """Verdict and rank over the findings of one control point; `musts` are requirement ids."""
    counted = [f for f in findings if f.side == "protects" and f.status != "not_applicable"]
    of_musts = [f for f in counted if f.requirement in musts]
    others = [f for f in counted if f.requirement not in musts]
    # A red flag counts wherever in the control point it stands, also on a neutral requirement.
    flagged = any(f.red_flags for f in findings)
    if not counted:
        return "not_determinable", None
    if all(f.status == "no" for f in counted):
        return "missing", "deal-breaker" if of_musts else "accept"
    must_short = any(f.status in SHORT for f in of_musts)
    if any(f.status in UNDECIDED for f in of_musts) and not must_short:
        return "not_determinable", None
    enough_others = sum(f.status == "yes" for f in others) * 2 >= len(others)
    if not must_short and enough_others and not flagged:
        return "adequate", None
    if any(f.status == "no" for f in of_musts):
        return "weak", "deal-breaker"
    return "weak", "negotiate" if must_short or flagged else "accept"


def control_point_result(point: ControlPoint, findings: Sequence[Finding]) -> ControlPointResult:
    """The verdict on one control point with the sentence that people read first."""
    musts = frozenset(r.id for r in point.requirements if r.must)
    verdict, rank = verdict_on(findings, musts)
    severities = [f.severity for f in findings if f.side == "protects" and f.severity]
    worst = min(severities, key=SEVERITY_ORDER.index) if severities and verdict != "adequate" else None
    return ControlPointResult(point.id, point.title, verdict, worst, rank, _summary(point, findings))


def _summary(point: ControlPoint, findings: Sequence[Finding]) -> str:
    labels = {r.id: r.label for r in point.requirements}
    flagged = [f for f in findings if f.red_flags]
    sound = [f for f in findings if not f.red_flags or f.status != "yes"]
    groups = [
        ("in place", "protects", {"yes"}),
        ("weak", "protects", {"partial"}),
        ("not located", "protects", {"no"}),
        ("left to a document we do not hold", "protects", {"elsewhere"}),
        ("could not be decided", "protects", {"not_determinable", "failed"}),
        ("costs you", "burdens", {"yes", "partial"}),
    ]
    parts = []
    for words, side, statuses in groups:
        names = [labels[f.requirement] for f in sound if f.side == side and f.status in statuses]
        if names:
            parts.append(f"{words}: {', '.join(names)}")
    if flagged:
        parts.append(f"red flag in: {', '.join(labels[f.requirement] for f in flagged)}")
    words = "; ".join(parts)
    return f"{words[0].upper()}{words[1:]}." if words else "Nothing here applies."
