"""`controlpoint facts` and `observations --evidence`, as a person at a terminal meets them."""

import json
from pathlib import Path

import pytest
from test_switches import TEXT
from typer.testing import CliRunner

from assistant import cli
from assistant.workspace import Workspace

AUDIT = "AUDIT REPORT\n\nAuditee: Tern Ltd\n\n3.1 Change control records were reviewed.\n\n4. OBSERVATIONS\n\nNone.\n"


@pytest.fixture
def run(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):  # type: ignore[no-untyped-def]
    monkeypatch.setattr("assistant.workspace.open_workspace", lambda settings, name: workspace)
    (tmp_path / "agreement.txt").write_text(TEXT, encoding="utf-8")
    return lambda *arguments: CliRunner().invoke(cli.app, [str(a) for a in arguments])


def test_the_sheet_is_printed_with_proof(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    done = run("facts", tmp_path / "agreement.txt")

    assert done.exit_code == 0
    assert "| Effective date | 2024-03-05 |" in done.stdout
    assert "We did not find it" in done.stdout


def test_a_statement_is_kept_and_marked(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    run("facts", tmp_path / "agreement.txt", "--set", "effective_date=1 June 2024")
    facts = json.loads(run("facts", "--format", "json").stdout)["facts"]

    assert next(f for f in facts if f["key"] == "effective_date")["shown"] == "2024-06-01 (stated by you)"


def test_a_calendar_is_written(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    done = run("facts", tmp_path / "agreement.txt", "-o", tmp_path / "deal.ics")

    assert done.exit_code == 0
    assert (tmp_path / "deal.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


@pytest.mark.parametrize(("statement", "says"), [("colour=red", "no such fact"), ("stage", "write KEY=VALUE")])
def test_a_wrong_statement_is_one_line_and_exit_3(run, statement: str, says: str) -> None:  # type: ignore[no-untyped-def]
    done = run("facts", "--set", statement)

    assert done.exit_code == 3
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


def test_evidence_is_told_beside_the_observations(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    report = tmp_path / "audit.txt"
    report.write_text(AUDIT, encoding="utf-8")
    found = json.loads(run("observations", report, "--evidence", "--format", "json").stdout)

    assert {e["status"] for e in found["evidence"]} == {"seen", "not_seen"}
    assert "What this report proves" in run("observations", report, "--evidence").stdout


def test_our_own_report_has_the_facts_and_the_other_sides_has_not(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    for audience in ("internal", "counterparty"):
        run("report", tmp_path / "agreement.txt", "-o", tmp_path / f"{audience}.md", "--audience", audience)

    assert "Facts of the deal" in (tmp_path / "internal.md").read_text(encoding="utf-8")
    assert "Facts of the deal" not in (tmp_path / "counterparty.md").read_text(encoding="utf-8")


WITH_AUDIT = """AUDIT REPORT

Auditee: Tern Ltd

3. SCOPE

The media kitchen in Building 2 was not visited.

4. OBSERVATIONS

OBS-01
Class: Major
System: Change control
Observation: The resin supplier was changed without notice to the client.
CAPA due: 30 June 2026
"""


def test_our_own_report_lays_what_the_auditor_saw_beside_the_contract(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    from openpyxl import load_workbook

    (tmp_path / "audit.txt").write_text(WITH_AUDIT, encoding="utf-8")
    for out in ("internal.md", "internal.json", "internal.xlsx", "counterparty.md"):
        audience = out.split(".")[0]
        done = run(
            "report", tmp_path / "agreement.txt", tmp_path / "audit.txt", "-o", tmp_path / out, "--audience", audience
        )
        assert done.exit_code == 0

    text = (tmp_path / "internal.md").read_text(encoding="utf-8")
    assert "What the auditor saw: audit.txt" in text
    assert "| OBS-01 | major | raised to critical | Approval of changes | not found" in text
    [audit] = json.loads((tmp_path / "internal.json").read_text(encoding="utf-8"))["audits"]
    assert {(r["requirement"], r["raised_to"]) for r in audit["rights"]} >= {("change_control.approval", "critical")}
    book = load_workbook(tmp_path / "internal.xlsx")
    assert {"Facts", "Observations", "Observations and rights"} <= set(book.sheetnames)
    assert "OBS-01" not in (tmp_path / "counterparty.md").read_text(encoding="utf-8")


def test_what_the_auditor_saw_is_asked_about_by_us_and_never_shown_to_the_other_side(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "audit.txt").write_text(WITH_AUDIT, encoding="utf-8")
    files = (tmp_path / "agreement.txt", tmp_path / "audit.txt")
    ours = json.loads(run("questions", *files, "--format", "json").stdout)
    theirs = run("questions", *files, "--format", "json", "--audience", "counterparty").stdout

    [asked] = [question for question in ours if question["trigger"].get("observation")]
    assert asked["trigger"]["observation"] == "OBS-01"
    assert asked["trigger"]["citations"][0]["quote"] in WITH_AUDIT
    assert asked["priority"] == "high"
    assert "is it closed" in asked["question"]
    assert asked["question_zh"]
    assert "OBS-01" not in theirs
    assert "observation" not in theirs
