"""The numbered violations of an FDA warning letter, and the observations of a Form 483.

A letter numbers its charges 1, 2, 3; lists inside a charge may start at 1 again, and so may the notes at its end. A
charge is told from these by its headline: it names the section of 21 CFR that was broken, or says "Failure to ...".
"""

import re
from dataclasses import dataclass

from assistant.observations.areas import area_of
from assistant.observations.citations import charged
from assistant.observations.facts import Observation
from assistant.observations.flags import says_repeat
from assistant.observations.layout import sentences
from ingest.document import Document

_NUMBERED = re.compile(r"^[ \t]*(?:\*\*)?(\d{1,2})[.)][ \t]*(?=\S)", re.MULTILINE)
_NAMES_LAW = re.compile(r"21\s*CFR\s*(?:§|part)?\s*\d{2,4}\.\d", re.IGNORECASE)
_CHARGES = re.compile(
    r"(?:Failure (?:to|of)|(?:Your|The) (?:firm|facility|company|quality (?:control )?unit)(?:[’']s [\w ()]{2,60}?)?"
    r" (?:has |have )?(?:also )?(?:failed|fails|did not|does not|lacks?|lacked|was not|were not|is not|are not)"
    r"|You (?:have )?(?:failed|did not|do not|lack)|(?:Inadequate|Insufficient|Lack of)\b)",
    re.IGNORECASE,
)
_NEXT_PART = re.compile(
    r"^[ \t]*(?:\*\*|#+ )?(?:"
    r"Data Integrity\b.{0,60}|CGMP Consultant.{0,40}|(?:Conclusion|Closing)s?"
    r"|Repeat (?:Observation|Violation|Deviation|Finding)s?.{0,60}"
    r"|(?:Use of|Contract|Responsibilities (?:as|of)).{0,10}Contract.{0,60}|Quality (?:Systems?"
    r"|Unit Authority).{0,40}|Ineffective Quality.{0,40}"
    r"|Unapproved (?:New )?Drug.{0,80}|Misbrand.{0,80}|.{0,60}Misbranding.{0,60}"
    r"|Drug (?:Production|Recall|Shortage).{0,60}|Additional .{0,70}"
    r"|Other (?:Inspectional )?.{0,60}|Cosmetics?\b.{0,80}|Delay.{0,30}Inspection.{0,40}"
    r"|.{0,40}Refus\w+ .{0,60}|Import Alert.{0,40}|Process Controls?"
    r"|Sincerely,?.{0,20}|Field Alert.{0,60}|Insanitary.{0,60}|Corrective Actions?.{0,40}"
    r"|Medical Device.{0,60}|Adulteration.{0,60}|Recall.{0,50}"
    r"|Guidance .{0,60}|Similar .{0,80}|Drug Listing.{0,60}|Registration.{0,60}|New Drug .{0,60}"
    r")(?:\*\*)?[ \t]*$",
    re.MULTILINE,
)
_OBSERVATION = re.compile(
    r"^[ \t#*]*OBSERVATION[ \t]+(?:NO\.?[ \t]*)?(\d{1,2})\b[ \t:.*–-]*", re.MULTILINE | re.IGNORECASE
)
_LEAVING = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class _Head:
    """Where a numbered charge stands, and whether its headline names the law."""

    number: int
    start: int
    text_start: int
    paragraph_end: int
    strong: bool


def letter_observations(document: Document) -> tuple[Observation, ...]:
    """The violations of a warning letter, in its own numbering."""
    text = document.text
    series = _chains(text, _heads(text))
    heads = [head for chain in series for head in chain]
    found = []
    for i, head in enumerate(heads):
        limit = heads[i + 1].start if i + 1 < len(heads) else len(text)
        leaving = _NEXT_PART.search(text, head.paragraph_end, limit)
        found.append(_observation(document, head, leaving.start() if leaving else limit))
    return tuple(found)


def form_observations(document: Document) -> tuple[Observation, ...]:
    """The observations of a Form 483: "OBSERVATION 1" and the sentence under it."""
    text = document.text
    marks = list(_OBSERVATION.finditer(text))
    found = []
    for i, mark in enumerate(marks):
        limit = marks[i + 1].start() if i + 1 < len(marks) else len(text)
        after = re.compile(r"\S").search(text, mark.end(), limit)
        if after:
            head = _Head(int(mark[1]), mark.start(), after.start(), _paragraph_end(text, after.start()), False)
            found.append(_observation(document, head, limit))
    return tuple(found)


def _heads(text: str) -> list[_Head]:
    heads = []
    for match in _NUMBERED.finditer(text):
        end = _paragraph_end(text, match.end())
        headline = text[match.end() : end]
        names_law = bool(_NAMES_LAW.search(headline))
        if names_law or _CHARGES.match(headline):
            heads.append(_Head(int(match[1]), match.start(), match.end(), end, names_law))
    return heads


def _paragraph_end(text: str, start: int) -> int:
    leaving = _LEAVING.search(text, start)
    return leaving.start() if leaving else len(text)


def _chains(text: str, heads: list[_Head]) -> list[list[_Head]]:
    """Series 1, 2, 3 ...; a second one (APIs beside finished products) counts where it names law or is announced."""
    lawful = any(head.strong for head in heads)
    chains: list[list[_Head]] = []
    for i, head in enumerate(heads):
        wanted = chains[-1][-1].number + 1 if chains else 1
        if head.number == wanted and _is_best(head, heads[i + 1 :], lawful):
            chains[-1].append(head) if chains else chains.append([head])
        elif head.number == 1 and (not chains or head.strong or _announced(text, head)):
            chains.append([head])
    return chains


def _is_best(head: _Head, later: list[_Head], lawful: bool) -> bool:
    """Whether no later entry of the same number, before the next number, names the law while this one does not."""
    if head.strong or not lawful:
        return True
    return not any(other.number == head.number and other.strong for other in later)


def _announced(text: str, head: _Head) -> bool:
    """Follows a line that introduces violations: "investigators observed specific deviations including ..."."""
    before = text[max(0, head.start - 300) : head.start].rstrip().rsplit("\n", 1)[-1]
    return bool(
        re.search(r"(violations|deviations)\b.{0,80}(including|following|but not limited)", before, re.IGNORECASE)
    )


def _observation(document: Document, head: _Head, end: int) -> Observation:
    text = document.text
    start, stop = next(sentences(text, head.text_start, head.paragraph_end), (head.text_start, head.paragraph_end))
    entry = text[head.text_start : end]
    law, beside = charged(entry, head.paragraph_end - head.text_start)
    # What the letter asks for names every other system; only what was found speaks of the area.
    facts = re.split(r"\n\s*In (?:your )?response to this letter", entry[stop - head.text_start :], maxsplit=1)[0]
    return Observation(
        number=str(head.number),
        classification=None,
        area=area_of(text[start:stop], facts, law=law),
        text=text[start:stop],
        page=document.page_at(start),
        start=start,
        end=stop,
        citations=law,
        citations_also=beside,
        repeat=says_repeat(entry),
        facts=entry,
    )
