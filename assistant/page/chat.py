"""The chat beside everything else: which documents and which model are asked, what would be sent, the answer as it grows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import streamlit as st

from assistant.answer import Answer
from assistant.asking import Asking
from assistant.page import html, html_chat, phrases
from assistant.page.cited import citation_button
from assistant.page.session import remember, telling

if TYPE_CHECKING:
    from assistant.chosen_model import ModelInUse
    from assistant.preview import Preview
    from assistant.records import DocumentRow
    from assistant.workspace import Workspace

MOST_CHATS = 12
WHOLE, ONE, SEVERAL, NOTES = "whole", "one", "several", "notes"
AT_ONCE = 0.1
"""Seconds that a model's answer may take before the offline one is drawn, to be replaced."""
WITHOUT_A_MODEL = 60.0
DRAWN_EVERY = 0.4
"""Seconds between two looks at an answer that grows."""


@dataclass(frozen=True)
class Waiting:
    """A question whose offline answer stands, until somebody decides whether the clauses may be sent."""

    question: str
    chat: str
    scope: list[str] | None
    answer: Answer
    preview: "Preview"


@st.fragment
def chat_panel(workspace: "Workspace", rows: "Sequence[DocumentRow]") -> None:
    """Questions and answers; a run of its own, so that asking redraws nothing else."""
    key = f"chat-{workspace.name}"
    chats = workspace.records.chats()
    # A chat goes with the last document it quotes; None is a new chat that has no record yet.
    if st.session_state.get(key, "") not in {None, *(chat.id for chat in chats)}:
        remember(key, chats[0].id if chats else None)
    chat_head(workspace, key, chats)
    scope = scope_chooser(rows)
    look_ahead(workspace, rows, scope)
    turns = workspace.records.turns(st.session_state[key]) if st.session_state[key] else []
    asked = None
    with st.container(height=560, key="turns", autoscroll=True):
        for number, turn in enumerate(turns):
            question(turn.question)
            with answering():
                answer_block(workspace, html_chat.stored_answer(turn.answer), f"turn-{number}", len(rows) > 1)
        opening = st.empty()
        if not turns and not under_way(st.session_state[key]):
            with opening.container():
                asked = first_questions()
        fresh = st.container()
    typed = st.chat_input("Ask about these documents", key="question", max_chars=2000, submit_mode="disable")
    with fresh, telling():
        if asked := typed or asked:
            opening.empty()
            st.session_state[key] = st.session_state[key] or workspace.records.start_chat(asked[:80])
            begin(workspace, asked, scope, st.session_state[key])
        go_on(workspace, st.session_state[key], len(turns), len(rows) > 1)


def look_ahead(workspace: "Workspace", rows: "Sequence[DocumentRow]", scope: list[str] | None) -> None:
    """What the next question is put to is read while it is typed: once for each choice of documents."""
    ids = [row.id for row in rows] if scope is None else scope
    if ids and st.session_state.get("looked-ahead") != (workspace.name, ids):
        remember("looked-ahead", (workspace.name, ids))
        workspace.look_ahead(scope)


def under_way(chat: str | None) -> "Waiting | Asking | None":
    """What this chat waits for: a decision, or an answer that grows."""
    found: Waiting | Asking | None = st.session_state.get(f"under-way-{chat}")
    return found


# What is asked, and of what -----------------------------------------------------------------------------------------


def chat_head(workspace: "Workspace", key: str, chats: Sequence[Any]) -> None:
    """Which model answers, and which chat this is."""
    model = workspace.model_in_use
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader("Ask", anchor=False, width="stretch")
        with st.popover(html_chat.model_label(model), icon=":material/memory:", type="tertiary", key="model"):
            model_panel(workspace, model)
        with st.popover("Chats", icon=":material/history:", type="tertiary"):
            st.button("New chat", icon=":material/add:", on_click=remember, args=(key, None), width="stretch")
            for chat in chats[:MOST_CHATS]:
                words = html.label(chat.title or "Untitled")
                st.button(words, key=chat.id, on_click=remember, args=(key, chat.id), type="tertiary", width="stretch")


def model_panel(workspace: "Workspace", model: "ModelInUse") -> None:
    """Who writes the answers, and a mark on the deal that forbids every model."""
    st.html(html_chat.model_html(model))
    switch = f"offline-{workspace.name}"
    st.toggle(
        "Offline only: never use a model on this deal",
        workspace.offline_only,
        key=switch,
        on_change=lambda: workspace.mark_offline_only(st.session_state[switch]),
    )
    if model.name:
        st.toggle("Ask me before anything is sent", value=True, key="ask-first")


