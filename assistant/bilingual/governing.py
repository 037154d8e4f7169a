"""The clause that says which language governs, read in either language."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.bilingual.facts import Governing, Side
from assistant.bilingual.sentences import sentences_of
from assistant.bilingual.units import Unit

_TEXT_EN = r"(?:language\s+)?(?:text|version|language|original|translation)s?"
_PREVAILS_EN = r"(?:shall\s+|will\s+|must\s+)?(?:prevails?|controls?|governs?|takes?\s+precedence|be\s+(?:controlling|decisive|authoritative|binding|definitive)|is\s+(?:controlling|decisive|authoritative|binding|definitive)|has\s+priority|have\s+priority)\b"
_EN_NAMES_PREVAILING = (
    re.compile(
        rf"\b(?P<name>English|Chinese)\s+(?:{_TEXT_EN}|one)?(?:(?!\b(?:English|Chinese|neither|none)\b)[^.;]){{0,60}}?{_PREVAILS_EN}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<name>English|Chinese)\s+{_TEXT_EN}\b(?:(?!\b(?:English|Chinese|equal\w*|both|neither|none)\b)[^.;]){{0,160}}?{_PREVAILS_EN}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:interpreted|construed|determined|resolved|settled|decided)[^.;]{{0,40}}\b(?:by|according|accordance|reference|basis)"
        rf"[^.;]{{0,12}}\bthe\s+(?P<name>English|Chinese)\s+{_TEXT_EN}\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?P<name>English|Chinese)\b[^.;]{0,40}\b(?:is|be|as)\s+the\s+(?:sole\s+|only\s+)?"
        r"(?:governing|controlling|prevailing|definitive|authoritative|binding|official|authentic)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:precedence|priority|preference)[^.;]{0,30}\b(?:given|accorded)\s+to\s+the\s+(?P<name>English|Chinese)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bonly\s+the\s+(?P<name>English|Chinese)\b[^.;]{0,40}\b(?:binding|authentic|authoritative|valid|effective)",
        re.IGNORECASE,
    ),
    # "The meaning that ... prevails, and if that cannot be established, the English text."
    re.compile(
        r"\b(?:if|failing|otherwise|absent|where|should|else|last resort)\b[^.;]*?,?\s+(?:then\s+|finally\s+)?(?:by\s+|to\s+|that of\s+)?"
        rf"the\s+(?P<name>English|Chinese)\s+(?:{_TEXT_EN}|one)\s*[.;]?\s*$",
        re.IGNORECASE,
    ),
    re.compile(r"\bin favou?r of the\s+(?P<name>English|Chinese)\s", re.IGNORECASE),
)
_EN_FOR_REFERENCE = re.compile(
    rf"\b(?P<name>English|Chinese)\s+(?:{_TEXT_EN})?[^.;]{{0,50}}?\b(?:for\s+(?:the\s+)?(?:convenience|reference|information)|a\s+convenience\s+translation)",
    re.IGNORECASE,
)
_EN_EQUAL = re.compile(
    r"\bequally\s+(?:authentic|valid|authoritative|binding|effective)|\bequal\s+(?:legal\s+)?(?:validity|force|effect|authority|authenticity|standing)"
    r"|\bsame\s+(?:legal\s+)?(?:validity|force|effect)|\bboth\b[^.;]{0,40}\b(?:authentic|binding|originals)",
    re.IGNORECASE,
)
_EN_LANGUAGES = re.compile(r"\b(?:English|Chinese)\b", re.IGNORECASE)
_NAME_ZH = r"(?P<name>英文|中文|英语|汉语|华文)"
_TEXT_ZH = r"(?:文本|版本|版|本|文字|语言|原文)?"
_ZH_NAMES_PREVAILING = (
    re.compile(rf"以[^，。；]{{0,8}}?{_NAME_ZH}{_TEXT_ZH}[^，。；]{{0,20}}为准"),
    re.compile(
        rf"(?:以|按|按照|依|依据|依照|根据){_NAME_ZH}(?:文本|版本|版|本|文)[^，。；]{{0,6}}(?:解释|确定|理解|判断|裁决|认定)"
    ),
    re.compile(rf"{_NAME_ZH}{_TEXT_ZH}[^，。；]{{0,12}}(?:优先|为准|具有优先效力|具有约束力|效力优先|为最终文本|占优)"),
    re.compile(
        rf"(?:适用|采用|采纳|依从|遵从|从|依|依照|按|按照|参照|为){_NAME_ZH}(?:文本|版本|版|本|文)(?:的规定|的约定|处理|执行)?[。；]?$"
    ),
    re.compile(rf"(?:仅|只有){_NAME_ZH}{_TEXT_ZH}[^，。；]{{0,12}}(?:具有|有)(?:法律)?(?:约束力|效力)"),
)
_ZH_FOR_REFERENCE = re.compile(
    rf"{_NAME_ZH}{_TEXT_ZH}[^。；]{{0,20}}(?:仅供|仅作|仅为)[^，。；]{{0,6}}(?:参考|便利|查阅|方便)"
)
_ZH_EQUAL = re.compile(
    r"同等(?:的)?(?:法律)?(?:效力|作准|约束力)|同等作准|均(?:为|具有)[^，。；]{0,6}(?:正本|同等|效力)|(?:两种|双语)[^，。；]{0,10}效力(?:相同|相等|同等)|具有相同(?:的)?(?:法律)?效力"
)
_ZH_LANGUAGES = re.compile(r"英文|中文|英语|汉语")
_NOT_ABOUT_THE_TEXTS = re.compile(r"arbitrat|proceeding|仲裁(?!.{0,30}为准)", re.IGNORECASE)


# A sentence on the language of notices, reports or records says nothing of the agreement's own two texts.
_WRITINGS_EN = r"(?:notices?|communications?|correspondence|reports?|records?|documentation|documents?|invoices?|certificates?|training|meetings?|labels?|labell?ing|statements?)"
_WRITINGS_ZH = "(?:通知|通讯|通信|函件|往来|报告|记录|资料|文件|发票|证书|培训|会议|标签|沟通)"
_ON_OTHER_WRITINGS: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        rf"^(?:[\W\d]|(?:Section|Article|Clause)\b)*(?:(?:all|any|every|each|the|such|a|an|other|written|batch|formal|technical|quality)\s+)*{_WRITINGS_EN}\b(?!\s+(?:of|to)\s+this)",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        rf"^(?:第[\d.〇零一二三四五六七八九十百]+条|[\W\d])*(?:所有|一切|任何|各项|全部|每[一份项]|本(?:协议|合同)项下|依本(?:协议|合同)|[之的其他书面正式技术质量批]){{0,6}}{_WRITINGS_ZH}"
    ),
}
_OF_THE_TEXTS: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:texts?|versions?)\b|\bthis (?:agreement|contract) (?:is|has been|was)\b", re.IGNORECASE),
    "zh": re.compile(r"文本|版本|本(?:协议|合同)[^，。；]{0,6}以"),
}
_NAMES_WRITINGS: dict[Side, re.Pattern[str]] = {
    "en": re.compile(rf"\b{_WRITINGS_EN}\b", re.IGNORECASE),
    "zh": re.compile(_WRITINGS_ZH),
}


@dataclass(frozen=True)
class LanguageStatement:
    """What one sentence says about the languages."""

    unit: Unit
    start: int
    end: int
    governing: Governing


def language_statements(units: Iterable[Unit]) -> list[LanguageStatement]:
    """Every sentence that says which text governs, or that both do; a sentence before it may name the languages."""
    found = []
    for unit in units:
        if not (_EN_LANGUAGES if unit.language == "en" else _ZH_LANGUAGES).search(unit.body):
            continue
        for sentence in sentences_of(unit.body, unit.language):
            said = _said(sentence.text, unit)
            if said:
                found.append(LanguageStatement(unit, sentence.start, sentence.end, said))
    return found


def _said(text: str, unit: Unit) -> Governing | None:
    side = unit.language
    if _NOT_ABOUT_THE_TEXTS.search(text) or _ON_OTHER_WRITINGS[side].search(text):
        return None
    if _NAMES_WRITINGS[side].search(text) and not _OF_THE_TEXTS[side].search(text):
        return None
    return _english(text) if unit.language == "en" else _chinese(text)


# English law and Chinese courts govern too, and are no text.
_OF_A_COUNTRY = re.compile(
    r"\b(?:English|Chinese)(?= (?:\w+ )?(?:laws?|courts?|judges?|part(?:y|ies)|compan(?:y|ies)|authorit(?:y|ies)|regulations?|pharmacopoeia|GMP|GAAP)\b)"
)


def _english(text: str) -> Governing | None:
    text = _OF_A_COUNTRY.sub("", text)
    for pattern in _EN_NAMES_PREVAILING:
        if match := pattern.search(text):
            return _side(match.group("name"))
    if match := _EN_FOR_REFERENCE.search(text):
        return "zh" if _side(match.group("name")) == "en" else "en"
    return (
        "equal"
        if _EN_EQUAL.search(text) and (_EN_LANGUAGES.search(text) or re.search(r"(?i)texts|versions|languages", text))
        else None
    )


def _chinese(text: str) -> Governing | None:
    for pattern in _ZH_NAMES_PREVAILING:
        if match := pattern.search(text):
            return _side(match.group("name"))
    if match := _ZH_FOR_REFERENCE.search(text):
        return "zh" if _side(match.group("name")) == "en" else "en"
    about = _ZH_LANGUAGES.search(text) or re.search(r"文本|语言|文字", text)
    return "equal" if _ZH_EQUAL.search(text) and about else None


def _side(name: str) -> Side:
    return "en" if name.lower() in ("english", "英文", "英语") else "zh"


def decided(statements: Iterable[LanguageStatement]) -> Governing:
    """One answer for the document; a prevailing language outweighs equal standing stated beside it."""
    said = {statement.governing for statement in statements}
    prevailing = said & {"en", "zh"}
    if len(prevailing) == 2 or len({_agreed(statements, side) for side in ("en", "zh")} - {None}) > 1:
        return "contradictory"
    if prevailing:
        return prevailing.pop()
    return "equal" if "equal" in said else "none"


def _agreed(statements: Iterable[LanguageStatement], side: Side) -> Governing | None:
    """What the text in one language says of itself and the other."""
    said = [statement.governing for statement in statements if statement.unit.language == side]
    return next((governing for governing in said if governing in ("en", "zh")), said[0] if said else None)
