"""Workbooks as rows, old Office files by LibreOffice, tracked changes as data and from both sides."""

import datetime
import io
import os
import re
import stat
import sys
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from ingest.changes import Comment, TrackedChange, comments, headers_and_footers, tracked_changes
from ingest.errors import IngestError, UnreadableFile
from ingest.pdf import read_pdf
from ingest.read import read_document
from ingest.sheet import read_sheet


def a_workbook(**sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title.replace("_", " "))
        for row in rows:
            sheet.append(row)
        if title.startswith("hidden"):
            sheet.sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


MATRIX = [["Task", "Supplier", "Customer"], ["Batch release", None, "X"], ["Review\nof records", "X", None]]


def test_sheets_are_pages_and_rows_are_lines(tmp_path: Path) -> None:
    data = a_workbook(
        Responsibility_matrix=MATRIX,
        hidden_notes=[["secret"]],
        Prices=[["Fee", 268.5, datetime.date(2026, 3, 2), True], [None, None, None, None]],
    )
    (tmp_path / "matrix.xlsx").write_bytes(data)
    document = read_document(tmp_path / "matrix.xlsx")
    assert document.text == (
        "Responsibility matrix\n\nTask | Supplier | Customer\nBatch release |  | X\nReview of records | X\n\n"
        "Prices\n\nFee | 268.5 | 2026-03-02 | True\n\n"
    )
    assert [page.number for page in document.pages] == [1, 2]


def test_workbook_that_is_a_bomb_damaged_or_empty_is_one_line() -> None:
    whole = a_workbook(A=[["x"]])
    bomb = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            new.writestr(entry, old.read(entry))
        new.writestr("xl/more.xml", bytes(60 * 2**20))
    for data, message in [
        (bomb.getvalue(), "the XLSX unpacks to far more than a document holds"),
        (whole.replace(b"xl/workbook.xml", b"xl/wOrkbook.xml"), "the workbook is damaged"),
        (a_workbook(A=[]), "the workbook holds no text"),
    ]:
        with pytest.raises(UnreadableFile, match=f"^a\\.xlsx: {message}"):
            read_sheet(data, "a.xlsx")


def a_libreoffice(folder: Path, body: str) -> None:
    """A program that takes soffice's place: what it is called with, and what it makes of it, are as with the real one."""
    program = folder / "soffice"
    program.write_text(
        f"#!{sys.executable}\nimport pathlib, shutil, sys, time\n"
        "arguments = sys.argv[1:]\nassert '--headless' in arguments\n"
        "wanted = arguments[arguments.index('--convert-to') + 1]\n"
        "target = pathlib.Path(arguments[arguments.index('--outdir') + 1])\n"
        "source = pathlib.Path(arguments[-1])\nassert source.read_bytes()\n"
        f"{body}\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument\0".encode("utf-16-le")


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for LibreOffice is a script")
def test_old_word_file_is_read_through_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = docx.Document()
    made.add_paragraph("1. The Supplier shall supply.")
    made.save(str(tmp_path / "made.docx"))
    a_libreoffice(tmp_path, f"shutil.copy({str(tmp_path / 'made.docx')!r}, target / (source.stem + '.' + wanted))")
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "old agreement.doc").write_bytes(OLD_WORD)
    document = read_document(tmp_path / "old agreement.doc")
    assert document.text == "1. The Supplier shall supply.\n"
    assert document.file == "old agreement.doc"


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for LibreOffice is a script")
@pytest.mark.parametrize(
    ("body", "message"),
    [("", "LibreOffice cannot read it; save it as DOCX"), ("time.sleep(60)", "LibreOffice takes too long over it")],
)
def test_libreoffice_that_fails_or_hangs_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, message: str
) -> None:
    a_libreoffice(tmp_path, body)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("ingest.office.SECONDS", 2.0)
    (tmp_path / "old.doc").write_bytes(OLD_WORD)
    with pytest.raises(IngestError, match=f"^old\\.doc: {message}"):
        read_document(tmp_path / "old.doc")


W = nsdecls("w")


