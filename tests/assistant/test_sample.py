"""The sample deal is real paper: same bytes each time, pages, headings, tables, an answer key that fits its text."""

import io
import re
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
import yaml

from assistant.sample import CORPUS, SAMPLE_FILES, build_sample, read_blocks

CONTRACTS = CORPUS / "contracts"
EXPECTED = yaml.safe_load((CONTRACTS / "expected.yaml").read_text(encoding="utf-8"))
CONTROL_POINTS = {
    "process_knowledge",
    "ip",
    "change_control",
    "release_testing",
    "audit_rights",
    "supply_commitments",
    "exit_plan",
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {path.name: path for path in build_sample(tmp_path_factory.mktemp("sample"))}


def headings_of(source: str, level: int) -> list[str]:
    blocks = read_blocks((CORPUS / source).read_text(encoding="utf-8"))
    return [block.text for block in blocks if block.kind == "heading" and block.level == level]


def pdf_pages(path: Path) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(path).pages]


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_building_the_sample_twice_gives_the_same_bytes(sample: dict[str, Path], tmp_path: Path) -> None:
    again = build_sample(tmp_path / "made" / "on demand")

    assert [path.name for path in again] == [name for name, _, _ in SAMPLE_FILES] == list(sample)
    assert {path.name: path.read_bytes() for path in again} == {name: p.read_bytes() for name, p in sample.items()}


def test_supply_agreement_has_twelve_pages_and_every_heading_in_its_body(sample: dict[str, Path]) -> None:
    pages = pdf_pages(sample["supply-agreement.pdf"])
    body = one_line("\n".join(pages[2:]))
    headings = headings_of("contracts/supply-agreement.md", level=2)

    assert len(pages) >= 12
    assert len(headings) > 20
    assert [heading for heading in headings if heading not in body] == []


def test_contents_page_gives_each_heading_dots_and_its_page(sample: dict[str, Path]) -> None:
    pages = pdf_pages(sample["supply-agreement.pdf"])
    lines = list(re.finditer(r"^(.+?) \.{3,} (\d+)$", pages[1], re.MULTILINE))

    assert [match[1] for match in lines] == headings_of("contracts/supply-agreement.md", level=2)
    assert [match[1] for match in lines if match[1] not in one_line(pages[int(match[2]) - 1])] == []


@pytest.mark.parametrize("name", ["supply-agreement.pdf", "audit-report.pdf"])
def test_every_pdf_page_has_header_footer_and_page_number(sample: dict[str, Path], name: str) -> None:
    pages = pdf_pages(sample[name])
    header = pages[0].splitlines()[0]

    for number, page in enumerate(pages, start=1):
        assert page.splitlines()[0] == header
        assert page.splitlines()[-1] == f"Page {number} of {len(pages)}"


def test_words_of_the_supply_agreement_survive_typesetting(sample: dict[str, Path]) -> None:
    printed = one_line(" ".join(pdf_pages(sample["supply-agreement.pdf"])))

    assert "Client shall order, take and pay for at least [***] Batches" in printed
    assert "more than fifty per cent (50%) of the voting rights" in printed


def test_responsibility_matrix_is_a_word_table(sample: dict[str, Path]) -> None:
    document = docx.Document(str(sample["quality-agreement.docx"]))
    matrix = document.tables[0]

    assert [cell.text for cell in matrix.rows[0].cells] == ["No.", "Duty", "Client", "Manufacturer"]
    assert len(matrix.rows) == 33
    assert [cell.text for cell in matrix.rows[21].cells] == ["21", "Change: proposal and assessment", "A", "R"]


def test_word_headings_have_heading_styles_and_each_list_counts_from_one(sample: dict[str, Path]) -> None:
    document = docx.Document(str(sample["quality-agreement.docx"]))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    numbered = [p for p in document.paragraphs if p.style.name == "List Number"]
    numberings = {p._p.pPr.numPr.numId.val for p in numbered}

    assert headings == headings_of("contracts/quality-agreement.md", level=2)
    assert (len(numbered), len(numberings)) == (9, 2)


