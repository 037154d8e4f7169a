"""Words that a slip turns into their opposite: before and after, floor and ceiling, higher and lower, including and excluding.

    at least 100 days before …   ·   …后至少100日      ──▶  English says "before", Chinese says "after"

`says` certainly means one pole; `excuses` is whatever of the other language could carry that pole in a free translation.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.bilingual.facts import Side
from assistant.bilingual.pair import Topic


@dataclass(frozen=True)
class Pole:
    """One of two opposite meanings, in both languages."""

    name: str
    en: re.Pattern[str]
    zh: re.Pattern[str]
    en_excuses: re.Pattern[str]
    zh_excuses: re.Pattern[str]

    def says(self, language: Side, text: str) -> str:
        """The words that say it, or nothing."""
        found = (self.en if language == "en" else self.zh).search(text)
        return " ".join(found.group().split()) if found else ""

    def may_be_in(self, language: Side, text: str) -> bool:
        own, excuses = (self.en, self.en_excuses) if language == "en" else (self.zh, self.zh_excuses)
        return bool(own.search(text) or excuses.search(text))


def _pole(name: str, en: str, zh: str, en_excuses: str = "(?!)", zh_excuses: str = "(?!)") -> Pole:
    return Pole(
        name,
        re.compile(en, re.IGNORECASE),
        re.compile(zh),
        re.compile(en_excuses, re.IGNORECASE),
        re.compile(zh_excuses),
    )


# 检验后方可使用 is "tested before use".
_AFTER_ZH = "后(?![续果])(?![，,]?(?:方(?![式面法案针向])|才|始))"
CONSENT, NOTICE = "that consent is needed", "that notice is enough"
OPPOSITES: tuple[tuple[Pole, Pole], ...] = (
    (
        # A party's consent is asked for in one text, in the other it is only told, however either is worded.
        _pole(
            CONSENT,
            r"\b(?:prior|previous|written|express|advance|explicit)(?: (?:and )?(?:prior|previous|written|express|advance|explicit))* (?:consent|approval|permission|agreement|authori[sz]ation)\b|"
            r"['’]s (?:\w+ ){0,2}(?:consent|approval|permission)\b|\b(?:consent|approval|permission) (?:of|from) |\b(?:consents?|consented|approves|has approved|have approved) (?:to|in writing)\b|"
            # "Unless Buyer has first agreed to it", "as approved by Buyer", "agrees otherwise in writing".
            r"\b(?:unless|until|if|once|after|where|provided that) (?:[\w'’-]+ ){1,5}?(?:(?:has|have|had|first|previously|expressly|also|so) ){0,3}(?:agree[sd]?|consent(?:s|ed)?|approve[sd])\b|"
            r"\b(?:agree[sd]?|approved|consented|authori[sz]ed) (?:[\w'’-]+ ){0,4}?(?:in writing|in advance|beforehand)\b|\b(?:approved|authori[sz]ed) by\b|"
            r"\bwithout (?:[\w'’-]+ ){0,4}?(?:consent|approval|agreement|permission)\b|\brequires? (?:[\w'’-]+ ){0,4}?(?:consent|approval|agreement|permission)\b",
            r"(?:未经|未获|未取得|未得到|非经|须经|应经|取得|获得|征得|经)(?:(?!通知|告知)[^，。；]){0,18}(?:同意|批准|认可|许可|核准)|(?:事先|书面)(?:的)?(?:书面)?(?:同意|批准|许可|认可)",
            r"\b(?:consen\w+|approv\w+|agree\w*(?<!agreement)(?<!agreements)|permi\w+|authori[sz]\w+|accept\w*|allow\w*|sanction\w*|clear\w*|confirm\w*|endors\w+|concur\w*|sign\w*|object\w*)\b|\b(?:mutual|written|prior) agreement\b",
            r"(?<!拒绝)(?<!给予)(?<!予以)同意|批准|认可|许可|核准|授权|准许|允许|审批|确认|接受|约定|商定|一致|签|应允|核定|异议|反对",
        ),
        _pole(
            NOTICE,
            r"\b(?:prior|previous|written|advance|by|upon|on|giving|given|gives|give) (?:[\w'’()-]+ ){0,4}?(?:notice|notification)\b|\b(?:notif(?:y|ies|ied|ying)|inform(?:s|ed|ing)?) (?:[\w'’-]+ ){0,4}?(?:in advance|beforehand|in writing|before|prior)\b|\bwithout (?:first )?(?:notifying|informing|telling)\b|\b(?:shall|must|will) (?:\w+ )?(?:notify|inform|tell)\b",
            r"(?:事先|提前|预先|书面|仅须|只须|仅需|只需|经)[^，。；]{0,14}(?:通知|告知|知会)|(?:通知|告知|知会)[^，。；]{0,10}(?:后|之后)[^，。；]{0,6}(?:方|才|即)?[可能得]|未经?[^，。；]{0,18}(?:通知|告知)|(?:应|须|需)当?(?:先|另行|及时|立即)?(?:通知|告知|知会)",
            r"\b(?:noti\w+|inform\w*|tell\w*|told|advis\w+|warn\w*|announc\w*|let\b[^.;,]{0,30}\bknow)\b",
            r"通知|告知|知会|通报|告诉",
        ),
    ),
    (
        # Without the other's consent, or merely without telling it.
        _pole(
            CONSENT, r"\bwithout (?:[\w'’-]+ ){0,7}?(?:consent|approval|agreement|permission)\b",
            r"(?:未经|未获|未取得|未得到|非经)[^，。；]{0,18}(?:同意|批准|认可|许可|核准)",
            r"\b(?:without|unless|until|only|not|no|nor|before|until)\b[^.,;]{0,70}\b(?:consent\w*|approv\w+|agree\w*|permi\w+|authori[sz]\w+|accept\w*)\b",
            r"(?<!拒绝)(?<!给予)(?<!予以)(?:同意|批准|认可|许可|核准|授权)(?!的?(?:，|。|；)?(?:不得|而))",
        ),
        _pole(
            NOTICE, r"\bwithout (?:[\w'’-]+ ){0,7}?(?:notice|notification|notifying|informing|telling)\b",
            r"(?:未经?|未曾|不)(?!得)[^，。；]{0,18}(?:通知|告知)(?![^，。；]{0,6}(?:同意|批准))",
            r"\b(?:without|unless|until|not|no|nor|before)\b[^.,;]{0,70}\b(?:noti\w+|inform\w*|tell\w*|told|advis\w+|warn\w*)\b",
            r"(?:未|不|除非|非)[^，。；]{0,18}(?:通知|告知|知会)",
        ),
    ),
    (
        _pole(
            "that it makes no difference",
            r"\bwhether or not\b|\b(?:regardless|irrespective) of\b|\birrespective(?:ly)?\b|\bindependent(?:ly)? of (?:whether|any|the|such)\b|\bno matter (?:whether|if|who|when)\b|\beven if\b",
            r"(?:无论|不论|不管)(?!如何|何种情况)|不以[^，。；]{1,24}为(?:前提|条件)|即使|是否[^，。；]{1,14}(?:均|都|，)|与[^，。；]{1,14}(?:无关(?!的)|与否)",
            r"\b(?:whether|regardless|irrespective|notwithstanding|even|although|though|despite|no matter|any|either|all|always|independent\w*|not (?:depend\w*|conditional|affect\w*))\b",
            r"无论|不论|不管|是否|与否|即使|即便|尽管|虽|均|都|无关|不影响|独立|任何|不以|还是|一律|始终|也|亦|仍",
        ),
        _pole(
            "that it depends on it",
            r"\bonly (?:after|once|if|when|upon|on|where|in (?:the|such) (?:case|event)|to the extent)\b|\b(?:not|no|nor)\b[^.;,]{0,60}\b(?:until|unless)\b|\b(?:conditional|contingent|dependent) (?:up)?on\b|\bon condition that\b|\bprovided that\b|\bunless and until\b",
            r"(?<=[后意准时，件认的款])(?:[^，。；方]{0,4})(?:方(?![式面法案针向])|才|始)(?:[可能得应为属视归转]|移|生效|有|向)|(?:仅|只)(?:有|在|当)[^，。；]{2,30}(?:时|后|情况下|情形下|的，|范围内|才|方)|为(?:前提|条件)|前提(?:是|为|下)|在[^，。；]{2,30}(?:之前|以前|前)[^，。；]{0,12}不",
            r"\b(?:only|until|unless|condition\w*|contingent|depend\w*|provided|subject to|after|once|upon|following|if|where|when|before)\b",
            r"后|才|方[可能得]|前提|条件|仅|只|之前|除非",
        ),
    ),
    (
        _pole(
            "without it", r"\bwithout (?:any |prior |previous |written |further |the )*(?:notice|consent|approval|notification)\b",
            r"(?:不经|无需|无须|毋须|不需|未经|不必)[^，。；]{0,8}(?:通知|同意|批准)",
            r"\b(?:without|no|not|nor|unless|until|free of)\b", r"不|无|未|非|毋|免",
        ),
        _pole(
            "with it", r"\b(?:with|on|upon|after|following|subject to|by)\b(?: (?!and\b|without\b)\w+){0,4} (?:notice|consent|approval|notification)\b",
            r"(?<![不未已])经(?:过)?(?:[^，。；不未无]{0,6})(?:通知|同意|批准)",
            r"\b(?:with|on|upon|after|following|subject to|by|giv\w+) (?:[\w-]+ ){0,4}(?:notice|consent|approval|notification)\b", r"(?<![不未])经|通知后|提前",
        ),
    ),
    (
        _pole(
            "before", r"\b(?:hours?|days?|weeks?|months?|years?)(?:['’])?\s+(?:before|prior to|in advance of)\b",
            r"[日天周月年时期]之?前(?!述|款|提|后)|提前|前至少[一二三四五六七八九十百\d]",
            r"\b(?:before|prior|advance|ahead|earlier|preced\w+|previous\w*|until|notice|by the)\b", r"前|提前|事先|预先|不迟于|先",
        ),
        _pole(
            "after", r"\b(?:hours?|days?|weeks?|months?|years?)(?:['’])?\s+(?:after|following|from)\b",
            rf"[日天周月年时期到]之?{_AFTER_ZH}|届满后|期满后|后(?:的)?[一二三四五六七八九十百\d（）()]+个?(?:工作|自然|日历)?[日天周月年]",
            r"\b(?:after\w*|following|from|upon|since|once|thereafter|subsequent\w*|post\w*|later|then|of|on|expir\w+|within|end)\b", r"后|自|起|内|届满|期满|逾期",
        ),
    ),
    (
        _pole(
            "that it is done beforehand", r"\bbefore (?:it|they|implement\w*|ship\w*|mak\w*|carry\w*|us\w+|introduc\w*|such (?:change|use|implementation)|the (?:change|implementation|shipment|release|first|start))\b",
            r"(?:实施|执行|发运|发货|放行|变更|使用|采用|批次|启动)(?:[^，。；]{0,10})(?:之前|前)(?![述款提])",
            r"\b(?:before\w*|prior|advance|ahead|earlier|until|not|no|first|unless|without|preced\w*|beforehand|pre-\w+)\b", r"前|先|预|早|待",
        ),
        _pole(
            "that it is done afterwards", r"\bafter (?:it|they|implement\w*|ship\w*|mak\w*|carry\w*|us\w+|introduc\w*|such (?:change|use|implementation)|the (?:change|implementation|shipment|release|first|start))\b",
            rf"(?:实施|执行|发运|发货|放行|变更|使用|采用|批次|启动)(?:[^，。；]{{0,10}}){_AFTER_ZH}",
            r"\b(?:after\w*|following|from|upon|since|once|thereafter|subsequent\w*|post\w*|later|then|when\w*|where|if|within)\b", r"后|自|起|内|满|时",
        ),
    ),
    (
        _pole(
            "at least", r"\b(?:at least|(?:not|no) (?:less|fewer) than|(?:not|never) (?:be |fall )?(?:less than|below)|a minimum of)\b",
            r"至少|不(?:得|应|可|会)?(?:少于|低于|短于)|最少|最低",
            r"\b(?:least|minim\w+|more|less|fewer|below|lower|floor|above|over|exceed\w*|full)\b|\+", r"至少|不少|不低|不短|最[少低]|以上|满|达|下限|起码|保底|超过",
        ),
        _pole(
            "at most", r"\b(?:(?:not|no|never) (?:to )?(?:exceed\w*|more than|be more than|longer than|greater than)|at most|a maximum of|up to(?! (?:[\w()-]+ ){1,4}?(?:days?|weeks?|months?|hours?) (?:before|prior to|ahead of)\b))\b",
            r"不(?:得|应|可|会)?(?:超过|多于|高于|长于|超出)|至多|最多|最高(?!人民法院)|上限",
            r"\b(?:exceed\w*|most|maxim\w+|more|up to|cap\w*|limit\w*|within|later|longer|less|fewer|under|below|above|excess)\b", r"超过|多于|高于|长于|至多|最[多高长]|上限|以内|以下|为限|限|内",
        ),
    ),
    (
        _pole(
            "the higher", r"\b(?:higher|greater|larger) of\b|\bwhichever is (?:the )?(?:higher|greater|larger|more)\b", r"较[高大多]|孰[高大多]|[高大]者为",
            r"\b(?:higher|greater|larger|more|maximum|highest)\b", r"[较孰最][高大多]|[高大多][者于]",
        ),
        _pole(
            "the lower", r"\b(?:lower|lesser|smaller) of\b|\bwhichever is (?:the )?(?:lower|less|lesser|smaller)\b", r"较[低小少]|孰[低小少]|[低小]者为",
            r"\b(?:lower|less\w*|smaller|fewer|minimum|lowest)\b", r"[较孰最][低小少]|[低小少][者于]",
        ),
    ),
    (
        _pole(
            "the earlier", r"\bearlier of\b|\bwhichever (?:is|occurs|comes|happens) (?:the )?(?:earlier|first|sooner)\b", r"较早|孰早|[早先]者为|以[早先]",
            r"\b(?:earli\w+|sooner|first to|(?:occurs?|happens?|comes?|is) first)\b", r"早|孰先|先(?:到|发生|者)",
        ),
        _pole(
            "the later", r"\blater of\b|\bwhichever (?:is|occurs|comes|happens) (?:the )?(?:later|last)\b", r"较[晚迟后]|孰[晚迟后]|[晚后]者为",
            r"\b(?:later|last to|latest)\b", r"[较孰][晚迟后]|最[晚迟]|[晚迟后]者|[晚迟]于",
        ),
    ),
    (
        _pole(
            "the longer", r"\blonger of\b|\bwhichever (?:\w+ )?(?:is|ends|lasts|runs) (?:the )?(?:longer|later)\b", r"较[长晚]|孰[长晚]|[长晚]者为",
            r"\b(?:longer|longest|later)\b", r"长|[较孰][晚迟后]|[晚后]者",
        ),
        _pole(
            "the shorter", r"\bshorter of\b|\bwhichever (?:\w+ )?(?:is|ends|lasts|runs) (?:the )?(?:shorter|earlier)\b", r"较[短]|孰短|短者为",
            r"\b(?:shorter|shortest|earlier|first)\b", r"短|[较孰]早|[早先]者",
        ),
    ),
    (
        _pole(
            "including", r"\b(?:includ(?:e|es|ed|ing)|inclusive of)\b(?<!not include)(?! (?:neither|no|none)\b)", r"(?<![不未])(?:包含|包括|均?含)(?![量糖水])",
            r"\b(?:includ\w+|inclusive|contain\w*|compris\w*|consist\w*|such as|cover\w*|with)\b", r"包|含|涵盖|计入|纳入|等",
        ),
        _pole(
            "excluding", r"\b(?:exclud(?:e|es|ed|ing)|exclusive of|(?:not|n't) includ(?:e|ing)|net of)\b", r"不(?:包含|包括|含)|未(?:包含|含)|不计入",
            r"\b(?:exclu\w+|not|no|net|without|except\w*|other than|outside|save|apart)\b", r"不|未|除|排除|净|无|免|外",
        ),
    ),
    (
        _pole(
            "an increase", r"\b(?:increas\w+|rais(?:e|es|ed|ing)|upwards?)\b", r"上调|增加|提高|上涨|上升|调高",
            r"\b(?:increas\w*|rais\w+|upward\w*|rise\w*|higher|more|grow\w*|additional|further|exceed\w*)\b", r"增|升|涨|高|上|加|扩|追加",
        ),
        _pole(
            "a decrease", r"\b(?:decreas\w+|reduc(?:e|es|ed|ing|tion|tions)|downwards?)\b", r"下调|减少|降低|下降|削减|调低|减低",
            r"\b(?:decreas\w*|reduc\w+|downward\w*|lower\w*|less\w*|fewer|diminish\w*|mitigat\w+|minimi\w+|discount\w*|shrink\w*|cut)\b", r"减|降|低|下|缩|少|扣",
        ),
    ),
    (
        _pole(
            "receipt", r"\b(?:on|upon|after|of|from|following) (?:\w+ ){0,2}receipt\b|\bwhen (?:\w+ )?received\b", r"收到|收讫|签收|收悉|送达",
            r"\b(?:receipt|receiv\w+|deliver\w*|arriv\w*|reach\w*|notif\w+|serv\w+)\b", r"收|送达|到达|接到|交付|抵达|获",
        ),
        _pole(
            "dispatch", r"\b(?:dispatch\w*|despatch\w*|when sent|(?:of|on|upon|after) (?:sending|posting|mailing|transmission))\b", r"发出|寄出|发送|投邮|付邮|投寄",
            r"\b(?:dispatch\w*|despatch\w*|sen[dt]\w*|post\w*|mail\w*|transmi\w+|issu\w+|giv\w+|ship\w*|submit\w*|serv\w+|notif\w+|notice)\b", r"发|寄|送|邮|出具|提交",
        ),
    ),
    (
        _pole(
            "jointly", r"\bjoint(?:ly)?\b", r"共同|连带|共有",
            r"\b(?:joint\w*|together|both|common\w*|mutual\w*|co-?\w+|share\w*|agreed?)\b", r"共|连带|一同|双方|联合|协商",
        ),
        _pole(
            "separately", r"\b(?:separately|severally|individually)\b", r"各自|分别|单独",
            r"\b(?:separate\w*|several\w*|individual\w*|each|own|respective\w*|alone|sole\w*|either)\b", r"各|分别|单独|独立|另行|自",
        ),
    ),
    (
        _pole(
            "that there is no duty", r"\b(?:is|are|be) not (?:required|obliged|obligated|bound|under any obligation) to\b|\bno obligation to\b",
            r"无义务|无须|无需|不必|没有义务|不承担[^，。；]{0,12}义务",
            r"\b(?:not (?:required|obliged|obligated|bound)|no (?:obligation|duty)|need not|free to)\b", r"无[^，。；]{0,8}义务|无须|无需|不必|没有[^，。；]{0,8}义务|义务",
        ),
        _pole(
            "that it is forbidden", r"\b(?:shall|may|must) not\b(?! (?:require|need|oblige|entail|necessitate)\b)(?! be (?:obliged|required|bound|obligated|liable))", r"不得(?!不)(?!超|低|少|迟|早|高|多)|禁止",
            r"\b(?:(?:shall|may|must|will|can) not|cannot|neither|nor|no|never|prohibit\w*|forbid\w*|without)\b", r"不得|禁止|不可|不应|无权|不能",
        ),
    ),
    (
        _pole(
            "an assignment", r"\b(?:hereby )?assigns?\b(?! (?:this|the) )", r"转让|让与|移转",
            r"\b(?:assign\w*|transfer\w*|vest\w*|convey\w*|own\w*|belong\w*)\b", r"转让|让与|移转|归|所有",
        ),
        _pole(
            "a licence", r"\blicen[cs]es?\b", r"许可(?:给|予|[^。，；]{0,10}使用)|授予[^。，；]{0,14}许可",
            r"\b(?:licen[cs]\w*|grants?|permi\w+|allow\w*|use)\b", r"许可|授权|授予|使用权|使用许可",
        ),
    ),
    (
        _pole(
            "any one of several", r"\bany (?:one )?of (?:the )?(?:following|above|foregoing|these|them)\b|\beither of the\b",
            r"(?:任何?一[项种个方]?|任一|其中之一|之一)(?:情形|条件|情况|者|的|，)",
            r"\b(?:any|either|one of|or)\b", r"任|之一|或",
        ),
        _pole(
            "all of them together", r"\b(?:all|each) (?:of )?(?:the )?(?:following|above|foregoing|conditions)\b|\bonly (?:when|if|where|after|once):",
            r"(?:同时|全部|均|所有)[^，。；]{0,10}(?:情形|条件|出现|满足|符合|发生|具备)",
            r"\b(?:all|each|every|both|together|cumulative\w*)\b", r"同时|全部|均|所有|且|皆|都",
        ),
    ),
    (
        # Who bears the costs of the laboratory.
        _pole(
            "the party that was wrong",
            r"\bpart(?:y|ies) whose (?:\w+ ){1,4}?(?:(?:is|was|are|were|has|have) (?:not (?:been )?\w+|rejected|refuted|contradicted|overruled|incorrect|wrong)|(?:is|was|are|were) found (?:to be )?(?:incorrect|wrong|unfounded))|\b(?:losing|unsuccessful|defeated) party\b",
            r"(?:主张|意见|立场|结论|观点|结果|判断|看法)[^，。；]{0,12}(?:未|不|被否|被推翻|错误|有误)[^，。；]{0,8}的?(?:一方|当事人)|败诉方?",
            r"\b(?:not|los\w+|lost|wrong\w*|incorrect\w*|un(?!der|til|it)\w+|reject\w*|refut\w*|contradict\w*|fault|against)\b", r"未|不|败|否|推翻|有误|(?:主张|意见|结论|观点|判断)错误",
        ),
        _pole(
            "the party that was right",
            r"\bpart(?:y|ies) whose (?:\w+ ){1,4}?(?:is|was|are|were|has been|have been) (?:confirmed|upheld|correct|right|vindicated|supported|sustained|borne out)\b|\b(?:winning|prevailing|successful) party\b",
            r"(?:主张|意见|立场|结论|观点|结果|判断|看法)(?:(?![未不])[^，。；]){0,14}(?:证实|支持|确认|成立|正确|采纳)的?(?:一方|当事人)|胜诉方?",
            r"\b(?:confirm\w*|upheld|uphold\w*|right|correct\w*|vindicat\w*|support\w*|sustain\w*|prevail\w*|winn\w+|success\w*)\b", r"胜|正确|(?<![未不])(?:证实|支持|确认|成立|采纳)",
        ),
    ),
    (
        _pole(
            "that it is refused", r"\b(?:is|are|be|been|as|deemed|considered|counts? as|stands) (?:\w+ly )?(?:refused|rejected|declined|disallowed|denied)\b",
            r"(?:即|视|视同|应|作)为?[^，。；]{0,4}(?:不予|未获|未被)[^，。；]{0,4}(?:批准|同意|接受|认可)|(?:即|视)为[^，。；]{0,4}(?:拒绝|驳回|否决)",
            r"\b(?:refus\w*|reject\w*|declin\w*|disallow\w*|den(?:y|ies|ied)|(?:not|no|without) (?:\w+ ){0,2}?(?:grant|approv|accept|allow|agree|consent)\w*|un(?:approved|accepted|acceptable)|withh[eo]ld\w*)\b", r"不予|不批|不同意|不接受|未获|未被|拒|驳|否",
        ),
        _pole(
            "that it is granted", r"\b(?:is|are|be|been|as|deemed|considered|counts? as|stands) (?:to be |\w+ly )?(?:granted|approved|accepted|allowed)\b",
            r"(?:即|视)为(?:已|获得?|被|得到|予以)*(?:批准|同意|接受|认可)",
            r"\b(?:grant\w*|approv\w*|accept\w*|allow\w*|agree\w*|consent\w*)\b", r"(?<![不未])(?<!不予)(?<!未获)(?:批准|同意|接受|认可|准许|通过)",
        ),
    ),
    (
        _pole("direct", r"(?<!in)\bdirect\b(?! or indirect| and indirect|ors?\b)", r"(?<!间接或)(?<!间接和)直接", r"\bdirect\w*", r"直接"),
        _pole("indirect", r"\bindirect\b", r"间接", r"\b(?:indirect\w*|consequential)\b", r"间接|后果性"),
    ),
)  # fmt: skip

# Either of two things is enough, or both are needed. A denial of both is left aside: languages join those freely.
_OR: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\bor\b", re.IGNORECASE),
    "zh": re.compile(r"或|任一|任何|之一|、|均可|无论"),
}
_AND: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:and|both|as well as|together|while|but|plus|also|provided|with)\b|;", re.IGNORECASE),
    "zh": re.compile(r"(?<!而)(?<!并)且|并且|同时"),
}
# The other way round: two things that have both happened, or either.
_BOTH_EN = re.compile(
    r"\b(?:if|where|when|once|after|until)\b[^.;]*\b(?:is|are|has|have|was|were)\b[^.;,]{3,80},? and (?:[\w'’]+ ){1,6}?(?:is|are|has|have|was|were)\b",
    re.IGNORECASE,
)
_EITHER_ZH = re.compile(r"[^，。；]{4,}，?或者?[^，。；]{4,}")
_ANY_OR_EN = re.compile(r"\b(?:or|any|either|whichever|alternatively|nor|each)\b", re.IGNORECASE)
_ANY_AND_ZH = re.compile(r"和|及|且|并|、|均|同时|与")
_IF: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:if|where|when|unless|should|once|in the event)\b", re.IGNORECASE),
    "zh": re.compile(r"如|若|倘|的，|时，|除非|当"),
}
_DENIES: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:not|no|nor|neither|without|never|unless)\b", re.IGNORECASE),
    "zh": re.compile(r"不|未|无|非|除非"),
}


def turned_round(english: str, chinese: str) -> Iterator[tuple[str, Topic]]:
    """In words, each pole that one text has where the other has its opposite."""
    for poles in OPPOSITES:
        for a, b in (poles, poles[::-1]):
            in_english, in_chinese = a.says("en", english), b.says("zh", chinese)
            if not (in_english and in_chinese):
                continue
            # `not less than` holds "less", and 不得超过 holds 超过: the words found excuse nothing themselves.
            rest_en, rest_zh = a.en.sub(" ", english), b.zh.sub(" ", chinese)
            if not (a.may_be_in("zh", rest_zh) or b.may_be_in("en", rest_en)):
                reason = f"The English text says {a.name} (“{in_english}”) where the Chinese text says {b.name} (“{in_chinese}”)."
                yield reason, "step for another" if {a.name, b.name} == {CONSENT, NOTICE} else ""
    if _DENIES["en"].search(english) or _DENIES["zh"].search(chinese):
        return
    if (
        _BOTH_EN.search(english)
        and _EITHER_ZH.search(chinese)
        and not (_ANY_OR_EN.search(english) or _ANY_AND_ZH.search(chinese))
    ):
        yield "English asks for both of two conditions (“and”); one of them is enough in Chinese (“或”).", ""
    if not (_IF["en"].search(english) and _IF["zh"].search(chinese)):
        return
    either, all_of = _OR["en"].search(english), _AND["zh"].search(chinese)
    if either and all_of and not _AND["en"].search(english) and not _OR["zh"].search(chinese):
        yield "One of two conditions is enough in English (“or”); the Chinese text asks for both (“且”).", ""
