"""When a citation meets a quote that an expert marked: half of the quote is in it, or most of it is in the quote."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

LONGEST = 800
"""Only so much of a citation counts: a quote is a passage, not a contract."""
_ENGLISH_WINDOW, _CHINESE_WINDOW = 24, 8


def meets(citation: str, gold: str) -> bool:
    """White space, case and punctuation aside.

    >>> meets("Customer may, once a year, audit the plant.", "customer may once a year audit")
    True
    """
    citation, gold = squash(citation[:LONGEST]), squash(gold)
    if not citation or not gold:
        return False
    if _share_inside(gold, citation) >= 0.5:
        return True
    return len(citation) >= (20 if _is_chinese(citation) else 60) and _share_inside(citation, gold) >= 0.8


def any_meets(citations: Iterable[str], gold: Sequence[str]) -> bool:
    return any(meets(c, g) for c in citations for g in gold)


def squash(text: str) -> str:
    """Letters and digits only, in lower case."""
    return re.sub(r"[\W_]+", "", text.lower())


class InText:
    """Drops citations that do not stand in the text they claim to come from, and counts them."""

    def __init__(self) -> None:
        self.seen, self.lost = 0, 0
        self._texts: dict[Path, str | None] = {}

    def quotes(self, text: Path | None, citations: Sequence[dict[str, Any]]) -> list[str]:
        """The quotes, each empty where the text does not hold it; all are believed where there is no text to look in."""
        quotes = [str(c["quote"]) for c in citations]
        self.seen += len(quotes)
        held = self._text(text)
        if held is None:
            return quotes
        kept = [q if "".join(q.split()) in held else "" for q in quotes]
        self.lost += kept.count("")
        return kept

    def _text(self, path: Path | None) -> str | None:
        if path is None or path.suffix.lower() not in (".txt", ".md"):
            return None
        if path not in self._texts:
            read = path.read_text(encoding="utf-8", errors="replace") if path.exists() else None
            self._texts[path] = None if read is None else "".join(read.split())
        return self._texts[path]


def ratio(hits: int, of: int) -> float | None:
    return round(hits / of, 4) if of else None


def f1(true: int, false: int, missed: int) -> float | None:
    return round(2 * true / (2 * true + false + missed), 4) if true + false + missed else None


def _share_inside(part: str, whole: str) -> float:
    """Share of the sliding windows of `part` that stand in `whole`."""
    size = min(len(part), _CHINESE_WINDOW if _is_chinese(part) else _ENGLISH_WINDOW)
    if not size:
        return 0.0
    starts = range(0, len(part) - size + 1, max(1, size // 4))
    return sum(part[s : s + size] in whole for s in starts) / len(starts)


def _is_chinese(text: str) -> bool:
    return sum("一" <= c <= "鿿" for c in text) > 0.3 * max(1, len(text))
