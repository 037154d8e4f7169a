"""Which party stands beside which words: a party's place in English should be answered by the same party's in Chinese.

Manufacturer shall propose them and Sponsor shall decide   ·   由申办方提议，生产方决定   ──▶  the parties are exchanged
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.bilingual.facts import Side
from assistant.bilingual.lexicon import Others, lexicon, words_of
from assistant.bilingual.pair import SIDES
from assistant.bilingual.parties import Party, PartyNames
from assistant.bilingual.sentences import SentencePair

_EACH: dict[Side, str] = {
    "en": r"\b(?:either|each|neither|both|any|the)\s+part(?:y|ies)\b(?! (?:that|which|who|in|at|against|to|contributing|not)\b)|(?<!third )\bparties\b|\b(?:either|neither|both|each) of (?:us|them|the part)|\bmutual\w*|\b(?:split|divided|shared) (?:in (?:two|half|halves)|equally|evenly)\b",
    "zh": r"任何一方|任一方|每一方|各方|双方|任意一方",
}
_SOMEBODY: dict[Side, str] = {
    "en": r"\b(?:(?:a|one|no) party|party|it|its|itself|they|their|them|(?:which|who)(?!\s+(?:the\s+)?(?-i:[A-Z]))|(?:such|that|the other) party)\b",
    "zh": r"其(?![他它余中后次实])|该方|对方|另?一方|当事[人方]|违约方|提供方|自行|自费|自己|自担|后者|前者|二者",
}
_BREAK: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"[,;.:()](?=\s|$)|\b(?:but|while|whereas|unless|if|where|when|after|before|until|provided|except|otherwise|and shall|and may|and must|and will)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"[，。；：（）]"),
}


# Who acts, or holds what the sentence speaks of.
_BEFORE_AN_AGENT: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"(?:\bby|\b(?:lie|rest|remain|vest|stay|reside|sit|fall|belong|pass|accrue|revert)(?:s|ed)?\s+(?:\w+\s+){0,2}?(?:with|in|on|upon|to)"
        r"|\b(?:property|expense|cost|account|risk|request|responsibility) of|\b(?:is|are|be) for|attributable to)\s+$",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"(?:由|归|归属于?|属于?|推定为|视为)$"),
}
# "Supplier in consultation with Buyer determines it": Buyer does not.
_NO_AGENT_BEFORE_EN = re.compile(r"\b(?:with|from|against)\s+(?:the\s+)?$", re.IGNORECASE)
_NO_AGENT_BEFORE_ZH = re.compile(
    r"(?:[向对为给与和同及按依据因在至于自从以予知许求绝托助使令、或经]|(?<!对)应|[^，。；](?:收到|提供|要求|通知|允许|如))$"
)
_AFTER_AN_AGENT: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"(?:['’]s?\s+(?:\w+\s+)?(?:cost|expense|account|risk|option|discretion|responsibility|property)\b"
        r"|\s+(?:(?:alone|hereby|also|then|only|each|itself|first|promptly|likewise)\s+)*"
        r"(?:shall|may|must|will|can|cannot|has|have|had|does|do|is|are|(?!as\b|this\b|always\b|unless\b)(?-i:[a-z]{2,}s))\b)",
        re.IGNORECASE,
    ),
    # 客户供应的原料药: what is spoken of.
    "zh": re.compile(r"(?![的之、和与或及并名以，。；（）]|(?!应|须|可|不得)[^，。；]{1,4}的|$)"),
}
# 由客户承担费用退回: not who returns it.
_AT_WHOSE_COST_ZH = re.compile(r"承担费用[^，。；]")
_BEGINS_ZH = re.compile(r"(?:^|[，。；：）\s则但且而如若倘当时后前外均亦即惟、])$")
_IS_BOUND_ZH = re.compile(
    r"(?:均|亦|也|仍|则|方|仅|只|还|自行|单独)*(?:应|须|必须|可|有权|无权|不|负责|自行|承担|负担|支付|享有|将|无须|无需)"
)
_OF_PERSONS = re.compile(r"(?:we|you)$", re.IGNORECASE)
_INTRODUCED = re.compile(r"[\"“”'‘’(（]\s*(?:the\s+)?$", re.IGNORECASE)


@dataclass(frozen=True)
class Place:
    """A party, or a word that stands for one, with the words around it up to the next that acts, or a stop."""

    party: Party | None
    acts: bool
    words: frozenset[str]
    said: str


def places(text: str, language: Side, names: PartyNames) -> list[Place]:
    """Every mention of somebody, in order."""
    found = [(m, _who(m, names), _acts(m, text, language)) for m in _anybody(names, language).finditer(text)]
    stops = [m.span() for m in _stops(names, language).finditer(text)]
    held = []
    for i, (match, who, acts) in enumerate(found):
        start, end = match.span()
        if _INTRODUCED.search(text[:start]):
            continue
        before = max(
            [0, *(b for _, b in stops if b <= start), *(m.end() for m, _, other in found[:i] if other or not acts)]
        )
        after = min(
            [
                len(text),
                *(a for a, _ in stops if a >= end),
                *(m.start() for m, _, other in found[i + 1 :] if other or not acts),
            ]
        )
        left, right = (_anybody(names, language).sub(" ", part) for part in (text[before:start], text[end:after]))
        is_subject = language == "en" and acts and not _BEFORE_AN_AGENT["en"].search(text[:start])
        around = right if is_subject else f"{left} . {right}"
        if language == "en" and acts and not is_subject and words_of(left, language):
            around = left
        held.append(Place(who, acts, frozenset(words_of(around, language)), around))
    return held


@lru_cache(maxsize=8)
def _stops(names: PartyNames, language: Side) -> re.Pattern[str]:
    """Where what is said of one party ends: at a stop, and where another is joined."""
    name = names.spelt(language).pattern.replace("?P<name>", "?:")
    joined = rf"\b(?:and|or)\b(?=\s+{name})" if language == "en" else rf"[、并而](?=[由则]?{name})"
    return re.compile(f"{_BREAK[language].pattern}|{joined}", re.IGNORECASE)


def _acts(match: re.Match[str], text: str, language: Side) -> bool:
    before, after = text[: match.start()], text[match.end() :]
    if _AT_WHOSE_COST_ZH.match(after):
        return False
    if _BEFORE_AN_AGENT[language].search(before):
        return language == "zh" or not after.startswith(("'", "’")) or bool(_AFTER_AN_AGENT["en"].match(after))
    if language == "en" and _NO_AGENT_BEFORE_EN.search(before):
        return False
    if language == "zh":
        if _NO_AGENT_BEFORE_ZH.search(before) or not _AFTER_AN_AGENT["zh"].match(after):
            return False
        return bool(_BEGINS_ZH.search(before) or _IS_BOUND_ZH.match(after))
    return bool(_AFTER_AN_AGENT["en"].match(after) or (_OF_PERSONS.search(match.group()) and after[:1] == " "))


# So much better the places answer to each other with a party exchanged than without.
CLEARLY = 0.2
# Of a long sentence whose places answer well as they stand, so much the better.
_BESIDE_ALL = 0.15
# Sentences that name somebody more often are not weighed: of so many places some always resemble one another.
MOST_PLACES = 10


def exchanged_places(pair: SentencePair, names: PartyNames) -> bool:
    """Whether somebody acts in one text beside words that in the other stand beside another party."""
    english, chinese = (places(pair.text(side), side, names)[:MOST_PLACES] for side in SIDES)
    if not any(place.acts for place in english) or not any(place.acts for place in chinese):
        return False
    if _one_of_those_there(english, chinese) or _one_of_those_there(chinese, english):
        return False
    alike = [[likeness(here, there) for there in chinese] for here in english]
    same = [
        [
            like if here.party == there.party or None in (here.party, there.party) else 0.0
            for like, there in zip(row, chinese, strict=True)
        ]
        for row, here in zip(alike, english, strict=True)
    ]
    # Where both speak of either party, that is no party exchanged for another.
    mutual = all(any(place.party == "each" for place in text) for text in (english, chinese))
    free = [
        [
            like if kept or (here.acts and there.acts and not (mutual and "each" in (here.party, there.party))) else 0.0
            for like, kept, there in zip(row, own, chinese, strict=True)
        ]
        for row, own, here in zip(alike, same, english, strict=True)
    ]
    kept = best_sum(same)
    return best_sum(free) > kept + max(CLEARLY, _BESIDE_ALL * kept)


def _one_of_those_there(here: Sequence[Place], there: Sequence[Place]) -> bool:
    """Whether one text names a single party, once, and that party acts in the other text too, which says of another one what
    the first leaves open: "the Buyer may choose replacement" is 买方可选择由供应商更换."""
    named = [place for place in here if place.party]
    if len(named) != 1 or not named[0].acts:
        return False
    acting: list[Party | None] = [place.party for place in there if place.party and place.acts]
    return len(acting) > 1 and acting.count(named[0].party) == 1


def _who(match: re.Match[str], names: PartyNames) -> Party | None:
    if match.group("name"):
        return names.side_of(match.group("name"))
    return "each" if match.group("each") else None


@lru_cache(maxsize=8)
def _anybody(names: PartyNames, language: Side) -> re.Pattern[str]:
    name = names.spelt(language).pattern
    return re.compile(f"{name}|(?P<each>{_EACH[language]})|(?P<somebody>{_SOMEBODY[language]})", re.IGNORECASE)


def likeness(english: Place, chinese: Place) -> float:
    """How well the words of the one place answer to those of the other."""
    if not english.words or not chinese.words:
        return 0.0
    there = Others(english.words, frozenset())
    shared = sum(lexicon().answered(word, "zh", there) or 0.0 for word in chinese.words)
    return shared / (len(english.words) * len(chinese.words)) ** 0.5


def best_sum(likenesses: Sequence[Sequence[float]]) -> float:
    """The largest sum of likenesses with every place answered by one at most."""
    sums = {0: 0.0}
    for row in likenesses:
        for used, total in list(sums.items()):
            for j, like in enumerate(row):
                if like > 0 and not used >> j & 1:
                    sums[used | 1 << j] = max(sums.get(used | 1 << j, 0.0), total + like)
    return max(sums.values())
