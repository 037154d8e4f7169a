"""What leaves the house: only what is on the list, even when every field of ours is filled with a mark."""

import io
import json
import re
import zipfile
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from itertools import count
from typing import Any

import pytest
from golden_files import assert_as_golden
from pypdf import PdfReader
from report_builders import (
    AGREEMENT,
    AUDIT,
    FILES,
    MEMO,
    a_deal,
    a_held,
    a_judged,
    a_quote,
    a_report,
    every_status,
    shipped,
    small,
)

from assistant.checklist import Basis, Checklist, QuestionWording
from assistant.cite import Citation
from assistant.findings import DocumentJudgement, HeldDocument, NearMiss, Report
from assistant.questions import draft_questions
from assistant.report import REPORT_SUFFIXES, report_as_bytes, report_as_markdown
from assistant.report.counterparty import CounterpartyFinding, counterparty_findings
from assistant.report.question_list import (
    questions_as_docx,
    questions_as_json,
    questions_as_markdown,
    questions_as_xlsx,
)

# Keys, not words: without them nothing could be looked up or chosen.
KEYS = {
    "id",
    "control_point",
    "requirement",
    "document",
    "side",
    "status",
    "severity",
    "verdict",
    "rank",
    "kind",
    "to",
    "tag",
}
OURS = ("missing", "deal-breaker", "negotiate", "severity", "confidence", "fallback", "priority", "red flag", "offline")


class Marks:
    """Replaces every text of a noun by a mark that says where it stood."""

    def __init__(self) -> None:
        self.places: dict[str, str] = {}
        self._numbers = count(1)

    def fill(self, value: Any, place: str) -> Any:
        if isinstance(value, str):
            mark = f"MARK{next(self._numbers)}END"
            self.places[mark] = place
            return mark
        if isinstance(value, tuple):
            return tuple(self.fill(part, place) for part in value)
        if is_dataclass(value) and not isinstance(value, type):
            named = self._named(value, place)
            kept = {f.name: getattr(value, f.name) for f in fields(value) if f.name not in KEYS or f.name == "kind"}
            kept = {name: v for name, v in kept.items() if name != "kind" and not (name == "basis" and _tags(v))}
            return replace(value, **{name: self.fill(part, f"{named}.{name}") for name, part in kept.items()})
        return value

    def _named(self, value: Any, place: str) -> str:
        match value:
            case Citation():
                return f"quote of {FILES[value.document]}"
            case HeldDocument():
                return f"held {FILES[value.document]}"
            case QuestionWording():
                return f"{place} to {'ours' if value.to in ('counsel', 'internal') else 'them'}"
            case Basis():
                return f"basis {value.status}"
            case _:
                return f"{place}:{type(value).__name__}"

    def found_in(self, text: str) -> set[str]:
        return {self.places[mark] for mark in re.findall(r"MARK\d+END", text)}


def _tags(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(part, str) for part in value)


def a_full_report() -> Report:
    """Every field of every noun filled, with documents of ours beside theirs."""
    quotes = tuple(a_quote(f"words {d}", document=d) for d in (AGREEMENT, AUDIT, MEMO))
    statuses = ("yes", "partial", "no", "elsewhere", "not_determinable", "failed")
    more: dict[str, Any] = {
        "citations": quotes, "limiting": quotes, "nearest": tuple(NearMiss(q, "why not") for q in quotes),
        "red_flags": tuple(("a flag", q) for q in quotes), "reason": "a reason", "confidence": 0.123456,
        "by_document": tuple(DocumentJudgement(q.document, "yes", (q,)) for q in quotes),
    }  # fmt: skip
    findings = tuple(a_judged(r.id, statuses[i % 6], **more) for i, r in enumerate(shipped().requirements))
    held = (
        a_held(), a_held(AUDIT, "audit_report", "An audit"), a_held(MEMO, "other", "A memo", unreadable_pages=(31,)),
    )  # fmt: skip
    return a_report(*findings, documents=held)


