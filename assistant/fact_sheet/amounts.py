"""Dates, periods and sums as agreements write them, in English and Chinese, with the place where each stands."""

import re
from collections.abc import Iterator
from typing import TypeVar, cast

from assistant.dates import placed_dates
from assistant.fact_sheet.values import Amount, DateValue, Period, Unit
from assistant.number_words import ENGLISH_NUMBER, chinese_number, english_number

V = TypeVar("V")
_UNIT = r"(?P<unit>year|month|week|day|quarter)s?\b"
_BETWEEN = r"(?:(?:full|consecutive|additional|successive|further|more|calendar|contract)[\s-]+)*"
_BUSINESS = r"(?:(?P<business>business|working)[\s-]+)?"
_PERIODS = (
    re.compile(
        rf"(?i)(?:\b(?P<word>{ENGLISH_NUMBER})\s*)?\(\s*(?P<n>\d+(?:\.\d+)?)\s*(?:st|nd|rd|th)?\s*\)[\s-]*{_BETWEEN}{_BUSINESS}{_UNIT}"
    ),
    re.compile(rf"(?i)(?<![\d.$])(?P<n>\d+(?:\.\d+)?)[\s-]*{_BETWEEN}{_BUSINESS}{_UNIT}"),
    re.compile(rf"(?i)\b(?P<word>{ENGLISH_NUMBER})[\s-]+{_BETWEEN}{_BUSINESS}{_UNIT}"),
    re.compile(
        r"(?i)\b(?P<word>\w+)\s*\(\s*(?P<n>\d+)\s*(?:st|nd|rd|th)\s*\)\s*(?:annual\s+)?(?P<unit>year|month)?\s*(?:anniversary)"
    ),
    re.compile(
        r"(?P<zh>[〇零一二两三四五六七八九十百]+|\d+(?:\.\d+)?)\s*(?:[（(]\s*(?P<n>\d+)\s*[）)])?\s*个?\s*(?P<zhunit>工作日|自然日|日历日|日|天|月|年|周|星期|季度)"
    ),
)
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
)
_ANNIVERSARY = re.compile(
    rf"(?i)\b(?P<word>{'|'.join(_ORDINALS.split())}|\d+(?:st|nd|rd|th))\s*(?:\(\d+\w*\)\s*)?(?:annual\s+)?anniversary"
)
_ZH_UNIT: dict[str, tuple[Unit, bool]] = {
    "工作日": ("day", True), "自然日": ("day", False), "日历日": ("day", False), "日": ("day", False), "天": ("day", False),
    "月": ("month", False), "年": ("year", False), "周": ("week", False), "星期": ("week", False), "季度": ("quarter", False),
}  # fmt: skip
_CURRENCY = {
    "us$": "USD", "usd": "USD", "$": "USD", "us dollars": "USD", "u.s. dollars": "USD", "dollars": "USD", "美元": "USD",
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "欧元": "EUR", "£": "GBP", "gbp": "GBP", "pounds sterling": "GBP",
    "rmb": "CNY", "cny": "CNY", "¥": "CNY", "￥": "CNY", "人民币": "CNY", "元": "CNY", "圆": "CNY", "chf": "CHF", "jpy": "JPY", "日元": "JPY",
    "英镑": "GBP", "瑞士法郎": "CHF", "港元": "HKD", "港币": "HKD", "新台币": "TWD", "nt$": "TWD", "twd": "TWD", "hk$": "HKD", "hkd": "HKD",
}  # fmt: skip
_TIMES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "万": 1e4, "亿": 1e8}
_AMOUNTS = (
    re.compile(
        r"(?i)(?P<cur>us\s?\$|nt\$|hk\$|usd|\$|€|eur|£|gbp|rmb|cny|¥|￥|chf|jpy|twd|hkd|人民币|新台币|港币|美元|欧元)\s?(?P<num>\d[\d,]*(?:\.\d+)?)\s*(?P<times>thousand|million|billion|万|亿)?元?"
    ),
    re.compile(
        r"(?i)(?P<num>\d[\d,]*(?:\.\d+)?)\s*(?P<times>thousand|million|billion|万|亿)?\s*(?P<cur>u\.?s\.? dollars|dollars|euros?|pounds sterling|美元|欧元|英镑|港元|日元|瑞士法郎|元)"
    ),
    # 人民币壹佰万元整, 壹仟贰佰元整
    re.compile(
        r"(?P<cur>人民币|新台币|港币|美元|欧元)?(?P<zhsum>[零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟]{1,20})(?P<cur2>美元|欧元|英镑|港元|日元|瑞士法郎|[元圆])整?"
    ),
    re.compile(r"(?i)(?P<num>\d+(?:\.\d+)?)\s?\)?\s?(?P<cur>%|percent|per cent)"),
    re.compile(r"百分之(?P<zhnum>[一二三四五六七八九十百]+)(?P<cur>)"),
)


