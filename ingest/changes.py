"""What a DOCX says beside its text: tracked changes, comments, headers and footers, as data.

    tracked_changes(path)  ->  [TrackedChange("B. Seller", "2026-03-02T10:00:00Z", "deletion", "shall", "Supplier ...")]

The text before and after the changes is read by `read_document(path, markup="rejected")` and `markup="accepted"`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ingest.word import check_archive, open_word
from ingest.word_numbering import W
from ingest.word_parts import parts_of

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

ChangeKind = Literal["insertion", "deletion"]
_KINDS: dict[str, ChangeKind] = {
    f"{W}ins": "insertion",
    f"{W}moveTo": "insertion",
    f"{W}del": "deletion",
    f"{W}moveFrom": "deletion",
}
_TEXTS = (f"{W}t", f"{W}delText")
_DELETED = frozenset(tag for tag, kind in _KINDS.items() if kind == "deletion")
_INSERTED = frozenset(_KINDS) - _DELETED


@dataclass(frozen=True)
class TrackedChange:
    """One stretch somebody put in or struck out; `paragraph` is the paragraph as it reads with all changes made."""

    author: str
    date: str
    kind: ChangeKind
    text: str
    paragraph: str


@dataclass(frozen=True)
class ChangedParagraph:
    """A paragraph as it read before and after its changes; one of them is empty where it was put in or struck out."""

    before: str
    after: str
    changes: tuple[TrackedChange, ...]


@dataclass(frozen=True)
class Comment:
    """A remark in the margin, and the words it hangs on."""

    author: str
    date: str
    text: str
    on: str


def tracked_changes(path: Path) -> list[TrackedChange]:
    """Insertions and deletions in the order of the text; neighbouring ones of one author are one."""
    return [change for paragraph in changed_paragraphs(path) for change in paragraph.changes]


def changed_paragraphs(path: Path) -> list[ChangedParagraph]:
    """Paragraphs that somebody changed, in the order of the text."""
    found = []
    for paragraph in _opened(path).element.body.iter(f"{W}p"):
        after = " ".join(_text(paragraph, without=_DELETED).split())
        if changes := _changes_in(paragraph, after):
            before = " ".join(_text(paragraph, without=_INSERTED).split())
            found.append(ChangedParagraph(before, after, tuple(changes)))
    return found


def _changes_in(paragraph: Any, after: str) -> list[TrackedChange]:
    found: list[TrackedChange] = []
    before: Any = None
    for change in _outermost(paragraph):
        author, date = change.get(f"{W}author") or "", change.get(f"{W}date") or ""
        item = TrackedChange(author, date, _KINDS[change.tag], _text(change), after)
        if not item.text:
            continue
        if found and before is not None and change.getprevious() is before and _is_same_hand(found[-1], item):
            found[-1] = replace(found[-1], text=found[-1].text + item.text)
        else:
            found.append(item)
        before = change
    return found


def comments(path: Path) -> list[Comment]:
    """Comments in the order they were written down."""
    document = _opened(path)
    anchors = _anchors(document.element.body)
    return [
        Comment(
            comment.get(f"{W}author") or "",
            comment.get(f"{W}date") or "",
            "\n".join(filter(None, (" ".join(_text(line).split()) for line in comment.iter(f"{W}p")))),
            anchors.get(comment.get(f"{W}id") or "", ""),
        )
        for root in parts_of(document, "comments")
        for comment in root.iter(f"{W}comment")
    ]


def headers_and_footers(path: Path) -> list[str]:
    """The lines that stand above and below the text of the pages, each once."""
    document = _opened(path)
    lines: dict[str, None] = {}
    for kind in ("header", "footer"):
        for root in parts_of(document, kind):
            for paragraph in root.iter(f"{W}p"):
                if line := " ".join(_text(paragraph, without=_DELETED).split()):
                    lines.setdefault(line)
    return list(lines)


def _opened(path: Path) -> "WordDocument":
    data = path.read_bytes()
    check_archive(data, path.name)
    return open_word(data, path.name)


def _is_same_hand(before: TrackedChange, after: TrackedChange) -> bool:
    return (before.author, before.kind) == (after.author, after.kind)


def _outermost(element: Any) -> Iterator[Any]:
    """Changes in the paragraph; what was put in and struck out again is a deletion within an insertion."""
    for child in element:
        if child.tag in _KINDS and len(child):
            inner = [deep for deep in child.iter() if deep is not child and deep.tag in _KINDS]
            yield from inner or [child]
        elif child.tag != f"{W}p":
            yield from _outermost(child)


def _text(element: Any, without: frozenset[str] = frozenset()) -> str:
    parts: list[str] = []
    for child in element:
        if child.tag in without or child.tag in (f"{W}pPr", f"{W}rPr"):
            continue
        if child.tag in _TEXTS:
            parts.append(child.text or "")
        elif child.tag == f"{W}tab":
            parts.append("\t")
        elif child.tag in (f"{W}br", f"{W}cr"):
            parts.append("\n")
        elif isinstance(child.tag, str):
            parts.append(_text(child, without))
    return "".join(parts)


def _anchors(body: Any) -> dict[str, str]:
    """The words each comment hangs on, by its id."""
    open_now: set[str] = set()
    words: dict[str, list[str]] = {}
    for element in body.iter():
        if element.tag == f"{W}commentRangeStart":
            open_now.add(element.get(f"{W}id") or "")
        elif element.tag == f"{W}commentRangeEnd":
            open_now.discard(element.get(f"{W}id") or "")
        elif element.tag in _TEXTS:
            for key in open_now:
                words.setdefault(key, []).append(element.text or "")
    return {key: " ".join("".join(parts).split()) for key, parts in words.items()}
