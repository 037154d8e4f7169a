"""What a Chinese amendment orders: 第七条修改为…, 删除第三条, 在第五条后增加…, “三十日”修改为“九十日”.

operations_in(text, start, end)  ->  list[RawOperation]
"""

import re
from collections.abc import Iterator

from assistant.amendments.numbers import REFERENCE, targets_in
from assistant.amendments.operations import OperationKind, Scope, Target
from assistant.amendments.raw import RawOperation, Stretch, trimmed, unquoted

_HAN = "一二三四五六七八九十百零〇"
_REF = (
    rf"(?:(?:第\s*(?:[{_HAN}]+|\d+(?:\.\d+)*)\s*条(?:第\s*(?:[{_HAN}]+|\d+)\s*[款项])?)|第?\s*\d+(?:\.\d+)+\s*[条款]?"
    rf"|(?:附件|附表|附录)\s*(?:[{_HAN}]+|\d+|[A-Z]))"
)
_QUOTE = r"[“\"「]([^“”\"「」]*)[”\"」]"
_TO = r"(?:修改|变更|更改|修订|替换|更换|调整|改|代之以)"
_WORDS = re.compile(
    rf"(?:(?P<ref>{_REF})[^。；“\"「\n]{{0,24}}?)?{_QUOTE}[^。；“\"「\n]{{0,14}}?{_TO}(?:为|成)?[^。；“\"「\n]{{0,4}}?{_QUOTE}"
)
_ADD_WORDS = re.compile(
    rf"(?P<ref>{_REF})[^。；“\"「\n]{{0,20}}?{_QUOTE}(?:之|一词|字样)?(?P<side>后|前)[^。；“\"「\n]{{0,6}}?(?:增加|新增|加入|插入|补充)[^。；“\"「\n]{{0,6}}?{_QUOTE}"
)
_DROP_WORDS = re.compile(
    rf"(?:删除|删去|取消)[^。；“\"「\n]{{0,8}}?(?P<ref>{_REF})[^。；“\"「\n]{{0,16}}?{_QUOTE}"
    rf"|(?P<ref2>{_REF})[^。；“\"「\n]{{0,16}}?{_QUOTE}[^。；“\"「\n]{{0,12}}?(?:予以|应)?(?:删除|删去|取消)"
)
_EVERYWHERE = re.compile(
    rf"(?:所有|全部|凡|各处)[^。；“\"「\n]{{0,14}}?{_QUOTE}[^。；“\"「\n]{{0,14}}?{_TO}(?:为|成)?\s*{_QUOTE}"
)
_DROP_AND_PUT = re.compile(
    rf"(?:删除|取消|废止)[^。；\n]{{0,14}}?(?P<ref>{_REF})[^。；\n]{{0,14}}?(?:并|，|,)[^。；\n]{{0,6}}?(?:以|替换为|代之以|改为)[^：:\n]{{0,14}}?[：:]?\s*(?=[“\"「\S])"
)
_DROP = re.compile(
    rf"(?:删除|取消|废止)(?:[^。；“\"「\n]{{0,14}}?)(?P<ref>{_REF}(?:\s*[、和及至与]\s*{_REF})*)"
    rf"|(?P<ref2>{_REF}(?:\s*[、和及至与]\s*{_REF})*)[^。；“\"「\n]{{0,10}}?(?:予以|全文|整体)?(?:删除|废止|不再适用)"
)
_INSERT = re.compile(
    rf"(?:在|于)?(?:[^。；“\"「\n]{{0,10}}?)(?P<ref>{_REF})(?P<side>之?后|之?前|末尾|最后|末|项下|中)?[^。；“\"「\n]{{0,6}}?(?:增加|新增|增补|补充|增列|加入)"
    rf"(?P<what>[^。；“\"「\n：:]{{0,30}}?)(?:[：:]|(?=[“\"「]))"
)
_INSERT_NEW = re.compile(
    rf"(?:增加|新增|增补|补充|增列)[^。；“\"「\n：:]{{0,10}}?(?P<as>{_REF})[^。；“\"「\n：:]{{0,16}}?(?:[：:]|(?=[“\"「])|[。；])"
)
_RESTATE = re.compile(
    rf"(?P<ref>{_REF})[^。；“\"「\n]{{0,30}}?(?:全文|整体|内容)?[^。；“\"「\n]{{0,12}}?(?:{_TO}|重述)(?:为|如下|成)(?:以下内容|如下|下列内容)?\s*(?:[：:]|，)?\s*(?=\S)"
)
_WHOLE = re.compile(r"(?:原|主)?(?:协议|合同)(?:全文|整体)[^。；\n]{0,10}?(?:修订并重述|重述|替换为|修改为)")
_ATTACHED = re.compile(
    r"[，,]?(?:见|详见|内容见|以)?[^。；\n]{0,8}?(?:本(?:补充)?(?:协议|合同)|附后)(?:所附)?(?:的|之)?(?:附件|附表|附后)?[^。；\n]{0,4}[。；]?$"
)

_FORMS = (
    ("everywhere", _EVERYWHERE),
    ("words", _WORDS),
    ("add words", _ADD_WORDS),
    ("drop words", _DROP_WORDS),
    ("put", _DROP_AND_PUT),
    ("insert", _INSERT),
    ("restate", _RESTATE),
    ("drop", _DROP),
    ("insert new", _INSERT_NEW),
    ("whole", _WHOLE),
)


