"""Which text or document comes first, which law applies, and what goes on beside what: each told where the two texts answer otherwise.

the English version shall prevail   ·   以中文文本为准
the drawing prevails over the sample   ·   封样优先于图纸
"""

import re
from collections import Counter
from collections.abc import Iterator

from assistant.bilingual.facts import LANGUAGE_NAMES, Kind, Side
from assistant.bilingual.pair import OTHER, SIDES, Difference, PairOfTexts
from assistant.bilingual.sentences import SentencePair

# --- which language, which document ---

# In this order: a quality agreement is an agreement too.
_DOCUMENTS: tuple[tuple[str, str, str], ...] = (
    ("the English text", r"\bEnglish\b", r"英[文语]"),
    ("the Chinese text", r"\bChinese\b", r"[中汉][文语]"),
    ("the quality agreement", r"\bquality (?:assurance |technical )?agreement\b", r"质量(?:保证)?(?:协议|协定)|质保协议"),
    ("the purchase order", r"\b(?:purchase |individual |work )?orders?\b", r"订单|采购单|工作单"),
    ("the statement of work", r"\bstatements? of work\b|\bSOW\b", r"工作说明书"),
    ("an annex", r"\b(?:annex(?:es)?|appendix|appendices|schedules?|exhibits?|attachments?)\b", r"附件|附录|附表"),
    ("the body", r"\b(?:main )?body\b|\bmain text\b", r"正文|主文"),
    ("the drawing", r"\bdrawings?\b", r"图纸"),
    ("the model", r"\bmodels?\b", r"模型"),
    ("the sample", r"\bsamples?\b", r"样"),
    ("the later document", r"\blater\b", r"后(?:签|订|来|一)|在后"),
    ("the supply agreement", r"\b(?:supply|services?|manufacturing|master)(?: and \w+)? agreement\b", r"(?:供应|供货|服务|生产|加工|主)(?:框架)?协议"),
    ("this agreement", r"\bth(?:is|e) (?:\w+ )?(?:agreement|contract)\b|\bterms (?:of this|herein)\b", r"本(?:协议|合同)"),
)  # fmt: skip
_ITSELF = {"this agreement", "the body"}
_OF: dict[Side, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "en": tuple((name, re.compile(en, re.IGNORECASE)) for name, en, _ in _DOCUMENTS),
    "zh": tuple((name, re.compile(zh)) for name, _, zh in _DOCUMENTS),
}
_PREVAILS_EN = (
    r"(?:(?:shall|will|must) )?(?:also |always |alone )?"
    r"(?:prevails?|governs?|controls?|takes? (?:precedence|priority)|has (?:precedence|priority)|have (?:precedence|priority)|overrides?|prevailing)\b"
)
_FIRST: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        rf"(?P<first>(?:\b(?:this|the|that|an?|any|its|each|both|neither|either)\b )(?:(?!\b(?:and|of|in|between|if|that|which|this|the|shall|will)\b)[\w-]+ ){{0,5}}?){_PREVAILS_EN}",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"以(?P<first>[^，。；以为]{1,14}?)(?:的?(?:规定|约定|内容|条款))?为准|(?:^|[，。；、])(?:则|应|由|而|但)?(?P<prior>[^，。；、]{2,14}?)(?:应|须)?(?:的?效力)?(?:优先(?:于|适用|，|。|；)|优于)"
    ),
}


# "The English text shall prevail as regards A and the Chinese text as regards B", "this agreement over the order, both over
# the annexes": what more prevails without the verb.
_WITHOUT_VERB_EN = re.compile(
    _PREVAILS_EN
    + r"[^.;]*?(?:,|\b(?:and|but|while|whereas)\b),?\s+(?:in [^,;.]{1,40}, )?(?P<more>(?:the|this|that|both|these|each|its|neither)\b"
    r"(?:\s(?!(?:is|are|shall|will|must|may|has|have|being|of)\b)[\w-]+){0,4}?)\s(?:over|as (?:regards|to)|in (?:respect|relation|matters|case)|with (?:regard|respect)|for (?!reference|information|convenience))\b",
    re.IGNORECASE,
)


