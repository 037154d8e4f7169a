"""What a period or a right runs from: two years "from delivery" and 自生产完成之日起 are two different warranties.

    within ten days after discovering it   ·   应在收到货物后十日内
    ──▶  the period of ten days runs from discovery in English, from receipt in Chinese

The events of `events.py` are looked for only where a period or a moment is named by them ("after", "upon", 自……起, 后);
those that translators take for each other are no difference.
"""

import re
from collections import Counter
from collections.abc import Iterator

from assistant.bilingual.events import EVENTS, Event
from assistant.bilingual.facts import Side
from assistant.bilingual.numbers import Quantity, quantities
from assistant.bilingual.pair import OTHER, SIDES, Difference, PairOfTexts
from assistant.bilingual.sentences import SentencePair
from assistant.bilingual.whole_words import first


def _pairs(*said: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair.split(" / ")) for pair in said)


# Translators say one of these for the other, or the one is often how the other comes about.
_NEAR = _pairs(
    "receipt of goods / delivery", "receipt of goods / arrival", "receipt of goods / acceptance", "receipt of goods / handing to the carrier",
    "receipt of goods / collection by the carrier", "receipt of goods / despatch", "receipt of goods / unloading or opening",
    "receipt of goods / receipt", "receipt of documents / receipt", "receipt of an invoice / receipt", "receipt of an invoice / the invoice",
    "receipt of documents / submission", "receipt of documents / notice", "receipt of documents / disclosure", "receipt of documents / delivery",
    "receipt of documents / the date a document bears", "receipt of documents / a test or its result", "receipt of documents / a request",
    "delivery / arrival", "delivery / receipt", "arrival / receipt", "delivery / despatch", "delivery / handing to the carrier",
    "delivery / acceptance", "arrival / acceptance", "receipt / handing to the carrier", "despatch / handing to the carrier",
    "collection by the carrier / handing to the carrier", "collection by the carrier / despatch", "collection by the carrier / receipt",
    "the bill of lading / despatch", "the bill of lading / packing or loading", "the bill of lading / handing to the carrier",
    "commencement / occurrence", "commencement / taking effect", "commencement / manufacture", "commencement / unloading or opening",
    "completion / manufacture", "completion / expiry or termination", "completion / packing or loading", "completion / handing to the carrier",
    "completion / notice", "completion / collection by the carrier", "completion / creation", "completion / a request", "creation / occurrence", "creation / manufacture", "issue / occurrence",
    "the marketing authorisation / approval", "the marketing authorisation / issue", "the marketing authorisation / an application",
    "issue / despatch", "issue / signature", "issue / delivery", "issue / notice", "issue / the invoice", "issue / submission", "issue / release",
    "issue / approval", "issue / expiry or termination", "issue / the date a document bears", "issue / disclosure", "issue / creation",
    "notice / a request", "notice / despatch", "notice / submission", "notice / an application",
    "the date a document bears / the invoice", "the date a document bears / notice", "the date a document bears / a request",
    "the date a document bears / despatch", "the date a document bears / signature", "the date a document bears / submission",
    "the date a document bears / the bill of lading", "the date a document bears / expiry or termination", "the date a document bears / release",
    "knowledge / discovery", "knowledge / receipt", "taking effect / signature", "taking effect / expiry or termination",
    "submission / delivery", "submission / despatch", "submission / a request", "submission / an application", "submission / disclosure",
    "an application / a request", "the admission of an application / acceptance", "the admission of an application / approval",
    "return / receipt", "return / delivery", "return / despatch", "return / repair or replacement", "unloading or opening / receipt",
    "packing or loading / despatch", "packing or loading / a request", "falling due / expiry or termination", "falling due / payment",
    "a sale / commencement", "a sale / taking effect", "disclosure / receipt", "confirmation / acceptance",
    "expiry or termination / the invoice", "expiry or termination / repair or replacement",
)  # fmt: skip
# These too where it is not the same period that both begin: in a whole sentence either may come about by the other.
_NEAR_IN_A_SENTENCE = _NEAR | _pairs(
    "signature / receipt", "notice / commencement", "the marketing authorisation / submission", "submission / receipt",
    "confirmation / receipt", "confirmation / signature", "confirmation / notice", "knowledge / occurrence",
    "discovery / occurrence", "notice / knowledge", "payment / delivery", "classification / confirmation",
)  # fmt: skip
# What a clause speaks of, rather than what happens on the day it names.
_THINGS = frozenset(
    {"a test or its result", "an investigation or assessment", "the quotation", "the order", "installation"}
)
_MOMENT_EN = re.compile(
    r"\b(?:after|following|upon|since|until|till|before|prior to|as soon as|once|when|as of|at the time(?: of| when)?|at(?! (?:least|most|latest|its|their|the (?:least|most|same rate|cost|expense))\b)|"
    r"(?:deemed|starts?|begins?|commences?|ends?|effective|effect|due|payable|pass(?:es)?|force|runs?|counted) (?:\w+ ){0,4}?(?:on|from|with|upon)|"
    r"on (?:the (?:\w+ )?(?:date|day)|completion|receipt|delivery|signature|release|acceptance|despatch|arrival|expiry|termination|payment|\w+(?:tion|ment|ance|al|ing))|"
    r"(?:from|by) (?:the (?:date|day|time))|from)\s+(?=(?P<event>[^,.;:]{3,70}))",
    re.IGNORECASE,
)
_GOES_ON_EN = re.compile(
    r"\s(?:and (?:\w+ ){0,3}(?:shall|may|must|will|is|are)\b|the \w+ (?:shall|may|must|will)|shall|may|must|will|but|whether|whichever|provided|until|unless|"
    r"within|before|describing|requiring|specifying|stating|or (?:for|if|until)|count as|(?:that|which) (?:concern|relat|affect|appl|involv|contain|us)\w*|concerning|relating|used (?:for|in))\b.*",
    re.IGNORECASE | re.DOTALL,
)
_MOMENT = r"(?:之?日(?!历|常|期为)|之时|当[日天]|次日|(?<![最其前先今事])之?后(?![续果])|(?<![以目提之])之?前(?![述款提])|(?<![及届按随准同临小])时(?![间候限效])|起(?![草诉])|止(?!付))"
_MOMENT_ZH = re.compile(_MOMENT)
_LONGEST_ZH = 24


