"""Where the observations of a report stand: labelled entries, numbered lists, table rows, graded prose.

OBS-01 ...  Observation 1 ...  缺陷1（主要缺陷）       labelled
Major observations / 主要缺陷  with 1. 2. 3. under it   numbered
| No. | Observation | Class | CAPA due |              rows
"... This was graded as major."                       prose, where there is no list at all
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from assistant.observations.facts import Classification
from assistant.observations.grading import strict_class_in
from assistant.observations.layout import Heading, Layout, Table, sentences


@dataclass(frozen=True)
class Entry:
    """One observation's place: the whole entry, and where its words start after label and number."""

    number: str
    start: int
    end: int
    body: int
    classification: Classification | None = None
    text: tuple[int, int] | None = None
    """Where the words of the finding stand, when the shape alone tells (a table cell, a sentence)."""
    row: tuple[Table, int] | None = None


FINDINGS = re.compile(
    r"observation|finding|deficienc|non-?conform|缺陷|观察项|不符合|检查发现|审计发现|审核发现|存在的?问题|主要问题",
    re.IGNORECASE,
)
FOLLOW_UP = re.compile(
    r"follow-?up|previous|prior|earlier|last (?:audit|inspection)|(?:audit|inspection) (?:of"
    r"|in) (?:\w+ )?20\d\d|上次|前次|既往|跟踪|历史|以往",
    re.IGNORECASE,
)
_NOT_FINDINGS = re.compile(
    r"recommend|suggest|opportunit|classif|\bclassed\b|grading|scale|definition"
    r"|without|in order|positive|good practice|strength|no (?:critical|major|minor"
    r"|observ|find)"
    r"|response|action plan|capa\b|^[\d.\s#]*(?:executive )?summary$|建议|分[级类](?:标准"
    r"|定义|原则|说明|依据)|^\W*\d*\W*(?:缺陷)?分[级类]\W*$|定义|未发现|无缺陷|良好"
    r"|优点|整改情况|整改计划|答复|^[\d一二三四五六七八九十.、\s#]*(?:概述"
    r"|摘要|总结)$|统计",
    re.IGNORECASE,
)
_CLASS_PREFIX = r"(?:(?:critical|major|minor)\s+)?"
_WORD_LABEL = re.compile(
    rf"^[\s#*>]*{_CLASS_PREFIX}(?:observation|finding|deficiency|non-?conformit(?:y"
    rf"|ance))\s*(?:no\.?|#|number)?\s*(?P<n>[A-Z]{{0,3}}-?\d{{1,3}}(?:\.\d{{1,2}})?)"
    r"(?P<gap>\**\s*(?=$|[:：.(（\[–—|-]))",
    re.IGNORECASE,
)
_CHINESE_LABEL = re.compile(
    r"^[\s#*>【\[]*(?:严重|关键|主要|一般|轻微)?(?:缺陷项?|观察项|不符合项|发现项|问题)\s*(?:编号)?[:：]?\s*第?(?P<n>[A-Z]{0,4}-?\d{1,3}"
    r"|[一二三四五六七八九十]{1,3})[项条】\]]?"
    r"(?P<gap>\**\s*(?=$|[:：.。（(【\[、\s–—-]))"
)
_CODE_LABEL = re.compile(
    r"^[\s#*>]*(?P<n>(?P<family>[A-Za-z]{1,4}|[A-Z]{2,4}-\d{4})[-.]?\s?\d{1,3})(?P<gap>\**(?=$|\s*[:：（(\[【–—]|\s))"
)
_MARKER = re.compile(
    r"^[\s*]*(?P<n>\d{1,2}(?:\.\d{1,2}){0,2}|[（(]\d{1,2}[)）]|[①-⑳]|[（(]?[a-z][)）])(?P<stop>[.)、．:：]?)\**\s*(?=\S)"
)
_NOTHING = re.compile(
    r"\W*(?:none\b|nil\b|not applicable|n/?a\b|no (?:\w+ ){0,3}(?:observation"
    r"|finding|deficienc)|无[。\s]*$|无(?:严重|主要|一般)?缺陷|未发现|没有)",
    re.IGNORECASE,
)
_NUMBER_COLUMN = re.compile(
    r"^\W*(?:no\b|#|ref|id\b|number|item|obs\w*\.? ?(?:no|id|#)|observation no"
    r"|finding no|序号|编号|缺陷编号|缺陷号)|^observation$|^finding$",
    re.IGNORECASE,
)
_TEXT_COLUMN = re.compile(r"observation|finding|deficien|description|缺陷|问题|发现|不符合|描述|观察", re.IGNORECASE)
_CLASS_COLUMN = re.compile(r"class|grade|grading|category|severity|rating|等级|级别|分级|分类|类别", re.IGNORECASE)
_GRADED = re.compile(
    r"\b(?:classed|graded|rated|classified|considered|recorded|regarded|raised"
    r"|is|was|are|were)\s+(?:as\s+)?(?:an?\s+)?(?P<en>critical|major|minor)\b(?:\s+(?:observation"
    r"|finding|deficiency|non-?conformity))?"
    r"|(?:属于|属|判定为|定为|列为|评定为|评为|归为|记为|定级为)\s*(?P<zh>严重|主要|一般|轻微)(?:缺陷|不符合)"
    r"|[(（\[【]\s*(?P<tag>critical|major|minor|严重|主要|一般)(?:缺陷)?[^)）\]】]{0,40}[)）\]】]",
    re.IGNORECASE,
)
_GRADED_IN_FULL = re.compile(
    r"classed|graded|rated|classified|considered|recorded|regarded|raised|observation"
    r"|finding|deficiency|non-?conformity|[(（\[【属判定列评归记]",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\s*(?:this|these|it|that|the (?:finding|observation|point|matter)|we|the auditors?|该|此|上述|这|以上|本项)",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:no|not|none|neither|without|never)\b|未|无|没有|不属于", re.IGNORECASE)


