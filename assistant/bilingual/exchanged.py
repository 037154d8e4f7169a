"""Who does it: places of two paragraphs that one party holds in English and another in Chinese."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from assistant.bilingual.agents import other_agent
from assistant.bilingual.beside import exchanged_places
from assistant.bilingual.called import without_others
from assistant.bilingual.ends import not_got_by_the_other
from assistant.bilingual.facts import Side
from assistant.bilingual.held import exchanged_roles, roles_apart
from assistant.bilingual.near import is_translation
from assistant.bilingual.pair import OTHER, SIDES, Difference, PairOfTexts
from assistant.bilingual.parties import Party, PartyNames, Role, mentions, roles_in
from assistant.bilingual.pronouns import roles_meant
from assistant.bilingual.relative import named_for_both, told_otherwise
from assistant.bilingual.sentences import SentencePair

_PRONOUN: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:it|its|itself|they|them|such part(?:y|ies)|that part(?:y|ies)|(?:the|its) other(?: party)?)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"(?<!尤)(?<!极)其(?![他它余中后间次实一])|自费|自行|该方|本方|对方|自身|另一方|双方|各方"),
}
_PLACE_WORDS = {
    "duty": "who is bound", "may": "who has the right", "forbidden": "who is forbidden to",
    "gives consent": "whose consent is needed", "bears the cost": "who bears the cost",
    "bears the risk": "who bears the risk", "owns it": "who owns it",
    "chooses": "who chooses",
}  # fmt: skip


def exchanged_parties(texts: PairOfTexts, names: PartyNames) -> Iterator[Difference]:
    texts = PairOfTexts(texts.en, without_others(texts.zh, texts.en, names.only_chinese))
    for pair in texts.sentences:
        if not (pair.en and pair.zh):
            continue
        if len(texts.sentences) > 1 and not is_translation(pair.text("en"), pair.text("zh")):
            continue
        if _shared_the_other_way(pair, names):
            yield Difference(
                "party", "The texts differ on who bears or owns it in which case.", pair.bounds("en"), pair.bounds("zh")
            )
            continue
        if any(not_got_by_the_other(pair, side, names) for side in SIDES):
            continue
        # "Consent, which shall not be unreasonably withheld" names nobody, 委托方不得无理拒绝 does.
        nobody = _NOT_WITHHELD["en"].search(pair.text("en"))
        zh = _NOT_WITHHELD["zh"].sub(" ", pair.text("zh")) if nobody else pair.text("zh")
        roles: dict[Side, list[Role]] = {"en": roles_in(pair.text("en"), "en", names), "zh": roles_in(zh, "zh", names)}
        # "The Parties shall" names no role in English; 双方应 beside it is no other party.
        if _THE_PARTIES.search(pair.text("en")) and not any(role.party == "each" for role in roles["en"]):
            roles["zh"] = [role for role in roles["zh"] if role.party != "each"]
        meant = {side: roles_meant(pair.text(side), pair.text(OTHER[side]), side, names) for side in SIDES}
        place = exchanged_roles(roles["en"], roles["zh"]) or roles_apart(
            [*roles["en"], *meant["en"]], [*roles["zh"], *meant["zh"]]
        )
        if (
            place
            or (_other_party_named(pair, names) and not _named_as_often(texts, names))
            or _other_party_begins(pair, names)
            or _mutual_here_only(pair, names)
            or other_agent(pair, names)
            or (exchanged_places(pair, names) and not _bound_and_named_alike(pair, roles, names))
            or told_otherwise(pair, texts)
            or named_for_both(pair, texts, names)
            or (len(texts.sentences) == 1 and _only_the_other_named(texts, names))
        ):
            what = _PLACE_WORDS.get(place or "", "which party is meant")
            yield Difference("party", f"The texts differ on {what}.", pair.bounds("en"), pair.bounds("zh"))


_NOT_WITHHELD: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\bnot (?:to )?(?:be )?unreasonably\b", re.IGNORECASE),
    "zh": re.compile(r"不得(?=(?:无(?:正当|合理)?(?:理由?|故)|不合理|不当)地?(?:拒|拖|扣|迟|推|保|附|不予))"),
}
_THE_PARTIES = re.compile(r"\b(?:the|both|two) parties\b", re.IGNORECASE)
_BEARS: dict[Side, str] = {
    "en": r"\b(?:(?:borne|paid|covered) by|(?:and|or|otherwise|but|else),? by|for the account of)\s+NAME",
    "zh": r"由NAME[^，。；]{0,6}(?:承担|负担|支付)|NAME(?:应|须|应当)?(?:自行)?(?:承担|负担)",
}
_NOT_SO: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:not|no|otherwise|else|unless|without|un(?:founded|justified)|conform\w*)\b", re.IGNORECASE),
    "zh": re.compile(
        r"不(?!当|正当|善|良|法|可抗力|可预见|动产)|未|无|否则|反之|除非|其余|其他情[形况]|除此之外|(?<!不)(?:符合|合格)"
    ),
}
# Where the rule and the exception are told apart, the rule names who bears it by default.
_ITS_DEFAULT: tuple[dict[Side, str], ...] = (
    {
        "en": r"NAME\s+(?:shall |will |must )?(?:\w+ly )?(?:bears?|pays?|reimburses?|meets?)\b|\b(?:borne|paid|met|covered) by\s+NAME|\bat (?:the )?(?:sole )?NAME(?:['’]s)?\s+(?:own |sole )?(?:cost|expense|risk)|\bat the (?:cost|expense|risk) of\s+NAME|\b(?:for the account of|fall (?:up)?on|(?:and|or|otherwise|else|but),? by|(?:lies|rests|is|remains) with|passes to)\s+NAME",
        "zh": r"由NAME[^，。；]{0,8}(?:承担|负担|支付|自负|自理)|NAME(?:应|须|应当)?(?:自行)?(?:承担|负担)",
    },
    {
        "en": r"\b(?:vests? in|belongs? (?:exclusively |solely )?to|owned (?:exclusively |solely )?by|(?:the )?property of|remains? with)\s+NAME|NAME\s+(?:shall |will )?(?:exclusively |solely )?owns?\b",
        "zh": r"归属?于?NAME(?:单独|独家)?(?:所有)?|(?:属于|为)NAME(?:单独|独家)?(?:所有|财产)|NAME(?:单独|独家)?(?:所有|拥有)",
    },
)  # fmt: skip
_OTHERWISE: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:otherwise|else|in (?:all|any|every) other (?:case|event|circumstance)s?|(?:all|any) other|the rest|the remainder|the balance)\b", re.IGNORECASE),
    "zh": re.compile(r"否则|反之|其他(?:情形|情况|的?费用|的?成本|所有|一切|全部)?|其余|除此(?:之外|以外)?|除[前上]述"),
}  # fmt: skip
_EXCEPT: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:except|unless|save|but|however|other than|provided|in which (?:case|event))\b", re.IGNORECASE),
    "zh": re.compile(r"但|除|不过|惟|例外|如|若"),
}  # fmt: skip
# 除……由甲方承担外，由乙方承担: the exception stands in front.
_EXCEPT_FIRST: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"^\W*(?:except|unless|save|other than|apart from)\b", re.IGNORECASE),
    "zh": re.compile(r"(?:^|[，。；])除"),
}
_PART = re.compile(r"[,;.，；。]|\band\b|\bbut\b", re.IGNORECASE)


_FULL_STOP = re.compile(r"[;；。]|\.(?=\s)")


def _shared_the_other_way(pair: SentencePair, names: PartyNames) -> bool:
    """What two parties share by the case: the one bears, or owns, in English what the other does in Chinese."""
    turned = _default_turned_round(pair, names)
    if turned is not None:
        return turned
    bears = {side: _who_bears(pair.text(side), side, names) for side in SIDES}
    both: list[Party] = ["first", "second"]
    if any(sorted(found) != both for found in bears.values()):
        return False
    return all(bears["en"][party] != bears["zh"][party] for party in both)


def _default_turned_round(pair: SentencePair, names: PartyNames) -> bool | None:
    """Whether the rule falls on one party in English and on the other in Chinese; `None` where a text has no rule and exception."""
    for shapes in _ITS_DEFAULT:
        of = {side: _by_default(pair.text(side), side, shapes[side], names) for side in SIDES}
        if of["en"] and of["zh"]:
            return of["en"] != of["zh"]
    return None


def _by_default(text: str, language: Side, shape: str, names: PartyNames) -> Party | None:
    """Of two parties that bear, or own, by turns: the one of the rule."""
    found = _by_turns(text, language, shape, names)
    if not found:
        return None
    (first, start, end), (second, _, other_end) = found
    between = text[end:other_end]
    if _OTHERWISE[language].search(between):
        return second
    if _EXCEPT_FIRST[language].search(text[:start]):
        return second
    return first if _EXCEPT[language].search(between) else None


def _by_turns(text: str, language: Side, shape: str, names: PartyNames) -> list[tuple[Party, int, int]]:
    """Where the two parties stand; empty unless each does once, and not in one breath."""
    name = names.spelt(language).pattern
    # A group may be named only once: each alternative has a name of its own.
    parts = shape.split("NAME")
    filled = parts[0] + "".join(name.replace("name", f"name{i}") + part for i, part in enumerate(parts[1:]))
    found = [
        (names.side_of(next(g for n, g in m.groupdict().items() if n.startswith("name") and g)), *m.span())
        for m in re.finditer(filled, text, re.IGNORECASE)
    ]
    return found if len(found) == 2 and found[0][0] != found[1][0] else []


def _who_bears(text: str, language: Side, names: PartyNames) -> dict[Party, bool]:
    """For each party whether its case is the one without a "not", or the first where neither or both have one; empty unless two bear."""
    name = names.spelt(language).pattern
    found = list(re.finditer(_named_once(_BEARS[language], name), text, re.IGNORECASE))
    if len(found) != 2:
        return {}
    cut = next((mark.start() for mark in _PART.finditer(text, found[0].end())), found[0].end())
    # 金额均不含税；税款由……承担: what a sentence before denies is no case of this one.
    begins = max((mark.end() for mark in _FULL_STOP.finditer(text, 0, found[0].start())), default=0)
    parts = (text[begins:cut], text[cut:])
    denied = [bool(_NOT_SO[language].search(part)) for part in parts]
    if denied[0] == denied[1]:
        # "By Supplier for one batch a year and by Customer for any further".
        denied = [False, True]
    parties = [
        names.side_of(next(g for n, g in match.groupdict().items() if n.startswith("name") and g)) for match in found
    ]
    return {party: not no for party, no in zip(parties, denied, strict=True)}


def _named_once(shape: str, name: str) -> str:
    """The shape with the parties' names in; a group may be named only once, so the second has a name of its own."""
    filled = shape.replace("NAME", name, 1)
    return filled.replace("NAME", name.replace("(?P<name>", "(?P<name_too>"))


