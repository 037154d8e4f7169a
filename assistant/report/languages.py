"""Where the English and the Chinese text of one agreement differ, as reports of every format and reader show it."""

from collections.abc import Iterable
from typing import Any

from assistant.bilingual import Discrepancy, TwoLanguages
from assistant.findings import Report
from assistant.report.as_xlsx import Sheet
from assistant.report.audience import shared_documents
from assistant.report.blocks import Blocks, Heading, Paragraph, Quote, one_line, shortened
from assistant.report.wording import clause_and_page, counted, place

TITLE = "English and Chinese texts"
TO_COMPARE = "Perhaps only worded otherwise: please compare"
WHY_TO_COMPARE = (
    "Here a comparison spoke that is wrong as often as right on agreements it had not seen. "
    "The other side is not asked about these places."
)
PLEASE_CONFIRM = "The English and Chinese texts differ here; please confirm which is meant."
ONE_TEXT_ONLY = "This stands in one of the two languages only; please confirm whether it is meant."
KIND_WORDS = {
    "period": "period",
    "amount": "amount",
    "percentage": "percentage",
    "date": "date",
    "number": "number",
    "reference": "cross-reference",
    "modality": "may against shall",
    "negation": "negation",
    "condition": "condition",
    "party": "party",
    "exclusivity": "exclusivity",
    "opposite": "the opposite",
    "place": "law or place",
    "missing": "missing in one language",
    "governing_language": "governing language",
}


def discrepancies_as_dicts(report: Report) -> list[dict[str, Any]]:
    """One entry for each point where the texts differ, with both quotes."""
    return _as_dicts((two, two.discrepancies) for two in report.languages)


def to_compare_as_dicts(report: Report) -> list[dict[str, Any]]:
    """One entry for each place that may only be worded otherwise."""
    return _as_dicts((two, two.to_compare) for two in report.languages)


def _as_dicts(told: Iterable[tuple[TwoLanguages, tuple[Discrepancy, ...]]]) -> list[dict[str, Any]]:
    return [
        {
            "document": two.document,
            "file": two.file,
            "governing_language": two.governing,
            "kind": found.kind,
            "reason": found.reason,
            "en": found.en.as_dict() if found.en else None,
            "zh": found.zh.as_dict() if found.zh else None,
            "confidence": None if found.confidence is None else round(found.confidence, 3),
        }
        for two, several in told
        for found in several
    ]


def languages_as_dicts(report: Report) -> list[dict[str, Any]]:
    """One entry for each document in two languages: which text governs and where that is said."""
    return [
        {
            "document": two.document,
            "file": two.file,
            "governing_language": two.governing,
            "citations": [citation.as_dict() for citation in two.language_clause.citations],
            "paragraph_pairs": len(two.pairs),
            "discrepancies": len(two.discrepancies),
            "to_compare": len(two.to_compare),
        }
        for two in report.languages
    ]


def internal_language_blocks(report: Report) -> Blocks:
    """Nothing for agreements in one language."""
    for two in report.languages:
        yield Heading(TITLE if len(report.languages) == 1 else f"{TITLE}: {one_line(two.file)}", 2)
        yield Paragraph(f"{two.language_clause.in_words} {what_was_found(two)}")
        for citation in two.language_clause.citations[:2]:
            yield Quote(shortened(citation.quote), place(citation))
        yield from _several(two.discrepancies)
        if two.to_compare:
            yield Heading(TO_COMPARE, 3)
            yield Paragraph(WHY_TO_COMPARE)
            yield from _several(two.to_compare)


def what_was_found(two: TwoLanguages) -> str:
    """`68 pairs of paragraphs compared; 3 differences found and 1 more place to compare.`"""
    found = counted(len(two.discrepancies), "difference") if two.discrepancies else "no difference"
    more = f" and {counted(len(two.to_compare), 'more place')} to compare" if two.to_compare else ""
    return f"{counted(len(two.pairs), 'pair')} of paragraphs compared; {found} found{more}."


def _several(discrepancies: tuple[Discrepancy, ...]) -> Blocks:
    for number, discrepancy in enumerate(discrepancies, 1):
        yield Paragraph(discrepancy.reason, f"{number}) {KIND_WORDS[discrepancy.kind].capitalize()}:")
        if discrepancy.en:
            yield Quote(shortened(discrepancy.en.quote), place(discrepancy.en), "English")
        if discrepancy.zh:
            yield Quote(shortened(discrepancy.zh.quote), place(discrepancy.zh), "Chinese")


def language_sheet(report: Report) -> list[Sheet]:
    """A tab of its own where a document is in two languages."""
    header = (
        *("File", "Governing language", "Kind", "What differs", "English", "Where", "Chinese", "Where in Chinese"),
        "How sure",
    )
    rows = tuple(_row(two, found) for two in report.languages for found in (*two.discrepancies, *two.to_compare))
    return [Sheet("Languages", header, rows)] if report.languages else []


def _row(two: TwoLanguages, found: Discrepancy) -> tuple[str, ...]:
    sides = (found.en, found.zh)
    cells = tuple(cell for quote in sides for cell in ((quote.quote, clause_and_page(quote)) if quote else ("–", "–")))
    how_sure = "differs" if found.is_likely else "please compare"
    return (two.file, two.language_clause.in_words, KIND_WORDS[found.kind], found.reason, *cells, how_sure)


def shared_discrepancies(report: Report) -> list[dict[str, Any]]:
    """For the other side: both quotes from papers that both hold, and a request; nothing of what we make of it."""
    shared = shared_documents(report)
    return [
        {
            "document": shared[two.document],
            "english": found.en.quote if found.en else "",
            "chinese": found.zh.quote if found.zh else "",
            "place": clause_and_page(found.quotes[0], heading=False),
            "request": PLEASE_CONFIRM if found.en and found.zh else ONE_TEXT_ONLY,
        }
        for two in report.languages
        if two.document in shared
        for found in _each_place_once(two.discrepancies)
    ]


def shared_language_blocks(report: Report) -> Blocks:
    entries = shared_discrepancies(report)
    if entries:
        yield Heading(TITLE, 2)
    for entry in entries:
        yield Paragraph(str(entry["request"]))
        for side in ("english", "chinese"):
            if entry[side]:
                yield Quote(shortened(str(entry[side])), f"{one_line(str(entry['document']))}, {entry['place']}")


def _each_place_once(discrepancies: tuple[Discrepancy, ...]) -> list[Discrepancy]:
    """Without our reasons, two differences in the same sentences read alike."""
    places: dict[object, Discrepancy] = {}
    for found in discrepancies:
        places.setdefault((found.en, found.zh), found)
    return list(places.values())


def differing_places(two: TwoLanguages) -> list[tuple[Discrepancy, ...]]:
    """The discrepancies gathered by the sentences they stand in, for one question each."""
    places: dict[object, list[Discrepancy]] = {}
    for found in two.discrepancies:
        places.setdefault((found.en, found.zh), []).append(found)
    return [tuple(held) for held in places.values()]
