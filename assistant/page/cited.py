"""A citation on the page: a button that says where it stands, and the page it opens with the quoted words marked."""

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from assistant.cite import Citation
from assistant.page import html
from assistant.page.session import remember, telling
from ingest.document import Document, Page

if TYPE_CHECKING:
    from assistant.workspace import Workspace


def citation_button(workspace: "Workspace", citation: Citation, key: str, words: str = "") -> None:
    words = words or html.cite_label(citation)
    if st.button(words, key=key, type="tertiary", icon=":material/article:", help="Open the page"):
        open_citation(workspace, citation)


def open_citation(workspace: "Workspace", citation: Citation) -> None:
    remember("opened", st.session_state.get("opened", 0) + 1)
    citation_panel(workspace, citation, st.session_state.opened)


def page_of(document: str, file: str, number: int, start: int = 0) -> Citation:
    """A page to open where nothing is quoted."""
    return Citation(document, file, number, "", "", start, start, "")


@st.dialog("Where it stands", width=860, position="right")
def citation_panel(workspace: "Workspace", citation: Citation, opening: int) -> None:
    """The cited page with the words marked, and the pages around it."""
    with telling():
        document = workspace.document(citation.document)
        numbers = [page.number for page in document.pages]
        st.html(html.cited_html(citation))
        number = citation.page
        if len(numbers) > 1:
            number = st.select_slider("Page", numbers, value=citation.page, key=f"page-{opening}")
        shown = workspace.page_shown(citation, number)
        if shown.png:
            marked = " with the quoted words marked" if shown.boxes else ""
            st.image(shown.png, width="stretch", alt=f"Page {number}{marked}")
        # Where the words are not marked on a picture, they are in the text that was read.
        if not shown.png or not (shown.boxes or citation.span.start == citation.span.end or number != citation.page):
            st.html(html.page_text(marked_text(document, citation, number)))


def marked_text(document: Document, citation: Citation, number: int | None = None) -> str:
    """The page's text as escaped HTML with the quote in <mark>.

    >>> marked_text(document, citation)
    'Article 7 <mark>Either party may &amp; shall …</mark> …'
    """
    page: Page = next(page for page in document.pages if page.number == (number or citation.page))
    start = min(max(citation.start, page.span.start), page.span.end)
    end = max(min(citation.end, page.span.end), start)
    before, quote, after = (
        escape(document.text[a:b]) for a, b in ((page.span.start, start), (start, end), (end, page.span.end))
    )
    mark = f'<mark id="quote">{quote}</mark>' if quote else ""
    return f"{before.lstrip()}{mark}{after.rstrip()}"
