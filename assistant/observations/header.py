"""Who was audited, where, when and how far: the head of a report, and what its auditors could not see."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.dates import first_date, first_range
from assistant.observations.facts import Dates, Kind
from assistant.observations.items import under
from assistant.observations.layout import Layout, sentences

_HEAD = 6000
_LABELS = {
    "auditee": (
        r"auditee|audited (?:company|firm|party|organi[sz]ation)|(?:company|firm|manufacturer"
        r"|supplier|establishment)(?: (?:name|audited|inspected))?|legal entity|(?:受|被)?(?:审计"
        r"|审核|检查|稽查)(?:方|单位|企业|公司|对象)|企业名称|单位名称|生产企业|受托生产企业"
        r"|受托方|供应商(?:名称)?"
    ),
    "site": (
        r"(?:audited |inspected )?(?:site|location|premises|facility)(?: (?:audited|inspected"
        r"|address|name))?(?: and address)?|address|(?:审计|检查|生产|现场|审核)?(?:地址"
        r"|地点|场地|场所)(?:名称)?"
    ),
    "audited": (
        r"(?:dates?|period) of (?:the )?(?:audit|inspection|visit)|(?:audit|inspection"
        r"|visit) (?:dates?|period)|(?:现场)?(?:审计|检查|审核)(?:日期|时间|期间)"
    ),
    "reported": (
        r"date of (?:the )?(?:report|issue)|(?:report|issue)(?:d)? date|date issued|报告(?:日期"
        r"|签发日期|出具日期)|(?:出具|签发|批准)日期"
    ),
    "scope": r"(?:audit |inspection )?scope(?: of (?:the )?(?:audit|inspection))?|(?:审计|检查|审核)?(?:范围|内容)",
}
_LABELLED = {
    name: re.compile(
        rf"^[\s|#*-]*(?:\d+(?:\.\d+)*\.?\s*)?(?:{words})\**\s*(?:[（(][^）)]*[）)])?\s*(?:[:：]\**"
        rf"|\|)\s*(?P<value>[^\n]*?\S)\s*\|?\s*$",
        re.IGNORECASE,
    )
    for name, words in _LABELS.items()
}
_INSPECTED = re.compile(
    r"inspected your [^,.]{0,90}?,\s*(?P<firm>[^,]+(?:,\s*(?:Inc|LLC|Ltd|L\.L\.C"
    r"|Co|S\.?A|GmbH|Limited|Corp|LP|Pvt)[\w.]*)*)\.?,?\s*(?:\(?(?:FEI|Facility Establishment)[^,]*,)?\s*(?:located "
    r")?at\s+(?P<site>.+?),?\s+(?:from|on|between)\s+(?P<dates>[A-Z][a-z]+ \d[^.]{4,60})",
    re.DOTALL,
)
_REVIEWED = re.compile(
    r"(?:FDA\)?|Administration)\b.{0,200}?(?:reviewed|registered).{0,300}?(?:facility"
    r"|firm|establishment),?\s+(?P<firm>[A-Z][^,]+(?:,\s*(?:Inc|LLC|Ltd|Co|Limited"
    r"|Corp)[\w.]*)*)\.?,?\s*FEI[^,]*,\s*(?:located )?at\s+(?P<site>[^\n]{5,240}?)"
    r"(?:(?<!\bNo)(?<!\bSt)(?<!\bRd)(?<!\bAve)\.(?:\s"
    r"|$)|,\s+(?:is|and|on)\b)",
    re.DOTALL,
)
_ADDRESSEE = re.compile(r"^\s*(?P<firm>[^\n]{2,90}?)\s+MARCS-CMS\s+\d+", re.MULTILINE)
_LETTER_SCOPE = re.compile(
    r"(?:violations|deviations)\s+(?:of|from)\s+(?P<scope>current good manufacturing practice[^.]{0,160})",
    re.IGNORECASE,
)
_SCOPE_SAID = re.compile(
    r"(?:审计|检查|审核)范围(?:包括|为|涵盖|覆盖)(?P<scope>[^。\n]+)|\b(?:audit|visit"
    r"|scope)(?: of the audit)? (?:covered"
    r"|included) (?P<scope_en>[^.\n]+)",
    re.IGNORECASE,
)
_WARNING_LETTER = re.compile(r"\bwarning letter\b|\b警告信\b", re.IGNORECASE)
_FORM_483 = re.compile(r"\bform fda[ -]?483\b|\binspectional observations\b", re.IGNORECASE)
_AUTHORITY = re.compile(
    r"(?:药品监督管理局|药监局|核查中心|食品药品审核查验中心|Medicines Agency|inspectorate).{0,60}(?:检查报告"
    r"|检查缺陷|inspection report)|现场检查(?:报告|缺陷)|药品GMP.{0,10}检查",
    re.IGNORECASE | re.DOTALL,
)
_UNSEEN_HEADING = re.compile(
    r"not (?:seen|visited|examined|audited|reviewed|covered|inspected)|未(?:查看"
    r"|检查|审计|覆盖|参观|涉及)|limits?\b|限制|excluded|out of scope",
    re.IGNORECASE,
)
_UNSEEN = re.compile(
    r"\b(?:was|were|could) not (?:be )?(?:seen|visited|examined|entered|watched"
    r"|inspected|audited|accessed)\b|\bnot (?:seen|visited|examined|audited|inspected)\b"
    r"|\bseen (?:on|in) (?:drawings?|paper|documents?) only\b|\bdocuments only\b"
    r"|\bnot (?:part of|in|covered by) (?:the|this) (?:scope|audit)"
    r"|\bno (?:manufacture|production|operation)\w* (?:could|was) (?:be )?(?:watched"
    r"|seen|observed)|未(?:能)?(?:查看|参观|进入|检查|审计|覆盖|现场查看|安排检查)|仅(?:查看|审阅|查阅)(?:了)?(?:文件"
    r"|图纸|资料)|不在(?:本次)?(?:审计|检查)范围",
    re.IGNORECASE,
)
_WITHHELD = re.compile(
    r"\b(?:did|does|would|could) not (?:allow|permit|provide|show|hand over|release"
    r"|disclose|be (?:taken|copied|shown|provided|given))\b|\b(?:was|were) not (?:shown"
    r"|provided|made available|handed over|supplied)\b|\b(?:refused|declined|withheld"
    r"|masked|redacted)\b|\bnot be taken away\b|\bnot (?:available|allowed) for (?:review"
    r"|copying)\b"
    r"|拒绝(?:提供|出示)|未(?:能)?(?:提供|出示)|不(?:允许|得|同意)(?:复制|拍照|带离"
    r"|查阅|提供)|遮盖|遮蔽|隐去|以.{0,12}(?:保密|商业秘密|技术秘密).{0,6}为由",
    re.IGNORECASE,
)
_WITHHELD_THING = re.compile(
    r"\b(?:cop(?:y|ies)|records?|documents?|files?|list|data|names?|reports?|print"
    r"|trails?|photographs?)\b|记录|文件|资料|数据|清单|复印|副本|报告|参数|名称",
    re.IGNORECASE,
)
_LISTED = re.compile(r"^\s*(?:[-•*]|\d+(?:\.\d+)*[.)、]?\s|[（(]\d+[)）]|[①-⑳])")
_SEEN_COLUMN = re.compile(
    r"reviewed|examined|covered|seen|audited|inspected|是否(?:检查|审计|覆盖)|检查情况|审计情况|已(?:检查|审计)",
    re.IGNORECASE,
)
_UNSEEN_CELL = re.compile(r"^\W*(?:no\b|not\b|part(?:ly|ial)|否|未|部分)", re.IGNORECASE)
_SEEN_CELL = re.compile(r"^\W*(?:yes|x|✓|√|是|已)", re.IGNORECASE)


@dataclass(frozen=True)
class Header:
    kind: Kind
    auditee: str | None
    site: str | None
    dates: Dates
    scope: str | None
    addressee: str | None = None


def kind_of_report(text: str) -> Kind:
    """What kind of report this is, by its opening words."""
    opening = text[:2500]
    if _WARNING_LETTER.search(opening[:1500]):
        return "fda_warning_letter"
    if _FORM_483.search(opening) and re.search(r"\bOBSERVATION\s+(?:NO\.?\s*)?1\b", text, re.IGNORECASE):
        return "fda_form_483"
    return "inspection_report" if _AUTHORITY.search(opening[:600]) else "audit_report"


def read_header(layout: Layout, kind: Kind) -> Header:
    """The head of the report; what it does not say stays None."""
    return _letter_header(layout.text) if kind == "fda_warning_letter" else _report_header(layout, kind)


def _letter_header(text: str) -> Header:
    inspected = _INSPECTED.search(text[:_HEAD]) or _REVIEWED.search(text[:_HEAD])
    addressee = _ADDRESSEE.search(text[:_HEAD])
    scope = _LETTER_SCOPE.search(text[:_HEAD])
    firm = _clean(re.sub(r"\s*\([^)]*\)$", "", _clean(inspected["firm"]))) if inspected else None
    period = first_range(inspected["dates"]) if inspected and "dates" in inspected.groupdict() else None
    named = _clean(addressee["firm"]) if addressee else None
    return Header(
        "fda_warning_letter",
        firm or named,
        _clean(inspected["site"]) if inspected else None,
        Dates(*_ends(period), first_date(text[: inspected.start() if inspected else _HEAD])),
        _clean(scope["scope"]) if scope else None,
        named,
    )


def _report_header(layout: Layout, kind: Kind) -> Header:
    values: dict[str, str] = {}
    for line in layout.lines:
        if line.start > _HEAD:
            break
        for name, pattern in _LABELLED.items():
            if name not in values and (match := pattern.match(line.text)):
                values[name] = match["value"].strip(" |*")
    period = first_range(values["audited"]) if "audited" in values else _period_in_prose(layout.text)
    return Header(
        kind,
        values.get("auditee"),
        values.get("site"),
        Dates(*_ends(period), first_date(values.get("reported", ""))),
        values.get("scope") or _scope_section(layout),
    )


def _period_in_prose(text: str) -> tuple[str, str] | None:
    for start, end in sentences(text[:_HEAD]):
        sentence = text[start:end]
        if (
            re.search(r"\b(?:audit|inspection|visit)\w*\b|审计|检查|审核", sentence, re.IGNORECASE)
            and (found := first_range(sentence))
            and found[0] != found[1]
        ):
            return found
    return None


def _scope_section(layout: Layout) -> str | None:
    """What the section on scope says was examined: the rows marked as seen, else its first sentence."""
    for table in layout.tables:
        if (column := table.column(_SEEN_COLUMN)) is not None:
            seen = [
                row[0].text
                for row in table.rows
                if column < len(row) and not re.match(r"\W*(?:no\b|否|未)", row[column].text, re.IGNORECASE)
            ]
            if seen:
                return "; ".join(seen)
    for heading in layout.headings:
        if re.search(r"\bscope\b|范围", heading.title, re.IGNORECASE):
            found = next(sentences(layout.text, heading.end, layout.section_end(heading)), None)
            if found:
                return re.sub(r"^\d+(?:\.\d+)*\s+", "", layout.text[found[0] : found[1]])
    said = _SCOPE_SAID.search(layout.text[:_HEAD])
    return _clean(said["scope"] or said["scope_en"]) if said else None


def areas_not_seen(layout: Layout, entries: Iterable[tuple[int, int]]) -> tuple[str, ...]:
    """What the auditors did not see, as the report words it: table rows, lists under such a heading, sentences."""
    found: list[str] = []
    for table in layout.tables:
        if (column := table.column(_SEEN_COLUMN)) is not None:
            found += [
                " | ".join(c.text for c in row if c.text)
                for row in table.rows
                if column < len(row) and _UNSEEN_CELL.match(row[column].text)
            ]
    return (*found, *_said(layout, entries, _UNSEEN, _UNSEEN_HEADING))


def records_withheld(layout: Layout, entries: Iterable[tuple[int, int]]) -> tuple[str, ...]:
    """Records the auditors asked for and did not get, could not copy, or got masked."""
    return tuple(s for s in _said(layout, entries, _WITHHELD, None) if _WITHHELD_THING.search(s))


def _said(
    layout: Layout, entries: Iterable[tuple[int, int]], cue: re.Pattern[str], heading: re.Pattern[str] | None
) -> tuple[str, ...]:
    blocks = list(entries)
    found: list[str] = []
    for start, end in sentences(layout.text):
        if (
            layout.in_table(start)
            or any(a <= start < b for a, b in blocks)
            or any(h.start == start for h in layout.headings)
        ):
            continue
        sentence = layout.text[start:end]
        listed = (
            heading is not None
            and under(layout.path_at(start)[-1:], heading)
            and bool(_LISTED.match(sentence))
            and not re.search(r"limit|限制", layout.path_at(start)[-1].title, re.IGNORECASE)
        )
        if cue.search(sentence) or listed:
            found.append(re.sub(r"^(?:[-•*]\s*|\d+(?:\.\d+)*[.)、]?\s+)", "", sentence))
    return tuple(dict.fromkeys(found))


def _clean(text: str) -> str:
    return " ".join(text.split()).strip(" ,;")


def _ends(period: tuple[str, str] | None) -> tuple[str | None, str | None]:
    return period or (None, None)
