"""Measures the fact sheet: parties, effective date, term and governing law against labels, each with its citation.

Our labels (`fact_labels.jsonl`) hold offsets and values, never contract text, and apply to the text with the recorded
hash. Contracts of the question set that bear no such label are a second, held-out measure: there only the expert's
spans are known, so a fact is right when its citation touches one, or when neither found anything.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.fact_sheet.build import Line, lines_of
from assistant.fact_sheet.sheet import Found
from assistant.fact_sheet.values import DateValue, Jurisdiction, Period, Words
from assistant.learn.examples import HERE, document_of, read_text
from assistant.locate import locate
from assistant.reading import Reading
from ingest.document import Span
from ingest.kind import OPENING, kind_of, language_of, title_of
from ingest.split import split_clauses

FACTS = ("parties", "effective_date", "term", "governing_law")
HELD_OUT = {"Governing Law": "governing_law", "Expiration Date": "term", "Renewal Term": "renewal",
            "Notice Period to Terminate Renewal": "renewal_notice"}  # fmt: skip
SUPPLY = ("supply", "manufactur", "outsourc", "distribut", "develop", "service", "collaborat")
"""What a contract of the question set is called when it resembles ours."""
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.4375, "quarter": 91.3125, "year": 365.25}


@dataclass(frozen=True)
class Measured:
    """One agreement's facts, right or wrong."""

    file: str
    right: Mapping[str, bool]


def measure(evaluation: Path) -> list[Measured]:
    """Every labelled agreement found under the folder, by the hash of its text."""
    labels = {row["sha256"]: row for row in own_labels()}
    measured = []
    for path in sorted(evaluation.rglob("*.txt")):
        reading = reading_of(path)
        label = labels.pop(reading.document.id, None)
        if label:
            lines = lines_of(reading)
            measured.append(Measured(path.name, {fact: is_right(fact, lines[fact], label[fact]) for fact in FACTS}))
    return measured


def held_out(evaluation: Path, most: int = 100) -> dict[str, tuple[int, int, int, int]]:
    """By category, on contracts of supply that have no label of ours: right, with a span, right without, without."""
    ours = {row["sha256"] for row in own_labels()}
    by_file: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for line in (evaluation / "ask" / "cuad.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["category"] in HELD_OUT and any(word in row["file"].lower() for word in SUPPLY):
            by_file[row["file"]][row["category"]] = row["quotes"]
    counts: dict[str, list[int]] = {category: [0, 0, 0, 0] for category in HELD_OUT}
    taken = 0
    for file in sorted(by_file):
        reading = reading_of(evaluation / "ask" / "txt" / file)
        if reading.document.id in ours or taken >= most:
            continue
        taken += 1
        lines = lines_of(reading)
        for category, quotes in by_file[file].items():
            spans = [span for quote in quotes if (span := locate(quote, reading.document.text))]
            found = lines[HELD_OUT[category]][1]
            offset = 0 if quotes else 2
            counts[category][offset + 1] += 1
            counts[category][offset] += _touches(found, spans) if quotes else not found
    return {category: (c[0], c[1], c[2], c[3]) for category, c in counts.items()}


def own_labels() -> Iterator[dict[str, Any]]:
    for line in (HERE / "fact_labels.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def is_right(fact: str, line: Line, label: Any) -> bool:
    """Value and place agree with the label; for a fact the agreement does not state, nothing was found."""
    status, found = line
    if fact == "parties":
        return len(found) == len(label) and all(_touches(found, _spans(one)) for one in label)
    if label is None:
        return status == "not_found"
    return (
        bool(found)
        and _touches(found[:1], _spans(label["spans"]))
        and any(_same(status, found[0], v) for v in label["values"])
    )


def _same(status: str, found: Found, label: Any) -> bool:
    if isinstance(label, str):
        return isinstance(found.value, Jurisdiction) and found.value.code == label
    match label["kind"], found.value:
        case "date", DateValue(iso):
            return bool(iso == label["iso"])
        case "period", Period(count, unit):
            return abs(count * _DAYS[unit] - label["count"] * _DAYS[label["unit"]]) < 2
        case (("condition" | "described"), Words()):
            return status == "found"
        case "blank", Words():
            return status in ("blank", "found")
        case "redacted", Words():
            return status == "redacted"
    return False


def _spans(pairs: Sequence[Sequence[int]]) -> list[Span]:
    return [Span(start, end) for start, end in pairs]


def _touches(found: Sequence[Found], spans: Sequence[Span]) -> bool:
    return any(citation.span.overlaps(span) for one in found for citation in one.citations for span in spans)


def reading_of(path: Path) -> Reading:
    document = document_of(read_text(path), path.name)
    opening = document.text[:OPENING]
    title = title_of(opening)
    document = replace(document, title=title, language=language_of(document.text), kind=kind_of(title, opening))
    return Reading(document, tuple(split_clauses(document)))


def report(evaluation: Path, say: Callable[[str], None]) -> None:
    """Print what share is right, and each miss by file."""
    measured = measure(evaluation)
    if not measured:
        say("none of the labelled agreements was found there")
        return
    for fact in FACTS:
        right = sum(one.right[fact] for one in measured)
        missed = ", ".join(one.file[:24] for one in measured if not one.right[fact])
        say(f"{fact:15s} {right} of {len(measured)} = {right / len(measured):.2f}   missed: {missed or 'none'}")
    say("held out, contracts of supply without a label of ours:")
    for category, (right, stated, silent, absent) in held_out(evaluation).items():
        say(
            f"{category:35s} found where stated {right} of {stated} = {right / max(stated, 1):.2f}; silent where not stated {silent} of {absent}"
        )