def _only_the_other_named(texts: PairOfTexts, names: PartyNames) -> bool:
    """The English paragraph is about one party alone, the Chinese about the other: no pronoun can stand for a party nobody names."""
    named = {side: mentions(texts.text(side), side, names) for side in SIDES}
    en, zh = ([party for party, count in named[side].items() if count] for side in SIDES)
    return len(en) == len(zh) == 1 and en != zh and not any(_MUTUAL[side].search(texts.text(side)) for side in SIDES)


def _other_party_named(pair: SentencePair, names: PartyNames) -> bool:
    """One party stands in English only, the other in Chinese only, and no pronoun explains it."""
    pronouns = {side: len(_PRONOUN[side].findall(pair.text(side))) for side in SIDES}
    # 其 beside `its` explains nothing; only a pronoun more than the English has can stand for a name.
    more = max(0, pronouns["zh"] - pronouns["en"])
    # Of 25,900 faithful pairs thirteen name one party too few and the other too many, mostly where 其 stands for the one.
    return any(gone > more for gone in _named_for_the_other(pair, names))


def names_one_for_the_other(pair: SentencePair, names: PartyNames) -> bool:
    """Whether the Chinese names one party less often than the English, and the other more often."""
    return any(True for _ in _named_for_the_other(pair, names))


