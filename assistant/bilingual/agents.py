"""By whom a thing is done, where the sentence says so in passing: `nominated by Client` beside 由供应商指定.

The verbs are matched by the lexicon: the party that stands beside a verb in one language should stand beside a verb that
answers to it in the other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.bilingual.facts import Side
from assistant.bilingual.lexicon import Others, lexicon, words_of
from assistant.bilingual.pair import SIDES
from assistant.bilingual.parties import ITS_PEOPLE, Party, PartyNames
from assistant.bilingual.sentences import SentencePair

# A word answers to another when the lexicon is surer of it than this.
SURE = 0.5
# How far from the name its verb may stand: words of English, signs of Chinese.
_WORDS, _SIGNS = 5, 12
_BY: dict[Side, str] = {
    "en": r"(?P<of>(?:[\w’'-]+\s+){0,4})(?<![\w’'-])(?P<act>[a-z]{3,}(?<!ly))(?:\s+\w+ly|\s+in (?:writing|advance))?\s+by\s+NAME"
    + ITS_PEOPLE
    + r"(?!['’])",
    "zh": r"(?:由|经)NAME(?P<act>(?:(?!ANOTHER)[^，。；、（]){1,SIGNS})".replace("SIGNS", str(_SIGNS)),
}
# "At Customer's election", 由客户选择, 客户自行选择: who chooses.
_AT_WHOSE = r"\bat NAME['’]s?\s+(?:(?:sole|own|free|reasonable)\s+)?(?P<act>election|option|choice|choosing|discretion)"
_AT_THE_ELECTION_OF = (
    r"\bat the (?:(?:sole|own|free|reasonable)\s+)?(?P<act>election|option|choice|discretion) of\s+NAME"
)
# "The final decision on the batch is made by the Buyer's authorised person": the noun says what is done.
_MADE_BY = (
    r"\b(?P<act>decision|determination|assessment|selection|appointment|choice|calculation|approval|investigation|release)\b"
    r"[^,.;]{0,60}?\b(?:made|taken|given|carried out|done|conducted|performed)\s+by\s+NAME" + ITS_PEOPLE + r"(?!['’])"
)
_CHOOSES_ZH = r"NAME(?:应|可|有权|将|须)?(?:以|按|依)?(?:自行|单方|独自|单独)(?P<act>选择|决定|酌定|酌情决定)"
# "As Buyer may choose"; "Customer's quality unit shall decide": who decides is told wherever the sentence says it.
_AS_CHOOSES = r"\b(?:as|whichever|whatever|the one|those)\s+NAME\s+(?:(?:may|shall|so|reasonably)\s+)*(?P<act>choos\w+|elects?|decides?|prefers?|determines?|selects?)\b"
_DECIDES_EN = (
    rf"NAME{ITS_PEOPLE}\s+(?:(?:shall|may|will|must|is|are|entitled|free|to|then|alone|also|has|have|the|sole|right)\s+)*"
    r"(?P<act>decides?|determines?|chooses?|selects?|elects?|appoints?|designates?|nominates?)\b"
)
_DECIDES_ZH = (
    r"(?P<by>由)?NAME(?:的?[^，。；的]{0,4}(?:部门|团队|负责人|人员))?(?(by)|(?:应|有权|可以?|负责|单独))"
    r"(?:(?!不得|有权|ANOTHER)[^，。；应可须的]){0,20}?(?P<act>决定|选择|选定|指定|委任|确定|裁定)(?!的)"
)
# "Nominated by the Client" may be 委托方指定的.
_WHOSE_ZH = r"(?<!因)(?<!由于)NAME(?P<act>(?:(?!应|须|可|不|的|有权|而)[^，。；、（]){2,8})的"
# "A laboratory chosen by the Client from the list" is 客户自名单中选定的实验室; "of its choosing", "which it has chosen".
_HAS_CHOSEN_EN = (
    r"(?P<of>(?:[\w’'-]+\s+){1,4})(?:(?:that|which|whom)\s+)?NAME\s+(?:has|have|had|shall have)\s+"
    r"(?P<act>chosen|selected|nominated|appointed|designated|named|specified|engaged)\b"
)
_OF_ITS_CHOOSING_EN = (
    r"(?P<of>(?:[\w’'-]+\s+){1,4})of NAME['’]s?\s+(?:own\s+)?(?P<act>choosing|choice|selection|nomination)\b"
)
_HAS_CHOSEN_ZH = (
    r"NAME(?:(?!ANOTHER|应|须|可|不得|有权|的)[^，。；（]){0,24}?(?P<act>选定|选择|选取|选聘|选任|指定|指派|指明|委派|委任|聘请|聘任|任命|提名)"
    r"的(?P<of>[^，。；、（的]{1,10})"
)
# "And the Client has so confirmed in writing" is 且委托方已就此作出书面确认的.
_HAS_APPROVED_EN = (
    r"NAME\s+(?:has|have|had)\s+(?:(?:so|also|itself|duly|then|expressly|previously|first|in writing)\s+)*"
    r"(?P<act>confirmed|accepted|approved|certified|verified|acknowledged|released|signed|consented|agreed)\b"
)
_HAS_APPROVED_ZH = (
    r"NAME(?:业?已经?|均?已)(?:(?!ANOTHER|应|须|可|不得|有权|的|未)[^，。；（]){0,10}?"
    r"(?P<act>确认|验收|接受|批准|核准|认可|证明|证实|核实|放行|签署|同意)"
)
# Whom the deciding party hears first decides nothing: after consulting the Manufacturer, 在与生产方协商后. What both agree on
# (协商一致) is another matter.
_HEARD: dict[Side, str] = {
    "en": r",?\s*\b(?:after|upon|following|having|in|on|by|with)\s+(?:(?:due|prior|full|first|good[- ]faith|close)\s+)*"
    r"(?:consult(?:ing|ed|ation)(?:\s+with)?|hear(?:ing|d)(?:\s+from)?|(?:discuss\w*|conferr\w*|talks)\s+(?:(?:it|this|the matter)\s+)?with|"
    r"(?:seeking|sought|considering|considered)\s+the\s+(?:views?|opinions?|advice)\s+of)\s+NAME(?!['’])(?:\s+in writing)?,?",
    "zh": r"(?:在|于|经|先)?(?:(?:经|先|充分)?(?:与|和|同)NAME(?:进行|充分|事先|善意|友好){0,2}(?:协商|商议|磋商|沟通|讨论|商量)(?!一致|达成|确定|解决)"
    r"|会同NAME|(?:征求|征询|听取|咨询|考虑)(?:了)?NAME(?:的?(?:书面)?(?:意见|建议|看法))?)(?:之?后|的基础上)?，?",
}
# Words of one class: a translator takes any of them for any other, and no lexicon pairs them all.
_CHOICE: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:cho(?:os|se|ice)\w*|select\w*|nominat\w*|appoint\w*|designat\w*|named|specified|engaged)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"选定|选择|选取|选聘|选任|指定|指派|指明|委派|委任|聘请|聘任|任命|提名"),
}
_DOES: dict[Side, str] = {
    "en": rf"NAME(?!['’])\s+(?P<act>(?:[\w’'-]+\s+){{0,{_WORDS - 1}}}[\w’'-]+)",
    "zh": rf"NAME(?P<act>(?:(?!ANOTHER)[^，。；（]){{1,{_SIGNS}}})",
}
# Who does it may be told by a word that stands for the party.
_SOMEBODY: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:(?P<before>[a-z]{3,})\s+by\s+(?:it|them|such party|that party|the (?:other|same|former|latter)[\w ]{0,8})\b|(?:it|they|who|which)\s+(?P<after>(?:[\w’'-]+\s+){0,4}[\w’'-]+))", re.IGNORECASE),
    "zh": re.compile(r"(?:其(?!他|余|中)|该方|对方|自行(?!选择|决定|酌)|另一方|一方|双方|后者|前者)(?P<after>[^，。；（]{1,12})"),
}  # fmt: skip


@dataclass(frozen=True)
class _Act:
    """A party beside the words among which its verb is; `told` where the sentence says outright who does it."""

    party: Party | None
    words: frozenset[str]
    told: bool
    chooses: bool = False
    of: frozenset[str] = frozenset()
    """What is chosen, where a participle says so."""


def other_agent(pair: SentencePair, names: PartyNames) -> bool:
    """Whether something is done by one party in one text and, by the same verb, by the other party in the other."""
    acts = {side: _acts(_heard(names, side).sub(" " * (side == "en"), pair.text(side)), side, names) for side in SIDES}
    for language, other in (SIDES, SIDES[::-1]):
        for act in (act for act in acts[language] if act.told):
            answers = [there for there in acts[other] if _answer(act, there, language)]
            if any(there.party in (act.party, None) for there in answers):
                continue
            surely = (there for there in answers if there.told and _answer(act, there, language, surely=True))
            if any(not _is_taken(there, acts[language], other) for there in surely):
                return True
    return False


def _is_taken(act: _Act, others: Sequence[_Act], language: Side) -> bool:
    """Whether the same party does the same in the other text as well, so that the act answers to that."""
    return any(there.party in (act.party, None) and _answer(act, there, language) for there in others)


def _answer(act: _Act, there: _Act, language: Side, surely: bool = False) -> bool:
    english, chinese = (act, there) if language == "en" else (there, act)
    if _share_a_word(english.words, chinese.words):
        return True
    # What is chosen tells one choice from another; where a text does not say it, it may be the same.
    known = bool(english.of and chinese.of)
    same = _share_a_word(english.of, chinese.of) if known else not surely
    return english.chooses and chinese.chooses and same


def _share_a_word(english: frozenset[str], chinese: frozenset[str]) -> bool:
    others = Others(english, frozenset())
    return any((lexicon().answered(word, "zh", others) or 0.0) > SURE for word in chinese)


def _acts(text: str, language: Side, names: PartyNames) -> list[_Act]:
    return list(_told(text, language, names)) + list(_not_told(text, language, names))


def _told(text: str, language: Side, names: PartyNames) -> Iterator[_Act]:
    for shape in _shapes(names, language)[:-1]:
        for match in shape.finditer(text):
            party, act = names.side_of(match.group("name")), match.group("act")
            of = match.groupdict().get("of") or ""
            chooses = bool(_CHOICE[language].search(act))
            yield _Act(party, _words(act, language), True, chooses, _words(of, language))


def _not_told(text: str, language: Side, names: PartyNames) -> Iterator[_Act]:
    for match in _shapes(names, language)[-1].finditer(text):
        party, act = names.side_of(match.group("name")), match.group("act")
        yield _Act(party, _words(act, language), False, bool(_CHOICE[language].search(act)))
    for match in _SOMEBODY[language].finditer(text):
        near = next(words for words in match.groups() if words)
        yield _Act(None, _words(near, language), False, bool(_CHOICE[language].search(near)))


def _words(text: str, language: Side) -> frozenset[str]:
    return frozenset(words_of(text, language))


@lru_cache(maxsize=8)
def _heard(names: PartyNames, language: Side) -> re.Pattern[str]:
    name = names.spelt(language).pattern
    first, *more = _HEARD[language].split("NAME")
    return re.compile(first + "".join(name.replace("?P<name>", "?:") + part for part in more), re.IGNORECASE)


@lru_cache(maxsize=8)
def _shapes(names: PartyNames, language: Side) -> tuple[re.Pattern[str], ...]:
    """Where a party is told to act, and last where it merely stands before a verb."""
    name = names.spelt(language).pattern
    told = (
        (
            _BY["en"],
            _MADE_BY,
            _AT_WHOSE,
            _AT_THE_ELECTION_OF,
            _AS_CHOOSES,
            _DECIDES_EN,
            _HAS_CHOSEN_EN,
            _OF_ITS_CHOOSING_EN,
            _HAS_APPROVED_EN,
        )
        if language == "en"
        else (_BY["zh"], _CHOOSES_ZH, _WHOSE_ZH, _DECIDES_ZH, _HAS_CHOSEN_ZH, _HAS_APPROVED_ZH)
    )
    does = rf"(?={_DOES[language]})"
    another = rf"(?<![和与及或、]){name.replace('?P<name>', '?:')}"
    filled = (shape.replace("NAME", name).replace("ANOTHER", another) for shape in (*told, does))
    return tuple(re.compile(shape, re.IGNORECASE) for shape in filled)
