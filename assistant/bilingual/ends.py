"""Denials that affirm: that a thing never ends is that it goes on, that one party never gets it is that the other has it.

title to the materials never leaves it   ·   物料的所有权自始至终归客户所有
title never passes to the Manufacturer   ·   所有权始终归客户所有
"""

import re

from assistant.bilingual.facts import Side
from assistant.bilingual.pair import OTHER
from assistant.bilingual.parties import PartyNames, mentions, roles_in
from assistant.bilingual.sentences import SentencePair

# What ends or changes a thing.
_END: dict[Side, str] = {
    "en": r"(?:leav\w+|left(?! to\b)|depart\w*|ceas\w+|stop\w*|end(?:s|ed)?|expir\w+|interrupt\w*|laps\w+|los[et]\w*|part(?:s|ed)? with|giv\w+ up|taken? away|"
    r"remov\w+|chang\w+|var(?:y|ies|ied)|alter\w*|affect\w*|impair\w*|fluctuat\w*|deviat\w*|run out|exhaust\w*|break\w*|broken|switch\w* off|without|"
    r"lack\w*|un(?!til|less|der|it)\w+|(?:pass|mov|transfer|alienat|divest)\w* (?:away )?from|out of)\b",
    "zh": r"(?:脱离|离开|移出|取出|带离|搬离|拆除|拆下|取下|移除|丧失|失去|失效|停止|中断|间断|(?:终止|结束)(?!之?[日后时前]|或|本|协议|，)|变更|变动|变化|改变|调整|更改|波动|"
    r"短缺|耗尽|断电|关闭|转移(?![给至到于]))",
}
_GOES_ON: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:remain\w*|keeps?|kept|stay\w*|continu\w*|maintain\w*|always|at all times|throughout|constant\w*|fixed|permanent\w*|uninterrupted\w*)\b", re.IGNORECASE),
    "zh": re.compile(r"自始至终|始终|一直|保持|维持|持续|不间断|时刻|全程|仍|继续|永[远久]|固定"),
}  # fmt: skip
_NOT: dict[Side, str] = {
    "en": r"\b(?:never|(?:(?:shall|may|must|will|do|does|is|are|can)(?: \w+)? )?not|at no time|no longer)\b(?:\s+[\w-]+){0,3}?\s+",
    "zh": r"不(?:得|应|会|能|可|再|予|许)?(?:因此|从|被|随之|以任何方式|发生|使[^，。；]{1,6}|予以)?",
}
_ENDS: dict[Side, re.Pattern[str]] = {
    "en": re.compile(rf"\b{_END['en']}", re.IGNORECASE),
    "zh": re.compile(rf"(?<!不){_END['zh']}"),
}
_NO_END: dict[Side, re.Pattern[str]] = {side: re.compile(_NOT[side] + _END[side], re.IGNORECASE) for side in _END}


def without_denied_ends(text: str, language: Side, there: str) -> str:
    """Without the ends it denies, where the other text says that the thing goes on and has no word for an end itself."""
    other = OTHER[language]
    if _GOES_ON[other].search(there) and not _ENDS[other].search(there):
        return _NO_END[language].sub(" ", text)
    return text


_NOT_GOT: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        _NOT["en"]
        + r"(?:acquir\w+|obtain\w*|gain\w*|get\w*|receiv\w+|become\w*|hold\w*|own\w*|vest\w*|pass\w*|transfer\w*|accru\w+|belong\w*)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"不(?:得|应|会|能|可|再|因此)*(?:取得|获得|享有|拥有|归|属于|转移[给至到于]|移转)"),
}


def not_got_by_the_other(pair: SentencePair, language: Side, names: PartyNames) -> int:
    """How many denials say that a party gets nothing, the one party they name, where the other text says that the other owns it."""
    denials = len(_NOT_GOT[language].findall(pair.text(language)))
    if not denials:
        return 0
    named = {party for party, count in mentions(pair.text(language), language, names).items() if count}
    owners = {
        role.party for role in roles_in(pair.text(OTHER[language]), OTHER[language], names) if role.place == "owns it"
    }
    return denials if len(named) == len(owners) == 1 and named != owners else 0
