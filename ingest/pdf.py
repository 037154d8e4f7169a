"""PDF to page texts; the only user of pypdf.

    bytes ─open─▶ pages ─lines─▶ Lines ─ocr, if given─▶ without furniture ─flow─▶ PageText

pypdf raises whatever a damaged file leads it to (KeyError, RecursionError, its own errors), so `_read_lines` and
`_open` are the stated seams where any Exception becomes an unreadable page or an UnreadableFile.
"""

import io
import logging
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ingest.document import PageSource, PlacedLine, UnseenKind
from ingest.errors import UnreadableFile
from ingest.furniture import find_furniture
from ingest.garbled import is_garbled
from ingest.glance import PDFIUM, Glance
from ingest.ocr import INSTALL, Ocr
from ingest.ocr_layout import even_sizes
from ingest.pages import OnPage, PageText, Reading
from ingest.paragraphs import Line, TypeArea, flow, join, measure, runs_on
from ingest.pdf_form import with_filled
from ingest.pdf_hidden import without_hidden
from ingest.ruled import Table
from ingest.unseen import worth_telling

if TYPE_CHECKING:
    import pypdf

FEW_LETTERS = 25
"""A page with fewer letters than this may have its words in a picture."""
STAMPED_LETTERS = 300
"""A page that is one large picture and has no more letters than this is a scan with a stamp or a footer on it."""
_MONOSPACED = re.compile("courier|mono|typewriter", re.IGNORECASE)


@dataclass
class _PdfPage:
    lines: list[Line]
    source: PageSource = "text"
    confidence: float | None = None
    placed: tuple[PlacedLine, ...] = ()
    beside: list[tuple[UnseenKind, str]] = field(default_factory=list)


def read_pdf(data: bytes, name: str, *, ocr: Ocr | None = None, on_page: OnPage | None = None) -> Reading:
    """Page texts of a PDF, without running headers, footers and page numbers."""
    if _is_cut_off(data):
        raise UnreadableFile(f"{name}: the PDF is cut off before its end; fetch or export the file again")
    with _quiet():
        data = _unlocked(data, name)
        reader, total = _open(data, name)
        progress = _Progress(on_page, total)
        pages = []
        for number in range(total):
            pages.append(_read_page(reader, number))
            if not _is_doubtful(pages[-1]):
                progress.step()
        title = _metadata_title(reader)
        if total == 1 and _is_shell(reader, _text(pages[0])):
            raise UnreadableFile(f"{name}: a form only Adobe Reader can open (XFA); print it to PDF there and add that")
        for number, page in enumerate(pages):
            page.beside.extend(_beside(reader, number))
    with _glance(data) as glance:
        _look_at_doubtful(glance, pages, ocr, progress)
        if glance:
            for i, page in enumerate(pages):
                if page.source == "text":
                    page.lines = _with_rows(page.lines, glance.tables(i))
                    if hidden := glance.hidden(i):
                        page.lines = without_hidden(page.lines, hidden)
                        page.beside.append(("hidden", clean(" ".join(words.text.strip() for words in hidden))))
    if not any(page.source in ("text", "ocr") for page in pages):
        raise UnreadableFile(_no_text_message(name, pages, ocr is not None))
    return Reading(tuple(_page_texts(pages)), title)


class _Progress:
    """Counts pages that are done, whether by their text or by OCR."""

    def __init__(self, on_page: OnPage | None, total: int) -> None:
        self._on_page, self._total, self._done = on_page, total, 0

    def step(self) -> None:
        self._done += 1
        if self._on_page:
            self._on_page(self._done, self._total)


def _no_text_message(name: str, pages: Sequence["_PdfPage"], was_recognised: bool) -> str:
    if all(page.source == "blank" for page in pages):
        return f"{name}: all {len(pages)} pages are blank; check that it is the right file"
    if was_recognised:
        return f"{name}: no page of {len(pages)} can be read, not even by OCR; ask for a better scan or the original"
    return f"{name}: no text layer on any of its {len(pages)} pages; it needs OCR: {INSTALL}"


