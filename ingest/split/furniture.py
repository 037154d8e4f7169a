"""Page furniture left in a text: page numbers, running headers, source notes, confidential-treatment banners."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from itertools import pairwise

from ingest.split.lines import Line

_PAGE_NUMBER = re.compile(
    r"[-–—\s~|]*(?:(?:page|p\.):?\s*)?(?P<number>\d{1,4}|[ivxlc]{1,6}|[A-Z]{1,2}-\d{1,3}|第\s*\d+\s*页)"
    r"(?:\s*(?:of|/)\s*\d{1,4}|\s*共\s*\d+\s*页)?[-–—\s~|]*(?:confidential)?",
    re.IGNORECASE,
)
_DECORATED = re.compile(
    r"[-–—~|].*\d.*[-–—~|]|[-–—]\s*[ivxlc]+\s*[-–—]|page:?\s*\d|\bof\s*\d|[A-Z]{1,2}-\d+$|第\s*\d+\s*页",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"source:\s.{3,80},\s.{1,20},\s*\d{1,2}/\d{1,2}/\d{2,4}"
    r"|[\[(*<]*\s*(?:the\s)?(?:remainder|balance|rest) of (?:this |the )?page.{0,60}"
    r"|[\[(*<]*\s*(?:counterpart\s)?signatures? (?:pages?|blocks?)?\s*(?:to )?"
    r"(?:follows?|appear|on next page|on the following).{0,40}"
    r"|[\[(*<]*\s*signature page to .{0,90}|[\[(]?(?:this )?page (?:is )?(?:left |intentionally ).{0,40}"
    r"|exhibit\s+\d{1,2}\.\d{1,3}.{0,80}|ex-\d{1,2}(?:\.\d+)?\b.{0,60}|\S{3,60}\.(?:htm|html|txt)"
    r"|(?:execution|confidential|final|draft|conformed)\s+(?:version|copy|draft)|confidential"
    r"|\(?(?:此页无正文|本页以下无正文)[)。]*",
    re.IGNORECASE,
)
_BANNER_WORD = re.compile(
    r"confidential treatment|filed separately|ha(?:s|ve) been (?:omitted|redacted|excluded)|been marked with"
    r"|denotes? (?:confidential|omi|material|a redact)|marked by (?:brackets|\[)"
    r"|(?:indicates?|denotes?) (?:the omission|that|places|where|material|information|omi)",
    re.IGNORECASE,
)
_BANNER_PROOF = re.compile(
    r"securities and exchange commission|competitive(?:ly)? harm|rule (?:24b|406)|item 601|brackets|asterisk"
    r"|\[\s*\*|\*\s*\*|\[\s*redacted|freedom of information|exhibit|omitted (?:portions|information|material)"
    r"|with the commission|with the sec\b|filed separately",
    re.IGNORECASE,
)
_BANNER_OPENING = re.compile(
    r"[\s\[\](){}*\"“”‘’'=#+_.\-–—]*(?:certain|confidential|portions?|indicates?|denotes?|omitted|omissions?|redacted"
    r"|the (?:appearance|symbol|asterisk|confidential|redacted|omitted|bracketed|mark)|text omitted|materials? "
    r"|pursuant to (?:17|rule|item|a request|regulation)|information (?:marked|in|has)|specific (?:terms|portions)"
    r"|this (?:exhibit|document)|an? (?:complete|unredacted)|(?:double |triple )?asterisk|brackets?\b|\[?\*)",
    re.IGNORECASE,
)
_OF_FILING = re.compile(r"commission|competitive|this document|this exhibit", re.IGNORECASE)
_STRUCTURAL = re.compile(
    r"\W*(?:#|\(|[a-z][.)]|section|article|schedule|exhibit|annex|appendix|by\b|name\b|title\b|date\b|if to\b|第|附)",
    re.IGNORECASE,
)
_MOST_HEADERS = 20
_LONGEST_BANNER = 700
_INLINE_PAGE = re.compile(
    r"(?<=[\s.])(?:page \d{1,3} of \d{1,3}(?:\s+confidential)?|-\s?(?:\d{1,3}|[ivx]{1,5})\s?-)\s*$", re.IGNORECASE
)


def mark_furniture(lines: list[Line]) -> None:
    """Marks the lines that belong to the page and not to the agreement."""
    numbers: list[tuple[int, str]] = []
    for index, line in enumerate(lines):
        if line.role != "text":
            continue
        if _NOTE.fullmatch(line.text) or is_banner(line.text):
            line.role = "furniture"
        elif found := _PAGE_NUMBER.fullmatch(line.text):
            if _DECORATED.search(line.text):
                line.role = "furniture"
            else:
                numbers.append((index, found["number"]))
    _mark_page_numbers(lines, numbers)
    _mark_wrapped_banners(lines)
    running = running_lines(lines)
    for line in lines:
        if line.role == "text" and line.text in running:
            line.role = "furniture"


def _mark_page_numbers(lines: list[Line], numbers: list[tuple[int, str]]) -> None:
    """A number alone on a line is a page number when a neighbour among such numbers counts on from it."""
    values = [int(number) if number.isdigit() else None for _, number in numbers]
    for place, (index, number) in enumerate(numbers):
        value = values[place]
        near = [
            other for other in values[max(0, place - 3) : place] + values[place + 1 : place + 4] if other is not None
        ]
        if (value is None and len(number) <= 4 and number.islower()) or (
            value is not None and any(abs(other - value) in (1, 2) for other in near)
        ):
            lines[index].role = "furniture"


def is_banner(text: str) -> bool:
    """True for "[***] Certain information has been omitted and filed separately with the ... Commission"."""
    return (
        len(text) <= _LONGEST_BANNER
        and _BANNER_OPENING.match(text) is not None
        and _BANNER_WORD.search(text) is not None
        and _BANNER_PROOF.search(text) is not None
        and _speaks_of_filing(text)
    )


def _speaks_of_filing(text: str) -> bool:
    return bool(re.search(r"omi(?:t|ss)|redact|exclu|treatment|filed separately", text, re.IGNORECASE))


def _mark_wrapped_banners(lines: list[Line]) -> None:
    """A banner wrapped over several short lines: the whole block of lines is furniture."""
    index = 0
    while index < len(lines):
        stop = index
        while stop < len(lines) and lines[stop].role == "text" and (stop == index or not lines[stop].first):
            stop += 1
        if 1 < stop - index <= 9:
            block = " ".join(line.text for line in lines[index:stop])
            if is_banner(block):
                for line in lines[index:stop]:
                    line.role = "furniture"
        index = max(stop, index + 1)


def running_lines(lines: list[Line]) -> set[str]:
    """Short lines that come back alone, far apart or beside page numbers: running headers and footers."""
    seen: dict[str, list[tuple[Line, bool]]] = defaultdict(list)
    printed = [line for line in lines if line.role != "blank"]
    follows = {id(line): after for line, after in pairwise(lines)}
    for place, line in enumerate(printed):
        after = follows.get(id(line))
        if line.role == "text" and 6 <= len(line.text) <= 90 and line.first and (after is None or after.role != "text"):
            beside = any(near.role == "furniture" for near in printed[max(0, place - 2) : place + 3])
            seen[re.sub(r"\d+", "#", line.text)].append((line, beside))
    return {line.text for shape, found in seen.items() if _runs(shape, found) for line, _ in found}


def _runs(shape: str, found: list[tuple[Line, bool]]) -> bool:
    gaps = sorted(after.start - before.start for (before, _), (after, _) in pairwise(found))
    if len(found) < 3 or sum(sign.isalpha() for sign in shape) < 5 or _STRUCTURAL.match(shape):
        return False
    beside = sum(near for _, near in found) >= 0.7 * len(found)
    if shape[-1] in ";,:：；，。" or (shape[-1] == "." and not (beside and shape.isupper())):
        return False
    return gaps[len(gaps) // 2] >= (700 if beside else 1200) and (beside or len(found) >= 4)


def running_headers(lines: list[Line]) -> list[str]:
    """The headers that a page break may have left in front of a sentence, longest first."""
    seen = Counter(line.text for line in lines if line.role == "furniture" and 8 <= len(line.text) <= 90)
    repeated = [text for text, times in seen.most_common(_MOST_HEADERS) if times >= 3 and not text[0].isdigit()]
    return sorted(repeated, key=len, reverse=True)


def inner_furniture(view: str, line: Line, headers: list[str]) -> list[tuple[int, int]]:
    """Furniture inside a line of text: banner sentences, a page number at its end, a running header at its start."""
    found = []
    for header in headers:
        if line.text.startswith(header):
            begin = view.find(header, line.start)
            found.append((begin, begin + len(header)))
            break
    if tail := _INLINE_PAGE.search(view, line.start, line.end):
        found.append((tail.start(), line.end))
    if len(line.text) > 60 and _BANNER_WORD.search(line.text):
        found += _inner_banners(view, line)
    return sorted(found)


_SENTENCE_EDGE = re.compile(
    r"[.!?][\"”)\]]?\s+(?=[\[*A-Z(\"“])|\s(?=\[\s?\*[\s*]*\]\s?(?:=|indicates|certain|denotes))", re.IGNORECASE
)


def _inner_banners(view: str, line: Line) -> list[tuple[int, int]]:
    edges = [line.start, *(edge.end() for edge in _SENTENCE_EDGE.finditer(view, line.start, line.end)), line.end]
    spans: list[tuple[int, int]] = []
    for match in _BANNER_WORD.finditer(view, line.start, line.end):
        place = bisect_left(edges, match.start() + 1)
        begin, end = edges[max(0, place - 1)], edges[min(place, len(edges) - 1)]
        if begin >= end or (spans and begin < spans[-1][1]) or not is_banner(view[begin:end]):
            continue
        if _OF_FILING.search(view, begin, end):
            spans.append((begin, end))
    return spans
