"""DOCX as Word shows it: numbers of lists, tracked changes, tables, notes, text boxes, pages."""

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.numerals import formatted
from ingest.word import read_word

W = nsdecls("w")


class Draft:
    """A Word file built paragraph by paragraph, from python-docx's template with what XML adds."""

    def __init__(self) -> None:
        self.document = docx.Document()
        self.body = self.document.element.body

    def add(self, inner: str, properties: str = "") -> "Draft":
        paragraph = parse_xml(f"<w:p {W}><w:pPr>{properties}</w:pPr>{inner}</w:p>")
        self.body.insert(len(self.body) - 1, paragraph)
        return self

    def text(self, text: str, properties: str = "") -> "Draft":
        return self.add(run(text), properties)

    def element(self, xml: str) -> "Draft":
        self.body.insert(len(self.body) - 1, parse_xml(xml))
        return self

    def numbering(self, xml: str) -> "Draft":
        root = self.document.part.numbering_part.element
        for child in list(root):
            root.remove(child)
        for child in parse_xml(f"<w:numbering {W}>{xml}</w:numbering>"):
            root.append(child)
        return self

    def read(self) -> list[str]:
        return [line for line in self.reading().text.split("\n") if line]

    def reading(self) -> Any:
        stream = io.BytesIO()
        self.document.save(stream)
        return read_word(stream.getvalue(), "a.docx")


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def level(number: int, form: str, text: str, more: str = "") -> str:
    shape = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{number}">{shape}</w:lvl>'


def a_list(*levels: str, number: int = 1, override: str = "", definition: int = 7) -> str:
    """A definition and one list that uses it; without levels, another list of the same definition."""
    shape = f'<w:abstractNum w:abstractNumId="{definition}">{"".join(levels)}</w:abstractNum>' if levels else ""
    return f'{shape}<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{override}</w:num>'


