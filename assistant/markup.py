"""Tracked changes judged: the agreement without them, the agreement with them, and what that turns.

review_markup(path, "draft.docx", ...) ─▶ MarkupReview: "for-cause audit: from yes to no", author, date, both texts
silent_changes(ours, theirs)           ─▶ what differs from our last version without markup
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from assistant.checklist import Checklist
from assistant.findings import Direction, Finding, MarkedParagraph, MarkupReview, Side, SilentChange, Status, Turned
from ingest.document import Clause

if TYPE_CHECKING:
    import numpy as np

    from assistant.judge import Judge
    from assistant.reading import Reading
    from ingest.changes import ChangedParagraph
    from ingest.word import Markup

VectorsOf = Callable[[Sequence[Clause]], "np.ndarray | None"]

_BEST_FIRST: tuple[Status, ...] = ("yes", "partial", "elsewhere", "not_determinable", "not_applicable", "failed", "no")
_NUMBER = re.compile(r"^\s*(?:\(?[0-9ivxlcIVXLC]{1,6}[.)]|\d+(?:\.\d+)+\.?|\([a-zA-Z]{1,2}\))\s+")
SHORTEST_LINK = 20


def review_markup(
    path: Path,
    name: str,
    checklist: Checklist,
    judge: "Judge",
    vectors_of: VectorsOf,
    *,
    against: Path | None = None,
    ours: Sequence[str] = (),
) -> MarkupReview:
    """Both sides of a DOCX judged; `ours` names authors whose changes are our own."""
    from assistant.review import review
    from ingest.changes import changed_paragraphs, comments, headers_and_footers
    from ingest.read import read_document

    before = _reading(path, name, "rejected", vectors_of)
    after = _reading(path, name, "accepted", vectors_of)
    paragraphs = tuple(_marked(paragraph, ours) for paragraph in changed_paragraphs(path))
    pairs = zip(review([before], checklist, judge), review([after], checklist, judge), strict=True)
    turned = [_turned(checklist, old, new, paragraphs) for old, new in pairs if _is_touched(old, new, paragraphs)]
    silent = silent_changes(read_document(against).text, before.document.text) if against else ()
    return MarkupReview(
        after.document.id,
        after.document.file,
        checklist.name,
        tuple(sorted(turned, key=lambda turn: _worst_first(turn, checklist))),
        paragraphs,
        tuple((c.author, c.date, c.text, c.on) for c in comments(path)),
        against.name if against else "",
        tuple(silent),
        tuple(headers_and_footers(path)),
    )


def silent_changes(ours: str, theirs: str) -> list[SilentChange]:
    """Paragraphs that differ in more than their number, spaces and marks."""
    left, right = ([line for line in text.split("\n") if line.strip()] for text in (ours, theirs))
    matcher = SequenceMatcher(None, [_plain(line) for line in left], [_plain(line) for line in right], autojunk=False)
    found: list[SilentChange] = []
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            continue
        # The same words over other line ends, as a PDF of the same text has them, are no change.
        if _plain(" ".join(left[a:b])) == _plain(" ".join(right[c:d])):
            continue
        found += [
            SilentChange(old.strip(), new.strip()) for old, new in zip_longest(left[a:b], right[c:d], fillvalue="")
        ]
    return [change for change in found if _plain(change.ours) != _plain(change.theirs)]


def changes_as_dict(review: MarkupReview) -> dict[str, Any]:
    """The JSON of `controlpoint changes`."""
    return {
        "document": review.document,
        "file": review.file,
        "checklist": review.checklist,
        "turned": [_turned_as_dict(turn) for turn in review.turned],
        "paragraphs": [_paragraph_as_dict(paragraph) for paragraph in review.paragraphs],
        "comments": [dict(zip(("author", "date", "text", "on"), row, strict=True)) for row in review.comments],
        "margins": list(review.margins),
        "against": review.against or None,
        "without_markup": [asdict(change) for change in review.silent],
    }


def _turned_as_dict(turn: Turned) -> dict[str, Any]:
    return {
        "control_point": turn.control_point,
        "requirement": turn.requirement,
        "side": turn.side,
        "before": turn.before,
        "after": turn.after,
        "direction": turn.direction,
        "is_ours": turn.is_ours,
        "red_flags": list(turn.red_flags),
        "before_quote": turn.before_quote or None,
        "after_citation": turn.after_citation.as_dict() if turn.after_citation else None,
        "paragraphs": [_paragraph_as_dict(paragraph) for paragraph in turn.paragraphs],
    }


def _paragraph_as_dict(paragraph: MarkedParagraph) -> dict[str, Any]:
    return asdict(paragraph) | {"authors": list(paragraph.authors), "dates": list(paragraph.dates)}


def _reading(path: Path, name: str, side: "Markup", vectors_of: VectorsOf) -> "Reading":
    from assistant.reading import Reading
    from ingest.read import read_document
    from ingest.split import split_clauses

    document = read_document(path, name=name, markup=side)
    clauses = tuple(split_clauses(document))
    return Reading(document, clauses, vectors_of(clauses))


def _marked(paragraph: "ChangedParagraph", ours: Sequence[str]) -> MarkedParagraph:
    authors = tuple(dict.fromkeys(change.author for change in paragraph.changes if change.author))
    dates = tuple(dict.fromkeys(change.date for change in paragraph.changes if change.date))
    is_ours = bool(authors) and all(author in ours for author in authors)
    return MarkedParagraph(paragraph.before, paragraph.after, authors, dates, is_ours)


def _is_touched(before: Finding, after: Finding, paragraphs: Sequence[MarkedParagraph]) -> bool:
    if before.status != after.status or _new_flags(before, after):
        return True
    first = [citation.quote for citation in before.citations[:1]]
    return any(_touches(paragraph.before, first) for paragraph in paragraphs)


def _new_flags(before: Finding, after: Finding) -> tuple[str, ...]:
    held = {flag for flag, _ in before.red_flags}
    return tuple(flag for flag, _ in after.red_flags if flag not in held)


def _turned(checklist: Checklist, before: Finding, after: Finding, paragraphs: Sequence[MarkedParagraph]) -> Turned:
    old, new = _grounds(before, after)
    linked = [p for p in paragraphs if _touches(p.before, old) or _touches(p.after, new)]
    point, requirement = checklist.control_point(after.control_point), checklist.requirement(after.requirement)
    return Turned(
        after.control_point,
        after.requirement,
        f"{point.title}: {requirement.label}",
        after.side,
        before.status,
        after.status,
        _direction(after.side, before, after),
        _new_flags(before, after),
        before.citations[0].quote if before.citations else "",
        after.citations[0] if after.citations else None,
        tuple(linked),
    )


def _grounds(before: Finding, after: Finding) -> tuple[list[str], list[str]]:
    """The words each judgement rests on; where neither cites any, the clauses that come nearest."""
    old, new = ([c.quote for c in (*finding.citations, *finding.limiting)] for finding in (before, after))
    if old or new:
        return old, new
    return [near.citation.quote for near in before.nearest], [near.citation.quote for near in after.nearest]


def _touches(paragraph: str, quotes: Iterable[str]) -> bool:
    plain = _plain(paragraph)
    if not plain:
        return False
    for quote in map(_plain, quotes):
        shorter, longer = sorted((plain, quote), key=len)
        if len(shorter) >= min(SHORTEST_LINK, len(plain)) and shorter and shorter in longer:
            return True
    return False


def _direction(side: Side, before: Finding, after: Finding) -> Direction:
    step = _BEST_FIRST.index(after.status) - _BEST_FIRST.index(before.status)
    if step == 0:
        return "worse" if _new_flags(before, after) else "moved"
    if side == "neutral" or "failed" in (before.status, after.status):
        return "other"
    return "worse" if (step > 0) == (side == "protects") else "better"


def _worst_first(turn: Turned, checklist: Checklist) -> tuple[bool, int, bool, int, str]:
    direction = get_args(Direction).index(turn.direction)
    must = checklist.requirement(turn.requirement).must
    return turn.is_ours, direction, not must, -_BEST_FIRST.index(turn.after), turn.requirement


def _plain(text: str) -> str:
    """Letters and digits without the paragraph's own number, which moves when another paragraph goes."""
    return "".join(c for c in unicodedata.normalize("NFKC", _NUMBER.sub("", text)).casefold() if c.isalnum())
