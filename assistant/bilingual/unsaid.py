"""Whole sentences that only one of two texts has: nothing in the other says them, wherever it may put it.

    … Lack of funds is not Force Majeure. …   ·   ……   ──▶  the sentence has no counterpart

Each sentence is held against the sentences of the other text, what stands between their commas, and several of these
together: one text may say within a sentence what takes the other one of its own.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.bilingual.alone import answers, likelier_without, new_words
from assistant.bilingual.facts import Side
from assistant.bilingual.lexicon import NEW
from assistant.bilingual.near import cosines
from assistant.bilingual.pair import OTHER, SIDES, Difference, PairOfTexts, only_in
from assistant.bilingual.parties import PartyNames
from assistant.bilingual.sentences import INTRODUCES, OF_A_LENGTH, Sentence, apart, length_of, sentences_of

# A logistic regression over the sentences of 2,633 faithful pairs, and those whose counterpart was taken out of the other text
# (1,128); the weights rounded. Of 74 texts by other writers that lack a sentence it told 72, beside 5 false of 880 faithful
# pairs.
# Over 21 writers, 2.2 told three falsely for seven more found.
ENOUGH = 2.8
# A sentence that no sentence of the other text was laid beside: 逾期未通知的，视为验收合格, whose words all stand there elsewhere.
ENOUGH_WITHOUT_PARTNER = 1.7
# One that lies beside a single one of its own length.
ENOUGH_BESIDE_ITS_LIKE = 4.0
_BIAS = -3.9
_AS_NEAR, _ANOTHER_NEARER, _NEARER_THAN_OTHERS = -7.75, 3.55, -3.3
_AS_SURE_AS_ITS_WORDS, _A_NEW_WORD = -5.4, 0.6
_BY_LENGTH, _A_SENTENCE_MORE, _EACH_TIME_LONGER = 0.7, 1.3, 2.3
# Of 49 sentences that one text lacked every one had as many words of its own, of five told falsely by the rest two had not.
FEWEST_NEW, FEWEST_NEW_OF_A_PIECE, FEWEST_NEW_WITHOUT_PARTNER = 2, 3, 1
SHORTEST = 25.0
"""In English letters."""
_MOST_TOGETHER = 4
_CLAUSE: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"[^,;.:]+(?:[,;:.]|$)"),
    "zh": re.compile(r"[^，。；：]+[，。；：]?"),
}


def sentences_unsaid(texts: PairOfTexts, names: PartyNames) -> Iterator[Difference]:
    """At most one of each language: the sentence that most surely has no counterpart."""
    for language in SIDES:
        own = sentences_of(texts.text(language), language)
        there = sentences_of(texts.text(OTHER[language]), OTHER[language])
        if len(own) < 2 or not there:
            continue
        sure = _surely_unsaid(own, there, texts, names, language)
        best = max(range(len(own)), key=lambda i: sure[i])
        if sure[best] >= _enough_for(own[best], texts, language) and _adds(own[best], texts, names, language):
            told = only_in(language, "This sentence", (own[best].start, own[best].end))
            yield replace(told, topic="sentence")


def _adds(sentence: Sentence, texts: PairOfTexts, names: PartyNames, language: Side) -> bool:
    """Whether it has words that nothing there answers; what ends with a semicolon is often told in another way."""
    fewest = FEWEST_NEW_OF_A_PIECE if sentence.text.endswith((";", "；")) else FEWEST_NEW
    if fewest == FEWEST_NEW and not texts.around(language, sentence.start).text(OTHER[language]):
        fewest = FEWEST_NEW_WITHOUT_PARTNER
    return new_words(sentence.text, texts, names, language) >= fewest


def _enough_for(sentence: Sentence, texts: PairOfTexts, language: Side) -> float:
    """What goes on after a semicolon has the partner of what it goes on from."""
    pair = texts.around(language, sentence.start)
    if len(pair.en) == len(pair.zh) == 1 and apart(pair) < OF_A_LENGTH:
        return ENOUGH_BESIDE_ITS_LIKE
    goes_on = texts.text(language)[: sentence.start].rstrip().endswith((";", "；"))
    return ENOUGH if goes_on or pair.text(OTHER[language]) else ENOUGH_WITHOUT_PARTNER


def _surely_unsaid(
    own: Sequence[Sentence], there: Sequence[Sentence], texts: PairOfTexts, names: PartyNames, language: Side
) -> list[float]:
    """A logit for each sentence."""
    near = cosines([sentence.text for sentence in own], _stretches(there, OTHER[language]))
    logits = []
    for place, sentence in enumerate(own):
        length = length_of(sentence.text)
        if length < SHORTEST or INTRODUCES.search(sentence.text):
            logits.append(-math.inf)
            continue
        here, others = near[place], near[[i for i in range(len(own)) if i != place]].max(axis=0)
        sure = [one for one in answers(sentence.text, texts, names, language) if one is not None]
        logits.append(
            _BIAS
            + _AS_NEAR * float(here.max())
            + _ANOTHER_NEARER * float(others[here.argmax()] - here.max())
            + _NEARER_THAN_OTHERS * float((here - others).max())
            + _AS_SURE_AS_ITS_WORDS * (sum(sure) / len(sure) if sure else 0.5)
            + _A_NEW_WORD * sum(one < NEW for one in sure)
            + _BY_LENGTH * likelier_without(sentence.text, texts.text(language), texts.text(OTHER[language]), language)
            + _A_SENTENCE_MORE * (len(own) - len(there))
            + _EACH_TIME_LONGER * math.log(length)
        )
    return logits


def _stretches(sentences: Sequence[Sentence], language: Side) -> list[str]:
    """Sentences, two together, and runs of what stands between their commas."""
    join = " " if language == "en" else ""
    found = []
    for sentence in sentences:
        clauses = [clause.strip() for clause in _CLAUSE[language].findall(sentence.text) if len(clause.strip()) > 1]
        for start in range(len(clauses)):
            ends = range(start + 1, min(len(clauses), start + _MOST_TOGETHER) + 1)
            found += [join.join(clauses[start:end]) for end in ends]
        found.append(sentence.text)
    found += [f"{one.text} {other.text}" for one, other in pairwise(sentences)]
    return list(dict.fromkeys(found))
