"""Quantities of a Chinese text, simplified or traditional: periods, amounts, percentages, dates, references, counts."""

import re
from collections.abc import Iterator

from assistant.bilingual.english import _CODE as CODE
from assistant.bilingual.english import reference_value
from assistant.bilingual.numbers import Mask, Quantity, in_digits, period
from assistant.number_words import chinese_number

_SIGNS = "零〇一二三四五六七八九十百千万亿两廿壹贰叁肆伍陆柒捌玖拾佰仟萬億兩貳參陸"
_SIGN = f"[{_SIGNS}]"
_FIGURES = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
# 一百五十两者 ends with 五十: 两 stands before 百 or a measure, never after 十. 2千克 counts two kilograms, not two thousand of anything.
_KILO = "[克米瓦卡赫帕伏]"
_NUM = rf"(?:(?:{_FIGURES})\s*(?:百万|千万|十万|[百万亿萬億]|千(?!{_KILO}))*|{_SIGN}+(?<!千(?={_KILO}))(?<![十百千万亿]两)(?<!{_SIGN}[二两](?=者)))"
_CURRENCIES = {
    "人民币": "CNY", "人民幣": "CNY", "美元": "USD", "美金": "USD", "欧元": "EUR", "歐元": "EUR", "英镑": "GBP", "英鎊": "GBP",
    "瑞士法郎": "CHF", "港元": "HKD", "港币": "HKD", "日元": "JPY", "日圆": "JPY", "元": "CNY", "圆": "CNY", "圓": "CNY",
    "USD": "USD", "US$": "USD", "$": "USD", "EUR": "EUR", "€": "EUR", "RMB": "CNY", "CNY": "CNY", "¥": "CNY", "￥": "CNY",
}  # fmt: skip
_CURRENCY = "|".join(sorted(map(re.escape, _CURRENCIES), key=len, reverse=True))
_PAREN = rf"(?:\s*[（(\[]\s*(?P<paren>{_FIGURES}|{_SIGN}+)\s*(?P<pct>[%％])?\s*[)）\]])?"
_DATE = re.compile(
    r"(?P<y>\d{4}|[零〇一二三四五六七八九]{4})\s*年\s*(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})\s*月"
    r"(?:\s*(?P<d>\d{1,2}|[一二三四五六七八九十廿]{1,3})\s*[日号號]"
    # 2026年9月至11月: the year of both.
    r"|(?P<further>(?:\s*[、和及至到或]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*月(?!\s*[\d一二三四五六七八九十廿]))+))?"
    r"|(?<![前上下后])(?P<m2>\d{1,2}|[一二三四五六七八九十]{1,2})\s*月\s*(?P<d2>\d{1,2}|[一二三四五六七八九十廿]{1,3})\s*[日号號]"
    r"|(?P<y3>\d{4})[-/.](?P<m3>\d{1,2})[-/.](?P<d3>\d{1,2})"
)
_A_MONTH = re.compile(r"(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})\s*月")
_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})\s*年(?![以内])")
_REF_NUMBER = r"(?:\d+(?:\.\d+)*|[零〇一二三四五六七八九十百]+)"
_REFERENCE = re.compile(
    rf"(?<!》)第\s*(?P<items>{_REF_NUMBER}(?:\s*(?:、|，|,|和|及|或|与|至|到|以及)\s*第?\s*{_REF_NUMBER})*)\s*[条條章节節款]"
    rf"(?P<sub>(?:\s*第?\s*[（(]?(?:\d{{1,2}}|[一二三四五六七八九十]+|[a-z])[)）]?\s*[款项項目])*|[（(][a-z\d][)）])"
    rf"|(?:附件|附表|附录|附錄)\s*(?P<annex>[A-Z](?![A-Za-z])|{_REF_NUMBER})"
)
_PERCENT = re.compile(rf"(?P<of>百分之|千分之|(?<!百)万分之)\s*(?P<number>{_NUM}(?:点{_SIGN}+)?){_PAREN}")
_ORDINAL = re.compile(
    rf"第\s*(?P<of>{_NUM})(?:\s*[（(]\s*{_FIGURES}\s*[)）])?(?![三]?[方者])|(?P<first>首(?=月(?!内)))|(?:(?<=月)|(?<=月的)|(?<=月份)|(?<=月份的))第?(?P<day>{_NUM})\s*[日号](?!内)"
)
_UNIT = re.compile(
    r"\s*整?(?:(?:个|個)(?P<and_a_half>半(?=月|小时|小時|钟头|季))?)?[整足]?\s*(?:(?P<business>工作日|营业日|營業日|银行日|交易日|工作天)"
    r"|(?P<day>(?:自然|日历|日曆|公历|连续)?(?:日|天)(?!本|元|圆|期(?![间限])|常|历年|历月|历季))|(?P<week>星期|周(?!年|岁)|週|礼拜)"
    r"|(?P<half>半年)|(?P<month>(?:日历|日曆|自然|公历|连续)?月(?!\d))|(?P<quarter>(?:连续的?)?(?:日历|日曆|自然|公历|财务|会计|历)?季度?)"
    r"|(?P<year>周年|(?:连续)?(?:日历|公历|自然|会计|财政|财务)?年(?:度)?(?!月))|(?P<hour>小时|小時|钟头)|(?P<minute>分钟))(?P<and_half>半)?"
)
# 三个月至六个月 gives each number its unit; of 三至六个月 the second one's is the first one's too.
_UP_TO = re.compile(
    rf"\s*(?:至|到|或|和|与|、|，?但|[-–—~～])(?:不?(?:得|应)?(?:超过|少于|多于|足|满|低于|高于))?\s*{_NUM}(?:\s*[（(]\s*(?:{_FIGURES})\s*[)）])?"
)
_TENTHS = re.compile(r"(?P<number>[一二两三四五六七八九])成(?P<half>半)?(?![为立功交品本员果熟份就])")
_TIMES = re.compile(rf"(?P<number>{_NUM}(?:点{_SIGN}+)?|双)\s*倍(?P<half>半)?")
_SHARE = re.compile(
    r"(?<![百千万])(?P<whole>十?[二三四五六七八九]|十)分之(?P<part>十?[一二三四五六七八九]|十)|一半|半数"
)
_COUNTED = re.compile(
    r"\s*(?:个|批|份|名|次|件|支|项|種|种|家|人|倍|吨|千克|公斤|公里|套|升|台|位|期|页|片|粒|瓶|盒|箱|桶|室|号|条|根|组|间|座|剂|枚|处|笔|轮|例|层|路|列|张|袋|罐|板|托|车|包|册|步|柜|卷|管|针|株|周?岁)"
)
_NUMBER = re.compile(
    rf"(?P<money>(?:{_CURRENCY})\s?)?(?:(?<![\w.])(?=\d)|(?<![\d.])(?!\d))(?P<number>{_NUM}){_PAREN}(?P<scale>\s*(?:百万|千万|[百万亿]|千(?!{_KILO})))?"
    rf"(?P<percent>\s*[%％])?(?P<currency>\s*(?:{_CURRENCY}))?(?:(?P<jiao>{_SIGN}|\d)角)?(?:(?P<fen>{_SIGN}|\d)分(?![之钟]))?",
    re.ASCII,
)
# Half a year counted by no number; 一年半 and 两个半月 are read with theirs.
_HALF = re.compile(rf"(?<!{_SIGN})(?<!\d)(?<!\d )(?<![{_SIGNS}]个)(?<!上)(?<!下)半(?:个)?(?P<unit>年|月|天|日)")
# 每年十月, 十月份, 十月底: the name of a month, where ten months are 十个月.
_NAME_OF_A_MONTH = re.compile(
    rf"(?<=[年每])(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])\s*月(?![\d{_SIGNS}]*[日号])|(?<![前后满个])(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])\s*月(?=份|底|初|末|[上中下]旬)"
)
# Words that hold a numeral and count nothing.
_NO_NUMBER = re.compile(
    r"[一]方|一致|一切|一般|一旦|统一|唯一|任一|任何一|之一|万一|[第三]{2}方|一并|一经|一样|同一|另一|逐一|每一(?=日历[年月季]|历年)|其一(?![年个月季周星礼日天半])|进一步|一律|一定|"
    r"一同|一起|每一(?!年|个|月|季|周|日|天|批)|某一|一揽子|单一|(?<![一二三四五六七八九百])十分(?![钟之])|千米|一系列|一部分|不一|两者|(?:前后|相邻的?|先后|上下|毗邻)两|一项|一次性|百货|三方|四方|双方|甲乙|一站式|单一|一个或多个|一或多"
)


