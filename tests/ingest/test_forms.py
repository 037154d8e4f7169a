"""What was filled into forms reaches the text with its label, in PDF and DOCX alike."""

import io
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.pdfgen import canvas

from ingest.pdf import read_pdf
from ingest.word import read_word

BODY = "The Supplier shall supply the Product to the Customer as agreed in this form, and shall keep its records."


def a_form(draw: Any) -> str:
    stream = io.BytesIO()
    sheet = canvas.Canvas(stream)
    sheet.drawString(72, 780, BODY)
    draw(sheet)
    sheet.showPage()
    sheet.save()
    return " / ".join(line for line in read_pdf(stream.getvalue(), "form.pdf").text.split("\n") if line)[
        len(BODY) + 3 :
    ]


def field(sheet: Any, value: str, x: int, y: int = 695, **more: Any) -> None:
    sheet.acroForm.textfield(value=value, x=x, y=y, width=120, height=18, fontName="Helvetica", **more)


def beside(sheet: Any) -> None:
    sheet.drawString(72, 700, "Notice period:")
    field(sheet, "90 days", 160, name="f1", tooltip="Notice")


def in_a_blank(sheet: Any) -> None:
    sheet.drawString(72, 700, "The notice is given ____________ days before.")
    field(sheet, "ninety", 170, name="f1")


def alone(sheet: Any) -> None:
    field(sheet, "Wuxi", 72, name="f1", tooltip="Site of manufacture")


def unnamed_and_empty(sheet: Any) -> None:
    sheet.drawString(72, 700, "Fax:")
    field(sheet, "", 160, name="f1", tooltip="Fax")


def boxes(sheet: Any) -> None:
    for y, checked, words in ((700, True, "For-cause audits"), (660, False, "Routine audits")):
        sheet.acroForm.checkbox(checked=checked, x=72, y=y - 5, size=16, name=words, tooltip=words)
        sheet.drawString(95, y, words)


def choice(sheet: Any) -> None:
    sheet.drawString(72, 700, "Governing law:")
    options = ["England", "Singapore"]
    sheet.acroForm.choice(value="Singapore", options=options, x=160, y=695, width=120, height=18, name="law")


def secret(sheet: Any) -> None:
    field(sheet, "never shown", 72, name="f1", annotationFlags="hidden")


@pytest.mark.parametrize(
    ("draw", "text"),
    [
        (beside, "Notice period: 90 days"),
        (in_a_blank, "The notice is given ninety days before."),
        (alone, "Site of manufacture: Wuxi"),
        (unnamed_and_empty, "Fax:"),
        (boxes, "☒ For-cause audits / ☐ Routine audits"),
        (choice, "Governing law: Singapore"),
        (secret, ""),
    ],
)
def test_values_of_a_pdf_form_stand_with_their_labels(draw: Any, text: str) -> None:
    assert a_form(draw) == text


def test_text_typed_on_top_of_a_pdf_is_read() -> None:
    from pypdf import PdfReader, PdfWriter
    from pypdf.annotations import FreeText

    stream = io.BytesIO()
    sheet = canvas.Canvas(stream)
    sheet.drawString(72, 780, BODY)
    sheet.drawString(72, 700, "Effective Date:")
    sheet.save()
    writer = PdfWriter(clone_from=PdfReader(stream))
    writer.add_annotation(0, FreeText(text="1 May 2026", rect=(170, 694, 260, 714)))
    filled = io.BytesIO()
    writer.write(filled)
    assert "Effective Date: 1 May 2026" in read_pdf(filled.getvalue(), "a.pdf").text


W = nsdecls("w")


def control(title: str, content: str, extra: str = "") -> str:
    return (
        f'<w:sdt {W}><w:sdtPr><w:alias w:val="{title}"/>{extra}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'
    )


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def field_of_old(data: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'


TICK = '<w14:checkbox xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"/>'


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (f"<w:p {W}>{control('Notice period', run('90 days'))}</w:p>", "Notice period: 90 days"),
        (control("Notice period", f"<w:p>{run('90 days')}</w:p>"), "Notice period: 90 days"),
        (f"<w:p {W}>{run('Notice: ')}{control('Notice period', run('90 days'))}</w:p>", "Notice: 90 days"),
        (control("Terms", f"<w:p>{run('One.')}</w:p><w:p>{run('Two.')}</w:p>"), "One.\n\nTwo."),
        (f"<w:p {W}>{control('Price', run('Price: 5'))}</w:p>", "Price: 5"),
        (f"<w:p {W}>{control('Audit', run('☒'), TICK)}{run(' For-cause audits')}</w:p>", "☒ For-cause audits"),
        (f"<w:p {W}>{field_of_old('<w:checkBox><w:checked/></w:checkBox>')}{run(' Sterile')}</w:p>", "☒ Sterile"),
        (
            f"<w:p {W}>{field_of_old('<w:checkBox><w:default w:val=&quot;0&quot;/></w:checkBox>')}{run(' Oral')}</w:p>".replace(
                "&quot;", '"'
            ),
            "☐ Oral",
        ),
        (
            f"<w:p {W}>{run('Law: ')}"
            + field_of_old('<w:ddList><w:result w:val="1"/><w:listEntry w:val="A"/><w:listEntry w:val="B"/></w:ddList>')
            + "</w:p>",
            "Law: B",
        ),
    ],
)
def test_values_of_a_word_form_stand_with_their_labels(xml: str, text: str) -> None:
    document = docx.Document()
    document.element.body.insert(0, parse_xml(xml))
    stream = io.BytesIO()
    document.save(stream)
    assert read_word(stream.getvalue(), "form.docx").text.strip() == text
