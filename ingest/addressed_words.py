"""How text that is meant for software gives itself away: the wording, in English and Chinese.

Contracts about software speak of systems, models and instructions all the time. So a single word never counts; each
pattern needs somebody to be spoken to, or a form (a role marker, a delimiter, a verdict as data) that no contract uses.
Texts arrive folded (`ingest.addressed`): a sentence on one line, look-alike letters plain.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

AddressedKind = Literal[
    "instruction",
    "prompt_request",
    "role_marker",
    "forged_delimiter",
    "fake_citation",
    "checklist_text",
    "hidden_characters",
    "look_alike_letters",
]
Reach = Literal["sentence", "paragraph", "exact"]


@dataclass(frozen=True)
class Sign:
    """One way in which such text gives itself away, and how far what it opens reaches."""

    kind: AddressedKind
    pattern: re.Pattern[str]
    reach: Reach = "sentence"
    needs: tuple[str, ...] = ()
    """The text holds one of these, or the pattern cannot fit: a look that costs almost nothing."""
    imperative: bool = False
    """An order, not a duty: `Supplier shall disregard …` does not count."""

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Where it fits in a folded text."""
        if self.needs and not any(word in text for word in self.needs):
            return
        for match in self.pattern.finditer(text):
            if not (self.imperative and _DUTY.search(text, max(0, match.start() - 24), match.start())):
                yield match


_DUTY = re.compile(r"(?:shall|may|must|will|can|should|to)(?: not)? \Z")


def _sign(
    kind: AddressedKind, pattern: str, reach: Reach = "sentence", needs: str = "", imperative: bool = False
) -> Sign:
    return Sign(kind, re.compile(pattern, re.MULTILINE), reach, tuple(needs.split("|")) if needs else (), imperative)


_AI = (
    r"(?:a\.?i\.?(?![\w.])|llms?\b|ais\b|artificial intelligence|(?:large )?language models?|chat ?bots?|chatgpt|gpt(?:-?\d)?\b|claude\b|gemini\b|copilot\b"
    r"|(?:ai|llm|automat(?:ed|ic)|machine|software|digital|virtual|algorithmic|computer)[- ](?:\w+ )?(?:assistants?|review(?:ers?|s)?|readers?|tools?|systems?"
    r"|agents?|models?|analysis|processing|checkers?|checks?|screening|extraction|bots?|parsers?))"
)
_ORDERS = r"(?:mark|flag|rate|score|report|classify|treat|label|return|output|answer|record|set|grade|assess|list|show|count|tick|declare)"
_GOOD = r"(?:present|yes|adequate|satisfied|met|compliant|fulfilled|passed|pass|complete|green|found|in place|fully covered|no issues?|low[- ]risk|clean)"
_POINTS = r"(?:control points?|check ?lists?(?: items?| points?)?|findings?|verdicts?|checks|checkpoints?|red flags?|requirements? (?:of|on|in) (?:the|your|this) (?:check ?list|check|review)|(?:compliance )?(?:point|item|requirement)s?)"
_START = r"(?:^|(?<=[.;:!?]\s)|(?<=[。；：！？]))"
"""A line, or a sentence: readers of PDF files run lines together."""
_OUR_IDS = (
    r"(?:process_knowledge|change_control|release_testing|audit_rights|supply_commitments|exit_plan)\.[a-z]\w{3,}"
    r"|\bip\.(?:background_reserved|arising_allocated|licence_scope)"
)

