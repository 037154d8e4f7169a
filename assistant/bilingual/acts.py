"""What each "may" and "shall" stands before, and which act of the other text answers to it, by the lexicon."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.bilingual.facts import Side
from assistant.bilingual.lexicon import Others, lexicon, words_of
from assistant.bilingual.modals import DUTY, MAY
from assistant.bilingual.pair import OTHER

# "All records to which the Client is entitled": what is permitted stands before the modal, so many words.
_BEFORE = 4
SURE = 0.5
_ENDS: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"[,;.:()]|\b(?:shall|may|must|will|if|unless|until|when|where|which|that|provided)\b", re.IGNORECASE
    ),
    "zh": re.compile(r"[，。；：（）]|应|须|可(?!能)|不得|有权"),
}
# 所需, 如需, 必需, "shall have no vote": nobody is bound to do it.
_NO_DUTY: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\w+\s+(?:\w+\s+)?no\b", re.IGNORECASE),
    "zh": re.compile(r"(?<=[所如若必])需"),
}


# "Neither party shall", "no claim may": forbidden, whatever the verb says.
_NOBODY = re.compile(r"\b(?:neither|no|nor|none|nobody|nothing)\b[^.,;]*$", re.IGNORECASE)


_WHOSE = re.compile(r"([^.;,]*)\b(?:to|of|with|from) which\b[^.;,]*$", re.IGNORECASE)


@dataclass(frozen=True)
class Act:
    """A word that permits or requires, and the words of what it permits or requires."""

    kind: Literal["may", "duty"]
    modal: str
    words: Sequence[str]


def alike(chinese: Act, english: Act) -> int:
    """How many words of the one are answered by the other's."""
    others = Others(frozenset(english.words), frozenset())
    return sum((lexicon().answered(word, "zh", others) or 0.0) > SURE for word in chinese.words)


def acts_of(text: str, language: Side, most_words: int | None = None) -> list[Act]:
    """Every act that a text permits or requires, in order, by its first words."""
    found: list[tuple[int, Act]] = []
    kinds: tuple[tuple[Literal["may", "duty"], re.Pattern[str]], ...] = (
        ("may", MAY[language]),
        ("duty", DUTY[language]),
    )
    for kind, modals in kinds:
        for modal in modals.finditer(text):
            if _NO_DUTY[language].match(text, modal.start()) or _NOBODY.search(text[: modal.start()]):
                continue
            end = _ENDS[language].search(text, modal.end() + 1)
            said = text[modal.end() : end.start() if end else len(text)]
            words = words_of(said, language)
            if language == "en" and not words and (whose := _WHOSE.search(text[: modal.start()])):
                words = words_of(whose.group(1), language)[-_BEFORE:]
            found.append((modal.start(), Act(kind, modal.group(), words[:most_words])))
    return [act for _, act in sorted(found, key=lambda one: one[0])]


def permitted_there_too(permits: str, requires: str, language: Side) -> bool:
    """Whether every act that the one text permits is answered by one that the other permits, better than by any it requires.

    可……拒收；属潜在缺陷的，可……拒收   ·   may reject … or, in the case of a latent defect, …: one right, told twice
    """
    there = acts_of(requires, OTHER[language])
    permitted = [act for act in acts_of(permits, language) if act.kind == "may"]

    def best(act: Act, kind: str) -> int:
        pairs = ((act, one) if language == "zh" else (one, act) for one in there if one.kind == kind)
        return max((alike(*pair) for pair in pairs), default=0)

    return bool(permitted) and all(best(act, "may") > best(act, "duty") for act in permitted)
