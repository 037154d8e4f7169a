"""Words that narrow what a rule covers, where only one text has them: 直接损失 beside "all losses"."""

import re
from collections.abc import Iterator

from assistant.bilingual.alone import answers
from assistant.bilingual.facts import LANGUAGE_NAMES, Side
from assistant.bilingual.lexicon import NEW
from assistant.bilingual.pair import OTHER, SIDES, Difference, PairOfTexts
from assistant.bilingual.parties import PartyNames
from assistant.bilingual.sentences import SentencePair
from assistant.bilingual.whole_words import every

# Translators render these: in 2,628 faithful pairs of which the lexicon had learnt nothing, nearly 600 such words stood and each had
# an answer in the other text (they were chosen by that). Others that narrow as much (实际, 额外, 必要, "current", "commercial") are oftener left to the context.
_NARROWS: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"(?<!-)\b(?:(?:in)?direct(?:ly)?(?! (?:sun)?light)|reasonabl[ey]|actual(?:ly)?|existing|final|unused|independent(?:ly)?|latent|hidden|"
        r"public(?:ly)?(?! (?:authorit|bod|agenc)\w*)|perpetual|undisputed|announced|(?<!not )only(?! (?:if|when|where|after|once|to the extent)\b)|solely|exclusively)\b(?!-)",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"(?:直接|间接)(?=损失|损害|有关|相关|关系|涉及|影响|因|由|导致|造成|引起|产生|责任|原因)|(?<![不无])合理|实质性|唯一|(?<!非)独家|现行|永久|隐蔽|潜在|(?<![不非])仅(?!仅)|只(?=[能可得有在限需])"
    ),
}
# What the lexicon does not know of them: 终稿 is the final report, a 医疗器械唯一标识 the UDI.
_SAID_AS: dict[str, re.Pattern[str]] = {
    word: re.compile(said, re.IGNORECASE)
    for words, said in (
        ("final", "终|最后|定稿|定版|正式"),
        ("existing", "现|既|已|原|目前|当前"),
        ("unused", "未用|未使用|未动用|未消耗|剩余|多余|余"),
        ("independent independently", "独立|自主|自行|第三方|单独|中立"),
        ("latent hidden", "隐|潜|内在|不易发现"),
        ("public publicly", "公"),
        (
            "perpetual 永久",
            r"永|无限期|无期限|\b(?:perpet\w+|permanent\w*|for ever|forever|for good|indefinite\w*|in perpetuity)\b",
        ),
        ("undisputed", "争议|异议|确认"),
        ("only solely exclusively", "[仅只唯须需独专限除非才始]|方[可能得为]|不得超过|单一?方?独|完全|全部|全权|纯"),
        (
            "仅 只",
            r"\b(?:only|sole\w*|exclusiv\w+|mere\w*|alone|nothing|nowhere|no(?:t|r|ne)?|neither|other\w*|limited|unless|except|until|just|but|extent|confined|"
            r"restrict\w*|before|elsewhere|anyone|single|strictly|enough|both|simpl[ey]|long|indicative|non-binding|estimates?|purely|suffic\w+|one or more|in part|in whole)\b",
        ),
        ("announced", "公布|宣布|公告|通知|预先|事先"),
        ("actual actually", "实|真|现"),
        (
            "reasonable reasonably 合理",
            r"合理|适当|正当|有据|\b(?:reason\w*|fair\w*|sensibl\w+|due|(?:well-)?(?:founded|grounded)|proper\w*|justif\w+|plan\w*|schedul\w+|arrang\w+|so that)\b",
        ),
        ("独家", r"\b(?:sole\w*|exclusiv\w*|alone|only|single|(?:no|any) other|nobody)\b"),
        ("唯一", r"\b(?:UDI|unique\w*|sole\w*|only|exclusive\w*|single|one|no other)\b"),
        ("现行", r"\b(?:c?GMP|current\w*|existing|then|in (?:force|effect)|prevailing|applicable|effective|valid)\b"),
        ("隐蔽 潜在", r"\b(?:hidden|latent|conceal\w*|potential\w*|possib\w+|prospective|would-be|may|might)\b"),
        ("实质性", r"\b(?:(?:of the )?essence|substan\w+|material\w*|essential\w*|significant\w*|meaningful\w*)\b"),
    )
    for word in words.split()
}
# How grave a thing must be. Translators take one of these for another (a material breach is 严重违约), so any answers any.
_GRAVE: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:critical|major|serious(?:ly)?|significant(?:ly)?|substantial(?:ly)?|severe(?:ly)?|grave(?:ly)?|fundamental|gross(?:ly)?|important|essential|key|"
        r"(?-i:principal)|materially|material(?! (?:and|or) (?:workmanship|labou?r|design|manufactur\w+|components?)\b)(?=\s+(?:and|or|adverse|breach|change|complaint|defect|deviation|effect|impact|loss|non|obligation|respect|term)))\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"重大|严重|实质|重要|关键|主要|根本|致命|显著|明显|较大|(?<![体净毛])重(?=缺陷|偏差|变更)|重伤"),
}
# A "material" reduction answers too, where a material that is delivered does not.
_GRAVE_TOO: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        rf"{_GRAVE['en'].pattern}|\b(?:a|any|no|or|and) material(?=\s+(?!of\b|that\b|which\b|for\b|in\b|to\b|from\b|is\b|has\b|shall\b|may\b|must\b|will\b|supplied|used|delivered|safety)[a-z]+)",
        re.IGNORECASE,
    ),
    "zh": _GRAVE["zh"],
}
# Of these alone it is told; the others are said of what is grave by itself (主要营业地, key personnel).
_NARROWS_BY_GRAVITY: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:critical|major|serious|significant|severe|material)(?=\s+(?:and |or |or \w+ )?(?:adverse|breach|change|complaint|defect|deviation|event|"
        r"failure|finding|fault|impact|incident|loss|non|observation|obligation|quality))\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"(?:重大|严重)(?!过失|影响(?!的)|依赖|程度|性)"),
}


def narrowed(texts: PairOfTexts, names: PartyNames) -> Iterator[Difference]:
    """Told where nothing anywhere in the other paragraph answers to the word."""
    for pair in texts.sentences:
        for language in SIDES if pair.en and pair.zh else ():
            grave = _NARROWS_BY_GRAVITY[language].search(pair.text(language))
            if grave and not _GRAVE_TOO[OTHER[language]].search(texts.text(OTHER[language])):
                yield _told(grave.group(), language, pair)
            for match in every(_NARROWS[language], pair.text(language), language):
                known = _SAID_AS.get(match.group().lower())
                if known and known.search(texts.text(OTHER[language])):
                    continue
                if answers(match.group(), texts, names, language) == [0.0]:
                    yield _told(match.group(), language, pair)
                    break


# Everything, as either text may say it, and what makes less of it: 合理费用 where the other text says "all costs".
_ALL: dict[Side, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "en": (
        re.compile(r"\b(?:all|every)\b(?! times)", re.IGNORECASE),
        re.compile(
            r"\b(?:all|any|every\w*|each|whole\w*|entire\w*|full\w*|total\w*|no|none|never|nothing|complete\w*|whatever|both|aggregate|exclusive\w*|throughout|solely)\b",
            re.IGNORECASE,
        ),
    ),
    "zh": (
        re.compile(r"全部|(?<!方)(?<!人)(?<!归)所有(?![权人者的，。；、])|一切|全体"),
        re.compile(r"全|所有|一切|任何|各|每|逐|均|皆|都|整|凡|一律|概|悉|无论|不论|尽|诸|齐"),
    ),
}
_LESS: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:reasonabl[ey]|direct|material|main|key|(?-i:principal)|necessary|major|certain|some|selected|specified|important|routine|critical|most|appropriate|substantial|required)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"合理|直接|主要|核心|关键|重大|出席|必要|部分|多数|重要|实质|日常|某些|若干|特定|适当|指定"),
}