def chinese_quantities(text: str) -> Iterator[Quantity]:
    mask = Mask(text)
    for match in mask.take(_DATE):
        of = {name.rstrip("23"): value for name, value in match.groupdict().items() if value}
        value = ("date", _year(of.get("y", "")), int(in_digits(of["m"]) or 0), int(in_digits(of.get("d", "0")) or 0))
        yield Quantity("date", value, *match.span(), firm=True)
        for month in _A_MONTH.finditer(match.group("further") or ""):
            span = (match.start("further") + month.start("m"), match.start("further") + month.end())
            yield Quantity("date", (*value[:2], int(in_digits(month["m"]) or 0), 0), *span, firm=True)
    for match in mask.take(_REFERENCE):
        yield from _references(match)
    for match in mask.take(CODE):
        yield Quantity("code", (match.group().upper(),), *match.span())
    for match in mask.take(_PERCENT):
        yield from _percentages(match)
    for match in _TENTHS.finditer(mask.text):
        tenths = (in_digits(match.group("number")) or 0.0) + (0.5 if match.group("half") else 0.0)
        yield Quantity("percentage", ("%", 10 * tenths), *match.span())
    for match in mask.take(_TIMES):
        # 1.2倍 is 120 %, and "1.2 times" too.
        spelled = match.group("number").replace("双", "二")
        times = (in_digits(spelled) or 0.0) + (0.5 if match.group("half") else 0.0)
        yield Quantity("percentage", ("%", round(100 * times, 2)), *match.span())
        yield Quantity("number", ("number", times), *match.span(), firm=spelled[0].isdigit())
    for match in mask.take(_SHARE):
        whole, part = (in_digits(match.group(name) or "") for name in ("whole", "part"))
        yield Quantity("percentage", ("%", round(100 * part / whole, 2) if whole and part else 50.0), *match.span())
    for match in mask.take(_ORDINAL):
        place = 1.0 if match.group("first") else in_digits(match.group("of") or match.group("day"))
        if place is not None:
            yield Quantity("ordinal", ("ordinal", place), *match.span())
    for match in mask.take(_YEAR):
        yield Quantity("number", ("number", float(match.group("year"))), *match.span())
    for match in mask.take(_HALF):
        unit = {"年": "half-year", "月": "fortnight", "天": "hour", "日": "hour"}[match.group("unit")]
        yield Quantity("period", period(12 if unit == "hour" else 1, unit), *match.span(), firm=True)
    for nothing in (_NO_NUMBER, _NAME_OF_A_MONTH):
        for _ in mask.take(nothing):
            pass
    for match in _NUMBER.finditer(mask.text):
        yield from _number(match, mask.text)


