"""Owns the sample deal: turns the agreements and the audit report of `corpus/` into the PDF and DOCX files people send.

    corpus/contracts/*.md ──blocks──▶ supply-agreement.pdf, quality-agreement.docx, …

Dates, identifiers and archive times are fixed, so the same sources give the same bytes and adding the sample twice
changes nothing.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from html import escape
from pathlib import Path
from typing import Any, Literal

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
FIXED_TIME = datetime(2025, 3, 3, 9, 0, 0)
ZIP_TIME = (1980, 1, 1, 0, 0, 0)

BlockKind = Literal["heading", "paragraph", "bullet", "numbered", "table"]

# "2.1 Manufacture and sale. During the Term …": number and run-in heading are set in bold.
RUN_IN_HEADING = re.compile(r"^\d+\.\d+ (?:[A-Z][^.:;]{2,60}\. )?")
DEFINED_TERM = re.compile(r'^"[^"]+"(?: and "[^"]+")?(?= (?:means|mean|has|have)\b)')
SUB_CLAUSE = re.compile(r"^\([a-z]\) ")


@dataclass(frozen=True)
class Block:
    """One heading, paragraph, list item or table of a source file. `level` is the heading's depth."""

    kind: BlockKind
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    first_of_list: bool = False


def build_sample(folder: Path) -> list[Path]:
    """Write the four files of the sample deal into `folder` (made if need be) and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, source, build in SAMPLE_FILES:
        target = folder / name
        target.write_bytes(build(list(read_blocks((CORPUS / source).read_text(encoding="utf-8")))))
        written.append(target)
    return written


def read_blocks(markdown: str) -> Iterator[Block]:
    """The blocks of a Markdown text in order; the words stay as typed, so `[***]` never turns into emphasis."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    lists: list[BlockKind] = []
    fresh = False
    rows: list[list[str]] = []
    for index, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append("bullet" if token.type == "bullet_list_open" else "numbered")
            fresh = True
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "tr_open":
            rows.append([])
        elif token.type == "table_close":
            yield Block("table", rows=tuple(tuple(row) for row in rows))
            rows = []
        elif token.type == "inline":
            text = " ".join(token.content.split())
            opener = tokens[index - 1]
            if opener.type in ("th_open", "td_open"):
                rows[-1].append(text)
            elif opener.type == "heading_open":
                yield Block("heading", text, level=int(opener.tag[1]))
            else:
                yield Block(lists[-1] if lists else "paragraph", text, first_of_list=fresh)
                fresh = False


def pdf_bytes(blocks: list[Block], *, header: str, footer: str, contents: bool) -> bytes:
    """A typeset PDF with header and footer on every page, and a title page and contents when asked for."""
    # The first run learns what the second one prints: the page of each heading and the number of pages.
    first_run = _typeset(blocks, header, footer, contents, pages={}, total=0)
    return _typeset(blocks, header, footer, contents, pages=first_run.pages, total=first_run.total).data


@dataclass(frozen=True)
class _Typeset:
    data: bytes
    pages: dict[str, int]
    total: int


