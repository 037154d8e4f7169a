"""A second duty or right that one text adds to a sentence and the other lacks.

    … shall store the vials and may charge for it every month.   ·   供应商应储存药瓶。

Chinese says in one sign what takes three and a half English letters; a sentence far shorter than that, with fewer duties
and rights in it, has lost something.
"""

import re
from collections.abc import Callable, Iterator

from assistant.bilingual.alone import says_nothing_new
from assistant.bilingual.facts import LANGUAGE_NAMES, Side
from assistant.bilingual.pair import OTHER, SIDES, Difference, PairOfTexts
from assistant.bilingual.parties import PartyNames
from assistant.bilingual.sentences import SentencePair, length_of

LONG_ENOUGH = 60.0
"""In English letters: shorter sentences vary too much."""
# English that lacks its Chinese is told sooner: Chinese adds 应 and 可 where English needs none.
LONGER_BY: dict[Side, float] = {"en": 1.3, "zh": 1.65}
FAR_LONGER: dict[Side, float] = {"en": 2.0, "zh": 2.4}
WHOLE_LONGER_BY = 1.2
# One 应 serves two verbs: 应遵守……，保持…… is "shall comply ... and shall keep ...".
_SHARED = re.compile(r"[^，。；]{6,}[，；][^。；，]{4,}")
MUCH_LONGER = 1.75
_ADDED: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"(?:,? (?:and|but)|;|, which|, who|, (?:after|failing|in) which(?: case)?|, whereupon) (?:\w+ ){0,5}?(?:shall|may|must|will)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"[，；、](?!(?:亦|也|且|并|又)不得)(?:[^，；。]{0,8}?)(?:应|须|可以?(?!能)|不得|有权|必须|将)"),
}


def left_out(texts: PairOfTexts, names: PartyNames, duties: Callable[[Side, str], int]) -> Iterator[Difference]:
    """`duties` counts what a text requires, permits and forbids. Sentences without partner are told by `unsaid.py`."""
    if any(not (pair.en and pair.zh) for pair in texts.sentences):
        return
    for pair in texts.sentences:
        for language in SIDES:
            if _adds(pair, texts, names, language, duties):
                name, other = LANGUAGE_NAMES[language], LANGUAGE_NAMES[OTHER[language]]
                reason = f"The {name} text says more than the {other}, which has no counterpart to part of it."
                yield Difference("missing", reason, pair.bounds("en"), pair.bounds("zh"))


def _adds(
    pair: SentencePair, texts: PairOfTexts, names: PartyNames, language: Side, duties: Callable[[Side, str], int]
) -> bool:
    other = OTHER[language]
    here, there = pair.text(language), pair.text(other)
    if length_of(here) < LONG_ENOUGH:
        return False
    if length_of(texts.text(language)) < WHOLE_LONGER_BY * length_of(texts.text(other)):
        return False
    longer = length_of(here) / max(1.0, length_of(there))
    if longer > FAR_LONGER[language] and length_of(here) > 2 * LONG_ENOUGH:
        return True
    by = MUCH_LONGER if other == "zh" and _SHARED.search(there) else LONGER_BY[language]
    is_added = _ADDED[language].search(here) and not _ADDED[other].search(there)
    if not (is_added and longer > by and duties(language, here) > max(1, duties(other, there))):
        return False
    # "Make for, or sell to, anyone else" may be two whole clauses in Chinese, each with its 不得.
    return not says_nothing_new(here, texts, names, language)
