"""Why the nearest clause does not count: the checklist's own words where they fit, else what the clause lacks."""

from functools import cache

from assistant.checklist import Requirement
from assistant.signals import ideas_in, stems

_FAMILIAR = {
    "duty", "may", "unless", "mutual", "written", "prior", "prompt", "period_days", "affiliate", "definition", "customerrole",
    "supplierrole", "redacted", "forbidden", "efforts", "discretion",
}  # fmt: skip
_AS_WORDS = {"ip": "intellectual property", "coa": "a certificate of analysis or conformance", "gmp": "GMP", "upon_end": "the end of the agreement",
    "reg_filing": "filings with an authority", "inspection_reg": "inspections by an authority", "indep_lab": "an independent laboratory",
    "give_back": "giving back", "audit_freq": "when audits may happen"}  # fmt: skip


def why_not(requirement: Requirement, text: str) -> str:
    """One sentence for people; `text` is the clause that comes nearest without doing it."""
    words = set(stems(text))
    joined = f" {' '.join(stems(text))} "
    best, best_hits = None, 0
    for rule in requirement.near_misses:
        hits = sum(f" {' '.join(stems(phrase))} " in joined for phrase in (*rule.words, *rule.words_zh))
        if hits > best_hits:
            best, best_hits = rule, hits
    if best:
        return best.why_not
    missing = [
        _AS_WORDS.get(idea, idea.replace("_", " "))
        for idea in _typical_ideas(requirement)
        if idea not in ideas_in(text)
    ]
    if missing and words:
        return f"Close in wording, but it says nothing of {' or '.join(missing[:3])}."
    return f"Close in wording, but it does not give this: {requirement.label.lower()}."


@cache
def _typical_ideas(requirement: Requirement) -> tuple[str, ...]:
    """Ideas that most of the requirement's own wordings share, commonest first."""
    counts: dict[str, int] = {}
    wordings = (*requirement.cues.en, *requirement.counts)
    for wording in wordings:
        for idea in ideas_in(wording):
            counts[idea] = counts.get(idea, 0) + 1
    often = [
        i for i, n in sorted(counts.items(), key=lambda item: -item[1]) if n * 4 >= len(wordings) and i not in _FAMILIAR
    ]
    return tuple(often[:4])
