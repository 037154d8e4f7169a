"""Things of a sentence joined by commas, 、 and "and", in every way in which its list may be meant.

raw and auxiliary materials, packaging and storage  ──▶  four things, or three of which the first has an "and" in it
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.bilingual.facts import Side

FEWEST = 2
MOST_TRIMMED = 2
"""So many things at either end of a list may be none of it, but what stands before or after it."""

# A list does not go on beyond these.
_ENDS: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"[;:.](?=\s|$)|[()（）“”\"]|,(?=\s+(?:so|then|as|in|on|at|by|each|which|who|provided|being|having|whether|subject)\b(?!-))|"
        r",? but not |\b(?:shall|may|must|will|is|are|was|were|has|(?<!, )have|can|does|do|means?|"
        r"which|who|that|be|been|namely|including|includes?|comprises?|such as|particularly|if|unless|except|where\w*|when\w*|while|but|"
        r"neither|either|both)\b",
        re.IGNORECASE,
    ),
    # 等 closes a list, but not in 该等, 对等, 等同; 供应 and 取得 are no 应 and 得.
    "zh": re.compile(
        r"[。；：（），“”「」]|包括|例如|即(?!可)|(?<![供响对相反适])应(?!商)|须|(?<![取所获])得|(?<![许认不])可(?![抗控靠行])|均|不得|"
        r"(?<![该此同对平均相甲乙优初高中等])等(?![于同级候待值效比价分额量等])"
    ),
}
_JOINS_EN = re.compile(r",?\s+(?:and/or|and|or|as well as|nor)\s+|,\s+", re.IGNORECASE)
_JOINS_ZH = frozenset(["、", "以及", "及", "及其", "和", "与", "或", "或者", "并"])
# 与原液、工艺有关的: "relating to", which joins nothing.
_WITH_ZH = re.compile(r"与(?=[^，。；]{1,40}?(?:有关|相关|无关|相符|不符|一致))")
_RUN_ZH = re.compile(r"[㐀-鿿、A-Za-z0-9/ ]+")
_AND_ZH = re.compile(rf"、(?!{_WITH_ZH.pattern})(?:以及|及|和|与|或者|或)")
_AND_AFTER_COMMA_ZH = re.compile("，(?=以及|及|和|或|与)")
# "(UDI)", "(30)"
_ASIDE = re.compile(r"[(（][^()（）]{1,14}[)）]")
# What stands before the first thing and after the last is cut off it in words, or signs, by these numbers.
_LONGER_THAN: dict[Side, int] = {"en": 3, "zh": 4}
_FROM_ITS_END: dict[Side, tuple[int, ...]] = {"en": (1, 2, 3, 4, 6), "zh": (2, 3, 4, 5, 6, 8)}


@dataclass(frozen=True)
class Thing:
    """An item of a list, and the stretches of it that may be all there is of it."""

    start: int
    end: int
    said: tuple[str, ...]
    is_half: bool
    """Whether an "and" within its list joins it to its neighbour: "raw and auxiliary materials" is one thing or two."""

    @property
    def text(self) -> str:
        return self.said[0]


def lists_joined(text: str, language: Side) -> Iterator[list[Thing]]:
    """The lists of a sentence; where "and" stands between commas too, once with it as a join and once without."""
    text = _ASIDE.sub(lambda aside: " " * len(aside.group()), text)
    if language == "zh":
        text = _AND_AFTER_COMMA_ZH.sub("、", text)
        text = _AND_ZH.sub(lambda join: "、" * len(join.group()), text)
    ends = [end.span() for end in _ENDS[language].finditer(text)]
    joins = list(joins_in(text, language, _RUN_ZH))
    for start, end in zip([0, *(b for _, b in ends)], [*(a for a, _ in ends), len(text)], strict=True):
        own = [join for join in joins if start <= join[0] and join[1] <= end]
        loose = [join for join in own if not set(text[slice(*join)]) & set(",、")]
        for way in _ways(own, loose):
            things = _things(text, language, [start, *(place for join in way for place in join), end])
            inner = {place for join in way[:-1] if join in loose for place in join} if len(loose) < len(own) else set()
            if len(things) >= FEWEST:
                yield [Thing(a, b, said, bool({a, b} & inner)) for a, b, said in things]


def _ways(joins: list[tuple[int, int]], loose: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    yield joins
    signs = [join for join in joins if join not in loose]
    if signs and loose:
        yield signs
        if len(loose) > 1 or loose[-1] != joins[-1]:
            yield [join for join in joins if join in signs or join == loose[-1]]


def _things(text: str, language: Side, cuts: Sequence[int]) -> list[tuple[int, int, tuple[str, ...]]]:
    bounds = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True) if text[a:b].strip(" 、")]
    last = len(bounds) - 1
    return [
        (a, b, _said(text[a:b].strip(" 、"), language, i <= MOST_TRIMMED, i >= last - MOST_TRIMMED))
        for i, (a, b) in enumerate(bounds)
    ]


def _said(text: str, language: Side, may_be_first: bool, may_be_last: bool) -> tuple[str, ...]:
    parts: Sequence[str] = text.split() if language == "en" else text
    if len(parts) <= _LONGER_THAN[language]:
        return (text,)
    join = " " if language == "en" else ""
    sizes = [size for size in _FROM_ITS_END[language] if size < len(parts)]
    first = [join.join(parts[-size:]) for size in sizes] if may_be_first else []
    last = [join.join(parts[:size]) for size in sizes if size > 1] if may_be_last else []
    return (text, *first, *last)


def joins_in(text: str, language: Side, run_zh: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where two things are joined: 和 in 和解 joins nothing. `run_zh`: what is cut into words together."""
    if language == "en":
        yield from (join.span() for join in _JOINS_EN.finditer(text))
        return
    import rjieba

    for run in run_zh.finditer(text):
        at = run.start()
        for word in rjieba.cut(run.group(), False):
            if word == "及其" and text[at + 2 : at + 3] in tuple("他它余"):
                # 及其他组件 is 及 and 其他组件.
                yield at, at + 1
            elif word in _JOINS_ZH and not (word == "与" and _WITH_ZH.match(text, at)):
                yield at, at + len(word)
            at += len(word)
