"""Blocks as a Word file that says nothing about who made it, when or where."""

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from assistant.report.blocks import Block, Bullets, Heading, Paragraph, Quote, Table, one_line

FIXED_TIME = datetime(2000, 1, 1)
ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def as_docx(blocks: Iterable[Block]) -> bytes:
    import docx

    document = docx.Document()
    _no_metadata(document)
    _fonts(document)
    for block in blocks:
        _add(document, block)
    buffer = io.BytesIO()
    document.save(buffer)
    return _without_times(buffer.getvalue())


def _no_metadata(document: Any) -> None:
    properties = document.core_properties
    for name in ("author", "last_modified_by", "comments", "title", "subject", "keywords", "category", "version"):
        setattr(properties, name, "")
    properties.created = properties.modified = FIXED_TIME
    properties.revision = 1


def _fonts(document: Any) -> None:
    """The East Asian face that every Word has, or Chinese shows in a fallback of the wrong weight."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")


def _add(document: Any, block: Block) -> None:
    match block:
        case Heading(text, level):
            document.add_heading(one_line(text), level=level - 1)
        case Paragraph(text, label, faint):
            paragraph = document.add_paragraph()
            _label(paragraph, label, text)
            paragraph.add_run(one_line(text)).italic = faint
        case Quote():
            _quote(document, block)
        case Bullets(items):
            for item in items:
                document.add_paragraph(one_line(item), style="List Bullet")
        case Table():
            _table(document, block)


def _label(paragraph: Any, label: str, text: str) -> None:
    if label:
        paragraph.add_run(one_line(label) + (" " if text else "")).bold = True


def _quote(document: Any, quote: Quote) -> None:
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.left_indent = Pt(18)
    if quote.label:
        paragraph.add_run(one_line(quote.label)).bold = True
        paragraph.add_run().add_break()
    paragraph.add_run(f"“{one_line(quote.text)}”").italic = True
    if quote.source:
        paragraph.add_run().add_break()
        paragraph.add_run(f"— {one_line(quote.source)}").font.size = Pt(9)


def _table(document: Any, block: Table) -> None:
    table = document.add_table(rows=1 + len(block.rows), cols=len(block.header), style="Table Grid")
    for row, texts in zip(table.rows, (block.header, *block.rows), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = one_line(text)
    for cell in table.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
    document.add_paragraph()


def _without_times(archive: bytes) -> bytes:
    """The same archive with fixed entry times: the clock of the machine is metadata too."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return buffer.getvalue()
