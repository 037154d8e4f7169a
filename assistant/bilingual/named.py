"""Countries, seats, courts and currencies by their names in both languages: Swiss law against 中国法律, euro against 美元."""

import re
from collections.abc import Iterator

from assistant.bilingual.facts import Side

# One line for each place: how English names it, how Chinese does. Chinese signs that stand in other words are left out.
_PLACES: tuple[tuple[str, str], ...] = (
    (r"People's Republic of China|P\.?R\.?C\.?\b|(?<!Republic of )\bChina\b|\bChinese law", r"中国|中华人民共和国|我国"),
    (r"\bHong Kong\b", r"香港"), (r"\bMacao?u?\b", r"澳门"), (r"\bTaiwan\b", r"台湾|台灣"),
    (r"\bSingapore\b", r"新加坡"), (r"\bJapan\b|\bJapanese law", r"日本"), (r"\bKorea\b|\bKorean law", r"韩国|韓國"),
    (r"\bIndia\b|\bIndian law", r"印度(?!尼)"),
    (r"\bEngland\b|\bEnglish law|\bWales\b|\bUnited Kingdom\b|\bUK\b", r"英格兰|英国|联合王国|威尔士"),
    (r"\bIreland\b|\bIrish law", r"爱尔兰"), (r"\bGermany\b|\bGerman law", r"德国"), (r"\bFrance\b|\bFrench law", r"法国"),
    (r"\bSwitzerland\b|\bSwiss law", r"瑞士(?!法郎)"), (r"\bSweden\b|\bSwedish law", r"瑞典"),
    (r"\bDenmark\b|\bDanish law", r"丹麦"), (r"\bNetherlands\b|\bDutch law", r"荷兰"), (r"\bItaly\b|\bItalian law", r"意大利"),
    (r"\bSpain\b|\bSpanish law", r"西班牙"), (r"\bAustria\b|\bAustrian law", r"奥地利"), (r"\bBelgium\b|\bBelgian law", r"比利时"),
    (r"\bCanada\b", r"加拿大"), (r"\bAustralia\b", r"澳大利亚|澳洲"), (r"\bIsrael\b", r"以色列"),
    (r"\bUnited States\b|\bU\.?S\.?A\b", r"美国|美利坚"), (r"\bEuropean Union\b|\bEU\b", r"欧盟|欧洲联盟"),
    (r"\bNew York\b", r"纽约"), (r"\bDelaware\b", r"特拉华"), (r"\bCalifornia\b", r"加利福尼亚|加州"), (r"\bMassachusetts\b", r"马萨诸塞|麻省"),
    (r"\bNew Jersey\b", r"新泽西"), (r"\bLondon\b", r"伦敦"), (r"\bParis\b", r"巴黎"), (r"\bZurich\b|\bZürich\b", r"苏黎世"),
    (r"\bGeneva\b", r"日内瓦"), (r"\bStockholm\b", r"斯德哥尔摩"), (r"\bFrankfurt\b", r"法兰克福"), (r"\bVienna\b", r"维也纳"),
    (r"\bBeijing\b", r"北京"), (r"\bShanghai\b", r"上海"), (r"\bShenzhen\b", r"深圳"), (r"\bGuangzhou\b", r"广州"),
    (r"\bTianjin\b", r"天津"), (r"\bSuzhou\b", r"苏州"), (r"\bHangzhou\b", r"杭州"), (r"\bWuxi\b", r"无锡"),
    (r"\bCIETAC\b|China International Economic and Trade Arbitration Commission", r"CIETAC|中国国际经济贸易仲裁委员会|贸仲"),
    (r"\bSIAC\b|Singapore International Arbitration Cent", r"SIAC|新加坡国际仲裁中心"),
    (r"\bHKIAC\b|Hong Kong International Arbitration Cent", r"HKIAC|香港国际仲裁中心"),
    (r"\bICC\b|International Chamber of Commerce", r"ICC|国际商会"),
    (r"\bLCIA\b|London Court of International Arbitration", r"LCIA|伦敦国际仲裁院"),
    (r"Shanghai International Arbitration Cent|\bSHIAC\b", r"SHIAC|上海国际(?:经济贸易)?仲裁"),
)  # fmt: skip
_CURRENCIES: tuple[tuple[str, str], ...] = (
    (r"\beuros?\b|\bEUR\b|€", r"欧元|EUR|€"),
    (r"\b(?:US |U\.S\. |United States )?dollars?\b|\bUSD\b|US\$", r"美元|美金|USD|US\$"),
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
_COMPILED = {
    what: tuple((re.compile(en, re.IGNORECASE if what == "currency" else 0), re.compile(zh)) for en, zh in table)
    for what, table in (("place", _PLACES), ("currency", _CURRENCIES), ("weekday", _DAYS))
}
_WHAT = {"place": "place or law", "currency": "currency", "weekday": "day of the week"}


def named_otherwise(english: str, chinese: str) -> Iterator[tuple[str, str]]:
    """`("place", reason)` where each text names a place, an institution or a currency that the other does not."""
    for what, table in _COMPILED.items():
        found: dict[Side, dict[int, str]] = {
            "en": {i: m.group() for i, (en, _) in enumerate(table) if (m := en.search(english))},
            "zh": {i: m.group() for i, (_, zh) in enumerate(table) if (m := zh.search(chinese))},
        }
        only = {side: [i for i in held if i not in found[other]] for side, held, other in _each(found)}
        if only["en"] and only["zh"]:
            words = found["en"][only["en"][0]], found["zh"][only["zh"][0]]
            yield what, f"The {_WHAT[what]} differs: “{words[0]}” in English, “{words[1]}” in Chinese."


def _each(found: dict[Side, dict[int, str]]) -> Iterator[tuple[Side, dict[int, str], Side]]:
    yield "en", found["en"], "zh"
    yield "zh", found["zh"], "en"
