"""The page: widgets and session state. Every decision is the Workspace's; every word that is not a label is page_html's."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from assistant import page_html as html
from assistant.answer import Answer
from assistant.checklist import load_checklist
from assistant.cite import Citation
from assistant.errors import AssistantError
from assistant.page_view import shown_page
from assistant.questions import draft_questions
from assistant.report import headlines, report_as_bytes
from assistant.report.question_list import questions_as_docx, questions_as_markdown, questions_as_xlsx
from assistant.settings import Settings
from assistant.workspace import Workspace, open_workspace, workspaces
from ingest.errors import IngestError

HERE = Path(__file__).parent
TOLD = (AssistantError, IngestError)
FORMATS = {"Word": ".docx", "Excel": ".xlsx", "PDF": ".pdf", "Markdown": ".md", "JSON": ".json"}
AUDIENCES = {"For us": "internal", "For the other side": "counterparty"}
LANGUAGES = {"English": "en", "中文": "zh", "Both": "both"}


@st.cache_resource
def workspace_named(name: str) -> Workspace:
    return open_workspace(Settings.from_env(os.environ), name)


@st.cache_resource
def checklist():  # type: ignore[no-untyped-def]
    return load_checklist("contract")


def raw(markup: str) -> None:
    """HTML in which page_html has escaped whatever came from outside."""
    st.html(markup)


# --- the side: deal, documents ---------------------------------------------------------------------------------------------


def deal_picker() -> Workspace:
    with st.sidebar:
        raw('<div class="brand">Controlpoint<small>Supply agreements, checked with proof</small></div>')
        names = sorted({"default", *workspaces(Settings.from_env(os.environ)), st.session_state.get("deal", "default")})
        chosen = st.selectbox("Deal", names, index=names.index(st.session_state.get("deal", "default")))
        with st.popover("New deal", width="stretch"):
            name = st.text_input("Name of the deal", placeholder="letters, digits, . _ -")
            if st.button("Create", disabled=not name):
                open_workspace(Settings.from_env(os.environ), name)
                forget_selection(name)
                st.rerun()
        if chosen != st.session_state.get("deal", "default"):
            forget_selection(chosen)
    return workspace_named(chosen)


def forget_selection(deal: str) -> None:
    st.session_state.clear()
    st.session_state["deal"] = deal


def documents_panel(deal: Workspace) -> None:
    with st.sidebar:
        st.subheader("Documents")
        files = st.file_uploader(
            "Add agreements, quality agreements, amendments, audit reports", accept_multiple_files=True, key="uploads"
        )
        if files and st.button("Read these files", type="primary", width="stretch"):
            add_uploads(deal, files)
        if not deal.documents() and st.button("Load the sample deal", width="stretch"):
            with st.status("Reading the sample deal …") as status:
                for added in deal.add_sample(
                    lambda file, stage, done, total: status.update(label=f"{stage} {file}: {done} of {total}")
                ):
                    st.write(html.label(html.added_line(added)))
            st.rerun()
        for line in st.session_state.pop("told", []):
            st.info(html.label(line))
        for row in deal.documents():
            raw(html.document_html(row))
            if st.button("Remove", key=f"remove-{row.id}", type="tertiary"):
                st.session_state["told"] = deal.remove(row.id).lines()
                st.rerun()


def add_uploads(deal: Workspace, files) -> None:  # type: ignore[no-untyped-def]
    told = []
    with st.status(f"Reading {len(files)} file(s) …") as status, TemporaryDirectory() as folder:
        for number, file in enumerate(files):
            path = Path(folder) / f"{number}{Path(file.name).suffix[:10]}"
            path.write_bytes(file.getbuffer())
            show = lambda name, stage, done, total: status.update(label=f"{stage} {name}: {done} of {total}")  # noqa: E731
            for added in deal.add_all([path], show, name=file.name):
                told.append(html.added_line(added))
                st.write(html.label(told[-1]))
    st.session_state["told"] = [line for line in told if line.startswith("Not added")]
    st.rerun()


# --- first screen ------------------------------------------------------------------------------------------------------------


def facts_panel(deal: Workspace) -> None:
    facts = deal.facts()
    open_ones = sum(not fact.confirmed for fact in facts)
    title = f"Five facts to confirm: {open_ones} open" if open_ones else "Five facts of the deal, all confirmed"
    with st.expander(title, expanded=bool(open_ones)):
        columns = st.columns(2, gap="medium")
        values = {}
        for number, fact in enumerate(facts):
            with columns[number % 2]:
                hint = " / ".join(fact.choices) or "please fill in"
                values[fact.key] = st.text_input(fact.label, fact.value, key=f"fact-{fact.key}", placeholder=hint)
                raw(html.fact_source(fact))
        with columns[1]:
            if st.button("Confirm these facts", disabled=not any(values.values()), width="stretch"):
                for key, value in values.items():
                    if value:
                        deal.confirm_fact(key, value)
                st.rerun()


def report_of(deal: Workspace):  # type: ignore[no-untyped-def]
    """The report on everything held, made anew when the documents changed."""
    rows = deal.documents()
    report = html.usable(deal.last_report(), rows, checklist())
    if rows and (report is None or len(report.documents) != len(rows)):
        bar = st.progress(0.0, "Checking …")
        report = deal.check(
            None,
            "contract",
            lambda done, total, what: bar.progress(done / total, f"Checked {done} of {total} requirements"),
        )
        bar.empty()
    return report


def overview(deal: Workspace, report) -> None:  # type: ignore[no-untyped-def]
    raw(html.tally_html(report))
    st.subheader("What to look at first")
    for number, headline in enumerate(headlines(report, checklist()), 1):
        raw(html.headline_html(number, headline))
        if headline.quote:
            open_button(headline.quote, f"headline-{number}")
    raw(html.holdings_html(deal.documents(), deal.wanted_documents(report)))


# --- the check ---------------------------------------------------------------------------------------------------------------


def check_tab(report) -> None:  # type: ignore[no-untyped-def]
    raw(html.TABLE_HEAD + "".join(html.control_point_html(result) for result in report.control_points))
    only = st.toggle(f"Only the {len(report.to_read)} findings that need your eyes", disabled=not report.to_read)
    for result in report.control_points:
        findings = [
            f for f in report.findings if f.control_point == result.control_point and (f.please_read or not only)
        ]
        if findings:
            st.markdown(f"#### {html.label(result.title)}")
        for finding in findings:
            with st.expander(html.finding_label(finding, checklist())):
                raw(html.finding_html(finding, report, checklist()))
                for number, (what, citation, remark) in enumerate(html.evidence(finding)):
                    raw(html.quote_html(citation, what, remark))
                    open_button(citation, f"{finding.requirement}-{number}")


def open_button(citation: Citation, key: str) -> None:
    if st.button(f"Open {html.cite_label(citation)}", key=f"open-{key}", type="tertiary"):
        show_page(citation)


@st.dialog("The page", width="large")
def show_page(citation: Citation) -> None:
    deal = workspace_named(st.session_state.get("deal", "default"))
    try:
        page = shown_page(deal.file_path(citation.document), deal.document(citation.document), citation)
    except TOLD as error:
        st.warning(html.label(str(error)))
        return
    st.markdown(html.cite_label(citation))
    if page.image:
        st.image(page.image, width="stretch")
    else:
        raw(f'<div class="pagetext">{page.text}</div>')
    if not page.marked:
        st.caption("The words could not be marked on this page; they are quoted in the text above.")


# --- chat --------------------------------------------------------------------------------------------------------------------


def chat_panel(deal: Workspace) -> None:
    st.subheader("Ask")
    rows = deal.documents()
    names = {row.file: row.id for row in rows}
    scope = st.multiselect("Documents asked", list(names), placeholder="all documents of this deal", key="scope")
    chats = deal.records.chats()
    if "chat" not in st.session_state:
        st.session_state["chat"] = chats[-1].id if chats else deal.records.start_chat()
    if st.button("New conversation", type="tertiary"):
        st.session_state["chat"] = deal.records.start_chat()
    box = st.container(height=560)
    with box:
        for turn_number, turn in enumerate(deal.records.turns(st.session_state["chat"])):
            show_turn(turn.question, html.stored_answer(turn.answer), f"turn-{turn_number}", len(rows) > 1)
    question = st.chat_input("Who may audit the plant, and how often?", disabled=not rows)
    if question:
        with box:
            ask(deal, question, [names[name] for name in scope] or None)
        st.rerun()


def ask(deal: Workspace, question: str, ids: list[str] | None) -> None:
    with st.chat_message("user"):
        st.markdown(html.label(question))
    with st.chat_message("assistant"):
        place, words = st.empty(), ""
        for part in deal.ask_streaming(question, document_ids=ids, chat=st.session_state["chat"]):
            words = words + part if isinstance(part, str) else words
            place.html(html.answer_html(part) if isinstance(part, Answer) else html.markdown_html(words))


def show_turn(question: str, answer: Answer, key: str, several: bool) -> None:
    with st.chat_message("user"):
        st.markdown(html.label(question))
    with st.chat_message("assistant"):
        raw(html.answer_html(answer))
        for number, citation in enumerate(answer.citations[:5], 1):
            if st.button(f"{number}. {html.cite_label(citation, several)}", key=f"{key}-{number}", type="tertiary"):
                show_page(citation)


# --- what to send ------------------------------------------------------------------------------------------------------------


def send_tab(report) -> None:  # type: ignore[no-untyped-def]
    left, middle, right = st.columns(3)
    audience = AUDIENCES[left.radio("Written for", list(AUDIENCES), horizontal=True, key="audience")]
    language = LANGUAGES[middle.radio("Language of the questions", list(LANGUAGES), horizontal=True, key="language")]
    shape = right.selectbox("Format of the report", list(FORMATS), key="shape")
    questions = draft_questions(report, checklist(), audience=audience)  # type: ignore[arg-type]
    suffix = FORMATS[shape]
    one, two, three = st.columns(3)
    one.download_button(
        "Download the report",
        report_as_bytes(report, checklist(), suffix, audience),
        f"report-{audience}{suffix}",
        width="stretch",
        type="primary",
    )  # type: ignore[arg-type]
    two.download_button(
        "Questions as Word", questions_as_docx(questions, language), f"questions-{audience}.docx", width="stretch"
    )  # type: ignore[arg-type]
    three.download_button(
        "Questions as Excel", questions_as_xlsx(questions, language), f"questions-{audience}.xlsx", width="stretch"
    )  # type: ignore[arg-type]
    raw(f'<div class="answer">{html.markdown_html(questions_as_markdown(questions, language))}</div>')  # type: ignore[arg-type]


def main() -> None:
    st.set_page_config("Controlpoint", layout="wide", initial_sidebar_state="expanded")
    raw(f"<style>{(HERE / '.streamlit' / 'page.css').read_text(encoding='utf-8')}</style>")
    try:
        deal = deal_picker()
        documents_panel(deal)
        work, talk = st.columns([3, 2], gap="large")
        with work:
            if deal.documents():
                facts_panel(deal)
                report = report_of(deal)
                first, second, third = st.tabs(["Overview", "Check", "Questions and report"])
                with first:
                    overview(deal, report)
                with second:
                    check_tab(report)
                with third:
                    send_tab(report)
            else:
                st.title("Check a supply agreement")
                st.markdown(
                    "Add your documents on the left, or load the sample deal to see how it works. Nothing leaves this machine."
                )
        with talk:
            chat_panel(deal)
    except TOLD as error:
        st.error(html.label(str(error)))


main()
