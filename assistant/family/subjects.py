"""Subjects that two documents can disagree on, from `corpus/subjects.yaml`, and what a sentence says on each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from assistant.number_words import ENGLISH_NUMBER, chinese_number, english_number
from assistant.set_facts import Matter

Value = Literal["period", "every", "choice", "law"]
_UNIT = r"(?P<business>business|working)?\s*(?:calendar\s+|contract\s+|consecutive\s+)?(?P<unit>hour|day|week|month|quarter|year)s?\b"
_PERIOD = re.compile(
    rf"(?:\b[a-z]+(?:[- ][a-z]+){{0,4}}\s*)?\(\s*(?P<n>\d+)\s*\)\s*{_UNIT}|\b(?P<m>\d+)\s*[- ]?\s*{_UNIT.replace('business>', 'business2>').replace('unit>', 'unit2>')}"
    rf"|\b(?P<w>{ENGLISH_NUMBER})\s+{_UNIT.replace('business>', 'business3>').replace('unit>', 'unit3>')}",
    re.IGNORECASE,
)
_PERIOD_ZH = re.compile(
    r"(?:[一二三四五六七八九十百零两]+\s*[（(]\s*(?P<n>\d+)\s*[）)]|(?P<m>\d+)|(?P<w>[一二三四五六七八九十百零两]+))\s*个?\s*(?P<business>工作)?(?P<unit>日|天|周|月|季度|年|小时)"
)
_UNITS_ZH = {"日": "day", "天": "day", "周": "week", "月": "month", "季度": "quarter", "年": "year", "小时": "hour"}
_EVERY = re.compile(
    r"\b(?:once|one (?:time|audit|routine audit))\s+(?:in\s+(?:a|any|each|every)?|a|per|each|every|within (?:a|any|each))\s*(?:\w+\s*\((?P<n>\d+)\)|(?P<w>two|three|four))?\s*(?:calendar|contract|rolling)?\s*(?P<unit>year|month|twelve[- ]month|12[- ]month)",
    re.IGNORECASE,
)
_EVERY_ZH = re.compile(
    r"每(?P<n>[一二两三\d]*)(?:个)?(?:日历|合同|自然)?(?P<unit>年度?|月)[^。；]{0,12}?(?P<times>[一二两三\d]+)\s*(?:[（(]\d+[）)])?\s*次"
)
_LAW = re.compile(
    r"\blaws? of (?:the )?(?P<law>(?:State|Commonwealth|Province) of [A-Z]\w+(?: [A-Z]\w+)?|[A-Z][\w']+(?: (?:of|and|the|[A-Z][\w']+))*)|\b(?P<adj>[A-Z]\w+) law\b"
)
_LAW_ZH = re.compile(r"适用(?P<law>[^，。；]{1,20}?)(?:的)?法律")


@dataclass(frozen=True)
class Wording:
    """How a sentence of one language states a subject."""

    all: tuple[re.Pattern[str], ...]
    none: tuple[re.Pattern[str], ...]
    anchor: re.Pattern[str] | None

    def fits(self, sentence: str) -> bool:
        return all(p.search(sentence) for p in self.all) and not any(p.search(sentence) for p in self.none)


@dataclass(frozen=True)
class Subject:
    """One subject; `value_in` reads what a sentence says on it."""

    id: str
    title: str
    title_zh: str
    requirement: str
    matter: Matter
    notice: bool
    value: Value
    choices: Mapping[str, re.Pattern[str]]
    en: Wording
    zh: Wording

    def value_in(self, sentence: str, chinese: bool) -> str:
        """What the sentence says, or "" when it is not about the subject or says it unclearly."""
        wording = self.zh if chinese else self.en
        if not wording.fits(sentence):
            return ""
        if self.value == "period":
            return _period(sentence, wording.anchor, chinese)
        if self.value == "every":
            return _every(sentence, chinese)
        if self.value == "law":
            return _law(sentence, chinese)
        said = [name for name, pattern in self.choices.items() if pattern.search(sentence)]
        # "shall not be deemed to have approved" holds the words of both; the denial comes last and wins.
        return said[-1] if said else ""


@cache
def load_subjects() -> tuple[Subject, ...]:
    path = Path(__file__).resolve().parents[2] / "corpus" / "subjects.yaml"
    return tuple(_subject(raw) for raw in yaml.safe_load(path.read_text(encoding="utf-8")))


def _subject(raw: dict[str, Any]) -> Subject:
    return Subject(
        raw["id"],
        raw["title"],
        raw["title_zh"],
        raw.get("requirement", ""),
        raw["matter"],
        bool(raw.get("notice")),
        raw["value"],
        {name: re.compile(pattern, re.IGNORECASE) for name, pattern in raw.get("choices", {}).items()},
        _wording(raw["en"]),
        _wording(raw["zh"]),
    )


def _wording(raw: dict[str, Any]) -> Wording:
    def patterns(key: str) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(pattern, re.IGNORECASE) for pattern in raw.get(key, ()))

    anchor = raw.get("anchor")
    return Wording(patterns("all"), patterns("not"), re.compile(anchor, re.IGNORECASE) if anchor else None)


def _period(sentence: str, anchor: re.Pattern[str] | None, chinese: bool) -> str:
    """The period nearest to the anchor; "" when there is none or it is blacked out."""
    found = [(m.span(), _as_words(m, chinese)) for m in (_PERIOD_ZH if chinese else _PERIOD).finditer(sentence)]
    if not found:
        return ""
    places = [m.span() for m in anchor.finditer(sentence)] if anchor else [(0, 0)]
    if not places:
        return ""
    return min(found, key=lambda hit: min(_apart(hit[0], place) for place in places))[1]


def _apart(a: tuple[int, int], b: tuple[int, int]) -> int:
    return max(a[0] - b[1], b[0] - a[1], 0)


def _as_words(match: "re.Match[str]", chinese: bool) -> str:
    got = match.groupdict()
    if chinese:
        number = int(got["n"] or got["m"] or chinese_number(got["w"]) or 0)
        unit, business = _UNITS_ZH[got["unit"]], got["business"]
    else:
        number = int(got["n"] or got["m"] or english_number(got["w"]) or 0)
        unit = (got["unit"] or got["unit2"] or got["unit3"]).lower()
        business = got["business"] or got["business2"] or got["business3"]
    return f"{number} {'business ' if business else ''}{unit}{'' if number == 1 else 's'}"


def _every(sentence: str, chinese: bool) -> str:
    if chinese:
        match = _EVERY_ZH.search(sentence)
        if not match:
            return ""
        n = int(chinese_number(match["n"]) or 0) if match["n"] else 1
        times = int(chinese_number(match["times"]) or 0)
        unit = "month" if match["unit"] == "月" else "year"
        return _times(times, n, unit)
    match = _EVERY.search(sentence)
    if not match:
        return ""
    n = int(match["n"]) if match["n"] else int(english_number(match["w"] or "one") or 1)
    unit = match["unit"].lower()
    return _times(1, n, "month" if unit == "month" else "year")


def _times(times: int, n: int, unit: str) -> str:
    often = "once" if times == 1 else f"{times} times"
    return f"{often} a {unit}" if n == 1 else f"{often} in {n} {unit}s"


def _law(sentence: str, chinese: bool) -> str:
    match = (_LAW_ZH if chinese else _LAW).search(sentence)
    if not match:
        return ""
    law = match["law"] or match.groupdict().get("adj") or ""
    return re.sub(r"^(?:State|Commonwealth|Province) of ", "", law).strip()
