"""May against shall: what one text permits and the other requires, and what each party is bound to in either."""

import re
from collections.abc import Iterator

from assistant.bilingual.acts import permitted_there_too
from assistant.bilingual.ends import without_denied_ends
from assistant.bilingual.facts import LANGUAGE_NAMES, Kind, Side
from assistant.bilingual.held import MODAL_WORDS
from assistant.bilingual.modals import (
    DUTY,
    MAY,
    PROHIBITED,
    THEN_ONLY,
    count,
    first,
    neutral,
    one_duty_a_subject,
    plainly,
    remains_free,
)
from assistant.bilingual.pair import OTHER, SIDES, Difference, PairOfTexts
from assistant.bilingual.parties import PartyNames, roles_in
from assistant.bilingual.pronouns import roles_by_pronoun, roles_going_on
from assistant.bilingual.sentences import SentencePair


def differing_duties(texts: PairOfTexts) -> Iterator[Difference]:
    for pair in texts.matched:
        for language in SIDES:
            other = OTHER[language]
            here, there = texts.with_lonely(pair, language), texts.with_lonely(pair, other)
            turned = (
                _turned(pair.text(language), pair.text(other), language)
                or _turned(here, there, language)
                or (
                    not all(_ONLY[side].search(pair.text(side)) for side in SIDES)
                    and _turned(one_duty_a_subject(here), one_duty_a_subject(there), language)
                )
            )
            if turned and permitted_there_too(plainly(pair.text(language)), plainly(pair.text(other)), language):
                continue
            # "May, after consulting the Supplier" is 可……，应先征询供应商意见.
            if turned and all(_COMES_FIRST[side].search(pair.text(side)) for side in SIDES):
                continue
            if turned and first(MAY, language, pair) and first(DUTY, other, pair) and _turned_over_all(texts, language):
                reason = f"The {LANGUAGE_NAMES[language]} text permits (“{first(MAY, language, pair)}”) what the {LANGUAGE_NAMES[other]} text requires (“{first(DUTY, other, pair)}”)."
                yield Difference("modality", reason, pair.bounds("en"), pair.bounds("zh"))


_COMES_FIRST: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"\bafter (?:consulting|hearing|informing|notifying|giving|obtaining|having|(?:prior |written )*(?:notice|consultation))\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"应当?(?:先|事先|首先)(?!进先出)"),
}


def _turned(permits: str, requires: str, language: Side) -> bool:
    """One permission more here, one duty more there; what stands in brackets is left aside."""
    permits, requires = without_only(plainly(permits), plainly(requires), language)
    other = OTHER[language]
    fewer = count(MAY, other, requires) < count(MAY, language, permits) - said_otherwise(language, permits, requires)
    # A prohibition there answers a permission "only with consent" here; that is the negation's matter.
    forbids = count(PROHIBITED, other, requires) > count(PROHIBITED, language, permits)
    return fewer and not forbids and count(DUTY, other, requires) > count(DUTY, language, permits)


_AS_EXCLUSIVE: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"\bonly (?:[\w'’-]+ ){1,6}may\b|\bmay (?:(?!may\b)[\w'’-]+ ){0,10}only\b"
        r"|\b(?:shall|will) (?:[\w'’-]+ ){1,12}only (?:if|when|after|once|where|upon|with|against)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"(?:仅|只)(?:有|可|能|得|限)?[^，。；]{0,12}?(?:可以|可|有权|才能)|[仅只][能得](?!够)|(?:后|时|下|的|意|准)，?方可|"
        + THEN_ONLY
        + r"可"
        r"|(?:只有|仅在)[^。；]{1,80}?方可"
    ),
}


def without_only(permits: str, requires: str, language: Side) -> tuple[str, str]:
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
# "Capable of remedy" is 可予补救, "the power to appoint" 有权委派, "shall be paid" 有权获得付款.
_CAN = re.compile(
    r"\b(?:capable of|able to|can(?! not)|(?:power|authority|rights?)(?:, [^,.;]{1,60},)? (?:to|of)|licen[cs]e to)\b",
    re.IGNORECASE,
)
_GETS = (
    re.compile(r"有权(?:按[^，。；]{1,16})?(?:[^，。；]{0,16})?(?:获得|获|收取|得到|取得|收回)"),
    re.compile(
        r"\b(?:(?:shall|will|must) be (?:\w+ )?(?:paid|reimbursed|compensated|refunded|credited|granted)|receives?|earns?)\b",
        re.IGNORECASE,
    ),
)
_BY_CHOICE: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:either(?! part)|whether)\b[^.;]{1,80}?\bor\b|\bif (?:\w+ ){1,3}so (?:wish|desir|elect|choos|prefer)\w*"
        # "Shall, at the Buyer's choice, replace or refund it" is 买方可选择由卖方更换或者退款.
        r"|\bat (?:[\w’'-]+ ){0,2}?(?:[\w-]+['’]s?|its|their|his|the) (?:\w+ )?(?:option|choice|election|discretion)\b|\bas (?:[\w’'-]+ ){1,3}?(?:may |shall )?(?:choos|elect|prefer|select)\w*"
        # "In person or by telephone" is 可现场召开，亦可电话召开.
        r"|\b(?:in|by|through|via|at) (?:[\w-]+ ){1,4}or (?:in|by|through|via|at)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"(?:可以?|有权)(?:[^，。；]{0,24}或|[^，。；]{0,6}选择)|可以?[^，。；]{1,14}，(?:[亦也]可| )|自行(?:决定|选择|酌)|如[^，。；]{0,6}(?:愿意|希望|选择|有意)[^，。；]{0,2}，[^，。；]{0,6}可"
    ),
}