def _named_for_the_other(pair: SentencePair, names: PartyNames) -> Iterator[int]:
    """How much less often the Chinese names a party, where it names the other more often."""
    en, zh = mentions(pair.text("en"), "en", names), mentions(pair.text("zh"), "zh", names)
    sides: tuple[tuple[Party, Party], ...] = (("first", "second"), ("second", "first"))
    yield from (en[a] - zh[a] for a, b in sides if en[a] > zh[a] and zh[b] > en[b])


def _named_as_often(texts: PairOfTexts, names: PartyNames) -> bool:
    """Whether paragraphs of unlike sentences name each party equally often: what one lacks the next has, a pairing gone wrong."""
    unlike = any(len(pair.en) != len(pair.zh) for pair in texts.sentences)
    return unlike and mentions(texts.en, "en", names) == mentions(texts.zh, "zh", names)


def _bound_and_named_alike(pair: SentencePair, roles: dict[Side, list[Role]], names: PartyNames) -> bool:
    """Whether both sentences bind the same parties, and name each as often: what one party were exchanged for would be counted.
    "Borne by the Supplier to the extent …, and otherwise by the Buyer" binds alike what names them in the same order."""
    if mentions(pair.text("en"), "en", names) != mentions(pair.text("zh"), "zh", names):
        return False
    if all(_OTHERWISE[side].search(pair.text(side)) for side in SIDES):
        order = {
            side: [names.side_of(match.group("name")) for match in names.spelt(side).finditer(pair.text(side))]
            for side in SIDES
        }
        return order["en"] == order["zh"]
    return bool(roles["en"]) and Counter(roles["en"]) == Counter(roles["zh"])


