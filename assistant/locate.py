"""Finding a quote in a text: exactly, then with white space forgiven, then with small slips (OCR, a model's typing)."""

import re

from ingest.document import Span

ALMOST = 92.0
LONGEST_FUZZY = 3_000


def locate(quote: str, text: str, *, fuzzy: bool = False) -> Span | None:
    """Where `quote` stands in `text`, or `None`. `fuzzy` allows about one slip in twelve characters.

    >>> locate("shall  notify", "Supplier shall\\nnotify Customer")
    Span(start=9, end=21)
    """
    words = quote.split()
    if not words:
        return None
    start = text.find(quote)
    if start >= 0:
        return Span(start, start + len(quote))
    match = re.search(r"\s+".join(map(re.escape, words)), text)
    if match:
        return Span(*match.span())
    return _almost(" ".join(words), text) if fuzzy and len(quote) <= LONGEST_FUZZY else None


def _almost(quote: str, text: str) -> Span | None:
    from rapidfuzz import fuzz

    found = fuzz.partial_ratio_alignment(quote, text, score_cutoff=ALMOST)
    return Span(found.dest_start, found.dest_end) if found and found.dest_end > found.dest_start else None