def _typeset(
    blocks: list[Block], header: str, footer: str, contents: bool, pages: dict[str, int], total: int
) -> _Typeset:
    """One run of the typesetter: the PDF, the page of each main heading and the number of pages."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    buffer = io.BytesIO()
    # Uncompressed, because two builds of zlib may pack the same text differently.
    document = BaseDocTemplate(
        buffer, pagesize=A4, title=blocks[0].text, author="Controlpoint sample deal", invariant=1, pageCompression=0
    )
    width, height = A4
    found: dict[str, int] = {}

    def top(canvas: Any, page: Any) -> None:
        canvas.setFont("Times-Roman", 8.5)
        canvas.drawString(25 * mm, height - 15 * mm, header)

    def bottom(canvas: Any, page: Any) -> None:
        canvas.setFont("Times-Roman", 8.5)
        canvas.drawString(25 * mm, 13 * mm, footer)
        canvas.drawRightString(width - 25 * mm, 13 * mm, f"Page {page.page} of {total}")

    def note_heading(flowable: Any) -> None:
        if entry := getattr(flowable, "contents_entry", ""):
            found[entry] = document.page

    frame = Frame(25 * mm, 20 * mm, width - 50 * mm, height - 42 * mm, id="text")
    document.addPageTemplates([PageTemplate(id="page", frames=[frame], onPage=top, onPageEnd=bottom)])
    document.afterFlowable = note_heading
    document.build(_story(blocks, contents, pages, width - 56 * mm))
    return _Typeset(buffer.getvalue(), found, document.page)


def _story(blocks: list[Block], contents: bool, pages: dict[str, int], width: float) -> list[Any]:
    """Everything that goes on the pages, in order."""
    from reportlab.platypus import PageBreak, Paragraph, Spacer

    styles = _pdf_styles()
    story: list[Any] = []
    front = 0
    if contents:
        front = next(index for index, block in enumerate(blocks) if block.kind == "heading" and block.level == 2)
        story.append(Spacer(1, 150))
        for block in blocks[:front]:
            story.append(Paragraph(escape(block.text, quote=False), styles["title" if block.level else "front"]))
        story += [PageBreak(), Paragraph("TABLE OF CONTENTS", styles["heading2"])]
        for block in blocks[front:]:
            if block.kind == "heading" and block.level == 2:
                line = _dotted(block.text, pages.get(block.text, 0), styles["contents"], width)
                story.append(Paragraph(escape(line, quote=False), styles["contents"]))
        story.append(PageBreak())
    number = 0
    for block in blocks[front:]:
        number = 1 if block.first_of_list else number + 1
        story.append(_flowable(block, styles, number))
    return story


def _dotted(heading: str, page: int, style: Any, width: float) -> str:
    """A contents line: heading, dot leaders up to the right margin, page."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    def wide(text: str) -> float:
        return float(stringWidth(text, style.fontName, style.fontSize))

    dots = int((width - wide(f"{heading}  {page}")) / wide("."))
    return f"{heading} {'.' * dots} {page}"


def _flowable(block: Block, styles: dict[str, Any], number: int) -> Any:
    """One block as reportlab sets it."""
    from reportlab.platypus import Paragraph

    if block.kind == "table":
        return _pdf_table(block, styles)
    if block.kind == "heading":
        heading = Paragraph(
            escape(block.text, quote=False), styles["title" if block.level == 1 else f"heading{block.level}"]
        )
        heading.contents_entry = block.text if block.level == 2 else ""
        return heading
    if block.kind == "paragraph":
        style = styles["sub" if SUB_CLAUSE.match(block.text) else "body"]
        return Paragraph(_bold_opening(block.text), style)
    bullet = "\N{BULLET}" if block.kind == "bullet" else f"{number}."
    return Paragraph(escape(block.text, quote=False), styles["sub"], bulletText=bullet)


def _bold_opening(text: str) -> str:
    """Reportlab markup with the clause number and run-in heading, or the defined term, in bold."""
    found = RUN_IN_HEADING.match(text) or DEFINED_TERM.match(text)
    cut = found.end() if found else 0
    opening, rest = escape(text[:cut], quote=False), escape(text[cut:], quote=False)
    return f"<b>{opening}</b>{rest}" if opening else rest


def _pdf_table(block: Block, styles: dict[str, Any]) -> Any:
    from reportlab.lib import colors
    from reportlab.platypus import Paragraph, Table, TableStyle

    cells = [[Paragraph(escape(cell, quote=False), styles["cell"]) for cell in row] for row in block.rows]
    ruled = TableStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.4, colors.grey),
            ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ]
    )
    return Table(cells, style=ruled, repeatRows=1, spaceBefore=4, spaceAfter=8)


def _pdf_styles() -> dict[str, Any]:
    from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
    from reportlab.lib.styles import ParagraphStyle

    body = ParagraphStyle("body", fontName="Times-Roman", fontSize=10.5, leading=14, spaceAfter=6, alignment=TA_JUSTIFY)
    bold = ParagraphStyle("bold", body, fontName="Times-Bold", keepWithNext=1, alignment=0)
    return {
        "body": body,
        "sub": ParagraphStyle("sub", body, leftIndent=22, bulletIndent=8),
        "cell": ParagraphStyle("cell", body, fontSize=9, leading=11, spaceAfter=0, alignment=0),
        "contents": ParagraphStyle("contents", body, leading=16, spaceAfter=0, alignment=0),
        "front": ParagraphStyle("front", body, fontSize=12, leading=20, spaceAfter=10, alignment=TA_CENTER),
        "title": ParagraphStyle("title", bold, fontSize=17, leading=22, spaceAfter=16, alignment=TA_CENTER),
        "heading2": ParagraphStyle("heading2", bold, fontSize=12, leading=16, spaceBefore=14, spaceAfter=6),
        "heading3": ParagraphStyle("heading3", bold, spaceBefore=8, spaceAfter=4),
    }


