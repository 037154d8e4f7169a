"""What contracts call their parties beside the usual names, and the words by which a letter agreement calls them: you and we.

With two texts side by side a wrong guess is seen, a judge's is not: names are roles here that are none where one text is judged.
"""

import re
from collections.abc import Container, Iterable

from assistant.bilingual.facts import Side

FIRST_PERSON, SECOND_PERSON = ("we", "us", "our", "ours"), ("you", "your", "yours")

# Of 委托加工方 and 受托加工方 the former is no 加工方; but 买方委托加工方 appoints one.
_CLIENTS_ZH = ("委托加工方", "委托生产方", "委托制造方", "委托包装方", "委托加工企业", "委托生产企业")
MORE_NAMES: tuple[tuple[str, ...], tuple[str, ...]] = (
    (
        "party a", "mah", "contract giver", "principal", "brand owner", "product owner", "legal manufacturer", "holder", "registrant",
        "applicant", "innovator", "importer", "distributor", "dealer", "transferee", "assignee", "licensee", "service recipient",
        "ordering party", "end user", "lessee", "originator",
        *SECOND_PERSON,
        "定作方", *_CLIENTS_ZH, "品牌方", "申办方", "申办者", "注册人", "上市许可持有人", "产品所有人", "产品权利人", "法定制造商", "法定生产商", "法定制造人", "持有人",
        "备案人", "申请人", "原研方", "创新方", "进口商", "经销商", "分销商", "受让方", "受让人", "被许可方", "被许可人", "服务接受方",
        "服务接收方", "订货方", "业主", "承租方", "买受方", "买受人",
        "贵方", "贵司", "贵公司", "贵厂", "你方", "您方", "你们", "您",
    ),
    (
        "party b", "contract acceptor", "transferor", "assignor", "licensor", "service provider", "toolmaker", "maker", "ingredient maker",
        "carrier", "custodian", "depot operator", "warehouse keeper", "warehouseman", "exporter", "lessor", "sterilizer", "steriliser",
        *FIRST_PERSON,
        "合同生产组织", "合同研发生产组织", "服务商", "服务提供方", "服务提供商", "转让方", "转让人", "许可方", "许可人", "厂方", "模具厂", "厂商", "原料生产商", "承运人", "承运商",
        "仓储方", "保管方", "保管人", "出口商", "加工商", "代工方", "代工厂", "包装商", "出租方", "灭菌方", "灭菌商", "出卖人",
        "我方", "我司", "我公司", "我厂", "我们",
    ),
)  # fmt: skip
# A place as often as a party: "its own plant", 在工厂内. As parties they are written with a capital.
_PLACES = frozenset({"plant", "factory", "mill", "works"})
_NO_PLACE_EN = r"(?<!its )(?<!own )(?<!their )(?<!our )(?<!your )(?<!['’]s )"
_PLACES_ZH = frozenset({"工厂"})
_NO_PLACE_ZH = (
    r"(?<![在对家该剂产方司其的至于到离自进出本座])NAME(?!内|所|现场|地址|的?(?:设备|设施|大门|厂房)|交货|检|审计|进行)"
)
# Somebody else of the kind: "another customer", "its supplier", 其他客户, 原料供应商. What is no party at all, whoever defines it.
_OTHERS_EN = r"(?<!another )(?<!other )(?<!its )(?<!their )(?<!\bany )(?<!\ban )(?<!\ba )(?<!end )(?<!new )(?<!sub-)(?<!nominated )(?<!approved )(?<!appointed )(?<!designated )"
_OTHERS_ZH = r"(?<!其他)(?<!其它)(?<!另一)(?<!其)(?<!任何)(?<!第三方)(?<!分)(?<!级)(?<!原料)(?<!物料)(?<!指定[之的])(?<!新)(?<!新的)(?<!终端)(?<!最终)(?<!下游)(?<!批准的)(?<!认可的)(?<!合格)(?<!合格的)(?<!选定的)"
_NO_PARTY = frozenset({"contract", "agreement", "service", "brand", "marketing", "authorization", "authorisation"})
# "Neither of us": both are meant.
_NOT_OF_THEM = r"(?<!either of )(?<!each of )(?<!both of )(?<!one of )(?<!any of )"
# "US" is a country.
_ALSO_ABBREVIATED = frozenset({"us"})
# 许可方 is no 被许可方, 客户 in 客户端 and 转让人 in 受让人 are others.
_LATIN_ZH = r"(?<![A-Za-z])(?<![A-Za-z][ -]){}(?![A-Za-z]|[ -][A-Za-z])"


def english_shape(names: Iterable[str]) -> str:
    """English names as a pattern, the longest first."""
    return _OTHERS_EN + "(?:" + _either(_english(name) for name in _longest_first(names) if name.isascii()) + ")"


