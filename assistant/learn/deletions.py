"""Whether a judgement follows the text: what proves a requirement is deleted, moved, renumbered, reworded.

`deletions.jsonl` holds, for agreements with labels, every passage that a reader finds sufficient for a requirement, as offsets.
With all of it deleted the judgement must be "no"; with the same words in a schedule, under other numbers or lightly
reworded it must not turn.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from assistant.checklist import Checklist, load_checklist
from assistant.judge import Judge, Judgement
from assistant.learn.examples import Example, document_of, hash_of, rows_of_file
from assistant.learn.meaning import read_by_models
from assistant.reading import Reading, meaning_of
from ingest.split import split_clauses
from ingest.store import embedding_text

Spans = Sequence[Sequence[int]]

_NUMBER = re.compile(r"(?m)^(\s*(?:(?:section|article)\s+)?)(\d{1,2})((?:\.\d{1,3})*)(?=[.)]?\s)", re.IGNORECASE)
_REFERENCE = re.compile(r"(?i)\b((?:sections?|articles?|paragraphs?|clauses?)\s+)(\d{1,2})(?=[.\d]|\b)")
_SHIFT = 4
_OTHER_WORDS = (
    (r"\bshall\b", "will"),
    (r"\bprior to\b", "before"),
    (r"\bin the event that\b", "if"),
    (r"\bpursuant to\b", "under"),
    (r"\bpromptly\b", "without delay"),
    (r"\bprior written\b", "advance written"),
    (r"\bfurnish\b", "provide"),
    (r"\butili[sz]e\b", "use"),
    (r"\bhereunder\b", "under this Agreement"),
    (r"\bwith respect to\b", "concerning"),
    (r"\bin accordance with\b", "according to"),
    (r"\bcommence\b", "begin"),
)


@dataclass(frozen=True)
class Outcome:
    """One case: the judgement on the whole text, and on each altered one."""

    stem: str
    requirement: str
    before: str
    deleted: str
    moved: str
    renumbered: str
    reworded: str


def cases() -> dict[str, dict[str, Spans]]:
    """For the hash of each text the requirements and what proves them."""
    return {row["sha256"]: row["cases"] for row in rows_of_file("deletions.jsonl")}


def outcomes(examples: Sequence[Example], judge_of: Mapping[str, Judge]) -> Iterator[Outcome]:
    """Every case that one of these examples holds; `judge_of` gives for each stem a judge that never saw it."""
    checklist = load_checklist("contract")
    known = cases()
    for example in examples:
        text = example.reading.document.text
        judged = _Judged(example, judge_of[example.stem], checklist)
        for requirement, spans in known.get(hash_of(text), {}).items():
            altered = (
                text,
                without(text, spans),
                moved_to_a_schedule(text, spans),
                renumbered(text),
                reworded(text, spans),
            )
            yield Outcome(example.stem, requirement, *(judged.status(requirement, words) for words in altered))


def _start(span: Sequence[int]) -> int:
    return span[0]


def without(text: str, spans: Spans) -> str:
    """
    >>> without("One. Two. Three.", [[5, 10]])
    'One. Three.'
    """
    for start, end in sorted(spans, key=_start, reverse=True):
        text = text[:start] + text[end:]
    return text


def moved_to_a_schedule(text: str, spans: Spans) -> str:
    """The passages at the end of the text, under a heading of their own."""
    moved = "\n\n".join(text[start:end].strip() for start, end in sorted(spans, key=_start))
    return f"{without(text, spans).rstrip()}\n\nSCHEDULE 9\n\nFURTHER TERMS\n\n{moved}\n"


def renumbered(text: str) -> str:
    """Every number of a clause, and every reference to one, moved on.

    >>> renumbered("7.3 As said in Section 2.1.")
    '11.3 As said in Section 6.1.'
    """
    text = _NUMBER.sub(lambda m: f"{m.group(1)}{int(m.group(2)) + _SHIFT}{m.group(3)}", text)
    return _REFERENCE.sub(lambda m: f"{m.group(1)}{int(m.group(2)) + _SHIFT}", text)


def reworded(text: str, spans: Spans) -> str:
    """The passages with common words of contracts put otherwise; what they promise stays."""
    for start, end in sorted(spans, key=_start, reverse=True):
        passage = text[start:end]
        for pattern, other in _OTHER_WORDS:
            passage = re.sub(pattern, other, passage, flags=re.IGNORECASE)
        text = text[:start] + passage + text[end:]
    return text


def summary(found: Sequence[Outcome]) -> dict[str, Any]:
    """How many judgements followed, how many stood; what was "no" from the start cannot turn."""
    there = [o for o in found if o.before != "no"]
    return {
        "cases": len(found),
        "no when deleted": sum(o.deleted == "no" for o in found),
        "judged present before": len(there),
        "… of these no when deleted": sum(o.deleted == "no" for o in there),
        "… of these still present when moved": sum(o.moved != "no" for o in there),
        "… of these still present when renumbered": sum(o.renumbered != "no" for o in there),
        "… of these still present when reworded": sum(o.reworded != "no" for o in there),
    }


@dataclass(frozen=True)
class _Judged:
    """Judges altered texts of one example; vectors of clauses that stayed are those of the example."""

    example: Example
    judge: Judge
    checklist: Checklist
    vectors: dict[str, np.ndarray] = field(default_factory=dict)
    done: dict[str, Mapping[str, Judgement]] = field(default_factory=dict)

    def status(self, requirement: str, text: str) -> str:
        if text not in self.done:
            document = document_of(text, self.example.reading.document.file)
            clauses = tuple(split_clauses(document))
            vectors = meaning_of(clauses, self._vectors([embedding_text(clause) for clause in clauses]))
            self.done[text] = self.judge.judge(Reading(document, clauses, vectors), self.checklist)
        return str(self.done[text][requirement].status)

    def _vectors(self, texts: Sequence[str]) -> np.ndarray:
        if not self.vectors:
            own = self.example.reading
            self.vectors.update(zip(map(embedding_text, own.clauses), own.meaning, strict=True))
        fresh = [text for text in dict.fromkeys(texts) if text not in self.vectors]
        if fresh:
            self.vectors.update(zip(fresh, read_by_models(fresh), strict=True))
        return np.array([self.vectors[text] for text in texts], dtype=np.float32)