def _year(text: str) -> int:
    return int(text) if text.isascii() and text else int(chinese_number(text) or 0)


def _references(match: re.Match[str]) -> Iterator[Quantity]:
    if match.group("annex"):
        yield Quantity("reference", reference_value(match.group("annex"), True), *match.span())
        return
    items = list(re.finditer(_REF_NUMBER, match.group("items")))
    sub = "".join(f".{part}" for part in re.findall(r"\d+|[一二三四五六七八九十]+|[a-z]", match.group("sub") or ""))
    for item in items:
        deeper = sub if item is items[-1] else ""
        start = match.start() if item is items[0] else match.start("items") + item.start()
        end = match.end() if item is items[-1] else match.start("items") + item.end()
        yield Quantity("reference", reference_value(item.group() + deeper, False), start, end)


def _percentages(match: re.Match[str]) -> Iterator[Quantity]:
    share = {"百分之": 1.0, "千分之": 0.1, "万分之": 0.01}[match.group("of")]
    spelled = 100.0 if match.group("number") == "百" else in_digits(match.group("number"))
    figure = in_digits(match.group("paren")) if match.group("paren") else None
    values = [
        spelled * share if spelled is not None else None,
        figure * (1 if match.group("pct") else share) if figure is not None else None,
    ]
    for value in dict.fromkeys(round(v, 6) for v in reversed(values) if v is not None):
        yield Quantity("percentage", ("%", value), *match.span(), firm=True)