def chinese_shape(names: Iterable[str]) -> str:
    """Names as a Chinese text has them: its own, and Latin ones such as CDMO that it leaves as they are."""
    shapes = (_chinese(name) for name in _longest_first(names) if not set(name.split()) & _BARE_WORDS)
    return f"{_OTHERS_ZH}(?:{_either(shapes)})"


# "We" and "you" are no words of a Chinese text, and "Company" there is part of a firm's name.
_BARE_WORDS = frozenset({*FIRST_PERSON, *SECOND_PERSON, "company", "plant", "factory", "mill", "works"})


def _either(shapes: Iterable[str]) -> str:
    return "|".join(shapes) or "(?!)"


def _longest_first(names: Iterable[str]) -> list[str]:
    return sorted(set(names) - _NO_PARTY, key=lambda name: (-len(name), name))


def _english(name: str) -> str:
    if name in _PLACES:
        return f"{_NO_PLACE_EN}(?-i:{name.capitalize()})"
    if name in _ALSO_ABBREVIATED:
        return f"{_NOT_OF_THEM}(?-i:{name})"
    return _NOT_OF_THEM + name if name in (*FIRST_PERSON, *SECOND_PERSON) else re.escape(name)


def _chinese(name: str) -> str:
    if name.isascii():
        return _LATIN_ZH.format(re.escape(name))
    if name in _CLIENTS_ZH:
        return f"(?<![^，。；、）由归向经给与和对为\\s]){name}"
    if name == "许可方":
        return "(?<!被)许可方"
    if name == "持有人":
        # 上市许可持有人 is what the party is, where it is called 持有人.
        return "(?<!许可)持有人"
    return _NO_PLACE_ZH.replace("NAME", name) if name in _PLACES_ZH else re.escape(name)


# Names that a Chinese text also has for somebody else, and the English without which they mean one: the party that receives
# information, the claimant, the holder of an approval.
_ALSO_OTHERS: dict[str, re.Pattern[str]] = {
    chinese: re.compile(english, re.IGNORECASE)
    for chinese, english in (
        ("接收方", r"\brecipient\b|\btransferee\b|\breceiver\b|\breceiving part(?:y|ies)\b"),
        ("申请人", r"\bapplicant\b"),
        ("持有人", r"\bholder\b|\bMAH\b"),
        ("承运人", r"\bcarriers?\b"),
        ("代工厂", r"\bmanufacturer\b|\bplant\b|\bfactory\b|\bmaker\b"),
    )
}


_NARROW_COMMA = re.compile(r"(?<![0-9A-Za-z])(?<=\S),(?!\d)")


def without_others(chinese: str, english: str, surely_parties: Container[str] = ()) -> str:
    """The Chinese text, of the same length and its commas wide, with 该方 for what is no name of a party in the English one."""
    chinese = _NARROW_COMMA.sub("，", chinese)
    for name, meant in _ALSO_OTHERS.items():
        if name in chinese and name not in surely_parties and not meant.search(english):
            chinese = re.sub(_chinese(name), "该方".rjust(len(name), "　"), chinese)
    return chinese


# A party is bound or entitled in some four of ten places where it is named; a thing (the Resin, the Plant, the PRC) hardly
# ever, though it shall conform to something here and there.
ACTS: dict[Side, str] = {
    "en": r"(?<![\w-])NAME\s+(?:(?:alone|hereby|also|then|always|promptly)\s+)?(?:shall|may|will|must|undertakes|agrees|warrants|represents)\b(?!\s+(?:not\s+)?be\b)",
    "zh": r"NAME(?:[^，。；、的]{0,6})(?:(?<![供适相对反响])应|须|可|有权|不得|将|负责|同意|承诺|保证)",
}
# Where a side acts under one name so often, a usual name that acts in less than this share of that, and is as rare, is
# somebody else: the sterilisation contractor and 原料供应商 of an agreement between Party A and Party B.
_ACTS_MUCH = 8
_HARDLY_ACTS, _HARDLY_NAMED = 0.05, 0.15


def of_use(side: set[str], english: str, chinese: str) -> set[str]:
    """The names of one side without those by which this agreement means others."""
    kept = set(side)
    texts: dict[Side, str] = {"en": english.lower(), "zh": chinese}
    for language, text in texts.items():
        own = {name for name in side if name.isascii() == (language == "en")}
        named = {name: text.count(name) for name in own}
        acts = {n: len(re.findall(ACTS[language].replace("NAME", re.escape(n)), text)) for n in own if named[n]}
        most = max(acts, key=lambda name: acts[name], default=None)
        if most is None or acts[most] < _ACTS_MUCH:
            continue
        kept -= {
            name
            for name in own
            if acts.get(name, 0) < _HARDLY_ACTS * acts[most] and named[name] < _HARDLY_NAMED * named[most]
        }
    return kept
