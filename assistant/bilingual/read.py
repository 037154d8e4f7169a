"""One document in two languages: recognise it, pair its paragraphs, find the governing clause, tell where the texts differ."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from assistant.bilingual.align import align_units
from assistant.bilingual.belief import how_sure
from assistant.bilingual.captions import differing_captions
from assistant.bilingual.compare import differences
from assistant.bilingual.facts import LANGUAGE_NAMES, LEAST_SURE, Discrepancy, LanguageClause, Side, TwoLanguages
from assistant.bilingual.governing import LanguageStatement, decided, language_statements
from assistant.bilingual.lists import PrintedList, printed_lists, repaired
from assistant.bilingual.near import nearest
from assistant.bilingual.own_words import own_words
from assistant.bilingual.pair import Difference, PairOfTexts
from assistant.bilingual.parties import PartyNames, party_names
from assistant.bilingual.traits import Group
from assistant.bilingual.units import Unit, holds_both, units_of
from assistant.cite import Citation, cite
from assistant.reading import Reading
from ingest.document import Clause, Span

# Fewer paragraphs of substance in either language make no bilingual agreement.
FEWEST_PARAGRAPHS = 4
# At least this share of the shorter text has a partner when both say the same.
LEAST_SHARE = 0.5
# The shorter text of an agreement in two languages covers at least this share of the longer.
LEAST_COVER = 0.35
# Of what a comparison weighs itself, what is less likely than this to be a difference is not shown at all: of such as no other
# rule told too, 8 of 14 true ones and 8 of 385 false ones are shown, held out on 309 agreements.
LEAST_SHOWN = 0.3
# What is told in the same words of more paragraphs than these is a term of the agreement that no list knows ("Core Tablets",
# 素片); where it is doubted it is shown once.
MOST_ALIKE = 3
# A paragraph that comes so near to something in the partner of its neighbour is said there.
SAID_BESIDE = 0.65


def two_languages(reading: Reading) -> TwoLanguages | None:
    """What the two texts of a bilingual document say, or `None` for a document in one language."""
    if reading.document.language != "mixed" and not _both(reading.document.text):
        return None
    units = units_of(reading)
    english, chinese = _by_language(units)
    if min(_substance(english), _substance(chinese)) < FEWEST_PARAGRAPHS:
        return None
    groups, alone_en, alone_zh = align_units(english, chinese)
    if not _is_one_agreement(groups, english, chinese):
        return None
    lists = printed_lists(groups, english, chinese)
    groups = repaired(groups, lists)
    cites = _Cites(reading)
    statements = language_statements(units)
    found = [
        *_of_pairs(reading, groups, english, chinese, cites),
        *_odd_items(lists, english, chinese, cites),
        *_missing(english, _unsaid(alone_en, "en", groups, english, chinese, lists), "en", cites),
        *_missing(chinese, _unsaid(alone_zh, "zh", groups, english, chinese, lists), "zh", cites),
    ]
    compared = [Span(part.start, part.end) for group in groups for part in _parts(group, english, chinese)]
    found += _captions(reading.document.text, compared, cites)
    clause = LanguageClause(decided(statements), tuple(cites.of(s.unit, s.start, s.end) for s in statements))
    if clause.governing == "contradictory":
        found = [*_contradiction(statements, cites), *(d for d in found if d.kind != "governing_language")]
    pairs = tuple((cites.group(english, left), cites.group(chinese, right)) for left, right in groups)
    found.sort(key=lambda d: min(quote.start for quote in d.quotes))
    likely, to_compare = (tuple(d for d in found if d.is_likely == wanted) for wanted in (True, False))
    return TwoLanguages(reading.document.id, reading.document.file, clause, pairs, likely, to_compare)


def _by_language(units: Sequence[Unit]) -> tuple[list[Unit], list[Unit]]:
    return [unit for unit in units if unit.language == "en"], [unit for unit in units if unit.language == "zh"]


def _both(text: str) -> bool:
    signs = sum("一" <= ch <= "鿿" for ch in text)
    letters = sum("a" <= ch.lower() <= "z" for ch in text)
    return signs > 100 and letters > 400


def _substance(units: Sequence[Unit]) -> int:
    return sum(unit.is_substance for unit in units)


def _is_one_agreement(groups: Sequence[Group], english: Sequence[Unit], chinese: Sequence[Unit]) -> bool:
    paired_en = sum(english[i].is_substance for left, _ in groups for i in left)
    paired_zh = sum(chinese[j].is_substance for _, right in groups for j in right)
    en, zh = _substance(english), _substance(chinese)
    share = max(paired_en / en, paired_zh / zh)
    cover = min(paired_en / en, paired_zh / zh)
    return share >= LEAST_SHARE and cover >= LEAST_COVER and min(paired_en, paired_zh) >= FEWEST_PARAGRAPHS


class _Cites:
    """Citations of stretches of units, each under the clause that holds it."""

    def __init__(self, reading: Reading) -> None:
        self._document = reading.document
        self._clauses = reading.clauses

    def of(self, unit: Unit, start: int, end: int) -> Citation:
        return self._cite(unit, unit.at(start, end))

    def at(self, span: Span) -> Citation:
        return cite(self._document, self._clause_at(span), span)

    def whole(self, unit: Unit) -> Citation:
        return self._cite(unit, unit.span)

    def group(self, units: Sequence[Unit], members: range) -> Citation:
        first = units[members[0]]
        return self._cite(first, Span(first.span.start, units[members[-1]].span.end))

    def _cite(self, unit: Unit, span: Span) -> Citation:
        """A row of a two-column table is no clause of its own to the splitter: its printed number names it."""
        clause = self._clause_at(span)
        if unit.printed and unit.printed not in clause.number:
            clause = replace(clause, number=unit.printed)
        return cite(self._document, clause, span)

    def _clause_at(self, span: Span) -> Clause:
        return next(
            (c for c in self._clauses if c.span.start <= span.start < c.span.end),
            Clause("", self._document.id, span, ""),
        )


def _of_pairs(
    reading: Reading, groups: Sequence[Group], english: Sequence[Unit], chinese: Sequence[Unit], cites: _Cites
) -> Iterator[Discrepancy]:
    compared, names = _compared(reading, groups, english, chinese)
    found = [(difference, *pair) for pair in compared for difference in differences(pair[0], names)]
    told = Counter(difference.rule for difference, *_ in found)
    sure = [how_sure(difference, texts, names, told) for difference, texts, *_ in found]
    again = Counter(difference.reason for difference, *_ in found)
    # The last of these is the likeliest of those that say the same.
    likeliest = {found[i][0].reason: i for i in sorted(range(len(found)), key=sure.__getitem__)}
    for number, ((difference, _, en, zh), chance) in enumerate(zip(found, sure, strict=True)):
        # What a comparison weighs it also tells where little speaks for it; a number that differs is shown however unlikely.
        if difference.weight and chance < LEAST_SHOWN:
            continue
        is_a_term = again[difference.reason] > MOST_ALIKE
        if is_a_term and chance <= LEAST_SURE and number != likeliest[difference.reason]:
            continue
        yield _cited(difference, en, zh, cites, chance)


def _compared(
    reading: Reading, groups: Sequence[Group], english: Sequence[Unit], chinese: Sequence[Unit]
) -> tuple[list[tuple[PairOfTexts, "_Body", "_Body"]], PartyNames]:
    """The paragraphs that belong together, and how the agreement names its parties."""
    bodies = [
        (_Body([english[i] for i in left]), _Body([chinese[j] for j in right]))
        for left, right in groups
        if _comparable([english[i] for i in left], [chinese[j] for j in right])
    ]
    # The lines that introduce the parties are often no sentences, and are not compared.
    introduced = [(_Body([english[i] for i in a]).text, _Body([chinese[j] for j in b]).text) for a, b in groups]
    names = replace(party_names(introduced, reading.roles), own_words=own_words(introduced))
    return [(PairOfTexts(en.text, zh.text), en, zh) for en, zh in bodies], names


def compared_paragraphs(reading: Reading) -> Iterator[tuple[PairOfTexts, PartyNames]]:
    """Each pair of paragraphs of a bilingual document that `two_languages` holds against each other."""
    english, chinese = _by_language(units_of(reading))
    groups, _, _ = align_units(english, chinese)
    compared, names = _compared(reading, repaired(groups, printed_lists(groups, english, chinese)), english, chinese)
    yield from ((texts, names) for texts, _, _ in compared)


def _parts(group: Group, english: Sequence[Unit], chinese: Sequence[Unit]) -> Iterator[Span]:
    """The paragraphs of a pair that was compared."""
    members = [english[i] for i in group[0]], [chinese[j] for j in group[1]]
    if _comparable(*members):
        yield from (unit.span for units in members for unit in units)


def _captions(text: str, compared: list[Span], cites: "_Cites") -> Iterator[Discrepancy]:
    for caption in differing_captions(text, compared):
        en, zh = caption.en.of(text), caption.zh.of(text)
        reason = f"The {'date' if caption.kind == 'date' else 'figure'} differs: “{en}” in English, “{zh}” in Chinese."
        yield Discrepancy(caption.kind, reason, cites.at(caption.en), cites.at(caption.zh))


def _comparable(english: Sequence[Unit], chinese: Sequence[Unit]) -> bool:
    """Sentences on both sides; headings, captions and addresses are left alone."""
    return all(any(unit.is_prose and len(unit.body) > 8 for unit in units) for units in (english, chinese))


class _Body:
    """The words of one or several consecutive paragraphs, with the way back to their places."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = units
        self._starts: list[int] = []
        self.text = ""
        for unit in units:
            self.text += "\n" if self.text else ""
            self._starts.append(len(self.text))
            self.text += unit.body

    def cite(self, bounds: tuple[int, int], cites: _Cites) -> Citation:
        """The first paragraph that the stretch touches, as far as it touches it."""
        start, end = bounds
        index = max(i for i, begin in enumerate(self._starts) if begin <= start)
        unit, begin = self._units[index], self._starts[index]
        return cites.of(unit, start - begin, min(end - begin, len(unit.body)))

    def whole(self, cites: _Cites) -> Citation:
        return cites.whole(self._units[0])


