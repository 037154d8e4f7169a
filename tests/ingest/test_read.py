"""Any file a user may hand in: what is read, what is refused in one line, and what always holds of a Document."""

import io
import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen import canvas

from ingest.document import Document
from ingest.errors import IngestError, UnreadableFile, UnsupportedFormat
from ingest.pages import PAGE_BREAK, PageWriter, tile
from ingest.plain import read_plain, split_pages
from ingest.read import printable, read_document


def a_pdf(*pages: str, password: str | None = None) -> bytes:
    stream = io.BytesIO()
    locked = StandardEncryption(password, ownerPassword="owner", strength=128) if password is not None else None
    sheet = canvas.Canvas(stream, encrypt=locked)
    for page in pages:
        for i, line in enumerate(page.splitlines()):
            sheet.drawString(72, 760 - 14 * i, line)
        sheet.showPage()
    sheet.save()
    return stream.getvalue()


def a_docx(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_part(package: bytes, part: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            if entry != part:
                new.writestr(entry, old.read(entry))
        new.writestr(part, content)
    return stream.getvalue()


def a_zip(names: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in names.items():
            archive.writestr(name, content)
    return stream.getvalue()


def with_forged_size(package: bytes, size: int) -> bytes:
    """The first directory entry states `size`, whatever the entry holds."""
    start = package.index(b"PK\x01\x02")
    return package[: start + 24] + struct.pack("<I", size) + package[start + 28 :]


def read(tmp_path: Path, name: str, data: bytes) -> Document:
    path = tmp_path / name
    path.write_bytes(data)
    return read_document(path)


OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b"<w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)

BAD: list[tuple[str, Callable[[], bytes], type[IngestError], str]] = [
    ("empty.pdf", lambda: b"", UnreadableFile, "the file is empty; fetch it again"),
    ("spaces.txt", lambda: b" \n\n ", UnreadableFile, "the file holds no text; check that it is the right one"),
    ("a.pdf", lambda: b"Dear all", UnreadableFile, "named .pdf but not a PDF; it holds plain text; rename it to .txt"),
    (
        "b.pdf",
        lambda: a_docx("x"),
        UnreadableFile,
        "named .pdf but not a PDF; it holds a Word file; rename it to .docx",
    ),
    ("c.docx", lambda: a_pdf("x"), UnreadableFile, "named .docx but not a DOCX; it holds a PDF; rename it to .pdf"),
    (
        "d.pdf",
        lambda: b"<!DOCTYPE html><p>x",
        UnreadableFile,
        "named .pdf but not a PDF; it holds an HTML page; rename it to .html",
    ),
    (
        "e.docx",
        lambda: a_zip({"a.txt": b"x"}),
        UnreadableFile,
        "named .docx but not a DOCX; it holds a ZIP archive; unpack it and name the files in it",
    ),
    (
        "cut.pdf",
        lambda: a_pdf("Supply Agreement", "Term")[:-200],
        UnreadableFile,
        "the PDF is cut off before its end; fetch or export the file again",
    ),
    (
        "hollow.pdf",
        lambda: b"%PDF-1.7\nnothing here\n%%EOF\n",
        UnreadableFile,
        "the PDF is damaged; open it in a viewer and save or print it anew",
    ),
    (
        "locked.pdf",
        lambda: a_pdf("Supply Agreement", password="secret"),
        UnreadableFile,
        "the PDF is protected by a password; save a copy without it",
    ),
    (
        "scan.pdf",
        lambda: a_pdf("", "", ""),
        UnreadableFile,
        "all 3 pages are blank; check that it is the right file",
    ),
    (
        "cut.docx",
        lambda: a_docx("Supply Agreement")[:-300],
        UnreadableFile,
        "the DOCX is damaged or cut off; fetch it again or save it anew",
    ),
    (
        "hollow.docx",
        lambda: a_zip({"word/document.xml": b"<oops"}),
        UnreadableFile,
        "the DOCX is damaged or cut off; open it in Word and save it anew",
    ),
    (
        "bomb.docx",
        lambda: with_part(a_docx("x"), "word/document.xml", bytes(60 * 2**20)),
        UnreadableFile,
        "the DOCX unpacks to far more than a document holds (zip bomb); ask its sender for a clean copy",
    ),
    (
        "many.docx",
        lambda: a_zip({"word/document.xml": b"x"} | {f"word/{i}.xml": b"" for i in range(10_001)}),
        UnreadableFile,
        "the DOCX unpacks to far more than a document holds (zip bomb); ask its sender for a clean copy",
    ),
    (
        "liar.docx",
        lambda: with_forged_size(a_zip({"word/document.xml": bytes(60 * 2**20)}), 100),
        UnreadableFile,
        "the DOCX is damaged or cut off; open it in Word and save it anew",
    ),
    (
        "entities.docx",
        lambda: with_part(a_docx("x"), "word/document.xml", ENTITIES),
        UnreadableFile,
        "its XML declares a DTD, which Word never does; open it in Word and save it anew",
    ),
    (
        "locked.docx",
        lambda: OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"),
        UnreadableFile,
        "protected by a password; open it in Office and save a copy without one",
    ),
    (
        "blank.docx",
        lambda: a_docx("", " "),
        UnreadableFile,
        "the Word file holds no text; if its pages are pictures it needs OCR",
    ),
    (
        "old.doc",
        lambda: OLD_OFFICE,
        UnsupportedFormat,
        "an old Office file of a kind we do not know; save it as DOCX or PDF",
    ),
    (
        "older.doc",
        lambda: OLD_OFFICE + "WordDocument\0".encode("utf-16-le"),
        UnsupportedFormat,
        "an old Word file; save it as DOCX or install LibreOffice, which reads it",
    ),
    (
        "x.rtf",
        lambda: b"{\\rtf1 hello}",
        UnsupportedFormat,
        "an RTF file; save it as DOCX or install LibreOffice, which reads it",
    ),
    (
        "slides.pptx",
        lambda: a_zip({"ppt/presentation.xml": b"x"}),
        UnsupportedFormat,
        "a PPTX file; save it as PDF or install LibreOffice, which reads it",
    ),
    (
        "photo.png",
        lambda: b"\x89PNG\r\n\x1a\n" + bytes(50),
        UnreadableFile,
        "the picture is damaged or cut off; open it in a viewer and save it anew",
    ),
    (
        "deal.zip",
        lambda: a_zip({"a.txt": b"x"}),
        UnsupportedFormat,
        "a ZIP archive; unpack it and name the files in it",
    ),
    (
        "book.xlsx",
        lambda: a_zip({"xl/workbook.xml": b"x"}),
        UnreadableFile,
        "the workbook is damaged; open it in Excel and save it anew",
    ),
    (
        "data.csv",
        lambda: b"a,b\n1,2\n",
        UnsupportedFormat,
        "no reader for .csv files; save it as PDF, DOCX, TXT, MD or HTML",
    ),
    (
        "noise.txt",
        lambda: bytes(range(256)) * 20,
        UnsupportedFormat,
        "not a text file; save it as PDF, DOCX, TXT, MD or HTML",
    ),
]


@pytest.mark.parametrize(("name", "build", "error", "message"), BAD, ids=[row[0] for row in BAD])
def test_bad_input_is_refused_in_one_line_that_names_file_and_remedy(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    build: Callable[[], bytes],
    error: type[IngestError],
    message: str,
) -> None:
    monkeypatch.setattr("shutil.which", lambda _program: None)
    with pytest.raises(IngestError) as refusal:
        read(tmp_path, name, build())
    assert type(refusal.value) is error
    assert str(refusal.value) == f"{name}: {message}"
    assert "\n" not in str(refusal.value)


def test_folder_and_missing_file_are_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "deal").mkdir()
    for name, message in [
        ("deal", "a folder, not a file; name the files in it"),
        ("gone.pdf", "no such file; check its path"),
    ]:
        with pytest.raises(UnreadableFile, match=f"^{name}: {message}$"):
            read_document(tmp_path / name)


def test_file_without_permission_is_refused_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "private.txt"
    path.write_text("Supply Agreement")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    message = "^private.txt: no permission to read it; change its permissions or copy it$"
    with pytest.raises(UnreadableFile, match=message):
        read_document(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_named_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(UnreadableFile, match="not a regular file"):
        read_document(tmp_path / "pipe.txt")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Supply Agreement (final).txt", "Supply Agreement (final).txt"),
        ("供货协议 'v2' \"final\".txt", "供货协议 'v2' \"final\".txt"),
        ("two\nlines\x1b[31m.txt", "two lines [31m.txt"),
        ("right\u202eto left.txt", "right to left.txt"),
        ("broken\udcff.txt", "broken .txt"),
        ("\n\t", "unnamed"),
    ],
)
def test_odd_names_become_printable_and_keep_their_letters(name: str, shown: str) -> None:
    assert printable(name) == shown


def test_file_with_a_newline_in_its_name_is_read_and_shown_on_one_line(tmp_path: Path) -> None:
    document = read(tmp_path, "供货\n协议.txt", "委托生产协议".encode())
    assert document.file == "供货 协议.txt"


def test_name_given_by_the_caller_is_the_name_shown(tmp_path: Path) -> None:
    (tmp_path / "upload-1").write_text("Supply Agreement")
    assert read_document(tmp_path / "upload-1", name="deal.txt").file == "deal.txt"


def test_same_bytes_give_the_same_document_whatever_the_name(tmp_path: Path) -> None:
    data = a_pdf("SUPPLY AGREEMENT\n1. Term. Two years.", "2. Price. As agreed.")
    first, second = read(tmp_path, "a.pdf", data), read(tmp_path, "b.pdf", data)
    assert (first.id, first.text, first.pages) == (second.id, second.text, second.pages)
    assert len(first.id) == 64


def test_format_is_known_by_content_where_the_suffix_says_nothing(tmp_path: Path) -> None:
    assert "Supply" in read(tmp_path, "pdf-without-suffix", a_pdf("Supply Agreement of the parties")).text
    assert read(tmp_path, "page.txt", b"<!doctype html><p>Supply <b>Agreement</b></p>").text == "Supply Agreement\n"


def test_locked_pdf_that_opens_without_a_password_is_read(tmp_path: Path) -> None:
    assert "Supply Agreement" in read(tmp_path, "a.pdf", a_pdf("Supply Agreement of the parties", password="")).text


def test_progress_is_told_for_every_page(tmp_path: Path) -> None:
    pages = [f"{i}. Clause number {i} of the agreement stands here." for i in range(1, 8)]
    (tmp_path / "a.pdf").write_bytes(a_pdf(*pages))
    told: list[tuple[int, int]] = []
    read_document(tmp_path / "a.pdf", on_page=lambda done, total: told.append((done, total)))
    assert told == [(i, 7) for i in range(1, 8)]


QUOTES = "“Supply” – 30 days’ notice"


@pytest.mark.parametrize(
    "data",
    [
        QUOTES.encode(),
        b"\xef\xbb\xbf" + QUOTES.encode(),
        QUOTES.encode("utf-16"),
        QUOTES.encode("utf-16-le") + " and so on for many words".encode("utf-16-le"),
        (QUOTES + ", as the parties have agreed in writing.").encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16 with mark", "utf-16 without", "windows-1252"],
)
def test_text_is_decoded_whatever_its_encoding(tmp_path: Path, data: bytes) -> None:
    assert read(tmp_path, "a.txt", data).text.startswith(QUOTES)


def test_chinese_in_gb18030_is_decoded(tmp_path: Path) -> None:
    text = "药品委托生产协议\n第一条 定义与解释。甲方应于每月十日前向乙方提交滚动预测（GMP）。"
    document = read(tmp_path, "a.txt", text.encode("gb18030"))
    assert document.text == text
    assert document.language == "zh"


def test_line_ends_are_made_one_and_nothing_else_of_a_text_is_edited(tmp_path: Path) -> None:
    document = read(tmp_path, "a.txt", b"1.  Term\r\n\r\n   two  years\rNo end")
    assert document.text == "1.  Term\n\n   two  years\nNo end"


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("one\ftwo\fthree", ["one\f", "two\f", "three"]),
        ("one\f", ["one\f"]),
        ("<PAGE>\none\n<PAGE>\ntwo\n", ["<PAGE>\none\n", "<PAGE>\ntwo\n"]),
        (
            "a\nPage 1 of 3\nb\nPage 2 of 3\nc\nPage 3 of 3\n",
            ["a\nPage 1 of 3\n", "b\nPage 2 of 3\n", "c\nPage 3 of 3\n"],
        ),
        ("a\nPage 2 of 3\nb\nPage 1 of 3\nc\n", ["a\nPage 2 of 3\nb\nPage 1 of 3\nc\n"]),
        ("no page marks at all", ["no page marks at all"]),
    ],
)
def test_text_is_cut_at_clear_page_marks_only(text: str, pages: list[str]) -> None:
    assert split_pages(text) == pages


