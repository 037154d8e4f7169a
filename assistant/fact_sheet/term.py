"""How long an agreement runs, when it ends, how it renews, and by when notice must be given."""

import re
from dataclasses import dataclass

from assistant.fact_sheet.amounts import dates_in, periods_in
from assistant.fact_sheet.passages import Pages, Sentence, redaction_in
from assistant.fact_sheet.sheet import FactStatus, Found
from assistant.fact_sheet.values import DateValue, Period, Value, Words
from ingest.document import Span

CLEAR = 4.5
"""From this score on, a sentence is about the term even when it gives no length."""
EARLY = 220
"""Characters of a sentence in which its own subject stands."""
_SUBJECT = r"(?:agreement|contract|initial\s+term|(?:the|this|its)\s+[\"“]?\s*term\b|term\s+(?:of|for|hereof)|amendment|appointment|quality\s+agreement|engagement)"
_RUNS = re.compile(
    rf"(?i)\b{_SUBJECT}\b.{{0,160}}?\b(?:commence\w*|begin\w*|start\w*|(?:become|be|is)\s+effective|takes?\s+effect|(?:come|enter)s?\s+into\s+(?:force|effect)|remain\w*\s+(?:in|valid|effective|binding)|continue\w*|in\s+(?:full\s+)?(?:force|effect)|expire\w*|be\s+valid|conclude|run\b|last\b|extend\w*\s+(?:until|for|through|to)|(?:shall|will)\s+be\s+(?:for\b|[a-z]+\s*\()|is\s+(?:for\b|[a-z]+\s*\(?\d*\)?\s*years?)|terminate\s+on)"
    r"|(?:协议|合同)[^。；]{0,20}(?:有效期|期限|自[^。；]{2,40}起[^。；]{0,10}(?:生效|有效)|有效|[^。；]{0,4}自[^。；]{2,40}起至)|(?:^|\s)期限(?:为)?(?=[一二三四五六七八九十两\d]+个?[年月])|有效期(?:限)?(?:为|自|至)?|(?:合同|协议|合作)期限"
)
_HEADED = re.compile(r"(?i)\bterm\b|\bduration\b|\bperiod of (?:agreement|validity)\b|期限|有效期")
_TERM_WORD = re.compile(r"(?i)\b(?:initial )?term\b|有效期|期限")
_NOT_TERM = re.compile(
    r"(?i)\b(?:confidential\w*|non-?disclos\w*|insurance|warrant\w*|shelf|records?|survive\w*|retention|forecast|lease|royalt\w*|payment terms?|price|invoice|non-?compet\w*|patent|surviv\w+|trademark|employ\w+|indemnif\w*|transition|supply price|audit|samples?|thereafter for|obligations? (?:under|set forth|of) .{0,40}shall (?:continue|survive))\b|保密|质保|保存|存续|价格|发票"
)
_UNTIL = re.compile(
    r"(?i)\b(?:until|through(?: and including)?|expir\w+(?: at the end of the day)?(?: on)?|ending(?: on)?|to|and end(?:s|ing)? on|terminat\w+ on|conclud\w+ (?:on|upon))\s*(?:the\s+)?$|(?:至|到|截至)\s*$"
)
_LENGTH = re.compile(
    r"(?i)\b(?:for|of|is|be|period|term|until|on|remain\w*|continue\w*|to|last\w*|through|extend\w*|upon)\b[^,;]{0,60}$|(?:为|期|有效|[：:])[^，；]{0,10}$"
)
_NOTICE_NEAR = re.compile(
    r"(?i)^.{0,30}\b(?:after|following|from|upon)\b.{0,50}\bnotice\b|^\W{0,3}(?:['’]s?\s+)?(?:\w+\s+){0,3}?(?:notice|notification|prior|before|after\s+(?:receipt|notice))\b|^\s*(?:前|内)?(?:书面)?(?:通知|之前|前)"
)
_END_FIELD = re.compile(r"(?i)\b(?:termination|expiry|expiration|end)\s+date\s*[:：]\s*")
_OPEN_END = re.compile(
    r"(?i)\b(?:as long as|so long as|for so long|until (?!expiration as provided)|during the (?:term|life|continuance) of (?!this)|upon the (?:expir\w+|later|longer|earlier|last)|expiration (?:or|and|of)|in perpetuity|indefinite\w*|co-?terminous|co-?extensive)[^.;]{0,140}|直至[^。；]{2,60}"
)
_RENEWS = re.compile(
    r"(?i)\brenew(?:s|ed|al|able)?\b|\bextend(?:s|ed)?\b(?!\s+(?:only\s+)?to\s+(?:the|any|all|an?)\b)|\bextension\b|\bprolong\w*|\broll(?:s)? over\b|续期|续展|续签|顺延|延长|续约"
)
_RENEWAL_BEGINS = re.compile(
    r"(?i)\brenew|\bautomatic|\bextensions?\b|\bextended for\b|\badditional\b|续期|续展|自动|顺延|延长"
)
_AUTOMATIC = re.compile(r"(?i)\bautomatic\w*|\bevergreen\b|\bunless\b[^.;]{0,200}\bnot\w*\b|自动|顺延")
_BY_AGREEMENT = re.compile(
    r"(?i)\bmutual\w*|\b(?:written )?agreement (?:of|between) (?:the|both) parties|\bparties (?:may|agree|shall)|协商|书面同意|双方同意|另行签"
)
_NOT_RENEWED = re.compile(r"(?i)\bnotice\b|\bnotif\w+|\badvise\w*|\bin writing\b|\brequest\w*|\belects?\b|通知|书面")
_BEFORE_END = re.compile(
    r"(?i)^[^.;]{0,90}?\b(?:prior|before|in advance|preceding|advance|notice)\b|^[^。；]{0,12}(?:前|之前)"
)
_WITHOUT_CAUSE = re.compile(
    r"(?i)\b(?:without cause|for convenience|for any reason|with or without cause|at any time|for any or no reason|no reason|at its (?:sole )?(?:discretion|option|convenience)|in its (?:sole )?discretion)\b|任意解除|无[需须](?:说明|附具?|陈述|任何)*理由|随时|无故|单方(?:面)?(?:解除|终止)|提前[^，。；]{1,20}(?:书面)?通知[^，。；]{0,16}(?:解除|终止)"
)
_TERMINATES = re.compile(r"(?i)\bterminat\w+|\bcancel\w*|终止|解除")


