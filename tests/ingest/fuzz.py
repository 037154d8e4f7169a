"""Damages files on purpose and reads each: nothing may crash, hang, eat the memory or write outside its folder.

    python tests/ingest/fuzz.py 2000 [--seed 7] [--keep FOLDER]

A file is built, mutated (bits flipped, cut off, stretches repeated, its own structure attacked) and expanded and read
in a process of its own with limits of time and memory. What comes out must be a Document or one line for people.
"""

import argparse
import io
import os
import random
import struct
import sys
import tempfile
import time
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

OUTSIDE = Path(tempfile.gettempdir()).resolve() / "fuzzed.txt"
"""What archives try to write, by its absolute path and by one that climbs up to it."""
SECONDS = 20.0
MEGABYTES = 1500

# Files to begin with


def a_pdf() -> bytes:
    from reportlab.pdfgen import canvas

    stream = io.BytesIO()
    sheet = canvas.Canvas(stream, pageCompression=0)
    for page in range(3):
        for line in range(8):
            sheet.drawString(
                72, 760 - 16 * line, f"{page}.{line} The Supplier shall supply the Product to the Customer."
            )
        sheet.grid([72, 200, 300], [400, 430, 460])
        sheet.showPage()
    sheet.save()
    return stream.getvalue()


def a_docx() -> bytes:
    import docx

    document = docx.Document()
    for number in range(6):
        document.add_paragraph(f"{number}. The Supplier shall supply the Product.", style="List Number")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "Task"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def a_xlsx() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    for row in range(9):
        book.active.append([f"Task {row}", row, "Supplier"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def a_picture(form: str) -> Callable[[], bytes]:
    def build() -> bytes:
        from PIL import Image, ImageDraw

        image = Image.new("L", (300, 120), 255)
        ImageDraw.Draw(image).text((10, 40), "7.3 Supplier shall notify", fill=0)
        stream = io.BytesIO()
        image.save(stream, form)
        return stream.getvalue()

    return build


def a_letter() -> bytes:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "a@b.example", "c@d.example", "Offer"
    letter["Date"] = "Mon, 02 Mar 2026 10:00:00 +0100"
    letter.set_content("The Supplier agrees.")
    letter.add_alternative("<p>The Supplier <b>agrees</b>.</p>", subtype="html")
    letter.add_attachment(a_docx(), maintype="application", subtype="octet-stream", filename="../a.docx")
    letter.add_attachment(b"1. Supply.\n2. Term.\n", maintype="text", subtype="plain", filename="b.txt")
    return letter.as_bytes()


def a_zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("../../outside.txt", "1. Supply.")
        packed.writestr("/absolute.txt", "1. Supply.")
        packed.writestr("deal/a.docx", a_docx())
        packed.writestr("deal/offer.eml", a_letter())
    return stream.getvalue()


SEEDS: dict[str, Callable[[], bytes]] = {
    "a.pdf": a_pdf,
    "a.docx": a_docx,
    "a.xlsx": a_xlsx,
    "a.png": a_picture("PNG"),
    "a.jpg": a_picture("JPEG"),
    "a.tif": a_picture("TIFF"),
    "a.eml": a_letter,
    "a.zip": a_zip,
}

# Ways to damage them


def flip_bits(data: bytes, pick: random.Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(pick.choice([1, 3, 20, 200])):
        damaged[pick.randrange(len(damaged))] ^= 1 << pick.randrange(8)
    return bytes(damaged)


def cut_off(data: bytes, pick: random.Random) -> bytes:
    return data[: pick.randrange(1, len(data))]


def repeat(data: bytes, pick: random.Random) -> bytes:
    start = pick.randrange(len(data))
    stretch = data[start : start + pick.randrange(1, 400)]
    return data[:start] + stretch * pick.choice([2, 50, 2000]) + data[start:]


def take_out(data: bytes, pick: random.Random) -> bytes:
    start = pick.randrange(len(data))
    return data[:start] + data[start + pick.randrange(1, 600) :]


NUMBERS = [b"0", b"-1", b"999999999", b"2147483648", b"1e999", b"65536"]


def attack_pdf(data: bytes, pick: random.Random) -> bytes:
    """Numbers, references and keys of the file's own objects exchanged."""
    import re

    places = list(re.finditer(rb"\b\d+\b(?: 0 R)?", data))
    for place in sorted(pick.sample(places, min(len(places), pick.choice([1, 4, 20]))), key=lambda p: -p.start()):
        other = pick.choice([*NUMBERS, pick.choice(places)[0], b"[ [ [ [", b"<< /Kids [3 0 R] >>"])
        data = data[: place.start()] + other + data[place.end() :]
    if pick.random() < 0.3:
        data = data.replace(b"/Filter", b"/Filter [ /FlateDecode /FlateDecode ] /F", 1)
    return data


def exchange_tags(xml: bytes, pick: random.Random) -> bytes:
    """Element names of the part put in one another's places, and a few attributes lost."""
    import re

    places = list(re.finditer(rb"(?<=[</])[a-zA-Z0-9]+:?[a-zA-Z]+(?=[ />])", xml))
    for place in sorted(pick.sample(places, min(len(places), pick.choice([2, 10]))), key=lambda p: -p.start()):
        xml = xml[: place.start()] + pick.choice(places)[0] + xml[place.end() :]
    return xml


def move_elements(xml: bytes, pick: random.Random) -> bytes:
    """Empty elements, which hold properties and breaks, put in other places: the part stays well-formed."""
    import re

    places = list(re.finditer(rb"<[a-zA-Z0-9]+:[a-zA-Z]+[^<>]*/>", xml))
    for place in sorted(pick.sample(places, min(len(places), pick.choice([2, 10, 40]))), key=lambda p: -p.start()):
        xml = xml[: place.start()] + pick.choice([b"", pick.choice(places)[0] * 3]) + xml[place.end() :]
    return xml


XML_ATTACKS = [
    exchange_tags,
    *[move_elements] * 8,
    lambda xml, pick: xml.replace(b"<?xml", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><?xml', 1),
    lambda xml, pick: xml.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>', 1),
    lambda xml, pick: xml.replace(b"</w:t>", b"&e;</w:t>", 2),
    lambda xml, pick: b"<a>" * 20_000 + xml,
    lambda xml, pick: xml[: pick.randrange(len(xml) + 1)],
    lambda xml, pick: xml.replace(b"w:p>", b"w:tbl>"),
    lambda xml, pick: xml.replace(b'w:val="', b'w:val="99999999999999999999'),
    lambda xml, pick: xml + bytes(60 * 2**20),
    lambda xml, pick: b"",
]


def attack_package(data: bytes, pick: random.Random) -> bytes:
    """A part of the ZIP exchanged, doubled, blown up, or called something else."""
    warnings.simplefilter("ignore", UserWarning)
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        victim = pick.choice(old.namelist())
        for name in old.namelist():
            content = old.read(name)
            if name == victim:
                content = pick.choice(XML_ATTACKS)(content, pick)
                name = pick.choice([name] * 9 + ["../" * 12 + str(OUTSIDE).lstrip("/"), str(OUTSIDE)])
                if pick.random() < 0.1:
                    new.writestr(name, data)
            new.writestr(name, content)
    return stream.getvalue()


def attack_directory(data: bytes, pick: random.Random) -> bytes:
    """Sizes and places the ZIP's directory states, made false."""
    damaged = bytearray(data)
    starts = [i for i in range(len(data) - 46) if data[i : i + 4] in (b"PK\x01\x02", b"PK\x03\x04")]
    for start in pick.sample(starts, min(3, len(starts))):
        field = start + pick.choice([6, 8, 10, 18, 20, 22, 24, 26, 42])
        damaged[field : field + 2] = struct.pack("<H", pick.choice([0, 1, 9, 0x7FFF, 0xFFFF]))
    return bytes(damaged)


def attack_picture(data: bytes, pick: random.Random) -> bytes:
    """The header's width and height, with its check sum put right where there is one."""
    damaged = bytearray(data)
    if data.startswith(b"\x89PNG"):
        damaged[16:24] = struct.pack(">II", *(pick.choice([0, 1, 300, 40_000, 2**31 - 1]) for _ in range(2)))
        damaged[29:33] = struct.pack(">I", zlib.crc32(bytes(damaged[12:29])))
        return bytes(damaged)
    for _ in range(4):
        at = pick.randrange(min(200, len(damaged) - 4))
        damaged[at : at + 4] = pick.choice([b"\xff\xff\xff\x7f", bytes(4), b"\0\0\xff\xff"])
    return bytes(damaged)


def attack_letter(data: bytes, pick: random.Random) -> bytes:
    lines = data.split(b"\n")
    for _ in range(pick.choice([1, 5])):
        at = pick.randrange(len(lines))
        lines[at] = pick.choice(
            [
                b'Content-Type: multipart/mixed; boundary="x"',
                b"Content-Type: message/rfc822",
                b"Content-Type: text/plain; charset=no-such-set",
                b"Content-Transfer-Encoding: uuencode",
                b"Subject: =?utf-8?q?" + b"=FF" * 40 + b"?=",
                b"From: " + b"<" * 3000,
                b'Content-Disposition: attachment; filename="/etc/../../x"',
                b"--" + b"=" * 60,
            ]
        )
    return b"\n".join(lines)


EVERYWHERE = [flip_bits, cut_off, repeat, take_out]
OWN: dict[str, list[Callable[[bytes, random.Random], bytes]]] = {
    "pdf": [attack_pdf] * 4,
    "docx": [attack_package] * 3 + [attack_directory],
    "xlsx": [attack_package] * 3 + [attack_directory],
    "zip": [attack_package] * 2 + [attack_directory] * 2,
    "png": [attack_picture] * 3,
    "jpg": [attack_picture] * 3,
    "tif": [attack_picture] * 3,
    "eml": [attack_letter] * 4,
}


def mutants(count: int, seed: int) -> Iterator[tuple[str, str, bytes]]:
    """name, how it was damaged, bytes"""
    built = {name: build() for name, build in SEEDS.items()}
    for i in range(count):
        pick = random.Random(f"{seed}-{i}")
        name = list(built)[i % len(built)]
        ways = EVERYWHERE + OWN[name.rsplit(".", 1)[1]]
        data, told = built[name], []
        for way in pick.sample(ways, pick.choice([1, 1, 2])):
            try:
                data = way(data, pick)
            except (zipfile.BadZipFile, ValueError, IndexError, NotImplementedError, RuntimeError, zlib.error, OSError):
                continue
            told.append(way.__name__)
            if not data:
                data = b"\0"
        yield name, "+".join(told), data


# Reading them


@dataclass(frozen=True)
class Result:
    """What became of one mutant; `trouble` is empty when it was read or refused as it should be."""

    name: str
    way: str
    outcome: str
    seconds: float
    trouble: str = ""


def nobody_reads(pictures: Any) -> Iterator[Any]:
    """Stands for OCR, which has a process and a time limit of its own: pictures are drawn, not recognised."""
    from ingest.ocr import OcrPage
    from ingest.paragraphs import Line

    for number, _picture in pictures:
        yield number, OcrPage((Line("recognised"),), 0.9)


def read_all(path: Path, folder: Path) -> str:
    """Every file inside the file, read: how many became Documents and how many a line."""
    from ingest.archive import expand
    from ingest.errors import IngestError
    from ingest.read import read_document

    counts: Counter[str] = Counter()
    for member in expand(path, folder):
        if member.path is None:
            assert "\n" not in member.problem and member.name in member.problem, member.problem
            counts["refused"] += 1
            continue
        assert member.path == path or member.path.parent == folder, member.path
        try:
            document = read_document(member.path, name=member.name, ocr=nobody_reads)
            assert document.pages[-1].span.end == len(document.text)
            counts["read"] += 1
        except IngestError as error:
            assert "\n" not in str(error), str(error)
            counts["refused"] += 1
    return ", ".join(f"{count} {what}" for what, count in sorted(counts.items())) or "nothing inside"


def _held() -> int:
    """Bytes of address space of this process; 0 where the system does not tell."""
    import resource

    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def serve(pipe: Connection) -> None:
    """Read what comes through the pipe until it closes."""
    import resource

    # Beyond what the process that was copied held already: after a thousand tests that is much.
    limit = MEGABYTES * 2**20 + max(2**30, _held())
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    while True:
        try:
            path, folder = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send((read_all(path, folder), ""))
        except BaseException as error:
            import traceback

            where = traceback.extract_tb(error.__traceback__)[-1]
            pipe.send(("crash", f"{type(error).__name__}: {error} at {Path(where.filename).name}:{where.lineno}"))


class Reader:
    """The process that reads, started anew after every file that brings it down."""

    def __init__(self) -> None:
        self._start()

    def _start(self) -> None:
        context = get_context("fork" if sys.platform.startswith("linux") else "spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    def read(self, path: Path, folder: Path) -> tuple[str, str]:
        self._pipe.send((path, folder))
        if not self._pipe.poll(SECONDS):
            self._restart()
            return "hang", f"not done after {SECONDS:g} s"
        try:
            outcome, trouble = self._pipe.recv()
        except (EOFError, ConnectionError):
            code = self._restart()
            return "death", f"the process died with {code}"
        return outcome, trouble

    def _restart(self) -> int | None:
        self.close()
        code = self._process.exitcode
        self._start()
        return code

    def close(self) -> None:
        self._pipe.close()
        self._process.join(1)
        self._process.kill()
        self._process.join()


def fuzz(count: int, seed: int = 1, keep: Path | None = None) -> Iterator[Result]:
    """Each mutant in a folder of its own, looked over afterwards for anything that should not be there."""
    reader = Reader()
    try:
        for i, (name, way, data) in enumerate(mutants(count, seed)):
            with tempfile.TemporaryDirectory(prefix="fuzz-") as place:
                path, folder = Path(place, "in", name), Path(place, "out")
                path.parent.mkdir()
                folder.mkdir()
                path.write_bytes(data)
                started = time.monotonic()
                outcome, trouble = reader.read(path, folder)
                seconds = time.monotonic() - started
                left = [str(p.relative_to(place)) for p in Path(place).rglob("*") if p.is_file() and p != path]
                if not trouble and left:
                    outcome, trouble = "left behind", ", ".join(left)
                if OUTSIDE.exists():
                    outcome, trouble = "written outside", str(OUTSIDE)
                    OUTSIDE.unlink()
                if trouble and keep:
                    keep.mkdir(parents=True, exist_ok=True)
                    (keep / f"{i:05}-{name}").write_bytes(data)
            yield Result(name, way, outcome, seconds, trouble)
    finally:
        reader.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="where to keep files that made trouble")
    options = parser.parse_args()
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    troubles = 0
    for number, result in enumerate(fuzz(options.count, options.seed, options.keep)):
        kind = result.outcome if result.trouble else ("read" if "read" in result.outcome else "refused")
        outcomes[f"{result.name.rsplit('.', 1)[1]} {kind}"] += 1
        slowest = max(slowest, result.seconds)
        if result.trouble:
            troubles += 1
            sys.stdout.write(f"{number:5} {result.name} {result.way}: {result.outcome}: {result.trouble}\n")
    for key, count in sorted(outcomes.items()):
        sys.stdout.write(f"{count:5} {key}\n")
    sys.stdout.write(f"{troubles} of {options.count} made trouble; the slowest took {slowest:.1f} s\n")
    return 1 if troubles else 0


if __name__ == "__main__":
    os.environ.setdefault("PYTHONPATH", str(ROOT))
    sys.exit(main())
