"""HTML and Markdown to page texts: what a browser would show, and nothing it hides.

Markdown is rendered to HTML first, so both take one path.
"""

import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ingest.document import UnseenKind
from ingest.furniture import drop_furniture
from ingest.numerals import formatted
from ingest.pages import OnPage, PageText, PageWriter, Reading, row_line

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import Tag

_UNSEEN = [
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "object",
    "svg",
    "head",
    "select",
    "textarea",
    "audio",
    "video",
]
# fmt: off
_BLOCKS = frozenset({
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead",
    "tbody", "tfoot", "tr", "td", "th", "section", "article", "header", "footer", "main", "nav", "aside", "address",
    "blockquote", "pre", "hr", "form", "fieldset", "legend", "figure", "figcaption", "details", "summary", "center",
    "body", "html",
})
# fmt: on
_TIGHT = frozenset({"li", "tr", "dt", "dd"})
_LIST_STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*(?:0(?![.\d]*[1-9])|[01](?:\.\d+)?(?:px|pt)\b)"
    r"|opacity\s*:\s*0(?![.\d]*[1-9])|(?<![\w-])(?:left|top|text-indent|margin-left)\s*:\s*-\d{4,}"
    r"|clip\s*:\s*rect\(\s*0|(?<![\w-])color\s*:\s*transparent",
    re.IGNORECASE,
)
_WHITE = re.compile(r"(?<![\w-])color\s*:\s*(?:#f[a-f0-9]f[a-f0-9]f[a-f0-9]|#fff|white)\b", re.IGNORECASE)
_SCRIPTS = frozenset({"script", "style", "head", "svg"})
_BREAK_BEFORE = re.compile(r"(page-)?break-before\s*:\s*(always|page|left|right)", re.IGNORECASE)
_BREAK_AFTER = re.compile(r"(page-)?break-after\s*:\s*(always|page|left|right)", re.IGNORECASE)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_REDACTION = re.compile(r"\[[\s*]*\*[\s*]*\]|(?<!\S)\*{2,}(?!\S)")
LAYOUT_CELL = 600


def read_html(data: bytes | str, name: str, *, on_page: OnPage | None = None) -> Reading:
    """Page texts of an HTML file: a block on its own line, a table row on one, pages where the style breaks."""
    from bs4 import BeautifulSoup, Comment, Declaration, Doctype, ProcessingInstruction

    with warnings.catch_warnings():
        # bs4 warns of XHTML and of short texts; neither is news to the person who hands them in.
        warnings.simplefilter("ignore", category=UserWarning)
        soup = BeautifulSoup(data, "lxml")
    title = " ".join(soup.title.get_text().split()) if soup.title else ""
    beside = _beside(soup)
    for note in soup.find_all(string=lambda s: isinstance(s, Comment | Declaration | Doctype | ProcessingInstruction)):
        beside.append(("comment", str(note.extract())))
    beside += _drop_unseen(soup)
    walk = _Walk()
    for kind, words in beside:
        walk.writer.note_unseen(kind, words)
    walk.run(soup)
    reading = _without_furniture(walk.writer.reading(title))
    if on_page:
        on_page(len(reading.pages), len(reading.pages))
    return reading


def read_markdown(text: str, name: str, *, on_page: OnPage | None = None) -> Reading:
    """Page texts of a Markdown file, as a reader of the rendered page sees them; `[***]` stays `[***]`."""
    from markdown_it import MarkdownIt

    front = re.match(r"\A---\n.*?\n---\n", text, re.DOTALL)
    body = text[front.end() :] if front else text
    # Stars that mark a redaction would pair up as emphasis and vanish.
    kept = _REDACTION.sub(lambda match: match[0].replace("*", r"\*"), body)
    kept = re.sub(r"(?m)^(\\\*)+$", lambda match: match[0].replace("\\", ""), kept)
    rendered = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(kept)
    return read_html(f"<html><body>{rendered}</body></html>", name, on_page=on_page)


def _without_furniture(reading: Reading) -> Reading:
    texts = drop_furniture([page.text for page in reading.pages])
    pages = (PageText(text, unseen=page.unseen) for text, page in zip(texts, reading.pages, strict=True))
    return Reading(tuple(pages), reading.title)


def _beside(soup: "BeautifulSoup") -> list[tuple[UnseenKind, str]]:
    """What the head says about the file, and what stands for pictures."""
    found: list[tuple[UnseenKind, str]] = [("metadata", soup.title.get_text() if soup.title else "")]
    found += [("metadata", str(tag.get("content") or "")) for tag in soup.find_all("meta")]
    described = soup.find_all(lambda tag: tag.has_attr("alt") or tag.has_attr("aria-label") or tag.has_attr("title"))
    for tag in described:
        found += [("alternative_text", str(tag.get(name) or "")) for name in ("alt", "aria-label", "title")]
    return found


def _drop_unseen(soup: "BeautifulSoup") -> list[tuple[UnseenKind, str]]:
    """Take out what a browser does not show, and say what was hidden."""
    hiding = _hiding_selectors(soup)
    unseen = soup.find_all(_UNSEEN) + [tag for tag in soup.find_all(True) if _is_hidden(tag)]
    for selector in hiding:
        unseen += soup.select(selector)
    hidden: list[tuple[UnseenKind, str]] = [("hidden", tag.get_text(" ")) for tag in unseen if tag.name not in _SCRIPTS]
    for tag in unseen:
        tag.extract()
    return hidden


