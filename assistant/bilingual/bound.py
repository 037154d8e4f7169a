"""Which act each "may" and "shall" stands before: in a sentence of several, their numbers alone may hide an exchange.

    shall investigate … and shall suspend filling until it may resume   ·   应进行调查，并可暂停灌装，直至……同意恢复
    ──▶  to suspend is required in English and permitted in Chinese

The acts are matched by the lexicon. Told only where the other text also has more words of the kind that this one lacks, so
that a proviso (但须……) that English says with "provided that" is not taken for another duty.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.bilingual.duties import said_otherwise, without_only
from assistant.bilingual.facts import Side
from assistant.bilingual.lexicon import Others, chinese_words, english_words, lexicon
from assistant.bilingual.modals import DUTY, MAY, plainly
from assistant.bilingual.pair import OTHER, Difference, PairOfTexts

# "All records to which the Client is entitled": what is permitted stands before the modal, so many words.
_BEFORE = 4
# So many words after the modal say which act it is. Of 526 faithful sentences in which one of several modals was turned, the
# count of all modals told 426, with this 445, beside none of 5,257 that were left as they are (the lexicon learnt on others).
_WORDS: dict[Side, int] = {"en": 4, "zh": 3}
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
class _Act:
    kind: Literal["may", "duty"]
    modal: str
    words: Sequence[str]


def exchanged_modals(texts: PairOfTexts) -> Iterator[Difference]:
    """At most one a sentence: an act that one text permits and the other requires."""
    for pair in texts.matched:
        if not (pair.en and pair.zh):
            continue
        plain: dict[Side, str] = {"en": plainly(pair.text("en")), "zh": plainly(pair.text("zh"))}
        plain["en"], plain["zh"] = without_only(plain["en"], plain["zh"], "en")
        english, chinese = _acts(plain["en"], "en"), _acts(plain["zh"], "zh")
        found = next((both for act in chinese if (both := _turned(act, english, chinese))), None)
        if found:
            permits: Side = "zh" if found[0].kind == "may" else "en"
            if said_otherwise(permits, plain[permits], plain[OTHER[permits]]):
                continue
            act, other = found
            does = {"may": "permits", "duty": "requires"}
            reason = f"The Chinese text {does[act.kind]} (“{act.modal}”) what the English text {does[other.kind]} (“{other.modal}”)."
            yield Difference("modality", reason, pair.bounds("en"), pair.bounds("zh"))


def _turned(act: _Act, english: Sequence[_Act], chinese: Sequence[_Act]) -> tuple[_Act, _Act] | None:
    """The act with the English one that answers to it, where none of its own kind does."""
    others = [one for one in english if one.kind != act.kind]
    if len(others) <= sum(one.kind != act.kind for one in chinese):
        return None
    best = max(others, key=lambda one: _alike(act, one))
    own = max((_alike(act, one) for one in english if one.kind == act.kind), default=0)
    return (act, best) if _alike(act, best) > own else None


def _alike(chinese: _Act, english: _Act) -> int:
    """How many words of the one are answered by the other's."""
    others = Others(frozenset(english.words), frozenset())
    return sum((lexicon().answered(word, "zh", others) or 0.0) > SURE for word in chinese.words)


def _acts(text: str, language: Side) -> list[_Act]:
    found: list[tuple[int, _Act]] = []
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
            words = english_words(said) if language == "en" else chinese_words(said)
            if language == "en" and not words and (whose := _WHOSE.search(text[: modal.start()])):
                words = english_words(whose.group(1))[-_BEFORE:]
            found.append((modal.start(), _Act(kind, modal.group(), words[: _WORDS[language]])))
    return [act for _, act in sorted(found, key=lambda one: one[0])]