# 超过2,000,000美元部分: what lies beyond a sum is all that does.
_WHAT_IS_OVER_ZH = re.compile(r"(?:超[过出额]|高于|多于|低于|不足|未满|以[上下内外]|剩余|其余)[^，。；]{0,20}部分")


def _is_said(less: str, pair: SentencePair, names: PartyNames, language: Side) -> bool:
    """Whether the text that says "all" says this too: 分为关键、主要 is "classified as critical, major"."""
    if _GRAVE[language].search(less) and _GRAVE[OTHER[language]].search(pair.text(OTHER[language])):
        return True
    known = _SAID_AS.get(less.lower())
    if known and known.search(pair.text(OTHER[language])):
        return True
    sure = answers(less, PairOfTexts(pair.text("en"), pair.text("zh")), names, language)
    return any(s is not None and s >= NEW for s in sure)


def less_than_all(texts: PairOfTexts, names: PartyNames) -> Iterator[Difference]:
    """Told where one text says "all" and nothing in the other's sentence does, which has a word that makes less of it."""
    for pair in texts.matched:
        for language in SIDES:
            other = OTHER[language]
            there = pair.text(other)
            all_of = _ALL[language][0].search(pair.text(language))
            less = _LESS[other].search(_WHAT_IS_OVER_ZH.sub("", there))
            if not (all_of and less) or _is_said(less.group(), pair, names, other):
                continue
            if not _ALL[other][1].search(there):
                reason = f"“{all_of.group()}” in {LANGUAGE_NAMES[language]} is no more than “{less.group()}” in {LANGUAGE_NAMES[other]}."
                yield Difference("condition", reason, pair.bounds("en"), pair.bounds("zh"))


def _told(word: str, language: Side, pair: SentencePair) -> Difference:
    name, other = LANGUAGE_NAMES[language], LANGUAGE_NAMES[OTHER[language]]
    reason = f"Only the {name} text narrows this (“{word}”); nothing in the {other} text answers to it."
    return Difference("condition", reason, pair.bounds("en"), pair.bounds("zh"), alone=(language, word))
