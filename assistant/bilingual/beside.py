"""Which party stands beside which words: a party's place in English should be answered by the same party's in Chinese.

    Manufacturer shall propose them and Sponsor shall decide   ·   由申办方提议，生产方决定   ──▶  the parties are exchanged
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.bilingual.facts import Side
from assistant.bilingual.lexicon import Others, chinese_words, english_words, lexicon
from assistant.bilingual.pair import SIDES
from assistant.bilingual.parties import Party, PartyNames
from assistant.bilingual.sentences import SentencePair

_EACH: dict[Side, str] = {
    "en": r"\b(?:either|each|neither|both|any|one|a|no|the)\s+part(?:y|ies)\b|\bparties\b|\bjointly\b|\bequally\b",
    "zh": r"任何一方|任一方|每一方|各方|双方|任意一方|(?<!另)一方|当事人",
}
_SOMEBODY: dict[Side, str] = {
    "en": r"\b(?:it|its|itself|they|their|them|which|who|(?:such|that|the other) party)\b",
    "zh": r"其(?![他它余中后次实])|该方|对方|另一方|自行|自费|自己|自担|后者|前者|二者",
}
_BREAK: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"[,;.:()](?=\s|$)|\b(?:but|while|whereas|unless|if|where|when|after|before|until|provided|except)\b", re.IGNORECASE),
    "zh": re.compile(r"[，。；：（）]"),
}


@dataclass(frozen=True)
class Place:
    """A party, or a word that stands for one, with the words around it up to the next party or stop."""

    party: Party | None
    left: str
    right: str
    language: Side
    start: int

    @cached_property
    def words(self) -> frozenset[str]:
        words = english_words if self.language == "en" else chinese_words
        return frozenset(words(f"{self.left} . {self.right}"))


def places(text: str, language: Side, names: PartyNames) -> list[Place]:
    found = [(m.start(), m.end(), _who(m, names)) for m in _anybody(names, language).finditer(text)]
    stops = [m.span() for m in _BREAK[language].finditer(text)]
    out = []
    for i, (start, end, who) in enumerate(found):
        before = max([0, *(b for _, b in stops if b <= start), *([found[i - 1][1]] if i else [])])
        after = min([len(text), *(a for a, _ in stops if a >= end), *([found[i + 1][0]] if i + 1 < len(found) else [])])
        out.append(Place(who, text[before:start], text[end:after], language, start))
    return out


def _who(match: re.Match[str], names: PartyNames) -> Party | None:
    if match.group("name"):
        return names.side_of(match.group("name"))
    return "each" if match.group("each") else None


@lru_cache(maxsize=8)
def _anybody(names: PartyNames, language: Side) -> re.Pattern[str]:
    name = (names.english if language == "en" else names.chinese).pattern
    return re.compile(f"{name}|(?P<each>{_EACH[language]})|(?P<somebody>{_SOMEBODY[language]})", re.IGNORECASE)


def likeness(english: Place, chinese: Place) -> float:
    if not english.words or not chinese.words:
        return 0.0
    there = Others(english.words, frozenset())
    shared = sum(lexicon().answered(word, "zh", there) or 0.0 for word in chinese.words)
    return shared / (len(english.words) * len(chinese.words)) ** 0.5
