"""Words that undo a promise: qualifiers, references to documents we do not hold, and blacked-out operative words."""

import re
from collections.abc import Sequence

from assistant.cite import Citation, cite
from ingest.document import Clause, Document, Span

_SENTENCE = re.compile(r"[^.;。；]*(?:\.(?=\d)[^.;。；]*)*[.;。；]?")
_QUALIFIERS = re.compile(
    r"(?i)\b(?:commercially reasonable|reasonable (?:efforts|endeavou?rs)|best efforts|to the extent (?:practicable|possible|feasible)"
    r"|subject to|provided(?:,? however)?,? that|unless|except|only (?:if|to the extent|upon|where|when|in)|solely|if (?:capacity|available)"
    r"|may,? (?:at|in) its (?:sole )?(?:discretion|option)|sole discretion|shall not be unreasonably|not to be unreasonably"
    r"|deemed (?:accepted|approved|consent)|mutually agreed?|to be agreed|agree in good faith|negotiate in good faith|endeavou?r to"
    r"|sole (?:and exclusive )?remedy|at (?:Customer|Buyer|Purchaser|Client)(?:'s|’s) (?:sole )?(?:cost|expense)|no more than (?:one|once)"
    r"|no obligation|shall have no|not obligated)\b"
    r"|除非|除外|但是?应?|视为同意|尽(?:力|量|合理)|商业上合理|另行(?:协商|约定)|在.{0,12}(?:允许|许可)的?(?:范围|情况)|经.{0,6}(?:书面)?同意后?|不超过|仅限?"
)
_ELSEWHERE = re.compile(
    r"(?i)(?:as (?:set forth|set out|provided|described|specified|stated|agreed|defined)|in accordance with|pursuant to|"
    r"(?:governed|set forth|set out|provided|addressed|covered|specified|described|defined) (?:by|in)|under)\s+(?:(?:section|article|clause|paragraph|annex|schedule)s?\s+[\w.]+\s+(?:of|to)\s+)?(?:the|that|a|any|such|applicable)?\s*"
    r"(?:terms of the\s+)?(?:separate\s+)?(?:Quality|Technical|Supply|Master Services?|License|Development|Pharmacovigilance)"
    r"(?:\s+(?:and\s+)?(?:Quality|Technical|Assurance|Services?))?\s+Agreement"
    r"|(?:按照|依照|依据|根据|适用|以|见|按)(?:双方)?(?:另行)?(?:签[订署]的)?《?质量协议》?(?:的?约定|执行|为准|办理|的规定)?"
)
_BLACKED_OUT = re.compile(
    r"(?i)\b(?:shall|will|may|must)(?:\s+not)?(?:\s+be|\s+have)?\s+\[\s*\*+\s*\]|^\W*(?:\(\w+\)|[\d.]+)?\s*\[\s*\*+\s*\]\W*$"
)


def limiting_words(document: Document, clauses: Sequence[Clause], most: int = 2) -> tuple[Citation, ...]:
    """The sentences of the cited clauses that limit what they promise, first clause first."""
    found = []
    for clause in clauses:
        for match in _SENTENCE.finditer(clause.text):
            if match.group().strip() and _QUALIFIERS.search(match.group()):
                start = clause.span.start + match.start()
                found.append(cite(document, clause, Span(start, start + len(match.group()))))
                break
    return tuple(found[:most])


def sent_elsewhere(text: str) -> bool:
    """Whether a short clause does little more than point to another agreement."""
    match = _ELSEWHERE.search(text)
    return match is not None and len(text) - len(match.group()) < 260


def hangs_on_another(text: str) -> bool:
    """Whether all that a clause promises is left to another agreement: one sentence, and it points there.

    "Audits take place as set out in the Quality Agreement." does; "Each shipment comes with a certificate. Other documents
    follow the Quality Agreement." does not.
    """
    sentences = [s for s in _SENTENCE.findall(text) if len(s.strip()) > 12]
    return len(sentences) == 1 and sent_elsewhere(text)


def blacked_out(text: str) -> bool:
    """Whether the operative words themselves, not a number among them, are redacted."""
    return bool(_BLACKED_OUT.search(text))
