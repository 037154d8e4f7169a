"""Lists of a sentence matched item by item with those of its translation: the item that is left over has no counterpart.

    the process, the site, the packaging or the test method   ·   工艺、场地、检验方法
    ──▶  process and 工艺, site and 场地, test method and 检验方法 belong together: "the packaging" is left over

Items answer to one another in whatever order the other language names them. Because every other item has its partner, a
single word can be told here, which by itself might only be one that the lexicon does not know by this meaning.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

import numpy as np

from assistant.bilingual.alone import answers, likelier_without, new_words
from assistant.bilingual.facts import Side
from assistant.bilingual.items import BINDS_ZH, SIGNS, is_a_clause, lists_in, stretches_of
from assistant.bilingual.joined import MOST_TRIMMED, Thing, lists_joined
from assistant.bilingual.lexicon import NEW, lexicon, others_of, words_of
from assistant.bilingual.near import cosines, vectors
from assistant.bilingual.pair import OTHER, SIDES, Difference, PairOfTexts, only_in
from assistant.bilingual.parties import PartyNames
from assistant.bilingual.sentences import INTRODUCES, SentencePair, length_of
from assistant.bilingual.trees import load_trees
from assistant.heads import WEIGHTS

FEWEST_ITEMS, MOST_ITEMS = 3, 16
# Lists that differ by more than this cannot be trimmed to the same one.
MOST_APART = 2 * MOST_TRIMMED + 1
# Things that are no more alike than this are no partners.
LEAST_ALIKE = 0.45
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]+")
# A rest like "or otherwise", a word about how, and a clause with a verb of its own are no thing of a list.
_NO_THING: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"^(?:(?:any |the |all )?other|otherwise|(?:in)?directly|with|without|between|at|after|before|in|on|upon|by|from|for|of|to|"
        r"under|together|among|whose|whether|whichever|none|wholly|not|be|oral|verbal|written|\w+ hundred|\w+ thousand|"
        r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b|\b(?:it|them|they)\b|^(?:title|part|chapter|volume|annex|section|article) (?:\d+|[ivx]+)$",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        rf"^其[他它余]|不能|的$|[后时前其]$|(?:相同|一致|相当|相近|类似)$|更[强高好严大]|期间|{BINDS_ZH}|^[以将在与]|^[配带附装]有|^具[备有]|^[直间]接|^.$|(?:进行|开展|发生)$"
    ),
}


# "…, and an order that has not been rejected": no last thing of a list but what the next clause speaks of.
_OF_WHICH_MORE = re.compile(r"\s*(?:that|which|who)\s+(?:has|have|is|are|was|were)\b", re.IGNORECASE)


@dataclass(frozen=True)
class LeftOver:
    """The item of a list without which it fits one that is shorter by an item, and how well all the others then fit."""

    item: Thing
    items: int
    is_last: bool
    likenesses: tuple[float, ...]
    own: float
    """How like it is to the item most like it, which has a better partner."""
    trimmed: int

    @property
    def fit(self) -> float:
        return sum(self.likenesses) - LEAST_ALIKE * len(self.likenesses)


def items_left_over(texts: PairOfTexts, names: PartyNames) -> Iterator[Difference]:
    """At most one of each language in a sentence: the item that most surely has no counterpart."""
    for pair in texts.sentences:
        if not (pair.en and pair.zh) or any(INTRODUCES.search(pair.text(side)) for side in SIDES):
            continue
        found = left_over_of(pair)
        for language in SIDES:
            rows = [
                (weighed(left_over, better_by, pair, texts, names, language), left_over.item)
                for side, left_over, better_by in found
                if side == language
            ]
            sure, item = max(
                ((load_trees(LEARNT).sure(row), item) for row, item in rows if row),
                key=lambda one: one[0],
                default=(0.0, None),
            )
            if item and sure >= ENOUGH:
                told = only_in(language, f"“{item.text}”", pair.place(language, item.start, item.end), of="list")
                yield replace(told, weight=sure)


def left_over_of(pair: SentencePair) -> list[tuple[Side, LeftOver, float]]:
    """What is left over in either language, and how much worse the lists fit where it has a partner too."""
    lists = {side: [of for of in lists_joined(pair.text(side), side) if len(of) <= MOST_ITEMS] for side in SIDES}
    without: dict[tuple[Side, int], LeftOver] = {}
    with_it: dict[tuple[Side, int], float] = {}
    matched = [
        (left, right)
        for left, right in product(lists["en"], lists["zh"])
        if max(len(left), len(right)) >= FEWEST_ITEMS and abs(len(left) - len(right)) <= MOST_APART
    ]
    # All of them in one call of the encoder; every pair of lists then finds its own among those kept.
    vectors(list(dict.fromkeys(said for pair in matched for of in pair for thing in of for said in thing.said)))
    for left, right in matched:
        for side, found in _matched(left, right, with_it).items():
            key = side, found.item.start
            if found.items >= FEWEST_ITEMS and (key not in without or without[key].fit < found.fit):
                without[key] = found
    told = []
    for (side, start), found in without.items():
        better_by = found.fit - with_it.get((side, start), 0.0)
        if found.is_last and _OF_WHICH_MORE.match(pair.text(side), found.item.end):
            continue
        if found.fit > 0 and better_by >= 0 and not found.item.is_half and not _NO_THING[side].search(found.item.text):
            told.append((side, found, better_by))
    return told


def _matched(
    left: Sequence[Thing], right: Sequence[Thing], with_it: dict[tuple[Side, int], float]
) -> dict[Side, LeftOver]:
    """The best fit of a part of either list to a part of the other that is one shorter; `with_it` learns, for each thing,
    the best fit of parts as long that have it."""
    from scipy.optimize import linear_sum_assignment

    best: dict[Side, LeftOver] = {}
    alike = likeness(left, right)
    for (a0, a1), (b0, b1) in product(_trims(len(left)), _trims(len(right))):
        more = (a1 - a0) - (b1 - b0)
        if abs(more) > 1:
            continue
        part = alike[a0:a1, b0:b1] if more >= 0 else alike[a0:a1, b0:b1].T
        rows, columns = linear_sum_assignment(-part)
        likenesses = tuple(float(one) for one in part[rows, columns])
        if not more:
            fit = sum(likenesses) - LEAST_ALIKE * len(likenesses)
            things: list[tuple[Side, int]] = [("en", thing.start) for thing in left[a0:a1]]
            things += [("zh", thing.start) for thing in right[b0:b1]]
            with_it.update({thing: max(fit, with_it.get(thing, 0.0)) for thing in things})
            continue
        side: Side = "en" if more > 0 else "zh"
        longer, whole, start, end = (left, len(left), a0, a1) if more > 0 else (right, len(right), b0, b1)
        (odd,) = set(range(len(part))) - {int(row) for row in rows}
        is_last = odd == len(part) - 1
        # The first has the beginning of the sentence on it; the last must be the last of its list.
        if odd == 0 or (is_last and end < whole):
            continue
        trimmed = a0 + b0 + len(left) - a1 + len(right) - b1
        found = LeftOver(longer[start + odd], len(part), is_last, likenesses, float(part[odd].max()), trimmed)
        if side not in best or found.fit > best[side].fit:
            best[side] = found
    return best


def _trims(items: int) -> list[tuple[int, int]]:
    """Where a list may begin and end: what stands before its first thing and after its last may be none of it."""
    starts = range(min(MOST_TRIMMED + 1, items))
    return [(start, end) for start in starts for end in range(max(items - MOST_TRIMMED, start + 2), items + 1)]


def likeness(left: Sequence[Thing], right: Sequence[Thing]) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    """A row for every English thing, a column for every Chinese one: by the encoder and by the lexicon."""
    english = [(i, said) for i, thing in enumerate(left) for said in thing.said]
    chinese = [(j, said) for j, thing in enumerate(right) for said in thing.said]
    near = cosines([said for _, said in english], [said for _, said in chinese])
    alike = np.full((len(left), len(right)), -1.0)
    for (x, (i, one)), (y, (j, other)) in product(enumerate(english), enumerate(chinese)):
        by_words = _alike_by_words(one, other)
        both = float(near[x, y]) if by_words is None else (float(near[x, y]) + by_words) / 2
        alike[i, j] = max(alike[i, j], both)
    return alike


@lru_cache(maxsize=4096)
def _alike_by_words(english: str, chinese: str) -> float | None:
    """How well the words of two things answer to each other; `None` where nobody knows them."""
    if _latin(chinese) & _latin(english):
        return 1.0
    known = lexicon()
    en, zh = others_of(english, "en"), others_of(chinese, "zh")
    sure = [known.answered(word, "en", zh) for word in words_of(english, "en")]
    sure += [known.answered(word, "zh", en) for word in words_of(chinese, "zh")]
    told = [one for one in sure if one is not None]
    return sum(told) / len(told) if told else None


@lru_cache(maxsize=4096)
def _latin(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _LATIN.findall(text))


LEARNT = WEIGHTS / "left_over.json"
# Held out, 1.14 things an agreement were told falsely at this, and 2,149 of 3,192 that had been taken out were found; what is
# told is weighed once more with all that speaks for or against a difference (`belief.py`).
ENOUGH = 0.5
# How surely an item is answered none of whose words anybody knows.
_UNKNOWN = 0.5
SIGNS_OF_AN_ITEM = (
    "in Chinese",
    "how like the others are to their partners, on average",
    "how like the least",
    "how like it is to the item most like it",
    "how well the lists fit without it",
    "how much better than with it",
    "nearest to it in the other text",
    "how surely its words are answered",
    "how surely the best",
    "words known",
    "words without answer",
    "words unknown",
    "words without answer that stand nowhere else",
    "likelier by the lengths without it",
    "signs of lists more than in the other text",
    "the last of its list",
    "items of its list",
    "what was trimmed of the lists",
    "items more than in the longest list of the other text",
    "a Latin name that the other text lacks",
    "length, as a logarithm",
    "words of the other text without answer",
    "words of the other text unknown",
    "said twice",
)
# "The RSM" is 起始物料: a short name of the agreement's own, which no lexicon knows.
_SHORT_NAME = re.compile(r"\b[A-Z]{2,6}s?\b")


def _longest(text: str, language: Side) -> int:
    return max((len(of) for of in lists_in(text, language)), default=0)


def _short_name(pair: SentencePair, names: PartyNames, language: Side) -> bool:
    """Whether the English has a short name that the Chinese has not: it may stand for what seems left over."""
    found = _SHORT_NAME.findall(names.english.sub(" ", pair.text("en"))) if language == "zh" else []
    return any(name not in pair.text("zh") and _is_unknown(name) for name in found)


def _is_unknown(name: str) -> bool:
    nothing = others_of("", "zh")
    return all(lexicon().answered(word, "en", nothing) is None for word in words_of(name, "en"))


def weighed(
    found: LeftOver,
    better_by: float,
    pair: SentencePair,
    texts: PairOfTexts,
    names: PartyNames,
    language: Side,
) -> list[float] | None:
    """One number for each of `SIGNS_OF_AN_ITEM`; `None` of what is no thing of a list."""
    other = OTHER[language]
    if is_a_clause(found.item.text, language) or _short_name(pair, names, language):
        return None
    said, here, there, all_there = found.item.text, pair.text(language), pair.text(other), texts.text(other)
    answered = answers(said, texts, names, language)
    sure = [one for one in answered if one is not None]
    near = cosines([said], stretches_of(all_there, other))[0]
    latin = [word.lower() for word in _LATIN.findall(said)] if language == "zh" else []
    new_there = answers(there, texts, names, other)
    return [
        float(language == "zh"),
        sum(found.likenesses) / len(found.likenesses),
        min(found.likenesses),
        found.own,
        found.fit,
        better_by,
        float(near.max()),
        sum(sure) / len(sure) if sure else _UNKNOWN,
        max(sure, default=_UNKNOWN),
        float(len(sure)),
        float(sum(one < NEW for one in sure)),
        float(answered.count(None)),
        float(new_words(said, texts, names, language)),
        likelier_without(said, here, there, language),
        float(len(SIGNS[language].findall(here)) - len(SIGNS[other].findall(there))),
        float(found.is_last),
        float(found.items),
        float(found.trimmed),
        float(_longest(here, language) - _longest(there, other)),
        float(bool(latin) and not any(word in all_there.lower() for word in latin)),
        float(np.log(max(1.0, length_of(said)))),
        float(sum(one is not None and one < NEW for one in new_there)),
        float(new_there.count(None)),
        float(here.count(said) > 1),
    ]
