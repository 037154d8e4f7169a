"""Tracked changes judged before and after: what turns comes first, with author, date and both texts."""

import json
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from assistant.checklist import load_checklist
from assistant.errors import AssistantError
from assistant.findings import MarkupReview
from assistant.markup import changes_as_dict, silent_changes
from assistant.report import report_as_dict, report_as_markdown
from assistant.report.changes import changes_as_markdown
from assistant.workspace import Workspace

W = nsdecls("w")
AUDIT = "2.1 Customer may audit the Facility, its systems and its records once a year on thirty days written notice."
CONSENT = "the prior written consent of"


def run(text: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def change(kind: str, text: str, author: str = "B. Seller") -> str:
    stamp = f'w:id="1" w:author="{author}" w:date="2026-03-02T10:00:00Z"'
    return f"<w:{kind} {stamp}>{run(text, 'delText' if kind == 'del' else 't')}</w:{kind}>"


def a_draft(path: Path, *, audit: str, consent: str, years: str = "five", author: str = "B. Seller") -> Path:
    paragraphs = [
        run("MANUFACTURING AND SUPPLY AGREEMENT"),
        run("1. Supply"),
        run("1.1 Supplier shall manufacture and supply the Product to Customer under the Specifications."),
        run("2. Audit"),
        audit,
        run("3. Changes"),
        run("3.1 Supplier shall not change the process, the equipment or the site without ")
        + consent
        + run(" Customer."),
        run(f"4. Term. This Agreement runs for {years} years."),
    ]
    document = docx.Document()
    body = document.element.body
    for paragraph in paragraphs:
        body.insert(len(body) - 1, parse_xml(f"<w:p {W}>{paragraph}</w:p>"))
    document.save(str(path))
    return path


def marked(path: Path, years: str = "five", author: str = "B. Seller") -> Path:
    softened = change("del", CONSENT, author) + change("ins", "notice to", author)
    return a_draft(path, audit=change("del", AUDIT, author), consent=softened, years=years)


def clean(path: Path) -> Path:
    return a_draft(path, audit=run(AUDIT), consent=run(CONSENT))


@pytest.fixture
def review(workspace: Workspace, tmp_path: Path) -> MarkupReview:
    return workspace.review_changes(marked(tmp_path / "back.docx"))


def test_what_the_markup_turns_is_told_with_author_date_and_both_texts(review: MarkupReview) -> None:
    audit = next(turn for turn in review.turned if turn.requirement == "audit_rights.facility_audit")
    assert (audit.before, audit.after, audit.direction) == ("yes", "no", "worse")
    assert audit.before_quote == AUDIT
    (paragraph,) = audit.paragraphs
    assert (paragraph.before, paragraph.after) == (AUDIT, "")
    assert (paragraph.authors, paragraph.dates) == (("B. Seller",), ("2026-03-02T10:00:00Z",))
    directions = [turn.direction for turn in review.turned]
    assert directions == sorted(directions, key=("worse", "moved", "other", "better").index)


def test_a_judgement_whose_proof_was_changed_is_told_even_where_it_stands(review: MarkupReview) -> None:
    touched = {turn.requirement for turn in review.turned if any(CONSENT in p.before for p in turn.paragraphs)}
    assert "change_control.approval" in touched
    assert len(review.paragraphs) == 2


def test_the_words_for_people_lead_with_what_turns(review: MarkupReview) -> None:
    text = changes_as_markdown(review)
    first = next(line for line in text.splitlines() if line.startswith("## "))
    assert first.startswith("## Audit rights: Facility audits: from yes to no")
    assert "**Changed by:** B. Seller, 2026-03-02" in text
    assert "“(struck out)”" in text


def test_the_other_way_round_is_to_the_better(workspace: Workspace, tmp_path: Path) -> None:
    path = a_draft(tmp_path / "better.docx", audit=change("ins", AUDIT), consent=run(CONSENT))
    turned = {turn.requirement: turn.direction for turn in workspace.review_changes(path).turned}
    assert turned["audit_rights.facility_audit"] == "better"


def test_our_own_changes_come_after_theirs(workspace: Workspace, tmp_path: Path) -> None:
    path = marked(tmp_path / "back.docx", author="A. Buyer")
    found = workspace.review_changes(path, ours=["A. Buyer"])
    assert all(paragraph.is_ours for paragraph in found.paragraphs)
    assert "our own change" in changes_as_markdown(found)


@pytest.mark.parametrize(("years", "silent"), [("five", 0), ("ten", 1)])
def test_what_differs_from_our_last_version_without_markup_is_a_warning(
    workspace: Workspace, tmp_path: Path, years: str, silent: int
) -> None:
    found = workspace.review_changes(marked(tmp_path / "back.docx", years), against=clean(tmp_path / "ours.docx"))
    assert len(found.silent) == silent
    told = changes_as_markdown(found)
    assert ("Warning: changed without markup" in told) == bool(silent)
    assert ("Every difference from ours.docx is marked." in told) != bool(silent)
    assert len(changes_as_dict(found)["without_markup"]) == silent


@pytest.mark.parametrize(
    ("ours", "theirs", "found"),
    [
        ("1.1 Supply.\n1.2 Price.", "1.1 Supply.\n1.2 Price.", []),
        ("1.1 Supply.\n1.2 Price.\n1.3 Term.", "1.1 Supply.\n1.2 Term.", [("1.2 Price.", "")]),
        ("The Supplier\nshall supply.", "The Supplier shall supply.", []),
        ("Notice is “30” days.", 'Notice is "30" days', []),
        ("Notice is 30 days.", "Notice is 60 days.", [("Notice is 30 days.", "Notice is 60 days.")]),
        ("供方应提前九十日通知。", "供方应提前三十日通知。", [("供方应提前九十日通知。", "供方应提前三十日通知。")]),
    ],
)
def test_paragraphs_are_compared_by_their_words(ours: str, theirs: str, found: list[tuple[str, str]]) -> None:
    assert [(change.ours, change.theirs) for change in silent_changes(ours, theirs)] == found


def test_the_report_of_a_checked_document_says_what_its_markup_does(workspace: Workspace, tmp_path: Path) -> None:
    checklist = load_checklist("contract")
    ids = [workspace.add(path).document for path in (marked(tmp_path / "back.docx"), clean(tmp_path / "ours.docx"))]
    report = workspace.check(ids)
    assert [review.file for review in report.markup] == ["back.docx"]
    (told,) = report_as_dict(report)["tracked_changes"]
    assert json.loads(json.dumps(told))["turned"][0]["requirement"].startswith("audit_rights.")
    assert "## Tracked changes in back.docx" in report_as_markdown(report, checklist)
    theirs = report_as_markdown(report, checklist, audience="counterparty")
    assert "racked changes" not in theirs and "B. Seller" not in theirs
    assert workspace.last_report() == replace(report)


def test_only_a_word_file_holds_tracked_changes(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(AUDIT, encoding="utf-8")
    with pytest.raises(AssistantError, match=r"^a\.txt: only a DOCX holds tracked changes; name the Word file$"):
        workspace.review_changes(tmp_path / "a.txt")