def find_entries(layout: Layout) -> list[Entry]:
    """All entries, in the order of the text; a number met twice is one entry, the fullest form first."""
    entries: list[Entry] = []
    for source in (_labelled(layout), _numbered(layout), _rows(layout)):
        known = {key_of(entry.number) for entry in entries}
        fresh = [e for e in source if not any(old.start <= e.start < old.end for old in entries)]
        if entries:
            fresh = [e for e in fresh if key_of(e.number) not in known and _same_family(e.number, entries)]
        entries += fresh
    if not entries:
        entries = list(_prose(layout))
    return _distinct(sorted(entries, key=lambda e: e.start))


def key_of(number: str) -> str:
    """What makes two numbers the same: "OBS-01" and "Obs 1" are."""
    return re.sub(r"(?<!\d)0+(?=\d)|[\W_]+", "", number).lower()


def under(path: Iterable[Heading], pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(heading.title) for heading in path)


def _same_family(number: str, entries: list[Entry]) -> bool:
    return re.sub(r"\W*\d+$", "", number) == re.sub(r"\W*\d+$", "", entries[0].number)


def _distinct(entries: list[Entry]) -> list[Entry]:
    """Numbers that start again under each class are told apart by it: "1" and "1" become "major 1", "minor 1"."""
    keys = [key_of(e.number) for e in entries]
    if len(set(keys)) == len(keys):
        return entries
    return [
        replace(e, number=f"{e.classification} {e.number}") if keys.count(k) > 1 and e.classification else e
        for e, k in zip(entries, keys, strict=True)
    ]


