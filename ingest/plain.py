"""Plain text to page texts: decoded, line ends made one, otherwise not edited.

A form feed ends a page, and so do an EDGAR `<PAGE>` line and a line that says "Page 3 of 20" where these count up
through the file. A file without any of them is one page.
"""

import codecs
import re
from itertools import pairwise

from ingest.errors import UnreadableFile, UnsupportedFormat
from ingest.furniture import page_number
from ingest.pages import OnPage, PageText, Reading

_BOMS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
_SAMPLE = 1 << 18
_CONTROLS = dict.fromkeys([*range(0x00, 0x09), *range(0x0E, 0x20), 0x7F], " ") | {0x0B: "\n", 0x85: "\n"}
_PAGE_OF = re.compile(r"\s*(page\s+)?\d{1,4}\s+(of|/)\s*\d{1,4}\s*|\s*第\s*\d{1,4}\s*页.{0,12}", re.IGNORECASE)


def read_plain(data: bytes, name: str, *, on_page: OnPage | None = None) -> Reading:
    """Page texts of a text file."""
    text = decode(data, name)
    pages = split_pages(text)
    if on_page:
        on_page(len(pages), len(pages))
    return Reading(tuple(PageText(page) for page in pages))


def decode(data: bytes, name: str) -> str:
    """The characters of a text file, whatever encoding it is in; control characters become spaces one for one."""
    encoding = _encoding(data, name)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{name}: not valid {encoding} text; save it as UTF-8") from error
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)


def _encoding(data: bytes, name: str) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    if b"\0" in data[:_SAMPLE]:
        return _wide_encoding(data, name)
    try:
        data.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        return _legacy_encoding(data, name)


def _wide_encoding(data: bytes, name: str) -> str:
    """UTF-16 without a mark shows as a zero in every other byte; any other zeros mean the file is no text."""
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) > 0.2 * len(sample) / 2 and min(even, odd) < 0.05 * max(even, odd):
        return "utf-16-le" if odd > even else "utf-16-be"
    raise UnsupportedFormat(f"{name}: not a text file; save it as PDF, DOCX, TXT, MD or HTML")


def _legacy_encoding(data: bytes, name: str) -> str:
    """Chinese GB18030 by its byte pairs, else the best guess among the usual old encodings."""
    import charset_normalizer

    high = sum(byte >= 0x80 for byte in data[:_SAMPLE])
    pairs = sum(len(match[0]) for match in re.finditer(rb"(?:[\xa1-\xf7][\xa1-\xfe])+", data[:_SAMPLE]))
    if pairs > 0.9 * high and _decodes(data, "gb18030"):
        return "gb18030"
    best = charset_normalizer.from_bytes(data[:_SAMPLE], cp_isolation=["big5", "gb18030", "cp1252", "shift_jis"]).best()
    if best and _decodes(data, best.encoding):
        return best.encoding
    if _decodes(data, "cp1252"):
        return "cp1252"
    raise UnreadableFile(f"{name}: its text encoding is not recognised; save it as UTF-8")


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def split_pages(text: str) -> list[str]:
    """The text cut into its pages; put end to end they are the text.

    >>> split_pages("one\\ftwo")
    ['one\\x0c', 'two']
    """
    if "\f" in text:
        pages = re.split(r"(?<=\f)", text)
    elif len(starts := [m.start() for m in re.finditer(r"(?mi)^[ \t]*<PAGE>", text)]) >= 2:
        pages = _cut(text, starts)
    else:
        pages = _cut(text, _ends_of_counted_pages(text))
    if len(pages) > 1 and not pages[-1].strip():
        pages[-2:] = [pages[-2] + pages[-1]]
    return pages


def _cut(text: str, places: list[int]) -> list[str]:
    bounds = [0, *(place for place in places if text[:place].strip()), len(text)]
    return [text[start:end] for start, end in pairwise(bounds)]


def _ends_of_counted_pages(text: str) -> list[int]:
    """Ends of the lines "Page N of M", when N counts from line to line."""
    ends, numbers, position = [], [], 0
    for line in text.splitlines(keepends=True):
        position += len(line)
        if _PAGE_OF.fullmatch(line) and (number := page_number(line)) is not None:
            ends.append(position)
            numbers.append(number)
    counts = all(after == before + 1 for before, after in pairwise(numbers))
    return ends if len(ends) >= 3 and counts else []
