"""Parties that no name tells, but what they do or suffer: the losing party, the party that asked, either party, the other one.

shall be paid by the Party against whom its finding is made   ·   由提出送检的一方支付   ──▶  two different parties
"""

import re
from dataclasses import dataclass

from assistant.bilingual.facts import Side
from assistant.bilingual.pair import OTHER, SIDES, PairOfTexts
from assistant.bilingual.parties import PartyNames, mentions
from assistant.bilingual.sentences import SentencePair


@dataclass(frozen=True)
class _Told:
    """A party by what tells it: wording that surely means it, and what else may."""

    says: dict[Side, re.Pattern[str]]
    excuses: dict[Side, re.Pattern[str]]


def _told(en: str, zh: str, en_excuses: str = "(?!)", zh_excuses: str = "(?!)") -> _Told:
    return _Told(
        {"en": re.compile(en, re.IGNORECASE), "zh": re.compile(zh)},
        {"en": re.compile(f"{en}|{en_excuses}", re.IGNORECASE), "zh": re.compile(f"{zh}|{zh_excuses}")},
    )


_WHO_EN = r"\b(?:the|that|whichever|a|any|such)(?: other)? (?:party|side|one) (?:(?:that|which|who) )?(?:(?:has|had|is|was|first) )?"
_PARTY_ZH = r"(?:的|之)?(?:那|该|任何)?(?:一方|当事方|当事人|方)"
# Of these parties each answers to itself alone: where one text has the one and the other another, they mean two parties.
PARTIES: tuple[_Told, ...] = (
    # The one that was wrong.
    _told(
        r"\bagainst (?:whom|which|whose)\b|\bwhose (?:\w+ ){1,3}?(?:(?:it |is |was |are |were |has |been |not )*)(?:reject|uph[eo]ld|refut|wrong|incorrect|unsuccessful|confirm|accept|disprov|prove)\w*"
        rf"|\b(?:losing|unsuccessful|defeated|mistaken) (?:party|side)\b|{_WHO_EN}(?:loses|lost|found (?:to be )?(?:wrong|in error|mistaken)|proved (?:to be )?wrong|wrong|mistaken|does not prevail|not prevail|fails)\b"
        r"|\bwhichever (?:party|of them) (?:is|was|proves|loses)\b(?: to be)?(?: wrong| mistaken)?",
        rf"不利(?:的|之)?(?:一?方|当事)|未[获被得][^，。；]{{0,6}}(?:支持|采纳|认可|确认|维持){_PARTY_ZH}|败诉|主张[^，。；]{{0,6}}不成立|(?:有误|错误|认定有误|判断错误|败){_PARTY_ZH}|未胜诉",
        r"\bloses?\b|\bwrong\b|\bagainst\b|\brejects?\b|\bfault\b",
        r"不利|败|未获|不成立|有误|错误|否定|推翻|不被|未被",
    ),
    # The one that asked for it.
    _told(
        rf"{_WHO_EN}(?:request(?:s|ed|ing)|ask(?:s|ed|ing)|call(?:s|ed|ing) for|demand(?:s|ed|ing)|sen[dt]s?|sending|submit(?:s|ted|ting)|order(?:s|ed|ing)|refer(?:s|red|ring)|propos(?:es|ed|ing)|initiat(?:es|ed|ing)|commission(?:s|ed|ing)|appl(?:ies|ied|ying))\b"
        r"|\b(?:requesting|submitting|referring|proposing|initiating|ordering|applying|claiming) (?:party|side)\b|\b(?:party|side) at whose (?:request|instance)\b|\bwhoever (?:asks|asked|requests|requested)\b",
        rf"(?:提出|要求|请求|申请|送检|提请|提议|发起|提交|送交|下达|下单)(?:[^，。；的]{{0,10}}){_PARTY_ZH}|委托[^，。；]{{0,10}}的一方|(?:请求|申请|送检|提议|发起|提出|要求|索赔)方",
        r"\b(?:request|ask|demand|submit|order|refer|propos|initiat|commission|appl(?:y|i)|call|send|sent|claim)\w*",
        r"提出|要求|请求|申请|送|提请|提议|发起|提交|委托|下达|下单|应[^，。；]{1,8}之?请|索赔",
    ),
    # The one at fault.
    _told(
        rf"\b(?:defaulting|breaching|infringing|offending) (?:party|side)\b|{_WHO_EN}(?:in (?:breach|default)|at fault|breach(?:es|ed)|default(?:s|ed)|caused?|causes|responsible for (?:the|it|that|causing))\b|\b(?:party|side) whose (?:breach|default|fault|act|negligence)\b",
        r"(?<!非)(?<!未)违约(?:的)?一?方|(?<!无)(?<!没有)过[错失](?:的)?一?方|(?<!无)责任方|违反[^，。；]{0,8}的一方|造成[^，。；]{0,12}的一方|引起[^，。；]{0,12}的一方",
        r"\b(?:default|breach|fault|caus|infring|violat|responsib|liab|fail)\w*",
        r"违|过错|过失|责任|造成|引起|导致|所致|未能|未履行",
    ),
    # The one that kept to it.
    _told(
        r"\b(?:non-?(?:defaulting|breaching)|innocent|complying|observant|aggrieved|injured|performing) (?:party|side)\b|\bparty not in (?:breach|default)\b",
        r"守约(?:的)?一?方|(?:非|未)违约(?:的)?一?方|无过错(?:的)?一?方|受害(?:的)?一?方|受损(?:的)?一?方|履约方",
        r"\b(?:other|another|innocent|non)\b",
        r"守约|非违约|未违约|无过|受害|受损|另一|对方|相对",
    ),
    # The one that gives, and the one that receives what is secret.
    _told(
        rf"\b(?:disclosing|providing|furnishing|communicating) (?:party|side)\b|\bdiscloser\b|{_WHO_EN}(?:disclos(?:es|ed)|provid(?:es|ed))\b",
        r"(?<!被)披露(?:信息)?(?:的)?一?方|提供(?:信息|资料)?(?:的)?一?方(?!面)|透露方",
        r"\b(?:disclos|provid|furnish|suppl|gave|given|its|owner|belong)\w*|\bfrom\b",
        r"披露|提供|透露|给予|自|来自|原",
    ),
    _told(
        rf"\b(?:receiving) (?:party|side)\b|(?<!service )\brecipient\b|{_WHO_EN}(?:receiv(?:es|ed))\b",
        r"(?:接收|接受|收到|取得|获得|知悉)(?:信息|资料|通知|该[^，。；]{0,4})?(?:的)?一?方|收受方|获悉方|被披露(?:的)?一?方",
        r"\b(?:receiv|recipient|obtain|learn|got|get|to whom|hold|return)\w*|\bto\b",
        r"接收|接受|收到|取得|获得|知悉|收受|获悉|返还|持有",
    ),
    # The one that is hindered, and the other.
    _told(
        rf"\b(?:affected|prevented|hindered|impeded) (?:party|side)\b|{_WHO_EN}(?:affected|prevented|hindered|suffers?)\b|\bparty (?:claiming|invoking|relying on)\b",
        r"(?<!不)(?<!未)受(?:到)?(?:影响|阻|不可抗力)[^，。；]{0,6}(?:的)?一?方|遭(?:受|遇)[^，。；]{0,10}一?方|受阻方|援引[^，。；]{0,8}一?方|主张不可抗力的一方",
        r"\b(?:affect|prevent|hinder|suffer|imped|claim|invok|rel(?:y|i)|unable|so)\w*|\bit\b",
        r"影响|遭|受|援引|主张|不能|无法|其|该方",
    ),
    # The one that publishes, and the one that reads it first.
    _told(r"\b(?:publishing|proposing|submitting) party\b|\bparty (?:that|which|who) (?:wishes|intends|proposes) to publish\b", r"发表方|拟发表[^，。；]{0,8}一方|公布方|投稿方", r"\bpublish\w*", r"发表|公布|投稿|拟"),
    _told(r"\b(?:reviewing|commenting) party\b", r"审阅方|审[查核]方|评议方", r"\breview\w*", r"审"),
    # The one that ends it, and the one to whom it is ended.
    _told(r"\bterminating party\b|\bparty (?:that|which|who) (?:terminates|gives? notice|gave notice)\b", r"(?:终止|解除)(?:本?协议|本?合同|通知)?(?:的)?一?方|发出通知的?一?方", r"\bterminat\w*|\bnotic\w*", r"终止|解除|通知"),
    # Either of them, and the other of them.
    _told(
        r"\b(?:either|any|each) (?:party|of (?:them|the parties|us))\b",
        r"任何一方|任一方|任意一方|每一方|各方|双方均",
        r"\b(?:either|any|each|both|neither|no|a|one|mutual\w*|all|every|whichever|jointly|together|respective\w*)\b|\bparties\b",
        r"任|各|双方|均|(?<!另)一方|互|彼此|当事人|共同|分别|皆|都",
    ),
    _told(
        r"\b(?:the|each) other(?: party| side)?\b(?! (?!party|side)[a-z])",
        r"另一方|对方|他方|相对方|另外一方",
        r"\b(?:other|another|counter\w*|opposite|it|its|them|one|recipient|non-?\w+ party|innocent)\b",
        r"另|对方|他方|相对|其|守约|未|非|双方|相互|彼此|互",
    ),
    # Both of them together.
    _told(
        r"\b(?:jointly(?! and severally)|in (?:equal shares|halves|equal parts|common|half)|equally (?:by|between)|(?:shared?|split|divided|borne) equally|half each|both parties|co-?own\w*)\b",
        r"均摊|平摊|平均(?:分担|承担|分摊)|共有|共同(?:所有|拥有|决定|承担|负担|选定|指定|委托|聘请|提出|负责|享有)|各(?:半|承担一半|自承担(?:一半|50))|双方(?:各|分担|分摊)",
        r"\b(?:joint\w*|equal\w*|half|halves|both|each|share\w*|split|divided|together|common|co-?\w+|mutual\w*|parties|between|50|fifty|either|agree\w*|neither)\b",
        r"均|平|共|各|半|双方|分担|分摊|联合|一同|50|五十|百分之|任何一方|协商|一致",
    ),
    # The one that makes good, and the one to which it is made good.
    _told(r"\bindemnifying party\b|\bindemnitor\b", r"(?<!被)(?<!受)(?:赔偿|补偿)(?:义务)?方|赔偿义务人", r"\bindemnif\w*", r"赔|补偿"),
    _told(r"\bindemnified part(?:y|ies)\b|\bindemnitees?\b|\bindemnified person", r"(?:被|受)(?:赔偿|补偿)(?:一)?方|受偿方|获赔方|受保障方|被保障方", r"\bindemni\w*", r"赔|补偿|偿|保障"),
)  # fmt: skip


def told_otherwise(pair: SentencePair, texts: PairOfTexts) -> bool:
    """Whether the one text means the party that did one thing, and the other the party that did another."""
    alone = {
        side: [
            told
            for told in PARTIES
            if len(told.says[side].findall(pair.text(side)))
            > len(told.says[OTHER[side]].findall(pair.text(OTHER[side])))
            and not told.excuses[OTHER[side]].search(texts.with_lonely(pair, OTHER[side]))
        ]
        for side in SIDES
    }
    return bool(alone["en"] and alone["zh"])


_EITHER, _OTHER, _BOTH = (
    next(told for told in PARTIES if told.says["zh"].search(words)) for words in ("任一方", "对方", "均摊")
)


def named_for_both(pair: SentencePair, texts: PairOfTexts, names: PartyNames) -> bool:
    """Whether one text speaks of both parties, or of either, where the other names one of them once more."""
    for side, other in (SIDES, SIDES[::-1]):
        here, there = pair.text(side), texts.with_lonely(pair, other)
        if not any(told.says[side].search(here) and not told.excuses[other].search(there) for told in (_EITHER, _BOTH)):
            continue
        if sum(mentions(pair.text(other), other, names).values()) > sum(mentions(here, side, names).values()):
            return True
    return False
