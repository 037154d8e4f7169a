"""DOCX to page texts, as Word shows it: list numbers counted, insertions kept, deletions and hidden text left out.

    bytes ─check the archive─▶ python-docx opens it ─walk the body─▶ PageWriter

python-docx steps over content controls, text boxes and tracked changes, so the body is walked as XML.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from ingest.errors import UnreadableFile, UnsupportedFormat
from ingest.pages import PAGE_BREAK, OnPage, PageBreak, PageWriter, Reading, row_line
from ingest.word_form import control_label, field_value
from ingest.word_looks import Looks, beside_the_text
from ingest.word_numbering import Numbering, W, is_on, value_of
from ingest.word_parts import part_of

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

MAX_ENTRIES = 10_000
MAX_BYTES = 400 * 2**20
MAX_XML_BYTES = 100 * 2**20
MAX_RATIO = 200
RATIO_COUNTS_FROM = 10 * 2**20
LAYOUT_CELL = 600
"""A row with a cell of several paragraphs and more characters than this is page layout, not a table."""

_PROGRAMS = {"DOCX": "Word", "XLSX": "Excel"}
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_INLINE = [
    "r",
    "hyperlink",
    "smartTag",
    "sdt",
    "sdtContent",
    "fldSimple",
    "customXml",
    "dir",
    "bdo",
    "ruby",
    "rubyBase",
]
_WRAPPERS = {f"{W}{name}" for name in _INLINE}
_BLOCK_WRAPPERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag")}
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
# Boxes, ticks and bullets of Wingdings, by their private code; any other symbol is shown as a bullet.
_SYMBOLS = {"F0A8": "☐", "F06F": "☐", "F0FE": "☒", "F0FD": "☒", "F0FC": "✓", "F052": "☑", "F0A7": "▪"}


Markup = Literal["accepted", "rejected"]
"""Which text of a DOCX with tracked changes: as it would be after them, or as it was before."""


@dataclass(frozen=True)
class _Side:
    """Which tracked changes count: `kept` wraps text of this side, `gone` text of the other."""

    kept: tuple[str, ...]
    gone: str
    text: str

    @property
    def inline(self) -> set[str]:
        return _WRAPPERS | {f"{W}{name}" for name in self.kept}

    @property
    def blocks(self) -> set[str]:
        return _BLOCK_WRAPPERS | {f"{W}{name}" for name in self.kept}


_SIDES: dict[Markup, _Side] = {
    "accepted": _Side(("ins", "moveTo"), "del", "t"),
    "rejected": _Side(("del", "moveFrom"), "ins", "delText"),
}


def read_word(data: bytes, name: str, *, markup: Markup = "accepted", on_page: OnPage | None = None) -> Reading:
    """Page texts of a DOCX; pages end where Word last broke them."""
    check_archive(data, name)
    document = open_word(data, name)
    walk = _Walk(document, _SIDES[markup])
    walk.body(document.element.body)
    walk.notes()
    walk.beside(document)
    reading = walk.writer.reading((document.core_properties.title or "").strip())
    if on_page:
        on_page(len(reading.pages), len(reading.pages))
    if not reading.text.strip():
        raise UnreadableFile(f"{name}: the Word file holds no text; if its pages are pictures it needs OCR")
    return reading


def check_archive(data: bytes, name: str, kind: str = "DOCX") -> None:
    """Refuse a zip bomb, by what its directory states and by what unpacking it really yields, and XML with a DTD."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            stated = sum(entry.file_size for entry in entries)
            if len(entries) > MAX_ENTRIES or _is_bomb(stated, len(data)):
                raise UnreadableFile(_bomb_message(name, kind))
            total = xml_total = 0
            for entry in entries:
                is_xml = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
                size = _unpack(archive, entry, name, kind, total, len(data), is_xml)
                total += size
                xml_total += size if is_xml else 0
                if xml_total > MAX_XML_BYTES:
                    raise UnreadableFile(_bomb_message(name, kind))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise UnreadableFile(_damaged_message(name, kind)) from error


def _is_bomb(unpacked: int, packed: int) -> bool:
    return unpacked > MAX_BYTES or (unpacked > RATIO_COUNTS_FROM and unpacked > MAX_RATIO * packed)


def _bomb_message(name: str, kind: str) -> str:
    return f"{name}: the {kind} unpacks to far more than a document holds (zip bomb); ask its sender for a clean copy"


def _damaged_message(name: str, kind: str = "DOCX") -> str:
    return f"{name}: the {kind} is damaged or cut off; open it in {_PROGRAMS[kind]} and save it anew"


