"""Pages without text are recognised, whichever way they lie, and what cannot be read is said to be unreadable."""

import io
import os
import re
import subprocess
import sys
import textwrap
import time
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from rapidfuzz.distance import Levenshtein
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

import ingest.ocr as ocr
from ingest.boxes import boxes_on, quote_boxes
from ingest.document import Box, Document
from ingest.errors import UnreadableFile
from ingest.garbled import is_garbled
from ingest.ocr import OcrPage, Picture, is_installed, judged, read_pictures
from ingest.ocr_layout import even_sizes, lay_out, tidy
from ingest.paragraphs import Line, flow, measure
from ingest.picture import read_picture
from ingest.read import read_document

needs_ocr = pytest.mark.skipif(not is_installed(), reason="rapidocr is not installed: the ocr extra is missing")

CLAUSE = "7.{n} The Supplier shall notify the Customer of every change to the process, the equipment and the site "
CLAUSE += "at least ninety days before the change, and shall not implement it without the written consent of the "
CLAUSE += "Customer, which the Customer shall not unreasonably withhold or delay."


def printed(*paragraphs: str, font: str = "Helvetica", columns: int = 90) -> bytes:
    """One page of text, as a PDF with a text layer."""
    stream = io.BytesIO()
    sheet = canvas.Canvas(stream)
    y = 770
    for paragraph in paragraphs:
        lines = textwrap.wrap(paragraph, columns) if " " in paragraph else chunks(paragraph, columns)
        for line in lines:
            sheet.setFont(font, 10.5)
            sheet.drawString(72, y, line)
            y -= 15
        y -= 8
    sheet.showPage()
    sheet.save()
    return stream.getvalue()


def chunks(text: str, size: int) -> list[str]:
    return [text[i : i + size] for i in range(0, len(text), size)]


def photographed(pdf: bytes, *, dpi: int = 150, angle: float = 0.6, noise: float = 12.0, page: int = 0) -> Image.Image:
    """The page as a scanner would give it: a little askew, with grain."""
    document = pypdfium2.PdfDocument(pdf)
    picture = document[page].render(scale=dpi / 72).to_pil().convert("L")
    document.close()
    askew = picture.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    grain = np.random.default_rng(7).normal(0, noise, (askew.height, askew.width))
    return Image.fromarray(np.clip(np.asarray(askew) * 0.94 + grain, 0, 255).astype(np.uint8))


def scanned(*pictures: Image.Image) -> bytes:
    stream = io.BytesIO()
    sheet = canvas.Canvas(stream)
    for picture in pictures:
        width, height = (842, 595) if picture.width > picture.height else (595, 842)
        sheet.setPageSize((width, height))
        sheet.drawImage(ImageReader(picture), 0, 0, width, height)
        sheet.showPage()
    sheet.save()
    return stream.getvalue()


def read(tmp_path: Path, name: str, data: bytes, **more: Any) -> Document:
    (tmp_path / name).write_bytes(data)
    return read_document(tmp_path / name, **more)


def error_rate(read: str, true: str) -> float:
    """Character error rate, white space and width of signs aside."""
    plain = [re.sub(r"[\s|]+", "", unicodedata.normalize("NFKC", text)) for text in (read, true)]
    return Levenshtein.distance(*plain) / len(plain[1])


PARAGRAPHS = [CLAUSE.format(n=n) for n in range(1, 4)]


@needs_ocr
def test_scanned_page_is_read_and_its_clauses_start_lines(tmp_path: Path) -> None:
    document = read(tmp_path, "scan.pdf", scanned(photographed(printed(*PARAGRAPHS))))
    (page,) = document.pages
    assert page.source == "ocr"
    assert page.confidence is not None and page.confidence > 0.9
    assert [line[:16] for line in document.text.splitlines() if line] == [f"7.{n} The Supplier" for n in (1, 2, 3)]
    assert error_rate(document.text, " ".join(PARAGRAPHS)) < 0.01


@needs_ocr
@pytest.mark.parametrize("quarter", [1, 2, 3])
def test_page_laid_on_its_side_or_head_is_read_all_the_same(tmp_path: Path, quarter: int) -> None:
    turned = photographed(printed(*PARAGRAPHS)).rotate(90 * quarter, expand=True)
    document = read(tmp_path, "turned.pdf", scanned(turned))
    assert error_rate(document.text, " ".join(PARAGRAPHS)) < 0.01


