"""Events that set a period or a right going, by name: receipt and despatch, delivery and manufacture, signature and taking effect.

What it is; the words that certainly mean it, English and Chinese; the further words of either language that could carry it
in a free translation. Of two texts that each begin a period with an event which the other does not name, one is wrong.
"""

import re
from dataclasses import dataclass

from assistant.bilingual.facts import Side


@dataclass(frozen=True)
class Event:
    """Something that happens on a day, and how either language says it."""

    name: str
    says: dict[Side, re.Pattern[str]]
    answers: dict[Side, re.Pattern[str]]


def _event(name: str, en: str, zh: str, en_answers: str = "", zh_answers: str = "") -> Event:
    return Event(
        name,
        {"en": re.compile(rf"\b(?:{en})\b", re.IGNORECASE), "zh": re.compile(zh)},
        {
            "en": re.compile(rf"\b(?:{'|'.join(filter(None, (en, en_answers)))})\b", re.IGNORECASE),
            "zh": re.compile("|".join(filter(None, (zh, zh_answers)))),
        },
    )


EVENTS: tuple[Event, ...] = (
    _event(
        "receipt",
        r"receipt|receiv(?:e[sd]?|ing)|in receipt|in hand",
        r"收到|收讫|接到|接获|收悉|获悉|签收|收货|到货|到账|收取|收妥|领取",
        r"reach(?:es|ed|ing)?|arriv\w+|gets?|got|taken? delivery|deliver\w*|comes? in|came in|credited|has|obtain\w*|given|served?|collect\w*|acknowledg\w*|accept\w*|enters?|sent to|passed|hands?|aware|notif\w+|learn\w*|signed for|return\w*",
        r"收|到达|送达|抵达|运抵|入库|入账|取得|获得|接|得到|交付|领|送交|退回|退还|知悉|接收|进入",
    ),
    _event(
        "despatch",
        r"de?i?spatch(?:ed|es|ing)?|shipment|shipp(?:ed|ing)|ships|posting|posted|mailing|mailed|leav(?:es|ing) the (?:factory|works|plant|sender)|left the (?:factory|works|plant)",
        r"发出|寄出|发运|发货|装运|出厂|交寄|投寄|起运|寄发|发送|出库|付邮|投邮|装船",
        r"sen[dt]\w*|ship\w*|transmi\w+|leav\w+|left|forward\w*|dispatch\w*|despatch\w*|deliver\w*|consign\w*|ex works|issu\w*|carrier|handed|hand\w*|given|gives?|serv\w+|notice|notif\w+|collect\w*|move\w*|supply\w*|supplied|load\w*|raised|made",
        r"发|寄|运|送|出厂|离|交|装|投递|传|邮|通知|供|提货|移出|提出",
    ),
    _event(
        "delivery",
        r"deliver(?:y|ed|s|ing)",
        r"交付|交货|送达|送货|到货|运抵|交货日",
        r"deliver\w*|hand(?:ed|s|ing)? ?over|handover|receipt|receiv\w+|arriv\w+|suppl\w+|ship\w*|reach\w*|serv(?:ed|es|ice|ing)|transfer\w*|turn\w* over|provid\w+|submi\w+|hand\w*|given?|gives|d[ie]spatch\w*|return\w*|taken|collect\w*|goods come|unload\w*|place[sd]? at|DAP|DDP|FCA|CIF",
        r"交|送|供|收货|签收|提货|到达|到场|抵达|运|发货|提供|提交|收到|移交|返还|归还|卸货",
    ),
    _event(
        "arrival",
        r"arriv(?:al|e[sd]?|ing)|reach(?:es|ed|ing)",
        r"到达|运抵|抵达|到货|到港|抵港",
        r"arriv\w*|reach\w*|deliver\w*|receipt|receiv\w+|com(?:es?|ing)|unload\w*|gets? to|got to|return\w*|enter\w*|landed|served|attain\w*|at its",
        r"到|抵|送|收|交付|进入|达|返",
    ),
    _event(
        "signature",
        r"signature|sign(?:s|ed|ing)?|execut(?:ed|ion)",
        r"签署|签订|签字|签名|盖章|签章|签约|订立|签发",
        r"sign\w*|execut\w+|seal\w*|conclu\w+|enter\w* into|date (?:of this|hereof)|made|effective|initial\w*|issu\w*|contract date|written|agree\w*|releas\w*|receipt|receiv\w+|consent\w*|contract is",
        r"签|订|盖章|缔结|生效日|达成|放行",
    ),
    _event(
        "taking effect",
        r"effective(?: date)?|(?:com\w+|enter\w*) into (?:force|effect|operation)|tak(?:es?|ing) effect|took effect|entry into force|commencement date",
        r"生效|施行|起效",
        r"effect\w*|in force|into force|commenc\w+|start\w*|begin\w*|date of this|date hereof|signature|sign\w*|valid\w*|binding|bind\w*|appl(?:y|ies)|operat\w*|runs?|from",
        r"效|施行|实施|起始|开始|签|起算|适用|约束力|届|执行|起",
    ),
    _event(
        "the invoice",
        r"(?:date of (?:the |an |its |each |such )?(?:\w+ )?invoice|invoice date|invoic(?:ed|ing)|(?:issu\w+|receipt|receiv\w+|dispatch\w*|despatch\w*) (?:of )?(?:an?|the|each|its|such)? ?(?:\w+ ){0,3}invoice)",
        r"发票|开票|账单",
        r"invoic\w*|bill\w*|fapiao|statement|debit note|request for payment",
        r"票|账单|请款|付款通知|对账|结算",
    ),
    _event(
        "issue",
        r"issu(?:e[sd]?|ing|ance)(?= (?:of|by|the|its|a|an|to)|$)(?<!an issue)(?<!issue is)|raising of",
        r"签发|开具|出具|开立|颁发|发布|发出|公布",
        r"issu\w*|dat(?:ed?|es)|sen[dt]\w*|publi\w+|releas\w*|grant\w*|giv\w+|serv\w+|mak\w+|made|rais\w+|deliver\w*|provid\w+|submi\w+|invoic\w*|draw\w* up|report\w*|receiv\w+|receipt|order\w*|notice|notif\w+|certif\w*|open\w*|d[ie]spatch\w*|announc\w*|produc\w*|placed|sign\w*|decision",
        r"发|开|出|颁|布|提交|交付|作出|签|日期|提供|下达|通知|送",
    ),
    _event(
        "discovery",
        r"discover(?:y|ed|s|ing)|detect(?:ion|ed|s|ing)|comes? to light|is found|are found|was found|it finds|finding (?:of|it|the)",
        r"发现|察觉|检出|查明",
        r"discover\w*|detect\w*|f[io]u?nd\w*|aware\w*|learn\w*|knowledge|notic\w+|identif\w+|com\w+ to light|appear\w*|know\w*|reveal\w*|show\w*|observ\w*|establish\w*|seen|sees|emerg\w*|suspect\w*|spot\w*|uncover\w*|surfac\w*|known|determin\w*",
        r"发现|察觉|检出|知|悉|查明|识别|显|出现|得知|确定|观察|认定",
    ),
    _event(
        "knowledge",
        r"(?:becom\w+|became|first|being) aware|aware of|awareness|learn(?:s|ed|t|ing)?|knowledge|knew|knows of|came to know|com\w+ to know",
        r"知悉|获悉|得知|知道|获知|知晓|了解到",
        r"aware\w*|learn\w*|knowledge|know\w*|inform\w*|discover\w*|notic\w+|notif\w*|receiv\w+|receipt|hear\w*|f[io]u?nd\w*|detect\w*|told|notified|becom\w+ (?:known|apparent)|identif\w*|attention|light|understand\w*",
        r"知|悉|晓|获知|发现|了解|收到|接到|察觉|注意",
    ),
    _event(
        "occurrence",
        r"occur(?:s|red|ring|rence)?|aris(?:es?|ing)|arose|happen(?:s|ed|ing)?|tak(?:es|ing) place|took place",
        r"发生|出现",
        r"occur\w*|aris\w*|arose|happen\w*|tak\w+ place|took place|event|onset|begin\w*|began|start\w*|incur\w*|com\w+|incident|caused?|appear\w*|accru\w*|thereof|suffer\w*|commenc\w*|there (?:is|are|has)|has|exist\w*|result\w*|deviation|change\w*|breach\w*|outbreak|is|are|was|fail\w*|los\w+|such|develop\w*|deteriorat\w*|its|it",
        r"发生|出现|产生|开始|引起|起因|事|造成|遇|所致|导致|存在|者",
    ),
    _event(
        "notice",
        r"(?:date of|after|following|from|upon|of|such|its|that|written|a|the|by|receipt of|party's) (?:the |a |such |its |written |prior )*notice|notif(?:ied|ies|ying|ication)|notices? (?:is|are|was) (?:given|served|made|sent|issued)|giv\w+ (?:\w+ ){0,2}notice",
        r"通知|告知|知会|通报",
        r"noti(?:c|f)\w*|inform\w*|advis\w*|tell\w*|told|warn\w*|remind\w*|request\w*|demand\w*|announc\w*|call\w*|letter|communicat\w*|writing|instruct\w*|statement|declar\w*|says|asked|report\w*|aware|alert\w*|let\w* know|message|objection\w*|asks?|pass\w* (?:it |them )?on",
        r"通知|告|知会|通报|函|催|要求|请求|声明|提示|报告|表示|提出|文件|指示|书面|预告|通告|宣布|示",
    ),
    _event(
        "a request",
        r"(?:its|the|a|written|such|of|on|upon|after|first|client's|buyer's) (?:written |first |reasonable )?requests?|requested|demand(?:ed|s)?|reminder",
        r"要求|请求|索要|催告|催款|催付|索取",
        r"request\w*|demand\w*|ask\w*|require\w*|call\w*|notice|remind\w*|instruct\w*|appl\w+|claim\w*|seek\w*|want\w*|query|quer\w+|inquir\w*|enquir\w*|wish\w*|order\w*|submit\w*",
        r"要求|请求|索|催|申请|请|通知|提出|需要|所需|查询|问询|指示|主张|须|应",
    ),
    _event(
        "release",
        r"release[sd]?(?! of (?:liab|claim|obli))|releasing|released for",
        r"放行",
        r"releas\w*|certif\w*|QP|disposition\w*|approv\w*|pass(?:es|ed)?|clear\w*|free\w*|ship",
        r"放行|解除|批准|释放|合格",
    ),
    _event(
        "manufacture",
        r"manufactur(?:e|ed|ing date|ing)|production|produced|filling|filled",
        r"生产(?!商|方|企业|厂|场|线|能力|计划|工艺|记录|批件|车间|区|设|地|许可)|制造(?!商|方|厂|企业|工艺)|灌装(?!线|机|间|设备)",
        r"manufactur\w*|produc\w*|mak(?:e|es|ing)|made|fill\w*|process\w*|run|batch\w*|campaign\w*|assembl\w*|factory|built|build\w*|fabricat\w*|synthes\w*|prepar\w*|completion|complet\w*|lot|packag\w*|formulat\w*|mould\w*|stop\w*|start\w*|work\w*|produktion|engineering",
        r"产|造|制|灌|批|加工|完工|下线|装|投料|出厂|合成|开工|停工",
    ),
    _event(
        "completion",
        r"complet(?:ion|ed|es|ing)|finish(?:ed|es|ing)?",
        r"完成|完毕|完工|竣工|办结|做完",
        r"complet\w*|finish\w*|end\w*|conclu\w*|done|clos\w+|final\w*|carried out|is over|accomplish\w*|fulfil\w*|achiev\w*|perform\w*|execut\w*|settl\w*|after|once|has been|have been|has|full\w*|reconcil\w*|issu\w*|ready|deliver\w*|successful\w*|result\w*|whole|met|effected|hav(?:e|ing)|\w+ed",
        r"完|毕|竣|结束|成|终|办结|已|结|后|满|齐|达",
    ),
    _event(
        "expiry or termination",
        r"expir(?:y|es|ed|ation|ing)|terminat(?:ion|ed|es|ing)|(?:the |each |any )?end(?:s|ed|ing)?(?! (?:user|customer|product|use))|ceas(?:e[sd]?|ing)",
        r"届满|期满|到期|终止|解除|结束|失效|停止|终结|期限届",
        r"expir\w*|terminat\w*|end\w*|ceas\w*|laps\w*|cancel\w*|rescis\w*|rescind\w*|conclu\w*|over|clos\w+|finish\w*|complet\w*|stop\w*|run out|runs? out|until|last\w*|withdraw\w*|discontinu\w*|elaps\w*|matur\w*|due|up|past|dissol\w*|lift\w*|as long as|after|later|date|year[- ]?end|month[- ]?end|within|passed|not renew\w*|release\w*",
        r"满|到期|终止|解除|结束|失效|停|终|末|止|底|取消|撤|完|过|届|截止|逾|收回|后",
    ),
    _event(
        "commencement",
        r"commenc(?:e[sd]?|ement|ing)|start(?:s|ed|ing)?|begin(?:s|ning)?|began|initiation|launch(?:ed|es)?",
        r"开始|启动|起始|开工|着手|投入|动工|上市销售|首次上市|入组",
        r"commenc\w*|start\w*|beg[iau]n\w*|initiat\w*|launch\w*|onset|open\w*|first|from|enter\w*|effect\w*|introduc\w*|outset|run\w*|go live|goes|continu\w*|take[sn]? up|resum\w*|re?open\w*|set up|kick\w*|being|dat\w*|inception|occur\w*|undertak\w*|put|arise\w*|before|new|on|proceed\w*|implement\w*",
        r"始|起|启|初|开|着手|动工|首|投|发生|生效|施行|上市|进行|实施|恢复|之日|入",
    ),
    _event(
        "approval",
        r"approv(?:al|ed|es|ing)|grant(?:ed|s|ing)?|authori[sz]ation|authori[sz]ed",
        r"批准|获批|核准|审批|授予|上市许可(?!持有人)|授权|审核通过",
        r"approv\w*|grant\w*|authori[sz]\w*|licen[cs]\w*|consent\w*|permi\w+|registr\w*|regist\w*|accept\w*|clear\w*|confirm\w*|agree\w*|adopt\w*|sign\w*|endors\w*|allow\w*|award\w*|giv\w+|issu\w*|obtain\w*|MAH?|releas\w*|vest\w*|permission|positive|sanction\w*|validated|recogni\w*|qualif\w*|ratif\w*|mandate\w*|empower\w*",
        r"批|准|许可|授|认可|同意|注册|通过|审|许|备案|确认|签|认证|给予|予",
    ),
    _event(
        "an application",
        r"appl(?:ied|ies|ication)(?: (?:for|is|by|to))|applied for|submi(?:ssion|tted|ts|tting)|fil(?:ed|ing)(?! cab)|lodg(?:ed|ing|es)",
        r"申请|递交|提交|申报|呈交|报送|受理",
        r"appl\w+|submi\w*|fil(?:e|es|ed|ing)|lodg\w*|dossier|regist\w*|present\w*|deliver\w*|sen[dt]\w*|send\w*|provid\w*|suppl\w*|hand\w*|made|mak\w*|giv\w*|receiv\w*|receipt|issu\w*|notif\w*|report\w*|request\w*|ask\w*|put\w*|refer\w*|commenc\w*|patent\w*|transmi\w*|document\w*|upload\w*|propos\w*|produc\w*|recall\w*|bring\w*|brought|rais\w*|seek\w*|tender\w*|forward\w*|return\w*|demand\w*|enter\w*",
        r"申|递|交|报|呈|送|提|受理|请|发|供|诉|备案|给|出具|寄|上传|退|仲裁|收到",
    ),
    _event(
        "acceptance",
        r"accept(?:ance|ed|s|ing)",
        r"验收|接受|承诺|受理",
        r"accept\w*|approv\w*|confirm\w*|agree\w*|tak\w* over|hand\w*|sign\w*|consent\w*|SAT|FAT|pass\w*|acknowledg\w*|receiv\w*|receipt|inspect\w*|reject\w*|refus\w*|qualif\w*|releas\w*|admi\w*|valid\w*|adopt\w*|assum\w*|undertak\w*|taken|verif\w*|test\w*|releas\w*|examin\w*",
        r"验|接受|接纳|受|承诺|同意|确认|认可|签|收|通过|批准|拒|接|合格",
    ),
    _event(
        "payment",
        r"payment|paid|pays|paying",
        r"付款|支付|付清|缴付|到账|付讫|缴清|清偿",
        r"pa(?:y|id)\w*|settl\w*|remi\w*|transfer\w*|fund\w*|credit\w*|deposit\w*|instal\w*|discharg\w*|fee|price|money|sum|refund\w*|reimburs\w*|amount|purchase\w*|clear\w*|financ\w*|advance|prepay\w*|prepaid|bank|owe\w*|invoice\w*|due|charg\w*|compensat\w*",
        r"付|款|缴|账|清|偿|结|汇|支|费|金|交纳|还",
    ),
    _event(
        "a sale",
        r"(?:first )?(?:commercial )?sales?(?! price)|sold|launch",
        r"销售(?!额|价|商|部|数据|渠道|区域|计划)|出售|售出|上市(?!许可)",
        r"s[oa]l[ed]s?\w*|sell\w*|launch\w*|market\w*|commerci\w*|resale|resell\w*|retail\w*|dispos\w*|distribut\w*|put on|introduc\w*|on the market|placing on|supply|supplied",
        r"售|卖|上市|投放|商业|经销|流通|投入市场",
    ),
    _event(
        "disclosure",
        r"disclos(?:ure|ed|es|ing)",
        r"披露|透露|公开|泄露",
        r"disclos\w*|reveal\w*|divulg\w*|public\w*|provid\w*|communicat\w*|publish\w*|leak\w*|receiv\w*|shar\w*|transmi\w*|receipt|given|pass\w*|expos\w*|transfer\w*|imparted|releas\w*|supply|supplied|inform\w*|confidential\w*|known|obtain\w*|tell\w*|told|acquir\w*",
        r"披露|透露|公开|泄|提供|获得|接收|收到|公布|告知|透|公示",
    ),
    _event(
        "the order",
        r"order(?:ed|s|ing)|plac(?:ed|ing|es) (?:an|the|its|such)? ?order|orders? (?:is|are|was) placed|placement of|placed",
        r"下达|下单|订货|订购|下订",
        r"order\w*|plac\w+|purchas\w*|PO|call-?offs?|book\w*|call\w* off|buy\w*|bought|request\w*|issu\w*|giv\w*|instruct\w*|release\w*|send\w*|sent|made|mak\w*|submit\w*|commission\w*|requir\w*",
        r"下|订|购|定|单|叫料|发出|要求|买|委托|指示|发布|签发",
    ),
    _event(
        "confirmation",
        r"confirm(?:ation|ed|s|ing)|acknowledg(?:e?ment|ed|es|ing)",
        r"确认|证实",
        r"confirm\w*|acknowledg\w*|accept\w*|verif\w*|agree\w*|certif\w*|approv\w*|prove[ns]?|proven|establish\w*|sign\w*|affirm\w*|corroborat\w*|recogni\w*|settl\w*|determin\w*|undisputed|satisf\w*|ascertain\w*|identif\w*|validat\w*|fix\w*|decid\w*|admi\w*|receipt|receiv\w*|reconcil\w*|endors\w*|upheld|right|final|clear|result\w*|show\w*|consider\w*|bear\w* out|borne out|found|reply|repl\w*|answer\w*|word|tells?|say\w*|check\w*",
        r"确|证|认|核|签|同意|接受|收悉|复|定|无误|成立|查",
    ),
    _event(
        "installation",
        r"install(?:ation|ed|ing)|commission(?:ing|ed)|set(?:ting)? up",
        r"安装|调试|投用|投运|投产",
        r"install\w*|commission\w*|set\w* up|put\w* into|erect\w*|assembl\w*|mount\w*|start\w*|place\w*|qualif\w*|operat\w*|fit\w*|test\w*|in use|debug\w*|IQ|integrat\w*|construct\w*",
        r"安|装|调试|投|架设|确认|启用|就位",
    ),
    _event(
        "a test or its result",
        r"test(?:s|ed|ing)?(?: results?)?|analys[ie]s|results?|assay",
        r"检[测验查]|测试|试验|化验|分析|结果",
        r"test\w*|analy\w*|result\w*|assay\w*|examin\w*|inspect\w*|measur\w*|stud\w*|trial\w*|check\w*|laborator\w*|verif\w*|sampl\w*|qualif\w*|validat\w*|finding\w*|outcome\w*|OOS|FAT|SAT|determin\w*|accept\w*|audit\w*|evaluat\w*|investigat\w*|release|consequence\w*|decision|report\w*|certificat\w*|conclus\w*|experiment\w*|pilot|read\w*|quality control|QC|judg\w*|effect\w*|therefrom|leads?|cause\w*|due|arising|value\w*|consequent\w*|draw\w*|data",
        r"检|测|试|验|分析|结果|化|研究|超标|结论|数据|核查|审|评|果|判定|抽|报告|导致|造成|引起|质控|因|致",
    ),
    _event(
        "unloading or opening",
        r"unload(?:ed|ing)?|opening of|is opened|opened|discharge of (?:the )?(?:goods|cargo)|unpack\w*",
        r"卸[货载车下]|开箱|开封|拆[箱封包]",
        r"unload\w*|open\w*|discharg\w*|unpack\w*|arriv\w*|tender\w*|commenc\w*|start\w*|offload\w*|broken|broach\w*|establish\w*|delivered|DPU|account|letter|issue\w*",
        r"卸|开|拆|启|到|交",
    ),
    _event(
        "packing or loading",
        r"pack(?:ed|ing)|load(?:ed|ing)|on board",
        r"包装完|装(?:箱|车|船|运|货)|打包|包装后",
        r"pack\w*|load\w*|board\w*|shipp\w*|shipment|ship\w*|stuff\w*|put\w*|fill\w*|placed|d[ie]spatch\w*|FOB|crat\w*|carrier|transport\w*|box\w*|hand\w*|collect\w*|container\w*",
        r"装|包|上船|发运|承运|运|提货",
    ),
    _event(
        "handing to the carrier",
        r"(?:hand\w*|deliver\w*|pass\w*|giv\w+|transfer\w*|tender\w*|made available) (?:[\w’']+ ){0,5}?to (?:the |its |a |an )?(?:first |buyer's |named )?(?:carrier|courier|forwarder|post)|carrier",
        r"承运[人方商]|运输商|货代|货运代理",
        r"carrier\w*|courier\w*|forwarder\w*|haul\w*|transport\w*|freight\w*|post\w*|shipper|ship\w*|line|airline|FCA|logistic\w*|vessel\w*|driver\w*|truck\w*|lorr\w*",
        r"承运|运输|货代|货运|快递|物流|邮|船|车|提货|司机",
    ),
    _event(
        "an investigation or assessment",
        r"assess(?:ment|ed|ing)|evaluat(?:ion|ed|ing)|investigat(?:ion|ed|ing)|audit(?:s|ed|ing)?|inspection|inspected",
        r"评估|评价|调查|审计|审核|检查|核查|查验",
        r"assess\w*|evaluat\w*|investigat\w*|audit\w*|inspect\w*|review\w*|examin\w*|check\w*|stud\w*|apprais\w*|visit\w*|test\w*|inquir\w*|enquir\w*|verif\w*|look\w*|survey\w*|due diligence|consider\w*|probe|accept\w*|estimat\w*|cause|report\w*|approv\w*|valu\w*|analys\w*|observ\w*|judg\w*|finding\w*|rating|determin\w*|quality control|certif\w*|access|authorit\w*|weigh\w*|control",
        r"评|调查|审|检|查|验|考察|核|研究|估|看|访|观察|根因|分析|判",
    ),
    _event(
        "enrolment or dosing",
        r"enrol(?:l?ment|led|s)?|dos(?:ed|ing)|randomi[sz]\w*",
        r"入组|给药|招募|随机",
        r"enrol\w*|dos\w*|randomi\w*|recruit\w*|admi\w*|treat\w*|register\w*|includ\w*|administ\w*|subject|patient\w*|inject\w*|joins?|visit",
        r"入组|给药|招募|入选|随机|用药|登记|剂|纳入|注射|服",
    ),
    _event(
        "repair or replacement",
        r"repair(?:ed|s|ing)?|replace(?:d|ment)|replacing",
        r"修理|维修|更换|修复|替换|补换",
        r"repair\w*|replac\w*|mend\w*|fix\w*|exchang\w*|chang\w*|renew\w*|substitut\w*|restor\w*|remed\w*|rework\w*|maintain\w*|maintenance|make good|rectif\w*|service\w*|servic\w*|new|instead|supersed\w*|in place|swap\w*|alternat\w*|reperform\w*|back-?up|call",
        r"修|换|替|补|整改|保养|保修|维护|取代|代|新|改",
    ),
    _event(
        "return",
        r"return(?:ed|s|ing)?",
        r"退回|退还|返还|归还|送回|退货|返回|交还",
        r"return\w*|sen[dt]\w* back|back|giv\w+ back|restor\w*|refund\w*|hand\w*|reject\w*|repay\w*|in exchange|redeliver\w*|surrender\w*|recall\w*|tak\w*|in return|deliver\w*|reimburs\w*|re-export\w*|revert\w*|resum\w*|consideration",
        r"退|返|还|回|收回|恢复|换取|对价|报",
    ),
    _event(
        "the quotation",
        r"quot(?:ation|ed|e)|offer(?:ed)?",
        r"报价|要约",
        r"quot\w*|offer\w*|price\w*|tender\w*|bid\w*|propos\w*|estimat\w*|provid\w*|invit\w*|suppl\w*|sell\w*|present\w*",
        r"报价|要约|价|投标|提出|提供|报|邀|推",
    ),
    _event(
        "falling due",
        r"(?:due date|date due|falls? due|fell due|becom\w+ due|maturity|is due|are due|was due|original(?:ly)? due)",
        r"到期|应付|应付款|付款期限|履行期|付款日",
        r"due|matur\w*|payable|overdue|late|deadline|owed|owing|outstanding|expir\w*|should have|ought|term|period|date|end\w*|arrear\w*|unpaid|delay\w*|pay\w*|last day|limit",
        r"到期|应付|应|期限|逾|期|欠|未付|截止|届满|迟",
    ),
)  # fmt: skip
