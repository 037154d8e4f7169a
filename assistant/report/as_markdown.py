"""Blocks as Markdown in which only our own structure is markup."""

import re
from collections.abc import Iterable

from assistant.report.blocks import Block, Bullets, Heading, Paragraph, Quote, Table, one_line

# `$` and `:` too: the page reads $…$ as a formula and :red[…] as a colour.
_INLINE = re.compile(r"[\\`*_\[\]~$|{}]")
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_DIRECTIVE = re.compile(r":(?=[a-zA-Z])")


def as_markdown(blocks: Iterable[Block]) -> str:
    return "\n\n".join(_block(block) for block in blocks) + "\n"


def escape_markdown(text: str) -> str:
    """Text that shows as typed, whatever it contains and wherever it stands.

    >>> escape_markdown("[***] <b>5%</b>")
    '\\\\[\\\\*\\\\*\\\\*\\\\] &lt;b&gt;5%&lt;/b&gt;'
    """
    text = _within(text)
    if re.match(r"[-+=#]", text):
        return "\\" + text
    # "3. Term" must not become item 3 of a list.
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", text)


def _within(text: str) -> str:
    """Escaped for a place that is not the start of a line."""
    text = _INLINE.sub(r"\\\g<0>", one_line(text))
    text = re.sub(r"[&<>]", lambda found: _HTML[found[0]], text)
    return _DIRECTIVE.sub(r"\\:", text)


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {_within(text)}"
        case Paragraph(text, label) if label:
            return f"**{_within(label)}** {_within(text)}".strip()
        case Paragraph(text, _, faint):
            return f"*{_within(text)}*" if faint else escape_markdown(text)
        case Quote():
            return _quote(block)
        case Bullets(items):
            return "\n".join(f"- {escape_markdown(item)}" for item in items)
        case Table(header, rows):
            return "\n".join([_row(header), f"|{' --- |' * len(header)}", *(_row(row) for row in rows)])


def _quote(quote: Quote) -> str:
    lines = [f"“{_within(quote.text)}”"]
    if quote.label:
        lines.insert(0, f"**{_within(quote.label)}**")
    if quote.source:
        lines.append(f"— {_within(quote.source)}")
    # A backslash at the end of a line is a line break.
    return "\n".join(f"> {line}" for line in "\\\n".join(lines).split("\n"))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(_within(cell) for cell in cells)} |"
