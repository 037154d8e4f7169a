"""What the deal is about: product, stage, scope, market, sites, licence holder, and affiliates that sign or perform."""

import re
from collections.abc import Mapping, Sequence

from assistant.fact_sheet.passages import Pages
from assistant.fact_sheet.sheet import Found
from assistant.fact_sheet.values import Words
from ingest.document import Span

_Q, _E = '["“‘「]\\s*', '\\s*["”’」]'
_PRODUCT = re.compile(
    rf"{_Q}(?:Licensed |Finished |Client |Contract |Agreement |Drug |Bulk )?(?:Drug )?(?:Products?|Substance){_E}(?:\s*\([^)]{{0,40}}\)|\s+or\s+{_Q}[^\"”]{{2,30}}{_E}|\s*,)*\s*(?:shall\s+mean|means?|refers?\s+to|is|are)\s+(?P<a>[^;\n]{{4,260}}?)(?=[.;\n](?:\s|$)|$)"
    rf"|(?P<b>[^.;,()\n]{{4,90}}?)\s*\((?:the|each,? an?|hereinafter|collectively,? the)?\s*,?\s*{_Q}(?:the\s+)?Products?{_E}\s*\)"
    r"|[“\"「]?产品[”\"」]?\s*(?:系指|是指|指|：|:)\s*(?P<zh>[^。；\n]{2,80})|(?P<zh2>[\u4e00-\u9fffA-Za-z0-9（）()\-]{2,40})（[^）]{0,20}(?:以下简称|下称)“?产品”?）"
)
_SITE = re.compile(
    rf"{_Q}(?:the\s+)?(?:Manufacturing |Production |\w+ )?(?:Facilit(?:y|ies)|Site|Plant|Premises){_E}\s*(?:shall\s+mean|means?|refers?\s+to|is)\s+(?P<a>[^;\n]{{5,220}}?)(?=(?<!\bNo)[.;\n](?:\s|$)|$)"
    r"|(?i:(?:manufactur\w+|production|filling)\s+(?:facilit(?:y|ies)|sites?|plants?)\s+(?:located\s+|situated\s+)?(?:at|in)\s+)(?P<b>[A-Z0-9](?:[^.;\n]|(?<=\bNo)\.){3,140})"
    r"|[“\"「]?(?:生产场地|生产地址|生产场所)[”\"」]?\s*(?:系指|是指|指|：|:|为(?=[^，。；\n]*(?:位于|[路街道]|[省市区]|车间|厂)))\s*(?P<zh>[^。；\n]{4,90})"
)
_HOLDER = re.compile(
    r"(?P<a>[A-Z][\w .,&'’-]{1,60}?)\s+(?:is|shall be|will be|remains|holds|owns)\s+(?:the\s+)?(?:sole\s+)?(?:holder\s+of\s+)?(?:the\s+|all\s+)?(?:marketing\s+authori[sz]ations?|NDA|BLA|ANDA|regulatory\s+approvals?|product\s+licen[cs]es?|MAH\b)"
    r"|(?P<zh>[\u4e00-\u9fff（）()]{2,40}?)(?:（[^）]{0,30}）)?(?:为|是|系)[^。；\n]{0,60}(?:药品)?上市许可持有人|(?:药品)?上市许可持有人[）)]?\s*[：:]\s*(?P<zh2>[^\n。；]{4,60})"
)
_AFFILIATES = re.compile(
    r"(?i)on behalf of (?:itself|themselves) and[^.;]{0,60}\baffiliates?\b[^.;]{0,80}|together with (?:any |its )?affiliates?\b[^.;]{0,60}"
    r"|\b(?:itself or )?(?:through|by) (?:one or more of )?(?:its|their|any of its) affiliates?\b[^.;]{0,80}|\baffiliates?\b[^.;]{0,40}\b(?:may|shall|will)\b[^.;]{0,30}\b(?:perform|manufacture|supply|order|purchase)\b[^.;]{0,60}"
    r"|(?:由|通过)其?关联(?:方|公司|企业)[^。；]{0,40}(?:履行|生产|供应|签署)"
)
_STAGE: Mapping[str, str] = {
    "commercial": r"(?i)commercial(?:ly)? (?:supply|manufactur\w*|quantit\w+|batch\w*|launch|sale|production)|上市(?:销售|后)|商业化(?:生产|供应|供货)",
    "clinical": r"(?i)clinical (?:supply|supplies|trials?|stud(?:y|ies)|batch\w*|material)|临床(?:试验|研究|样品|批)",
    "development": r"(?i)development (?:services|program\w*|work|plan|activities)|feasibility|研发服务|开发服务|工艺开发",
}
_SCOPE: Mapping[str, str] = {
    "cell or gene therapy": r"(?i)\b(?:cell therap\w+|gene therap\w+|viral vectors?|CAR-?T|autologous|apheresis)\b|细胞治疗|基因治疗|病毒载体",
    "drug substance": r"(?i)\b(?:drug substance|active pharmaceutical ingredient|\bAPI\b|bulk (?:drug|substance))\b|原料药|原液",
    "drug product": r"(?i)\b(?:drug product|fill(?:ing)?[/ ]+finish\w*|finished (?:product|dosage)|tablets?|capsules?|vials?|syringes?|lyophili[sz]\w+)\b|制剂|片剂|注射液|注射剂|胶囊|预充",
    "key intermediate": r"(?i)\b(?:key |advanced )?intermediates?\b|关键中间体",
    "starting material": r"(?i)\b(?:regulatory )?starting materials?\b|起始物料",
    "testing": r"(?i)\btesting services\b|\bcontract (?:laboratory|testing)\b|委托检验",
    "packaging": r"(?i)\bpackaging services\b|\b(?:secondary|primary) packaging\b|委托包装",
}
_MARKET: Mapping[str, str] = {
    "US": r"\bFDA\b|Food and Drug Administration",
    "EU/UK": r"\bEMA\b|European (?:Union|Medicines|Commission)|\bMHRA\b|Qualified Person",
    "China": r"\bNMPA\b|药品监督管理|中国境内|国家药监局",
}
_HUMAN = re.compile(
    r"(?i)\bhuman (?:genetic resources?|biological (?:samples?|materials?)|tissues?|plasma|cells|blood|specimens?)\b|\bbiospecimens?\b|\bpatient (?:cells|material|samples)\b|\bleukapheresis\b|人类遗传资源|人体(?:样本|组织|血液)|患者(?:细胞|样本)"
)
_FEDERAL = re.compile(
    r"(?i)\bBARDA\b|\bfederal (?:contract|grant|funding|acquisition regulation)|\bgovernment contract\b|\bBIOSECURE\b|\bNational Institutes of Health\b|美国联邦(?:政府)?(?:合同|资金|资助)"
)
_PERFORMS = re.compile(
    r"(?i)\b(?:perform|manufactur|suppl(?:y|ies)|order|purchas|sign|execut|provid|carry|enter)\w*|履行|生产|供应|签署"
)
_AFTER_A_PLACE = re.compile(
    r"(?i)[,(]?\s+(?:and\s+)?(?:has|have|had|is|are|was|shall|will|may|which|that|where|under|pursuant|in accordance|for the|to (?:the|manufacture|perform|produce))\b"
)
"""What a sentence goes on to say once the place is named."""
_LABEL = re.compile(
    r"^(?:[A-Z]|\(?[a-z0-9]{1,3}\)|\d+(?:\.\d+)*)[.)]?\s+(?=[A-Z\u4e00-\u9fff])|^[（(][一二三四五六七八九十\d]+[）)]\s*"
)
"""The letter or number of the clause, before its first words."""
_SHORTEST = 3
_SHOWN = 160


