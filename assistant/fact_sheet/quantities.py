"""Money and quantities: caps on liability, minimum purchases, forecasts and lead times."""

import re
from collections.abc import Callable

from assistant.fact_sheet.amounts import amounts_in, periods_in
from assistant.fact_sheet.passages import Pages, Sentence, redaction_in
from assistant.fact_sheet.sheet import FactStatus, Found
from assistant.fact_sheet.values import Amount, Value, Words

_CAP = re.compile(
    r"(?i)\b(?:aggregate|total|maximum|cumulative|entire|overall)?\s*liabilit\w+\b.{0,220}?\b(?:shall|will|may|is|are|be)?\s*(?:not\s+(?:to\s+)?exceed|in no event exceed|be limited to|limited to|capped at|exceed)\b|\b(?:in no event|under no circumstances)\b.{0,120}?\bliab\w+\b.{0,160}?\b(?:exceed|in excess of|more than)\b"
    r"|(?:责任|赔偿)[^。；]{0,40}(?:不超过|不得超过|以[^。；]{2,30}为限|上限)"
)
_MINIMUM = re.compile(
    r"(?i)\bminimum\s+(?:annual\s+|yearly\s+|quarterly\s+|aggregate\s+|contract\s+)*(?:purchase|order|quantit\w+|volume|commitment|requirement|amount)\w*|\b(?:purchase|order|buy)\b.{0,60}?\b(?:at least|no less than|not less than|a minimum of)\b|\btake[- ]or[- ]pay\b|最低(?:采购|订购|年度|购买)[^。；]{0,10}|(?:采购|加工|订购|委托|购买|供应|需求)量?[^。；，]{0,6}不(?:得|应)?(?:低于|少于)|(?:采购|订购|购买)[^。；，]{0,6}(?:至少|最低)|(?:低于|不足)[^。；，]{0,10}(?:约定|承诺)(?:的)?(?:数量|采购量|委托量)"
)
_FORECAST = re.compile(r"(?i)\b(?:rolling\b.{0,40})?\bforecasts?\b|滚动预测|需求预测|(?:提交|提供)[^。；]{0,30}预测")
_LEAD = re.compile(
    r"(?i)\blead[- ]?times?\b|\b(?:deliver|ship|supply)\w*\b.{0,80}?\bwithin\b.{0,40}?\b(?:after|of|from|following)\b.{0,40}?\b(?:receipt|acceptance|date)\b.{0,30}?\b(?:purchase order|order|firm order)|\b(?:purchase orders?|firm orders?|orders?)\b.{0,80}?\b(?:at least|no(?:t)? less than|no later than|not later than)\b.{0,60}?\b(?:prior to|before|in advance)\b.{0,60}?\b(?:deliver|ship)"
    r"|交货(?:周期|期)|(?:订单|采购单)[^。；]{0,40}(?:提前|之后|后)[^。；]{0,20}(?:日|天|周|月)"
)
_NO_LIMIT = re.compile(r"(?i)\b(?:but\s+)?(?:is\s+|are\s+)?not\s+limited\s+to\b|\bwithout\s+limitation\b")
_ELSEWHERE = re.compile(r"(?i)\bfailure or delay in (?:the )?performance\b|\bmeans? (?:any|all)\b.{0,60}\bclaims\b")
_QUANTITY = re.compile(
    r"(?i)(?P<n>\d[\d,]*(?:\.\d+)?)\s*\)?\s*(?P<unit>units|kilograms?|kgs?|grams?|batch(?:es)?|lots?|lit(?:re|er)s?|pounds|vials|syringes|doses|tons|tonnes|capsules|tablets|bottles|盒|片|支|批|公斤|千克|万片|万支|瓶|盒|吨|升|克)"
)
_DUTY = re.compile(
    r"(?i)\b(?:shall|will|must|agrees? to|undertakes?|is obligated|provide[sd]?|submit\w*|deliver\w*)\b|应|须|提交|提供"
)


def find_liability_cap(pages: Pages) -> tuple[FactStatus, list[Found]]:
    """The cap, as an amount or share where one is written, else in the sentence's own words."""
    return _find(pages, _CAP, _amount, lambda s: 1.0 * bool(re.search(r"(?i)liab|责任", s.heading)))


def find_minimum(pages: Pages) -> tuple[FactStatus, list[Found]]:
    return _find(
        pages, _MINIMUM, _quantity,
        lambda s: bool(_DUTY.search(s.text)) - 1.5 * bool(re.search(r"(?i)insurance|wage|batch size|shelf", s.text)),
    )  # fmt: skip


def find_forecast(pages: Pages) -> tuple[FactStatus, list[Found]]:
    """How far ahead a forecast looks: the longest period of the sentence that requires it."""
    return _find(
        pages, _FORECAST, _longest_period,
        lambda s: bool(_DUTY.search(s.text)) + 1.5 * bool(re.search(r"(?i)rolling|non-?binding|month|quarter|滚动|个月", s.text)), whole=True,
    )  # fmt: skip


def find_lead_time(pages: Pages) -> tuple[FactStatus, list[Found]]:
    return _find(
        pages, _LEAD, _longest_period,
        lambda s: 1.0 * bool(re.search(r"(?i)lead[- ]?time|交货", s.text)) - 1.5 * bool(re.search(r"(?i)confidential|invoice|pay\b", s.text)),
    )  # fmt: skip


def _find(
    pages: Pages,
    pattern: re.Pattern[str],
    value_of: Callable[[str], Value | None],
    bonus: Callable[[Sentence], float],
    whole: bool = False,
) -> tuple[FactStatus, list[Found]]:
    """The sentence that says it best; one with a value beats one without, a redacted one is said to be so."""
    best: tuple[float, Sentence, Value | None] | None = None
    for sentence in pages.sentences:
        text = _NO_LIMIT.sub(lambda found: " " * len(found.group()), sentence.text)
        match = pattern.search(text)
        if not match or _ELSEWHERE.search(text):
            continue
        value = value_of(text if whole else text[match.start() : match.start() + 500])
        score = 1.0 + bonus(sentence) + 2.0 * (value is not None and not isinstance(value, Words))
        if best is None or score > best[0]:
            best = (score, sentence, value)
    if best is None:
        return "not_found", []
    score, sentence, value = best
    citation = pages.cite(sentence.span)
    if (value is None or isinstance(value, Words)) and redaction_in(sentence.text):
        return "redacted", [Found(Words("redacted"), (citation,), 0.7)]
    if value is None:
        return "found", [Found(Words(shown(sentence.text)), (citation,), 0.5)]
    return "found", [Found(value, (citation,), min(0.85, 0.4 + score / 10))]


def _amount(text: str) -> Value | None:
    return next((amount for _, _, amount in amounts_in(text)), None)


def _quantity(text: str) -> Value | None:
    match = _QUANTITY.search(text)
    return Amount(float(match["n"].replace(",", "")), match["unit"]) if match else _amount(text)


def _longest_period(text: str) -> Value | None:
    """Longer than three years is no forecast and no lead time."""
    days = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
    periods = [p for _, _, p in periods_in(text) if p.count * days[p.unit] <= 3 * 365]
    return max(periods, key=lambda p: p.count * days[p.unit]) if periods else None


def shown(text: str, longest: int = 160) -> str:
    """The beginning of a sentence, cut at a word."""
    text = " ".join(text.split())
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + " …"
