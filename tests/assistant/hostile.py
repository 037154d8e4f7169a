"""Builds hostile files from `attacks.yaml`: an agreement with words put into it where readers do not look."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import yaml
from docx.shared import Pt, RGBColor

Attack = dict[str, str]
ATTACKS: dict[str, list[Attack]] = yaml.safe_load(
    (Path(__file__).resolve().parent.parent / "attacks.yaml").read_text(encoding="utf-8")
)
_LOOK_ALIKES = str.maketrans("aceiopxy", "асеіорху")


def disguised(attack: Attack) -> str:
    """The attack's words with their letters changed as it says."""
    text = attack["text"]
    match attack.get("disguise"):
        case "zero_width":
            return "\u200b".join(text)
        case "homoglyph":
            return text.translate(_LOOK_ALIKES)
        case "full_width":
            return "".join(chr(ord(ch) + 0xFEE0) if "!" <= ch <= "~" else ch for ch in text)
        case "spaced":
            return " ".join(text.replace(" ", ""))
        case "tags":
            return "".join(chr(0xE0000 + ord(ch)) for ch in text)
    return text


def a_docx(paragraphs: Sequence[str], attacks: Sequence[Attack] = ()) -> bytes:
    document = docx.Document()
    for number, text in enumerate(paragraphs):
        paragraph = document.add_paragraph(text)
        for attack in attacks[number : number + 1]:
            _put_into(document, paragraph, attack)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _put_into(document: Any, paragraph: Any, attack: Attack) -> None:
    match attack["how"]:
        case "docx-vanish":
            paragraph.add_run(" " + attack["text"]).font.hidden = True
        case "docx-white":
            paragraph.add_run(" " + attack["text"]).font.color.rgb = RGBColor(255, 255, 255)
        case "docx-tiny":
            paragraph.add_run(" " + attack["text"]).font.size = Pt(1)
        case "docx-comment":
            document.add_comment(paragraph.runs, text=attack["text"], author="", initials="")
        case "docx-header":
            document.sections[0].header.paragraphs[0].text = attack["text"]
        case "docx-title":
            document.core_properties.title = attack["text"]
        case "docx-keywords":
            document.core_properties.keywords = attack["text"]


def an_html(paragraphs: Sequence[str], attacks: Sequence[Attack] = ()) -> bytes:
    inside = {
        "html-none": '<span style="display:none">{}</span>',
        "html-white": '<span style="color:#ffffff">{}</span>',
        "html-off-screen": '<span style="position:absolute;left:-9999px">{}</span>',
        "html-comment": "<!-- {} -->",
        "html-alt": '<img src="seal.png" alt="{}">',
        "html-meta": "",
    }
    meta = "".join(f'<meta name="description" content="{a["text"]}">' for a in attacks if a["how"] == "html-meta")
    put = [inside[a["how"]].format(a["text"]) for a in attacks] + [""] * len(paragraphs)
    body = "".join(f"<p>{text}{extra}</p>" for text, extra in zip(paragraphs, put, strict=False))
    return f"<html><head><meta charset='utf-8'>{meta}</head><body>{body}</body></html>".encode()


def a_pdf(lines: Sequence[str], attacks: Sequence[Attack] = ()) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for number, line in enumerate(lines):
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, 780 - 30 * number, line)
        for attack in attacks[number : number + 1]:
            _draw(canvas, 780 - 30 * number - 14, attack)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw(canvas: Any, y: float, attack: Attack) -> None:
    if attack["how"] == "pdf-subject":
        canvas.setSubject(attack["text"])
        return
    words = canvas.beginText(72, y)
    words.setFont("Helvetica", 1 if attack["how"] == "pdf-tiny" else 11)
    if attack["how"] == "pdf-white":
        words.setFillColorRGB(1, 1, 1)
    if attack["how"] == "pdf-unpainted":
        words.setTextRenderMode(3)
    words.textOut(attack["text"])
    words.setTextRenderMode(0)
    words.setFillColorRGB(0, 0, 0)
    canvas.drawText(words)
