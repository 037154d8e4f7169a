"""What a sentence claims, in parts that can be compared with a clause: who acts, with what verb, and how much of what.

    acts(roles.tag("Customer shall not pay Supplier."))  ->  {Act("pay", "customerrole", denied=True)}
    measures("within thirty (30) business days")     ->  {("30", "business day")}

A part that cannot be read proves nothing, for the sentence or against it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.number_words import ENGLISH_NUMBER, chinese_number, english_number
from assistant.roles import CUSTOMER, SUPPLIER
from assistant.signals import stems
from ingest.document import Span

BOTH = "bothroles"


@dataclass(frozen=True)
class Act:
    """One side that does, or does not do, what a verb says; `verb` is its stem."""

    verb: str
    role: str
    denied: bool = False


_ROLE = rf"(?:{CUSTOMER}|{SUPPLIER}|{BOTH})"
_BOTH = re.compile(
    r"(?i)\b(?:each|either|any|both)\s+(?:of\s+the\s+)?part(?:y|ies)\b|\bthe\s+parties\b|双方|任何一方|任一方|各方|一方"
    rf"|(?:the\s+)?{_ROLE}\s+(?:and|or|和|与|或)\s+(?:the\s+)?{_ROLE}"
)
_NEITHER = re.compile(r"(?i)\b(?:neither|no)\s+(?:of\s+the\s+)?part(?:y|ies)\b")
_DENIES = re.compile(r"(?i)\b(?:not|never|cannot|neither)\b|n't|不得|无权|无须|无需|不")
_MODAL = r"(?:shall|must|will|may|can|could|should|would|is|are|was|has|have|agrees? to|undertakes? to|needs? to)"
_SMALL = r"(?:(?:at\s+all\s+times|at\s+its\s+\w+\s+\w+|in\s+writing|from\s+time\s+to\s+time|not|also|only|be|been|have|first|then|hereby|to|the|\w+ly)\s+)*"
_WITH_MODAL = re.compile(rf"(?i)({_ROLE})\s+(?:[^\W\d_]+\s+){{0,2}}?{_MODAL}\s+{_SMALL}([a-z]{{3,}})")
_BARE_VERB = re.compile(rf"(?i)({_ROLE})\s+(?:(?:also|only|hereby|\w+ly)\s+)?([a-z]{{2,}}s)\b")
_BY = re.compile(rf"(?i)\b([a-z]{{3,}})\s+(?:\w+ly\s+)?by\s+(?:the\s+)?({_ROLE})")
_OWNED = re.compile(
    rf"(?i)(?:belongs?\s+to|propert(?:y|ies)\s+of|vests?\s+(?:\w+ly\s+)?in|vested\s+in|owned\s+(?:\w+ly\s+)?by)\s+(?:the\s+)?({_ROLE})"
)
_COST = r"(?:own\s+|sole\s+)*(?:costs?|expenses?)(?:\s+and\s+(?:costs?|expenses?))?"
_AT_THE_COST = re.compile(
    rf"(?i)\bat\s+(?:the\s+)?{_COST}\s+of\s+(?:the\s+)?({_ROLE})|\bat\s+(?:the\s+)?({_ROLE})\s+{_COST}"
    rf"|\bat\s+its\s+{_COST}\s*,\s*(?:\w+\s+)?({_ROLE})|({_ROLE})(?:(?!{_ROLE})[^.;]){{0,200}}?\bat\s+its\s+{_COST}"
)
_ZH_MODAL = "应当|应该|应|必须|须|可以|可|有权|不得|无权|无须|无需|不必|不需|不应|同意"
_ZH_ACT = re.compile(rf"({_ROLE})\s*[^，。；、]{{0,8}}?(?:{_ZH_MODAL}|负责|承担)(?P<what>[^，。；]{{0,30}})")
_ZH_BY = re.compile(rf"由\s*({_ROLE})(?P<what>[^，。；]{{1,16}})")
_ZH_BARE = re.compile(rf"({_ROLE})\s*(?P<what>[^，。；]{{2,12}})")
_ZH_TO_WHOM = re.compile(rf"(?:对|向|给|与|就|从|为)\s*{_ROLE}\s*的?")
_ZH_OWNED = re.compile(rf"归\s*({_ROLE})")
_ZH_VERBS = re.compile(
    "通知|支付|付款|提供|审计|检查|承担|负责|生产|交付|采购|保存|保留|批准|放行|检验|转让|分包|解除|终止|赔偿|变更|拒收|退货|更换"
    "|召回|签发|提交|下达|配合|补偿|返还|销毁|享有|拥有|协助|报告|投保|订购|委托加工|许可"
)
# Verbs that say nothing by themselves: "has the right", "is entitled", "is required".
_EMPTY = frozenset(
    stems("be is are has have had do does did right entitled required obligated obliged able permitted allowed made make give given provided subject the")
)  # fmt: skip
_SAME = {
    token: group[0]
    for group in (
        stems("pay bear"), stems("own retain"), stems("notify inform"), stems("keep retain maintain"), stems("responsible bear"),
        stems("purchase buy order"), stems("manufacture produce make"), stems("assign transfer"),
    )
    for token in group
}  # fmt: skip

_UNITS = (
    ("business day", r"(?:business|working)\s+days?|个?工作日"),
    ("day", r"(?:calendar\s+|consecutive\s+)?days?|个?(?:自然|日历)?[日天]"),
    ("week", r"weeks?|周"),
    ("month", r"(?:calendar\s+)?months?|个月|月"),
    ("quarter", r"quarters?|季度"),
    ("year", r"(?:calendar\s+|contract\s+)?years?|年"),
    ("hour", r"hours?|小时"),
    ("percent", r"%|per\s?cent(?:age)?|percentage|％"),
)
_ZH_NUMBER = "[一二两三四五六七八九十百]+"
_AMOUNT = re.compile(
    rf"(?i)(?P<sign>US\$\s?|USD\s?|\$\s?|€\s?|EUR\s?|£\s?|¥\s?|RMB\s?)?(?:\b(?P<words>{ENGLISH_NUMBER})\b|(?P<digits>\d+(?:,\d{{3}})*(?:\.\d+)?)|(?P<zh>{_ZH_NUMBER}))"
    rf"[”\"')）]*(?:\s*[(（](?:\d[\d,.]*|{ENGLISH_NUMBER}|{_ZH_NUMBER})\s*%?[)）])?[\s-]*(?:(?:full|prior|more|additional|consecutive|successive)\s+)?"
    rf"(?:{'|'.join(f'(?P<u{i}>{pattern})' for i, (_, pattern) in enumerate(_UNITS))})?(?![a-z])"
)

# Where a part of a sentence ends that may have a figure of its own.
_PART_ENDS = re.compile(r"(?i)[.;,。；，](?!\d)\s*(?:and\b|or\b|but\b)?|\b(?:and|but|while|whereas)\b|以及|而")


def acts(tagged: str) -> set[Act]:
    """Who does what, in a text whose parties are tagged with their roles."""
    text = _NEITHER.sub(f" {BOTH} neither ", _BOTH.sub(f" {BOTH} ", tagged))
    found = [(match[2], match[1], match[0]) for match in (*_WITH_MODAL.finditer(text), *_BARE_VERB.finditer(text))]
    found += [(match[1], match[2], text[: match.start()].rpartition(" ")[2]) for match in _BY.finditer(text)]
    found += [("own", match[1], "") for match in _OWNED.finditer(text)]
    found += [("bear the cost", next(filter(None, match.groups())), "") for match in _AT_THE_COST.finditer(text)]
    done = {Act(_verb(verb), role.lower(), bool(_DENIES.search(words))) for verb, role, words in found}
    text = _ZH_TO_WHOM.sub("", text)
    for pattern in (_ZH_ACT, _ZH_BY, _ZH_BARE):
        for match in pattern.finditer(text):
            # What stands after the next party may be what that one does.
            words = re.split(_ROLE, match[0][match[0].index(match[1]) + len(match[1]) :])[0]
            done |= {Act(verb, match[1], bool(_DENIES.search(words))) for verb in _ZH_VERBS.findall(words)}
    done |= {Act("所有", match[1]) for match in _ZH_OWNED.finditer(text)}
    return {act for act in done if act.verb and act.verb not in _EMPTY}


def done_by_another(said: Iterable[Act], held: Iterable[Act]) -> bool:
    """Whether something is said of one side that the text says of the other side alone.

    >>> done_by_another({Act("pay", "customerrole")}, {Act("pay", "supplierrole")})
    True
    """
    who: dict[str, set[str]] = {}
    for act in held:
        who.setdefault(act.verb, set()).update({CUSTOMER, SUPPLIER} if act.role == BOTH else {act.role})
    return any(act.verb in who and not _sides(act) <= who[act.verb] for act in said)


def denied_by(said: Iterable[Act], held: Iterable[Act]) -> bool:
    """Whether a side is said to do what the text only has it not do, or the other way round.

    >>> denied_by({Act("assign", "supplierrole")}, {Act("assign", "supplierrole", denied=True)})
    True
    """
    known: dict[tuple[str, str], set[bool]] = {}
    for act in held:
        for side in _sides(act):
            known.setdefault((act.verb, side), set()).add(act.denied)
    return any(known.get((act.verb, side)) == {not act.denied} for act in said for side in _sides(act))


def _sides(act: Act) -> set[str]:
    return {CUSTOMER, SUPPLIER} if act.role == BOTH else {act.role}


def measures(text: str) -> set[tuple[str, str]]:
    """Numbers with their units; "" where there is none.

    >>> sorted(measures("within thirty (30) days, 1,500 kits, 5% or US$200"))
    [('1500', ''), ('200', 'money'), ('30', 'day'), ('5', 'percent')]
    """
    return {measure for measure, _ in _measured(text)}


def _measured(text: str) -> list[tuple[tuple[str, str], Span]]:
    """Each measure with the place of its words."""
    found = []
    for match in _AMOUNT.finditer(text):
        if match["words"]:
            value = english_number(match["words"])
        elif match["zh"]:
            value = chinese_number(match["zh"])
        else:
            value = float(match["digits"].replace(",", ""))
        unit = next((name for i, (name, _) in enumerate(_UNITS) if match[f"u{i}"]), "money" if match["sign"] else "")
        # A Chinese numeral without a unit is mostly a word: 一方, 三十六条.
        if value is not None and not (match["zh"] and not unit):
            found.append(((f"{value:g}", unit), Span(match.start(), match.end())))
    return found


def exchanged(sentence: str, text: str) -> bool:
    """Whether two figures of one kind have changed places: each stands in the text beside what the sentence gives the other.

    >>> exchanged("30 days to pay, 60 days to cure", "60 days to pay, 30 days to cure")
    True
    """
    said, held = _beside_figures(sentence), _beside_figures(text)
    shared = sorted(set(said) & set(held))
    for at, (one, unit) in enumerate(shared):
        for other, other_unit in shared[at + 1 :]:
            if unit != other_unit or not unit:
                continue
            a, b = said[one, unit], said[other, unit]
            c, d = held[one, unit], held[other, unit]
            a, b, c, d = a - b, b - a, c - d, d - c
            if len(a & d) + len(b & c) > len(a & c) + len(b & d) + 1:
                return True
    return False


def _beside_figures(text: str) -> dict[tuple[str, str], set[str]]:
    """The words of the same part of the sentence as each figure."""
    found: dict[tuple[str, str], set[str]] = {}
    for measure, span in _measured(text):
        start = max((m.end() for m in _PART_ENDS.finditer(text, 0, span.start)), default=0)
        end = min((m.start() for m in _PART_ENDS.finditer(text, span.end)), default=len(text))
        found.setdefault(measure, set()).update(stems(f"{text[start : span.start]} {text[span.end : end]}"))
    return found


def in_another_measure(said: Iterable[tuple[str, str]], held: Iterable[tuple[str, str]]) -> bool:
    """Whether a number is said to count something else than it counts in the text.

    >>> in_another_measure({("30", "month")}, {("30", "day")})
    True
    """
    units: dict[str, set[str]] = {}
    for number, unit in held:
        units.setdefault(number, set()).add(unit)
    return any(
        unit and number in units and unit not in units[number] and "" not in units[number] for number, unit in said
    )


def _verb(word: str) -> str:
    if " " in word:
        return word
    stem = next(iter(stems(word)), "")
    return _SAME.get(stem, stem)
