"""Where two paragraphs that should say the same do not: figures, duties, negation, conditions, opposites, parties.

Everything is counted over the whole pair first, so that a sentence the two texts place differently is not reported; the
sentences then show where.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.bilingual.alone import narrower_in_english, parts_alone, says_nothing_new
from assistant.bilingual.conditions import CONDITIONS, Condition
from assistant.bilingual.exchanged import MODAL_WORDS, exchanged_parties
from assistant.bilingual.facts import LANGUAGE_NAMES, Kind, Side
from assistant.bilingual.figures import differing_figures
from assistant.bilingual.left_out import left_out
from assistant.bilingual.lists import left_out_items, left_out_things
from assistant.bilingual.named import named_otherwise
from assistant.bilingual.opposites import turned_round
from assistant.bilingual.pair import OTHER, SIDES, Difference, PairOfTexts
from assistant.bilingual.parties import PartyNames, roles_in
from assistant.bilingual.precedence import differing_precedence
from assistant.bilingual.sentences import SentencePair
from assistant.bilingual.starts import differing_starts

_MAY: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:(?<!that )(?<![^,] which )may(?! not\b)(?! (?:\w+ ){0,3}only\b)(?! be (?:caused|due|attribut\w+|necessary|required|needed|affected|at stake|at risk|endangered|jeopardi[sz]ed|compelled|forced|impaired|harmed|lost|damaged|prevented|hindered|delayed|involved|relevant|available|expected))|(?<!not )entitles?|gives? (?:\w+ ){1,3}the (?:right|option)|is entitled|are entitled|has the right|have the right|shall have the right|at its option|ha(?:ve|s) (?:\w+ ){0,2}access|(?:is|are|be|shall be) (?:free|permitted|allowed|at liberty) to|ha(?:ve|s) an option)\b", re.IGNORECASE),
    "zh": re.compile(r"可以|(?<!所)有权|(?<![许不认尽未否无宁仅才只])(?<![后意准时，件认]方)(?<!有[据章规法迹案例])可(?![能靠行抗见比追撤供接得观信归]|用(?![完尽光])|[^，。；的]{1,2}性|免费[存贮储保获])"),
}  # fmt: skip
_DUTY: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:shall|must|will|agrees? to|undertakes? to|is obliged|are obliged|is required(?! (?:by|under|pursuant|in order))|has to|is responsible)\b(?! not\b)(?! (?:\w+ )?(?:entitle|give (?:\w+ ){1,3}the (?:right|option))\b)(?! be (?:let off|overlooked|tolerated|disregarded|condoned|forgiven|(?:excused|exempt\w*|reliev\w+|released|discharged|spared) (?:from|of))\b)(?! have (?:the right|an? (?:option|right|choice)))(?! be limited)(?! have (?:\w+ ){0,2}access)(?! be (?:entitled|free|permitted|allowed|at liberty))", re.IGNORECASE),
    "zh": re.compile(r"(?<![相对反响适不供])应(?![用急答付未收税])(?:当)?|必须|(?<![无毋仅只])须|有义务|负责|承诺|同意(?=向|承担|支付|赔偿|遵守)|(?<![不无仅只])需"),
}  # fmt: skip
_FORBIDDEN: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:shall|may|must|will|need|is|are|does|do|can)(?: \w+)? not\b|\bcannot\b|\b(?:neither|no)\s+(?:part(?:y|ies)|right|obligation|duty|liability|charge)\b|\bneither\b[^.;,]{1,60}\bnor\b|\bnever\b|\bnobody\b|\bno (?:one|person)\b|\bnot (?:be )?(?:entitled|obliged|required|liable|permitted)\b", re.IGNORECASE),
    "zh": re.compile(r"不得|不应(?!低于|少于|超过|迟于|多于|高于)|无权|无须|无需|不承担|无义务|没有[^，。；]{0,14}义务|不可(?!抗|撤|分|取)|禁止|不使(?!用)|不[令让]|不构成|不负|不予|不能|不会|不对|不负责|不具"),
}  # fmt: skip
_PROHIBITED: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:shall|may|must|will)(?: \w+)? not\b|\b(?:neither|no) part(?:y|ies)\b|\b(?:no \w+|nobody) (?:shall|may)\b", re.IGNORECASE),
    "zh": re.compile(r"不得|不应|无权|禁止|不可(?!抗|撤|分)"),
}  # fmt: skip
_ANY_NEGATION: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\bno[tr]?\b|n't\b|\b(?:nothing|nobody|nowhere|neither|im(?:poss|pract)\w+|disproportion\w*|never|none|without|unless|except|only|until|cannot|refus\w+|prohibit\w*|forbid\w*|free (?:of|from)|exclud\w*|other than|waive\w*|exempt\w*|lack\w*|in\w*valid|fails?|failure|non-?\w+|un(?!der|it|iq|ion|ivers|less\b|til\b)\w+|solely|excused?|less than|void|prevent\w*|hinder\w*|cease\w*|suspend\w*|otherwise|avoid\w*|outside|save)\b", re.IGNORECASE),
    "zh": re.compile(r"不|未|无|非|没有|勿|免|禁|否|仅|只|(?<=[后意准时，件认的])方[可能]|除|才|之前|应先|(?:如需|如|若|拟)[^。；]{0,16}应?提前|排除|拒(?!收)|停止|中止|放弃|缺"),
}  # fmt: skip


def differences(texts: PairOfTexts, names: PartyNames) -> list[Difference]:
    """Everything in which the two paragraphs differ, figures first; one entry for each stretch and kind."""
    found = [
        *differing_figures(texts),
        *_modality(texts),
        *_negation(texts),
        *_deeming(texts),
        *_acting(texts, names),
        *_conditions(texts, names),
        *_opposites(texts),
        *differing_starts(texts),
        *differing_precedence(texts),
        *_named(texts),
        *left_out(texts, names, _bindings),
        *left_out_items(texts),
        *left_out_things(texts, names),
        *exchanged_parties(texts, names),
        *parts_alone(texts, names),
        *narrower_in_english(texts, names),
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
        # A sum in another currency differs as a figure and by its currency's name.
        if _of_currency(difference) and any(_of_currency(d) and _overlap(d, difference) for d in kept):
            continue
        # A part left out may be missed twice, as a sentence and as a proviso.
        if difference.kind == "missing" and any(d.kind == "missing" and _touch(d, difference) for d in kept):
            continue
        if not any(d.kind == difference.kind and d.reason == difference.reason for d in same_place):
            kept.append(difference)
    return kept


def _of_currency(difference: Difference) -> bool:
    return difference.kind == "amount" and difference.reason.startswith("The currency differs")


def _touch(one: Difference, other: Difference) -> bool:
    """Whether both are about one stretch of the same text."""
    pairs = ((one.en, other.en), (one.zh, other.zh))
    return any(a is not None and b is not None and a[0] < b[1] and b[0] < a[1] for a, b in pairs)


def _overlap(one: Difference, other: Difference) -> bool:
    """Whether two differences touch in either text; one without bounds means the whole paragraph."""
    pairs = ((one.en, other.en), (one.zh, other.zh))
    return any(a is None or b is None or (a[0] < b[1] and b[0] < a[1]) for a, b in pairs)


# --- may, shall, not -------------------------------------------------------------------------------------------------


def _count(patterns: dict[Side, re.Pattern[str]], language: Side, text: str) -> int:
    return len(patterns[language].findall(text))


def _bindings(language: Side, text: str) -> int:
    """How many duties, rights and prohibitions a text holds."""
    return sum(_count(patterns, language, text) for patterns in (_MAY, _DUTY, _FORBIDDEN))


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
# "No increase may exceed", "neither of them may": a prohibition, whatever the verb says.
_NONE_MAY = re.compile(
    r"\b(?:no|neither|nor|none|nobody)\b(?:(?!\b(?:shall|may|must|will|and|but|unless|until)\b)[^.;,]){0,60}?\bmay\b",
    re.IGNORECASE,
)
# "Where disclosure is required by law", "the documents that are required" bind nobody.
_IF_REQUIRED = re.compile(
    r"\b(?:where|if|when|as|that|which|unless|whether|extent|to be)\s+(?:[\w-]+\s+){0,5}?(?:is|are|was|were)\s+(?:required|obliged)\b"
    r"(?! to (?!do so)\w)",
    re.IGNORECASE,
)


# "A desk exercise will do" is 桌面演练即可: enough, not allowed.
_SUFFICES = re.compile(r"即可(?=[，。；]|$)|(?:无[需须]|不经|[只仅]需)[^，。；]{0,12}即可")
# "So that the Buyer may have them made" is a purpose, as 以便 is.
_SO_THAT = re.compile(
    r"\b(?:so|in order) that (?:[\w'’-]+ ){1,8}may\b|(?:以便|以使|从而使)[^，。；]{0,16}?可", re.IGNORECASE
)


def _plainly(text: str) -> str:
    """Without what stands in brackets, and without words of permission and duty that permit and require nothing."""
    return _IF_REQUIRED.sub(
        " ", _NONE_MAY.sub(" may not ", _SUFFICES.sub(" ", _SO_THAT.sub(" ", _ASIDE.sub(" ", text))))
    )


def _turned(permits: str, requires: str, language: Side) -> bool:
    """One permission more here, one duty more there; what stands in brackets is left aside."""
    permits, requires = _without_only(_plainly(permits), _plainly(requires), language)
    other = OTHER[language]
    fewer = _count(_MAY, other, requires) < _count(_MAY, language, permits) - _said_otherwise(
        language, permits, requires
    )
    # A prohibition there answers a permission "only with consent" here; that is the negation's matter.
    forbids = _count(_PROHIBITED, other, requires) > _count(_PROHIBITED, language, permits)
    return fewer and not forbids and _count(_DUTY, other, requires) > _count(_DUTY, language, permits)


_AS_EXCLUSIVE: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\bonly (?:[\w'’-]+ ){1,6}may\b|\bmay (?:(?!may\b)[\w'’-]+ ){0,10}only\b", re.IGNORECASE),
    "zh": re.compile(r"(?:仅|只)(?:有|可|能|得|限)?[^，。；]{0,12}?(?:可以|可|有权|才能)|(?:后|时|下|的|意|准)，?方可"),
}


def _without_only(permits: str, requires: str, language: Side) -> tuple[str, str]:
    """Without the "may only" and 仅可 of two texts that both have one: it forbids the rest and permits little."""
    if not (_AS_EXCLUSIVE[language].search(permits) and _AS_EXCLUSIVE[OTHER[language]].search(requires)):
        return permits, requires
    return _AS_EXCLUSIVE[language].sub(" ", permits), _AS_EXCLUSIVE[OTHER[language]].sub(" ", requires)


_POSSIBLY = re.compile(r"(?<!尽)可能|或许|也许|或会|恐")
_LIKELY = re.compile(r"\b(?:might|could|likely|possib\w*|potential\w*)\b|\bmay\b(?! not)", re.IGNORECASE)
# "Returnable containers" are 可回收容器, "exercisable by notice" 可以通知行使; the words left out have no 可 in Chinese.
_ABLE = re.compile(
    r"(?<!-)(?<!not )\b(?!un|in|im|ir|non|applica|breatha|legib|practica|availa|able|accepta|attributa|capa|compara|considera|dou|eligi|equita|liab|obtaina|paya|possib|probab|reasona|receiva|relia|responsi|suita|tabl|tracea|tangi|timetab|trou|usa|valua|varia|visi)\w{3,}[ai]ble\b",
    re.IGNORECASE,
)
_BY_CHOICE: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:either(?! part)|whether)\b[^.;]{1,80}?\bor\b|\bif (?:\w+ ){1,3}so (?:wish|desir|elect|choos|prefer)\w*",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"可(?:以)?[^，。；]{0,24}或|如[^，。；]{0,6}(?:愿意|希望|选择|有意)[^，。；]{0,2}，[^，。；]{0,6}可"
    ),
}


def _said_otherwise(language: Side, permits: str, requires: str) -> int:
    """How many words of permission the other text has in another form: 可能, "enforceable", "either ... or"."""
    if language == "en":
        # A "may" that counts as no permission and "likely" have a 可能 of their own.
        counted = sum(match.group().lower() == "may" for match in _MAY["en"].finditer(permits))
        return max(0, len(_POSSIBLY.findall(requires)) - (len(_LIKELY.findall(permits)) - counted))
    choices = _BY_CHOICE["zh"].search(permits) and _BY_CHOICE["en"].search(requires)
    return len(_ABLE.findall(requires)) + bool(choices)


def _turned_over_all(texts: PairOfTexts, language: Side) -> bool:
    other = OTHER[language]
    return _count(_MAY, other, texts.text(other)) < _count(_MAY, language, _plainly(texts.text(language)))


def _first(patterns: dict[Side, re.Pattern[str]], language: Side, pair: SentencePair) -> str:
    match = patterns[language].search(pair.text(language))
    return match.group() if match else ""


# "API which does not conform" is 不合格的原料药.
_FAILS: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\bnon-?conform\w*|\bdefective\b", re.IGNORECASE),
    "zh": re.compile(r"不合格|不符合"),
}


def _answers(*of: tuple[str, str]) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((re.compile(denies, re.IGNORECASE), re.compile(affirms, re.IGNORECASE)) for denies, affirms in of)


# "Must never rise above", "which does not, however, extend beyond", "neither party's liability shall exceed": limits.
_NEVER = r"\b(?:(?:shall|may|must|will|should|can|do|does|is|are) )?(?:not|never)\b(?:,?\s+[\w-]+){0,4}?,?\s+"
_NONE = r"\b(?:neither|no|none|nobody)\s(?:(?!\bnor\b)[^.;]){1,100}?\b"
_ABOVE_EN = r"(?:above|beyond|exceed\w*|in excess of|(?:more|later|longer|higher|greater|larger|bigger|heavier|older|wider|thicker|taller|farther|further|faster|worse)(?: \w+){0,3} than)\b"
_BELOW_EN = r"(?:below|beneath|under|short of|(?:less|fewer|earlier|sooner|shorter|lower|smaller|lighter|younger|narrower|thinner|slower|poorer)\b)"
_UP_TO = r"(?:not?|never|nor|neither)\b[^.;]{0,100}?(?:above|beyond|exceed\w*|excess|than)\b|\bat (?:the )?(?:most|latest)\b|\bup to\b|\bor (?:less|fewer|below|under|earlier)\b|\bwithin\b|\bmaximum\b|\bcapped\b|\blimit\w*"
_FROM_ON = r"(?:not?|never|nor|neither)\b[^.;]{0,100}?(?:below|beneath|under|less|fewer|earlier|sooner|shorter|lower|smaller|lighter|younger|narrower|thinner)\b|\bat (?:the )?(?:least|earliest)\b|\bor (?:more|above|over|later|better)\b|\bminimum\b"
_ABOVE_ZH = r"不(?:得|应|能|可|会|宜|许|准|再)?(?:[多高大长晚迟重厚宽老久远快]于|超过|超出|逾|突破)"
_BELOW_ZH = r"不(?:得|应|能|可|会|宜|许|准|再)?(?:[少低小短早轻薄窄慢差劣]于)"

# A limit in both texts, of one direction: "must never rise above" and 不得超过, "at least" and 不得小于.
_LIMITS: dict[Side, tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]] = {
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
_AFFIRMED_BY: dict[Side, tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]] = {
    "zh": _answers(
        (r"不(?:予|得|再|可|作|会)?(?:退还|返还|退回|退款|退费|退)", r"\b(?:forfeit\w*|retain\w*|keeps?|kept)\b"),
        (r"(?:不予?(?:承担|负担|负责|负|对)|无须|无需|无义务|没有[^，。；]{0,14}义务)", r"\b(?:excus\w+|exempt\w*|reliev\w+|releas\w+|discharg\w+|harmless|immun\w+|dispens\w+|optional\w*)\b"),
        (r"(?:不予?|不再|排除)[^，。；]{0,4}适用", r"\bexclusion of\b|\b(?:exclud|disappl|displac)\w*|\bin(?:applicab|eligib)\w*|\bwith(?: the)? exception of\b"),
        (r"不予?[^，。；]{0,4}(?:追究|计较|处罚|追索)", r"\b(?:overlook|condon|tolerat|disregard|forgiv|ignor|waiv|pardon)\w*"),
        (r"不(?:能|可能|可行)", r"\b(?:im(?:possib|practica)\w*|in(?:capab|ab|feasib|solven|adequa|suffic)\w*|imped\w*)\b"),
        (r"不得|不应|不可|禁止|无权", r"\b(?:barred|debarred|preclud\w+|refrain\w*|abstain\w*|restrain\w*|confined|restricted|limited to|confidential|secret|secrecy)\b"),
        (r"不(?:予|会|能|再)[^，。；]{0,6}(?:受理|接受|批准|认可|同意|确认|考虑|采纳|计入|支付|适用)", r"\b(?:declin\w+|reject\w*|disregard\w*|ignor\w+|den(?:y|ies|ied)|disallow\w*|withh[eo]ld\w*|lapse\w*|lose[sd]?)\b"),
        (r"不(?:构成|具|再)", r"\b(?:los[et]s?|lapse\w*|beyond)\b"),
    ),
    "en": _answers(
        (r"\b(?:do|does|is|are|has|have)(?: \w+)? not\b", r"逾期|违反|违约|拖欠|欠付|迟延|延误|怠于|过期|丧失|失去|难以|低于|少于"),
        (r"\b(?:shall|may|must|will)(?: \w+)? not\b", r"防止|避免|杜绝|限于|为限|严守|保密|难以"),
        # "Shall not do it unless it has given notice" is 应提前通知.
        (
            r"\b(?:shall|may|must|will)(?: \w+)? not\b(?=[^.;]*\b(?:unless|without|until|before|except)\b)",
            r"(?:应|须|需)当?(?:至少)?(?:提前|事先|预先|先|经|取得|获得|征得)",
        ),
        (r"\b(?:nobody|nothing|no (?:one|person))\b", r"以防|防止|避免|杜绝|免得|以免"),
        (r"\bnot (?:be )?(?:refund|return|repa)\w*", r"没收|扣留|保留"),
    ),
}  # fmt: skip


def _denying(language: Side, pair: SentencePair) -> str:
    """A sentence without the denials that the other text puts as affirmations, or as the same limit."""
    text = _neutral(pair.text(language))
    for denies, affirms in (*_LIMITS[language], *_AFFIRMED_BY[language]):
        if affirms.search(pair.text(OTHER[language])):
            text = denies.sub(" ", text)
    return text


def _negation(texts: PairOfTexts) -> Iterator[Difference]:
    for pair in texts.sentences:
        if not (pair.en and pair.zh):
            continue
        for language in SIDES:
            other = OTHER[language]
            denied = _count(_FORBIDDEN, language, _denying(language, pair))
            there = texts.with_lonely(pair, other)
            answered = _ANY_NEGATION[other].search(_neutral(there)) or _FAILS[other].search(there)
            if (denied and not answered) or (language == "en" and _permits_the_forbidden(pair, texts)):
                reason = f"The {LANGUAGE_NAMES[language]} text denies (“{_first(_FORBIDDEN, language, pair)}”) what the {LANGUAGE_NAMES[other]} text affirms."
                yield Difference("negation", reason, pair.bounds("en"), pair.bounds("zh"))


_FORBIDS_SOMEHOW = re.compile(
    r"不[得应可能予会再构令让赋授]|不(?:使(?!用)|影响|等于|视为|意味)|仅|只|禁止|无权|无须|无需|(?<=[后意准时，件认的])方可|除非|才|避免|防止|一律|限于|为限|以外|除外"
)


def _permits_the_forbidden(pair: SentencePair, texts: PairOfTexts) -> bool:
    """`shall not be blended` and 可混合: English forbids; the Chinese forbids nothing and permits something more.

    The other way round English says "may do it if" for a Chinese "must not unless".
    """
    english = _neutral(pair.text("en"))
    for denies, affirms in _LIMITS["en"]:
        english = denies.sub(" ", english) if affirms.search(pair.text("zh")) else english
    if not _count(_PROHIBITED, "en", english):
        return False
    if _FORBIDS_SOMEHOW.search(_neutral(texts.with_lonely(pair, "zh"))):
        return False
    return _count(_MAY, "zh", pair.text("zh")) > _count(_MAY, "en", _plainly(pair.text("en")))


_DEEMED: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:deemed|considered|regarded as|treated as)\b([^.;,]{2,80})", re.IGNORECASE),
    "zh": re.compile(r"(?:视为|視為|视同|推定为?)([^。；，]{1,40})"),
}
_TURNS_IT: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:not?|never|un(?!der|it|til|less)\w+|reject\w*|refus\w*|declin\w*|waive\w*|object\w*|invalid|void|withdraw\w*|cancel\w*|terminat\w*|breach\w*|default\w*|fail\w*|forfeit\w*|abandon\w*|renounc\w*|relinquish\w*|surrender\w*|forg[ow]\w*|disclaim\w*|laps\w*|expire\w*|insolven\w*|bankrupt\w*|incapab\w*|impossib\w*|inadequa\w*|insuffic\w*|inadmiss\w*|non-?\w+|dispute\w*|incomplete)\b", re.IGNORECASE),
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
    "zh": re.compile(r"(?<!如)(?<!若)不(?:[得应能可会予][^，。；]{0,20}|当|被|再)?$"),
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


def _deeming(texts: PairOfTexts) -> Iterator[Difference]:
    """What silence or lapse of time counts as, for and against: `deemed accepted` and 视为未接受."""
    for pair in texts.sentences:
        if pair.en and pair.zh and _not_deemed(pair) is not None:
            yield Difference("negation", _not_deemed(pair) or "", pair.bounds("en"), pair.bounds("zh"))
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


_NEUTRAL = re.compile(
    r"[不未][得能可应会]不(?![合正当公经适])|(?:不可或|必不可)缺|资不抵债|force majeure|(?:绝|决|均|始终)?不[得会]?(?:少于|低于|超过|迟于|多于|高于|短于|晚于|早于|长于|超出|逾)|不应(?:少于|低于|超过|迟于|多于|高于|短于|晚于|早于)|不少于|不低于|不超过|不迟于|不多于|不高于|不晚于|不时|不限于|无论|不论|不可抗力|未来|非常|不动产|除外责任|不仅|尚未|不足(?=[\d一二三四五六七八九十百两])|未满(?=[\d一二三四五六七八九十百两])|不到(?=[\d一二三四五六七八九十百两])|不合格|不符合|无菌|免疫|无形|未付|"
    # 除预留费不予退还外，还应…… says again what went before.
    r"除(?!非)[^，。；]{1,40}外(?=，[^，。；]{0,12}(?:还|尚须|尚应|亦|也[应须可]|并[应须]|另[应须行]|同时))|"
    r"\b(?:(?:does|do|shall|may|must|will|is|are) )?not (?:be )?(?:(?!be )\w+ )?(?:less|more|fewer|later|exceed\w*|limited|earlier)\b|\b(?:no|never) (?:by |for )?(?:less|more|fewer|later|longer|earlier)\b|\b(?:less|fewer) than (?=[\w-]+\W+[\w(%])|\bnot only\b|\bnon-conforming\b|\bwhether or not\b|\bunless otherwise\b",
    re.IGNORECASE,
)  # fmt: skip


def _neutral(text: str) -> str:
    """Without the negations that deny nothing."""
    return _NEUTRAL.sub(" ", text)


_ONLY_SO: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:only|solely|nothing|no|not|nor|neither|refrain\w*|cease\w*|avoid\w*|never)\b", re.IGNORECASE),
    "zh": re.compile(r"仅|只|(?<=[后意准时，件认的])方[可能]|不[得应能会可再予]|无[权须需]|避免|停止|禁止|防止|保密"),
}  # fmt: skip


def _acting(texts: PairOfTexts, names: PartyNames) -> Iterator[Difference]:
    """What each party as the subject is bound to, permitted or forbidden, in either text."""
    for pair in texts.sentences:
        roles = {side: roles_in(pair.text(side), side, names) for side in SIDES}
        for party in dict.fromkeys(role.party for role in roles["en"]):
            en, zh = ({r.place for r in roles[side] if r.party == party and r.place in MODAL_WORDS} for side in SIDES)
            if len(en) == len(zh) == 1 and en != zh and not _same_in_other_words(pair, en, zh):
                kind: Kind = "negation" if "forbidden" in en | zh else "modality"
                said, said_zh = MODAL_WORDS[next(iter(en))], MODAL_WORDS[next(iter(zh))]
                reason = f"The same party {said} in English and {said_zh} in Chinese."
                yield Difference(kind, reason, pair.bounds("en"), pair.bounds("zh"))


_ONLY: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:only|solely|exclusively)\b", re.IGNORECASE),
    "zh": re.compile("[仅只]"),
}


def _same_in_other_words(pair: SentencePair, en: set[str], zh: set[str]) -> bool:
    """`shall use only X` forbids the rest; `may only` and 不得 meet half-way."""
    if "forbidden" not in en | zh:
        # `shall use it for X only` is 仅可为X使用.
        return bool(_ONLY["en"].search(pair.text("en")) and _ONLY["zh"].search(pair.text("zh")))
    if "forbidden" in en:
        return bool(_ONLY_SO["zh"].search(_neutral(pair.text("zh"))))
    return "forbidden" in zh and bool(_ONLY_SO["en"].search(_neutral(pair.text("en"))))


# --- conditions ------------------------------------------------------------------------------------------------------


def _conditions(texts: PairOfTexts, names: PartyNames) -> Iterator[Difference]:
    for condition in CONDITIONS:
        for pair in texts.sentences:
            if pair.en and pair.zh:
                yield from _condition(texts, pair, condition, names)


# What one text says as an exception or a limit the other may say as part of the rule: 但善意争议的款项除外 is
# "amounts that are not disputed in good faith".
_MERE_WORDING = frozenset(
    {"an exception", "a proviso", "a case that must come first", "a limit to what capacity or circumstances allow"}
)
_STRETCH: dict[Side, re.Pattern[str]] = {"en": re.compile(r"[^,;.]+"), "zh": re.compile(r"[^，；。]+")}


def _is_answered(
    said: re.Match[str], pair: SentencePair, texts: PairOfTexts, names: PartyNames, language: Side
) -> bool:
    """Whether every word of the stretch that says it stands in the other text too, which denies or limits something."""
    stretches = _STRETCH[language].finditer(pair.text(language))
    stretch = next((s.group() for s in stretches if s.start() <= said.end() - 1 < s.end()), said.group())
    there = _neutral(texts.with_lonely(pair, OTHER[language]))
    return bool(_ANY_NEGATION[OTHER[language]].search(there)) and says_nothing_new(stretch, texts, names, language)


def _condition(texts: PairOfTexts, pair: SentencePair, condition: Condition, names: PartyNames) -> Iterator[Difference]:
    for language in SIDES:
        other = OTHER[language]
        said = condition.says(language).search(pair.text(language))
        if not said or condition.excuses(other).search(
            texts.text(other) if condition.anywhere else texts.with_lonely(pair, other)
        ):
            continue
        here = len(condition.says(language).findall(texts.text(language)))
        there = len(condition.says(other).findall(texts.text(other)))
        if condition.what in _MERE_WORDING and _is_answered(said, pair, texts, names, language):
            continue
        # "It" may stand for the exclusivity that the other text names once more.
        if there < here and not (there and condition.kind == "exclusivity"):
            reason = (
                f"Only the {LANGUAGE_NAMES[language]} text has {condition.what} (“{' '.join(said.group().split())}”)."
            )
            yield Difference(condition.kind, reason, pair.bounds("en"), pair.bounds("zh"))


# --- opposites, names ------------------------------------------------------------------------------------------------


def _opposites(texts: PairOfTexts) -> Iterator[Difference]:
    for pair in texts.sentences:
        if pair.en and pair.zh:
            for reason in turned_round(pair.text("en"), pair.text("zh")):
                yield Difference("opposite", reason, pair.bounds("en"), pair.bounds("zh"))


_NAMED: dict[str, Kind] = {"institution": "place", "place": "place", "currency": "amount", "weekday": "date"}


def _named(texts: PairOfTexts) -> Iterator[Difference]:
    for pair in texts.sentences:
        for what, reason in named_otherwise(pair.text("en"), pair.text("zh")):
            yield Difference(_NAMED[what], reason, pair.bounds("en"), pair.bounds("zh"))
