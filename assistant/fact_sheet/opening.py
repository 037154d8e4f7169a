"""Where an agreement introduces its parties: the stretch from "This Agreement … between" to the recitals."""

import re

from assistant.fact_sheet.passages import Pages
from ingest.document import Span

LONGEST = 6_000
SEARCHED = 30_000
_INSTRUMENT = r"(?:agreement|contract|amendment|addendum|letter|协议|合同|补充协议)"
_BEGINS = re.compile(
    rf"(?:(?i:\bt?his)\s+(?:[\w'’#\-–—,&()®™.\[\]/]+\s+){{0,14}}?(?i:{_INSTRUMENT})\b|(?im:^\W*(?:the\s+)?undersigned)|(?im:^[ \t]*(?:by[ ]and[ ])?(?:between|among|(?:the[ ])?parties)[ \t:]*$)|\b[A-Z][A-Z ,&-]{{2,80}}AGREEMENT\b(?=\s*\([“\"]))"
)
_BETWEEN = re.compile(r"(?i)\b(?:by and )?(?:between|among|amongst)\b|\bthe\s+undersigned\b|^\s*(?:the\s+)?parties\b")
_RECITALS = re.compile(
    r"\bWHEREAS\b|\bWhereas\b|\bRECITALS?\b|\bRecitals?\b|W\s?I\s?T\s?N\s?E\s?S\s?S\s?E\s?T\s?H|\bBACKGROUND\b|\bPREAMBLE\b|(?i:\bnow,?\s+therefore\b)"
    r"|\bTERMS OF AGREEMENT\b|\bthe parties (?:hereto )?agree\b|\bThe parties (?:hereto )?agree|(?m:^\s*(?:1|I|ARTICLE\s+(?:1|I|ONE))\.?\s+[A-Z])|鉴于|第一[条章]|(?m:^\s*一、)|(?m:^\s*1[.、]?\s*[\u4e00-\u9fff])"
)
_ZH_PARTY = re.compile(
    r"(?m)^[ \t#>*-]*(?:本?(?:协议|合同)[^\n]{0,40}[：:]\s*)?(?:甲方|乙方|丙方|委托方|受托方|委托人|受托人|买方|卖方|供方|需方|供应方|采购方|持有人|[\u4e00-\u9fff]{1,4}[方人]|[\u4e00-\u9fff]{2,4}(?:企业|单位|商))\s*(?:[（(][^）)\n]{1,40}[）)])?\s*[：:]"
)

_ZH_BETWEEN = re.compile(r"(?m)^[^\n]{0,40}由?(?:下列|以下)(?:各方|双方|当事人)[^\n]{0,40}$")


def opening_of(pages: Pages) -> Span | None:
    """The stretch that introduces the parties, or None when no form of introduction is known."""
    head = pages.text[:SEARCHED]
    chinese = _ZH_PARTY.search(pages.document.text[:SEARCHED]) or _ZH_BETWEEN.search(pages.document.text[:SEARCHED])
    best: tuple[float, Span] | None = None
    for begin in _BEGINS.finditer(pages.document.text[:SEARCHED]):
        end = _end_of(pages, begin.end())
        stretch = head[begin.start() : end]
        if not _BETWEEN.search(stretch):
            continue
        score = _score(stretch) - 1.5 * stretch.lower().lstrip().startswith(("between", "by and", "among"))
        if best is None or score > best[0] + 1.5:
            best = (score, Span(begin.start(), end))
    if best and (best[0] >= 1 or not chinese):
        return best[1]
    if chinese:
        start = chinese.start()
        stop = _RECITALS.search(pages.document.text, chinese.end())
        return Span(start, min(stop.start() if stop else start + LONGEST, start + LONGEST))
    return None


def _end_of(pages: Pages, start: int) -> int:
    """The recitals, the first numbered heading, or the most that an introduction takes."""
    stop = _RECITALS.search(pages.document.text, start + 20)
    return min(stop.start() if stop else start + LONGEST // 2, start + LONGEST, len(pages.text))


def _score(stretch: str) -> float:
    """An introduction names parties in quotes, says where they live and what they are."""
    named = len(
        re.findall(
            r"[(（][^()（）]{0,90}[\"“”][^\"“”]{2,60}[\"“”]|(?i:hereinafter|referred to as|called)\s[^\"“”]{0,40}[\"“”]",
            stretch[:LONGEST],
        )
    )
    lives = len(
        re.findall(
            r"(?i)\b(?:corporation|company|limited|offices?|place of business|organi[sz]ed|address|gmbh|inc\b|llc|ltd)",
            stretch,
        )
    )
    return (
        min(named, 4) + min(lives, 6) / 3 + bool(re.search(r"(?i)\b(?:made|entered|effective|dated)\b", stretch[:300]))
    )
