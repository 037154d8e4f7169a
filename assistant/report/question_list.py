"""A question list for page, terminal and export, in English, Chinese or both."""

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import count, groupby
from pathlib import Path
from typing import Any, Literal

from assistant.checklist import Addressee
from assistant.errors import ReportError
from assistant.questions import Question, Trigger
from assistant.report.as_markdown import as_markdown
from assistant.report.blocks import Block, Blocks, Heading, Paragraph, Quote, shortened
from assistant.report.wording import FLAGGED, place, words_for
from assistant.report.write import write_whole

Language = Literal["en", "zh", "both"]

TO_WORDS: dict[Addressee, tuple[str, str]] = {
    "cdmo_commercial": ("Manufacturer, commercial", "受托方商务"),
    "cdmo_quality": ("Manufacturer, quality", "受托方质量"),
    "cdmo_technical": ("Manufacturer, technical", "受托方技术"),
    "counsel": ("Our counsel", "我方律师"),
    "internal": ("Ourselves", "我方内部"),
}
TITLE = ("Questions", "问题清单")
MUST_ASK = ("Ask first", "首要问题")
ANNEX = ("Annex: further questions", "附录：其他问题")
EVIDENCE = ("Please send:", "请提供：")
BASIS = ("Basis:", "依据：")
NONE = ("No questions follow from these documents.", "根据所提供文件，没有需要提出的问题。")


def question_as_dict(question: Question) -> dict[str, Any]:
    """A Question as `controlpoint questions --format json` prints it; what the reader may not see has no key."""
    shown: dict[str, Any] = {
        "id": question.id,
        "section": question.section,
        "to": question.to,
        "question": question.question,
        "question_zh": question.question_zh,
        "must_ask": question.must_ask,
        "evidence_wanted": list(question.evidence_wanted),
        "basis": list(question.basis),
    }
    if question.priority:
        shown["priority"] = question.priority
    if question.trigger:
        shown["trigger"] = _trigger_as_dict(question.trigger)
    return shown


def questions_as_json(questions: Sequence[Question]) -> str:
    """Always both languages: a program picks its own."""
    return json.dumps([question_as_dict(q) for q in questions], ensure_ascii=False, indent=2) + "\n"


def questions_as_markdown(questions: Sequence[Question], language: Language = "en") -> str:
    return as_markdown(_blocks(questions, language))


def questions_as_docx(questions: Sequence[Question], language: Language = "en") -> bytes:
    from assistant.report.as_docx import as_docx

    return as_docx(_blocks(questions, language))


def questions_as_xlsx(questions: Sequence[Question], language: Language = "en") -> bytes:
    from assistant.report.as_xlsx import Sheet, as_xlsx

    headers = {"en": ("Question",), "zh": ("问题",), "both": ("Question", "问题")}[language]
    internal = any(question.trigger for question in questions)
    ours = ("Priority", "Finding", "Requirement", "Our reading", "Basis") if internal else ("Basis",)
    header = ("First", "Section", "To", *headers, "Please send", "Answer", *ours)
    rows = tuple(_row(question, language, internal) for question in questions)
    return as_xlsx([Sheet("Questions", header, rows)])


def write_questions(questions: Sequence[Question], path: Path, language: Language = "en") -> None:
    """Choose the format by the file's suffix."""
    writers: dict[str, Callable[[], bytes]] = {
        ".json": lambda: questions_as_json(questions).encode("utf-8", "replace"),
        ".md": lambda: questions_as_markdown(questions, language).encode("utf-8", "replace"),
        ".docx": lambda: questions_as_docx(questions, language),
        ".xlsx": lambda: questions_as_xlsx(questions, language),
    }
    if path.suffix.lower() not in writers:
        raise ReportError(f"{path}: no format of question lists ends so; name a file ending in {', '.join(writers)}")
    write_whole(path, writers[path.suffix.lower()]())


