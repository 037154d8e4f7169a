"""The page behind a citation, as a picture with its words marked; how each page was read; boxes that go with the document."""

import io
import json
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

import docx
import numpy as np
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas
from typer.testing import CliRunner

from assistant import cli
from assistant.checklist import load_checklist
from assistant.cite import Citation, cite
from assistant.errors import AssistantError
from assistant.places import pack, unpack
from assistant.proof import page_shown
from assistant.readability import ReadablePage, summary
from assistant.workspace import Workspace
from ingest.document import Box, PlacedLine
from ingest.ocr import OcrPage, Picture
from ingest.paragraphs import Line

CLAUSES = [
    "1.1 The Supplier shall notify the Customer of every change to the process at least ninety days before it is made.",
    "1.2 The Customer may inspect the plant on thirty days notice, during business hours and at its own cost, twice.",
    "1.3 The Supplier shall keep the batch records for ten years after the expiry of this Agreement and of its renewals.",
]
QUOTE = "at least ninety days before it is made"


def a_pdf(path: Path, *pages: Iterable[str] | Image.Image, turned: int = 0) -> Path:
    sheet = canvas.Canvas(str(path))
    for page in pages:
        sheet.setPageRotation(turned)
        if isinstance(page, Image.Image):
            sheet.drawImage(ImageReader(page), 0, 0, 595, 842)
        else:
            y = 770
            for paragraph in page:
                for line in textwrap.wrap(paragraph, 80):
                    sheet.drawString(72, y, line)
                    y -= 15
                y -= 10
        sheet.showPage()
    sheet.save()
    return path


def a_scan() -> Image.Image:
    """Grey lines that look like words to nobody but the recognition that a test puts in."""
    picture = Image.new("L", (595, 842), 255)
    for y in range(70, 500, 20):
        picture.paste(60, (70, y, 520, y + 9))
    return picture


@pytest.fixture
def recognised(monkeypatch: pytest.MonkeyPatch) -> dict[int, float]:
    """How sure the recognition is of each page; the words it finds are always the same."""
    sure: dict[int, float] = {}

    def ocr(pictures: Iterable[tuple[int, Picture]]) -> Iterator[tuple[int, OcrPage]]:
        lines = (
            Line("1.1 The Supplier shall notify the Customer of", 72, 770),
            Line(f"every change {QUOTE}.", 72, 755),
        )
        boxes = (Box(0.12, 0.08, 0.8, 0.1), Box(0.12, 0.11, 0.6, 0.13))
        for number, _ in pictures:
            confidence = sure.get(number, 0.93)
            yield number, OcrPage(lines, confidence, boxes, "ocr" if confidence >= 0.6 else "unreadable")

    monkeypatch.setattr("ingest.read._default_ocr", lambda: ocr)
    return sure


def yellow(png: bytes) -> np.ndarray:
    """Which pixels are marked."""
    pixels = np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)
    return (pixels[:, :, 0] > 230) & (pixels[:, :, 2] < 140)


def citation_of(workspace: Workspace, id: str, words: str) -> Citation:
    document = workspace.document(id)
    clause = next(clause for clause in workspace.clauses(id) if words in clause.text)
    return cite(document, clause)


@pytest.mark.parametrize("turned", [0, 90, 180])
def test_quoted_words_are_marked_where_they_stand_on_the_page(
    workspace: Workspace, tmp_path: Path, turned: int
) -> None:
    added = workspace.add(a_pdf(tmp_path / "a.pdf", CLAUSES[:1], CLAUSES[1:], turned=turned))
    citation = citation_of(workspace, added.document, "inspect the plant")
    assert citation.page == 2
    png = workspace.page_image(citation)
    assert png is not None and png.startswith(b"\x89PNG")
    marked = yellow(png)
    rows, columns = np.nonzero(marked)
    middle = (rows.mean() / marked.shape[0], columns.mean() / marked.shape[1])
    # The first paragraph stands high on the page, wherever the page has been turned to.
    if turned == 0:
        assert middle[0] < 0.15
    elif turned == 180:
        assert middle[0] > 0.85
    else:
        assert middle[1] > 0.85
    assert 0.001 < marked.mean() < 0.08
    assert not yellow(page_shown(workspace, added.document, 2).png or b"").any()


