"""Who does it at its own cost: the party that is bound to it, not the one that asks for it or is told of it."""

import re
from collections.abc import Iterator

from assistant.bilingual.facts import Side

_OWN_COST: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\bat its own (?:cost|expense|sole cost)", re.IGNORECASE),
    "zh": re.compile(r"自费|自(?:担|行承担|己承担|负)[^，。；]{0,6}费用|费用自[担负理]"),
}


# "At Customer's request", "if Customer so wishes", 应客户要求: who asks for it does not bear it.
_ASKED: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"(?:['’]s?)?\s+(?:so\s+)?(?:(?:reasonable|prior|written|first|sole|own)\s+)*(?:request|requir|wish|choos|choice|elect|direct|instruct|option|discretion|demand|ask)",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"(?:的)?(?:书面|合理|事先)?(?:要求|请求|指示|选择|通知|催告|指令|需要)"),
}
_IS_BOUND: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"(?:,?\s+(?:which|who))?\s+(?:shall|will|must|may|agrees|undertakes)\b", re.IGNORECASE),
    "zh": re.compile(r"(?:均|亦|也|仍|则|还|即|同样)?(?:应|必?须|可|有权|有义务|自费|负责|自行|承担|承诺|同意)"),
}


_IT_IS_BOUND_EN = re.compile(r"\bit\s+(?:also\s+|then\s+)?(?:shall|will|must|may)\b", re.IGNORECASE)
# 应在二日内通知客户，并应自费处理: who is told of it does not bear it.
_IS_TOLD_ZH = re.compile(r"(?:通知|告知|知会|告诉|知照|[向对给与]|提交|交付|交还|赔偿|补偿|答复)$")
_OPENS_ZH = re.compile(r"(?:^|[。；])\s*$")
# 客户有权选择由制造商自费更换: the one by whom it is done.
_HAS_DONE_ZH = re.compile(r"(?:由|要求|责成)$")


def paying_themselves(text: str, language: Side, parties: re.Pattern[str]) -> Iterator[str]:
    """The name of the party that each "at its own cost" speaks of.

    应在二日内通知客户，并应自费处理   ·   the one that tells Client of it
    """
    for match in _OWN_COST[language].finditer(text):
        before = list(parties.finditer(text[: match.start()]))
        before = [name for name in before if not _ASKED[language].match(text[name.end() :])] or before
        before = [n for n in before if language == "en" or not _IS_TOLD_ZH.search(text[: n.start()])] or before
        # "It shall pay for the Customer's goods and destroy them at its own cost": the one spoken of before, if any.
        spoken = list(_IT_IS_BOUND_EN.finditer(text[: match.start()])) if language == "en" else []
        if spoken and not any(
            _IS_BOUND["en"].match(text[n.end() :]) and n.start() > spoken[-1].start() for n in before
        ):
            before = [name for name in before if name.end() <= spoken[-1].start()]
        # "Supplier shall, as Customer chooses, do it at its own cost": the one that is bound, not the one named last.
        bound = [
            name
            for name in before
            if _IS_BOUND[language].match(text[name.end() :])
            or (language == "zh" and _HAS_DONE_ZH.search(text[: name.start()]))
        ]
        # 服务方知悉……的，应自费处理: the one that the sentence is about.
        about = [name for name in before if language == "zh" and _OPENS_ZH.search(text[: name.start()])]
        if before:
            yield (bound or about or before)[-1].group("name")