def _hiding_selectors(soup: "BeautifulSoup") -> list[str]:
    """Plain class, id and tag selectors whose style rule hides."""
    rules = "\n".join(style.get_text() for style in soup.find_all("style"))
    rules = re.sub(r"/\*.*?\*/", "", rules, flags=re.DOTALL)
    found = []
    for selectors, body in _RULE.findall(rules[:200_000]):
        if _HIDING.search(body):
            found += [s.strip() for s in selectors.split(",") if re.fullmatch(r"\s*[\w-]*[.#]?[\w-]+\s*", s)]
    return found


def _is_hidden(tag: "Tag") -> bool:
    if _WHITE.search(_style(tag)) and not any(_has_ground(around) for around in (tag, *tag.parents)):
        return True
    return tag.has_attr("hidden") or _HIDING.search(_style(tag)) is not None or tag.get("type") == "hidden"


def _has_ground(tag: "Tag") -> bool:
    """Whether something coloured may lie behind it."""
    return "background" in _style(tag) or tag.has_attr("bgcolor") or tag.has_attr("class") or tag.has_attr("id")


def _style(tag: "Tag") -> str:
    style = tag.get("style")
    return style if isinstance(style, str) else ""


class _Walk:
    """One pass over the tree without recursion, since hostile files nest without end."""

    def __init__(self) -> None:
        self.writer = PageWriter()
        self._words: list[str] = []
        self._tight = False
        self._verbatim = 0

    def run(self, root: Any) -> None:
        stack: list[tuple[Any, bool]] = [(root, True)]
        while stack:
            node, entering = stack.pop()
            if isinstance(node, str):
                self._text(node)
            elif not entering:
                self._leave(node)
            elif node.name == "table" and _is_data_table(node):
                self._table(node)
            else:
                self._enter(node)
                stack.append((node, False))
                stack.extend((child, True) for child in reversed(node.contents))
        self._flush()

    def _text(self, text: str) -> None:
        self._words.append(text if self._verbatim else re.sub(r"\s+", " ", text))

    def _enter(self, tag: "Tag") -> None:
        if tag.name == "br":
            self._words.append("\n")
            return
        if tag.name in _BLOCKS or _BREAK_BEFORE.search(_style(tag)):
            self._flush()
        if _BREAK_BEFORE.search(_style(tag)):
            self.writer.break_page()
        if tag.name == "li":
            self._words.append(_list_label(tag))
        if tag.name == "pre":
            self._verbatim += 1
        self._tight = tag.name in _TIGHT or (self._tight and tag.name not in _BLOCKS)

    def _leave(self, tag: "Tag") -> None:
        if tag.name in _BLOCKS:
            self._flush()
        if tag.name == "pre":
            self._verbatim -= 1
        if _BREAK_AFTER.search(_style(tag)):
            self._flush()
            self.writer.break_page()

    def _flush(self) -> None:
        text = _as_shown("".join(self._words)) if not self._verbatim else "".join(self._words).strip("\n")
        self._words = []
        if text.strip():
            self.writer.write([text], tight=self._tight)

    def _table(self, table: "Tag") -> None:
        self._flush()
        for row in table.find_all("tr"):
            if _BREAK_BEFORE.search(_style(row)):
                self.writer.break_page()
            line = row_line(_as_shown(_cell_text(cell)) for cell in row.find_all(["td", "th"], recursive=False))
            self.writer.write([line], tight=True)
        if _BREAK_AFTER.search(_style(table)):
            self.writer.break_page()


def _as_shown(text: str) -> str:
    """White space as a browser collapses it; line breaks stay."""
    lines = (re.sub(r"[ \t\r\f\u00a0\u2002-\u200a]+", " ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).replace("\u00ad", "").replace("\u200b", "").strip()


def _is_data_table(table: "Tag") -> bool:
    """False for a table that lays out the page: others inside it, or cells that hold whole sections."""
    if table.find("table") is not None:
        return False
    for cell in table.find_all(["td", "th"]):
        if len(cell.find_all(["p", "div", "li"])) > 1 and len(cell.get_text()) > LAYOUT_CELL:
            return False
    return True


def _cell_text(cell: "Tag") -> str:
    """The cell's words, with a space where a block or a line break parts them."""
    return "".join(_cell_pieces(cell))


def _cell_pieces(cell: "Tag") -> Iterator[str]:
    for node in cell.descendants:
        if isinstance(node, str):
            yield re.sub(r"\s+", " ", node)
        elif getattr(node, "name", "") in _BLOCKS | {"br"}:
            yield " "


def _list_label(item: "Tag") -> str:
    """The number or bullet a browser puts before a list item."""
    parent = item.parent
    if parent is None or parent.name != "ol":
        return "• "
    number = _whole(parent.get("start"), 1)
    for other in parent.find_all("li", recursive=False):
        number = _whole(other.get("value"), number)
        if other is item:
            break
        number += 1
    return formatted(number, _LIST_STYLES.get(str(parent.get("type") or "1"), "decimal")) + ". "


def _whole(value: object, default: int) -> int:
    return int(value) if isinstance(value, str) and re.fullmatch(r"-?\d{1,6}", value) else default
