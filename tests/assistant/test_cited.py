"""Where a citation stands: the quote is found on the page whatever its line breaks, and nothing in it becomes markup."""

from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from assistant.cite import Citation
from assistant.page.cited import marked_text
from assistant.page.html import label, markdown_html
from assistant.proof import citation_shown
from assistant.workspace import Workspace
from ingest.boxes import quote_boxes
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
    boxes = quote_boxes(a_pdf(tmp_path / "a.pdf", ["Another line", *lines]), 1, quote)
    assert len(boxes) >= len([line for line in lines if len(line) > 3])
    # The line above ends at 760 points of 842, the first marked one stands 40 below it.
    assert min(box.top for box in boxes) > 85 / 842


def test_of_two_places_with_the_same_words_the_nearer_one_is_marked(tmp_path: Path) -> None:
    path = a_pdf(
        tmp_path / "a.pdf", ["Either party may terminate", *["filler line"] * 10, "Either party may terminate"]
    )
    (top,), (bottom,) = (quote_boxes(path, 1, "Either party may terminate", near=near) for near in (0.0, 0.95))
    assert top.bottom < 0.2 < 0.5 < bottom.top


def test_the_second_of_two_like_clauses_is_marked_when_it_is_the_one_cited(
    workspace: Workspace, tmp_path: Path
) -> None:
    words = "Either party may terminate"
    added = workspace.add(a_pdf(tmp_path / "a.pdf", [words, *[f"Line {n} of other matter" for n in range(10)], words]))
    text = workspace.document(added.document).text
    second = a_citation(workspace.document(added.document), text.rindex(words), text.rindex(words) + len(words))
    (box,) = citation_shown(workspace, second).boxes
    assert box.top > 0.5


def test_a_page_that_a_quote_does_not_touch_is_shown_unmarked_and_without_complaint(
    workspace: Workspace, tmp_path: Path
) -> None:
    added = workspace.add(a_pdf(tmp_path / "a.pdf", ["Either party may terminate"], ["Nothing of that kind"]))
    document = workspace.document(added.document)
    shown = citation_shown(workspace, a_citation(document, 0, 26), 2)
    assert shown.png
    assert (shown.boxes, shown.reason) == ((), "")


def test_words_that_are_not_on_the_page_are_not_marked(tmp_path: Path) -> None:
    path = a_pdf(tmp_path / "a.pdf", ["Either party may terminate this agreement"])
    assert quote_boxes(path, 1, "price increases", is_scan=False) == []


def test_a_quote_over_two_pages_is_marked_on_both(workspace: Workspace, tmp_path: Path) -> None:
    first, second = "1.1 The supplier shall on request of the", "customer hand over the whole process."
    added = workspace.add(a_pdf(tmp_path / "a.pdf", [first], [second, "Nothing else."]))
    document = workspace.document(added.document)
    citation = a_citation(document, 4, document.text.index("process.") + len("process."))
    for number in (1, 2):
        assert citation_shown(workspace, citation, number).boxes


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
