"""Words that permit, require, forbid and deny, in both languages, and those among them that do nothing of the kind."""

import re

from assistant.bilingual.facts import Side
from assistant.bilingual.sentences import SentencePair

# 批准后方可, 供应商方可: only then; 买方可, 委托方可 is a party that may.
# 经认可方可: 认可 is no party that may. 许可方可 may be one, see `plainly`.
_BEFORE_THEN = "[日后意准时，件认的商者厂司员业人们构关局毕清成过格讫]"
THEN_ONLY = f"(?:(?<={_BEFORE_THEN})|(?<=认可))方(?=[可能得])"
MAY: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:(?<!that )(?<![^,] which )may(?! not\b)(?! (?:lawfully|legally)\b)(?! (?:\w+ ){0,3}only\b)(?! be (?:caused|due|attribut\w+|necessary|required|needed|affected|at stake|at risk|endangered|jeopardi[sz]ed|compelled|forced|impaired|harmed|lost|damaged|prevented|hindered|delayed|involved|relevant|available|expected))|(?<!not )entitles?|(?:gives?|grants?) (?:\w+ ){1,3}(?:the|an?) (?:right|option)|is entitled|are entitled|has the right|have the right|shall have the right|at its option|ha(?:ve|s) (?:(?!no\b)\w+ ){0,2}access(?! (?:rights?|controls?|levels?|codes?)\b)|(?:is|are|be|shall be|remains?) (?:free|permitted|allowed|at liberty) to|ha(?:ve|s) an option)\b", re.IGNORECASE),
    "zh": re.compile(r"(?<![许仅只才])可以|(?<!所)有权|(?:^|(?<=的，)|(?<=。)|(?<=[亦也])|(?<=，)(?=允许在[^，。；]{1,14}范围内))允许(?!的|范围|误差|偏差|量|限)|应当?(?:赋予|给予|授予)[^，。；]{1,24}(?:权利|选择权)|(?<![许不认尽未否无宁仅才只])(?<!视为)(?<!" + _BEFORE_THEN + r"方)(?<!认可方)(?<!有[据章规法迹案例])(?<!保存|保留|提供|采用|使用|建立|维持|出具|选用|具有)可(?![能靠行抗见比追供得观信归控]|撤销[的性、]|变(?![更动化换])|识别|[^，。；、应须](?=[、，。；]|且|和|并且)|辨[识认别]|读|接受(?:的|标准|质量|范围|水平|限度|程度|性|风险|日|准则|[，。；、]?$|[且或及和])|普遍适?用|用(?![完尽光])|[^，。；的]{1,2}性|免费[存贮储保获])|(?<=[亦也还均])可用"),
}  # fmt: skip
DUTY: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:shall|must|will|(?<!may )agrees? to|undertakes? to|(?:is|are) oblig(?:ed|ated)|(?:is|are) to (?=be |have |bear |pay |give |make |keep |send |bring |hold )|is required(?! (?:by|under|pursuant|in order))|has to|is responsible(?! for (?:the|a|an|any|that|such|this) (?:delay|breach|failure|defect|default|loss|damage|cause)))\b(?! not\b)(?! (?:\w+ )?(?:entitle|(?:give|grant) (?:\w+ ){1,3}(?:the|an?) (?:right|option))\b)(?! be (?:let off|overlooked|tolerated|disregarded|condoned|forgiven|(?:excused|exempt\w*|reliev\w+|released|discharged|spared) (?:from|of))\b)(?! have (?:the right|an? (?:option|right|choice)))(?! be limited)(?! have (?:\w+ ){0,2}access)(?! have (?:[\w()-]+\s+){1,5}(?:days?|weeks?|months?)\b)(?! be (?:entitled|free|permitted|allowed|at liberty))", re.IGNORECASE),
    "zh": re.compile(r"(?<![相对反响适不供])应(?![用急答付未收税])(?!当?(?:赋予|给予|授予)[^，。；]{1,24}(?:权利|选择权))(?:当)?|必须|(?<![无毋仅只])须|有义务|负责|承诺|同意(?=向|承担|支付|赔偿|遵守)|(?<![不无仅只])需"),
}  # fmt: skip
FORBIDDEN: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:shall|may|must|will|need|is|are|does|do|can)(?: \w+)? not\b|\bcannot\b|\b(?:neither|no)\s+(?:part(?:y|ies)|right|authority|power|entitlement|claim|lien|recourse|obligation|duty|liability|charge)\b|\bneither\b[^.;,]{1,60}\bnor\b|\b(?:shall|may|must|will) \w+ (?:none of|nothing|neither of|no (?:change|other|use|copy|copies|disclosure|publication))\b|\bnever\b|\bnobody\b|\bno (?:one|person)\b|\bnot (?:be )?(?:entitled|obliged|required|liable|permitted)\b", re.IGNORECASE),
    "zh": re.compile(r"不得|不应(?!低于|少于|超过|迟于|多于|高于)|无权|[无毋][须需]|不承担|无义务|没有[^，。；]{0,14}义务|不可(?!抗|撤|分|取)|禁止|不使(?!用)|不[令让]|不构成|不负|不予|不能|不会|不对|不负责|不具"),
}  # fmt: skip
PROHIBITED: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:shall|may|must|will)(?: \w+)? not\b|\b(?:neither|no) part(?:y|ies)\b|\b(?:no \w+|nobody) (?:shall|may)\b", re.IGNORECASE),
    "zh": re.compile(r"不得|不应|无权|禁止|不可(?!抗|撤|分)"),
}  # fmt: skip
ANY_NEGATION: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\bno[tr]?\b|n't\b|\b(?:nothing|nobody|nowhere|neither|im(?:poss|pract)\w+|disproportion\w*|never|none|without|unless|except|only|until|cannot|refus\w+|prohibit\w*|forbid\w*|free (?:of|from)|exclud\w*|other than|waive\w*|exempt\w*|lack\w*|in\w*valid|fails?|failure|non-?\w+|un(?!der|it|iq|ion|ivers|less\b|til\b)\w+|solely|excused?|less than|void|prevent\w*|hinder\w*|cease\w*|suspend\w*|otherwise|avoid\w*|outside|save)\b", re.IGNORECASE),
    "zh": re.compile(r"不|未|无|毋|非|没有|勿|免|禁|否|仅|只|" + THEN_ONLY + r"|除|才|之前|应先|(?:如需|如|若|拟)[^。；]{0,16}应?提前|排除|拒(?!收)|停止|中止|放弃|缺"),
}  # fmt: skip