def docx_bytes(blocks: list[Block], *, header: str, chinese: bool) -> bytes:
    """A Word file with real heading styles, automatic list numbers, real tables and a page number field."""
    import docx

    document = docx.Document()
    _word_properties(document, blocks[0].text)
    _word_fonts(document, chinese)
    section = document.sections[0]
    section.header.paragraphs[0].text = header
    _page_number_field(section.footer.paragraphs[0])
    numbering = None
    for block in blocks:
        if block.kind == "table":
            _word_table(document, block)
        elif block.kind == "heading":
            document.add_heading(block.text, level=block.level - 1)
        elif block.kind == "bullet":
            document.add_paragraph(block.text, style="List Bullet")
        elif block.kind == "numbered":
            paragraph = document.add_paragraph(block.text, style="List Number")
            numbering = _fresh_numbering(document, paragraph) if block.first_of_list else numbering
            _number_with(paragraph, numbering)
        else:
            document.add_paragraph(block.text)
    buffer = io.BytesIO()
    document.save(buffer)
    return _same_bytes_every_time(buffer.getvalue())


def _word_properties(document: Any, title: str) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title, "Controlpoint sample deal", ""
    properties.created = properties.modified = FIXED_TIME
    properties.revision, properties.comments = 1, ""


def _word_fonts(document: Any, chinese: bool) -> None:
    """Latin text in Times New Roman and, in the Chinese file, the East Asian face every Word has."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(11)
    if chinese:
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")


def _page_number_field(paragraph: Any) -> None:
    """Word computes this number itself, so it is a field and not text."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _word_table(document: Any, block: Block) -> None:
    table = document.add_table(rows=len(block.rows), cols=len(block.rows[0]), style="Table Grid")
    for cells, texts in zip(table.rows, block.rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    document.add_paragraph()


def _fresh_numbering(document: Any, paragraph: Any) -> int:
    """A numbering that starts at 1 again: Word would count on from the list before."""
    numbering = document.part.numbering_part.element
    style_number = paragraph.style.element.pPr.numPr.numId.val
    like = next(num for num in numbering.num_lst if num.numId == style_number)
    fresh = numbering.add_num(like.abstractNumId.val)
    fresh.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(fresh.numId)


def _number_with(paragraph: Any, numbering: int | None) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = numbering


def _same_bytes_every_time(archive: bytes) -> bytes:
    """The archive with fixed entry times, stored rather than packed, so that its hash depends on the content alone."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=ZIP_TIME)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            target.writestr(entry, source.read(name))
    return buffer.getvalue()


SAMPLE_FILES: tuple[tuple[str, str, Callable[[list[Block]], bytes]], ...] = (
    (
        "supply-agreement.pdf",
        "contracts/supply-agreement.md",
        partial(
            pdf_bytes,
            header="OVB-JDW-CMSA-2025-03     Commercial Manufacturing and Supply Agreement",
            footer="[***] Figures left out as commercially sensitive",
            contents=True,
        ),
    ),
    (
        "quality-agreement.docx",
        "contracts/quality-agreement.md",
        partial(docx_bytes, header="Quality Agreement OVB-JDW-QAG-2025-02, version 2.0", chinese=False),
    ),
    (
        "audit-report.pdf",
        "audit_reports/audit-report.md",
        partial(pdf_bytes, header="GMP audit report OVB-AUD-2026-007", footer="Confidential", contents=False),
    ),
    (
        "commissioned-manufacturing-zh.docx",
        "contracts/commissioned-manufacturing-zh.md",
        partial(docx_bytes, header="药品委托生产协议 CY-ZH-MFG-2025-018", chinese=True),
    ),
)
