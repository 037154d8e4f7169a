"""Questions and facts are read from the text in force, and cited where its words stand."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.settings import Settings
from assistant.workspace import Workspace, open_workspace
from ingest.embed import load_embedder

AGREEMENT = """SUPPLY AGREEMENT

Agreement No. NP-LB-01

dated 3 March 2025 between Nordsee Pharma GmbH (“Customer”) and Lotus Biologics Co., Ltd. (“Supplier”)

1. Term

“Product” means the antibody Larimab in vials.

1.1 This Agreement starts on 3 March 2025 and runs for five (5) years.

1.2 Customer may terminate this Agreement at any time without cause on nine (9) months' written notice to Supplier.

2. Audits

2.1 Customer may audit the plant of Supplier once a year on thirty (30) days' notice.
"""
NOTICE = "How much notice must the customer give to terminate the agreement for convenience, without cause?"
AMENDMENT = """AMENDMENT NO. 1

to the Supply Agreement No. NP-LB-01 dated 3 March 2025 between Nordsee Pharma GmbH and Lotus Biologics Co., Ltd.

dated 1 February 2026

1. Section 1.2 of the Agreement is deleted and replaced in its entirety by the following:

“1.2 Customer may terminate this Agreement at any time without cause on twenty-four (24) months' written notice to Supplier.”

2. Section 2.1 of the Agreement is deleted.
"""


@pytest.fixture
def workspace(settings: Settings) -> Iterator[Workspace]:
    """With the embedder that ships: whether something is answered is decided by meaning too."""
    held = open_workspace(settings, embedder=load_embedder())
    yield held
    held.close()


@pytest.fixture
def amended(workspace: Workspace, tmp_path: Path) -> Callable[..., list[str]]:
    def added(*parts: tuple[str, str]) -> list[str]:
        ids = []
        for name, text in parts:
            (tmp_path / name).write_text(text, encoding="utf-8")
            ids.append(workspace.add(tmp_path / name).document)
        return ids

    return added


def test_an_answer_is_what_the_amendment_says_and_cites_the_amendment(
    workspace: Workspace, amended: Callable[..., list[str]]
) -> None:
    _, amendment = amended(("supply.txt", AGREEMENT), ("amendment.txt", AMENDMENT))

    answer = workspace.ask(NOTICE)

    assert "twenty-four (24) months" in answer.text
    assert "nine (9)" not in answer.text
    assert answer.citations[0].document == amendment
    for citation in answer.citations:
        assert workspace.document(citation.document).text[citation.start : citation.end] == citation.quote


def test_without_its_amendment_the_agreement_answers_as_it_stands(
    workspace: Workspace, amended: Callable[..., list[str]]
) -> None:
    agreement, _ = amended(("supply.txt", AGREEMENT), ("amendment.txt", AMENDMENT))

    answer = workspace.ask(NOTICE, document_ids=[agreement])

    assert "nine (9) months" in answer.text


def test_a_clause_that_was_deleted_is_no_longer_found(workspace: Workspace, amended: Callable[..., list[str]]) -> None:
    amended(("supply.txt", AGREEMENT), ("amendment.txt", AMENDMENT))
    found = workspace.retriever(k=20).invoke("May the customer audit the plant once a year?")

    assert not [clause for clause in found if "audit the plant" in clause.page_content]


def test_a_list_of_all_periods_names_those_in_force(workspace: Workspace, amended: Callable[..., list[str]]) -> None:
    amended(("supply.txt", AGREEMENT), ("amendment.txt", AMENDMENT))
    answer = workspace.ask("List every notice period")

    assert answer.kind == "table"
    assert "24" in answer.text and "nine (9)" not in answer.text and "thirty (30)" not in answer.text


def test_facts_are_read_from_the_text_in_force_and_cite_the_documents(
    workspace: Workspace, amended: Callable[..., list[str]]
) -> None:
    agreement, amendment = amended(("supply.txt", AGREEMENT), ("amendment.txt", AMENDMENT))
    sheet = workspace.fact_sheet()

    [notice] = sheet.fact("termination_notice").found
    [start] = sheet.fact("effective_date").found
    assert "24" in notice.value.shown
    assert notice.citations[0].document == amendment
    assert start.citations[0].document == agreement
    assert sheet.documents == ("supply.txt", "amendment.txt")
    for fact in sheet:
        for citation in (c for found in fact.found for c in found.citations):
            assert workspace.document(citation.document).text[citation.start : citation.end] == citation.quote


def test_the_five_facts_cite_documents_that_are_held(workspace: Workspace, amended: Callable[..., list[str]]) -> None:
    ids = amended(("supply.txt", AGREEMENT), ("amendment.txt", AMENDMENT))
    cited = [fact.citation.document for fact in workspace.facts() if fact.citation]

    assert cited and set(cited) <= set(ids)
