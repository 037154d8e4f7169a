"""Blocks as a PDF, in Latin and Chinese letters, without author or date."""

import io
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from itertools import groupby
from typing import Any

from assistant.report.blocks import Block, Bullets, Heading, Paragraph, Quote, Table, one_line

CHINESE = "STSong-Light"
LATIN, BOLD, ITALIC = "Vera", "VeraBd", "VeraIt"
CELL_SIZE = 8
PADDING = 13
"""Points that a cell keeps free left and right of its words, and a little more."""
WIDEST_WORD = 0.25
"""Of the width of the page: longer words may break."""


def as_pdf(blocks: Iterable[Block]) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.platypus import SimpleDocTemplate

    _register_fonts()
    styles = _styles()
    buffer = io.BytesIO()
    margin = 20 * mm
    # `invariant` leaves out the clock and the random file identifier.
    document = SimpleDocTemplate(
        buffer,
        pagesize=A4,
        leftMargin=margin,
        rightMargin=margin,
        topMargin=margin,
        bottomMargin=margin,
        title="",
        author="",
        invariant=1,
    )
    story = [flowable for block in blocks for flowable in _flowables(block, styles, document.width)]
    document.build(story, onFirstPage=_page_number, onLaterPages=_page_number)
    return buffer.getvalue()


def _register_fonts() -> None:
    from reportlab.lib.fonts import addMapping
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.ttfonts import TTFont

    known = set(pdfmetrics.getRegisteredFontNames())
    for name in {LATIN, BOLD, ITALIC} - known:
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))
    if CHINESE not in known:
        pdfmetrics.registerFont(UnicodeCIDFont(CHINESE))
    for bold, italic, face in ((0, 0, LATIN), (1, 0, BOLD), (0, 1, ITALIC), (1, 1, BOLD)):
        addMapping(LATIN, bold, italic, face)
        addMapping(CHINESE, bold, italic, CHINESE)


def _styles() -> dict[str, Any]:
    from reportlab.lib.styles import ParagraphStyle

    body = ParagraphStyle("body", fontName=LATIN, fontSize=9, leading=13, spaceAfter=5, splitLongWords=1)
    head = ParagraphStyle("head", body, fontName=BOLD, keepWithNext=1)
    return {
        "body": body,
        "quote": ParagraphStyle("quote", body, leftIndent=14, borderPadding=2, textColor="#222222"),
        "bullet": ParagraphStyle("bullet", body, leftIndent=14, bulletIndent=4),
        "cell": ParagraphStyle("cell", body, fontSize=CELL_SIZE, leading=10.5, spaceAfter=0),
        "heading1": ParagraphStyle("heading1", head, fontSize=16, leading=21, spaceAfter=10),
        "heading2": ParagraphStyle("heading2", head, fontSize=12.5, leading=17, spaceBefore=12, spaceAfter=5),
        "heading3": ParagraphStyle("heading3", head, fontSize=10.5, leading=14, spaceBefore=8),
        "heading4": ParagraphStyle("heading4", head, spaceBefore=6),
    }


def _flowables(block: Block, styles: dict[str, Any], width: float) -> Iterator[Any]:
    from reportlab.platypus import Paragraph as Flow

    match block:
        case Heading(text, level):
            yield Flow(_markup(text), styles[f"heading{level}"])
        case Paragraph(text, label, faint):
            words = f"<i>{_markup(text)}</i>" if faint else _markup(text)
            yield Flow(f"<b>{_markup(label)}</b> {words}" if label else words, styles["body"])
        case Quote(text, source, label):
            lines = [f"<b>{_markup(label)}</b>"] if label else []
            lines.append(f"<i>“{_markup(text)}”</i>")
            lines += [f"— {_markup(source)}"] if source else []
            yield Flow("<br/>".join(lines), styles["quote"])
        case Bullets(items):
            for item in items:
                yield Flow(_markup(item), styles["bullet"], bulletText="\N{BULLET}")
        case Table():
            yield _table(block, styles, width)


def _table(block: Table, styles: dict[str, Any], width: float) -> Any:
    from reportlab.lib import colors
    from reportlab.platypus import Paragraph as Flow
    from reportlab.platypus import Table as Grid
    from reportlab.platypus import TableStyle

    cells = [[Flow(f"<b>{_markup(text)}</b>", styles["cell"]) for text in block.header]]
    cells += [[Flow(_markup(text), styles["cell"]) for text in row] for row in block.rows]
    ruled = TableStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.4, colors.grey),
            ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ]
    )
    return Grid(cells, colWidths=_column_widths(block, width), style=ruled, repeatRows=1, spaceAfter=8, splitInRow=1)


def _column_widths(block: Table, width: float) -> list[float]:
    """Each column holds its longest word, as far as there is room; beyond that longer texts get wider columns."""
    columns = list(zip(block.header, *block.rows, strict=True))
    needed = [min(max(map(_longest_word, column)), width * WIDEST_WORD) + PADDING for column in columns]
    spare = width - sum(needed)
    if spare < 0:
        return [width * need / sum(needed) for need in needed]
    shares = [min(max(len(text) for text in column), 40) for column in columns]
    return [need + spare * share / sum(shares) for need, share in zip(needed, shares, strict=True)]


def _longest_word(text: str) -> float:
    """In points, as the cells of a table are set; bold, as its header is."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    words = (word for word in one_line(text).split() if _latin_letters().issuperset(word))
    return max((stringWidth(word, BOLD, CELL_SIZE) for word in words), default=0.0)


def _markup(text: str) -> str:
    """Reportlab markup of plain text: escaped, and in the Chinese face whatever the Latin one has no letter for."""
    known = _latin_letters()
    runs = ((latin, escape("".join(run), quote=False)) for latin, run in groupby(one_line(text), known.__contains__))
    return "".join(run if latin else f'<font name="{CHINESE}">{run}</font>' for latin, run in runs)


@cache
def _latin_letters() -> frozenset[str]:
    from reportlab.pdfbase import pdfmetrics

    return frozenset(map(chr, pdfmetrics.getFont(LATIN).face.charToGlyph))


def _page_number(canvas: Any, document: Any) -> None:
    canvas.setFont(LATIN, 8)
    canvas.drawRightString(document.leftMargin + document.width, document.bottomMargin / 2, str(document.page))
