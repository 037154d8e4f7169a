"""What several documents together make of one requirement: who answers, who contradicts, and what is no longer in force."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.checklist import Requirement
from assistant.cite import Citation
from assistant.family import Conflict
from assistant.family.family import Text
from assistant.findings import NearMiss
from assistant.judge import Judgement
from assistant.reading import Reading
from assistant.weakness import sent_elsewhere
from ingest.kind import finer_kind_of

Judged = tuple[Text, Judgement]

_POINTS_TO = (
    (
        "quality_agreement",
        re.compile(r"(?i)\b(?:quality|technical)(?: and \w+| assurance)? agreement|质量(?:保证)?协议|技术协议"),
    ),
    ("statement_of_work", re.compile(r"(?i)\bstatements? of work\b|\bwork orders?\b|\bSOW\b|工作说明书")),
    (
        "contract",
        re.compile(
            r"(?i)\b(?:supply|master|main|services?|manufacturing)(?: \w+){0,2} agreement|主协议|供货协议|供应协议"
        ),
    ),
)


def sent_on(judged: Sequence[Judged]) -> list[Judged]:
    """Who answers. A document that only points to another one is silent when that one was supplied and speaks for itself.

    Where the other was not supplied the pointer stands, unless some document answers anyway.
    """
    if len(judged) == 1:
        return list(judged)
    silent = [pair for pair in judged if _gives_way(pair, judged)]
    answered = [pair for pair in judged if pair not in silent and pair[1].status != "elsewhere"]
    waiting = [pair for pair in judged if pair not in silent and pair[1].status == "elsewhere"]
    if waiting and any(j.status in ("yes", "partial") for _, j in answered):
        return answered
    return [*answered, *waiting] or list(judged)


def _gives_way(pair: Judged, judged: Sequence[Judged]) -> bool:
    text, judgement = pair
    kind = _points_to(judgement)
    if judgement.status == "elsewhere":
        # A pointer that names no kind of paper means the quality agreement in practice.
        return any(other is not text and _is(other, kind or "quality_agreement") for other, _ in judged)
    if (
        judgement.status not in ("yes", "partial")
        or not kind
        or not sent_elsewhere(judgement.citations[0].quote if judgement.citations else "")
    ):
        return False
    return any(other is not text and _is(other, kind) and own.status in ("yes", "partial") for other, own in judged)


def _points_to(judgement: Judgement) -> str:
    quote = judgement.citations[0].quote if judgement.citations else ""
    return next((kind for kind, pattern in _POINTS_TO if pattern.search(quote)), "")


def _is(text: Text, kind: str) -> bool:
    document = text.reading.document
    if kind == "statement_of_work":
        return (document.detail or finer_kind_of(document.title, document.text).name) == kind
    return document.kind == kind


def contradicted(
    requirement: Requirement, decisive: Judgement, judged: Sequence[Judged], conflicts: Sequence[Conflict]
) -> Judgement:
    """Two documents that disagree meet a requirement in part, unless a clause on precedence settles it."""
    own = [c for c in conflicts if c.requirement == requirement.id]
    if not own or decisive.status not in ("yes", "partial"):
        return decisive
    open_ones = [c for c in own if c.prevails is None]
    if open_ones:
        said = _both(open_ones[0])
        reason = f"{requirement.label}: the documents disagree: {said}. {open_ones[0].precedence}"
        quotes = tuple(q for c in open_ones for s in c.statements for q in s.citations[:1])
        return replace(
            decisive, status="partial", reason=reason, citations=_first(quotes, decisive.citations), limiting=()
        )
    settled = own[0]
    winner = next(
        (j for t, j in judged if settled.prevails in t.documents and j.status in ("yes", "partial")), decisive
    )
    reason = f"{winner.reason} The documents differ: {_both(settled)}. {settled.precedence}"
    return replace(winner, reason=reason)


def _first(quotes: Sequence[Citation], others: Sequence[Citation]) -> tuple[Citation, ...]:
    """The quotes that disagree, then the other evidence that does not hold them."""
    rest = [c for c in others if not any(c.document == q.document and c.span.overlaps(q.span) for q in quotes)]
    return tuple(dict.fromkeys((*quotes, *rest)))


def _both(conflict: Conflict) -> str:
    return ", ".join(f"{s.value} in {_place(s.citations[0])}" for s in conflict.statements)


def _place(citation: Citation) -> str:
    where = f"clause {citation.clause}" if citation.clause else f"page {citation.page}"
    return f"{where} of {citation.file}"


def superseded(decisive: Judgement, each: Sequence[tuple[Reading, Judgement]], together: Sequence[Judged]) -> Judgement:
    """Where the answer is no and a clause that an amendment took away would have done it: show that clause and say so."""
    if decisive.status != "no":
        return decisive
    gone = [near for reading, judgement in each for near in _no_longer_in_force(reading, judgement, together)]
    if not gone:
        return decisive
    return replace(decisive, reason=f"{decisive.reason} {gone[0].why_not}", nearest=(*gone, *decisive.nearest))


def _no_longer_in_force(reading: Reading, judgement: Judgement, together: Sequence[Judged]) -> list[NearMiss]:
    if judgement.status not in ("yes", "partial"):
        return []
    for text, _ in together:
        if text.view is None or reading.document.id not in text.documents:
            continue
        consolidated = text.view.consolidated
        return [
            NearMiss(
                citation,
                f"{_place(citation)[0].upper()}{_place(citation)[1:]} is no longer in force: {by} took it away.",
            )
            for citation in judgement.citations[:1]
            if (by := consolidated.taken_away_by(citation.document, citation.start))
        ]
    return []