def dates_in(text: str) -> Iterator[tuple[int, int, DateValue]]:
    """Every date that can be read one way only, in order: start, end, value."""
    for start, end, iso in placed_dates(text):
        yield start, end, DateValue(iso)


def periods_in(text: str) -> Iterator[tuple[int, int, Period]]:
    """Every length of time, in order: "twelve (12) months" is one."""
    found: list[tuple[int, int, Period]] = []
    for form in _PERIODS:
        found += [(m.start(), m.end(), period) for m in form.finditer(text) if (period := _period(m))]
    found += [(m.start(), m.end(), Period(_ordinal(m["word"]), "year")) for m in _ANNIVERSARY.finditer(text)]
    yield from _longest_first(found)


def amounts_in(text: str) -> Iterator[tuple[int, int, Amount]]:
    """Every sum, share or price, in order."""
    found = [(m.start(), m.end(), amount) for form in _AMOUNTS for m in form.finditer(text) if (amount := _amount(m))]
    yield from _longest_first(found)


def _longest_first(found: "list[tuple[int, int, V]]") -> "Iterator[tuple[int, int, V]]":
    """Readings in order; of two that overlap, the one that says more."""
    last = -1
    for start, end, value in sorted(found, key=lambda f: (f[0], -f[1])):
        if start >= last:
            yield start, end, value
            last = end


def _period(match: re.Match[str]) -> Period | None:
    got = match.groupdict()
    if got.get("zhunit"):
        unit, business = _ZH_UNIT[got["zhunit"]]
        count = float(got["n"]) if got.get("n") else chinese_number(got["zh"])
        # 2024年 is a year, 3月 a month of one.
        if count is None:
            return None
        is_date = unit in ("year", "month") and "个" not in match.group() and (count > 99 or unit == "month")
        return None if is_date else Period(count, unit, business)
    number = float(got["n"]) if got.get("n") else english_number(got["word"] or "")
    unit = cast(Unit, (got.get("unit") or "year").lower())
    if number is None or (unit == "year" and number > 99):
        return None
    return Period(number, unit, bool(got.get("business")))


def _ordinal(word: str) -> float:
    names = _ORDINALS.split()
    return float(names.index(word.lower()) + 1 if word.lower() in names else re.sub(r"\D", "", word))


def _amount(match: re.Match[str]) -> Amount | None:
    got = match.groupdict()
    if got.get("zhsum"):
        total = chinese_number(got["zhsum"])
        return Amount(total, _CURRENCY[got["cur"] or got["cur2"]]) if total else None
    if got.get("zhnum"):
        share = chinese_number(got["zhnum"])
        return Amount(float(share), "%") if share is not None else None
    currency = re.sub(r"\s", " ", got["cur"].lower()).replace("us $", "us$")
    code = "%" if currency in ("%", "percent", "per cent") else _CURRENCY.get(currency, currency.upper())
    number = float(got["num"].replace(",", "")) * _TIMES.get((got.get("times") or "").lower(), 1)
    return Amount(number, code)
