"""Numbers as agreements print them: "ARTICLE I", "7.3", "(a)", "第三条", "附件一" -> Marker."""

import re
from dataclasses import dataclass
from typing import Literal

Style = Literal[
    "schedule",
    "chapter",
    "article",
    "decimal",
    "integer",
    "upper",
    "roman",
    "lower",
    "small_roman",
    "bracketed_integer",
    "bracketed_upper",
    "chinese_item",
    "bracketed_chinese",
]

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_CHINESE_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}
_CN = "一二三四五六七八九十百零〇两"

_PATTERN = re.compile(
    r"(?P<schedule>(?:SCHEDULE|EXHIBIT|ANNEX(?:URE)?|APPENDIX|ATTACHMENT|ADDENDUM"
    r"|Schedule|Exhibit|Annex(?:ure)?|Appendix|Attachment)"
    r"\s+(?:(?:No\.?|NO\.?|#)\s*)?[\"“]?(?P<schedule_id>\d{1,3}(?:[-.]\w{1,3}){0,3}|[A-Z]{1,2}(?:[-.]?\d{1,3}){0,3}|[IVX]{1,6}"
    r"|ONE|TWO|THREE|FOUR|FIVE|One|Two|Three|Four|Five)[\"”]?(?![\w])"
    rf"|(?:附件|附表|附录|附錄|附)\s*(?:[{_CN}]{{1,3}}|\d{{1,2}}|[A-Z](?![A-Za-z]))(?![{_CN}\d条款项]))"
    rf"|(?P<chapter>第\s*[{_CN}\d]{{1,4}}\s*[章编篇部]|(?:PART|Part|CHAPTER|Chapter)\s+(?:[IVXLC]+|\d+|[A-H])\b)"
    rf"|(?P<article>第\s*[{_CN}\d]{{1,5}}\s*[条條节節]|(?:ARTICLE|Article|CLAUSE|Clause)\s+"
    r"(?:[IVXLC]{1,7}|\d{1,3}|ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN|ELEVEN|TWELVE"
    r"|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)(?![\w]|\.\d))"
    r"|(?P<section>(?:SECTION|Section|Sec\.|§|CLAUSE|Clause|ARTICLE|Article)\s*(?:\d{1,3}(?:\.\d{1,3}){0,4}|[IVXLC]{1,6})(?![\w%])\.?)"
    rf"|(?P<paragraph>第\s*[{_CN}\d]{{1,4}}\s*[款项])"
    r"|(?P<decimal>\d{1,3}(?:\.\d{1,3}){1,4}(?![\d%])\.?(?!\w*[/@%]))"
    r"|(?P<integer>\d{1,3}(?:\.|\)|、)(?![\d.)]))"
    rf"|(?P<chinese_item>(?:[{_CN}]{{1,4}}|[{_STEMS}])[、.](?![{_CN}]+[、.]))"
    rf"|(?P<bracketed_chinese>\([{_CN}]{{1,4}}\))"
    r"|(?P<bracketed>\(\s?(?:[a-z]{1,6}|[A-Z]{1,5}|\d{1,3})\s?\))"
    r"|(?P<letter>(?:[IVX]{1,6}|[A-Z]|[ivx]{1,6}|[a-z])[.)])(?=\s|$)"
    r"|(?P<circled>[①-⑳])"
)

_UNDOTTED = re.compile(r"(\d{1,2})\s+(?=[A-Z])")
_OVER_DECIMAL = re.compile(r"(\d{1,2})\s+[A-Z][^.:\n]{2,90}?\s+(\d{1,2})\.0?1\.?\s")


@dataclass(frozen=True)
class Marker:
    """A printed number: its readings (`(i)` is a letter or a Roman one), its label, and where it stands."""

    readings: tuple[tuple[Style, tuple[int, ...]], ...]
    label: str
    start: int
    end: int
    titled: bool = False  # names its own level: "Article", "Section", "第…条"


def roman_value(text: str) -> int | None:
    """ "xiv" -> 14; None for what is not a well-formed Roman numeral."""
    text = text.lower()
    if not text or any(letter not in _ROMAN for letter in text):
        return None
    values = [_ROMAN[letter] for letter in text]
    total = sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
    return total if _roman_text(total) == text else None


