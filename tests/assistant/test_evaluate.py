"""Measuring on labelled sets: the figures agree with the reference scorer, and the command says what it measured."""

import importlib.util
import json
import os
import random
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.errors import AssistantError
from assistant.measure import ranks
from assistant.measure.calibration import expected_error, reliability
from assistant.measure.check import figures, rows_of
from assistant.measure.intervals import intervals
from assistant.measure.quotes import InText, meets
from assistant.measure.run import measure, said_in
from assistant.measure.sets import LabelledSet, QuestionSet, labelled_sets

# Where the labelled sets lie, for those who have them.
EVALUATION = Path(os.environ.get("CONTROLPOINT_TEST_EVALUATION", "/nowhere"))

AUDIT = "7. Customer may, once a year and on thirty days’ notice, audit the Facility and the batch records of Supplier."
ORDERS = "8. Supplier shall accept every order that does not exceed the forecast by more than a tenth of the quantity."


def a_folder(root: Path) -> Path:
    """A labelled agreement, two questions on it and a labelled report, in the layout of the labelled sets."""
    text = f"Supply Agreement between Alder Ltd. (“Supplier”) and Birch Inc. (“Customer”).\n\n{AUDIT}\n\n{ORDERS}\n"
    labels = {
        "file": "alder.txt",
        "answers": {
            "audit_rights.facility_audit": {"answer": "yes", "quotes": [AUDIT]},
            "supply_commitments.supply_obligation": {"answer": "yes", "quotes": [ORDERS]},
            "exit_plan.technology_transfer": {"answer": "no", "quotes": []},
        },
    }
    (root / "check" / "gold").mkdir(parents=True)
    (root / "check" / "txt").mkdir()
    (root / "check" / "txt" / "alder.txt").write_text(text, encoding="utf-8")
    (root / "check" / "gold" / "alder.json").write_text(json.dumps(labels), encoding="utf-8")
    questions: list[dict[str, Any]] = [
        {"id": "1", "file": "alder.txt", "question": "Who may audit the plant?", "answerable": True, "quotes": [AUDIT]},
        {"id": "2", "file": "alder.txt", "question": "Who insures the ship?", "answerable": False, "quotes": []},
    ]
    (root / "check" / "asked.jsonl").write_text("\n".join(map(json.dumps, questions)), encoding="utf-8")
    return root


def said(requirement: str, status: str, *quotes: str, confidence: float = 0.9) -> dict[str, Any]:
    return {
        "requirement": requirement, "status": status, "confidence": confidence, "citations": [{"quote": q} for q in quotes],
    }  # fmt: skip


def reference_scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score", EVALUATION / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_sets_are_found_in_a_folder_and_one_level_down(tmp_path: Path) -> None:
    found = labelled_sets(a_folder(tmp_path))

    assert [(type(s).__name__, s.name) for s in found] == [("LabelledSet", "check"), ("QuestionSet", "check/asked")]


def test_a_folder_without_labels_is_told(tmp_path: Path) -> None:
    with pytest.raises(AssistantError, match="no labels found"):
        labelled_sets(tmp_path)


def test_labels_that_name_a_missing_file_are_told(tmp_path: Path) -> None:
    a_folder(tmp_path)
    (tmp_path / "check" / "txt" / "alder.txt").unlink()
    labelled = labelled_sets(tmp_path)[0]
    assert isinstance(labelled, LabelledSet)

    with pytest.raises(AssistantError, match=r"alder\.txt"):
        labelled.files()


def test_figures_count_what_is_there_what_is_not_and_the_proof(tmp_path: Path) -> None:
    labelled = labelled_sets(a_folder(tmp_path))[0]
    assert isinstance(labelled, LabelledSet)
    output = {
        "alder": {
            "findings": [
                said("audit_rights.facility_audit", "partial", AUDIT),
                said("supply_commitments.supply_obligation", "no"),
                said("exit_plan.technology_transfer", "yes", "words that stand nowhere in the agreement at all"),
            ]
        }
    }
    in_text = InText()
    of = figures(list(rows_of(labelled, output, in_text)))

    assert (of["n"], of["gold_absent"]) == (3, 1)
    assert of["accuracy_present_absent"] == round(1 / 3, 4)
    assert of["accuracy_yes_partial_no"] == 0.0
    assert of["false_absent_rate"] == 0.5
    assert of["false_present_rate"] == 1.0
    assert of["evidence_hit_at_1"] == 0.5
    assert (in_text.seen, in_text.lost) == (2, 1)


