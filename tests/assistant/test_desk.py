"""What a workspace remembers of its checks: across processes, and nothing of a document that is gone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.report.kept import kept_report, report_to_keep
from assistant.settings import Settings
from assistant.workspace import Workspace, open_workspace
from ingest.embed import Embedder

AGREEMENT = """SUPPLY AGREEMENT

1. Supply
1.1 Supplier shall accept and fill every Purchase Order that Customer places within the Forecast of {product}.
1.2 Customer may terminate this Agreement for convenience on ninety (90) days' written notice to Supplier.
"""


@pytest.fixture
def add(workspace: Workspace, tmp_path: Path) -> Callable[[str], str]:
    def added(product: str) -> str:
        file = tmp_path / f"{product}.txt"
        file.write_text(AGREEMENT.format(product=product), encoding="utf-8")
        return workspace.add(file).document

    return added


def test_a_report_is_kept_whole(workspace: Workspace, add: Callable[[str], str]) -> None:
    add("Zanzibar")
    report = workspace.check()

    assert kept_report(report_to_keep(report)) == report


def test_what_no_version_of_ours_wrote_is_no_report() -> None:
    assert kept_report({"findings": "none"}) is None


def test_a_new_process_shows_the_last_check_without_checking_again(
    workspace: Workspace, add: Callable[[str], str], settings: Settings, embedder: Embedder
) -> None:
    add("Zanzibar")
    report = workspace.check()
    later = open_workspace(settings, embedder=embedder)

    assert later.last_report() == report


def test_nothing_was_checked_yet(workspace: Workspace, add: Callable[[str], str]) -> None:
    add("Zanzibar")

    assert workspace.last_report() is None


def test_removing_a_document_takes_the_reports_that_quote_it(workspace: Workspace, add: Callable[[str], str]) -> None:
    kept, gone = add("Quito"), add("Zanzibar")
    of_kept = workspace.check([kept])
    workspace.check([kept, gone])

    workspace.remove(gone)

    assert workspace.last_report() == of_kept


def test_comparing_suppliers_leaves_the_last_check_of_the_deal(workspace: Workspace, add: Callable[[str], str]) -> None:
    north, south = add("Quito"), add("Zanzibar")
    report = workspace.check([north, south])

    workspace.compare({"North": [north], "South": [south]})

    assert workspace.last_report() == report
