"""The walk through the lines: where a clause begins, and under which open levels it stands."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.document import ClauseKind
from ingest.split import endings
from ingest.split.endings import ends_with
from ingest.split.furniture import inner_furniture, running_headers
from ingest.split.lines import Line
from ingest.split.markers import Marker, integer_over_decimal, marker_at, undotted_integer
from ingest.split.outline import Entry, Outline, Place
from ingest.split.plain import chinese_share
from ingest.split.titles import (
    is_article_title,
    is_capitals,
    is_caption,
    is_recital,
    is_schedule_title,
    is_title,
    is_title_again,
    run_in_title,
)

_CANDIDATE = re.compile(
    r"(?<=[\s。；：])(?:(?:ARTICLE|Article|SECTION|Section)\s+[\dIVXL]|\d{1,3}\.|\d{1,2}[)、]|\d{1,2}\s+[A-Z]"
    r"|\([A-Za-z0-9一二三四五六七八九十]{1,5}\)\s?"
    r"|[A-Z]\.\s|[IVX]{1,5}\.\s|第[一二三四五六七八九十百零\d]{1,5}[章条])"
    r"|(?<=[.;]\s)IN WITNESS WHEREOF|(?<=[.;]\s)WHEREAS|(?<=[.;]\s)NOW,? THEREFORE"
)
_OPENERS = re.compile(r"WHEREAS|NOW,? THEREFORE|IN WITNESS WHEREOF")
_CONTENT_START = re.compile(r"[\"“‘'(\[*_A-Z\u4e00-\u9fff《「\d]")
_DEFINED = re.compile(r"(?:The term(?:s)? |Term )?[\"“‘「]{1,2}[^\"”]{1,90}[\"”’」]|“[^”]{1,60}”")
_AGREED = re.compile(
    r"agrees? as follows|NOW,? THEREFORE|following terms"
    r"|(?:协议|约定|合同|条款)如下|(?:订立|签订|达成)(?:如下|本)(?:协议|合同)",
    re.IGNORECASE,
)
_PRELUDE = re.compile(r"recitals?|background|witnesseth|preamble|introduction|whereas|鉴于|前言", re.IGNORECASE)
_OUTER = frozenset({"integer", "decimal", "roman", "upper", "chinese_item"})
_FILED_AS = re.compile(r"(?i)exhibit\s+\(?\d{1,2}\.\d{1,3}\)?")
_BULLET = re.compile(r"[•●▪·◦\-–—*]\s+\S")


@dataclass
class Piece:
    """A stretch that belongs together, not yet cut to size; it ends where the next one starts."""

    start: int
    entries: tuple[Entry, ...]
    kind: ClauseKind = "clause"
    own: Entry | None = None  # the level this piece opened
    body: int = 0  # where the words after the number start
    soft: bool = False  # only a line break parts it from the piece before
    printed_alone: bool = False  # starts a line
    end: int = 0
    joined: bool = False  # a number printed on a line of its own, its words further down
    marker: Marker | None = field(default=None, repr=False)


class Walk:
    """Reads the lines in order and lays the pieces end to end."""

    def __init__(self, view: str, lines: list[Line]) -> None:
        self.view, self.lines = view, lines
        self.headers = running_headers(lines)
        self.outline = Outline()
        self.pieces: list[Piece] = []
        self.defining: tuple[Entry, ...] = ()  # the levels the last unnumbered definition stood under
        self.agreed = False  # "agree as follows" has been read and no number since
        self.numbered = False  # a number has been read
        self.awaiting = False  # a number stands alone; the next text belongs to it
        self.before: Line | None = None  # the last printed line
        self.text_before: Line | None = None  # the last line of text
        self.pending: tuple[str, int] | None = None  # an unnumbered heading nothing stands under yet

    def pieces_of_text(self) -> list[Piece]:
        for index, line in enumerate(self.lines):
            if line.role == "blank":
                continue
            if line.role == "text":
                self._read_text(index, line)
                self.text_before = line
            elif line.role == "rule":
                self._read_rule(line)
            else:
                if line.role == "contents":
                    self.pending = None
                    self.outline.close_captions()
                self._open(line.start, line.role)
            self.before = line
        for piece, after in pairwise(self.pieces):
            piece.end = after.start
        if self.pieces:
            self.pieces[0].start, self.pieces[-1].end = 0, len(self.view)
        return self.pieces

    # -- lines -----------------------------------------------------------------------------------------------------

    def _read_text(self, index: int, line: Line) -> None:
        start = line.end - len(self.view[line.start : line.end].lstrip())
        furniture = inner_furniture(self.view, line, self.headers) if len(line.text) > 12 else []
        for begin, end in furniture:
            self._read_stretch(index, line, start, begin)
            self._open(begin, "furniture")
            start = end + len(self.view[end : line.end]) - len(self.view[end : line.end].lstrip())
        self._read_stretch(index, line, start, line.end, after_furniture=bool(furniture))

    def _read_stretch(self, index: int, line: Line, start: int, end: int, after_furniture: bool = False) -> None:
        if not self.view[start:end].strip():
            return
        marker = self._marker_at_line(line, start, end)
        if marker is not None:
            start = self._open_numbered(marker, end, printed_alone=True)
        elif self._is_caption(index, line, start, end):
            self._open_caption(start, self.view[start:end])
        elif self.awaiting and not after_furniture and self.pieces[-1].kind == "clause":
            self.awaiting, self.pieces[-1].body, self.pieces[-1].joined = False, start, True
        else:
            self._read_unnumbered(line, start, after_furniture)
        self._read_inside(start, end)
        if _AGREED.search(self.view, start, end):
            self.agreed = True

    def _read_rule(self, line: Line) -> None:
        if not self.pieces or self.pieces[-1].kind in {"table", "contents"}:
            self._open(line.start, "furniture" if not self.pieces else self.pieces[-1].kind)

    def _read_unnumbered(self, line: Line, start: int, after_furniture: bool) -> None:
        self._settle_caption()
        last = self.pieces[-1] if self.pieces else None
        if last is None or last.kind != "clause" or after_furniture:
            self._open(start, "clause", own_line=True)
        elif line.first and _DEFINED.match(self.view, start) and last.kind == "clause":
            self._open_definition(start)
        elif (
            line.first
            or (_DEFINED.match(self.view, start) and self._ends_with(endings.SENTENCE, start))
            or is_recital(self.view, start)
            or _BULLET.match(self.view, start)
        ):
            unfinished = self.view[start].islower() and not self._ends_with(endings.SENTENCE, start)
            self._open(start, "clause", soft=unfinished, own_line=True)
        elif self.text_before is not None and self._is_break(line, start):
            self._open(start, "clause", soft=True, own_line=True)

    def _open_definition(self, start: int) -> None:
        """A defined term on a line of its own stands beside the one before it, not under that one's list."""
        if self.defining and self.outline.entries[: len(self.defining)] == self.defining:
            del self.outline.stack[len(self.defining) :]
        self.defining = self.outline.entries
        self._open(start, "clause", own_line=True)

    def _is_break(self, line: Line, start: int) -> bool:
        """A line break that parts paragraphs, not one that wraps a line."""
        before = self.text_before.text if self.text_before else ""
        if (chinese_share(before) > 0.3) != (chinese_share(line.text) > 0.3):
            return True
        return self._ends_with(endings.SENTENCE, start) and _CONTENT_START.match(self.view, start) is not None

    def _ends_with(self, ending: re.Pattern[str], offset: int) -> bool:
        return ends_with(self.view, offset, ending)

    # -- opening pieces --------------------------------------------------------------------------------------------

    def _open(self, start: int, kind: ClauseKind, soft: bool = False, own_line: bool = False) -> Piece:
        self.awaiting = False
        piece = Piece(start, self.outline.entries, kind, body=start, soft=soft, printed_alone=own_line)
        self.pieces.append(piece)
        return piece

    def _open_numbered(self, marker: Marker, end: int, printed_alone: bool) -> int:
        """Opens the piece of a number (and of a second right behind it: "2.4 (a)"); returns where its words start."""
        self._begin_terms(marker)
        self.outline.resume(marker)
        place = self._place(marker)
        paired = self._paired(marker, place)
        if paired is not None:
            del self.outline.stack[place.depth + 1 :]
            entry = paired
        else:
            title, self.pending = self.pending, None
            entry = self.outline.enter(marker, place)
            if title is not None and marker.readings[0][0] not in {"schedule", "article", "chapter"}:
                self.outline.put_above(Entry("caption", (), "", title[0]))
        self.pending = None
        after = marker.end
        inner = marker_at(self.view, self._skip_space(after, end))
        if inner is not None and inner.label[0] == "(" and entry.style in {"decimal", "integer"} and paired is None:
            spot = self.outline.place(inner, self.view[inner.end : inner.end + 3000])
            if spot.fit in {"first", "next"} or entry.style == "decimal":
                self.outline.enter(inner, Place(spot.fit, len(self.outline.stack), spot.reading))
                entry, after = self.outline.stack[-1], inner.end
        piece = self._open(marker.start, "clause", own_line=printed_alone)
        piece.own, piece.body, piece.marker = entry, self._skip_space(after, end), marker
        self.awaiting = not self.view[after:end].strip(" .:-–—\n")
        return after

    def _begin_terms(self, marker: Marker) -> None:
        """The first number after "agree as follows" or of another kind than the recitals' closes title and recitals."""
        if marker.readings[0][0] not in _OUTER:
            return
        if not self.numbered:
            self.numbered = True
            self.outline.close_captions()
        if self._place(marker).fit == "next":
            self.agreed = False
            return
        styles = {entry.style for entry in self.outline.stack}
        prelude = any(entry.style == "caption" and _PRELUDE.search(entry.title) for entry in self.outline.stack)
        if self.agreed or (
            self.pending is None
            and prelude
            and styles & _OUTER
            and marker.readings[0][0] not in styles
            and marker.readings[0][1][0] == 1
        ):
            self.outline.close_captions()
        self.agreed = False

    def _paired(self, marker: Marker, place: Place) -> Entry | None:
        """The entry opened by the same number in the other language, a paragraph before."""
        if place.fit not in {"same", "next"} or place.depth >= len(self.outline.stack) or not self.pieces:
            return None
        entry = self.outline.stack[place.depth]
        last = next((piece for piece in reversed(self.pieces) if piece.kind == "clause"), None)
        if entry.values != place.reading[1] or last is None:
            return None
        here = self.view[marker.start : marker.start + 200].split("\n", 1)[0]
        there = self.view[last.start : min(last.start + 200, marker.start)]
        return entry if (chinese_share(here) > 0.25) != (chinese_share(there) > 0.25) else None

    def _place(self, marker: Marker) -> Place:
        ambiguous = len(marker.readings) > 1 or marker.readings[0][1] == (1,)
        coming = self.view[marker.end : marker.end + 3000] if ambiguous else ""
        place = self.outline.place(marker, coming)
        if place.reading == ("integer", (1,)) and place.fit == "first":
            outer = next((index for index, entry in enumerate(self.outline.stack) if entry.style == "integer"), None)
            if outer is not None and run_in_title(self.view, marker.end, marker.end + 160):
                return Place("first", outer, place.reading)
        return place

    def _skip_space(self, offset: int, end: int) -> int:
        while offset < end and self.view[offset].isspace():
            offset += 1
        return offset

    # -- unnumbered headings ---------------------------------------------------------------------------------------

    def _is_caption(self, index: int, line: Line, start: int, end: int) -> bool:
        text = self.view[start:end].strip()
        if not is_caption(text):
            return False
        following = self.lines[index + 1] if index + 1 < len(self.lines) else None
        alone = line.first and (
            following is None or following.role in {"blank", "rule"} or marker_at(following.text, 0) is not None
        )
        if self.awaiting:
            return False
        if line.first and following is not None and following.role == "text" and is_title_again(text, following.text):
            return True
        if (
            not alone
            and self.pieces
            and self.pieces[-1].kind == "heading"
            and self.before is not None
            and not line.first
        ):
            return is_title_again(self.before.text, text)
        if not alone:
            return False
        return not (self.pieces and self.pieces[-1].kind == "clause" and self._ends_with(endings.COMMA, start))

    def _open_caption(self, start: int, text: str) -> None:
        title = " ".join(text.split()).rstrip(":：")
        if self.pending is not None and self.before is not None:
            if (chinese_share(self.pending[0]) > 0.3) != (chinese_share(title) > 0.3):
                title = f"{self.pending[0]} / {title}"
            elif self._capital_pair(title):
                title = self.pending[0]
        piece = self._open(start, "heading", own_line=True)
        self.pending = (title, start)
        piece.entries = (*self._above_caption(), Entry("caption", (), "", title))

    def _capital_pair(self, title: str) -> bool:
        return bool(self.pending) and is_capitals(self.pending[0]) and not is_capitals(title) if self.pending else False

    def _above_caption(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.outline.stack if entry.style in {"schedule", "chapter", "article"})

    def _settle_caption(self) -> None:
        """Text follows an unnumbered heading: the heading now opens a level."""
        if self.pending is not None:
            self.outline.caption(self.pending[0])
            self.pending = None

    # -- numbers -----------------------------------------------------------------------------------------------------

    def _marker_at_line(self, line: Line, start: int, end: int) -> Marker | None:
        marker = marker_at(self.view, start) or integer_over_decimal(self.view, start)
        if marker is None and (line.first or self.agreed):
            return self._undotted_heading(start, end)
        if marker is None or marker.end > end or self._labels_the_filing(marker):
            return None
        rest = self.view[marker.end : end].strip()
        fresh = line.first or self.before is None or self.before.role != "text" or self.awaiting
        if self._ends_with(endings.REFERENCE, start) and not (fresh and rest[:1].isupper()):
            return None
        style = marker.readings[0][0]
        if style == "schedule":
            return marker if self._heads_schedule(rest, fresh, marker) else None
        if marker.titled:
            return marker if is_article_title(rest, fresh) else None
        place = self._place(marker)
        if (
            rest
            and not _CONTENT_START.match(rest)
            and not (rest[0].islower() and place.fit in {"next", "first", "same"})
        ):
            return None
        return marker if self._acceptable(place, rest, fresh, start) else None

    def _undotted_heading(self, start: int, end: int) -> Marker | None:
        """ "11 Notices. Notices contemplated by ...": an undotted number that comes next, or first of all, and has a title."""
        marker = undotted_integer(self.view, start, end)
        if marker is None:
            return None
        words = self.view[marker.end : end]
        titled = is_title(words.strip(" .\n")) or run_in_title(self.view, self._skip_space(marker.end, end), end)
        is_first = self.agreed and not self.numbered and marker.label == "1"
        return marker if titled and (is_first or self._place(marker).fit == "next") else None

    def _labels_the_filing(self, marker: Marker) -> bool:
        """ "Exhibit 10.17" before the first word: a registry's number for the whole paper, no level of it."""
        return _FILED_AS.fullmatch(marker.label) is not None and not self.view[: marker.start].strip()

    def _acceptable(self, place: Place, rest: str, fresh: bool, start: int) -> bool:
        style = place.reading[0]
        if style == "decimal":
            if fresh:
                return place.fit != "odd" or not rest or rest[0] in '"“[' or rest[0].isupper() or rest[0] > "\u3400"
            return (
                place.fit != "odd"
                and not self._ends_with(endings.LEANING, start)
                and (place.fit != "ahead" or self._ends_with(endings.FINISHED, start))
            )
        if style in {"upper", "roman", "lower", "chinese_item"}:
            strict = place.fit in {"next", "first", "same"}
            # 一、 right under the bare title 第一条 委托内容.
            under_title = style == "chinese_item" and self._short_before()
            return strict and (fresh or under_title or self._ends_with(endings.FINISHED, start))
        if style == "integer":
            if fresh:
                return place.fit != "odd" or not rest or rest[0].isupper() or rest[0] in '"“['
            return place.fit in {"next", "first", "same"} and (
                self._ends_with(endings.FINISHED, start) or self._short_before()
            )
        return (fresh or self._ends_with(endings.FINISHED, start) or self._short_before()) and (
            fresh or place.fit != "odd"
        )

    def _short_before(self) -> bool:
        return self.text_before is not None and len(self.text_before.text) < 45

    def _heads_schedule(self, rest: str, fresh: bool, marker: Marker) -> bool:
        paired = (marker.label > "\u3400") and self.text_before is not None and self.text_before.text[:1].isascii()
        if not (fresh or paired) or (
            bool(rest) and not rest[:1].isupper() and self._ends_with(endings.RUNNING_ON, marker.start)
        ):
            return False
        return is_schedule_title(rest)

    def _read_inside(self, start: int, end: int) -> None:
        """Numbers that begin a clause inside a line, where several clauses run on in one paragraph."""
        for found in _CANDIDATE.finditer(self.view, start + 1, end):
            offset = found.start()
            if _OPENERS.match(found[0]):
                piece = self._open(offset, "signature" if found[0].startswith("IN W") else "clause")
                piece.printed_alone = True
                continue
            marker = marker_at(self.view, offset) or integer_over_decimal(self.view, offset)
            if marker is not None and self._starts_inside(marker, end):
                self._open_numbered(marker, end, printed_alone=False)

    def _starts_inside(self, marker: Marker, end: int) -> bool:
        after = self._skip_space(marker.end, end)
        if after < end and self._continues_list(marker):
            return True
        if after >= end or not (
            self.view[after].isupper() or self.view[after] in '"“‘[(' or self.view[after] > "\u3400"
        ):
            return False
        if self._ends_with(endings.REFERENCE, marker.start) or self._ends_with(endings.LEANING, marker.start):
            return False
        place = self._place(marker)
        style, ended = place.reading[0], self._ends_with(endings.SENTENCE, marker.start)
        if style == "integer" and marker.label[-1:] not in ".)、":
            return place.fit in {"next", "first", "ahead"} and ended
        if style == "schedule":
            return False
        if style == "decimal":
            return place.fit == "next" or (place.fit == "first" and (ended or self._just_titled(marker)))
        if style in {"lower", "small_roman", "bracketed_integer", "bracketed_upper", "bracketed_chinese"}:
            return place.fit in {"next", "first"} and self._after_stop(marker.start)
        if marker.titled or style == "integer":
            return place.fit in {"next", "first"} and (ended or self.view[marker.start - 2 : marker.start] == "  ")
        return place.fit == "next" and ended

    def _continues_list(self, marker: Marker) -> bool:
        """ "...; or 7.2.2 information": a third-level number right behind its elder sibling or its parent's colon."""
        place = self._place(marker)
        return (
            place.reading[0] == "decimal"
            and len(place.reading[1]) >= 3
            and place.fit in {"next", "first"}
            and self._ends_with(endings.LIST, marker.start)
        )

    def _just_titled(self, marker: Marker) -> bool:
        """Right behind the bare title of the number above: "2. Definitions 2.1 Affiliate"."""
        last = self.pieces[-1]
        return last.own is not None and marker.start - last.start < 130

    def _after_stop(self, offset: int) -> bool:
        return self._ends_with(endings.STOP, offset)
