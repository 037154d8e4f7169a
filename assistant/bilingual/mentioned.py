"""Things that every translator names: a text that lacks one has lost an item of a list or a case.

What it is; the words that certainly name it, English and Chinese; the words that could carry the same meaning in either.
"""

MENTIONED: tuple[tuple[str, str, str, str, str], ...] = (
    ("fraud", r"\bfraud\w*", r"欺诈|诈骗", r"\b(?:dishonest\w*|deceit\w*|decept\w*)\b", r"欺|诈|舞弊|虚假"),
    ("intent", r"\b(?:wil+ful(?:ly)?|intentional(?:ly)?)\b", r"故意|蓄意", r"\b(?:intent\w*|deliberate\w*|purpose\w*|knowing\w*|malic\w*|wrongful\w*)\b", r"故意|蓄意|恶意|有意|明知"),
    ("negligence", r"\bnegligen(?:ce|t|tly)\b", r"过失", r"\b(?:fault\w*|careless\w*|laps\w*|reckless\w*|culpab\w*|default)\b", r"过失|疏忽|过错|故意"),
    ("fault", r"\b(?:fault|culpab\w+)\b", r"过错", r"\b(?:negligen\w*|blame\w*|responsib\w*|attribut\w*|breach\w*|caus\w*|due|default\w*|wrong\w*|error\w*|attributable|defect\w*)\b", r"过错|过失|责|原因|违约|错误|缺陷|瑕疵|毛病|问题|故障|归"),
    ("death", r"\bdeath\b", r"死亡", r"\b(?:dea\w*|die[sd]?|dying|fatal\w*|decease\w*|injur\w*)\b", r"死|亡|人身"),
    ("injury", r"\b(?:personal|bodily) injur\w+", r"人身(?:伤害|损害|伤亡)", r"\b(?:injur\w*|harm|death|persons?)\b", r"人身|伤|健康"),
    ("loss of profit", r"\bloss(?:es)? of (?:\w+ ){0,2}profits?|\blost profits?", r"利润损失|损失的?利润", r"\bprofits?\b", r"利润|利益|收益|盈利"),
    ("bankruptcy", r"\b(?:bankrupt\w*|insolven\w*)\b", r"破产|资不抵债", r"\b(?:bankrupt\w*|insolven\w*|liquidat\w*|wound up|winding|receiver\w*|debts?|creditors?)\b", r"破产|清算|资不抵债|偿付|偿债|清偿|债务|支付不能|无力"),
    ("a recall", r"\brecall(?:s|ed)?\b", r"召回", r"\b(?:recall\w*|withdraw\w*|call\w* back|take\w* back|pull\w*|cause)\b", r"召回|撤回|回收|收回"),
    ("affiliates", r"\baffiliates?\b", r"关联(?:方|公司|企业|人)", r"\b(?:affiliat\w*|group|relat\w*|subsidiar\w*)\b", r"关联|联属|附属|集团|子公司"),
    ("subcontracting", r"\bsub-?contract\w*", r"分包|转包", r"\b(?:sub-?contract\w*|delegat\w*|outsourc\w*|entrust\w*|engag\w*|third part\w+)\b", r"分包|转包|转委托|外包|委托|第三方|承包"),
    ("obsolete things", r"\bobsolete\b", r"呆滞|过时|陈旧", r"\b(?:obsole\w*|outdated|unusable|slow-moving|superseded|out of date)\b", r"废|过时|淘汰|停用|呆滞|陈旧|失效|作废|过期|无法使用|不再使用"),
    ("holidays", r"\b(?:public|bank|national|statutory) holidays?\b", r"节假日|公共假日|公众假日|法定假日", r"\bholidays?\b|\bbusiness|working", r"假|节"),
    ("tax", r"\b(?:taxes|VAT|value[- ]added tax)\b", r"增值税|税[费款金]", r"\b(?:tax\w*|VAT|dut(?:y|ies)|levies|levy|gross\w* up|fapiao)\b", r"税"),
    ("a change of control", r"\bchange (?:of|in) control\b", r"控制权", r"\bcontrol\w*|\bacqui\w+|\btakeover\b", r"控制|控股|收购"),
    ("customs", r"\bcustoms\b", r"关税|海关(?!编码)", r"\b(?:customs|dut(?:y|ies)|import\w*|tariffs?|clearance|cleared)\b", r"关税|海关|關稅|海關|[报清通報][关關]|税|稅|进口"),
    ("freight", r"\bfreight (?:costs?|charges?|rates?|prepaid|collect)\b|\bfreight\b(?= (?:is|shall|are))", r"运费", r"\b(?:freight|pre-?paid|carriage|transport\w*|shipping|shipment|delivery|ship\w*|haulage|postage)\b", r"运|货代"),
    ("stability", r"\bstability (?:stud\w+|test\w*|data|program\w*)", r"稳定性(?:研究|试验|考察|数据)", r"\b\w*stabilit\w+", r"稳定"),
    ("training", r"\btraining\b", r"培训", r"\b(?:train\w*|instruct\w*|induct\w*|orientat\w*|brief\w*|educat\w*|qualif\w*|taught)\b", r"培训|训练"),
    ("weekends", r"\bweekends?\b", r"周末", r"\b(?:weekends?|saturdays?|sundays?)\b", r"周[末六日]|星期|双休|节假日"),
    ("a courier", r"\bcourier\b", r"快递", r"\b(?:courier\w*|express|messenger|carrier)\b", r"快[递件]|速递|专递|信使|承运"),
    ("a backup", r"\bback-?ups?\b", r"备份", r"\b(?:back\w*|second|copy|copies|duplicat\w*|spare|reserve|standby|stand-by|alternat\w*|redundan\w*|emergency)\b", r"备|第二|副本|替代|应急|冗余"),
    ("an anniversary", r"\banniversar\w+", r"周年日", r"\b(?:years?|annual\w*)\b", r"年"),
)  # fmt: skip
