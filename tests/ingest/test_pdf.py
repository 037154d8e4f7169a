"""PDF pages into paragraphs: lines put together, pages without text found, the seam for OCR."""

import io
import os
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from rapidfuzz.distance import LCSseq
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from ingest.errors import UnreadableFile
from ingest.ocr import OcrPage, Picture
from ingest.paragraphs import Line, flow, join, measure
from ingest.pdf import clean, read_pdf

WORDS = [
    "supplier",
    "shall",
    "manufacture",
    "product",
    "under",
    "this",
    "agreement",
    "deliver",
    "each",
    "batch",
    "with",
]
WORDS += ["records", "of", "its", "quality", "and"]


def prose(seed: int, count: int) -> str:
    pick = random.Random(seed)
    return " ".join(pick.choice(WORDS) for _ in range(count)).capitalize() + "."


class Press:
    """Sets paragraphs the way a word processor prints them, at one line height and with a gap between paragraphs."""

    def __init__(self, font: str = "Helvetica", leading: int = 14, gap: int = 8) -> None:
        self.stream = io.BytesIO()
        self.sheet = canvas.Canvas(self.stream)
        self.font, self.leading, self.gap = font, leading, gap
        self.y = 770.0

    def paragraph(self, text: str, *, indent: float = 0, hang: float = 0) -> None:
        line, start = "", indent
        pieces = text.split(" ") if " " in text else list(text)
        glue = " " if " " in text else ""
        for piece in pieces:
            longer = f"{line}{glue}{piece}" if line else piece
            if pdfmetrics.stringWidth(longer, self.font, 11) > 450 - start:
                self._line(line, start)
                line, start = piece, hang
            else:
                line = longer
        self._line(line, start)
        self.y -= self.gap

    def _line(self, text: str, indent: float) -> None:
        self.sheet.setFont(self.font, 11)
        self.sheet.drawString(72 + indent, self.y, text)
        self.y -= self.leading

    def picture(self) -> None:
        noise = Image.effect_noise((300, 400), 80)
        self.sheet.drawImage(ImageReader(noise), 40, 60, 500, 700)

    def turn(self) -> None:
        self.sheet.showPage()
        self.y = 770.0

    def pdf(self) -> bytes:
        self.sheet.save()
        return self.stream.getvalue()


def test_paragraphs_come_back_whole_one_a_line() -> None:
    paragraphs = [f"{i}. {prose(i, 60)}" for i in range(1, 6)]
    press = Press()
    for paragraph in paragraphs:
        press.paragraph(paragraph)
    press.turn()
    assert read_pdf(press.pdf(), "a.pdf").text == "\n\n".join(paragraphs) + "\n"


@pytest.mark.parametrize(("indent", "hang"), [(0, 36), (36, 0)], ids=["hanging numbers", "first line indented"])
def test_paragraphs_set_without_gaps_are_told_apart_by_their_indents(indent: float, hang: float) -> None:
    paragraphs = [f"{i}.1 {prose(i, 50)}" for i in range(1, 6)]
    press = Press(gap=0)
    for paragraph in paragraphs:
        press.paragraph(paragraph, indent=indent, hang=hang)
    press.turn()
    assert read_pdf(press.pdf(), "a.pdf").text == "\n".join(paragraphs) + "\n"


def test_reference_at_the_start_of_a_line_does_not_start_a_clause() -> None:
    lines = [
        Line("The supplier shall do so within the time and in the manner that section", 0, 100),
        Line("5.1 of this agreement lays down, and not later than on the day on which", 0, 88),
        Line("the batch is due.", 0, 76),
    ]
    assert "\n" not in flow(lines, measure([lines]))


def test_sentence_runs_on_over_the_page_boundary() -> None:
    first, second = prose(1, 70), prose(2, 70)
    press = Press()
    press.paragraph(first.rstrip("."))
    press.turn()
    press.paragraph(second.lower())
    press.turn()
    reading = read_pdf(press.pdf(), "a.pdf")
    assert reading.text == f"{first.rstrip('.')} {second.lower()}\n"
    assert reading.pages[0].text == f"{first.rstrip('.')} "


def test_chinese_lines_are_put_together_without_a_space() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    clause = "乙方应当按照经甲方批准的工艺规程组织生产并对生产全过程负责未经甲方书面同意不得变更" * 3 + "。"
    press = Press("STSong-Light")
    for number in ("第一条", "第二条"):
        press.paragraph(number + clause)
    press.turn()
    assert read_pdf(press.pdf(), "a.pdf").text == f"第一条{clause}\n\n第二条{clause}\n"


@pytest.mark.parametrize(
    ("text", "more", "joined"),
    [
        ("the manu-", "facturer shall", "the manufacturer shall"),
        ("a third-", "party claim", "a third-party claim"),
        ("person-to-", "person talk", "person-to-person talk"),
        ("pre-", "and post-approval", "pre- and post-approval"),
        ("EPP-029-", "886 can", "EPP-029-886 can"),
        ("the Supplier -", "as agreed", "the Supplier - as agreed"),
        ("放行", "检验", "放行检验"),
        ("GMP", "检验", "GMP 检验"),
    ],
)
def test_word_parted_at_the_line_end_is_made_whole(text: str, more: str, joined: str) -> None:
    area = measure([[Line("the manufacturer and a manufacturer with a third-party")]])
    assert join(text, more, area) == joined


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("of\ufb01ce and work\ufb02ow", "office and workflow"),
        ("thirty\u00a0(30)\u2003days", "thirty (30) days"),
        ("co\u00adoperate", "cooperate"),
        ("manu\u00ad", "manu-"),
        ("\u2f00\u2fa6", "一金"),
        ("a\x00b\x07c\ud800", "abc\ufffd"),
        ("person\u2010to\u2011person", "person-to-person"),
        ("（全角）１２", "（全角）１２"),
    ],
)
def test_odd_characters_become_those_a_person_reads(raw: str, read: str) -> None:
    assert clean(raw) == read


