"""Furniture: running headers and footers, page numbers and redaction banners, told apart from the text they frame.

A line is furniture only when the other pages say so: it stands at the edge of at least three pages, or it is a page
number that counts along with the pages. One line alone is never dropped on its looks, except the filing service's
"Source: NAME, FORM, DATE" stamp.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

EDGE_LINES = 6
LEAST_PAGES = 3
LEAST_SHARE = 0.4
ADJACENT_PAGES = 5

_DIGITS = re.compile(r"\d+")
_SOURCE_STAMP = re.compile(r"source:\s.{2,80},\s[\w./-]{1,12}(\s[\w./-]{1,4})?,\s\d{1,2}/\d{1,2}/\d{4}", re.IGNORECASE)
_NEVER = re.compile(
    r"(table of )?contents\b|index$|目\s*录|in witness"
    r"|(by|name|title|date|its|print name|signature)\s*[:：_]|签字|签署|盖章",
    re.IGNORECASE,
)
_PAGE_WORDS = re.compile(
    r"(?:page|p\.|pg\.?)\s*[-–—]?\s*(?P<word>\d{1,4}|[ivxlc]{1,7})(\s*(of|/)\s*\d{1,4})?"
    r"|第\s*(?P<zh>\d{1,4})\s*页(\s*[,，/]?\s*共\s*\d{1,4}\s*页)?"
    r"|[-–—~]\s*(?P<dash>\d{1,4}|[ivxlc]{1,7})\s*[-–—~]"
    r"|(?P<of>\d{1,4})\s*(of|/)\s*\d{1,4}",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"(?P<prefix>[A-Z]{1,2}-|[A-Z][a-z]+ \d-)?(?P<number>\d{1,4}|[ivxlc]{1,7})", re.IGNORECASE)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def find_furniture(pages: Sequence[Sequence[str]]) -> list[set[int]]:
    """For each page (its lines from top to bottom), the indexes of the lines that are furniture.

    >>> find_furniture([["Supply Agreement", "1. Term", "1"], ["Supply Agreement", "2. Price", "2"], ...])
    [{2}, {0, 2}, ...]
    """
    found: list[set[int]] = [set() for _ in pages]
    _mark_repeated(pages, found)
    _mark_rewrapped_banners(pages, found)
    if _empties_pages(pages, found):
        found = [set() for _ in pages]
    _mark_stamps(pages, found)
    _mark_page_numbers(pages, found)
    _mark_numbers_within(pages, found)
    _keep_first_header(pages, found)
    return found


def drop_furniture(pages: Sequence[str]) -> list[str]:
    """Page texts without their furniture; the line breaks of what stays are kept."""
    lines = [page.splitlines(keepends=True) for page in pages]
    found = find_furniture([[line.strip() for line in page] for page in lines])
    both = zip(lines, found, strict=True)
    return ["".join(line for i, line in enumerate(page) if i not in gone) for page, gone in both]


def page_number(line: str) -> int | None:
    """The number in a line that says it is a page number ("Page 3 of 20", "- iii -", "第 3 页"), or None."""
    match = _PAGE_WORDS.fullmatch(line.strip())
    return _value(next(group for group in match.group("word", "zh", "dash", "of") if group)) if match else None


def _value(number: str) -> int | None:
    """Value of arabic or roman digits, or None."""
    if number.isdecimal():
        return int(number)
    values = [_ROMAN.get(letter, 0) for letter in number.lower()]
    if not all(values):
        return None
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def _edges(page: Sequence[str], gone: set[int]) -> tuple[list[int], list[int]]:
    """Indexes of the first and last lines that have text and are not yet known as furniture."""
    filled = [i for i, line in enumerate(page) if line.strip() and i not in gone]
    return filled[:EDGE_LINES], filled[-EDGE_LINES:]


def _empties_pages(pages: Sequence[Sequence[str]], found: list[set[int]]) -> bool:
    """Whether most pages would lose all they have: then the lines that repeat are the text, as in a set of forms."""
    both = list(zip(pages, found, strict=True))
    filled = [(page, gone) for page, gone in both if any(line.strip() for line in page)]
    emptied = sum(all(i in gone or not line.strip() for i, line in enumerate(page)) for page, gone in filled)
    return 2 * emptied > len(filled)


def _key(line: str) -> str:
    return " ".join(line.casefold().split())


def _says_something(key: str) -> bool:
    """Redaction marks and single letters repeat without being furniture."""
    return sum(ch.isalpha() for ch in key) >= 3 and not _NEVER.match(key)


def _mark_stamps(pages: Sequence[Sequence[str]], found: list[set[int]]) -> None:
    for page, gone in zip(pages, found, strict=True):
        gone.update(i for i in _edges(page, gone)[1] if _SOURCE_STAMP.fullmatch(page[i].strip()))


def _mark_repeated(pages: Sequence[Sequence[str]], found: list[set[int]]) -> None:
    """Lines that stand at the same edge of many pages, word for word or but for a number that counts with the pages."""
    at: dict[tuple[int, str], list[tuple[int, int]]] = defaultdict(list)
    for number, page in enumerate(pages):
        for side, edge in enumerate(_edges(page, found[number])):
            for i in edge:
                key = _key(page[i])
                at[side, key].append((number, i))
                if _DIGITS.search(key):
                    at[side, _DIGITS.sub("#", key)].append((number, i))
    for (_, key), places in at.items():
        if _says_something(key) and _repeats(key, places, pages):
            for number, i in places:
                found[number].add(i)


def _repeats(key: str, places: list[tuple[int, int]], pages: Sequence[Sequence[str]]) -> bool:
    bearing = sorted({number for number, _ in places})
    if len(bearing) < LEAST_PAGES:
        return False
    if "#" in key:
        return _counts_along(key, places, pages)
    return len(bearing) >= LEAST_SHARE * len(pages) or _longest_run(bearing) >= ADJACENT_PAGES


def _counts_along(key: str, places: list[tuple[int, int]], pages: Sequence[Sequence[str]]) -> bool:
    """Whether the one number that changes grows by one a page, on half of all pages (on fewer for "page n")."""
    numbers = [[int(digits[:9]) for digits in _DIGITS.findall(_key(pages[page][i]))] for page, i in places]
    changing = [slot for slot in zip(*numbers, strict=True) if len(set(slot)) > 1]
    if len(changing) != 1:
        return False
    offsets = Counter(number - page for number, (page, _) in zip(changing[0], places, strict=True))
    best = max(offsets.values())
    speaks_of_pages = re.search(r"\bpage\b|页", key) is not None
    return best >= LEAST_PAGES and (speaks_of_pages or best >= 0.5 * len(pages))


def _longest_run(numbers: list[int]) -> int:
    longest = run = 1
    for before, after in pairwise(numbers):
        run = run + 1 if after == before + 1 else 1
        longest = max(longest, run)
    return longest


def _mark_rewrapped_banners(pages: Sequence[Sequence[str]], found: list[set[int]]) -> None:
    """A banner breaks its lines differently on some pages; its words are the same."""
    banners: Counter[str] = Counter()
    for page, gone in zip(pages, found, strict=True):
        banners[" ".join(_key(page[i]) for i in sorted(gone))] += 1
    known = [text for text, count in banners.items() if count >= LEAST_PAGES and len(text.split()) >= 8]
    for page, gone in zip(pages, found, strict=True):
        for edge in _edges(page, gone):
            for i in edge:
                key = _key(page[i])
                if len(key.split()) >= 4 and any(key in text for text in known):
                    gone.add(i)


def _mark_page_numbers(pages: Sequence[Sequence[str]], found: list[set[int]]) -> None:
    """Numbers on the outermost line: those that say so, and bare ones that count along with their neighbours."""
    bare: dict[tuple[int, str, int], list[tuple[int, int]]] = defaultdict(list)
    for number, page in enumerate(pages):
        for side, edge in enumerate(_edges(page, found[number])):
            if not edge:
                continue
            i = edge[0] if side == 0 else edge[-1]
            line = page[i].strip()
            if page_number(line) is not None:
                found[number].add(i)
            elif (match := _BARE_NUMBER.fullmatch(line)) and (value := _value(match["number"])) is not None:
                bare[side, (match["prefix"] or "").casefold(), value - number].append((number, i))
    for places in bare.values():
        if len({number for number, _ in places}) >= 2:
            for number, i in places:
                found[number].add(i)


def _mark_numbers_within(pages: Sequence[Sequence[str]], found: list[set[int]]) -> None:
    """Page numbers of an older layout, left in mid-page: lone numbers, far apart, that count up by one."""
    position, candidates = 0, []
    for number, page in enumerate(pages):
        for i, line in enumerate(page):
            position += bool(line.strip())
            text = line.strip()
            value = int(text) if text.isdecimal() and len(text) <= 4 else page_number(text)
            if value is not None and i not in found[number]:
                candidates.append((position, value, number, i))
    run: list[tuple[int, int, int, int]] = []
    for candidate in candidates:
        if run and not (candidate[1] == run[-1][1] + 1 and candidate[0] - run[-1][0] >= 15):
            _keep_run(run, found)
            run = []
        run.append(candidate)
    _keep_run(run, found)


def _keep_run(run: list[tuple[int, int, int, int]], found: list[set[int]]) -> None:
    if len(run) >= LEAST_PAGES:
        for _, _, number, i in run:
            found[number].add(i)


def _keep_first_header(pages: Sequence[Sequence[str]], found: list[set[int]]) -> None:
    """A running header's first appearance, at the top of the first page, may be the title: it stays."""
    if not pages:
        return
    filled = [i for i, line in enumerate(pages[0]) if line.strip()]
    for i in filled[: min(4, len(filled) // 2)]:
        if not _counts(pages[0][i].strip()):
            found[0].discard(i)


def _counts(text: str) -> bool:
    """Whether the line carries a page number, so that it cannot be a title."""
    if page_number(text) is not None or _BARE_NUMBER.fullmatch(text):
        return True
    return re.search(r"\bpage\s+\d|第\s*\d+\s*页", text, re.IGNORECASE) is not None
