"""Parts of a sentence without which it comes nearer to its translation: the translation does not say them.

    … within thirty days deliver the cells.   ·   在甲方付清款项的前提下，……三十日内交付细胞。
    ──▶  without 在甲方付清款项的前提下 the encoder finds the two nearer to each other

A part that is said there too takes something away when it is cut out, and taking its counterpart out as well mends that.
These gains, the lexicon and the lengths are weighed together by trees grown on faithful sentences from one of which a
part was taken (`python -m assistant.learn parts`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from assistant.bilingual.alone import MOST_NEW_THERE, answers, likelier_without, new_words
from assistant.bilingual.facts import Side
from assistant.bilingual.items import FEWEST_ITEMS, FEWEST_WORDS, SIGNS, lists_in, stretches_of
from assistant.bilingual.lexicon import NEW, Lexicon
from assistant.bilingual.modals import PROHIBITED, count
from assistant.bilingual.near import cosines, nearest
from assistant.bilingual.numbers import figures
from assistant.bilingual.pair import OTHER, SIDES, Difference, PairOfTexts, only_in
from assistant.bilingual.parties import PartyNames
from assistant.bilingual.sentences import CLAUSE, INTRODUCES, SentencePair, length_of
from assistant.bilingual.trees import load_trees
from assistant.heads import WEIGHTS

LEARNT = WEIGHTS / "parts.json"
# Held out, with 5,257 faithful pairs of which some 20 were told falsely, this found 787 of 1,380 clauses and 584 of 1,767 items
# taken out of one text; what is said elsewhere in the paragraph, and words alone, are then left aside.
ENOUGH = 0.95
# 在付清全部货款后, 经确认后: a case put in front is nearly always one that English says too, in words that answer. Over 41 agreements
# that no tree had seen, no such part was told falsely at this.
ENOUGH_FOR_A_CASE = 0.85
_A_CASE = re.compile(r"[㐀-鿿]{4,}(?:后|之时|的?(?:情况|前提|情形|条件)下)$")
SAID_THERE = 0.6
# Of 63 parts that one text lacks and eleven told falsely in agreements of dense drafting, this holds back one and seven.
NEAR_FOR_ITS_LENGTH, _FOR_A_NEW_WORD, _FOR_ITS_LENGTH = 0.38, 0.05, 0.3
# Of the parts to be found that the trees were taught nine in ten are within these, of all others one in four.
LEAST_LIKELY, MOST_ANSWERED = -1.0, 0.75
KINDS = ("item", "clause", "phrase", "front")
_MOST_CUT_THERE = 14
_SHORTEST: dict[Side, int] = {"en": 6, "zh": 2}
# What an English phrase begins with; it ends where the next one begins, or with its clause.
_BEGINS = re.compile(
    r"\b(?:if|when|where|unless|upon|subject to|provided|after|before|until|to the extent|in the event|in case|on|by|for|with|without|"
    r"which|that|who|including|relating|in connection|arising|caused|at|during|within|from|due to|as a result|save|except|only|once)\b",
    re.IGNORECASE,
)
_NEXT_BEGINS = 12
# 在……的情况下, 经……同意, 自……后, 与……有关的: what Chinese puts in front.
_FRONT = re.compile(
    r"(?:在|如|若|经|自|于|当|除|因|就|对于|为)[^，。；、]{2,30}?(?:的情况下|的前提下|情形下|之?后|之?时|同意|批准|以外|外|的(?=[㐀-鿿]))"
)


@dataclass(frozen=True)
class Part:
    """A stretch that may be one too many, and what is cut out with it: an item goes with the "and" before it."""

    kind: str
    start: int
    end: int
    cut_from: int
    cut_to: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def taken_from(self, text: str, language: Side) -> str:
        join = " " if language == "en" else ""
        return (text[: self.cut_from] + join + text[self.cut_to :]).strip() or " "


def parts_too_many(texts: PairOfTexts, names: PartyNames) -> Iterator[Difference]:
    """At most one of each language in a sentence."""
    for pair in texts.matched:
        introduces = any(INTRODUCES.search(pair.text(side)) for side in SIDES)
        for language in SIDES if not introduces else ():
            text = pair.text(language)
            sure = {part: load_trees(LEARNT).sure(row) for part, row in weighed(texts, pair, names, language)}
            surest = sorted(
                (part for part in sure if sure[part] >= _enough_for(part.of(text))), key=lambda part: -sure[part]
            )
            part = next((part for part in surest if _may_be_alone(part.of(text), texts, names, language)), None)
            if part:
                yield only_in(language, f"“{part.of(text).strip()}”", pair.place(language, part.start, part.end))


def _enough_for(part: str) -> float:
    return ENOUGH_FOR_A_CASE if _A_CASE.search(part.strip()) else ENOUGH


def _may_be_alone(part: str, texts: PairOfTexts, names: PartyNames, language: Side) -> bool:
    """A word alone may be one that the lexicon does not know by this meaning; a figure that both texts name is said in both,
    and so is what stands in another sentence there, or a prohibition where that text forbids as often."""
    other = OTHER[language]
    known = [word for word in answers(part, texts, names, language) if word is not None]
    if len(known) < FEWEST_WORDS or figures(part, language) & figures(texts.text(other), other):
        return False
    forbids = count(PROHIBITED, language, texts.text(language))
    if count(PROHIBITED, language, part) and forbids <= count(PROHIBITED, other, texts.text(other)):
        return False
    own = new_words(part, texts, names, language)
    return (
        bool(own) and nearest(part, texts.text(other), other) < SAID_THERE and _said_nowhere(part, texts, language, own)
    )


def _said_nowhere(part: str, texts: PairOfTexts, language: Side, own: int) -> bool:
    """What is said in another sentence makes the paragraph no longer than its translation, and something there comes near."""
    other = OTHER[language]
    near = float(cosines([part], stretches_of(texts.text(other), other)).max())
    longer = likelier_without(part, texts.text(language), texts.text(other), language)
    return near < NEAR_FOR_ITS_LENGTH + _FOR_A_NEW_WORD * own + _FOR_ITS_LENGTH * longer


def parts_in(text: str, language: Side) -> list[Part]:
    """Items of lists, clauses between commas, English phrases and what Chinese puts in front."""
    found = [*_items(text, language), *_clauses(text, language)]
    long_enough = (part for part in found if len(part.of(text).strip()) >= _SHORTEST[language])
    return list({(part.start, part.end): part for part in reversed(list(long_enough))}.values())[::-1]


def _items(text: str, language: Side) -> Iterator[Part]:
    """All but the first, which has the beginning of the sentence on it."""
    for items in lists_in(text, language):
        for before, item in pairwise(items) if len(items) >= FEWEST_ITEMS else ():
            # What follows the last is said of all of them.
            is_last = item is items[-1] and language == "en"
            end = min(item.end, item.start + len(item.text) + 2) if is_last else item.end
            yield Part("item", item.start, end, before.end, end)


def _clauses(text: str, language: Side) -> Iterator[Part]:
    for clause in CLAUSE[language].finditer(text):
        start, end = clause.span()
        yield Part("clause", start, end, max(0, start - 1), end)
        for begin in _BEGINS.finditer(text, start, end) if language == "en" else ():
            following = (n.start() for n in _BEGINS.finditer(text, begin.end(), end))
            stop = next((place for place in following if place - begin.end() >= _NEXT_BEGINS), end)
            if begin.start() > start + 1:
                yield Part("phrase", begin.start(), end, begin.start(), end)
            if stop < end:
                yield Part("phrase", begin.start(), stop, begin.start(), stop)
    for front in _FRONT.finditer(text) if language == "zh" else ():
        yield Part("front", *front.span(), *front.span())


def weighed(
    texts: PairOfTexts, pair: SentencePair, names: PartyNames, language: Side, known: Lexicon | None = None
) -> list[tuple[Part, list[float]]]:
    """The parts of a sentence that have a word without an answer, each with what the trees are told of it."""
    other = OTHER[language]
    here, there = pair.text(language), pair.text(other)
    alike = PairOfTexts(pair.text("en"), pair.text("zh"))

    def surely(part: str, within: PairOfTexts, side: Side) -> list[float | None]:
        return answers(part, within, names, side, known)

    parts = [
        part
        for part in parts_in(here, language)
        if likelier_without(part.of(here), here, there, language) > LEAST_LIKELY
        and _says_more(surely(part.of(here), alike, language))
    ]
    if not parts:
        return []
    gains = _gains(parts, here, there, language)
    new_here, new_there = (
        sum(sure < NEW for sure in surely(pair.text(side), texts, side) if sure is not None)
        for side in (language, other)
    )
    signs = float(len(SIGNS[language].findall(here)) - len(SIGNS[other].findall(there)))
    near = cosines([part.of(here) for part in parts], stretches_of(there, other)).max(axis=1)
    rows = []
    for part, cosine, (base, gain, mended, gain_there) in zip(parts, near, gains, strict=True):
        said = part.of(here)
        sure = [word for word in surely(said, texts, language) if word is not None]
        rows.append(
            [
                float(language == "zh"),
                sum(sure) / len(sure) if sure else 0.5,
                float(sum(word < NEW for word in sure)),
                likelier_without(said, here, there, language),
                float(cosine),
                gain,
                base,
                signs,
                float(min(MOST_NEW_THERE, new_there)),
                float(min(MOST_NEW_THERE, new_here)),
                float(np.log(max(1.0, length_of(said)))),
                length_of(said) / max(1.0, length_of(here)),
                mended,
                gain_there,
                *(float(part.kind == kind) for kind in KINDS),
                signs * (part.kind == "item"),
            ]
        )
    return list(zip(parts, rows, strict=True))


def _says_more(sure: Sequence[float | None]) -> bool:
    """Whether some word has no answer, and the others have not all the surest ones: other parts are not encoded."""
    known = [word for word in sure if word is not None]
    return any(word is None or word < NEW for word in sure) and sum(known) <= MOST_ANSWERED * len(known)


def _gains(parts: Sequence[Part], here: str, there: str, language: Side) -> list[tuple[float, float, float, float]]:
    """How near the sentences are; how much nearer without the part; how much nearer then without a part of the other as well,
    and how much nearer without that alone."""
    other = OTHER[language]
    cut_here = [part.taken_from(here, language) for part in parts]
    cut_there = [part.taken_from(there, other) for part in sorted(parts_in(there, other), key=lambda p: p.start)]
    near = cosines([here, *cut_here], [there, *cut_there[:_MOST_CUT_THERE]])
    base = float(near[0, 0])
    gain_there = float(near[0, 1:].max() - base) if near.shape[1] > 1 else 0.0
    mended = near[1:, 1:].max(axis=1) - near[1:, 0] if near.shape[1] > 1 else np.zeros(len(parts))
    return [(base, float(near[1 + i, 0] - base), float(mended[i]), gain_there) for i in range(len(parts))]
