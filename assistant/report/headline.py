"""The few issues that people read first, worst first."""

from dataclasses import dataclass

from assistant.checklist import Checklist, Requirement
from assistant.cite import Citation
from assistant.findings import Finding, Rank, Report, Severity, Status
from assistant.report.wording import how_much_was_read, status_in_words

# What could not be decided has no rank yet; it may turn out a deal-breaker, so it stands before what can be accepted.
RANK_ORDER: dict[Rank | None, int] = {"deal-breaker": 0, "negotiate": 1, None: 2, "accept": 3}
SEVERITY_ORDER: dict[Severity | None, int] = {"critical": 0, "major": 1, "minor": 2, None: 3}
STATUS_ORDER: dict[Status, int] = {
    "no": 0,
    "elsewhere": 1,
    "not_determinable": 1,
    "failed": 2,
    "partial": 3,
    "yes": 4,
    "not_applicable": 5,
}

MOST_HEADLINES = 5


@dataclass(frozen=True)
class Headline:
    """One issue with its quote or its proof of search."""

    control_point: str
    title: str
    requirement: str
    label: str
    status: Status
    words: str
    rank: Rank | None
    severity: Severity | None
    reason: str
    quote: Citation | None
    proof: str
    please_read: bool


def headlines(report: Report, checklist: Checklist, most: int = MOST_HEADLINES) -> list[Headline]:
    """At most `most` issues; a check that failed is no issue of the agreement and never stands here."""
    issues = [f for f in report.findings if is_issue(f)]
    issues.sort(key=lambda f: urgency(f, checklist.requirement(f.requirement)))
    return [_headline(report, checklist, finding) for finding in issues[:most]]


def is_issue(finding: Finding) -> bool:
    """A protection that falls short, could not be decided, or carries a red flag."""
    if finding.side != "protects" or finding.status in ("failed", "not_applicable"):
        return False
    return finding.status != "yes" or bool(finding.red_flags)


def urgency(finding: Finding, requirement: Requirement) -> tuple[int, int, bool, int, float]:
    """Sorts the worst first: rank, severity, musts, how far short, how sure."""
    return (
        RANK_ORDER[finding.rank],
        SEVERITY_ORDER[finding.severity],
        not requirement.must,
        STATUS_ORDER[finding.status],
        -finding.confidence,
    )


def weakest_words(finding: Finding) -> Citation | None:
    """What to show first: the words that limit, then a red flag's, then what there is."""
    flagged = tuple(citation for _, citation in finding.red_flags)
    return next(iter((*finding.limiting, *flagged, *finding.citations)), None)


def _headline(report: Report, checklist: Checklist, finding: Finding) -> Headline:
    requirement = checklist.requirement(finding.requirement)
    return Headline(
        control_point=finding.control_point,
        title=checklist.control_point(finding.control_point).title,
        requirement=finding.requirement,
        label=requirement.label,
        status=finding.status,
        words=status_in_words(finding),
        rank=finding.rank,
        severity=finding.severity,
        # "Clause 8.2 does it" is no reason for concern; the red flag in it is.
        reason=finding.red_flags[0][0] if finding.status == "yes" and finding.red_flags else finding.reason,
        quote=weakest_words(finding),
        proof=how_much_was_read(report, finding),
        please_read=finding.please_read,
    )
