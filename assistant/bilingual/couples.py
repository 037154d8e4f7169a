"""Things that contracts name together, of which one text names both and the other only one: directly or indirectly beside 直接.

prior agreements, written or oral   ·   此前的口头协议      ──▶  only the English text names what is in writing
"""

import re
from collections.abc import Iterator
from itertools import permutations

from assistant.bilingual.facts import LANGUAGE_NAMES, Side
from assistant.bilingual.pair import OTHER, SIDES, Difference, PairOfTexts

# Of each of two things: how either language names it when both are joined, and whatever could carry it.
_Thing = tuple[str, str, str, str]
_COUPLES: tuple[tuple[_Thing, _Thing], ...] = (
    (
        (r"direct(?:ly)?", r"直接", r"direct\w*", r"直接"),
        (r"indirect(?:ly)?", r"间接", r"indirect\w*|consequential\w*", r"间接|后果"),
    ),
    (
        (r"oral(?:ly)?|verbal(?:ly)?|spoken", r"口头", r"oral\w*|verbal\w*|spoken|unwritten|word of mouth|said", r"口头|口述|言语"),
        (r"written|in writing", r"书面", r"writ\w+|document\w*|paper|record\w*", r"书面|文字|文件|书写"),
    ),
    (
        (r"paid", r"已付|已支付|已?支付|所付", r"pa(?:id|y\w*)", r"付"),
        (r"payable|due|owing|to be paid", r"应付|应支付|应当支付|到期", r"payable|due|owing|owe\w*|to be paid|outstanding", r"应[^，。；]{0,4}付|到期|欠|待付|未付|须付"),
    ),
    (
        (r"known|actual(?:ly)?|confirmed|proven", r"已知|实际|确认|已?确定|经?证实|查实", r"known|know\w*|actual\w*|confirm\w*|prove\w*|establish\w*|real", r"知|实际|现有|确|实|发生|存在|已有"),
        (r"suspected|alleged(?:ly)?|threatened|potential(?:ly)?|possible|attempted", r"疑似|涉嫌|怀疑|可能|潜在|据称|被?指称|威胁|可疑|企图|未遂", r"suspect\w*|alleg\w*|threat\w*|potential\w*|possib\w*|attempt\w*|may|might|could|claim\w*|imminent\w*|suspic\w*|likel\w+|believ\w*", r"疑|嫌|可能|潜|称|胁|之虞|企图|未遂|主张|指控|即将|认为"),
    ),
    (
        (r"knows?|knew|known|aware", r"知道|知悉|明知|获知|知晓", r"kn[eo]w\w*|aware\w*|learn\w*|discover\w*", r"知|悉|发现"),
        (r"(?:should|ought(?: reasonably)? to|could|would|must)(?: reasonably)? (?:have )?(?:known?|be aware|been aware|discovered)", r"(?:应当?|理应|应能|本应|本应当)(?:合理)?(?:知道|知悉|知晓|获知|发现)", r"should|ought|could|constructive\w*|reasonabl\w*|must|would", r"应|理"),
    ),
    (
        (r"expir(?:y|ation|es?)", r"届满|期满|到期", r"expir\w*|end\w*|cease\w*|run\w* out|laps\w*", r"届满|期满|到期|结束|终了|满"),
        (r"(?:early |earlier )?terminat(?:ion|es?|ed)", r"终止|解除", r"terminat\w*|end\w*|cancel\w*|rescind\w*|rescission|cease\w*|dissol\w*", r"终止|解除|结束|解约|取消|终了|撤销"),
    ),
    (
        (r"alone|solely|individually|by itself|separately", r"单独|独自|自行|各自", r"alone|sole\w*|individual\w*|itself|separate\w*|own|independent\w*|severally|either|each", r"单独|独|自行|各自|分别|自身"),
        (r"jointly|together(?: with)?|with others?|in common", r"共同|联合|与他人|会同|一起|连带", r"joint\w*|together|others?|common|both|with|collective\w*|co-\w+", r"共|联合|他人|一同|会同|一起|连带|双方|合作"),
    ),
    (
        (r"title|ownership|property", r"所有权|权属|产权", r"title\w*|owner\w*|propert\w*|own\w*|belong\w*", r"所有权|权属|产权|归|所有"),
        (r"risk(?: of (?:loss|damage))?(?: (?:of|or) (?:loss|damage)(?: or (?:loss|damage))?)?", r"(?:毁损|灭失|损失|损坏)?[^，。；]{0,6}风险", r"risks?|peril\w*|loss", r"风险|危险|灭失"),
    ),
    (
        (r"express(?:ly)?|explicit(?:ly)?", r"明示|明确", r"express\w*|explicit\w*|stated|clear\w*|specific\w*", r"明|书面"),
        (r"implied(?:ly)?|implicit(?:ly)?|tacit(?:ly)?", r"默示|暗示", r"impli\w*|tacit\w*", r"默|暗|隐含"),
    ),
    (
        (r"acts?|actions?", r"(?<!不)作为(?!人)", r"act\w*|conduct|doing|do|does|deed\w*", r"作为|行为|行动"),
        (r"omissions?|failures?|defaults?", r"不作为", r"omi\w+|refrain\w*|fail\w*|default\w*|neglect\w*|inaction|not", r"不作为|疏|过失|违约|未|遗漏|懈怠|不"),
    ),
    (
        (r"upwards?|increas(?:e|es|ed|ing)|raised?|rises?", r"上调|上升|增加|上涨|提高|上浮|涨", r"(?:either|both) (?:direction|way)s?|up\w*|increas\w*|rais\w*|ris\w+|higher|more|plus|addition\w*", r"上|增|涨|提高|升|高"),
        (r"downwards?|decreas(?:e|es|ed|ing)|reduc(?:ed?|es|ing|tions?)|lowered|falls?", r"下调|下降|减少|降低|下浮|下跌|跌", r"(?:either|both) (?:direction|way)s?|down\w*|decreas\w*|reduc\w*|lower\w*|fall\w*|less|minus|cut\w*|drop\w*|diminish\w*", r"下|减|降|跌|低|少"),
    ),
    (
        (r"(?:in )?whole|entirely|fully|wholly|total(?:ly)?", r"全部|整体|完全|全", r"(?:or|and|nor) any part|whole\w*|entire\w*|full\w*|total\w*|all|complete\w*", r"全|整|完全|所有"),
        (r"(?:in )?part|partly|partially|partial", r"部分|局部|一部(?!分)", r"part\w*|portion\w*|piece\w*|any of", r"部分|局部|一部|任何"),
    ),
    (
        (r"existing|present(?:ly)?|current(?:ly)?|now", r"现有|现在|目前|当前|既有|现时", r"exist\w*|present\w*|current\w*|now|already|has|have|is|are", r"现|目前|当前|既|已"),
        (r"future|hereafter|later", r"将来|未来|日后|今后|以后", r"future\w*|hereafter|later|subsequent\w*|to come|will|shall|becom\w*|from time|remain\w*|thereafter", r"将|未来|日后|今后|后"),
    ),
    (
        (r"(?:for )?itself|himself|themselves|its own|on its own (?:account|behalf)|for its own", r"自身|自己|本身|自行", r"\w*sel(?:f|ves)|(?:by|and|or) (?:for|on behalf of|caus\w+|procur\w+|arrang\w+|has|have)|own|its|make|use|perform|manufacture|have (?:others|them|it|any)", r"自|己|本身"),
        (r"(?:for |to |through |by )?(?:any |a |an )?(?:third part(?:y|ies)|others?|other person|anyone else)", r"第三方|第三人|他人|其他人|他方", r"third|others?|else|have|had|caus\w+|procur\w+|arrang\w+|(?:by|and|or) (?:for|on behalf of)|anyone|any person|anybody|another|whom\w*|party|elsewhere|part\w+|somebody", r"第三|他人|其他|他方|任何人|别|他处|另"),
    ),
    (
        (r"during|while|throughout|before", r"期间|期内|期限内|之前", r"during|while|throughout|before|in the course|duration|term|as long|prior|until|within|when", r"期|前|时|中"),
        (r"after(?:wards)?|following|thereafter", r"之后|以后|届满后|终止后|此后|其后", r"after\w*|follow\w*|there\w*|upon|surviv\w*|beyond|subsequent\w*|later|from|since|post\w*|when|once|on", r"后|起|届满|终止|继续|[经应]"),
    ),
    (
        (r"developments?|develop(?:s|ed|ing)?", r"(?:开发|研发)(?!计划|方案|项目)", r"develop\w*|r&d|research\w*", r"开发|研发|研制|研究"),
        (r"manufactur(?:e|es|ed|ing)|market(?:s|ed|ing)?|sell(?:s|ing)?|sold|commerciali[sz](?:e|es|ing|ation)|produc(?:e|es|ed|ing|tion)", r"生产|制造|销售|上市|商业化", r"manufactur\w*|market\w*|sell\w*|sold|sale\w*|commerc\w*|produc\w*|mak\w+|made|exploit\w*|distribut\w*", r"产|造|售|市|商业|制"),
    ),
    (
        (r"return(?:s|ed|ing)?", r"返还|退还|归还|退回|交还", r"return\w*|give\w* back|hand\w* (?:back|over)|sen[dt] back|deliver\w*", r"还|退|交"),
        (r"destroy(?:s|ed|ing)?|destruction|delet\w+|eras\w+|dispos\w+", r"销毁|删除|处置|毁弃", r"destr\w+|delet\w+|eras\w+|dispos\w+|shred\w*|scrap\w*", r"毁|删|处置|处理|清除|报废"),
    ),
    (
        (r"repair(?:s|ed|ing)?|rework(?:s|ed|ing)?|reprocess\w*|correct\w*|remed\w+", r"修理|维修|修复|返工|重新加工|修补|补救|纠正", r"repair\w*|rework\w*|reprocess\w*|fix\w*|correct\w*|remed\w+|mend\w*|rectif\w+|cur\w+|make good|made good", r"修|返工|重新|补救|纠正|整改|补正"),
        (r"replac(?:e|es|ed|ing|ements?)", r"更换|替换|补换|换货|补货|重新提供|调换", r"replac\w*|substitut\w*|exchang\w*|new|anew|re-?suppl\w*|again|re-?perform\w*|change\w*", r"换|替|补|重新|重做|代|新"),
    ),
    (
        (r"licens(?:e|es|ed|ing)|licenc(?:e|es|ed|ing)", r"(?<!上市)许可(?!证|持有|方|费|使用费)", r"licen[cs]\w*|permi\w+", r"许可|授权"),
        (r"assign(?:s|ed|ing|ments?)?|transfer(?:s|red|ring|able)?", r"转让|让与|转移", r"assign\w*|transfer\w*|convey\w*|novat\w*|dispos\w*|mov\w+|pass\w*", r"转|让|移|出让|处分"),
    ),
    (
        (r"conceal(?:s|ed|ing|ment)?|alter(?:s|ed|ing)?|falsif\w+", r"隐匿|隐瞒|篡改|伪造|更改|涂改", r"conceal\w*|hid\w*|alter\w*|falsif\w*|tamper\w*|chang\w*|forg\w*|manipulat\w*|amend\w*|modif\w*|fabricat\w*", r"隐|篡改|伪|改|编造|藏"),
        (r"destroy(?:s|ed|ing)?|destruction|delet\w+", r"销毁|删除|毁损", r"destr\w+|delet\w+|eras\w+|remov\w*|shred\w*", r"毁|删|清除|抹"),
    ),
    (
        (r"suspen(?:d|ds|ded|ding|sion)", r"暂停|中止", r"suspen\w*|abort\w*|halt\w*|stop\w*|interrupt\w*|paus\w*|hold|withh\w+", r"暂|中止|停"),
        (r"revo(?:kes?|ked|king|cation)|withdraw\w*|cancel\w*|terminat\w*", r"吊销|撤销|撤回|取消|终止", r"revo\w+|withdr\w+|cancel\w*|terminat\w*|end\w*|annul\w*|recall\w*|lose\w*|loss|lost|remov\w*", r"吊销|撤|取消|终止|解除|收回|失|停"),
    ),
)  # fmt: skip
_JOINED: dict[Side, str] = {
    "en": r"\b(?:{a})\b(?:[ ,]+(?:\w+[ ,]+){{0,2}}?)(?:or|and|and/or|nor)[ ,]+(?:(?:to|be|whether|by|of|in|the|any|for|all|has|been|its)\s+){{0,2}}(?:{b})\b",
    "zh": r"(?:{a})[^，。；、]{{0,4}}?(?:或者?|和|及|以及|与|、|并|亦)[^，。；、]{{0,4}}?(?:{b})",
}  # fmt: skip


