"""Suppliers side by side: what counts as a difference, what stands first, and what a person at a terminal gets."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from report_builders import a_judged, a_quote, a_report, shipped
from typer.testing import CliRunner, Result

from assistant import cli
from assistant.cli_compare import paths_in
from assistant.compare import Comparison, Row, Supplier, compare
from assistant.errors import AssistantError, ReportError
from assistant.findings import Finding, NearMiss, Report
from assistant.report.compared import (
    INTERNAL,
    comparison_as_dict,
    comparison_as_markdown,
    comparison_as_xlsx,
    write_comparison,
)
from assistant.workspace import Workspace

CONTRACTS = Path(__file__).resolve().parents[2] / "corpus" / "contracts"
NOTICE, APPROVAL, REJECTION = "change_control.notice", "change_control.approval", "release_testing.rejection"
MINIMUM = "supply_commitments.minimum_purchase"


def a_whole_report(*findings: Finding, **more: Any) -> Report:
    """All requirements in place but for these."""
    own = {finding.requirement: finding for finding in findings}
    return a_report(*(own.get(r.id) or a_judged(r.id, "yes") for r in shipped().requirements), **more)


def compared(*sets: tuple[Finding, ...], names: tuple[str, ...] = ("North", "South", "West")) -> Comparison:
    suppliers = [Supplier(name, a_whole_report(*found)) for name, found in zip(names, sets, strict=False)]
    return compare(suppliers, shipped())


def row_of(comparison: Comparison, requirement: str) -> Row:
    return next(row for row in comparison.rows if row.requirement.id == requirement)


@pytest.mark.parametrize(
    ("north", "south", "how", "best"),
    [
        (a_judged(NOTICE, "yes"), a_judged(NOTICE, "no"), "differs", (0,)),
        (a_judged(NOTICE, "no"), a_judged(NOTICE, "partial"), "differs", (1,)),
        (a_judged(NOTICE, "yes", red_flags=(("Late.", a_quote("late")),)), a_judged(NOTICE, "yes"), "differs", (1,)),
        (a_judged(NOTICE, "no"), a_judged(NOTICE, "no"), "same", ()),
        (a_judged(NOTICE, "no"), a_judged(NOTICE, "no", citations=(a_quote("No notice is due."),)), "differs", ()),
        (a_judged(NOTICE, "yes"), a_judged(NOTICE, "failed"), "open", ()),
        (a_judged(NOTICE, "no"), a_judged(NOTICE, "not_determinable"), "open", ()),
        (a_judged(NOTICE, "elsewhere"), a_judged(NOTICE, "no"), "differs", (0,)),
    ],
)
def test_a_difference_is_between_what_was_decided(
    north: Finding, south: Finding, how: str, best: tuple[int, ...]
) -> None:
    row = row_of(compared((north,), (south,)), NOTICE)

    assert (row.how, row.best) == (how, best)


def test_a_failure_is_no_difference_even_beside_two_that_agree() -> None:
    row = row_of(compared((), (), (a_judged(NOTICE, "failed"),)), NOTICE)

    assert row.how == "open"


def test_differences_stand_first_the_worst_before_the_others_and_musts_before_those() -> None:
    comparison = compared(
        (),
        (
            a_judged(REJECTION, "no"),
            a_judged("ip.background_reserved", "partial"),
            a_judged("supply_commitments.supply_obligation", "no"),
            a_judged(NOTICE, "no"),
        ),
    )
    order = [row.requirement.id for row in comparison.differences]

    assert order == [NOTICE, "supply_commitments.supply_obligation", REJECTION, "ip.background_reserved"]
    assert [row.how for row in comparison.rows][:4] == ["differs"] * 4
    assert comparison.points[0].point.id == "change_control"


def test_a_red_flag_stands_with_the_weak_clauses() -> None:
    flagged = a_judged(APPROVAL, "yes", red_flags=(("Late.", a_quote("late")),))
    order = [row.requirement.id for row in compared((), (flagged, a_judged(REJECTION, "partial"))).differences]

    assert order == [APPROVAL, REJECTION]


def test_the_same_verdict_of_another_rank_is_a_difference() -> None:
    comparison = compared((a_judged(NOTICE, "no"),), (a_judged(NOTICE, "partial"),))

    assert {result.verdict for result in comparison.points[0].results} == {"weak"}
    assert comparison.points[0].how == "differs"


def test_a_cost_is_told_as_a_cost_and_is_nobodys_advantage() -> None:
    comparison = compared((a_judged(MINIMUM, "yes"),), (a_judged(MINIMUM, "no"),))
    text = comparison_as_markdown(comparison)
    cost = text[text.index("## What it costs you") : text.index("## What is the same")]

    assert comparison.differences == []
    assert row_of(comparison, MINIMUM).best == ()
    assert "**North:** the agreement asks this of you" in cost
    assert "**South:** the supplied text does not ask this of you" in cost


def test_each_supplier_shows_its_quote_or_the_proof_that_every_clause_was_read() -> None:
    books = NearMiss(a_quote("Customer may audit the books.", "9.8", 20), "Books are not the process.")
    text = comparison_as_markdown(compared((), (a_judged(NOTICE, "no", nearest=(books,)),)))

    assert "> “Supplier shall tell Customer.”\\\n> — clause 7.3, page 12" in text
    assert "Every one of 214 clauses on 42 pages was read. Nearest: clause 9.8, page 20. Books are not" in text


def test_a_gap_that_all_share_is_told_at_the_top() -> None:
    text = comparison_as_markdown(compared((a_judged(NOTICE, "no"),), (a_judged(NOTICE, "no"),)))

    assert "**Not found in any of them:** Change control: Notice of changes (a must)" in text
    assert "On no requirement of this checklist do they differ." in text


def test_what_could_not_be_read_is_named_with_the_supplier_it_is_missing_from() -> None:
    suppliers = [Supplier("North", a_whole_report(), ("annex.pdf",)), Supplier("South", a_whole_report())]
    comparison = compare(suppliers, shipped(), [("West", ("west.pdf",))])
    text = comparison_as_markdown(comparison)

    assert "**North:** could not be read, and is not in what follows: annex.pdf" in text
    assert "**West:** left out; could not be read: west.pdf" in text
    assert comparison_as_dict(comparison)["left_out"] == [{"name": "West", "unread": ["west.pdf"]}]


def test_hostile_names_and_quotes_are_plain_text_in_every_format() -> None:
    evil = '=HYPERLINK("http://x","y")<script>|`'
    quoted = a_judged(NOTICE, "partial", citations=(a_quote('=cmd|"/c calc"!A1 <img src=x>'),))
    comparison = compared((quoted,), (), names=(evil, "South"))
    text = comparison_as_markdown(comparison)
    book = zipfile.ZipFile(io.BytesIO(comparison_as_xlsx(comparison)))
    sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet")]

    assert "<script>" not in text
    assert "<img" not in text
    assert all("<f>" not in sheet and "hyperlink" not in sheet.lower() for sheet in sheets)
    assert {len(line.replace("\\|", "").split("|")) for line in text.splitlines() if line.startswith("| Change")} <= {
        6,
        7,
    }


def test_long_names_are_cut_only_while_they_stay_apart() -> None:
    long = "Manufacturing and Supply Agreement of the year 2024, version "
    alike = comparison_as_markdown(compared((a_judged(NOTICE, "no"),), (), names=(long + "one", long + "two")))
    apart = comparison_as_markdown(compared((a_judged(NOTICE, "no"),), (), names=("North " + long, "South " + long)))

    assert f"**{long}one:**" in alike
    assert f"**North {long}" not in apart


def test_one_supplier_is_no_comparison() -> None:
    with pytest.raises(AssistantError, match="nothing to compare"):
        compare([Supplier("North", a_whole_report())], shipped())


def test_a_comparison_is_never_written_as_anything_but_the_three_formats(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="name a file ending in"):
        write_comparison(compared((), ()), tmp_path / "for-the-supplier.docx")


# At a terminal


@pytest.fixture
def run(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.setattr("assistant.workspace.open_workspace", lambda settings, name: workspace)
    return lambda *arguments: CliRunner().invoke(cli.app, ["compare", *map(str, arguments)])


def test_each_suppliers_files_are_one_set_and_come_out_as_json(run: Callable[..., Result]) -> None:
    north = f"North={CONTRACTS / 'supply-agreement.md'},{CONTRACTS / 'quality-agreement.md'}"
    south = f"South={CONTRACTS / 'commissioned-manufacturing-zh.md'}"
    done = run("--supplier", north, "--supplier", south, "--format", "json")
    told = json.loads(done.stdout)

    assert done.exit_code == 0
    assert told["audience"] == "internal"
    assert [(s["name"], len(s["documents"])) for s in told["suppliers"]] == [("North", 2), ("South", 1)]
    assert len(told["requirements"]) == 24
    groups = [row["compared"] for row in told["requirements"]]
    assert groups == sorted(groups, key=["differs", "open", "same"].index)
    held = {d["document"]: s["name"] for s in told["suppliers"] for d in s["documents"]}
    for row in told["requirements"]:
        for found in row["suppliers"]:
            assert found["citations"] or found["status"] not in ("yes", "partial", "elsewhere")
            assert {held[citation["document"]] for citation in found["citations"]} <= {found["supplier"]}


def test_two_files_are_two_suppliers_and_one_that_cannot_be_read_does_not_stop_the_others(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    bad = tmp_path / "broken.pdf"
    bad.write_bytes(b"no pdf")
    done = run(CONTRACTS / "supply-agreement.md", bad, CONTRACTS / "commissioned-manufacturing-zh.md")

    assert done.exit_code == 1
    assert "broken.pdf" in done.stderr
    assert done.stderr.count("\n") == 1
    assert INTERNAL in done.stdout
    assert "left out; could not be read: broken.pdf" in done.stdout
    assert "commissioned-manufacturing-zh" in done.stdout


def test_a_workbook_is_written(run: Callable[..., Result], tmp_path: Path) -> None:
    target = tmp_path / "suppliers.xlsx"
    done = run(CONTRACTS / "supply-agreement.md", CONTRACTS / "amendment-1.md", "-o", target)

    assert done.exit_code == 0
    assert zipfile.is_zipfile(target)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("one.pdf",), "two suppliers at least"),
        (("--supplier", "North=a.pdf"), "two suppliers at least"),
        (("--supplier", "North=a.pdf", "--supplier", "North=b.pdf"), "two suppliers at least"),
        (("--supplier", "a.pdf", "--supplier", "b.pdf"), "write NAME=FILE,FILE"),
        (("a.pdf", "--supplier", "North=b.pdf"), "joined by commas"),
        (("a.pdf", "b.pdf", "--format", "docx"), "--format must be one of"),
        (("a.pdf", "b.pdf", "--format", "xlsx"), "needs -o FILE"),
        (("a.pdf", "b.pdf", "-o", "for-the-supplier.docx"), "ending must be one of .md, .json, .xlsx"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(run: Callable[..., Result], arguments: tuple[str, ...], says: str) -> None:
    done = run(*arguments)

    assert done.exit_code == 2
    assert says in done.stderr


def test_nothing_readable_is_told_and_exits_1(run: Callable[..., Result], tmp_path: Path) -> None:
    done = run(tmp_path / "gone.pdf", CONTRACTS / "amendment-1.md")

    assert done.exit_code == 1
    assert "nothing to compare" in done.stderr


def test_a_file_name_may_hold_commas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("Tern, Inc. - Supply.txt", "quality.txt"):
        (tmp_path / name).write_text("x")

    assert paths_in("Tern, Inc. - Supply.txt, quality.txt,gone.txt") == [
        Path("Tern, Inc. - Supply.txt"),
        Path("quality.txt"),
        Path("gone.txt"),
    ]
    assert paths_in("a" * 5000 + ",quality.txt")[-1] == Path("quality.txt")