@pytest.mark.parametrize(
    ("citation", "gold", "expected"),
    [
        (AUDIT, "audit the facility and the batch records", True),
        ("audit the Facility", AUDIT, False),
        (AUDIT[:100], AUDIT, True),
        ("委托方每年可以对受托方的生产场所，进行一次现场审计。", "委托方每年可以对受托方的生产场所进行一次", True),
        ("双方应当友好协商。", "委托方每年可以对受托方的生产场所进行一次", False),
        ("", AUDIT, False),
    ],
)
def test_a_citation_meets_a_quote_when_it_holds_half_of_it_or_lies_in_it(
    citation: str, gold: str, expected: bool
) -> None:
    assert meets(citation, gold) is expected


def test_ranks_and_headlines_are_laid_beside_what_the_rule_makes_of_the_labels(tmp_path: Path) -> None:
    labelled = labelled_sets(a_folder(tmp_path))[0]
    assert isinstance(labelled, LabelledSet)
    findings = [
        said("audit_rights.facility_audit", "no"),
        said("supply_commitments.supply_obligation", "yes", ORDERS),
        said("exit_plan.technology_transfer", "no", confidence=0.8),
    ]
    of = ranks.figures(labelled, {"alder": {"findings": findings}})

    assert of["most_headlines"] == 2
    assert of["headlines_that_are_issues"] == 0.5
    assert of["deal_breakers_that_are"] == 0.5
    assert of["rank_right"] == 1.0
    assert of["worst_labels_seen_as_issues"] == 1.0


def test_intervals_are_wide_where_the_documents_differ_and_closed_where_they_agree() -> None:
    rows = [(document, document % 2 == 0) for document in range(10) for _ in range(20)]
    bounds = intervals(rows, lambda row: row[0], lambda drawn: {"right": sum(r for _, r in drawn) / len(drawn)})
    same = intervals(rows, lambda row: row[0], lambda drawn: {"right": 1.0})

    assert bounds["right"][0] <= 0.3
    assert bounds["right"][1] >= 0.7
    assert same["right"] == (1.0, 1.0)


def test_a_stated_confidence_is_laid_beside_how_often_it_is_right() -> None:
    stated = [(0.85, True)] * 8 + [(0.85, False)] * 2 + [(0.55, False)] * 10
    low, high = reliability(stated)

    assert (low.count, low.right) == (10, 0.0)
    assert (high.count, high.right) == (10, 0.8)
    assert expected_error([low, high]) == pytest.approx((0.55 + 0.05) / 2)


def test_the_command_measures_a_folder_and_writes_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTROLPOINT_DATA_DIR", str(tmp_path / "data"))
    folder = a_folder(tmp_path / "labelled")
    done = CliRunner().invoke(app, ["evaluate", str(folder), "--format", "json", "-o", str(tmp_path / "figures.json")])
    told = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    shown = CliRunner().invoke(app, ["evaluate", str(folder), "--only", "check"])

    assert done.exit_code == 0
    assert {one["set"]: one["figures"]["n"] for one in told["sets"]} == {"check": 3, "check/asked": 2}
    assert told["sets"][0]["citations_not_in_text"] == 0
    assert "| present or absent, accuracy |" in shown.stdout
    assert "expected calibration error" in shown.stdout


def test_the_command_measures_what_an_earlier_run_wrote(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "labelled")
    written = tmp_path / "written"
    written.mkdir()
    findings = [said(r, "no") for r in json.loads((folder / "check/gold/alder.json").read_text())["answers"]]
    (written / "alder.json").write_text(json.dumps({"findings": findings}), encoding="utf-8")
    done = CliRunner().invoke(app, ["evaluate", str(folder), "--predictions", str(written), "--format", "json"])

    assert done.exit_code == 0
    assert json.loads(done.stdout)["sets"][0]["figures"]["false_absent_rate"] == 1.0


