"""The governing text decides: a judge that reads the language an agreement says prevails, and tells where the other differs.

stated       that text alone is judged and cited first; the other text is quoted beside it
not stated   both are judged; a requirement on which they differ is no better than partial
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.bilingual.facts import LANGUAGE_NAMES, Discrepancy, Side, TwoLanguages
from assistant.bilingual.read import two_languages
from assistant.bilingual.units import units_of
from assistant.checklist import Checklist
from assistant.cite import Citation
from assistant.findings import NearMiss
from assistant.judge import Judge, Judgement
from assistant.reading import Reading

# What the texts disagree on is a little less certain, whatever the clause on languages says.
DISAGREEING = 0.85
# Our own reading of the two texts differs: somebody must look.
UNSURE = 0.5
# Fewer clauses in the governing language than this are no text to judge alone.
FEWEST_CLAUSES = 5


class Languages:
    """What each document says in two languages, read once."""

    def __init__(self) -> None:
        self._read: dict[str, TwoLanguages | None] = {}

    def of(self, reading: Reading) -> TwoLanguages | None:
        if reading.document.id not in self._read:
            self._read[reading.document.id] = two_languages(reading)
        return self._read[reading.document.id]

    def of_all(self, readings: Sequence[Reading]) -> tuple[TwoLanguages, ...]:
        """Those of the documents that hold both languages."""
        return tuple(two for two in map(self.of, readings) if two)


class GoverningJudge:
    """Another judge, made to follow the governing language."""

    def __init__(self, judge: Judge, languages: Languages | None = None) -> None:
        self._judge = judge
        self._languages = languages or Languages()
        self.name = judge.name

    @property
    def note(self) -> str:
        return self._judge.note

    @property
    def usage(self) -> Mapping[str, object]:
        return self._judge.usage

    def judge(self, reading: Reading, checklist: Checklist) -> Mapping[str, Judgement]:
        two = self._languages.of(reading)
        if two is None:
            return self._judge.judge(reading, checklist)
        if two.governing not in LANGUAGE_NAMES:
            judged = self._judge.judge(reading, checklist)
            return {id: _undecided(judgement, two) for id, judgement in judged.items()}
        side: Side = two.governing
        governing, other = _only(reading, side), _only(reading, "zh" if side == "en" else "en")
        judged = self._judge.judge(governing, checklist)
        elsewhere = self._judge.judge(other, checklist) if other is not governing else judged
        return {id: _governed(judgement, elsewhere[id], two, side) for id, judgement in judged.items()}


def _only(reading: Reading, side: Side) -> Reading:
    """The reading without clauses that stand in the other language alone."""
    units = units_of(reading)
    own = [unit.span for unit in units if unit.language == side]
    others = [unit.span for unit in units if unit.language != side]
    kept = [
        i
        for i, clause in enumerate(reading.clauses)
        if any(clause.span.overlaps(span) for span in own) or not any(clause.span.overlaps(span) for span in others)
    ]
    if len(kept) < FEWEST_CLAUSES:
        return reading
    vectors = reading.vectors[kept] if reading.vectors is not None else None
    return Reading(reading.document, tuple(reading.clauses[i] for i in kept), vectors)


def _governed(judgement: Judgement, other: Judgement, two: TwoLanguages, side: Side) -> Judgement:
    if judgement.status == "no":
        return _governed_no(judgement, other, two, side)
    if not judgement.citations:
        return judgement
    cited = _both_texts(judgement.citations, two, side)
    differing = _differing(judgement, two)
    reason = f"{judgement.reason} {_governs(two)}{_told(differing, side)}"
    return replace(
        judgement,
        citations=cited,
        limiting=tuple(_in_language(c, two, side) for c in judgement.limiting),
        reason=reason,
        confidence=judgement.confidence * (DISAGREEING if differing else 1.0),
    )


def _governed_no(judgement: Judgement, other: Judgement, two: TwoLanguages, side: Side) -> Judgement:
    """The other text may do what the governing one does not: shown as the nearest, and it lowers the certainty."""
    if other.status not in ("yes", "partial") or not other.citations:
        return judgement
    name = LANGUAGE_NAMES["zh" if side == "en" else "en"]
    why = f"It stands in the {name} text; {_governs(two, first=False)}"
    nearest = (NearMiss(other.citations[0], why), *judgement.nearest)
    return replace(judgement, nearest=nearest[:5], confidence=min(judgement.confidence, UNSURE))


def _undecided(judgement: Judgement, two: TwoLanguages) -> Judgement:
    """No text governs: where they differ on what was cited, neither can be relied on."""
    differing = _differing(judgement, two)
    if judgement.status not in ("yes", "partial") or not differing:
        return judgement
    quotes = tuple(quote for discrepancy in differing for quote in discrepancy.quotes)
    return replace(
        judgement,
        status="partial",
        confidence=judgement.confidence * DISAGREEING,
        limiting=tuple(dict.fromkeys((*judgement.limiting, *quotes))),
        reason=f"{judgement.reason} The English and Chinese texts differ on it: {_reasons(differing)} {_governs(two)}",
    )


def _governs(two: TwoLanguages, first: bool = True) -> str:
    words = two.language_clause.in_words
    return words if first else words[0].lower() + words[1:]


def _told(differing: list[Discrepancy], side: Side) -> str:
    if not differing:
        return ""
    return f" The {LANGUAGE_NAMES['zh' if side == 'en' else 'en']} text differs: {_reasons(differing)}"


def _reasons(differing: list[Discrepancy]) -> str:
    return " ".join(dict.fromkeys(discrepancy.reason for discrepancy in differing[:3]))


def _differing(judgement: Judgement, two: TwoLanguages) -> list[Discrepancy]:
    """Discrepancies in the clauses that decide."""
    decisive = (*judgement.citations[:1], *judgement.limiting)
    return [d for d in two.discrepancies if any(d.within(_paragraph(quote, two)) for quote in decisive)]


def _paragraph(quote: Citation, two: TwoLanguages) -> Citation:
    """The whole paragraph pair's own side that a quote lies in, so that a difference anywhere in it counts."""
    for pair in two.pairs:
        for text in pair:
            if text.span.overlaps(quote.span):
                return text
    return quote


def _both_texts(citations: tuple[Citation, ...], two: TwoLanguages, side: Side) -> tuple[Citation, ...]:
    """Each citation in the governing language; the other text of the first one stands beside it."""
    governing = tuple(dict.fromkeys(_in_language(citation, two, side) for citation in citations))
    other = two.other_text(governing[0])
    return tuple(dict.fromkeys((governing[0], *((other,) if other else ()), *governing[1:])))


def _in_language(citation: Citation, two: TwoLanguages, side: Side) -> Citation:
    """The part of a citation in one language, or the paragraph that says the same in it."""
    for en, zh in two.pairs:
        own, other = (en, zh) if side == "en" else (zh, en)
        if citation.span.overlaps(own.span):
            # A row of a table holds both texts; a paragraph holds one.
            return own if citation.span.overlaps(other.span) else citation
        if citation.span.overlaps(other.span):
            return own
    return citation
