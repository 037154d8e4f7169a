"""Who does it: the parties' names in both languages, and the places of a sentence where a party decides the meaning."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np

from assistant.bilingual.called import ACTS, MORE_NAMES, chinese_shape, english_shape, of_use
from assistant.bilingual.facts import Side
from assistant.bilingual.own_cost import paying_themselves
from assistant.bilingual.own_words import NONE, OwnWords
from assistant.roles import CUSTOMER, PARTY_UNNAMED, SUPPLIER, USUAL_NAMES, Roles

Party = Literal["first", "second", "each"]
Modal = Literal["duty", "may", "forbidden"]

_DEFINED_EN = re.compile(
    r"[(（][^()（）]{0,80}?[\"“”'‘’]\s*(?:the\s+)?([A-Z][\w&.' -]{1,40}?)\s*[\"“”'’]\s*[)）]|\b[\"“]([A-Z][\w& -]{1,30})[\"”]\)"
)
_DEFINED_ZH = re.compile(
    r"[(（](?:以下|下)?(?:简称|称)?(?:为)?[“\"「']?([㐀-鿿]{2,10})[”\"」']?(?:或(?:者|称)?[“\"「'][^()（）]{1,24}[”\"」'])?[)）]|^\s*([甲乙丙]方|买方|卖方|委托方|受托方)[：:（(]"
)
_NOT_A_NAME = re.compile(
    rf"(?i)agreement|{PARTY_UNNAMED}|product|\bdate\b|协议|合同(?!生产|制造|研发|开发|加工)|双方|一方|各方|产品|公章|盖章|日期?$|本数"
)
_EACH_EN = r"(?:either|each|neither|both|any|a|the other|one|no|the)\s+part(?:y|ies)"
_EACH_ZH = r"任何一方|任一方|每一方|各方|双方|(?<![另任何每])一方|当事人|任意一方"
# "Shall be entitled, but not bound, to inspect" and "shall have the right, exercisable by notice, to end it" permit.
_ASIDE_EN = r"(?:,[^,.;]{1,80},)?"
MODAL_EN = rf"(?P<modal>shall (?:be (?:entitled|free|permitted|allowed){_ASIDE_EN} to|have the (?:(?:sole|exclusive|full) )*right{_ASIDE_EN} to)|(?:is|are) free to|shall not|may not|must not|will not|(?:shall|must|will) (?:refrain|abstain) from|shall(?! be (?:let off|exempt|excused from|reliev|released from|discharged from|spared))|must|will|may|(?:is|are|be) (?:\w+ly )?(?:responsible|in charge)|is entitled{_ASIDE_EN} to|has the (?:(?:sole|exclusive|full) )*right{_ASIDE_EN} to|agrees? to|undertakes? to|is obliged to)\b"
MODAL_ZH = r"(?P<modal>不得(?!不(?![合正当公经适]))|不应|无权|不可|(?<![得可权应须以])禁止|(?<![供适相对反响本早])应当?(?![用急付收])|(?<!无)须|必须|(?<!没)(?<!并)有义务|负责(?!人)|(?<!所)有权|可以|(?<![许不认尽未否无即])可(?![能靠行抗见比追供接用控得观信归]|撤销[的性、]|变(?![更动化换])))"
# Who makes it good: 由供应商赔偿客户 binds the supplier as 供应商应赔偿客户 does; 由供应商赔偿的部分 binds nobody.
_BORNE_ZH = (
    r"由NAME(?:(?!承担|负责|由)[^，。；]){0,24}?(?P<modal>赔偿|补偿|偿付|偿还|赔付|退还|更换|补足)"
    r"(?![^，。；]{0,12}的(?:部分|情形|事项|范围|金额|，|除外|$))"
)
# "Client's technical team shall": the party acts through its people.
ITS_PEOPLE = r"(?:['’]s?(?: \w+){0,2} (?:team|staff|personnel|employees?|representatives?|agents?|department|unit|management|engineers?|auditors?|person|heads?|officers?|directors?))?"
_BETWEEN_EN = (
    ITS_PEOPLE + r"(?:,[^,.;]{1,60},)?\s+(?:alone\s+|hereby\s+|also\s+|then\s+|always\s+|promptly\s+|at all times\s+)?"
)
_BETWEEN_ZH = r"(?:(?!同意|批准|要求|请求|选择|通知|书面|事先|提供的|的)[^，。；、]){0,14}?"


@dataclass(frozen=True)
class PartyNames:
    """Names of the two sides, English and Chinese, lower case."""

    first: frozenset[str]
    second: frozenset[str]
    own_words: OwnWords = field(default_factory=lambda: NONE, hash=False, compare=False)
    """What other words of the agreement mean."""

    def spelt(self, language: Side) -> re.Pattern[str]:
        """What finds the names in a text of this language, as the group `name`."""
        return self.english if language == "en" else self.chinese

    @cached_property
    def english(self) -> re.Pattern[str]:
        shape = english_shape(self.first | self.second)
        return re.compile(rf"(?<![\w-])(?:the\s+)?(?P<name>{shape})(?![\w-])(?!\s+price\s+ind)", re.IGNORECASE)

    @cached_property
    def chinese(self) -> re.Pattern[str]:
        return re.compile(f"(?P<name>{chinese_shape(self.first | self.second)})(?!名[录单]|投诉)", re.IGNORECASE)

    @cached_property
    def places(self) -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
        """Patterns of every decisive place, with the names filled in."""
        en, zh = self.english.pattern, self.chinese.pattern
        shapes = {
            "en": tuple((place, shape.replace("NAME", en)) for place, shape in _PLACES_EN),
            "zh": tuple((place, shape.replace("NAME", zh)) for place, shape in _PLACES_ZH),
            "en_subject": (("", rf"(?:{en}|(?P<each>\b{_EACH_EN})){_BETWEEN_EN}{MODAL_EN}"),),
            "zh_subject": (("", rf"(?:{zh}|(?P<each>{_EACH_ZH})){_BETWEEN_ZH}{MODAL_ZH}"),),
            "zh_borne": (("", _BORNE_ZH.replace("NAME", zh)),),
        }
        return {key: tuple((p, re.compile(s, re.IGNORECASE)) for p, s in of) for key, of in shapes.items()}

    @cached_property
    def only_chinese(self) -> frozenset[str]:
        """Chinese names of a side that has no other: who else may be called so (代工厂, 持有人) is this party here."""
        chinese = ([name for name in side if not name.isascii()] for side in (self.first, self.second))
        return frozenset(names[0] for names in chinese if len(names) == 1)

    def side_of(self, name: str) -> Party:
        return "first" if name.lower() in self.first else "second"


def party_names(pairs: Sequence[tuple[str, str]], roles: Roles) -> PartyNames:
    """The names as the agreement introduces them in both languages, in the order it does, and the usual ones."""
    first, second = ({*USUAL_NAMES[role], *more} for role, more in zip((CUSTOMER, SUPPLIER), MORE_NAMES, strict=True))
    whole_en, whole_zh = ("\n".join(texts) for texts in zip(*pairs, strict=True)) if pairs else ("", "")
    by_verbs = _introduced_on_both_sides(roles)
    for names, sides in ((roles.customer, first), (roles.supplier, second)):
        for name in names:
            is_somebody = not pairs or (_acts(name, whole_en, "en") if name.isascii() else _acts(name, whole_zh, "zh"))
            if is_somebody and (name.lower() not in first | second or name in by_verbs):
                first.discard(name.lower())
                second.discard(name.lower())
                sides.add(name.lower())
    for english, chinese in pairs[:12]:
        en, zh = _defined(_DEFINED_EN, english), _defined(_DEFINED_ZH, chinese)
        if len(en) == len(zh):
            for a, b in zip(en, zh, strict=True):
                known = a.lower() in first | second
                if (known or _acts(a, whole_en, "en")) and (b in first | second or _acts(b, whole_zh, "zh")):
                    _join(a.lower(), b, first, second, CUSTOMER in roles.tag(a))
    _tell_apart(pairs, first, second)
    _join_the_unnamed("\n".join(chinese for _, chinese in pairs), first, second)
    return _as_they_go_together(
        pairs, PartyNames(frozenset(of_use(first, whole_en, whole_zh)), frozenset(of_use(second, whole_en, whole_zh)))
    )


def _introduced_on_both_sides(roles: Roles) -> frozenset[str]:
    """English names that the agreement introduces, where it has one side buy and the other make: a Licensor may be the buyer.

    The usual names (Buyer, Party A, the holder of the marketing authorisation) stay what they are.
    """
    sides = [
        frozenset(name for name in names if name.isascii() and name not in USUAL_NAMES[role])
        for names, role in ((roles.customer, CUSTOMER), (roles.supplier, SUPPLIER))
    ]
    usual = {"party a", "party b", "mah", *(name for names in USUAL_NAMES.values() for name in names)}
    return frozenset(name for name in sides[0] | sides[1] if all(sides) and name.lower() not in usual)


_ACTS_OFTEN = 0.2


def _acts(name: str, text: str, language: Side) -> bool:
    """Whether what an agreement gives a name to is somebody."""
    acts = len(re.findall(ACTS[language].replace("NAME", re.escape(name)), text))
    return acts > 0 and acts >= _ACTS_OFTEN * text.count(name)


# A Chinese name that stands in so many paragraphs, and goes with the other side's English names more closely by so much
# (difference of correlations), belongs to that side.
_IN_PARAGRAPHS = 5
_CLEARLY = 0.3


def _as_they_go_together(pairs: Sequence[tuple[str, str]], names: PartyNames) -> PartyNames:
    """The sides of the Chinese names as the whole text has them: translations name the same party in the same paragraphs."""
    english = np.array([list(mentions(en, "en", names).values()) for en, _ in pairs], dtype=float).reshape(-1, 2)
    if len(pairs) <= _IN_PARAGRAPHS or not english.std(axis=0).all():
        return names
    chinese = [Counter(match.group("name") for match in names.chinese.finditer(zh)) for _, zh in pairs]
    sides: tuple[set[str], set[str]] = set(names.first), set(names.second)
    for name in dict.fromkeys(name for counted in chinese for name in counted if not name.isascii()):
        often = np.array([counted[name] for counted in chinese], dtype=float)
        if np.count_nonzero(often) < _IN_PARAGRAPHS or not often.std():
            continue
        like = [float(np.corrcoef(often, english[:, side])[0, 1]) for side in (0, 1)]
        better = int(like[1] > like[0])
        if abs(like[0] - like[1]) > _CLEARLY and name not in sides[better]:
            sides[better].add(name)
            sides[1 - better].discard(name)
    return PartyNames(frozenset(sides[0]), frozenset(sides[1]))


def _join_the_unnamed(chinese: str, first: set[str], second: set[str]) -> None:
    """A party that acts all through the Chinese text under a name nobody introduced (包装方) is the side that has none there."""
    counted, anything = Counter(_ACTS_AS.findall(chinese)), Counter(_ACTS_AS_ANYTHING.findall(chinese))
    for acting, often in ((counted, OFTEN), (anything, VERY_OFTEN)):
        counts = [sum((counted + anything)[name] for name in side) for side in (first, second)]
        new = [name for name, count in acting.most_common(3) if count >= often and name not in first | second]
        if len(new) == 1 and 0 in counts and any(counts):
            (first if not counts[0] else second).add(new[0])
            return


def _tell_apart(pairs: Sequence[tuple[str, str]], first: set[str], second: set[str]) -> None:
    """Two parties introduced in one breath, by names of which nothing told who buys: the one named first is the first side."""
    counted = mentions(
        "\n".join(english for english, _ in pairs), "en", PartyNames(frozenset(first), frozenset(second))
    )
    side, other = (second, first) if counted["second"] > counted["first"] else (first, second)
    if OFTEN * min(counted["first"], counted["second"]) > max(counted["first"], counted["second"]):
        return
    for english, chinese in pairs[:12]:
        en, zh = _defined(_DEFINED_EN, english), _defined(_DEFINED_ZH, chinese)
        if len(en) == len(zh) == 2 and all(name.lower() in side for name in en):
            moved = {en[other is second].lower(), zh[other is second]}
            side -= moved
            other |= moved
            return


# A name of two to four signs that ends in 方 and is bound or entitled; 一方, 双方, 任何一方 and 第三方 are no names.
_ACTS_AS = re.compile(
    r"(?<![㐀-鿿])((?![^，。；]{0,3}(?:一方|双方|各方|对方|三方))[㐀-鿿]{1,3}方|[甲乙丙]方)(?=应|不得|有权|须|可|负责|保证)"
)
OFTEN = 3
# 合同生产组织: whatever begins a clause and is bound or entitled all through the agreement.
_ACTS_AS_ANYTHING = re.compile(
    r"(?:^|[，。；：\n])((?![^，。；]{0,7}(?:方(?![㐀-鿿]{2})|协议|合同(?!生产|制造|研)|产品|批|通知|款项|价格|其|该|此|任何|前述|上述|本))[㐀-鿿]{3,8}?)"
    r"(?=应当?(?![用急付])|不得|有权|必?须|(?<![许认])可(?!能))",
    re.MULTILINE,
)
VERY_OFTEN = 12


def _join(english: str, chinese: str, first: set[str], second: set[str], customer: bool) -> None:
    """The English name decides the side of the Chinese one, whatever 甲方 usually is; one that says nothing follows it."""
    is_first = english in first or (english not in second and (customer or chinese in first))
    side, other = (first, second) if is_first else (second, first)
    side |= {english, chinese}
    other -= {english, chinese}


def _defined(pattern: re.Pattern[str], text: str) -> list[str]:
    names = [next(g for g in match.groups() if g) for match in pattern.finditer(text)]
    return [name for name in names if not _NOT_A_NAME.search(name)]


@dataclass(frozen=True)
class Role:
    """A party in a place where exchanging it changes the meaning."""

    place: str
    party: Party


def roles_in(text: str, language: Side, names: PartyNames) -> list[Role]:
    """Every decisive place of a sentence with the party that holds it."""
    return list(_english(text, names) if language == "en" else _chinese(text, names))


def mentions(text: str, language: Side, names: PartyNames) -> dict[Party, int]:
    pattern = names.spelt(language)
    found = [names.side_of(match.group("name")) for match in pattern.finditer(text)]
    return {"first": found.count("first"), "second": found.count("second")}


_PAID_EN = r"(?:borne|paid(?: for)?|met|defrayed|funded|settled|discharged)"
_PLACES_EN = (
    ("gives consent", r"NAME(?:'s|’s)?\s+(?:(?:prior|express|written|previous|and)\s+){0,3}(?:consent|approval)\b"),
    ("gives consent", r"\b(?:consent|approval) of\s+NAME"),
    ("bears the cost", r"\bat (?:the )?(?:sole )?NAME(?:'s|’s|(?<=our))\s+(?:own |sole )?(?:cost|expense)"),
    ("bears the cost", r"\bat the (?:sole )?(?:cost|expense) of\s+NAME"),
    ("bears the cost", rf"\b{_PAID_EN} by\s+NAME"),
    ("bears the cost", r"\b(?:for|to) (?:the )?(?:sole )?NAME(?:'s|’s|(?<=our))\s+(?:own |sole )?account\b"),
    ("bears the cost", r"\b(?:for|to) the account of\s+NAME"),
    ("bears the cost", rf"\b{_PAID_EN} by\s[^.;]{3, 120}?\b(?:and|or|but|otherwise),? by\s+NAME"),
    ("bears the cost", r"NAME\s+(?:shall |will )?bears?\b"),
    ("bears the cost", r"NAME\s+(?:shall|will|must)\s[^.;]{3,160}?\band (?:shall |will |must )?bear\b"),
    ("owns it", r"\b(?:vests?|vested|belongs?|pass(?:es)?) (?:\w+\s){0,3}?(?:in|to)\s+NAME"),
    ("owns it", r"\b(?:property of|owned (?:exclusively |solely )?by)\s+NAME"),
    ("owns it", r"\b(?:remains?|rests?|stays?|lies?) (?:vested )?(?:with|in)\s+NAME"),
    ("owns it", r"NAME(?:'s|’s|(?<=our))\s+(?:sole |exclusive )*property\b"),
    ("owns it", r"NAME\s+(?:shall |will )?(?:exclusively |solely )?owns?\b"),
    (
        "chooses",
        r"\b(?:which|whom|that)\s+NAME\s+(?:(?:shall|may|will|must)\s+)?(?:chooses?|selects?|elects?|designates?)\b",
    ),
    ("chooses", r"\b(?:chosen|selected|elected) by\s+NAME"),
    ("chooses", r"\bas\s+NAME\s+(?:may\s+|shall\s+)?(?:chooses?|selects?|elects?)\b"),
    ("chooses", r"\bat\s+NAME(?:'s|’s|(?<=our))\s+(?:sole |own )?(?:option|choice|election|discretion)"),
)
_PLACES_ZH = (
    ("gives consent", r"(?:未经|经|取得|获得|征得|须经|得到|无)\s*NAME(?:的)?(?:[^，。；]{0,6})(?:同意|批准|认可)"),
    ("gives consent", r"NAME(?:的)?(?:事先)?(?:书面)?(?:同意|批准)"),
    ("bears the cost", r"由NAME[^，。；]{0,6}(?:承担|负担|支付|自付|自理)"),
    ("bears the cost", r"NAME(?:应|须|应当)?(?:自行)?(?:承担|负担)(?!责任|违约)"),
    ("owns it", r"(?:归属于?|归|属于|属|转移至|转让给|归属且始终归属于)\s*NAME"),
    ("owns it", r"为NAME(?:的)?(?:独有|专有|独占)?(?:的)?财产"),
    ("owns it", r"NAME(?:单独|独家|独占)?(?:所有|拥有)"),
    ("chooses", r"由NAME(?:自行|单独)?(?:[^，。；]{0,14}中)?(?:选择|选定|决定|指定)"),
    ("chooses", r"(?:依照?|按照?|根据)NAME的?(?:选择|选定|决定)"),
    ("chooses", r"NAME(?:可)?(?:自行|单独)?选择"),
)


def _english(text: str, names: PartyNames) -> Iterator[Role]:
    for match in names.places["en_subject"][0][1].finditer(text):
        each = (match.group("each") or "").lower()
        modal = "forbidden" if each.startswith(("neither", "no ")) else modal_en(match.group("modal").lower())
        if each.startswith(("the other", "the part")) or _NO_SUBJECT_EN.search(text[: match.start()]):
            continue
        # "Supplier shall be provided by Purchaser with a forecast": Purchaser is bound, Supplier is not.
        if (
            not each
            and match.group("modal").lower() in _PLAIN_MODALS
            and (by := _PASSIVE_EN.match(text[match.end() :]))
        ):
            agent = names.english.match(text, match.end() + by.end())
            if agent:
                yield Role(modal, names.side_of(agent.group("name")))
        else:
            yield Role(modal, "each" if each else names.side_of(match.group("name")))
    yield from _held(text, names, "en")


def _chinese(text: str, names: PartyNames) -> Iterator[Role]:
    for match in names.places["zh_subject"][0][1].finditer(text):
        # 如制造方知悉……可能不得销售: a condition, and the modal is of another subject.
        in_a_case = _IF_ZH.search(text[: match.start()]) or re.match(
            "[如若倘]", text[match.start() + len(match.group("name") or match.group("each")) :]
        )
        if in_a_case and match.group("modal") in _FORBIDDING:
            continue
        if match.group("modal") == "负责" and _WHICH_PART.match(text[match.end() :]):
            continue
        party: Party = "each" if match.group("each") else names.side_of(match.group("name"))
        # 受托方在通知委托方后可聘用: done before.
        if match.group("name") and _AFTER_AN_OBJECT_ZH.match(text[match.end("name") :]):
            continue
        # 供应商知悉采购方可随时认证: it is the one that is spoken of that may.
        inner = (
            list(names.chinese.finditer(text[: match.start("modal")], match.end("name"))) if match.group("name") else []
        )
        if inner and _KNOWS_ZH.search(text[: inner[-1].start()]):
            party = names.side_of(inner[-1].group("name"))
        # 原料的供应商由持有人负责批准: it is the one after 由.
        if inner and _BY_ZH.search(text[: inner[-1].start()]):
            party = names.side_of(inner[-1].group("name"))
        # 任何一方均不对……负责.
        denied = match.group("modal") == "负责" and _DENIED_ZH.search(text[: match.start("modal")])
        yield Role("forbidden" if denied else modal_zh(match.group("modal")), party)
    for match in names.places["zh_borne"][0][1].finditer(text):
        yield Role("duty", names.side_of(match.group("name")))
    yield from _held(text, names, "zh")


def _held(text: str, names: PartyNames, language: Side) -> Iterator[Role]:
    for place, shape in names.places[language]:
        for match in shape.finditer(text):
            if place == "owns it" and _NOT_SO[language].search(text[: match.start("name")]):
                continue
            risk = place == "owns it" and _RISK[language].search(text[: match.start()])
            yield Role("bears the risk" if risk else place, names.side_of(match.group("name")))
    for name in paying_themselves(text, language, names.spelt(language)):
        yield Role("bears the cost", names.side_of(name))


_PLAIN_MODALS = ("shall", "must", "will", "may")
# What is done to a party, and by whom; who "shall be obliged to" do it is bound like any other.
_PASSIVE_EN = re.compile(
    r"\s+(?:also |then |promptly )?be (?:\w+ly )?(?:provided|given|furnished|supplied|paid|reimbursed|compensated|indemnified|held harmless|informed|notified|advised|granted|offered|sent|consulted|defended)\b(?:(?![,.;]| by )[\s\S]){0,40}(?: by (?:the )?(?=[A-Z])|(?=[\s,.;]))"
)
# "Any claim of the Purchaser against the Supplier may be set off": nobody named there is the subject.
_NO_SUBJECT_EN = re.compile(r"\b(?:against|from|by|with|upon|notify|notifying|inform|informing)\s+$", re.IGNORECASE)
# 依第9.3条应由委托方负责的部分: which part is meant, and nobody's duty.
_WHICH_PART = re.compile(r"的|之(?:部分|情形|事项|范围)")
# "Risk passes to the Buyer" says nothing of who owns it.
_RISK: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\brisks?\b(?:(?!\b(?:title|ownership|property)\b)[^.;,])*$", re.IGNORECASE),
    "zh": re.compile(r"风险(?:(?!所有权)[^，。；])*$"),
}
# "Title never passes to the Supplier", 不归供应商所有: it does not own it.
_NOT_SO: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:never|not|at no time|no longer)\s+(?:\w+\s+){0,4}?(?:\w+\s+)?(?:to|in|with|by|of)\s+(?:the\s+)?$", re.IGNORECASE),
    "zh": re.compile(r"不(?:得|应|会|能|可|再|因此)*(?:归属?于?|属于?|转移[给至到于]|移转[给至到于]|转让给)$"),
}  # fmt: skip
_AFTER_AN_OBJECT_ZH = re.compile(r"(?:之?[后前]|时)(?!续|提|述|款|间|期|任)")
_KNOWS_ZH = re.compile(r"(?:知[悉晓道]|了解|理解|确认|承认|认可|认为|声明)(?:并[^，。；]{1,3})?$")
_BY_ZH = re.compile(r"由$")
_IF_ZH = re.compile(r"(?:如|若|倘|如果|倘若|当)$")
_DENIED_ZH = re.compile(r"不(?:予|再|应|得)?(?:(?:对|就|为|向|因)[^，。；]{1,14})?$")
_FORBIDDING = ("不得", "不应", "无权", "不可", "禁止")
_BINDING = ("agree", "undertake", "is obliged")


def modal_en(words: str) -> Modal:
    if words.endswith(("not", "from")):
        return "forbidden"
    return "may" if words == "may" or (words.endswith(" to") and not words.startswith(_BINDING)) else "duty"


def modal_zh(words: str) -> Modal:
    if words in _FORBIDDING:
        return "forbidden"
    return "may" if words in ("有权", "可以", "可") else "duty"