def _trigger_as_dict(trigger: Trigger) -> dict[str, Any]:
    of = {"observation": trigger.observation} if trigger.observation else {"requirement": trigger.requirement}
    return {
        **of,
        "status": trigger.status,
        "citations": [citation.as_dict() for citation in trigger.citations],
        "red_flags": list(trigger.red_flags),
        "search": {"clauses_read": trigger.search.clauses_read, "clauses_total": trigger.search.clauses_total},
    }


def _blocks(questions: Sequence[Question], language: Language) -> Blocks:
    yield Heading(_said(TITLE, language), 1)
    if not questions:
        yield Paragraph(_said(NONE, language))
    numbers = count(1)
    for title, must in ((MUST_ASK, True), (ANNEX, False)):
        chosen = [question for question in questions if question.must_ask is must]
        if chosen:
            yield Heading(_said(title, language), 2)
            yield from _grouped(chosen, language, numbers)


def _grouped(questions: Sequence[Question], language: Language, numbers: Iterator[int]) -> Iterator[Block]:
    for section, asked in groupby(questions, key=lambda q: (q.section, q.section_zh)):
        yield Heading(_said(section, language), 3)
        for to, to_one in groupby(asked, key=lambda q: q.to):
            yield Heading(_said(TO_WORDS[to], language), 4)
            # Questions on one finding stand together and share its reason, told after the last of them.
            for _, together in groupby(to_one, key=lambda q: (q.trigger, q.basis)):
                alike = list(together)
                for question in alike:
                    yield from _one(question, next(numbers), language)
                yield from _why(alike[-1], language)


def _one(question: Question, number: int, language: Language) -> Iterator[Block]:
    for position, words in enumerate(_wordings(question, language)):
        yield Paragraph(words, "" if position else f"{number})")
    wanted = _listed(question, language)
    if wanted and wanted not in question.question:
        yield Paragraph(wanted, _said(EVIDENCE, language))


def _why(question: Question, language: Language) -> Iterator[Block]:
    if question.trigger:
        yield Paragraph(f"{_finding(question.trigger)}; priority {question.priority}", "Why:")
        for citation in question.trigger.citations[:2]:
            yield Quote(shortened(citation.quote, 400), place(citation))
    if question.basis:
        yield Paragraph("; ".join(basis.rstrip(".") for basis in question.basis), _said(BASIS, language))


def _finding(trigger: Trigger) -> str:
    if trigger.observation:
        return f"observation {trigger.observation}"
    if trigger.requirement.startswith("languages."):
        return "the English and Chinese texts differ, or leave open which governs"
    flagged = trigger.status == "yes" and trigger.red_flags
    words = FLAGGED if flagged else words_for(trigger.side, trigger.status, bool(trigger.citations))
    return f"{words} ({' '.join(trigger.red_flags)})" if trigger.red_flags else words


def _row(question: Question, language: Language, internal: bool) -> tuple[str, ...]:
    words = _wordings(question, language)
    if language == "both" and len(words) == 1:
        words = (*words, "")
    first = _said(("yes", "是"), language) if question.must_ask else ""
    section = _said((question.section, question.section_zh), language)
    row = (first, section, _said(TO_WORDS[question.to], language), *words, _listed(question, language), "")
    basis = "\n".join(question.basis)
    if not internal:
        return (*row, basis)
    trigger = question.trigger or Trigger("", "neutral", "failed")
    reading = "\n".join(f"“{shortened(c.quote, 400)}” ({place(c)})" for c in trigger.citations)
    return (
        *row,
        question.priority or "",
        _finding(trigger),
        trigger.requirement or trigger.observation,
        reading,
        basis,
    )


def _wordings(question: Question, language: Language) -> tuple[str, ...]:
    """English stands in where there is no Chinese."""
    if language == "en" or not question.question_zh:
        return (question.question,)
    return (question.question_zh,) if language == "zh" else (question.question, question.question_zh)


def _listed(question: Question, language: Language) -> str:
    en, zh = "; ".join(question.evidence_wanted), "；".join(question.evidence_wanted_zh)
    return _said((en, zh or en), language)


def _said(words: tuple[str, str], language: Language) -> str:
    if language == "both" and words[0] != words[1]:
        return " / ".join(words)
    return words[1 if language == "zh" else 0]