@contextmanager
def _quiet() -> Iterator[None]:
    """pypdf logs every oddity it steps over; a person can do nothing about them."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _is_cut_off(data: bytes) -> bool:
    """No end marker, or a file shorter than the length it states at its start."""
    stated = re.search(rb"/Linearized\s.{0,200}?/L\s+(\d{1,12})", data[:2048], re.DOTALL)
    if stated and int(stated[1]) > len(data):
        return True
    return b"%%EOF" not in data[-65536:]


def _unlocked(data: bytes, name: str) -> bytes:
    """The same file without encryption, when it opens without a password."""
    if b"/Encrypt" not in data:
        return data
    import pypdfium2
    from pypdfium2 import raw

    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
                raise UnreadableFile(f"{name}: the PDF is protected by a password; save a copy without it") from error
            return data
        try:
            plain = io.BytesIO()
            document.save(plain, flags=raw.FPDF_REMOVE_SECURITY)
            return plain.getvalue()
        finally:
            document.close()


def _open(data: bytes, name: str) -> tuple["pypdf.PdfReader", int]:
    import pypdf

    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        total = len(reader.pages)
        tree: Any = reader.root_object["/Pages"].get_object()
        stated = tree.get("/Count", total)
    except MemoryError:
        raise
    except Exception as error:
        raise UnreadableFile(_damaged_message(name)) from error
    # A lost page would let a check say "not there" of a clause nobody read.
    if isinstance(stated, int) and stated > total > 0:
        raise UnreadableFile(_damaged_message(name, f" (only {total} of its {stated} pages can be found)"))
    if not total:
        raise UnreadableFile(f"{name}: the PDF has no pages; export it again")
    return reader, total


def _damaged_message(name: str, how: str = "") -> str:
    return f"{name}: the PDF is damaged{how}; open it in a viewer and save or print it anew"


def _read_page(reader: "pypdf.PdfReader", number: int) -> _PdfPage:
    try:
        return _PdfPage(with_filled(_read_lines(reader, number), reader.pages[number]))
    except MemoryError:
        raise
    except Exception:  # the seam: a page pypdf cannot read is listed as unreadable, the others are read
        return _PdfPage([], "unreadable")


def _read_lines(reader: "pypdf.PdfReader", number: int) -> list[Line]:
    """The page's lines in the order they were drawn, each with its place."""
    pieces: list[Line] = []

    def note(text: str, matrix: Sequence[float], text_matrix: Sequence[float], font: Any, size: float) -> None:
        if text:
            x, y, scale = _place(matrix, text_matrix)
            face = str(font.get("/BaseFont", "")) if font else ""
            pieces.append(Line(text, x, y, abs(size) * scale, _MONOSPACED.search(face) is not None))

    reader.pages[number].extract_text(visitor_text=note)
    return list(_lines(pieces))


def _place(matrix: Sequence[float], text_matrix: Sequence[float]) -> tuple[float, float, float]:
    """Where a piece starts, along and across its own writing direction, and its scale."""
    a, b, c, d, e, f = text_matrix[:6]
    ma, mb, mc, md, me, mf = matrix[:6]
    across = (a * ma + b * mc, a * mb + b * md)
    up = (c * ma + d * mc, c * mb + d * md)
    x, y = e * ma + f * mc + me, e * mb + f * md + mf
    length = math.hypot(*across) or 1.0
    ux, uy = across[0] / length, across[1] / length
    return x * ux + y * uy, y * ux - x * uy, math.hypot(*up) or 1.0


def _lines(pieces: Sequence[Line]) -> Iterator[Line]:
    """Pieces put together up to each line break."""
    current: list[Line] = []
    for piece in [*pieces, Line("\n")]:
        for i, part in enumerate(piece.text.split("\n")):
            if i > 0:
                if any(p.text.strip() for p in current):
                    yield _one_line(current)
                current = []
            if part:
                current.append(replace(piece, text=part))