def count(patterns: dict[Side, re.Pattern[str]], language: Side, text: str) -> int:
    return len(patterns[language].findall(text))


def bindings(language: Side, text: str) -> int:
    """How many duties, rights and prohibitions a text holds."""
    return sum(count(patterns, language, text) for patterns in (MAY, DUTY, FORBIDDEN))


def first(patterns: dict[Side, re.Pattern[str]], language: Side, pair: SentencePair) -> str:
    match = patterns[language].search(pair.text(language))
    return match.group() if match else ""


_ASIDE = re.compile(r"[(（][^()（）]*[)）]")
# "No increase may exceed", "neither of them may": a prohibition, whatever the verb says.
_NONE_MAY = re.compile(
    r"\b(?:no|neither|nor|none|nobody)\b(?:(?!\b(?:shall|may|must|will|and|but|unless|until)\b)[^.;,]){0,60}?\bmay\b",
    re.IGNORECASE,
)
# "Where disclosure is required by law", "the documents that are required" bind nobody.
_IF_REQUIRED = re.compile(
    r"\b(?:where|if|when|as|that|which|unless|whether|extent|to be)\s+(?:[\w-]+\s+){0,5}?(?:is|are|was|were)\s+(?:required|obliged)\b"
    r"(?! to (?!do so)\w)",
    re.IGNORECASE,
)