@needs_ocr
def test_chinese_scan_keeps_its_clauses_and_its_own_punctuation(tmp_path: Path) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    clauses = [f"第{n}条 乙方变更生产场地、生产工艺或关键设备的，应当至少提前九十日书面通知甲方，" for n in "一二三"]
    clauses = [clause + "未经甲方书面同意（包括邮件形式）不得实施；甲方应在三十日内答复。" for clause in clauses]
    try:
        picture = photographed(printed(*clauses, font="STSong-Light", columns=40), dpi=200)
    except pypdfium2.PdfiumError:
        pytest.skip("no Chinese font on this machine")
    document = read(tmp_path, "扫描.pdf", scanned(picture))
    if "第" not in document.text and "条" not in document.text:
        pytest.skip("no Chinese font on this machine: the page was drawn without its letters")
    assert error_rate(document.text, " ".join(clauses)) < 0.04
    assert document.language == "zh"
    assert [line[:3] for line in document.text.splitlines() if line] == ["第一条", "第二条", "第三条"]


@needs_ocr
def test_mixed_file_has_only_its_pictures_recognised_and_tells_its_progress(tmp_path: Path) -> None:
    from pypdf import PdfWriter

    writer = PdfWriter()
    for part in (printed(*PARAGRAPHS), scanned(photographed(printed("8.1 " + PARAGRAPHS[0][4:]))), printed("")):
        writer.append(io.BytesIO(part))
    stream = io.BytesIO()
    writer.write(stream)
    told: list[tuple[int, int]] = []
    document = read(tmp_path, "mixed.pdf", stream.getvalue(), on_page=lambda *step: told.append(step))
    assert [page.source for page in document.pages] == ["text", "ocr", "blank"]
    assert "8.1 The Supplier shall notify" in document.text
    assert told == [(1, 3), (2, 3), (3, 3)]


@needs_ocr
def test_tiff_of_several_pages_is_a_document_of_several_pages(tmp_path: Path) -> None:
    pages = [photographed(printed(CLAUSE.format(n=n)), dpi=120) for n in (1, 2)]
    stream = io.BytesIO()
    pages[0].save(stream, "TIFF", save_all=True, append_images=pages[1:], compression="tiff_deflate")
    document = read(tmp_path, "fax.tif", stream.getvalue())
    assert [(page.number, page.source) for page in document.pages] == [(1, "ocr"), (2, "ocr")]
    assert document.pages[1].span.of(document.text).startswith("7.2 The Supplier")


@needs_ocr
@pytest.mark.parametrize("form", ["PNG", "JPEG", "BMP"])
def test_photograph_is_a_document(tmp_path: Path, form: str) -> None:
    stream = io.BytesIO()
    photographed(printed(PARAGRAPHS[0]), dpi=120).crop((0, 0, 992, 300)).save(stream, form)
    document = read(tmp_path, f"photo.{form.lower()}", stream.getvalue())
    assert error_rate(document.text, PARAGRAPHS[0]) < 0.02


@needs_ocr
def test_quote_on_a_scanned_page_is_boxed_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(scanned(photographed(printed(*PARAGRAPHS), angle=0)))
    quote = "the equipment and the site at least ninety days before the change"
    boxes = quote_boxes(tmp_path / "scan.pdf", 1, quote)
    assert len(boxes) == 2
    first, second = boxes
    # The first line of the page stands 72 points below its upper edge, and its letters begin 72 from the left.
    assert first.top < (842 - 770) / 842 < first.bottom + 0.005
    assert first.left > 0.5 and abs(second.left - 72 / 595) < 0.02
    assert second.top > first.top
    assert quote_boxes(tmp_path / "scan.pdf", 1, "words that stand nowhere on this page at all") == []


@needs_ocr
def test_page_of_noise_is_unreadable_and_never_text(tmp_path: Path) -> None:
    noise = Image.effect_noise((827, 1169), 90)
    with pytest.raises(
        UnreadableFile, match=r"^noise\.pdf: no page of 1 can be read, not even by OCR; ask for a bette"
    ):
        read(tmp_path, "noise.pdf", scanned(noise))


