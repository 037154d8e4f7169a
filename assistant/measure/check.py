"""Figures of the check: present or absent, yes or partial or no, and whether the right words are cited."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.errors import AssistantError
from assistant.measure.quotes import InText, any_meets, f1, ratio
from assistant.measure.sets import LabelledSet

# `elsewhere` is a weak form of being there; what is not listed here is undecided, and never right.
_SAID = {"yes": "yes", "partial": "partial", "elsewhere": "partial", "no": "no"}
_PRESENT = ("yes", "partial")

Figures = dict[str, float | int | None]


@dataclass(frozen=True)
class Row:
    """One labelled answer beside what the program said."""

    stem: str
    requirement: str
    gold: str
    said: str
    confidence: float | None
    first_is_evidence: bool
    among_three: bool


def rows_of(labelled: LabelledSet, said: Mapping[str, Mapping[str, Any]], in_text: InText) -> Iterator[Row]:
    """A row for every label; `said` holds, by stem, what `controlpoint check --format json` writes."""
    for stem, gold in labelled.gold.items():
        found: dict[str, Mapping[str, Any]] = {}
        for finding in said.get(stem, {}).get("findings", []):
            if finding["requirement"] in found:
                raise AssistantError(f"{stem}: {finding['requirement']} stands twice in one output")
            found[finding["requirement"]] = finding
        for requirement, answer in gold["answers"].items():
            finding = found.get(requirement, {})
            status = _SAID.get(finding.get("status", ""), "none")
            if finding.get("status") == "not_determinable" and answer.get("redacted"):
                status = answer["answer"]
            quotes = in_text.quotes(labelled.file_of(gold), finding.get("citations", []))
            gold_quotes = answer.get("quotes", [])
            yield Row(
                stem,
                requirement,
                answer["answer"],
                status,
                finding.get("confidence"),
                any_meets(quotes[:1], gold_quotes),
                any_meets(quotes[:3], gold_quotes),
            )


def figures(rows: Sequence[Row]) -> Figures:
    """Every figure of these rows; `None` where there is nothing to count."""
    present = [r for r in rows if r.gold != "no"]
    absent = [r for r in rows if r.gold == "no"]
    right_present = sum(r.said in _PRESENT for r in present)
    right_absent = sum(r.said == "no" for r in absent)
    false_absent = sum(r.said == "no" for r in present)
    sides = (ratio(right_present, len(present)), ratio(right_absent, len(absent)))
    return {
        "n": len(rows),
        "gold_absent": len(absent),
        "undecided": sum(r.said == "none" for r in rows),
        "accuracy_present_absent": ratio(right_present + right_absent, len(rows)),
        "balanced_accuracy": None if sides[0] is None or sides[1] is None else round((sides[0] + sides[1]) / 2, 4),
        "f1_missing": f1(right_absent, false_absent, len(absent) - right_absent),
        "false_absent_rate": ratio(false_absent, len(present)),
        "false_present_rate": ratio(sum(r.said in _PRESENT for r in absent), len(absent)),
        "accuracy_yes_partial_no": ratio(sum(r.gold == r.said for r in rows), len(rows)),
        "evidence_hit_at_1": ratio(sum(r.first_is_evidence for r in present), len(present)),
        "evidence_hit_at_3": ratio(sum(r.among_three for r in present), len(present)),
    }


def wrong(rows: Sequence[Row]) -> list[Row]:
    """The answers that are wrong on present or absent, in the order of the set."""
    return [r for r in rows if (r.gold in _PRESENT) != (r.said in _PRESENT) or r.said == "none"]
