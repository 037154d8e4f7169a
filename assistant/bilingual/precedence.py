"""Which of two agreements prevails on matters of quality: the quality agreement and 本协议 are two different answers, and that
it is said in one text alone is a third."""

import re
from collections.abc import Iterator

from assistant.bilingual.facts import LANGUAGE_NAMES, Side
from assistant.bilingual.pair import OTHER, SIDES, Difference, PairOfTexts

_PREVAILS = r"(?:shall |will )?(?:prevails?|governs?|controls?|takes? precedence|has priority|have priority)\b"
_DOCUMENT = r"(?P<document>(?:this|the|that)\s+(?:[A-Z][\w-]*\s+){0,3}(?:Agreement|Contract))"
_SHAPES: dict[Side, tuple[re.Pattern[str], ...]] = {
    "en": (
        re.compile(rf"\b{_DOCUMENT}\s+{_PREVAILS}[^.;,]{{0,60}}?\bquality\b(?! Agreement)", re.IGNORECASE),
        re.compile(
            rf"\b(?:matters? of quality|quality[- ](?:\w+ )?(?:matters?|issues?|questions?))\b,?\s+{_DOCUMENT}\s+{_PREVAILS}",
            re.IGNORECASE,
        ),
    ),
    "zh": (
        re.compile(
            r"质量(?:相关|有关|方面)?的?(?:事项|方面|问题|事宜)?[^。；]{0,6}?(?:，)?(?:应|均)?以(?P<document>[^，。；]{2,14})为准"
        ),
        re.compile(
            r"质量(?:相关|有关)?的?(?:事项|方面|问题|事宜)[^。；]{0,6}?，(?P<document>[^，。；]{2,12}?)(?:应)?优先"
        ),
    ),
}


def differing_precedence(texts: PairOfTexts) -> Iterator[Difference]:
    """Told where each text names one document that prevails on quality, and not the same."""
    for pair in texts.sentences:
        named = {side: _named(pair.text(side), side) for side in SIDES}
        if named["en"] and named["zh"] and _differ(named["en"], named["zh"]):
            reason = f"On matters of quality “{named['en']}” prevails in English, “{named['zh']}” in Chinese."
            yield Difference("opposite", reason, pair.bounds("en"), pair.bounds("zh"))


# Of 24,000 faithful paragraphs none that ranks the quality agreement among others has such a word in one language only.
_RANKS: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:prevails?|precedence|priority|ranks?|comes? first|controls?|conflict|override)\b", re.IGNORECASE
    ),
    "zh": re.compile("优先|为准|居先|居首|冲突|不一致|抵触"),
}
_ON_QUALITY_ITSELF: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:quality|c?GMP|technical)\b", re.IGNORECASE),
    "zh": re.compile("质量|GMP|品质|技术"),
}
_QUALITY_DOCUMENT: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\bquality(?:[- ]assurance)? (?:agreements?|protocols?|plans?|annex\w*|schedules?|manuals?|systems?)\b", re.IGNORECASE),
    "zh": re.compile("质量(?:保证)?(?:协议|规程|计划|附件|手册|体系)"),
}  # fmt: skip


def quality_in_one_text(texts: PairOfTexts) -> Iterator[Difference]:
    """Told where both texts rank the quality agreement among others, and one alone speaks of matters of quality."""
    if not all(_RANKS[side].search(texts.text(side)) for side in SIDES):
        return
    if not all(_QUALITY_DOCUMENT[side].search(texts.text(side)) for side in SIDES):
        return
    said = {
        side: _ON_QUALITY_ITSELF[side].search(
            _QUALITY_DOCUMENT[side].sub(lambda m: " " * len(m.group()), texts.text(side))
        )
        for side in SIDES
    }
    for side in SIDES:
        here = said[side]
        if here and not said[OTHER[side]]:
            reason = (
                f"Only the {LANGUAGE_NAMES[side]} text says what holds on “{here.group()}” where documents conflict."
            )
            pair = texts.around(side, here.start())
            yield Difference("opposite", reason, pair.bounds("en"), pair.bounds("zh"), alone=(side, here.group()))


def _named(text: str, language: Side) -> str:
    found = [match.group("document") for shape in _SHAPES[language] for match in shape.finditer(text)]
    return found[0] if len(set(found)) == 1 else ""


def _differ(english: str, chinese: str) -> bool:
    """This document against another, or the quality agreement against one that is none."""
    is_this = english.lower().startswith("this"), chinese.startswith("本")
    on_quality = "quality" in english.lower(), "质量" in chinese
    return is_this[0] != is_this[1] if any(is_this) else on_quality[0] != on_quality[1]
