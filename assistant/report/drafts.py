"""A draft as Markdown, DOCX or JSON, always marked as a draft for counsel."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal

from assistant.drafting import MARK, Draft, Item, Said
from assistant.errors import ReportError
from assistant.report.as_docx import as_docx
from assistant.report.as_markdown import as_markdown
from assistant.report.blocks import Block, Blocks, Heading, Paragraph, Quote, shortened
from assistant.report.wording import place
from assistant.report.write import write_whole

Language = Literal["en", "zh", "both"]
DRAFT_SUFFIXES = (".md", ".docx", ".json")


def draft_as_markdown(draft: Draft, language: Language = "en") -> str:
    return as_markdown(draft_blocks(draft, language))


def draft_as_json(draft: Draft) -> str:
    return json.dumps(draft_as_dict(draft), ensure_ascii=False, indent=2) + "\n"


def draft_as_dict(draft: Draft) -> dict[str, Any]:
    """Everything in both languages; what goes to the other side carries no citations of ours."""
    sections = [
        {
            "requirement": section.requirement,
            "title": asdict(section.title),
            "items": [asdict(item) for item in section.items],
            **({} if draft.for_the_other_side else {
                "rests_on": [citation.as_dict() for citation in section.rests_on],
                "nearest": [citation.as_dict() for citation in section.nearest],
            }),
        }
        for section in draft.sections
    ]  # fmt: skip
    return {
        "schema": 1,
        "kind": draft.kind,
        "mark": asdict(MARK),
        "title": asdict(draft.title),
        "by": draft.by,
        "note": draft.note,
        "opening": [asdict(said) for said in draft.opening],
        "sections": sections,
        "closing": [asdict(said) for said in draft.closing],
    }


def draft_as_bytes(draft: Draft, suffix: str, language: Language = "en") -> bytes:
    """The file's content; `suffix` is one of DRAFT_SUFFIXES."""
    match suffix:
        case ".md":
            return draft_as_markdown(draft, language).encode("utf-8", "replace")
        case ".docx":
            return as_docx(draft_blocks(draft, language))
        case ".json":
            return draft_as_json(draft).encode("utf-8", "replace")
        case _:
            raise ReportError(f"no draft format ends in {suffix!r}; name a file ending in {', '.join(DRAFT_SUFFIXES)}")


def write_draft(draft: Draft, path: Path, language: Language = "en") -> None:
    if path.suffix.lower() not in DRAFT_SUFFIXES:
        raise ReportError(f"{path}: no draft format ends so; name a file ending in {', '.join(DRAFT_SUFFIXES)}")
    write_whole(path, draft_as_bytes(draft, path.suffix.lower(), language))


def draft_blocks(draft: Draft, language: Language) -> Blocks:
    yield Paragraph(_said(MARK, language), faint=True)
    yield Heading(_said(draft.title, language), 1)
    for said in draft.opening:
        yield from _paragraphs(said, "", language)
    for number, section in enumerate(draft.sections, 1):
        yield Heading(f"{number}) {_said(section.title, language)}", 2)
        for item in section.items:
            yield from _item(item, language)
        for citation in section.rests_on:
            yield Quote(shortened(citation.quote, 600), place(citation), "Rests on")
        for citation in section.nearest:
            yield Quote(shortened(citation.quote, 400), place(citation), "Nearest clause, does not count")
    for said in draft.closing:
        yield from _paragraphs(said, "", language)
    yield Paragraph(_said(MARK, language), faint=True)
    if draft.note and not draft.for_the_other_side:
        yield Paragraph(draft.note, faint=True)


def _item(item: Item, language: Language) -> Iterator[Block]:
    label = _said(item.label, language)
    if not item.clause:
        yield from _paragraphs(item.text, f"{label}:", language)
        return
    for text in _texts(item.text, language):
        yield Quote(text, label=f"{label} ({_said(Said('draft for counsel', '供律师审阅'), language)})")


def _paragraphs(said: Said, label: str, language: Language) -> Iterator[Block]:
    for position, text in enumerate(_texts(said, language)):
        yield Paragraph(text, "" if position else label)


def _texts(said: Said, language: Language) -> list[str]:
    """What there is in the language asked for; the English where there is no Chinese."""
    if language == "both":
        return [text for text in (said.en, said.zh) if text]
    return [said.zh or said.en] if language == "zh" else [said.en]


def _said(said: Said, language: Language) -> str:
    return " / ".join(dict.fromkeys(_texts(said, language)))
