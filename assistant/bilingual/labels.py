"""Numbers that paragraphs carry, in a form both languages share: Article 7 and 第七条, (a) and （一）, Schedule 1 and 附表一."""

import re
from functools import cache

from assistant.number_words import chinese_number

_SPACE = r"[ \t　]*"
_ZH_DIGITS = "零〇一二三四五六七八九十百两"
_LABEL = re.compile(
    rf"""{_SPACE}(?:
      (?:article|section|clause|chapter|part)\s+(?P<article>\d+(?:\.\d+)*|[IVXL]+\b|[A-Z]\b)[.:]?
    | (?:schedule|annex|appendix|exhibit|attachment)\s+(?P<annex>\d+|[IVX]+\b|[A-Z]\b)[.:]?
    | 第{_SPACE}(?P<zh_article>[\d.]+|[{_ZH_DIGITS}]+){_SPACE}[条章节款部](?!{_SPACE}(?:及|和|与|、|至|或|所|项下|第|的|规定|约定|不))
    | (?:附件|附表|附录){_SPACE}(?P<zh_annex>\d+|[{_ZH_DIGITS}]+|[A-Z])
    | (?P<number>\d+(?:\.\d+)+(?=\s|[㐀-鿿“"《（.])|\d{{1,3}}(?:[.、．)）:](?!\d)|(?=\s+(?:(?-i:[A-Z])|[㐀-鿿“"])))|\d+(?:\.\d+)+[、．)）:])
    | [(（](?P<inner>\d{{1,3}}|[a-z]{{1,4}}|[{_ZH_DIGITS}]{{1,3}})[)）]
    | (?P<zh_number>[{_ZH_DIGITS}]{{1,3}})[、．.]
    | (?P<stem>[甲乙丙丁戊己庚辛壬癸])[、．.]
    | (?P<letter>[A-Za-z])[.)、](?=\s|[㐀-鿿])
    ){_SPACE}""",
    re.VERBOSE | re.IGNORECASE,
)
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


def label_of(text: str) -> tuple[frozenset[str], int]:
    """The labels a paragraph may bear and where its words begin.

    >>> label_of("第七条 质量")
    (frozenset({'7'}), 4)
    """
    match = _LABEL.match(text)
    if not match:
        return frozenset(), 0
    of = {name: value for name, value in match.groupdict().items() if value}
    name, value = next(iter(of.items()))
    return frozenset(_forms(name, value)), match.end()


def _forms(name: str, value: str) -> set[str]:
    if name in ("annex", "zh_annex"):
        return {f"annex {form}" for form in plain_forms(value)}
    if name in ("inner", "letter", "stem"):
        marker = "({})" if name == "inner" else "{}"
        return {marker.format(form) for form in plain_forms(value)}
    return plain_forms(value)


@cache
def plain_forms(value: str) -> set[str]:
    """Figures for a number in figures, letters, Roman or Chinese: `"iv"` is 4; `"c"` is 3 and, as Roman, nothing."""
    value = value.strip(" .　、．)）:").lower()
    if re.fullmatch(r"\d+(\.\d+)*", value):
        return {value}
    forms = set()
    if re.fullmatch(r"[a-z]", value):
        forms.add(str(ord(value) - ord("a") + 1))
    if re.fullmatch(r"[ivxl]+", value):
        forms.add(str(_roman(value)))
    if value in _STEMS:
        forms.add(str(_STEMS.index(value) + 1))
    if not forms and (number := chinese_number(value)) is not None:
        forms.add(f"{number:g}")
    return forms or {value}


def _roman(letters: str) -> int:
    values = [_ROMAN[letter] for letter in letters]
    return sum(-v if any(later > v for later in values[i + 1 : i + 2]) else v for i, v in enumerate(values))
