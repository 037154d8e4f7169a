"""What a document is: its title, its kind and its language, from its own first words, never from its file name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.document import DocumentKind, Language
from ingest.script import as_written, simplified

OPENING = 2500
_LONGEST_TITLE = 160
_CJK = r"\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002ffff"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_CONTRACT = _any(
    r"\b(agreement|contract|terms (and|&) conditions|statement of work|work order|purchase order|licen[cs]e|deed)\b",
    r"\bguarantee\b|协议|合同|契约",
)
_NAMES_A_DOCUMENT = _any(
    _CONTRACT.pattern,
    r"\b(amendment|addendum|supplement|report|letter|quotation|proposal|protocol|plan|policy|memorandum|notes?)\b",
    r"\b(procedure|inspectional observations|form fda[ -]?48\d)\b",
    r"报告|协定|补充条款|备忘录|承诺书|方案|规程|通知书|警告信|清单",
)
_NO_TITLE = _any(
    r"\s*(exhibit|ex-?\d|annex|schedule|appendix|attachment|source:|page\b|table of contents|contents$|index$)",
    r"\s*(confidential|dated?\b|execution|final version|draft|form of$|portions? of|information|pursuant to)",
    r"\s*(certain (identified|confidential|portions)|redacted|the symbol|between$|https?:|document$|\d+$)",
    r"\s*([*\[<]|[\w-]+\.(html?|txt|docx?|pdf)\b|目录|附件|第\s*\d+\s*页)",
    r"[^:：]{1,30}[:：]\s*\S|(agreement|contract|document|report) (no|number)\b.{0,30}$",
)
_STARTS_BODY = _any(
    r"(this|the) .{0,120}?\b(is|are|was|dated|made|entered)\b",
    r"whereas|recitals|(by and )?between\b|and\b|among\b|\d+\.",
)
_CAPITALS = r"(?:[A-Z][A-Z&,/()-]*|NO\.|#?\d+|-)"
_RUN_ON_TITLE = re.compile(
    rf"(?<![A-Za-z0-9.])({_CAPITALS}(?:\s+{_CAPITALS})*?\s+(?:AGREEMENT|AMENDMENT|CONTRACT|REPORT))"
    r"(?=\s+(?:This|THIS|The|\(|Between|BETWEEN|By|dated|DATED|[A-Z][a-z]))"
)
_NAMED_IN_TEXT = re.compile(r"\bthis ([\w ,&/’'#.()-]{0,120}?)\s*\(", re.IGNORECASE)
_GOES_ON = re.compile(r"(\b(and|to|of|the|for|no\.?|amended|restated)|[,&—–-])$", re.IGNORECASE)

_RESTATED = re.compile(r"amended\s*(and|&)\s*restated", re.IGNORECASE)
_AMENDMENT = _any(
    r"\b(amendment|addendum|supplement(al)? (agreement|no)|side letter|change order)\b",
    r"补充协议|变更协议|修订协议|修正案|补充合同|附函|补充函",
)
_QUALITY = _any(
    r"\bquality(( assurance)?( and|/)?( technical)?) agreement\b|\btechnical( quality)? agreement\b",
    r"质量(保证|技术)?协议",
)
_REPORT = _any(
    r"\b(audit|inspection|assessment)\s+(observation\s+)?report\b|\breport (of|on) .{0,40}\b(audit|inspection)\b",
    r"\bwarning letter\b|\bform fda[ -]?483\b|\binspectional observations\b|\baudit (observations|findings|summary)\b",
    r"审计报告|检查报告|审核报告|警告信|现场检查.{0,6}(报告|缺陷)",
)
_OPENS_AS_CONTRACT = re.compile(
    r"\bthis [\w ,&/’'#.()-]{0,120}(agreement|amendment)\b|\bby and between\b|\bnow,? therefore\b"
    r"|甲方.{0,400}乙方|委托方.{0,200}受托方",
    re.IGNORECASE | re.DOTALL,
)
_JUNK_TITLE = _any(r"untitled|microsoft word|document\d*$|无标题|\(?unspecified\)?|.*\.(docx?|pdf|rtf|html?|txt)$")


_SIDE_LETTER = _any(r"\bside letter\b|\bletter agreement\b", "附函|补充函")
_WORK = _any(
    r"\b(statement of work|scope of work|work order|task order|project (order|plan)|change order)\b|^sow\b",
    "工作说明书|工作订单|任务书|工作范围",
)
_SUPPLY = _any(
    r"\b(suppl(y|ies)|manufactur\w*|toll\w*|services?|processing|production|outsourcing|packaging|fill|master|distribution)\b",
    "供货|供应|生产|加工|定作|服务|采购|主协议",
)
_INSPECTION_LETTER = _any(
    r"\b(warning|untitled) letter\b|\bform fda[ -]?483\b|\binspectional observations\b|\bestablishment inspection report\b",
    "警告信|检查缺陷|监督检查|责令改正",
)
_LETTER = re.compile(
    r"^\s*(dear [a-z]|subject\s*:|re\s*:|from\s*:|sent\s*:|to\s*:|尊敬的|致[：:]|此致|主题[：:]|发件人[：:])",
    re.IGNORECASE | re.MULTILINE,
)
COARSE: dict[str, DocumentKind] = {
    "supply_agreement": "contract",
    "agreement": "contract",
    "statement_of_work": "contract",
    "quality_agreement": "quality_agreement",
    "amendment": "amendment",
    "side_letter": "amendment",
    "audit_report": "audit_report",
    "inspection_letter": "audit_report",
    "correspondence": "other",
    "other": "other",
}
"""The finer kinds, each with the stable kind it belongs to."""


@dataclass(frozen=True)
class FinerKind:
    """A finer kind, how sure it is, and what it was read from."""

    name: str
    confidence: float
    reason: str


def title_of(opening: str, metadata: str = "") -> str:
    """The title as the first page prints it, else as the file's metadata gives it, else ""."""
    start = simplified(opening[:OPENING])
    lines = [" ".join(line.split()) for line in start.splitlines()]
    printed = _printed_title([line for line in lines if line]) or _run_on_title(start)
    if printed:
        return as_written(printed, start, opening[:OPENING])
    return "" if _JUNK_TITLE.match(metadata) else metadata[:_LONGEST_TITLE]


