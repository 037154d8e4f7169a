"""Whether what people read first is right: verdicts, ranks inside weak, and the headline issues, against the labels.

Labels hold answers, not ranks: the rank of a label is what the rule makes of it. Red flags have no labels.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, cast

from assistant.checklist import Checklist, load_checklist
from assistant.findings import Finding
from assistant.measure.check import Figures
from assistant.measure.quotes import ratio
from assistant.measure.sets import LabelledSet
from assistant.report.headline import MOST_HEADLINES, is_issue, urgency
from assistant.verdict import rank_of, severity_of, verdict_on

Said = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Ranked:
    """One agreement: findings as the labels have them and as the program has them, by requirement."""

    stem: str
    gold: dict[str, Finding]
    said: dict[str, Finding]

    def headlines(self, findings: Mapping[str, Finding], checklist: Checklist) -> list[Finding]:
        issues = [f for f in findings.values() if is_issue(f)]
        return sorted(issues, key=lambda f: urgency(f, checklist.requirement(f.requirement)))[:MOST_HEADLINES]


def ranked(labelled: LabelledSet, said: Said, checklist: Checklist) -> Iterator[Ranked]:
    """Every agreement of the set that was judged."""
    known = {r.id for r in checklist.requirements}
    for stem, labels in labelled.gold.items():
        if stem not in said:
            continue
        gold = {r: _as_finding(checklist, r, a["answer"]) for r, a in labels["answers"].items() if r in known}
        found = {
            f["requirement"]: _as_finding(
                checklist, f["requirement"], f["status"], f.get("confidence", 1.0), bool(f.get("red_flags"))
            )
            for f in said[stem].get("findings", [])
            if f["requirement"] in gold
        }
        yield Ranked(stem, gold, found)


def figures(labelled: LabelledSet, said: Said) -> Figures:
    """Shares of verdicts, ranks and headlines that the labels bear out."""
    checklist = load_checklist("contract")
    agreements = list(ranked(labelled, said, checklist))
    verdicts = [pair for a in agreements for pair in _verdicts(a, checklist)]
    short = [(a.gold[r], f) for a in agreements for r, f in a.said.items() if a.gold[r].rank]
    first = [(a.gold[f.requirement], f) for a in agreements for f in a.headlines(a.said, checklist)]
    top = [(f, a.said.get(f.requirement)) for a in agreements for f in a.headlines(a.gold, checklist)]
    breakers = [g for g, f in first if f.rank == "deal-breaker"]
    return {
        "agreements": len(agreements),
        "most_headlines": max((len(a.headlines(a.said, checklist)) for a in agreements), default=0),
        "verdict_right": ratio(sum(g == s for g, s in verdicts), len(verdicts)),
        "rank_right": ratio(sum(g.rank == s.rank for g, s in short), len(short)),
        "headlines_that_are_issues": ratio(sum(g.rank is not None for g, _ in first), len(first)),
        "headlines_of_the_right_rank": ratio(sum(g.rank == f.rank for g, f in first), len(first)),
        "deal_breakers_that_are": ratio(sum(g.rank == "deal-breaker" for g in breakers), len(breakers)),
        "worst_labels_seen_as_issues": ratio(sum(bool(s and s.rank) for _, s in top), len(top)),
    }


def _verdicts(agreement: Ranked, checklist: Checklist) -> Iterator[tuple[str, str]]:
    for point in checklist.control_points:
        musts = frozenset(r.id for r in point.requirements if r.must)
        ids = [r.id for r in point.requirements if r.id in agreement.gold and r.id in agreement.said]
        yield _verdict([agreement.gold[i] for i in ids], musts), _verdict([agreement.said[i] for i in ids], musts)


def _verdict(findings: Sequence[Finding], musts: frozenset[str]) -> str:
    return verdict_on(findings, musts)[0]


def _as_finding(
    checklist: Checklist, requirement: str, status: Any, confidence: float = 1.0, flagged: bool = False
) -> Finding:
    """As much of a finding as ranks and order look at; labels come without the proof that a real one needs."""
    wanted = checklist.requirement(requirement)
    protects = wanted.side == "protects"
    return cast(
        "Finding",
        SimpleNamespace(
            requirement=requirement,
            side=wanted.side,
            status=status,
            confidence=confidence,
            red_flags=("flag",) if flagged else (),
            rank=rank_of(status, wanted.must, flagged) if protects else None,
            severity=severity_of(status, wanted.severity) if protects else None,
        ),
    )