def _labelled(layout: Layout) -> list[Entry]:
    heads = [
        (number, line.start, body, family)
        for line in layout.lines
        if not layout.in_table(line.start)
        for number, body, family in _label(line.text, line.start)
    ]
    wanted = []
    for number, start, body, family in heads:
        path = layout.path_at(start)[:-1] if any(h.start == start for h in layout.headings) else layout.path_at(start)
        if under(path, FOLLOW_UP) or under(path, _NOT_FINDINGS) or re.fullmatch(r"(?:R|REC|Rec)", family):
            continue
        if family and not under(path, FINDINGS):
            continue
        wanted.append((number, start, body))
    counted = [w for i, w in enumerate(wanted) if key_of(w[0]) not in {key_of(o[0]) for o in wanted[:i]}]
    starts = [start for _, start, _ in counted]
    entries = []
    for i, (number, start, body) in enumerate(counted):
        end = min([*starts[i + 1 : i + 2], _leaves(layout, start), len(layout.text)])
        line_end = layout.text.find("\n", start, end)
        head = layout.text[start : line_end if line_end >= 0 else end]
        entries.append(Entry(number, start, end, body, strict_class_in(head[:120]) or _class_above(layout, start)))
    return entries


def _label(line: str, start: int) -> Iterator[tuple[str, int, str]]:
    for pattern in (_WORD_LABEL, _CHINESE_LABEL, _CODE_LABEL):
        if match := pattern.match(line):
            family = match.groupdict().get("family") or ""
            if pattern is _CODE_LABEL and (len(line) - match.end() > 0 and re.match(r"\s+[a-z]", line[match.end() :])):
                return
            yield match["n"], start + match.end(), family
            return


def _leaves(layout: Layout, start: int) -> int:
    """The next heading that is not part of the entry: one at least as high as the heading the entry stands under."""
    path = layout.path_at(start)
    own = next((h for h in path if h.start == start), None)
    level = own.level if own else (path[-1].level if path else 6)
    after = (h.start for h in layout.headings if h.start > start and h.level <= level)
    return next(after, len(layout.text))


def _class_above(layout: Layout, start: int) -> Classification | None:
    for heading in reversed(layout.path_at(start)):
        if heading.start < start and FINDINGS.search(heading.title) and (found := strict_class_in(heading.title)):
            return found
    return None


def _numbered(layout: Layout) -> list[Entry]:
    """Numbered items in sections about observations; a line that names a class alone grades what follows."""
    sections = [h for h in layout.headings if FINDINGS.search(h.title)]
    inside = [s for s in sections if not any(o.start < s.start < layout.section_end(o) for o in sections)]
    entries: list[Entry] = []
    for section in inside:
        path = layout.path_at(section.start)
        if under(path, FOLLOW_UP) or under(path, _NOT_FINDINGS):
            continue
        entries += _items(layout, section)
    return entries


def _items(layout: Layout, section: Heading) -> list[Entry]:
    end, graded = layout.section_end(section), strict_class_in(section.title)
    style, last = "", 0
    marks: list[tuple[str, int, int, Classification | None]] = []
    stops: list[int] = []
    for line in layout.lines:
        if not section.end <= line.start < end or layout.in_table(line.start):
            continue
        if _is_class_line(line.text):
            graded, last = strict_class_in(line.text), 0
            stops.append(line.start)
            continue
        if any(h.start == line.start for h in layout.headings) and (
            _NOT_FINDINGS.search(line.text) or FOLLOW_UP.search(line.text)
        ):
            stops.append(line.start)
            break
        match = _MARKER.match(line.text)
        if not match:
            continue
        this, value = _style(match)
        if (not style or this == style) and value in (last + 1, 1) and not _NOTHING.match(line.text[match.end() :]):
            style, last = this, value
            own = (
                strict_class_in(re.split(r"[。.:：]", line.text[match.end() :], maxsplit=1)[0][:40])
                if re.match(r"\W*(?:critical|major|minor|严重|主要|一般)", line.text[match.end() :], re.IGNORECASE)
                else None
            )
            marks.append((match["n"].strip("（()）"), line.start, line.start + match.end(), own or graded))
    limits = sorted([*(start for _, start, _, _ in marks), *stops, end])
    return [Entry(n, start, next(x for x in limits if x > start), body, grade) for n, start, body, grade in marks]


