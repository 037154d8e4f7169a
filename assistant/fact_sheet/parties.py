"""Who the parties are: full names from the introduction, the names they go by, and the role the agreement gives each."""

import re
from dataclasses import dataclass, replace

from assistant.fact_sheet.passages import Pages
from assistant.fact_sheet.places import is_place
from assistant.fact_sheet.sheet import Found
from assistant.fact_sheet.values import PartyValue, Role
from assistant.roles import Roles
from ingest.document import Span

FURTHEST = 700
"""Characters from one defined name to the next; whatever is defined later is no party."""
_SUFFIX = (
    r"(?:Inc(?:orporated)?|INC(?:ORPORATED)?|Corp(?:oration)?|CORP(?:ORATION)?|L\.?L\.?C|L\.?L\.?P|L\.?P|Ltd|LTD|Limited|LIMITED|Co|CO|Company|COMPANY"
    r"|GmbH(?:\s*&\s*Co\.?\s*KG)?|GMBH|AG|A\.?G|S\.?A\.?S?|S\.?\s?p\.?\s?A|SPA|B\.?V|N\.?V|A\.?B|AB|A/S|Oy|OY|PLC|plc|Plc|S\.?r\.?l|S\.?à\s?r\.?l|Pty|KG|SE|K\.?K|Pte|e\.?V)"
)
_ENGLISH_NAME = re.compile(
    rf"(?P<name>(?:[A-Z0-9À-Ý][\w.&'’\-–À-ÿ/+]*|&|of|and|for|de|et|du|der|the|\([A-Z][\w. ]{{1,20}}\))(?:[ ,]+(?:[A-Z0-9À-Ý(][\w.&'’\-–À-ÿ/+()]*|&|of|and|for|de|et|du|der|the))*?,?\s+{_SUFFIX}\b\.?(?:,?\s+{_SUFFIX}\b\.?)*)"
)
_CHINESE_NAME = re.compile(
    r"[\u4e00-\u9fff（）()A-Za-z·]{2,40}?(?:公司|研究院|研究所|医院|大学|厂|集团|中心)(?:[（(][^（）()\n]{2,30}分公司[）)])?"
)
_QUOTED = r"[\"“”‘「]\s*(?P<{0}>[^\"“”’」]{{2,60}}?)\s*,?[\"“”’」]"
_CALLED = re.compile(
    r"[(（][^()（）]{0,120}?" + _QUOTED.format("a") + r"(?P<more>[^()（）]{0,80})[)）]?"
    r"|(?i:here\s?in\s?after|referred to(?: herein)? as|called|known as|以下简称|以下称|下称)[^\"“”()]{0,60}?"
    + _QUOTED.format("b")
)
_CALLING = re.compile(r"以下|简称|称为|下称|称")
_CALLED_AFTER = re.compile(r"[（(]((?:以下|下称|简称|称)[^（）()]{2,20})[）)]\s*$")
_NOT_A_PARTY = re.compile(
    r"(?i)^(?:this |the |a |each |either )?(?:(?:[\w#\- ]{0,40}\b)?(?:agreements?|contract|amendments?|party|parties|effective|date|affiliates?)\b|(?:term|products?|services?|quality|members?|territory|msa|sow)$)|本?协议|合同|双方|各方|一方|生效|产品"
)
_LEADING = re.compile(
    r"^(?:\W|\b(?:and|by|between|among|amongst|by and between|by and among|of the one part|of the other part|on the one hand|on the other hand|the undersigned|undersigned|either|both|its\s+\w+|whose|with|is|made|on|as|hereto|the)\b|[(（]?(?:\d{1,2}|[ivx]{1,4}|[A-Ha-h])[)）.]\s|[（(]?\d{1,2}[）)])+",
    re.IGNORECASE,
)
_DESCRIBES = re.compile(r"[\s)）,]*(?:with|having|whose|located|at|of|an?)\b", re.IGNORECASE)
_ENDS = re.compile(
    r",?\s+(?:[A-Z]\w+\s+corporation\b|an?\s+(?:division|subsidiary|company|corporation|limited|not|private|public|wholly|[A-Z][\w-]+(?:\s+[A-Z][\w-]+)?\s+(?:registered\s+)?(?:corporation|company|limited|partnership|general|private|public|entity|society|organi|business))"
    r"|(?:having|with|whose|organi[sz]ed|incorporated|acting|located|duly|existing|of\s+\d|at\s|on behalf|on its|for itself|hereinafter|herein|together|doing business|d/?b/?a|dba|f/?k/?a|formerly|registered|referred|residing|each|as\s+(?:supplier|manufacturer|buyer|seller|purchaser|customer)|its|and its|\d{2,})\b)"
    r"|\s*[,;:]?\s*[(（\"“]|\s{2,}|,\s+(?:a|an|with|whose|having)\b|；|;|，|：",
)