def differing_starts(texts: PairOfTexts) -> Iterator[Difference]:
    """At most one a sentence: the event of a period that both name, or of any moment."""
    told = set()
    places = [
        *((_NEAR, *place) for place in _of_periods(texts)),
        *((_NEAR_IN_A_SENTENCE, *place) for place in _of_sentences(texts)),
    ]
    for near, pair, here, there in places:
        said = _told(near, here, there)
        if said and pair not in told:
            told.add(pair)
            yield Difference("period", said, pair.bounds("en"), pair.bounds("zh"))


def _told(near: frozenset[frozenset[str]], here: dict[Side, str], there: dict[Side, str]) -> str:
    """What begins it in either text, in words; `here`: where events are named, `there`: where the other text may name them."""
    alone: dict[Side, list[Event]] = {
        side: [
            event
            for event in EVENTS
            if event.name not in _THINGS
            and first(event.says[side], here[side], side)
            and not event.carries[OTHER[side]].search(there[OTHER[side]])
        ]
        for side in SIDES
    }
    for en in alone["en"]:
        for zh in alone["zh"]:
            if frozenset({en.name, zh.name}) not in near:
                return f"English names {en.name} as what it runs from or depends on, Chinese {zh.name}."
    return ""


def _of_sentences(texts: PairOfTexts) -> Iterator[tuple[SentencePair, dict[Side, str], dict[Side, str]]]:
    for pair in texts.matched:
        here: dict[Side, str] = {"en": _moments_en(pair.text("en")), "zh": _moments_zh(pair.text("zh"))}
        yield pair, here, {side: texts.with_lonely(pair, side) for side in SIDES}


def _moments_en(text: str) -> str:
    return " | ".join(_GOES_ON_EN.sub("", match.group("event")) for match in _MOMENT_EN.finditer(text))


def _moments_zh(text: str) -> str:
    said = []
    for clause in re.split("[，。；：、]", text):
        start = 0
        for moment in _MOMENT_ZH.finditer(clause):
            said.append(_from_where_it_begins(clause[start : moment.start()])[-_LONGEST_ZH:])
            start = moment.end()
    return " | ".join(said)


# --- the event beside a period ---------------------------------------------------------------------------------------

