"""Not: what one text denies and the other affirms, and what silence or lapse of time counts as."""

import re
from collections.abc import Iterator

from assistant.bilingual.ends import not_got_by_the_other, without_denied_ends
from assistant.bilingual.facts import LANGUAGE_NAMES, Side
from assistant.bilingual.modals import (
    ANY_NEGATION,
    FORBIDDEN,
    MAY,
    PROHIBITED,
    THEN_ONLY,
    count,
    first,
    neutral,
    plainly,
)
from assistant.bilingual.pair import OTHER, SIDES, Difference, PairOfTexts
from assistant.bilingual.parties import PartyNames
from assistant.bilingual.sentences import SentencePair

Answers = tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
"""What one language denies, and the words by which the other affirms the same."""

# "API which does not conform" is 不合格的原料药.
_FAILS: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\bnon-?conform\w*|\bdefective\b", re.IGNORECASE),
    "zh": re.compile(r"不合格|不符合"),
}


def _answers(*of: tuple[str, str]) -> Answers:
    return tuple((re.compile(denies, re.IGNORECASE), re.compile(affirms, re.IGNORECASE)) for denies, affirms in of)


# "Must never rise above", "which does not, however, extend beyond", "neither party's liability shall exceed": limits.
_NEVER = r"\b(?:(?:shall|may|must|will|should|can|do|does|is|are) )?(?:not|never)\b(?:,?\s+[\w-]+){0,10}?,?\s+"
_NONE = r"\b(?:neither|no|none|nobody)\s(?:(?!\bnor\b)[^.;]){1,100}?\b"
_ABOVE_EN = r"(?:above|beyond|exceed\w*|(?:sur)?pass(?:es)?|in excess of|(?:more|later|longer|higher|greater|larger|bigger|heavier|older|wider|thicker|taller|farther|further|faster|worse)(?: \w+){0,3} than)\b"
_BELOW_EN = r"(?:below|beneath|under|short of|(?:less|fewer|earlier|sooner|shorter|lower|smaller|lighter|younger|narrower|thinner|slower|poorer)\b)"
_UP_TO = r"(?:not?|never|nor|neither)\b[^.;]{0,100}?(?:above|beyond|exceed\w*|excess|than)\b|\bat (?:the )?(?:most|latest)\b|\bup to\b|\bor (?:less|fewer|below|under|earlier)\b|\bwithin\b|\bmaximum\b|\bcapped\b|\blimit\w*"
_FROM_ON = r"(?:not?|never|nor|neither)\b[^.;]{0,100}?(?:below|beneath|under|less|fewer|earlier|sooner|shorter|lower|smaller|lighter|younger|narrower|thinner)\b|\bat (?:the )?(?:least|earliest)\b|\bor (?:more|above|over|later|better)\b|\bminimum\b"
_ABOVE_ZH = r"不(?:得|应|能|可|会|宜|许|准|再)?(?:[多高大长晚迟重厚宽老久远快]于|超过|超出|逾|突破)"
_BELOW_ZH = r"不(?:得|应|能|可|会|宜|许|准|再)?(?:[少低小短早轻薄窄慢差劣逊次亚]于)"

# A limit in both texts, of one direction: "must never rise above" and 不得超过, "at least" and 不得小于.
_LIMITS: dict[Side, Answers] = {
    "zh": _answers(
        (_ABOVE_ZH, rf"\b(?:{_UP_TO})"),
        (_BELOW_ZH, rf"\b(?:{_FROM_ON})"),
    ),
    "en": _answers(
        (_NEVER + _ABOVE_EN, _ABOVE_ZH + r"|至多|最多|最迟|最晚|以内|之内|为限|为上限|上限为|或(?:以下|更少|更低|更早)|封顶"),
        (_NEVER + _BELOW_EN, _BELOW_ZH + r"|至少|最少|最低|最早|下限|或(?:以上|更多|更高|更晚)|起码"),
        (_NONE + _ABOVE_EN, _ABOVE_ZH + r"|至多|最多|以内|为限|为上限|上限为|封顶"),
        (_NONE + _BELOW_EN, _BELOW_ZH + r"|至少|最少|最低|下限"),
    ),
}  # fmt: skip

