"""Least and most: a figure that both texts give, of which one makes a floor and the other a ceiling.

a safety stock of up to three (3) months   ·   至少三个月的安全库存
"""

import re
from collections.abc import Iterator

from assistant.bilingual.facts import Side
from assistant.bilingual.numbers import Value, quantities
from assistant.bilingual.pair import SIDES, Difference, PairOfTexts
from assistant.bilingual.sentences import SentencePair

# What stands right before a figure, and right after it.
_BEFORE: dict[Side, dict[str, re.Pattern[str]]] = {
    "en": {
        "the least": re.compile(
            r"\b(?:at least|(?:not|no|never)(?: be)? (?:less|fewer|lower|shorter) than|a minimum of|minimum of|not (?:fall )?below)\s+(?:the |an? )?[\w$€¥-]{0,4}\s?$",
            re.IGNORECASE,
        ),
        "the most": re.compile(
            r"\b(?:at most|up to|(?:not|no|never)(?: be)? (?:more|higher|greater|longer) than|a maximum of|maximum of|not (?:to )?exceed(?:ing)?|not above|limited to|capped at)\s+(?:the |an? )?[\w$€¥-]{0,4}\s?$",
            re.IGNORECASE,
        ),
    },
    "zh": {
        "the least": re.compile(
            r"(?:至少|最少|不[得应]?(?:少于|低于|短于)|最低(?:为|不少于)?)(?:[^，。；不]{1,24}的)?(?:人民币|美元|欧元)?$"
        ),
        "the most": re.compile(
            r"(?:至多|最多|最[高长](?:为|不超过|可达)?|不[得应]?(?:超过|高于|多于|长于|超出)|上限为|以)(?:[^，。；不]{1,24}的)?(?:人民币|美元|欧元)?$"
        ),
    },
}
_AFTER: dict[Side, dict[str, re.Pattern[str]]] = {
    "en": {
        "the least": re.compile(r"\s*(?:\w+ ){0,2}or (?:more|longer|above)\b", re.IGNORECASE),
        "the most": re.compile(r"\s*(?:\w+ ){0,2}or (?:less|fewer|below)\b", re.IGNORECASE),
    },
    "zh": {
        "the least": re.compile(r"(?:的)?(?:[个月日天年])?(?:及)?以上"),
        "the most": re.compile(r"(?:的)?(?:及)?(?:以下|为(?:上)?限|封顶)"),
    },
}  # fmt: skip
_IN_WORDS = re.compile(r"(?:[\w-]+ ){1,4}\($")
# Up to thirty days before the date is 至少提前三十日.
_AHEAD = re.compile(r"\)?\s*(?:\w+ )?(?:before|prior to|ahead of|in advance)\b", re.IGNORECASE)
_NEAR = 60


def bounded_otherwise(texts: PairOfTexts) -> Iterator[Difference]:
    """Told where each text bounds a figure once, the English from one end and the Chinese from the other."""
    for pair in texts.matched:
        en, zh = (_bounds(pair, side) for side in SIDES)
        for value in en.keys() & zh.keys():
            if len(en[value]) == len(zh[value]) == 1 and en[value] != zh[value]:
                reason = f"A figure is {en[value][0]} in English, {zh[value][0]} in Chinese."
                yield Difference("opposite", reason, pair.bounds("en"), pair.bounds("zh"))


def _bounds(pair: SentencePair, language: Side) -> dict[Value, list[str]]:
    """Each figure with what it is said to be; one that is said to be nothing has no end."""
    found: dict[Value, list[str]] = {}
    text = pair.text(language)
    for quantity in quantities(text, language):
        # Sixty percent (60%): the words stand before the first of the two.
        before, after = text[max(0, quantity.start - _NEAR) : quantity.start], text[quantity.end : quantity.end + _NEAR]
        before = _IN_WORDS.sub("", before)
        ends = [
            end
            for end in ("the least", "the most")
            if not _AHEAD.match(after) and (_BEFORE[language][end].search(before) or _AFTER[language][end].match(after))
        ]
        found.setdefault(quantity.value, []).append(" and ".join(ends) or "no end")
    return {value: ends for value, ends in found.items() if not {"no end", "the least and the most"} & set(ends)}