def all_text(content: bytes) -> str:
    """Everything a reader could dig out of a file, metadata included."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    if content.startswith(b"%PDF"):
        reader = PdfReader(io.BytesIO(content))
        return "".join(page.extract_text() for page in reader.pages).replace("\n", "") + str(reader.metadata)
    return content.decode()


@pytest.fixture(scope="module")
def marks() -> Marks:
    return Marks()


@pytest.fixture(scope="module")
def report(marks: Marks) -> Report:
    filled: Report = marks.fill(a_full_report(), "report")
    return filled


@pytest.fixture(scope="module")
def checklist(marks: Marks) -> Checklist:
    filled: Checklist = marks.fill(shipped(), "checklist")
    return filled


REPORT_ALLOWED = re.compile(
    r"quote of supply\.pdf\.(quote|clause)|held supply\.pdf\.title"
    r"|.*:ControlPoint\.title|.*:Requirement\.(question|label)"
)
QUESTIONS_ALLOWED = re.compile(
    r"quote of supply\.pdf\.(quote|clause)|held supply\.pdf\.title|.*:ControlPoint\.title(_zh)?"
    r"|.*:Requirement\.(label(_zh)?|evidence_wanted(_zh)?)|.* to them\.(en|zh)|basis verified\.text"
)


def not_allowed(places: Iterable[str], allowed: re.Pattern[str]) -> set[str]:
    return {place for place in places if not allowed.fullmatch(place)}


@pytest.mark.parametrize("suffix", REPORT_SUFFIXES)
def test_a_report_for_the_other_side_holds_allowed_fields_only(
    suffix: str, report: Report, checklist: Checklist, marks: Marks
) -> None:
    text = all_text(report_as_bytes(report, checklist, suffix, "counterparty"))
    found = marks.found_in(text)
    assert "quote of supply.pdf.quote" in found and not not_allowed(found, REPORT_ALLOWED)
    assert not [secret for secret in (*FILES.values(), AGREEMENT, AUDIT, "0.12") if secret in text]


@pytest.mark.parametrize("write", [questions_as_markdown, questions_as_docx, questions_as_xlsx, None])
def test_questions_for_the_other_side_hold_allowed_fields_only(
    write: Any, report: Report, checklist: Checklist, marks: Marks
) -> None:
    questions = draft_questions(report, checklist, audience="counterparty")
    content = write(questions, "both") if write else questions_as_json(questions)
    text = all_text(content.encode() if isinstance(content, str) else content)
    found = marks.found_in(text)
    assert any(place.endswith("to them.en") for place in found) and not not_allowed(found, QUESTIONS_ALLOWED)
    assert not [secret for secret in (*FILES.values(), AGREEMENT, AUDIT, "page 31", "priority") if secret in text]


def test_the_marks_reach_every_field_of_the_internal_report(report: Report, checklist: Checklist, marks: Marks) -> None:
    """Else the two tests above would pass for want of marks."""
    found = marks.found_in(report_as_markdown(report, checklist))
    assert len(not_allowed(found, REPORT_ALLOWED)) > 15
    assert {"quote of audit.pdf.quote", "quote of memo.txt.heading", "basis to be checked by counsel.text"} <= found


@pytest.mark.parametrize("suffix", [".md", ".json"])
def test_our_words_of_rating_never_reach_the_other_side(suffix: str) -> None:
    text = all_text(report_as_bytes(every_status(), shipped(), suffix, "counterparty")).lower()
    assert not [word for word in OURS if word in text]
    questions = draft_questions(every_status(), shipped(), audience="counterparty")
    assert not [
        word for word in OURS if word in (questions_as_json(questions) + questions_as_markdown(questions)).lower()
    ]


def test_what_was_not_found_is_asked_for_politely() -> None:
    [finding] = counterparty_findings(a_report(a_judged("change_control.notice", "no")), shipped())
    assert finding.status == "we did not locate wording on “Notice of changes”; please point us to it"


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("yes", "in place"),
        ("partial", "we read this as limited; please tell us if you read it otherwise"),
        ("elsewhere", "refers to a document we have not received; please send it"),
        ("not_determinable", "we could not read the decisive words; please send a readable copy"),
    ],
)
def test_each_status_has_one_plain_wording(status: str, said: str) -> None:
    [finding] = counterparty_findings(a_report(a_judged("change_control.notice", status)), shipped())
    assert finding.status == said


def test_the_words_that_limit_are_quoted_back() -> None:
    limit = a_quote("if it is convenient.", "7.4", 13)
    report = a_report(a_judged("change_control.notice", "partial", limiting=(limit,)))
    [finding] = counterparty_findings(report, shipped())
    assert finding.status == "we read this as limited: “if it is convenient.” (Supply Agreement, clause 7.4, page 13)"


@pytest.mark.parametrize("status", ["yes", "partial", "elsewhere"])
def test_what_only_our_own_papers_say_was_not_located_in_theirs(status: str) -> None:
    ours = (a_quote("The auditors saw notices.", document=AUDIT),)
    report = a_report(
        a_judged("change_control.notice", status, citations=ours), documents=(a_held(), a_held(AUDIT, "audit_report"))
    )
    [finding] = counterparty_findings(report, shipped())
    assert finding.status.startswith("we did not locate") and finding.quotes == ()


@pytest.mark.parametrize("status", ["failed", "not_applicable"])
def test_what_is_no_business_of_theirs_is_left_out(status: str) -> None:
    assert counterparty_findings(a_report(a_judged("change_control.notice", status)), shipped()) == []


def test_burdens_are_left_out() -> None:
    assert counterparty_findings(a_report(a_judged("supply_commitments.minimum_purchase", "no")), shipped()) == []


def test_two_documents_of_one_title_are_told_apart() -> None:
    quote = replace(a_quote("Yes."), document=MEMO)
    report = a_report(
        a_judged("change_control.notice", "yes", citations=(quote,)),
        documents=(a_held(title="Amendment"), a_held(MEMO, "amendment", "Amendment")),
    )
    [finding] = counterparty_findings(report, shipped())
    assert finding.quotes[0].document == "Amendment (2)"


def test_the_json_for_the_other_side_has_the_fields_of_the_noun_and_no_others() -> None:
    told = json.loads(report_as_bytes(a_deal(), small(), ".json", "counterparty"))
    assert set(told) == {"schema", "documents", "findings", "language_discrepancies"}
    assert set(told["findings"][0]) == {f.name for f in fields(CounterpartyFinding)}
    assert {f.name for f in fields(CounterpartyFinding)} == {"control_point", "requirement", "status", "quotes"}


def test_the_report_for_the_other_side_reads_as_the_golden_file() -> None:
    assert_as_golden(report_as_markdown(a_deal(), small(), audience="counterparty"), "report-counterparty.md")