# What one language denies the other often affirms by a word of its own: 不予退还 is "forfeited".
_AFFIRMED_BY: dict[Side, Answers] = {
    "zh": _answers(
        (r"不(?:予|得|再|可|作|会)?(?:退还|返还|退回|退款|退费|退)", r"\b(?:forfeit\w*|retain\w*|keeps?|kept)\b"),
        (r"(?:不予?(?:承担|负担|负责|负|对)|无须|无需|无义务|没有[^，。；]{0,14}义务)", r"\b(?:excus\w+|exempt\w*|reliev\w+|releas\w+|discharg\w+|harmless|immun\w+|dispens\w+|optional\w*)\b"),
        (r"(?:不予?|不再|排除)[^，。；]{0,4}适用", r"\bexclusion of\b|\b(?:exclud|disappl|displac)\w*|\bin(?:applicab|eligib)\w*|\bwith(?: the)? exception of\b"),
        (r"不予?[^，。；]{0,4}(?:追究|计较|处罚|追索)", r"\b(?:overlook|condon|tolerat|disregard|forgiv|ignor|waiv|pardon)\w*"),
        (r"(?:无法|不[能可会应]?)(?:再|继续)", r"\bno longer\b"),
        (r"[无毋][须需]", r"\bno (?:more|later|longer|earlier) than\b[^.;]{0,30}\bneeds?\b"),
        (r"不(?:能|可能|可行)", r"\b(?:im(?:possib|practica)\w*|in(?:capab|ab|feasib|solven|adequa|suffic)\w*|imped\w*)\b"),
        (r"不得|不应|不可|禁止|无权", r"\b(?:barred|debarred|preclud\w+|refrain\w*|abstain\w*|restrain\w*|confined|restricted|limited to|confidential|secret|secrecy)\b"),
        (r"禁止", r"\b(?:bar(?:s|ring)?|enjoin\w*|injunct\w*|ban(?:s|n\w+)?|interdict\w*|outlaw\w*|illegal\w*|unlawful\w*|embargo\w*|veto\w*|block\w*|stop\w*|evict\w*|expel\w*|against)\b"),
        (r"不(?:予|会|能|再)[^，。；]{0,6}(?:受理|接受|批准|认可|同意|确认|考虑|采纳|计入|支付|适用)", r"\b(?:declin\w+|reject\w*|refus\w*|turn\w* down|veto\w*|object\w*|disregard\w*|ignor\w+|den(?:y|ies|ied)|disallow\w*|withh[eo]ld\w*|lapse\w*|lose[sd]?)\b"),
        (r"不予?(?:计|算|列|纳|考)[^，。；]{0,4}|不予(?!以)[^，。；]{1,4}", r"\b(?:disregard|exclud|ignor|omit|waiv|declin|reject|refus|disallow|withh[eo]ld|forgo|set aside|le(?:ft|av\w+) out)\w*"),
        (r"不(?:予|得|再|作|会)?(?:顺延|延[长期后]|变[更动]?|调整|改变)", r"\b(?:stays?|remains?|unchanged|keeps?|holds?|fixed|firm)\b"),
        (r"不(?:构成|具|再)", r"\b(?:los[et]s?|lapse\w*|beyond)\b"),
    ),
    "en": _answers(
        # What a thing is not is told by many words that deny nothing elsewhere: not yet made is 尚未生产, not paid is 未付.
        (r"\b(?:do|does|is|are|was|were|has|have|had)(?: \w+)? not\b", r"未(?!来)|不[足到合符]|逾期|违反|违约|拖欠|欠付|迟延|延误|怠于|过期|丧失|失去|难以|低于|少于"),
        (r"\b(?:shall|may|must|will)(?: \w+)? not\b", r"防止|避免|杜绝|限于|为限|严守|保密|难以"),
        # "Shall not do it unless it has given notice" is 应提前通知.
        (
            r"(?:\b(?:shall|may|must|will)(?: \w+)? not\b|\b(?:neither|no) part(?:y|ies)\b|\bno(?:body| one)\b)(?=[^.;]*\b(?:unless|without|until|before|except)\b)",
            r"(?:应|须|需)当?(?:至少)?(?:提前|事先|预先|先|经|取得|获得|征得)",
        ),
        # "Shall not release it from its duty" is 仍应履行.
        (
            r"\b(?:shall|may|must|will|do|does)(?: \w+)? not (?:be (?:\w+ )?)?(?:releas|reliev|discharg|excus|exempt|bar\b|debar|preclud|prevent|depriv|affect|prejudic|impair|suspend|limit)\w*"
            r"|\bnor (?:shall|does|do|will|may)\b(?=[^.;]{1,24}\b(?:releas|reliev|discharg|excus|exempt|bar\b|debar|preclud|prevent|depriv|affect|prejudic|impair|suspend|limit)\w*)",
            r"仍(?!未|不)|依然|照常|照旧|继续有效",
        ),
        (r"\b(?:nobody|nothing|no (?:one|person))\b", r"以防|防止|避免|杜绝|免得|以免"),
        (r"\bnot (?:be )?(?:refund|return|repa)\w*", r"没收|扣留|保留"),
    ),
}  # fmt: skip


def _denying(language: Side, pair: SentencePair) -> str:
    """A sentence without the denials that the other text puts as affirmations, or as the same limit."""
    return _without_answered(language, pair, (*_LIMITS[language], *_AFFIRMED_BY[language]))


