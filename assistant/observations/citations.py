"""Law cited in a report: what is charged, and what is only mentioned beside the charge.

"(21 CFR 211.22(a) and (d))"                  -> "21 CFR 211.22(a)", "21 CFR 211.22(d)"
"See also 21 CFR 211.113(a)"                  -> mentioned, not charged
"""

import re
from collections.abc import Iterator

from assistant.observations.layout import sentences

_PARAGRAPH = r"(?:\s?\((?:[a-z]{1,4}|\d{1,2}|[A-Z])\))"
_SECTION = rf"\d{{2,4}}\.\d{{1,4}}{_PARAGRAPH}*"
_LINK = r"\s*(?:,?\s*(?:and|or|&|through|to)\s+|[,;&]\s*|[-–]\s*)"
_CFR = re.compile(
    rf"(?<!\w)21\s*C\.?\s?F\.?\s?R\.?\s*,?\s*(?:§+|sections?|parts?)?\s*"
    rf"(?P<list>{_SECTION}(?:{_LINK}(?:(?:21\s*CFR\s*)?§*\s*{_SECTION}|{_PARAGRAPH}+))*)"
)
_ITEM = re.compile(
    rf"(?P<link>through|to|[-–])?\s*(?:(?P<section>\d{{2,4}}\.\d{{1,4}})\s*)?(?P<paragraphs>{_PARAGRAPH}*)"
)
_SEE = re.compile(
    r"\b(see|see also|refer to|as (?:defined|set forth|described) (?:in|by)|pursuant to|under|per)\W*$", re.IGNORECASE
)
_FAILS = re.compile(
    r"\b(fail|did not|do not|does not|lack|inadequate|insufficient|without|not (?:adequate|follow|establish|been))",
    re.IGNORECASE,
)
_THE_FIRM_SAYS = re.compile(
    r"\bin your (?:firm[’']s )?response\b|\byou(?:r response)? (?:also )?(?:state|commit|acknowledge)", re.IGNORECASE
)
_QUOTED = re.compile(r"[“\"][^”\"]{0,200}[”\"]")
_CONSULTANT = "211.34"
_CHINESE_LAW = re.compile(
    r"《[^》]{2,40}》(?:[（(][^）)]{1,30}[）)])?\s*(?:附录[^，。；、《》]{0,20})?(?:第[一二三四五六七八九十百零〇\d]+[条章款](?:第[一二三四五六七八九十\d]+款)?、?)*"
)


def charged(text: str, headline_end: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Law charged, and law only mentioned, in a violation whose headline paragraph ends at `headline_end`."""
    charges: list[str] = []
    beside: list[str] = []
    quoted = [(m.start(), m.end()) for m in _QUOTED.finditer(text)]
    for start, end in sentences(text):
        sentence = text[start:end]
        for match in _CFR.finditer(sentence):
            at = start + match.start()
            if any(a <= at < b for a, b in quoted):
                continue
            found = [f"21 CFR {section}" for section in _expanded(match["list"]) if section != _CONSULTANT]
            is_charge = not _SEE.search(sentence[: match.start()].rstrip("(“ ")) and (
                at < headline_end or _charges_in_body(text, start, at, sentence)
            )
            (charges if is_charge else beside).extend(found)
    unique = tuple(dict.fromkeys(charges))
    return unique, tuple(c for c in dict.fromkeys(beside) if c not in unique)


def _charges_in_body(text: str, start: int, at: int, sentence: str) -> bool:
    """A citation in brackets after a failure of its own; it may stand behind that sentence's full stop."""
    if text[:at].rstrip()[-1:] not in "([":
        return False
    said = sentence if len(sentence) > 60 else text[max(0, start - 400) : start] + sentence
    return bool(_FAILS.search(said)) and not _THE_FIRM_SAYS.search(said)


def _expanded(listed: str) -> Iterator[str]:
    """Every section of a list: "211.22(a) and (d)" gives both."""
    section = ""
    before: list[str] = []
    for match in _ITEM.finditer(re.sub(r"21\s*CFR", "", listed)):
        paragraphs = re.findall(r"\(([^)]+)\)", match["paragraphs"] or "")
        if not match["section"] and not paragraphs:
            continue
        if match["section"]:
            section, now = match["section"], paragraphs
        else:
            now = _placed(before, paragraphs)
            if match["link"]:
                yield from (_written(section, [*now[:-1], between]) for between in _between(before, now))
        yield _written(section, now)
        before = now


def _written(section: str, paragraphs: list[str]) -> str:
    return section + "".join(f"({p})" for p in paragraphs)


def _placed(before: list[str], paragraphs: list[str]) -> list[str]:
    """Paragraphs given without their section take the place of the deepest ones of the same kind."""
    wanted = _kind(paragraphs[0], 0)
    for depth in range(len(before) - 1, -1, -1):
        if _kind(before[depth], depth) == wanted or (
            depth >= 2 and _kind(paragraphs[0], depth) == _kind(before[depth], depth)
        ):
            return before[:depth] + paragraphs
    return [*before, *paragraphs]


def _kind(paragraph: str, depth: int) -> str:
    if paragraph.isdigit():
        return "number"
    return "roman" if (depth >= 2 or len(paragraph) > 1) and re.fullmatch(r"[ivx]+", paragraph) else "letter"


def _between(before: list[str], now: list[str]) -> list[str]:
    """The paragraphs between the ends of a range: "(a) through (d)" has (b) and (c)."""
    if not before or len(before) != len(now) or before[:-1] != now[:-1]:
        return []
    first, last = before[-1], now[-1]
    if first.isdigit() and last.isdigit():
        return [str(n) for n in range(int(first) + 1, int(last))]
    if len(first) == len(last) == 1:
        return [chr(n) for n in range(ord(first) + 1, ord(last))]
    return []


def references(text: str) -> tuple[str, ...]:
    """The entries of a report's own reference field: "EU GMP Part I, 6.9; Annex 11, 9" gives two."""
    return tuple(part for raw in re.split(r"[;；]", text) if (part := raw.strip(" .。、")))


def chinese_law(text: str) -> tuple[str, ...]:
    """Chinese law named in running text, with its articles."""
    return tuple(dict.fromkeys(match[0].strip("、 ") for match in _CHINESE_LAW.finditer(text)))