def _documents(text: str, language: Side) -> list[str]:
    """What is said to prevail, in order; nothing where some of it is not known."""
    shapes = (_FIRST["en"], _WITHOUT_VERB_EN) if language == "en" else (_FIRST["zh"],)
    found = []
    for match in (match for shape in shapes for match in shape.finditer(text)):
        words = next(group for group in match.groups() if group)
        named = _named(words, language)
        if not named:
            return []
        found.append(named)
    return found


_OVER: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:prevails?|precedence|priority|overrides?) (?:over )?(?P<second>(?:(?!\b(?:in|between|if|that|which|shall|will|to)\b)[\w-]+ ?){1,12})",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"(?:优先于|优于)(?P<second>[^，。；]{2,24})"),
}
_SEVERAL: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:and|or)\b", re.IGNORECASE),
    "zh": re.compile("[及和与或、]"),
}
# Neither text comes first.
_EQUAL: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"\bneither (?:text|version|language)\b|\bequal(?:ly)? (?:authentic|valid|binding|authoritative|force|effect|validity)\b|\bsame (?:force|effect|validity)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"同等(?:的)?(?:法律)?(?:效力|作准|约束力)|同等作准|效力(?:相同|相等|同等)|同样(?:有效|作准)"),
}
_LANGUAGES = {"the English text", "the Chinese text"}


def _seconds(text: str, language: Side) -> list[str]:
    """What is said to come second, where something prevails over it; nothing where several do at once."""
    if language == "en" and _WITHOUT_VERB_EN.search(text):
        return []
    found = [match.group("second") for match in _OVER[language].finditer(text)]
    if any(_SEVERAL[language].search(words) for words in found):
        return []
    return [name for words in found for name in [_named(words, language)] if name]


def _named(words: str, language: Side) -> str:
    return next((name for name, pattern in _OF[language] if pattern.search(words)), "")


def prevailing_otherwise(texts: PairOfTexts) -> Iterator[Difference]:
    """Told where both texts name as many documents that prevail, all known, and not the same ones; or not the same languages."""
    yield from _other_documents(texts) or _other_languages(texts)


def _other_documents(texts: PairOfTexts) -> list[Difference]:
    for said in (_documents, _seconds):
        en, zh = (Counter(said(texts.text(side), side)) for side in SIDES)
        if en == zh or en.total() != zh.total():
            continue
        first, second = next(iter(en - zh)), next(iter(zh - en))
        # "The body of this Agreement" is this agreement, beside what is annexed to it.
        if {first, second} == _ITSELF:
            continue
        what = "What prevails" if said is _documents else "What it prevails over"
        places = (p for p in texts.sentences if said(p.text("en"), "en") != said(p.text("zh"), "zh"))
        return [
            _told(
                f"{what} is {first} in English, {second} in Chinese.", next(places, texts.sentences[0]), {first, second}
            )
        ]
    return []


def _other_languages(texts: PairOfTexts) -> list[Difference]:
    """One text names a language that prevails, the other another one or none."""
    for side in SIDES:
        other = OTHER[side]
        here, there = (set(_documents(texts.text(s), s)) & _LANGUAGES for s in (side, other))
        equal = _EQUAL[other].search(texts.text(other)) and not _EQUAL[side].search(texts.text(side))
        if here - there and (there or equal):
            named = next(iter(here - there))
            reason = f"{named[0].upper()}{named[1:]} prevails in {LANGUAGE_NAMES[side]} only."
            places = (pair for pair in texts.sentences if named in _documents(pair.text(side), side))
            return [_told(reason, next(places, texts.sentences[0]), {named})]
    return []


def _told(reason: str, pair: SentencePair, named: set[str]) -> Difference:
    kind: Kind = "governing_language" if named <= _LANGUAGES else "opposite"
    return Difference(kind, reason, pair.bounds("en"), pair.bounds("zh"))