def _cited(difference: Difference, en: _Body, zh: _Body, cites: _Cites, confidence: float) -> Discrepancy:
    return Discrepancy(
        difference.kind,
        difference.reason,
        en.cite(difference.en, cites) if difference.en else en.whole(cites),
        zh.cite(difference.zh, cites) if difference.zh else zh.whole(cites),
        confidence,
    )


def _missing(units: Sequence[Unit], alone: Sequence[int], language: Side, cites: _Cites) -> Iterator[Discrepancy]:
    """Paragraphs without a partner; neighbours are told together. A line that says it in both languages lacks none."""
    telling = [
        i for i in alone if units[i].is_substance and units[i].is_prose and units[i].ends and not holds_both(units[i])
    ]
    for _, run in groupby(enumerate(telling), key=lambda pair: pair[1] - pair[0]):
        members = [i for _, i in run]
        name, other = LANGUAGE_NAMES[language], LANGUAGE_NAMES["zh" if language == "en" else "en"]
        quote = cites.whole(units[members[0]])
        more = f" and {len(members) - 1} more after it" if len(members) > 1 else ""
        reason = f"This paragraph{more} stands in the {name} text only; the {other} text has no counterpart."
        yield Discrepancy("missing", reason, quote if language == "en" else None, quote if language == "zh" else None)


