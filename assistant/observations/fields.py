"""The labelled fields of one entry: "Class: Major (repeat)", "CAPA due: 15 July 2026", "整改期限：2026年9月30日"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

LABELS: Mapping[str, str] = {
    "class": (
        r"(?:proposed )?(?:class(?:ification)?|grad(?:e|ing)|category|rating|severity)"
        r"|缺陷(?:等级|分类|级别|类别|分级)|分类|分级|级别|等级"
    ),
    "system": (
        r"(?:gmp )?(?:system|area|topic|section|department)(?:/area)?|(?:所属|涉及|GMP)?(?:系统"
        r"|领域|体系|区域|部门|模块|范围)"
    ),
    "reference": (
        r"references?|requirements?|basis|regulation|standard|(?:法规)?依据(?:条款)?|引用条款"
        r"|参考(?:条款|依据)?|违反条款|条款|法规条款|标准条款"
    ),
    "text": (
        r"observations?|findings?|(?:finding )?description|deficienc(?:y|ies)|details?"
        r"|non-?conformity|缺陷(?:描述|内容|事实|情况)|(?:问题|事实|发现)(?:描述|情况)?"
        r"|描述|内容|观察项"
    ),
    "response": (
        r"(?:firm[’']s |auditee[’']s |site[’']s |company[’']s )?(?:commitment|response"
        r"|reply)|(?:corrective |proposed )actions?(?: plan)?|capa|整改措施|(?:企业|受审计方"
        r"|公司)?(?:答复|回复|承诺)|纠正(?:和预防)?措施"
    ),
    "repeat": r"repeat(?:ed)?(?: finding| observation)?|recurr(?:ing|ence)|(?:是否)?重复(?:缺陷|发现|性)?",
    "due": (
        r"(?:capa )?(?:due|target|completion|closure)(?: date)?|capa date|deadline|to be completed by"
        r"|(?:整改|CAPA|完成|计划完成|预计完成)(?:完成)?(?:期限|日期|时限|时间)|截止日期"
        r"|期限"
    ),
    "status": r"(?:capa )?(?:status|state)|(?:整改|CAPA)?(?:状态|进展|完成情况)",
}
_LABEL = re.compile(
    r"(?:^|(?<=[.;。；|])|(?<=[.;] ))[ \t]*(?:[-*•>|]+[ \t]*)*(?P<label>"
    + "|".join(f"(?P<{name}>{words})" for name, words in LABELS.items())
    + r")\**[ \t]*[:：]\**[ \t]*",
    re.MULTILINE | re.IGNORECASE,
)
_OTHER_LABEL = re.compile(
    r"^[ \t]*(?:[-*•]+[ \t]*)?(?:[A-Z][A-Za-z'’/ ]{1,30}:[ \t]|[\u4e00-\u9fff]{2,10}[:：])", re.MULTILINE
)
_RUNS_ON = {"text", "response"}


@dataclass(frozen=True)
class Field:
    value: str
    start: int
    end: int


def read_fields(text: str, start: int, end: int) -> dict[str, Field]:
    """The fields between two offsets, the first of each name; only descriptions and answers run over lines."""
    marks = list(_LABEL.finditer(text, start, end))
    found: dict[str, Field] = {}
    for i, mark in enumerate(marks):
        name = mark.lastgroup if mark.lastgroup != "label" else next(n for n in LABELS if mark[n])
        stop = marks[i + 1].start() if i + 1 < len(marks) else end
        if name in _RUNS_ON:
            if other := _OTHER_LABEL.search(text, mark.end(), stop):
                stop = other.start()
        else:
            newline = text.find("\n", mark.end(), stop)
            stop = newline if newline >= 0 else stop
        value = text[mark.end() : stop].strip()
        at = mark.end() + len(text[mark.end() : stop]) - len(text[mark.end() : stop].lstrip())
        if value and name not in found:
            found[str(name)] = Field(value.rstrip(" |*"), at, at + len(value))
    return found


def is_field_line(line: str) -> bool:
    """Whether a line opens with a label, one of ours or another."""
    return bool(_LABEL.match(line) or _OTHER_LABEL.match(line))
