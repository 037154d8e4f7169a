"""Quantities in either language in one form: ninety (90) days and 九十（90）日, USD 2 million and 200万美元, 3 % and 百分之三.

quantities("within forty-five (45) days", "en")  ──▶  [Quantity("period", ("hours", 1080), …)]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.bilingual.facts import Side
from assistant.number_words import chinese_number

QuantityKind = Literal["period", "amount", "percentage", "date", "number", "reference", "code", "ordinal"]
Value = tuple[object, ...]


@dataclass(frozen=True)
class Quantity:
    """A value with its kind, where it stands in the text, and whether it is written in words and figures."""

    kind: QuantityKind
    value: Value
    start: int
    end: int
    firm: bool = False
    """Written in words and figures, or in figures with a unit: meant to bind."""


def quantities(text: str, language: Side) -> list[Quantity]:
    """Everything countable in a text, in order."""
    from assistant.bilingual.chinese import chinese_quantities
    from assistant.bilingual.english import english_quantities

    found = english_quantities(text) if language == "en" else chinese_quantities(text)
    return sorted(found, key=lambda quantity: quantity.start)


def figures(text: str, language: Side) -> set[float]:
    """The bare numbers of a text, for comparing paragraphs."""
    values: set[float] = set()
    for quantity in quantities(text, language):
        if quantity.kind == "reference":
            continue
        values |= {float(part) for part in quantity.value if isinstance(part, (int, float))}
    return values


class Mask:
    """The text with what has been read blotted out, so that the year of a date is not read as a number again."""

    def __init__(self, text: str) -> None:
        self.text = text

    def take(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Every match, which is then gone; offsets stay."""
        matches = list(pattern.finditer(self.text))
        for match in matches:
            self.text = self.text[: match.start()] + "\x00" * (match.end() - match.start()) + self.text[match.end() :]
        yield from matches


def period(number: float, unit: str) -> Value:
    """Days and weeks in hours, quarters and years in months, business days apart: what equals what."""
    if unit == "business day":
        return ("business days", number)
    hours = {"hour": 1, "h": 1, "day": 24, "week": 168, "fortnight": 336, "minute": 1 / 60}
    if unit in hours:
        return ("hours", round(number * hours[unit], 3))
    return ("months", number * {"month": 1, "quarter": 3, "half-year": 6, "year": 12}[unit])


def in_digits(text: str) -> float | None:
    try:
        return float(text.replace(",", "").replace("，", "").replace(" ", "").replace("\u00a0", ""))
    except ValueError:
        return chinese_number(text)


def discounts(chinese: str) -> set[float]:
    """八折 is a discount of 20 %, or 80 % of the price."""
    prices = [10 * (in_digits(found) or 0.0) for found in re.findall("([一二三四五六七八九])折(?![算抵旧合])", chinese)]
    return {share for price in prices for share in (price, 100 - price)}
