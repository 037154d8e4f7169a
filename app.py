"""The page: widgets and session state over one Workspace; every decision, word and mark is made elsewhere."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import streamlit as st

from assistant import page_html as html
from assistant.answer import Answer
from assistant.checklist import Checklist, load_checklist
from assistant.cite import Citation
from assistant.errors import AssistantError
from assistant.findings import Report
from assistant.intake import Added
from assistant.page_view import shown_page
from assistant.questions import draft_questions
from assistant.records import DocumentRow
from assistant.report import REPORT_SUFFIXES, headlines, question_list, report_as_bytes, report_as_markdown
from assistant.settings import Settings
from assistant.workspace import OnProgress, Workspace, open_workspace, workspaces
from ingest.errors import IngestError

LOOKS = Path(__file__).parent / ".streamlit"
MOST_CHATS = 12


@st.cache_resource
def settings() -> Settings:
    return Settings.from_env(os.environ)


@st.cache_resource
def workspace_named(name: str) -> Workspace:
    return open_workspace(settings(), name)


@st.cache_resource
def contract_checklist() -> Checklist:
    return load_checklist("contract")


@contextmanager
def telling() -> Iterator[None]:
    """The two kinds of error that are meant for people become one line on the page; any other is a bug and is seen."""
    try:
        yield
    except (AssistantError, IngestError) as error:
        st.error(html.label(str(error)), icon=":material/error:")


def remember(key: str, value: Any) -> None:
    st.session_state[key] = value


def choose_deal() -> Workspace:
    """The deal of this session: in the address, so that a reload or a bookmark comes back to it."""
    state = st.session_state
    state.setdefault("deal", st.query_params.get("deal", "default"))
    try:
        open_workspace(settings(), state.deal)
    except AssistantError as error:
        state.no_deal, state.deal = str(error), "default"
    if problem := state.pop("no_deal", ""):
        st.error(html.label(problem))
    st.selectbox("Deal", sorted({*workspaces(settings()), state.deal}), key="deal")
    st.query_params["deal"] = state.deal
    with st.popover("New deal", icon=":material/add:", width="stretch"):
        st.text_input("Name", key="new_deal", placeholder="oncology-2026", max_chars=64)
        st.button("Create the deal", on_click=start_deal, type="primary", width="stretch")
    return workspace_named(state.deal)


def start_deal() -> None:
    name = st.session_state.new_deal.strip()
    try:
        open_workspace(settings(), name)
    except AssistantError as error:
        remember("no_deal", str(error))
        return
    remember("deal", name)
    remember("new_deal", "")


def documents_panel(workspace: Workspace, rows: Sequence[DocumentRow]) -> list[Any]:
    """Held documents, each with its removal, and a place to add more; returns the uploads to take in."""
    st.html(f'<h4 class="side">Documents ({len(rows)})</h4>')
    for row in rows:
        with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
            st.html(html.document_html(row))
            with st.popover("", icon=":material/more_vert:", key=f"more-{row.id}", type="tertiary"):
                st.caption("Removes the file, its text and index, and every finding and answer that quotes it.")
                if st.button("Remove", icon=":material/delete:", key=f"remove-{row.id}", width="stretch"):
                    with telling():
                        remember("receipt", workspace.remove(row.id).lines())
                        st.rerun()
    uploads = st.file_uploader(
        "Add documents",
        accept_multiple_files=True,
        key=f"upload-{st.session_state.setdefault('uploads', 0)}",
        help="Agreements, quality agreements, amendments, audit reports: PDF, DOCX, TXT, MD, HTML, images, ZIP.",
    )
    return list(uploads or [])


def take_uploads(workspace: Workspace, uploads: Sequence[Any]) -> None:
    """Upload after upload; a rejected one is a line in the receipt, and the rest goes on."""

    def each(on_progress: OnProgress) -> Iterator[Added]:
        with TemporaryDirectory() as folder:
            for number, upload in enumerate(uploads):
                path = Path(folder) / f"{number}{Path(upload.name).suffix[:9]}"
                path.write_bytes(upload.getvalue())
                yield from workspace.add_all([path], on_progress, name=upload.name)

    st.session_state.uploads += 1
    take_in(workspace, each)


def take_in(workspace: Workspace, adding: Callable[[OnProgress], Iterable[Added]]) -> None:
    """Add, then check what is held; both say how far they are."""
    receipt = []
    with telling(), st.status("Reading documents", expanded=True) as status:
        bar = st.progress(0.0, "Preparing")

        def show(file: str, stage: str, done: int, total: int) -> None:
            unit = "page" if stage == "reading" else "clause"
            bar.progress(done / max(total, 1), f"{html.label(file)}: {stage} {unit} {done} of {total}")

        for added in adding(show):
            receipt.append(html.added_line(added))
            st.html(html.lines_html(receipt[-1:]))
        if workspace.documents():
            status.update(label="Checking")
            check(workspace, None)
        remember("receipt", receipt)
        st.rerun()


def check(workspace: Workspace, document_ids: Sequence[str] | None) -> None:
    bar = st.progress(0.0, "Checking")

    def show(done: int, total: int, what: str) -> None:
        bar.progress(done / max(total, 1), f"Requirement {done} of {total}")

    workspace.check(document_ids, on_progress=show)
    bar.empty()


@st.dialog("Where it stands", width=860, position="right")
def citation_panel(workspace: Workspace, citation: Citation, opening: int) -> None:
    """The cited page with the words marked, and the pages around it."""
    with telling():
        document = workspace.document(citation.document)
        numbers = [page.number for page in document.pages]
        st.html(html.cited_html(citation))
        number = citation.page
        if len(numbers) > 1:
            number = st.select_slider("Page", numbers, value=citation.page, key=f"page-{opening}")
        page = shown_page(workspace.file_path(citation.document), document, citation, number)
        if page.image:
            st.image(page.image, width="stretch", alt=f"Page {page.number} with the quoted words marked")
        else:
            st.html(f'<div class="page-text">{page.text}</div>')


def citation_button(workspace: Workspace, citation: Citation, key: str, words: str = "") -> None:
    words = words or html.cite_label(citation)
    if st.button(words, key=key, type="tertiary", icon=":material/article:", help="Open the page"):
        remember("opened", st.session_state.get("opened", 0) + 1)
        citation_panel(workspace, citation, st.session_state.opened)


def welcome(workspace: Workspace) -> None:
    st.html(html.WELCOME)
    if st.button("Load the sample deal", type="primary", icon=":material/folder_open:"):
        take_in(workspace, workspace.add_sample)


def overview(workspace: Workspace, rows: Sequence[DocumentRow], report: Report | None) -> None:
    if report:
        st.html(html.tally_html(report))
    facts_panel(workspace)
    st.html(html.holdings_html(rows, workspace.wanted_documents(report) if report else []))
    if report is None:
        not_checked(workspace)
        return
    st.subheader("What to look at first", anchor=False)
    first = headlines(report, contract_checklist())
    if not first:
        st.html(html.NO_ISSUES)
    for number, headline in enumerate(first, 1):
        with st.container(border=True, gap="xsmall"):
            st.html(html.headline_html(number, headline))
            if headline.quote:
                citation_button(workspace, headline.quote, f"first-{number}")
            elif near := report.finding(headline.requirement).nearest[:1]:
                words = f"Nearest: {html.cite_label(near[0].citation)}"
                citation_button(workspace, near[0].citation, f"first-{number}", words)


def facts_panel(workspace: Workspace) -> None:
    st.subheader("Five facts to confirm", anchor=False)
    with st.container(border=True, gap="small", key="facts"):
        for fact in workspace.facts():
            name, value, source, action = st.columns([1.5, 2.6, 1.7, 0.9], vertical_alignment="center", gap="small")
            name.html(html.fact_html(fact))
            with value:
                given = fact_input(fact, f"fact-{workspace.name}-{fact.key}")
            with source:
                if fact.citation:
                    words = html.page_and_file(fact.citation)
                    citation_button(workspace, fact.citation, f"source-{fact.key}", words)
            done = fact.confirmed and given == fact.value
            words = "Confirmed" if done else "Confirm"
            if action.button(words, key=f"confirm-{fact.key}", disabled=done or not given, width="stretch"):
                with telling():
                    workspace.confirm_fact(fact.key, given)
                    st.rerun()


def fact_input(fact: Any, key: str) -> str:
    if not fact.choices:
        return st.text_input(fact.label, fact.value, key=key, label_visibility="collapsed").strip()
    options = list(dict.fromkeys([*([fact.value] if fact.value else []), *fact.choices]))
    chosen = st.selectbox(
        fact.label,
        options,
        index=0 if fact.value else None,
        key=key,
        accept_new_options=True,
        placeholder="Choose or type",
        label_visibility="collapsed",
    )
    return chosen or ""


def not_checked(workspace: Workspace) -> None:
    st.html(html.NOT_CHECKED)
    if st.button("Check the documents", type="primary", key="check-first"):
        with telling():
            check(workspace, None)
            st.rerun()


def control_points(workspace: Workspace, rows: Sequence[DocumentRow], report: Report) -> None:
    names = {row.id: row.file for row in rows}
    judged = [held.document for held in report.documents]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.multiselect("Checked together", list(names), judged, format_func=names.__getitem__, key="checked")
        if st.button("Check again", icon=":material/refresh:", disabled=not chosen):
            with telling():
                check(workspace, chosen)
                st.rerun()
    only = st.toggle(f"Only the {len(report.to_read)} that need your eyes", key="only_to_read")
    shown = report.to_read if only else list(report.findings)
    if not shown:
        st.html(html.NOTHING_TO_READ)
        return
    st.html(html.TABLE_HEAD)
    for result in report.control_points:
        findings = [finding for finding in shown if finding.control_point == result.control_point]
        if not findings:
            continue
        with st.container(border=True, gap="xsmall", key=f"point-{result.control_point}"):
            st.html(html.control_point_html(result))
            for finding in findings:
                name = html.finding_label(finding, contract_checklist())
                with st.expander(name, type="compact"), st.container(gap="xsmall"):
                    st.html(html.finding_html(finding, report, contract_checklist()))
                    for number, (kind, citation, remark) in enumerate(html.evidence(finding)):
                        st.html(html.quote_html(citation, kind, remark))
                        citation_button(workspace, citation, f"{finding.requirement}-{number}")


def questions(report: Report) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="large"):
        audience = choice("Audience", html.AUDIENCES, "questions-audience")
        language = choice("Language", html.LANGUAGES, "questions-language")
    drafted = draft_questions(report, contract_checklist(), audience=audience)
    as_text = question_list.questions_as_markdown(drafted, language)
    writers: dict[str, Callable[[], Any]] = {
        "docx": partial(question_list.questions_as_docx, drafted, language),
        "xlsx": partial(question_list.questions_as_xlsx, drafted, language),
        "md": lambda: as_text,
        "json": partial(question_list.questions_as_json, drafted),
    }
    downloads("questions", audience, writers)
    with st.container(border=True):
        st.html(html.document_text(as_text))


def report_downloads(report: Report) -> None:
    audience = choice("Audience", html.AUDIENCES, "report-audience")
    st.caption(html.AUDIENCE_WORDS[audience])
    checklist = contract_checklist()
    suffixes = sorted(REPORT_SUFFIXES, key=[".docx", ".pdf", ".xlsx", ".md", ".json"].index)
    downloads("report", audience, {s[1:]: partial(report_as_bytes, report, checklist, s, audience) for s in suffixes})
    if st.toggle("Show it here", key="show_report"):
        with st.container(border=True):
            st.html(html.document_text(report_as_markdown(report, checklist, audience=audience)))


def choice(words: str, options: Mapping[Any, str], key: str) -> Any:
    return st.segmented_control(
        words, list(options), format_func=options.__getitem__, default=next(iter(options)), required=True, key=key
    )


def downloads(what: str, audience: str, writers: Mapping[str, Callable[[], Any]]) -> None:
    """A button a format; the file is written when it is asked for."""
    with st.container(horizontal=True, gap="small"):
        for suffix, write in writers.items():
            st.download_button(
                suffix.upper(),
                write,
                file_name=f"{what}-{audience}.{suffix}",
                key=f"{what}-{suffix}",
                icon=":material/download:",
                on_click="ignore",
            )


@st.fragment
def chat_panel(workspace: Workspace, rows: Sequence[DocumentRow]) -> None:
    """Questions and answers beside everything else; a run of its own, so that asking redraws nothing else."""
    key = f"chat-{workspace.name}"
    chats = workspace.records.chats()
    # A chat goes with the last document it quotes; None is a new chat that has no record yet.
    if st.session_state.get(key, "") not in {None, *(chat.id for chat in chats)}:
        remember(key, chats[0].id if chats else None)
    scope = chat_head(rows, key, chats)
    workspace.get_ready_soon(scope)
    turns = workspace.records.turns(st.session_state[key]) if st.session_state[key] else []
    with st.container(height=560, key="turns", autoscroll=True):
        for number, turn in enumerate(turns):
            with st.chat_message("user", avatar=":material/person:"):
                st.html(html.lines_html([turn.question]))
            with st.chat_message("assistant", avatar=":material/fact_check:"):
                answer_block(workspace, html.stored_answer(turn.answer), f"turn-{number}", len(rows) > 1)
        opening = st.empty()
        with opening.container():
            asked = None if turns else first_questions()
        fresh = st.container()
    typed = st.chat_input("Ask about these documents", key="question", max_chars=2000, submit_mode="disable")
    if asked := typed or asked:
        opening.empty()
        with fresh, telling():
            st.session_state[key] = st.session_state[key] or workspace.records.start_chat(asked[:80])
            stream_answer(workspace, asked, scope, st.session_state[key])
            st.rerun(scope="fragment")


def chat_head(rows: Sequence[DocumentRow], key: str, chats: Sequence[Any]) -> list[str]:
    """Which documents are asked, and which chat this is."""
    names = {row.id: row.file for row in rows}
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader("Ask", anchor=False, width="stretch")
        with st.popover("Scope", icon=":material/filter_list:", type="tertiary"):
            chosen = st.multiselect("Documents asked", list(names), list(names), format_func=names.__getitem__)
            notes = st.toggle("Reference notes only", help="What agreements should say, not what these say.")
        with st.popover("Chats", icon=":material/history:", type="tertiary"):
            st.button("New chat", icon=":material/add:", on_click=remember, args=(key, None), width="stretch")
            for chat in chats[:MOST_CHATS]:
                words = html.label(chat.title or "Untitled")
                st.button(words, key=chat.id, on_click=remember, args=(key, chat.id), type="tertiary", width="stretch")
    st.html(html.scope_html(len(chosen), len(rows), notes))
    return [] if notes else chosen


def first_questions() -> str | None:
    st.html(html.CHAT_OPENING)
    for question in html.FIRST_QUESTIONS:
        if st.button(question, key=f"ask-{question}", width="stretch"):
            return question
    return None


def stream_answer(workspace: Workspace, question: str, scope: list[str], chat: str) -> None:
    """The quoted answer at once, then the model's words over it as they come."""
    with st.chat_message("user", avatar=":material/person:"):
        st.html(html.lines_html([question]))
    with st.chat_message("assistant", avatar=":material/fact_check:"):
        place, stop, first, pieces, stoppable = st.empty(), st.empty(), None, "", False
        place.html(html.SEARCHING)
        # Pressing Stop runs this fragment again, which leaves the loop at its next word; closing stops the model.
        with closing(workspace.ask_streaming(question, document_ids=scope, chat=chat)) as parts:
            for part in parts:
                if isinstance(part, Answer):
                    first, pieces = part, ""
                else:
                    pieces += part
                    if not stoppable:
                        stop.button("Stop", icon=":material/stop:", key="stop")
                    stoppable = True
                if first:
                    place.html(html.answer_html(replace(first, text=pieces) if pieces else first))
        stop.empty()


