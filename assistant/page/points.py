"""The control points: which documents are judged together and by whom, and every requirement with its evidence."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from assistant.findings import Finding, Report
from assistant.page import html, html_chat, html_check, phrases
from assistant.page.cited import citation_button
from assistant.page.intake import check
from assistant.page.session import choice, chosen_checklist, kept, remember, telling

if TYPE_CHECKING:
    from assistant.records import DocumentRow
    from assistant.workspace import Workspace


def control_points(workspace: "Workspace", rows: "Sequence[DocumentRow]", report: Report) -> None:
    choose_checklist()
    check_again(workspace, rows, report)
    st.html(html_check.engine_html(report.engine))
    only = st.toggle(f"Only the {len(report.to_read)} that need your eyes", key="only_to_read")
    shown = report.to_read if only else list(report.findings)
    if not shown:
        st.html(phrases.NOTHING_TO_READ)
        return
    st.html(html_check.TABLE_HEAD)
    for result in report.control_points:
        findings = [finding for finding in shown if finding.control_point == result.control_point]
        if not findings:
            continue
        with st.container(border=True, gap="xsmall", key=f"point-{result.control_point}"):
            st.html(html_check.control_point_html(result))
            for finding in findings:
                name = html_check.finding_label(finding, chosen_checklist())
                with st.expander(name, type="compact"), st.container(gap="xsmall"):
                    finding_evidence(workspace, finding, report)


def choose_checklist() -> None:
    """The seven control points, or the further ones; each keeps its own last check."""
    names = list(phrases.CHECKLISTS)
    st.selectbox(
        "Checklist",
        names,
        index=names.index(chosen_checklist().name),
        format_func=phrases.CHECKLISTS.__getitem__,
        key="checklist-choice",
        # What a widget holds goes when its tab is left.
        on_change=lambda: remember("checklist", st.session_state["checklist-choice"]),
        width=360,
    )


def check_again(workspace: "Workspace", rows: "Sequence[DocumentRow]", report: Report) -> None:
    """Which documents are one set, and which judge reads them; what a model would be sent is told before it is sent."""
    names = {row.id: row.file for row in rows}
    judged = [held.document for held in report.documents]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.multiselect("Checked together", list(names), judged, format_func=names.__getitem__, key="checked")
        model = workspace.model_in_use
        judge = "offline"
        if model.name:
            judge = choice("Judged by", {"offline": "Offline", "both": f"Offline and {model.name}"}, "judge")
        with_model = judge != "offline" and bool(chosen)
        words = "Send and check" if with_model else "Check again"
        pressed = st.button(words, icon=":material/refresh:", disabled=not chosen)
    if with_model:
        name = chosen_checklist().name
        with telling():
            preview = kept(workspace, f"preview {sorted(chosen)} {name}", lambda: workspace.preview_check(chosen, name))
            st.html(html_chat.preview_html(preview))
    if pressed:
        with telling():
            check(workspace, chosen, judge)
            st.rerun()


def finding_evidence(workspace: "Workspace", finding: Finding, report: Report) -> None:
    st.html(html_check.finding_html(finding, report, chosen_checklist()))
    for number, (kind, citation, remark) in enumerate(html_check.evidence(finding)):
        st.html(html.quote_html(citation, kind, remark))
        citation_button(workspace, citation, f"{finding.requirement}-{number}")
    two_judges(workspace, finding)
    each_document(workspace, finding, report)


def two_judges(workspace: "Workspace", finding: Finding) -> None:
    """Both opinions, where a chat model judged too and said something else."""
    if len({opinion.status for opinion in finding.opinions}) < 2:
        return
    st.html(html.kind_html("Two judges, two readings"))
    for number, opinion in enumerate(finding.opinions):
        st.html(html_check.opinion_html(opinion, finding.side))
        for citation in opinion.citations[:1]:
            st.html(html.quote_html(citation))
            citation_button(workspace, citation, f"{finding.requirement}-opinion-{number}")


def each_document(workspace: "Workspace", finding: Finding, report: Report) -> None:
    """What each file says on its own, beside what the set says."""
    if len(finding.by_document) < 2:
        return
    files = {held.document: held.file for held in report.documents}
    st.html(html.kind_html("Each document on its own"))
    for judged in finding.by_document:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.html(html_check.judgement_html(files.get(judged.document, "another document"), judged, finding.side))
            for citation in judged.citations[:1]:
                words = html.short_cite_label(citation, several=False)
                citation_button(workspace, citation, f"{finding.requirement}-own-{judged.document}", words)
