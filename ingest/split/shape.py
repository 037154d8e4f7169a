"""From pieces to parts: read the headings, tell the kinds, join what is too small, cut what is too long."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.document import ClauseKind
from ingest.split.outline import Entry
from ingest.split.plain import chinese_share, weight
from ingest.split.sentences import cut
from ingest.split.titles import is_capitals, is_title, run_in_title
from ingest.split.walk import Piece

TINY = 40
JOINED = 700.0

_DEFINITION = re.compile(
    r"\s*(?:the\s+)?(?:(?:term|expression|word)s?\s+)?[\"“‘「][^\"”]{1,120}[\"”’」]"
    r"(?:\s*(?:\([^)]{1,60}\)|,?\s*(?:or|and)\s*[\"“][^\"”]{1,80}[\"”]))*[^.;]{0,60}?"
    r"(?:\b(?:means?|(?:shall|will) mean|(?:shall )?ha(?:s|ve) the meaning|is defined|refers? to"
    r"|includes?|shall include)\b"
    r"|\s[-–—]\s)"
    r"|\s*(?:“[^”]{1,60}”(?:[、或和及]?“[^”]{1,60}”)*|「[^」]{1,60}」)\s*(?:\([^)]{1,40}\))?[，,：:]?\s*"
    r"(?:系|均)?(?:是)?(?:指|意指|意为|的含义|具有|：|:)",
    re.IGNORECASE,
)
_PLAIN_DEFINITION = re.compile(
    r"\s*[A-Z][\w()/&' -]{1,70}\s(?:means?|shall mean|will mean|has the meaning|shall have the meaning|is defined)\b"
)
_DEFINING_HEAD = re.compile(r"definition|interpretation|defined terms|定义|释义|解释", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """A clause in the making."""

    start: int
    end: int
    number: str = ""
    heading: str = ""
    path: tuple[str, ...] = ()
    kind: ClauseKind = "clause"
    level: tuple[int, ...] = ()  # identity of the open levels: parts of one level may be joined
    soft: bool = False
    headed: bool = False  # opens with a number or a heading of its own


def shape(view: str, pieces: list[Piece]) -> list[Part]:
    """The parts of the text, in order."""
    _demote_forms(view, pieces)
    following: Piece | None = None
    for piece in reversed(pieces):
        if (
            piece.kind == "heading"
            and following is not None
            and following.kind == "heading"
            and not following.entries[-1].values
        ):
            _demote(view, piece)
        _read_title(view, piece, following)
        if piece.kind != "furniture":
            following = piece
    parts = [_part(view, piece) for piece in pieces]
    return [cut_part for part in _join(view, parts) for cut_part in _cut(view, part)]


def _demote_forms(view: str, pieces: list[Piece]) -> None:
    """Short lines with only a few words between them are a form or a flattened table, not headings."""
    for index, piece in enumerate(pieces):
        if piece.kind != "heading" or is_capitals(view[piece.start : piece.end]):
            continue
        stop, words = index + 1, 0
        while stop < len(pieces) and pieces[stop].own is None and pieces[stop].kind == "clause" and words < 2 * TINY:
            words += len(view[pieces[stop].start : pieces[stop].end].strip())
            stop += 1
        if not words or words >= 2 * TINY or (stop < len(pieces) and pieces[stop].own is not None):
            continue
        title = piece.entries[-1].title
        for under in pieces[index:stop]:
            if under.entries and under.entries[-1].title == title and under.entries[-1].style == "caption":
                under.entries = under.entries[:-1]
            under.kind, under.soft = "clause", True


def _demote(view: str, piece: Piece) -> None:
    """A short line with another below it heads nothing: a cover page, a form, a flattened table."""
    words = view[piece.start : piece.end].strip()
    if not is_capitals(words) and " / " not in piece.entries[-1].title:
        piece.kind, piece.entries, piece.soft = "clause", piece.entries[:-1], True


def _read_title(view: str, piece: Piece, after: Piece | None) -> None:
    """Finds the heading of a numbered piece; a piece that is only a heading becomes one."""
    if piece.own is None or piece.kind != "clause":
        return
    words = view[piece.body : piece.end].strip()
    block = words.split("\n\n", 1)[0]
    bare = words.strip(" .:：-–—_=\n")
    title = ""
    if not bare and piece.own.style in {"article", "chapter", "schedule"}:
        piece.kind = "heading"
        return
    if is_title(bare) and "\n\n" not in bare and _heads(piece, after, bare):
        title, piece.kind = " ".join(bare.split()), "heading"
    elif run_in := run_in_title(view, piece.body, piece.end):
        title = run_in
    elif piece.own.style in {"article", "chapter", "schedule"} and is_title(block.strip(" .:-–—")):
        title = " ".join(block.strip(" .:-–—").split())
    _name(piece.own, title)


def _heads(piece: Piece, after: Piece | None, bare: str) -> bool:
    """A bare title heads something when text or a finer number follows, not a sibling: else it is a list item."""
    if piece.own is None or piece.own.style in {"article", "chapter", "schedule"} or is_capitals(bare):
        return True
    if after is None:
        return False
    if after.own is not None and after.own is not piece.own:
        return piece.own in after.entries
    return (after.kind == "clause" and not after.soft) or after.kind == "table"


def _name(entry: Entry, title: str) -> None:
    if not entry.title:
        entry.title = title
    elif title and title not in entry.title and (chinese_share(title) > 0.3) != (chinese_share(entry.title) > 0.3):
        entry.title = f"{entry.title} / {title}"


def _part(view: str, piece: Piece) -> Part:
    entries = piece.entries
    own = entries[-1] if entries else None
    if own is not None and own.style != "caption" and not own.title:
        above, number = entries[:-1], own.label
    else:
        above, number = entries, own.label if own is not None else ""
    path = tuple(entry.name for entry in above if entry.name)
    titled = [entry for entry in above if entry.title]
    heading = titled[-1].title if titled else ""
    kind = piece.kind
    if kind == "clause" and _defines(view, piece, path):
        kind = "definition"
    return Part(
        piece.start,
        piece.end,
        number,
        heading,
        path,
        kind,
        tuple(id(entry) for entry in entries),
        piece.soft,
        piece.own is not None or kind == "heading",
    )


def _defines(view: str, piece: Piece, path: tuple[str, ...]) -> bool:
    opening = view[piece.body : piece.body + 320]
    if _DEFINITION.match(opening):
        return True
    return any(_DEFINING_HEAD.search(name) for name in path) and _PLAIN_DEFINITION.match(opening) is not None


def _join(view: str, parts: list[Part]) -> list[Part]:
    """Joins wrapped and tiny neighbours of one level, and runs of page matter."""
    joined: list[Part] = []
    for part in parts:
        last = joined[-1] if joined else None
        if last is not None and _may_join(view, last, part):
            joined[-1] = replace(last, end=part.end)
        else:
            joined.append(part)
    return joined


def _may_join(view: str, last: Part, part: Part) -> bool:
    if part.kind in {"contents", "signature", "furniture"}:
        return last.kind == part.kind and part.end - last.start <= JOINED
    if (
        last.level != part.level
        or part.headed
        or part.kind not in {"clause", "definition"}
        or last.kind not in {"clause", "definition"}
    ):
        return False
    if part.kind == "definition" and not part.soft:
        return False
    small = min(last.end - last.start, part.end - part.start) < 2 * TINY
    if not (part.soft or small) or part.end - last.start > JOINED:
        return False
    if (chinese_share(view[last.start : last.end]) > 0.3) != (chinese_share(view[part.start : part.end]) > 0.3):
        return False
    return weight(view[last.start : part.end]) <= JOINED


def _cut(view: str, part: Part) -> list[Part]:
    if part.kind == "table" and part.end - part.start <= 1200:
        return [part]
    text = view[part.start : part.end]
    trimmed = text.rstrip()
    edges = [part.start, *(part.start + offset for offset in cut(trimmed)), part.end]
    return [replace(part, start=start, end=end) for start, end in pairwise(edges)]