@dataclass(frozen=True)
class TermFacts:
    """Term, renewal and the notices that go with them."""

    status: FactStatus
    term: Found | None = None
    end: Found | None = None
    """An end date that the text states."""
    renewal: Found | None = None
    renewal_notice: Found | None = None
    termination_notice: Found | None = None


def find_term(pages: Pages) -> TermFacts:
    """From the sentence that says best how long the agreement runs, and the ones around it."""
    ranked = sorted(
        ((score, at) for at, s in enumerate(pages.sentences) if (score := _score(s)) >= 3.0),
        key=lambda r: (-r[0], r[1]),
    )
    renewal_at = ranked[0][1] if ranked else None
    renewal, notice = _renewal(pages, renewal_at)
    ending = _termination_notice(pages)
    for score, at in ranked[:4]:
        sentence = pages.sentences[at]
        value, end = _length(sentence)
        if value is None and at + 1 < len(pages.sentences):
            value, end, sentence = _said_next(pages, at)
        sure = min(0.95, 0.45 + score / 14)
        citation = pages.cite(sentence.span)
        ends = Found(end, (citation,), sure) if end else None
        if value is not None or end is not None:
            return TermFacts("found", Found(value or end, (citation,), sure), ends, renewal, notice, ending)  # type: ignore[arg-type]
        if redaction_in(sentence.text) and score >= CLEAR:
            return TermFacts("redacted", Found(Words("redacted"), (citation,), sure), None, renewal, notice, ending)
    if ended := _end_field(pages):
        return TermFacts("found", ended, ended, renewal, notice, ending)
    if ranked and ranked[0][0] >= CLEAR and _headed(pages.sentences[ranked[0][1]]):
        citation = pages.cite(pages.sentences[ranked[0][1]].span)
        silent = Found(Words("the term clause gives no length"), (citation,), 0.5)
        return TermFacts("found", silent, None, renewal, notice, ending)
    return TermFacts("not_found", None, None, renewal, notice, ending)


def _end_field(pages: Pages) -> Found | None:
    """ "Termination Date: December 31, 2023" among the particulars."""
    for label in _END_FIELD.finditer(pages.text):
        for start, end, date in dates_in(pages.text[label.end() : label.end() + 40]):
            if start < 5:
                return Found(date, (pages.cite(Span(label.start(), label.end() + end)),), 0.85)
    return None


def _score(sentence: Sentence) -> float:
    text = sentence.text
    match = _RUNS.search(text)
    if not match:
        return 0.0
    headed = _headed(sentence)
    early = match.start() < 90
    score = 1.0 + 2.0 * bool(headed) + 1.5 * bool(_TERM_WORD.search(text)) + 0.5 * early
    score += 1.5 * bool(
        re.search(r"(?i)\bthis\s+(?:\w+\s+){0,3}?(?:agreement|contract)\b|\binitial term\b|本(?:协议|合同)", text)
    )
    value, end = _length(sentence)
    score += 2.0 * (isinstance(value, Period) or end is not None) + 1.0 * isinstance(value, Words)
    score += 1.0 * bool(redaction_in(text))
    score += 1.0 * bool(re.search(r"(?i)effective date|date (?:hereof|of this|first)|commenc|生效", text))
    return (
        score
        - 3.5 * bool(_NOT_TERM.search(text[:EARLY]))
        - 1.5 * bool(re.search(r"(?i)during the term[^ ]|throughout the term|during the term of this", text))
    )