def kind_of(title: str, opening: str) -> DocumentKind:
    """The kind, by the title first and by the opening words where the title does not say."""
    start = " ".join(simplified(opening[:OPENING]).split())
    plain = _RESTATED.sub("", simplified(title))
    if _REPORT.search(plain):
        return "audit_report"
    if _AMENDMENT.search(plain):
        return "amendment"
    if _QUALITY.search(plain):
        return "quality_agreement"
    if _CONTRACT.search(plain):
        return "contract"
    if _REPORT.search(start[:400]):
        return "audit_report"
    if _OPENS_AS_CONTRACT.search(start):
        named = _NAMED_IN_TEXT.search(start)
        wording = named[1] if named else start[:300]
        if _AMENDMENT.search(_RESTATED.sub("", wording)):
            return "amendment"
        return "quality_agreement" if _QUALITY.search(wording) else "contract"
    return "other"


def finer_kind_of(title: str, opening: str) -> FinerKind:
    """Which of the kinds in `COARSE` a document is; always one that belongs to `kind_of`."""
    kind = kind_of(title, opening)
    opening = simplified(opening[:OPENING])
    start = " ".join(opening.split())
    plain = _RESTATED.sub("", simplified(title))
    sure = 0.95 if kind == kind_of(title, "") != "other" else 0.75
    words = plain if sure > 0.9 else start[:600]
    reason = f"title “{title[:80]}”" if sure > 0.9 else "opening words"
    if kind == "other":
        marks = {match[1].lower() for match in _LETTER.finditer(opening)}
        return (
            FinerKind("correspondence", min(0.95, 0.6 + 0.15 * len(marks)), "a letter's head")
            if marks
            else FinerKind("other", 0.5, "neither title nor opening names a kind")
        )
    name: str = kind
    if kind == "audit_report" and _INSPECTION_LETTER.search(words if sure > 0.9 else start[:400]):
        name = "inspection_letter"
    elif kind == "amendment" and _SIDE_LETTER.search(words):
        name = "side_letter"
    elif kind == "contract":
        name = (
            "statement_of_work"
            if _WORK.search(words[:200])
            else "supply_agreement"
            if _SUPPLY.search(words)
            else "agreement"
        )
    return FinerKind(name, sure, reason)


def language_of(text: str) -> Language:
    """English, Chinese, or both when each makes up a fair share of the words."""
    chinese = len(re.findall(f"[{_CJK}]", text)) / 1.7
    english = len(re.findall(r"[A-Za-z]{2,}", text))
    share = chinese / ((chinese + english) or 1)
    if share > 0.85:
        return "zh"
    return "mixed" if share >= 0.15 else "en"


def _printed_title(lines: Sequence[str]) -> str:
    """The first short line that names a document, with the lines that complete it."""
    for i, line in enumerate(lines[:40]):
        if len(line) > _LONGEST_TITLE or _NO_TITLE.match(line) or not _NAMES_A_DOCUMENT.search(line):
            continue
        if _is_sentence(line):
            continue
        return _completed(lines, i)
    return ""


def _completed(lines: Sequence[str], i: int) -> str:
    """A title broken over lines: what stands before in the same style, and what follows an open end."""
    title, first = lines[i], i
    while first > 0 and title.isupper() and _is_part_of_title(lines[first - 1]) and i - first < 3:
        first -= 1
        title = f"{lines[first]} {title}"
    for line in lines[i + 1 : i + 4]:
        if len(title) + len(line) > _LONGEST_TITLE or _STARTS_BODY.match(line) or not _completes(title, line):
            break
        title = f"{title} {line}"
    return title.strip(" -–—")


def _completes(title: str, line: str) -> bool:
    if _GOES_ON.search(title) or _begins_with_link(line):
        return True
    return title.isupper() and " " not in title and line.isupper() and line != title and bool(_CONTRACT.search(line))


def _is_part_of_title(line: str) -> bool:
    """A line in capitals that ends open, as "MANUFACTURING AND" does."""
    return line.isupper() and bool(_GOES_ON.search(line)) and not _NO_TITLE.match(line)


def _begins_with_link(line: str) -> bool:
    return re.match(r"(to|of|for)\b( the)?", line, re.IGNORECASE) is not None and not _is_sentence(line)


def _is_sentence(line: str) -> bool:
    words = re.findall(r"[A-Za-z]+", line)
    lower = sum(word.islower() and len(word) > 3 for word in words)
    return line.endswith((".", ";", "。", "；")) or (len(words) > 6 and lower > 0.4 * len(words)) or "。" in line


def _run_on_title(opening: str) -> str:
    """A title that runs straight on into the text: in capitals, or as the text names itself."""
    text = " ".join(opening.split())
    if match := _RUN_ON_TITLE.search(text):
        words = re.sub(r"^.*\b(EXHIBIT|COPY|REQUESTED|AMENDED,?|COMMISSION)\s*[\d.]*\s+", "", match[1])
        return words if len(words) <= _LONGEST_TITLE else ""
    named = _NAMED_IN_TEXT.search(text)
    return named[1].strip() if named and _NAMES_A_DOCUMENT.search(named[1]) else ""