# "The Client may choose whether the Manufacturer replaces or refunds" is 制造商应按客户的选择更换或者退款.
_MAY_CHOOSE = re.compile(
    r"\b(?:may|(?:entitled|free|right|option) to)\s+(?:\w+ ){0,2}?(?:choos|elect|select|decid|opt)\w*", re.IGNORECASE
)
_AS_CHOSEN = re.compile(r"(?:按照?|依照?|根据|视)[^，。；]{1,12}(?:选择|决定|选定)")

_MAY_AS_CHOSEN = re.compile(r"可以?(?=(?:按照?|依照?|根据)[^，。；]{1,12}(?:选择|决定|选定))")


# "May replace it if it gives notice" is 替换的，应提前通知.
_MAY_IF = re.compile(
    r"\bmay\b[^.;]*\b(?:if|provided|on|upon|after|subject to|with|by|only)\b[^.;]*\b(?:notice|notif\w+|inform\w*|consent|approv\w+|agree\w*)\b",
    re.IGNORECASE,
)
# "May be added only with approval, following an audit" is 须先经审计，并取得批准.
_MAY_ONLY = re.compile(
    r"\bmay\b(?! not)[^.;]*?\bonly (?:with|if|after|when|once|upon|on|where|following|against|subject to|by)\b",
    re.IGNORECASE,
)
_MUST_HAVE = re.compile(
    r"[应须需]当?(?:先|事先|预先|首先|提前|另行|书面)*(?:经|由|取得|获得|征得|得到|以[^，。；]{1,20}为(?:前提|条件|准|限))"
)
_MUST_FIRST = re.compile(
    r"[的，](?:均|则|[^，。；]{0,6}方)?[应须需]当?(?:至少|事先|提前|预先|书面|先|另行){0,3}(?:[^，。；]{0,12}(?:通知|告知)|(?:取得|获得|征得|得到|经|报请?)[^，。；]{0,24}(?:同意|批准|许可|认可))"
)
# 即可查阅 is "shall be open to inspection".
_THEN_CAN = re.compile("即可(?!能)")


def said_otherwise(language: Side, permits: str, requires: str) -> int:
    """How many words of permission the other text has in another form: 可能, "enforceable", "either ... or"."""
    if language == "en":
        # A "may" that counts as no permission and "likely" have a 可能 of their own.
        counted = sum(match.group().lower() == "may" for match in MAY["en"].finditer(permits))
        by_choice = _MAY_CHOOSE.search(permits) and _AS_CHOSEN.search(requires)
        on_notice = (_MAY_IF.search(permits) and _MUST_FIRST.search(requires)) or (
            _MAY_ONLY.search(permits) and _MUST_HAVE.search(requires)
        )
        return (
            bool(by_choice)
            + bool(on_notice)
            + max(0, len(_POSSIBLY.findall(requires)) - (len(_LIKELY.findall(permits)) - counted))
        )
    # 可按客户的选择更换或者退款 says whose choice it is beside its 可, which therefore permits.
    whose = _MAY_AS_CHOSEN.sub(" ", permits)
    choices = _BY_CHOICE["zh"].search(whose) and _BY_CHOICE["en"].search(requires)
    gets = _GETS[0].search(permits) and _GETS[1].search(requires)
    return (
        len(_ABLE.findall(requires))
        + len(_CAN.findall(requires))
        + len(_THEN_CAN.findall(permits))
        + bool(choices)
        + bool(gets)
    )


def _turned_over_all(texts: PairOfTexts, language: Side) -> bool:
    other = OTHER[language]
    return count(MAY, other, texts.text(other)) < count(MAY, language, plainly(texts.text(language)))


_ONLY_SO: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:only|solely|nothing|none|no|not|nor|neither|nobody|refrain\w*|abstain\w*|desist\w*|cease\w*|stop\w*|halt\w*|suspend\w*|postpon\w*|hold\w* (?:back|off)|forgo\w*|avoid\w*|never|cannot)\b", re.IGNORECASE),
    "zh": re.compile(r"仅|只|" + THEN_ONLY + r"|不[得应能会可再予]|无[权须需]|避免|停止|禁止|防止|保密"),
}  # fmt: skip


