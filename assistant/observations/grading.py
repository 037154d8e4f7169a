"""How a report grades its observations: class words, English and Chinese, its own scale, and the counts it states."""

import re
from collections.abc import Mapping

from assistant.observations.facts import CLASSES, Classification
from assistant.observations.layout import Layout, sentences

_WORDS: dict[str, Classification] = {
    "critical": "critical", "unacceptable": "critical", "严重": "critical", "关键": "critical", "危急": "critical",
    "major": "major", "significant": "major", "主要": "major", "重大": "major",
    "minor": "minor", "other": "minor", "standard": "minor", "一般": "minor", "轻微": "minor", "次要": "minor",
}  # fmt: skip
_CLASS_WORD = re.compile(
    r"\b(critical|unacceptable|major|significant|minor|other|standard)\b|(严重|关键|危急|主要|重大|一般|轻微|次要)",
    re.IGNORECASE,
)
_STRICT_WORD = re.compile(
    r"\b(critical|major|minor)\b|(严重|关键|主要|一般|轻微|次要)(?=缺陷|项|不符合|$|[）)】\]，,、：:；;])",
    re.IGNORECASE,
)
_STEP = re.compile(
    r"\b(?:category|class|grade|level|type)\s*([1-4]|[A-D]|I{1,3})\b|(?<![\w一-鿿])([1-4一二三ABC])\s*[类级]",
    re.IGNORECASE,
)
_SPELLED = (
    "no,one,two,three,four,five,six,seven,eight,nine,ten,eleven,twelve,thirteen,fourteen,fifteen,sixteen,seventeen,"
    "eighteen,nineteen,twenty"
)
_NUMBERS = {word: i for i, word in enumerate(_SPELLED.split(","))}
_NUMBERS |= {"zero": 0, "none": 0, "a": 1, "nil": 0}
_CHINESE = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2, "无": 0}
_COUNT = r"(?P<n>\d{1,3}|" + "|".join(_NUMBERS) + ")"
_COUNTED = re.compile(
    rf"\b{_COUNT}\s+(?:\([^)]*\)\s*)?(?:further\s+|new\s+|were\s+)?(?P<c>critical|major|minor|other)\b", re.IGNORECASE
)
_COUNTED_AFTER = re.compile(
    rf"\b(?P<c>critical|major|minor)(?:\s+(?:observations?|findings?|deficiencies))?\s*(?:[:=]"
    rf"|\()\s*{_COUNT}\b(?![.\d]*\s*(?:the|a)\b)",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    rf"\b(?:total of|in total,?|altogether,?)\s+{_COUNT}\s+(?:observations|findings|deficiencies)", re.IGNORECASE
)
_ZH_N = r"(?P<n>\d{1,3}|[零一二两三四五六七八九十]{1,3}|无)"
_ZH_COUNTED = (
    re.compile(
        rf"(?P<c>严重|关键|主要|一般|轻微|次要)(?:缺陷|不符合项|观察项|项)?(?:项)?\s*(?:为"
        rf"|共|有|数|[:：])?\s*{_ZH_N}\s*(?:项|个|条)"
    ),
    re.compile(rf"{_ZH_N}\s*(?:项|个|条)(?:为)?(?P<c>严重|关键|主要|一般|轻微|次要)(?:缺陷|不符合|观察)?"),
)
_ZH_NONE = re.compile(r"(?:未发现|无|没有)(?P<c>严重|关键|主要|一般)(?:缺陷)")
_ZH_TOTAL = re.compile(
    rf"(?:共|总计|合计)(?:计)?(?:发现|提出|记录|开具)?(?:缺陷|观察项|不符合项)?(?:项)?\s*{_ZH_N}\s*(?:项|个|条)"
)
_SPEAKS_OF_FINDINGS = re.compile(r"observation|finding|deficien|non-?conform|缺陷|观察项|不符合|发现项", re.IGNORECASE)
_OF_BEFORE = re.compile(
    r"previous|earlier|last audit|prior audit|audit (?:of|in) (?:\w+ )?20\d\d|上次"
    r"|既往|前次|deviations? (?:recorded|were)",
    re.IGNORECASE,
)
_IN_ONE_PLACE = re.compile(r"\b(?:in|at|for|during) the\b(?! (?:audit|inspection|site))", re.IGNORECASE)


