"""What leaves the page as a file: questions to send, drafts for counsel, the report; each shown before it is taken home."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from assistant.findings import Report
from assistant.page import html, html_chat, phrases
from assistant.page.session import choice, chosen_checklist, downloads, kept, telling
from assistant.questions import draft_questions
from assistant.report import REPORT_SUFFIXES, question_list, report_as_bytes, report_as_markdown
from assistant.report.drafts import DRAFT_SUFFIXES, draft_as_bytes, draft_as_markdown
from assistant.report.headline import is_issue

if TYPE_CHECKING:
    from assistant.drafting import Draft, DraftKind
    from assistant.workspace import Workspace

EVERY_GAP = ""


def questions(workspace: "Workspace", report: Report) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="large"):
        audience = choice("Audience", phrases.AUDIENCES, "questions-audience")
        language = choice("Language", phrases.LANGUAGES, "questions-language")
    # What auditors saw is asked about too, by us alone.
    asked = kept(workspace, f"with facts {chosen_checklist().name}", partial(workspace.with_facts, report))
    drafted = draft_questions(asked if audience == "internal" else report, chosen_checklist(), audience=audience)
    as_text = question_list.questions_as_markdown(drafted, language)
    writers: dict[str, Callable[[], Any]] = {
        "docx": partial(question_list.questions_as_docx, drafted, language),
        "xlsx": partial(question_list.questions_as_xlsx, drafted, language),
        "md": lambda: as_text,
        "json": partial(question_list.questions_as_json, drafted),
    }
    downloads(f"questions-{audience}", writers, "questions")
    with st.container(border=True):
        st.html(html.document_text(as_text))


def report_downloads(workspace: "Workspace", report: Report) -> None:
    audience = choice("Audience", phrases.AUDIENCES, "report-audience")
    st.caption(phrases.AUDIENCE_WORDS[audience])
    checklist = chosen_checklist()

    def whole() -> Report:
        return workspace.with_facts(report) if audience == "internal" else report

    def written(suffix: str) -> bytes:
        return report_as_bytes(whole(), checklist, suffix, audience)

    suffixes = sorted(REPORT_SUFFIXES, key=[".docx", ".pdf", ".xlsx", ".md", ".json"].index)
    downloads(f"report-{audience}", {s[1:]: partial(written, s) for s in suffixes}, "report")
    if st.toggle("Show it here", key="show_report"):
        with st.container(border=True):
            st.html(html.document_text(report_as_markdown(whole(), checklist, audience=audience)))


def drafts(workspace: "Workspace", report: Report) -> None:
    """Offline from the checklist's positions; a chat model may reword it, once somebody says so."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="large"):
        kind: DraftKind = choice("What to draft", phrases.DRAFTS, "draft-kind")
        language = choice("Language", phrases.LANGUAGES, "draft-language")
    st.caption(phrases.DRAFT_WORDS[kind])
    requirement = about(report)
    state = (kind, language, requirement, chosen_checklist().name)

    def made(offline: bool = True) -> "Draft":
        languages = ("en", "zh") if language == "both" else (language,)
        return workspace.draft(kind, None, chosen_checklist(), requirement, languages, report=report, offline=offline)

    drafted = kept(workspace, f"draft {state}", made)
    model = workspace.model_in_use
    if model.name:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(html_chat.reword_html(model, sum(len(section.items) for section in drafted.sections)))
            if st.button("Send and reword", icon=":material/edit_note:", key="reword"):
                with telling(), st.spinner("Rewording"):
                    st.session_state["reworded"] = (workspace.revision, state, made(offline=False))
    revision, rewritten, newer = st.session_state.get("reworded", ("", None, None))
    if newer is not None and (revision, rewritten) == (workspace.revision, state):
        drafted = newer
    st.html(phrases.draft_mark(language))
    if drafted.note:
        st.caption(html.label(drafted.note))
    suffixes = sorted(DRAFT_SUFFIXES, key=[".docx", ".md", ".json"].index)
    writers = {suffix[1:]: partial(draft_as_bytes, drafted, suffix, language) for suffix in suffixes}
    downloads(f"draft-{kind}", writers, "draft")
    with st.container(border=True, key="draft"):
        st.html(html.document_text(draft_as_markdown(drafted, language)))


def about(report: Report) -> str | None:
    """One requirement, or everything that falls short."""
    checklist = chosen_checklist()
    short = [finding.requirement for finding in report.findings if is_issue(finding)]
    others = [finding.requirement for finding in report.findings if finding.requirement not in short]
    chosen = st.selectbox(
        "About",
        [EVERY_GAP, *short, *others],
        format_func=lambda id: checklist.requirement(id).label if id else f"Everything that falls short ({len(short)})",
        key="draft-about",
    )
    return chosen or None
