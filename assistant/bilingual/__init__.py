"""Agreements in English and Chinese: the texts laid side by side, what differs, and which of them governs.

    Reading ──two_languages──▶ TwoLanguages (pairs, governing clause, discrepancies) | None

`GoverningJudge` wraps any judge, so that the governing text decides each finding.
"""

from assistant.bilingual.facts import LANGUAGE_NAMES, Discrepancy, Governing, LanguageClause, TwoLanguages
from assistant.bilingual.judge import GoverningJudge, Languages
from assistant.bilingual.read import two_languages

__all__ = ["LANGUAGE_NAMES", "Discrepancy", "Governing", "GoverningJudge", "LanguageClause", "Languages", "TwoLanguages", "two_languages"]
