"""Items of a list within a sentence to which nothing in the other text answers, whatever the lists' shapes.

    the cost of return freight, destruction of the recalled units and the fees   ·   退货运费以及收取的费用
    ──▶  "destruction of the recalled units" has no counterpart

Chinese often takes two English things in one, so the number of items alone says little: the words, the sentence encoder,
the lengths and the signs that join the items are weighed together.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.bilingual.alone import (
    MOST_NEW_THERE,
    answers,
    likelier_without,
    new_words,
    says_nothing_new,
    unanswered,
)
from assistant.bilingual.facts import Side
from assistant.bilingual.joined import joins_in
from assistant.bilingual.near import cosines
from assistant.bilingual.pair import OTHER, SIDES, Difference, PairOfTexts, only_in
from assistant.bilingual.parties import PartyNames
from assistant.bilingual.sentences import INTRODUCES, SentencePair

# A logistic regression over the items of 2,557 faithful pairs, the lexicon learnt on others, and of as many of them as have a
# list of which one item was taken out of one text; the weights rounded. Cross-validated it told 205 of 323 such items of two
# words or more beside five false ones.
ENOUGH = 2.2
_BIAS = 2.9
_AS_SURE_AS_ITS_WORDS = -2.9
_BY_LENGTH = 1.0
_A_SIGN_MORE = 0.47
_A_NEW_WORD_THERE = -0.29
_ONE_LESS_THERE = 1.9
_AS_NEAR = -4.8
_NEARER_THAN_OTHERS = -6.5
# A word alone may be one that the lexicon does not know by this meaning.
FEWEST_WORDS = 2
FEWEST_ITEMS = 3

SIGNS: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r", |\b(?:and|or|nor)\b", re.IGNORECASE),
    "zh": re.compile(r"[、，]|以及|及|和|与|或|并"),
}
_STOPS = re.compile(r"[.;:。；：()（）]")
# A list does not go on beyond these; an item has no verb of its own.
_ENDS: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"[;:.](?=\s|$)|[()（）“”\"]|,(?=\s+(?:so|then|as|in)\b(?!-))|\b(?:shall|may|must|will|is|are|was|were|has|(?<!, )have|"
        r"which|who|that|namely|including|such as|particularly|if|unless|provided|except|where\w*|when\w*|while|but)\b",
        re.IGNORECASE,
    ),
    # 等 closes a list, but not in 该等, 对等, 等同.
    "zh": re.compile(
        r"[。；：（），“”]|包括|例如|即(?!可)|(?<![该此同对平均相甲乙优初高中等])等(?![于同级候待值效比价分额量等])"
    ),
}
# "A, B, and the plant must": the last is no thing of the list but who does something else.
_DOES = re.compile(r"\s*(?:shall|may|must|will|is|are|was|were|has|have)\b", re.IGNORECASE)
_RUN_ZH = re.compile(r"[㐀-鿿、]+")
# What somebody must or may do; 供应, 反应, 应急, 可靠 and 许可 name a thing.
BINDS_ZH = "(?<![供响对相反适感效])应(?![商用急力])|须|(?<![许认])可(?![抗靠行溶读追])|不得|有权"
# "A, with its certificate, B": an aside, a clause that speaks of "them", a rest like "and other results" is no thing of the list.
_NO_THING: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"^(?:with|without|between|at|after|before|in|on|upon|by|from|for|of|to|free of|under|together|among|whose|whether|not|be|any other|other)\b"
        r"|\d|\b(?:it|them|they)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(rf"的$|第[^、]+条|其[他它余]|[后时前其]|期间|{BINDS_ZH}"),
}
# Clauses, articles and the end of the time, which stand between the same signs: 证书被暂停, 依规格所制之产品, 期满, 第三条至第五条.
_A_CLAUSE: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:hereby|thereby|agrees?|acknowledges?|undertakes?|warrants?)\b", re.IGNORECASE),
    "zh": re.compile(
        r"被|^(?:依(?!赖)|按(?!钮)|经(?![营济销验])|凡|因(?!素))|所.{1,3}[之的]|(?:[期届]满|到期)$|第[^、]{1,6}[条款章]"
    ),
}
# What follows the last thing is often said of all of them: its first words are its own.
_OF_THE_LAST = 6


@dataclass(frozen=True)
class Item:
    """One thing of a list."""

    start: int
    end: int
    text: str


def items_alone(texts: PairOfTexts, names: PartyNames) -> Iterator[Difference]:
    """At most one of each language in a sentence: the item that most surely has no counterpart."""
    for pair in texts.sentences:
        if not (pair.en and pair.zh) or INTRODUCES.search(pair.text("en")) or INTRODUCES.search(pair.text("zh")):
            continue
        for language in SIDES:
            lists = lists_in(pair.text(language), language)
            # The first has the beginning of the sentence on it.
            weighed = [
                (item, items)
                for items in lists
                if len(items) >= FEWEST_ITEMS
                for item in items[1:]
                if not _DOES.match(pair.text(language), item.end)
            ]
            sure = [_surely_alone(item, items, pair, texts, names, language) for item, items in weighed]
            if not sure or max(sure) < ENOUGH:
                continue
            item = weighed[sure.index(max(sure))][0]
            yield only_in(language, f"“{item.text}”", pair.place(language, item.start, item.end), of="list")


def _surely_alone(
    item: Item, items: Sequence[Item], pair: SentencePair, texts: PairOfTexts, names: PartyNames, language: Side
) -> float:
    """A logit; most items are answered word by word and never encoded."""
    other = OTHER[language]
    here, there, all_there = pair.text(language), pair.text(other), texts.text(other)
    known = [sure for sure in answers(item.text, texts, names, language) if sure is not None]
    if len(known) < FEWEST_WORDS or _NO_THING[language].search(item.text):
        return -math.inf
    lists = list(lists_in(there, other))
    listed = "，".join(there[one.start : one.end] for of in lists for one in of) or there
    if says_nothing_new(item.text, _beside(here, listed, language), names, language):
        return -math.inf
    if not new_words(item.text, texts, names, language) or is_a_clause(item.text, language):
        return -math.inf
    sizes = {len(of) for of in lists}
    new_there, _ = unanswered(all_there, texts, names, other)
    by_words = (
        _BIAS
        + _AS_SURE_AS_ITS_WORDS * sum(known) / len(known)
        + _BY_LENGTH * likelier_without(item.text, here, there, language)
        + _A_SIGN_MORE * (len(SIGNS[language].findall(here)) - len(SIGNS[other].findall(there)))
        + _A_NEW_WORD_THERE * min(MOST_NEW_THERE, new_there)
        + _ONE_LESS_THERE * (len(items) - 1 in sizes and len(items) not in sizes)
    )
    if by_words < ENOUGH - 1:
        return by_words
    others = [one.text for one in items if one is not item]
    # A list of one item less is the same list: what else the sentence says answers to no item within it.
    same = [of for of in lists if FEWEST_ITEMS <= len(of) == len(items) - 1 and item is not items[-1]]
    answering = [one.text for of in same for one in of]
    return (
        by_words
        + _AS_NEAR * float(cosines([item.text], stretches_of(all_there, other)).max())
        + _NEARER_THAN_OTHERS * _nearer_than(item, others, answering or _pieces(there, other))
    )


def is_a_clause(item: str, language: Side) -> bool:
    """Whether it is rather a clause, or names an article or the end of a period."""
    return bool(_A_CLAUSE[language].search(item))


def _nearer_than(item: Item, others: Sequence[str], pieces: Sequence[str]) -> float:
    """How much nearer the item lies to one of the pieces of the other sentence than every other item: each answers to one."""
    return float((cosines([item.text], pieces)[0] - cosines(others, pieces).max(axis=0)).max())


def _beside(here: str, there: str, language: Side) -> PairOfTexts:
    return PairOfTexts(here, there) if language == "en" else PairOfTexts(there, here)


def _pieces(text: str, language: Side) -> list[str]:
    """What stands between two joins or stops."""
    stretches = (piece for part in _STOPS.split(text) for piece in SIGNS[language].split(part))
    return [piece.strip() for piece in stretches if len(piece.strip()) > 1] or [text]


def stretches_of(text: str, language: Side) -> list[str]:
    """What an item may lie near to: a sentence, what stands between two joins, and two of these together."""
    found = [text]
    for part in _STOPS.split(text):
        pieces = _pieces(part, language)
        found += [part, *pieces, *((" " if language == "en" else "").join(two) for two in pairwise(pieces))]
    return [stretch for stretch in found if stretch.strip()]


def lists_in(text: str, language: Side) -> Iterator[list[Item]]:
    """Things named one after the other, at least two of them with a comma or 、 between."""
    ends = [end.span() for end in _ENDS[language].finditer(text)]
    joins = list(joins_in(text, language, _RUN_ZH))
    for start, end in zip([0, *(b for _, b in ends)], [*(a for a, _ in ends), len(text)], strict=True):
        own = [join for join in joins if start <= join[0] and join[1] <= end]
        if not any(sign in text[a:b] for a, b in own for sign in ",、"):
            continue
        cuts = [start, *(place for join in own for place in join), end]
        things = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True) if text[a:b].strip()]
        if things:
            yield [_item(text, a, b, (a, b) == things[-1]) for a, b in things]


def _item(text: str, start: int, end: int, is_last: bool) -> Item:
    words = text[start:end].strip()
    if is_last:
        words = " ".join(words.split()[:_OF_THE_LAST])
    return Item(start, end, words)
