"""Who buys and who makes: the parties' roles, read from what the agreement has them do, never from a word alone.

"Company" or even "Manufacturer" may be the buyer. Each party's names are collected where the agreement introduces
them, then weighed by the verbs they govern: who supplies, makes and delivers; who orders, forecasts and pays.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

CUSTOMER, SUPPLIER = "customerrole", "supplierrole"

# Names that are roles by themselves in most agreements: a prior that the verbs can overrule.
USUAL_NAMES = {
    CUSTOMER: [
        "customer",
        "buyer",
        "purchaser",
        "client",
        "sponsor",
        "委托方",
        "买方",
        "采购方",
        "持有人",
        "定作人",
        "委托人",
        "委托企业",
        "委托单位",
        "客户",
        "采购商",
        "购买方",
        "需方",
        "发包方",
        "甲方",
    ],
    SUPPLIER: [
        "supplier",
        "manufacturer",
        "seller",
        "cmo",
        "cdmo",
        "contractor",
        "processor",
        "toller",
        "vendor",
        "provider",
        "producer",
        "fabricator",
        "packager",
        "maker",
        "受托方",
        "供应方",
        "供方",
        "卖方",
        "供应商",
        "承揽人",
        "受托生产企业",
        "受托人",
        "受托企业",
        "受托单位",
        "制造商",
        "制造方",
        "生产商",
        "生产方",
        "供货方",
        "供货商",
        "加工方",
        "承揽方",
        "承包方",
        "服务方",
        "乙方",
    ],
}
_PRIOR_WEIGHT = 4.0
# 甲方 buys mostly, and not always.
_EITHER_MAY_BUY = ("甲方", "乙方")
_POSSESSIVE = re.compile(r"['’]s?$")
_OPENING = 20_000
_INTRODUCED = re.compile(
    r"[(（][^()（）]{0,120}?[\"“”'‘’「]\s*(?P<a>[A-Z][\w.&' -]{1,40}?)\s*[\"“”'‘’」]"
    r"|(?:hereinafter|referred to as|called)[^\"“”]{0,60}[\"“”]\s*(?P<b>[A-Z][\w.&' -]{1,40}?)\s*[\"“”]"
    r"|[(（](?:以下简称|以下称|下称|简称|称)?为?[\"“”「]?(?P<c>[一-鿿]{2,12})[\"“”」]?[)）]"
    r"|[，,](?:在本协议中|在本合同中)?(?:以下|下)?(?:简称|称)(?:为|作)?[\"“「『](?P<e>[一-鿿]{2,12})[\"”」』]"
    r"|^\s*(?P<d>甲方|乙方|委托方|受托方|买方|卖方|供应方|采购方|需方|供方|委托人|受托人)[（(：:]",
    re.MULTILINE,
)
# "The other party" is no name, "the Entrusted Party" is one.
PARTY_UNNAMED = (
    r"(?<!entrusted )(?<!entrusting )(?<!commissioning )(?<!commissioned )(?<!contracted )part(?:y(?! [AB]\b)|ies)"
)
_NOT_A_PARTY = re.compile(
    rf"(?i)\b(agreement|{PARTY_UNNAMED}|date|product|products|services?|effective|term|territory|exhibit|annex|schedule|affiliate"
    r"|law|act|know-how|business|facility|specifications?|amendment|confidential|trial|contract(?! (?:manufacturer|giver|acceptor|packager|producer|processor|fabricator|developer|laboratory|partner)\b)|order|field|license|patents?|ingredients?|materials?|fda|gmp|forecast)\b"
)
_GOVERNS = r"(?:shall|will|must|may|agrees? to|undertakes? to|is willing to|desires? to|wishes to|is obligated to)"
# What only the maker does, and what only the buyer does; {name} is a party, and the words may stand a few words apart.
_MAKES = (
    r"{name}\s+(?:\S+\s+){{0,3}}?"
    + _GOVERNS
    + r"\s+(?:\w+\s+){{0,4}}?(?:manufactur|suppl(?:y|ies)|sell|produc|deliver|ship|packag|"
    r"process|fabricat|perform the services|assembl)",
    r"{name}(?:'s|’s)?\s+(?:facilit|plant|manufacturing|premises|price|quality control)",
    r"(?:purchase[sd]?|order(?:ed|s)?|buy|obtain)\s+(?:\S+\s+){{0,8}}?(?:from|with)\s+{name}",
    r"(?:manufactured|supplied|produced|sold|packaged|delivered|performed) by\s+{name}",
    r"{name}(?:应当|应|须|负责|同意|必须)?(?:(?!委托|要求|指示|向|对|为|的)[^，。；]){{0,10}}(?:生产|供应|交付|制造|发运|加工|供货|灌装|包装|出货|交货)",
    r"{name}(?:的)?(?:厂区|厂房|工厂|车间|场地|生产场地|生产设施|现场|库房)|(?:赴|至|到|进入|检查|审计){name}",
    r"向{name}(?:采购|购买|订购|下达|提交|支付|付款|发出订单)|委托{name}",
)
_BUYS = (
    r"{name}\s+(?:\S+\s+){{0,3}}?"
    + _GOVERNS
    + r"\s+(?:\w+\s+){{0,4}}?(?:purchas|buy|order|pay\b|place|forecast|take delivery|reject)",
    r"{name}(?:'s|’s)?\s+(?:forecast|purchase order|orders|requirements|firm order|rolling)",
    r"(?:sell|suppl(?:y|ied|ies)|deliver(?:ed|y)?|ship(?:ped)?|sold|manufacture[sd]?)\s+(?:\S+\s+){{0,8}}?(?:to|for)\s+{name}",
    r"(?:purchased|ordered|issued|submitted|placed) by\s+{name}",
    r"{name}(?:应当|应|须|同意|有权|可以)?(?:(?!要求|向|对)[^，。；]){{0,10}}(?:采购|支付|下达|提交.{{0,8}}预测|委托(?!方|人|企业|单位)|签发|购买|付款|收货|订购|拒收|验收)",
    r"{name}(?:的)?(?:(?:月度|季度|年度|滚动)*(?:预测|计划|订单|采购|需求))",
    r"(?:为|向|给){name}(?:(?!支付|采购|下达|付款|购买|订购)[^，。；]){{0,8}}?(?:生产|供应|供货|交付|交货|加工|灌装|制造)",
)


@dataclass(frozen=True)
class Roles:
    """Names each side goes by in one agreement."""

    customer: tuple[str, ...] = ()
    supplier: tuple[str, ...] = ()

    @cached_property
    def _names(self) -> tuple[re.Pattern[str], dict[str, str]]:
        role_of = {name.lower(): SUPPLIER for name in self.supplier} | {
            name.lower(): CUSTOMER for name in self.customer
        }
        words = sorted(role_of, key=len, reverse=True)
        parts = [re.escape(w) if re.search(r"[一-鿿]", w) else rf"\b{re.escape(w)}(?:['’]s?)?(?!\w)" for w in words]
        # Looking at the first letter before trying every name makes this several times faster.
        firsts = "".join(sorted({re.escape(word[0]) for word in words}))
        return re.compile(f"(?=[{firsts}])(?:{'|'.join(parts)})" if parts else r"(?!)", re.IGNORECASE), role_of

    @cached_property
    def _tagged(self) -> dict[str, str]:
        """Texts tagged before: headings recur, and several judges read the same clause."""
        return {}

    def tag(self, text: str) -> str:
        """The text with every party's name replaced by its role.

        >>> Roles(("Medtech",), ("Pharmaspray",)).tag("Medtech may audit Pharmaspray.")
        ' customerrole  may audit  supplierrole .'
        """
        if text not in self._tagged:
            pattern, role_of = self._names
            self._tagged[text] = pattern.sub(lambda m: f" {role_of[_POSSESSIVE.sub('', m.group().lower())]} ", text)
        return self._tagged[text]


def resolve_roles(text: str) -> Roles:
    """Roles of the parties of one agreement, from its opening and from what it has each party do."""
    weights = {name: _weight(name, text) for name in _party_names(text)}
    customer, supplier = [], []
    # A text in two languages names both sides in each: they are told apart language by language.
    for chinese in (False, True):
        buying, making = _sides({name: w for name, w in weights.items() if (name[0] >= "一") == chinese})
        customer += buying
        supplier += making
    # Role words that the agreement uses without introducing them still mean what they usually mean.
    known = {name.lower() for name in weights}
    customer += [word for word in USUAL_NAMES[CUSTOMER] if word not in known]
    supplier += [word for word in USUAL_NAMES[SUPPLIER] if word not in known]
    return Roles(tuple(customer), tuple(supplier))


def _sides(weights: dict[str, float]) -> tuple[list[str], list[str]]:
    """The most buying name and the most making name are the two sides; the others join the side they lean to."""
    if not weights:
        return [], []
    weights = {**weights, **_opposite_by_name(weights)}
    buyer, maker = min(weights, key=weights.__getitem__), max(weights, key=weights.__getitem__)
    if buyer == maker:
        return ([buyer], []) if weights[buyer] < 0 else ([], [maker])
    middle = 0.0 if weights[buyer] < 0 < weights[maker] else (weights[buyer] + weights[maker]) / 2
    return [n for n, w in weights.items() if w < middle], [n for n, w in weights.items() if w > middle]


def _opposite_by_name(names: Iterable[str]) -> dict[str, float]:
    """A Buyer beside a Seller buys, whatever materials it supplies; a Manufacturer beside a Supplier may do either."""
    usual = {
        name: role
        for name in names
        for role, known in USUAL_NAMES.items()
        if name.lower() in known and name not in _EITHER_MAY_BUY
    }
    if len(set(usual.values())) < 2:
        return {}
    return {name: -1.0 if role == CUSTOMER else 1.0 for name, role in usual.items()}


def _party_names(text: str) -> list[str]:
    introduced: dict[str, str] = {}
    for match in _INTRODUCED.finditer(text[:_OPENING]):
        name = next(group for group in match.groups() if group).strip(" .,'’")
        if 1 < len(name) <= 40 and not _NOT_A_PARTY.search(name):
            introduced.setdefault(name.lower(), name)
    # A party has duties; a term introduced in passing has none.
    return [name for name in introduced.values() if len(re.findall(_acting(name), text, re.IGNORECASE)) >= 3]


def _acting(name: str) -> str:
    if name[0] >= "一":
        return rf"{re.escape(name)}(?:应|须|有权|可|不得|负责|同意|承担|将|保证|承诺|不承诺|委托|提供|每|在|于|得|接受|收到|收货|交付|支付|许可)"
    return rf"(?<!\w){re.escape(name)}\s+(?:\S+\s+){{0,2}}?{_GOVERNS}"


def _weight(name: str, text: str) -> float:
    """Between -1 (only buys) and 1 (only makes), moved by what the name itself usually means."""
    makes, buys = _count(_MAKES, name, text), _count(_BUYS, name, text)
    low = name.lower()
    for role, shift in ((SUPPLIER, _PRIOR_WEIGHT), (CUSTOMER, -_PRIOR_WEIGHT)):
        if low in USUAL_NAMES[role] or any(word in USUAL_NAMES[role] for word in low.split()):
            makes, buys = makes + max(shift, 0), buys - min(shift, 0)
    return (makes - buys) / (makes + buys + 1)


def _count(patterns: tuple[str, ...], name: str, text: str) -> float:
    escaped = re.escape(name) if name[0] >= "一" else rf"(?<!\w){re.escape(name)}(?!\w)"
    return float(sum(len(re.findall(p.format(name=escaped), text, re.IGNORECASE)) for p in patterns))