def find_product(pages: Pages) -> list[Found]:
    return _first_value(pages, _PRODUCT, 0.8)


def find_sites(pages: Pages) -> list[Found]:
    """Up to four plants, in the order of the text."""
    found = []
    for sentence in pages.sentences:
        for match in _SITE.finditer(sentence.text):
            value = _value(match)
            if match["b"] and (on := _AFTER_A_PLACE.search(value)):
                value = value[: on.start()]
            if value and not re.match(r"(?i)(?:the )?(?:meaning|definition)\b|set forth|as defined", value):
                found.append(Found(Words(value), (pages.cite(sentence.place(*match.span())),), 0.75))
    kept: dict[str, Found] = {}
    for one in found:
        kept.setdefault(one.value.shown.lower()[:40], one)
    return list(kept.values())[:4]


def find_licence_holder(pages: Pages) -> list[Found]:
    return [
        Found(Words(_LABEL.sub("", f.value.shown)), f.citations, f.confidence)
        for f in _first_value(pages, _HOLDER, 0.7)
    ]


def find_affiliates(pages: Pages) -> list[Found]:
    """Where an affiliate signs or performs: in the introduction first, then in the body."""
    opening = pages.opening
    spans = [m.span() for m in _AFFILIATES.finditer(pages.text, opening.start, opening.end)] if opening else []
    found = [Found(Words(_tidy(pages.text[a:b])), (pages.cite(Span(a, b)),), 0.8) for a, b in spans[:2]]
    for sentence in pages.sentences:
        if len(found) >= 3:
            break
        match = _AFFILIATES.search(sentence.text)
        if not match or re.search(r"(?i)indemnif\w+|confidential|liabilit|responsible|\bcosts?\b", sentence.text):
            continue
        if _PERFORMS.search(sentence.text, max(0, match.start() - 80), match.end()):
            words = _LABEL.sub("", " ".join(sentence.text.split()))
            shown = words if len(words) <= _SHOWN else words[:_SHOWN].rsplit(" ", 1)[0] + " …"
            found.append(Found(Words(shown), (pages.cite(sentence.span),), 0.6))
    return list({f.value.shown: f for f in found}.values())


