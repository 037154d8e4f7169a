"""What a period runs from: two years "from delivery" and 自生产完成之日起 are two different warranties."""

import re
from collections.abc import Iterator

from assistant.bilingual.facts import Side
from assistant.bilingual.pair import SIDES, Difference, PairOfTexts

# Event: words that begin a period with it, English and Chinese.
_EVENTS: dict[str, dict[Side, str]] = {
    "delivery": {"en": r"deliver\w*|handing over", "zh": "交付|交货|送达|提货"},
    "receipt": {"en": r"receipt|receiv\w+|arriv\w+", "zh": "收到|收货|签收|到货|收讫|接到|到达"},
    "manufacture": {"en": r"manufactur(?:e|ed|ing)\b|production|completion", "zh": "生产|制造|完工|完成"},
    "shipment": {"en": r"ship\w*|dispatch\w*|despatch\w*", "zh": "发运|发货|装运|发出|寄出"},
    "signature": {"en": r"sign\w*|execut\w+|date of this agreement|date hereof", "zh": "签署|签订|订立"},
    "the effective date": {"en": r"effective|com\w+ into (?:force|effect)", "zh": "生效"},
    "the invoice": {"en": r"invoice date|date of (?:the |each |an |any )?invoice|issu\w+|invoicing", "zh": "开具|开票|出具|发票日期"},
    "expiry or termination": {"en": r"expir\w*|terminat\w*|end of", "zh": "届满|期满|到期|终止|解除|结束"},
    "release": {"en": r"release\w*", "zh": "放行"},
    "acceptance": {"en": r"accept\w*", "zh": "验收|接受"},
    "notice": {"en": r"notice\w*|notif\w+|request\w*|demand\w*", "zh": "通知|要求|请求|催告|提出"},
    "discovery": {"en": r"discover\w*|becom\w+ aware|learn\w*|detect\w*|knowledge", "zh": "发现|知悉|获悉|得知|知道"},
    "payment": {"en": r"pay(?:ment|ing|s)?\b|paid", "zh": "付款|支付|付清"},
}  # fmt: skip
_EVENT_OF: dict[Side, dict[str, re.Pattern[str]]] = {
    side: {name: re.compile(words[side], re.IGNORECASE) for name, words in _EVENTS.items()} for side in SIDES
}
_START: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:days?|weeks?|months?|years?)\b(?: each)?,?\s+(?:from|after|of|following|starting (?:on|from|with)|beginning (?:on|with))\s+(?P<event>[^,.;]{2,60})",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"自(?P<event>[^，。；]{1,24}?)(?:之日|之时|当日|日|后)?起|(?<![自从])在(?P<after>[^，。；自]{1,20}?)(?:之)?后(?=[^，。；]{0,12}[日天周月年]内)"
        r"|(?:^|[，。；应须于])(?P<later>[^，。；自在于应须可起从前]{2,16}?)(?:之日|之)?后(?:的|第)?(?=[\d一二三四五六七八九十百两][^，。；]{0,12}?[日天周月年])"
    ),
}


def differing_starts(texts: PairOfTexts) -> Iterator[Difference]:
    """Told where each text has one such start, of one kind, and neither speaks of the other's."""
    for pair in texts.sentences:
        if not (pair.en and pair.zh):
            continue
        events = {side: _events(pair.text(side), side) for side in SIDES}
        if any(len(found) != 1 for found in events.values()) or events["en"] == events["zh"]:
            continue
        (en,), (zh,) = events["en"], events["zh"]
        if not (_EVENT_OF["zh"][en].search(pair.text("zh")) or _EVENT_OF["en"][zh].search(pair.text("en"))):
            reason = f"The period runs from {en} in English, from {zh} in Chinese."
            yield Difference("period", reason, pair.bounds("en"), pair.bounds("zh"))


def _event(match: re.Match[str]) -> str:
    return next(words for words in match.groups() if words)


def _events(text: str, language: Side) -> list[str]:
    """The kind of each start; a start of no known kind, or of several, makes the sentence one that is not compared."""
    found = []
    for match in _START[language].finditer(text):
        kinds = [name for name, words in _EVENT_OF[language].items() if words.search(_event(match))]
        found += kinds if len(kinds) == 1 else ["", ""]
    return found