def _unpack(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, kind: str, before: int, packed: int, is_xml: bool
) -> int:
    """Bytes the entry really unpacks to; read in pieces, stopped at the limit."""
    size, tail = 0, b""
    with archive.open(entry) as stream:
        while piece := stream.read(1 << 16):
            size += len(piece)
            if _is_bomb(before + size, packed):
                raise UnreadableFile(_bomb_message(name, kind))
            # Word never writes a DTD: it serves only to expand entities or to fetch files.
            if is_xml and b"<!DOCTYPE" in (tail + piece).replace(b"\0", b"").upper():
                program = _PROGRAMS[kind]
                message = f"its XML declares a DTD, which {program} never does; open it in {program} and save it anew"
                raise UnreadableFile(f"{name}: {message}")
            tail = piece[-32:]
    return size


def open_word(data: bytes, name: str) -> "WordDocument":
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml import etree

    try:
        return docx.Document(io.BytesIO(data))
    except ValueError as error:
        raise UnsupportedFormat(f"{name}: a Word template or a file with macros; save it as a plain .docx") from error
    except (KeyError, AttributeError, TypeError, PackageNotFoundError, etree.XMLSyntaxError) as error:
        raise UnreadableFile(_damaged_message(name)) from error


class _Walk:
    """One pass over the document: counts list numbers, keeps text, notes page breaks."""

    def __init__(self, document: "WordDocument", side: _Side) -> None:
        self.writer = PageWriter()
        self._side = side
        self._inline_wrappers, self._block_wrappers = side.inline, side.blocks
        self._texts = {f"{W}t", _MATH_TEXT, f"{W}{side.text}"}
        styles = part_of(document, "styles")
        self._numbering = Numbering(part_of(document, "numbering"), styles)
        self._notes = {kind: _notes(part_of(document, f"{kind}s")) for kind in ("footnote", "endnote")}
        self._sections = [_section_kind(section) for section in document.element.body.iter(f"{W}sectPr")]
        self._section = 0
        self._cited: list[tuple[str, str]] = []
        self._boxes: list[Any] = []
        self._looks = Looks(document, styles)
        self._coloured = 0
        self._carried: list[str | PageBreak] = []

    def body(self, body: Any) -> None:
        for block in self._blocks(body):
            if block.tag == f"{W}tbl":
                self._table(block)
            else:
                self._paragraph(block)
        self._write_carried()

    def beside(self, document: "WordDocument") -> None:
        """Comments, margins, properties: not part of the text, but a place to hide words in."""
        for kind, text in beside_the_text(document):
            self.writer.note_unseen(kind, text, page=0)

    def notes(self) -> None:
        """Footnotes and endnotes, in the order they are cited, as lines at the end."""
        for number, (kind, key) in enumerate(self._cited, start=1):
            note = self._notes[kind].get(key)
            if note is not None:
                words = " ".join(self._plain(paragraph) for paragraph in note.iter(f"{W}p")).split()
                self.writer.write([f"[{number}] " + " ".join(words)], tight=True)

    def _paragraph(self, paragraph: Any) -> None:
        properties = paragraph.find(f"{W}pPr")
        if properties is not None and is_on(properties.find(f"{W}pageBreakBefore")):
            self.writer.break_page()
        parts = self._carried + list(self._inline(paragraph))
        self._carried = []
        if self._mark_is_gone(properties):
            self._carried = parts
            return
        label = self._numbering.label(paragraph) + control_label(paragraph)
        style = value_of(properties.find(f"{W}pStyle")) if properties is not None else None
        tight = (style or "").lower().startswith(("toc", "verzeichnis"))
        self.writer.write(_labelled(label, parts), tight=tight)
        self._write_boxes()
        if properties is not None and properties.find(f"{W}sectPr") is not None:
            self._section += 1
            if self._section < len(self._sections) and self._sections[self._section] != "continuous":
                self.writer.break_page()

    def _write_carried(self) -> None:
        if self._carried:
            self.writer.write(self._carried)
            self._carried = []

    def _write_boxes(self) -> None:
        """Text boxes, each as paragraphs after the one they hang on."""
        while self._boxes:
            boxes, self._boxes = self._boxes, []
            self._coloured += 1
            for box in boxes:
                self.body(box)
            self._coloured -= 1

    def _table(self, table: Any) -> None:
        self._write_carried()
        for row in self._rows(table):
            # A cell may have any colour behind it: white letters prove nothing there.
            self._coloured += 1
            cells = [self._cell(cell) for cell in self._cells(row)]
            self._coloured -= 1
            if any(isinstance(part, PageBreak) for cell in cells for part in cell):
                self.writer.break_page()
            texts = [[part for part in cell if isinstance(part, str) and part.strip()] for cell in cells]
            is_layout = len(texts) == 1 or any(len(cell) > 1 and sum(map(len, cell)) > LAYOUT_CELL for cell in texts)
            if is_layout:
                for text in (text for cell in texts for text in cell):
                    self.writer.write([text])
            else:
                self.writer.write([row_line(" ".join(cell) for cell in texts)], tight=True)
        self._write_boxes()

    def _cell(self, cell: Any) -> list[str | PageBreak]:
        """The cell's paragraphs, one string each; a table inside it gives a string a row."""
        found: list[str | PageBreak] = []
        for block in self._blocks(cell):
            if block.tag == f"{W}tbl":
                for row in self._rows(block):
                    inner = [self._cell(inner_cell) for inner_cell in self._cells(row)]
                    found.append(row_line(" ".join(p for p in c if isinstance(p, str)) for c in inner))
                continue
            parts = list(self._inline(block))
            found.extend(part for part in parts if isinstance(part, PageBreak))
            text = "".join(part for part in parts if isinstance(part, str))
            label = "" if self._mark_is_gone(block.find(f"{W}pPr")) else self._numbering.label(block)
            found.append(label + (control_label(block) if text.strip() else "") + text.strip())
        return found

    def _plain(self, paragraph: Any) -> str:
        return "".join(part for part in self._inline(paragraph) if isinstance(part, str))

    def _inline(self, element: Any) -> Iterator[str | PageBreak]:
        """Text and page breaks of a paragraph, in order."""
        for child in element:
            tag = child.tag
            if tag in self._texts:
                yield child.text or ""
            elif tag in _SIGNS:
                yield _SIGNS[tag]
            elif tag == f"{W}br":
                yield PAGE_BREAK if child.get(f"{W}type") == "page" else "\n"
            elif tag == f"{W}lastRenderedPageBreak":
                yield PAGE_BREAK
            elif tag == f"{W}fldChar":
                yield field_value(child)
            elif tag == f"{W}sym":
                yield _SYMBOLS.get((child.get(f"{W}char") or "").upper(), "•")
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                yield self._cite(child)
            elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
                self._boxes.extend(_boxes(child))
            elif tag == f"{_MC}AlternateContent":
                yield from self._inline(_first_choice(child))
            elif isinstance(tag, str) and (tag in self._inline_wrappers or "/math}" in tag):
                if self._looks.hide(child, on_white=not self._coloured):
                    self.writer.note_unseen("hidden", "".join(text.text or "" for text in child.iter(f"{W}t")))
                else:
                    yield from self._inline(child)

    def _blocks(self, parent: Any) -> Iterator[Any]:
        """Paragraphs and tables, seen through content controls; those of the other side left out."""
        for child in parent:
            if child.tag in (f"{W}p", f"{W}tbl"):
                yield child
            elif child.tag in self._block_wrappers:
                yield from self._blocks(child)
            elif child.tag == f"{_MC}AlternateContent":
                yield from self._blocks(_first_choice(child))

    def _rows(self, table: Any) -> Iterator[Any]:
        for child in table:
            if child.tag == f"{W}tr" and child.find(f"{W}trPr/{W}{self._side.gone}") is None:
                yield child
            elif child.tag in self._block_wrappers:
                yield from self._rows(child)

    def _cells(self, row: Any) -> Iterator[Any]:
        """The row's cells; of cells merged downwards only the first has text in Word."""
        for child in row:
            if child.tag == f"{W}tc":
                merge = child.find(f"{W}tcPr/{W}vMerge")
                yield child if merge is None or value_of(merge) == "restart" else child.makeelement(f"{W}tc")
            elif child.tag in self._block_wrappers:
                yield from self._cells(child)

    def _mark_is_gone(self, properties: Any | None) -> bool:
        """A paragraph whose end is a change of the other side runs on into the next."""
        return properties is not None and properties.find(f"{W}rPr/{W}{self._side.gone}") is not None

    def _cite(self, reference: Any) -> str:
        kind = "endnote" if reference.tag.endswith("endnoteReference") else "footnote"
        self._cited.append((kind, reference.get(f"{W}id") or ""))
        return f"[{len(self._cited)}]"


def _labelled(label: str, parts: list[str | PageBreak]) -> list[str | PageBreak]:
    """The number before the text, and after a page break that comes first."""
    if not label:
        return parts
    first = next((i for i, part in enumerate(parts) if isinstance(part, str) and part.strip()), len(parts))
    return [*(part for part in parts[:first] if isinstance(part, PageBreak)), label, *parts[first:]]


def _first_choice(alternatives: Any) -> Any:
    """The first version Word would draw, or nothing; the others say the same again."""
    for kind in ("Choice", "Fallback"):
        if (found := alternatives.find(f"{_MC}{kind}")) is not None:
            return found
    return ()


def _boxes(drawing: Any) -> Iterator[Any]:
    """Outermost text boxes of a drawing."""
    for child in drawing:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag == f"{_MC}AlternateContent":
            yield from _boxes(_first_choice(child))
        else:
            yield from _boxes(child)


def _notes(root: Any | None) -> dict[str, Any]:
    """Notes by their id, without the separators Word keeps among them."""
    if root is None:
        return {}
    return {note.get(f"{W}id") or "": note for note in root if note.get(f"{W}type") in (None, "normal")}


def _section_kind(section: Any) -> str:
    return value_of(section.find(f"{W}type")) or "nextPage"
