"""Conditions and qualities that one text may have and the other lack: exceptions, consent, efforts, exclusivity, writing.

`says` is wording that certainly means it; `excuses` is everything of the other language that could carry the same
meaning, so that a free translation is not taken for a difference.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from assistant.bilingual.circumstances import NAMED
from assistant.bilingual.facts import Kind, Side
from assistant.bilingual.pair import SIDES


@dataclass(frozen=True)
class Condition:
    """One thing a clause can be made to depend on."""

    kind: Kind
    what: str
    en_says: str
    zh_says: str
    en_excuses: str
    zh_excuses: str
    anywhere: bool = False
    """Whether the other text has it if any of its sentences has: "one of them" may stand for the word."""

    def says(self, language: Side) -> re.Pattern[str]:
        return self._patterns[language, True]

    def excuses(self, language: Side) -> re.Pattern[str]:
        return self._patterns[language, False]

    @cached_property
    def _patterns(self) -> dict[tuple[Side, bool], re.Pattern[str]]:
        of: dict[tuple[Side, bool], re.Pattern[str]] = {}
        english, chinese = (self.en_says, self.en_excuses), (self.zh_says, self.zh_excuses)
        for side, (says, excuses) in zip(SIDES, (english, chinese), strict=True):
            flags = re.IGNORECASE if side == "en" else 0
            of[side, True] = re.compile(says, flags)
            of[side, False] = re.compile(f"{says}|{excuses}" if excuses else says, flags)
        return of


_C = Condition
# 不同意, 未获批准: consent that is not given.
_GIVEN = "(?<!不)(?<!不予)(?<!不被)(?<!未予)(?<!未获)(?<!未被)(?<!拒绝)(?<!无须)(?<!无需)(?<!毋须)"
# "If the Buyer so requests" asks for no more than 经买方要求 does.
_IF = r"if(?! (?:[\w'’]+ ){1,3}so (?:requests?|requires?|wish|choos|elect|desir))"
_CONSENTS = (
    r"agree\w*|permi\w+|authori[sz]\w+|accept\w*|consult\w*|confirm\w*|sanction|clearance|licen[cs]\w+|consen\w+|concur\w*|approv\w*|"
    r"allow\w*|sign\w*|recogni\w+|endorse\w*|release\w*|accredit\w*|assent\w*|unapproved|certifi\w*|satisf\w*|found (?:it )?(?:good|fit|suitable)|mutual|yes|say-so|nod|blessing|green light|go-ahead|unanim\w*"
)
CONDITIONS: tuple[Condition, ...] = (
    _C(
        "condition", "a right at any time",
        r"\b(?:and|or|also),? at any time\b",
        r"[并也还或][^，。；]{0,6}(?:随时|任何时候|任何时间)",
        r"\b(?:any time|all times|whenever|immediately|from time to time|as often as|without (?:prior )?notice|no notice|time|ke(?:ep|pt)|posted|ready)\b",
        r"随时|任何时候|任何时间|任意时间|不时|立即|即可|均可|时",
    ),
    _C(
        "condition", "an exception",
        r"\b(?:except(?! that it)(?! with (?:[\w'’]+ ){0,4}(?:consent|approval|agreement)\b)(?:ing)?|(?<!without )exception|save (?:for|as|to|that|in|under|where|when|with|by)|other than|excluding|with the exception)\b",
        r"除外|除了|除(?!此)[^，。；]{1,40}(?:外|以外|之外)(?!，?[^，。；]{0,12}(?:还|尚须|尚应|亦|也[应须可]|并[应须]|另[应须行]|同时))|(?<!此)(?<!可)(?<!控制)(?<!控制范围)以外的?(?:情形|情况)?|不[在受]此限",
        r"\b(?:except\w*|unless|apart from|but not(?! (?:more|less|fewer|later|earlier|longer|exceeding)\b)|not (?:including|apply)|exclud\w+|outside|not (?:with)?in|not (?:at|from|of|by)|(?<!or )otherwise|beyond(?! (?:its|the|their|such|a|any)\b[^.;,]{0,25} control)|no (?:.{0,30} )?other|than|absent|separate\w*|away|elsewhere|off-?site|remote|another|different|"
        r"only|in addition|additionally|also|as well as|besides|however|but|neither|nor|exempt\w*|notwithstanding|subject (?:also |always )?to|provided|lifted|less|minus|barring|bar|aside)\b|\b(?:is|are|remains?) (?:permitted|allowed|free)\b|\b(?:is|are) not (?:made|paid|cured|remedied|received)\b|\b(?:that|which|who) (?:is|are) not\b|\b(?:not|nothing)\b[^.;]{0,40}\b(?:prevent|affect|restrict|limit|preclude|prohibit|extend|cover|concern|relate|hinder|prejudice)\w*|\bor\b[^.;]{0,60}\bif\b|\bsave\b",
        r"除|以外|之外|惟|另有|但|例外|不计|不含|不包括|不适用|不受|并非|非因|而非|豁免|仅|只",
    ),
    _C(
        "condition", "an exception",
        r"\bunless\b",
        r"除非",
        r"\b(?:except\w*|without|until|only|otherwise|save|however|but|if|subject (?:also |always )?to|provided|or)\b",
        r"除|以外|之外|另有|但|例外|不适用|不受|未|仅|只|否则|非|直至|之前|无|方(?:[可能]|为?有效|始|得以|生效)|才|(?:应|须|需)当?(?:至少)?(?:提前|事先|预先|先|经)|其他情[形况]|其余|不[在受]此[限列]",
    ),
    _C(
        # "Provided that" answers the one of 但……除外 and 但须……, not both.
        "condition", "an exception",
        r"(?!)",
        r"除外[^。；]*?但[^，。；]{0,10}?(?:应|须|需)|但[^，。；]{0,10}?(?:应|须|需)[^。；]*?除外",
        r"\b(?:except\w*|unless|apart from|but not(?! (?:more|less|fewer|later|earlier|longer|exceeding)\b)|not (?:including|apply)|exclud\w+|outside|(?<!or )otherwise|other than|beyond|only|besides|"
        r"save|neither|nor|exempt\w*|notwithstanding|subject (?:also |always )?to|lifted)\b|\bprovid\w+ that\b.*\bprovid\w+ that\b",
        r"(?!)",
    ),
    _C(
        "condition", "a case that must come first",
        r"(?:^|[.;] )(?:and |but )?(?:if|where|once|when|in the event|in case|after|upon|following|subject to)\b(?! (?:applicable|necessary|required|appropriate|possible))|\bif (?:[\w'’]+ ){1,3}so (?:prefer|wish|choos|elect|desir)\w*",
        r"(?:^|[。；] ?)但?(?:如果?|若|倘若?|一旦|假如)(?![下上前同附其第需有此])",
        r"\b(?:if|where|when\w*|once|should|event|unless|on|upon|after|in case|any|provided|until|subject (?:also |always )?to|failing|failure|except|only|"
        r"before|extent|had|were|following|who|whose|that|which|during|while|for as long|pending|absen\w+|however long|exceed\w*|beyond|lacking|want of)\b",
        r"如|若|倘|果|的[，；。、]|的[^，。；]{0,12}(?:批次|产品|费用|一方|款项|部分)|情形|情况|时|后|一旦|除|满|未|因|自|当|凡|逢|由于|只要|之日|前提|条件|者|对于?|就|经|前|下|期间|期内|由|否则|为限|所致|造成|引起|仅|受(?!托|让)|遵守|限|[依按]照?|根据|起|随|即",
    ),
    _C(
        "condition", "something that must not be used or done",
        r"(?<!\bnever be )(?<!\bnot be )(?<!no time )(?<!\bis left )(?<!\bremains )\bwithout\b(?! (?:prejudice|limit\w*|delay|undue|cause|charge|cost|regard|further|additional|more\b(?! than)|liability|interrupt\w+|exception|reason\w*|obligation|being)\b)"
        r"(?! (?:[\w’'-]+ ){0,4}?(?:notice|consent|approv\w+|agreement|permission|authori[sz]\w+|inform\w+|notif\w+|giving|obtaining|first|prior|previous|written)\b)",
        r"(?!)",
        r"(?!)",
        r"未|无|不|非|没|免|毋|原样|任何[^，。；]{1,12}[均都]|排除|擅|私自|径|独立|另|除非|脱离|之前|仍|先|突然|(?:须|应)当?(?:提前|事先|经|取得)|方[可能]",
    ),
    _C(
        "condition", "a consent or approval",
        r"\b(?:consent|approval|approv(?:ed|es?)\b(?! (?:list|vendor|sub-?|supplier|source|manufactur)))",
        rf"{_GIVEN}(?<!共)(?<!一致)同意(?!图|义|味)|{_GIVEN}(?:批准|认可)",
        rf"\b(?:{_CONSENTS})\b",
        r"同意|批准|认可|许可|准许|核准|授权|审批|允许|确认|约定|商定|协商一致|接受|签署|核定|获批|批件|批复|迟批|获准|审核通过|注册|合格|解约|试用|核可",
    ),
    _C(
        # Not to consent is to refuse: 不予批准 is "refused".
        "condition", "a consent or approval",
        r"(?!)",
        r"(?:不|不予|不被|未予|未获|未被|拒绝)(?:同意(?!图|义|味)|批准|认可)",
        rf"\b(?:{_CONSENTS}|disagree\w*|disput\w*|contest\w*|refus\w*|reject\w*|declin\w*|turn\w* down|veto\w*|object\w*|den(?:y|ies|ied)|disapprov\w*|disallow\w*|withh[eo]ld\w*)\b",
        r"(?!)",
    ),
    _C(
        "condition", "a reasonable-efforts limit",
        r"\b(?:reasonable|best|diligent|good[- ]faith|all)\s+(?:commercial\s+)?(?:efforts|endeavou?rs)\b",
        r"合理(?:的)?(?:商业)?(?:上的?)?努力|尽(?:最大|商业上合理的?|合理|一切合理)?(?:的)?努力|尽力|勤勉努力|尽量",
        r"\b(?:efforts?|endeavou?rs?|its best|their best|utmost|diligen\w+|try|attempt|so far as|as far as)\b",
        r"努力|尽|勤勉|力争|设法|合理措施",
    ),
    _C(
        "condition", "a limit to what capacity or circumstances allow",
        r"\b(?:capacity (?:permits|allows|permitting)|subject to (?:\w+\s){0,3}(?:capacity|availability)|"
        # "Where no sample is available", "if it is not possible": a case of its own, 无样品的.
        r"(?:to the extent|where|if|as far as|so far as) (?:(?!not?\b|none\b|neither\b|never\b)\w+\s){0,3}(?:practicable|possible|feasible|available)|within (?:its|the limits of its) (?:available )?capacity)\b",
        r"(?:产能|能力|库存|情况|条件|实际|合理)(?:许可|允许|可行|可能)[^，。；]{0,4}(?:的?(?:范围|程度|限度|情况|前提)(?:之?内|下)|时)|(?:可行|可能|合理|实际)的?(?:范围|程度|限度|情况)(?:之?内|下)|如有可能|视(?!上下文|语境|文义)[^，。；]{1,12}(?:而定|情况)|在可行时",
        r"\b(?:extent|practicable|possible|feasible|availab\w+|capacity|reasonabl\w+|limits? of|scope of|within reason|permit\w*|allow\w*|power|applicable|appropriate|context|circumstances|as required|as (?:is |are |may be )?(?:stated|needed|necessary|set out|specified|often|shown|indicated|agreed|described)|case may be|depend\w*|according|(?:if|where|as far as|so far as|when) [^.;,]{1,30}\bcan)\b",
        r"范围|程度|限度|可行|可能|可用|可得|可获得|前提|有货|有[^，。；]{1,10}可供|(?<![具没所])有(?![权关效义据])[^，。；]{1,8}的[，应须可一]|供应情况|如有|[如若]可|(?<![不许认])可[^，。；]{1,8}(?:时|的(?=[，应须可]))|视|产能|允许|能力|不能|合理|条件(?:许可|允许)|限|尽[可量]|如能",
    ),
    _C(
        # What makes a duty hang on something is no "after", no "under Section 9": of 173 such in faithful paragraphs all have one of these.
        "condition", "a proviso",
        r"\b(?:provided,? (?:however,? )?that|on (?:the )?condition that|conditional (?:up)?on|(?<!lasts )(?<!last )(?<!at least )(?<!for )(?:so|as) long as(?! (?:[\w-]+ ){1,6}?(?:remains?|continues?|lasts?|persists?|subsists?|exists?|qualif\w+|(?:is|are) (?:in force|in effect|a trade))))\b",
        r"(?<!保密)(?<!保密的)前提(?:是|条件|为|下)|为前提|为(?:先决)?条件|条件是|以[^，。；]{2,40}为限制条件",
        r"\b(?:provid\w+|(?<!in a )(?<!in good )condition\w*|contingent|depend\w*|subject (?:\w+ )?to|against|in return|(?:so|as) long as|only|unless|until|once|basis|assum\w+|prepa\w+|insofar|extent|without|require\w*|but|however|"
        rf"{_IF}|where|when|costs?|expense|FCA|EXW|FOB|CI[FP]|CPT|DAP|DDP|so far|while|save|except|irrespective|regardless|whether|compl\w+|permit\w+|terms?|having regard|under an?)\b",
        r"但|前提|(?:为|前置)条件|条件(?:是|下|为)|[如若]|只要|仅|除|(?<=[后意准时，件认的])方[可能]|才|须|(?:时|后|的)，|受|在[^，。；]{1,30}[下时]|期间|持续|之?前|以前|为止|直至|[至到][^，。；]{1,40}止|始终|一直|期[限内]",
    ),
    _C(
        # Of 202 such limits in faithful paragraphs one has none of these.
        "condition", "a limit",
        r"(?!)",
        r"以[^，。；]{6,60}为限",
        r"\b(?:provid\w+|(?<!in a )(?<!in good )condition\w*|subject (?:\w+ )?to|(?:so|as) (?:long|far) as|only|unless|until|once|insofar|extent|limit\w*|up to|exceed\w*|maximum|(?:no|not) (?:more|later|longer|less)|cap\w*|confined|within|but|"
        rf"{_IF}|except|restrict\w*|most|alone|least|nothing|solely|beyond|neither|other than|as|is that|are those|where|when)\b",
        r"(?!)",
    ),
    _C(
        "condition", "that consent is not unreasonably withheld",
        r"\bunreasonabl[ye] (?:be )?(?:withh\w+|delay\w*|refus\w+|condition\w*)",
        r"(?:不得|不应|不可)?(?:无理|不合理地?|无正当理由|无合理理由|无故)(?:地)?(?:拒绝|拖延|拒不|延迟|扣留|附加|不予)",
        r"\b(?:unreasonabl\w+|reasonabl\w+|undu[el]\w*|good reason|valid reason|without (?:just )?cause)\b",
        r"无理|不合理|正当理由|无故|合理",
    ),
    _C(
        "condition", "writing",
        r"\b(?:(?<!first )(?<!date )written(?! above| below| at\b| off\b| on\b| down\b| exam\w*| test| in (?:both|either|the|two|english|chinese)\b)|in writing)\b",
        r"书面",
        r"\b(?:writ\w+|wrote|e-?mail|letter|fax|courier|document\w*|electronic\w*|record\w*|sign\w*|minutes|protocol|unwritten|oral\w*|on paper|paper|text form|undocumented)\b",
        r"书面|書面|书就|书写|文字|写|邮件|信函|函|签字|签署|书立|文书|记录|纪要|口头|手写|订立|凭证|文件",
    ),
    _C(
        "condition", "that it must come beforehand",
        r"\bprior\b(?! to the (?:date|effective))(?! (?:\w+ )?(?:years?|months?|quarters?|weeks?|periods?)\b)(?! art)(?!ity)",
        r"事先|提前(?!期|或)|预先",
        r"\b(?:prior|before\w*|advance|previous\w*|ahead|(?:un)?announc\w*|warn\w*|first|sooner|earlier|preced\w+|notice|pre-\w+|prepa(?:y|id)\w*|prebuil\w+|forward|expedit\w+|accelerat\w+|until|preparat\w+|in good time|early|after \w+ing)\b",
        r"事先|提前|预先|之前|以前|前|先|预|早|方[可得能]|才|始|距",
    ),
    _C(
        "condition", "that the breach is a material one",
        r"\b(?:material(?:ly)?|serious(?:ly)?|grave(?:ly)?|fundamental|substantial) (?:breach\w*|default\w*|non-?compliance)\b|\bmaterially breach\w*",
        r"(?:重大|严重|实质性?|根本(?:性)?)(?:地)?(?:违约|违反|不履行)",
        r"\b(?:material\w*|serious\w*|fundamental\w*|substantial\w*|major|significant\w*|grave\w*|critical)\b",
        r"重大|严重|实质|根本|显著",
    ),
    _C(
        "condition", "that the negligence is gross",
        r"\bgross(?:ly)? negligen\w+",
        r"(?:重大|严重)过失",
        r"\bgross\w*|\brecklessness\b",
        r"重大|严重",
    ),
    _C(
        "condition", "that only what can be patented is meant",
        r"\bpatentable\b",
        r"(?<!许)可(?:以|申请|被授予|获得|取得|授予)*专利(?!申请)|具有?专利性",
        r"\bpatent\w*",
        r"专利",
    ),
    _C(
        "condition", "that the sum is undisputed",
        r"\bundisputed\b",
        r"(?:无|没有|未有|不存在)争议",
        r"\bdisput\w*|contest\w*|\bagreed\b",
        r"争议|异议|认可|确认",
    ),
    _C(
        "condition", "that costs must be proved",
        r"\b(?:documented|evidenced|proven|substantiated|vouched)\b",
        r"(?:有|附|(?<!出)具有?|凭)(?!效)[^，。；]{0,6}(?<!贷项)(?<!保险)(?:凭证|单据|票据)|有据可查|经证实|有(?:书面)?(?:证明|证据)的(?:费用|成本|支出|损失)",
        r"\b(?:document\w*|eviden\w*|pro(?:of|ve\w*)|substantiat\w*|vouch\w*|receipts?|invoices?|record\w*|verif\w*|demonstrat\w*|supported)\b",
        r"凭|证|据|单|记录|发票|文件|书面|成文",
    ),
    _C(
        "condition", "what counts as given",
        r"\b(?:deemed|regarded as|considered (?:to (?:be|have)|as)|treated as)\b",
        r"(?<!不)(?<!不得)(?<!不应)(?:视为|視為|视同|推定)[^，。；]{0,8}(?:同意|批准|认可|接受|接收|验收|放弃|拒绝|撤回|送达|收到)",
        r"\b(?:means?|deem\w*|regard\w*|consider\w*|treat\w*|constitut\w*|counts?|taken|equal\w*|equivalent|same|presum\w*|amounts?|consent\w* by|silent|silence (?:is|means|shall be|will be)(?! not)|(?:is|are|be) (?:given|received|served|approved|accepted|refused|rejected|waived|withdrawn|consented|delivered|made|effective)|takes? effect|remains?|validly)\b",
        r"视|視|推定|认定|认为|即为|按[^，。；]{1,16}(?:处理|对待|论|计)|以[^，。；]{1,12}论|定为|列为|归为|构成|等同|当作|作为|应为|计为|等于|均为|即",
    ),
    _C(
        "condition", "the grade major",
        r"\bmajor\b(?! part| overhaul| repair)",
        r"(?:主要|重大)(?:偏差|缺陷|变更|不符合)",
        r"\b(?:major|significant|material|substantial|main|serious|key|(?-i:principal)|grave|critical)\b",
        r"主要|重大|严重|重要|显著|较大|大(?:的)?(?:偏差|变更)|重(?:缺陷|偏差)",
    ),
    _C(
        "condition", "the grade minor",
        r"\bminor\b",
        r"(?:次要|轻微|微小|一般)(?:偏差|缺陷|变更|不符合)",
        r"\b(?:minor|slight|small|insignificant|trivial)\b",
        r"次要|轻|微小|一般|小",
    ),
    _C(
        "condition", "the grade critical",
        r"\bcritical\b", r"(?:关键|致命)(?:偏差|缺陷|不符合)",
        r"\b(?:critical|key|serious|essential|crucial|severe)\b",
        r"关键|严重|致命|危急|重要|重大",
    ),
    _C(
        "condition", "that no other remedy is open",
        r"\b(?:sole|only|exclusive) (?:and exclusive )?(?:right or )?remed(?:y|ies)\b",
        r"唯一(?:的)?(?:救济|补救)",
        r"\b(?:sole\w*|only|exclusive\w*|no other)\b",
        r"唯一|仅|只|不得另行|其他救济",
    ),
    _C(
        "condition", "a cap",
        r"\b(?:shall not(?:, in any event,)? exceed|not to exceed|capped at|subject to a (?:cap|maximum) of|(?<!not )(?<!without )limited to (?:an? |the )?(?:amount|sum|\w+ (?:percent|times)|\d))",
        r"以[^，。；]{0,30}(?:金额|总额|价款|费用|款项|倍|元|次|百分之)[^，。；]{0,12}为(?:上)?限|(?:总额|责任|金额|赔偿|费用)[^，。；]{0,12}(?:不(?:得|应)?超过|上限为|最高为|最高不)",
        r"\b(?:exceed\w*|limit\w*|cap\w*|maxim\w*|up to|at most|once|twice|(?:more|greater|higher) than|ceiling|within|only|excess|restrict\w*|confin\w*|pass|top|most|beyond|no more|above|over)\b",
        r"限|逾|超过|超出|至多|最[高多大]|封顶|以内|仅|之内|多于|高于",
    ),
    _C(
        "condition", "for cause",
        r"\b(?:for(?: good| just)?[- ]cause|with cause)\b(?<!without cause)",
        r"有因|(?:有|因|具有|存在)(?:正当|合理|充分)?(?:理由|原因|事由)",
        r"\b(?:caus\w+|reason\w*|suspect\w*|suspicion|grounds?|justif\w+|event|circumstances)\b",
        r"因|理由|原因|事由|怀疑|根据|情况|情形",
    ),
    _C(
        "condition", "that it may happen at any time",
        r"\bat any time\b(?! (?:during|within|before|after|prior|in|when|while|on|until|of))",
        r"随时(?!间)|(?:在)?任何时[候间]|任意时间",
        r"\b(?:any ?(?:other )?time|any hour|around the clock|day (?:or|and) night|at no time|posted|informed|never|ever|under no circumstances|in no (?:event|case|circumstances)|whenever|at all times|always|at will|on request|time to time|immediate\w*|forthwith|ready|without (?:prior )?notice)\b",
        r"时|期间|期内|期限内|始终|一直|立即|届时|经要求|应要求|绝不|决不|从不|从未|永不|永远",
    ),
    _C(
        "condition", "sole discretion",
        r"\b(?:sole|absolute|own|free) (?:and absolute |and sole )?(?:discretion|option|election)\b",
        r"(?:自行|单独|单方|全权)(?:酌情)?(?:决定|裁量|选择)|独自决定|自由裁量|完全酌情",
        r"\b(?:discretion\w*|own (?:authority|initiative|accord|judge?ment|motion)|option|elect\w*|choice|choose\w*|alone|decid\w+|solely|determin\w+|unilateral\w*|free|freely|(?:sees?|thinks?) fit|pleases?|wish\w*|likes?|itself|themselves|prefer\w*|on its own)\b",
        r"自行|单独|单方|全权|酌情|决定|裁量|选择|自主|有权",
    ),
    _C(
        "condition", "that the right can be revoked or not",
        r"\birrevocabl[ey]\b",
        r"不可撤[销回]|不可撤銷",
        r"\b(?:revo\w+|irrevo\w+|withdraw\w*|(?:non-?)?cancel\w*|committed)\b",
        r"撤[销回]|撤銷",
    ),
    _C(
        "condition", "that the right is perpetual",
        r"\b(?:perpetual|in perpetuity)\w*",
        r"永久|永续|无限期",
        r"\b(?:perpet\w+|permanent\w*|for ever|forever|for good|final\w*|indefinite\w*|unlimited|last\w*|at all times|without limit\w*)\b",
        r"永久|永续|无限期|长期|永远|始终|持续",
    ),
    _C(
        "condition", "that it is free of charge",
        r"\b(?:royalty-free|free of charge|without charge|at no (?:additional |extra )?(?:cost|charge)|free of royalt\w+)\b",
        r"免费|无偿|免许可费|免(?:除)?特许(?:权)?使用费|免收|免版税|不另行?收费",
        r"\b(?:royalt\w+|free|gratis|gratuit\w+|fully paid\w*|paid-up|waive\w*|complimentary|(?:not|nothing|never|none) (?:\w+ ){0,3}(?:charg|invoic|bill|pa(?:y|id))\w*|included in the (?:fee|price)s?|(?:no|without) (?:\w+ ){0,3}(?:charge|cost|fee|consideration|payment)s?|nil)\b",
        r"免|无偿|不[^，。；]{0,10}收[^，。；]{0,3}费|无[^，。；]{0,6}(?:费|对价)|零费|不[^，。；]{0,6}计费|已?包含在|自费|自行承担|(?:不|无需|无须|毋须)[^，。；]{0,6}(?:支付|付费|承担|负担)",
    ),
    _C(
        "condition", "whether it can be transferred or sublicensed",
        r"\b(?:non-?transferable|transferable|sub-?licen[sc](?:e|es|ed|ing|able)?)\b",
        r"不可转让|可转让|再许可|分许可|转授权|转许可",
        r"\b(?:transfer\w*|sub-?licen\w+|assign\w*|non-?transfer\w*|(?:non-?)?negotiable|grant\w*)\b",
        r"转让|再许可|分许可|转授|转许|转移|授权|被许可",
    ),
    _C(
        "condition", "at whose own cost it is",
        r"\bat (?:its|their|his) (?:own |sole )*(?:cost|expense)s?\b",
        r"自费|自担费用|费用自[担负理]|自行承担(?:相关|有关)?(?:的)?费用",
        r"\b(?:costs?|expenses?|bears?|borne|pa(?:y|ys|id)|charges?|account|free)\b",
        r"费|自付|自担|自负|承担|负担|成本|开支|支出",
    ),
    *(
        # Short round periods are often said otherwise (annual, quarterly), but not where something is counted from or to.
        _C("condition", f"a period of {what}", en, zh, en_excuses, zh_excuses, anywhere=True)
        for what, en, zh, en_excuses, zh_excuses in (
            ("one year", r"\bone (?:\(1\) |full )?year (?:after|before|from|following|beyond|prior)\b", r"(?<![十百零二三四五六七八九])一（?1?）?年(?:之?[内前后]|以[内后])|满一年", r"\b(?:years?|twelve|12|annual\w*|anniversar\w*|calendar|365)\b", r"年|十二|12"),
            ("one month", r"\bone (?:\(1\) |full )?month(?:['’]s)? (?:after|before|from|following|beyond|prior|notice|written)\b", r"(?<![十])一（?1?）?个月(?:之?[内前后]|以[内后])", r"\b(?:months?|monthly|thirty|30|four|4)\b", r"月|三十|30|四周|4周"),
            ("an hour", r"\b(?:more|longer) than (?:one|an) (?:\(1\) )?hour\b", r"超过(?:一个?|1个?)（?1?）?小时", r"\b(?:hours?|sixty|60|minutes?)\b", r"时|分钟"),
            ("three months", r"\bthree (?:\(3\) )?months(?:['’])? (?:after|before|from|following|beyond|prior|notice|written)\b", r"(?<![十])三（?3?）?个月(?:之?[内前后]|以[内后])", r"\b(?:three|3|quarters?|quarterly|ninety|90)\b", r"三个?月|3个?月|三（3）|季|九十|90"),
        )
    ),
    _C(
        "condition", "that it is so only in that case",
        r"(?<!not )\bonly (?:if|when|where|after|once|in (?:the|such) (?:case|event)|to the extent)\b",
        r"(?<![不非])(?:仅|只有?)(?:在|当)",
        r"\b(?:only|sole\w*|exclusiv\w*|limit\w*|mere\w*|alone|unless|until|except\w*|not|no|nor|none|nothing|nobody|without|just|restrict\w*|confin\w*|purely|"
        r"simpl[ey]|but|than|narrow\w*|specific\w*|to the extent|provided|save|strictly|same|few|little)\b",
        r"仅|只|须|必需|前提|方[可能得有为才属转移生开归产]|方应|始|才|唯|限|(?<![扣解清拆删免])除|不|未|无|专|单|独|非|范围|为准|纯|直至|起",
    ),
    _C(
        "condition", "that it is against payment",
        r"\bagainst (?:payment|reimbursement|refund)\b",
        r"(?!)",
        r"(?!)",
        r"付|费|偿|款",
    ),
    _C(
        "condition", "that only what may affect it is meant",
        r"\b(?:which|that) (?:may|might|could|would|is likely to|are likely to) (?:\w+ )?(?:affect|impact|influence)\b",
        r"可能(?:会)?(?:对[^，。；]{1,30}(?:产生|造成))?影响",
        r"\b(?:affect\w*|impact\w*|influenc\w*|effects?|bearing|prejudic\w*|impair\w*|alter\w*|jeopard\w*|bear)\b",
        r"影响|涉及|关系|波及|有关|相关|损害|危及|改变",
    ),
    *(
        _C("condition", f"a mention of {what}", en, zh, en_excuses, zh_excuses, anywhere)
        for what, en, zh, en_excuses, zh_excuses, anywhere in NAMED
    ),
    _C(
        "exclusivity", "exclusivity",
        r"(?<!non-)(?<!non)(?<!tax-)\b(?:exclusive|exclusively|exclusivity|sole and exclusive)\b(?! jurisdiction| of\b)",
        r"(?<!非)(?:独家|独占|(?<!安)排他)(?!管辖|人|们)",
        r"\b(?:sole\w*|single|only|exclusiv\w*|alone|nobody|no (?:one|other|third)|any (?:one|other)|third part\w+|elsewhere|entire\w*|wholly|all)\b",
        r"独家|独占|排他|唯一|专属|专有|独有|仅|只|专门|独立|完全|任何其他|任何第三|第三[方人]|单独|全部|排除|专",
    ),
    _C(
        "exclusivity", "that the licence binds the licensor too (独占), not only others (排他)",
        r"(?<!non-)(?<!non)(?<!sole and )\bexclusive (?:right|licen[cs]e)\b[^.;]{0,80}\b(?:patents?|licen[cs]e\w*|know-how|technology)\b|\bexclusive\b[^.;]{0,40}\blicen[cs]e\b|\blicen[cs]e\b[^.;]{0,30}\bexclusive\b(?<!non-exclusive)(?<!nonexclusive)",
        r"(?!)",
        r"(?!)",
        r"独占|独家|专有(?!技术)|普通|非排他",
    ),
    _C(
        "exclusivity", "that it is not exclusive",
        r"\bnon-?\s?exclusiv\w*",
        r"非独占|非独家|非排他|非专[属有]|不具排他|普通许可",
        r"\bnot (?:be )?(?:\w+\s)?exclusiv\w*|\bnon-?proprietary\b",
        r"[不非](?:是|为|属|构成|具有?)?(?:独占|独家|排他|专[属有])",
    ),
)  # fmt: skip