def _without_answered(language: Side, pair: SentencePair, answers: Answers) -> str:
    text = neutral(pair.text(language))
    for denies, affirms in answers:
        if affirms.search(pair.text(OTHER[language])):
            text = denies.sub(" ", text)
    return without_denied_ends(text, language, pair.text(OTHER[language]))


# 不得低于 names a limit, whichever way.
_NO_MORE_THAN = re.compile(r"不[得应可](?:[多高大长晚迟重厚宽少低小短早轻薄窄]于|超过)")


def differing_denials(texts: PairOfTexts, names: PartyNames) -> Iterator[Difference]:
    for pair in texts.matched:
        for language in SIDES:
            other = OTHER[language]
            denied = count(FORBIDDEN, language, _denying(language, pair)) - not_got_by_the_other(pair, language, names)
            there = texts.with_lonely(pair, other)
            answered = (
                ANY_NEGATION[other].search(neutral(there))
                or _FAILS[other].search(there)
                or _denied_next_to_it(texts, pair, other)
                # "Shall not deliver more than five days early" and 不得……提前超过五日 both forbid, as "shall not use it beyond
                # what is needed" and 不得超出所需使用 do.
                or (
                    0
                    < count(PROHIBITED, language, pair.text(language))
                    <= count(PROHIBITED, other, _NO_MORE_THAN.sub(" ", there) if other == "zh" else there)
                )
            )
            if (denied > 0 and not answered) or (language == "en" and _permits_the_forbidden(pair, texts)):
                reason = f"The {LANGUAGE_NAMES[language]} text denies (“{first(FORBIDDEN, language, pair)}”) what the {LANGUAGE_NAMES[other]} text affirms."
                yield Difference("negation", reason, pair.bounds("en"), pair.bounds("zh"))


def _denied_next_to_it(texts: PairOfTexts, pair: SentencePair, language: Side) -> bool:
    """Whether the sentence before or after it denies more in this text than in the other: one text cuts its sentences elsewhere."""
    if pair not in texts.sentences:
        return False
    here = texts.sentences.index(pair)
    beside = [texts.sentences[i] for i in (here - 1, here + 1) if 0 <= i < len(texts.sentences)]
    return any(
        _denials(language, near.text(language)) > _denials(OTHER[language], near.text(OTHER[language]))
        for near in beside
    )


# 不得……，亦不得…… is "shall not ... or".
_NOR_ZH = re.compile(r"[，、](?:且|亦|也|并|又|或)(?:均)?不得")


def _denials(language: Side, text: str) -> int:
    return count(FORBIDDEN, language, _NOR_ZH.sub(" ", text))


_FORBIDS_SOMEHOW = re.compile(
    r"不[得应可能予会再构令让赋授]|不(?:使(?!用)|影响|等于|视为|意味)|仅|只|禁止|无权|无须|无需|"
    + THEN_ONLY
    + r"可|除非|才|避免|防止|一律|限于|为限|以外|除外"
)


# What a rule does not do: "this limit shall not apply" forbids nobody anything, and 不适用 or 不受限制 says the same.
_FORBIDS_NOBODY = re.compile(
    r"\b(?:shall|may|must|will)(?: \w+)? not (?:be (?:deemed|construed|regarded|considered|treated|interpreted|affected|limited|entitled|liable|responsible|"
    r"obliged|required|bound) |(?:apply|affect|limit|prejudice|restrict|constitute|amount|extend|include|cover|count|run|lapse|expire|relieve|release|"
    r"excuse|entitle|oblige|require|preclude|prevent|imply|operate)\b)|\b(?:neither|no) part(?:y|ies)(?: \w+){0,3} (?:liable|responsible|bound|obliged)\b",
    re.IGNORECASE,
)


def _permits_the_forbidden(pair: SentencePair, texts: PairOfTexts) -> bool:
    """`shall not be blended` and 可混合: English forbids; the Chinese forbids nothing and permits something more.

    The other way round English says "may do it if" for a Chinese "must not unless".
    """
    if not count(PROHIBITED, "en", _FORBIDS_NOBODY.sub(" ", _without_answered("en", pair, _LIMITS["en"]))):
        return False
    if _FORBIDS_SOMEHOW.search(neutral(texts.with_lonely(pair, "zh"))):
        return False
    return count(MAY, "zh", plainly(pair.text("zh"))) > count(MAY, "en", plainly(pair.text("en")))