@dataclass(frozen=True)
class _Mention:
    name: Span
    called: tuple[str, ...]


def find_parties(pages: Pages, roles: Roles) -> list[Found]:
    """The parties in the order in which the document introduces them."""
    opening = pages.opening
    if opening is None:
        mentions = _signatories(pages)
        sure = 0.5
    else:
        mentions = _chinese_labels(pages, opening) or _introduced(pages, opening)
        sure = 0.9
        if len(mentions) < 2:
            mentions, sure = _merged(mentions, _by_suffix(pages, opening)), 0.75
        if len(mentions) < 2:
            mentions, sure = _merged(mentions, _signatories(pages)), 0.55
    parties = [_party(pages, mention, roles) for mention in _twins_joined(pages, mentions)[:8]]
    return [
        Found(party, (pages.cite(mention.name),), sure)
        for party, mention in zip(_other_side(parties), _twins_joined(pages, mentions), strict=False)
    ]


def _party(pages: Pages, mention: _Mention, roles: Roles) -> PartyValue:
    name = " ".join(mention.name.of(pages.text).split()).strip(" ,;")
    called = tuple(c for c in mention.called if c != name)
    return PartyValue(name, _role((*called, name, name.split()[0].strip(",")), roles), called)


def _role(names: tuple[str, ...], roles: Roles) -> Role:
    lower = {name.lower() for name in names}
    if lower & {name.lower() for name in roles.customer}:
        return "customer"
    return "supplier" if lower & {name.lower() for name in roles.supplier} else "party"


def _other_side(parties: list[PartyValue]) -> list[PartyValue]:
    """Of two parties, the one whose role the text leaves open is the other side of the one that is known."""
    known = [p.role for p in parties if p.role != "party"]
    if len(parties) != 2 or len(known) != 1:
        return parties
    other: Role = "supplier" if known == ["customer"] else "customer"
    return [replace(p, role=other) if p.role == "party" else p for p in parties]


def _twins_joined(pages: Pages, mentions: list[_Mention]) -> list[_Mention]:
    """In a bilingual text the Chinese name after an English one is the same party."""
    joined: list[_Mention] = []
    for mention in mentions:
        name = mention.name.of(pages.text)
        if (
            pages.document.language == "mixed"
            and joined
            and name[0] >= "\u4e00"
            and joined[-1].name.of(pages.text)[0] < "\u4e00"
        ):
            joined[-1] = replace(joined[-1], called=(*joined[-1].called, name, *mention.called))
        else:
            joined.append(mention)
    return joined


def _introduced(pages: Pages, opening: Span) -> list[_Mention]:
    """Between one defined name and the next stands the full name of the party that bears it."""
    text = pages.text
    between = re.search(r"(?i)\b(?:by and )?(?:between|among|amongst)\b:?|\bundersigned\b,?", opening.of(text))
    cursor = opening.start + between.end() if between else opening.start
    mentions: list[_Mention] = []
    for anchor in _CALLED.finditer(text, cursor, opening.end):
        called = anchor["a"] or anchor["b"]
        if _NOT_A_PARTY.search(called.strip()):
            if re.search(r"(?i)date|agreement|amendment|contract", called) and not mentions:
                after = re.compile(r"(?i)\b(?:between|among)\b:?").search(text, anchor.end(), anchor.end() + 60)
                cursor = after.end() if after else cursor
            continue
        names = [called.strip(" .,")] + [
            m.strip(" ,") for m in re.findall(r"[\"“]([^\"“”]{2,40})[\"”]", anchor["more"] or "")
        ]
        if mentions and anchor.start() - cursor > FURTHEST:
            break
        span = _name_in(text, cursor, anchor.start())
        if (
            span
            and not _NOT_A_PARTY.search(span.of(text))
            and (cleaned := tuple(n for n in names if not _NOT_A_PARTY.search(n)))
        ):
            mentions.append(_Mention(span, cleaned))
            mentions += [_Mention(also, ()) for also in _together(text, span.end, anchor.start())]
        cursor = anchor.end()
    return _without_repeats(pages, mentions)


def _together(text: str, start: int, end: int) -> list[Span]:
    """Further companies under one defined name: "X, Inc. and X Sales, LLC (collectively “X”)"."""
    after_and = (also.end() for also in re.finditer(r"(?i)\band\s+", text[start:end]))
    names = (_ENGLISH_NAME.match(text, start + at, end) for at in after_and)
    return [Span(*name.span("name")) for name in names if name]


