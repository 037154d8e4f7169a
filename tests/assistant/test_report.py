"""The internal report: its JSON, its words, its order, and documents that try to become markup or formulas."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from golden_files import assert_as_golden
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pypdf import PdfReader
from report_builders import (
    AGREEMENT,
    AUDIT,
    SWEPT,
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

from assistant.answer import Answer
from assistant.errors import ReportError
from assistant.findings import DocumentJudgement, NearMiss, Report, Search
from assistant.report import (
    REPORT_SUFFIXES,
    answer_as_markdown,
    escape_markdown,
    headlines,
    report_as_bytes,
    report_as_dict,
    report_as_json,
    report_as_markdown,
    write_report,
)
from assistant.report.as_docx import as_docx
from assistant.report.as_pdf import as_pdf
from assistant.report.blocks import Bullets, Heading, Paragraph, Quote, Table, one_line, shortened
from assistant.report.wording import how_much_was_read

HOSTILE = '=HYPERLINK("http://x") <script>alert(1)</script> | ![x](y) $$x$$ :red[y] **b**\x00\n# h'


# --- JSON -------------------------------------------------------------------------------------------------------------


def test_the_json_has_every_field_of_the_stable_interface() -> None:
    told = report_as_dict(a_deal())
    assert {"schema", "documents", "engine", "control_points", "findings", "tracked_changes", "notices"} <= set(told)
    assert told["schema"] == 1
    assert {"belongings", "amendments", "precedence", "conflicts", "languages", "language_discrepancies"} <= set(told)
    assert set(told["documents"][0]) == {
        "document", "file", "title", "kind", "detail", "language", "pages", "clauses", "unreadable_pages",
    }  # fmt: skip
    assert set(told["engine"]) == {"version", "checklist", "checklist_hash", "embedder", "judge", "note", "usage"}
    assert {"control_point", "title", "verdict", "severity", "summary"} <= set(told["control_points"][0])
    assert {
        "control_point", "requirement", "side", "status", "confidence", "severity", "rank", "reason", "citations",
        "nearest", "by_document", "search",
    } <= set(told["findings"][0])  # fmt: skip
    assert set(told["findings"][0]["search"]) == {
        "clauses_read", "clauses_total", "unreadable_pages", "terms", "languages",
    }  # fmt: skip
    citation = told["findings"][0]["nearest"][0]
    assert set(citation) == {
        "document", "file", "page", "clause", "heading", "start", "end", "quote", "verified", "why_not",
    }  # fmt: skip
    assert citation["verified"] is True and citation["why_not"] == "Books are not the process."


def test_the_json_has_one_finding_for_each_requirement_in_order() -> None:
    told = json.loads(report_as_json(every_status()))
    assert [finding["requirement"] for finding in told["findings"]] == [r.id for r in shipped().requirements]


def test_the_words_that_limit_follow_the_citations_and_none_stands_twice() -> None:
    whole, limit = a_quote("Supplier tells Customer.", "7.3"), a_quote("if it is able to.", "7.4")
    finding = a_judged("change_control.notice", "partial", citations=(whole, limit), limiting=(limit, limit))
    [told] = report_as_dict(a_report(finding))["findings"]
    assert [citation["clause"] for citation in told["citations"]] == ["7.3", "7.4"]
    finding = a_judged("change_control.notice", "partial", citations=(whole,), limiting=(limit,))
    [told] = report_as_dict(a_report(finding))["findings"]
    assert [citation["clause"] for citation in told["citations"]] == ["7.3", "7.4"]


def test_each_document_keeps_its_own_judgement_in_the_json() -> None:
    own = (DocumentJudgement(AGREEMENT, "yes", (a_quote("Yes."),)), DocumentJudgement(AUDIT, "no"))
    [told] = report_as_dict(a_report(a_judged("change_control.notice", "yes", by_document=own)))["findings"]
    assert [(d["document"], d["status"], len(d["citations"])) for d in told["by_document"]] == [
        (AGREEMENT, "yes", 1),
        (AUDIT, "no", 0),
    ]


def test_findings_below_the_threshold_are_marked_and_listed_for_review_least_certain_first() -> None:
    report = a_report(
        a_judged("change_control.notice", "partial", confidence=0.65),
        a_judged("change_control.approval", "no", confidence=0.95),
        a_judged("exit_plan.technology_transfer", "no", confidence=0.52),
    )
    told = report_as_dict(report)
    assert told["to_read"] == ["exit_plan.technology_transfer", "change_control.notice"]
    assert [f["please_read"] for f in told["findings"]] == [True, False, True]

    markdown = report_as_markdown(report, shipped())
    eyes = markdown[markdown.index("Findings that need your eyes") : markdown.index("## Control points")]
    first, second = (shipped().requirement(r).label for r in told["to_read"])
    assert 0 < eyes.index(first) < eyes.index(second)
    assert shipped().requirement("change_control.approval").label not in eyes


# --- headlines --------------------------------------------------------------------------------------------------------


def test_there_are_at_most_five_headlines() -> None:
    assert len(headlines(all_of("no"), shipped())) == 5
    assert len(headlines(all_of("no"), shipped(), most=2)) == 2


def test_headlines_come_worst_first() -> None:
    report = a_report(
        a_judged("audit_rights.for_cause", "no"),
        a_judged("change_control.notice", "partial"),
        a_judged("release_testing.documentation", "elsewhere"),
        a_judged("audit_rights.facility_audit", "yes", red_flags=(("Copies on paper only.", a_quote("on paper")),)),
        a_judged("exit_plan.technology_transfer", "no"),
    )
    assert [(h.requirement, h.rank) for h in headlines(report, shipped())] == [
        ("exit_plan.technology_transfer", "deal-breaker"),
        ("change_control.notice", "negotiate"),
        ("audit_rights.facility_audit", "negotiate"),
        ("release_testing.documentation", None),
        ("audit_rights.for_cause", "accept"),
    ]


@pytest.mark.parametrize("status", ["yes", "failed", "not_applicable"])
def test_what_is_no_issue_of_the_agreement_is_no_headline(status: str) -> None:
    assert headlines(all_of(status), shipped()) == []


def test_a_burden_is_never_a_headline() -> None:
    for status in ("yes", "partial", "no"):
        assert headlines(a_report(a_judged("supply_commitments.minimum_purchase", status)), shipped()) == []


def test_every_headline_has_a_quote_or_says_how_much_was_read() -> None:
    for headline in headlines(every_status(), shipped(), most=24):
        assert headline.quote or headline.proof == "Every one of 214 clauses on 42 pages was read."


# --- words ------------------------------------------------------------------------------------------------------------


def test_the_markdown_report_reads_as_the_golden_file() -> None:
    assert_as_golden(report_as_markdown(a_deal(), small()), "report.md")


def test_a_burden_stands_under_what_it_costs_and_is_never_called_a_gap() -> None:
    for status, words in [
        ("yes", "the agreement asks this of you"),
        ("no", "the supplied text does not ask this of you"),
    ]:
        text = report_as_markdown(a_report(a_judged("supply_commitments.minimum_purchase", status)), shipped())
        after = text.partition("### What it costs you")[2]
        assert words in after and "not found" not in text and "weak:" not in text


@pytest.mark.parametrize(
    ("search", "said"),
    [
        (SWEPT, "Every one of 214 clauses on 42 pages was read."),
        (Search(1, 1), "The one clause on 42 pages was read."),
        (Search(200, 214), "Only 200 of 214 clauses on 42 pages were read."),
        (Search(214, 214, (7, 9)), "214 clauses on 42 pages were read; pages 7, 9 could not be read."),
        (Search(200, 214, (7,)), "200 of 214 clauses on 42 pages were read; page 7 could not be read."),
    ],
)
def test_how_much_was_read_is_said_exactly(search: Search, said: str) -> None:
    finding = a_judged("change_control.notice", "not_determinable", search=search)
    assert how_much_was_read(a_report(finding), finding) == said


def test_pages_of_a_document_that_was_not_judged_are_not_counted_as_read() -> None:
    finding = a_judged("change_control.notice", "no", by_document=(DocumentJudgement(AGREEMENT, "no"),))
    report = a_report(finding, documents=(a_held(), a_held(AUDIT, "audit_report", pages=5)))
    assert "on 42 pages" in how_much_was_read(report, finding)


def test_a_denial_is_told_from_silence() -> None:
    denial = a_judged("change_control.notice", "no", citations=(a_quote("Supplier need not give notice."),))
    assert "expressly denied by the text" in report_as_markdown(a_report(denial), shipped())


def test_a_failed_check_is_never_shown_as_not_found() -> None:
    text = report_as_markdown(all_of("failed"), shipped())
    assert "was read" not in text
    assert "the check itself failed" in text and "not found in the supplied text" not in text


def test_proposed_wording_is_always_marked_as_a_draft_for_counsel() -> None:
    lines = report_as_markdown(all_of("no"), shipped()).splitlines()
    proposed = [line for line in lines if "proposed wording" in line]
    assert len(proposed) > 20 and all("draft for counsel" in line for line in proposed)


def test_an_answer_shows_its_quotes_with_their_places() -> None:
    answer = Answer("Who?", "**Supplier** does.", True, 0.9, (a_quote("Supplier *does*."),), note="Asked in Chinese.")
    assert answer_as_markdown(answer) == (
        "**Supplier** does.\n\n**Note:** Asked in Chinese.\n\n**Where it says so:**\n\n"
        "> “Supplier \\*does\\*.”\\\n> — supply.pdf, clause 7.3, page 12\n"
    )


# --- hostile documents ------------------------------------------------------------------------------------------------


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_escaped_text_shows_as_typed_and_is_never_markup(text: str) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(escape_markdown(text))
    inline = [child for token in tokens for child in token.children or []]
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    assert {child.type for child in inline} <= {"text", "text_special"}
    assert "".join(child.content for child in inline) == one_line(text)


@pytest.mark.parametrize(
    "text",
    ["# a", "- a", "+ a", "1. a", "2) a", "> a", "---", "===", "    a", "```a", "| a |", "[a]: b", "&lt;", "a\\"],
)
def test_the_start_of_a_line_is_never_markup(text: str) -> None:
    html = MarkdownIt("commonmark").enable("table").render(escape_markdown(text))
    plain = text.strip().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert html == f"<p>{plain}</p>\n"


def a_hostile_report() -> Report:
    bad = a_quote(HOSTILE, HOSTILE, heading=HOSTILE)
    finding = a_judged(
        "change_control.notice", "partial", reason=HOSTILE, citations=(bad,), limiting=(bad,),
        nearest=(NearMiss(bad, HOSTILE),), red_flags=((HOSTILE, bad),),
    )  # fmt: skip
    return a_report(finding, documents=(a_held(title=HOSTILE), a_held(AUDIT, "audit_report", HOSTILE)))


@pytest.mark.parametrize("audience", ["internal", "counterparty"])
def test_words_of_a_document_never_become_markup(audience: Any) -> None:
    text = report_as_markdown(a_hostile_report(), shipped(), audience=audience)
    html = MarkdownIt("commonmark").enable("table").render(text)
    assert "<script" not in html and "<img" not in html and "<b>" not in html and "<a " not in html
    assert html.count("<h1>") == 1 and "alert(1)" in html
    assert "$$" not in text.replace("\\$", "") and ":red[" not in text


@pytest.mark.parametrize("audience", ["internal", "counterparty"])
@pytest.mark.parametrize("danger", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|'/c calc'!A1", "\t=1", "http://x.example"])
def test_no_cell_of_a_workbook_is_a_formula_a_number_or_a_link(danger: str, audience: Any) -> None:
    bad = a_quote(danger, danger, heading=danger)
    finding = a_judged("change_control.notice", "partial", reason=danger, citations=(bad,))
    report = a_report(finding, documents=(a_held(title=danger),))
    book = openpyxl.load_workbook(io.BytesIO(report_as_bytes(report, shipped(), ".xlsx", audience)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any(danger in cell.value for cell in cells)
    assert {(cell.data_type, cell.number_format, cell.hyperlink) for cell in cells} == {("s", "@", None)}


def test_a_cell_that_is_too_long_for_excel_is_cut_and_not_dropped() -> None:
    report = a_report(a_judged("change_control.notice", "yes", citations=(a_quote("long " * 10_000),)))
    book = openpyxl.load_workbook(io.BytesIO(report_as_bytes(report, shipped(), ".xlsx")))
    cell = book["Evidence"]["D2"].value
    assert cell.startswith("long long") and cell.endswith("[…]") and len(cell) < 32_767


@pytest.mark.parametrize("suffix", REPORT_SUFFIXES)
def test_hostile_text_is_written_in_every_format(suffix: str) -> None:
    assert len(report_as_bytes(a_hostile_report(), shipped(), suffix)) > 1000


def test_a_quote_for_people_is_cut_at_a_word() -> None:
    assert shortened("one two\nthree four", 13) == "one two […]"
    assert shortened("one\u202e two") == "one two"


# --- files ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", ["internal", "counterparty"])
def test_a_word_file_says_nothing_about_who_made_it_or_when(audience: Any) -> None:
    content = report_as_bytes(a_deal(), small(), ".docx", audience)
    properties = docx.Document(io.BytesIO(content)).core_properties
    told = (properties.author, properties.last_modified_by, properties.comments, properties.title, properties.keywords)
    assert told == ("", "", "", "", "")
    assert properties.created == properties.modified and properties.created.year == 2000
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        company = archive.read("docProps/app.xml").decode()
    assert "<Company></Company>" in company or "<Company/>" in company or "Company" not in company


@pytest.mark.parametrize("suffix", REPORT_SUFFIXES)
def test_the_same_report_gives_the_same_bytes(suffix: str) -> None:
    assert report_as_bytes(a_deal(), small(), suffix) == report_as_bytes(a_deal(), small(), suffix)


def test_a_workbook_names_no_author_and_no_company() -> None:
    book = openpyxl.load_workbook(io.BytesIO(report_as_bytes(a_deal(), small(), ".xlsx")))
    assert not book.properties.creator and book.properties.created.year == 2000
    with zipfile.ZipFile(io.BytesIO(report_as_bytes(a_deal(), small(), ".xlsx"))) as archive:
        assert "<Company></Company>" in archive.read("docProps/app.xml").decode()


def test_a_pdf_shows_both_languages_and_names_no_author() -> None:
    blocks = [
        Heading("变更控制 Change", 1), Paragraph("第九条 ≥5% → привет", "原因"), Quote("委托方", "协议.pdf"),
        Bullets(("<b>",)), Table(("A",), (("词" * 3000,),)),
    ]  # fmt: skip
    reader = PdfReader(io.BytesIO(as_pdf(blocks)))
    assert not (reader.metadata.author if reader.metadata else "")
    text = reader.pages[0].extract_text()
    assert all(words in text for words in ("变更控制", "Change", "第九条", "≥5%", "привет", "<b>"))


def test_a_word_file_keeps_every_block() -> None:
    blocks = [
        Heading("一", 1),
        Paragraph("text", "Label:"),
        Quote("q", "s", "l"),
        Bullets(("b",)),
        Table(("h",), (("c",),)),
    ]
    document = docx.Document(io.BytesIO(as_docx(blocks)))
    assert [p.text for p in document.paragraphs] == ["一", "Label: text", "l\n“q”\n— s", "b", ""]
    assert [cell.text for row in document.tables[0].rows for cell in row.cells] == ["h", "c"]


@pytest.mark.parametrize("suffix", REPORT_SUFFIXES)
def test_a_report_is_written_by_its_suffix_and_nothing_else_is_left(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"deal 报告{suffix.upper()}"
    path.write_text("the report of yesterday")
    write_report(a_deal(), small(), path)
    assert path.read_bytes() == report_as_bytes(a_deal(), small(), suffix)
    assert list(tmp_path.iterdir()) == [path]


def test_an_unknown_suffix_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=r"^.*report\.pages: .*\.md, \.json, \.docx, \.xlsx, \.pdf$"):
        write_report(a_deal(), small(), tmp_path / "report.pages")


def test_a_folder_that_is_not_there_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=r"^.*nowhere/report\.md: cannot be written \(No such file or directory\); "):
        write_report(a_deal(), small(), tmp_path / "nowhere" / "report.md")


def test_a_full_disk_leaves_the_old_report_and_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.md"
    path.write_text("the report of yesterday")

    def full(self: Path, content: bytes) -> int:
        self.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(ReportError, match="free some space"):
        write_report(a_deal(), small(), path)
    assert [p.name for p in tmp_path.iterdir()] == ["report.md"] and path.read_text() == "the report of yesterday"


def test_a_table_in_the_pdf_breaks_no_short_word() -> None:
    header = ("Day", "Clauses", "What the clause says of the matter", "Pages that could not be read")
    rows = tuple((f"2026-09-{day}", "1470", "words that go on " * 12, "none") for day in range(10, 14))
    text = PdfReader(io.BytesIO(as_pdf([Table(header, rows)]))).pages[0].extract_text()

    assert {"Clauses", *(f"2026-09-{day}" for day in range(10, 14))} <= set(text.split())
