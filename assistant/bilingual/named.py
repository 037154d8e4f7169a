"""Countries, seats, courts and currencies by their names in both languages: Swiss law against 中国法律, euro against 美元."""

import re
from collections.abc import Iterator

from assistant.fact_sheet.places import Jurisdiction, jurisdictions_in

# Seats, one line each: how English names it, how Chinese does. States and countries are in `places.py`.
_SEATS: tuple[tuple[str, str], ...] = (
    (r"\bLondon\b", r"伦敦"), (r"\bParis\b", r"巴黎"), (r"\bZurich\b|\bZürich\b", r"苏黎世"),
    (r"\bGeneva\b", r"日内瓦"), (r"\bStockholm\b", r"斯德哥尔摩"), (r"\bFrankfurt\b", r"法兰克福"), (r"\bVienna\b", r"维也纳"),
    (r"\bBeijing\b", r"北京"), (r"\bShanghai\b", r"上海"), (r"\bShenzhen\b", r"深圳"), (r"\bGuangzhou\b", r"广州"),
    (r"\bTianjin\b", r"天津"), (r"\bSuzhou\b", r"苏州"), (r"\bHangzhou\b", r"杭州"), (r"\bWuxi\b", r"无锡"),
)  # fmt: skip
_INSTITUTIONS: tuple[tuple[str, str], ...] = (
    (r"\bCIETAC\b|China International Economic and Trade Arbitration Commission", r"CIETAC|中国国际经济贸易仲裁委员会|贸仲"),
    (r"\bSIAC\b|Singapore International Arbitration Cent", r"SIAC|新加坡国际仲裁中心"),
    (r"\bHKIAC\b|Hong Kong International Arbitration Cent", r"HKIAC|香港国际仲裁中心"),
    (r"\bICC\b|International Chamber of Commerce", r"ICC|国际商会"),
    (r"\bLCIA\b|London Court of International Arbitration", r"LCIA|伦敦国际仲裁院"),
    (r"Shanghai International Arbitration Cent|\bSHIAC\b", r"SHIAC|上海国际(?:经济贸易)?仲裁"),
)  # fmt: skip
_CURRENCIES: tuple[tuple[str, str], ...] = (
    (r"\beuros?\b|\bEUR\b|€", r"欧元|EUR|€"),
    (
        r"(?<!Hong Kong )(?<!Singapore )(?<!Australian )(?<!Canadian )(?<!Taiwan )\b(?:US |U\.S\. |United States )?dollars?\b|\bUSD\b|US\$",
        r"美元|美金|USD|US\$",
    ),
    (r"\brenminbi\b|\bRMB\b|\bCNY\b|\byuan\b", r"人民币|RMB|CNY|￥"),
    (r"\bpounds? sterling\b|\bGBP\b|£", r"英镑|GBP|£"),
    (r"\bSwiss francs?\b|\bCHF\b", r"瑞士法郎|CHF"),
    (r"\byen\b|\bJPY\b", r"日元|日圆|JPY"),
    (r"\bHong Kong dollars?\b|\bHKD\b|HK\$", r"港元|港币|HKD"),
)
_DAYS: tuple[tuple[str, str], ...] = tuple(
    (rf"\b{day}s?\b", rf"(?:周|星期|礼拜|週){signs}")
    for day, signs in (
        ("Monday", "一"), ("Tuesday", "二"), ("Wednesday", "三"), ("Thursday", "四"), ("Friday", "五"),
        ("Saturday", "六"), ("Sunday", "[日天]"),
    )
)  # fmt: skip
# The terms of delivery of Incoterms, which both languages write in the same letters.
_DELIVERY: tuple[tuple[str, str], ...] = tuple(
    (rf"\b{code}\b", rf"(?<![A-Za-z]){code}(?![A-Za-z])")
    for code in ("EXW", "FCA", "FAS", "FOB", "CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DAT", "DDP", "DDU")
)
_COMPILED = {
    what: tuple((re.compile(en, re.IGNORECASE if what == "currency" else 0), re.compile(zh)) for en, zh in table)
    for what, table in (
        ("institution", _INSTITUTIONS),
        ("place", _SEATS),
        ("currency", _CURRENCIES),
        ("weekday", _DAYS),
        ("delivery", _DELIVERY),
    )
}
_WHAT = {
    "institution": "institution",
    "place": "place or law",
    "currency": "currency",
    "weekday": "day of the week",
    "delivery": "term of delivery",
}


# "Swiss law" names a country; "Swiss" alone may be a bank or a watch.
_OF_LAW = re.compile(r"\b([A-Z]\w+)(?= (?:substantive |domestic )?laws?\b)")


def named_otherwise(english: str, chinese: str) -> Iterator[tuple[str, str]]:
    """`("place", reason)` where each text names a place, an institution or a currency that the other does not."""
    texts = (english, chinese)
    for what, table in _COMPILED.items():
        english, chinese = (_without_institutions(t, i) for i, t in enumerate(texts)) if what == "place" else texts
        held = (
            {str(i): m.group() for i, (en, _) in enumerate(table) if (m := en.search(english))},
            {str(i): m.group() for i, (_, zh) in enumerate(table) if (m := zh.search(chinese))},
        )
        if what == "place":
            held = ({**_countries(english, 0), **held[0]}, {**_countries(chinese, 1), **held[1]})
        only = [[words for key, words in held[i].items() if key not in held[1 - i]] for i in (0, 1)]
        if what == "place" and all(only):
            # "The Australian register and the approval in New Zealand" names Australia too.
            implied = {_code(of) for of in jurisdictions_in(english, adjectives=True)}
            only[1] = [words for key, words in held[1].items() if key not in {*held[0], *implied}]
        if all(only):
            yield what, f"The {_WHAT[what]} differs: “{only[0][0]}” in English, “{only[1][0]}” in Chinese."


def _without_institutions(text: str, language: int) -> str:
    """The Hong Kong International Arbitration Centre sits wherever the parties say."""
    for pair in _COMPILED["institution"]:
        text = pair[language].sub(" ", text)
    return text


def _countries(text: str, language: int) -> dict[str, str]:
    """Countries and states that a text names, by code; the parts of the United Kingdom are one, and a Swiss franc is no place."""
    for pair in _COMPILED["currency"]:
        text = pair[language].sub(" ", text)
    found = [*jurisdictions_in(text)]
    for match in _OF_LAW.finditer(text):
        found += jurisdictions_in(match[1], adjectives=True)
    return {_code(found_one): found_one.name for found_one in found}


def _code(of: Jurisdiction) -> str:
    return "GB" if of.code.startswith("GB") else of.code
