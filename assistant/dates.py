"""Dates as people write them, English and Chinese, as ISO; one that could be read two ways is not guessed."""

import calendar
import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from assistant.number_words import chinese_number

_MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
_SHORT = {name[:3]: i for name, i in _MONTHS.items()} | {"sept": 9}
_MONTH = r"(?:" + "|".join([*_MONTHS, *_SHORT]) + r")\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_FILLED_IN = r"_*(?P<d>\d{1,2})_*\s*(?:st|nd|rd|th)?_*"
"""A day put in by hand keeps the line it was written on: "this _12_th day of May, 2026"."""

_FORMS = (
    re.compile(
        rf"(?<![\d.]){_FILLED_IN}\s+(?:day\s+)?(?:of\s+)?(?P<m>{_MONTH})\s*,?\s*(?P<y>\d{{4}})\b", re.IGNORECASE
    ),
    re.compile(rf"\b(?P<m>{_MONTH})\s+{_FILLED_IN}\s*,?\s*(?P<y>\d{{4}})\b", re.IGNORECASE),
    re.compile(rf"\b(?P<d>\d{{1,2}})[-/](?P<m>{_MONTH})[-/](?P<y>\d{{4}}|\d{{2}})\b", re.IGNORECASE),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})(?!\d)\s*[日号號]?"),
    re.compile(
        r"(?P<y>[二一][〇零○Ｏ一二三四五六七八九]{3})\s*年\s*(?P<m>[一二三四五六七八九十]{1,2})\s*月"
        r"\s*(?P<d>[一二三四五六七八九十]{1,3})\s*[日号號]"
    ),
    re.compile(
        r"(?:中[华華])?民[国國]\s*(?P<roc>\d{2,3}|[一二三四五六七八九〇零十百]{1,5})\s*年\s*(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})\s*月"
        r"\s*(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})\s*日"
    ),
    re.compile(r"(?<![\d.])(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>(?:19|20)\d\d)\b"),
    re.compile(r"(?<![\d/])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>(?:19|20)\d\d)\b"),
)

FIRST_REPUBLICAN_YEAR = 1911
"""民國一一五年 is 2026: Taiwan counts from the year after this one."""

_DASH = r"\s*(?:to|through|until|and|[-–—~～至]|到)\s*"
_RANGES = (
    # 9 to 11 June 2026; 12 June to 9 July 2026; 28 December 2025 to 3 January 2026
    re.compile(
        rf"\b(?P<d1>{_DAY})(?:\s+(?P<m1>{_MONTH}))?(?:,?\s+(?P<y1>\d{{4}}))?{_DASH}"
        rf"(?P<d2>{_DAY})\s+(?P<m2>{_MONTH}),?\s+(?P<y2>\d{{4}})",
        re.IGNORECASE,
    ),
    # June 9 to 11, 2026; June 12 to July 9, 2026; December 28, 2025, to January 3, 2026
    re.compile(
        rf"\b(?P<m1>{_MONTH})\s+(?P<d1>{_DAY})(?:,?\s+(?P<y1>\d{{4}}),?)?{_DASH}"
        rf"(?:(?P<m2>{_MONTH})\s+)?(?P<d2>{_DAY}),?\s+(?P<y2>\d{{4}})",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?P<y1>(?:19|20)\d\d)\s*[-/.年]\s*(?P<m1>\d{1,2})\s*[-/.月]\s*(?P<d1>\d{1,2})\s*日?\s*(?:to|[-–—~～至到])\s*"
        r"(?:(?P<y2>(?:19|20)\d\d)\s*[-/.年]\s*)?(?:(?P<m2>\d{1,2})\s*[-/.月]\s*)?(?P<d2>\d{1,2})\s*日?"
    ),
)


def placed_dates(text: str) -> Iterator[tuple[int, int, str]]:
    """Every readable date in the order written: start, end, ISO; of two that overlap, the one that says more."""
    last = -1
    found = [(m.start(), m.end(), iso) for form in _FORMS for m in form.finditer(text) if (iso := _iso(m))]
    for start, end, iso in sorted(found, key=lambda one: (one[0], -one[1])):
        if start >= last:
            yield start, end, iso
            last = end


def dates_in(text: str) -> list[str]:
    """Every readable date, ISO, in the order written."""
    return [iso for _, _, iso in placed_dates(text)]


def first_date(text: str) -> str | None:
    """The first readable date, ISO: "by 15 July 2026" -> "2026-07-15"."""
    return next(iter(dates_in(text)), None)


def first_range(text: str) -> tuple[str, str] | None:
    """The first period, or the first single date twice: "9 to 11 June 2026" -> ("2026-06-09", "2026-06-11")."""
    found = [(match.start(), pair) for form in _RANGES for match in form.finditer(text) if (pair := _pair(match))]
    if found:
        return min(found)[1]
    only = first_date(text)
    return (only, only) if only else None


def _pair(match: re.Match[str]) -> tuple[str, str] | None:
    got = match.groupdict()
    y2 = got.get("y2") or got["y1"]
    m2 = got.get("m2") or got["m1"]
    first = _build(got.get("y1") or y2, got.get("m1") or m2, got["d1"])
    last = _build(y2, m2, got["d2"])
    return (first, last) if first and last and first <= last else None


def _iso(match: re.Match[str]) -> str | None:
    got = match.groupdict()
    if got.get("roc"):
        return _build(str(FIRST_REPUBLICAN_YEAR + _number(got["roc"])), got["m"], got["d"])
    if "a" not in got:
        return _build(got["y"], got["m"], got["d"])
    a, b = int(got["a"]), int(got["b"])
    if a > 12 >= b or a == b:
        return _build(got["y"], str(b), str(a))
    return _build(got["y"], str(a), str(b)) if b > 12 >= a else None


def _build(year: str | None, month: str | None, day: str) -> str | None:
    try:
        return date(_year(year or ""), _month(month or ""), _number(re.sub(r"(st|nd|rd|th)$", "", day))).isoformat()
    except ValueError:
        return None


def _month(text: str) -> int:
    word = text.lower().rstrip(".")
    return _MONTHS.get(word) or _SHORT.get(word) or _number(text)


def _number(text: str) -> int:
    text = unicodedata.normalize("NFKC", text).replace("O", "〇")
    number = float(text) if text.isascii() else chinese_number(text)
    if number is None:
        raise ValueError(text)
    return int(number)


def _year(text: str) -> int:
    """The years 69 to 99 were, those before are: as strptime has it."""
    year = _number(text)
    return year + (1900 if year > 68 else 2000) if len(text) == 2 else year