def test_a_scan_is_marked_from_the_boxes_kept_when_it_was_read(
    workspace: Workspace, tmp_path: Path, recognised: dict[int, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    added = workspace.add(a_pdf(tmp_path / "scan.pdf", a_scan()))
    monkeypatch.setattr("ingest.boxes.read_pictures", None)
    shown = page_shown(workspace, added.document, 1, QUOTE)
    (box,) = shown.boxes
    assert (box.top, box.bottom) == (0.11, 0.13)
    assert 0.2 < box.left < 0.35 < 0.5 < box.right <= 0.6
    assert shown.png and yellow(shown.png).any()


def test_words_that_are_not_on_the_page_are_not_marked_and_that_is_said(workspace: Workspace, tmp_path: Path) -> None:
    added = workspace.add(a_pdf(tmp_path / "a.pdf", CLAUSES))
    shown = page_shown(workspace, added.document, 1, "the moon is made of green cheese, says the captain")
    assert (shown.boxes, shown.reason) == ((), "a.pdf: these words were not found on page 1")
    with pytest.raises(AssistantError, match=r"^a\.pdf: has no page 2; its pages are 1 to 1$"):
        page_shown(workspace, added.document, 2)


def test_a_file_without_pages_gives_no_picture_and_a_reason(workspace: Workspace, tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph(CLAUSES[0])
    made.save(str(tmp_path / "a.docx"))
    added = workspace.add(tmp_path / "a.docx")
    citation = citation_of(workspace, added.document, "notify")
    assert workspace.page_image(citation) is None
    assert workspace.page_shown(citation).reason.startswith("a.docx: only PDF files and pictures have pages")


def test_removing_a_document_removes_its_boxes_too(
    workspace: Workspace, tmp_path: Path, recognised: dict[int, float]
) -> None:
    added = workspace.add(a_pdf(tmp_path / "scan.pdf", a_scan(), CLAUSES))
    assert [line.text[:12] for line in workspace.records.lines(added.document, 1)] == ["1.1 The Supp", "every change"]
    assert workspace.records.lines(added.document, 2) == ()
    workspace.remove(added.document)
    assert workspace.records.lines(added.document, 1) == ()


def test_boxes_are_kept_in_little_room() -> None:
    lines = [
        PlacedLine(f"{n}. {CLAUSES[n % 3][:70]}", Box(0.1231, 0.02 * n, 0.8, 0.02 * n + 0.0125)) for n in range(45)
    ]
    packed = pack(lines)
    assert len(packed) < 2_000
    assert [line.text for line in unpack(packed)] == [line.text for line in lines]
    assert unpack(packed)[3].box.left == 0.1231


def test_each_page_says_how_it_was_read_and_an_unsure_one_blocks_no(
    workspace: Workspace, tmp_path: Path, recognised: dict[int, float]
) -> None:
    recognised[3] = 0.41
    added = workspace.add(a_pdf(tmp_path / "mixed.pdf", CLAUSES, a_scan(), a_scan(), ()))
    table = [
        {"page": 1, "source": "text", "confidence": None},
        {"page": 2, "source": "ocr", "confidence": 0.93},
        {"page": 3, "source": "unreadable", "confidence": 0.41},
        {"page": 4, "source": "blank", "confidence": None},
    ]
    assert added.as_dict()["readability"] == table
    (row,) = workspace.documents()
    assert [page.as_dict() for page in row.readability] == table
    assert summary(row.readability) == (
        "4 pages: 1 text, 1 by OCR (least sure 0.93 on page 2), 1 unreadable (page 3), 1 blank"
    )
    findings = list(workspace.review([added.document], load_checklist("contract")))
    assert "no" not in {finding.status for finding in findings}
    unsure = [finding for finding in findings if finding.status == "not_determinable"]
    assert unsure and all("page 3 could not be read" in finding.reason for finding in unsure)


@pytest.mark.parametrize(
    ("sources", "words"),
    [
        (["text"], "1 page"),
        (["text"] * 12, "12 pages"),
        (["unreadable"] * 3 + ["text"] * 2 + ["unreadable"], "6 pages: 2 text, 4 unreadable (pages 1-3, 6)"),
    ],
)
def test_readability_in_words(sources: list[str], words: str) -> None:
    assert summary([ReadablePage(n, source) for n, source in enumerate(sources, 1)]) == words  # type: ignore[arg-type]


def test_the_page_command_writes_a_png_and_tells_the_boxes(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONTROLPOINT_DATA_DIR", str(workspace.settings.data_dir))
    added = workspace.add(a_pdf(tmp_path / "a.pdf", CLAUSES))
    out = tmp_path / "made" / "page.png"
    arguments = ["page", added.document[:10], "--page", "1", "--highlight", QUOTE, "-o", str(out), "--format", "json"]
    result = CliRunner().invoke(cli.app, arguments)
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert (told["file"], told["page"], len(told["boxes"])) == (str(out), 1, 2)
    assert yellow(out.read_bytes()).any()
    (tmp_path / "note.txt").write_text(CLAUSES[0], encoding="utf-8")
    workspace.add(tmp_path / "note.txt")
    refused = CliRunner().invoke(cli.app, ["page", "note.txt", "--page", "1", "-o", str(out)])
    assert (refused.exit_code, refused.stderr.count("\n")) == (3, 1)


def test_a_value_filled_into_a_form_is_shown_and_marked_with_its_label(workspace: Workspace, tmp_path: Path) -> None:
    sheet = canvas.Canvas(str(tmp_path / "form.pdf"))
    sheet.drawString(72, 780, CLAUSES[0][:90])
    sheet.drawString(72, 700, "Notice period:")
    sheet.acroForm.textfield(value="90 days", x=160, y=695, width=120, height=18, name="f1")
    sheet.save()
    added = workspace.add(tmp_path / "form.pdf")
    assert "Notice period: 90 days" in workspace.document(added.document).text
    (box,) = page_shown(workspace, added.document, 1, "Notice period: 90 days").boxes
    assert box.left < 0.13 and 0.45 < box.right < 0.5


def test_the_table_of_pages_is_in_the_list_of_documents(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, recognised: dict[int, float]
) -> None:
    monkeypatch.setenv("CONTROLPOINT_DATA_DIR", str(workspace.settings.data_dir))
    recognised[2] = 0.3
    workspace.add(a_pdf(tmp_path / "a.pdf", CLAUSES, a_scan()))
    told = json.loads(CliRunner().invoke(cli.app, ["documents", "--format", "json"]).stdout)
    assert [page["source"] for page in told["readability"]] == ["text", "unreadable"]
    assert "2 pages: 1 text, 1 unreadable (page 2)" in CliRunner().invoke(cli.app, ["documents"]).stdout