def item(depth: int, number: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'


LEGAL = [
    level(0, "upperRoman", "ARTICLE %1"),
    level(1, "decimal", "%1.%2", "<w:isLgl/>"),
    level(2, "lowerLetter", "(%3)"),
]


def test_list_numbers_are_counted_over_levels_as_word_does() -> None:
    draft = Draft().numbering(a_list(*LEGAL))
    for depth, text in [(0, "TERM"), (1, "Start"), (2, "first"), (2, "second"), (1, "End"), (2, "again")]:
        draft.text(text, item(depth))
    draft.text("PRICE", item(0)).text("Fee", item(1))
    assert draft.read() == [
        "ARTICLE I TERM",
        "1.1 Start",
        "(a) first",
        "(b) second",
        "1.2 End",
        "(a) again",
        "ARTICLE II PRICE",
        "2.1 Fee",
    ]


def test_number_with_its_own_start_starts_again_and_one_without_goes_on() -> None:
    lists = a_list(level(0, "decimal", "%1.")) + a_list(number=2)
    lists += a_list(number=3, override='<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
    draft = Draft().numbering(lists)
    for number in (1, 1, 2, 3, 3):
        draft.text("x", item(0, number))
    assert draft.read() == ["1. x", "2. x", "3. x", "1. x", "2. x"]


def test_level_that_never_restarts_goes_on_counting() -> None:
    levels = [level(0, "decimal", "%1."), level(1, "decimal", "Clause %2", '<w:lvlRestart w:val="0"/>')]
    draft = Draft().numbering(a_list(*levels))
    for depth in (0, 1, 1, 0, 1):
        draft.text("x", item(depth))
    assert draft.read() == ["1. x", "Clause 1 x", "Clause 2 x", "2. x", "Clause 3 x"]


def test_numbers_come_from_the_paragraph_style_and_its_base_too() -> None:
    draft = Draft().numbering(a_list(level(0, "chineseCounting", "第%1条", '<w:pStyle w:val="Clause"/>')))
    styles = draft.document.styles.element
    numbered = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    styles.append(parse_xml(f'<w:style {W} w:type="paragraph" w:styleId="Clause"><w:pPr>{numbered}</w:pPr></w:style>'))
    styles.append(parse_xml(f'<w:style {W} w:type="paragraph" w:styleId="Sub"><w:basedOn w:val="Clause"/></w:style>'))
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    draft.text("定义", '<w:pStyle w:val="Clause"/>').text("范围", '<w:pStyle w:val="Sub"/>')
    draft.text("无号", f'<w:pStyle w:val="Clause"/>{off}')
    assert draft.read() == ["第一条 定义", "第二条 范围", "无号"]


@pytest.mark.parametrize(
    ("form", "number", "shown"),
    [
        ("decimal", 12, "12"),
        ("upperLetter", 28, "BB"),
        ("lowerRoman", 49, "xlix"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 105, "一百零五"),
        ("chineseCountingThousand", 23, "二十三"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographTraditional", 3, "丙"),
        ("decimalEnclosedCircle", 4, "④"),
        ("decimalZero", 7, "07"),
        ("ordinal", 12, "12th"),
        ("unknownFormat", 5, "5"),
    ],
)
def test_numbers_are_shown_in_words_formats(form: str, number: int, shown: str) -> None:
    assert formatted(number, form) == shown


def test_bullets_are_shown_as_bullets() -> None:
    assert Draft().numbering(a_list(level(0, "bullet", "\uf0b7"))).text("one", item(0)).read() == ["• one"]


def test_insertions_are_kept_and_deletions_left_out() -> None:
    draft = Draft().add(
        run("The Supplier ")
        + f'<w:del w:id="1" w:author="x">{run("may").replace("w:t", "w:delText")}</w:del>'
        + f'<w:ins w:id="2" w:author="x">{run("shall")}</w:ins>'
        + f'<w:moveFrom w:id="3" w:author="x">{run(" never")}</w:moveFrom>'
        + run(" notify.")
    )
    assert draft.read() == ["The Supplier shall notify."]


def test_paragraph_deleted_by_a_tracked_change_is_gone_and_not_counted() -> None:
    gone = f'<w:del w:id="1" w:author="x">{run("Old").replace("w:t", "w:delText")}</w:del>'
    mark = '<w:rPr><w:del w:id="2" w:author="x"/></w:rPr>'
    draft = Draft().numbering(a_list(level(0, "decimal", "%1.")))
    draft.text("First", item(0)).add(gone, item(0) + mark).text("Second", item(0))
    assert draft.read() == ["1. First", "2. Second"]


def test_hidden_text_is_left_out() -> None:
    draft = Draft().add(run("Seen") + run(" ignore all gaps", "<w:vanish/>") + run(" too", '<w:vanish w:val="0"/>'))
    assert draft.read() == ["Seen too"]


def test_table_rows_are_one_line_each_and_stand_where_the_table_stands() -> None:
    draft = Draft().text("Before")
    table = draft.document.add_table(rows=2, cols=3)
    for row, cells in zip(table.rows, [("Task", "Supplier", "Customer"), ("Batch\nrecord", "X", "")], strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    draft.text("After")
    assert draft.read() == ["Before", "Task | Supplier | Customer", "Batch record | X", "After"]


def test_merged_cell_gives_its_text_once() -> None:
    draft = Draft()
    table = draft.document.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "Release"
    table.cell(0, 1).text, table.cell(1, 1).text = "QA", "QP"
    assert draft.read() == ["Release | QA", "QP"]


def test_numbered_clauses_laid_out_in_a_table_read_as_clauses() -> None:
    draft = Draft()
    table = draft.document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "7.3", "The Supplier shall keep records."
    assert draft.read() == ["7.3 The Supplier shall keep records."]


def test_long_bilingual_cells_keep_their_paragraphs_apart() -> None:
    draft = Draft()
    table = draft.document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "1. " + "Term of this agreement. " * 30 + "\n2. Price."
    table.cell(0, 0).add_paragraph("2. Price.")
    table.cell(0, 1).text = "一、期限"
    assert draft.read()[-2:] == ["2. Price.", "一、期限"]


def test_page_breaks_of_every_kind_start_a_page_once() -> None:
    draft = Draft().text("one").add('<w:r><w:br w:type="page"/></w:r>')
    rendered = "<w:lastRenderedPageBreak/>"
    draft.add(
        f'<w:r>{rendered}<w:t xml:space="preserve">two, which runs </w:t></w:r><w:r>{rendered}<w:t>on</w:t></w:r>'
    )
    draft.text("four", "<w:pageBreakBefore/>").text("end of section", "<w:sectPr/>").text("six")
    reading = draft.reading()
    pages = [page.text.strip() for page in reading.pages]
    assert pages == ["one", "two, which runs", "on", "four\n\nend of section", "six"]
    assert "two, which runs on" in reading.text


def test_continuous_section_stays_on_its_page() -> None:
    draft = Draft().text("one", "<w:sectPr/>").text("two")
    last = draft.body[-1]
    last.insert(0, parse_xml(f'<w:type {W} w:val="continuous"/>'))
    assert len(draft.reading().pages) == 1


def test_content_controls_links_breaks_and_symbols_are_read() -> None:
    draft = Draft().element(f"<w:sdt {W}><w:sdtContent><w:p>{run('In a control')}</w:p></w:sdtContent></w:sdt>")
    link = f'<w:hyperlink w:anchor="x">{run("Section 5")}</w:hyperlink>'
    draft.add(f"{link}<w:r><w:br/><w:t>next</w:t><w:noBreakHyphen/></w:r>")
    draft.add('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t> yes</w:t></w:r>')
    assert draft.read() == ["In a control", "Section 5", "next-", "☒ yes"]


def test_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent><w:p>{run('Boxed warning')}</w:p></w:txbxContent>"
    spaces = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    new, old = f"<w:drawing>{box}</w:drawing>", f"<w:pict><v:textbox>{box}</v:textbox></w:pict>"
    shape = f"<mc:AlternateContent><mc:Choice>{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    draft = Draft().element(f"<w:p {W} {spaces}>{run('Host')}<w:r>{shape}</w:r></w:p>")
    assert draft.text("After").read() == ["Host", "Boxed warning", "After"]


def test_footnotes_stand_at_the_end_with_their_numbers() -> None:
    stream = io.BytesIO()
    Draft().add(run("Fees") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(" apply.")).document.save(stream)
    notes = f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    notes += f'<w:footnote w:id="2"><w:p>{run("Net of tax.")}</w:p></w:footnote></w:footnotes>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    packed = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode("utf-8") if name.endswith((".xml", ".rels")) else old.read(name)
            if name == "word/_rels/document.xml.rels":
                relation = f'<Relationship Id="rIdNotes" Type="{kind}" Target="footnotes.xml"/>'
                content = content.replace("</Relationships>", f"{relation}</Relationships>")
            if name == "[Content_Types].xml":
                part = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
                override = f'<Override PartName="/word/footnotes.xml" ContentType="{part}"/>'
                content = content.replace("</Types>", f"{override}</Types>")
            new.writestr(name, content)
        new.writestr("word/footnotes.xml", notes)
    text = read_word(packed.getvalue(), "a.docx").text
    assert text == "Fees[1] apply.\n\n[1] Net of tax.\n"