def _odd_items(
    lists: Sequence[PrintedList], english: Sequence[Unit], chinese: Sequence[Unit], cites: _Cites
) -> Iterator[Discrepancy]:
    for of in lists:
        for place in of.odd:
            if of.longer.language == "en":
                yield Discrepancy("missing", of.longer.reason, cites.whole(english[place]), None)
            else:
                yield Discrepancy("missing", of.longer.reason, None, cites.whole(chinese[place]))


def _unsaid(
    alone: Sequence[int],
    language: Side,
    groups: Sequence[Group],
    english: Sequence[Unit],
    chinese: Sequence[Unit],
    lists: Sequence[PrintedList],
) -> list[int]:
    """The paragraphs without partner that are in none of the lists, and whose words no paragraph beside them takes in."""
    listed = {place for of in lists for place in (of.english if language == "en" else of.chinese)}
    units, others = (english, chinese) if language == "en" else (chinese, english)
    sided = [(left, right) if language == "en" else (right, left) for left, right in groups]
    return [p for p in alone if p not in listed and not _is_taken_in(units[p], p, others, sided)]


def _is_taken_in(unit: Unit, place: int, others: Sequence[Unit], sided: Sequence[Group]) -> bool:
    """Whether it is an item, or goes on without a number, and the partner of the paragraph before or after it says it:
    one text may write in one paragraph a list that the other prints item by item."""
    if not all(label.startswith("(") for label in unit.labels):
        return False
    other: Side = "zh" if unit.language == "en" else "en"
    beside = [there for here, there in sided if here and there and (place - 1 in here or place + 1 in here)]
    return any(nearest(unit.body, _Body([others[i] for i in there]).text, other) >= SAID_BESIDE for there in beside)


def _contradiction(statements: Sequence[LanguageStatement], cites: _Cites) -> Iterator[Discrepancy]:
    first: dict[Side, LanguageStatement] = {}
    for statement in statements:
        first.setdefault(statement.unit.language, statement)
    quotes = {side: cites.of(s.unit, s.start, s.end) for side, s in first.items()}
    reason = "The two texts do not name the same governing language."
    yield Discrepancy("governing_language", reason, quotes.get("en"), quotes.get("zh"))
