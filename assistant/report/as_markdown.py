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
    """Text that shows as typed, whatever it contains.

    >>> escape_markdown("[***] <b>5%</b>")
    '\\\\[\\\\*\\\\*\\\\*\\\\] &lt;b&gt;5%&lt;/b&gt;'
    """
    text = one_line(text)
    text = re.sub(r"[&<>]", lambda found: _HTML[found[0]], _INLINE.sub(r"\\\g<0>", text))
    text = _DIRECTIVE.sub(r"\\:", text)
    if re.match(r"[-+=#]", text):
        return "\\" + text
    # "3. Term" must not become item 3 of a list.
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", text)


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {escape_markdown(text)}"
        case Paragraph(text, label, faint):
            bold, words = f"**{escape_markdown(label)}**" if label else "", escape_markdown(text)
            return f"*{words}*" if faint and not label else f"{bold} {words}".strip()
        case Quote():
            return _quote(block)
        case Bullets(items):
            return "\n".join(f"- {escape_markdown(item)}" for item in items)
        case Table(header, rows):
            return "\n".join([_row(header), _row(["---"] * len(header), raw=True), *(_row(row) for row in rows)])


def _quote(quote: Quote) -> str:
    lines = [f"“{escape_markdown(quote.text)}”"]
    if quote.label:
        lines.insert(0, f"**{escape_markdown(quote.label)}**")
    if quote.source:
        lines.append(f"— {escape_markdown(quote.source)}")
    # A backslash at the end of a line is a line break.
    return "\n".join(f"> {line}" for line in "\\\n".join(lines).split("\n"))


def _row(cells: Iterable[str], raw: bool = False) -> str:
    return f"| {' | '.join(cell if raw else escape_markdown(cell) for cell in cells)} |"
