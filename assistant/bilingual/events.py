"""Events that set a period or a right going, by name: receipt and despatch, delivery and manufacture, signature and taking effect.

What it is; the words that certainly mean it, English and Chinese; further words of either that a free translation may say it with.
"""

import re
from dataclasses import dataclass

from assistant.bilingual.facts import Side


@dataclass(frozen=True)
class Event:
    """Something that happens on a day; how either language says it, and what may carry it there too."""

    name: str
    says: dict[Side, re.Pattern[str]]
    carries: dict[Side, re.Pattern[str]]


def _event(name: str, en: str, zh: str, en_too: str = "(?!)", zh_too: str = "(?!)") -> Event:
    return Event(
        name,
        {"en": re.compile(rf"\b(?:{en})\b", re.IGNORECASE), "zh": re.compile(zh)},
        {"en": re.compile(rf"\b(?:{en}|{en_too})\b", re.IGNORECASE), "zh": re.compile(f"{zh}|{zh_too}")},
    )


EVENTS: tuple[Event, ...] = (
    _event(
        "receipt",
        r"receipt|receiv(?:e[sd]?|ing)|in receipt|in hand",
        r"收到|收讫|接到|接获|收悉|签收|收货|到货|到账|收取|收妥|收齐|领取",
        r"gets?|got|served|reach\w*|comes? to hand",
        r"接收|取得|获得|获悉",
    ),
    _event(
        "receipt of an invoice",
        r"(?:receiv\w*|receipt of|in receipt of)(?:\s[\w’'-]+){0,6}?\s(?:invoice|bill)",
        r"(?:收到|收讫|收悉|接到|接获)[^，。；]{0,20}(?:发票|账单)|(?:发票|账单)[^，。；]{0,6}(?:收到|送达|到达|收悉)",
        zh_too=r"(?:收到|收讫|收悉|接到|接获)(?=之?[日时后起]|$)",
    ),
    _event(
        "receipt of documents",
        r"(?:receiv\w*|receipt of|in receipt of)(?:\s[\w’'-]+){0,5}?\s(?:documents?|documentation|records?|reports?)",
        r"(?:收到|收讫|收悉|接到|接获)[^，。；]{0,16}(?:文件|资料|文档|记录|报告|单据)",
        r"documents?|documentation|records?|reports?|papers?|certificates?",
        r"文件|资料|文档|记录|报告|单据|证书|收到(?=之?[日时后起]|$)",
    ),
    _event(
        "receipt of goods",
        r"(?:receiv\w*|receipt of|in receipt of)(?:\s[\w’'-]+){0,4}?\s(?:products?|goods|shipments?|consignments?|(?:batch(?:es)?|lots?)(?! (?:records?|document|review|certificate|number)))",
        r"(?:收到|收讫|接到|接收)[^，。；]{0,10}(?:产品|货物|货品|货批|批次?)(?![^，。；]{0,4}(?:文件|资料|文档|记录|报告|单据|证书|号|检|审))",
        r"products?|goods|shipments?|consignments?|deliver\w*|arriv\w*|materials?|batch(?:es)?(?! (?:records?|document))|lots?(?! (?:records?|document))|(?:receiv\w+|receipt of) (?:it|them)",
        r"货|产品|到|收到(?=之?[日时后起]|$)",
    ),
    _event(
        "despatch",
        r"de?i?spatch(?:ed|es|ing)?|transmission|transmitted|(?:is|was|are|been) sent|sending|(?<!each )(?<!relevant )(?<!such )(?<!every )(?<!any )(?<!a )(?<!per )shipment|shipp(?:ed|ing)|ships|posting|posted|mailing|mailed|leav(?:es|ing) the (?:factory|works|plant|sender)|left the (?:factory|works|plant)",
        r"发出|寄出|发运(?!的)|发货|装运(?!的)|出厂|交寄|投寄|起运|寄发|发送|出库|付邮|投邮|装船",
        r"sen[dt]|posts?|forward\w*|distribut\w+|(?:notices?|reminders?|demands?) (?:[\w-]+ ){0,5}?given",
        r"分发|寄送|送出|发给|传真|离开|驶离|运离",
    ),
    _event(
        "delivery",
        r"deliver(?:y|ed|s|ing)",
        r"交付|交货|送达|送货|到货|运抵|交货日",
        r"hand\w* over|handover|provid\w+",
        r"移交|提供|供货",
    ),
    _event(
        "arrival",
        r"arriv(?:al|e[sd]?|ing)|reach(?:es|ed|ing)?",
        r"到达|运抵|抵达|到货|到港|抵港",
        zh_too=r"送达|送到|到后",
    ),
    _event(
        "signature",
        r"signature|sign(?:s|ed|ing)?|execution (?:of|by)|execution date|date of execution|(?:agreement|contract|deed|copy|instrument|document) (?:is|was|has been|have been) (?:duly )?executed",
        r"签署|签订|签字|签名|盖章|签章|签约|订立",
        r"execut\w+|conclu\w+|enter\w* into",
        r"缔结|达成|签发|执行|实施",
    ),
    _event(
        "taking effect",
        r"effective(?: date)?|(?:com\w+|enter\w*) into (?:force|effect|operation)|tak(?:es?|ing) effect|took effect|entry into force|commencement date",
        r"生效|施行|起效",
        r"in force|appl(?:y|ies)|commenc\w+|binding",
        r"施行|适用|起效|起始",
    ),
    _event(
        "the invoice",
        r"(?:date of (?:the |an |its |each |such )?(?:\w+ )?invoice|invoice date|invoic(?:ed|ing)|(?:issu\w+|receipt|receiv\w+|dispatch\w*|despatch\w*) (?:of )?(?:an?|the|each|its|such)? ?(?:\w+ ){0,3}invoice)",
        r"发票|开票|账单",
    ),
    _event(
        "a change of control",
        r"chang\w+ (?:of|in) control|acquir\w+ control",
        r"控制权(?:变更|变动|转移|发生)",
        r"control|acqui\w+",
        r"控制|收购",
    ),
    _event(
        "a sample",
        r"(?:complaint |retained |retention |the |a |such |of )samples?(?! (?:plan|siz))",
        r"(?:投诉|留存|上述|该|此)样品?|到样品|样品(?=送|抵|到)",
        r"sampl\w+|specimens?",
        r"样",
    ),
    _event(
        "issue",
        r"issu(?:e[sd]?|ing|ance)(?= (?:of|by|the|its|a|an|to|and|or)|$)(?<!an issue)(?<!issue is)|raising of",
        r"签发|开具|出具|开立|颁发|发布|发出|公布",
        r"giv\w+|made|rais\w+|publish\w+|send\w*|sent",
        r"作出|给出|提交",
    ),
    _event(
        "discovery",
        r"discover(?:y|ed|s|ing)|detect(?:ion|ed|s|ing)|comes? to light|is found|are found|was found|it finds|finding (?:of|it|the)",
        r"发现|察觉|检出|查明",
        r"identif\w+|establish\w+|find\w*|found|notic\w+",
        r"识别|查出|得知|知悉|认定",
    ),
    _event(
        "knowledge",
        r"(?:becom\w+|became|first|being) aware|aware of|awareness|learn(?:s|ed|t|ing)?|(?:comes?|came|coming|brought) to the (?:notice|attention|knowledge)|knowledge|knew|knows of|came to know|com\w+ to know",
        r"知悉|获悉|得知|知道|获知|知晓|了解到",
        r"inform\w+|hears?|heard|discover\w*|known",
        r"了解|发现|得悉|注意到",
    ),
    _event(
        "occurrence",
        r"occur(?:s|red|ring|rence)?|aris(?:es?|ing)|arose|happen(?:s|ed|ing)?(?! (?:earlier|first|later|sooner))|tak(?:es|ing) place|took place",
        r"发生|出现",
        r"onset|suffer\w*",
        r"产生|引起",
    ),
    _event(
        "notice",
        r"(?<!to )(?:date of|after|following|from|upon|of|such|its|that|written|a|the|by|receipt of|\w+['’]s) (?:the |a |such |its |written |prior )*(?<!to the )notice|notif(?:ied|ies|ying|ication)|announce(?:d|ment)|notices? (?:is|are|was) (?:given|served|made|sent|issued)|giv\w+ (?:\w+ ){0,2}notice",
        r"通知|告知|知会|通报|宣布|公告",
        r"inform\w*|notices?|tells?|told|advis\w+|letter|warn\w*",
        r"告诉|提示|函",
    ),
    _event(
        "a request",
        r"(?:its|the|a|written|such|of|on|upon|after|first|client's|buyer's) (?:written |first |reasonable )?requests?|requested|demand(?:ed|s)?|reminder",
        r"要求|请求|索要|催告|催款|催付|索取",
        r"ask\w*|calls?|called|requir\w*",
        r"请求|指示|催|要求",
    ),
    _event(
        "release",
        r"release[sd]?(?! (?:it|them)\b)(?! of (?:liab|claim|obli))(?! from (?:section|clause|article|its|the obli|this))|releasing|released for|certif(?:ication|ying|ied) of (?:the|each|such|that|a|any) (?:batch|lot)",
        r"放行",
        r"certif\w+|dispos\w+",
        r"放行|处置",
    ),
    _event(
        "manufacture",
        r"manufactur(?:e|ed|ing date|ing)|production|produced|filling|filled",
        r"生产(?!商|方|企业|厂|场|线|能力|计划|工艺|记录|批件|车间|区|设|地|许可)|制造(?!商|方|厂|企业|工艺)|灌装(?!线|机|间|设备)",
        r"mak\w+|made|fill\w*|run",
        r"制成|加工|投产|投料|制备",
    ),
    _event(
        "completion",
        r"complet(?:ion|ed|es|ing)|end of (?:the )?(?:pack|manufactur|produc|fill|process|blend|test|inspect)\w+|finish(?:ed(?! (?:medicin|product|good|dosage|form|drug|device|pack|lens|vial|batch|good)\w*)|es|ing)?",
        r"完成|完毕|完工|竣工|办结|做完",
        r"clos\w+|conclu\w+|finali[sz]\w+|done",
        r"关闭|结案|结束|办妥|定稿|完结",
    ),
    _event(
        "expiry or termination",
        r"last (?:calendar )?day of|expir(?:y|es|ed|ation|ing)|terminat(?:ion|ed|es|ing)|(?:the |each |any )?end(?:s|ed|ing)?(?! (?:user|customer|product|use))(?! of (?:the )?(?:pack|manufactur|produc|fill|process|blend|test|inspect)\w+)|ceas(?:e[sd]?|ing)",
        r"届满|期满|到期|终止|解除|结束|失效|停止|终结|期限届",
        r"laps\w+|cessation|over|later|closing|run out",
        r"最后一[日天]|过后|期末|届至|期末|年末|月末|季末",
    ),
    _event(
        "commencement",
        r"commenc(?:e[sd]?|ement|ing)|start(?:s|ed|ing)?|begin(?:s|ning)?(?! of this agreement)|began|initiation|launch(?:ed|es)?",
        r"开始|启动|起始|开工|着手|投入|动工|上市销售|首次上市|入组",
        r"initiat\w+|onset|opening|outset|resum\w*",
        r"启用|开办|开展|恢复|开工",
    ),
    _event(
        "approval",
        r"approv(?:al|ed|es|ing)|grant(?:ed|s|ing)?|(?<!marketing )authori[sz]ation|authori[sz]ed(?! (?:person|representative|signator|officer|agent))",
        r"批准|获批|核准|审批|授予|授权(?!代表|人)|审核通过",
        r"approv\w+|consent\w*|agree[sd]?|clear\w+|licen[cs]\w+",
        r"同意|认可|许可|通过",
    ),
    _event(
        "the marketing authorisation",
        r"marketing (?:authori[sz]ation|approval)(?! holder)",
        r"上市许可(?!持有人)|上市批准|获批上市|批准上市|注册证|批准文号",
    ),
    _event(
        "an application",
        r"appl(?:ied|ies|y|ying) for|application (?:for|is|by|has)|fil(?:ed|ing)(?! cab)|petition",
        r"申请|申报",
        r"requests?",
    ),
    _event(
        "submission",
        r"submi(?:ssion|tted|ts|tting)|lodg(?:ed|ing|es)",
        r"提交|递交|报送|呈交",
        r"sen[dt]|present\w*|fil(?:e|ed|ing)",
        r"送交|提出|上报|报告",
    ),
    _event(
        "the admission of an application",
        r"accept(?:ed|s|ance)\b[^.;,]{0,40}\bapplications?|accepted for (?:review|filing|registration)|docketed",
        r"受理|立案",
    ),
    _event(
        "the date a document bears",
        r"date of (?:a|an|the|any|each|such|its|that|that party's)? ?(?:[a-z]+ ){0,2}?(?:notice|invoice|report|request|letter|bill|statement|quotation|order)|invoice date|dated",
        r"(?:发票|通知|报告|订单|提单|账单|函件)(?:的|之|上)?(?:所载)?日(?:期|后|起)?|开具|出具|所载(?:的|之)?日期|签发",
        r"issu\w+",
    ),
    _event(
        "creation",
        r"creat(?:ed|ion)|generated|comes into (?:being|existence)",
        r"产生|形成|创作|创设",
    ),
    _event(
        "collection by the carrier",
        r"collection|collected|pick(?:ed)?[- ]?up",
        r"揽收|揽件|取件|收件(?![人地方])|提货|提取|取货",
    ),
    _event(
        "the bill of lading",
        r"bill of lading|B/L",
        r"提单|运单",
    ),
    _event(
        "classification",
        r"classif(?:ied|ication)",
        r"分级|定级|分类|归类",
    ),
    _event(
        "a meeting",
        r"(?:first |last |their )?meeting(?! (?:the|its|all|any|such|these|those)\b)",
        r"会议|会面|会谈|会商|召开|碰头",
    ),
    _event(
        "somebody's leaving",
        r"departure|resign(?:s|ed|ation)|leav(?:es|ing) (?:the |its |that |such )?(?:employ\w*|service|company|party)",
        r"离职|辞职|离任",
    ),
    _event(
        "acceptance",
        r"accept(?:ance|ed|s|ing)",
        r"验收|接受|承诺",
        r"approv\w+|tak\w+ over",
        r"认可|同意|接纳|受理",
    ),
    _event(
        "payment",
        r"payment|paid|pays|paying",
        r"付款|支付|付清|缴付|到账|付讫|缴清|清偿",
        r"settl\w+|remit\w*|credited|funds",
        r"结清|结算|缴纳|汇付|偿付|到账|价款",
    ),
    _event(
        "a sale",
        r"(?:first )?(?:commercial )?sales?(?! price)|sold|launch|(?:placed|placing|plac\w+) (?:\w+ ){0,2}on the market",
        r"销售(?!额|价|商|部|数据|渠道|区域|计划)|出售|售出|(?<!批)(?<!批准)上市(?!许可)|投放",
        r"sells?|selling|marketed",
        r"上市(?!许可)|卖",
    ),
    _event(
        "disclosure",
        r"disclos(?:ure|ed|es|ing)",
        r"披露|透露|公开|泄露",
        r"reveal\w*|provid\w+|communicat\w+",
        r"提供|公布|告知",
    ),
    _event(
        "the order",
        r"order(?:ed|s|ing)|plac(?:ed|ing|es) (?:an|the|its|such)? ?order|orders? (?:is|are|was) placed|placement of|placed",
        r"下达|下单|订货|订购|下订",
    ),
    _event(
        "confirmation",
        r"confirm(?:ation|ed|s|ing)|acknowledg(?:e?ment|ed|es|ing)",
        r"确认|证实",
        r"verif\w+|certif\w+|prove[ns]?|establish\w*",
        r"核实|证明|查实|认可|回执|知悉|签收|收悉",
    ),
    _event(
        "installation",
        r"install(?:ation|ed|ing)|commission(?:ing|ed)|set(?:ting)? up",
        r"安装|调试|投用|投运|投产",
    ),
    _event(
        "a test or its result",
        r"test(?:s|ed|ing)?(?: results?)?|analys[ie]s|results?|assay",
        r"检[测验查]|测试|试验|化验|分析|结果",
    ),
    _event(
        "unloading or opening",
        r"unload(?:ed|ing)?|opening of|is opened|opened|discharge of (?:the )?(?:goods|cargo)|unpack\w*",
        r"卸[货载车下]|开箱|开封|拆[箱封包]|(?:箱|容器|包装|封条|门)[^，。；]{0,8}(?:开启|打开)",
        r"offload\w*|unpack\w*",
        r"卸|拆",
    ),
    _event(
        "packing or loading",
        r"pack(?:ed|ing)|load(?:ed|ing)|on board",
        r"包装完|(?<!集)装(?:箱|车|船|运|货)|打包|包装后",
    ),
    _event(
        "handing to the carrier",
        r"(?:hand\w*|deliver\w*|pass\w*|giv\w+|transfer\w*|tender\w*|made available) (?:[\w’']+ ){0,5}?to (?:the |its |a |an )?(?:first |buyer's |named )?(?:carrier|courier|forwarder|post)|carrier",
        r"承运[人方商]|运输商|货代|货运代理",
    ),
    _event(
        "an investigation or assessment",
        r"assess(?:ment|ed|ing)|evaluat(?:ion|ed|ing)|investigat(?:ion|ed|ing)|audit(?:s|ed|ing)?|inspection|inspected",
        r"评估|评价|调查|审计|审核|检查|核查|查验",
    ),
    _event(
        "enrolment",
        r"enrol(?:l?ment|led|s)?|recruit(?:ed|ment)|randomi[sz]\w*",
        r"入组|招募|入选|随机",
    ),
    _event(
        "dosing",
        r"dos(?:ed|ing)",
        r"给药|用药|服药",
    ),
    _event(
        "repair or replacement",
        r"repair(?:ed|s|ing)?|replace(?:d|ment(?! (?:values?|costs?|prices?)\b))|replacing",
        r"修理|维修|更换|修复|替换|补换",
        r"mend\w*|remed\w+|rectif\w+",
        r"修复|整改|补救",
    ),
    _event(
        "return",
        r"return(?:ed|s|ing)?",
        r"退回|退还|返还|归还|送回|退货|返回|交还",
        r"back|refund\w*|repay\w*",
        r"送还|偿还",
    ),
    _event(
        "the quotation",
        r"quot(?:ation|ed|e)|offer(?:ed)?",
        r"报价|要约",
    ),
    _event(
        "falling due",
        r"(?:due date|date due|falls? due|fell due|becom\w+ due|maturity|is due|are due|was due|original(?:ly)? due)",
        r"到期|应付|应付款|付款期限|履行期|付款日",
        r"due|payable|matur\w+|deadline",
        r"到期|应付|期限|逾期",
    ),
)
