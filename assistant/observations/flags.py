"""What a report says as a whole: repeats, an import alert, contract manufacture, a section on data integrity."""

import re

from assistant.observations.layout import Layout, sentences

_REPEAT = re.compile(
    r"\brepeat(?:ed)?,? (?:\w+ )?(?:observation|violation|deviation|finding|deficienc"
    r"|item|cgmp|citation)|\brepeats (?:finding|observation|\w*\d)"
    r"|\bcited (?:for )?(?:the )?(?:similar|same)\b|\b(?:similar|same) (?:\w+ ){0,3}(?:observation"
    r"|violation|deviation|deficienc)\w* (?:\w+ ){0,4}(?:cited|were|was|at|found"
    r"|in a previous|during)"
    r"|\b(?:also|previously|was|were) (?:cited|observed|noted|identified) (?:\w+ ){0,4}(?:during"
    r"|in|at|from) (?:\w+ ){0,3}(?:previous|prior|last|earlier|\d{4}) (?:\w+ ){0,2}inspection"
    r"|\brepeated (?:failures?|violations?)\b|\brecurr(?:ing|ed|ence of) (?:\w+ ){0,2}(?:observation"
    r"|violation|finding|deficienc|deviation from cgmp)"
    r"|\b(?:uncorrected|not corrected) (?:since|from) (?:the|a|our) (?:previous|prior|last)"
    r"|重复(?:性)?(?:缺陷|发现|观察项|问题)|重复出现|再次发现|再次出现|与上次审计.{0,20}(?:相同"
    r"|重复|一致)|整改(?:不到位|无效|未有效)",
    re.IGNORECASE,
)
_NOT_REPEAT = re.compile(
    r"\b(?:no|not a|not|without|neither)\s+(?:\w+\s+){0,2}repeat|\brepeat(?:ed)?\b[^.]{0,20}[:：]\s*no\b"
    r"|\bnone of the (?:\w+ ){0,3}repeat"
    r"|非重复|未发现重复|无重复|不属于重复|是否重复[:：]?\s*否|重复(?:缺陷|发现|观察项|问题)?\s*[:：]\s*(?:否|无)"
    r"|\bif (?:\w+ ){0,6}repeat|\b(?:prevent|avoid)(?:ing)? repeat",
    re.IGNORECASE,
)
_IMPORT_ALERT = re.compile(r"\bimport alert\b|进口禁令|进口警示|自动扣留", re.IGNORECASE)
_PLACED = re.compile(
    r"\b(?:placed|added|listed|remains?|is|are|was|were|been|currently|continu\w+"
    r"|subject to)\b[^.]{0,160}\bimport alert|\bimport alert\b[^.]{0,80}\b(?:since"
    r"|effective|remains?|lists?)\b"
    r"|被(?:列入|纳入|实施|采取)|已列入",
    re.IGNORECASE,
)
_THREAT = re.compile(
    r"\b(?:may|might|could|would|can|if|not)\b[^.]{0,60}\b(?:placed|added|listed|import alert)|可能|如果|未被",
    re.IGNORECASE,
)
_CONTRACTOR_HEADING = re.compile(
    r"^.{0,40}\b(?:contract (?:manufactur|test|lab|facilit|packag|steriliz|giver"
    r"|service|organi[sz]ation)|contractors?\b|as a contract|CMOs?\b)",
    re.IGNORECASE,
)
_CONTRACTOR = re.compile(
    r"\b(?:your|you (?:are|were) an?|is an?|as an?|as your) (?:\w+ ){0,3}(?:contract"
    r"|outside|external|third[- ]party) (?:\w+ ){0,2}(?:manufactur|test|laborator"
    r"|lab\b|packag|steriliz|facilit|services?)"
    r"|\b(?:your|the firm[’']s) (?:contract manufacturers?|CMOs?|contract laborator\w+)\b"
    r"|\b(?:contract manufacturing organi[sz]ations?|CMOs?)\b[^.]{0,60}\b(?:used"
    r"|on behalf)"
    r"|\byou (?:\w+ ){0,2}(?:manufactur|produc|test|analy[sz]|steriliz|packag"
    r"|mak)\w* [^.]{0,60}\b(?:for|on behalf of) (?:your |other |multiple |several "
    r"|various |another )?(?:clients?|customers?|firms|companies|sponsors?|brand"
    r"|application holders?)\b"
    r"|\bdrugs? (?:\w+ ){0,3}(?:manufactured|made|produced|tested) (?:\w+ ){0,3}for (?:your )?(?:clients"
    r"|customers|other firms)"
    r"|\b(?:you|your firm) (?:\w+ ){0,3}(?:contract(?:s|ed)? (?:out|with)|outsourc\w+)\b"
    r"|\b(?:performed|manufactured) on your behalf\b"
    r"|\bas (?:a|your) contract(?:or| manufacturer)\b|\b(?:contract development and manufactur\w+"
    r"|CDMO)\b|\b(?:two|three|four|several|other|another|all|its) clients?\b"
    r"|受托生产|委托生产|受托方|CDMO|其他委托方",
    re.IGNORECASE,
)
_GENERAL_REQUEST = re.compile(r"^\s*(?:[-•o*▪]|\d+[.)])\s|^\s*(?:see|see also) ", re.IGNORECASE)
_IN_GENERAL = re.compile(r"\bmany drug manufacturers use\b|\bFDA (?:is aware|regards|considers)\b", re.IGNORECASE)
_DATA_INTEGRITY = re.compile(
    r"^\W*(?:\d+(?:\.\d+)*\.?\s*|[一二三四五六七八九十]+、\s*)?(?:data (?:integrity"
    r"|reliability)\b|数据(?:可靠性|完整性))",
    re.IGNORECASE,
)


def says_repeat(text: str) -> bool:
    """Whether a passage says that the same was found before: "This repeats 2024-M2"."""
    return any(
        _REPEAT.search(part) and not _NOT_REPEAT.search(part)
        for part in (text[start:end] for start, end in sentences(text))
    )


def import_alert(text: str) -> bool:
    """Whether an alert is stated; a threat of one, or of refused admission, is not one."""
    for start, end in sentences(text):
        sentence = text[start:end]
        if _IMPORT_ALERT.search(sentence) and _PLACED.search(sentence) and not _THREAT.search(sentence):
            return True
    return False


def contract_manufacturer(layout: Layout) -> bool:
    """Whether the site works for others, or has others make or test for it; a general request is not enough."""
    for line in layout.lines:
        if _short_title(line.text) and _CONTRACTOR_HEADING.search(line.text):
            return True
        if _GENERAL_REQUEST.match(line.text):
            continue
        for start, end in sentences(line.text):
            sentence = line.text[start:end]
            if _CONTRACTOR.search(sentence) and not _IN_GENERAL.search(sentence):
                return True
    return False


def data_integrity_section(layout: Layout) -> bool:
    """Whether data integrity has a heading of its own."""
    return any(_short_title(line.text) and _DATA_INTEGRITY.match(line.text) for line in layout.lines)


def _short_title(text: str) -> bool:
    return (
        len(text) <= 90
        and not text.rstrip("*# ").endswith((".", ";", ":", ",", "。", "；", "：", "，"))
        and not re.search(r"[|:：]", text)
        and not re.match(r"\s*[-•]", text)
    )
