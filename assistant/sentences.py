"""Where the sentences of a clause stand, for quoting one of them."""

import re

_ABBREVIATION = re.compile(r"(?:\b(?:No|Inc|Ltd|Co|Corp|Sec|Art|e\.g|i\.e|U\.S|etc|vs|approx)|\b[A-Z])\.$")
_END = re.compile(r"(?:[.;](?=\s|$)|[。；])\s*")


def sentence_bounds(text: str) -> list[tuple[int, int]]:
    """Offsets of the sentences of a text, in order; never empty."""
    bounds, start = [], 0
    for match in _END.finditer(text):
        if _ABBREVIATION.search(text[start : match.start() + 1]):
            continue
        if text[start : match.end()].strip():
            bounds.append((start, match.end()))
            start = match.end()
    if text[start:].strip() or not bounds:
        bounds.append((start, len(text)))
    return bounds
