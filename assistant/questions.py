"""Questions that follow from findings: what to ask whom, why, and with which clause in mind.

    Report + Checklist ──draft_questions──▶ [Question, …]   by control point and addressee, must-asks first

The wording is the checklist's; our reading of the text (clause, page, document) is added to it. A paper that a clause
sends us to is asked for once, however many requirements lean on it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from assistant.audit_questions import AUDIT_SECTION, audit_questions
from assistant.checklist import Addressee, Basis, Checklist, ControlPoint, QuestionWording, Requirement
from assistant.cite import Citation
from assistant.findings import Finding, Report, Search, Side, Status
from assistant.language_questions import LANGUAGES_SECTION, language_questions
from assistant.report.audience import Audience, shared_documents
from assistant.report.headline import urgency
from assistant.report.wording import basis_in_words

Priority = Literal["high", "medium", "low"]

MOST_MUST_ASK = 15
DOCUMENTS_SECTION = ("Documents to send", "请提供的文件")
ADDRESSEES: tuple[Addressee, ...] = ("cdmo_commercial", "cdmo_quality", "cdmo_technical", "counsel", "internal")
OURS_ALONE: frozenset[Addressee] = frozenset({"counsel", "internal"})

# "the Quality Agreement", "Schedule 3", "Annex B", 《质量协议》, 附件二: what a clause calls the paper it leans on.
_NAMED_PAPER = re.compile(
    r"《[^》]{2,40}》|附件[一二三四五六七八九十\dA-Z]{1,3}|质量协议|技术协议"
    r"|\b(?:Schedule|Annex|Exhibit|Appendix|Attachment)\s+(?:[A-Z]|\d+|[IVX]+)(?:[-.]\d+)?\b"
    r"|\b(?:[A-Z][a-z]+\s+){1,3}(?:Agreement|Plan|Protocol|Manual)\b"
)
_NO_PART_OF_A_NAME = re.compile(r"^(?:(?:The|This|Such|Said|Under|In|Per|Each|Any|If|By|To|Of|For|Subject|See)\s+)+")
_THE_AGREEMENT_ITSELF = re.compile(
    r"(?:(?:Master|Commercial|Supply|Manufacturing|Services?|Development)\s+)*Agreement|.*(?:供货|生产|供应)(?:协议|合同)》?"
)


@dataclass(frozen=True)
class Trigger:
    """The finding a question comes from, with its quotes or its proof of absence."""

    requirement: str
    side: Side
    status: Status
    citations: tuple[Citation, ...] = ()
    red_flags: tuple[str, ...] = ()
    search: Search = field(default=Search(0, 0))
    observation: str = ""
    """Its number, where an auditor's observation and no finding is behind the question."""


@dataclass(frozen=True)
class Question:
    """One thing to ask one addressee."""

    id: str
    section: str
    section_zh: str
    to: Addressee
    question: str
    question_zh: str
    """Empty where the checklist has no Chinese wording."""
    must_ask: bool = False
    evidence_wanted: tuple[str, ...] = ()
    evidence_wanted_zh: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    priority: Priority | None = None
    trigger: Trigger | None = None


def draft_questions(
    report: Report, checklist: Checklist, *, audience: Audience = "internal", most_must_ask: int = MOST_MUST_ASK
) -> list[Question]:
    """By control point and addressee, must-asks first; at most `most_must_ask` of those.

    What auditors saw is asked about too, by us alone, when the report holds it (`Workspace.with_facts`).
    """
    reader = _reader(report, audience)
    subjects = [_subject(finding, checklist, reader) for finding in report.findings]
    drafts = _each_once(sorted(_drafts(subjects), key=lambda draft: draft.order))
    must = {draft.question.id for draft in [d for d in drafts if d.question.priority != "low"][:most_must_ask]}
    questions = [replace(draft.question, must_ask=draft.question.id in must) for draft in drafts]
    questions += language_questions(report, audience)
    questions += _about_audits(report, checklist) if reader.internal else []
    before = [DOCUMENTS_SECTION[0], LANGUAGES_SECTION[0]]
    sections = [*before, *(point.title for point in checklist.control_points), AUDIT_SECTION[0]]
    questions.sort(key=lambda q: (sections.index(q.section), ADDRESSEES.index(q.to), not q.must_ask))
    return questions if reader.internal else [_for_counterparty(question) for question in questions]


def _about_audits(report: Report, checklist: Checklist) -> list[Question]:
    from assistant.report.facts import ReportWithFacts

    if not isinstance(report, ReportWithFacts):
        return []
    reports = [held.document for held in report.documents if held.kind == "audit_report"]
    return audit_questions(list(zip(reports, report.audits, strict=True)), checklist)