def _one_line(pieces: Sequence[Line]) -> Line:
    """The first piece with text says where the line starts, the longest how tall it is."""
    filled = [piece for piece in pieces if piece.text.strip()]
    longest = max(filled, key=lambda piece: len(piece.text))
    start = next(i for i, piece in enumerate(pieces) if piece is filled[0])
    text = clean("".join(piece.text for piece in pieces[start:])).rstrip()
    return Line(text, filled[0].x, longest.y, longest.size, longest.monospaced)


_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_SPACES = dict.fromkeys([0x09, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F], " ")
_NOTHING = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
_HYPHENS = {0x2010: "-", 0x2011: "-"}
# Chinese fonts often map a whole character to its look-alike radical, which no search would find.
_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_CONTROLS = dict.fromkeys([*range(0x00, 0x20), *range(0x7F, 0xA0)])
_TABLE: dict[int, str | None] = {**_CONTROLS, **_LIGATURES, **_SPACES, **_NOTHING, **_HYPHENS, **_RADICALS}


def clean(text: str) -> str:
    """A line as a person reads it: no ligatures, odd spaces, control characters; a soft hyphen only at its end."""
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").translate(_TABLE)
    stripped = text.rstrip()
    if stripped.endswith("\u00ad"):
        text = stripped[:-1] + "-"
    return text.replace("\u00ad", "")


def _metadata_title(reader: "pypdf.PdfReader") -> str:
    try:
        title = reader.metadata.title if reader.metadata else None
    except Exception:  # the seam again: odd metadata must not cost the file
        return ""
    return clean(title).strip() if isinstance(title, str) else ""


def _is_shell(reader: "pypdf.PdfReader", text: str) -> bool:
    """A form whose real pages are made by the program that opens it; what can be read says only "Please wait"."""
    try:
        return "Please wait" in text and bool(reader.xfa)
    except Exception:  # the seam again: a form that cannot be parsed is read like any other page
        return False


def _beside(reader: "pypdf.PdfReader", number: int) -> list[tuple[UnseenKind, str]]:
    """Notes stuck on the page and, with the first one, the file's properties."""
    found: list[tuple[UnseenKind, str]] = []
    try:
        for note in reader.pages[number].get("/Annots") or ():
            said = note.get_object()
            # What is typed on top of the page is part of its text.
            if said.get("/Subtype") != "/FreeText":
                found.append(("comment", clean(str(said.get("/Contents") or ""))))
        if number == 0 and reader.metadata:
            found += [("metadata", clean(str(value))) for value in reader.metadata.values()]
    except Exception:  # the seam again: odd notes or properties must not cost the file
        return found
    return found


def _letters(page: _PdfPage) -> int:
    return sum(ch.isalnum() for line in page.lines for ch in line.text)


def _is_doubtful(page: _PdfPage) -> bool:
    """Whether the page's words may not be, or not all be, in its text layer."""
    return page.source == "unreadable" or _letters(page) < STAMPED_LETTERS or is_garbled(_text(page))


def _text(page: _PdfPage) -> str:
    return "\n".join(line.text for line in page.lines)


@contextmanager
def _glance(data: bytes) -> Iterator[Glance | None]:
    """The file as pdfium sees it, if pdfium can open it."""
    import pypdfium2

    try:
        glance = Glance(data)
    except pypdfium2.PdfiumError:
        yield None
        return
    with glance:
        yield glance


def _look_at_doubtful(glance: Glance | None, pages: list[_PdfPage], ocr: Ocr | None, progress: _Progress) -> None:
    """Mark pages whose words cannot be had as unreadable and empty ones as blank, and have the former recognised."""
    doubtful = [i for i, page in enumerate(pages) if _is_doubtful(page)]
    for i in doubtful:
        if is_garbled(_text(pages[i])):
            pages[i].lines, pages[i].source = [], "unreadable"
        if glance is None:
            pages[i].source = "text" if pages[i].lines else "unreadable"
        elif pages[i].source == "text":
            pages[i].source = glance.source(i, _letters(pages[i]), FEW_LETTERS)
    wanted = [i for i in doubtful if pages[i].source == "unreadable"]
    for _ in range(len(doubtful) - len(wanted)):
        progress.step()
    if ocr and glance and wanted:
        _recognise(glance, pages, wanted, ocr, progress)


