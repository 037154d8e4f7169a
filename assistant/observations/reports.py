"""The observations of an audit or inspection report, each with its fields, its rows in tables, and the follow-up."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.dates import first_date
from assistant.observations.areas import area_of
from assistant.observations.citations import charged, chinese_law, references
from assistant.observations.facts import Classification, Observation
from assistant.observations.fields import Field, is_field_line, read_fields
from assistant.observations.flags import says_repeat
from assistant.observations.grading import class_in, scale_of
from assistant.observations.items import FOLLOW_UP, Entry, key_of, under
from assistant.observations.layout import Layout, Row, Table, sentences
from ingest.document import Document

_YES = re.compile(r"\W*(?:yes|y\b|repeat|recur|是|有|重复|√|✓|see |见)", re.IGNORECASE)
_NO = re.compile(r"\W*(?:no\b|n\b|none|n/?a\b|not\b|-|—|否|无|非|不|首次|new\b)", re.IGNORECASE)
_FOUND_AGAIN = re.compile(
    r"not effective|ineffective|recur|repeat|again|see\b|未有效|无效|重复|再次|复发|见|未完成|open\b", re.IGNORECASE
)
_REFUSED = re.compile(
    r"not accepted|rejected|refused|(?:first|initially|originally) proposed|proposed"
    r"|不接受|未接受|未予接受|拒绝|原定|原提出|首次提出|最初",
    re.IGNORECASE,
)
_AGREED = re.compile(r"agreed|revised|accepted|final|改为|调整为|最终|商定|确认为|同意", re.IGNORECASE)
_PROMISED = re.compile(
    r"\b(?:by|before|until|due|no later than|completed? (?:on|by)|target)\b|(?:之?前|期限|完成)", re.IGNORECASE
)
_WILL_DO = re.compile(r"\b(?:will|shall|to be|due|commit|agree|target|complet)|整改|完成|承诺|计划", re.IGNORECASE)
_COLUMNS = {
    "due": re.compile(r"\bdue\b|target|deadline|completion date|期限|完成日期|完成时间|截止|时限", re.IGNORECASE),
    "status": re.compile(r"^\W*(?:capa )?(?:status|state)\b|状态|进展|完成情况", re.IGNORECASE),
    "class": re.compile(r"class|grade|grading|category|severity|rating|等级|级别|分级|分类|类别", re.IGNORECASE),
    "repeat": re.compile(r"repeat|recurr|重复", re.IGNORECASE),
    "system": re.compile(r"^\W*(?:gmp )?(?:system|area|topic|department)\b|系统|领域|区域|部门|模块", re.IGNORECASE),
    "reference": re.compile(r"reference|requirement|basis|regulation|依据|条款", re.IGNORECASE),
    "number": re.compile(
        r"^\W*(?:no\b|#|ref\b|id\b|number|item|obs|finding|序号|编号|缺陷编号|缺陷项?$)", re.IGNORECASE
    ),
}


@dataclass(frozen=True)
class _Read:
    """What was read about one entry, wherever it stood: by field name."""

    values: dict[str, str]
    text: tuple[int, int]
    entry: str


def report_observations(document: Document, layout: Layout, entries: Sequence[Entry]) -> tuple[Observation, ...]:
    """One observation for each entry."""
    scale = scale_of(document.text)
    return tuple(_observation(document, layout, entry, scale) for entry in entries)


def _observation(document: Document, layout: Layout, entry: Entry, scale: dict[str, Classification]) -> Observation:
    read = _read(layout, entry)
    start, end = read.text
    text = document.text[start:end]
    reference = read.values.get("reference", "")
    law = references(reference) or chinese_law(read.entry) or charged(read.entry, len(read.entry))[0]
    first = next(sentences(text), (0, len(text)))
    return Observation(
        number=entry.number,
        classification=class_in(read.values.get("class", ""), scale) or entry.classification,
        area=area_of(text[first[0] : first[1]], text[first[1] :], read.values.get("system", "")),
        text=text,
        page=document.page_at(start),
        start=start,
        end=end,
        citations=law,
        repeat=_is_repeat(layout, entry, read),
        capa_due=_due(read),
        capa_status=read.values.get("status") or None,
        facts=read.entry,
    )


def _read(layout: Layout, entry: Entry) -> _Read:
    fields = {} if entry.row else read_fields(layout.text, entry.start, entry.end)
    values = {name: field.value for name, field in fields.items()}
    rows = [entry.row] if entry.row else []
    rows += [(table, i) for table, i in _rows_about(layout, entry.number) if (table, i) not in rows]
    for table, i in rows:
        for name, value in _cells(table, table.rows[i]).items():
            values.setdefault(name, value)
    return _Read(values, entry.text or _words(layout.text, entry, fields), layout.text[entry.start : entry.end])


def _rows_about(layout: Layout, number: str) -> list[tuple[Table, int]]:
    """Rows of other tables that carry this number, as a table of actions does; earlier audits do not count."""
    found = []
    for table in layout.tables:
        if under(layout.path_at(table.start), FOLLOW_UP):
            continue
        column = table.column(_COLUMNS["number"])
        if column is None:
            continue
        found += [
            (table, i) for i, row in enumerate(table.rows) if column < len(row) and _names(row[column].text, number)
        ]
    return found


def _names(cell: str, number: str) -> bool:
    key, other = key_of(number), key_of(cell)
    return key == other or (
        key.isdigit() and re.fullmatch(rf"(?:observation|finding|obs|no|缺陷项?|观察项){key}", other) is not None
    )


def _cells(table: Table, row: Row) -> dict[str, str]:
    values = {}
    for name, pattern in _COLUMNS.items():
        column = table.column(pattern)
        if column is not None and column < len(row) and row[column].text.strip("-—– "):
            values[name] = row[column].text
    return values


def _words(text: str, entry: Entry, fields: dict[str, Field]) -> tuple[int, int]:
    """Where the finding is worded: its own field, else the first paragraph that is no field, else the label's line."""
    if described := fields.get("text"):
        return described.start, described.end
    taken = [(f.start, f.end) for f in fields.values()]
    line_end = text.find("\n", entry.body, entry.end)
    line_end = line_end if line_end >= 0 else entry.end
    head = text[entry.body : line_end].strip(" :：.-–—*#、")
    if (
        len(head) > 60
        or re.search(r"[。；]|[.]$", text[entry.body : line_end].strip())
        or (re.search(r"[\u4e00-\u9fff]{14}", head))
    ):
        return _paragraph(text, entry.body, entry.end)
    for match in re.finditer(r"\S[^\n]*(?:\n(?!\s*\n)[^\n]*\S[^\n]*)*", text[line_end : entry.end]):
        start, end = line_end + match.start(), line_end + match.end()
        lines = text[start:end].split("\n")
        kept = [i for i, line in enumerate(lines) if line.strip() and not is_field_line(line)]
        if kept and not any(a <= start < b for a, b in taken):
            at = start + sum(len(line) + 1 for line in lines[: kept[0]])
            return _paragraph(text, at, end)
    return _paragraph(text, entry.body, line_end)


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """From here to the next empty line or field, without label signs at the edges."""
    lead = re.compile(
        r"(?:(?:critical|major|minor|严重缺陷|主要缺陷|一般缺陷)(?=\W)(?=[^:：\n]{0,20}[:：])|[\s:：.\-–—*#、]"
        r"|[（(【\[][^）)】\]\n]{1,30}[）)】\]](?=\s*[:：\s]))*",
        re.IGNORECASE,
    ).match(text, start, end)
    start = lead.end() if lead else start
    at = start
    for line in text[start:end].splitlines(keepends=True):
        if at > start and (not line.strip() or is_field_line(line)):
            break
        at += len(line)
    part = text[start:at].rstrip()
    return start, start + len(part)


