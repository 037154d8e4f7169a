"""The day an agreement takes effect: as defined, as the introduction says, as the cover or the signatures say."""

import re
from dataclasses import dataclass

from assistant.fact_sheet.amounts import dates_in
from assistant.fact_sheet.passages import Pages, blank_in, redaction_in
from assistant.fact_sheet.sheet import FactStatus, Found
from assistant.fact_sheet.values import DateValue, Words
from ingest.document import Span

_QUOTE = "[\"“”'‘’「」]?"
_NAME = rf"{_QUOTE}(?:the\s+)?(?:Amendment\s+|Agreement\s+|Restated\s+|Contract\s+)?(?i:Effective\s+Date|Commencement\s+Date|Date of this Agreement){_QUOTE}"
_DEFINED = re.compile(
    rf"{_NAME}\s*(?:\([^)]{{0,40}}\)\s*)?(?:shall\s+mean|means|mean|is|shall\s+be|refers\s+to|[:：=\-–—])\s*(?:the\s+)?"
)
_ZH_DEFINED = re.compile(
    r"(?:本(?:协议|合同)的?)?(?:生效日期?|签[订署]日期?|订立日期|合同签订时间)\s*[”\"」]?\s*(?:[/／][^：:\n]{0,30})?(?:为|是|指|[：:])\s*"
)
_TAG = re.compile(
    rf"[(（]\s*(?:the|hereinafter(?:\s+called|\s+referred\s+to\s+as)?(?:\s+the)?|this)?\s*,?\s*{_QUOTE}\s*(?:the\s+)?(?:\w+\s+){{0,2}}(?i:effective\s+date|date)\b|(?i:agreement\s+effective\s+date)"
)
_LEADS = (
    (0.9, re.compile(r"(?i)\b(?:made\s+)?effective\s+(?:as\s+of|on|from|this)?\b")),
    (
        0.85,
        re.compile(
            r"(?i)\b(?:made|entered|executed|dated|concluded|signed)\b(?:\s+[\w,]+){0,6}?\s+(?:as\s+of|on|this|effective|in)\b"
        ),
    ),
    (0.8, re.compile(r"(?i)\bdated\b|\bas\s+of\b")),
)
_COVER = re.compile(r"(?i)^[^\n]{0,60}\b(?:dated|effective|date)\b(?:\s+as)?(?:\s+of)?[\s:]{0,4}", re.MULTILINE)
_TAKES_EFFECT = re.compile(
    r"(?i)\b(?:agreement|contract|term)\b.{0,80}?\b(?:commences?|begins?|is effective|become[s]? effective|takes? effect|enters? into (?:force|effect)|(?:shall|will) (?:commence|begin|take effect|be effective|become effective|come into (?:force|effect)|enter into (?:force|effect)))\b(?:\s+(?:as\s+of|on|from|upon|with effect from)\b)?"
    r"|(?:自|于|从)(?=.{2,30}?(?:起|之日)?(?:起)?生效)|(?:协议|合同|有效期)[^。；]{0,8}自(?=[^。；]{2,24}起至)"
)
_ZH_SIGNED = re.compile(r"[于在](?=[^。；\n]{6,24}(?:日|号)[^。；，\n]{0,16}(?:签[订署]|订立|缔结|共同签))")
_DESCRIBED = re.compile(
    r"(?i)\b(?:the\s+)?(?:latest\s+|last\s+)?date\s+(?:of|on\s+which|when|that)\b[^.;\n]{3,110}?(?:sign|execut)\w*(?:\s+(?:of\s+)?(?:the\s+)?(?:last\s+)?(?:party|both parties|parties|by[^.;,\n]{3,50}|this agreement))?|\bdate\s+(?:of\s+)?(?:last\s+)?(?:signature|signing)\b[^.;,\n)\"“]{0,60}"
    r"|(?:双方|各方|甲乙双方)[^。；\n]{0,30}(?:签字|盖章|签署)[^。；\n]{0,20}之日"
)
_SIGNED = re.compile(r"(?i)\bdate[d]?\s*(?:of\s+signature\s*)?:\s*|日期\s*[：:]\s*")
NEAR, AFTER_TAG, EARLY = 45, 60, 400
"""Characters: from a label to its date, from a date to the name given to it, from "This Agreement" to its date."""


@dataclass(frozen=True)
class Dated:
    """What is known of the effective date of one document."""

    status: FactStatus
    found: Found | None = None


