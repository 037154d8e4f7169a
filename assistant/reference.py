"""Questions about the checklist itself, answered from our own reference notes and never mixed with what a document says."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from assistant.answer import Answer
from assistant.signals import stems
from assistant.words import query_tokens, wider_tokens

NOTES = Path(__file__).resolve().parent.parent / "corpus" / "reference"
_ABOUT_PRACTICE = re.compile(
    r"(?i)\b(?:what|which|how)\b.{0,40}\b(?:should|ought to|normally|usually|typically|generally)\b.{0,80}\b(?:contain|include|cover|say|look|have|ask|"
    r"request|be in|expect|check|demand)|\b(?:what|which) (?:counts? as|does not count|makes? (?:a|an) (?:good|strong|weak))|best practice|"
    r"what (?:is|are|does) (?:an? )?(?:control points?|deal-breaker|near miss|finding|verdict|red flags?|exit plan|for-cause audit|MAH|CAPA)\b|"
    r"how (?:do|does) (?:you|controlpoint)|what evidence (?:should|to|do)|what do you mean|strategic question|why does .{0,40} matter"
    r"|应(?:该|当)?(?:包括|包含|写|约定|规定)(?:什么|哪些)|什么(?:是|叫)(?:控制点|退出计划|有因审计)|一般(?:包括|怎么)|通常(?:包括|应)"
)
_ABOUT_OURS = re.compile(
    r"(?i)\b(?:our|this|the) (?:agreement|contract|deal|document|draft|supplier)|\bdo(?:es)? (?:it|they|we)\b|本协议|这份|我们的?(?:协议|合同)"
)


@dataclass(frozen=True)
class Section:
    """One section of a note."""

    note: str
    title: str
    text: str


def asks_about_practice(question: str) -> bool:
    """Whether a question is about what agreements should say, not about what these documents do say.

    >>> asks_about_practice("What should an exit plan contain?")
    True
    """
    return bool(_ABOUT_PRACTICE.search(question)) and not _ABOUT_OURS.search(question)


def answer_from_notes(question: str) -> Answer:
    """The section of the notes that fits best, marked as reference."""
    sections, index, headings = _library()
    own, wider = query_tokens(question), wider_tokens(question)
    scores = index.scores([*own, *own, *wider])
    scores = scores + np.array([2.5 * len(set(own) & heading) for heading in headings])
    best = sections[int(np.argmax(scores))]
    if scores.max() <= 0:
        return Answer(
            question, "Neither the documents nor the reference notes speak of this.", False, 0.0, kind="reference"
        )
    text = f"From the reference notes, not from your documents ({best.note}: {best.title}):\n\n{best.text}"
    return Answer(question, text, True, round(float(scores.max() / (scores.max() + 10)), 4), kind="reference")


@cache
def _library():  # type: ignore[no-untyped-def]
    from assistant.words import WordIndex
    from ingest.document import Clause, Span

    sections = [section for path in sorted(NOTES.glob("*.md")) for section in _sections(path)]
    clauses = [
        Clause(str(i), "notes", Span(0, len(s.text)), s.text, path=(s.note, s.title)) for i, s in enumerate(sections)
    ]
    return sections, WordIndex(clauses), [frozenset(stems(f"{s.note} {s.title}")) for s in sections]


def _sections(path: Path) -> list[Section]:
    note, title = path.stem, ""
    lines: list[str] = []
    found: list[Section] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), "## "]:
        if line.startswith("# "):
            note = line[2:].strip()
        elif line.startswith("## "):
            if title and any(part.strip() for part in lines):
                found.append(Section(note, title, "\n".join(lines).strip()))
            title, lines = line[3:].strip(), []
        else:
            lines.append(line)
    return found
