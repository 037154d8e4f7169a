"""Several suppliers side by side: one Report each becomes rows over all of them, differences first. For ourselves alone.

    compare([Supplier("North", report), Supplier("South", report)], checklist).differences[0]

No total is made of it: what one supplier lacks in a must cannot be made up for by another requirement.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.checklist import Checklist, ControlPoint, Requirement
from assistant.errors import AssistantError
from assistant.findings import ControlPointResult, Finding, Report, Severity, Status
from assistant.verdict import ONE_LEVEL_LOWER

How = Literal["differs", "open", "same"]
"""`open`: what was decided agrees, but for some supplier the requirement could not be decided."""

NOT_DECIDED: frozenset[Status] = frozenset({"not_determinable", "failed"})
# From what serves the buyer best to what serves it least; what was not decided has no place.
SERVES: tuple[Status, ...] = ("yes", "partial", "elsewhere", "no")
WORST_FIRST: tuple[Severity | None, ...] = ("critical", "major", "minor", None)
_GROUPS: tuple[How, ...] = ("differs", "open", "same")


@dataclass(frozen=True)
class Supplier:
    """A supplier, the report on its set of files, and the files of the set that could not be read."""

    name: str
    report: Report
    unread: tuple[str, ...] = ()


@dataclass(frozen=True)
class PointRow:
    """The verdicts on one control point, in the order of the suppliers."""

    point: ControlPoint
    results: tuple[ControlPointResult, ...]

    @property
    def how(self) -> How:
        return _how(
            [result.verdict == "not_determinable" for result in self.results],
            [(result.verdict, result.rank) for result in self.results],
        )

    @property
    def worst(self) -> Severity | None:
        return min((result.severity for result in self.results), key=WORST_FIRST.index)


@dataclass(frozen=True)
class Row:
    """The findings on one requirement, in the order of the suppliers."""

    requirement: Requirement
    findings: tuple[Finding, ...]

    @property
    def how(self) -> How:
        # A `no` that cites something is a denial: another answer than silence.
        judged = [(f.status, bool(f.red_flags), f.status == "no" and bool(f.citations)) for f in self.findings]
        return _how([finding.status in NOT_DECIDED for finding in self.findings], judged)

    @property
    def is_cost(self) -> bool:
        return self.requirement.side == "burdens"

    @property
    def worst(self) -> Severity | None:
        """The worst severity among the suppliers; a clause with a red flag is as grave as a weak one."""
        flagged = [
            ONE_LEVEL_LOWER[self.requirement.severity] for f in self.findings if f.red_flags and not self.is_cost
        ]
        return min((*(finding.severity for finding in self.findings), *flagged), key=WORST_FIRST.index)

    @property
    def best(self) -> tuple[int, ...]:
        """Which suppliers protect us best here; nobody where they do not differ or nothing is to be protected."""
        if self.how != "differs" or self.requirement.side != "protects":
            return ()
        served = {
            at: (SERVES.index(finding.status), bool(finding.red_flags))
            for at, finding in enumerate(self.findings)
            if finding.status in SERVES
        }
        return tuple(at for at, place in served.items() if place == min(served.values()) and place[0] < len(SERVES) - 1)


@dataclass(frozen=True)
class Comparison:
    """Control points and requirements over all suppliers; differences first, the worst of them before the others."""

    suppliers: tuple[Supplier, ...]
    points: tuple[PointRow, ...]
    rows: tuple[Row, ...]
    left_out: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Suppliers none of whose files could be read, with the files."""

    def protections(self, how: How) -> list[Row]:
        """Rows on what protects us, or is neutral, that differ, are open or are the same."""
        return [row for row in self.rows if row.how == how and not row.is_cost]

    @property
    def differences(self) -> list[Row]:
        return self.protections("differs")

    @property
    def costs(self) -> list[Row]:
        """What the agreements ask of us."""
        return [row for row in self.rows if row.is_cost]


def compare(
    suppliers: Sequence[Supplier], checklist: Checklist, left_out: Sequence[tuple[str, tuple[str, ...]]] = ()
) -> Comparison:
    """Lay reports on the same checklist side by side."""
    if len(suppliers) < 2:
        raise AssistantError("There is nothing to compare: two suppliers with documents that can be read are needed.")
    points = [
        PointRow(point, tuple(_result(supplier.report, point.id) for supplier in suppliers))
        for point in checklist.control_points
    ]
    rows = [
        Row(requirement, tuple(supplier.report.finding(requirement.id) for supplier in suppliers))
        for requirement in checklist.requirements
    ]
    # Sorting keeps the checklist's order among equals.
    points.sort(key=lambda row: (_GROUPS.index(row.how), WORST_FIRST.index(row.worst)))
    rows.sort(key=lambda row: (_GROUPS.index(row.how), WORST_FIRST.index(row.worst), not row.requirement.must))
    return Comparison(tuple(suppliers), tuple(points), tuple(rows), tuple(left_out))


def _how(undecided: Sequence[bool], judged: Sequence[object]) -> How:
    decided = {each for each, is_open in zip(judged, undecided, strict=True) if not is_open}
    if len(decided) > 1:
        return "differs"
    return "open" if any(undecided) else "same"


def _result(report: Report, control_point: str) -> ControlPointResult:
    return next(result for result in report.control_points if result.control_point == control_point)