def _name_in(text: str, start: int, end: int) -> Span | None:
    """The full name at the head of a stretch, without what joins it to the last one and what describes it."""
    # What follows a defined name may still describe that party: its address ends at the last number.
    if _DESCRIBES.match(text[start:end]) and (numbers := list(re.finditer(r"\d{3,}[\w-]*", text[start:end]))):
        later = [n for n in numbers if _ENGLISH_NAME.search(text[start + n.end() : end])]
        start += later[-1].end() if later else 0
    if lead := _LEADING.match(text[start:end]):
        start += lead.end()
    stretch = text[start:end]
    named = _ENGLISH_NAME.match(stretch)
    if named:
        return Span(start, start + len(named["name"].rstrip(" ,")))
    chinese = _CHINESE_NAME.match(stretch)
    if chinese:
        return Span(start, start + chinese.end())
    stop = _ENDS.search(stretch)
    name = stretch[: stop.start()] if stop else stretch
    if not re.match(r"[A-Z0-9À-Ý]", name) or len(name) > 120 or len(name.split()) > 14 or len(name.strip()) < 2:
        further = _ENGLISH_NAME.search(stretch)
        return _trimmed(text, Span(start + further.start(), start + further.end())) if further else None
    return Span(start, start + len(name.rstrip(" ,;")))


def _chinese_labels(pages: Pages, opening: Span) -> list[_Mention]:
    """甲方（委托方）：某某有限公司, one line each."""
    label = re.compile(
        r"(?m)^[ \t#>*-]*(?P<label>[\u4e00-\u9fff]{2,6})\s*(?:[（(](?P<also>[^）)\n]{1,40})[）)])?\s*[：:]\s*(?P<name>[^\n：:]{2,60}?(?:公司|研究院|研究所|医院|大学|厂|集团|中心)(?:[（(][^（）()\n]{2,24}[）)]|[^\n，,；;]{0,20}))\s*$"
    )
    mentions = []
    for match in label.finditer(pages.document.text, opening.start, opening.end):
        also = re.findall(r"[\u4e00-\u9fff]{2,12}", _CALLING.sub("", match["also"] or ""))
        name = Span(*match.span("name"))
        # 某某有限公司（以下简称“某某”）: what it is called is no part of its name.
        if called := _CALLED_AFTER.search(match["name"]):
            also += re.findall(r"[\u4e00-\u9fff]{2,12}", _CALLING.sub("", called[1]))
            name = Span(name.start, name.start + called.start())
        mentions.append(_Mention(name, (match["label"], *also)))
    return mentions if len(mentions) >= 2 else []


def _by_suffix(pages: Pages, stretch: Span) -> list[_Mention]:
    names = [Span(*m.span("name")) for m in _ENGLISH_NAME.finditer(pages.text, stretch.start, stretch.end)]
    names = [name for name in names if not is_place(re.sub(rf"\W+{_SUFFIX}\.?$", "", name.of(pages.text)))]
    names += [Span(*m.span()) for m in _CHINESE_NAME.finditer(pages.text, stretch.start, stretch.end)]
    return _without_repeats(pages, [_Mention(_trimmed(pages.text, name), ()) for name in names])


def _trimmed(text: str, span: Span) -> Span:
    lead = _LEADING.match(span.of(text))
    return Span(span.start + lead.end(), span.end) if lead and lead.end() < len(span) else span


def _signatories(pages: Pages) -> list[_Mention]:
    """Names above "By:" in the signature blocks."""
    found = []
    for by in re.finditer(r"(?i)\bby\s*:|（?盖章）?|\bper\s*:", pages.document.text):
        block = Span(max(0, by.start() - 160), by.start())
        if re.search(r"(?i)\bby\s*:", pages.document.text[by.start() : by.end()]):
            found += _by_suffix(pages, block)[-1:]
    return _without_repeats(pages, found[-8:])


def _without_repeats(pages: Pages, mentions: list[_Mention]) -> list[_Mention]:
    kept: dict[str, _Mention] = {}
    for mention in mentions:
        key = re.sub(r"[\W_]+", "", mention.name.of(pages.text)).lower()
        called = {name.lower() for name in mention.called}
        same = any(called & {name.lower() for name in held.called} for held in kept.values())
        if key and not same and not any(key.startswith(k) or k.startswith(key) for k in kept):
            kept[key] = mention
    return list(kept.values())


def _merged(first: list[_Mention], second: list[_Mention]) -> list[_Mention]:
    return [*first, *(m for m in second if not any(m.name.overlaps(f.name) for f in first))]