def operations_in(text: str, start: int, end: int) -> list[RawOperation]:
    """Every change ordered between the two offsets, in order."""
    return list(_operations(text, start, end))


def _operations(text: str, start: int, end: int) -> Iterator[RawOperation]:
    at = start
    while at < end:
        found = [
            (match.start(), order, name, match)
            for order, (name, pattern) in enumerate(_FORMS)
            if (match := next((m for m in pattern.finditer(text, at, end) if _orders(text, m)), None))
        ]
        if not found:
            return
        _, _, name, match = min(found, key=lambda hit: (_first_mark(hit[3]), hit[1]))
        made, at = _made(text, name, match, end)
        yield from made


def _first_mark(match: "re.Match[str]") -> int:
    """Forms overlap where one allows words in front: what counts is the clause or the quote that each is about."""
    groups = match.groupdict()
    starts = [match.start(name) for name in ("ref", "ref2", "as") if groups.get(name)]
    return min(starts, default=match.start())


def _orders(text: str, match: "re.Match[str]") -> bool:
    """Not "may be amended", not "except as amended"."""
    before = text[max(0, match.start() - 12) : match.start()]
    return not re.search(r"(?:可以?|得|不得|除)[^，。；\n]*$", before)


def _made(text: str, name: str, match: "re.Match[str]", end: int) -> tuple[list[RawOperation], int]:
    groups = match.groupdict()
    targets = _targets(groups.get("ref") or groups.get("ref2") or "")
    target = targets[0] if targets else Target()
    order: Stretch = trimmed(text, match.start(), match.end())
    if name in ("everywhere", "words", "add words", "drop words"):
        return [_of_words(name, match, target, order)], match.end()
    if name == "drop":
        return [RawOperation("deleted", _scope(t), t, order) for t in targets], match.end()
    if name == "whole":
        return [RawOperation("restated", "agreement", Target(), order)], match.end()
    payload = _payload(text, match.end(), end)
    new = (payload,) if payload[0] < payload[1] and not _ATTACHED.match(text[payload[0] : payload[1]]) else ()
    if name == "put":
        return [RawOperation("replaced", _scope(target), target, order, new=new)], payload[1]
    if name == "restate":
        note = "" if new else "The amendment does not give the new wording here."
        kind: OperationKind = "replaced" if "替换" in match[0] or "更换" in match[0] else "restated"
        return [RawOperation(kind, _scope(target), target, order, new=new, note=note)], payload[1]
    return [_insertion(name, match, target, order, new)], payload[1] if new else match.end()


def _insertion(
    name: str, match: "re.Match[str]", target: Target, order: Stretch, new: tuple[Stretch, ...]
) -> RawOperation:
    # 增加一条，作为第18.5条
    fresh = _targets(match["as"] if name == "insert new" else match["what"] or "")
    if fresh:
        return RawOperation("added", _scope(fresh[0]), fresh[0], order, new=new)
    side = match["side"] or ""
    sentence = bool(re.search(r"句|内容|约定|段|文字", match["what"] or "")) and not re.search(
        r"条|款", match["what"] or ""
    )
    place = "before" if "前" in side else "end" if re.search(r"末|最后|中|项下", side) else "after"
    if sentence and place == "after":
        place = "end"
    return RawOperation(
        "added", "sentence" if sentence or place == "end" else "section", target, order, new=new, place=place
    )


def _of_words(name: str, match: "re.Match[str]", target: Target, order: Stretch) -> RawOperation:
    quoted = [
        match.span(i) for i in range(1, (match.re.groups or 0) + 1) if match[i] is not None and i not in _named(match)
    ]
    scope: Scope = "everywhere" if name == "everywhere" else "words"
    if name == "drop words":
        return RawOperation("deleted", "words", target, order, quoted[0])
    if name == "add words":
        return RawOperation(
            "added", "words", target, order, quoted[0], (quoted[1],), "before" if match["side"] == "前" else "after"
        )
    return RawOperation("replaced", scope, target, order, quoted[0], (quoted[1],))


def _named(match: "re.Match[str]") -> set[int]:
    return set(match.re.groupindex.values())


def _payload(text: str, start: int, end: int) -> Stretch:
    begin, _ = trimmed(text, start, end)
    if quoted := unquoted(text, begin, end):
        return quoted
    following = [
        m.start()
        for _, pattern in _FORMS
        if (m := pattern.search(text, begin, end)) and text[begin : m.start()].rstrip().endswith(("。", "\n"))
    ]
    return trimmed(text, begin, min(following, default=end))


def _targets(reference: str) -> list[Target]:
    return [target for match in REFERENCE.finditer(_plain(reference)) for target in targets_in(match)]


def _plain(reference: str) -> str:
    """ "第7.4款" and "7.4" are the same clause."""
    bare = re.fullmatch(r"第?\s*(\d+(?:\.\d+)+)\s*[条款]?", reference)
    return f"第{bare[1]}条" if bare else reference


def _scope(target: Target) -> Scope:
    return "exhibit" if target.kind == "exhibit" else "section"