# "For reasons for which it is responsible" says whose they are.
_OF_WHICH = re.compile(r"\bfor which (?:the )?(?:[\w’'-]+ ){1,2}(?:is|are) responsible\b", re.IGNORECASE)


# "A desk exercise will do" is 桌面演练即可: enough, not allowed.
_SUFFICES = re.compile(r"即可(?=[，。；]|$)|(?:无[需须]|不经|[只仅]需)[^，。；]{0,12}即可(?!将|以|由|向|把)")
# "So that the Buyer may have them made" is a purpose, as 以便 is.
_SO_THAT = re.compile(
    r"\b(?:so|in order) that (?:[\w'’-]+ ){1,8}may\b|(?:以便|以使|从而使)[^，。；]{0,16}?可", re.IGNORECASE
)


# 可再许可的许可, 可予补救的违约, 一项独家的、可用于各生产设施的许可: what kind of thing it is. 客户可使用的 says who may.
_OF_A_KIND = re.compile(
    r"(?<![方商人户其者亦也均就])可(?!以)(?:[许认]可|[^，。；、可应的]){1,3}的(?=[㐀-鿿])|(?<=的、)可(?!以)[^，。；、可应]{1,20}的(?=[㐀-鿿])"
    # 有权机关, 有权获取的主管机关: the competent authorities, and who they are.
    r"|(?<![方商人户其者司均亦也仍并还])有权(?:[^，。；、应须]{0,14}的)?(?:[^，。；、应须的]{0,4})(?:机关|机构|部门|当局|法院|人员|人士|签字人|签署人)"
)
# 在可申请豁免时: a case, as "where one is available" is.
_WHERE_IT_CAN = re.compile(r"在可(?:以|能)?[^，。；可应]{1,12}(?:时|之[时处]|的情[况形]下|的?范围内)")
# 经许可方可使用: with permission only; 许可方可使用 is what the licensor may do.
_WITH_PERMISSION = re.compile(r"(?P<with>(?:经|取得|获得|征得|得到)[^，。；]{0,20}许可)(?=方可)")
# 可……，并可……: one right, for which English says "may" once.
_MAY_ALSO = re.compile(r"(?P<may>(?:可(?!能)|有权)(?:(?![应须])[^。；]){1,60}?[，、])(?:并|且|亦|也)可以?(?![能靠行])")


# "Such assistance as it may reasonably require", "whatever sums may be outstanding": which of them, not what is permitted.
_AS_IT_MAY = re.compile(
    r"\bas (?:[\w'’-]+ ){1,4}may (?:[\w-]+ ){0,4}?(?:requir|request|need|direct|specif|consider|deem|wish|designat|nominat|think|determin|instruct|notif|indicat|agree|choos|select|elect|appoint|approv|prescrib|provid|impos|order|permit|allow|amend|modif|vary|varied|supplement|revis|updat|replac|be necessary)\w*"
    # "Every improvement that its staff may make": what comes about.
    r"|\bthat (?:its|their|his|the) [\w-]+ may (?:make|develop|devise|conceive|generate|create|incur|suffer)\b"
    r"|\b(?:what|which|who|whom|wher|how)ever\b[^.;,]{0,60}?\bmay\b"
    # "The longest time for which equipment may stand": which time, as 可放置的最长时间 or 放置的最长时间 says.
    r"|\b(?:for|in|during|at|within|under|on|by) which (?:[\w’'-]+ ){1,4}may\b",
    re.IGNORECASE,
)
# "Shall remain free to buy" permits.
_REMAINS_FREE = re.compile(
    r"\b(?:shall|will|must)(?: \w+)? (?:remain|continue to be|stay) (?:free|entitled|at liberty|permitted|allowed) to\b"
    # "Shall have thirty days after arrival to inspect and reject it" does too.
    r"|\b(?:shall|will|must) have (?:[\w()-]+\s+){1,5}(?:days?|weeks?|months?)\b(?=[^.;]{0,80}? to (?:inspect|test|examin|accept|reject|object|decid|review|approv|disput|elect|choos|exercis|confirm)\w*)",
    re.IGNORECASE,
)
# "Shall accept the audit and shall mend what it finds": one duty, for which Chinese mostly says 应 once.
_AND_SHALL = re.compile(
    r"\band (?:shall|must|will)\b(?! not\b)|(?<=[，；])(?:并且?|且|亦|也|还)(?:均)?[应须]当?(?![用急答付未收税])",
    re.IGNORECASE,
)
_THE_MONTH = re.compile(r"\bMay\b")