def find_stage(pages: Pages) -> list[Found]:
    return _most_said(pages, _STAGE)


def find_scope(pages: Pages) -> list[Found]:
    return _most_said(pages, _SCOPE)


def find_market(pages: Pages) -> list[Found]:
    return _most_said(pages, _MARKET)


def find_human_material(pages: Pages) -> list[Found]:
    """Only ever a suggestion of "yes": silence of the text is no proof that there is none."""
    for sentence in pages.sentences:
        if match := _HUMAN.search(sentence.text):
            return [Found(Words("yes"), (pages.cite(sentence.place(*match.span())),), 0.6)]
    return []


def find_bilingual(pages: Pages) -> list[Found]:
    """A text in both languages is one; that it is in one language alone does not say that there is no other version."""
    if pages.document.language != "mixed":
        return []
    chinese = next((s for s in pages.sentences if re.search("[\u4e00-\u9fff]{6}", s.text)), None)
    return [Found(Words("yes"), (pages.cite(chinese.span),), 0.7)] if chinese else []


def find_federal_nexus(pages: Pages) -> list[Found]:
    for sentence in pages.sentences:
        if match := _FEDERAL.search(sentence.text):
            return [Found(Words("yes"), (pages.cite(sentence.place(*match.span())),), 0.5)]
    return []


def _first_value(pages: Pages, pattern: re.Pattern[str], sure: float) -> list[Found]:
    for sentence in pages.sentences:
        for match in pattern.finditer(sentence.text):
            value = _value(match)
            if value and not re.match(
                r"(?i)(?:the )?(?:meaning|definition)\b|(?:as |are |is )?(?:set forth|defined|described|outlined|covered|listed|specified|identified|via)\b",
                value,
            ):
                return [Found(Words(value), (pages.cite(sentence.place(*match.span())),), sure)]
    return []


def _value(match: re.Match[str]) -> str:
    value = _tidy(next((group for group in match.groups() if group), ""))
    return value if len(value) >= _SHORTEST else ""


def _tidy(text: str) -> str:
    return re.sub(r"^(?:and|or|the)\s+", "", " ".join(text.split()).strip(' ,，:："“”'), flags=re.IGNORECASE)[:220]


def _most_said(pages: Pages, words: Mapping[str, str]) -> list[Found]:
    """The value whose words occur most, cited where they first stand; a near tie is less sure."""
    hits: dict[str, list[re.Match[str]]] = {value: list(re.finditer(p, pages.text)) for value, p in words.items()}
    ranked: Sequence[str] = sorted(hits, key=lambda value: -len(hits[value]))
    first, second = ranked[0], ranked[1]
    if not hits[first]:
        return []
    share = len(hits[first]) / (len(hits[first]) + len(hits[second]))
    inside = [m for m in hits[first] if any(s.span.start <= m.start() < s.span.end for s in pages.sentences)]
    place = (inside or hits[first])[0]
    return [Found(Words(first), (pages.cite(Span(*place.span())),), round(0.3 + 0.45 * share, 2))]