_ENGLISH = (
    _sign("role_marker", r"<\|(?:im_start|system|user|assistant|begin_of_text|start_header_id|start)[^|>]{0,30}\|>[\s\S]{0,2000}?<\|(?:im_end|eot_id|end|end_of_text|endoftext)\|>", "exact", needs="<|"),
    _sign("role_marker", r"\[inst\][\s\S]{0,2000}?\[/inst\]|<<sys>>[\s\S]{0,2000}?<</sys>>", "exact", needs="[inst]|<<sys"),
    _sign(
        "instruction",
        r"\b(?:ignore|disregard|forget|override|bypass|overrule|discard|set aside)\b[^.\n]{0,30}?\b(?:previous|prior|earlier|preceding|above|your|system|original|former)\b"
        r"[^.\n]{0,30}\b(?:instructions?|prompts?|rules|guidelines|directives?|programming|guardrails|training|orders|task|constraints)\b",
        needs="ignore|disregard|forget|override|bypass|overrule|discard|set aside",
        imperative=True,
    ),
    _sign("instruction", r"\b(?:your|the|all) (?:previous|prior|earlier|system|original) (?:instructions?|prompts?|programming|guardrails) (?:(?:are|is|have been|has been) )?(?:now )?(?:void|cancelled|canceled|replaced|superseded|revoked|obsolete|overridden|no longer)", needs="instruction|prompt|programming|guardrail"),
    _sign("instruction", r"\byou are (?:now )?(?:an?|the|no longer|my)? ?(?:ai\b|a\.i\.|artificial intelligence|llms?\b|(?:large )?language model|chat ?bot|dan\b|helpful assistant|(?:\w+[- ]){0,2}(?:review|analysis|legal|contract|ai)[- ](?:assistant|bot|model|engine|tool)|assistant (?:that|who)|unrestricted|jailbroken)", needs="you are"),
    _sign("instruction", r"\bas an? (?:ai|a\.i\.|llm|large language model|language model|ai language model|ai assistant|automated (?:reviewer|assistant))\b[^.\n]{0,20}\b(?:you|your)\b|\b(?:pretend|imagine) (?:that )?you (?:are|have)\b[^.\n]{0,80}\b(?:clauses?|agreement|contract|rules|model|assistant|reviewer|verdict)|\bfrom now on,? you (?:are|will|must|answer|only|respond)", needs="as a |as an |pretend|imagine|from now on"),
    _sign("instruction", r"\b(?:note|notice|message|attention|instructions?|hint|guidance|reminder|memo|directive|command|important)\b:?[ \t]*(?:to|for)\s+(?:any |all |the |every |whichever |whatever )?" + _AI, "paragraph", needs="note|notice|message|attention|instruction|hint|guidance|reminder|memo|directive|command|important"),
    _sign("instruction", r"(?:^|[\[(\"“.>|:#*-])[ \t]*(?:attention|dear|hey|hello|hi|to)[,: ]+[ \t]*(?:any |all |the |every )?" + _AI + r"[^.\n]{0,40}[:,—–-]", "paragraph", needs="attention|dear|hey|hello|hi|to"),
    _sign("instruction", r"\bif you (?:are|'re) (?:an? |the |some )?" + _AI, "paragraph", needs="if you"),
    _sign("instruction", r"\b(?:any|all|every|each|the)? ?" + _AI + r" (?:reading|reviewing|analy[sz]ing|processing|parsing|checking|summari[sz]ing|scanning|that (?:reads?|reviews?|analy[sz]es?|checks?|process(?:es)?)|which (?:reads?|reviews?|analy[sz]es?|checks?)) (?:this|the present) (?:agreement|document|contract|file|text|page|clause)", needs="this |the present ", imperative=True),
    _sign("instruction", r"(?:^|[.:;!\"“\])>|*-][ \t]*|\bplease |\byou (?:must|should|will|shall|are to) )" + _ORDERS + r"\b[^.\n]{0,40}?\b(?:every|each|all|any|these|the|your)\b[^.\n]{0,20}?\b" + _POINTS + r"\b[^.\n]{0,40}?(?:\bas\b|\bto be\b|=|:|\bwith\b)[^.\n]{0,12}?\b" + _GOOD + r"\b", needs="check|control|finding|verdict|red flag|point|item|requirement"),
    _sign("instruction", r"(?:^|[.:;!\"“\])>|*-][ \t]*|\bplease |\byou (?:must|should|will|are to) )(?:always |only |just |simply )?(?:answer|reply|respond|return|output|say|conclude)\b[^.\n]{0,30}\b(?:only|always|with)\b[^.\n]{0,30}[\"“'‘](?:yes|present|adequate|compliant|no issues?|all (?:clear|good))", needs="always|only|with"),
    _sign("instruction", r"\bdo not (?:tell|inform|alert|warn|notify|mention (?:this|it) to|show (?:this|it) to) (?:the |any |your )?(?:user|human|reader|reviewer|operator)\b|\bdo not (?:flag|report|list|mention|raise|output)\b[^.\n]{0,30}\b(?:gaps?|missing|weakness(?:es)?|red flags?|deal-?breakers?|findings?|absent|this (?:note|instruction|message|passage))\b", needs="do not "),
    _sign("instruction", r"\b(?:jailbreak|developer mode|dan mode|god mode|debug mode|admin(?:istrator)? mode|maintenance mode) (?:is )?(?:now )?(?:on|enabled|activated|active|engaged)\b", needs="mode"),
    _sign("instruction", r"\b(?:override|disable|switch off|turn off|suspend|skip|stop)\b[^.\n]{0,20}\b(?:the|your|all) (?:compliance |safety |content |contract )?(?:checks?|guardrails?|filters?|safeguards?|check ?list|citation (?:check|verification))\b[^.\n]{0,40}\b(?:this|you|user|model|output|document|reply|answer)\b", needs="override|disable|switch off|turn off|suspend|skip|stop"),
    _sign(
        "instruction",
        r"\b(?:treat|use|take|regard|follow|obey) (?:this|the following|these|the next)[^.\n]{0,40}\bas (?:your |the )?(?:new |original |system |only |real )+(?:instructions?|prompts?|task)",
        needs="instruction|prompt|task",
    ),
    _sign("prompt_request", r"\b(?:reveal|print|repeat|show|output|display|disclose|echo|dump|recite|leak|quote|copy|write out|translate|summari[sz]e|encode|tell me|give me)\b[^.\n]{0,40}\b(?:system prompts?|your (?:own |full |initial |hidden |secret |complete )*(?:system )?(?:prompts?|instructions|rules|guidelines|configuration|api keys?|settings)|hidden instructions|initial prompt|(?:text|words|everything|content|lines|all) (?:that stands |written |given )?(?:above|before) (?:this|the) (?:passage|line|text|document|message|sentence|point))\b", needs="prompt|instruction|your |above|before", imperative=True),
    _sign("prompt_request", r"\bwhat (?:are|is|were) your (?:system )?(?:prompt|instructions)\b", needs="your "),
    _sign("role_marker", r"<\|[a-z_]{2,20}\|>|\[/?inst\]|<</?sys>>|<(?:start|end)_of_turn>", "paragraph"),
    _sign("role_marker", _START + r"[ \t]*#{2,4}[ \t]*(?:system|assistant|user|human|response|instructions?|input|output)(?: prompt| message)?[ \t]*:?[ \t]*$|" + _START + r"[ \t]*#{2,4}[ \t]*(?:system|assistant|human|response|instruction|new instructions?)(?: prompt| message)?[ \t]*:", "paragraph"),
    _sign("role_marker", _START + r"[ \t>*\[\"“-]*(?:system|assistant|human|user|ai|developer|tool)(?: (?:message|prompt|note|override|instruction|update))?\]?[ \t]*:[^\n]{0,200}?\b(?:you\b|your\b|ignore|disregard|mark\b|answer\b|instructions?|prompts?|assistant|override|verdict|check ?list|control points?|every (?:point|requirement)|all (?:points|requirements|clauses))", "paragraph"),
    _sign("forged_delimiter", r"</?(?:system|assistant|user|instructions?|prompts?|passages?|evidence|context|tool_?\w*|function_?\w*|thinking|answer|question|retrieved|untrusted|data)\b[^<>\n]{0,80}>", "paragraph"),
    _sign("forged_delimiter", _START + r"[^\w\n]{0,8}(?:end|begin|start|close) (?:of )?(?:the )?(?:(?:contract |retrieved |untrusted |quoted |user )?(?:passages?|context|prompt|system prompt|user input|untrusted (?:text|data|content)|evidence|retrieved \w+|data block|contract text|document data|instructions|input data))\b", "paragraph"),
    _sign("forged_delimiter", r"[\"“'](?:status|answer|verdict|answerable|finding|result|confidence|present)[\"”'][ \t]*:[ \t]*[\"“']?(?:yes|no\b|present|adequate|true|false|missing|satisfied|[01]\.\d+|\d+\b)"),
    _sign("fake_citation", r"\b(?:cite|cited|citing|citation|quote|key|source|passage|evidence|see)\b[^.\n]{0,30}\[[a-z]{1,2}-?\d{1,3}\]|\[[cp]-?\d{1,2}\]", needs="["),
    _sign("fake_citation", r"\b(?:cite|quote) (?:this|the|it|only)\b[^.\n]{0,40}\bas (?:evidence|proof|support|the source)\b[^.\n]{0,60}\b(?:every|each|all|any)\b|\b(?:use|give|append|put)\b[^.\n]{0,25}\[\d{1,2}\][^.\n]{0,30}\b(?:every|each|all|any) (?:sentence|answer|question|point|requirement|finding)|\b(?:verified|confirmed|located) (?:quote|citation)s?\b[^.\n]{0,20}(?:\[\d|true\b|: ?yes)", needs="cite|quote|append|use |give |put "),
    _sign("checklist_text", _OUR_IDS, needs="process_knowledge|change_control|release_testing|audit_rights|supply_commitments|exit_plan|ip."),
    _sign("checklist_text", r"[\[({<][ \t]*(?:this is )?(?:not an? (?:actual |real |contract(?:ual)? )?(?:clause|term|provision)|for (?:ai|automated|software|machine|llm)[^\])}\n]{0,40}|(?:ai|llm|machine)[- ](?:summary|note|only|readable)[^\])}\n]{0,30}|text for software)[ \t]*[^\])}\n]{0,60}[\])}>]", "paragraph"),
    _sign("checklist_text", r"\b(?:summary|statement|compliance \w+|keywords?|search terms|tags|abstract|index|answers?|overview|key points) (?:written |provided |intended |prepared |meant )?for (?:the )?(?:use of |benefit of )?(?:any |all )?(?:" + _AI + r"|automated|indexing software|search software|contract software|review software|software)", "paragraph", needs="for "),
    _sign("checklist_text", r"\b(?:this|the) (?:agreement|document|contract) (?:contains|satisfies|includes|meets|fulfil?ls|passes|covers|complies with)\b[^.\n]{0,40}\b(?:all|every|each|the) (?:\w+ )?(?:seven |24 |twenty-four )?(?:control points?|check ?list(?: items?| points?)?|requirements? (?:of|on|in) (?:the|your|any|every) (?:check ?list|review|check|checker|tool))", needs="control point|check"),
    _sign("checklist_text", r"\b(?:control points?|check ?list|verdict|all requirements)\b[^.\n]{0,30}[:=][ \t]*(?:all )?(?:present|adequate|yes|pass(?:ed)?|satisfied|met|100 ?%|7/7|24/24)\b", needs="control point|check|verdict|all requirements"),
)  # fmt: skip