def _for_counterparty(question: Question) -> Question:
    """Allowed fields, one by one: a field added later stays out until it is named here."""
    return Question(
        id=question.id,
        section=question.section,
        section_zh=question.section_zh,
        to=question.to,
        question=question.question,
        question_zh=question.question_zh,
        must_ask=question.must_ask,
        evidence_wanted=question.evidence_wanted,
        evidence_wanted_zh=question.evidence_wanted_zh,
        basis=question.basis,
    )


# --- who reads, and what it is about --------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Reader:
    """Who reads the list, and what may be named to them."""

    internal: bool
    names: dict[str, str]
    """By document id: files for us; for the other side the titles of what both hold, and nothing else."""
    unreadable: dict[str, tuple[int, ...]]

    def may_hear(self, citations: Iterable[Citation]) -> tuple[Citation, ...]:
        return tuple(c for c in dict.fromkeys(citations) if self.internal or c.document in self.names)

    def places(self, citations: Iterable[Citation]) -> tuple[str, str]:
        """`clause 7.3, page 12; clause 9.1, page 15` and the same in Chinese, each document named once."""
        en: dict[str, dict[str, None]] = {}
        zh: dict[str, dict[str, None]] = {}
        for citation in citations:
            en.setdefault(citation.document, {})[_clause_and_page(citation)] = None
            zh.setdefault(citation.document, {})[_clause_and_page_zh(citation)] = None
        return (
            "; ".join("; ".join(places) + self._named(", ", document) for document, places in en.items()),
            "；".join("；".join(places) + self._named("，", document) for document, places in zh.items()),
        )

    def hidden_pages(self) -> tuple[str, str]:
        """`page 7; pages 2, 3, annex.pdf`, and the same in Chinese; empty when every page could be read."""
        en, zh = [], []
        for document, pages in self.unreadable.items():
            numbers = [str(page) for page in pages]
            en.append(f"page{'s' if len(pages) > 1 else ''} {', '.join(numbers)}{self._named(', ', document)}")
            zh.append(f"第{'、'.join(numbers)}页{self._named('，', document)}")
        return "; ".join(en), "；".join(zh)

    def _named(self, comma: str, document: str) -> str:
        """Which document, where there are several."""
        return comma + self.names[document] if len(self.names) > 1 and document in self.names else ""


def _reader(report: Report, audience: Audience) -> _Reader:
    internal = audience == "internal"
    names = {held.document: held.file for held in report.documents} if internal else shared_documents(report)
    held = [document for document in report.documents if document.document in names and document.unreadable_pages]
    return _Reader(internal, names, {document.document: document.unreadable_pages for document in held})


@dataclass(frozen=True)
class _Subject:
    """A finding with the checklist's words about it, for one reader."""

    finding: Finding
    requirement: Requirement
    point: ControlPoint
    reader: _Reader

    @property
    def label_zh(self) -> str:
        return self.requirement.label_zh or self.requirement.label

    @property
    def cited(self) -> tuple[Citation, ...]:
        """What is there, what weakens it and what is alarming in it, as far as the reader may hear it."""
        finding = self.finding
        flagged = (citation for _, citation in finding.red_flags)
        return self.reader.may_hear((*finding.citations, *finding.limiting, *flagged))

    @property
    def decisive(self) -> tuple[Citation, ...]:
        """The first of each."""
        finding = self.finding
        flagged = tuple(citation for _, citation in finding.red_flags)
        return self.reader.may_hear((*finding.citations[:1], *finding.limiting[:1], *flagged[:1]))

    @property
    def trigger(self) -> Trigger:
        flags = tuple(dict.fromkeys(flag for flag, _ in self.finding.red_flags))
        return Trigger(
            self.requirement.id, self.finding.side, self.finding.status, self.cited, flags, self.finding.search
        )

    @property
    def priority(self) -> Priority:
        finding = self.finding
        if finding.side != "protects":
            return "low"
        undecided = finding.status in ("elsewhere", "not_determinable", "failed")
        if finding.rank == "deal-breaker" or (self.requirement.must and undecided):
            return "high"
        return "medium" if finding.rank == "negotiate" or finding.severity == "critical" else "low"

    def draft(self, id: str, to: Addressee, en: str, zh: str, number: int = 0, asks: str = "") -> "_Draft":
        """`number` counts the questions on one requirement; `asks` is what makes two drafts the same."""
        question = Question(
            id=id,
            section=self.point.title,
            section_zh=self.point.title_zh or self.point.title,
            to=to,
            question=en,
            question_zh=zh,
            basis=tuple(_basis(self.point.basis_of(self.requirement), self.reader)),
            priority=self.priority,
            trigger=self.trigger,
        )
        # First questions on every requirement before second ones, so that fifteen reach as many subjects as they can.
        order = (self.finding.side != "protects", number, *urgency(self.finding, self.requirement))
        return _Draft(question, order, re.sub(r"\W+", " ", asks or en).casefold().strip())