def _number(match: re.Match[str], text: str) -> Iterator[Quantity]:
    spelled = in_digits(match.group("number"))
    figure = in_digits(match.group("paren")) if match.group("paren") else None
    times = (chinese_number("1" + match.group("scale").strip()) or 1.0) if match.group("scale") else 1.0
    in_figures = match.group("number")[0].isdigit()
    # 拾玖元伍角 is 19.50.
    part = sum(
        (in_digits(match.group(name)) or 0.0) * worth
        for name, worth in (("jiao", 0.1), ("fen", 0.01))
        if match.group(name) and match.group("currency")
    )
    spelled = spelled + part if spelled is not None else None
    for value in dict.fromkeys(v for v in (figure, spelled) if v is not None):
        yield from _classified(match, text, value * times, in_figures, figure is not None)


def _classified(match: re.Match[str], text: str, value: float, in_figures: bool, both: bool) -> Iterator[Quantity]:
    span = (match.start("number"), match.end())
    rest = text[match.end() : match.end() + 8]
    if match.group("percent") or match.group("pct"):
        yield Quantity("percentage", ("%", value), *span, firm=True)
    elif match.group("money") or match.group("currency"):
        named = [m.strip() for m in (match.group("money"), match.group("currency")) if m]
        name = next((n for n in named if n not in ("元", "圆", "圓")), named[0])
        yield Quantity("amount", (_CURRENCIES[name], value), match.start(), match.end(), firm=True)
    elif unit := _UNIT.match(rest):
        of = unit.groupdict()
        value += 0.5 * bool(of["and_a_half"] or of["and_half"])
        # 两个季度 may be "the first half" in English, 五月 is May; six months or sixty days are nothing else.
        is_may = of["month"] is not None and not unit.group().strip().startswith(("个", "個"))
        firm = in_figures or both or (value >= 2 and not of["quarter"] and not is_may)
        yield Quantity("period", period(value, _unit(of)), span[0], match.end() + unit.end(), firm=firm)
    elif (second := _UP_TO.match(text, match.end())) and (unit := _UNIT.match(text, second.end())):
        yield Quantity("period", period(value, _unit(unit.groupdict())), *span, firm=in_figures or both)
    elif in_figures or both or (value >= 2 and _COUNTED.match(rest)):
        value *= 1000.0 if rest.startswith(("吨", "公吨")) else 1.0
        yield Quantity("number", ("number", value), *span, firm=in_figures or both)


def _unit(of: dict[str, str | None]) -> str:
    """The name of the unit that was read."""
    name = next(name for name in of if of[name] and not name.startswith("and_"))
    return {"business": "business day", "half": "half-year"}.get(name, name)
