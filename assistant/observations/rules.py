"""Which contract rights an observation calls on: rules over its area and its words, English and Chinese."""

import re
from dataclasses import dataclass

from assistant.observations.facts import Area, Observation


@dataclass(frozen=True)
class Rule:
    """An observation that fits calls on these rights."""

    requirements: tuple[str, ...]
    why: str
    areas: frozenset[Area] = frozenset()
    words: re.Pattern[str] | None = None
    grave: bool = False
    """Only critical or major ones."""
    repeat: bool = False

    def fits(self, observation: Observation) -> bool:
        if self.areas and observation.area not in self.areas:
            return False
        if self.grave and observation.classification == "minor":
            return False
        if self.repeat and not observation.repeat:
            return False
        return self.words is None or bool(self.words.search(observation.facts or observation.text))


def words(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


def _of(*areas: Area) -> frozenset[Area]:
    return frozenset(areas)


_HIDDEN_DATA = words(
    r"falsif|fabricat|backdat|delet|unreported|not reported|abort|trial injection"
    r"|destroyed|torn|without any entry|shared (?:\w+ )?(?:password|account)",
    r"伪造|造假|倒签|删除|未报告|中止|试进样|试针|未纳入|补记|销毁|共用(?:账号|账户|密码)|选择性",
)
_BEFORE_RELEASE = words(
    r"(?:before|prior to|at|without) (?:\w+ ){0,3}release\b|release (?:checklist"
    r"|decision|review)|released (?:\w+ ){0,3}(?:before|without|although)|had been (?:given )?(?:site )?release",
    r"放行(?:前|时|审核|单)|未.{0,12}即(?:予)?放行|在.{0,20}前.{0,4}放行",
)
_DOSSIER = words(
    r"dossier|marketing authori[sz]ation|registration|registered|filing|filed"
    r"|regulatory (?:assessment|approval)|variation",
    r"注册|备案|补充申请|申报|药品批准证明",
)
_WITHHELD = words(
    r"not (?:be )?(?:shown|provided|disclosed|made available)|refus|withheld|declin"
    r"|own know-how|proprietary|platform (?:parameter|file)",
    r"未(?:能)?(?:提供|出示)|拒绝|商业秘密|专有技术|技术秘密|平台(?:参数|文件|工艺)|不允许",
)
_KNOW_HOW = words(
    r"know-how|parameter|settings|recipe|process (?:file|description|knowledge)",
    r"技术|参数|配方|工艺(?:文件|规程|知识)",
)
_HARD_TO_MOVE = words(
    r"operator-dependent|depends? on (?:the )?(?:experience|operator|one person)"
    r"|not written down|not documented in|only recorded in",
    r"依赖.{0,8}(?:经验|个人)|未形成(?:书面|文件)|仅.{0,10}掌握",
)
_METHOD_MOVED = words(
    r"transfer|affiliate|subcontract|contract laborator|outside laborator|other site|another (?:site|laborator)",
    r"转移|关联(?:公司|企业|方)|分包|委托检验|外部实验室|另一场地",
)
_METHOD_UNPROVEN = words(
    r"not (?:been )?(?:validated|verified|transferred|signed|suitable)|unvalidated|validat|specification",
    r"未(?:经|完成|进行)?.{0,6}(?:验证|确认|转移|批准)|质量标准",
)
_SHORT_SUPPLY = words(
    r"\blate\b|delay|weeks? late|backlog|shortage|aborted|stopped|destroyed|reject(?:ed"
    r"|ion)|failed batch|loss of (?:a )?batch|out of stock|short(?:fall)?\b",
    r"延迟|延误|推迟|逾期交|短缺|缺货|报废|销毁|拒收|不合格批|停产|中止|未按期",
)
_UNRELIABLE = words(
    r"(?:deliver\w*|suppl\w*|shipment|order)[^.]{0,80}(?:\blate\b|delay|short)"
    r"|(?:weeks?|months?) late|backlog|shortage|out of stock",
    r"(?:交付|交货|供货|发货|供应).{0,30}(?:延迟|延误|推迟|晚|逾期|短缺|不足)|(?:延迟"
    r"|推迟|逾期).{0,10}(?:交付|交货|供货)",
)
_NOT_TOLD = words(
    r"(?:not|late|later|without|never|nor)\b[^.]{0,60}(?:report|notif|inform|told)\w*"
    r"|(?:report|notif|inform)\w*[^.]{0,40}(?:late\b|after|not )|without notice",
    r"未.{0,8}(?:通知|告知|报告|通报)|(?:迟|延迟|逾期).{0,6}(?:通知|报告)",
)
_OUTSIDE_UNSEEN = words(
    r"(?:affiliate|subcontract\w*|contract laborator\w+|outside laborator\w+|contractor)[^.]{0,100}not "
    r"(?:been )?(?:audited|approved|qualified)",
    r"(?:分包|委托检验|外部实验室|受托实验室|关联公司).{0,40}未.{0,6}(?:审计|批准|评估)",
)
_NO_CERTIFICATE = words(
    r"certificates? of (?:analysis|conformity|conformance|compliance)|batch record", r"检验报告(?:书|单)|合格证|批记录"
)
_OVERDUE = words(r"overdue|past due|not (?:yet )?closed|no date|not committed", r"逾期|超期|未关闭|未承诺")
_SHARED_PLANT = words(
    r"shared|third (?:product|antibody)|new product|introduced|other clients|multi-?product|rebuilt|moved to",
    r"共线|新产品|新增|引入|多产品|改造|搬迁",
)
_OURS = words(
    r"(?:customer|client|sponsor)[’']?s? (?:material|tooling|equipment|cell bank"
    r"|standard|stock|sample)|cell bank|retained (?:tooling|material)|inventory of",
    r"委托方.{0,6}(?:物料|物资|设备|模具|对照品)|细胞库|库存(?:账|盘点)",
)

RULES: tuple[Rule, ...] = (
    Rule(
        ("audit_rights.for_cause", "process_knowledge.records_access"),
        "Hidden or unreported results call for an audit at once and for the original electronic data.",
        _of("data_integrity"),
        _HIDDEN_DATA,
    ),
    Rule(
        ("audit_rights.for_cause",),
        "A serious finding that came back calls for a follow-up audit.",
        repeat=True,
        grave=True,
    ),
    Rule(
        ("release_testing.batch_testing",),
        "What was left out stands between testing and release of each batch.",
        _of("data_integrity", "release_testing"),
        _BEFORE_RELEASE,
    ),
    Rule(
        ("release_testing.rejection",),
        "Batches released this way must be open to rejection.",
        _of("data_integrity", "release_testing"),
        _BEFORE_RELEASE,
    ),
    Rule(("release_testing.batch_testing",), "Batches must be tested in full before release.", _of("release_testing")),
    Rule(
        ("release_testing.documentation",),
        "What accompanies the batch was not right.",
        _of("release_testing"),
        _NO_CERTIFICATE,
    ),
    Rule(
        ("change_control.notice", "change_control.approval"),
        "A change was made outside the customer's control; notice and consent would have stopped it.",
        _of("change_control"),
    ),
    Rule(("change_control.regulatory",), "The change touches what is registered.", _of("change_control"), _DOSSIER),
    Rule(
        ("change_control.notice", "change_control.approval"),
        "What else enters a shared plant is a change the customer should know of and agree to.",
        _of("facility_equipment"),
        _SHARED_PLANT,
        grave=True,
    ),
    Rule(
        ("process_knowledge.customer_owns", "process_knowledge.ownership_stated", "exit_plan.technology_transfer"),
        (
            "The process rests on know-how that the site keeps to itself; without a claim to it the process "
            "cannot be moved."
        ),
        _of("process_capability"),
        _WITHHELD,
    ),
    Rule(
        ("process_knowledge.records_access",),
        "Records were asked for and not given.",
        _of("batch_history", "deviation_handling", "gmp_systems", "release_testing"),
        _WITHHELD,
    ),
    Rule(
        ("exit_plan.technology_transfer",),
        "What only the site's people know does not move with a transfer.",
        words=_HARD_TO_MOVE,
    ),
    Rule(
        ("exit_plan.technology_transfer",),
        "Method knowledge sits with another laboratory; a hand-over has to reach it.",
        _of("analytical_methods"),
        _METHOD_MOVED,
    ),
    Rule(
        ("release_testing.batch_testing",),
        "A batch that passes a method which is not proven is not shown to conform.",
        _of("analytical_methods"),
        _METHOD_UNPROVEN,
        grave=True,
    ),
    Rule(
        ("supply_commitments.failure_remedy",),
        "Lost or late batches need a remedy when supply falls short.",
        _of("batch_history", "process_capability", "facility_equipment"),
        _SHORT_SUPPLY,
    ),
    Rule(
        ("exit_plan.convenience_termination",),
        "Supply that cannot be relied on needs a way out without proof of breach.",
        _of("batch_history", "process_capability", "other"),
        _UNRELIABLE,
    ),
    Rule(
        ("audit_rights.regulatory_inspection",),
        "An inspection was not made known.",
        _of("regulatory_inspection_record"),
    ),
    Rule(
        ("audit_rights.for_cause",),
        "What the customer was not told it can only find by looking.",
        _of("deviation_handling"),
        _NOT_TOLD,
        grave=True,
    ),
    Rule(
        ("audit_rights.facility_audit",),
        "The audit right has to reach laboratories and contractors that work for the site.",
        _of("supplier_materials"),
        _OUTSIDE_UNSEEN,
    ),
    Rule(
        ("audit_rights.for_cause",),
        "A serious finding without a date calls for a follow-up audit.",
        words=_OVERDUE,
        grave=True,
        areas=_of("gmp_systems", "data_integrity"),
    ),
    Rule(
        ("exit_plan.return_of_materials",),
        "The customer's property has to come back complete.",
        _of("supplier_materials", "batch_history"),
        _OURS,
    ),
)


def rights_for(observation: Observation) -> dict[str, str]:
    """The rights an observation calls on, each with the reason: {"audit_rights.for_cause": "..."}."""
    rights: dict[str, str] = {}
    for rule in RULES:
        if rule.fits(observation):
            for requirement in rule.requirements:
                rights.setdefault(requirement, rule.why)
    return rights
