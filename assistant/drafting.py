"""Drafts that follow from findings: questions and a note to the other side, our position, wording for a gap. For counsel.

    draft(report, checklist, "clause", readings)  ->  Draft          offline, from the checklist's positions

What goes to the other side is built from the fields that the counterparty's report may show and from nothing else. A
chat model may only reword (`rewording.py`); the facts are compared afterwards.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import yaml

from assistant.checklist import Checklist, Position, Requirement
from assistant.cite import Citation
from assistant.errors import AssistantError
from assistant.findings import Finding, Report, Status
from assistant.party_names import PartyNames, filled, party_names, undefined_terms
from assistant.reading import Reading
from assistant.report.audience import shared_documents
from assistant.report.counterparty import CounterpartyFinding, counterparty_findings
from assistant.report.headline import is_issue, urgency
from assistant.report.wording import how_much_was_read, status_in_words

if TYPE_CHECKING:
    from assistant.questions import Question

DraftKind = Literal["questions", "cover-note", "position", "clause"]
KINDS: tuple[DraftKind, ...] = get_args(DraftKind)
CONCESSIONS = Path(__file__).resolve().parent.parent / "corpus" / "concessions.yaml"
MOST_QUOTES = 3


@dataclass(frozen=True)
class Said:
    """The same in English and Chinese; `zh` is empty where the checklist has none."""

    en: str
    zh: str = ""


@dataclass(frozen=True)
class Item:
    """One labelled paragraph of a draft. `clause` says that it is contract wording."""

    label: Said
    text: Said
    clause: bool = False


@dataclass(frozen=True)
class Section:
    """What the draft says on one requirement, and the findings it rests on."""

    requirement: str
    title: Said
    items: tuple[Item, ...]
    rests_on: tuple[Citation, ...] = ()
    nearest: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class Draft:
    """A draft for counsel; `by` says whether a chat model reworded it."""

    kind: DraftKind
    title: Said
    opening: tuple[Said, ...]
    sections: tuple[Section, ...]
    closing: tuple[Said, ...] = ()
    names: PartyNames = field(default_factory=PartyNames)
    by: str = "offline"
    note: str = ""

    @property
    def for_the_other_side(self) -> bool:
        return self.kind in ("questions", "cover-note")


MARK = Said(
    "DRAFT FOR COUNSEL — not legal advice; to be read and changed by a lawyer before it is used.",
    "供律师审阅的草案——不构成法律意见，使用前须经律师审核修改。",
)


def draft(
    report: Report,
    checklist: Checklist,
    kind: DraftKind,
    readings: Sequence[Reading],
    requirement: str | None = None,
) -> Draft:
    """The offline draft; `requirement` limits it to one, which must be on the checklist."""
    if requirement is not None and requirement not in {r.id for r in checklist.requirements}:
        raise AssistantError(
            f"{requirement}: no such requirement on the checklist {checklist.name}; see its file for the ids"
        )
    names = party_names([reading for reading in readings if reading.document.kind != "audit_report"])
    findings = _chosen(report, checklist, requirement)
    if kind == "cover-note":
        return _cover_note(report, checklist, names, {finding.requirement for finding in findings})
    if kind == "questions":
        return _question_list(report, checklist, names, requirement)
    sections = (
        _position(report, checklist, f, names) if kind == "position" else _clause(checklist, f, names, readings)
        for f in findings
    )
    kept = tuple(section for section in sections if section.items)
    title = (
        Said("Negotiation position (internal)", "谈判立场（内部）")
        if kind == "position"
        else Said("Proposed clauses", "建议条款")
    )
    return Draft(kind, title, tuple(_opening(kind, names, len(kept))), kept, names=names)


def _chosen(report: Report, checklist: Checklist, requirement: str | None) -> list[Finding]:
    """The protections that fall short, worst first; or the one asked for, whatever its status."""
    if requirement is not None:
        return [finding for finding in report.findings if finding.requirement == requirement]
    issues = [finding for finding in report.findings if is_issue(finding)]
    return sorted(issues, key=lambda f: urgency(f, checklist.requirement(f.requirement)))


def _opening(kind: DraftKind, names: PartyNames, sections: int) -> Iterator[Said]:
    parties = f"{names.customer_legal or names.customer} / {names.manufacturer_legal or names.manufacturer}"
    yield Said(
        f"Parties, as read from the agreement (check them): {parties}.",
        f"双方（据协议识别，请核对）：{names.customer_zh} / {names.manufacturer_zh}。",
    )
    if not sections:
        yield Said(
            "No protection on this checklist was found short; there is nothing to draft.",
            "本清单所列保护均未发现不足，无需起草。",
        )
    elif kind == "position":
        yield Said("For our own use; not to be shown to the other side.", "仅供我方内部使用，不得向对方出示。")


# --- the note to the other side: allowed fields only ------------------------------------------------------------------


def _cover_note(report: Report, checklist: Checklist, names: PartyNames, wanted: set[str]) -> Draft:
    talked = [f for f in report.findings if f.side != "burdens" and f.status not in ("failed", "not_applicable")]
    pairs = zip(talked, counterparty_findings(report, checklist), strict=True)
    sections = tuple(
        _open_point(checklist.requirement(finding.requirement), told, finding.status)
        for finding, told in pairs
        if finding.requirement in wanted and told.status != "in place"
    )
    titles = tuple(shared_documents(report).values())
    listed, listed_zh = "; ".join(titles), "；".join(titles)
    to, to_zh = names.manufacturer_legal or names.manufacturer, names.manufacturer_zh
    opening = (
        Said(f"To {to}", f"致{to_zh}："),
        Said(
            f"Thank you for the documents. We have read: {listed or 'the documents you sent'}. On the points below we would be grateful "
            "for your help; where we write that we did not locate wording, please point us to it.",
            f"感谢贵方提供文件。我方已阅读：{listed_zh or '贵方所提供的文件'}。就以下各点，烦请协助；凡我方写明“未能找到”之处，请指明所在条款。",
        ),
    )
    closing = (
        Said(
            "We look forward to your answers and are glad to talk them through.", "期待贵方答复，我方愿就此进一步沟通。"
        ),
    )
    if not sections:
        closing = (Said("We have no open points on these documents.", "我方对上述文件没有待澄清的问题。"),)
    return Draft(
        "cover-note", Said("Points on your agreement", "关于贵方协议的若干问题"), opening, sections, closing, names
    )


def _question_list(report: Report, checklist: Checklist, names: PartyNames, requirement: str | None) -> Draft:
    """The questions that the other side may read, control point by control point; those of one requirement if one is named."""
    from assistant.questions import draft_questions

    asked = [
        question
        for question in draft_questions(report, checklist, audience="counterparty")
        if requirement is None or question.id.startswith(f"{requirement}.")
    ]
    sections = tuple(
        Section(question.id, Said(question.section, question.section_zh), tuple(_asked(question))) for question in asked
    )
    to, to_zh = names.manufacturer_legal or names.manufacturer, names.manufacturer_zh
    opening = [Said(f"To {to}", f"致{to_zh}：")]
    if not sections:
        opening.append(Said("We have no questions on these documents.", "我方对上述文件没有问题。"))
    return Draft(
        "questions", Said("Questions on your agreement", "关于贵方协议的问题"), tuple(opening), sections, (), names
    )


def _asked(question: "Question") -> Iterator[Item]:
    yield Item(Said("Question", "问题"), Said(question.question, question.question_zh))
    if question.evidence_wanted:
        wanted, wanted_zh = "; ".join(question.evidence_wanted), "；".join(question.evidence_wanted_zh)
        yield Item(Said("Please send", "请提供"), Said(f"{wanted}.", wanted_zh and f"{wanted_zh}。"))


def _open_point(requirement: Requirement, told: CounterpartyFinding, status: Status) -> Section:
    """One point as the other side reads it; quotes only as the counterparty's report shows them."""
    located = bool(told.quotes)
    if not located and status in ("yes", "partial", "elsewhere"):
        status = "no"
    zh = {
        "partial": "我方理解该约定受到限制；如贵方理解不同，请告知。",
        "elsewhere": "该处引用了我方尚未收到的文件，请提供。",
        "not_determinable": "我方无法辨认关键文字，请提供清晰文本。",
    }.get(status, f"我方未能找到关于“{requirement.label_zh or requirement.label}”的约定，请指明所在条款。")
    reading = told.status[:1].upper() + told.status[1:].rstrip(".") + "."
    items = [
        Item(Said("Question", "问题"), Said(requirement.question, requirement.question_zh)),
        Item(Said("Our reading", "我方理解"), Said(reading, zh)),
    ]
    items += [
        Item(Said("Your wording", "贵方文本"), Said(f"“{' '.join(q.quote.split())[:600]}” ({q.source})"))
        for q in told.quotes[:MOST_QUOTES]
    ]
    return Section(requirement.id, Said(requirement.label, requirement.label_zh), tuple(items))


