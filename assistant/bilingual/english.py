"""Quantities of an English text: periods, amounts, percentages, dates, references, counts."""

import re
from collections.abc import Iterator

from assistant.bilingual.labels import plain_forms
from assistant.bilingual.numbers import Mask, Quantity, Value, period
from assistant.number_words import ENGLISH_NUMBER, SCALES, english_number

# A thousand may be 1 000; the groups of a telephone number are none.
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<!\d[ \u00a0])\d{1,3}(?:[ \u00a0]000)+(?![\d.,]\d|[ \u00a0]\d)|\d+(?:\.\d+)?"
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
# "Annex 4 may not be withdrawn", "1 march": a month has its capital.
_MONTH = "|".join(f"(?-i:{m.title()}|{m.upper()})" if m in ("may", "march") else m for m in _MONTHS)
_CURRENCIES = {
    "usd": "USD", "us$": "USD", "$": "USD", "us dollars": "USD", "u.s. dollars": "USD", "united states dollars": "USD",
    "dollars": "USD", "eur": "EUR", "€": "EUR", "euro": "EUR", "euros": "EUR", "rmb": "CNY", "cny": "CNY", "¥": "CNY",
    "renminbi": "CNY", "yuan": "CNY", "gbp": "GBP", "£": "GBP", "pounds": "GBP", "chf": "CHF", "swiss francs": "CHF",
    "hkd": "HKD", "hk$": "HKD", "hong kong dollars": "HKD", "jpy": "JPY", "yen": "JPY",
}  # fmt: skip
_CURRENCY = "|".join(sorted(map(re.escape, _CURRENCIES), key=len, reverse=True))
_DATE = re.compile(
    rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:day\s+of\s+)?(?!(?-i:may)\b)(?P<m>{_MONTH})(?:,?\s+(?P<y>\d{{4}}))?\b"
    rf"|\b(?P<m2>{_MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<y2>\d{{4}}))?\b"
    rf"|\b(?P<m3>{_MONTH})\s+(?P<y3>\d{{4}})\b|\b(?P<y4>\d{{4}})[-/.](?P<m4>\d{{1,2}})[-/.](?P<d4>\d{{1,2}})\b",
    re.IGNORECASE,
)
_ITEM = r"(?:\d+(?:\.\d+)*(?:\s?\([a-z\d]{1,4}\))*|\b[A-Z]\b|\b[IVX]+\b)"
_REFERENCE = re.compile(
    rf"(?:(?<!and )(?<!or )(?<!, )(?<!to )\((?P<sub>[a-z\d]{{1,4}})\)\s+(?:of|in|under)\s+(?:the\s+)?)?\b(?P<what>(?i:Sections?|Articles?|Clauses?|Paragraphs?|Schedules?|Annex(?:es)?|Exhibits?|Appendi(?:x|ces)|Attachments?))\s+"
    rf"(?P<items>{_ITEM}(?:(?:\s*(?:,|;|(?i:and|or|to|through)\b|&|–|-))+\s*(?:(?i:Sections?|Articles?|Clauses?)\s+)?{_ITEM}(?!\d|\.\d)(?!\s*(?:%|(?i:(?:business|working|calendar)?\s*(?:days?|weeks?|months?|years?|hours?|percent|per\s+cent)\b))))*)(?!\S*\s+of\s+(?:the\s+)?(?:Directive|Regulation|Act|Law|Code)\b)"
)
_CODE = re.compile(
    r"\b(?<!\d,)(?<!°)(?!\d+-[a-z]{3,}\b)(?!(?:[kmµμ]?g|ml|mL)/\d)(?=[\w./-]*\d)(?=[\w./-]*[A-Za-z])[A-Za-z0-9]+(?:[./-]*[A-Za-z0-9]+)+\b|\bv\d+(?:\.\d+)*\b",
    re.ASCII,
)
_NUMBER = re.compile(
    rf"(?P<money>(?<![A-Za-z])(?:{_CURRENCY})\s?)?"
    rf"(?<![\w.])(?P<number>{_DIGITS}|\b{ENGLISH_NUMBER}\b)(?P<half>\s+and\s+(?:a|one)\s+half)?"
    rf"(?:\s*[(\[](?P<paren>{_DIGITS})\s*(?P<pct>%|percent|per cent)?\s*[)\]])?"
    rf"(?:\s*(?P<scale>million|billion|thousand|m\b|bn\b))?(?=(?P<after>[\s-]*(?:%|[A-Za-z.$']+)?(?:[\s-]+[A-Za-z.]+)?))",
    re.IGNORECASE,
)
_TONNES = re.compile(r"[\s-]*(?:metric )?ton(?:ne)?s?\b", re.IGNORECASE)
# "In any one month" counts none, as 任一月份内 does.
_ANY_ONE = re.compile(r"(?<=\bany )one\b(?!\s*\()", re.IGNORECASE)
_UNIT = re.compile(
    r"[\s-]*(?:(?:consecutive|successive|full|further|additional)[\s-]+)?(?P<business>business|working|banking)?(?:calendar|consecutive|full|further|additional|successive)?[\s-]*"
    # "Eighteen years old", "16 years of age" is a count, as "aged 16" is.
    r"(?P<unit>day|week|fortnight|month|quarter|year|hour|minute|(?<=\d )h|(?<=\d)h)s?\b(?!\s+(?:old|of\s+age)\b)",
    re.IGNORECASE,
)
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
# "The twenty-fifth day of each month".
_ORDINALS |= {f"twenty-{word}": 20 + place for word, place in list(_ORDINALS.items())[:9]} | {"thirty-first": 31}
_DAY = rf"(?:{'|'.join(sorted(_ORDINALS, key=len, reverse=True))}|\d{{1,2}}(?:st|nd|rd|th))"
# The thirtieth of June 2026, the 1st of May, June the thirtieth.
_DATE_IN_WORDS = re.compile(
    rf"\b(?P<d>{_DAY})\s+(?:day\s+)?of\s+(?P<m>{_MONTH})(?:,?\s+(?P<y>\d{{4}}))?\b"
    rf"|\b(?P<m2>{_MONTH})\s+the\s+(?P<d2>{_DAY})(?:,?\s+(?P<y2>\d{{4}}))?\b",
    re.IGNORECASE,
)
# "The first two months" are 前两个月.
_ORDINAL = re.compile(
    rf"\b(?!first[\s-]+(?:\d+|{ENGLISH_NUMBER})\b)(?:{'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))\b(?![\s-]+(?:part|person|countr|class|rate))",
    re.IGNORECASE,
)
_AFTER_THE = re.compile(r"\b(?:after|following)\s+(?:the\s+)?$", re.IGNORECASE)
_PARTS = {
    "half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "sixth": 100 / 6, "seventh": 100 / 7, "eighth": 12.5,
    "ninth": 100 / 9, "tenth": 10.0, "twelfth": 100 / 12,
}  # fmt: skip
_HOW_MANY = {
    "one": 1, "a": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
}  # fmt: skip
# "Half the price", "the remaining one fifth"; not "one and a half", "half a year", "the first quarter".
_SHARE = re.compile(
    rf"(?<!and )(?<!first )(?<!next )(?<!last )(?<!following )\b(?!(?:four|five|six|seven|eight|nine|ten|eleven)[\s-]quarters?\b)(?:(?P<many>{'|'.join(_HOW_MANY)})[\s-])(?P<part>{'|'.join(_PARTS)})s?\b(?<!two quarters)(?<!two-quarters)(?!-|\s(?:year|month|day|hour|part|of a))"
    r"|(?<!a )(?<!one )\b(?P<half>half)\b(?!-|\s(?:a\b|an\b|year|month|day|hour))",
    re.IGNORECASE,
)
# "One half of one per cent", "a quarter percent".
_SHARE_OF_A_PERCENT = re.compile(
    rf"(?<!and )(?<!and a )(?<!and one )\b(?:(?P<many>{'|'.join(_HOW_MANY)})[\s-])?(?P<part>{'|'.join(_PARTS)})s?\s+(?:of\s+)?(?:(?:one|a|1)\s+)?(?:\(1\)\s+)?(?:per\s*cent\b|percentage point\b|%)",
    re.IGNORECASE,
)
_TIMES = re.compile(
    rf"\b(?P<number>\d+(?:\.\d+)?|{ENGLISH_NUMBER})(?P<half>\s+and\s+(?:a|one)\s+half)?(?:\s*\(\d[\d.]*\))?\s+times\b(?!\s+(?:a|per|in|each|every)\b)",
    re.IGNORECASE,
)
# "Twice the fees", "double the price" are multiples; "twice a year" is none.
_MULTIPLE = re.compile(
    r"\b(?:(?P<word>twice|double|thrice|triple|treble)(?P<as_much>\s+(?:the|that|its|their|those|this|such|what|as|so)\b)|(?P<often>twice|thrice)\b)",
    re.IGNORECASE,
)
_MULTIPLES = {"twice": 2, "double": 2, "thrice": 3, "triple": 3, "treble": 3}
# "Between three and six months", "30 to 60 days": the unit of the second number is the first one's too.
_UP_TO = re.compile(
    rf"\s*,?\s*(?:to|and|or|but|[-–—])\s*(?:(?:not |no )?(?:more|less|fewer|longer|later|over|under|at|up) (?:(?:than|least|most|to) )?)?(?:{_DIGITS}|{ENGLISH_NUMBER})(?:\s*[(\[](?:{_DIGITS})[)\]])?(?=[\s-]+[a-z])",
    re.IGNORECASE,
)
_HALF_YEAR = re.compile(r"\bhalf(?:[\s-]a)?[\s-]year(?:ly)?\b|\b(?:semi|bi)-?annual(?:ly)?\b", re.IGNORECASE)
# "After the first five days" is 自第六日起.
_AFTER_THE_FIRST = re.compile(
    rf"\b(?:after|beyond|following)\s+the\s+(?:first|initial)\s+(?P<number>\d+|{ENGLISH_NUMBER})\b[\s-]*(?:[a-z]+\b)?",
    re.IGNORECASE,
)
_A_SCALE = re.compile(r"\b(?P<half>half\s+)?an?\s+$", re.IGNORECASE)
# "From one forecast to the next", "one after the other": nothing is counted.
_FROM_ONE_TO_THE_NEXT = re.compile(
    r"\bone(?=(?:\s+[\w-]+){0,4}?\s+(?:to|after|and|from)\s+(?:the\s+next|another|the\s+other|the\s+following)\b)"
    r"(?:\s+(?:day|week|month|quarter|year)\b)?",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\s*(?:%|percent\b|per\s+cent\b|percentage points?)", re.IGNORECASE)
_AFTER_CURRENCY = re.compile(rf"\s*(?:{_CURRENCY})(?![A-Za-z])", re.IGNORECASE)


def english_quantities(text: str) -> Iterator[Quantity]:
    mask = Mask(text)
    for match in mask.take(_DATE_IN_WORDS):
        of = {name.rstrip("2"): value for name, value in match.groupdict().items() if value}
        value = ("date", int(of.get("y", 0)), _MONTHS.index(of["m"].lower()) + 1, _place(of["d"]))
        yield Quantity("date", value, *match.span(), firm=True)
        yield from _in_further_months(value, text, match.end())
    for match in mask.take(_DATE):
        of = {name.rstrip("234"): value for name, value in match.groupdict().items() if value}
        month = of["m"] if of["m"].isdigit() else _MONTHS.index(of["m"].lower()) + 1
        value = ("date", int(of.get("y", 0)), int(month), int(of.get("d", 0)))
        yield Quantity("date", value, *match.span(), firm=True)
        yield from _in_further_months(value, text, match.end())
        if not of.get("d"):
            yield from _in_earlier_months(value, text, match.start())
    for match in _AFTER_THE_FIRST.finditer(mask.text):
        yield Quantity("ordinal", ("ordinal", (english_number(match.group("number")) or 0.0) + 1), *match.span())
    for match in mask.take(_REFERENCE):
        yield from _references(match)
    for match in mask.take(_CODE):
        if not re.fullmatch(rf"(?:{_DIGITS})(?:st|nd|rd|th|m|mg|ml|l|kg|g|h|bn)", match.group(), re.IGNORECASE):
            yield Quantity("code", (match.group().upper(),), *match.span())
    for _ in mask.take(_FROM_ONE_TO_THE_NEXT):
        pass
    for match in mask.take(_HALF_YEAR):
        yield Quantity("period", period(1, "half-year"), *match.span(), firm=True)
    for match in mask.take(_SHARE_OF_A_PERCENT):
        share = _HOW_MANY[(match.group("many") or "one").lower()] * _PARTS[match.group("part").lower()] / 100
        yield Quantity("percentage", ("%", round(share, 4)), *match.span(), firm=True)
    for match in mask.take(_SHARE):
        many = _HOW_MANY[(match.group("many") or "one").lower()]
        share = round(many * _PARTS[(match.group("part") or "half").lower()], 2)
        yield Quantity("percentage", ("%", share), *match.span())
    for match in _TIMES.finditer(mask.text):
        times = (english_number(match.group("number")) or 0.0) + (0.5 if match.group("half") else 0.0)
        yield Quantity("percentage", ("%", round(100 * times, 2)), *match.span())
    for match in _MULTIPLE.finditer(mask.text):
        many = _MULTIPLES[(match.group("word") or match.group("often")).lower()]
        span = match.span("word" if match.group("word") else "often")
        if match.group("as_much"):
            yield Quantity("percentage", ("%", 100.0 * many), *span)
        yield Quantity("number", ("number", float(many)), *span)
    for match in mask.take(_ORDINAL):
        place = _place(match.group())
        yield Quantity("ordinal", ("ordinal", float(place)), *match.span())
        # "each year after the first" is 自第二年起.
        if _AFTER_THE.search(text[: match.start()]):
            yield Quantity("ordinal", ("ordinal", float(place + 1)), *match.span())
    for _ in mask.take(_ANY_ONE):
        pass
    for match in _NUMBER.finditer(mask.text):
        yield from _number(match)


_EARLIER_MONTH = re.compile(rf"\b(?P<m>{_MONTH})(?:,| and| to| or| through| until|\s?[-–])\s*$", re.IGNORECASE)
_AND_OF_MONTH = re.compile(rf"(?:,| and|, and)\s+(?:of\s+)?(?P<m>{_MONTH})\b(?!\s+\d)", re.IGNORECASE)


def _in_further_months(date: Value, text: str, end: int) -> Iterator[Quantity]:
    """`the tenth day of March and of September`: the same day again."""
    while match := _AND_OF_MONTH.match(text, end):
        month = _MONTHS.index(match.group("m").lower()) + 1
        yield Quantity("date", (*date[:2], month, date[3]), *match.span("m"), firm=True)
        end = match.end()


def _in_earlier_months(date: Value, text: str, start: int) -> Iterator[Quantity]:
    """`September to November 2026`: the year of both."""
    while match := _EARLIER_MONTH.search(text[:start]):
        month = _MONTHS.index(match.group("m").lower()) + 1
        yield Quantity("date", (*date[:2], month, date[3]), *match.span("m"), firm=True)
        start = match.start()


def _place(word: str) -> int:
    """The number of an ordinal: third, 3rd."""
    word = word.lower()
    return int(word[:-2]) if word[0].isdigit() else _ORDINALS[word]


def _references(match: re.Match[str]) -> Iterator[Quantity]:
    annex = match.group("what")[0] in "EXex" or match.group("what").lower().startswith(
        ("sch", "ann", "app", "att", "exh")
    )
    shift = match.start("items")
    # "Item (a) of Section 16.2" is Section 16.2(a).
    deeper = f"({match.group('sub')})" if match.group("sub") else ""
    for item in re.finditer(_ITEM, match.group("items")):
        value = reference_value(item.group() + deeper, annex)
        deeper = ""
        yield Quantity("reference", value, shift + item.start(), shift + item.end())


def reference_value(item: str, annex: bool) -> tuple[object, ...]:
    """`9.2(a)` and 第9.2条第（一）项 become `("clause", "9.2.1")`."""
    parts = [part for part in re.split(r"[.()（）\s]+", item) if part]
    forms = [sorted(plain_forms(part), key=lambda form: (len(form), form))[0] for part in parts]
    return ("annex" if annex else "clause", ".".join(forms))


def _number(match: re.Match[str]) -> Iterator[Quantity]:
    spelled = english_number(match.group("number"))
    paren = match.group("paren")
    scale = {"m": 1e6, "bn": 1e9} | {k: float(v) for k, v in SCALES.items()}
    times = scale.get((match.group("scale") or "").lower(), 1.0)
    if match.group("number").lower() in SCALES and not paren:
        # "A thousand dollars", "half a million"; "several million" counts nothing.
        one = _A_SCALE.search(match.string, 0, match.start("number"))
        if not one:
            return
        times *= 0.5 if one.group("half") else 1.0
    half = 0.5 if match.group("half") else 0.0
    # 12 tonnes are 12,000公斤.
    times *= 1000.0 if _TONNES.match(match.group("after") or "") else 1.0
    values = [
        v + half for v in dict.fromkeys((float(paren.replace(",", "")) if paren else spelled, spelled)) if v is not None
    ]
    in_figures = match.group("number")[0].isdigit()
    for value in values:
        yield _classified(match, value * times, firm=bool(paren) or in_figures)


def _classified(match: re.Match[str], value: float, firm: bool) -> Quantity:
    after, start = match.group("after") or "", match.start("number")
    end = (
        match.end("scale")
        if match.group("scale")
        else match.end("paren") + 1
        if match.group("paren")
        else match.end("half")
        if match.group("half")
        else match.end("number")
    )
    percent = _PERCENT.match(after)
    if match.group("pct") or percent:
        return Quantity("percentage", ("%", value), start, end + (percent.end() if percent else 0), True)
    unit = _UNIT.match(match.string, match.end())
    # "Payable in euro sixty (60) days after" names a period; "the EUR 900 day rate" an amount.
    if match.group("money") and not (unit and unit.group().endswith("s")):
        return Quantity("amount", (_CURRENCIES[match.group("money").strip().lower()], value), match.start(), end, True)
    if (currency := _AFTER_CURRENCY.match(after)) and after.strip():
        name = _CURRENCIES[currency.group().strip().lower()]
        return Quantity("amount", (name, value), start, end + currency.end(), True)
    if unit:
        name = "business day" if unit.group("business") else unit.group("unit").lower()
        return Quantity("period", period(value, name), start, unit.end(), True)
    second = _UP_TO.match(match.string, end)
    if second and (unit := _UNIT.match(match.string, second.end())):
        name = "business day" if unit.group("business") else unit.group("unit").lower()
        return Quantity("period", period(value, name), start, end, firm)
    return Quantity("number", ("number", value), start, end, firm)