def _headed(sentence: Sentence) -> bool:
    return bool(_HEADED.search(sentence.heading) or _HEADED.search(sentence.text[:40]))


def _length(sentence: Sentence) -> tuple[Value | None, DateValue | None]:
    """What the sentence says after it speaks of running: an end date, a length, or a condition."""
    match = _RUNS.search(sentence.text)
    if not match:
        return None, None
    start = match.start()
    text = sentence.text
    renewal = _RENEWAL_BEGINS.search(text, match.end())
    # What is said of the renewal is not the term.
    stop = renewal.start() if renewal and renewal.start() - match.end() > 25 else len(text)
    end = next((d for a, _, d in dates_in(text[start:stop]) if _UNTIL.search(text[start : start + a][-45:])), None)
    for at, after, period in periods_in(text[start:stop]):
        lead, follow = text[start : start + at], text[start + after : start + after + 60]
        if (period.unit in ("day", "week") and period.count < 91) or _NOTICE_NEAR.search(follow) or lead.endswith("前"):
            continue
        if _LENGTH.search(lead[-75:]) or at < 20:
            return period, end
    if end:
        return end, end
    condition = _OPEN_END.search(text, start, stop)
    return (Words(" ".join(condition.group().split())), None) if condition else (None, None)


def _said_next(pages: Pages, at: int) -> tuple[Value | None, DateValue | None, Sentence]:
    """ "… shall continue until expiration as provided below. The initial term shall expire on …"""
    following = pages.sentences[at + 1]
    value, end = _length(following)
    return value, end, following if value or end else pages.sentences[at]


def _renewal(pages: Pages, term_at: int | None) -> tuple[Found | None, Found | None]:
    near = set(range(term_at, term_at + 5)) if term_at is not None else set()
    best: tuple[float, int] | None = None
    for at, sentence in enumerate(pages.sentences):
        text = sentence.text
        if not _RENEWS.search(text) or (
            at not in near and not re.search(rf"(?i)\b{_SUBJECT}\b|\bterm\b|协议|合同|期限|期满", text)
        ):
            continue
        score = 3.0 * (at in near) + 1.5 * bool(_AUTOMATIC.search(text)) + bool(_HEADED.search(sentence.heading))
        score += any(True for _ in periods_in(text)) - 3.0 * bool(_NOT_TERM.search(text[:EARLY]))
        if score >= 2.5 and (best is None or score > best[0]):
            best = (score, at)
    if best is None:
        return None, None
    sentence = pages.sentences[best[1]]
    found = Found(_how_it_renews(sentence), (pages.cite(sentence.span),), min(0.9, 0.4 + best[0] / 12))
    for candidate in pages.sentences[best[1] : best[1] + 3]:
        if notice := _notice_before_end(pages, candidate):
            return found, notice
    return found, None


def _how_it_renews(sentence: Sentence) -> Words:
    text = sentence.text
    renews = _RENEWS.search(text)
    start = renews.start() if renews else 0
    how = (
        "automatic"
        if _AUTOMATIC.search(text)
        else "by agreement"
        if _BY_AGREEMENT.search(text)
        else "by notice or request"
    )
    for _, after, period in periods_in(text[start : start + 260]):
        if not _NOTICE_NEAR.search(text[start + after : start + after + 40]):
            return Words(f"{how}, {period.shown} at a time")
    return Words(how)


def _notice_before_end(pages: Pages, sentence: Sentence) -> Found | None:
    text = sentence.text
    if not _NOT_RENEWED.search(text):
        return None
    for _start, end, period in periods_in(text):
        if _BEFORE_END.search(text[end:]) and (
            period.unit != "year" or re.search(r"(?i)prior|before|advance|前", text[end : end + 60])
        ):
            return Found(period, (pages.cite(Span(sentence.span.start, sentence.span.end)),), 0.8)
    return None


def _termination_notice(pages: Pages) -> Found | None:
    """The shortest way out without a reason."""
    for sentence in pages.sentences:
        text = sentence.text
        if not (_TERMINATES.search(text) and _WITHOUT_CAUSE.search(text) and re.search(r"(?i)notice|notif|通知", text)):
            continue
        if re.search(r"(?i)\b(?:fails?|breach|cure|default|insolven\w+|bankrupt\w*)\b|违约|破产", text[:200]):
            continue
        for start, end, period in periods_in(text):
            if _BEFORE_END.search(text[end:]) or text[:start].endswith("提前"):
                return Found(period, (pages.cite(sentence.span),), 0.75)
    return None
