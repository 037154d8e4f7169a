"""What a party is bound to or permitted as "it", "which" or 其.

The Client may terminate, in which case it shall pay   ·   客户可终止；在此情形下，客户应支付
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.bilingual.facts import Side
from assistant.bilingual.parties import MODAL_EN, MODAL_ZH, PartyNames, Role, mentions, modal_en, modal_zh

# What goods do by themselves, or suffer.
_NO_PARTY_DOES = r"(?!\s+(?:(?:not|also|then)\s+)?(?:be (?!(?:liable|responsible|entitled|bound|obliged|free)\b)|lapse|expire|terminate|apply|survive|continue|become|include|contain|state|show|cease|take effect|have (?:been|no)|conform|comply|remain(?! (?:liable|responsible|bound|obliged))))"
# "In which case it shall pay", 其应支付: the party spoken of is bound.
_PRONOUN_BOUND: dict[Side, str] = {
    "en": r"\b(?:in (?:which|that|such) (?:case|event),?|whereupon|but|provided(?: always)? that|;|\bif|so,?|where|unless|until|that|which) (?:then )?it\s+(?:also\s+|then\s+|nevertheless\s+|immediately\s+|promptly\s+)?"
    + MODAL_EN
    + _NO_PARTY_DOES,
    "zh": rf"(?<![尤极])其(?:仍|亦|还|同时|届时|即)?{MODAL_ZH}",
}

# "Without it the Buyer may return the goods": what the Chinese says again (未经同意的) an earlier sentence has said.
_POINTS_BACK_EN = re.compile(
    r"\b(?:without|within|outside|failing|absent|beyond|lacking) (?:(?:it|them)\b|(?:this|that|either|one|such)(?=\s*[,;.]))|\bfailing which\b|\b(?:this|that|it) fails\b|^\s*(?:they|these)\b",
    re.IGNORECASE,
)


def points_back(english: str) -> bool:
    """Whether a sentence leaves to a pronoun the thing that it is about."""
    return bool(_POINTS_BACK_EN.search(english))


# "Shall inform the Customer, which shall reply"; not "an agent of the Customer, who shall reply".
_WHO_IS_TOLD_EN = r"\b(?:to|by|from|inform|notify|tell|ask|request)\s+NAME,?\s+(?:who|which)\s+" + MODAL_EN
# "If the Customer rejects the lot, it shall return it."
_ACTING_IN_A_CASE_EN = (
    r"\b(?:if|where|when|whenever|once|unless|should)\s+NAME(?!['’])\s[^.;]{3,140}?,\s+it\s+(?:also\s+|then\s+|immediately\s+|promptly\s+)?"
    + MODAL_EN
    + _NO_PARTY_DOES
)
_PRONOUNS: dict[Side, re.Pattern[str]] = {
    side: re.compile(shape, re.IGNORECASE) for side, shape in _PRONOUN_BOUND.items()
}


def roles_by_pronoun(text: str, language: Side, names: PartyNames) -> Iterator[Role]:
    """The party that the pronoun stands for: the one that alone is named before it, or alone acts there."""
    modal = modal_en if language == "en" else modal_zh
    if language == "en":
        for match in (match for shape in _named_first(names) for match in shape.finditer(text)):
            yield Role(modal(match.group("modal").lower()), names.side_of(match.group("name")))
    for match in _PRONOUNS[language].finditer(text):
        before = text[: match.start()]
        named = {party for party, count in mentions(before, language, names).items() if count}
        subjects = names.places[f"{language}_subject"][0][1].finditer(before)
        acting = {names.side_of(subject.group("name")) for subject in subjects if subject.group("name")}
        whose = named if len(named) == 1 else acting
        if len(whose) == 1:
            yield Role(modal(match.group("modal").lower()), whose.pop())


@lru_cache(maxsize=8)
def _named_first(names: PartyNames) -> tuple[re.Pattern[str], ...]:
    name = names.english.pattern
    shapes = (_ACTING_IN_A_CASE_EN, _WHO_IS_TOLD_EN)
    return tuple(re.compile(shape.replace("NAME", name), re.IGNORECASE) for shape in shapes)


# "Shall buy half of it, and is otherwise free to buy elsewhere": the second predicate of one subject.
_GOES_ON_EN = re.compile(
    r"\b(?:and|but)\s+(?:is|are|be|remains?)\s+(?:(?:for the rest|in return|otherwise|thereafter|then|also|therefore|accordingly|nevertheless),?\s+)?"
    r"(?:free|entitled|at liberty|permitted|allowed) to\b",
    re.IGNORECASE,
)


def roles_going_on(text: str, names: PartyNames) -> Iterator[Role]:
    """What a sentence goes on to permit to the one party that alone acts before."""
    for match in _GOES_ON_EN.finditer(text):
        subjects = names.places["en_subject"][0][1].finditer(text[: match.start()])
        acting = {names.side_of(subject.group("name")) for subject in subjects if subject.group("name")}
        if len(acting) == 1:
            yield Role("may", acting.pop())


# 供应商无法满足的，应……: Chinese names nobody, where English has "it".
_BARE_ZH = re.compile(r"[，,；](?:并|且|则|亦|还|即|仍)?(?:应|须|可(?!能)|有权|不得)")


def roles_meant(text: str, there: str, language: Side, names: PartyNames) -> list[Role]:
    """What pronouns say, unless the other text leaves out who does it as well."""
    if language == "en" and _BARE_ZH.search(there):
        return []
    return list(roles_by_pronoun(text, language, names))
