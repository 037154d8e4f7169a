"""Tables of contents: found by their title, their leaders and page numbers, or by headings that all come back later."""

import re

from ingest.split.lines import Line
from ingest.split.markers import marker_at
from ingest.split.titles import is_capitals, is_title

_TITLE = re.compile(
    r"[\[*_\s]*(?:table of contents|contents|index|index of (?:articles|sections|exhibits|schedules)|目\s*[录錄次])"
    r"(?:\s*[\[(].{0,20})?(?:\s+page(?: no\.?)?)?[:：\]*_\s]*",
    re.IGNORECASE,
)
_OPENS = re.compile(r"[\[*_\s]*(?:table of contents|目\s*录)\b", re.IGNORECASE)
_LEADER = re.compile(r"(?:\.\s?){4,}\s*(?:\d{1,3}|[ivxlc]{1,6})?\s*$|[…·]{2,}\s*\d{1,3}\s*$|_{4,}\s*\d{1,3}\s*$")
_PAGE_TAIL = re.compile(r"\s(?:[-–]\s?)?(?:\d{1,3}|[ivxlc]{1,6}|[A-Z]-?\d{1,2})(?:\s?[-–])?\s*$")
_NUMBERED = re.compile(r"(?:^|\s)(?:\d{1,2}\.\d{1,2}|ARTICLE\s+\w+|Article\s+\w+|Section\s+[\d.]+|\d{1,2}\.)\s")
_PLAIN_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*\s{1,8}(?=[^\W\d_])")
_INCIDENTAL = re.compile(
    r"(?:page|section|article|pages|clause|page no\.?|页码|\d{1,3}|[ivx]{1,5})|" + _TITLE.pattern, re.IGNORECASE
)
_SENTENCE_WORD = re.compile(r"\b(?:shall|means|hereby)\b")
_LOOKUPS = 400  # headings looked up in the text, at most, so that a text of nothing but headings stays fast


def mark_contents(lines: list[Line], view: str) -> None:
    """Marks the lines of every table of contents."""
    for line in lines:
        if line.role == "text" and _has_leader(line.text):
            line.role = "contents"
    index = 0
    while index < len(lines):
        text = lines[index].text
        if lines[index].role in {"text", "furniture"} and (_TITLE.fullmatch(text) or _OPENS.match(text)):
            index = _mark_zone(lines, index)
        index += 1
    _mark_heading_runs(lines, view)


def _has_leader(text: str) -> bool:
    """ "7.3 Effects of Termination ........ 12", not "By: ........ "."""
    return (
        len(text) < 220
        and _LEADER.search(text) is not None
        and _PAGE_TAIL.search(" " + text.replace(".", " ")) is not None
        and re.search(r"[^\W\d_]{3}", text) is not None
        and re.search(r"\b(?:by|name|title|date|signature)\b", text, re.IGNORECASE) is None
    )


def _key(text: str) -> str:
    """What an entry and the heading it names share: the letters, without the page number."""
    return re.sub(r"[\W_]+", "", _PAGE_TAIL.sub("", text).lower())


def _mark_zone(lines: list[Line], start: int) -> int:
    """Marks the entries below a contents title; returns the last line it has looked at."""
    seen: set[str] = set()
    last, entries, index = start, 0, start
    for index in range(start + 1, len(lines)):
        line = lines[index]
        if line.role in {"blank", "rule", "furniture"} or _INCIDENTAL.fullmatch(line.text):
            continue
        key = _key(line.text)
        if line.role != "contents" and (not _like_entry(lines, index) or (len(key) >= 6 and key in seen)):
            break
        seen.add(key)
        if line.role == "contents" or _PAGE_TAIL.search(line.text) or _number(line.text):
            last, entries = index, entries + 1
    if entries < 3 and len(lines[start].text) < 60:
        return max(start, index - 1)
    for line in lines[start : last + 1]:
        if line.role in {"text", "rule", "table"}:
            line.role = "contents"
    return last


def _like_entry(lines: list[Line], index: int) -> bool:
    text = lines[index].text
    if _PAGE_TAIL.search(text) and (len(text) <= 160 or len(_NUMBERED.findall(text)) >= 2):
        return not _SENTENCE_WORD.search(text)
    if len(text) > 160:
        return len(_NUMBERED.findall(text)) >= 3 and not _SENTENCE_WORD.search(text)
    if text[-1] in ";；。,，" or (text[-1] == "." and not text.isupper() and len(text) > 60):
        return False
    marker = _number(text)
    rest = text[marker:]
    if (
        not rest.strip(" .:–-")
        or is_capitals(text)
        or is_title(rest.strip(" .:–-"))
        or (marker and len(rest) < 80 and text[-1] not in ".:：")
    ):
        return True
    following = lines[index + 1].text if index + 1 < len(lines) and not lines[index + 1].first else ""
    return bool(marker and len(rest) < 90 and following and _PAGE_TAIL.search(following))


def _number(text: str) -> int:
    """Where the number that opens an entry ends; 0 when there is none."""
    marker = marker_at(text, 0)
    if marker is not None:
        return marker.end
    plain = _PLAIN_NUMBER.match(text)
    return plain.end() if plain else 0


def _mark_heading_runs(lines: list[Line], view: str) -> None:
    """A run of bare numbered headings, most of which come back later, is a contents list without a title."""
    printed = [index for index, line in enumerate(lines) if line.role not in {"blank", "furniture"}]
    lowered: str | None = None
    place = looked = 0
    while place < len(printed):
        stop = place
        while stop < len(printed) and _bare(lines[printed[stop]]):
            stop += 1
        if stop - place >= 6 and looked + stop - place <= _LOOKUPS:
            run = [lines[index] for index in printed[place:stop]]
            looked += len(run)
            lowered = lowered if lowered is not None else " ".join(view.lower().split())
            repeated = [line for line in run if lowered.count(_words(line.text)) >= 2]
            if len(repeated) >= 0.7 * len(run):
                for line in run:
                    line.role = "contents"
        place = max(stop, place + 1)


def _bare(line: Line) -> bool:
    if line.role != "text" or len(line.text) > 110:
        return False
    marker = marker_at(line.text, 0)
    return marker is not None and is_title(line.text[marker.end :].strip(" .:–-"))


def _words(text: str) -> str:
    marker = marker_at(text, 0)
    rest = text[marker.end :] if marker else text
    return " ".join(_PAGE_TAIL.sub("", rest).strip(" .:–-").lower().split())
