"""Whether a page's text layer says what the page shows, or only glyph numbers that happen to be letters.

A font without a table of its characters copies as boxes, as private characters, as "(cid:12)", or as letters moved
along the alphabet ("7KLV $JUHHPHQW" for "This Agreement"). Such a page has to be looked at instead.
"""

import re
import unicodedata

_CID = re.compile(r"\(cid:\d+\)")
_LEADERS = frozenset("._-–—…·•*[]|()_=~ ")
_VOWELS = frozenset("aeiouyàáâãäåæèéêëìíîïòóôõöøœùúûüýаеёиоуыэюя")
MANY = 60
"""With fewer characters than this, nothing is certain."""


def is_garbled(text: str) -> bool:
    """
    >>> is_garbled("7KLV $JUHHPHQW LV PDGH DQG HQWHUHG LQWR DV RI WKH (IIHFWLYH 'DWH " * 4)
    True
    """
    without = _CID.sub("", text)
    if len(without) < 0.5 * len(text):
        return True
    shown = [ch for ch in without if not ch.isspace()]
    odd = sum(ch == "\ufffd" or unicodedata.category(ch) in ("Co", "Cn") for ch in shown)
    if odd > 0.3 * max(1, len(shown)):
        return True
    return len(shown) >= MANY and (_lacks_letters(shown) or _lacks_vowels(without))


def _lacks_letters(shown: list[str]) -> bool:
    """Mostly signs, leaving aside those that rule lines, dots of contents and redactions are made of."""
    kept = [ch for ch in shown if ch not in _LEADERS]
    return len(kept) >= MANY and sum(ch.isalnum() for ch in kept) < 0.4 * len(kept)


def _lacks_vowels(text: str) -> bool:
    letters = [ch for ch in text.lower() if ch.isalpha()]
    latin = [ch for ch in letters if ch < "\u0250" or "\u0400" <= ch < "\u0530"]
    if len(latin) < 3 * MANY or len(latin) < 0.8 * len(letters):
        return False
    return sum(ch in _VOWELS for ch in latin) < 0.2 * len(latin)
