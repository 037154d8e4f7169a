"""Where two paragraphs that should say the same do not: figures, duties, negation, conditions, opposites, parties.

Everything is counted over the whole pair first, so that a sentence the two texts place differently is not reported; the
sentences then show where.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from assistant.bilingual.alone import narrower_in_english, parts_alone, prohibitions_alone, says_nothing_new
from assistant.bilingual.bound import exchanged_modals
from assistant.bilingual.conditions import CONDITIONS, Condition
from assistant.bilingual.consulted import differing_steps
from assistant.bilingual.contrasts import contrasted
from assistant.bilingual.couples import halves_left_out
from assistant.bilingual.denials import differing_deeming, differing_denials
from assistant.bilingual.duties import differing_acts, differing_duties
from assistant.bilingual.exchanged import exchanged_parties
from assistant.bilingual.facts import LANGUAGE_NAMES, Kind, Side
from assistant.bilingual.figures import differing_figures
from assistant.bilingual.forces import differing_forces
from assistant.bilingual.items import items_alone
from assistant.bilingual.left_out import left_out
from assistant.bilingual.limits import bounded_otherwise
from assistant.bilingual.lists import left_out_items, left_out_things
from assistant.bilingual.matched_lists import items_left_over
from assistant.bilingual.modals import ANY_NEGATION, bindings, neutral
from assistant.bilingual.named import named_otherwise
from assistant.bilingual.once import is_told, told_once
from assistant.bilingual.opposites import turned_round
from assistant.bilingual.pair import OTHER, SIDES, Difference, PairOfTexts, Topic
from assistant.bilingual.parties import PartyNames
from assistant.bilingual.parts import parts_too_many
from assistant.bilingual.precedence import differing_precedence, quality_in_one_text
from assistant.bilingual.prevails import prevailing_otherwise
from assistant.bilingual.pronouns import points_back
from assistant.bilingual.reach import other_reach
from assistant.bilingual.scope import less_than_all, narrowed
from assistant.bilingual.second_sign import is_surely_alone
from assistant.bilingual.sentences import SentencePair, clause_around
from assistant.bilingual.starts import differing_starts
from assistant.bilingual.unsaid import sentences_unsaid
from assistant.bilingual.whole_words import every, first
from assistant.bilingual.yes_or_no import settled_otherwise


def differences(texts: PairOfTexts, names: PartyNames) -> list[Difference]:
    """Everything in which the two paragraphs differ, figures first; one entry for each stretch and kind."""
    found = [
        replace(difference, rule=difference.rule or rule)
        for rule, compared in _COMPARISONS.items()
        for difference in compared(texts, names)
    ]
    kept = told_once(found, texts)
    parts = (part for part in parts_too_many(texts, names) if not is_told(part, kept))
    return [*kept, *(replace(part, rule="parts by meaning") for part in parts)]


# --- conditions ------------------------------------------------------------------------------------------------------


def _conditions(texts: PairOfTexts, names: PartyNames) -> Iterator[Difference]:
    for condition in CONDITIONS:
        for pair in texts.matched:
            yield from _condition(texts, pair, condition, names)


# What one text says as an exception or a limit the other may say as part of the rule: 但善意争议的款项除外 is
# "amounts that are not disputed in good faith".
_MERE_WORDING = frozenset(
    {"an exception", "a proviso", "a case that must come first", "a limit to what capacity or circumstances allow"}
)
# How grave a thing is one word says, which has words like it everywhere.
_OF_DEGREE = ("the grade", "that the breach", "that the negligence")
_STEPS = frozenset({"a consent or approval", "a mention of a notice", "a mention of a consultation"})


def _is_answered(
    said: re.Match[str], pair: SentencePair, texts: PairOfTexts, names: PartyNames, language: Side
) -> bool:
    """Whether every word of the stretch that says it stands in the other text too, which denies or limits something."""
    stretch = clause_around(pair.text(language), *said.span(), language)
    there = neutral(texts.with_lonely(pair, OTHER[language]))
    return bool(ANY_NEGATION[OTHER[language]].search(there)) and says_nothing_new(stretch, texts, names, language)


# "Such approval", 该预测: named before, where the other text may say "it" or nothing.
_SAID_BEFORE: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:such|said|that|this|those|these)\s+$", re.IGNORECASE),
    "zh": re.compile(r"(?:该等?|上述|前述|此|所述|此等|该项|该份)$"),
}


# Words that may carry an exception, and mostly carry something else: "neither Party shall" beside 但法律要求的除外.
_MAY_EXCUSE = re.compile(
    r"neither|nor|than|or|but|only|another|different|also|if|without|until|less|away|aside|no (?:.{0,30} )?other|(?:is|are|remains?) free",
    re.IGNORECASE,
)


# "For no purpose but this Agreement" is 除本合同之目的外不得.
_NONE_BUT = re.compile(
    r"\bno (?:[\w-]+ ){1,4}(?:but|except|save)\b|\b(?:nothing|nobody|none|nowhere) (?:but|except|save)\b|\b(?:that|which) is neither\b|\bonly (?:if|when|where|once|after|with)\b",
    re.IGNORECASE,
)


def _may_only_seem(condition: Condition, text: str, language: Side) -> bool:
    """Whether English has of what excuses a Chinese exception only such words; 未经 and 应提前 are how Chinese says "unless"."""
    if condition.what != "an exception" or language == "zh" or _NONE_BUT.search(text):
        return False
    return all(_MAY_EXCUSE.fullmatch(match.group()) for match in condition.excuses("en").finditer(text))


_BEGINS_WITH_A_PRONOUN = re.compile(r"\s*(?:they|it|these|this)\s", re.IGNORECASE)
_AT_ITS_HEAD = 3


def _condition(texts: PairOfTexts, pair: SentencePair, condition: Condition, names: PartyNames) -> Iterator[Difference]:
    for language in SIDES:
        other = OTHER[language]
        said = first(condition.says(language), pair.text(language), language)
        if not said:
            continue
        where = (
            texts.text(other)
            if condition.anywhere
            or _SAID_BEFORE[language].search(pair.text(language)[: said.start()])
            or (other == "en" and points_back(pair.text(other)))
            else texts.with_lonely(pair, other)
        )
        excused = bool(condition.excuses(other).search(where))
        if excused and not _may_only_seem(condition, where, other):
            continue
        here, there = (
            sum(1 for _ in every(condition.says(side), texts.text(side), side)) for side in (language, other)
        )
        # "They take effect on delivery": 通知自送达之日起生效 names again what the sentence is about.
        if other == "en" and said.start() < _AT_ITS_HEAD and _BEGINS_WITH_A_PRONOUN.match(pair.text("en")):
            continue
        if condition.what in _MERE_WORDING and _is_answered(said, pair, texts, names, language):
            continue
        if texts.said_beside(pair, other, condition.says(other), condition.excuses(language)):
            continue
        # "It" may stand for the exclusivity that the other text names once more.
        if there < here and not (there and condition.kind == "exclusivity"):
            words = " ".join(said.group().split())
            elsewhere = not excused and bool(condition.excuses(other).search(texts.text(other)))
            is_of_degree = condition.kind == "exclusivity" or condition.what.startswith(_OF_DEGREE)
            if not is_of_degree and not is_surely_alone(said, pair, texts, names, language, elsewhere):
                continue
            reason = f"Only the {LANGUAGE_NAMES[language]} text has {condition.what} (“{words}”)."
            topic: Topic = "step" if condition.what in _STEPS else ""
            mentioned = "mentions" if condition.what.startswith("a mention of") else "conditions"
            rule = "exceptions that may be excused" if excused else mentioned
            yield Difference(
                condition.kind, reason, pair.bounds("en"), pair.bounds("zh"), topic, (language, words), rule
            )


# --- opposites, names ------------------------------------------------------------------------------------------------


def _opposites(texts: PairOfTexts) -> Iterator[Difference]:
    for pair in texts.matched:
        for reason, topic in turned_round(pair.text("en"), pair.text("zh")):
            yield Difference("opposite", reason, pair.bounds("en"), pair.bounds("zh"), topic)


_NAMED: dict[str, Kind] = {
    "institution": "place",
    "place": "place",
    "currency": "amount",
    "weekday": "date",
    "delivery": "opposite",
}


def _named(texts: PairOfTexts) -> Iterator[Difference]:
    for pair in texts.sentences:
        for what, reason in named_otherwise(pair.text("en"), pair.text("zh")):
            yield Difference(_NAMED[what], reason, pair.bounds("en"), pair.bounds("zh"))


# --- all of them -----------------------------------------------------------------------------------------------------

_COMPARISONS: dict[str, Callable[[PairOfTexts, PartyNames], Iterable[Difference]]] = {
    "figures": lambda texts, _: differing_figures(texts),
    "duties": lambda texts, _: differing_duties(texts),
    "forces": lambda texts, _: differing_forces(texts),
    "modals exchanged": lambda texts, _: exchanged_modals(texts),
    "denials": differing_denials,
    "what is deemed": lambda texts, _: differing_deeming(texts),
    "acts": differing_acts,
    "conditions": _conditions,
    "steps": lambda texts, _: differing_steps(texts),
    "opposites": lambda texts, _: _opposites(texts),
    "narrowed": narrowed,
    "starts of periods": lambda texts, _: differing_starts(texts),
    "contrasts": lambda texts, _: contrasted(texts),
    "precedence": lambda texts, _: differing_precedence(texts),
    "quality in one text": lambda texts, _: quality_in_one_text(texts),
    "less than all": less_than_all,
    "limits": lambda texts, _: bounded_otherwise(texts),
    "reach": other_reach,
    "couples": lambda texts, _: halves_left_out(texts),
    "what prevails": lambda texts, _: prevailing_otherwise(texts),
    "yes or no": lambda texts, _: settled_otherwise(texts),
    "names": lambda texts, _: _named(texts),
    "duties left out": lambda texts, names: left_out(texts, names, bindings),
    "items left out": lambda texts, _: left_out_items(texts),
    "items alone": items_alone,
    "items left over": items_left_over,
    "sentences": sentences_unsaid,
    "things left out": left_out_things,
    "parties": exchanged_parties,
    "parts": parts_alone,
    "prohibitions": prohibitions_alone,
    "narrower in English": narrower_in_english,
}
"""What is compared, in the order in which it is told; `Difference.rule` says which of them spoke."""
