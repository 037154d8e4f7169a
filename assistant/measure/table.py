"""The figures as Markdown: the table that the README and the model card show, and what lies behind it."""

from collections.abc import Sequence

from assistant.measure.calibration import Bin, expected_error
from assistant.measure.run import Measured

_WORDS = {
    "check": {
        "accuracy_present_absent": "present or absent, accuracy",
        "balanced_accuracy": "balanced accuracy",
        "f1_missing": "F1 of missing",
        "accuracy_yes_partial_no": "yes, partial, no",
        "evidence_hit_at_1": "first citation is the evidence",
        "evidence_hit_at_3": "… among three",
        "false_absent_rate": "false absent",
        "false_present_rate": "false present",
    },
    "ask": {
        "answered_and_right_at_1": "answered and right",
        "hit_at_1": "first clause right",
        "hit_at_3": "… among three",
        "hit_at_5": "… among five",
        "answered_when_answerable": "answered when answerable",
        "abstained_when_not": "abstained when not",
        "balanced_answerability": "answerable or not, balanced",
        "answerability_auroc": "answerable or not, AUROC",
        "latency_ms_p95": "milliseconds, 95 of 100 answers",
    },
    "observations": {
        "observation_f1": "observations found, F1",
        "area_accuracy": "area right",
        "class_accuracy": "grade right",
        "repeat_accuracy": "repeat right",
        "capa_due_accuracy": "due date right",
        "citation_f1": "references, F1",
        "flag_accuracy": "flags of the report",
    },
}

_RANK_WORDS = {
    "most_headlines": "headlines an agreement, at most",
    "verdict_right": "verdict of a control point right",
    "rank_right": "rank right, where a protection falls short",
    "headlines_that_are_issues": "headlines that are issues by the labels",
    "headlines_of_the_right_rank": "… and of the right rank",
    "deal_breakers_that_are": "headlines called deal-breaker that are",
    "worst_labels_seen_as_issues": "the five worst by the labels, seen as issues",
}


def as_markdown(measured: Sequence[Measured], how: str) -> str:
    """A table a set, its calibration, and the answers that are wrong where they are few enough to read."""
    parts = [how]
    for one in measured:
        parts += [_figures(one), *_ranks(one), *_calibration(one), *_wrong(one)]
    return "\n\n".join(parts) + "\n"


def _figures(one: Measured) -> str:
    counted = one.figures.get("observations" if one.kind == "observations" else "n")
    head = f"### {one.name}: {one.documents} documents, {counted} labels"
    rows = [
        f"| {words} | {_number(one.figures[name])} | {_between(one.intervals.get(name))} |"
        for name, words in _WORDS[one.kind].items()
        if one.figures.get(name) is not None
    ]
    lost = f"\n\n{one.not_in_text} of {one.citations} citations do not stand in the text." if one.citations else ""
    return "\n".join([head, "", "| | | 95 % of draws |", "|---|---|---|", *rows]) + lost


def _ranks(one: Measured) -> list[str]:
    rows = [f"| {words} | {_number(one.ranks[name])} |" for name, words in _RANK_WORDS.items() if one.ranks.get(name)]
    return ["\n".join(["What is read first:", "", "| | |", "|---|---|", *rows])] if rows else []


def _calibration(one: Measured) -> list[str]:
    if not one.status_reliability:
        return []
    return [
        _bins("the status of a finding", one.status_reliability),
        _bins("a “no”: nothing is there", one.absence_reliability),
    ]


def _bins(what: str, bins: Sequence[Bin]) -> str:
    rows = [f"| {b.low:.1f} to {b.high:.1f} | {b.count} | {b.stated:.2f} | {b.right:.2f} |" for b in bins]
    title = f"Confidence in {what}; expected calibration error {expected_error(bins):.3f}."
    return "\n".join([title, "", "| stated | findings | mean stated | right |", "|---|---|---|---|", *rows])


def _wrong(one: Measured, most: int = 40) -> list[str]:
    if not one.wrong or len(one.wrong) > most:
        return []
    lines = [f"- {r.stem}: {r.requirement} is {r.gold}, said {r.said}" for r in one.wrong]
    return [f"Wrong on present or absent ({len(lines)}):", "\n".join(lines)]


def _number(value: float | int | None) -> str:
    return "" if value is None else f"{value:.3f}" if isinstance(value, float) and value < 2 else f"{value}"


def _between(bounds: tuple[float, float] | None) -> str:
    return f"{bounds[0]:.3f} to {bounds[1]:.3f}" if bounds else ""