def run(text: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def change(kind: str, text: str, author: str = "B. Seller") -> str:
    tag = "delText" if kind in ("del", "moveFrom") else "t"
    stamp = f'w:id="1" w:author="{author}" w:date="2026-03-02T10:00:00Z"'
    return f"<w:{kind} {stamp}>{run(text, tag)}</w:{kind}>"


def a_draft(path: Path, *paragraphs: str) -> Path:
    document = docx.Document()
    body = document.element.body
    for paragraph in paragraphs:
        body.insert(len(body) - 1, parse_xml(f"<w:p {W}>{paragraph}</w:p>"))
    document.save(str(path))
    return path


MARKED = (
    run("The Supplier ") + change("del", "shall") + change("ins", "may") + run(" notify the Customer."),
    '<w:pPr><w:rPr><w:ins w:id="2" w:author="B. Seller"/></w:rPr></w:pPr>' + change("ins", "A clause put in."),
    change("moveFrom", "Moved from here. ") + run("Stays."),
    change("moveTo", "Moved to here.") + change("ins", " Ours.", "A. Buyer"),
)


def test_text_is_read_from_either_side_of_the_changes(tmp_path: Path) -> None:
    path = a_draft(tmp_path / "draft.docx", *MARKED)
    accepted, rejected = (read_document(path, markup=side).text for side in ("accepted", "rejected"))
    assert [line for line in accepted.split("\n") if line] == [
        "The Supplier may notify the Customer.",
        "A clause put in.",
        "Stays.",
        "Moved to here. Ours.",
    ]
    assert [line for line in rejected.split("\n") if line] == [
        "The Supplier shall notify the Customer.",
        "Moved from here. Stays.",
    ]
    assert read_document(path).text == accepted


def test_changes_are_told_with_author_date_and_paragraph(tmp_path: Path) -> None:
    found = tracked_changes(a_draft(tmp_path / "draft.docx", *MARKED))
    date, first = "2026-03-02T10:00:00Z", "The Supplier may notify the Customer."
    assert found[:2] == [
        TrackedChange("B. Seller", date, "deletion", "shall", first),
        TrackedChange("B. Seller", date, "insertion", "may", first),
    ]
    assert [(item.kind, item.text, item.author) for item in found[2:]] == [
        ("insertion", "A clause put in.", "B. Seller"),
        ("deletion", "Moved from here. ", "B. Seller"),
        ("insertion", "Moved to here.", "B. Seller"),
        ("insertion", " Ours.", "A. Buyer"),
    ]


def test_change_kept_in_pieces_by_word_is_one_and_what_was_taken_back_is_a_deletion(tmp_path: Path) -> None:
    pieces = change("ins", "for ") + change("ins", "cause") + run(" only ")
    taken_back = '<w:ins w:id="5" w:author="A"><w:del w:id="6" w:author="C">' + run("never", "delText")
    path = a_draft(tmp_path / "draft.docx", pieces + taken_back + "</w:del></w:ins>")
    assert [(c.kind, c.text, c.author) for c in tracked_changes(path)] == [
        ("insertion", "for cause", "B. Seller"),
        ("deletion", "never", "C"),
    ]
    assert tracked_changes(a_draft(tmp_path / "clean.docx", run("No change."))) == []


def test_comments_headers_and_footers_are_data_and_not_text(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("The cap is ")
    marked = paragraph.add_run("ten per cent")
    document.add_comment(marked, text="Too low for us.", author="B. Seller", initials="BS")
    document.sections[0].header.paragraphs[0].text = "Draft 3 of 2 March"
    document.sections[0].footer.paragraphs[0].text = "Confidential"
    document.save(str(tmp_path / "draft.docx"))
    (comment,) = comments(tmp_path / "draft.docx")
    assert comment == Comment("B. Seller", comment.date, "Too low for us.", "ten per cent")
    assert comment.date
    assert headers_and_footers(tmp_path / "draft.docx") == ["Draft 3 of 2 March", "Confidential"]
    assert read_document(tmp_path / "draft.docx").text == "The cap is ten per cent\n"


def test_comments_are_read_though_the_package_does_not_say_what_they_are(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_comment(document.add_paragraph("The cap is ten per cent").runs[0], text="Too low.", author="B. Seller")
    document.save(str(tmp_path / "whole.docx"))
    with zipfile.ZipFile(tmp_path / "whole.docx") as whole, zipfile.ZipFile(tmp_path / "bare.docx", "w") as bare:
        for name in whole.namelist():
            data = whole.read(name)
            if name == "[Content_Types].xml":
                data = re.sub(rb'<Override PartName="/word/comments.xml"[^>]*/>', b"", data)
            bare.writestr(name, data)
    assert [comment.text for comment in comments(tmp_path / "bare.docx")] == ["Too low."]


def a_printed_table(rows: list[list[str]], style: list[tuple[object, ...]], widths: list[int]) -> bytes:
    plain = getSampleStyleSheet()["BodyText"]
    table = Table([[Paragraph(cell, plain) for cell in row] for row in rows], colWidths=widths)
    table.setStyle(TableStyle(style))
    stream = io.BytesIO()
    before, after = "1. Responsibilities are shared as follows.", "2. The parties meet every quarter of the year."
    SimpleDocTemplate(stream, pagesize=A4).build([Paragraph(before, plain), table, Paragraph(after, plain)])
    return stream.getvalue()


PRINTED = [
    ["Task", "Supplier", "Customer"],
    ["Review of the executed batch record before the release of each batch", "X", ""],
    ["Release to market", "", "X, within ten days of receipt of the complete batch record"],
]
GRID = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)


def test_ruled_table_of_a_pdf_is_read_by_rows_and_stays_in_its_place() -> None:
    lines = [
        line for line in read_pdf(a_printed_table(PRINTED, [GRID], [200, 80, 160]), "a.pdf").text.split("\n") if line
    ]
    assert lines == [
        "1. Responsibilities are shared as follows.",
        "Task | Supplier | Customer",
        "Review of the executed batch record before the release of each batch | X",
        "Release to market |  | X, within ten days of receipt of the complete batch record",
        "2. The parties meet every quarter of the year.",
    ]


def test_cells_that_span_columns_or_rows_are_told_once() -> None:
    rows = [["Quality", "", ""], ["Release", "QA", "Supplier"], ["", "QP", "Customer"]]
    spans = [GRID, ("SPAN", (0, 0), (2, 0)), ("SPAN", (0, 1), (0, 2))]
    lines = read_pdf(a_printed_table(rows, spans, [150, 100, 100]), "a.pdf").text.split("\n")
    assert [line for line in lines if line][1:4] == ["Quality", "Release | QA | Supplier", " | QP | Customer".strip()]


def test_frame_around_text_and_lines_under_words_make_no_table() -> None:
    rows = [
        ["The Supplier shall supply and the Customer shall buy the Product as agreed."],
        ["It ends after ten years."],
    ]
    text = read_pdf(a_printed_table(rows, [GRID], [400]), "a.pdf").text
    assert " | " not in text
    assert "The Supplier shall supply" in text
