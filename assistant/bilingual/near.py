"""How near a text comes to saying what a part of its translation says, by an encoder that knows both languages.

    nearest("unless Buyer agrees", "……，但买方同意的除外。", "zh")  ->  0.74

A part that has no counterpart mostly stays under 0.45.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from assistant.bilingual.facts import Side
from assistant.bilingual.sentences import sentences_of

if TYPE_CHECKING:
    from ingest.embed import AcrossLanguages, Vectors

_CUT: dict[Side, re.Pattern[str]] = {"en": re.compile(r"[,;.](?=\s)"), "zh": re.compile(r"[，；。]")}
# Shorter stretches say too little to be near to anything.
_SHORTEST: dict[Side, int] = {"en": 13, "zh": 5}
# Longer sentences say what they are about within this; the encoder takes as long as they are.
_LONGEST = 400
# Where a sentence is compared with and without a part, all of it counts.
_WHOLE = 600


def nearest(part: str, text: str, language: Side) -> float:
    """The cosine of the stretch of `text`, which is in `language`, that lies nearest to the part."""
    (vector,) = _encoder().embed_many([part[:_LONGEST]])
    return float((_stretches(text, language) @ vector).max())


def cosines(parts: Sequence[str], stretches: Sequence[str]) -> "Vectors":
    """How near each part lies to each of these stretches: a row for every part."""
    # One call of the encoder: a call costs as much as four short texts.
    both = vectors([*parts, *stretches])
    return both[: len(parts)] @ both[len(parts) :].T


# Sentences that come no nearer than this to each other are no translations: what they say, and of whom, is other.
_SAME_STATEMENT = 0.36


def is_translation(english: str, chinese: str) -> bool:
    """Whether two sentences put side by side may be one statement."""
    return float(cosines([english], [chinese])[0, 0]) >= _SAME_STATEMENT


# Kept, for a sentence is held against many and a part against several.
_KEPT: "dict[str, Vectors]" = {}
_MOST_KEPT = 4096


def vectors(texts: Sequence[str]) -> "Vectors":
    if len(_KEPT) > _MOST_KEPT:
        _KEPT.clear()
    cut = [text[:_WHOLE] for text in texts]
    new = list(dict.fromkeys(text for text in cut if text not in _KEPT))
    _KEPT.update(zip(new, _encoder().embed_many(new), strict=True))
    return np.array([_KEPT[text] for text in cut])


@lru_cache(maxsize=16)
def _stretches(text: str, language: Side) -> "Vectors":
    """Its sentences, and what stands between its commas; kept, for several parts are held against one paragraph."""
    pieces = [piece for piece in _CUT[language].split(text) if len(piece) >= _SHORTEST[language]]
    sentences = [sentence.text for sentence in sentences_of(text, language)]
    stretches = {stretch[:_LONGEST] for stretch in (*sentences, *pieces)} or {text[:_LONGEST]}
    return _encoder().embed_many(sorted(stretches))


def _encoder() -> "AcrossLanguages":
    from ingest.embed import across_languages

    return across_languages()
