"""How far a thing reaches, and other qualities that one word gives it: worldwide, granted, electronic, in all material respects.

    any granted patent   ·   任何专利      ──▶  only the English text says that it has been granted

Each is a thing that translators render; where one text says it and nothing in the other could carry it, a word was left out,
put in, or exchanged for another.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.bilingual.facts import LANGUAGE_NAMES, Side
from assistant.bilingual.pair import OTHER, SIDES, Difference, PairOfTexts
from assistant.bilingual.parties import PartyNames
from assistant.bilingual.pronouns import points_back
from assistant.bilingual.second_sign import is_surely_alone
from assistant.bilingual.whole_words import every, first


@dataclass(frozen=True)
class Quality:
    """What it is, how each language certainly says it, and whatever else of either could carry it."""

    what: str
    says: dict[Side, re.Pattern[str]]
    carries: dict[Side, re.Pattern[str]]


def _quality(what: str, en: str, zh: str, en_carries: str = "", zh_carries: str = "") -> Quality:
    return Quality(
        what,
        {"en": re.compile(en, re.IGNORECASE), "zh": re.compile(zh)},
        {
            "en": re.compile(f"{en}|{en_carries}" if en_carries else en, re.IGNORECASE),
            "zh": re.compile(f"{zh}|{zh_carries}" if zh_carries else zh),
        },
    )


_Q = _quality
_NEVER = r"(?!)"
# As broad as they are, the last two columns excuse what free translations do; of 7,017 faithful pairs three are told.
QUALITIES: tuple[Quality, ...] = (
    # --- where ---
    _Q("that it holds all over the world", r"\bworld-?wide\b|\b(?:throughout|in|across|around|all over) the world\b|\bglobal(?:ly)?\b(?! (?:trade|harmoni\w+))|\buniverse\b",
       r"全球|全世界|世界(?:各[国地]|范围|上?任何)", r"\bworld\b|\beverywhere\b|\b(?:all|any|every) (?:countr\w+|jurisdictions?|territor\w+)|\binternational\w*|\banywhere\b(?! (?:with)?in the (?!world))|\buniversal\w*", r"世界|各国|任何国家|所有国家|任何地方|境内外|国内外|海内外|国际|任何地区|各地|普遍|环球|总"),
    _Q("that it holds within one country", r"\bdomestic(?:ally)?\b(?! (?:sewage|waste|use|animal))|\bwithin (?:mainland )?China\b", r"(?:中国|中华人民共和国)(?:大陆)?(?:境|国)内|国内(?!外)", r"\bChin\w+|\bPRC\b|\bmainland\b|\bnational\b|\blocal(?:ly)?\b|\bP\.R\.|\bdomestic\w*|\bhome\b|\bRepublic\b", r"中国|中华人民|境内|国内|大陆|本国|国产|当地|内地|内销"),
    _Q("that Greater China is meant", r"\bGreater China\b", r"大中华", "", ""),
    _Q("that the European Union is meant", r"\bEuropean Union\b|\bEU\b(?!-GMP)", r"欧盟", r"\bEurop\w+|\bEU\b|\bUnion\b|\bEEA\b|\bEMA\b|\bEC\b|\bEudra\w*|\bGeneral Data Protection|\bGDPR\b", r"欧洲|欧|EU|EMA"),
    # --- all, part ---
    _Q("that it is only what is relevant", r"\b(?<!all )(?<!any )relevant\b(?! (?:party|time|period|batch|order|product|authorit|date|law|regulat|month|year|clause|article|section))", _NEVER, _NEVER, r"相关|有关|相应|该|关联|涉及|对应|所涉|适用|当[事地时]|主管|相|此|其|的"),
    _Q("that all of it is meant", r"\b(?:the whole of|the entire\b|in its entirety|in full\b|entirely)", r"(?<!安)(?<!健)(?<!齐)全部|全体|整个|完整地|全额|足额", r"\b(?:all|any|every\w*|each|whole\w*|entire\w*|full\w*|total\w*|complete\w*|aggregate|throughout|both|none|no|outstanding|exclusive\w*|solely|such|never|rest|remain\w*|balance|unanimous\w*|everyone|the|last)\b", r"全|所有|一切|任何|整|总|各|完|每|均|悉|皆|都|凡|足|付清|尽|一律|独|彻底|单独|余"),
    # --- how near ---
    _Q("that it holds in all material respects", r"\bin (?:all|any|every) (?:material|substantial|essential|important) (?:respects?|aspects?)\b", r"(?:所有|各|一切|任何|全部)?(?:重大|实质性?|重要|主要)(?:的)?方面", r"\b(?:material\w*|substan\w+|essential\w*|important|major|key|main|(?-i:principal))\b", r"重大|实质|重要|主要|基本"),
    _Q("that it is so only roughly", r"\b(?:substantially|broadly|roughly|approximately|comparable|largely|materially)\b", r"大致|大体|基本(?=相同|一致|符合|上)|(?<!违)约为|大约|左右", r"\b(?:substan\w+|broadly|roughly|approximat\w+|about|around|some|largely|comparable|material\w*|near\w*|similar\w*|more or less|essential\w*|basic\w*|circa|generally|equivalent|in principle)\b|±|~", r"大致|大体|基本|绝大|大部|约|左右|近似|实质|相近|相仿|上下|重大|相当|可比|类似|主要|严重|显著|大幅|较大|明显|本质|接近|同类|比较|大量"),
    _Q("that they are the same", r"\bidentical\b|\bthe same\b(?= (?:strength|quality|kind|type|specification|price|standard|terms|conditions|manner|level|duty|duties|obligations?))", r"相同|同样(?:的)?(?=义务|条件|标准|权利|责任)|完全一致|同等(?=义务|条件|标准|质量|程度)", r"\b(?:same|identical\w*|equal\w*|equivalent\w*|like|similar\w*|such|this|these|those|as|corresponding\w*|consistent\w*|match\w*|so|similarly|likewise|also|uniform\w*|alike|parallel|mirror|no (?:less|fewer|more)|mutatis|duplicate|one|it|parity|original)\b", r"同|一致|相等|等同|一样|对等|该等|此|相应|类似|亦|也|一[批次个份套]|原|平行|不低于|等效"),
    # --- what is known ---
    _Q("that it is so only as far as the party knows", r"\b(?:(?:so|as) far as (?:it|the \w+|\w+) (?:is|are) aware|(?:so|as) far as (?:[\w ]{1,25}) knows?|to (?:the best of )?(?:its|their|the [\w’']+|[\w’']+|Party [AB]['’]s)(?: actual| best| reasonable)? knowledge)\b", r"[就据尽](?!此)[^，。；]{0,6}所知|尽其所知|所知范围", r"\b(?:know(?!-how)\w*|aware\w*|unaware|information|belief|acquaint\w*|understand\w*|conscious)\b", r"知(?!识产)|了解|获悉|意识"),
    _Q("that enquiries were made", r"\b(?:after|upon|following|having made) (?:\w+ ){0,3}(?:inquir\w+|enquir\w+)\b", r"经(?:过)?(?:适当|合理|审慎|充分|尽职)?(?:的)?(?:查询|询问|调查|查证)后?", r"\b(?:inquir\w+|enquir\w+|investigat\w+|search\w*|diligen\w+|examin\w+|research|ask\w*|verif\w+|review\w*)\b", r"查|询|调查|尽职|勤勉|核实|审查|检索"),
    # --- which kind ---
    _Q("that it has been granted", r"\b(?:granted|issued) patents?\b|\bpatents? (?:that (?:has|have) been |already )?(?:granted|issued)\b", r"(?:已|业经)?(?:授权|授予|获授|获准)(?:的)?专利(?!权?人)", r"\b(?:grant\w*|issu\w+|registered|licen[cs]\w+|valid|in force)\b", r"授|颁|核准|许可|有效"),
    _Q("that it is in electronic form", r"\belectronic(?:ally)?\b", r"电子(?!表|邮|天平|级|商务|元件|器件)", r"\b(?:electronic\w*|e-?\w+|digital\w*|online|computer\w*|soft copy|data|web|portal|system|software|EDI|eCTD)\b", r"电子|数字|数码|线上|网|邮|计算机|软|传真|系统"),
    _Q("that it is oral", r"\b(?:oral(?:ly)?|verbal(?:ly)?)\b(?! (?:tablet|solution|suspension|dos|admin|use|film|liquid|solid|care|powder|pharm|drug|drop|syrup|vaccine|form))", r"口头", r"\b(?:oral\w*|verbal\w*|spoken|telephone|phone|by word|unwritten|said|word|speech|written|conversation)\b", r"口头|口述|言语|电话|语音|口服|声明|书面|话|谈"),
    _Q("that it is hazardous", r"\bhazard(?:s|ous)?\b", r"危险(?!因素)|有害", r"\b(?:hazard\w*|danger\w*|harm\w*|toxic\w*|risk\w*|unsafe|safety|peril\w*|noxious)\b", r"危|有害|毒|风险|隐患|安全"),
    _Q("that it is only for the time being", r"\b(?:temporar(?:y|ily)|provisional(?:ly)?)\b", r"临时(?!要求|提出|通知)|暂时|暂定|暂行", r"\b(?:tempora\w+|interim|provision\w*|for the time being|pending|ad hoc|short-term|moment\w*|suspen\w+|until|while|tentative\w*|stop-?gap|bridg\w+|emergency|withh\w+|meantime|prelimin\w+|shelve\w*|hold|stay)\b", r"临|暂|中止|短期|过渡|期间|待|应急|预|停|初步"),
    _Q("that it is simple or compound interest", r"\bcompound\w*\b(?=[^.;]{0,30}interest|[^.;]{0,20}(?:monthly|annual|daily|quarter))|\binterest\b[^.;]{0,80}\bcompound\w*", r"复利", r"\bcompound\w*|\binterest on interest\b|\bcapitali[sz]\w+|\bsimple interest\b", r"复利|单利|利上|滚"),
    _Q("that all of them answer for the whole", r"\bjoint(?:ly)? and several(?:ly)?\b", r"连带", r"\bjoint\w*|\bseveral\w*|\bsolidar\w*|\btogether\b|\bincidental\b|\bconsequential\b", r"连带|共同[^，。；]{0,6}(?:责任|义务|承担|负责)|共同及|共同和|一并|相互"),
    _Q("that it is a summary", r"\bsummar(?:y|ies)\b", r"摘要|概要|小结", r"\b(?:summar\w+|abstract\w*|synopsis|outline\w*|extract\w*|overview|brief\w*|digest|short|excerpt\w*|conclu\w+|report)\b", r"摘|概|总结|汇总|小结|综述|归纳|简|报告|结论"),
    _Q("that the sum is credited", r"\bcredit(?:s|ed)?\b(?! (?:card|rating|terms?|line|period|limit|worth|check|insur|agency))", r"抵扣|抵减|冲抵|贷[记项]", r"\b(?:credit\w*|set[- ]?off|offset\w*|deduct\w*|reduc\w*|against|count\w*|appl(?:y|ied)|appropriat\w*|net\w*|subtract\w*|less|input VAT|toward\w*|carr\w+)\b", r"抵|贷|冲|信用|扣|减|计入|入账|记入|充|返|折"),
    _Q("that the sum is paid back", r"\brefund\w*\b", r"退款|退还(?=[^，。；]{0,14}(?:款|费|价|金|税|已付|付))|返还(?=[^，。；]{0,10}(?:款|费|价|金|已付))", r"\b(?:refund\w*|return\w*|reimburs\w*|repa\w+|repay\w*|restor\w*|back|credit\w*|rebate\w*|give\w*|recover\w*|forfeit\w*|released?|surplus|excess|reclaim\w*|money)\b", r"退|返|还|偿|回|报销"),
    _Q("that it is senior", r"\bsenior\b", r"高级(?!别)|资深|高层", r"\b(?:senior\w*|high\w*|top|executive\w*|management|principal|advanced|officers?|director\w*|experienced)\b", r"高|资深|总|主管|首席|优先"),
    _Q("that it is active", r"\bactively\b|\bactive (?:sales?|sell\w+|market\w+|promot\w+|solicit\w+)", r"主动", r"\b(?:activ\w+|offers?|initiative|own (?:accord|motion)|volunt\w+|proactiv\w*|unsolicited|solicit\w*|unprompted|spontaneous\w*|unasked|seek\w*|first|without being|motion|itself)\b", r"主动|积极|自发|自愿|活性|自行|招揽"),
    _Q("that it is unanimous", r"\bunanim\w+", r"一致(?:同意|通过|决定|决议)", r"\b(?:unanim\w+|agree\w*|consen\w+|all|both|mutual\w*|concur\w*|joint\w*|together|common|accord)\b", r"一致|全体|共识|共同|协商|双方|商定|均"),
    _Q("that it is long-term", r"\blong-?term\b", r"长期(?!(?:的?(?:实时|留样))?(?:稳定性?|试验|考察|数据))", r"\b(?:long\w*|older|extend\w*|permanent\w*|perpet\w+|indefinite\w*|years?|protracted|prolonged|sustained|persist\w*)\b", r"长|永|远|持久"),
    _Q("that it is random", r"\b(?:random\w*|spot checks?)\b", r"随机|抽查", r"\b(?:random\w*|spot|unannounced|arbitrar\w+|chance)\b", r"随机|抽|任意|任选"),
    _Q("that it is dry", r"\b(?:dry|dried|anhydrous)\b(?! (?:up|ice|run|shipper))", r"干(?:重|基|燥|品)", r"\b(?:dry\w*|dried|drie\w*|anhydrous|moisture|desicc\w*|lyophil\w*)\b", r"干|无水|水分"),
    _Q("that it is net", r"\bnet (?:weight|price|sales|proceeds|amount|profit|income|savings?|value|revenue)\b", r"净(?:额|价|重|销售|收入|值|利|含量|损失|数|收益|成本|付)", r"\bnet\w*\b|\bafter (?:deduct\w*|tax)|\bless\b|\bdeduct\w*|\bminus\b|\bexclu\w+|\bbalance\b", r"净|扣除|纯|减|实收|余|不含|后"),
    _Q("that it can be put right", r"\b(?:curable|remediable|capable of (?:being )?(?:remed\w+|cur\w+|rectif\w+|correct\w*))\b", r"可(?:以|予|被|供)?(?:补救|纠正|补正|救济|改正)(?!措)", r"\b(?:remed\w+|cur\w+|rectif\w+|correct\w*|incurable|put right|fix\w*|repair\w*|made good|make good|irremed\w*|incapable|mend\w*|heal\w*)\b", r"补|纠正|救济|改正|修复|挽回"),
    _Q("that it is foreseeable", r"\b(?:un)?foresee\w+", r"可预见|预见", r"\b(?:fores\w+|anticipat\w+|expect\w*|predict\w*|contemplat\w+|unforeseen|beyond)\b", r"预见|预料|预期|预计|可知|意料|不可抗"),
    _Q("that it is in good faith", r"\b(?:in good faith|bona fide)\b", r"善意|诚信", r"\b(?:good[- ]faith|bona fide|honest\w*|amicabl\w*|genuin\w*|sincer\w*|fair\w*|friendly|faith\w*|integrity|reasonabl\w*)\b", r"善意|诚|真实|友好|合理|真诚|公平|恪守|认真"),
    _Q("that it is unconditional", r"\bunconditional(?:ly)?\b|\bwithout conditions?\b", r"无条件", r"\bconditio\w*|\buncondition\w*|\babsolute\w*|\birrevocab\w*|\bunreserved\w*|\bunqualified\w*|\bwithout (?:more|further|reserv\w+|demur|ado)\b", r"条件|绝对|无保留"),
    _Q("that it is audited", r"\baudited\b", r"经审计", r"\baudit\w*", r"审计|审核"),
    _Q("that it is independent", r"\bindependent(?:ly)?\b", r"独立(?=的?(?:第三|专家|实验|审计|会计|机构|检|顾问|董事|评|人士|律|调|开发|研|取得|获得|地开|地研))", r"\b(?:independen\w+|separate\w*|third[- ]part\w+|neutral|alone|own|impartial|outside|stand-?alone|itself|self\w*|isolated|unconnected|severable|external|freely|without)\b", r"独立|第三方|中立|单独|另|自主|自行|各自|公正|外部"),
    _Q("that it is internal", r"\binternal(?:ly)?\b", r"(?<!方)(?<!司)(?<!集团)内部", r"\b(?:internal\w*|inside|in-house|inner|within|inter-?company|between|own|intra\w*|domestic)\b", r"内"),
    _Q("that it is an original", r"\boriginals?\b(?! (?:equipment|manufactur|shelf|expir|language|packag|contain|deliver|term|date|terms|condition|size|qualit|state|price|scope|validat|schedule|purpose|supplier|result|site|order|batch))", r"正本|原件", r"\b(?:original\w*|counterpart\w*|copies|copy|cop\w+|duplicate|authentic\w*|texts?|quadruplicate|triplicate|identical|sets?)\b", r"正本|原|份|初|本来|最初"),
    _Q("that it bears a seal", r"\b(?:seal(?:ed)?|chop(?:ped)?|stamp(?:ed)?)\b(?=[^.;]{0,40}(?:agree|sign|compan|part|contract|authori|corporate|legal))|\b(?:company|corporate|official) (?:seal|chop|stamp)\b", r"盖章|公章|印章", r"\b(?:seal\w*|chop\w*|stamp\w*|signed|sign\w*|execut\w+|affix\w*)\b", r"章|印|签署|签订|铅封|封"),
    _Q("that it is published", r"\bpublished\b(?! (?:by|in|at|list))", r"公布的|已公布|公开发表", r"\b(?:publi\w+|announc\w*|issu\w+|official|posted|quoted|released?|promulgat\w*|list\w*|display\w*|reference|rate|gazett\w*|central bank|declared)\b", r"公布|发布|公告|刊|出版|发表|官方|颁布|公示|公开|牌价|最新|公|挂牌"),
    _Q("that it is without delay", r"\b(?:immediately|forthwith|at once|instantly)\b(?! (?:before|prior|preceding|after|following|upon|available|effective))", r"(?:立即|立刻|即刻|马上|当即)(?!终止|解除)", r"\b(?:immediate\w*|forthwith|once|prompt\w*|instant\w*|without (?:undue |any )?delay|undelayed|right away|straight ?away|soon\w*|automatic\w*|same (?:day|time)|speed\w*|directly|on the spot|there and then|urgent\w*|as (?:quickly|fast)|on (?:receipt|discover\w+|notice)|upon|quick\w*|swift\w*|expedit\w*|shortly|whenever|timely|in real time|the moment|accelerat\w*|delay|hours?|now)\b", r"立|即|马上|当场|及时|迅|尽快|尽速|随时|速|毫不|不[得应]?(?:延|迟|拖|耽)|无延|火速|同时|随即|一经|当日|第一时间|从速|时"),
    _Q("that it need not be paid for", r"\bfree of charge\b|\bat no (?:extra |additional |further )?(?:cost|charge)\b|\bwithout (?:extra |additional |further )?charge\b|\bgratis\b", r"免费|无偿|不(?:另|再)?(?:行)?收(?:取)?(?:任何)?费", r"\b(?:free|no|without|gratis|not|nothing|nil|own (?:cost|expense)|none|waiv\w*|included|complimentary|royalty-free|absorb\w*|bear\w*|expense|costs?|never)\b", r"免|无|不|自费|未|零|自担|自行承担|包含|承担|费用由"),
    _Q("that it is validated", r"\bvalidated\b", r"经(?:过)?验证|已验证", r"\bvalid\w+|\bverif\w+|\bqualif\w+|\bproven\b|\bconfirm\w*", r"验证|确认|有效|核实|证"),
    _Q("that it is paid or still to be paid", r"\bpaid (?:or|and) (?:\w+ )?payable\b|\bpayable (?:or|and) paid\b", r"已付[^，。；]{0,3}应付|已支付[^，。；]{0,4}应(?:支)?付|应付[^，。；]{0,3}已付", r"\bpayable\b|\bdue\b|\bowe\w*|\bto be paid|\bfall\w* due|\boutstanding\b|\bshould have (?:been )?pa\w+", r"应[^，。；]{0,4}付|到期|欠|须付|待付|需[^，。；]{0,4}付|未付"),
    _Q("that it is the only cause", r"\b(?:caused|due|attributable|resulting|arising) (?:\w+ )?(?:solely|exclusively|entirely)\b|\bsolely (?:caused|due|attributable|by|because|from|as a result)\b", r"(?:仅|完全|单独|纯粹|唯一)(?:因|由于|是因|由[^，。；]{1,14}(?:引起|造成|导致|所致|产生))", r"\b(?:sole\w*|only|exclusiv\w*|entire\w*|wholly|alone|purely|merely|just|not|no)\b", r"仅|完全|单独|纯|唯一|只|全|才|非"),
    # --- outside, only, main ---
    _Q("that it is outside a country", r"\b(?:overseas|abroad|outside (?:of )?(?:mainland )?China|outside (?:the )?(?:PRC|Territory))\b", r"(?<!出境至中华人民共和国)(?<!至中国)(?<!中国)(?<!大陆)(?<!内地)(?<!共和国)境外|海外|国外|区域(?:以|之)?外", r"\b(?:outside|beyond|foreign|overseas|abroad|offshore|other (?:countr|than)|border|elsewhere|international|export|ex-|out of|leave|leaves)\w*", r"外|他国|其他国家|别国|离岸|跨境|国际|出口|出境"),
    _Q("that it is nothing but that", r"\b(?:solely|exclusively)\b", r"(?<!不)(?<!不得)(?<!非)仅(?:限于|用于|能|可(?=[为就在向由用以将])|限)|专门?用于", r"\b(?:sole\w*|only|exclusiv\w*|just|mere\w*|alone|no (?:other|more|longer)|nothing|limit\w*|not|no|never|none|nor|neither|confin\w*|restrict\w*|strictly|purely|simply|dedicat\w*|specific\w*|single|unless|until|except\w*|but|save|without|nobody|cannot|captive|within|first|wholly|entirely)\b|n't\b", r"仅|只|专|唯|独|单|限|非|不得|不[用作供在受]|未|除|全|纯|自行|为(?:其|本|该|了)?[^，。；]{0,12}(?:目的|之用)|方[可能]|才|无"),
    _Q("that it is the main part", r"\b(?:primarily|principally|mainly|chiefly|predominantly)\b|(?-i:\b(?:principal|main)\b)(?= [a-z]+)(?! (?:place|and|or|of|in|to|is|shall|may|with|for|by|at|on|from|will|who|that|office|contractor|part|body|text|agreement|debt|obligor|amount|manufactur|pack|site|sum))", r"主要(?!营业|办公|经营|由|场所|股东|机构|责任|义务人|部分|设备|包装|生产)", r"\b(?:prim\w+|princip\w+|main\w*|chief\w*|predominant\w*|major\w*|largely|mostly|key|focus\w*|substantial\w*|essential\w*|significant\w*|core|lead\w*|head\w*|critical|materially|important|big\w*|large\w*|serious|central)\b", r"主|重点|大部分|为首|多数|首要|关键|核心|基本|大多|总|重[要大]"),
    _Q("that most of it is meant", r"\b(?:most (?!recent|favou?r|appropriate|likely|suitab|import|nearly|closely|strict|stringent|string|econom|of its|up)(?=of|[a-z]+s\b)|the majority of|mostly)\b", r"(?:大)?多数|(?<!扩)大部分|大多|绝大", r"\b(?:most\w*|majority|bulk|half|more|large\w*|greater|substantial\w*|predominant\w*|main\w*|several|many|multiple|number|plural)\b", r"多|大部分|主要|半|最"),
    _Q("that only the core or the key part of it is meant", r"\bcore\b(?! (?:hours|temperature|team))(?<!at core)|\bkey\b(?=[ -](?:employees?|raw|records?|data|documents?|documentation|technical|components?|terms|customers?|activit\w+|steps?|equipment|suppliers?|subcontract\w*|obligations?))", r"核心|关键(?!质量|人员|绩效|工艺参|业绩)", r"\b(?:core|key|critical\w*|cent(?:er|re|ral)\w*|main|(?-i:principal)|essential\w*|important|crucial|vital|pivotal|heart|fundamental|major|KPI\w*|essence|serious)\b", r"核心|关键|芯|中心|主要|基本|根本|重要|必要|骨干|重大"),
    _Q("that they are only similar", r"\bsimilar(?:ly)?\b", r"(?<!生物)类似(?!药)|相似|近似|相仿", r"\b(?:\w*similar\w*|like|likewise|comparable|akin|kind|type|analog\w*|such|equivalent|same|resembl\w*|near|approximat\w*|confus\w*|corresponding\w*|other|imitat\w*|equally)\b", r"类似|相似|近似|相仿|同类|可比|相近|同等|等同|相当|同样|相同|一类|诸如|等|相应|此类|其他|混淆|近"),
    _Q("that it is only suspected", r"\bsuspect\w*\b", r"疑似|怀疑|涉嫌|可疑|嫌疑", r"\b(?:suspic\w*|suspect\w*|alleg\w*|potential\w*|possibl\w*|doubt\w*|appear\w*|believ\w*|counterfeit|reason\w*|question\w*|may|might|could|suggest\w*|indicat\w*)\b", r"疑|涉嫌|可能|潜在|认为|据称|嫌|假"),
    _Q("that only what one needs to know is meant", r"\bneed(?:s|ing|ed)? to know\b|\bneed-to-know\b", r"(?:必要|需要?|确需|有必要)[^，。；通告]{0,3}(?:知悉|知晓|了解|获知|知道)|知悉(?:之)?必要", r"\bneed\w*\b|\bnecess\w+|\brequire\w*|\bmust\b", r"必要|需要|确需|须|必需|需"),
    _Q("that it comes first", r"\b(?:with|give|gives|given|has|have|having|take|takes) (?:\w+ )?(?:priority|preference|precedence)\b|\bpreferentially\b", r"优先(?!股|级|购买|谈判|认购|受让)", r"\b(?:priorit\w+|before|prefer\w*|preceden\w+|first\w*|prevail\w*|rank\w*|govern\w*|control\w*|ahead|senior|override\w*|precede\w*|preced\w+|primar\w+|favou?r\w*)\b", r"优先|为准|首先|先|优于|效力|高于"),
    _Q("that it must be asked for", r"\b(?:on|upon|at) (?:the |a |its |their |reasonable |written |prior )*(?:[\w’'-]+ )?request\b|\b(?:if|when) so (?:requested|asked)\b", r"(?:^|[，。；、])(?:如?应|经)(?!按)[^，。；要请应按将]{1,8}(?:书面|合理)?(?:要求|请求)(?=，|时|后)", r"\b(?:request\w*|demand\w*|ask\w*|call\w*|requir\w+|appl\w+|wish\w*|want\w*|solicit\w*|instruct\w*|direct\w*|if|need\w*|invit\w+|desire\w*|behest|order\w*|instance|where|when|whenever)\b", r"请|要求|索取|索要|申请|需|指示|提出|催|问|愿|如|查阅"),
    _Q("that it is to the best of one's ability", r"\b(?:best|utmost) (?:commercial(?:ly reasonable)? )?(?:efforts?|endeavou?rs?)\b", r"最大(?:的)?(?:商业)?努力|竭尽|尽(?:其)?一切努力", r"\b(?:best|utmost|maximum|all|every\w*|full\w*|most|whatever|as (?:far|much|soon|quickly)|power|possible)\b", r"最|竭|全力|一切|尽[其可所量力]"),
    _Q("that reasonable efforts are enough", r"\breasonable (?:commercial |and diligent |and good[- ]faith )?(?:efforts?|endeavou?rs?)\b|\bcommercially reasonable\b", r"合理(?:的)?(?:商业)?(?:上的?)?努力|商业上合理", r"\breasonabl\w*|\bsensibl\w*|\bdiligen\w+|\bappropriat\w*|\bpractica\w+", r"合理|适当|尽力|尽量|(?<!最大)(?<!最大的)(?<!最大商业)(?<!一切)努力|可行|力所能及|勉"),
    _Q("that it happens by itself", r"(?<!renew )(?<!renewed )(?<!renews )(?<!extended )\bautomatically\b(?! (?:renew|extend))", r"自动(?=终止|失效|转|视为|归|解除|成为|丧失|生效|取得|免除)", r"\b(?:auto\w*|by itself|of itself|ipso|forthwith|without (?:further|any|notice|need)|immediate\w*|no further|of its own|itself|lapse\w*)\b", r"自动|当然|自行|无需|无须|即|立即|另行"),
    _Q("that it is all taken together", r"\b(?:cumulative(?:ly)?|in aggregate|in the aggregate|in total|added together|combined)\b", r"累计(?!以|不超|最[高多]|至多|达|上限|总额|的?总额|计息)|累积|合计|合并计算|共计", r"\b(?:cumul\w+|accumul\w+|aggregat\w+|total\w*|in all|com(?:e|es|ing) to|amounts?|altogether|sum|together|overall|combin\w+|added|add|adds|in addition|running|rolling|up to|maximum|exceed\w*|accru\w+|consolidat\w+|jointly|between them)\b", r"累|合|总|共|并存|并用|叠加|汇|互不|并行|加"),
    _Q("that it is in a row", r"\b(?:consecutive|in a row)\b", r"连续(?=[两二三四五六七八九十\d（])", r"\b(?:consecutiv\w+|success\w+|row|continu\w+|running|straight|uninterrupted\w*|one after|each of|following|unbroken|back-to-back|sequen\w+|rolling|any)\b", r"连续|接连|持续|相继|先后|依次|一连|陆续|滚动|后继|逐|连"),
    _Q("that it is gross", r"\bgross\b(?! negligen| up)", r"毛(?:额|重|收入)", r"\b(?:gross|total|before|aggregate|overall|whole|full|inclu\w+|entire|all|sum|margin)\b", r"毛|总|税前|全额|含"),
    _Q("that it runs out first", r"\bfirst[- ]expir\w+|\bFEFO\b", r"近效期先|先到期|FEFO", r"\bexpir\w+|\bFEFO\b", r"效期|到期|FEFO|失效"),
    _Q("that it is an average", r"(?<!general )\baverage\w*\b", r"平均(?!分)", r"\b(?:averag\w*|mean|arithmetic|rolling|equal\w*|half|share\w*)\b", r"均"),
    _Q("that it goes on", r"\b(?:remains?|continues?|shall (?:remain|continue)|will (?:remain|continue)) in (?:full )?(?:force|effect)\b|\b(?:remains?|continues?) (?:effective|valid)\b", r"继续有效|仍然?有效|持续有效", r"\b(?:remain\w*|maintain\w*|continu\w*|surviv\w*|stay\w*|still|in force|in effect|unaffected|not (?:be )?affect\w*|stand\w*|last\w*|valid\w*|run\w*|persist\w*|subsist\w*|keep\w*|kept|effective|outlast\w*|not (?:lapse|end|cease|expire|terminate)|outlive\w*|beyond|until|for \w+|after|good|endure\w*)\b", r"有效|继续|存续|持续|维持|保留|仍|不受影响|不影响|不因|止|期"),
    _Q("that the signature decides", r"\b(?:at|on|upon|from|since|after|before) (?:the )?(?:date of )?(?:signature|signing|execution) of this\b|\b(?:when|after|before|date) (?:this \w+|it) (?:is|was) (?:signed|executed)\b", r"(?:本(?:协议|合同)(?:签署|签订|订立)|(?:签署|签订|订立)本(?:协议|合同))(?:时|之[时日]|日|后|前)", r"\b(?:sign\w*|execut\w+|conclu\w+|enter\w*|made|make|dated?|effective|hereof|now|before this)\b", r"签|订立|缔结|生效|达成|成立"),
    _Q("that it is a hearing", r"\b(?:place|venue|location) of (?:the )?hearings?\b|\bhearings? (?:shall|will|are|is|may)\b", r"开庭|庭审|听审", r"\b(?:hear\w*|sit|sits|sitting\w*|venue|meet\w*)\b", r"开庭|庭审|听证|听审|审理"),
    _Q("where the seat of the arbitration is", r"(?<!its )(?<!registered )(?<!principal )(?<!corporate )\bseat\b", r"仲裁(?:所在)?地(?!点?为)|仲裁地点(?!为)", r"\b(?:seat\w*|place|held|venue|sit\w*|arbitrat\w+ (?:shall|will|must|is|to) (?:\w+ ){0,4}?in\b|conducted in|take place|in [A-Z]\w+|at [A-Z]\w+)", r"仲裁地|所在地|地点|席位|在[^，。；]{1,12}(?:进行|仲裁)|于[^，。；]{1,12}(?:进行|仲裁)|座"),
    _Q("that it is done as a routine", r"\broutine(?:ly)?\b", r"日常|例行|常规", r"\b(?:routine\w*|day[- ]to[- ]day|daily|ordinary|regular\w*|normal\w*|current|usual\w*|everyday|general|periodic\w*|operational|standard|convention\w*|running|common)\b", r"日常|例行|常规|定期|一般|普通|平时|正常|通常|经常"),
    # --- of what kind ---
    _Q("that it is in China", r"\b(?:in|of|throughout|outside|within) (?:mainland )?China\b|\bin the PRC\b", r"在中国(?:大陆|内地)?(?:境内)?(?=[^，。；人]{0,4}(?:侵|销|制|生|使|适|上市|注册|产生|范围|开展|进行|，|的|。|市场|实施|取得|申请|采购|供))", r"\b(?:Chin\w+|PRC|mainland|domestic\w*|national\w*|RMB|renminbi|Republic|NMPA|local\w*|home|Territory|P\.R\.C?)\b", r"中国|中华人民|境内|国内|大陆|国产|内地|我国|药监|本地|当地|属地|本国|区域|[出入进离]境"),
    _Q("that it is within the country", r"(?!)", r"(?<!出)境内(?!外)", r"\b(?:Chin\w+|PRC|P\.R\.|mainland|domestic\w*|nation\w*|local\w*|within|in (?:the )?[A-Z]\w+|countr\w+|territor\w+|inside|home|soil|Republic)\b", r"(?!)"),
    _Q("that it is sensitive", r"\bsensitive\b(?! (?:to|electronic))", r"敏感(?!性)", r"\b(?:\w*sensitiv\w*|delicate|confidential\w*|secret\w*)\b", r"敏|秘|密"),
    _Q("that it is under sanctions", r"\bsanction(?:s|ed)?\b", r"制裁", r"\b(?:sanction\w*|embargo\w*|restrict\w*|prohibit\w*|designat\w*|blocked|penal\w+|disciplin\w*|approv\w*)\b", r"制裁|禁运|限制|处罚|惩|认可|批准|同意|罚"),
    _Q("that it is large", r"(?!)", r"大额|巨额", r"\b(?:large\w*|big\w*|substantial\w*|consider\w*|huge|significant\w*|major|high\w*|heavy|great\w*|excess\w*)\b", r"(?!)"),
    _Q("that it is clinical", r"\bclinical(?:ly)?\b(?! (?:batch|suppl|trial|study|studies))", r"临床(?!试验|用|研究|批)", r"\b(?:\w*clinical\w*|phases? (?:\d|I+)|trial\w*|clinic\w*|stud\w+|medical\w*|patient\w*|therap\w*)\b", r"临床|试验|医|诊"),
    _Q("that it is on a commercial scale", r"\bcommercial (?:scale|production|manufactur\w+|batch\w*|suppl\w+)\b", r"商业化|商业规模", r"\b(?:commercial\w*|market\w*|sale\w*|sell\w*|sold|trade\w*|launch\w*|exploit\w*|monet\w*)\b", r"商业|商用|上市|销售|市场|商品|投产|大生产"),
    _Q("that batch records are meant", r"\bbatch (?:\w+ )?records?\b", r"批(?:次)?(?:生产|检验|包装)?记录", r"\b(?:batch\w*|lots?|executed|production|manufacturing) (?:\w+ ){0,3}?(?:record\w*|document\w*|file\w*)\b|\bbatch\w*|\blots?\b", r"批|该等记录|生产记录"),
    _Q("that it binds", r"(?<!non-)(?<!not )\bbinding\b", r"(?<!不具)(?<!不具有)(?<!无)(?<!没有)(?:具?有)?(?:法律)?约束力的|约束性", r"\b(?:\w*bind\w*|bound|firm\w*|commit\w*|oblig\w*|fixed|final\w*|effective|authoritative|force|enforceable|take-or-pay|irrevocabl\w+|valid)\b", r"约束|拘束|固定|确定|承诺|终局|有效|效力|生效|不可撤|作准|锁定"),
    _Q("that it is of the same kind", r"\b(?:similar|like|comparable|the same) (?:kinds?|nature|cases?|matters?|instances?|breach\w*|events?)\b", r"同类(?!产品|最)", r"\b(?:same|similar\w*|like|comparable|kinds?|types?|class\w*|categor\w+|such|equivalent|akin|analog\w*|competing)\b", r"同|类|相似|可比|该等|此等"),
    _Q("that later ones are meant too", r"(?!)", r"嗣后|后续(?=的?(?:同类|类似|情形|违约|事项))", r"\b(?:later|becom\w*|subsequent\w*|after\w*|further|future|follow\w*|then|there\w*|next|continu\w*|repeat\w*|again|other|another|succe\w+)\b", r"(?!)"),
    _Q("that it is wet", r"\bwet\b(?!-)", r"湿(?:重|基|法|品)", r"\b(?:wet\w*|humid\w*|moist\w*|damp|undried)\b", r"湿|潮"),
    _Q("that it is so in itself", r"\b(?:in|of|by) itself\b|\bper se\b", r"(?<=[不非未])(?:其)?本身|本身(?:并)?(?:不|非)", r"\b(?:itself|themselves|per se|alone|as such|mere\w*|own|automatic\w*|intrinsic\w*|inherent\w*|ipso|only|very|self)\b", r"本身|自身|自行|单独|仅|自动|当然|自|其|单"),
    _Q("that it never was so", r"\b(?:has|have) (?:not|never) (?:and|or|\w+ed,? (?:and|nor|or)|\w+,? and) (?:\w+ ){0,3}?(?:shall|will)\b|\bha(?:s|ve) not \w+, and shall not\b", r"(?:未曾|从未)[^，。；]{0,8}(?:且|亦|也|并)[^，。；]{0,4}不[得会将]", r"\b(?:has|have|had|ever|never|did|was|were|been)\b", r"未|从|没有|过往|曾|已|无"),
    _Q("that it is what the contract calls material", r"(?<!raw )(?<!starting )(?<!packaging )(?-i:\bmaterial )(?=(?:records?|permits?|licen[cs]es?|contracts?|documents?|facts?|information|changes?|aspects?|respects?|terms?|provisions?|part|portion|laws?)\b)", r"(?!)", r"(?!)", r"重大|严重|实质|重要|关键|主要|根本|显著|较大|要|物料|材料|原料"),
    _Q("whether others may be licensed in turn", r"\bnon-?sub-?licen[cs]\w*|\bnot (?:be )?sub-?licen[cs]\w+", r"不(?:可|含|得)(?:再|分|转)许可|再许可之?权", r"\bsub-?licen\w+|\bsub-?grant\w*|\bextend\w*", r"(?:分|再|转)许可|转授|再授|次级许可|从属许可"),
    _Q("that the whole of it is meant", r"\bthe whole of (?:it|them|the)\b|\bin its entirety\b", r"(?!)", r"(?!)", r"全|整|所有|一切|各|每|完整|悉|均|总|都"),
    _Q("that only a part of it is meant", r"\bany part of (?:it|them)\b", r"(?<!扩)(?:其中的?(?:主要|一|小|大)部分|大部分)", r"\b(?:part\w*|portion\w*|some|share|half|fraction|any of|element\w*|component\w*|section\w*|of which|thereof|majority|most)\b", r"部分|任何|局部|一部|片"),
)  # fmt: skip


def other_reach(texts: PairOfTexts, names: PartyNames) -> Iterator[Difference]:
    """Each quality that a sentence has in one language and nothing of the other text could carry."""
    for pair in texts.matched:
        for language in SIDES:
            text, other = pair.text(language), OTHER[language]
            there = texts.with_lonely(pair, other)
            if other == "en" and points_back(there):
                there = texts.en
            for quality in QUALITIES:
                said = first(quality.says[language], text, language)
                if said and not (
                    quality.carries[other].search(there)
                    or texts.said_beside(pair, other, quality.says[other], quality.carries[language])
                ):
                    words = " ".join(said.group().split())
                    elsewhere = bool(quality.carries[other].search(texts.text(other)))
                    # "The laboratory", of which the sentence before said that it is independent: 独立 said again.
                    if elsewhere and len(list(every(quality.says[language], texts.text(language), language))) > 1:
                        continue
                    if not is_surely_alone(said, pair, texts, names, language, elsewhere):
                        continue
                    reason = f"Only the {LANGUAGE_NAMES[language]} text says {quality.what} (“{words}”)."
                    yield Difference("condition", reason, pair.bounds("en"), pair.bounds("zh"), alone=(language, words))