def find_effective_date(pages: Pages) -> Dated:
    """The best-founded date; a date left blank or redacted is said to be so."""
    opening = pages.opening
    text = pages.text
    head = Span(0, min(len(text), (opening.end if opening else 3_000)))
    tries = [
        *(_after(pages, m.end(), NEAR, 0.95) for m in _DEFINED.finditer(text)),
        *([_in_opening(pages, opening)] if opening else []),
        *(_after(pages, m.end(), NEAR, 0.9) for m in _ZH_DEFINED.finditer(text, 0, min(len(text), 4_000))),
        *(_after(pages, m.end(), NEAR, 0.75) for m in _COVER.finditer(pages.document.text, head.start, head.end)),
        *(_taking_effect(pages)),
        *(_after(pages, m.end(), NEAR, 0.7) for m in _ZH_SIGNED.finditer(text, 0, min(len(text), 4_000))),
    ]
    dated = [found for found in tries if found and found.found]
    if dated:
        return dated[0]
    described = _described(pages, opening)
    left_open = next((found for found in tries if found), None)
    if described:
        return _signed(pages) or described
    return left_open or _signed(pages) or Dated("not_found")


def _after(pages: Pages, start: int, within: int, sure: float) -> Dated | None:
    stretch = pages.text[start : start + within]
    for at, end, date in dates_in(stretch):
        if at <= 25:
            return Dated("found", Found(date, (pages.cite(Span(start + at, start + end)),), sure))
        break
    return _open(pages, Span(start, min(start + 25, len(pages.text))))


def _in_opening(pages: Pages, opening: Span) -> Dated | None:
    """A date just before "(the Effective Date)"; else one after "effective", "made as of", "dated"."""
    stretch = opening.of(pages.text)
    dates = list(dates_in(stretch))
    for tag in _TAG.finditer(stretch):
        before = [d for d in dates if 0 <= tag.start() - d[1] <= AFTER_TAG]
        if before:
            at, end, value = before[-1]
            return Dated("found", Found(value, (pages.cite(Span(opening.start + at, opening.start + end)),), 0.95))
        if left_open := _open(pages, Span(opening.start + max(0, tag.start() - 40), opening.start + tag.start())):
            return left_open
    for sure, lead in _LEADS:
        for match in lead.finditer(stretch):
            if match.start() > EARLY:
                break
            after = [d for d in dates if 0 <= d[0] - match.end() <= 25]
            if after and not _of_another(stretch, match.start()):
                at, end, value = after[0]
                return Dated("found", Found(value, (pages.cite(Span(opening.start + at, opening.start + end)),), sure))
            if left_open := _open(pages, Span(opening.start + match.end(), opening.start + match.end() + 25)):
                return left_open
    return None


def _of_another(stretch: str, at: int) -> bool:
    """ "the Supply Agreement dated …" in an amendment is the date of the other document."""
    before = stretch[max(0, at - 70) : at]
    return bool(
        re.search(
            r"(?i)\bto\s+(?:the|that)\b[^.]{0,60}agreement\s*(?:\([^)]*\))?\s*$|\bthat\s+certain\b[^.]{0,60}$", before
        )
    )


def _taking_effect(pages: Pages) -> list[Dated | None]:
    found = []
    for sentence in pages.sentences:
        match = _TAKES_EFFECT.search(sentence.text)
        if match:
            found.append(_after(pages, sentence.span.start + match.end(), NEAR, 0.7))
    return [f for f in found if f and f.found]


def _open(pages: Pages, span: Span) -> Dated | None:
    """Blank or redacted where the date should stand."""
    words = span.of(pages.text)
    status: FactStatus | None = "blank" if blank_in(words) else "redacted" if redaction_in(words) else None
    return Dated(status, Found(Words(words.strip()), (pages.cite(span),), 0.8)) if status else None


def _described(pages: Pages, opening: Span | None) -> Dated | None:
    """ "the date of last signing" and the like, where a date is defined or the parties are introduced."""
    places = [Span(m.start(), min(m.end() + 160, len(pages.text))) for m in _DEFINED.finditer(pages.text)]
    if opening:
        places.append(Span(opening.start, min(opening.start + 600, opening.end)))
    for place in places:
        if match := _DESCRIBED.search(pages.text, place.start, place.end):
            words = " ".join(match.group().split())
            return Dated("found", Found(Words(words), (pages.cite(Span(*match.span())),), 0.8))
    return None


def _signed(pages: Pages) -> Dated | None:
    """The last date beside the signatures."""
    tail = max(0, len(pages.text) - 40_000)
    dates = []
    for label in _SIGNED.finditer(pages.document.text, tail):
        for at, end, value in dates_in(pages.text[label.end() : label.end() + 30]):
            if at <= 8:
                dates.append((value.iso, Span(label.end() + at, label.end() + end)))
            break
    if not dates:
        return None
    iso, span = max(dates, key=lambda d: d[0])
    return Dated("found", Found(DateValue(iso), (pages.cite(span),), 0.6))