def a_recognition(*lines: tuple[str, float]) -> list[list[Any]]:
    return [[100, y, 900, y, 900, y + 30, 100, y + 30, text, score] for y, (text, score) in enumerate_rows(lines)]


def enumerate_rows(lines: Iterable[tuple[str, float]]) -> Iterator[tuple[int, tuple[str, float]]]:
    for i, line in enumerate(lines):
        yield 100 + 50 * i, line


WHITE, GREY = np.full((400, 1000, 3), 250, np.uint8), np.full((400, 1000, 3), 90, np.uint8)


@pytest.mark.parametrize(
    ("pixels", "lines", "source", "confidence"),
    [
        (WHITE, [("The Supplier shall notify", 0.99), ("ok", 0.5)], "ocr", 0.954),
        (WHITE, [("xlkj wqe;r lkj", 0.41)], "unreadable", 0.41),
        (WHITE, [("Annex 3", 0.97)], "ocr", 0.97),
        (GREY, [("Annex 3", 0.97)], "unreadable", 0.97),
        (WHITE, [], "blank", 0.0),
        (GREY, [], "unreadable", 0.0),
    ],
    ids=["sure", "unsure", "few letters on white", "few letters in a picture", "nothing on white", "only a picture"],
)
def test_page_counts_as_read_only_when_its_letters_are_sure(
    pixels: Any, lines: list[tuple[str, float]], source: str, confidence: float
) -> None:
    page = judged(Picture(pixels, 100), a_recognition(*lines), 0)
    assert (page.source, page.confidence) == (source, confidence)


def piece(text: str, x: float, y: float, width: float, height: float = 30) -> list[Any]:
    return [x, y, x + width, y, x + width, y + height, x, y + height, text, 0.99]


def texts(items: list[list[Any]], width: int = 1600, height: int = 2200) -> list[str]:
    return [line.text for line in lay_out(items, 0, width, height, 200)[0]]


def test_boxes_side_by_side_are_one_line() -> None:
    items = [piece("The Supplier shall keep all records", 300, 105, 900), piece("7.3", 150, 100, 50)]
    items += [piece("Batch record", 150, 300, 300), piece("Supplier", 800, 302, 200), piece("30 days", 1200, 298, 150)]
    assert texts(items) == ["7.3 The Supplier shall keep all records", "Batch record | Supplier | 30 days"]


def test_two_columns_of_prose_are_read_one_after_the_other() -> None:
    items = [piece("SUPPLY AGREEMENT IN TWO LANGUAGES", 500, 60, 700)]
    for i in range(12):
        items.append(piece(f"left line {i} of the English text here", 100, 200 + 50 * i, 650))
        items.append(piece(f"right line {i} of the other text here", 850, 203 + 50 * i, 650))
    found = texts(items)
    assert found[0] == "SUPPLY AGREEMENT IN TWO LANGUAGES"
    assert [line.split()[0] for line in found[1:]] == ["left"] * 12 + ["right"] * 12


def test_table_of_short_cells_is_read_by_rows() -> None:
    items = []
    for i in range(10):
        items += [piece(f"Task {i}", 100, 200 + 60 * i, 300), piece("X", 900, 200 + 60 * i, 30)]
    assert texts(items) == [f"Task {i} | X" for i in range(10)]


def test_lines_of_a_page_askew_are_made_level() -> None:
    slope = 0.04
    items = []
    for i in range(20):
        long = i % 2 == 0
        y, right = 200 + 50 * i, 1400 if long else 500
        corners = [(150, y + 150 * slope), (right, y + right * slope)]
        corners += [(right, y + 34 + right * slope), (150, y + 34 + 150 * slope)]
        words = "Supplier shall keep every record of the batch for ten years and more" if long else "after its expiry."
        items.append([*(value for corner in corners for value in corner), words, 0.99])
    lines, _boxes = lay_out(items, 0, 1600, 2200, 200)
    gaps = {round(before.y - after.y, 1) for before, after in pairwise(lines)}
    assert max(gaps) - min(gaps) < 0.3
    assert flow(lines, measure([lines])).count("\n") == 9


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_box_is_told_on_the_page_as_it_was_given(turn: int) -> None:
    # On the given page of 1000 x 2000 the words stand at the upper left.
    given = np.array([[100, 100], [300, 100], [300, 140], [100, 140]], float)
    width, height = 1000.0, 2000.0
    points = given
    for _ in range(turn):
        points = np.stack([points[:, 1], width - points[:, 0]], axis=1)
        width, height = height, width
    item = [*points[np.lexsort((points[:, 0], points[:, 1]))][[0, 1, 3, 2]].reshape(-1), "words", 0.99]
    _lines, (box,) = lay_out([item], turn, 1000, 2000, 200)
    assert (box.left, box.top, box.right, box.bottom) == pytest.approx((0.1, 0.05, 0.3, 0.07))