def remains_free(text: str) -> str:
    """`shall remain free to` as the permission it is."""
    return _REMAINS_FREE.sub(" may ", text)


def one_duty_a_subject(text: str) -> str:
    """`shall accept the audit and shall mend what it finds` as one duty."""
    return _AND_SHALL.sub(" and ", text)


def plainly(text: str) -> str:
    """Without what stands in brackets, and without words of permission and duty that permit and require nothing."""
    for nothing in (_THE_MONTH, _AS_IT_MAY, _OF_WHICH, _ASIDE, _SO_THAT, _SUFFICES, _OF_A_KIND, _WHERE_IT_CAN):
        text = nothing.sub(" ", text)
    text = _MAY_ALSO.sub(r"\g<may> ", remains_free(_WITH_PERMISSION.sub(r"\g<with>后", text)))
    return _IF_REQUIRED.sub(" ", _NONE_MAY.sub(" may not ", text))


_NEUTRAL = re.compile(
    r"[不未][得能可应会]不(?![合正当公经适])|(?:不可或|必不可)[缺少]|不可避免|资不抵债|force majeure|(?:绝|决|均|始终)?不[得会]?(?:少于|低于|超过|迟于|多于|高于|短于|晚于|早于|长于|超出|超逾|逾)|不应(?:少于|低于|超过|迟于|多于|高于|短于|晚于|早于)|不少于|不低于|不超过|不迟于|不多于|不高于|不晚于|不时|不限于|无论|不论|不可抗力|未来|非常|不动产|除外责任|不仅|尚未|不足(?=[\d一二三四五六七八九十百两])|未满(?=[\d一二三四五六七八九十百两])|不到(?=[\d一二三四五六七八九十百两])|不合格|不符合|不在(?:禁止|限制)之?列|无菌|免疫|无形|未付|"
    # What is done for convenience needs no reasons.
    r"[无毋][需须](?:说明|给出|陈述)?(?:任何)?(?:理由|原因)|\b(?:without (?:giving|stating|having to (?:give|state))|(?:need|is|are) not (?:required to )?(?:give|state)) (?:any |a )?reasons?\b|"
    # 除预留费不予退还外，还应…… says again what went before.
    r"除(?!非)[^，。；]{1,40}外(?=，[^，。；]{0,12}(?:还|尚须|尚应|亦|也[应须可]|并[应须]|另[应须行]|同时))|"
    r"\b(?:(?:does|do|shall|may|must|will|is|are) )?not (?:be )?(?:(?!be )\w+ )?(?:less|more|fewer|later|exceed\w*|limited|earlier)\b|\b(?:no|never) (?:by |for )?(?:less|more|fewer|later|longer|earlier)\b|\b(?:less|fewer) than (?=[\w-]+\W+[\w(%])|\bnot only\b|\bnon-conforming\b|\bno \w+ (?:is|are|be|remains?) (?:left )?without\b|\bwhether or not\b|\bunless otherwise\b",
    re.IGNORECASE,
)  # fmt: skip


def neutral(text: str) -> str:
    """Without the negations that deny nothing."""
    return _NEUTRAL.sub(" ", text)