@given(st.text(alphabet=st.sampled_from(list("ab \n\f\r第条<PAGE>1of3")), max_size=200))
def test_pages_of_any_text_cover_it_in_order_without_gaps(text: str) -> None:
    reading = read_plain(text.encode(), "a.txt")
    pages = tile(reading.pages)
    assert [page.span.start for page in pages] == [0, *(page.span.end for page in pages[:-1])]
    assert pages[-1].span.end == len(reading.text)
    assert "".join(page.span.of(reading.text) for page in pages) == text.replace("\r\n", "\n").replace("\r", "\n")
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))


PARTS = st.lists(st.sampled_from(["word", " ", "\n", "break"]), max_size=6)
PRINTED = st.lists(st.sampled_from(["1. Term", "shall", "Page 1", "供货", "x"]), max_size=8)


@given(st.lists(st.tuples(PARTS, st.booleans()), max_size=12))
def test_page_writer_loses_no_word_and_makes_no_empty_page(paragraphs: list[tuple[list[str], bool]]) -> None:
    writer = PageWriter()
    for parts, tight in paragraphs:
        writer.write([PAGE_BREAK if part == "break" else part for part in parts], tight=tight)
    reading = writer.reading()
    assert reading.text.count("word") == sum(parts.count("word") for parts, _ in paragraphs)
    assert len(reading.pages) == 1 or all(page.text.strip() for page in reading.pages)


@settings(max_examples=15, deadline=None)
@given(st.lists(PRINTED, min_size=1, max_size=5))
def test_reading_a_pdf_is_deterministic_and_its_pages_tile_the_text(pages: list[list[str]]) -> None:
    from ingest.pdf import read_pdf

    data = a_pdf("A first page with words enough to be read", *["\n".join(page) for page in pages])
    reading = read_pdf(data, "a.pdf")
    assert reading == read_pdf(data, "a.pdf")
    tiled = tile(reading.pages)
    assert len(tiled) == len(pages) + 1
    assert "".join(page.span.of(reading.text) for page in tiled) == reading.text
