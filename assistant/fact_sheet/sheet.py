"""The fact sheet of a document set: which facts there are, and for each what was found, where, and how surely."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from assistant.cite import Citation
from assistant.fact_sheet.values import Value, value_as_dict

FactStatus = Literal["found", "not_found", "redacted", "blank", "stated"]


@dataclass(frozen=True)
class Found:
    """One value, the words it was read from and the belief that it is right."""

    value: Value
    citations: tuple[Citation, ...]
    confidence: float


@dataclass(frozen=True)
class FactKind:
    """A fact that a sheet has a line for."""

    key: str
    label: str
    label_zh: str
    section: str
    choices: tuple[str, ...] = ()
    """The words a stated value must be one of; empty for free text."""


FACT_KINDS: tuple[FactKind, ...] = (
    FactKind("parties", "Parties and their roles", "当事方及其角色", "Who"),
    FactKind("affiliates", "Affiliates that sign or perform", "签署或履行的关联方", "Who"),
    FactKind("licence_holder", "Licence holder (MAH)", "上市许可持有人", "Who"),
    FactKind("product", "Product", "产品", "What"),
    FactKind("stage", "Stage", "阶段", "What", ("development", "clinical", "commercial")),
    FactKind(
        "scope", "Scope", "范围", "What",
        ("starting material", "key intermediate", "drug substance", "drug product", "testing", "packaging", "cell or gene therapy"),
    ),
    FactKind("market", "Market", "市场", "What", ("US", "EU/UK", "China", "other")),
    FactKind("sites", "Sites", "场地", "What"),
    FactKind("human_material", "Human material or genetic data", "人类遗传资源", "What", ("yes", "no")),
    FactKind("bilingual", "Two language versions", "双语文本", "What", ("yes", "no")),
    FactKind("us_federal_nexus", "US federal contract, grant or loan", "美国联邦资金", "What", ("yes", "no")),
    FactKind("effective_date", "Effective date", "生效日期", "When"),
    FactKind("term", "Term", "期限", "When"),
    FactKind("expiry_date", "Expiry", "届满日", "When"),
    FactKind("renewal", "Renewal", "续期", "When"),
    FactKind("renewal_notice", "Notice of non-renewal", "不续期通知", "When"),
    FactKind("termination_notice", "Notice to terminate without cause", "任意解除通知期", "When"),
    FactKind("governing_law", "Governing law", "适用法律", "Law"),
    FactKind("forum", "Forum", "争议解决", "Law"),
    FactKind("language", "Language that prevails", "优先语言", "Law"),
    FactKind("liability_cap", "Liability cap", "责任上限", "Money and quantities"),
    FactKind("minimum", "Minimum purchase", "最低采购量", "Money and quantities"),
    FactKind("forecast", "Forecast", "预测", "Money and quantities"),
    FactKind("lead_time", "Lead time", "交货周期", "Money and quantities"),
)  # fmt: skip
KIND_OF = {kind.key: kind for kind in FACT_KINDS}


@dataclass(frozen=True)
class DealFact:
    """One line of the sheet. `found` keeps what the documents say also when a person has stated otherwise."""

    kind: FactKind
    status: FactStatus
    found: tuple[Found, ...] = ()
    stated: str = ""
    note: str = ""

    @property
    def key(self) -> str:
        return self.kind.key

    @property
    def shown(self) -> str:
        """What stands in the cell: the stated value, else what was found, else why there is nothing."""
        if self.status == "stated":
            return f"{self.stated} (stated by you)"
        if self.status == "found":
            return "; ".join(dict.fromkeys(found.value.shown for found in self.found))
        words = {"redacted": "redacted in the document", "blank": "left blank in the document"}
        return words.get(self.status, self.note)

    @property
    def values(self) -> tuple[Value, ...]:
        return tuple(found.value for found in self.found)

    def as_dict(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "label": self.kind.label,
            "label_zh": self.kind.label_zh,
            "status": self.status,
            "shown": self.shown,
            "stated": self.stated or None,
            "values": [
                value_as_dict(found.value)
                | {"confidence": round(found.confidence, 2), "citations": [c.as_dict() for c in found.citations]}
                for found in self.found
            ],
            "note": self.note,
        }


@dataclass(frozen=True)
class FactSheet:
    """Every fact of a set, in the order people read them."""

    documents: tuple[str, ...]
    clauses_read: int
    facts: tuple[DealFact, ...] = field(default=())

    def __iter__(self) -> Iterator[DealFact]:
        return iter(self.facts)

    def fact(self, key: str) -> DealFact:
        return next(fact for fact in self.facts if fact.key == key)

    def traced(self, trace: Callable[[Citation], tuple[Citation, ...]], documents: tuple[str, ...]) -> "FactSheet":
        """The same facts, each quote led back to the document it stands in."""
        facts = tuple(
            replace(
                fact,
                found=tuple(replace(f, citations=tuple(t for c in f.citations for t in trace(c))) for f in fact.found),
            )
            for fact in self.facts
        )
        return replace(self, documents=documents, facts=facts)

    def as_dict(self) -> dict[str, Any]:
        return {
            "documents": list(self.documents),
            "clauses_read": self.clauses_read,
            "facts": [fact.as_dict() for fact in self.facts],
        }