def _with_rows(lines: list[Line], tables: Sequence[Table]) -> list[Line]:
    """The lines that stand in a ruled table replaced, where the first of them stood, by its rows."""
    for table in tables:
        inside = [i for i, line in enumerate(lines) if table.holds(line.x, line.y)]
        if not inside or not _says_the_same(table, [lines[i] for i in inside]):
            continue
        size = lines[inside[0]].size
        rows = [Line(clean(text), table.left, y, size, is_row=True) for y, text in table.rows]
        kept = [line for i, line in enumerate(lines) if i not in set(inside)]
        lines = kept[: inside[0]] + rows + kept[inside[0] :]
    return lines


def _says_the_same(table: Table, lines: Sequence[Line]) -> bool:
    """Whether the rows hold what the lines hold: lines drawn through words would cut them into wrong cells."""
    in_rows = Counter(ch for _, text in table.rows for ch in text if ch.isalnum())
    in_lines = Counter(ch for line in lines for ch in line.text if ch.isalnum())
    return sum(((in_rows - in_lines) + (in_lines - in_rows)).values()) <= 0.05 * in_lines.total()


def _recognise(glance: Glance, pages: list[_PdfPage], wanted: Sequence[int], ocr: Ocr, progress: _Progress) -> None:
    drawn = ((i + 1, picture) for i in wanted if (picture := glance.picture(i)) is not None)
    recognised = []
    for number, found in ocr(drawn):
        page = pages[number - 1]
        page.source, page.confidence = found.source, found.confidence
        page.lines = list(found.lines) if found.source == "ocr" else []
        page.placed = found.placed if found.source == "ocr" else ()
        recognised.append(page)
        progress.step()
    for page, lines in zip(recognised, even_sizes(page.lines for page in recognised), strict=True):
        page.lines = lines


def _page_texts(pages: Sequence[_PdfPage]) -> Iterator[PageText]:
    """Each page's paragraphs, with the separator that its last sentence needs."""
    kept = _without_furniture(pages)
    area = measure([line for group in groups for line in group] for groups in kept)
    for i, (page, groups) in enumerate(zip(pages, kept, strict=True)):
        text = ""
        followers = [*groups[1:], _first_group(kept[i + 1 :])] if groups else []
        for group, following in zip(groups, followers, strict=True):
            text += flow(group, area) + (_separator(group[-1], following[0], area) if following else "\n")
        yield PageText(text, page.source, page.confidence, page.placed, worth_telling(page.beside))


def _first_group(pages: Sequence[list[list[Line]]]) -> list[Line]:
    return next((groups[0] for groups in pages if groups), [])


def _separator(last: Line, following: Line, area: TypeArea) -> str:
    """Between two pages: a space where a sentence goes on, nothing in Chinese, else a blank line."""
    if not runs_on(last, following, area):
        return "\n\n"
    end, start = last.text.strip(), following.text.strip()
    joined = join(end, start, area)
    return joined[len(end) : len(joined) - len(start)] if joined.startswith(end) else "\n"


def _without_furniture(pages: Sequence[_PdfPage]) -> list[list[list[Line]]]:
    """The lines that stay, in groups: where a page number stood in mid-page, the sentence around it is in two."""
    orders = [_top_to_bottom(page.lines) for page in pages]
    in_order = [[page.lines[i].text for i in order] for page, order in zip(pages, orders, strict=True)]
    kept = []
    for page, order, gone in zip(pages, orders, find_furniture(in_order), strict=True):
        dropped = {order[i] for i in gone}
        groups: list[list[Line]] = [[]]
        for i, line in enumerate(page.lines):
            if i not in dropped:
                groups[-1].append(line)
            elif groups[-1]:
                groups.append([])
        kept.append([group for group in groups if group])
    return kept


def _top_to_bottom(lines: Sequence[Line]) -> list[int]:
    return sorted(range(len(lines)), key=lambda i: -lines[i].y)
