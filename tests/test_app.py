"""The page over a fake Workspace with the same methods: what is shown, which method each button calls, what is escaped."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from assistant.answer import Answer
from assistant.asking import Asking
from assistant.checklist import Checklist, load_checklist
from assistant.chosen_model import ModelInUse
from assistant.cite import Citation
from assistant.errors import AssistantError
from assistant.facts import FACTS, DealFact
from assistant.findings import DocumentJudgement, Engine, Finding, HeldDocument, NearMiss, Opinion, Report, Search
from assistant.intake import Added
from assistant.preview import Preview
from assistant.proof import PageShown
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
    model: ModelInUse = field(default_factory=lambda: ModelInUse(why="no chat model is set"))
    offline_only: bool = False
    looked_ahead: list[list[str] | None] = field(default_factory=list)
    pause: Event = field(default_factory=Event)
    """Set lets the model's words come to their end."""

    @property
    def revision(self) -> str:
        return repr((self.rows, self.confirmed, id(self.report)))

    @property
    def model_in_use(self) -> ModelInUse:
        return ModelInUse(why="this deal is marked offline only") if self.offline_only else self.model

    def mark_offline_only(self, on: bool) -> None:
        self.offline_only = on

    def cancel(self) -> None:
        self.pause.set()

    def warm_up(self) -> None:
        self.calls.append(("warm_up",))

    def look_ahead(self, document_ids: list[str] | None = None) -> None:
        self.looked_ahead.append(document_ids)

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

    def page_shown(self, citation: Citation, page: int) -> PageShown:
        return PageShown(None, reason="supply.txt: only PDF files and pictures have pages")

    def add_sample(self, on_progress: Any = None) -> Iterator[Added]:
        self.calls.append(("add_sample",))
        on_progress("supply.txt", "reading", 1, 42)
        self.rows.append(a_row())
        yield Added("supply.txt", ID, "added", pages=42, clauses=214)
        yield Added("scan.pdf", reason="scan.pdf: no text layer; install the ocr extra")

    def check(
        self, document_ids: Any = None, checklist: str = "contract", on_progress: Any = None, judge: str = "offline"
    ) -> Report:
        self.calls.append(("check", document_ids) if judge == "offline" else ("check", document_ids, judge))
        if self.trouble:
            raise AssistantError(self.trouble)
        on_progress(24, 24, "exit_plan.survival_liability")
        self.report = a_report(load_checklist(checklist), self.rows)
        return self.report

    def last_report(self, checklist: str) -> Report | None:
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

    def with_facts(self, report: Report) -> Report:
        return report

    def wanted_documents(self, report: Report) -> list[str]:
        return ["Quality Agreement"]

    def remove(self, reference: str) -> Removal:
        self.calls.append(("remove", reference))
        self.rows = [row for row in self.rows if row.id != reference]
        return Removal(reference, "supply.txt", True, 214, RemovedRecords(characters=900, quotes=3))

    def preview_check(self, document_ids: Any, checklist: str) -> Preview:
        return Preview(24, 60, 90_000, "api.example", "qwen")

    def preview_ask(self, question: str, document_ids: Any = None) -> Preview:
        return Preview(1, 12, 9000, "api.example", "qwen")

    def ask(
        self, question: str, *, document_ids: Any = None, chat: Any = None, offline: bool = False, keep: bool = True
    ) -> Answer:
        answer = Answer(question, f"> {EVIL}", True, 0.9, (a_citation(),), scope="the whole deal")
        if keep:
            self.calls.append(("kept", question, document_ids))
            self.stored[chat].append(Turn(question, answer.as_dict(), ""))
        return answer

    def start_asking(self, question: str, *, document_ids: Any = None, chat: Any = None) -> Asking:
        self.calls.append(("ask", question, document_ids))
        offline = self.ask(question, keep=False)

        def parts() -> Iterator[Answer | str]:
            yield offline
            if self.model.name:
                yield "The supplier "
                self.pause.wait(20)
                yield "hands it over."
                yield replace(offline, text="The supplier hands it over.", by=self.model.name)

        return Asking(
            question,
            parts(),
            lambda answer: self.stored[chat].append(Turn(question, answer.as_dict(), "")),
            self.pause.set,
        )


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeWorkspace:
    st.cache_resource.clear()
    fake = FakeWorkspace()
    fake.pause.set()

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