_ZH_AI = r"(?:(?<![a-z])ai(?![a-z])|人工智能|大模型|(?:大型?)?语言模型|llm|chatgpt|聊天机器人|智能助手|机器人|(?:自动|智能|合同|机器)(?:化)?(?:审查|审阅|审核|阅读|分析|检查|处理)(?:软件|工具|系统|程序|助手|模型)|审[查阅核](?:软件|程序|模型))"
_ZH_OLD = r"(?:之前|以上|上述|先前|前面|此前|原有|原来|所有|一切|全部|你的|您的|系统)"
_ZH_GOOD = r"(?:存在|满足|符合|合格|通过|充分|已有|具备|完整|合规|达标|无风险|是[”\"」]?(?=[。，；\s]|$)|有[”\"」]?(?=[。，；\s]|$)|yes)"
_ZH_POINTS = (
    r"(?:控制点|检查项目?|检查点|审查项目?|审查点|评估项目?|核对项目?|核查项目?|要点|清单项目?|检查清单|结论|要求|条目)"
)

_CHINESE = (
    _sign("instruction", r"(?<!不得)(?<!不应)(?<!不会)(?:请|务必|你应当?|必须|立即)?(?:忽略|无视|忘记|忘掉|不要理会|不必理会|跳过|绕过|覆盖|抛开|放弃)[^。；\n]{0,12}" + _ZH_OLD + r"[^。；\n]{0,10}(?:指令|提示词?|系统设定|设定|规则|任务|约束|指示)"),
    _sign("instruction", r"(?:致|提示|提醒|告知|注意|敬告|通知|说明)[：:，, ]{0,2}(?:所有|任何|各|本)?(?:的)?" + _ZH_AI + r"|(?:给|写给|面向)(?:所有|任何|各)?" + _ZH_AI + r"[^。\n]{0,6}(?:的)?(?:提示|说明|指令|指示|备注|注意)", "paragraph"),
    _sign("instruction", r"如果?(?:你|您|阅读者|读者)(?:是|为)(?:一个|一名|一款)?[^。，\n]{0,6}" + _ZH_AI, "paragraph"),
    _sign("instruction", r"你(?:现在)?(?:是|不再是|将扮演|扮演)(?:一个|一名|一位|一款)?[^。，\n]{0,10}(?:ai|助手|模型|机器人|审查员|人工智能)|作为(?:一个|一名|一款)?(?:ai|人工智能|语言模型|智能助手)[^。\n]{0,8}你|从现在起[，,]?你"),
    _sign("instruction", _ZH_AI + r"(?:在)?(?:阅读|审查|审阅|分析|处理|检查)(?:到)?(?:本|此|该)(?:合同|协议|文件|条款|段)[^。\n]{0,20}(?:应|请|须|必须|务必|只)"),
    _sign("instruction", r"(?:所有|全部|每一?[个项]?|各|任何|七个)(?:的)?" + _ZH_POINTS + r"[^。\n]{0,8}(?:均|都|一律|应|请)?[^。\n]{0,4}(?:标记|标注|评为|判定|判为|判断|列为|记为|设为|回答|输出|报告|显示)[^。\n]{0,6}?[为成是：:]?[“\"「]?" + _ZH_GOOD),
    _sign("instruction", r"(?:标记|标注|评为|判定|判断|列为|记为|设为|回答|输出|报告)[^。\n]{0,4}(?:所有|全部|每一?[个项]?|各|任何)(?:的)?" + _ZH_POINTS + r"[^。\n]{0,10}" + _ZH_GOOD),
    _sign("instruction", r"(?:请|务必|必须|只能|只需|一律|始终)(?:只|仅|都)?(?:回答|回复|输出|返回)[^。\n]{0,6}[“\"「](?:是|有|存在|符合|通过|满足|yes)"),
    _sign("instruction", r"(?:不要|请勿|切勿|不必|无需)(?:将此|把此|将本段|向)?[^。\n]{0,4}(?:告诉|提醒|告知|警告|透露给)(?:用户|人类|审[查核阅]人|使用者|读者)|(?:不要|请勿|切勿)(?:报告|标记|列出|提及|指出)[^。\n]{0,8}(?:缺失|缺陷|缺口|风险|问题|红旗|本段|此段)"),
    _sign("instruction", r"(?:开发者|越狱|管理员|调试)模式(?:已|现已)?(?:开启|启用|激活)"),
    _sign("prompt_request", r"(?:输出|显示|打印|重复|泄露|告诉我|公开|复述|展示|翻译|写出)[^。\n]{0,10}(?:系统提示词?|提示词|你(?:收到)?的(?:全部|完整|原始)?(?:指令|规则|设定|配置|密钥)|系统指令|内部指令|隐藏指令)"),
    _sign("role_marker", _START + r"[ \t【\[*]*(?:系统|助手|用户|人类|开发者)(?:消息|提示词?|指令|通知)?[】\]]?[ \t]*[:：][^\n]{0,120}?(?:你|您|忽略|标记|回答|指令|提示词|输出|控制点|检查项|清单)", "paragraph"),
    _sign("forged_delimiter", _START + r"[^\w\n]{0,8}(?:(?:段落|上下文|检索内容|提示词?|证据|引文|合同文本|资料|用户输入)(?:到此)?(?:结束|开始|完毕)|(?:结束|开始)(?:段落|上下文|检索内容|提示词|证据))(?=[^\w]|$)", "paragraph"),
    _sign("fake_citation", r"(?:引用|标注|引文|出处|证据)[^。\n]{0,10}[\[【][a-z]?\d{1,2}[\]】][^。\n]{0,20}(?:所有|每|全部|任何|证据|回答|结论)"),
    _sign("checklist_text", r"(?:供|为|便于|方便)" + _ZH_AI + r"[^。\n]{0,6}(?:审查|阅读|识别|分析|读取|检索|使用|处理|参考|检查)|(?:供|便于)(?:软件|程序|机器|自动)[^。\n]{0,4}(?:审查|阅读|识别|读取|检索|检查)", "paragraph"),
    _sign("checklist_text", r"[【\[（(〔][ \t]*(?:本段)?(?:非(?:合同)?条款|不是(?:合同)?条款|不构成条款|ai专用|机器可读|供[^】\])）〕\n]{1,12}(?:读取|阅读|识别|使用))[^】\])）〕\n]{0,20}[】\])）〕]", "paragraph"),
    _sign("checklist_text", r"本(?:协议|合同|文件)(?:已)?(?:包含|满足|符合|具备|涵盖|通过)[^。\n]{0,10}(?:所有|全部|每一?[个项]|七个|二十四项)(?:的)?(?:控制点|检查项目?|检查点|审查项目?|检查清单|核对项目?)"),
)  # fmt: skip

ENGLISH_SIGNS: tuple[Sign, ...] = _ENGLISH
SIGNS: tuple[Sign, ...] = (*_ENGLISH, *_CHINESE)
CHINESE = re.compile("[\u4e00-\u9fff]")
