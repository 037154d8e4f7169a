"""Figures of the questions: whether the right clause is found, and whether silence is told from an answer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.measure.check import Figures
from assistant.measure.quotes import InText, any_meets, ratio
from assistant.measure.sets import QuestionSet


@dataclass(frozen=True)
class Row:
    """One labelled question beside the program's answer."""

    file: str
    answerable: bool
    said: bool
    found_at: tuple[bool, bool, bool]
    """Whether the evidence stands first, among three, among five."""
    score: float | None
    milliseconds: float | None


def rows_of(asked: QuestionSet, said: Mapping[str, Mapping[str, Any]], in_text: InText) -> Iterator[Row]:
    """A row for every question; `said` holds answers by id, as `controlpoint ask --batch` writes them."""
    for question in asked.questions:
        answer = said.get(question["id"], {})
        quotes = in_text.quotes(asked.file_of(question), answer.get("citations", []))
        gold = question.get("quotes", [])
        yield Row(
            question["file"],
            bool(question["answerable"]),
            bool(answer.get("answerable")),
            (any_meets(quotes[:1], gold), any_meets(quotes[:3], gold), any_meets(quotes[:5], gold)),
            answer.get("score"),
            answer.get("latency_ms"),
        )


def figures(rows: Sequence[Row]) -> Figures:
    """Every figure of these rows; `None` where there is nothing to count."""
    there = [r for r in rows if r.answerable]
    not_there = [r for r in rows if not r.answerable]
    sides = (ratio(sum(r.said for r in there), len(there)), ratio(sum(not r.said for r in not_there), len(not_there)))
    times = sorted(r.milliseconds for r in rows if r.milliseconds is not None)
    return {
        "n": len(rows),
        "answerable": len(there),
        "answered_and_right_at_1": ratio(sum(r.said and r.found_at[0] for r in there), len(there)),
        "hit_at_1": ratio(sum(r.found_at[0] for r in there), len(there)),
        "hit_at_3": ratio(sum(r.found_at[1] for r in there), len(there)),
        "hit_at_5": ratio(sum(r.found_at[2] for r in there), len(there)),
        "answered_when_answerable": sides[0],
        "abstained_when_not": sides[1],
        "balanced_answerability": None if sides[0] is None or sides[1] is None else round((sides[0] + sides[1]) / 2, 4),
        "answerability_auroc": area_under_curve([(r.score, r.answerable) for r in rows if r.score is not None]),
        "latency_ms_p95": round(times[int(0.95 * (len(times) - 1))], 1) if times else None,
    }


def area_under_curve(scored: Sequence[tuple[float, bool]]) -> float | None:
    """Area under the ROC curve of the score for "answerable"; ties count half.

    >>> area_under_curve([(0.9, True), (0.4, False), (0.4, True)])
    0.75
    """
    positive = sum(y for _, y in scored)
    negative = len(scored) - positive
    if not positive or not negative:
        return None
    ranks, everything, i = {}, sorted(s for s, _ in scored), 0
    while i < len(everything):
        j = i
        while j < len(everything) and everything[j] == everything[i]:
            j += 1
        ranks[everything[i]] = (i + j + 1) / 2
        i = j
    total = sum(ranks[s] for s, y in scored if y)
    return round((total - positive * (positive + 1) / 2) / (positive * negative), 4)
