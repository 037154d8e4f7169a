"""Agreements in two languages, laid out in every way that they come: built from one list of clauses."""

from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from builders import a_document

from assistant.reading import Reading
from ingest.numerals import formatted
from ingest.split import split_clauses

TEXTS = Path(__file__).parent / "bilingual_texts"
Layout = Literal["paragraph by paragraph", "two columns", "one after the other", "section by section"]
LAYOUTS: tuple[Layout, ...] = ("paragraph by paragraph", "two columns", "one after the other", "section by section")


@cache
def the_agreement(name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((TEXTS / f"{name}.yaml").read_text(encoding="utf-8")))


def planted(name: str) -> list[dict[str, Any]]:
    return [clause for clause in the_agreement(name)["clauses"] if "planted" in clause]


def paragraphs(name: str, *, with_planted: bool) -> list[tuple[str, str]]:
    """English and Chinese paragraphs; an empty one is missing from its text."""
    agreement = the_agreement(name)
    rows = [(agreement["title"]["en"], agreement["title"]["zh"])]
    for clause in agreement["clauses"]:
        if "h" in clause:
            rows.append(_heading(clause, agreement["numbering"]))
            continue
        en, zh = (
            clause.get(f"planted_{side}", clause[side]) if with_planted else clause[side] for side in ("en", "zh")
        )
        rows.append((f"{clause['n']} {en}".strip() if en else "", f"{clause['n']} {zh}".strip() if zh else ""))
    return rows


def _heading(clause: dict[str, Any], numbering: str) -> tuple[str, str]:
    number = clause["h"]
    if numbering == "chinese":
        return f"ARTICLE {number} {clause['en']}", f"第{formatted(number, 'chineseCounting')}条 {clause['zh']}"
    return f"{number}. {clause['en']}", f"{number}. {clause['zh']}"


def laid_out(rows: list[tuple[str, str]], layout: Layout) -> str:
    if layout == "two columns":
        return "\n".join(f"{en} | {zh}" if en and zh else en or zh for en, zh in rows) + "\n"
    if layout == "paragraph by paragraph":
        parts = [part for row in rows for part in row]
    elif layout == "one after the other":
        parts = [en for en, _ in rows] + [zh for _, zh in rows]
    else:
        parts = [part for section in _sections(rows) for side in (0, 1) for part in (row[side] for row in section)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _sections(rows: list[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    sections: list[list[tuple[str, str]]] = [[]]
    for row in rows:
        if row[0].startswith("ARTICLE") or (row[0][:2].rstrip(".").isdigit() and row[0][1:2] == "."):
            sections += [[]] if not row[0][2:3].isdigit() else []
        sections[-1].append(row)
    return sections


def a_bilingual_reading(name: str, layout: Layout, *, with_planted: bool) -> Reading:
    text = laid_out(paragraphs(name, with_planted=with_planted), layout)
    document = a_document(text, f"{name}.txt", language="mixed")
    return Reading(document, tuple(split_clauses(document)))