def _is_class_line(text: str) -> bool:
    """A line that is only a class: "Major observations (3)", "（二）主要缺陷：3项"."""
    bare = re.sub(r"^[\s#*]*(?:[（(]?[一二三四五六七八九十\dA-Za-z.]{1,4}[)）、.])?\s*", "", text)
    return bool(
        strict_class_in(bare[:12])
        and len(bare) < 45
        and FINDINGS.search(bare)
        and not re.search(r"[。.；;]\s*\S", bare)
    )


def _style(match: re.Match[str]) -> tuple[str, int]:
    number = match["n"]
    if "①" <= number[0] <= "⑳":
        return "circle", ord(number) - ord("①") + 1
    digits = re.findall(r"\d+", number)
    if not digits:
        return "letter", ord(number.strip("（()）")) - ord("a") + 1
    shape = re.sub(r"\d+", "9", number) + match["stop"]
    return f"{shape}{'.'.join(digits[:-1])}", int(digits[-1])


def _rows(layout: Layout) -> list[Entry]:
    entries: list[Entry] = []
    for table in layout.tables:
        path = layout.path_at(table.start)
        if (
            under(path, FOLLOW_UP)
            or under([h for h in path if not FINDINGS.search(h.title)], _NOT_FINDINGS)
            or any(FOLLOW_UP.search(c.text) for c in table.header)
        ):
            continue
        column = _text_column(table)
        number, grade = table.column(_NUMBER_COLUMN), table.column(_CLASS_COLUMN)
        if column is None or (number is None and grade is None):
            continue
        above = _class_above(layout, table.start) if grade is None else None
        for i, row in enumerate(table.rows):
            if len(row) <= column or not row[column].text or _NOTHING.match(row[column].text):
                continue
            label = (
                row[number].text
                if number is not None and number != column and number < len(row)
                else str(len(entries) + 1)
            )
            cell = row[column]
            classed = strict_class_in(row[grade].text) if grade is not None and grade < len(row) else above
            entries.append(
                Entry(
                    label or str(len(entries) + 1),
                    row[0].start,
                    row[-1].end,
                    cell.start,
                    classed,
                    (cell.start, cell.end),
                    (table, i),
                )
            )
    return entries


def _text_column(table: Table) -> int | None:
    """The column with the findings: named so, and the wordiest of those."""
    named = [
        i
        for i, cell in enumerate(table.header)
        if _TEXT_COLUMN.search(cell.text) and not _CLASS_COLUMN.search(cell.text)
    ]
    lengths = {i: sum(len(row[i].text) for row in table.rows if i < len(row)) / max(1, len(table.rows)) for i in named}
    best = max(lengths, key=lambda i: lengths[i], default=None)
    return best if best is not None and lengths[best] >= 10 else None


def _prose(layout: Layout) -> Iterator[Entry]:
    """Sentences the report grades in running text; "This was graded as major" grades the sentence before."""
    text, number = layout.text, 0
    before: tuple[int, int] | None = None
    for start, end in sentences(text):
        sentence, path = text[start:end], layout.path_at(start)
        graded = _GRADED.search(sentence)
        if graded and _says_class(sentence, graded) and not (under(path, FOLLOW_UP) or under(path, _NOT_FINDINGS)):
            at = before if _POINTS_BACK.match(sentence) and before else (start, end)
            number += 1
            yield Entry(str(number), at[0], end, at[0], strict_class_in(graded[0] + "缺陷"), at)
        before = (start, end)


def _says_class(sentence: str, graded: re.Match[str]) -> bool:
    """Whether the words grade a finding, and do not deny one: "no major observation" does not."""
    near = sentence[max(0, graded.start() - 40) : graded.end()]
    return bool(_GRADED_IN_FULL.search(graded[0])) and not _NEGATED.search(near)