def _is_repeat(layout: Layout, entry: Entry, read: _Read) -> bool:
    if said := read.values.get("repeat"):
        if _NO.match(said):
            return False
        if _YES.match(said) or re.search(r"\d", said):
            return True
    if re.search(r"\brepeat|recurr|重复", read.values.get("class", ""), re.IGNORECASE) or says_repeat(read.entry):
        return True
    head = read.entry.split("\n", 1)[0]
    if re.search(
        r"[(（\[【,，][^)）]{0,30}(?:\brepeat|重复)[^)）]{0,30}[)）\]】]", head, re.IGNORECASE
    ) and not re.search(r"not a repeat|非重复", head):
        return True
    return _follow_up_points_here(layout, entry.number)


def _follow_up_points_here(layout: Layout, number: str) -> bool:
    """Whether the part on earlier audits says that one of their findings is found again under this number."""
    digits = number.isdigit()
    named = (
        rf"(?:observation|finding|obs\.?|item|缺陷项?|观察项|不符合项|问题)\s*(?:no\.?\s*|第)?{number}(?!\d)"
        if digits
        else rf"(?<![\w-]){re.escape(number)}(?!\w)"
    )
    points = re.compile(named, re.IGNORECASE)
    for line in layout.lines:
        match = points.search(line.text)
        if not match or not under(layout.path_at(line.start), FOLLOW_UP):
            continue
        # A pure number may be the earlier audit's own: only one that stands behind the words for "found again" is ours.
        if _FOUND_AGAIN.search(line.text[: match.start()] if digits else line.text):
            return True
    return False


def _due(read: _Read) -> str | None:
    """The date agreed for the action; one that was proposed and refused does not count."""
    if (said := read.values.get("due")) is not None:
        return _agreed_date(said)
    said = read.values.get("response") or read.entry
    dated = [s for a, b in sentences(said) if _PROMISED.search(s := said[a:b]) and _WILL_DO.search(s)]
    return next((day for s in reversed(dated) if (day := _agreed_date(s))), None)


def _agreed_date(text: str) -> str | None:
    parts = re.split(r"[;；,，。]|(?<=\w)\.\s", text)
    agreed = [day for part in parts if _AGREED.search(part) and not _REFUSED.search(part) and (day := first_date(part))]
    open_ = [day for part in parts if not _REFUSED.search(part) and (day := first_date(part))]
    if agreed:
        return agreed[0]
    if _REFUSED.search(text):
        return open_[0] if open_ else None
    return first_date(text)