def test_body_letters_measured_a_little_differently_are_one_size() -> None:
    pages = [
        [Line("a long line of the body text", size=10.4)] * 9,
        [Line("another one", size=11.1), Line("T", size=17)],
    ]
    even = even_sizes(pages)
    assert {line.size for line in even[0]} == {even[1][0].size}
    assert even[1][1].size == 17


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("(一)签订日期:2026年3月18日", "（一）签订日期:2026年3月18日"),
        ("住所:苏州市,江苏省;", "住所：苏州市，江苏省；"),
        ("price: 5,000 (net)", "price: 5,000 (net)"),
        ("规格(5mg)的", "规格（5mg）的"),
    ],
)
def test_marks_beside_chinese_are_chinese(raw: str, read: str) -> None:
    assert tidy(raw) == read


def test_boxes_of_a_quote_follow_its_lines() -> None:
    lines = (Line("The Supplier shall notify"), Line("the Customer of every change."))
    page = OcrPage(lines, 0.9, (Box(0.1, 0.1, 0.9, 0.12), Box(0.1, 0.13, 0.9, 0.15)))
    (first, second) = boxes_on(page.placed, "shall notify the Customer")
    assert 0.4 < first.left < 0.6 and first.right == 0.9
    assert second.left == 0.1 and 0.3 < second.right < 0.6


@pytest.mark.parametrize(
    ("text", "garbled"),
    [
        ("7KLV $JUHHPHQW LV PDGH DQG HQWHUHG LQWR DV RI WKH (IIHFWLYH 'DWH EHWZHHQ " * 4, True),
        ("(cid:12)(cid:7)(cid:99)(cid:3) " * 30, True),
        ("\ue001\ue002\ue003 " * 40, True),
        ("!\"#$%&'()*+,./:;<=>?@ " * 10, True),
        (CLAUSE * 3, False),
        ("乙方应当按照经甲方批准的工艺规程组织生产。" * 10, False),
        ("1. Definitions ........................ 3\n2. Supply ............................ 7\n" * 9, False),
        ("[***] [***] [***] " * 30, False),
        ("By: ____________________\nName: __________________\n" * 5, False),
        ("Der Lieferant darf das Verfahren nur mit schriftlicher Zustimmung ändern. " * 5, False),
        ("Batch No. | pH | HPLC | LOD | BP | GMP | CTD | DMF | QP | QA | QC\n" * 4, False),
        ("", False),
    ],
)
def test_text_layer_of_glyph_numbers_is_not_believed(text: str, garbled: bool) -> None:
    assert is_garbled(text) is garbled


def test_picture_without_ocr_names_the_extra() -> None:
    stream = io.BytesIO()
    Image.new("L", (50, 50)).save(stream, "PNG")
    message = r'^a\.png: a picture, which needs OCR to be read: pip install "controlpoint\[ocr\]"$'
    with pytest.raises(UnreadableFile, match=message):
        read_picture(stream.getvalue(), "a.png")


def test_picture_of_too_many_pixels_is_refused_before_it_is_unpacked() -> None:
    stream = io.BytesIO()
    Image.new("1", (30_000, 20_000)).save(stream, "PNG")
    started = time.monotonic()
    with pytest.raises(UnreadableFile, match=r"^big\.png: a picture of more than 150 million pixels"):
        read_picture(stream.getvalue(), "big.png", ocr=lambda pictures: [(n, OcrPage((), 0.0)) for n, _ in pictures])
    assert time.monotonic() - started < 2


