"""Numbers written in words, English and Chinese: forty-five, 四十五 and 肆拾伍 are 45; what makes no number is `None`."""

import re
from functools import cache

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_BELOW_HUNDRED = {word: n for n, word in enumerate(_ONES)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}

ENGLISH_WORD = "(?:" + "|".join(sorted([*_BELOW_HUNDRED, *SCALES], key=len, reverse=True)) + ")"
"""One word of a number, for a pattern."""
_AFTER_SCALE = "(?:" + "|".join(f"(?<={word})" for word in SCALES) + ")"
_POINT = rf"\s+point(?:[\s-]+(?:{'|'.join(_ONES[:10])})\b)+"
ENGLISH_NUMBER = rf"{ENGLISH_WORD}(?:(?:{_AFTER_SCALE}\s+and\s+|[\s-]+){ENGLISH_WORD})*(?:{_POINT})?"
"""A number in words, for a pattern: "one hundred and six" is one, "three and six" are two, "zero point one" is 0.1."""


def english_number(text: str) -> float | None:
    """
    >>> english_number("one hundred and twenty"), english_number("1,500"), english_number("several")
    (120.0, 1500.0, None)
    >>> english_number("zero point one"), english_number("one point three three")
    (0.1, 1.33)
    """
    if text[:1].isdigit():
        return float(re.sub(r"[,\s]", "", text))
    whole, point, decimals = text.lower().partition(" point")
    if point:
        figures = [_ONES.index(word) for word in re.findall(r"[a-z]+", decimals) if word in _ONES[:10]]
        before = english_number(whole)
        return None if before is None or not figures else float(f"{before:.0f}.{''.join(map(str, figures))}")
    words = [word for word in re.findall(r"[a-z]+", text.lower()) if word != "and"]
    if not words or any(word not in _BELOW_HUNDRED and word not in SCALES for word in words):
        return None
    total = current = 0.0
    for word in words:
        if word in _BELOW_HUNDRED:
            current += _BELOW_HUNDRED[word]
        elif word == "hundred":
            current = max(1.0, current) * 100
        else:
            total, current = total + max(1.0, current) * SCALES[word], 0.0
    return total + current


@cache
def chinese_number(text: str) -> float | None:
    """九十 is 90, 10万 is 100,000, 壹佰万 is 1,000,000, 二〇二四 is 2024."""
    import cn2an

    plain = text.replace(",", "").replace("，", "").replace("○", "零").replace("〇", "零").replace("两", "二")
    try:
        return float(cn2an.cn2an(plain, "smart"))
    except (ValueError, KeyError, IndexError, TypeError):
        return None
