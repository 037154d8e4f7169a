"""Tracked changes of a Word file: which judgements they turn, whose hand it was and when, both texts side by side."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import streamlit as st

from assistant.findings import MarkupReview, Turned
from assistant.intake import shown_name
from assistant.page import html, html_set
from assistant.page.cited import citation_button
from assistant.page.session import chosen_checklist, telling
from assistant.report.changes import in_short

if TYPE_CHECKING:
    from assistant.workspace import Workspace


def tracked_changes(workspace: "Workspace", review: MarkupReview) -> None:
    st.subheader(html.label(f"Tracked changes in {review.file}"), anchor=False)
    st.html(html.said_html("", in_short(review)))
    against_ours(workspace, review)
    for number, turn in enumerate(review.turned):
        with st.container(border=True, gap="xsmall", key=f"turn-{review.document[:8]}-{number}"):
            one_turn(workspace, turn, f"turned-{review.document[:8]}-{number}")
    told = {paragraph for turn in review.turned for paragraph in turn.paragraphs}
    others = [paragraph for paragraph in review.paragraphs if paragraph not in told]
    if others:
        with st.expander(f"Other changes, which touch no judgement ({len(others)})", type="compact"):
            for paragraph in others:
                st.html(html_set.before_and_after_html(paragraph))
    if review.comments:
        with st.expander(f"Comments in the margin ({len(review.comments)})", type="compact"):
            st.html(html_set.comments_html(review.comments))


def against_ours(workspace: "Workspace", review: MarkupReview) -> None:
    """What differs from our last version and carries no markup; that version is not kept."""
    ours = st.file_uploader("Compare with our last version", type=["docx"], key=f"ours-{review.document[:8]}")
    if ours is None:
        return
    with telling(), TemporaryDirectory() as folder:
        path = Path(folder) / shown_name(Path(ours.name).name)
        path.write_bytes(ours.getvalue())
        compared = workspace.review_changes(workspace.file_path(review.document), chosen_checklist(), against=path)
        st.html(html_set.unmarked_html(compared.against, len(compared.silent)))
        for change in compared.silent:
            st.html(html_set.silent_html(change.ours, change.theirs))


def one_turn(workspace: "Workspace", turn: Turned, key: str) -> None:
    st.html(html_set.turned_html(turn))
    for paragraph in turn.paragraphs:
        st.html(html_set.before_and_after_html(paragraph))
    if turn.after_citation:
        st.html(html.quote_html(turn.after_citation, "What it rests on now"))
        citation_button(workspace, turn.after_citation, key)
