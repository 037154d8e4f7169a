"""The first screen of a deal: how the control points stand, the five facts, what is held, what to look at first."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from assistant.findings import Report
from assistant.page import html, html_check, html_held, phrases
from assistant.page.cited import citation_button
from assistant.page.intake import check, take_in
from assistant.page.session import chosen_checklist, kept, telling
from assistant.report import headlines

if TYPE_CHECKING:
    from assistant.records import DocumentRow
    from assistant.workspace import Workspace


def welcome(workspace: "Workspace") -> None:
    st.html(phrases.WELCOME)
    if st.button("Load the sample deal", type="primary", icon=":material/folder_open:"):
        take_in(workspace, workspace.add_sample)


def overview(workspace: "Workspace", rows: "Sequence[DocumentRow]", report: Report | None) -> None:
    if report:
        st.html(html_check.tally_html(report))
        notices(report)
    facts_panel(workspace)
    st.html(html_held.holdings_html(rows, workspace.wanted_documents(report) if report else []))
    if report is None:
        not_checked(workspace)
        return
    st.subheader("What to look at first", anchor=False)
    first = headlines(report, chosen_checklist())
    if not first:
        st.html(phrases.NO_ISSUES)
    for number, headline in enumerate(first, 1):
        with st.container(border=True, gap="xsmall"):
            st.html(html_check.headline_html(number, headline))
            if headline.quote:
                citation_button(workspace, headline.quote, f"first-{number}")
            elif near := report.finding(headline.requirement).nearest[:1]:
                words = f"Nearest: {html.cite_label(near[0].citation)}"
                citation_button(workspace, near[0].citation, f"first-{number}", words)


def notices(report: Report) -> None:
    """Text addressed to software is told before anything else; the words are under Documents."""
    if report.notices:
        st.warning(html.label(html_held.notices_in_short(report.notices)), icon=":material/warning:")


def facts_panel(workspace: "Workspace") -> None:
    st.subheader("Five facts to confirm", anchor=False)
    with st.container(border=True, gap="small", key="facts"):
        for fact in kept(workspace, "five facts", workspace.facts):
            name, value, source, action = st.columns([1.5, 2.6, 1.7, 0.9], vertical_alignment="center", gap="small")
            name.html(html_held.fact_html(fact))
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


def not_checked(workspace: "Workspace") -> None:
    st.html(phrases.NOT_CHECKED)
    if st.button("Check the documents", type="primary", key="check-first"):
        with telling():
            check(workspace, None)
            st.rerun()
