"""Facts that a person states switch requirements; what the documents suggest does not."""

from pathlib import Path

import pytest
from builders import a_finding

from assistant.checklist import load_checklist
from assistant.errors import ChecklistError
from assistant.switches import in_force, with_switches
from assistant.workspace import Workspace

GENETIC = "data_transfer.genetic"
TEXT = """SUPPLY AGREEMENT

This Agreement is made as of 5 March 2024 (the "Effective Date") between Alder, Inc. ("Alder") and Brook Ltd. ("Brook").

1. SUPPLY

1.1 Brook shall process human plasma for Alder and supply Product to Alder.
"""


def test_a_stated_no_makes_a_requirement_not_applicable_with_the_fact_as_reason() -> None:
    checklist = load_checklist("contract-extended")
    (finding,) = with_switches([a_finding(GENETIC, "no")], checklist, {"human_material": "no"})

    assert finding.status == "not_applicable"
    assert finding.reason.startswith("Human material or genetic data: no (stated by you).")
    assert (finding.severity, finding.rank) == (None, None)


@pytest.mark.parametrize("stated", [{}, {"human_material": "yes"}, {"human_material": ""}])
def test_without_that_statement_the_finding_stands(stated: dict[str, str]) -> None:
    (finding,) = with_switches([a_finding(GENETIC, "no")], load_checklist("contract-extended"), stated)

    assert finding.status == "no"


def test_a_stated_yes_makes_it_a_must_and_critical() -> None:
    requirement = in_force(load_checklist("contract-extended"), {"human_material": "yes"}).requirement(GENETIC)

    assert (requirement.must, requirement.severity) == (True, "critical")


def test_a_switch_on_an_unknown_fact_is_reported_with_its_line(tmp_path: Path) -> None:
    shipped = load_checklist("contract-extended").path.read_text(encoding="utf-8")
    ours = tmp_path / "ours.yaml"
    ours.write_text(shipped.replace("- fact: human_material", "- fact: colour", 1), encoding="utf-8")

    with pytest.raises(ChecklistError, match=r"ours\.yaml:\d+: .*switches\[0\]\.fact: must be one of"):
        load_checklist(ours)


def test_in_a_workspace_only_the_statement_switches_and_it_can_be_taken_back(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "agreement.txt"
    path.write_text(TEXT, encoding="utf-8")
    workspace.add(path)

    def status() -> str:
        return workspace.check(checklist="contract-extended").finding(GENETIC).status

    assert workspace.fact_sheet().fact("human_material").shown == "yes"
    assert status() == "no"
    workspace.state_fact("human_material", "No")
    assert workspace.fact_sheet().fact("human_material").shown == "no (stated by you)"
    assert status() == "not_applicable"
    workspace.state_fact("human_material", "")
    assert status() == "no"
