"""Words that narrow what a rule covers, where only one text has them: 直接损失 beside "all losses"."""

import re
from collections.abc import Iterator

from assistant.bilingual.alone import answers
from assistant.bilingual.facts import LANGUAGE_NAMES, Side
from assistant.bilingual.pair import OTHER, SIDES, Difference, PairOfTexts
from assistant.bilingual.parties import PartyNames

# Translators render these: in 2,628 faithful pairs of which the lexicon had learnt nothing, nearly 600 such words stood and each had
# an answer in the other text (they were chosen by that). Others that narrow as much (实际, 额外, 必要, "current", "commercial") are oftener left to the context.
_NARROWS: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:(?:in)?direct(?:ly)?|reasonabl[ey]|actual(?:ly)?|existing|final|technical(?:ly)?|unused|independent(?:ly)?|latent|hidden|"
        r"public(?:ly)?|perpetual|undisputed|announced|specific(?:ally)?)\b(?!-)",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"(?:直接|间接)(?=损失|损害|有关|相关|关系|涉及|影响|因|由|导致|造成|引起|产生|责任|原因)|(?<!不)合理|实质性|唯一|独家|现行|永久|严重|隐蔽|潜在"
    ),
}


def narrowed(texts: PairOfTexts, names: PartyNames) -> Iterator[Difference]:
    """Told where nothing anywhere in the other paragraph answers to the word."""
    for pair in texts.sentences:
        for language in SIDES if pair.en and pair.zh else ():
            for match in _NARROWS[language].finditer(pair.text(language)):
                if answers(match.group(), texts, names, language) == [0.0]:
                    name, other = LANGUAGE_NAMES[language], LANGUAGE_NAMES[OTHER[language]]
                    reason = f"Only the {name} text narrows this (“{match.group()}”); nothing in the {other} text answers to it."
                    yield Difference("condition", reason, pair.bounds("en"), pair.bounds("zh"))
                    break
