"""Questions about an agreement in two languages: which text governs, and each place where the texts differ."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.bilingual import Discrepancy, TwoLanguages
from assistant.findings import Report
from assistant.report.audience import Audience, shared_documents
from assistant.report.languages import differing_places
from assistant.report.wording import clause_and_page

if TYPE_CHECKING:
    from assistant.questions import Priority, Question

LANGUAGES_SECTION = ("English and Chinese texts", "中英文文本")
_UNSETTLED = {
    "none": ("does not say which language governs", "未约定以何种语言文本为准"),
    "equal": ("gives both languages the same force", "约定两种语言文本具有同等效力"),
    "contradictory": ("names different governing languages in its two texts", "中英文文本对以何种文本为准约定不一"),
}


def language_questions(report: Report, audience: Audience) -> "list[Question]":
    """One question for each place; the other side hears neither our reasons nor which reading suits us."""
    shared = shared_documents(report)
    questions: list[Question] = []
    for two in report.languages:
        if audience == "internal" or two.document in shared:
            questions += _of_document(two, len(questions), audience)
    return questions


def _of_document(two: TwoLanguages, before: int, audience: Audience) -> "Iterator[Question]":
    number = before
    if two.governing in _UNSETTLED and two.discrepancies:
        number += 1
        yield _governing(two, number, audience)
    for found in differing_places(two):
        number += 1
        yield _difference(two, found, number, audience)


def _governing(two: TwoLanguages, number: int, audience: Audience) -> "Question":
    how, how_zh = _UNSETTLED[two.governing]
    en = f"The agreement {how}; please agree with us which text prevails if they differ."
    zh = f"协议{how_zh}，请与我方确认两种文本不一致时以何种文本为准。"
    return _question(number, en, zh, audience, two, ())


def _difference(two: TwoLanguages, found: tuple[Discrepancy, ...], number: int, audience: Audience) -> "Question":
    first = found[0]
    where = clause_and_page(first.quotes[0], heading=False)
    numbered = first.quotes[0].clause
    where_zh = f"第{numbered}条" if numbered[:1].isdigit() else numbered or f"第{first.quotes[0].page}页"
    if first.en and first.zh:
        en = f"In {where} the English and Chinese texts differ; please confirm which is meant."
        zh = f"{where_zh}的中英文文本不一致，请确认以何者为准。"
    else:
        present, present_zh = ("English", "英文") if first.en else ("Chinese", "中文")
        en = f"A paragraph in {where} stands in the {present} text only; please confirm whether it is meant."
        zh = f"{where_zh}中有一段仅见于{present_zh}文本，请确认该段是否应予保留。"
    if audience == "internal":
        reasons = " ".join(dict.fromkeys(discrepancy.reason for discrepancy in found))
        en += f" Ask for a corrected text: {reasons} {two.language_clause.in_words}"
    return _question(number, en, zh, audience, two, found)


def _priority(two: TwoLanguages) -> "Priority":
    """Where no text governs, a difference is a hole; where one does, a trap for whoever reads the other."""
    return "high" if two.governing in _UNSETTLED else "medium"


def _question(
    number: int, en: str, zh: str, audience: Audience, two: TwoLanguages, found: tuple[Discrepancy, ...]
) -> "Question":
    from assistant.questions import Question, Trigger

    section, section_zh = LANGUAGES_SECTION
    quotes = found[0].quotes if found else two.language_clause.citations
    internal = audience == "internal"
    kind = found[0].kind if found else "governing_language"
    return Question(
        id=f"languages.{number}",
        section=section,
        section_zh=section_zh,
        to="cdmo_commercial",
        question=en,
        question_zh=zh,
        priority=_priority(two) if internal else None,
        trigger=Trigger(f"languages.{kind}", "neutral", "partial", quotes) if internal else None,
    )
