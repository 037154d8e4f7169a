"""Clause numbers in one form, English and Chinese: "Section 2.4 (a)", "第七条", "7.4条" -> "2.4(a)", "7", "7.4"."""

import re

from assistant.amendments.operations import Target
from assistant.number_words import chinese_number
from ingest.document import Clause

_HAN = "一二三四五六七八九十百零〇两"

NUMBER = r"(?:\d+(?:\.\d+)*[a-zA-Z]?(?:\s?\([a-zA-Z0-9]{1,4}\))*|\([a-z]{1,4}\))"
EXHIBIT_NUMBER = r"(?:[A-Z]{1,2}(?:-?\d+)?|\d+(?:\.\d+)*[A-Z]?|[IVX]+)"
REFERENCE = re.compile(
    rf"\b(?P<section>(?i:sections?|clauses?|articles?|paragraphs?|sub-?sections?|sub-?clauses?))\s+(?P<numbers>{NUMBER}"
    rf"(?:(?:\s*,\s*(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+|\s*&\s*|\s+through\s+){NUMBER})*)"
    rf"|\b(?P<exhibit>(?i:exhibits?|schedules?|annex(?:es)?|appendi(?:x|ces)|attachments?|tables?))\s+(?P<names>{EXHIBIT_NUMBER}"
    rf"(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s+or\s+){EXHIBIT_NUMBER})*)\b"
    rf"|(?P<zh>第\s*(?:[{_HAN}]+|\d+(?:\.\d+)*)\s*条(?:第\s*(?:[{_HAN}]+|\d+)\s*[款项])?|第\s*\d+(?:\.\d+)+\s*款?"
    rf"|(?<![\d.])\d+(?:\.\d+)+\s*[条款])"
    rf"|(?P<zh_exhibit>(?:附件|附表|附录)\s*(?:[{_HAN}]+|\d+|[A-Z]))"
)
_ONE = re.compile(NUMBER)
_ONE_EXHIBIT = re.compile(rf"(?<![A-Za-z]){EXHIBIT_NUMBER}(?![a-z])")


def targets_in(match: "re.Match[str]") -> list[Target]:
    """The clauses that one reference names."""
    if match["numbers"]:
        return [Target(plain_number(n), "section") for n in _ONE.findall(match["numbers"])]
    if match["names"]:
        return [Target(name, "exhibit") for name in _ONE_EXHIBIT.findall(match["names"]) if name != "and"]
    if match["zh_exhibit"]:
        return [Target(_exhibit_name(match["zh_exhibit"]), "exhibit")]
    number, _, part = match["zh"].partition("条第")
    found = re.search(rf"\d+(?:\.\d+)*|[{_HAN}]+", number)
    value = found[0] if found else ""
    plain = value if re.match(r"\d", value) else f"{chinese_number(value) or 0:g}"
    return [Target(plain, "section", f"第{part}".replace(" ", "") if part else "")]


def plain_number(text: str) -> str:
    """
    >>> plain_number("2.4 (a)"), plain_number("ARTICLE 7"), plain_number("第九条")
    ('2.4(a)', '7', '9')
    """
    text = text.strip().rstrip(".:、")
    if chinese := re.fullmatch(rf"第\s*([{_HAN}]+|\d+(?:\.\d+)*)\s*[条章节]?", text):
        return chinese[1] if chinese[1][0].isdigit() else f"{chinese_number(chinese[1]) or 0:g}"
    if roman := re.fullmatch(r"(?i)(?:article|section|part)\s+([IVX]+)", text):
        return str(_roman(roman[1].upper()))
    bare = re.sub(r"(?i)^(?:article|section|clause|paragraph)s?\s+", "", text)
    return re.sub(r"\s+(?=\()", "", bare).rstrip(".")


def full_number(clause: Clause) -> str:
    """The clause's number with those it stands under where its own is only "(a)"."""
    own = plain_number(clause.number)
    if not own.startswith("("):
        return own
    above: list[str] = []
    for heading in reversed(clause.path):
        found = re.match(rf"\s*(?:(?i:article|section|clause)\s+)?({NUMBER})", heading)
        number = plain_number(found[1]) if found else ""
        if number and number != own and number not in above:
            above.insert(0, number)
        if number and not number.startswith("("):
            break
    return "".join([*above, own])


def under(number: str, target: str) -> bool:
    """Whether a clause of this number is the target or stands under it.

    >>> under("2.4(a)", "2.4"), under("2.40", "2.4")
    (True, False)
    """
    return number == target or (number.startswith(target) and number[len(target)] in ".(")


def sort_key(number: str) -> tuple[tuple[int, int | str], ...]:
    """Order of clause numbers: 2.9 before 2.10, 2.4(a) before 2.4(b)."""
    parts = re.findall(r"\d+|[A-Za-z]+", number)
    return tuple((0, int(part)) if part.isdigit() else (1, part.lower()) for part in parts)


def _exhibit_name(text: str) -> str:
    name = re.sub(r"附件|附表|附录|\s", "", text)
    return name if name.isascii() else f"{chinese_number(name) or 0:g}"


def _roman(text: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[c] for c in text]
    return sum(-v if i + 1 < len(values) and v < values[i + 1] else v for i, v in enumerate(values))
