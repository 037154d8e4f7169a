"""Labelled agreements as numbers: the clauses of each text, and what an expert said about them.

A text is found in the folder of labelled agreements; our own labels (`labels.jsonl`) hold offsets and answers, never
contract text, and apply only to a text with the recorded hash.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.reading import Reading, as_matrix, cut_to, sentence_spans
from assistant.roles import Roles
from assistant.signals import signals_of
from ingest.document import Clause, Document, Page, Span
from ingest.split import split_clauses

HERE = Path(__file__).resolve().parent
ANSWERS = {"no": 0, "partial": 1, "yes": 2}

# What a clause is to a requirement. Supporting passages are positives of less weight; doubtful ones teach nothing.
NOTHING, PARTLY, WHOLLY, DOUBTFUL, SUPPORTING, LOOK_ALIKE = 0, 1, 2, 3, 4, -1


@dataclass(frozen=True)
class Example:
    """One agreement: its reading, a label for each clause and requirement, and the answer for each requirement."""

    stem: str
    origin: str
    reading: Reading
    labels: np.ndarray
    answers: np.ndarray
    gold: dict[str, Any]
    sentence_labels: np.ndarray
    """The same for each sentence of the reading."""


INVENTED = HERE / "agreements"
"""Agreements that were written for this project, each with its answers beside it."""


def read_text(path: Path) -> str:
    """The text as the reader of plain files gives it: line ends made one."""
    return path.read_bytes().decode("utf-8", errors="replace").replace("\r\n", "\n").replace("\r", "\n")


def document_of(text: str, file: str) -> Document:
    """A one-page document."""
    return Document(hashlib.sha256(text.encode()).hexdigest(), file, text, (Page(1, Span(0, len(text))),))


def gold_examples(folder: Path, texts: Path, requirements: Sequence[str], origin: str) -> Iterator[Example]:
    """The expert's labels in the layout of the labelled sets: FOLDER/*.json beside the folder of texts."""
    more = {row["sha256"]: row for row in own_labels()}
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = read_text(texts / gold["file"])
        marks: list[tuple[str, tuple[int, int] | None, int]] = [
            (requirement, _span_of(text, quote), WHOLLY if answer["answer"] == "yes" else PARTLY)
            for requirement, answer in gold["answers"].items()
            for quote in answer.get("quotes", [])
        ]
        for requirement, answer in gold["answers"].items():
            near = answer.get("near_miss") or []
            marks += [(requirement, _span_of(text, q), LOOK_ALIKE) for q in ([near] if isinstance(near, str) else near)]
            marks += [(requirement, _span_of(text, q), SUPPORTING) for q in answer.get("also", [])]
        answers = {r: a["answer"] for r, a in gold["answers"].items()}
        marks += _own_marks(more.get(hash_of(text), {}).get("requirements", {}), answers)
        yield _example(path.stem, origin, text, answers, marks, requirements, gold)


def own_examples(folder: Path, requirements: Sequence[str]) -> Iterator[Example]:
    """Agreements labelled for this project, wherever their texts lie under `folder`."""
    rows = {row["sha256"]: row for row in own_labels() if row["complete"]}
    for path in sorted(folder.rglob("*.txt")):
        text = read_text(path)
        row = rows.pop(hash_of(text), None)
        if row:
            answers = {r: of["answer"] for r, of in row["requirements"].items()}
            marks: list[tuple[str, tuple[int, int] | None, int]] = [
                (r, (int(span[0]), int(span[1])), WHOLLY if of["answer"] == "yes" else PARTLY)
                for r, of in row["requirements"].items()
                for span in of.get("spans", [])
            ]
            marks += _own_marks(row["requirements"], answers)
            yield _example(path.stem, "own", text, answers, marks, requirements, {"answers": {}, "file": path.name})


def own_labels() -> list[dict[str, Any]]:
    """Rows of `labels.jsonl`: the hash of a text, and for each requirement answer, spans, also, near."""
    return rows_of_file("labels.jsonl")