def class_in(text: str, scale: Mapping[str, Classification] | None = None) -> Classification | None:
    """The class a field states: "Major (repeat)" -> "major"; a step of a scale as the report explains it."""
    if word := _CLASS_WORD.search(text):
        return _WORDS[word[0].lower()]
    step = _STEP.search(text) or re.fullmatch(r"\W*([1-4]|[A-D]|I{1,3}|[一二三])\W*", text)
    return (scale or {}).get(next(g for g in step.groups() if g).upper()) if step else None


def strict_class_in(text: str) -> Classification | None:
    """The class a heading or tag names, by the plain class words alone."""
    word = _STRICT_WORD.search(text)
    return _WORDS[word[0].lower()] if word else None


def scale_of(text: str) -> dict[str, Classification]:
    """What the steps of the report's own scale mean: "Category 3 (critical)" -> {"3": "critical"}."""
    scale: dict[str, Classification] = {}
    for start, end in sentences(text):
        for step in _STEP.finditer(text, start, end):
            after = _STRICT_WORD.search(text, step.end(), min(end, step.end() + 40))
            if after:
                scale.setdefault(next(g for g in step.groups() if g).upper(), _WORDS[after[0].lower()])
    return scale


def counts_stated(layout: Layout, entries: list[tuple[int, int]]) -> dict[str, int]:
    """How many of each class, and in total, the report says it found; what an entry says does not count."""
    text, counts = layout.text, _counts_in_tables(layout)
    for start, end in sentences(text):
        sentence = text[start:end]
        if any(a <= start < b for a, b in entries) or layout.in_table(start):
            continue
        if not _SPEAKS_OF_FINDINGS.search(sentence) or _OF_BEFORE.search(sentence):
            continue
        for name, number in _counts_in(sentence).items():
            counts.setdefault(name, number)
    return counts


def _counts_in(sentence: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for form in (_COUNTED, _COUNTED_AFTER, *_ZH_COUNTED):
        for match in form.finditer(sentence):
            number = _value(match["n"])
            if match["n"].lower() in {"a"} or (number == 0 and _IN_ONE_PLACE.search(sentence[match.end() :])):
                continue
            counts.setdefault(_WORDS[match["c"].lower()], number)
    for match in _ZH_NONE.finditer(sentence):
        counts.setdefault(_WORDS[match["c"]], 0)
    if total := _TOTAL.search(sentence) or _ZH_TOTAL.search(sentence):
        counts.setdefault("total", _value(total["n"]))
    return counts


def _counts_in_tables(layout: Layout) -> dict[str, int]:
    """A small table of classes and numbers, in either direction."""
    for table in layout.tables:
        rows = [[cell.text for cell in row] for row in (table.header, *table.rows)]
        down = {
            c: int(row[1])
            for row in rows
            if len(row) >= 2 and row[1].isdigit() and len(row[0]) < 30 and (c := strict_class_in(row[0]))
        }
        across = {
            c: int(value)
            for name, value in zip(rows[0], rows[1], strict=False)
            if value.isdigit() and len(name) < 30 and (c := strict_class_in(name))
        }
        if len(found := max(down, across, key=len)) >= 2:
            return {str(name): number for name, number in found.items()}
    return {}


def count_remarks(stated: Mapping[str, int], counted: Mapping[str, int], total: int) -> list[str]:
    """One remark per count in the summary that the list does not bear out."""
    remarks = []
    for name in CLASSES:
        if name in stated and stated[name] != counted[name]:
            remarks.append(f"The report states {stated[name]} {name} observations; its list has {counted[name]}.")
    if "total" in stated and stated["total"] != total:
        remarks.append(f"The report states {stated['total']} observations in total; its list has {total}.")
    return remarks


def _value(text: str) -> int:
    if text.isdigit():
        return int(text)
    if text.lower() in _NUMBERS:
        return _NUMBERS[text.lower()]
    tens, _, ones = text.rpartition("十")
    return (_CHINESE.get(tens, 1) * 10 if "十" in text else 0) + (_CHINESE[ones] if ones else 0)
