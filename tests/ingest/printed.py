"""Prints files to pictures, slightly askew and with grain, reads them by OCR, checks them and counts the wrong characters.

    python tests/ingest/printed.py FILE_OR_FOLDER... -o OUT [--dpi 200] [--texts FOLDER] [--font FONT]

PDFs are printed as they look, other files as the text read from them. For each file OUT holds the scan, the text read
from it, what `check` makes of it, and a line in figures.jsonl. A file with such a line is not done again, so a run that
was cut short goes on where it stopped. The true text is FOLDER/<stem>.txt where there is one, else the file's own.
"""

import argparse
import io
import json
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

DEGREES = 0.8
"""A page lies up to this much askew, either way."""
GRAIN = 12.0
PAPER = 0.94
A4_INCHES = 8.27, 11.69
MARGIN = 0.9
POINTS = 10.5


# Printing


def scan(path: Path, dpi: int, font: str) -> bytes:
    """The file as a scanner would give it: a PDF of grey JPEGs without a text layer."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen import canvas

    stream = io.BytesIO()
    sheet = canvas.Canvas(stream)
    for number, page in enumerate(_pages(path, dpi, font)):
        grey = _worn(page, random.Random(f"{path.name}-{number}"))
        jpeg = io.BytesIO()
        grey.save(jpeg, "JPEG", quality=80)
        width, height = (side * 72 / dpi for side in grey.size)
        sheet.setPageSize((width, height))
        sheet.drawImage(ImageReader(jpeg), 0, 0, width, height)
        sheet.showPage()
    sheet.save()
    return stream.getvalue()


def _pages(path: Path, dpi: int, font: str) -> Iterator[Any]:
    if path.suffix.lower() != ".pdf":
        yield from _typeset(_text_of(path), dpi, font)
        return
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    for page in document:
        yield page.render(scale=dpi / 72).to_pil().convert("L")
    document.close()


def _typeset(text: str, dpi: int, font: str) -> Iterator[Any]:
    """Lines of the text broken at the margin and set one under the other."""
    from PIL import Image, ImageDraw, ImageFont

    width, height = (round(side * dpi) for side in A4_INCHES)
    margin, letters = round(MARGIN * dpi), ImageFont.truetype(font, round(POINTS * dpi / 72))
    step = round(1.5 * POINTS * dpi / 72)
    page, y = Image.new("L", (width, height), 255), margin
    for paragraph in text.splitlines():
        for line in _broken(paragraph, letters, width - 2 * margin):
            if y + step > height - margin:
                yield page
                page, y = Image.new("L", (width, height), 255), margin
            ImageDraw.Draw(page).text((margin, y), line, fill=0, font=letters)
            y += step
    yield page


def _broken(paragraph: str, letters: Any, width: int) -> Iterator[str]:
    """At a space where there is one near the end, else between two signs, as Chinese is."""
    rest = paragraph
    while rest and letters.getlength(rest) > width:
        fits = next(n for n in range(len(rest), 0, -1) if letters.getlength(rest[:n]) <= width)
        at_space = rest.rfind(" ", 0, fits + 1)
        at = at_space if at_space > fits * 0.7 and rest[:fits].isascii() else fits
        yield rest[:at]
        rest = rest[at:].lstrip(" ")
    yield rest


def _worn(page: Any, pick: random.Random) -> Any:
    import numpy as np
    from PIL import Image

    askew = page.rotate(pick.uniform(-DEGREES, DEGREES), resample=Image.Resampling.BICUBIC, fillcolor=255)
    grain = np.random.default_rng(pick.randrange(2**32)).normal(0, GRAIN, (askew.height, askew.width))
    return Image.fromarray(np.clip(np.asarray(askew) * PAPER + grain, 0, 255).astype(np.uint8))


# Measuring


def error_rate(read: str, true: str) -> float:
    """Wrong characters for each true one, white space folded and signs of full width made narrow."""
    import unicodedata

    from rapidfuzz.distance import Levenshtein

    is_spaced = sum("一" <= sign <= "鿿" for sign in true) < len(true) / 20
    # Chinese is set without spaces; those of a text file are the typist's.
    joint = " " if is_spaced else ""
    plain = [joint.join(unicodedata.normalize("NFKC", text).split()) for text in (read, true)]
    return Levenshtein.distance(*plain) / max(1, len(plain[1]))


def _text_of(path: Path) -> str:
    from ingest.read import read_document

    return path.read_text("utf-8") if path.suffix == ".txt" else read_document(path).text


def measure(path: Path, out: Path, dpi: int, texts: Path | None, font: str) -> dict[str, Any]:
    """Print, read, check; the figures of one file."""
    from assistant.report import report_as_json
    from assistant.settings import Settings
    from assistant.workspace import open_workspace

    scanned = out / f"{path.stem}.pdf"
    scanned.write_bytes(scan(path, dpi, font))
    started = time.monotonic()
    with TemporaryDirectory(prefix="printed-") as place:
        workspace = open_workspace(Settings(data_dir=Path(place)))
        added = workspace.add(scanned)
        if added.status == "rejected":
            return {"file": path.name, "rejected": added.reason}
        seconds = time.monotonic() - started
        document = workspace.document(added.document)
        report = workspace.check([added.document])
        (out / f"{path.stem}.json").write_text(report_as_json(report), "utf-8")
        workspace.close()
    (out / f"{path.stem}.txt").write_text(document.text, "utf-8")
    sure = [page.confidence for page in document.pages if page.confidence is not None]
    true = texts / f"{path.stem}.txt" if texts else path
    return {
        "file": path.name,
        "dpi": dpi,
        "pages": added.pages,
        "ocr_pages": len(added.ocr_pages),
        "unreadable_pages": list(added.unreadable_pages),
        "confidence": round(sum(sure) / max(1, len(sure)), 3),
        "error_rate": round(error_rate(document.text, _text_of(true if true.exists() else path)), 4),
        "error_rate_to_own_text": round(error_rate(document.text, _text_of(path)), 4),
        "seconds": round(seconds, 1),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--dpi", type=int, default=200)
    parser.add_argument("--texts", type=Path, help="folder with the true text of each file as STEM.txt")
    parser.add_argument("--font", default="", help="font file that files without a look of their own are set in")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    kept = options.out / "figures.jsonl"
    done = {json.loads(line)["file"] for line in kept.read_text("utf-8").splitlines()} if kept.exists() else set()
    given = [file for path in options.paths for file in (sorted(path.iterdir()) if path.is_dir() else [path])]
    for path in given:
        if path.name in done:
            continue
        line = json.dumps(measure(path, options.out, options.dpi, options.texts, options.font), ensure_ascii=False)
        with kept.open("a", encoding="utf-8") as lines:
            lines.write(line + "\n")
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
