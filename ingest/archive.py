"""Files that hold files: the ZIP of a deal room, the attachments of a letter or a PDF, each taken out on its own.

    expand(deal.zip, folder) ─▶ Member("quality/agreement.pdf", folder/00003.pdf)

Names from inside are only ever shown. On disk a member is a number in the folder it was given, so no name can lead
anywhere else; it is gone as soon as the next one is asked for.
"""

import errno
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from ingest.beginnings import begins_as_pdf
from ingest.errors import IngestError
from ingest.glance import PDFIUM
from ingest.mail import Attachment, open_mail
from ingest.read import MAX_FILE_BYTES, MSG_MARK, looks_like_mail, printable

MOST_FILES = 5_000
MOST_BYTES = 4 * 2**30
LARGEST_RATIO = 300
RATIO_COUNTS_FROM = 20 * 2**20
DEEPEST = 4
"""Letters in a ZIP in a letter; of ZIPs within one another only two are opened."""
DEEPEST_ZIP = 2
MOST_PAGES_LOOKED_AT = 3_000

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SKIPPED = re.compile(r"(^|/)(__MACOSX|\.[^/]*|~\$[^/]*|Thumbs\.db|desktop\.ini)(/|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Member:
    """A file to be read under the name it is known by; or, without a path, why something could not be taken out."""

    name: str
    path: Path | None
    problem: str = ""


class _Limit(Exception):
    """The archive as a whole is more than a deal room holds."""


@dataclass
class _Budget:
    """What may still be taken out of one file, whatever is nested in it."""

    folder: Path
    files: int = MOST_FILES
    bytes: int = MOST_BYTES
    number: int = 0

    def take(self, size: int) -> None:
        self.bytes -= size
        if self.bytes < 0:
            raise _Limit(f"more than {MOST_BYTES // 2**30} GB when unpacked")

    def place(self, name: str) -> Path:
        self.files -= 1
        if self.files < 0:
            raise _Limit(f"more than {MOST_FILES} files")
        self.number += 1
        suffix = Path(name).suffix.lower()
        plain = suffix if re.fullmatch(r"\.[a-z0-9]{1,8}", suffix) else ""
        return self.folder / f"{self.number:05}{plain}"


def is_container(path: Path) -> bool:
    """Whether there may be files inside: a ZIP that is no Office file, a letter, a PDF."""
    try:
        with path.open("rb") as file:
            head = file.read(8192)
    except OSError:
        return False
    if begins_as_pdf(head):
        return True
    return _kind(head, path) in ("zip", "mail")


def expand(path: Path, folder: Path, *, name: str | None = None) -> Iterator[Member]:
    """The file and every file inside it, in order; a ZIP is only what it holds. Nothing is written outside `folder`."""
    shown = printable(name or path.name)
    budget = _Budget(folder)
    try:
        yield from _expand(path, shown, budget, 0, 0)
    except _Limit as error:
        yield Member(shown, None, f"{shown}: {error}; what came before was read; unpack it and name the files you need")


def _expand(path: Path, name: str, budget: _Budget, depth: int, zips: int) -> Iterator[Member]:
    with path.open("rb") as file:
        head = file.read(8192)
    kind = "pdf" if begins_as_pdf(head) else _kind(head, path)
    if kind == "zip":
        if zips >= DEEPEST_ZIP:
            yield Member(name, None, f"{name}: an archive in an archive in an archive; unpack it and name its files")
        else:
            yield from _zip_members(path, name, budget, depth, zips)
        return
    yield Member(name, path)
    if kind == "mail":
        yield from _attached(_mail_attachments(path, name), name, budget, depth, zips)
    elif kind == "pdf":
        yield from _attached(_pdf_attachments(path), name, budget, depth, zips)


def _kind(head: bytes, path: Path) -> str:
    if head.startswith(_ZIP):
        return "other" if _is_office(path) else "zip"
    if head.startswith(_OLE):
        return "mail" if path.suffix.lower() == ".msg" or MSG_MARK in path.read_bytes() else "other"
    return "mail" if path.suffix.lower() == ".eml" or looks_like_mail(head) else "other"


def _is_office(path: Path) -> bool:
    """DOCX, XLSX and their like are ZIPs too; a damaged one is left to its reader to refuse."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        return path.suffix.lower() in (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp")
    return "[Content_Types].xml" in names or "mimetype" in names[:1]


# Archives


def _zip_members(path: Path, name: str, budget: _Budget, depth: int, zips: int) -> Iterator[Member]:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            for entry in entries:
                inside = _inside_name(entry)
                if _SKIPPED.search(inside):
                    continue
                yield from _zip_member(archive, entry, f"{name}/{inside}" if depth else inside, budget, depth, zips)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
        if _is_ours(error):
            raise
        yield Member(name, None, f"{name}: the archive is damaged or cut off; fetch it again")
        return
    if not entries:
        yield Member(name, None, f"{name}: the archive holds no files")


def _zip_member(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, budget: _Budget, depth: int, zips: int
) -> Iterator[Member]:
    if problem := _entry_problem(entry):
        yield Member(name, None, f"{name}: {problem}")
        return
    with _placed(budget, name) as target:
        try:
            with archive.open(entry) as source:
                problem = _copy(source, target, entry.compress_size, budget)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
            ValueError,
        ) as error:
            if _is_ours(error):
                raise
            problem = "damaged within its archive; fetch it again"
        if problem:
            yield Member(name, None, f"{name}: {problem}")
        else:
            yield from _deeper(target, name, budget, depth, zips + 1)


def _is_ours(error: Exception) -> bool:
    """A full disk and the like; a place that cannot be, in a damaged archive, is an invalid argument."""
    return isinstance(error, OSError) and error.errno not in (None, errno.EINVAL)


def _entry_problem(entry: zipfile.ZipInfo) -> str:
    if entry.flag_bits & 1:
        return "protected by a password; unpack the archive with it and name the files"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "a link to another place, which is not followed"
    if entry.file_size > MAX_FILE_BYTES:
        return f"larger than {MAX_FILE_BYTES // 2**20} MB; unpack the archive and split the file"
    return ""


def _copy(source: IO[bytes], target: Path, packed: int, budget: _Budget) -> str:
    """Unpack in pieces, by what really comes out: what the directory states may be a lie."""
    size = 0
    with target.open("wb") as file:
        while piece := source.read(1 << 20):
            size += len(piece)
            if size > MAX_FILE_BYTES or (size > RATIO_COUNTS_FROM and size > LARGEST_RATIO * max(1, packed)):
                return "unpacks to far more than a document holds (zip bomb); ask its sender for a clean copy"
            budget.take(len(piece))
            file.write(piece)
    return ""


def _inside_name(entry: zipfile.ZipInfo) -> str:
    """The entry's folders and name, for people; without what would lead out of the archive.

    An archive made by Windows in China keeps names in GB18030 without saying so.
    """
    name = entry.filename
    if not entry.flag_bits & 0x800 and not name.isascii():
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            raw = b""
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding) if raw else name
                break
            except UnicodeDecodeError:
                continue
    parts = [printable(part) for part in re.split(r"[/\\]", name) if part.strip() not in ("", ".", "..")]
    parts = [part for part in parts if not re.fullmatch(r"[A-Za-z]:", part)]
    return "/".join(parts) or "unnamed"


# Letters and PDFs


def _attached(found: Iterator[Attachment | str], name: str, budget: _Budget, depth: int, zips: int) -> Iterator[Member]:
    for attachment in found:
        if isinstance(attachment, str):
            yield Member(name, None, f"{name}: {attachment}")
            continue
        inner = f"{name}/{printable(attachment.name)}"
        with _placed(budget, inner) as target:
            budget.take(len(attachment.data))
            target.write_bytes(attachment.data)
            yield from _deeper(target, inner, budget, depth, zips)


def _mail_attachments(path: Path, name: str) -> Iterator[Attachment | str]:
    try:
        yield from open_mail(path.read_bytes(), name).attachments
    except IngestError:
        # Reading the letter itself says so.
        return


def _pdf_attachments(path: Path) -> Iterator[Attachment | str]:
    """Files in the PDF's own list and those pinned to a page."""
    import pypdfium2

    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError:
            return
        try:
            found = list(_files_in(document))
        finally:
            document.close()
    yield from found


def _files_in(document: Any) -> Iterator[Attachment | str]:
    from pypdfium2 import PdfAttachment, PdfiumError, raw

    held = [document.get_attachment(i) for i in range(min(document.count_attachments(), MOST_FILES))]
    for index in range(min(len(document), MOST_PAGES_LOOKED_AT)):
        page = raw.FPDF_LoadPage(document, index)
        if not page:
            continue
        for i in range(min(raw.FPDFPage_GetAnnotCount(page), MOST_FILES)):
            note = raw.FPDFPage_GetAnnot(page, i)
            if note and raw.FPDFAnnot_GetSubtype(note) == raw.FPDF_ANNOT_FILEATTACHMENT:
                file = raw.FPDFAnnot_GetFileAttachment(note)
                if file:
                    held.append(PdfAttachment(file, document))
            if note:
                raw.FPDFPage_CloseAnnot(note)
        raw.FPDF_ClosePage(page)
    for attachment in held:
        try:
            yield Attachment(attachment.get_name() or "attachment", bytes(attachment.get_data()))
        except (PdfiumError, ValueError, UnicodeError):
            yield "a file attached inside cannot be taken out; open it in a viewer and save the attachment"


@contextmanager
def _placed(budget: _Budget, name: str) -> Iterator[Path]:
    """A place in the folder for one member, empty again afterwards."""
    target = budget.place(name)
    try:
        yield target
    finally:
        target.unlink(missing_ok=True)


def _deeper(path: Path, name: str, budget: _Budget, depth: int, zips: int) -> Iterator[Member]:
    if depth + 1 >= DEEPEST:
        yield Member(name, path)
    else:
        yield from _expand(path, name, budget, depth + 1, zips)
