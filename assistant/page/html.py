"""Words and marks as HTML: everything that comes from a document, a file name or a model is escaped here.

    quote_html(citation, "Goes")  ->  '<p class="kind">Goes</p><blockquote>…</blockquote>'

Labels of buttons and expanders are Markdown to Streamlit, so `label` escapes them instead. What each part of the page
shows is put together from these in the modules beside this one (`html_*.py`).
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from assistant.cite import Citation
from assistant.report import escape_markdown
from assistant.report.blocks import one_line, shortened
from assistant.report.wording import clause_and_page, place

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

LONGEST_SHOWN = 700

Pill = tuple[str, str]
"""Words and the colour behind them."""


def label(text: str) -> str:
    """Text for a button or an expander that shows as typed.

    >>> label("*a*.pdf")
    '\\\\*a\\\\*.pdf'
    """
    # Streamlit looks for :icon: and :colour[…] after it has read the Markdown, so a backslash is not enough.
    return escape_markdown(text).replace(":", ":\u200b")


def markdown_html(text: str) -> str:
    """Markdown as HTML in which nothing loads, links or runs, whoever wrote it."""
    return str(_markdown().render(text))


@cache
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "link", "autolink"])


def pill(words: str, colour: str) -> str:
    return f'<span class="pill {colour}">{escape(words)}</span>'


def slug(text: str) -> str:
    """For the key of a widget: `Money and quantities` is `money-and-quantities`."""
    return re.sub(r"\W+", "-", text.lower()).strip("-")


def title_html(title: str, pills: Sequence[Pill], note: str = "") -> str:
    """A line in bold, its marks, and a word in grey beside them."""
    marks = "".join(f" {pill(*mark)}" for mark in pills)
    beside = f' <span class="beside">{escape(one_line(note))}</span>' if note else ""
    return f'<div class="title"><b>{escape(one_line(title))}</b>{marks}{beside}</div>'


def said_html(label: str, text: str) -> str:
    """A labelled sentence."""
    head = f"<b>{escape(label)}:</b> " if label else ""
    return f'<p class="said">{head}{escape(one_line(text))}</p>'


def kind_html(words: str) -> str:
    """What the next lines are."""
    return f'<p class="kind">{escape(words)}</p>'


def from_html(words: str) -> str:
    """A remark in small grey letters."""
    return f'<p class="from">{escape(words)}</p>'


def table_html(header: Sequence[str], rows: Iterable[Sequence[str | Pill]]) -> str:
    """A table; a cell of two words is a mark."""
    head = "".join(f"<th>{escape(cell)}</th>" for cell in header)
    body = "".join("<tr>" + "".join(f"<td>{_cell(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<div class="grid"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _cell(cell: str | Pill) -> str:
    return escape(one_line(cell)) if isinstance(cell, str) else pill(*cell)


def cite_label(citation: Citation) -> str:
    """What stands on the button that opens a citation."""
    return label(shortened(place(citation), 90))


def short_cite_label(citation: Citation, several: bool) -> str:
    """The same in a narrow column: no heading, and the file only where there are several."""
    where = clause_and_page(citation, heading=not citation.clause)
    return label(shortened(f"{where}, {citation.file}" if several else where, 70))


def page_and_file(citation: Citation) -> str:
    """For a narrow button, the page first: `page 4, supply.pdf`"""
    return label(f"page {citation.page}, {shortened(citation.file, 40)}")


def quote_html(citation: Citation, heading: str = "", remark: str = "") -> str:
    """Somebody's words; the button under them says where they stand."""
    top = f'<p class="kind">{escape(heading)}</p>' if heading else ""
    bottom = f'<p class="remark">{escape(remark)}</p>' if remark else ""
    words = escape(shortened(citation.quote, LONGEST_SHOWN))
    return f"{top}<blockquote>{words}</blockquote>{bottom}"


def cited_html(citation: Citation) -> str:
    """The quote over the page it opens."""
    return f'<div class="cited"><b>{escape(place(citation))}</b>{quote_html(citation) if citation.quote else ""}</div>'


def page_text(marked: str) -> str:
    """A page's text in which `marked` is escaped already."""
    return f'<div class="page-text">{marked}</div>'


def document_text(markdown: str) -> str:
    """A report or a list of questions, to be read on the page."""
    return f'<div class="document-text">{markdown_html(markdown)}</div>'


def lines_html(lines: Iterable[str]) -> str:
    """Plain lines, one under the other."""
    return '<div class="lines">' + "".join(f"<div>{escape(line)}</div>" for line in lines) + "</div>"
