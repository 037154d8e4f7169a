"""Which document prevails: the rules that the documents state, and what they say about one conflict."""

import re
from collections.abc import Iterator, Sequence

from assistant.cite import Citation, cite
from assistant.family.subjects import Subject
from assistant.reading import Reading
from assistant.set_facts import Precedence
from ingest.document import Clause, Span
from ingest.split.sentences import sentence_ends

_DISAGREE = re.compile(
    r"(?i)\b(?:conflict|inconsisten|discrepan|disagree|contradict|var(?:y|iance))|不一致|冲突|抵触|矛盾|歧义|\bprevails? over\b|\btakes? precedence over\b"
)
_NAMES = (
    (
        "quality_agreement",
        r"(?:this|the|such|any)\s+Quality(?: and Technical| Assurance)? Agreement|(?:this|the) Technical Agreement|《?(?:本)?质量(?:保证)?协议》?",
    ),
    (
        "statement_of_work",
        r"(?:this|the|such|any|a|an applicable)\s+(?:Statements? of Work|Work Orders?|Task Orders?|SOWs?)|工作说明书|工作订单",
    ),
    ("purchase_order", r"(?:this|the|such|any|a)\s+Purchase Orders?|采购订单|订单"),
    (
        "amendment",
        r"(?:this|the)\s+(?:First |Second |Third )?(?:Amendment|Side Letter|Addendum)(?:\s+(?:No\.?\s*|#)?\d+)?|本?补充协议|修正案",
    ),
    (
        "schedule",
        r"(?:the|a|any|such)\s+(?:Schedules?|Exhibits?|Annex(?:es)?|Appendi(?:x|ces)|Attachments?)|an Article|the Articles|附件|附表",
    ),
    ("own", r"(?:this|the)\s+Agreement|本(?:协议|合同)"),
    (
        "contract",
        r"(?:the|this)\s+(?:[A-Z]\w+\s+){0,4}?(?:Supply|Services?|Manufacturing|Master|Main)(?:\s+[A-Z]?\w+){0,3}\s+Agreement|主协议|供货协议|供应协议|委托生产(?:协议|合同)|原(?:协议|合同)",
    ),
)
_WINS = r"\s*(?:shall|will|is to)?\s*(?:prevails?|controls?|governs?|takes? precedence|supersedes?)"
_MATTERS = (
    r"(?P<matters>\s*(?:over [^.;,]{0,60}?)?\s*(?:on|in|for|as to|as regards|with respect to|with regard to|regarding|in relation to|concerning|to the extent)\b"
    r"[^.;。；]*?(?=[.;。；]|,?\s+and\s+(?:this|the)\s|,\s*(?:except|unless|provided)|$))?"
)
_ENGLISH = [(kind, re.compile(rf"\b(?:{names}){_WINS}{_MATTERS}", re.IGNORECASE)) for kind, names in _NAMES]
_CHINESE = [
    (kind, re.compile(rf"(?P<matters>[^，。；,;]*?)以(?:{names})(?:的(?:约定|规定|内容))?为准"))
    for kind, names in _NAMES
]
_BEFORE = re.compile(
    r"(?i)\b(?:disagree|conflict|contradict|inconsisten\w+|discrepanc\w+|differ)\w*\s+(?P<matters>(?:on|as to|regarding|in relation to|with respect to|concerning)\b[^.;]*?),\s"
)
_JUST_BEFORE = re.compile(
    r"(?i)\b(?P<matters>(?:solely |only )?(?:with respect to|with regard to|as to|as regards|regarding|in relation to|in matters of|on) [^,;.]+),\s*$"
)
_QUALITY = re.compile(r"(?i)\bquality\b|\bc?GMP\b|good manufacturing|patient|质量|生产质量管理")
_COMMERCIAL = re.compile(
    r"(?i)\bcommercial|\blegal|\bprice|\bliabilit|\bfinancial|\bbusiness (?:matters|terms)|商务|法律|价格|责任"
)
_REST = re.compile(
    r"(?i)\b(?:everything else|all other|any other|other matters|otherwise|in all other respects)|其他|其余|其它"
)
_NOTICE = re.compile(r"(?i)\b(?:periods? of notice|notice periods?)|通知期")


def rules_of(readings: Sequence[Reading]) -> tuple[Precedence, ...]:
    """Every rule on precedence that the documents state, in order."""
    return tuple(
        rule for reading in readings for clause in reading.clauses if clause.citable for rule in _rules(reading, clause)
    )


def _rules(reading: Reading, clause: Clause) -> Iterator[Precedence]:
    if not _DISAGREE.search(clause.text):
        return
    start = 0
    for end in [*sentence_ends(clause.text), len(clause.text)]:
        sentence = clause.text[start:end]
        if _DISAGREE.search(sentence):
            span = Span(clause.span.start + start, clause.span.start + end)
            yield from _of_sentence(reading, sentence, cite(reading.document, clause, span))
        start = end


def _of_sentence(reading: Reading, sentence: str, citation: Citation) -> Iterator[Precedence]:
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, str, str]] = []
    before = _BEFORE.search(sentence)
    for kind, pattern in (*_ENGLISH, *_CHINESE):
        for match in pattern.finditer(sentence):
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            taken.append(match.span())
            just = _JUST_BEFORE.search(sentence[: match.start()])
            matters = match["matters"] or (just["matters"] if just else before["matters"] if before else "")
            found.append((match.start(), kind, " ".join(matters.split())))
    for _, kind, matters in sorted(found):
        whose = reading.document.kind if kind == "own" else kind
        open_ended = not matters or bool(_REST.search(matters))
        quality = bool(_QUALITY.search(matters)) or not matters
        commercial = bool(_COMMERCIAL.search(matters)) or open_ended
        yield Precedence(whose, matters, citation, quality, commercial, bool(_NOTICE.search(matters)))


def prevailing(
    subject: Subject, kinds: Sequence[str], rules: Sequence[Precedence]
) -> tuple[str | None, str, tuple[Precedence, ...]]:
    """The kind of document that prevails on a subject among `kinds`, in words, and the rules that say so."""
    applying = _applying(subject, kinds, rules)
    if not applying:
        return None, "The documents do not say which prevails.", ()
    winners = {rule.prevails for rule in applying}
    where = "; ".join(
        dict.fromkeys(f"{r.citation.clause or 'page ' + str(r.citation.page)} of {r.citation.file}" for r in applying)
    )
    if len(winners) > 1:
        return None, f"The clauses on precedence disagree ({where}).", tuple(applying)
    winner = winners.pop()
    limits = f" {applying[0].matters}" if applying[0].matters else ""
    return winner, f"The {winner.replace('_', ' ')} prevails{limits} ({where}).", tuple(applying)


def _applying(subject: Subject, kinds: Sequence[str], rules: Sequence[Precedence]) -> list[Precedence]:
    """Rules on this subject; where one clause names periods of notice expressly, that rule of it counts."""
    fitting = [r for r in rules if r.prevails in kinds and (r.quality if subject.matter == "quality" else r.commercial)]
    if subject.notice:
        express = [r for r in rules if r.notice and r.prevails in kinds]
        places = {(r.citation.document, r.citation.clause) for r in express}
        fitting = [r for r in fitting if (r.citation.document, r.citation.clause) not in places] + express
    return fitting