_MUTUAL: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:either|each|neither|both|any|one|a|no|the other|other|another)\s+part(?:y|ies)\b|\b(?:either|neither|each|both|one|any) of (?:us|you|them|the two)\b|\bparties\b|\beach other\b|\bmutual\w*|\b(?:split|shared?|divided) (?:\w+ )?(?:in (?:two|half)|equally|evenly|between)\b|\b(?:in|by) (?:equal (?:shares|parts)|halves)\b|\bhalf each\b", re.IGNORECASE),
    "zh": re.compile(r"一方|双方|各方|对方|何方|当事人|相互|互相"),
}  # fmt: skip
_TOGETHER = re.compile(r"\s*(?:,\s*)?(?:and|or|&|和|与|及|或|、)\s*(?:the\s+)?", re.IGNORECASE)


def _mutual_here_only(pair: SentencePair, names: PartyNames) -> bool:
    """One text binds either party, the other a party by its name."""
    for language in SIDES:
        other = OTHER[language]
        own, its = pair.text(language), pair.text(other)
        if any(mentions(own, language, names).values()) or not _MUTUAL[language].search(own):
            continue
        found = list(names.spelt(other).finditer(its))
        is_both = any(_TOGETHER.fullmatch(its[a.end() : b.start()]) for a, b in pairwise(found))
        if found and roles_in(its, other, names) and not is_both and not _MUTUAL[other].search(its):
            return True
    return False


# A Chinese sentence that opens with one of these puts somebody else's act in front, as translations do.
_FRONTED = re.compile(r"经|由|应|向|为|对|就|按|据|从|与|和|将|因|以|在|于|受|自|至|除|如经|若经|如应")
_OPENS_A_CASE = re.compile(r"如|若|倘|当|一旦|只要|除非|凡|在")
_ENDS_A_CASE = re.compile(r"(?:的|者|时|(?:后|前|之日起)(?:[^，。；]{0,10}[日月年周时]之?内?)?)$")
_CASE = re.compile(
    r"\b(?:if|where|when|unless|once|should|after|until|before|upon|following|provided|despite|notwithstanding|although|though|because|as soon as|in the event|in case)\b"
    # "On presentation of receipts" is 出示收据后.
    # "At Buyer's request" is 买方提出要求的.
    r"|\bat (?:\w+ ){0,2}\w+['’]s? (?:\w+ )?(?:request|instruction|direction|demand|option|choice)\b|\bas (?:\w+ )?(?:requested|directed|instructed) by\b"
    r"|\b(?:on|against)\s+(?:\w+\s+)?(?:presentation|receipt|delivery|request|demand|submission|production|completion|payment|expiry|termination|notice|proof)\b",
    re.IGNORECASE,
)
_SEGMENT = re.compile(r"[，。；：]")
_ACTS_ZH = re.compile(r"应|须|可|不得|有权|将|负责|同意|保证|承诺|承担|授予")


