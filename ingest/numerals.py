"""List numbers in every form Word and browsers print them: 3, iii, C, 十三, 贰, ③.

Formats bear the names Office Open XML gives them.
"""

from collections.abc import Callable


def formatted(number: int, name: str) -> str:
    """A number in one of Word's formats.

    >>> formatted(12, "chineseCounting")
    '十二'
    """
    write = _FORMATS.get(name)
    return write(number) if write and number > 0 else str(number)


def roman(number: int) -> str:
    if number > 3999:
        return str(number)
    steps = [(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")]
    steps += [(10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]
    text = ""
    for value, letters in steps:
        text += letters * (number // value)
        number %= value
    return text


def _letters(number: int) -> str:
    """After z, Word doubles: aa, bb, cc."""
    return chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 30)


def _ordinal(number: int) -> str:
    tens = number % 100
    ending = "th" if 10 < tens < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _chinese(number: int, digits: str, units: str, short_ten: bool) -> str:
    """Counting in Chinese, up to 9999: 一百零五."""
    if number > 9999:
        return str(number)
    text, pending_zero = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit == 0:
            pending_zero = bool(text)
            continue
        text += digits[0] if pending_zero else ""
        pending_zero = False
        text += digits[digit] + (units[power - 1] if power else "")
    return text[1:] if short_ten and 10 <= number < 20 else text


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


def _one_by_one(digits: str) -> Callable[[int], str]:
    return lambda number: "".join(digits[int(digit)] for digit in str(number))


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if number <= 20 else str(number)


def _counting(number: int) -> str:
    return _chinese(number, "零一二三四五六七八九", "十百千", True)


_FORMATS: dict[str, Callable[[int], str]] = {
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "decimalZero": lambda number: f"{number:02d}",
    "ordinal": _ordinal,
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "chineseLegalSimplified": lambda number: _chinese(number, "零壹贰叁肆伍陆柒捌玖", "拾佰仟", False),
    "ideographLegalTraditional": lambda number: _chinese(number, "零壹貳參肆伍陸柒捌玖", "拾佰仟", False),
    "ideographDigital": _one_by_one("〇一二三四五六七八九"),
    "japaneseDigitalTenThousand": _one_by_one("〇一二三四五六七八九"),
    "taiwaneseDigital": _one_by_one("○一二三四五六七八九"),
    "ideographTraditional": _cycle("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _cycle("子丑寅卯辰巳午未申酉戌亥"),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "ideographEnclosedCircle": _circled,
    "decimalFullWidth": _one_by_one("０１２３４５６７８９"),
    "decimalFullWidth2": _one_by_one("０１２３４５６７８９"),
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "numberInDash": lambda number: f"- {number} -",
    "none": lambda number: "",
}
