"""Where a long stretch may be cut so that each part still reads: sentence ends first, then items, commas, spaces."""

import re
from bisect import bisect_left

from ingest.split.plain import weight

LONGEST = 800.0
AIM = 620.0
SHORTEST = 300.0

_SENTENCE = re.compile(
    r"[.!?][\"”’)\]]{0,2}\s+(?=[\"“‘(\[]{0,2}[A-Z0-9\u4e00-\u9fff*])|[。！？][”’」）)]?\s*|\n\s*\n\s*"
)
_ITEM = re.compile(r"[;；:：]\s*(?:and|or)?\s*|\s(?=\((?:[a-z]{1,4}|[A-Z]|\d{1,2}|[一二三四五六七八九十]+)\)\s)")
_COMMA = re.compile(r"[,，、]\s*|\n")
_SPACE = re.compile(r"\s+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:No|Nos|Inc|Ltd|Co|Corp|Mr|Mrs|Ms|Dr|Prof|St|vs|v|e\.g|i\.e|cf|al|etc|Sec|Secs|Art|Para|approx|Dept|Fig|Vol|pp|p"
    r"|Jr|Sr|Messrs|Gmb|S\.p\.A|B\.V|N\.V|S\.A|A\.G|L\.P|Pty|Bros|viz|Reg|Rev|Stat|Supp|seq|U\.S|U\.S\.C|C\.F\.R|F\.O\.B|U\.K"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|(?:^|[\s.(])[A-Z])$"
)


def sentence_ends(text: str) -> list[int]:
    """Offsets just after each sentence: "U.S.C. and No. 5 of Acme Inc. Then" is not cut at the abbreviations."""
    ends = []
    for found in _SENTENCE.finditer(text):
        if found[0].startswith(".") and _ABBREVIATION.search(text[max(0, found.start() - 12) : found.start()]):
            continue
        ends.append(found.end())
    return ends


def cut(text: str) -> list[int]:
    """Offsets at which `text` is cut into parts that can be read at a glance; empty when it is short enough."""
    total = weight(text)
    if total <= LONGEST:
        return []
    scale = total / len(text)
    longest, aim, shortest = int(LONGEST / scale), int(AIM / scale), int(SHORTEST / scale)
    tiers = [sentence_ends(text)] + [
        [found.end() for found in pattern.finditer(text)] for pattern in (_ITEM, _COMMA, _SPACE)
    ]
    cuts, start = [], 0
    while len(text) - start > longest:
        rest = len(text) - start
        parts = max(2, -(-rest // max(aim, 1)))
        target = start + rest // parts
        start = (
            _best(tiers, start + shortest, min(start + longest, len(text) - shortest // 3), target) or start + longest
        )
        cuts.append(start)
    return cuts


def _best(tiers: list[list[int]], low: int, high: int, target: int) -> int | None:
    """The boundary nearest to `target` in the finest tier that has one."""
    for tier in tiers:
        inside = tier[bisect_left(tier, low) : bisect_left(tier, high + 1)]
        if inside:
            return min(inside, key=lambda offset: (abs(offset - target), offset))
    return None