def answer_block(workspace: Workspace, answer: Answer, key: str, several: bool) -> None:
    st.html(html.answer_html(answer))
    with st.container(gap=None):
        for number, citation in enumerate(answer.citations):
            citation_button(workspace, citation, f"{key}-{number}", html.short_cite_label(citation, several))


def receipt() -> None:
    """What the last addition or removal did, until it is put away."""
    if lines := st.session_state.get("receipt"):
        with st.container(border=True, horizontal=True, key="receipt", vertical_alignment="top", wrap=False):
            st.html(html.lines_html(lines))
            st.button("Close", type="tertiary", key="close-receipt", on_click=remember, args=("receipt", []))


def deal(workspace: Workspace, rows: Sequence[DocumentRow]) -> None:
    st.html(html.deal_html(workspace.name, rows))
    report = html.usable(workspace.last_report(), rows, contract_checklist())
    first, points, asking, files = st.tabs(["Overview", "Control points", "Questions to send", "Report"])
    with first, telling():
        overview(workspace, rows, report)
    if report is None:
        for tab in (points, asking, files):
            tab.html(html.NOT_CHECKED)
        return
    with points, telling():
        control_points(workspace, rows, report)
    with asking, telling():
        questions(report)
    with files, telling():
        report_downloads(report)


def show() -> None:
    with st.sidebar:
        st.html(html.BRAND)
        workspace = choose_deal()
        rows = workspace.documents()
        uploads = documents_panel(workspace, rows)
    work, side = st.columns([1.8, 1], gap="large")
    with work:
        if uploads:
            take_uploads(workspace, uploads)
        receipt()
        if rows:
            deal(workspace, rows)
        else:
            welcome(workspace)
    with side, st.container(border=True, key="chat"):
        chat_panel(workspace, rows)


st.set_page_config("Controlpoint", LOOKS / "icon.png", layout="wide", initial_sidebar_state=330)
st.html(LOOKS / "page.css")
with telling():
    show()
