"""The command line end to end on the sample deal, with the embedder that ships: output, exit codes, one-line errors."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant import cli
from assistant.sample import build_sample

RUNNER = CliRunner()


@pytest.fixture(scope="module")
def deal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample deal, and a data folder beside it that keeps what was indexed."""
    folder = tmp_path_factory.mktemp("deal")
    build_sample(folder)
    return folder


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch, data: Path) -> None:
    monkeypatch.setenv("CONTROLPOINT_DATA_DIR", str(data))


def run(*arguments: object) -> tuple[int, str, str]:
    result = RUNNER.invoke(cli.app, [str(a) for a in arguments])
    assert not result.exception or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def test_ingest_prints_one_json_object_a_file_and_goes_on_after_a_bad_one(deal: Path, tmp_path: Path) -> None:
    bad = tmp_path / "not really.pdf"
    bad.write_bytes(b"this is no PDF")

    code, out, _ = run("ingest", bad, deal / "audit-report.pdf", "--format", "json")

    rejected, added = (json.loads(line) for line in out.splitlines())
    assert code == 1
    assert rejected["status"] == "rejected"
    assert "not really.pdf" in rejected["reason"]
    assert "\n" not in rejected["reason"]
    assert (added["status"], added["kind"]) == ("added", "audit_report")


def test_the_same_file_twice_changes_nothing(deal: Path) -> None:
    run("ingest", deal / "audit-report.pdf")
    _, out, _ = run("ingest", deal / "audit-report.pdf", "--format", "json")

    assert json.loads(out)["status"] == "unchanged"


def test_check_gives_a_finding_for_every_requirement_with_its_proof(deal: Path) -> None:
    code, out, _ = run("check", deal / "supply-agreement.pdf", "--format", "json")

    report = json.loads(out)
    assert code == 0
    assert len(report["findings"]) == len({f["requirement"] for f in report["findings"]}) == 24
    for finding in report["findings"]:
        assert finding["citations"] or finding["status"] not in ("yes", "partial", "elsewhere")
        assert finding["search"]["clauses_read"] == finding["search"]["clauses_total"] > 100


def test_ask_answers_with_a_page_or_says_that_the_documents_do_not(deal: Path) -> None:
    _, out, _ = run(
        "ask", "How long does this agreement run at first?", "--file", deal / "supply-agreement.pdf", "--format", "json"
    )
    answer = json.loads(out)

    assert answer["answerable"] is True
    assert answer["citations"][0]["page"] > 1
    assert answer["latency_ms"] < 2_000


def test_batch_answers_every_line(deal: Path, tmp_path: Path) -> None:
    rows = [
        {"id": str(i), "file": "supply-agreement.pdf", "question": q}
        for i, q in enumerate(["Which law governs?", "Who may audit?"])
    ]
    batch = tmp_path / "in.jsonl"
    batch.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")

    code, _, _ = run("ask", "--batch", batch, "--root", deal, "-o", tmp_path / "out.jsonl")

    answers = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert code == 0
    assert {a["id"] for a in answers} == {"0", "1"}
    assert all({"answer", "answerable", "score", "citations", "latency_ms"} <= set(a) for a in answers)


def test_questions_for_the_counterparty_never_say_missing(deal: Path) -> None:
    code, out, _ = run("questions", deal / "supply-agreement.pdf", "--audience", "counterparty", "--format", "json")
    questions = json.loads(out)

    assert code == 0
    assert questions
    assert "missing" not in out.lower()
    assert not any(q.get("trigger") for q in questions)


@pytest.mark.parametrize("suffix", ["md", "json", "docx", "xlsx", "pdf"])
def test_the_report_is_written_in_every_format(deal: Path, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"report.{suffix}"

    code, _, _ = run("report", deal / "supply-agreement.pdf", "-o", target)

    assert code == 0
    assert target.stat().st_size > 2_000


def test_observations_are_read_from_the_audit_report(deal: Path) -> None:
    code, out, _ = run("observations", deal / "audit-report.pdf", "--format", "json")
    found = json.loads(out)

    assert code == 0
    assert len(found["observations"]) == 11
    assert {o["classification"] for o in found["observations"]} == {"major", "minor"}


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("check",), 2, "give files, or --each FOLDER"),
        (("ask",), 2, "give a question"),
        (("compare", "a.pdf"), 2, "two suppliers at least"),
        (("remove", "nothing-like-it"), 3, "no such document"),
        (("check", "no-such-file.pdf"), 1, "no-such-file.pdf"),
        (("questions", "x.pdf", "--audience", "everyone"), 2, "--audience must be one of"),
        (("ask", "What?", "--workspace", "../escape"), 3, "workspace"),
    ],
)
def test_mistakes_get_one_line_and_a_reliable_exit_code(arguments: tuple[str, ...], code: int, words: str) -> None:
    got, _, err = run(*arguments)

    assert got == code
    assert words in err
    assert "Traceback" not in err


def test_remove_prints_what_went(deal: Path) -> None:
    run("ingest", deal / "quality-agreement.docx")
    code, out, _ = run("remove", "quality-agreement.docx")

    assert code == 0
    assert "vectors" in out
    assert "quality-agreement.docx" not in run("documents")[1]