def a_mixed_file() -> bytes:
    press = Press()
    press.paragraph(prose(1, 40))
    press.turn()
    press.picture()
    press.turn()
    press.turn()
    press.picture()
    press.paragraph("Annex 3")
    press.turn()
    press.paragraph("Signature page follows")
    press.turn()
    return press.pdf()


def test_pages_without_text_are_listed_and_the_rest_is_read() -> None:
    reading = read_pdf(a_mixed_file(), "a.pdf")
    assert [page.source for page in reading.pages] == ["text", "unreadable", "blank", "unreadable", "text"]
    assert prose(1, 40) in reading.text


def test_ocr_is_asked_for_unreadable_pages_only_and_fills_them_in() -> None:
    asked: list[int] = []

    def ocr(pictures: Iterable[tuple[int, Picture]]) -> Iterator[tuple[int, OcrPage]]:
        for number, picture in pictures:
            asked.append(number)
            assert picture.pixels.shape == (2339, 1654, 3)
            if number == 2:
                yield number, OcrPage((Line("7.1 The recognised clause stands here.", 72, 700),), 0.93)
            else:
                yield number, OcrPage((Line("*;kj", 72, 700),), 0.2, source="unreadable")

    told: list[tuple[int, int]] = []
    reading = read_pdf(a_mixed_file(), "a.pdf", ocr=ocr, on_page=lambda done, total: told.append((done, total)))
    assert asked == [2, 4]
    assert [page.source for page in reading.pages] == ["text", "ocr", "blank", "unreadable", "text"]
    assert [page.confidence for page in reading.pages] == [None, 0.93, None, 0.2, None]
    assert reading.pages[1].text.strip() == "7.1 The recognised clause stands here."
    assert "*;kj" not in reading.text
    assert told == [(i, 5) for i in range(1, 6)]


def test_file_of_pictures_only_is_refused_and_names_ocr() -> None:
    press = Press()
    for _ in range(2):
        press.picture()
        press.turn()
    with pytest.raises(UnreadableFile, match=r"^scan\.pdf: no text layer on any of its 2 pages; it needs OCR"):
        read_pdf(press.pdf(), "scan.pdf")


def test_page_pypdf_cannot_read_is_unreadable_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    import ingest.pdf as pdf

    whole = pdf._read_lines

    def fail_on_second(reader: object, number: int) -> list[Line]:
        if number == 1:
            raise RecursionError
        return whole(reader, number)  # type: ignore[arg-type]

    monkeypatch.setattr(pdf, "_read_lines", fail_on_second)
    press = Press()
    for seed in range(3):
        press.paragraph(prose(seed, 30))
        press.turn()
    assert [page.source for page in read_pdf(press.pdf(), "a.pdf").pages] == ["text", "unreadable", "text"]


def test_file_that_lost_pages_is_refused() -> None:
    press = Press()
    for seed in range(3):
        press.paragraph(prose(seed, 30))
        press.turn()
    damaged = press.pdf().replace(b"/Count 3", b"/Count 9")
    with pytest.raises(UnreadableFile, match=r"^a\.pdf: the PDF is damaged \(only 3 of its 9 pages can be found\);"):
        read_pdf(damaged, "a.pdf")


def test_running_header_and_page_numbers_are_left_out_of_a_printed_file() -> None:
    press = Press()
    for number in range(1, 6):
        press.sheet.drawString(72, 810, "Confidential - Supply Agreement")
        press.sheet.drawString(290, 30, f"Page {number} of 5")
        press.paragraph(f"{number}. {prose(number, 50)}")
        press.turn()
    text = read_pdf(press.pdf(), "a.pdf").text
    assert text.count("Confidential - Supply Agreement") == 1
    assert "Page" not in text


def test_file_of_five_hundred_pages_is_read() -> None:
    press = Press()
    for number in range(1, 501):
        press.paragraph(f"{number}. {prose(number, 40)}")
        press.turn()
    reading = read_pdf(press.pdf(), "long.pdf")
    assert len(reading.pages) == 500
    assert reading.pages[499].text.startswith("500. ")


EVAL = os.environ.get("CONTROLPOINT_EVAL")
needs_agreements = pytest.mark.skipif(not EVAL, reason="CONTROLPOINT_EVAL is not set: no labelled agreements here")


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@needs_agreements
def test_every_agreement_printed_as_pdf_has_the_words_of_its_text_in_order() -> None:
    root = Path(EVAL or "")
    files = sorted((root / "pdf").glob("*.pdf"))
    assert files
    recalls = []
    for file in files:
        mine = words(read_pdf(file.read_bytes(), file.name).text)
        theirs = words((root / "check" / "txt" / f"{file.stem}.txt").read_text(encoding="utf-8"))
        keys = {word: i for i, word in enumerate(dict.fromkeys(mine + theirs))}
        common = LCSseq.similarity([keys[w] for w in mine], [keys[w] for w in theirs])
        assert common / len(mine) >= 0.99, file.name
        recalls.append(common / len(theirs))
    # The texts repeat banners and footers on every page, the reading leaves them out: recall says how many there are.
    assert sorted(recalls)[len(recalls) // 2] >= 0.97
    assert min(recalls) >= 0.8