@dataclass(frozen=True)
class _Draft:
    """A Question before it is known whether it must be asked."""

    question: Question
    order: tuple[float, ...]
    asks: str


def _subject(finding: Finding, checklist: Checklist, reader: _Reader) -> _Subject:
    point = checklist.control_point(finding.control_point)
    return _Subject(finding, checklist.requirement(finding.requirement), point, reader)


def _each_once(drafts: Iterable[_Draft]) -> list[_Draft]:
    """The first, so the most urgent, of those that ask the same."""
    kept: dict[str, _Draft] = {}
    for draft in drafts:
        kept.setdefault(draft.asks, draft)
    return list(kept.values())


def _basis(entries: Iterable[Basis], reader: _Reader) -> Iterator[str]:
    for entry in entries:
        if reader.internal:
            yield basis_in_words(entry)
        elif entry.status == "verified":
            yield entry.text


# --- what is asked --------------------------------------------------------------------------------------------------


def _drafts(subjects: list[_Subject]) -> Iterator[_Draft]:
    sent_elsewhere: dict[str, list[_Subject]] = {}
    unreadable: dict[tuple[str, str], list[_Subject]] = {}
    for subject in subjects:
        status = subject.finding.status
        if subject.finding.side == "burdens" or status not in ("elsewhere", "not_determinable", "failed"):
            yield from _worded(subject)
        elif status == "elsewhere":
            if subject.cited:
                sent_elsewhere.setdefault(_paper(subject.cited[0]), []).append(subject)
        elif status == "not_determinable":
            where = subject.reader.places(subject.cited[:1]) if subject.cited else subject.reader.hidden_pages()
            unreadable.setdefault(where, []).append(subject)
        elif subject.reader.internal:
            yield _failed(subject)
    for number, (paper, asking) in enumerate(sent_elsewhere.items(), 1):
        yield _document_request(f"documents.{number}", paper, asking)
    for number, (hidden, asking) in enumerate(unreadable.items(), len(sent_elsewhere) + 1):
        yield _readable_copy_request(f"documents.{number}", hidden, asking)


def _wording_for(subject: _Subject) -> tuple[QuestionWording, ...]:
    """A protection is asked about when it falls short, a burden when it is there."""
    finding, requirement = subject.finding, subject.requirement
    if finding.side == "burdens":
        return requirement.questions_weak if finding.status in ("yes", "partial") else ()
    if finding.status == "no":
        return requirement.questions_missing
    return requirement.questions_weak if finding.status == "partial" or finding.red_flags else ()


def _worded(subject: _Subject) -> Iterator[_Draft]:
    """The checklist's questions with our reading; the papers we want to see go with the first that leaves the house."""
    heard = [w for w in _wording_for(subject) if subject.reader.internal or w.to not in OURS_ALONE]
    shows = next((wording for wording in heard if wording.to not in OURS_ALONE), None)
    told: set[Addressee] = set()
    for number, wording in enumerate(heard):
        en, zh = _with_reading(subject, wording, first=wording.to not in told)
        told.add(wording.to)
        draft = subject.draft(f"{subject.requirement.id}.{number + 1}", wording.to, en, zh, number, wording.en)
        if wording is shows:
            requirement = subject.requirement
            question = replace(
                draft.question,
                evidence_wanted=requirement.evidence_wanted,
                evidence_wanted_zh=requirement.evidence_wanted_zh,
            )
            draft = replace(draft, question=question)
        yield draft


def _with_reading(subject: _Subject, wording: QuestionWording, first: bool) -> tuple[str, str]:
    """The question in both languages with the clause we have in mind, or with how hard we looked."""
    if subject.decisive:
        reading, reading_zh = subject.reader.places(subject.decisive)
        en, zh = f"{wording.en} (our reading: {reading})", f"{wording.zh}（我方理解：{reading_zh}）"
    elif subject.reader.internal:
        looked, looked_zh = _looked(subject)
        en, zh = f"{wording.en} (our reading: {looked})", f"{wording.zh}（我方理解：{looked_zh}）"
    elif first:
        label, label_zh = subject.requirement.label, subject.label_zh
        en = f"We did not locate wording on “{label}”; please point us to it. {wording.en}"
        zh = f"我们未能找到关于“{label_zh}”的约定，请指明所在条款。{wording.zh}"
    else:
        en, zh = wording.en, wording.zh
    return en, zh if wording.zh else ""


