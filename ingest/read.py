"""A file into a Document: told apart by its content and read by the one reader of its format.

path ─bytes─▶ what it holds ─reader─▶ Reading ─▶ Document (text, pages, title, kind, language)
"""

import hashlib
import re
import stat
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.addressed import find_addressed, speaks_to_software, without_addressed
from ingest.beginnings import begins_as_pdf
from ingest.document import Document
from ingest.errors import UnreadableFile, UnsupportedFormat
from ingest.kind import OPENING, kind_of, language_of, title_of
from ingest.pages import OnPage, Reading, tile

if TYPE_CHECKING:
    from ingest.ocr import Ocr
    from ingest.word import Markup

READABLE_SUFFIXES = frozenset(
    {
        *(".pdf", ".docx", ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".xlsx", ".eml", ".msg"),
        *(".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp", ".zip"),
        *(".doc", ".rtf", ".odt", ".xls", ".ods", ".ppt", ".pptx", ".odp"),
    }
)
"""What a file chooser offers: ZIPs are unpacked by `ingest.archive`, old Office files need LibreOffice."""
MAX_FILE_BYTES = 500 * 2**20

_TEXT_SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", "", ".asc"})
_FORMATS = "PDF, DOCX, TXT, MD or HTML"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF8")
_OLE_STREAMS = {"WordDocument": "doc", "Workbook": "xls", "Book": "xls", "PowerPoint Document": "ppt"}
_CONVERTED = frozenset({"doc", "rtf", "odt", "xls", "ods", "ppt", "pptx", "odp"})
MSG_MARK = "__properties_version1.0".encode("utf-16-le")
_HEADER = re.compile(rb"^[!-9;-~]{1,76}:[ \t]?\S?")
_OPEN_DOCUMENTS = {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}
_ARCHIVES = (b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_HTML = re.compile(
    rb"\s*(<\?xml[^>]{0,200}>\s*)?(<!--.{0,2000}?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_MARKDOWN = (".md", ".markdown")


def read_document(
    path: Path,
    *,
    name: str | None = None,
    ocr: "Ocr | None" = None,
    markup: "Markup" = "accepted",
    on_page: OnPage | None = None,
) -> Document:
    """Read one file; raises UnreadableFile or UnsupportedFormat with one line that names file and remedy.

    Pages without usable text go to `ocr`, by default to rapidocr where it is installed. Of a DOCX with tracked
    changes, `markup` says whether to read the text with them accepted or rejected.
    """
    shown = printable(name if name is not None else path.name)
    data = _bytes_of(path, shown)
    reading = _reading(data, Path(shown).suffix.lower(), shown, _Options(ocr, markup, on_page))
    text = reading.text
    if not text.strip():
        raise UnreadableFile(f"{shown}: the file holds no text; check that it is the right one")
    opening = without_addressed(text[: 2 * OPENING])
    title = title_of(opening, "" if find_addressed(reading.title) else reading.title)
    return Document(
        id=hashlib.sha256(data).hexdigest(),
        file=shown,
        text=text,
        pages=tile(reading.pages),
        title=printable(title or _stem(shown)),
        kind=kind_of(title, opening),
        language=language_of(without_addressed(text)),
    )


def _stem(name: str) -> str:
    """What to call a file without a title; a name that speaks to software calls it nothing."""
    stem = Path(name).stem
    return "untitled" if speaks_to_software(stem) else stem


@dataclass(frozen=True)
class _Options:
    ocr: "Ocr | None"
    markup: "Markup"
    on_page: OnPage | None


def _default_ocr() -> "Ocr | None":
    from ingest.ocr import is_installed, read_pictures

    return read_pictures if is_installed() else None


def looks_like_mail(data: bytes) -> bool:
    """Whether a text begins with the header lines of a message."""
    lines = data[:8192].lstrip(b"\xef\xbb\xbf").splitlines()
    head = lines[: lines.index(b"")] if b"" in lines else lines
    names = {line.split(b":", 1)[0].lower() for line in head if _HEADER.match(line)}
    is_folded = all(_HEADER.match(line) or line[:1] in (b" ", b"\t") for line in head)
    return is_folded and b"from" in names and len(names & {b"date", b"message-id", b"mime-version", b"received"}) >= 1


def printable(name: str) -> str:
    """A name fit for one line of text: line breaks and control characters become spaces, other letters stay.

    >>> printable("供货\\n协议 'final'.pdf")
    "供货 协议 'final'.pdf"
    """
    return " ".join("".join(ch if ch.isprintable() else " " for ch in name).split()) or "unnamed"


def _bytes_of(path: Path, name: str) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableFile(f"{name}: a folder, not a file; name the files in it")
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableFile(f"{name}: not a regular file; copy its content into one")
        if status.st_size > MAX_FILE_BYTES:
            raise UnreadableFile(f"{name}: larger than {MAX_FILE_BYTES // 2**20} MB; split it into parts")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile(f"{name}: no such file; check its path") from error
    except PermissionError as error:
        raise UnreadableFile(f"{name}: no permission to read it; change its permissions or copy it") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the system refuses it"
        raise UnreadableFile(f"{name}: cannot be opened ({reason}); copy it to a local folder") from error
    if not data:
        raise UnreadableFile(f"{name}: the file is empty; fetch it again")
    return data


def _reading(data: bytes, suffix: str, name: str, options: _Options) -> Reading:
    held = _held_format(data, suffix, name)
    if suffix in (".pdf", ".docx") and held != suffix[1:]:
        raise UnreadableFile(_misnamed_message(name, suffix, held))
    if held in _CONVERTED:
        from ingest.office import converted

        data, held = converted(data, held, name)
    if held == "pdf":
        from ingest.pdf import read_pdf

        return read_pdf(data, name, ocr=options.ocr or _default_ocr(), on_page=options.on_page)
    if held == "docx":
        from ingest.word import read_word

        return read_word(data, name, markup=options.markup, on_page=options.on_page)
    if held == "picture":
        from ingest.picture import read_picture

        return read_picture(data, name, ocr=options.ocr or _default_ocr(), on_page=options.on_page)
    if held == "xlsx":
        from ingest.sheet import read_sheet

        return read_sheet(data, name, on_page=options.on_page)
    if held == "mail":
        from ingest.mail import read_mail

        return read_mail(data, name, on_page=options.on_page)
    return _text_reading(data, suffix, name, held, options.on_page)


def _text_reading(data: bytes, suffix: str, name: str, held: str, on_page: OnPage | None) -> Reading:
    from ingest.markup import read_html, read_markdown
    from ingest.plain import decode, read_plain

    if held == "html":
        return read_html(data, name, on_page=on_page)
    if suffix in _MARKDOWN:
        return read_markdown(decode(data, name), name, on_page=on_page)
    return read_plain(data, name, on_page=on_page)


def _held_format(data: bytes, suffix: str, name: str) -> str:
    """What the bytes are: pdf, docx, xlsx, picture, mail, html, text, a format of `ingest.office`, or words for it."""
    if begins_as_pdf(data):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _held_in_zip(data, suffix, name)
    if data.startswith(_OLD_OFFICE):
        return _held_in_ole(data, suffix, name)
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(_PICTURES) or _is_bitmap(data) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        return "picture"
    if data.startswith((*_ARCHIVES, b"PK\x05\x06")):
        raise UnsupportedFormat(f"{name}: an archive; unpack it and name the files in it")
    if suffix == ".eml" or (suffix not in _MARKDOWN and looks_like_mail(data)):
        return "mail"
    looks_like_html = _HTML.match(data[:4096].removeprefix(b"\xef\xbb\xbf")) and suffix not in _MARKDOWN
    if suffix in (".html", ".htm", ".xhtml") or looks_like_html:
        return "html"
    if suffix in READABLE_SUFFIXES - _TEXT_SUFFIXES - {".pdf", ".docx"}:
        raise UnreadableFile(f"{name}: named {suffix} but holds something else; open it and save it anew")
    if suffix not in _TEXT_SUFFIXES | {".pdf", ".docx"}:
        raise UnsupportedFormat(f"{name}: no reader for {suffix} files; save it as {_FORMATS}")
    return "text"


def _is_bitmap(data: bytes) -> bool:
    """A text may begin with BM too; a bitmap states where its pixels begin."""
    return data.startswith(b"BM") and len(data) > 26 and 26 <= int.from_bytes(data[10:14], "little") < 2048


def _held_in_ole(data: bytes, suffix: str, name: str) -> str:
    if _ENCRYPTED_PACKAGE in data:
        raise UnreadableFile(f"{name}: protected by a password; open it in Office and save a copy without one")
    if suffix == ".msg" or MSG_MARK in data:
        return "mail"
    for stream, held in _OLE_STREAMS.items():
        if (stream + "\0").encode("utf-16-le") in data:
            return held
    raise UnsupportedFormat(f"{name}: an old Office file of a kind we do not know; save it as DOCX or PDF")


def _held_in_zip(data: bytes, suffix: str, name: str) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            kind = archive.read("mimetype")[:100].decode("ascii", "replace") if "mimetype" in names else ""
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, NotImplementedError, EOFError) as error:
        what = suffix[1:].upper() if suffix in (".docx", ".xlsx", ".pptx") else "file (an archive inside)"
        raise UnreadableFile(f"{name}: the {what} is damaged or cut off; fetch it again or save it anew") from error
    for folder, held in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
        if any(entry.startswith(folder) for entry in names):
            return held
    if "opendocument." in kind and (held := _OPEN_DOCUMENTS.get(kind.split("opendocument.")[1], "")):
        return held
    if suffix in (".pdf", ".docx"):
        return "a ZIP archive"
    raise UnsupportedFormat(f"{name}: a ZIP archive; unpack it and name the files in it")


_HELD_WORDS: dict[str, tuple[str, str]] = {
    "pdf": ("a PDF", ".pdf"),
    "docx": ("a Word file", ".docx"),
    "html": ("an HTML page", ".html"),
    "picture": ("a picture", "what it is"),
    "xlsx": ("an Excel file", ".xlsx"),
    "pptx": ("a PowerPoint file", ".pptx"),
    "doc": ("an old Word file", ".doc"),
    "xls": ("an old Excel file", ".xls"),
    "ppt": ("an old PowerPoint file", ".ppt"),
    "rtf": ("an RTF file", ".rtf"),
    "odt": ("an OpenDocument text", ".odt"),
    "mail": ("an e-mail", ".eml"),
    "text": ("plain text", ".txt"),
}


def _misnamed_message(name: str, suffix: str, held: str) -> str:
    wanted = suffix[1:].upper()
    words, rename = _HELD_WORDS.get(held, (held, ""))
    remedy = f"rename it to {rename}" if rename else "unpack it and name the files in it"
    return f"{name}: named {suffix} but not a {wanted}; it holds {words}; {remedy}"
