"""The page: which deal, its documents at the side, its parts as tabs, the chat beside them. `assistant/page/` draws each part."""

import os
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from assistant.errors import AssistantError
from assistant.findings import Report
from assistant.page import html, html_check, html_held, phrases
from assistant.page.across import across
from assistant.page.audit import audits
from assistant.page.chat import chat_panel
from assistant.page.facts import facts
from assistant.page.held import documents
from assistant.page.intake import documents_panel, receipt, take_uploads
from assistant.page.overview import not_checked, overview, welcome
from assistant.page.points import choose_checklist, control_points
from assistant.page.session import chosen_checklist, remember, telling
from assistant.page.writing import drafts, questions, report_downloads
from assistant.records import DocumentRow
from assistant.settings import Settings
from assistant.workspace import Workspace, open_workspace, workspaces

LOOKS = Path(__file__).parent / ".streamlit"


@st.cache_resource
def settings() -> Settings:
    return Settings.from_env(os.environ)


@st.cache_resource
def workspace_named(name: str) -> Workspace:
    workspace = open_workspace(settings(), name)
    # The first question must not wait for what it needs to be loaded.
    workspace.warm_up()
    return workspace


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


def deal(workspace: Workspace, rows: Sequence[DocumentRow]) -> None:
    """The parts of the page as tabs; only the open one is drawn."""
    st.html(html_held.deal_html(workspace.name, rows))
    report = html_check.usable(workspace.last_report(chosen_checklist().name), rows, chosen_checklist())
    names = list(phrases.TABS if any(row.kind == "audit_report" for row in rows) else phrases.TABS_WITHOUT_AUDIT)
    for name, tab in zip(names, st.tabs(names, on_change="rerun", key="tab"), strict=True):
        if tab.open:
            with tab, telling():
                part(name, workspace, rows, report)


def part(name: str, workspace: Workspace, rows: Sequence[DocumentRow], report: Report | None) -> None:
    match name:
        case phrases.OVERVIEW:
            overview(workspace, rows, report)
        case phrases.FACTS:
            facts(workspace, report)
        case phrases.DOCUMENTS:
            documents(workspace)
        case phrases.AUDIT:
            audits(workspace, rows)
        case _ if report is None:
            if name == phrases.POINTS:
                choose_checklist()
            not_checked(workspace)
        case phrases.POINTS:
            control_points(workspace, rows, report)
        case phrases.ACROSS:
            across(workspace, rows, report)
        case phrases.QUESTIONS:
            questions(workspace, report)
        case phrases.DRAFTS_TAB:
            drafts(workspace, report)
        case phrases.REPORT:
            report_downloads(workspace, report)


def show() -> None:
    with st.sidebar:
        st.html(phrases.BRAND)
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