def opened_page(tab: str = "") -> AppTest:
    page = AppTest.from_file(str(APP), default_timeout=30)
    if tab:
        page.session_state["tab"] = tab
    page.run()
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
    assert fake.calls == [("warm_up",), ("add_sample",), ("check", None)]
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
    page = opened_page("Control points")
    labels = [expander.label for expander in page.expander]
    assert len(labels) == len(load_checklist("contract").requirements)
    assert any("Technology transfer" in words and ":red-badge[not located]" in words for words in labels)
    assert any(":orange-badge[weak]" in words and "please read" in words for words in labels)
    assert any("Minimum purchase" in words and ":blue-badge[costs you]" in words for words in labels)
    shown = html_of(page)
    assert "Words that limit it" in shown
    assert "It goes the other way." in shown


def test_needs_your_eyes_leaves_only_the_uncertain_findings(checked: FakeWorkspace) -> None:
    page = opened_page("Control points")
    page.toggle(key="only_to_read").set_value(True).run()
    assert [expander.label.split(" :")[0] for expander in page.expander] == ["Customer owns process know-how"]


def test_checking_again_takes_the_documents_chosen(checked: FakeWorkspace) -> None:
    checked.rows.append(a_row("b" * 64, "other.txt"))
    page = opened_page("Control points")
    page.multiselect(key="checked").set_value([ID, "b" * 64]).run()
    press(page, "Check again")
    assert checked.calls[1:] == [("check", [ID, "b" * 64])]


def test_a_report_on_a_document_that_is_gone_is_not_shown(checked: FakeWorkspace) -> None:
    checked.rows = [a_row("b" * 64, "other.txt")]
    shown = html_of(opened_page())
    assert "have not been checked yet" in shown
    assert "deal-breaker" not in shown


def test_an_error_for_people_is_one_escaped_line_and_no_traceback(checked: FakeWorkspace) -> None:
    checked.report, checked.trouble = None, "a*b*.pdf: broken; send it again"
    page = press(opened_page(), "Check the documents")
    assert [error.value for error in page.error] == ["a\\*b\\*.pdf:\u200b broken; send it again"]


def asked(page: AppTest, question: str) -> AppTest:
    page.chat_input[0].set_value(question).run()
    assert not page.exception, page.exception
    return page


def test_an_offline_answer_is_kept_and_its_citation_opens_the_page_with_the_quote_marked(
    checked: FakeWorkspace,
) -> None:
    page = asked(opened_page(), "Who hands over?")
    assert checked.calls[1:] == [("ask", "Who hands over?", None)]
    assert "onerror=alert(1)&gt;" in html_of(page)
    again = opened_page()
    assert "onerror=alert(1)&gt;" in html_of(again), "a new session shows the stored chat"
    press(again, "clause 7.1, page 1")
    assert '<mark id="quote">7.1 Transfer. The supplier hands over the process. &lt;img' in html_of(again)


def test_every_answer_says_what_it_was_asked_of(checked: FakeWorkspace) -> None:
    assert "Asked of the whole deal" in html_of(asked(opened_page(), "Who hands over?"))


@pytest.mark.parametrize(
    ("kind", "scope"), [("whole", None), ("one", [ID]), ("several", [ID, "b" * 64]), ("notes", [])]
)
def test_a_question_goes_to_the_scope_that_was_chosen(
    checked: FakeWorkspace, kind: str, scope: list[str] | None
) -> None:
    checked.rows.append(a_row("b" * 64, "other.txt"))
    page = opened_page()
    page.radio(key="scope-kind").set_value(kind).run()
    asked(page, "What should an exit plan contain?")
    assert checked.calls[-1] == ("ask", "What should an exit plan contain?", scope)
    # Read before the question came; all documents one by one are the whole deal.
    assert checked.looked_ahead[-1] == ([ID] if kind == "one" else None)


@pytest.fixture
def with_model(checked: FakeWorkspace) -> FakeWorkspace:
    checked.model = ModelInUse("qwen", "api.example")
    return checked


