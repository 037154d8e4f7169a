"""What the program says about a labelled set, and the figures of that: run here, or read from files it wrote before."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import AssistantError
from assistant.measure import ask, check, observations, ranks
from assistant.measure.calibration import Bin, expected_error, of_absence, of_status, reliability
from assistant.measure.check import Figures
from assistant.measure.intervals import intervals
from assistant.measure.quotes import InText
from assistant.measure.sets import AnySet, LabelledSet, QuestionSet

if TYPE_CHECKING:
    from assistant.workspace import Workspace

Said = Mapping[str, Mapping[str, Any]]
IdsOf = Callable[[Sequence[Path]], list[str]]
Say = Callable[[str], None]


@dataclass(frozen=True)
class Measured:
    """One labelled set with its figures; intervals and calibration where the set has them."""

    name: str
    kind: str
    documents: int
    figures: Figures
    intervals: dict[str, tuple[float, float]] = field(default_factory=dict)
    wrong: tuple[check.Row, ...] = ()
    status_reliability: tuple[Bin, ...] = ()
    absence_reliability: tuple[Bin, ...] = ()
    citations: int = 0
    not_in_text: int = 0
    ranks: Figures = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        return {
            "set": self.name,
            "kind": self.kind,
            "documents": self.documents,
            "figures": self.figures,
            "intervals": {name: list(bounds) for name, bounds in self.intervals.items()},
            "ranks": self.ranks,
            "citations": self.citations,
            "citations_not_in_text": self.not_in_text,
            "expected_calibration_error": {
                "status": round(expected_error(self.status_reliability), 4),
                "absence": round(expected_error(self.absence_reliability), 4),
            },
            "reliability": {
                "status": [vars(b) for b in self.status_reliability],
                "absence": [vars(b) for b in self.absence_reliability],
            },
            "wrong": [
                {"stem": r.stem, "requirement": r.requirement, "gold": r.gold, "said": r.said} for r in self.wrong
            ],
        }


def measure(labelled: AnySet, said: Said, *, sure: bool = True) -> Measured:
    """The figures of what was said; with `sure`, their intervals too."""
    if isinstance(labelled, QuestionSet):
        return _of_questions(labelled, said, sure)
    if labelled.kind == "observations":
        return Measured(labelled.name, labelled.kind, len(labelled.gold), observations.figures(labelled, said))
    in_text = InText()
    rows = list(check.rows_of(labelled, said, in_text))
    return Measured(
        labelled.name,
        labelled.kind,
        len(labelled.gold),
        check.figures(rows),
        intervals(rows, lambda row: row.stem, check.figures) if sure else {},
        tuple(check.wrong(rows)),
        tuple(reliability(of_status(rows))),
        tuple(reliability(of_absence(rows))),
        in_text.seen,
        in_text.lost,
        ranks.figures(labelled, said),
    )


def say_all(deal: "Workspace", labelled: AnySet, ids_of: IdsOf, say: Say) -> Said:
    """Run the program on every document of the set, each alone, as `check --each`, `observations --each`, `ask --batch` do."""
    if isinstance(labelled, QuestionSet):
        return _answers(deal, labelled, ids_of, say)
    said: dict[str, Mapping[str, Any]] = {}
    for done, (stem, path) in enumerate(labelled.files().items(), 1):
        say(f"{labelled.name}: {done} of {len(labelled.gold)}  {path.name}")
        ids = ids_of([path])
        if not ids:
            continue
        if labelled.kind == "observations":
            said[stem] = deal.observations(ids[0]).as_dict()
        else:
            from assistant.report.as_json import report_as_dict

            said[stem] = report_as_dict(deal.checked(ids))
    return said


def said_in(labelled: AnySet, written: Path) -> Said:
    """What an earlier run wrote: a folder with one JSON a document, or a file of answers, one a line."""
    if isinstance(labelled, QuestionSet):
        if not written.is_file():
            return {}
        answers = [json.loads(line) for line in written.read_text(encoding="utf-8").splitlines() if line.strip()]
        return {a["id"]: a for a in answers if "id" in a}
    if not written.is_dir():
        return {}
    return {
        p.stem: json.loads(p.read_text(encoding="utf-8")) for p in written.glob("*.json") if p.stem in labelled.gold
    }


def as_far_as_said(labelled: AnySet, said: Said) -> AnySet:
    """The labels of those documents or questions that were answered."""
    if isinstance(labelled, LabelledSet):
        return labelled.only(set(said))
    return QuestionSet(labelled.name, labelled.folder, [q for q in labelled.questions if q["id"] in said])


def size_of(labelled: AnySet) -> int:
    return len(labelled.gold) if isinstance(labelled, LabelledSet) else len(labelled.questions)


def chosen(sets: Sequence[AnySet], names: Sequence[str]) -> list[AnySet]:
    """The sets of these names; all when none is named."""
    known = [labelled.name for labelled in sets]
    for name in names:
        if name not in known:
            raise AssistantError(f"{name}: no such labelled set; there are {', '.join(known)}")
    return [labelled for labelled in sets if not names or labelled.name in names]


def _of_questions(asked: QuestionSet, said: Said, sure: bool) -> Measured:
    in_text = InText()
    rows = list(ask.rows_of(asked, said, in_text))
    sureness = intervals(rows, lambda row: row.file, ask.figures, draws=200) if sure else {}
    sureness.pop("latency_ms_p95", None)
    files = len({row.file for row in rows})
    return Measured(
        asked.name, "ask", files, ask.figures(rows), sureness, citations=in_text.seen, not_in_text=in_text.lost
    )


def _answers(deal: "Workspace", asked: QuestionSet, ids_of: IdsOf, say: Say) -> Said:
    said: dict[str, Mapping[str, Any]] = {}
    by_file: dict[str, list[dict[str, Any]]] = {}
    for question in asked.questions:
        by_file.setdefault(question["file"], []).append(question)
    for done, (file, questions) in enumerate(by_file.items(), 1):
        say(f"{asked.name}: {done} of {len(by_file)}  {file}")
        ids = ids_of([asked.file_of(questions[0])])
        if ids:
            said |= {q["id"]: deal.ask(q["question"], document_ids=ids).as_dict() for q in questions}
    return said