def test_chinese_agreement_keeps_its_articles_and_words(sample: dict[str, Path]) -> None:
    document = docx.Document(str(sample["commissioned-manufacturing-zh.docx"]))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)

    assert text.startswith("药品委托生产协议")
    assert "第七条 变更控制" in text
    assert "未经甲方书面批准，乙方不得实施前款所列变更。" in text
    assert len(document.tables) == 3


def test_word_file_says_nothing_about_when_or_where_it_was_made(sample: dict[str, Path]) -> None:
    properties = docx.Document(io.BytesIO(sample["quality-agreement.docx"].read_bytes())).core_properties

    assert (properties.author, properties.last_modified_by) == ("Controlpoint sample deal", "")
    assert properties.created == properties.modified


@pytest.mark.parametrize(
    ("markdown", "kinds"),
    [
        ("# A\n\ntext [***] and [***] more", [("heading", "A"), ("paragraph", "text [***] and [***] more")]),
        ("- one\n- two", [("bullet", "one"), ("bullet", "two")]),
        ("1. one\n2. two\n\nafter", [("numbered", "one"), ("numbered", "two"), ("paragraph", "after")]),
        ("7.1 First. Words.", [("paragraph", "7.1 First. Words.")]),
    ],
)
def test_markdown_becomes_blocks_with_the_words_as_typed(markdown: str, kinds: list[tuple[str, str]]) -> None:
    assert [(block.kind, block.text) for block in read_blocks(markdown)] == kinds


def test_markdown_table_becomes_rows() -> None:
    (table,) = read_blocks("| a | b |\n|---|---|\n| 1 | |\n")

    assert table.rows == (("a", "b"), ("1", ""))


@pytest.mark.parametrize("name", list(EXPECTED["documents"]))
def test_answer_key_is_complete_and_cites_clauses_that_exist(name: str) -> None:
    entry: dict[str, Any] = EXPECTED["documents"][name]
    source = (CONTRACTS / entry["source"]).read_text(encoding="utf-8")
    printed = set(re.findall(r"^(\d+\.\d+) ", source, re.MULTILINE))

    assert len(entry["answers"]) == 24
    assert set(entry["verdicts"]) == {requirement.split(".")[0] for requirement in entry["answers"]} == CONTROL_POINTS
    assert entry["customer"] in source.replace("OOSTVAARDER BIOSCIENCES", "Oostvaarder Biosciences")
    for requirement, key in entry["answers"].items():
        assert key["answer"] in ("yes", "partial", "no"), requirement
        assert bool(key.get("clauses")) == (key["answer"] != "no"), requirement
        assert set(key.get("clauses", []) + key.get("near_miss", [])) <= printed, requirement


def test_audit_report_states_one_observation_fewer_than_it_lists() -> None:
    key = EXPECTED["audit_report"]
    report = (CONTRACTS / key["source"]).read_text(encoding="utf-8")
    listed = re.findall(r"^Class: (\w+)\.", report, re.MULTILINE)

    assert {name.lower(): listed.count(name) for name in ("Critical", "Major", "Minor")} == key["counts_listed"]
    assert "four major and six minor observations" in report
    assert sum(key["counts_listed"].values()) == sum(key["counts_stated"].values()) + 1


def test_every_reference_note_is_dated_disclaims_advice_and_speaks_chinese() -> None:
    notes = sorted((CORPUS / "reference").glob("*.md"))
    texts = {note.name: note.read_text(encoding="utf-8") for note in notes}

    assert len(notes) == 10
    for name, text in texts.items():
        english, _, chinese = text.partition("## 中文要点")
        assert re.search(r"^As of \d+ \w+ \d{4}\. Not legal advice", english, re.MULTILINE), name
        assert 400 <= len(english.split()) <= 900, name
        assert len(re.findall(r"[\u4e00-\u9fff]", chinese)) > 100, name