# "The Client shall be notified": the other party is bound; who "shall not be obliged to" is not.
_BINDS_NOBODY = re.compile(
    r"\b(?:shall|will) not be (?:obliged|required|bound|obligated|compelled) to\b|"
    r"\b(?:shall|must|will) (?:also |then |first |promptly |immediately )?be (?:notified|informed|told|consulted|given|paid|reimbursed|compensated|refunded|credited|heard|offered|provided|supplied|deemed|regarded|treated)\b",
    re.IGNORECASE,
)


def differing_acts(texts: PairOfTexts, names: PartyNames) -> Iterator[Difference]:
    """What each party as the subject is bound to, permitted or forbidden, in either text."""
    for pair in texts.matched:
        roles = {side: roles_in(_BINDS_NOBODY.sub(" ", remains_free(pair.text(side))), side, names) for side in SIDES}
        meant = {side: list(roles_by_pronoun(pair.text(side), side, names)) for side in SIDES}
        going_on = list(roles_going_on(pair.text("en"), names))
        for party in dict.fromkeys(role.party for role in roles["en"]):
            en, zh = ({r.place for r in roles[side] if r.party == party and r.place in MODAL_WORDS} for side in SIDES)
            # "The Client may terminate, in which case it shall pay": both are said of it.
            if en and zh:
                en |= {role.place for role in (*meant["en"], *going_on) if role.party == party}
                zh |= {role.place for role in meant["zh"] if role.party == party}
            if len(en) == len(zh) == 1 and en != zh and not _same_in_other_words(pair, en, zh):
                kind: Kind = "negation" if "forbidden" in en | zh else "modality"
                said, said_zh = MODAL_WORDS[next(iter(en))], MODAL_WORDS[next(iter(zh))]
                reason = f"The same party {said} in English and {said_zh} in Chinese."
                yield Difference(kind, reason, pair.bounds("en"), pair.bounds("zh"))


_ONLY: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        # "Shall print no label except from the current version" is 仅可按现行版本印制.
        r"\b(?:only|solely|exclusively)\b|\b(?:no(?:ne)?|nothing|nobody)\b[^.;]*\b(?:except|other than|save|but|unless)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile("[仅只]|" + THEN_ONLY),
}


# "Shall, at its discretion, reject or return" is 可自行决定.
_AS_IT_CHOOSES: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:at (?:its|their) (?:\w+ )?(?:option|choice|election|discretion)|of (?:its|their) (?:own )?(?:choice|choosing))\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"自行(?:决定|选[择聘任定]|酌|委[派任聘托])"),
}
# "Shall not replace her without notice" is 更换的应提前通知, "shall not subcontract without consent" 如欲分包，须取得同意.
_NOT_UNLESS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (re.compile(r"\bnot\b[^.;]*?\bwithout\b[^.;]{0,100}?\b(?:notice|notif\w+|informing)\b", re.IGNORECASE), re.compile("通知")),
    (
        re.compile(r"\bnot\b[^.;]*?\b(?:without|unless)\b[^.;]{0,100}?\b(?:consent\w*|approv\w+|agree\w*|permission)\b", re.IGNORECASE),
        re.compile(r"[须应]当?(?:事先|提前|先|书面|另行|首先){0,2}(?:取得|获得|征得|得到|经|报请?)[^，。；]{0,24}(?:同意|批准|许可|认可)"),
    ),
)  # fmt: skip


# "Shall give at least" is 给予的……不得少于.
_BOUNDED: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:at least|at most|up to|within|not? (?:less|fewer|later|more|longer|earlier|sooner|higher|lower|greater|smaller)|minimum|maximum|exceed\w*)\b", re.IGNORECASE),
    "zh": re.compile(r"不[得应]?(?:少于|低于|迟于|晚于|早于|先于|超过|多于|高于|短于)|至[少多迟]|最[低少高多长迟]"),
}  # fmt: skip


def _same_in_other_words(pair: SentencePair, en: set[str], zh: set[str]) -> bool:
    """`shall use only X` forbids the rest; `may only` and 不得 meet half-way."""
    if "forbidden" not in en | zh:
        # `shall use it for X only` is 仅可为X使用.
        # "May end it only on six months' notice" is 须提前六个月通知.
        if "may" in en and said_otherwise("en", pair.text("en"), pair.text("zh")):
            return True
        return any(all(said[side].search(pair.text(side)) for side in SIDES) for said in (_ONLY, _AS_IT_CHOOSES))
    if all(_BOUNDED[side].search(pair.text(side)) for side in SIDES):
        return True
    if any(without_denied_ends(pair.text(s), s, pair.text(OTHER[s])) != pair.text(s) for s in SIDES):
        return True
    if "forbidden" in en:
        unless = any(here.search(pair.text("en")) and there.search(pair.text("zh")) for here, there in _NOT_UNLESS)
        return bool(unless or _ONLY_SO["zh"].search(neutral(pair.text("zh"))))
    return "forbidden" in zh and bool(_ONLY_SO["en"].search(neutral(pair.text("en"))))