def _looked(subject: _Subject) -> tuple[str, str]:
    """How much was read before we say that something is not there, and what came nearest."""
    total = subject.finding.search.clauses_total
    en, zh = f"not found in {total} clauses", f"通读{total}个条款未找到"
    if subject.finding.nearest:
        nearest, nearest_zh = subject.reader.places([subject.finding.nearest[0].citation])
        return f"{en}; nearest: {nearest}", f"{zh}；最接近：{nearest_zh}"
    return en, zh


def _failed(subject: _Subject) -> _Draft:
    """Our own check broke: that is nobody's business outside."""
    requirement = subject.requirement
    en = f"Our check failed here; please read the documents for it: {requirement.question}"
    zh = f"本项检查未能完成，请人工阅读文件：{requirement.question_zh}" if requirement.question_zh else ""
    return subject.draft(f"{requirement.id}.1", "internal", en, zh)


def _document_request(id: str, paper: str, asking: list[_Subject]) -> _Draft:
    """One request for one paper that clauses lean on."""
    where, where_zh = asking[0].reader.places(asking[0].cited[:1])
    topics, topics_zh = _topics(asking)
    name = "" if paper.startswith("@") else paper
    article = "the " if re.search(r"(?:Agreement|Plan|Protocol|Manual)$", name) else ""
    what = f"{article}{name} (we read of it in {where})" if name else f"the document that is referred to in {where}"
    en = f"Please send {what}; we have not received it and look to it for: {topics}."
    zh = f"请提供{name or '该条款所指的文件'}（见{where_zh}）。我们尚未收到该文件，需据此了解：{topics_zh}。"
    to: Addressee = "cdmo_quality" if re.search(r"quality|质量", name, re.IGNORECASE) else "cdmo_commercial"
    wanted = (name,) if name else ()
    return _request(_most_urgent(asking).draft(id, to, en, zh), wanted)


def _readable_copy_request(id: str, hidden: tuple[str, str], asking: list[_Subject]) -> _Draft:
    """One request for words that are redacted or stand on a page we cannot read."""
    where, where_zh = hidden if any(hidden) else ("what is redacted or illegible", "被遮盖或无法辨认之处的")
    topics, topics_zh = _topics(asking)
    en = f"Please send a readable, unredacted copy of {where}; we cannot read it and look to it for: {topics}."
    zh = f"请提供{where_zh}清晰且未遮盖的文本。我们无法阅读该处，需据此了解：{topics_zh}。"
    return _request(_most_urgent(asking).draft(id, "cdmo_commercial", en, zh))


def _request(draft: _Draft, wanted: tuple[str, ...] = ()) -> _Draft:
    """The same draft in the section of documents to send."""
    section, section_zh = DOCUMENTS_SECTION
    question = replace(
        draft.question, section=section, section_zh=section_zh, evidence_wanted=wanted, evidence_wanted_zh=wanted
    )
    return replace(draft, question=question)


def _most_urgent(asking: list[_Subject]) -> _Subject:
    return min(asking, key=lambda s: (s.finding.side != "protects", *urgency(s.finding, s.requirement)))


def _topics(asking: list[_Subject]) -> tuple[str, str]:
    labels = dict.fromkeys((subject.requirement.label, subject.label_zh) for subject in asking)
    return ", ".join(en for en, _ in labels), "、".join(zh for _, zh in labels)


def _paper(citation: Citation) -> str:
    """What the clause calls the paper it leans on; `@` and the place where it does not name it."""
    for found in _NAMED_PAPER.finditer(_one_line(citation.quote)):
        name = _NO_PART_OF_A_NAME.sub("", found[0])
        if not _THE_AGREEMENT_ITSELF.fullmatch(name):
            return name
    return f"@{citation.document}:{citation.clause or citation.start}"


def _clause_and_page(citation: Citation) -> str:
    number = _one_line(citation.clause)
    return f"clause {number}, page {citation.page}" if number else f"page {citation.page}"


def _clause_and_page_zh(citation: Citation) -> str:
    number = _one_line(citation.clause)
    clause = number if not number or number.startswith("第") else f"第{number}条"
    return f"{clause}，第{citation.page}页" if clause else f"第{citation.page}页"


def _one_line(text: str) -> str:
    return " ".join(text.split())
