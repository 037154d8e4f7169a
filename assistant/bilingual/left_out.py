"""Parts of a paragraph that one text left out: a sentence without partner, a second duty or right that the other lacks.

Chinese says in one sign what takes three and a half English letters; a sentence far shorter than that, with fewer duties
and rights in it, has lost something.
"""

import re
from collections.abc import Callable, Iterator

from assistant.bilingual.align import traits_of
from assistant.bilingual.alone import likelier_without, says_nothing_new, says_something_new, surely_alone
from assistant.bilingual.facts import LANGUAGE_NAMES, Side
from assistant.bilingual.near import cosines, nearest
from assistant.bilingual.pair import OTHER, SIDES, Difference, PairOfTexts
from assistant.bilingual.parties import PartyNames
from assistant.bilingual.sentences import Sentence, SentencePair, length_of, sentences_of

LONG_ENOUGH = 60.0
"""In English letters: shorter sentences vary too much."""
# English that lacks its Chinese is told sooner: Chinese adds 应 and 可 where English needs none.
LONGER_BY: dict[Side, float] = {"en": 1.3, "zh": 1.65}
FAR_LONGER: dict[Side, float] = {"en": 2.0, "zh": 2.4}
WHOLE_LONGER_BY = 1.2
# A sentence without partner whose words the other text all has is said there in another sentence.
LEAST_ALONE = -2.0
# All its words may stand elsewhere in the other text and yet nobody says it there: 买方逾期未通知的，视为验收合格 beside a duty to
# notify. Then whatever it lies nearest to answers to another sentence, and better by so much. Of 151 sentences without
# partner in faithful pairs none is within these bounds; of those that only one text of 42 agreements has, nine in ten are.
FAR, BETTER_ANSWERED = 0.52, 0.18
# Two sentences that share one of the other language are longer by this than it where one of them has no counterpart;
# what remains is then as long as the other, within these bounds.
SHARED_BY = 1.5
ALIKE = (0.7, 1.3)
SHORT_SENTENCE = 45.0
# Of what such a sentence speaks of, this share at least is nowhere in the other text.
NEW_IDEAS = 0.2
_EVERYWHERE = frozenset({"duty", "may", "forbidden", "binding", "customerrole", "supplierrole"})
# Who the parties are and where they sit is told by every text in its own order.
INTRODUCES = re.compile(r"地址|住所|注册地|\b(?:registered office|address)\b", re.IGNORECASE)
_COUNTS_AS = re.compile(r"视为|视同|推定|\b(?:deemed|regarded as|treated as)\b", re.IGNORECASE)
# A second duty or right in the same sentence.
_ADDED: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"(?:,? (?:and|but)|;|, which|, who|, (?:after|failing|in) which(?: case)?|, whereupon) (?:\w+ ){0,5}?(?:shall|may|must|will)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"[，；、](?:[^，；。]{0,8}?)(?:应|须|可以?(?!能)|不得|有权|必须|将)"),
}
# One 应 serves two verbs: 应遵守……，保持…… is "shall comply ... and shall keep ...".
_SHARED = re.compile(r"[^，；。]{6,}[，；][^。；，]{4,}")
MUCH_LONGER = 1.75


def left_out(texts: PairOfTexts, names: PartyNames, duties: Callable[[Side, str], int]) -> Iterator[Difference]:
    """`duties` counts what a text requires, permits and forbids."""
    for pair in texts.sentences:
        for language in SIDES:
            if _lacks(pair, texts, names, language, duties):
                yield _told(pair, language)
            elif odd := _odd_sentence(pair, texts, names, language, duties):
                yield _told(odd, language)


