"""Agreements in English and Chinese: the texts laid side by side, what differs, and which of them governs.

    Reading ──read.two_languages──▶ TwoLanguages (pairs, governing clause, discrepancies, places to compare) | None

`judge.GoverningJudge` wraps any judge, so that the governing text decides each finding.
"""

from assistant.bilingual.facts import LANGUAGE_NAMES, Discrepancy, Governing, LanguageClause, TwoLanguages

__all__ = ["LANGUAGE_NAMES", "Discrepancy", "Governing", "LanguageClause", "TwoLanguages"]