_BY_WHOM = re.compile(r"^\s+(?:shall|must|will|may)\s+(?:\w+ )?be \w+(?: \w+)? by\s+$", re.IGNORECASE)


def _begins_alike(before: str, in_case: str, chinese: str, names: PartyNames) -> bool:
    """Whether "if A expects a delay" and A预计延误的 begin the texts, with no other party in the case."""
    whole = re.fullmatch(r"(?:if|where|when)\s+(?:the\s+)?", before, re.IGNORECASE) and chinese.endswith("的")
    return bool(whole) and not names.english.search(in_case) and not names.chinese.search(chinese)


def _other_party_begins(pair: SentencePair, names: PartyNames) -> bool:
    """Both parties are named once on either side, and the sentence is about the other one."""
    both = {"first": 1, "second": 1}
    if mentions(pair.text("en"), "en", names) != both or mentions(pair.text("zh"), "zh", names) != both:
        return False
    english, chinese = names.english.search(pair.text("en")), names.chinese.search(pair.text("zh"))
    if not english or not chinese or english.start() > 4 or chinese.start() > 2:
        return False
    after = _SEGMENT.split(pair.text("zh")[chinese.end() :])[0]
    beyond = pair.text("en")[english.end() :]
    other_en = names.english.search(beyond)
    # "Supplier shall be provided by Buyer with it" is 买方应向供应商提供: the agent stands second.
    if other_en and _BY_WHOM.search(beyond[: other_en.start()]):
        return False
    # Who is late in either text, and nobody else named in the case: 客户预计延误的，应…….
    in_case = beyond.split(",")[0]
    if _begins_alike(pair.text("en")[: english.start()], in_case, after, names):
        return names.side_of(english.group("name")) != names.side_of(chinese.group("name"))
    # "A may do it if B does not" is 乙未……的，甲可……: Chinese puts the case in front.
    begins = _CASE.search(pair.text("en")[: english.start()])
    # "A may end it where B fails to" is 如乙未……，甲可……: the case in front opens with 如.
    opens = _OPENS_A_CASE.search(pair.text("zh")[: chinese.start()])
    if not begins and opens and _CASE.search(pair.text("en")[english.end() :]):
        return False
    if not begins and _ENDS_A_CASE.search(after) and _CASE.search(pair.text("en")[english.end() :]):
        return False
    # 供应商丧失许可，或主管机关禁止进口的，买方可…….
    beyond_zh = pair.text("zh")[chinese.end() :]
    other_zh = names.chinese.search(beyond_zh)
    in_front = beyond_zh[: other_zh.start()].rstrip("，") if other_zh else ""
    if not begins and _ENDS_A_CASE.search(in_front) and _CASE.search(pair.text("en")[english.end() :]):
        return False
    after = after.removesuffix("的").removesuffix("者")
    if (
        "的" in after
        or not _ACTS_ZH.search(after)
        or _FRONTED.search(pair.text("zh")[: chinese.start()])
        or re.match(
            r"要求|同意|批准|书面|提供|选择|通知|(?:可以?|有权)(?:自行)?(?:选择|决定)|[应须]?(?:按照?|依照?|根据|视)[^，。；]{1,12}(?:选择|决定)",
            after,
        )
    ):
        return False
    possessive = re.match(r"['’]s?\b", pair.text("en")[english.end() :])
    return not possessive and names.side_of(english.group("name")) != names.side_of(chinese.group("name"))