_DEEMED: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:deemed|considered|regarded as|treated as)\b([^.;,]{2,80})", re.IGNORECASE),
    "zh": re.compile(r"(?:视为|視為|视同|推定为?)([^。；，]{1,40})"),
}
_TURNS_IT: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:not?|never|cannot|un(?!der|it|til|less)\w+|reject\w*|refus\w*|declin\w*|waive\w*|object\w*|invalid|void|withdraw\w*|cancel\w*|terminat\w*|breach\w*|default\w*|fail\w*|forfeit\w*|abandon\w*|renounc\w*|relinquish\w*|surrender\w*|forg[ow]\w*|disclaim\w*|laps\w*|expire\w*|insolven\w*|bankrupt\w*|incapab\w*|impossib\w*|inadequa\w*|insuffic\w*|inadmiss\w*|irre[mptv]\w*|non-?\w+|dispute\w*|incomplete|free (?:of|from))\b", re.IGNORECASE),
    "zh": re.compile(r"无效|失效|失败|资不抵债|破产|无力[^，。；]{0,4}[偿债]|未|不(?!动产)|无(?!效|力)|拒绝|拒收|放弃|弃权|异议|反对|撤回|取消|终止|解除|违约|违反|丧失|非|争议"),
}  # fmt: skip


# A rejection that is accepted denies nothing: "the rejection is deemed accepted" is 视为认可拒收.
_ACCEPTED: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:accept\w*|agree\w*|admit\w*|acknowledg\w*|approv\w*) (?:to )?(?:\w+ ){0,3}(?:reject|refus|terminat|cancel|withdraw|object)\w*", re.IGNORECASE),
    "zh": re.compile(r"(?:认可|同意|接受|承认|认同)[^，。；]{0,8}(?:拒收|拒绝|异议|终止|解除|取消|撤回)"),
}  # fmt: skip


# "Deemed accepted unless it is rejected": when it is so counted is not what it counts as. Chinese says it first.
_WHEN_DEEMED = re.compile(
    r"\b(?:if|unless|where|when|once|only|until|till|provided|should|except|save|as soon as|in case|in the event|to the extent|because|upon|after|whenever|without)\b.*",
    re.IGNORECASE,
)


_NOT_DEEMED: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:shall|may|will|must|can|is|are)(?: \w+)? (?:not|never|under no circumstances|in no event)(?: (?:of|by) itself| thereby| alone| \w+ly)?(?: be)? $",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"(?<!如)(?<!若)不(?:[得应能可会予][^，。；]{0,20}|[得应能]仅?因[^。；]{1,60}，[即而就]?(?:被)?|当|被|再)?$"
    ),
}
# "No delay shall be deemed", "neither ... nor": what is denied there, the words alone do not say.
_MAY_DENY = re.compile(r"\b(?:no|nor|nothing|neither|none|nobody)\b|[无没非]", re.IGNORECASE)


def _not_deemed(pair: SentencePair) -> str | None:
    """`shall not be regarded as force majeure` and 视为不可抗力: a reason, where the one "not" stands before the word."""
    places = {side: list(_DEEMED[side].finditer(pair.text(side))) for side in SIDES}
    if any(len(found) != 1 for found in places.values()):
        return None
    before = {side: pair.text(side)[: places[side][0].start()] for side in SIDES}
    denied = {side: bool(_NOT_DEEMED[side].search(before[side])) for side in SIDES}
    turned = {side: len(_TURNS_IT[side].findall(_as_what(side, places[side][0].group(1)))) % 2 for side in SIDES}
    if denied["en"] == denied["zh"] or turned["en"] != turned["zh"]:
        return None
    language: Side = "en" if denied["en"] else "zh"
    if _MAY_DENY.search(before[OTHER[language]]):
        return None
    return f"The {LANGUAGE_NAMES[language]} text says what does not count as such, the {LANGUAGE_NAMES[OTHER[language]]} text that it does."


def _as_what(language: Side, deemed: str) -> str:
    """What it is deemed to be, without the case and without the words that turn nothing round."""
    if language == "en":
        deemed = _WHEN_DEEMED.sub("", deemed)
    deemed = re.sub("force majeure|不可抗力", " ", deemed, flags=re.IGNORECASE)
    return _ACCEPTED[language].sub(" ", deemed)


def differing_deeming(texts: PairOfTexts) -> Iterator[Difference]:
    """What silence or lapse of time counts as, for and against: `deemed accepted` and 视为未接受."""
    for pair in texts.sentences:
        if pair.en and pair.zh and (told := _not_deemed(pair)):
            yield Difference("negation", told, pair.bounds("en"), pair.bounds("zh"))
            continue
        found = {side: _DEEMED[side].findall(pair.text(side)) for side in SIDES}
        if any(len(held) != 1 for held in found.values()):
            continue
        turned = {side: len(_TURNS_IT[side].findall(_as_what(side, found[side][0]))) % 2 for side in SIDES}
        if turned["en"] != turned["zh"]:
            reason = (
                f"What is deemed differs: “{found['en'][0].strip()}” in English, “{found['zh'][0].strip()}” in Chinese."
            )
            yield Difference("negation", reason, pair.bounds("en"), pair.bounds("zh"))
