"""Which agreement an amendment, a quality agreement or a statement of work belongs to: by number, title, date and parties.

    belongings(readings)  ->  tuple[Belonging, ...]

What fits two agreements equally well is left open, and said.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.dates import dates_in
from assistant.reading import Reading
from assistant.set_facts import Belonging
from ingest.kind import finer_kind_of

OPENING = 5_000
HEAD = 2_500
ENOUGH, CLEARLY_BETTER = 0.35, 0.12
_NUMBER = re.compile(
    r"(?i)(?:\b(?:agreement|contract|document)\s*(?:no\.?|number|ref(?:erence)?\.?)|编号|合同号|协议号|\bdocument)\s*[/:：.]*\s*(?:编号\s*[:：]\s*)?(?P<n>[A-Z0-9]+(?:[-/][A-Z0-9]+)+)"
)
_COMPANY = re.compile(
    r"(?P<name>(?:[A-Z][\w&.'’-]*,?\s+){1,6}?(?:\([A-Z][\w ]+\)\s+)?)(?:Inc|LLC|L\.L\.C|Ltd|Limited|Corp|Corporation|GmbH|AG|S\.?A\.?|B\.?V\.?|N\.?V\.?|AB|A/S|S\.?p\.?A|S\.?r\.?l|plc|PLC|LP|Co|Company|KG|Oy|Pty)\b",
)
_COMPANY_ZH = re.compile(r"(?P<name>[一-鿿（）]{2,24}?)(?:股份)?有限(?:责任)?公司")
_NOISE = re.compile(
    r"(?i)\b(?:the|and|of|by|between|a|an|co|company|inc|ltd|limited|corporation|holdings?|group)\b|[^\w\s]|甲方|乙方|与|委托方|受托方"
)
_COMMON = re.compile(
    r"(?i)\b(?:amended and restated|agreement|contract|the|to|no\.?|of|for|and)\b|[\W_]|协议|合同|补充|第.号"
)


@dataclass(frozen=True)
class _Paper:
    reading: Reading

    @cached_property
    def finer(self) -> str:
        document = self.reading.document
        return document.detail or finer_kind_of(document.title, document.text).name

    @cached_property
    def opening(self) -> str:
        return self.reading.document.text[:OPENING]

    @cached_property
    def head(self) -> str:
        return self.opening[:HEAD]

    @cached_property
    def numbers(self) -> set[str]:
        """The document's own numbers: those that its head states first."""
        return {match["n"].upper() for match in list(_NUMBER.finditer(self.head))[:1]}

    @cached_property
    def parties(self) -> set[str]:
        names = {m["name"] for m in _COMPANY.finditer(self.opening)} | {
            m["name"] for m in _COMPANY_ZH.finditer(self.opening)
        }
        plain = {" ".join(_NOISE.sub(" ", name).lower().split()) for name in names}
        return {name for name in plain if len(name) > 2}

    @cached_property
    def title(self) -> str:
        return _COMMON.sub("", self.reading.document.title).lower()


def belongings(readings: Sequence[Reading]) -> tuple[Belonging, ...]:
    """For each document that hangs on another: which one, how surely, and why."""
    papers = [_Paper(reading) for reading in readings]
    return tuple(_belonging(paper, papers) for paper in papers if _hangs(paper))


def _hangs(paper: _Paper) -> bool:
    return paper.reading.document.kind in ("amendment", "quality_agreement") or paper.finer == "statement_of_work"


def _belonging(paper: _Paper, papers: Sequence[_Paper]) -> Belonging:
    id = paper.reading.document.id
    candidates = [other for other in papers if _may_hold(paper, other)]
    if not candidates:
        return Belonging(id, None, 0.0, "The set holds no agreement that it could belong to.")
    scored = sorted(((_score(paper, c), i) for i, c in enumerate(candidates)), key=lambda pair: (-pair[0][0], pair[1]))
    (best, reasons), first = scored[0]
    winner = candidates[first].reading.document
    if best < ENOUGH:
        return Belonging(id, None, best, "It names no agreement of this set by number, title, date or parties.")
    if len(scored) > 1 and best - scored[1][0][0] < CLEARLY_BETTER:
        second = candidates[scored[1][1]].reading.document
        return Belonging(id, None, best, f"It could belong to {winner.file} or to {second.file}; choose by hand.")
    return Belonging(id, winner.id, min(best, 0.99), f"{winner.file}: {', '.join(reasons)}.")


def _may_hold(paper: _Paper, other: _Paper) -> bool:
    if other is paper or other.finer == "statement_of_work":
        return False
    about_quality = re.search(r"(?i)quality|质量", paper.reading.document.title)
    if paper.reading.document.kind == "amendment" and about_quality:
        return other.reading.document.kind == "quality_agreement"
    return other.reading.document.kind == "contract"


def _score(paper: _Paper, other: _Paper) -> tuple[float, list[str]]:
    score = 0.0
    reasons: list[str] = []
    named = {n for n in other.numbers if n in paper.opening.upper()}
    if named:
        score, reasons = score + 0.6, [*reasons, f"it names its number {sorted(named)[0]}"]
    elif other.numbers and _numbers_named(paper) - paper.numbers:
        score -= 0.2
    if other.title and len(other.title) > 5 and other.title in _COMMON.sub("", paper.opening).lower():
        score, reasons = score + 0.3, [*reasons, f"it names the title “{other.reading.document.title[:60]}”"]
    dates = _agreement_dates(other.head) & set(dates_in(paper.opening))
    if dates:
        score, reasons = score + 0.25, [*reasons, f"it names the date {min(dates)}"]
    shared = paper.parties & other.parties
    if shared:
        share = min(1.0, len(shared) / 2)
        score, reasons = score + 0.3 * share, [*reasons, f"the same parties ({', '.join(sorted(shared)[:2])})"]
    return score, reasons


def _numbers_named(paper: _Paper) -> set[str]:
    return {match["n"].upper() for match in _NUMBER.finditer(paper.opening)}


def _agreement_dates(head: str) -> set[str]:
    return set(dates_in(head)[:3])
