"""Old Office files, by LibreOffice when it is installed: a copy in the format of today, which is then read."""

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from ingest.errors import UnreadableFile, UnsupportedFormat

SECONDS = 180.0
TODAY = {
    "doc": "docx",
    "rtf": "docx",
    "odt": "docx",
    "xls": "xlsx",
    "ods": "xlsx",
    "ppt": "pdf",
    "pptx": "pdf",
    "odp": "pdf",
}
WORDS = {"doc": "an old Word file", "rtf": "an RTF file", "xls": "an old Excel file", "ppt": "an old PowerPoint file"}


def converted(data: bytes, kind: str, name: str) -> tuple[bytes, str]:
    """The same document as DOCX, XLSX or PDF, and which of them it is."""
    wanted = TODAY[kind]
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        what = WORDS.get(kind, f"an {kind.upper()} file" if kind[0] == "o" else f"a {kind.upper()} file")
        raise UnsupportedFormat(f"{name}: {what}; save it as {wanted.upper()} or install LibreOffice, which reads it")
    with tempfile.TemporaryDirectory(prefix="controlpoint-") as folder:
        source = Path(folder, f"document.{kind}")
        source.write_bytes(data)
        _run(program, wanted, source, name)
        made = source.with_suffix(f".{wanted}")
        if not made.is_file():
            raise UnreadableFile(f"{name}: LibreOffice cannot read it; save it as {wanted.upper()} in Office")
        return made.read_bytes(), wanted


def _run(program: str, wanted: str, source: Path, name: str) -> None:
    """With a profile of its own, so that neither a running LibreOffice nor its settings get in the way."""
    profile = (source.parent / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", wanted]
    process = subprocess.Popen(
        [*command, "--outdir", str(source.parent), str(source)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(f"{name}: LibreOffice takes too long over it; save it as {wanted.upper()}") from error
    finally:
        # soffice is a script that starts the real program: both have to go.
        with suppress(ProcessLookupError, PermissionError, AttributeError):
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()