def bank(language: str, requirements: Sequence[str]) -> tuple[list[Clause], Any, np.ndarray]:
    """The clause bank: clauses, their signals, and a label for each clause and requirement."""
    rows = [json.loads(line) for line in (HERE / "bank" / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()]
    names = {"yes": WHOLLY, "partial": PARTLY, "near_miss": LOOK_ALIKE}
    labels = np.zeros((len(rows), len(requirements)), dtype=np.int8)
    for i, row in enumerate(rows):
        for requirement, label in row["labels"].items():
            labels[i, requirements.index(requirement)] = names[label]
    clauses = [Clause(str(i), "bank", Span(0, len(row["text"])), row["text"]) for i, row in enumerate(rows)]
    roles = _usual_roles()
    return clauses, as_matrix([signals_of(clause, roles) for clause in clauses]), labels


@dataclass(frozen=True)
class LooseClauses:
    """Clauses of other agreements, each labelled for the requirements of one control point and for no others."""

    clauses: list[Clause]
    signals: Any
    """Sparse matrix, a row for each clause."""
    labels: np.ndarray
    known: np.ndarray
    """Shape (clauses, requirements): whether a reader judged the clause for that requirement."""
    sentence_signals: Any
    sentence_owners: np.ndarray


def loose_clauses(folder: Path, requirements: Sequence[str]) -> LooseClauses:
    """The clauses of `clauses.jsonl`, where their agreements lie under `folder` with the recorded hash."""
    rows = {row["sha256"]: row for row in rows_of_file("clauses.jsonl")}
    names = {"yes": WHOLLY, "partial": PARTLY, "near": LOOK_ALIKE, "?": DOUBTFUL}
    clauses: list[Clause] = []
    signals, labels, known, of_sentences, owners = [], [], [], [], []
    for path in sorted(folder.rglob("*.txt")):
        text = read_text(path)
        row = rows.pop(hash_of(text), None)
        if row is None:
            continue
        reading = Reading(document_of(text, path.name), tuple(split_clauses(document_of(text, path.name))))
        for read in row["clauses"]:
            clause = _at(reading.clauses, read["span"])
            if clause is None:
                continue
            clauses.append(clause)
            signals.append(signals_of(clause, reading.roles))
            for span in sentence_spans(clause):
                of_sentences.append(signals_of(cut_to(clause, span), reading.roles))
                owners.append(len(clauses) - 1)
            labels.append([names.get(read["labels"].get(r, ""), NOTHING) for r in requirements])
            known.append([r.split(".")[0] in read["points"] for r in requirements])
    return LooseClauses(
        clauses,
        as_matrix(signals),
        np.array(labels, dtype=np.int8),
        np.array(known),
        as_matrix(of_sentences),
        np.array(owners, dtype=np.int64),
    )


def _at(clauses: Sequence[Clause], span: Sequence[int]) -> Clause | None:
    """The clause that a labelled span covers best; none where the text is split differently now."""

    def shared(clause: Clause) -> int:
        return min(clause.span.end, span[1]) - max(clause.span.start, span[0])

    best = max(clauses, key=shared)
    return best if 2 * shared(best) >= max(span[1] - span[0], best.span.end - best.span.start) else None


def rows_of_file(file: str) -> list[dict[str, Any]]:
    """The rows of one of the files of labels beside this module."""
    return [json.loads(line) for line in (HERE / file).read_text(encoding="utf-8").splitlines() if line.strip()]


def _usual_roles() -> Roles:
    from assistant.roles import resolve_roles

    return resolve_roles("")


def _own_marks(
    of_requirement: dict[str, Any], answers: dict[str, str]
) -> list[tuple[str, tuple[int, int] | None, int]]:
    marks: list[tuple[str, tuple[int, int] | None, int]] = []
    for requirement, own in of_requirement.items():
        kind = DOUBTFUL if answers.get(requirement) == "no" else SUPPORTING
        marks += [(requirement, (int(span[0]), int(span[1])), kind) for span in own.get("also", [])]
        marks += [(requirement, (int(span[0]), int(span[1])), LOOK_ALIKE) for span in own.get("near", [])]
    return marks


def _example(
    stem: str,
    origin: str,
    text: str,
    answers: dict[str, str],
    marks: Sequence[tuple[str, tuple[int, int] | None, int]],
    requirements: Sequence[str],
    gold: dict[str, Any],
) -> Example:
    document = document_of(text, f"{stem}.txt")
    clauses = tuple(split_clauses(document))
    reading = Reading(document, clauses)
    values = np.array([ANSWERS[answers.get(r, "no")] for r in requirements], dtype=np.int8)
    labels = _labelled([c.span for c in clauses], marks, requirements)
    of_sentences = _labelled(reading.sentences.spans, marks, requirements)
    return Example(stem, origin, reading, labels, values, gold, of_sentences)


def _labelled(
    spans: Sequence[Span], marks: Sequence[tuple[str, tuple[int, int] | None, int]], requirements: Sequence[str]
) -> np.ndarray:
    """The label of every span for every requirement, shape (spans, requirements)."""
    labels = np.zeros((len(spans), len(requirements)), dtype=np.int8)
    starts, ends = np.array([s.start for s in spans]), np.array([s.end for s in spans])
    # Firm labels first: a later mark never overwrites one.
    for requirement, span, label in sorted(
        marks, key=lambda m: (WHOLLY, PARTLY, SUPPORTING, DOUBTFUL, LOOK_ALIKE).index(m[2])
    ):
        if span is None:
            continue
        shared = np.minimum(ends, span[1]) - np.maximum(starts, span[0])
        touched = shared >= 0.5 * np.minimum(ends - starts, span[1] - span[0])
        column = labels[:, requirements.index(requirement)]
        column[touched & (column == NOTHING)] = label
    return labels


def _span_of(text: str, quote: str) -> tuple[int, int] | None:
    from assistant.locate import locate

    span = locate(quote, text)
    return (span.start, span.end) if span else None


def hash_of(text: str) -> str:
    """What a text is recognised by, so that labels need not hold it."""
    return hashlib.sha256(text.encode()).hexdigest()