def test_an_unknown_set_is_told_with_the_names_there_are(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["evaluate", str(a_folder(tmp_path)), "--only", "chekc"])

    assert done.exit_code == 3
    assert "check, check/asked" in done.stderr


@pytest.mark.skipif(not (EVALUATION / "score.py").is_file(), reason="needs the labelled sets and their scorer")
@pytest.mark.parametrize("name", ["check", "zh", "observations"])
def test_figures_agree_with_the_reference_scorer(name: str, tmp_path: Path) -> None:
    labelled = next(s for s in labelled_sets(EVALUATION) if s.name == name)
    assert isinstance(labelled, LabelledSet)
    drawn = random.Random(5)
    for stem, gold in labelled.gold.items():
        text = labelled.file_of(gold).read_text(encoding="utf-8", errors="replace")
        output = _some_observations(gold, drawn) if name == "observations" else _some_findings(gold, text, drawn)
        (tmp_path / f"{stem}.json").write_text(json.dumps(output), encoding="utf-8")
    arguments = SimpleNamespace(
        gold=labelled.folder / "gold", pred=tmp_path, texts=labelled.folder / "txt", by=False, only_predicted=False, alias=[],
    )  # fmt: skip
    theirs = getattr(reference_scorer(), "observations" if name == "observations" else "check")(arguments)
    ours = measure(labelled, said_in(labelled, tmp_path), sure=False)

    assert ours.figures == {figure: theirs[figure] for figure in ours.figures}
    if name != "observations":
        assert (ours.citations, ours.not_in_text) == (theirs["citations"], theirs["citations_not_in_text"])


@pytest.mark.skipif(not (EVALUATION / "score.py").is_file(), reason="needs the labelled sets and their scorer")
def test_figures_of_questions_agree_with_the_reference_scorer(tmp_path: Path) -> None:
    asked = next(s for s in labelled_sets(EVALUATION) if s.name == "ask/domain")
    assert isinstance(asked, QuestionSet)
    drawn = random.Random(6)
    lines = []
    for question in asked.questions:
        text = asked.file_of(question).read_text(encoding="utf-8", errors="replace")
        quotes = [*question["quotes"], *(_slice(text, drawn) for _ in range(3))]
        drawn.shuffle(quotes)
        score = drawn.random()
        lines.append(json.dumps({"id": question["id"], "answerable": score > 0.4, "score": round(score, 1),
                                 "citations": [{"quote": q} for q in quotes]}))  # fmt: skip
    written = tmp_path / "answers.jsonl"
    written.write_text("\n".join(lines), encoding="utf-8")
    arguments = SimpleNamespace(
        gold=EVALUATION / "ask" / "domain.jsonl", pred=written, texts=None, by=False, only_predicted=False,
    )  # fmt: skip
    theirs = reference_scorer().ask(arguments)
    ours = measure(asked, said_in(asked, written), sure=False)

    assert ours.figures == {figure: theirs[figure] for figure in ours.figures}


def _some_findings(gold: dict[str, Any], text: str, drawn: random.Random) -> dict[str, Any]:
    findings = []
    for requirement, answer in gold["answers"].items():
        quotes = [*answer.get("quotes", []), _slice(text, drawn), "words that stand nowhere in this agreement"]
        drawn.shuffle(quotes)
        statuses = [
            "yes",
            "partial",
            "no",
            "elsewhere",
            "not_determinable",
            "failed",
            answer["answer"],
            answer["answer"],
        ]
        findings.append(said(requirement, drawn.choice(statuses), *quotes, confidence=drawn.random()))
    return {"findings": findings}


def _some_observations(gold: dict[str, Any], drawn: random.Random) -> dict[str, Any]:
    kept = [o for o in gold["observations"] if drawn.random() < 0.8]
    found = [
        {
            **o,
            "area": drawn.choice([o["area"], "other"]),
            "repeat": drawn.random() < 0.5,
            "citations": o["citations"][:1],
        }
        for o in kept
    ]
    return {"observations": [*found, {"text": "An observation that nobody made.", "area": "other"}], "repeat": False}


def _slice(text: str, drawn: random.Random) -> str:
    start = drawn.randrange(max(1, len(text) - 300))
    return text[start : start + drawn.randrange(40, 300)]
