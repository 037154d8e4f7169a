"""What a clause leans on: the definitions of the terms it uses and the clauses it refers to by number."""

import re
from collections.abc import Sequence

from assistant.reading import Reading
from ingest.document import Clause

MOST_DEFINITIONS = 5
MOST_REFERENCES = 3
LONGEST_DEFINITION = 500
_TERM = re.compile(r"[\"“”'‘]([A-Z][\w&/-]*(?: (?:of|and|[A-Z][\w&/-]*)){0,5})[\"”'’]|[“\"「]([一-鿿]{2,12})[”\"」]")
_MEANS = re.compile(r"(?i)\b(?:means?|shall mean|has the meaning|refers? to|is defined)\b|(?:系|是)?指|定义")
_REFERENCE = re.compile(
    r"(?i)\b(?:sections?|articles?|clauses?|paragraphs?)\s+(\d{1,2}(?:\.\d{1,2}){0,3})|第([一二三四五六七八九十百\d.]{1,8})[条款]"
)


def leans_on(reading: Reading, clauses: Sequence[Clause]) -> list[Clause]:
    """Definitions, then cross-referenced clauses, that these clauses use and that are not among them."""
    held = {clause.id for clause in clauses}
    text = "\n".join(clause.text for clause in clauses)
    definitions = [
        clause
        for term, clause in definitions_of(reading).items()
        if clause.id not in held and re.search(rf"(?<!\w){re.escape(term)}s?(?!\w)", text)
    ]
    wanted = {(match.group(1) or match.group(2)).rstrip(".") for match in _REFERENCE.finditer(text)}
    referred = [
        clause
        for clause in reading.clauses
        if clause.citable and clause.id not in held and _plain(clause.number) in wanted and _plain(clause.number)
    ]
    shortest_first = sorted(_each_once(definitions), key=lambda clause: len(clause.text))
    chosen = [c for c in shortest_first if len(c.text) <= LONGEST_DEFINITION][:MOST_DEFINITIONS]
    return [*chosen, *(c for c in _each_once(referred) if c not in chosen)][: MOST_DEFINITIONS + MOST_REFERENCES]


def definitions_of(reading: Reading) -> dict[str, Clause]:
    """Term -> the first clause that defines it."""
    found: dict[str, Clause] = {}
    for clause in reading.clauses:
        for match in _TERM.finditer(clause.text):
            if _MEANS.match(clause.text[match.end() : match.end() + 40].lstrip(" ,，)）")):
                found.setdefault(next(g for g in match.groups() if g), clause)
    return found


def _plain(number: str) -> str:
    """
    >>> _plain("Section 7.3."), _plain("第九条")
    ('7.3', '九')
    """
    match = re.search(r"\d{1,2}(?:\.\d{1,2}){0,3}|[一二三四五六七八九十百]+", number)
    return match.group() if match else ""


def _each_once(clauses: Sequence[Clause]) -> list[Clause]:
    return list({clause.id: clause for clause in clauses}.values())
