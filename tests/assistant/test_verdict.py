"""The rule from findings to verdict, rank and severity."""

import pytest
from builders import a_citation, a_finding

from assistant.checklist import load_checklist
from assistant.findings import Finding, Search
from assistant.verdict import control_point_result, rank_of, severity_of, verdict_on

MUSTS = frozenset({"p.one", "p.two"})


def findings(*statuses: str, side: str = "protects", flagged: bool = False) -> list[Finding]:
    names = ["p.one", "p.two", "p.three", "p.four"]
    return [a_finding(names[i], status, side=side, flagged=flagged and i == 0) for i, status in enumerate(statuses)]


@pytest.mark.parametrize(
    ("statuses", "flagged", "verdict", "rank"),
    [
        (("no", "no", "no", "no"), False, "missing", "deal-breaker"),
        (("yes", "yes", "yes", "no"), False, "adequate", None),
        (("yes", "yes", "no", "no"), False, "weak", "accept"),
        (("yes", "yes", "yes", "yes"), True, "weak", "negotiate"),
        (("yes", "partial", "yes", "yes"), False, "weak", "negotiate"),
        (("yes", "no", "yes", "yes"), False, "weak", "deal-breaker"),
        (("yes", "elsewhere", "yes", "yes"), False, "not_determinable", None),
        (("failed", "yes", "yes", "yes"), False, "not_determinable", None),
        (("no", "elsewhere", "yes", "yes"), False, "weak", "deal-breaker"),
        (("failed", "no", "no", "no"), False, "weak", "deal-breaker"),
        (("not_applicable", "yes", "yes", "no"), False, "adequate", None),
    ],
)
def test_the_verdict_follows_the_rule(statuses: tuple[str, ...], flagged: bool, verdict: str, rank: str | None) -> None:
    assert verdict_on(findings(*statuses, flagged=flagged), MUSTS) == (verdict, rank)


def test_a_burden_never_enters_the_verdict() -> None:
    burdens = [a_finding("p.five", "yes", side="burdens"), a_finding("p.six", "no", side="neutral")]

    assert verdict_on([*findings("no", "no"), *burdens], MUSTS) == ("missing", "deal-breaker")


def test_a_failed_check_never_leads_to_missing() -> None:
    assert verdict_on(findings("no", "failed", "no", "no"), MUSTS)[0] != "missing"


@pytest.mark.parametrize(
    ("status", "must", "flagged", "rank"),
    [
        ("no", True, False, "deal-breaker"),
        ("no", False, False, "accept"),
        ("partial", True, False, "negotiate"),
        ("yes", False, True, "negotiate"),
        ("yes", True, False, None),
    ],
)
def test_the_rank_of_one_requirement(status: str, must: bool, flagged: bool, rank: str | None) -> None:
    assert rank_of(status, must, flagged) == rank  # type: ignore[arg-type]


def test_a_weak_clause_is_one_level_less_severe_than_a_missing_one() -> None:
    assert (severity_of("no", "critical"), severity_of("partial", "critical"), severity_of("yes", "critical")) == (
        "critical",
        "major",
        None,
    )


def test_no_finding_can_be_no_without_a_complete_sweep() -> None:
    with pytest.raises(ValueError, match="without a complete sweep"):
        a_finding("p.one", "no", search=Search(10, 12))
    with pytest.raises(ValueError, match="without a complete sweep"):
        a_finding("p.one", "no", search=Search(12, 12, unreadable_pages=(3,)))


@pytest.mark.parametrize("status", ["yes", "partial", "elsewhere"])
def test_no_finding_can_be_present_without_a_citation(status: str) -> None:
    with pytest.raises(ValueError, match="without a citation"):
        a_finding("p.one", status, citations=())
    assert a_finding("p.one", status, citations=(a_citation(),)).status == status


def test_the_summary_keeps_its_capitals_and_sets_red_flags_apart() -> None:
    point = load_checklist("contract").control_points[1]
    first, *rest = point.requirements
    judged = [a_finding(first.id, "yes", side=first.side, flagged=True), *(a_finding(r.id, "yes") for r in rest)]

    summary = control_point_result(point, judged).summary

    assert f"red flag in: {first.label}" in summary
    assert first.label not in summary.split(";")[0]
    assert "IP" in summary


def test_a_red_flag_on_a_neutral_requirement_counts_too() -> None:
    flagged = a_finding("p.six", "yes", side="neutral", flagged=True)

    assert verdict_on([*findings("yes", "yes"), flagged], MUSTS) == ("weak", "negotiate")