def _lacks(
    pair: SentencePair, texts: PairOfTexts, names: PartyNames, language: Side, duties: Callable[[Side, str], int]
) -> bool:
    """Whether the other text lacks something that this sentence has."""
    other = OTHER[language]
    here, there = pair.text(language), pair.text(other)
    if length_of(here) < (LONG_ENOUGH if there else SHORT_SENTENCE):
        return False
    if not there and INTRODUCES.search(here):
        return False
    if not there:
        count = len(sentences_of(texts.text(language), language)), len(sentences_of(texts.text(other), other))
        if count[0] <= count[1]:
            return False
        if _answers_another(here, texts, language):
            return True
        if length_of(here) < LONG_ENOUGH and not _says_something(here, language, duties):
            return False
        if surely_alone(here, texts, names, language, True) < LEAST_ALONE:
            return False
        if not says_something_new(here, texts, names, language):
            return False
        return length_of(texts.text(language)) > WHOLE_LONGER_BY * length_of(texts.text(other))
    if length_of(texts.text(language)) < WHOLE_LONGER_BY * length_of(texts.text(other)):
        return False
    longer = length_of(here) / max(1.0, length_of(there))
    if longer > FAR_LONGER[language] and length_of(here) > 2 * LONG_ENOUGH:
        return True
    if any(p.text(other) and not p.text(language) for p in texts.sentences):
        return False
    is_added = _ADDED[language].search(here) and not _ADDED[other].search(there)
    by = MUCH_LONGER if other == "zh" and _SHARED.search(there) else LONGER_BY[language]
    if not (is_added and longer > by and duties(language, here) > max(1, duties(other, there))):
        return False
    # "Make for, or sell to, anyone else" may be two whole clauses in Chinese, each with its 不得.
    return not says_nothing_new(here, texts, names, language)


def _answers_another(sentence: str, texts: PairOfTexts, language: Side) -> bool:
    """Whether the two texts are of a length without the sentence, and what it lies nearest to belongs to another of its text."""
    text, other = texts.text(language), texts.text(OTHER[language])
    if likelier_without(sentence, text, other, language) <= 0:
        return False
    own = [one.text for one in sentences_of(text, language)]
    near = cosines(own, [one.text for one in sentences_of(other, OTHER[language])])
    place = own.index(sentence)
    best = int(near[place].argmax())
    better = max(float(near[i, best]) for i in range(len(own)) if i != place) - float(near[place, best])
    return better >= BETTER_ANSWERED and nearest(sentence, other, OTHER[language]) < FAR


def _says_something(text: str, language: Side, duties: Callable[[Side, str], int]) -> bool:
    return bool(duties(language, text) or _COUNTS_AS.search(text))


def _odd_sentence(
    pair: SentencePair, texts: PairOfTexts, names: PartyNames, language: Side, duties: Callable[[Side, str], int]
) -> SentencePair | None:
    """Of several sentences that share a partner, the one without which both sides would be of a length."""
    own = pair.en if language == "en" else pair.zh
    others = pair.zh if language == "en" else pair.en
    if not others or len(own) <= len(others):
        return None
    whole, there = length_of(pair.text(language)), length_of(pair.text(OTHER[language]))
    if whole < SHARED_BY * there:
        return None
    held = traits_of(pair.text(OTHER[language]), OTHER[language])

    def new(sentence: Sentence) -> float:
        ideas = traits_of(sentence.text, language).ideas - _EVERYWHERE
        return len(ideas - held.ideas) / max(1, len(ideas))

    odd = [
        sentence
        for sentence in own
        if _says_something(sentence.text, language, duties)
        and length_of(sentence.text) >= SHORT_SENTENCE
        and ALIKE[0] <= (whole - length_of(sentence.text)) / there <= ALIKE[1]
    ]
    found = max(odd, key=lambda sentence: surely_alone(sentence.text, texts, names, language, True), default=None)
    if found is None or new(found) < NEW_IDEAS:
        return None
    return SentencePair((found,), ()) if language == "en" else SentencePair((), (found,))


def _told(pair: SentencePair, language: Side) -> Difference:
    name, other = LANGUAGE_NAMES[language], LANGUAGE_NAMES[OTHER[language]]
    if pair.text(OTHER[language]):
        reason = f"The {name} text says more than the {other}, which has no counterpart to part of it."
    else:
        reason = f"This sentence stands in the {name} text only; the {other} text has no counterpart."
    return Difference("missing", reason, pair.bounds("en"), pair.bounds("zh"))