def test_worker_that_dies_or_hangs_costs_its_page_only(monkeypatch: pytest.MonkeyPatch) -> None:
    class Frail:
        def __init__(self) -> None:
            self.process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])

        def recognise(self, pixels: Any, seconds: float) -> dict[str, Any]:
            if pixels[0, 0, 0] == 1:
                raise OSError("the recognition process ended")
            return {"turn": 0, "items": a_recognition(("The Supplier shall notify", 0.99))}

        def end(self) -> None:
            self.process.kill()
            self.process.wait()

    made: list[Frail] = []
    monkeypatch.setattr(ocr, "_Recogniser", lambda: made.append(Frail()) or made[-1])
    monkeypatch.setattr(ocr, "_IDLE", ocr._Idle())
    pages = [np.full((400, 1000, 3), 1 if number == 2 else 250, np.uint8) for number in (1, 2, 3)]
    found = list(read_pictures(((n, Picture(page)) for n, page in enumerate(pages, start=1)), workers=1))
    assert [(number, page.source) for number, page in found] == [(1, "ocr"), (2, "unreadable"), (3, "ocr")]
    assert len(made) == 2 and made[0].process.poll() is not None
    ocr._IDLE.end_all()
    assert made[1].process.poll() is not None


@pytest.mark.parametrize(("work", "is_ended"), [("while True: pass", True), ("import time; time.sleep(0.6)", False)])
def test_worker_is_ended_for_working_too_long_and_not_for_waiting(work: str, is_ended: bool) -> None:
    code = f"from ingest.worker import at_most\nwith at_most(0.3):\n    {work}"
    done = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], timeout=60)
    assert (done.returncode < 0) == is_ended


@needs_ocr
def test_leaving_early_ends_the_workers_at_once() -> None:
    pixels = np.ascontiguousarray(np.stack([np.asarray(photographed(printed(*PARAGRAPHS * 3), dpi=200))] * 3, axis=2))
    before = workers_running()
    reading = read_pictures((n, Picture(pixels)) for n in range(40))
    next(reading)
    started = time.monotonic()
    reading.close()
    assert time.monotonic() - started < 3
    ocr._IDLE.end_all()
    assert workers_running() <= before


def workers_running() -> int:
    count = 0
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = entry.read_bytes()
            parent = re.search(rb"PPid:\s*(\d+)", entry.with_name("status").read_bytes())
        except OSError:
            continue
        count += b"ingest.ocr_worker" in words and parent is not None and int(parent[1]) == os.getpid()
    return count


def test_reading_text_starts_no_worker_and_loads_no_engine(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Supply Agreement", encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from ingest.read import read_document\n"
        f"read_document(Path({str(tmp_path / 'a.txt')!r}))\n"
        "heavy = {'rapidocr', 'onnxruntime', 'cv2', 'PIL', 'numpy', 'openpyxl', 'olefile', 'email'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])


EVAL = os.environ.get("CONTROLPOINT_EVAL")
needs_agreements = pytest.mark.skipif(not EVAL, reason="CONTROLPOINT_EVAL is not set: no labelled agreements here")


@needs_ocr
@needs_agreements
def test_scanned_agreement_reads_as_its_text() -> None:
    root = Path(EVAL or "") / "zh"
    for file in sorted((root / "files").glob("*-scan.pdf")):
        true = (root / "txt" / f"{file.stem.removesuffix('-scan')}.txt").read_text(encoding="utf-8")
        assert error_rate(read_document(file).text, true) < 0.04, file.name


@needs_ocr
@needs_agreements
@pytest.mark.parametrize("dpi", [150, 200])
def test_agreement_printed_to_pictures_reads_as_its_text(tmp_path: Path, dpi: int) -> None:
    for file in sorted((Path(EVAL or "") / "pdf").glob("*.pdf"))[2:12:6]:
        document = pypdfium2.PdfDocument(file)
        page = len(document) // 2
        true = document[page].get_textpage().get_text_range()
        document.close()
        picture = photographed(file.read_bytes(), dpi=dpi, page=page)
        assert error_rate(read(tmp_path, "scan.pdf", scanned(picture)).text, true) < 0.03, file.name
