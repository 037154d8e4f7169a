"""Words of one family of which each text has another: per month and 每季度, the port and 仓库, a calendar year and 合同年度.

    within 60 days after the end of each calendar year   ·   每个合同年度结束后六十日内
    ──▶  English says "calendar year", the Chinese text a year of the contract

Told only where each of the two says in this sentence what the other does not have, so that a word left out or added by a
translator is no difference.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.bilingual.facts import Kind, Side
from assistant.bilingual.pair import OTHER, SIDES, Difference, PairOfTexts
from assistant.bilingual.sentences import SentencePair


@dataclass(frozen=True)
class Member:
    """One of a family: what certainly says it, and what of the other language may carry it too."""

    name: str
    says: dict[Side, re.Pattern[str]]
    answers: dict[Side, re.Pattern[str]]


@dataclass(frozen=True)
class Family:
    """Things that exclude each other in one place."""

    kind: Kind
    members: tuple[Member, ...]


def _member(name: str, en: str, zh: str, en_answers: str = "", zh_answers: str = "") -> Member:
    return Member(
        name,
        {"en": re.compile(en, re.IGNORECASE), "zh": re.compile(zh)},
        {
            "en": re.compile("|".join(filter(None, (en, en_answers))), re.IGNORECASE),
            "zh": re.compile("|".join(filter(None, (zh, zh_answers)))),
        },
    )


def _per(name: str, en: str, zh: str, zh_answers: str = "") -> Member:
    """A price or a number for each of a thing: `per vial`, `/kg`, 每瓶."""
    return _member(
        f"for each {name}",
        rf"\b(?:per|a price of each) (?:\w+ )?(?:{en})\b|/\s?(?:{en})\b",
        rf"(?:每一?|按每?|/)(?:{zh})(?!次)",
        rf"\b(?:{en})s?\b",
        rf"{zh}|{zh_answers}" if zh_answers else zh,
    )


def _counted(name: str, en: str, zh: str) -> Member:
    """So many of a thing."""
    return _member(
        name,
        rf"(?:\d|\b(?:hundred|thousand|million|ten|twenty|fifty))\)? (?:{en})\b",
        rf"[\d十百千万）)]\s?(?:{zh})",
        rf"\b(?:{en})\b",
        zh,
    )


def _measure(name: str, en: str, zh: str) -> Member:
    return _member(
        name,
        rf"\d\s?(?:{en})(?![A-Za-z])|\b(?:{en})\b(?<=[a-z]{{4}})",
        rf"\d\s?(?:{en})(?![A-Za-z])|[\d一二三四五六七八九十百千万]\s?(?:{zh})(?!径)",
        rf"\b(?:{en})\b|/(?:{en})",
        rf"{en}|{zh}",
    )


FAMILIES: tuple[Family, ...] = (
    Family(
        "party",
        (
            _member("the party that indemnifies", r"\bindemnif(?:ying|ier)\b(?: part(?:y|ies))?|\bindemnitors?\b|\bpart(?:y|ies) (?:giving|granting) (?:an |the )?indemnity", r"(?<!被)(?<!受)(?<!获)(?:赔偿|补偿)(?:方|义务人)|(?:给予|作出|提供|负责)(?:赔偿|补偿)的?一方", r"\bindemnif(?:y|ies)\b|\bpays\b", r"(?<!被)(?<!受)(?<!获)(?:赔偿|补偿)一?方|赔付方|责任方"),
            _member("the party indemnified", r"\bindemnified (?:part(?:y|ies)|person)|\bindemnitees?\b|\bpart(?:y|ies) (?:claiming|seeking) (?:an |the )?indemnity", r"受偿方|(?:要求|请求|主张)(?:赔偿|补偿)的?一?方|(?:被|受|获)(?:赔偿|补偿|赔)方|(?:被|受|获)(?:赔|补)偿(?:一方|人|权利人)", r"\bindemnified\b|\bclaimant", r"受偿|[被受获](?:赔|补)|索赔方|权利人|(?:要求|请求|主张)(?:赔偿|补偿)"),
        ),
    ),
    Family(
        "party",
        (
            _member("the party that discloses", r"\bdisclos(?:ing part(?:y|ies)|er)\b|\bdiscloser", r"(?<!被)披露(?:一)?方|提供方|透露方", r"\bdisclos\w+|\bowner|\bprovid\w+", r"披露|所有|提供"),
            _member("the party that receives", r"\b(?:receiving part(?:y|ies)|recipients?|receiver)\b", r"接[收受](?:一)?方|收受方|被披露方", r"\breceiv\w+|\brecipient|\bit\b", r"接[收受]|收到|获"),
        ),
    ),
    Family(
        "party",
        (
            _member("the party in breach", r"\b(?:defaulting|breaching) part(?:y|ies)\b|\bparty in (?:breach|default)\b", r"(?<!非)(?<!未)违约(?:一)?方", r"\b(?:default|breach)\w*", r"违"),
            _member("the party not in breach", r"\b(?:non-?(?:defaulting|breaching)|innocent|aggrieved) part(?:y|ies)\b", r"守约方|[非未]违约(?:一)?方|无过错方|受损方", r"\b(?:other|non-\w+|innocent|aggrieved|injured)\b", r"守约|[非未]违约|无过错|另一方|对方|受损|受害"),
        ),
    ),
    Family(
        "number",
        (
            _member("by the day", r"\b(?:per|each|every) (?:calendar |business |working |full |started |whole )*day\b|\ba day\b|\bdaily\b", r"每[一]?[个]?(?:工作|自然)?[日天]|按[日天]|逐日|日(?:利|费)率|每日|每逾期一[日天]|每[^，。；]{0,4}一[日天]", r"\bdays?\b|\bdaily\b", r"每[^，。；]{0,8}[日天]|按[日天]|逐日|日[均息利万千百]|[日天]计|天数|日数|各日|一[日天]"),
            _member("by the week", r"\b(?:per|a|each|every|full|started|whole|completed) week\b|\bweekly\b", r"每[一]?[个]?[周星]|按周|每[^，。；]{0,5}一[周个]星?期?|逐周", r"\bweek\w*|seven", r"周|星期|七"),
            _member("by the month", r"\b(?:per|a|each|every) (?:calendar )?month\b|\bmonthly\b", r"每[一]?个?(?:日历|自然|公历)?月|按月|逐月|月度|月利率|每[^，。；]{0,4}一个月", r"\bmonth\w*|thirty|30", r"月"),
            _member("by the quarter", r"\b(?:per|a|each|every) (?:calendar |contract )?quarter\b|\bquarterly\b", r"每[一]?个?(?:日历|自然|公历)?季|按季|季度", r"\bquarter\w*|\bthree months|\b3 months", r"季|三个月|3个月"),
            _member("by the year", r"\b(?:per|a|each|every) (?:calendar |contract |financial )?year\b|\bannual(?:ly)?\b|\bper annum\b|\byearly\b", r"每[一]?个?(?:日历|自然|公历|合同)?年|按年|年利率|年化|逐年|每[^，。；]{0,4}一年|年度", r"\b(?:year\w*|annu\w*|twelve|12|anniversar\w*)\b", r"年|十二个月|12个月"),
        ),
    ),
    Family(
        "number",
        (
            _per("vial or bottle", r"vial|bottle|ampoule|syringe", r"瓶|支|小瓶", "安瓿|针|剂"),
            _per("box or carton", r"box|carton|case|pack(?:age)?|kit", r"箱|盒|纸箱"),
            _per("pallet", r"pallet", r"托盘?|栈板|板"),
            _per("batch", r"batch|lot", r"个?批"),
            _per("order", r"(?:purchase )?order|PO", r"[张份个笔]?(?:采购)?订单", "单"),
            _per("kilogram", r"kilogram|kg|kilo", r"千克|公斤|kg"),
            _per("gram", r"gram|g", r"克|g\b"),
            _per("tonne", r"tonne|ton|mt", r"公?吨"),
            _per("litre", r"lit(?:re|er)|l", r"公?升"),
            _per("shipment", r"shipment|consignment|delivery", r"次发运|票|次交付|次交货|[批次]货", "次"),
            _per("dose", r"dose", r"剂|人份"),
            _per("tablet or capsule", r"tablet|capsule", r"片|粒"),
            _per("grade or strength", r"grade|strength|type|model|colour|color|SKU|item|product", r"[一]?种|个?(?:型号|规格|品种|品规|颜色|等级|产品|品)", "款|项"),
            _per("hour", r"hour", r"个?(?:小时|工时|钟头)", "时"),
            _per("person", r"person|head|employee|FTE", r"人|名", "全职|位"),
            _per("event", r"event|occurrence|incident|claim|case", r"[次起宗]?(?:事件|事故|索赔|案|次|起)", "每[次起]"),
        ),
    ),
    Family(
        "number",
        (
            _counted("pieces", r"pieces|pcs|ea", r"只|件|支|个|套|片|台|粒|单位|PCS|pcs"),
            _counted("cartons or boxes", r"cartons|boxes|cases", r"箱|盒"),
            _counted("pallets", r"pallets", r"托盘?|板"),
            _counted("bottles or vials", r"vials|bottles|ampoules|syringes", r"瓶|支|只|个"),
            _counted("tablets or capsules", r"tablets|capsules", r"片|粒|个"),
            _counted("bags", r"bags|sacks|sachets", r"袋|包"),
            _counted("drums", r"drums|barrels", r"桶|个"),
            _counted("rolls", r"rolls|reels", r"卷|个"),
            _counted("kilograms", r"kilograms?|kg|kilos?", r"千克|公斤|kg"),
            _counted("batches", r"batches|lots", r"个?批"),
            _counted("doses", r"doses", r"剂|人份|支"),
        ),
    ),
    Family(
        "number",
        (
            _measure("micrograms", r"µg|μg|mcg|micrograms?", r"微克"),
            _measure("milligrams", r"mg|milligrams?", r"毫克"),
            _measure("grams", r"g|grams?", r"(?<![千毫微])克"),
            _measure("kilograms", r"kg|kilograms?|kilos?", r"千克|公斤"),
            ),
    ),
    Family(
        "number",
        (
            _measure("microlitres", r"µl|μl|microlit(?:re|er)s?", r"微升"),
            _measure("millilitres", r"ml|millilit(?:re|er)s?", r"毫升"),
            _measure("litres", r"l|lit(?:re|er)s?", r"(?<![毫微])升"),
        ),
    ),
    Family(
        "number",
        (
            _measure("micrometres", r"µm|μm|microns?|micromet(?:re|er)s?", r"微米"),
            _measure("millimetres", r"mm|millimet(?:re|er)s?", r"毫米"),
            _measure("centimetres", r"cm|centimet(?:re|er)s?", r"厘米"),
            _measure("metres", r"m|met(?:re|er)s", r"(?<![毫厘微千平立])米"),
            _measure("kilometres", r"km|kilomet(?:re|er)s?", r"公里|千米"),
        ),
    ),
    Family(
        "number",
        (
            _member("for each occurrence", r"\b(?:per|each|any one) (?:occurrence|claim|event|accident|incident)\b", r"每[一]?次|单次|每起|每一?事故|每项索赔", r"\b(?:occurrence|claim|event|accident|incident)s?\b", r"次|起|每一"),
            _member("in the aggregate", r"\b(?:annual |yearly )?aggregate\b|\bin total\b", r"累计|合计|总计|年度总", r"\b(?:aggregate\w*|total\w*|cumulative\w*|overall|together|all|sum|combined)\b", r"累计|合计|总|共计|全部"),
        ),
    ),
    Family(
        "number",
        (
            _member("a sole arbitrator", r"\b(?:sole|single|one) arbitrator\b", r"(?:一|1)[名位]仲裁员|独任", r"\b(?:sole|single|one)\b", r"一名|一位|1名|独任"),
            _member("three arbitrators", r"\bthree (?:\(3\) )?arbitrators\b", r"(?:三|3)[名位]仲裁员", r"\bthree\b", r"三|3"),
        ),
    ),
    Family(
        "number",
        (
            _member("the limit itself included", r"(?:\d|percent|per cent|%|\))\)? or (?:more|less|over|above|fewer)\b|\binclusive\b", r"(?<!不)(?:包?含|包括)本数", r"\bor (?:more|less|over|above|fewer)\b|\binclusive\b|\b(?:at least|not less|no less|not more|no more|up to|at most)\b", r"(?<!不)(?:包?含|包括)本数|或(?:者)?(?:以[上下]|更[多少])|至[少多]|不[少低高多超]|达到?|以[上下](?!（?[(（]?不)"),
            _member("the limit itself left out", r"\b(?:more|less|fewer|greater) than (?:\w+ ){0,4}?(?:\(?\d|percent|per cent|half)(?<!not more than )|\bover \d|\bexceed(?:s|ing) (?:\w+ ){0,3}?\(?\d", r"不(?:包?含|包括)本数", r"\b(?:more|less|fewer|greater|lower|higher) than\b|\b(?:over|exceed\w*|above|below|under|exclu\w*)\b", r"不(?:包?含|包括)本数|超|高于|大于|多于|低于|少于|小于|不[足满到]|过半"),
        ),
    ),
    Family(
        "period",
        (
            _member("of the calendar", r"\b(?:calendar|Gregorian) (?:year|quarter|month)", r"(?:日历|公历|自然|历)(?:年|季|月)|历年|历季|历月|日历", r"\bcalendar|\bgregorian|\b(?:31 december|1 january|january|december)", r"历|自然|1月1日|12月31日"),
            _member("of the contract", r"\bcontract(?:ual)? (?:year|quarter|month)", r"(?:合同|协议|合约)(?:年|季|月)", r"\b(?:contract|agreement) ?(?:year|quarter|month)|\banniversar\w*|year of (?:the|this)|effective date", r"(?:合同|协议|合约)[^，。；]{0,6}[年季月]|周年|生效"),
            _member("of the accounts", r"\b(?:financial|fiscal|accounting|business) (?:year|quarter)", r"(?:财政|财务|会计|营业)(?:年|季)", r"\b(?:financial|fiscal|account\w*|business year)", r"财政|财务|会计|营业年"),
        ),
    ),
    Family(
        "period",
        (
            _member("the end of the month", r"\bend of (?:the |each |every |that |a |such )?(?:\w+ )?month\b|\bmonth[- ]end\b", r"月[份]?(?:末|底|终|结束|届满|最后)", r"\bmonth\w*", r"月"),
            _member("the end of the quarter", r"\bend of (?:the |each |every |that |a |such )?(?:\w+ )?quarter\b|\bquarter[- ]end\b", r"季[度]?(?:末|底|终|结束|届满|最后)", r"\bquarter\w*|three months", r"季"),
            _member("the end of the year", r"\bend of (?:the |each |every |that |a |such )?(?:\w+ )?year\b|\byear[- ]end\b", r"年[度]?(?:末|底|终|结束|届满|最后)", r"\b(?:year\w*|annual\w*|december)", r"年"),
        ),
    ),
    Family(
        "period",
        (
            _member("the port", r"\b(?:sea)?ports?\b(?! of call)", r"港(?!币|元|澳|区)|口岸", r"\b(?:port|harbou?r|quay|terminal|FOB|CIF|CFR|vessel|ship)\w*", r"港|口岸|码头|船"),
            _member("the warehouse", r"\bwarehouses?\b", r"仓库|库房", r"\b(?:ware|store)hous\w*|\bstor(?:e|es|age|eroom)\b|\bdepot|\bDC\b|distribution cent", r"仓|库"),
            _member("the site", r"\bsites?\b", r"现场|场地|场所|厂区|基地", r"\bsite\w*|\bpremises|\bplace|\bfacilit\w*|\bplant|\bfactory|\bon[- ]the[- ]spot|\bspot|\bin person|\bpresent|\blocation|\bwalk|\bestablishment", r"现场|场|厂|地|点|驻|处|工地"),
            _member("the factory", r"\b(?:factory|ex works|works)\b(?! (?:with|under|for|out|on|to|at|in|as)\b)", r"出厂|工厂", r"\b(?:factory|works|plant|mill|manufactur\w*|facilit\w*|site|premises|production)", r"厂|车间|生产"),
        ),
    ),
    Family(
        "period",
        (
            _member("site acceptance", r"\bsite acceptance\b|\bSAT\b", r"现场验收|SAT", r"\bsite\b|\bon[- ]site", r"现场|SAT"),
            _member("factory acceptance", r"\bfactory acceptance\b|\bFAT\b", r"(?:出厂|工厂)验收|FAT", r"\bfactory\b", r"厂|FAT"),
        ),
    ),
    Family(
        "period",
        (
            _member("the first", r"\bfirst\b(?! (?:class|aid|refus|rate))", r"(?<!每)首(?!先|席|付|选|部|都)|第一(?!方|人|三)|最先|最早|初次|头[一两三]", r"\bfirst\w*|\binitial\w*|\b1st|\bmaiden|\bone\b(?! \(1\))|\bearliest|\boriginal\w*|\bprim\w+|\bopening|\bI\b|\bbeginning|\bnew\b", r"首|第[一1I]|最先|最早|初|先(?!生)|头|前|一(?!方|致|切|般|旦)|起始|原|Ⅰ|I"),
            _member("the last", r"\b(?:the|its|their) last\b(?! resort)", r"最后|末(?:次|批|期|一)|最近一", r"\b(?:last\w*|latest|final\w*|later|(?:at the |by the )end|most recent|recent\w*|preceding|past|previous\w*|ultimate|closing|complet\w+)", r"最后|末|最近|最终|过去|上一|(?<!提)前|晚|最[迟新]|近|后一|尾|(?<!届)满"),
        ),
    ),
    Family(
        "period",
        (
            _member("whichever is earlier", r"\b(?:whichever|the) (?:\w+ ){0,3}?(?:earlier|earliest|sooner|first)\b(?= of\b|[.,;]|$| to occur)|\bwhichever[^.;,]{0,30}\b(?:earlier|earliest|sooner|soonest|first)\b", r"先[^，。；、]{1,4}者|以?(?:较|孰|先|最)(?:早|先|到)(?:者|发生|届|的日期)|(?:早|先)者|先到|先发生|孰早|孰先", r"\b(?:earl\w+|sooner|soonest|first|shorter|before|prior)", r"早|先|短|前"),
            _member("whichever is later", r"\b(?:whichever|the) (?:\w+ ){0,3}?(?:later|latest|last)\b(?= of\b|[.,;]|$| to occur)|\bwhichever[^.;,]{0,30}\b(?:later|latest|last)\b", r"后[^，。；、]{1,4}者为准|以?(?:较|孰|后|最)(?:晚|后|迟)(?:者|发生|届|的日期)|(?:晚|后|迟)者|后到|孰晚|孰后", r"\b(?:late\w*|last|longer|after)", r"晚|后|迟|长"),
        ),
    ),
)  # fmt: skip


def contrasted(texts: PairOfTexts) -> Iterator[Difference]:
    """At most one of each family in a sentence."""
    for pair in texts.matched:
        for family in FAMILIES:
            alone = {side: _alone(family, texts, pair, side) for side in SIDES}
            if alone["en"] and alone["zh"]:
                en, zh = alone["en"], alone["zh"]
                reason = f"English says {en[0].name} (“{en[1]}”), Chinese {zh[0].name} (“{zh[1]}”)."
                yield Difference(family.kind, reason, pair.bounds("en"), pair.bounds("zh"))


def _alone(family: Family, texts: PairOfTexts, pair: SentencePair, language: Side) -> tuple[Member, str] | None:
    """A member that this sentence names and the other text does not, with its words."""
    there = texts.with_lonely(pair, OTHER[language])
    for member in family.members:
        found = member.says[language].search(pair.text(language))
        if found and not member.answers[OTHER[language]].search(there):
            return member, " ".join(found.group().split())
    return None
