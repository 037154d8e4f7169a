"""The documents one by one: what each is and how sure that is, how every page was read, what in it speaks to software."""

from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from assistant.errors import AssistantError
from assistant.notices import Notice, notices_in
from assistant.page import html, html_held
from assistant.page.cited import citation_button, open_citation, page_of
from assistant.page.session import kept, remember
from assistant.report.held import CHOSEN, held_as_dicts
from ingest.kind import COARSE

if TYPE_CHECKING:
    from assistant.workspace import Workspace

AS_READ = ""
MOST_NOTICES = 20


def documents(workspace: "Workspace") -> None:
    if problem := st.session_state.pop("kind-problem", ""):
        st.error(html.label(problem), icon=":material/error:")
    held = kept(workspace, "held", lambda: list(held_as_dicts(workspace)))
    files = {row["document"]: row["file"] for row in held}
    for row in held:
        with st.container(border=True, gap="small", key=f"held-{row['document'][:12]}"):
            one_document(workspace, row, files)


def one_document(workspace: "Workspace", row: dict[str, Any], files: dict[str, str]) -> None:
    st.html(html_held.held_html(row, files))
    notices = kept(workspace, f"notices {row['document']}", lambda: notices_in(workspace.document(row["document"])))
    told(workspace, notices, row["document"][:12])
    st.html(html_held.readability_html(row["readability"]))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind_chooser(workspace, row)
        pages = [page["page"] for page in row["readability"]]
        number = st.selectbox("Look at page", pages, key=f"look-{row['document'][:12]}", width=110)
        if st.button("Open", icon=":material/article:", key=f"open-{row['document'][:12]}") and number:
            document = workspace.document(row["document"])
            start = next(page.span.start for page in document.pages if page.number == number)
            open_citation(workspace, page_of(document.id, document.file, number, start))
    with st.expander("Page by page", type="compact"):
        st.html(html_held.pages_table_html(row["readability"]))


def kind_chooser(workspace: "Workspace", row: dict[str, Any]) -> None:
    """A person's word on what a document is stands above what its text says."""
    key = f"kind-{row['document'][:12]}"
    chosen = row["detail"] if row["detail_reason"] == CHOSEN else AS_READ
    st.selectbox(
        "Kind of document",
        [AS_READ, *COARSE],
        index=[AS_READ, *COARSE].index(chosen),
        format_func=lambda kind: html_held.KINDS.get(kind, kind.replace("_", " ")) if kind else "As its text says",
        key=key,
        on_change=partial(choose_kind, workspace, row["document"], key),
        width=280,
    )


def choose_kind(workspace: "Workspace", document: str, key: str) -> None:
    try:
        workspace.choose_kind(document, st.session_state[key])
    except AssistantError as error:
        remember("kind-problem", str(error))


def told(workspace: "Workspace", notices: tuple[Notice, ...], key: str) -> None:
    """What is addressed to software or hidden: said, shown, and never evidence."""
    if not notices:
        return
    st.warning(html.label(html_held.notices_in_short(notices)), icon=":material/warning:")
    with st.expander(f"The words ({len(notices)})", type="compact"):
        for number, notice in enumerate(notices[:MOST_NOTICES]):
            st.html(html_held.notice_html(notice))
            if notice.citation:
                citation_button(workspace, notice.citation, f"notice-{key}-{number}")