def test_nothing_is_sent_before_a_person_has_seen_how_much_and_where_to(with_model: FakeWorkspace) -> None:
    page = asked(opened_page(), "Who hands over?")
    assert with_model.calls[1:] == [], "neither asked nor kept yet"
    shown = html_of(page)
    assert "onerror=alert(1)&gt;" in shown, "the offline answer stands at once"
    assert "Would send 12 clauses, about 9,000 tokens in 1 request, to api.example (qwen)." in shown
    press(page, "Send")
    assert with_model.calls[1:] == [("ask", "Who hands over?", None)]
    assert "The supplier hands it over." in html_of(page)
    assert "Written by qwen" in html_of(page)


def test_the_offline_answer_can_be_kept_and_nothing_is_sent(with_model: FakeWorkspace) -> None:
    page = press(asked(opened_page(), "Who hands over?"), "Keep the offline answer")
    assert with_model.calls[1:] == [("kept", "Who hands over?", None)]
    assert "Would send" not in html_of(page)


def test_who_asks_the_next_question_keeps_the_offline_answer_to_the_first(with_model: FakeWorkspace) -> None:
    page = asked(asked(opened_page(), "Who hands over?"), "And who pays?")
    assert with_model.calls[1:] == [("kept", "Who hands over?", None)]
    assert "And who pays?" in html_of(page)


def test_a_reader_may_wish_not_to_be_asked_before_each_sending(with_model: FakeWorkspace) -> None:
    page = opened_page()
    page.toggle(key="ask-first").set_value(False).run()
    asked(page, "Who hands over?")
    assert "The supplier hands it over." in html_of(page)


def test_the_page_says_which_model_is_in_use_and_a_deal_can_be_marked_offline_only(with_model: FakeWorkspace) -> None:
    page = opened_page()
    assert "qwen at api.example" in html_of(page)
    page.toggle(key="offline-default").set_value(True).run()
    assert with_model.offline_only
    assert "this deal is marked offline only" in html_of(page)
    asked(page, "Who hands over?")
    assert "Would send" not in html_of(page)


def test_a_check_by_the_model_says_what_it_would_send_and_is_asked_for_by_name(with_model: FakeWorkspace) -> None:
    page = opened_page("Control points")
    assert "Would send" not in html_of(page)
    page.session_state["judge"] = "both"
    page.run()
    assert "Would send 60 clauses, about 90,000 tokens in 24 requests, to api.example (qwen)." in html_of(page)
    press(page, "Send and check")
    assert with_model.calls[1:] == [("check", [ID], "both")]


def test_where_two_judges_differ_both_are_shown(checked: FakeWorkspace) -> None:
    assert checked.report is not None
    opinions = (
        Opinion("offline", "yes", "The words are there.", (a_citation(),)),
        Opinion("qwen", "no", "I read it <b>otherwise</b>.", (), followed=False),
    )
    first, *rest = checked.report.findings
    checked.report = replace(checked.report, findings=(replace(first, opinions=opinions), *rest))
    page = opened_page("Control points")
    assert ":violet-badge[judges differ]" in page.expander[0].label
    assert not any("judges differ" in expander.label for expander in page.expander[1:])
    shown = html_of(page)
    assert "The words are there." in shown
    assert "I read it &lt;b&gt;otherwise&lt;/b&gt;." in shown
    assert "not followed" in shown


def test_each_documents_own_judgement_stands_beside_the_sets(checked: FakeWorkspace) -> None:
    assert checked.report is not None
    checked.rows.append(a_row("b" * 64, "quality.txt"))
    checked.report = a_report(load_checklist("contract"), checked.rows)
    own = (DocumentJudgement(ID, "yes", (a_citation(),)), DocumentJudgement("b" * 64, "no"))
    first, *rest = checked.report.findings
    checked.report = replace(checked.report, findings=(replace(first, by_document=own), *rest))
    shown = html_of(opened_page("Control points"))
    assert 'supply.txt <span class="pill green">in place</span>' in shown
    assert "quality.txt <span" in shown


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
    assert checked.calls[1:] == [("remove", ID)]
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
    page = opened_page("Questions to send")
    internal = html_of(page)
    page.session_state["questions-audience"] = "counterparty"
    page.run()
    outside = html_of(page)
    assert "We did not locate" not in internal
    assert "We did not locate" in outside