class _Couple:
    """Two things, as patterns: both joined, in either order, and what carries each."""

    def __init__(self, things: tuple[_Thing, _Thing]) -> None:
        self.both: dict[Side, list[re.Pattern[str]]] = {
            side: [
                re.compile(_JOINED[side].format(a=a[place], b=b[place]), re.IGNORECASE) for a, b in permutations(things)
            ]
            for place, side in enumerate(SIDES)
        }
        self.carries: list[dict[Side, re.Pattern[str]]] = [
            {
                "en": re.compile(rf"\b(?:{en}|{en_more})\b", re.IGNORECASE),
                "zh": re.compile(f"{zh}|{zh_more}"),
            }
            for en, zh, en_more, zh_more in things
        ]


_ALL = [_Couple(things) for things in _COUPLES]


def halves_left_out(texts: PairOfTexts) -> Iterator[Difference]:
    """Of two things that a sentence of one language joins, the one that nothing in the other text could carry."""
    for pair in texts.matched:
        for language in SIDES:
            there = texts.with_lonely(pair, OTHER[language])
            for couple in _ALL:
                joined = next((m for both in couple.both[language] if (m := both.search(pair.text(language)))), None)
                if not joined:
                    continue
                carried = [carries[OTHER[language]].search(there) for carries in couple.carries]
                if sum(map(bool, carried)) == 1:
                    words = " ".join(joined.group().split())
                    reason = f"Only the {LANGUAGE_NAMES[language]} text says both of “{words}”."
                    yield Difference("condition", reason, pair.bounds("en"), pair.bounds("zh"), alone=(language, words))