def scope_chooser(rows: "Sequence[DocumentRow]") -> list[str] | None:
    """None is the whole deal; no document at all is our reference notes."""
    names = {row.id: row.file for row in rows}
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="scope"):
        with st.popover("Scope", icon=":material/filter_list:", type="tertiary"):
            kind = st.radio(
                "What is asked", list(phrases.SCOPES), format_func=phrases.SCOPES.__getitem__, key="scope-kind"
            )
            chosen: list[str] | None = None
            if kind == ONE:
                one = st.selectbox("Document", list(names), format_func=names.__getitem__, key="scope-one")
                chosen = [one] if one else []
            elif kind == SEVERAL:
                chosen = st.multiselect(
                    "Documents", list(names), list(names), format_func=names.__getitem__, key="scope-several"
                )
            elif kind == NOTES:
                chosen = []
        st.html(
            html_chat.scope_html([names[id] for id in chosen] if chosen is not None else None, len(rows), kind == NOTES)
        )
    return chosen


def first_questions() -> str | None:
    st.html(phrases.CHAT_OPENING)
    for words in phrases.FIRST_QUESTIONS:
        if st.button(words, key=f"ask-{words}", width="stretch"):
            return words
    return None


# The answer ---------------------------------------------------------------------------------------------------------


def begin(workspace: "Workspace", asked: str, scope: list[str] | None, chat: str) -> None:
    """Answer offline at once; with a model, first say what would be sent."""
    if isinstance(waiting := under_way(chat), Waiting):
        keep_offline(workspace, waiting)
    if workspace.model_in_use.name and st.session_state.get("ask-first", True):
        answer = workspace.ask(asked, document_ids=scope, chat=chat, offline=True, keep=False)
        preview = workspace.preview_ask(answer.asked or asked, scope)
        if preview.requests:
            remember(f"under-way-{chat}", Waiting(asked, chat, scope, answer, preview))
            return
    start(workspace, asked, scope, chat)


def start(workspace: "Workspace", asked: str, scope: list[str] | None, chat: str) -> None:
    remember(f"under-way-{chat}", workspace.start_asking(asked, document_ids=scope, chat=chat))


def keep_offline(workspace: "Workspace", waiting: Waiting) -> None:
    del st.session_state[f"under-way-{waiting.chat}"]
    workspace.ask(waiting.question, document_ids=waiting.scope, chat=waiting.chat, offline=True)


def send(workspace: "Workspace", waiting: Waiting) -> None:
    start(workspace, waiting.question, waiting.scope, waiting.chat)


def go_on(workspace: "Workspace", chat: str | None, number: int, several: bool) -> None:
    """Whatever is under way in this chat, as its turn of that number; a click elsewhere does not end it."""
    if trouble := st.session_state.pop(f"trouble-{chat}", None):
        raise trouble
    found = under_way(chat)
    if found is None:
        return
    question(found.question)
    with answering():
        if isinstance(found, Waiting):
            decide(workspace, found, several)
        elif answer := ended(found, chat, AT_ONCE if workspace.model_in_use.name else WITHOUT_A_MODEL):
            answer_block(workspace, answer, f"turn-{number}", several)
        else:
            grow(found, chat)


def ended(asking: Asking, chat: str | None, wait: float) -> Answer | None:
    """The answer that stands in the end, if it is there within so many seconds; then nothing is under way any more."""
    try:
        shown = asking.now(wait)
    except Exception:
        del st.session_state[f"under-way-{chat}"]
        raise
    if not shown.done:
        return None
    del st.session_state[f"under-way-{chat}"]
    return shown.answer


def decide(workspace: "Workspace", waiting: Waiting, several: bool) -> None:
    """The offline answer stands; the model's may take its place, once somebody has seen what would be sent."""
    answer_block(workspace, waiting.answer, "waiting", several)
    st.html(html_chat.preview_html(waiting.preview))
    with st.container(horizontal=True):
        decision = (workspace, waiting)
        st.button("Send", type="primary", icon=":material/send:", key="send", on_click=send, args=decision)
        st.button("Keep the offline answer", key="keep", on_click=keep_offline, args=decision)


@st.fragment(run_every=DRAWN_EVERY)
def grow(asking: Asking, chat: str | None) -> None:
    """The quoted answer at once, then the model's words over it as they come.

    Drawn anew again and again, never in a loop: Streamlit lets no click of the chat through while the chat is being drawn,
    so a loop could not be stopped.
    """
    if under_way(chat) is not asking:
        return
    try:
        answer = ended(asking, chat, 0.0)
    except Exception as error:
        remember(f"trouble-{chat}", error)
        st.rerun()
    if answer:
        st.rerun()
    shown = asking.now()
    st.html(html_chat.growing_html(shown.answer, shown.words, writing=True) if shown.answer else phrases.SEARCHING)
    st.button("Stop", icon=":material/stop_circle:", key="stop", on_click=asking.stop)


def question(words: str) -> None:
    with st.chat_message("user", avatar=":material/person:"):
        st.html(html.lines_html([words]))


def answering() -> Any:
    return st.chat_message("assistant", avatar=":material/fact_check:")


def answer_block(workspace: "Workspace", answer: Answer, key: str, several: bool) -> None:
    st.html(html_chat.answer_html(answer))
    with st.container(gap=None):
        for number, citation in enumerate(answer.citations):
            citation_button(workspace, citation, f"{key}-{number}", html.short_cite_label(citation, several))
