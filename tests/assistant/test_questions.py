"""Question lists: what follows from each finding, for whom, how many, and in which words."""

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from golden_files import assert_as_golden
from hypothesis import given
from hypothesis import strategies as st
from report_builders import (
    AGREEMENT,
    AUDIT,
    a_deal,
    a_held,
    a_judged,
    a_quote,
    a_report,
    all_of,
    every_status,
    shipped,
    small,
)

from assistant.errors import ReportError
from assistant.findings import NearMiss, Report, Search
from assistant.questions import OURS_ALONE, Question, draft_questions
from assistant.report.question_list import (
    questions_as_json,
    questions_as_markdown,
    questions_as_xlsx,
    write_questions,
)

STATUSES = ["yes", "partial", "no", "elsewhere", "not_determinable", "not_applicable", "failed"]


def asked(report: Report, **more: Any) -> list[Question]:
    return draft_questions(report, shipped(), **more)


def on(requirement: str, status: str, **more: Any) -> list[Question]:
    return asked(a_report(a_judged(requirement, status, **more)))


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Any status on any requirement, flagged or not."""
    findings = []
    for requirement in shipped().requirements:
        flagged = draw(st.booleans())
        flags = (("A flag.", a_quote("flagged words", "9.9")),) if flagged else ()
        findings.append(a_judged(requirement.id, draw(st.sampled_from(STATUSES)), red_flags=flags))
    return a_report(*findings)


@given(reports(), st.sampled_from(["internal", "counterparty"]))
def test_there_are_at_most_fifteen_must_asks_no_repeats_and_each_id_once(report: Report, audience: Any) -> None:
    questions = asked(report, audience=audience)
    assert sum(question.must_ask for question in questions) <= 15
    assert len({q.question for q in questions}) == len(questions) == len({q.id for q in questions})
    if audience == "counterparty":
        assert not [q for q in questions if q.to in OURS_ALONE or q.trigger or q.priority]


def test_the_limit_of_must_asks_can_be_lowered() -> None:
    assert sum(question.must_ask for question in asked(all_of("no"), most_must_ask=3)) == 3


def test_deal_breakers_are_asked_first_and_fifteen_reach_every_one_of_them() -> None:
    questions = asked(all_of("no"))
    musts = {r.id for r in shipped().requirements if r.must}
    must_asked = {q.trigger.requirement for q in questions if q.must_ask and q.trigger}
    assert sum(q.must_ask for q in questions) == 15 and musts <= must_asked
    assert any(not q.must_ask for q in questions)


def test_nothing_is_asked_when_everything_is_in_place() -> None:
    report = a_report(*(a_judged(r.id, "yes") for r in shipped().requirements if r.side != "burdens"))
    assert asked(report) == []
    assert questions_as_markdown([]) == "# Questions\n\nNo questions follow from these documents.\n"


def test_what_is_not_found_is_asked_in_the_words_for_missing_with_how_much_was_read() -> None:
    near = NearMiss(a_quote("Books may be audited.", "9.8", 20), "not the plant")
    first, *_ = on("audit_rights.facility_audit", "no", nearest=(near,))
    wording = shipped().requirement("audit_rights.facility_audit").questions_missing[0]
    assert first.question == f"{wording.en} (our reading: not found in 214 clauses; nearest: clause 9.8, page 20)"
    assert first.question_zh == f"{wording.zh}（我方理解：通读214个条款未找到；最接近：第9.8条，第20页）"
    assert first.trigger and first.trigger.search == Search(214, 214, terms=first.trigger.search.terms)


def test_what_is_weak_is_asked_with_the_clause_and_the_words_that_weaken_it() -> None:
    limit = a_quote("unless inconvenient", "第九条", 15)
    first, *_ = on("change_control.notice", "partial", citations=(a_quote("Notice."),), limiting=(limit,))
    wording = shipped().requirement("change_control.notice").questions_weak[0]
    assert first.question == f"{wording.en} (our reading: clause 7.3, page 12; clause 第九条, page 15)"
    assert first.question_zh == f"{wording.zh}（我方理解：第7.3条，第12页；第九条，第15页）"


def test_the_document_is_named_once_where_there_are_several() -> None:
    finding = a_judged("change_control.notice", "partial", limiting=(a_quote("unless", "7.4", 13),))
    first, *_ = asked(a_report(finding, documents=(a_held(), a_held(AUDIT, "audit_report"))))
    assert first.question.endswith("(our reading: clause 7.3, page 12; clause 7.4, page 13, supply.pdf)")


def test_a_red_flag_is_asked_about_although_the_clause_is_there() -> None:
    flagged = on("audit_rights.facility_audit", "yes", red_flags=(("Paper only.", a_quote("on paper", "8.4", 17)),))
    assert flagged and "clause 8.4, page 17" in flagged[0].question
    assert flagged[0].priority == "medium" and flagged[0].trigger and flagged[0].trigger.red_flags == ("Paper only.",)


def test_a_burden_is_asked_about_only_when_it_is_there_and_is_never_a_must_ask() -> None:
    assert on("supply_commitments.minimum_purchase", "no") == []
    found = on("supply_commitments.minimum_purchase", "yes")
    assert found and not any(question.must_ask for question in found)


def test_a_document_that_was_not_supplied_is_asked_for_once_by_its_name() -> None:
    sent = a_quote("Each batch is released as the Quality Agreement provides.", "8.1", 15)
    also = a_quote("Changes follow the Quality Agreement.", "9.2", 18)
    report = a_report(
        a_judged("release_testing.documentation", "elsewhere", citations=(sent,)),
        a_judged("change_control.notice", "elsewhere", citations=(also,)),
    )
    [question] = asked(report)
    assert question.question == (
        "Please send the Quality Agreement (we read of it in clause 8.1, page 15); we have not received it and look to it "
        "for: Batch certificates and records, Notice of changes."
    )
    assert (question.section, question.to, question.must_ask) == ("Documents to send", "cdmo_quality", True)
    assert question.evidence_wanted == ("Quality Agreement",) and question.priority == "high"


@pytest.mark.parametrize(
    ("quote", "named"),
    [
        ("as set out in Schedule 3 hereto", "Schedule 3"),
        ("Under this Agreement and the Technical Transfer Plan", "Technical Transfer Plan"),
        ("按照《质量保证协议》执行", "《质量保证协议》"),
        ("详见附件三", "附件三"),
        ("This Supply Agreement refers to papers kept apart", None),
        ("the parties' separate understanding", None),
    ],
)
def test_the_paper_a_clause_leans_on_is_called_by_its_name(quote: str, named: str | None) -> None:
    [question] = on("change_control.notice", "elsewhere", citations=(a_quote(quote),))
    assert question.evidence_wanted == ((named,) if named else ())
    assert (named or "the document that is referred to in clause 7.3, page 12") in question.question


def test_unreadable_pages_are_asked_for_once() -> None:
    search = Search(214, 214, (7, 9))
    findings = [a_judged(r.id, "not_determinable", search=search) for r in shipped().requirements if r.must]
    [question] = asked(a_report(*findings, documents=(a_held(unreadable_pages=(7, 9)),)))
    assert question.question.startswith("Please send a readable, unredacted copy of pages 7, 9; we cannot read it")
    assert question.must_ask and question.section == "Documents to send"


def test_a_failed_check_is_told_to_us_and_never_to_the_other_side() -> None:
    [question] = on("change_control.notice", "failed")
    assert question.to == "internal" and question.question.startswith("Our check failed here")
    assert asked(all_of("failed"), audience="counterparty") == []


def test_the_other_side_is_asked_to_point_us_to_what_we_did_not_locate() -> None:
    questions = asked(a_report(a_judged("change_control.notice", "no")), audience="counterparty")
    assert questions[0].question.startswith("We did not locate wording on “Notice of changes”; please point us to it. ")
    assert "missing" not in questions_as_json(questions)


def test_the_other_side_hears_of_verified_basis_only() -> None:
    for question in asked(every_status(), audience="counterparty"):
        known = {b.text: b.status for point in shipped().control_points for b in point.basis}
        assert all(known[text] == "verified" for text in question.basis)


def test_the_papers_we_want_go_with_one_question_of_each_requirement() -> None:
    questions = on("change_control.notice", "no")
    wanted = shipped().requirement("change_control.notice").evidence_wanted
    assert [q.evidence_wanted for q in questions].count(wanted) == 1


def test_questions_stand_by_control_point_then_addressee_then_must_asks() -> None:
    questions = asked(every_status())
    sections = ["Documents to send", *(point.title for point in shipped().control_points)]
    order = ["cdmo_commercial", "cdmo_quality", "cdmo_technical", "counsel", "internal"]
    keys = [(sections.index(q.section), order.index(q.to), not q.must_ask) for q in questions]
    assert keys == sorted(keys)


# --- written down -----------------------------------------------------------------------------------------------------


def test_the_json_has_the_fields_of_the_stable_interface() -> None:
    told = json.loads(questions_as_json(asked(every_status())))
    assert all(
        set(question) == {"id", "section", "to", "question", "question_zh", "priority", "must_ask", "trigger",
                          "evidence_wanted", "basis"}
        and {"requirement", "status", "citations"} <= set(question["trigger"])
        for question in told
    )  # fmt: skip
    assert any(question["trigger"]["citations"] for question in told)


@pytest.mark.parametrize("audience", ["internal", "counterparty"])
def test_the_markdown_list_reads_as_the_golden_file(audience: Any) -> None:
    questions = draft_questions(a_deal(), small(), audience=audience)
    assert_as_golden(questions_as_markdown(questions, "en"), f"questions-{audience}.md")


def test_a_burden_is_never_called_a_protection_in_place() -> None:
    text = questions_as_markdown(on("supply_commitments.minimum_purchase", "yes"))
    assert "the agreement asks this of you" in text and "in place" not in text


def test_the_list_in_both_languages_reads_as_the_golden_file() -> None:
    questions = draft_questions(a_deal(), small(), audience="counterparty")
    assert_as_golden(questions_as_markdown(questions, "both"), "questions-both.md")


def test_english_stands_in_where_there_is_no_chinese() -> None:
    text = questions_as_markdown(draft_questions(a_deal(), small()), "zh")
    assert "Could we answer within ten days?" in text and "是否取消默示同意？" in text
    assert "Will you give up deemed approval?" not in text


@pytest.mark.parametrize("language", ["en", "zh", "both"])
@pytest.mark.parametrize("audience", ["internal", "counterparty"])
def test_a_workbook_has_a_row_for_each_question_and_no_formula(language: Any, audience: Any) -> None:
    hostile = a_quote("=1+1", "=1+1")
    report = a_report(a_judged("change_control.notice", "partial", citations=(hostile,)))
    questions = asked(report, audience=audience)
    book = openpyxl.load_workbook(io.BytesIO(questions_as_xlsx(questions, language)))
    rows = list(book["Questions"].iter_rows())
    assert len(rows) == len(questions) + 1
    assert {cell.data_type for row in rows for cell in row if cell.value is not None} == {"s"}


@pytest.mark.parametrize("suffix", [".json", ".md", ".docx", ".xlsx"])
def test_a_list_is_written_by_its_suffix(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"questions{suffix}"
    write_questions(asked(every_status()), path, "both")
    assert path.stat().st_size > 1000 and list(tmp_path.iterdir()) == [path]


def test_an_unknown_suffix_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=r"questions\.pdf: .*\.json, \.md, \.docx, \.xlsx$"):
        write_questions([], tmp_path / "questions.pdf")


def test_a_quote_of_ours_never_reaches_the_reading_for_the_other_side() -> None:
    ours = a_quote("We fear for supply.", "1.1", 99, AUDIT)
    report = a_report(
        a_judged("change_control.notice", "partial", citations=(a_quote("Notice."), ours), limiting=(ours,)),
        documents=(a_held(AGREEMENT), a_held(AUDIT, "audit_report")),
    )
    assert all("page 99" not in question.question for question in asked(report, audience="counterparty"))
    assert any("page 99" in question.question for question in asked(report))
