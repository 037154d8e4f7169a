"""Where a citation stands: the quote is found on the page whatever its line breaks, and nothing in it becomes markup."""

import io
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image

from assistant.cite import Citation
from assistant.page_html import label, markdown_html
from assistant.page_view import find_letters, marked_text, page_image, shown_page
from ingest.document import Document, Page, Span


def a_pdf(path: Path, *pages: list[str]) -> Path:
    """A PDF with these lines on its pages."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path))
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.drawString(72, 760 - 40 * number, line)
        canvas.showPage()
    canvas.save()
    return path


def a_citation(document: Document, start: int, end: int) -> Citation:
    page = document.page_at(start)
    return Citation(document.id, document.file, page, "", "", start, end, document.text[start:end])


def yellow_rows(image: bytes) -> list[int]:
    """Rows of the picture that the highlighter has touched."""
    picture = Image.open(io.BytesIO(image)).convert("RGB")
    wide, high = picture.size
    pixels = picture.load()
    assert pixels is not None
    return [y for y in range(high) if any(pixels[x, y][2] < 170 < pixels[x, y][0] for x in range(0, wide, 5))]


@pytest.mark.parametrize(
    ("quote", "lines"),
    [
        ("The supplier shall transfer", ["The supplier shall transfer"]),
        ("manufacturing know-how is ours", ["manufacturing know-", "how is ours"]),
        ("a manufac-\nturer   of goods", ["A manufacturer", "of goods"]),
        ("Section 4.2(a): “notice”", ["Section 4.2 (a): 'notice'"]),
        ("The first words of a clause and then the last words of it", ["The first words of a clause", "3", "and then the last words of it"]),
    ],
    ids=["as printed", "hyphen at the end of a line", "hyphen in the quote", "punctuation", "a page number in between"],
)  # fmt: skip
def test_quote_is_marked_however_its_lines_break(tmp_path: Path, quote: str, lines: list[str]) -> None:
    drawn = page_image(a_pdf(tmp_path / "a.pdf", ["Another line", *lines]), 1, quote)
    assert drawn is not None
    image, boxes = drawn
    assert boxes >= len([line for line in lines if len(line) > 3])
    rows = yellow_rows(image)
    # The line above is at 760 points of 842, the first marked one 40 below it.
    assert rows
    assert min(rows) > 85 * 1100 / 595


def test_of_two_places_with_the_same_words_the_nearer_one_is_marked(tmp_path: Path) -> None:
    path = a_pdf(
        tmp_path / "a.pdf", ["Either party may terminate", *["filler line"] * 10, "Either party may terminate"]
    )
    top, bottom = (page_image(path, 1, "Either party may terminate", near) for near in (0.0, 0.95))
    assert top is not None
    assert bottom is not None
    assert max(yellow_rows(top[0])) < min(yellow_rows(bottom[0]))


def test_words_that_are_not_on_the_page_are_not_marked(tmp_path: Path) -> None:
    drawn = page_image(a_pdf(tmp_path / "a.pdf", ["Either party may terminate this agreement"]), 1, "price increases")
    assert drawn is not None
    assert drawn[1] == 0
    assert yellow_rows(drawn[0]) == []


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 nothing more", b"no PDF at all"])
def test_a_file_that_cannot_be_drawn_gives_no_image(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    assert page_image(path, 1, "anything") is None


def test_a_page_that_is_not_there_gives_no_image(tmp_path: Path) -> None:
    assert page_image(a_pdf(tmp_path / "a.pdf", ["one"]), 2, "one") is None


def test_a_quote_over_two_pages_is_marked_on_both(tmp_path: Path) -> None:
    first, second = "The supplier shall on request of the", "customer hand over the process."
    path = a_pdf(tmp_path / "a.pdf", [first], [second, "Nothing else."])
    text = f"{first}\n{second}\nNothing else."
    cut = len(first) + 1
    document = Document("d", "a.pdf", text, (Page(1, Span(0, cut)), Page(2, Span(cut, len(text)))))
    citation = a_citation(document, 4, cut + len(second))
    for number in (1, 2):
        shown = shown_page(path, document, citation, number)
        assert shown.marked
        assert shown.image is not None
        assert yellow_rows(shown.image)


def test_a_scan_without_words_shows_the_recognised_text_instead_of_the_picture(tmp_path: Path) -> None:
    document = Document("d", "a.pdf", "Read by OCR only", (Page(1, Span(0, 16), "ocr"),))
    shown = shown_page(a_pdf(tmp_path / "a.pdf", []), document, a_citation(document, 0, 4))
    assert shown.image is None
    assert shown.text == '<mark id="quote">Read</mark> by OCR only'


@given(some.text(min_size=1, max_size=80), some.data())
def test_marked_text_is_the_page_with_one_mark_and_no_other_markup(text: str, data: some.DataObject) -> None:
    start = data.draw(some.integers(0, len(text) - 1))
    end = data.draw(some.integers(start + 1, len(text)))
    document = Document("d", "a.txt", text, (Page(1, Span(0, len(text))),))
    marked = marked_text(document, a_citation(document, start, end))
    opening, closing = '<mark id="quote">', "</mark>"
    assert marked.count("<") == 2
    before, rest = marked.split(opening)
    quote, after = rest.split(closing)
    assert unescape(quote) == unescape_safe(text[start:end])
    assert unescape(before) + unescape(after) == unescape_safe(text[:start].lstrip() + text[end:].rstrip())


def unescape_safe(text: str) -> str:
    """What a browser makes of the escaped text: itself."""
    return unescape(text.replace("&", "&amp;"))


@pytest.mark.parametrize(
    ("page", "quote", "found"),
    [("abcabc", "abc", (0, 3)), ("abc", "xyz", None), ("", "abc", None), ("abc", "", None)],
)
def test_letters_are_found_where_they_stand(page: str, quote: str, found: tuple[int, int] | None) -> None:
    assert find_letters(page, quote) == found


@pytest.mark.parametrize(
    "hostile",
    ["<script>alert(1)</script>", "![x](http://example.org/a.png)", "[x](javascript:alert(1))", "<http://example.org>"],
)
def test_markdown_from_a_model_or_a_document_loads_and_links_nothing(hostile: str) -> None:
    shown = markdown_html(hostile)
    assert "<script" not in shown
    assert "<img" not in shown
    assert "<a " not in shown


def test_a_label_shows_no_icon_and_no_colour_that_a_file_name_asks_for() -> None:
    assert ":material/" not in label("a:material/home:.pdf")
    assert label("*a*") == "\\*a\\*"