_AFTER_PERIOD_EN = re.compile(
    r"(?:\s*\(\w+\))?(?:\s+(?:business|working|calendar))?(?:\s+(?:day|week|month|year)s?)?(?:['’]s?)?(?:\s+(?:each|only|period|counted|calculated|running|reckoned|starting|beginning|commencing|in all|in total))*,?\s+"
    r"(?:after|from|of|following|since|before|prior to|preceding|as from|(?:starting|beginning|commencing|counted) (?:on|from|with|at)|and (?:shall )?(?:runs?|starts?|begins?|commences?|is (?:counted|reckoned)) (?:on|from|with))\s+(?P<event>[^,.;:]{3,110})",
    re.IGNORECASE,
)
_BEFORE_PERIOD_ZH = re.compile(
    rf"(?:^|[，。；：、])(?P<event>[^，。；：]{{2,60}}?){_MOMENT}(?:起)?(?:算|计|计算)?(?:的|起|开始|，)?"
    r"(?:满|届满|第|至少|不少于|不超过|最[多长少迟]|内|应[在于]|内的?|后的|连续持续超过|的|为期|历时){0,2}$"
)
_AFTER_PERIOD_ZH = re.compile(
    rf"^内?[，；]?(?:[^，。；第]{{0,6}})?(?<!各)(?<!及)(?:自(?!行|动|身|主|有|己|费|愿|然|验|该日)|从(?!事))(?P<event>[^，。；：]{{2,40}}?){_MOMENT}"
)
_BEGINS_ZH = re.compile(
    r"(?:(?<!各)自(?!行|动|身|主|有|己|费|愿|然|验|制)|从(?!事)|(?<![存现所潜正])在(?!线|库|途)|(?<![对关由等属位鉴基低高大小])于(?!是)|"
    r"(?<![供响反适相对])应当?(?!付|用|商|急|收)|(?<!必)须|(?<![许认])可(?!能|以商|用|供)|至少|直至|(?:保存|适用|有效|承担)至|有效期至|以及|预留)"
)


def _of_periods(texts: PairOfTexts) -> Iterator[tuple[SentencePair, dict[Side, str], dict[Side, str]]]:
    """Each period that both texts name equally often, with the event beside it in either."""
    periods = {
        side: [q for q in quantities(texts.text(side), side) if q.kind in ("period", "ordinal")] for side in SIDES
    }
    counts = {side: Counter(q.value for q in periods[side]) for side in SIDES}
    for value, count in counts["en"].items():
        if count != counts["zh"][value]:
            continue
        equal = {side: [q for q in periods[side] if q.value == value] for side in SIDES}
        for en, zh in zip(equal["en"], equal["zh"], strict=True):
            beside: dict[Side, str] = {"en": _event_en(texts.en, en), "zh": _event_zh(texts.zh, zh)}
            pair = texts.around("en", en.start)
            if beside["en"] and beside["zh"] and not _both_name_both(pair, beside):
                yield pair, beside, beside


def _both_name_both(pair: SentencePair, beside: dict[Side, str]) -> bool:
    """Whether each text says elsewhere in the sentence what the other has beside the period: 发现……以及经确认的结果后 names the
    discovery as the English does, and only its last words were taken for the event."""
    said = {side: [event for event in EVENTS if first(event.says[side], beside[side], side)] for side in SIDES}
    return all(
        said[side] and all(event.carries[OTHER[side]].search(pair.text(OTHER[side])) for event in said[side])
        for side in SIDES
    )


# "Shall pay each invoice within thirty days after receiving it": what is received was named before the period.
_RECEIVES_IT = re.compile(r"\b(?:receipt|receiv(?:es|ed|ing)(?: it| them)?)\s*$", re.IGNORECASE)
_MAY_BE_RECEIVED = re.compile(
    r"\b(?:(?P<invoice>invoices?)|goods|products?|shipments?|consignments?|deliver\w+|batch(?:es)?|lots?|reports?|notices?|orders?)\b",
    re.IGNORECASE,
)


def _event_en(text: str, period: Quantity) -> str:
    match = _AFTER_PERIOD_EN.match(text, period.end)
    if not match:
        return ""
    event = _GOES_ON_EN.sub("", match.group("event"))
    if _RECEIVES_IT.search(event):
        sentence = text[text.rfind(". ", 0, period.start) + 1 : period.start]
        named = [thing.group("invoice") for thing in _MAY_BE_RECEIVED.finditer(sentence)]
        return f"{event} of the invoice" if named and named[-1] else event
    return event


def _event_zh(text: str, period: Quantity) -> str:
    before = _BEFORE_PERIOD_ZH.search(text[: period.start])
    if before:
        return _from_where_it_begins(before.group("event"))
    after = _AFTER_PERIOD_ZH.search(text[period.end :])
    return after.group("event") if after else ""


def _from_where_it_begins(event: str) -> str:
    """Without the end of the act before it: 发出通知并在其发生 names the occurrence alone."""
    begins = [match.end() for match in _BEGINS_ZH.finditer(event) if len(event) - match.end() > 1]
    return event[begins[-1] :] if begins else event
