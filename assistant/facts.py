"""Five facts of a deal that decide how findings are to be read; suggested from the documents, assumed by nobody."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.cite import Citation, cite
from assistant.reading import Reading
from ingest.document import Clause, Span


@dataclass(frozen=True)
class DealFact:
    """A fact to confirm. `value` is a suggestion until `confirmed`; empty when nothing suggests one."""

    key: str
    label: str
    value: str = ""
    citation: Citation | None = None
    confirmed: bool = False
    choices: tuple[str, ...] = ()


STAGES = ("development", "clinical", "commercial")
MARKETS = ("US", "EU/UK", "China", "other")
FACTS = (
    DealFact("side", "Which side we are", choices=("customer (buys)", "supplier (makes)")),
    DealFact("stage", "Stage", choices=STAGES),
    DealFact("product", "Product"),
    DealFact("site", "Signing entity and plant"),
    DealFact("market", "Market", choices=MARKETS),
)
_STAGE_WORDS = {
    "commercial": r"(?i)commercial (?:supply|manufactur|quantit|batch|launch)|上市|商业化(?:生产|供应)",
    "clinical": r"(?i)clinical (?:supply|trial|stud|batch)|临床(?:试验|研究|样品)",
    "development": r"(?i)development (?:services|program|work)|feasibility|研发服务|开发服务",
}
_MARKET_WORDS = {
    "US": r"\bFDA\b|Food and Drug Administration|United States",
    "EU/UK": r"\bEMA\b|European (?:Union|Medicines)|\bMHRA\b|Qualified Person",
    "China": r"\bNMPA\b|药品监督管理|中国境内|中华人民共和国药品",
}
_PRODUCT = re.compile(
    r"[\"“]Products?[\"”]\s+(?:means|shall mean|refers to)\s+([^.;\n]{4,160})|[“\"]产品[”\"](?:系)?指([^。；\n]{2,80})"
)
_SITE = re.compile(
    r"(?i)(?:manufactur\w+|production)\s+(?:facility|site|plant)\s+(?:located|situated)\s+(?:at|in)\s+([^.;\n]{5,140})"
    r"|[\"“](?:Facility|Site|Plant|Manufacturing Site)[\"”]\s+(?:means|shall mean)\s+([^.;\n]{5,160})|生产(?:场地|地址)[^。；\n]{0,8}[：:为指]([^。；\n]{4,80})"
)


def suggested_facts(readings: Sequence[Reading], confirmed: dict[str, str]) -> list[DealFact]:
    """The five facts, each as confirmed, else as the documents suggest, else empty."""
    promising = [r for r in readings if r.document.kind in ("contract", "amendment")] or list(readings)
    suggestions = {
        "stage": _commonest(promising, _STAGE_WORDS),
        "product": _first(promising, _PRODUCT),
        "site": _first(promising, _SITE),
        "market": _commonest(promising, _MARKET_WORDS),
        "side": _side(promising),
    }
    facts = []
    for fact in FACTS:
        value, citation = suggestions[fact.key]
        if fact.key in confirmed:
            value, citation = confirmed[fact.key], citation if value == confirmed[fact.key] else None
        facts.append(replace(fact, value=value, citation=citation, confirmed=fact.key in confirmed))
    return facts


def _first(readings: Sequence[Reading], pattern: re.Pattern[str]) -> tuple[str, Citation | None]:
    for reading in readings:
        for clause in (c for c in reading.clauses if c.citable):
            match = pattern.search(clause.text)
            if match:
                group = next(g for g in match.groups() if g)
                return " ".join(group.split()).strip(" ,，"), _at(reading, clause, match.span())
    return "", None


def _commonest(readings: Sequence[Reading], words: dict[str, str]) -> tuple[str, Citation | None]:
    """The value whose words occur most, with its first clause."""
    counts = {value: sum(len(re.findall(p, r.document.text)) for r in readings) for value, p in words.items()}
    best = max(counts, key=counts.__getitem__)
    if not counts[best]:
        return "", None
    _, citation = _first(readings, re.compile(f"({words[best].removeprefix('(?i)')})", re.IGNORECASE))
    return best, citation


def _side(readings: Sequence[Reading]) -> tuple[str, Citation | None]:
    """Buyers use this program; the suggestion names who buys, so that a maker sees at once that it is wrong."""
    for reading in readings:
        names = [n for n in reading.roles.customer if n in reading.document.text[:20_000]]
        clause = next((c for c in reading.clauses if c.citable and names and names[0] in c.text), None)
        if clause:
            return f"customer (buys): {names[0]}", cite(reading.document, clause)
    return "", None


def _at(reading: Reading, clause: Clause, span: tuple[int, int]) -> Citation:
    return cite(reading.document, clause, Span(clause.span.start + span[0], clause.span.start + span[1]))
