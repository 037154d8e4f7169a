"""How near a few words of a sentence come to any few words of its translation, by the encoder that knows both languages.

    If the Manufacturer disagrees with a rejection, …   ·   制造商不同意拒收的，……     不同意拒收  ──▶  0.72

Whole sentences lie near to each other even where one says a little more; the few words around that little do not.
"""

import re
from collections.abc import Sequence
from functools import cached_property

import numpy as np

from assistant.bilingual.facts import Side
from assistant.bilingual.near import vectors
from assistant.bilingual.pair import OTHER

_WORD_EN = re.compile(r"[A-Za-z0-9'’%-]+")
_SAYS = re.compile(r"[㐀-鿿A-Za-z0-9]")
# In words: what a place is held against, what single words are held against, and how much of a sentence is looked at at once.
_FEW, _FEWER, _AT_ONCE = range(2, 9), range(1, 6), 5
# A sentence is about what it says within this.
_LONGEST: dict[Side, int] = {"en": 600, "zh": 300}
_FAR = 0.5


class SideBySide:
    """A sentence and its translation, in stretches of words."""

    def __init__(self, english: str, chinese: str) -> None:
        self.text: dict[Side, str] = {"en": english[: _LONGEST["en"]], "zh": chinese[: _LONGEST["zh"]]}

    def nearest(self, words: Sequence[str], language: Side) -> np.ndarray:
        """For each of these, which are in `language`, the cosine of the stretch of the other text that lies nearest to it."""
        if not words:
            return np.zeros(0)
        return np.asarray((vectors(words) @ self._few[OTHER[language]].T).max(axis=1))

    def nearest_word(self, word: str, language: Side) -> float:
        """The same for a word or two alone, held against single words too."""
        return float((vectors([word]) @ self._fewer[OTHER[language]].T).max())

    def around(self, start: int, end: int, language: Side, words: int) -> str:
        """These places of the text with so many words before and behind them."""
        text, places = self.text[language], self._words[language]
        touched = [i for i, (a, b) in enumerate(places) if a < end and start < b]
        if not touched:
            return text[start:end] or " "
        return text[places[max(0, touched[0] - words)][0] : places[min(len(places) - 1, touched[-1] + words)][1]]

    def answered(self, language: Side) -> tuple[float, float, float, float]:
        """How well it is answered, five words at a time: the least, the tenth part from below, the mean, and how much hardly is."""
        text, places = self.text[language], self._words[language]
        if not places or not self._words[OTHER[language]]:
            return 0.0, 0.0, 0.0, 1.0
        last = len(places) - 1
        starts = range(max(1, len(places) - _AT_ONCE + 1))
        stretches = [text[places[i][0] : places[min(i + _AT_ONCE - 1, last)][1]] for i in starts]
        near = self.nearest(stretches, language)
        return float(near.min()), float(np.quantile(near, 0.1)), float(near.mean()), float((near < _FAR).mean())

    @cached_property
    def _words(self) -> dict[Side, list[tuple[int, int]]]:
        return {side: _words_of(text, side) for side, text in self.text.items()}

    @cached_property
    def _few(self) -> dict[Side, np.ndarray]:
        return {side: vectors(self._of_words(side, _FEW)) for side in self.text}

    @cached_property
    def _fewer(self) -> dict[Side, np.ndarray]:
        return {side: vectors(self._of_words(side, _FEWER)) for side in self.text}

    def _of_words(self, language: Side, lengths: range) -> list[str]:
        text, places = self.text[language], self._words[language]
        stretches = (text[places[i][0] : places[i + n - 1][1]] for n in lengths for i in range(len(places) - n + 1))
        return list(dict.fromkeys(stretches)) or [text or " "]


def _words_of(text: str, language: Side) -> list[tuple[int, int]]:
    if language == "en":
        return [match.span() for match in _WORD_EN.finditer(text)]
    import rjieba

    places, start = [], 0
    for word in rjieba.cut(text, False):
        if _SAYS.search(word):
            places.append((start, start + len(word)))
        start += len(word)
    return places