def _roman_text(value: int) -> str:
    out = ""
    for size, sign in (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        out += sign * (value // size)
        value %= size
    return out


def chinese_value(text: str) -> int:
    """ "二十一" -> 21, "12" -> 12."""
    if text.isdigit():
        return int(text)
    total, digit = 0, 0
    for sign in text:
        if sign == "十":
            total, digit = total + (digit or 1) * 10, 0
        elif sign == "百":
            total, digit = total + (digit or 1) * 100, 0
        else:
            digit = _CHINESE_DIGITS.get(sign, 0)
    return total + digit


def marker_at(view: str, start: int) -> Marker | None:
    """The number printed at `start` of the plain view, if one is."""
    match = _PATTERN.match(view, start)
    if match is None or match.lastgroup is None:
        return None
    group = next(name for name in _READERS if match.group(name))
    label = " ".join(match.group(group).split())
    readings = _READERS[group](label)
    if not readings:
        return None
    titled = group in {"schedule", "chapter", "article", "section", "paragraph"}
    return Marker(readings, label, start, match.end(), titled)


def undotted_integer(view: str, start: int, end: int) -> Marker | None:
    """A number with nothing behind it but a capital: "11 Notices"."""
    found = _UNDOTTED.match(view, start, end)
    return _integer_marker(found) if found else None


def integer_over_decimal(view: str, offset: int) -> Marker | None:
    """ "2 Basics of the Agreement 2.1 Grant ...": an undotted number, known by the 2.1 that follows its title."""
    found = _OVER_DECIMAL.match(view, offset, min(len(view), offset + 200))
    return _integer_marker(found) if found and found[1] == found[2] else None


def _integer_marker(found: re.Match[str]) -> Marker:
    return Marker((("integer", (int(found[1]),)),), found[1], found.start(), found.end(1))


Readings = tuple[tuple[Style, tuple[int, ...]], ...]


def _value(text: str) -> int | None:
    word = text.strip(' ."“”').lower()
    if word.isdigit():
        return int(word)
    if word in _WORDS:
        return _WORDS[word]
    return roman_value(word)


def _schedule(label: str) -> Readings:
    return (("schedule", (_schedule_value(label),)),)


def _schedule_value(label: str) -> int:
    """A stable number for a schedule's name, the same for "附件一" and "Schedule 1"."""
    tail = re.sub(r"^(?:[A-Za-z]+|附件|附表|附录|附錄|附)[\s#.]*", "", label).strip(' "“”.')
    if tail and all(sign in _CN for sign in tail):
        return chinese_value(tail)
    value = _value(tail) if not (len(tail) == 1 and tail.isalpha()) else None
    if value is not None:
        return value
    return int.from_bytes(tail.encode("utf-8")[:7], "big") + 1000


def _chapter(label: str) -> Readings:
    return (("chapter", (_named_value(label),)),)


def _article(label: str) -> Readings:
    return (("article", (_named_value(label),)),)


def _named_value(label: str) -> int:
    chinese = re.search(rf"第\s*([{_CN}\d]+)", label)
    if chinese:
        return chinese_value(chinese[1])
    tail = label.split()[-1]
    value = _value(tail)
    return value if value is not None else ord(tail[0]) - 64


def _section(label: str) -> Readings:
    found = re.search(r"(\d[\d.]*|[IVXLC]+)\.?$", label)
    if found is None:
        return ()
    number = found[1].strip(".")
    if "." in number:
        return _decimal(number, "article" if label[:1] in "Aa" else "integer")
    value = _value(number)
    return () if value is None else (("integer", (value,)), ("article", (value,)))


def _parts(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split(".") if part)


def _decimal(label: str, whole: Style = "integer") -> Readings:
    """ "6.0" is the article that 6.1 stands under, as "6." is."""
    parts = _parts(label)
    if len(parts) == 2 and not parts[1]:
        return ((whole, parts[:1]), ("decimal", parts))
    return (("decimal", parts),)


def _integer(label: str) -> Readings:
    return (("integer", (int(re.sub(r"\D", "", label)),)),)


def _chinese_item(label: str) -> Readings:
    sign = label[:-1]
    if sign in _STEMS:
        return (("upper", (_STEMS.index(sign) + 1,)),)
    return (("chinese_item", (chinese_value(sign),)),)


def _bracketed_chinese(label: str) -> Readings:
    return (("bracketed_chinese", (chinese_value(label.strip("() ")),)),)


def _paragraph(label: str) -> Readings:
    return (("bracketed_chinese", (_named_value(label),)),)


def _bracketed(label: str) -> Readings:
    inside = label.strip("() ")
    if inside.isdigit():
        return (("bracketed_integer", (int(inside),)),)
    if inside.isupper():
        return _letters(inside, "bracketed_upper", None)
    return _letters(inside, "lower", "small_roman")


def _letter(label: str) -> Readings:
    inside = label[:-1]
    if inside.isupper():
        return _letters(inside, "upper", "roman")
    return _letters(inside, "lower", "small_roman")


def _letters(inside: str, letter: Style, roman: Style | None) -> Readings:
    out: list[tuple[Style, tuple[int, ...]]] = []
    value = roman_value(inside)
    if roman and value is not None:
        out.append((roman, (value,)))
    if len(set(inside.lower())) == 1 and len(inside) <= 2:
        out.append((letter, (ord(inside[0].lower()) - 96 + 26 * (len(inside) - 1),)))
    return tuple(out)


def _circled(label: str) -> Readings:
    return (("bracketed_integer", (ord(label) - ord("①") + 1,)),)


_READERS = {
    "schedule": _schedule,
    "chapter": _chapter,
    "article": _article,
    "section": _section,
    "paragraph": _paragraph,
    "decimal": _decimal,
    "integer": _integer,
    "chinese_item": _chinese_item,
    "bracketed_chinese": _bracketed_chinese,
    "bracketed": _bracketed,
    "letter": _letter,
    "circled": _circled,
}
