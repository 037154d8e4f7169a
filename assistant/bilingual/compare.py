"""Where two paragraphs that should say the same do not: figures, duties, negation, conditions, parties.

Everything is counted over the whole pair first, so that a sentence the two texts place differently is not reported; the
sentences then show where.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.bilingual.conditions import CONDITIONS, Condition
from assistant.bilingual.facts import LANGUAGE_NAMES, Kind, Side
from assistant.bilingual.numbers import Quantity, quantities
from assistant.bilingual.parties import Party, PartyNames, Role, mentions, roles_in
from assistant.bilingual.sentences import SentencePair, sentence_pairs

SIDES: tuple[Side, Side] = ("en", "zh")
OTHER: dict[Side, Side] = {"en": "zh", "zh": "en"}
_KINDS: dict[str, Kind] = {
    "period": "period", "amount": "amount", "percentage": "percentage", "date": "date", "number": "number",
    "code": "number", "ordinal": "number", "reference": "reference",
}  # fmt: skip
_NOUNS = {
    "period": "period", "amount": "amount", "percentage": "percentage", "date": "date", "number": "number",
    "code": "document or code number", "ordinal": "place in a sequence", "reference": "clause or annex referred to",
}  # fmt: skip
# These may be left out freely by a translator: only two that differ are reported.
_ONLY_IN_PAIRS = frozenset({"reference", "code", "ordinal"})
_MAY: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:may(?! not\b)(?! be (?:caused|due|attribut\w+|necessary|required|needed|affected))|is entitled|are entitled|has the right|have the right|shall have the right|at its option|ha(?:ve|s) (?:\w+ ){0,2}access|(?:is|are|be|shall be) (?:free|permitted|allowed|at liberty) to)\b", re.IGNORECASE),
    "zh": re.compile(r"可以|(?<!所)有权|(?<![许不认尽未否无宁仅才只])(?<![后意准时，件认]方)可(?![能靠行抗见比追撤供接用得观信])"),
}  # fmt: skip
_DUTY: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:shall|must|will|agrees? to|undertakes? to|is obliged|are obliged|is required|has to|is responsible)\b(?! not\b)(?! have the right)(?! have (?:\w+ ){0,2}access)(?! be (?:entitled|free|permitted|allowed|at liberty))", re.IGNORECASE),
    "zh": re.compile(r"(?<![相对反响适不供])应(?![用急答付未收税])(?:当)?|必须|(?<!无)须|有义务|负责|承诺|(?<!不)需"),
}  # fmt: skip
_FORBIDDEN: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:shall|may|must|will|need|is|are|does|do|can)(?: \w+)? not\b|\bcannot\b|\b(?:neither|no)\s+(?:part(?:y|ies)|right|obligation|duty|liability|charge)\b|\bnever\b|\bnot (?:be )?(?:entitled|obliged|required|liable|permitted)\b", re.IGNORECASE),
    "zh": re.compile(r"不得|不应(?!低于|少于|超过|迟于|多于|高于)|无权|无须|无需|不承担|无义务|没有[^，。；]{0,14}义务|不可(?!抗|撤|分|取)|禁止|不构成|不负|不予|不能|不会|不对|不负责|不具"),
}  # fmt: skip
_PROHIBITED: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:shall|may|must|will)(?: \w+)? not\b|\b(?:neither|no) part(?:y|ies)\b|\bno \w+ (?:shall|may)\b", re.IGNORECASE),
    "zh": re.compile(r"不得|不应|无权|禁止|不可(?!抗|撤|分)"),
}  # fmt: skip
_ANY_NEGATION: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\bno[tr]?\b|n't\b|\b(?:neither|never|none|without|unless|except|only|until|cannot|refus\w+|prohibit\w*|forbid\w*|free (?:of|from)|exclud\w*|other than|waive\w*|exempt\w*|lack\w*|un\w+able|in\w*valid|fails?|failure|non-?\w+|un\w+|solely|excused?|less than|void|cease\w*|suspend\w*|otherwise|avoid\w*|outside|save)\b", re.IGNORECASE),
    "zh": re.compile(r"不|未|无|非|没有|勿|免|禁|否|仅|只|(?<=[后意准时，件认的])方[可能]|除|才|排除|拒(?!收)|停止|中止|放弃|缺"),
}  # fmt: skip
_PRONOUN: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:it|its|itself|they|their|them|such part(?:y|ies)|that part(?:y|ies))\b", re.IGNORECASE),
    "zh": re.compile(r"其|自费|自行|该方|本方|对方|自身|另一方|双方|各方"),
}
_PLACE_WORDS = {
    "duty": "who is bound", "may": "who has the right", "forbidden": "who is forbidden to",
    "gives consent": "whose consent is needed", "bears the cost": "who bears the cost", "owns it": "who owns it",
    "chooses": "who chooses",
}  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """A discrepancy before it is cited: stretches of the two bodies, or `None` where one says nothing to it."""

    kind: Kind
    reason: str
    en: tuple[int, int] | None
    zh: tuple[int, int] | None


@dataclass(frozen=True)
class PairOfTexts:
    """The words of one aligned pair."""

    en: str
    zh: str

    def text(self, language: Side) -> str:
        return self.en if language == "en" else self.zh

    @cached_property
    def sentences(self) -> list[SentencePair]:
        return sentence_pairs(self.en, self.zh)

    def around(self, language: Side, start: int) -> SentencePair:
        """The sentences that hold this place."""
        for pair in self.sentences:
            bounds = pair.bounds(language)
            if bounds and bounds[0] <= start < bounds[1]:
                return pair
        return self.sentences[0]


def differences(texts: PairOfTexts, names: PartyNames) -> list[Difference]:
    """Everything in which the two paragraphs differ, figures first; one entry for each stretch and kind."""
    found = [
        *_figures(texts),
        *_modality(texts),
        *_negation(texts),
        *_acting(texts, names),
        *_conditions(texts),
        *_parties(texts, names),
    ]
    return _without_echoes(found)


def _without_echoes(found: Sequence[Difference]) -> list[Difference]:
    """A reversed duty is a negation, a changed duty and sometimes a changed party at once: it is told once."""
    kept: list[Difference] = []
    for difference in found:
        same_place = [d for d in kept if d.en == difference.en and d.zh == difference.zh]
        if difference.kind in ("negation", "party") and any(d.kind in ("modality", "negation") for d in same_place):
            continue
        if difference.kind == "modality" and any(d.kind == "modality" for d in same_place):
            continue
        if not any(d.kind == difference.kind and d.reason == difference.reason for d in same_place):
            kept.append(difference)
    return kept


# --- figures ---------------------------------------------------------------------------------------------------------


def _figures(texts: PairOfTexts) -> Iterator[Difference]:
    english, chinese = quantities(texts.en, "en"), quantities(texts.zh, "zh")
    left, right = _unmatched(english, chinese)
    for a, b in _differing(left, right, texts):
        left.remove(a)
        right.remove(b)
        yield Difference(_KINDS[a.kind], _figure_reason(a, b, texts), *_stretches(texts, a.start, b.start))
    for language, alone, others in (("en", left, chinese), ("zh", right, english)):
        for quantity in alone:
            if _worth_telling_alone(quantity, others):
                yield _one_sided(texts, language, quantity)  # type: ignore[arg-type]


def _unmatched(english: list[Quantity], chinese: list[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """What is left after equal values have cancelled each other, of one kind first and across kinds then."""
    left, right = list(english), list(chinese)
    for same in (lambda a, b: a.kind == b.kind and a.value == b.value, lambda a, b: _bare(a) & _bare(b)):
        for a in list(left):
            b = next((b for b in right if same(a, b) and not _a_date_lacks_its_year(a, b)), None)
            if b and ((a.kind == b.kind and a.value == b.value) or "number" in (a.kind, b.kind)):
                left.remove(a)
                right.remove(b)
    # A value said twice in one language and once in the other is no difference.
    said_en, said_zh = {q.value for q in english}, {q.value for q in chinese}
    left_repeated, right_repeated = [q for q in left if q.value in said_zh], [q for q in right if q.value in said_en]
    if not (right and left_repeated):
        left = [q for q in left if q not in left_repeated]
    if not (left and right_repeated):
        right = [q for q in right if q not in right_repeated]
    return left, right


def _a_date_lacks_its_year(a: Quantity, b: Quantity) -> bool:
    return (a.kind == "date") != (b.kind == "date")


def _bare(quantity: Quantity) -> set[object]:
    return {part for part in quantity.value if isinstance(part, float)}


def _differing(left: list[Quantity], right: list[Quantity], texts: PairOfTexts) -> list[tuple[Quantity, Quantity]]:
    """Leftovers of one kind side by side, the nearest by place first."""
    options = [
        (abs(a.start / max(1, len(texts.en)) - b.start / max(1, len(texts.zh))), i, j)
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if a.kind == b.kind and (a.firm or b.firm or a.kind in _ONLY_IN_PAIRS or a.kind == "number")
    ]
    pairs, used_left, used_right = [], set(), set()
    for distance, i, j in sorted(options):
        if i in used_left or j in used_right or (left[i].kind == "number" and distance > 0.5):
            continue
        used_left.add(i)
        used_right.add(j)
        pairs.append((left[i], right[j]))
    return pairs


def _figure_reason(a: Quantity, b: Quantity, texts: PairOfTexts) -> str:
    en, zh = _shown(texts.en, a), _shown(texts.zh, b)
    if a.kind == "period" and {a.value[0], b.value[0]} == {"business days", "hours"}:
        business, plain = ("English", "Chinese") if a.value[0] == "business days" else ("Chinese", "English")
        return f"The {business} text counts business days, the {plain} text calendar time: “{en}” against “{zh}”."
    if a.kind == "amount" and a.value[0] != b.value[0] and a.value[1] == b.value[1]:
        return f"The currency differs: “{en}” against “{zh}”."
    return f"The {_NOUNS[a.kind]} differs: “{en}” in English, “{zh}” in Chinese."


def _shown(text: str, quantity: Quantity) -> str:
    return " ".join(text[quantity.start : quantity.end].split())


def _worth_telling_alone(quantity: Quantity, others: Sequence[Quantity]) -> bool:
    if quantity.kind in _ONLY_IN_PAIRS or not quantity.firm:
        return False
    values = _bare(quantity)
    if quantity.kind == "number" or any(value <= 1 for value in values if isinstance(value, float)):
        return False
    if quantity.kind == "period" and quantity.value in (
        ("hours", 24.0),
        ("months", 12.0),
        ("months", 3.0),
        ("months", 1.0),
    ):
        return False
    return not any(values & _bare(other) for other in others)


def _one_sided(texts: PairOfTexts, language: Side, quantity: Quantity) -> Difference:
    name, other = LANGUAGE_NAMES[language], LANGUAGE_NAMES[OTHER[language]]
    pair = texts.around(language, quantity.start)
    reason = f"The {name} text names “{_shown(texts.text(language), quantity)}”; the {other} text names no such {_NOUNS[quantity.kind]}."
    return Difference(_KINDS[quantity.kind], reason, pair.bounds("en"), pair.bounds("zh"))


def _stretches(texts: PairOfTexts, en: int, zh: int) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """The sentence on either side that holds the place."""
    return texts.around("en", en).bounds("en"), texts.around("zh", zh).bounds("zh")


# --- may, shall, not -------------------------------------------------------------------------------------------------


def _count(patterns: dict[Side, re.Pattern[str]], language: Side, text: str) -> int:
    return len(patterns[language].findall(text))


def _modality(texts: PairOfTexts) -> Iterator[Difference]:
    for pair in texts.sentences:
        if not (pair.en and pair.zh):
            continue
        for language in SIDES:
            other = OTHER[language]
            if _turned(pair.text(language), pair.text(other), language) and _turned_over_all(texts, language):
                reason = f"The {LANGUAGE_NAMES[language]} text permits (“{_first(_MAY, language, pair)}”) what the {LANGUAGE_NAMES[other]} text requires (“{_first(_DUTY, other, pair)}”)."
                yield Difference("modality", reason, pair.bounds("en"), pair.bounds("zh"))


_ASIDE = re.compile(r"[(（][^()（）]*[)）]")


def _turned(permits: str, requires: str, language: Side) -> bool:
    """One permission more here, one duty more there; what stands in brackets is left aside."""
    permits, requires = _ASIDE.sub(" ", permits), _ASIDE.sub(" ", requires)
    other = OTHER[language]
    fewer = _count(_MAY, other, requires) < _count(_MAY, language, permits)
    # A prohibition there answers a permission "only with consent" here; that is the negation's matter.
    forbids = _count(_PROHIBITED, other, requires) > _count(_PROHIBITED, language, permits)
    return fewer and not forbids and _count(_DUTY, other, requires) > _count(_DUTY, language, permits)


def _turned_over_all(texts: PairOfTexts, language: Side) -> bool:
    other = OTHER[language]
    return _count(_MAY, other, texts.text(other)) < _count(_MAY, language, texts.text(language))


def _first(patterns: dict[Side, re.Pattern[str]], language: Side, pair: SentencePair) -> str:
    match = patterns[language].search(pair.text(language))
    return match.group() if match else ""


def _negation(texts: PairOfTexts) -> Iterator[Difference]:
    for pair in texts.sentences:
        if not (pair.en and pair.zh):
            continue
        for language in SIDES:
            other = OTHER[language]
            denied = _count(_FORBIDDEN, language, _neutral(pair.text(language)))
            if denied and not _ANY_NEGATION[other].search(_neutral(pair.text(other))):
                reason = f"The {LANGUAGE_NAMES[language]} text denies (“{_first(_FORBIDDEN, language, pair)}”) what the {LANGUAGE_NAMES[other]} text affirms."
                yield Difference("negation", reason, pair.bounds("en"), pair.bounds("zh"))


_NEUTRAL = re.compile(
    r"不得?(?:少于|低于|超过|迟于|多于|高于|短于|晚于|早于|长于|超出)|不应(?:少于|低于|超过|迟于|多于|高于|短于|晚于|早于)|不少于|不低于|不超过|不迟于|不多于|不高于|不晚于|不时|不限于|无论|不论|不可抗力|未来|非常|不动产|除外责任|不仅|尚未|不合格|不符合|无菌|免疫|无形|未付|"
    r"\b(?:(?:does|do|shall|may|must|will|is|are) )?not (?:be )?(?:less|more|fewer|later|exceed\w*|limited|earlier)\b|\b(?:no|never) (?:less|more|fewer|later|longer|earlier)\b|\bnot only\b|\bnon-conforming\b|\bwhether or not\b|\bunless otherwise\b",
    re.IGNORECASE,
)  # fmt: skip


def _neutral(text: str) -> str:
    """Without the negations that deny nothing."""
    return _NEUTRAL.sub(" ", text)


_ONLY_SO: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:only|solely|nothing|no|not|nor|neither|refrain\w*|cease\w*|avoid\w*|never)\b", re.IGNORECASE),
    "zh": re.compile(r"仅|只|(?<=[后意准时，件认的])方[可能]|不[得应能会可再予]|无[权须需]|避免|停止|禁止|防止|保密"),
}  # fmt: skip
_MODAL_WORDS = {"duty": "is bound", "may": "is permitted", "forbidden": "is forbidden"}


def _acting(texts: PairOfTexts, names: PartyNames) -> Iterator[Difference]:
    """What each party as the subject is bound to, permitted or forbidden, in either text."""
    for pair in texts.sentences:
        roles = {side: roles_in(pair.text(side), side, names) for side in SIDES}
        for party in dict.fromkeys(role.party for role in roles["en"]):
            en, zh = ({r.place for r in roles[side] if r.party == party and r.place in _MODAL_WORDS} for side in SIDES)
            if len(en) == len(zh) == 1 and en != zh and not _same_in_other_words(pair, en, zh):
                kind: Kind = "negation" if "forbidden" in en | zh else "modality"
                said, said_zh = _MODAL_WORDS[next(iter(en))], _MODAL_WORDS[next(iter(zh))]
                reason = f"The same party {said} in English and {said_zh} in Chinese."
                yield Difference(kind, reason, pair.bounds("en"), pair.bounds("zh"))


def _same_in_other_words(pair: SentencePair, en: set[str], zh: set[str]) -> bool:
    """`shall use only X` forbids the rest; `may only` and 不得 meet half-way."""
    if "forbidden" in en:
        return bool(_ONLY_SO["zh"].search(_neutral(pair.text("zh"))))
    return "forbidden" in zh and bool(_ONLY_SO["en"].search(_neutral(pair.text("en"))))


# --- conditions ------------------------------------------------------------------------------------------------------


def _conditions(texts: PairOfTexts) -> Iterator[Difference]:
    for condition in CONDITIONS:
        for pair in texts.sentences:
            if pair.en and pair.zh:
                yield from _condition(texts, pair, condition)


def _condition(texts: PairOfTexts, pair: SentencePair, condition: Condition) -> Iterator[Difference]:
    for language in SIDES:
        other = OTHER[language]
        said = condition.says(language).search(pair.text(language))
        if not said or condition.excuses(other).search(pair.text(other)):
            continue
        here = len(condition.says(language).findall(texts.text(language)))
        there = len(condition.says(other).findall(texts.text(other)))
        if there < here:
            reason = (
                f"Only the {LANGUAGE_NAMES[language]} text has {condition.what} (“{' '.join(said.group().split())}”)."
            )
            yield Difference(condition.kind, reason, pair.bounds("en"), pair.bounds("zh"))


# --- parties ---------------------------------------------------------------------------------------------------------


def _parties(texts: PairOfTexts, names: PartyNames) -> Iterator[Difference]:
    for pair in texts.sentences:
        if not (pair.en and pair.zh):
            continue
        place = _exchanged(roles_in(pair.text("en"), "en", names), roles_in(pair.text("zh"), "zh", names))
        if place or _other_party_named(pair, names) or _other_party_begins(pair, names):
            what = _PLACE_WORDS.get(place or "", "which party is meant")
            yield Difference("party", f"The texts differ on {what}.", pair.bounds("en"), pair.bounds("zh"))


def _exchanged(english: Sequence[Role], chinese: Sequence[Role]) -> str | None:
    """A place that one party holds in English and another in Chinese."""
    flipped: dict[Party, Party] = {"first": "second", "second": "first", "each": "each"}
    for place in dict.fromkeys(role.place for role in english):
        order = [role.party for role in english if role.place == place]
        exchanged = [flipped[party] for party in order] == [role.party for role in chinese if role.place == place]
        if place in _MODAL_WORDS and len({*order}) > 1 and exchanged:
            return place
        en = {role.party for role in english if role.place == place}
        zh = {role.party for role in chinese if role.place == place}
        if en and zh and not en & zh:
            return place
    return None


def _other_party_named(pair: SentencePair, names: PartyNames) -> bool:
    """One party stands in English only, the other in Chinese only, and no pronoun explains it."""
    en, zh = mentions(pair.text("en"), "en", names), mentions(pair.text("zh"), "zh", names)
    pronouns = {side: len(_PRONOUN[side].findall(pair.text(side))) for side in SIDES}
    for a, b in (("first", "second"), ("second", "first")):
        gone = en[a] - zh[a]  # type: ignore[index]
        come = zh[b] - en[b]  # type: ignore[index]
        if gone > pronouns["zh"] and come > pronouns["en"]:
            return True
    return False


# A Chinese sentence that opens with one of these puts somebody else's act in front, as translations do.
_FRONTED = re.compile(r"经|由|应|向|为|对|就|按|据|从|与|和|将|因|以|在|于|受|自|至|除|如经|若经|如应")
_SEGMENT = re.compile(r"[，。；：]")


def _other_party_begins(pair: SentencePair, names: PartyNames) -> bool:
    """Both parties are named once on either side, and the sentence is about the other one."""
    both = {"first": 1, "second": 1}
    if mentions(pair.text("en"), "en", names) != both or mentions(pair.text("zh"), "zh", names) != both:
        return False
    english, chinese = names.english.search(pair.text("en")), names.chinese.search(pair.text("zh"))
    if not english or not chinese or english.start() > 4 or chinese.start() > 2:
        return False
    after = _SEGMENT.split(pair.text("zh")[chinese.end() :])[0].removesuffix("的")
    if (
        "的" in after
        or _FRONTED.search(pair.text("zh")[: chinese.start()])
        or re.match(r"要求|同意|批准|书面|提供|选择|通知", after)
    ):
        return False
    possessive = re.match(r"['’]s?\b", pair.text("en")[english.end() :])
    return not possessive and names.side_of(english.group("name")) != names.side_of(chinese.group("name"))
