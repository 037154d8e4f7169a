"""The fact sheet of the deal: every fact with its proof, to be corrected by a person; what it switches off; the deadlines."""

from typing import TYPE_CHECKING

import streamlit as st

from assistant.fact_sheet import Deadline, DealFact, as_icalendar
from assistant.findings import Report
from assistant.page import html, html_held, phrases
from assistant.page.cited import citation_button
from assistant.page.intake import check
from assistant.page.session import chosen_checklist, downloads, kept, remember, telling

if TYPE_CHECKING:
    from assistant.workspace import Workspace

MOST_SOURCES = 3


def facts(workspace: "Workspace", report: Report | None) -> None:
    st.html(phrases.FACTS_HEAD)
    if problem := st.session_state.pop("fact-problem", ""):
        st.error(html.label(problem), icon=":material/error:")
    again(workspace, report)
    sheet, deadlines = kept(workspace, "facts", workspace.facts_and_deadlines)
    for section in dict.fromkeys(fact.kind.section for fact in sheet):
        st.subheader(section, anchor=False)
        with st.container(border=True, gap="small", key=f"sheet-{html.slug(section)}"):
            for fact in sheet:
                if fact.kind.section == section:
                    fact_row(workspace, fact, len(sheet.documents) > 1)
    switched_off(report)
    calendar(workspace, deadlines)


def again(workspace: "Workspace", report: Report | None) -> None:
    """Facts that switch requirements count from the next check on."""
    changed = workspace.facts_since_check(chosen_checklist()) if report else []
    if not changed or report is None:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="facts-changed"):
        st.html(html_held.stale_html(changed))
        if st.button("Check again", icon=":material/refresh:", key="check-facts"):
            with telling():
                check(workspace, [held.document for held in report.documents])
                st.rerun()


def fact_row(workspace: "Workspace", fact: DealFact, several: bool) -> None:
    name, value, edit = st.columns([1.5, 4.4, 0.6], vertical_alignment="top", gap="small")
    name.html(html_held.sheet_name_html(fact))
    with value, st.container(gap=None, key=f"value-{fact.key}"):
        st.html(html_held.sheet_value_html(fact))
        cited = [citation for found in fact.found for citation in found.citations[:1]]
        # Two quotes from one place open the same page.
        sources = {html.short_cite_label(citation, several): citation for citation in reversed(cited)}
        for number, (words, citation) in enumerate(list(reversed(sources.items()))[:MOST_SOURCES]):
            citation_button(workspace, citation, f"sheet-{fact.key}-{number}", words)
    with edit, st.popover("", icon=":material/edit:", key=f"edit-{fact.key}", type="tertiary", help="State it"):
        fact_editor(workspace, fact)


def fact_editor(workspace: "Workspace", fact: DealFact) -> None:
    st.caption("What you state stands above what the documents say, and may switch requirements on or off.")
    key = f"state-{workspace.name}-{fact.key}"
    if fact.kind.choices:
        options = list(fact.kind.choices)
        index = options.index(fact.stated) if fact.stated in options else None
        given = st.selectbox(fact.kind.label, options, index=index, key=key, placeholder="Choose") or ""
    else:
        given = st.text_input(fact.kind.label, fact.stated, key=key).strip()
    with st.container(horizontal=True):
        stated = (workspace, fact.key, given)
        st.button(
            "State it", key=f"set-{fact.key}", type="primary", disabled=not given, on_click=state_fact, args=stated
        )
        if fact.stated:
            st.button("Take it back", key=f"unset-{fact.key}", on_click=state_fact, args=(workspace, fact.key, ""))


def state_fact(workspace: "Workspace", key: str, value: str) -> None:
    """Before the page is drawn again, so that every part of it sees the fact."""
    from assistant.errors import AssistantError

    try:
        workspace.state_fact(key, value)
    except AssistantError as error:
        remember("fact-problem", str(error))
    if not value:
        st.session_state.pop(f"state-{workspace.name}-{key}", None)


def switched_off(report: Report | None) -> None:
    off = [finding for finding in report.findings if finding.status == "not_applicable"] if report else []
    if off:
        st.subheader("Switched off by these facts", anchor=False)
        with st.container(border=True, key="switched-off"):
            st.html(html_held.switched_off_html(off, chosen_checklist()))


def calendar(workspace: "Workspace", deadlines: list[Deadline]) -> None:
    st.subheader("Dates and deadlines", anchor=False)
    if not deadlines:
        st.html(phrases.NO_DEADLINES)
        return
    with st.container(border=True, gap="xsmall", key="deadlines"):
        for number, deadline in enumerate(deadlines):
            day, what = st.columns([1, 5], gap="small")
            day.html(html_held.day_html(deadline))
            with what, st.container(gap=None):
                st.html(html_held.deadline_html(deadline))
                for citation in deadline.citations[:1]:
                    citation_button(workspace, citation, f"deadline-{number}")
    downloads(f"{workspace.name}-deadlines", {"ics": lambda: as_icalendar(deadlines, workspace.name)}, "calendar")
