"""The page over a fake Workspace with the same methods: what is shown, which method each button calls, what is escaped."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from assistant.answer import Answer
from assistant.checklist import Checklist, load_checklist
from assistant.cite import Citation
from assistant.errors import AssistantError
from assistant.facts import FACTS, DealFact
from assistant.findings import Engine, Finding, HeldDocument, NearMiss, Report, Search
from assistant.intake import Added
from assistant.records import Chat, DocumentRow, RemovedRecords, Turn
from assistant.verdict import control_point_result
from assistant.workspace import Removal
from ingest.document import Document, Page, Span

APP = Path(__file__).resolve().parent.parent / "app.py"
EVIL = "<img src=x onerror=alert(1)> **bold** [link](http://example.org)"
TEXT = f"7.1 Transfer. The supplier hands over the process. {EVIL}"
ID = hashlib.sha256(TEXT.encode()).hexdigest()


def a_citation(quote: str = TEXT, file: str = "supply.txt") -> Citation:
    start = TEXT.index(quote)
    return Citation(ID, file, 1, "7.1", "Transfer", start, start + len(quote), quote)


def a_row(id: str = ID, file: str = "supply.txt", unreadable: tuple[int, ...] = ()) -> DocumentRow:
    return DocumentRow(id, file, "", "", "contract", "en", 42, 900, 214, (), unreadable, 10, "2026-01-01", 1.0)


def a_report(checklist: Checklist, rows: Sequence[DocumentRow]) -> Report:
    """Transfer is not located, ownership is weak and unsure, minimum purchase binds us, the rest is in place."""
    whole = Search(214, 214)

    def judged(id: str, point: str, side: Any) -> Finding:
        common: dict[str, Any] = {"control_point": point, "requirement": id, "side": side, "search": whole}
        if id == "exit_plan.technology_transfer":
            near = NearMiss(a_citation(), "It goes the other way.")
            return Finding(**common, status="no", confidence=0.9, severity="critical", rank="deal-breaker",
                           reason="None does this.", nearest=(near,))  # fmt: skip
        if id == "process_knowledge.customer_owns":
            limit = a_citation("The supplier hands over the process.")
            return Finding(**common, status="partial", confidence=0.5, severity="major", rank="negotiate",
                           reason="Limited.", citations=(a_citation(), limit), limiting=(limit,))  # fmt: skip
        return Finding(**common, status="yes", confidence=0.9, severity=None, rank=None, reason="",
                       citations=(a_citation(),))  # fmt: skip

    findings = [judged(r.id, r.control_point, r.side) for r in checklist.requirements]
    results = [
        control_point_result(point, [f for f in findings if f.control_point == point.id])
        for point in checklist.control_points
    ]
    held = [HeldDocument(r.id, r.file, r.title, r.kind, r.language, r.pages, r.clauses) for r in rows]
    engine = Engine("0", checklist.name, checklist.hash, "none", "offline")
    return Report(tuple(held), engine, tuple(results), tuple(findings))


@dataclass
class FakeWorkspace:
    """The methods the page calls, and a note of each call."""

    name: str = "default"
    rows: list[DocumentRow] = field(default_factory=list)
    report: Report | None = None
    stored: dict[str, list[Turn]] = field(default_factory=dict)
    confirmed: dict[str, str] = field(default_factory=dict)
    calls: list[tuple[Any, ...]] = field(default_factory=list)
    trouble: str = ""

    @property
    def records(self) -> Any:
        return SimpleNamespace(
            chats=lambda: [Chat(id, turns[0].question if turns else "", "") for id, turns in self.stored.items()],
            turns=lambda chat: self.stored.get(chat, []),
            start_chat=self.start_chat,
        )

    def start_chat(self, title: str = "") -> str:
        self.stored["chat-1"] = []
        return "chat-1"

    def documents(self) -> list[DocumentRow]:
        return self.rows

    def document(self, id: str) -> Document:
        return Document(id, "supply.txt", TEXT, (Page(1, Span(0, len(TEXT))),))

    def file_path(self, id: str) -> Path:
        return Path("supply.txt")

    def add_sample(self, on_progress: Any = None) -> Iterator[Added]:
        self.calls.append(("add_sample",))
        on_progress("supply.txt", "reading", 1, 42)
        self.rows.append(a_row())
        yield Added("supply.txt", ID, "added", pages=42, clauses=214)
        yield Added("scan.pdf", reason="scan.pdf: no text layer; install the ocr extra")

    def check(self, document_ids: Any = None, checklist: str = "contract", on_progress: Any = None) -> Report:
        self.calls.append(("check", document_ids))
        if self.trouble:
            raise AssistantError(self.trouble)
        on_progress(24, 24, "exit_plan.survival_liability")
        self.report = a_report(load_checklist(checklist), self.rows)
        return self.report

    def last_report(self) -> Report | None:
        return self.report

    def facts(self, document_ids: Any = None) -> list[DealFact]:
        given = {"product": "Compound <i>X</i>", **self.confirmed}
        return [
            replace(f, value=given.get(f.key, ""), confirmed=f.key in self.confirmed,
                    citation=a_citation() if f.key == "product" else None)
            for f in FACTS
        ]  # fmt: skip

    def confirm_fact(self, key: str, value: str) -> None:
        self.confirmed[key] = value

    def wanted_documents(self, report: Report) -> list[str]:
        return ["Quality Agreement"]

    def remove(self, reference: str) -> Removal:
        self.calls.append(("remove", reference))
        self.rows = [row for row in self.rows if row.id != reference]
        return Removal(reference, "supply.txt", True, 214, RemovedRecords(characters=900, quotes=3))

    def get_ready_soon(self, document_ids: Any = None) -> None:
        self.made_ready = tuple(document_ids)

    def ask_streaming(self, question: str, *, document_ids: Any = None, chat: Any = None) -> Iterator[Answer | str]:
        self.calls.append(("ask", question, document_ids))
        offline = Answer(question, f"> {EVIL}", True, 0.9, (a_citation(),))
        final = replace(offline, text="The supplier hands it over.", by="a model")
        yield offline
        yield "The supplier "
        yield "hands it over."
        yield final
        self.stored[chat].append(Turn(question, final.as_dict(), ""))


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeWorkspace:
    st.cache_resource.clear()
    fake = FakeWorkspace()

    def opened(settings: Any, name: str = "default") -> FakeWorkspace:
        if not name.isidentifier():
            raise AssistantError(f"workspace {name!r}: use letters and digits")
        fake.name = name
        return fake

    monkeypatch.setattr("assistant.workspace.open_workspace", opened)
    monkeypatch.setattr("assistant.workspace.workspaces", lambda settings: ["default", "other"])
    return fake


@pytest.fixture
def checked(fake: FakeWorkspace) -> FakeWorkspace:
    fake.rows = [a_row(unreadable=(7,))]
    fake.report = a_report(load_checklist("contract"), fake.rows)
    return fake


def opened_page() -> AppTest:
    page = AppTest.from_file(str(APP), default_timeout=30).run()
    assert not page.exception, page.exception
    return page


def html_of(page: AppTest) -> str:
    return "\n".join(element.proto.body for element in page.get("html"))


def press(page: AppTest, words: str) -> AppTest:
    """Click the first button with these words in its label."""
    next(button for button in page.button if words in button.label).click()
    page.run()
    assert not page.exception, page.exception
    return page


def test_an_empty_deal_offers_the_sample_and_one_click_loads_and_checks_it(fake: FakeWorkspace) -> None:
    page = press(opened_page(), "Load the sample deal")
    assert fake.calls == [("add_sample",), ("check", None)]
    shown = html_of(page)
    assert "Added: supply.txt (42 pages, 214 clauses)" in shown
    assert "Not added: scan.pdf: no text layer; install the ocr extra" in shown
    assert "deal-breaker" in shown


def test_the_first_screen_shows_what_is_held_what_is_wanted_and_what_was_not_read(checked: FakeWorkspace) -> None:
    shown = html_of(opened_page())
    assert "supply.txt (agreement)" in shown
    assert "<li>Quality Agreement</li>" in shown
    assert "supply.txt: page 7 could not be read" in shown


def test_an_issue_that_is_not_located_comes_with_proof_of_search_and_its_nearest_clause(checked: FakeWorkspace) -> None:
    page = opened_page()
    assert "Every one of 214 clauses on 42 pages was read." in html_of(page)
    assert any(b.label.startswith("Nearest") for b in page.button)


def test_facts_are_suggestions_until_they_are_confirmed(checked: FakeWorkspace) -> None:
    page = opened_page()
    assert "suggested, please confirm" in html_of(page)
    assert "not known, please fill in" in html_of(page)
    confirm = {b.key: b for b in page.button}
    assert confirm["confirm-stage"].disabled, "nothing to confirm yet"
    confirm["confirm-product"].click()
    page.run()
    assert checked.confirmed == {"product": "Compound <i>X</i>"}
    assert '<span class="pill green">confirmed</span>' in html_of(page)
    page.text_input(key="fact-default-product").set_value("Compound Y").run()
    next(b for b in page.button if b.key == "confirm-product").click()
    page.run()
    assert checked.confirmed == {"product": "Compound Y"}


def test_every_requirement_opens_to_its_evidence_and_status_is_worded(checked: FakeWorkspace) -> None:
    page = opened_page()
    labels = [expander.label for expander in page.expander]
    assert len(labels) == len(load_checklist("contract").requirements)
    assert any("Technology transfer" in words and ":red-badge[not located]" in words for words in labels)
    assert any(":orange-badge[weak]" in words and "please read" in words for words in labels)
    assert any("Minimum purchase" in words and ":blue-badge[costs you]" in words for words in labels)
    shown = html_of(page)
    assert "Words that limit it" in shown
    assert "It goes the other way." in shown


def test_needs_your_eyes_leaves_only_the_uncertain_findings(checked: FakeWorkspace) -> None:
    page = opened_page()
    page.toggle(key="only_to_read").set_value(True).run()
    assert [expander.label.split(" :")[0] for expander in page.expander] == ["Customer owns process know-how"]


def test_checking_again_takes_the_documents_chosen(checked: FakeWorkspace) -> None:
    checked.rows.append(a_row("b" * 64, "other.txt"))
    page = opened_page()
    page.multiselect(key="checked").set_value([ID, "b" * 64]).run()
    press(page, "Check again")
    assert checked.calls == [("check", [ID, "b" * 64])]


def test_a_report_on_a_document_that_is_gone_is_not_shown(checked: FakeWorkspace) -> None:
    checked.rows = [a_row("b" * 64, "other.txt")]
    shown = html_of(opened_page())
    assert "have not been checked yet" in shown
    assert "deal-breaker" not in shown


def test_an_error_for_people_is_one_escaped_line_and_no_traceback(checked: FakeWorkspace) -> None:
    checked.report, checked.trouble = None, "a*b*.pdf: broken; send it again"
    page = press(opened_page(), "Check the documents")
    assert [error.value for error in page.error] == ["a\\*b\\*.pdf:\u200b broken; send it again"]


def test_an_answer_streams_is_kept_and_its_citation_opens_the_page_with_the_quote_marked(
    checked: FakeWorkspace,
) -> None:
    page = opened_page()
    assert checked.made_ready == (ID,), "what a question waits for is loaded before it is asked"
    page.chat_input[0].set_value("Who hands over?").run()
    assert checked.calls == [("ask", "Who hands over?", [ID])]
    assert "The supplier hands it over." in html_of(page)
    assert "Stop" not in [button.label for button in page.button], "nothing is left to stop"
    assert "Written by a model" in html_of(page)
    again = opened_page()
    assert "The supplier hands it over." in html_of(again), "a new session shows the stored chat"
    press(again, "clause 7.1, page 1")
    assert '<mark id="quote">7.1 Transfer. The supplier hands over the process. &lt;img' in html_of(again)


def test_reference_only_puts_the_question_to_no_document(checked: FakeWorkspace) -> None:
    page = opened_page()
    next(t for t in page.toggle if t.label == "Reference notes only").set_value(True).run()
    page.chat_input[0].set_value("What should an exit plan contain?").run()
    assert checked.calls == [("ask", "What should an exit plan contain?", [])]


def test_a_new_chat_is_empty_and_the_old_one_can_be_opened_again(checked: FakeWorkspace) -> None:
    checked.stored["old"] = [Turn("An old question?", Answer("An old question?", "Old.", True, 1.0).as_dict(), "")]
    page = opened_page()
    assert "<p>Old.</p>" in html_of(page)
    press(page, "New chat")
    assert "<p>Old.</p>" not in html_of(page)
    press(page, "An old question?")
    assert "<p>Old.</p>" in html_of(page)


def test_removing_a_document_gives_a_receipt(checked: FakeWorkspace) -> None:
    page = press(opened_page(), "Remove")
    assert checked.calls == [("remove", ID)]
    assert "text        900 characters" in html_of(page)
    press(page, "Close")
    assert "900 characters" not in html_of(page)


def test_nothing_a_document_says_becomes_markup(checked: FakeWorkspace) -> None:
    checked.rows = [replace(a_row(), file=EVIL)]
    page = opened_page()
    page.chat_input[0].set_value("Anything?").run()
    shown = html_of(page)
    assert "<img" not in shown
    assert 'href="http' not in shown
    assert not any("<img" in b.label or "](http" in b.label for b in page.button)


def test_the_deal_is_kept_in_the_address_and_a_bad_name_is_explained(fake: FakeWorkspace) -> None:
    page = opened_page()
    page.text_input(key="new_deal").set_value("a b").run()
    press(page, "Create the deal")
    assert page.error[0].value.startswith("workspace 'a b'")
    page.text_input(key="new_deal").set_value("fresh").run()
    press(page, "Create the deal")
    assert page.query_params["deal"] == "fresh"
    assert fake.name == "fresh"


def test_an_impossible_deal_in_the_address_falls_back_to_the_default(fake: FakeWorkspace) -> None:
    page = AppTest.from_file(str(APP), default_timeout=30)
    page.query_params["deal"] = "../etc"
    page.run()
    assert not page.exception
    assert page.error[0].value.startswith("workspace")
    assert fake.name == "default"


def test_the_other_side_gets_no_verdicts_and_reads_that_we_did_not_locate(checked: FakeWorkspace) -> None:
    page = opened_page()
    internal = html_of(page)
    page.session_state["questions-audience"] = "counterparty"
    page.run()
    outside = html_of(page)
    assert "We did not locate" not in internal
    assert "We did not locate" in outside
