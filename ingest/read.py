"""A file into a Document: told apart by its content and read by the one reader of its format.

path ─bytes─▶ what it holds ─reader─▶ Reading ─▶ Document (text, pages, title, kind, language)
"""

import hashlib
import re
import stat
import zipfile
from io import BytesIO
from pathlib import Path

from ingest.document import Document
from ingest.errors import UnreadableFile, UnsupportedFormat
from ingest.kind import OPENING, kind_of, language_of, title_of
from ingest.pages import OnPage, Reading, tile
from ingest.pdf import Ocr

READABLE_SUFFIXES = frozenset({".pdf", ".docx", ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml"})
MAX_FILE_BYTES = 500 * 2**20

_FORMATS = "PDF, DOCX, TXT, MD or HTML"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF8", b"BM")
_ARCHIVES = (b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_HTML = re.compile(
    rb"\s*(<\?xml[^>]{0,200}>\s*)?(<!--.{0,2000}?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_MARKDOWN = (".md", ".markdown")


def read_document(
    path: Path, *, name: str | None = None, ocr: Ocr | None = None, on_page: OnPage | None = None
) -> Document:
    """Read one file; raises UnreadableFile or UnsupportedFormat with one line that names file and remedy."""
    shown = printable(name if name is not None else path.name)
    data = _bytes_of(path, shown)
    reading = _reading(data, Path(shown).suffix.lower(), shown, ocr, on_page)
    text = reading.text
    if not text.strip():
        raise UnreadableFile(f"{shown}: the file holds no text; check that it is the right one")
    opening = text[: 2 * OPENING]
    title = title_of(opening, reading.title)
    return Document(
        id=hashlib.sha256(data).hexdigest(),
        file=shown,
        text=text,
        pages=tile(reading.pages),
        title=printable(title or Path(shown).stem),
        kind=kind_of(title, opening),
        language=language_of(text),
    )


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


def _reading(data: bytes, suffix: str, name: str, ocr: Ocr | None, on_page: OnPage | None) -> Reading:
    held = _held_format(data, suffix, name)
    if suffix in (".pdf", ".docx") and held != suffix[1:]:
        raise UnreadableFile(_misnamed_message(name, suffix, held))
    if held == "pdf":
        from ingest.pdf import read_pdf

        return read_pdf(data, name, ocr=ocr, on_page=on_page)
    if held == "docx":
        from ingest.word import read_word

        return read_word(data, name, on_page=on_page)
    if held == "html":
        from ingest.markup import read_html

        return read_html(data, name, on_page=on_page)
    from ingest.plain import decode, read_plain

    if suffix in _MARKDOWN:
        from ingest.markup import read_markdown

        return read_markdown(decode(data, name), name, on_page=on_page)
    return read_plain(data, name, on_page=on_page)


def _held_format(data: bytes, suffix: str, name: str) -> str:
    """What the bytes are: pdf, docx, html, text, or (for a file named .pdf or .docx) words for something else."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _held_in_zip(data, suffix, name)
    if data.startswith(_OLD_OFFICE):
        if _ENCRYPTED_PACKAGE in data:
            raise UnreadableFile(f"{name}: protected by a password; open it in Office and save a copy without one")
        raise UnsupportedFormat(f"{name}: an old Office or mail file; save it as DOCX or PDF")
    if data.startswith(b"{\\rtf"):
        raise UnsupportedFormat(f"{name}: an RTF file; save it as DOCX")
    if data.startswith(_IMAGES):
        raise UnsupportedFormat(f"{name}: a picture, which needs OCR; save it as a PDF with a text layer")
    if data.startswith((*_ARCHIVES, b"PK\x05\x06")):
        raise UnsupportedFormat(f"{name}: an archive; unpack it and name the files in it")
    looks_like_html = _HTML.match(data[:4096].removeprefix(b"\xef\xbb\xbf")) and suffix not in _MARKDOWN
    if suffix in (".html", ".htm", ".xhtml") or looks_like_html:
        return "html"
    if suffix not in READABLE_SUFFIXES and suffix not in ("", ".asc"):
        raise UnsupportedFormat(f"{name}: no reader for {suffix} files; save it as {_FORMATS}")
    return "text"


def _held_in_zip(data: bytes, suffix: str, name: str) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        what = "DOCX" if suffix == ".docx" else "file (an archive inside)"
        raise UnreadableFile(f"{name}: the {what} is damaged or cut off; fetch it again or save it anew") from error
    if "word/document.xml" in names or any(entry.startswith("word/") for entry in names):
        return "docx"
    if any(entry.startswith(("xl/", "ppt/")) for entry in names):
        raise UnsupportedFormat(f"{name}: a spreadsheet or presentation; save it as PDF")
    if suffix in (".pdf", ".docx"):
        return "a ZIP archive"
    raise UnsupportedFormat(f"{name}: a ZIP archive; unpack it and name the files in it")


_HELD_WORDS: dict[str, tuple[str, str]] = {
    "pdf": ("a PDF", ".pdf"),
    "docx": ("a Word file", ".docx"),
    "html": ("an HTML page", ".html"),
    "text": ("plain text", ".txt"),
}


def _misnamed_message(name: str, suffix: str, held: str) -> str:
    wanted = suffix[1:].upper()
    words, rename = _HELD_WORDS.get(held, (held, ""))
    remedy = f"rename it to {rename}" if rename else "unpack it and name the files in it"
    return f"{name}: named {suffix} but not a {wanted}; it holds {words}; {remedy}"