# --- our position, and wording ----------------------------------------------------------------------------------------


def _position(report: Report, checklist: Checklist, finding: Finding, names: PartyNames) -> Section:
    requirement = checklist.requirement(finding.requirement)
    preferred, fallback = requirement.positions.preferred, requirement.positions.fallback
    why = Said(
        _joined(requirement.question, requirement.severity_reason),
        requirement.question_zh + requirement.severity_reason_zh,
    )
    stands = Said(
        _joined(
            status_in_words(finding)[:1].upper() + status_in_words(finding)[1:] + ".",
            finding.reason,
            how_much_was_read(report, finding),
        )
    )
    given = concession(requirement.id)
    items = [Item(Said("What we need", "我方需要"), why), Item(Said("Where it stands", "现状"), stands)]
    items += _wordings(preferred, names, Said("Ask for", "首选"), Said("Wording, preferred", "条款文本（首选）"))
    items += _wordings(fallback, names, Said("Settle for", "退路"), Said("Wording, fallback", "条款文本（退路）"))
    if given:
        items.append(Item(Said("What to give in return", "可以让步之处"), given))
    return Section(requirement.id, Said(requirement.label, requirement.label_zh), tuple(items), *_proof(finding))


def _clause(checklist: Checklist, finding: Finding, names: PartyNames, readings: Sequence[Reading]) -> Section:
    requirement = checklist.requirement(finding.requirement)
    preferred, fallback = requirement.positions.preferred, requirement.positions.fallback
    items = list(_wordings(preferred, names, None, Said("Proposed clause", "建议条款")))
    items += _wordings(fallback, names, None, Said("Fallback clause", "退路条款"))
    if not items:
        return Section(requirement.id, Said(requirement.label, requirement.label_zh), ())
    near = next((c for c in (*finding.citations, *(n.citation for n in finding.nearest)) if c.clause), None)
    if near:
        beside = Said(
            f"Beside clause {near.clause} of {near.file} (page {near.page}).",
            f"置于{near.file}第{near.clause}条（第{near.page}页）旁。",
        )
        items.append(Item(Said("Where to put it", "插入位置"), beside))
    missing = undefined_terms(" ".join(item.text.en for item in items if item.clause), readings, names)
    if missing:
        listed = ", ".join(missing)
        items.append(
            Item(
                Said("Terms the agreement does not use yet", "协议尚未使用的术语"),
                Said(f"{listed}: define them or use the agreement's own.", f"{listed}：请定义或改用协议中的术语。"),
            )
        )
    return Section(requirement.id, Said(requirement.label, requirement.label_zh), tuple(items), *_proof(finding))


def _wordings(position: Position, names: PartyNames, short: Said | None, label: Said) -> Iterator[Item]:
    if short and position.en:
        yield Item(short, Said(filled(position.en, names), filled(position.zh, names)))
    if position.clause_en:
        yield Item(label, Said(filled(position.clause_en, names), filled(position.clause_zh, names)), clause=True)


def _proof(finding: Finding) -> tuple[tuple[Citation, ...], tuple[Citation, ...]]:
    flagged = (citation for _, citation in finding.red_flags)
    cited = tuple(dict.fromkeys((*finding.citations, *finding.limiting, *flagged)))
    return cited, tuple(near.citation for near in finding.nearest[:2])


@cache
def _concessions() -> dict[str, Said]:
    raw = yaml.safe_load(CONCESSIONS.read_text(encoding="utf-8"))
    return {key: Said(value["en"], value["zh"]) for key, value in raw.items()}


def concession(requirement: str) -> Said | None:
    """What to offer in return, for the requirement or its control point."""
    known = _concessions()
    return known.get(requirement) or known.get(requirement.partition(".")[0])


def _joined(*parts: str) -> str:
    return " ".join(re.sub(r"\s+", " ", part) for part in parts if part)
