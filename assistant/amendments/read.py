"""Reads an amendment: its number, its date, every change it orders and the terms it adds of its own.

read_amendment(reading)  ->  Amendment
"""

import re
from collections.abc import Iterator, Sequence

from assistant.amendments import chinese, english
from assistant.amendments.body import Body, Item, body_of
from assistant.amendments.operations import Amendment, Operation, OwnTerm
from assistant.amendments.raw import RawOperation, Stretch, trimmed
from assistant.cite import Citation
from assistant.dates import first_date
from assistant.number_words import chinese_number
from assistant.reading import Reading

_ORDINALS = {
    w: i
    for i, w in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 1
    )
}
_NUMBERED = re.compile(
    rf"(?i)\b(?:amendment|addendum|supplement(?:al agreement)?)\s*(?:no\.?|number|#|№)?\s*(?P<n>\d{{1,2}})\b|\b(?P<o>{'|'.join(_ORDINALS)})\s+(?:amendment|addendum|supplement)"
    r"|(?:补充协议|变更协议|修订协议|修正案|补充合同)\s*[（(]?\s*(?:之|第)?(?P<z>[一二三四五六七八九十]{1,3}|\d{1,2})|第(?P<y>[一二三四五六七八九十]{1,3})[号次份](?:补充协议|修正案|变更)"
)
_DATED = re.compile(r"(?i)effective|dated|entered into|made (?:this|as of|on)|as of|生效|签订|签署|日期|于")
_BOILERPLATE = re.compile(
    r"(?i)(?:capitali[sz]ed|defined) terms|same meanings? (?:in|as)|shall have the (?:same )?(?:respective )?meanings?|full force and effect|remains? (?:unchanged|in force)|counterparts?\b"
    r"|no other changes|governed by the laws?|facsimile|electronic (?:image|signature)|entire agreement|保持不变|继续有效|具有同等(?:法律)?效力|一式.{1,3}份|含义(?:相同|一致)|未修改|自.{0,12}(?:签字|盖章).{0,12}生效|以本(?:补充)?协议为准"
)
_ATTACHMENT = re.compile(
    r"(?im)^[ \t#]*(?P<name>(?:exhibit|schedule|annex|appendix|attachment)\s+[A-Z0-9][A-Z0-9-]*|(?:附件|附表)\s*[一二三四五六七八九十\dA-Z]+)"
)
_PAPER = r"(?:exhibit|schedule|annex|appendix|attachment)\s+[A-Z0-9][A-Z0-9-]*"
_SENT_TO = re.compile(
    rf"(?i)(?:set forth|set out|contained) (?:in|on) (?:the )?({_PAPER})|(?:replaced|substituted) (?:by|with) (?:the )?(?:new )?({_PAPER})"
    rf"|({_PAPER}) (?:attached|annexed)|(?:见|本(?:补充)?(?:协议|合同)(?:所附)?(?:的|之)?)((?:附件|附表)\s*[一二三四五六七八九十\dA-Z]+)"
)


def read_amendment(reading: Reading) -> Amendment:
    """The amendment as facts, in the order it is written."""
    body = body_of(reading)
    operations: list[Operation] = []
    terms: list[OwnTerm] = []
    for item in body.items:
        raws = _raw_operations(body, item)
        operations += [_located(body, raw) for raw in raws]
        if not _is_opening(body, item):
            terms += [OwnTerm(item.number, body.citations(*left)) for left in _left_over(body, item, raws)]
    opening = body.text[: body.opens or 2500]
    return Amendment(
        reading.document,
        amendment_number(reading.document.title, opening),
        amendment_date(opening),
        tuple(operations),
        tuple(terms),
    )


def amendment_number(title: str, opening: str) -> int | None:
    """Which amendment this is, by its title, else by the words of its opening."""
    for text in (title, opening[:600]):
        if match := _NUMBERED.search(text):
            found = match["n"] or match["o"] or match["z"] or match["y"]
            return _ORDINALS.get(found.lower()) or int(chinese_number(found) or 0)
    return None


def amendment_date(opening: str) -> str | None:
    """The date of effect in the opening: the first one behind "effective", "dated", "made this"; the agreement's own is no candidate."""
    dates = []
    for match in _DATED.finditer(opening):
        near = re.sub(r"(?i)\b(\d{1,2})(?:st|nd|rd|th)?\s+day of\b", r"\1", opening[match.end() : match.end() + 48])
        before = opening[max(0, match.start() - 90) : match.start()]
        iso = first_date(near)
        theirs = re.search(r"(?i)\b(?:agreement|协议|合同)\W{0,3}\s*$", before) and not re.search(
            r"(?i)\bthis\b[^.]*$|本", before
        )
        if iso and not theirs:
            dates.append(iso)
    return max(dates) if dates else None


def _raw_operations(body: Body, item: Item) -> list[RawOperation]:
    found = english.operations_in(body.text, item.start, item.end)
    found += chinese.operations_in(body.text, item.start, item.end)
    return sorted(found, key=lambda raw: raw.instruction)


def _left_over(body: Body, item: Item, raws: Sequence[RawOperation]) -> Iterator[Stretch]:
    """What the item says besides its orders and their new wording."""
    taken = sorted(stretch for raw in raws for stretch in (raw.instruction, *raw.new))
    at = item.start
    for start, end in [*taken, (item.end, item.end)]:
        left = trimmed(body.text, at, max(at, start))
        if _is_own_term(body.text[left[0] : left[1]]):
            yield left
        at = max(at, end)


def _is_opening(body: Body, item: Item) -> bool:
    """Title, parties and date before the first number, where no "agree as follows" parts them from the amending."""
    return not body.opens and not item.number and len(body.items) > 1


def _located(body: Body, raw: RawOperation) -> Operation:
    new = tuple(citation for stretch in raw.new for citation in body.citations(*stretch))
    instruction = body.citations(*raw.instruction)[0]
    if not new and raw.kind in ("added", "replaced", "restated"):
        new = _attached(body, body.text[raw.instruction[0] : raw.instruction[1] + 40])
    old = body.citations(*raw.old) if raw.old else ()
    note = "" if new and raw.kind != "amended" else raw.note
    return Operation(raw.kind, raw.scope, raw.target, instruction, old[0] if old else None, new, raw.place, note)


def _attached(body: Body, order: str) -> tuple[Citation, ...]:
    """New wording that stands in a schedule behind the signatures."""
    sent = _SENT_TO.search(order)
    if not sent:
        return ()
    name = " ".join(next(group for group in sent.groups() if group).split()).lower()
    heads = list(_ATTACHMENT.finditer(body.text, body.closes))
    kind = name.split()[0] if name.isascii() else name[:2]
    for i, head in enumerate(heads):
        if " ".join(head["name"].split()).lower() == name:
            later = [h.start() for h in heads[i + 1 :] if h["name"].lower().startswith(kind)]
            return body.citations(head.start(), min(later, default=len(body.text)))
    return ()


def _is_own_term(text: str) -> bool:
    words = " ".join(text.split())
    if re.search(r"(?i)(?:amend|as follows|修改|变更)[^.。]*[:：]$", words):
        return False
    return len(words) > 60 and not (_BOILERPLATE.search(words) and len(words) < 900)
