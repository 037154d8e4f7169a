"""Lists that have an item more in one language: items that are paragraphs of their own, and items within one.

    (a) … (b) … (c) … (d) …   ·   （一）…（二）…（三）…     ──▶  the English list has four items, the Chinese three

The items that remain when the odd ones are set aside belong together in their order, whatever their letters say.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.bilingual.alone import says_something_new
from assistant.bilingual.facts import LANGUAGE_NAMES, Side
from assistant.bilingual.labels import plain_forms
from assistant.bilingual.near import cosines
from assistant.bilingual.pair import OTHER, SIDES, Difference, PairOfTexts
from assistant.bilingual.parties import PartyNames
from assistant.bilingual.traits import Group, Traits, likeness, traits_of
from assistant.bilingual.units import Unit

# Lists of one item are none, and lists that differ by more are two different lists.
FEWEST = 2
MOST_LEFT_OUT = 2
MOST_ITEMS = 14
SHORTEST_ITEM = 12
"""In English letters."""

_MARK = re.compile(r"[(（](?P<inner>\d{1,2}|[a-z]{1,4}|[一二三四五六七八九十]{1,3})[)）]")


@dataclass(frozen=True)
class LongerList:
    """A list that has items more in `language`: their positions in its list, and how many items either has."""

    language: Side
    odd: tuple[int, ...]
    items: dict[Side, int]

    @property
    def reason(self) -> str:
        name, other = LANGUAGE_NAMES[self.language], LANGUAGE_NAMES[OTHER[self.language]]
        longer, shorter = self.items[self.language], self.items[OTHER[self.language]]
        return f"The {name} list has {longer} items, the {other} {shorter}: this one has no counterpart."


def longer_list(english: Sequence[str], chinese: Sequence[str]) -> LongerList | None:
    """`None` where both have as many items, or where they cannot be the same list."""
    counts: dict[Side, int] = {"en": len(english), "zh": len(chinese)}
    if not _is_same_list(counts):
        return None
    more = abs(counts["en"] - counts["zh"])
    left, right = [traits_of(text, "en") for text in english], [traits_of(text, "zh") for text in chinese]
    language: Side = "en" if counts["en"] > counts["zh"] else "zh"
    longer, shorter = (left, right) if language == "en" else (right, left)

    def fit(odd: tuple[int, ...]) -> float:
        kept = [item for i, item in enumerate(longer) if i not in odd]
        return sum(likeness(a, b) for a, b in zip(kept, shorter, strict=True))

    odd = max(combinations(range(len(longer)), more), key=fit)
    return _told(language, odd, counts, longer)


def _is_same_list(counts: dict[Side, int]) -> bool:
    more = abs(counts["en"] - counts["zh"])
    return min(counts.values()) >= FEWEST and 0 < more <= MOST_LEFT_OUT and max(counts.values()) <= MOST_ITEMS


def _told(language: Side, odd: tuple[int, ...], counts: dict[Side, int], longer: Sequence[Traits]) -> LongerList | None:
    # An item as short as "GMP." stands in Latin letters in either text and belongs to neither.
    return LongerList(language, odd, counts) if all(longer[i].length >= SHORTEST_ITEM for i in odd) else None


# --- items that are paragraphs -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PrintedList:
    """Consecutive paragraphs with bracketed numbers, by position among the paragraphs of their language."""

    english: range
    chinese: range
    longer: LongerList

    @property
    def odd(self) -> tuple[int, ...]:
        return tuple((self.english if self.longer.language == "en" else self.chinese)[i] for i in self.longer.odd)

    def pairs(self) -> list[Group]:
        """The items that belong together."""
        odd = set(self.odd)
        left, right = self.english, self.chinese
        if self.longer.language == "en":
            kept_left, kept_right = [i for i in left if i not in odd], list(right)
        else:
            kept_left, kept_right = list(left), [j for j in right if j not in odd]
        return [(range(i, i + 1), range(j, j + 1)) for i, j in zip(kept_left, kept_right, strict=True)]


def printed_lists(groups: Sequence[Group], english: Sequence[Unit], chinese: Sequence[Unit]) -> list[PrintedList]:
    """Lists under paragraphs that belong together, where one has an item more."""
    found = []
    for left, right in groups:
        if not (left and right) or _is_item(english[left[-1]]) or _is_item(chinese[right[-1]]):
            continue
        items = _items_after(english, left[-1]), _items_after(chinese, right[-1])
        longer = longer_list([english[i].body for i in items[0]], [chinese[j].body for j in items[1]])
        if longer:
            found.append(PrintedList(*items, longer))
    return found


def repaired(groups: Sequence[Group], lists: Sequence[PrintedList]) -> list[Group]:
    """The groups with the items of these lists paired anew."""
    english = {i for of in lists for i in of.english}
    chinese = {j for of in lists for j in of.chinese}
    kept = [
        (_without(left, english), _without(right, chinese))
        for left, right in groups
        if not (set(left) <= english and set(right) <= chinese)
    ]
    joined = [(left, right) for left, right in kept if left and right] + [pair for of in lists for pair in of.pairs()]
    return sorted(joined, key=lambda group: (group[0].start, group[1].start))


def _without(members: range, taken: set[int]) -> range:
    kept = [i for i in members if i not in taken]
    return range(kept[0], kept[-1] + 1) if kept else range(0)


def _is_item(unit: Unit) -> bool:
    return bool(unit.labels) and all(label.startswith("(") for label in unit.labels)


def _items_after(units: Sequence[Unit], place: int) -> range:
    """The items 1, 2, 3 … that follow a paragraph."""
    end = place + 1
    while end < len(units) and _is_item(units[end]) and f"({end - place})" in units[end].labels:
        end += 1
    return range(place + 1, end)


# --- items within a paragraph ------------------------------------------------------------------------------------------


def left_out_items(texts: PairOfTexts) -> Iterator[Difference]:
    """Items of a list that runs on in one paragraph; the two texts may name them in another order."""
    items = _inline(texts.en), _inline(texts.zh)
    longer = _longer_by_meaning([texts.en[a:b] for a, b in items[0]], [texts.zh[a:b] for a, b in items[1]])
    if longer:
        for i in longer.odd:
            en, zh = (items[0][i], None) if longer.language == "en" else (None, items[1][i])
            yield Difference("missing", longer.reason, en, zh)


def _longer_by_meaning(english: Sequence[str], chinese: Sequence[str]) -> LongerList | None:
    from scipy.optimize import linear_sum_assignment

    counts: dict[Side, int] = {"en": len(english), "zh": len(chinese)}
    if not _is_same_list(counts):
        return None
    language: Side = "en" if counts["en"] > counts["zh"] else "zh"
    longer, shorter = (english, chinese) if language == "en" else (chinese, english)
    rows, _ = linear_sum_assignment(-cosines(longer, shorter))
    odd = tuple(sorted(set(range(len(longer))) - {int(row) for row in rows}))
    return _told(language, odd, counts, [traits_of(text, language) for text in longer])


# "Within five (5) days" says the figure of the word before it once more.
_FIGURE_AGAIN = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|\w+teen|twenty|thirty|forty|fifty|sixty|"
    r"seventy|eighty|ninety|hundred|[a-z]+-(?:one|two|three|four|five|six|seven|eight|nine))\s*$",
    re.IGNORECASE,
)


def _inline(text: str) -> list[tuple[int, int]]:
    """Where the items (a), (b), (c) of the one list of a text stand; none where several begin."""
    marks: list[re.Match[str]] = []
    for mark in _MARK.finditer(text):
        if _FIGURE_AGAIN.search(text[: mark.start()]):
            continue
        inner = mark.group("inner")
        forms = plain_forms(inner)
        if marks and _is_figure(inner) != _is_figure(marks[0].group("inner")):
            continue
        if str(len(marks) + 1) in forms:
            marks.append(mark)
        elif "1" in forms:
            return []
    ends = [mark.start() for mark in marks[1:]] + [_end_of(text, marks[-1].end())] if marks else []
    return [(mark.start(), end) for mark, end in zip(marks, ends, strict=True)]


def _is_figure(mark: str) -> bool:
    """Whether it is 1 or 一, not a or i: all the marks of a list are of one kind."""
    return not mark.isascii() or mark.isdigit()


def _end_of(text: str, start: int) -> int:
    found = re.compile(r"[.;。；]").search(text, start)
    return found.end() if found else len(text)


# --- things named one after the other in a sentence --------------------------------------------------------------------

_NAMED: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"[^,;:.()]{2,90}(?:, [^,;:.()]{2,60})+,? (?:and|or) [^,;:.()]{2,80}", re.IGNORECASE),
    "zh": re.compile(
        r"[^，。；、：（）]{1,40}(?:、[^，。；、：（）]{1,24})+(?:以及|及|和|与|或者|或)[^，。；、：（）]{1,24}"
    ),
}
_JOINED_BY: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r",? \b(?:and|or)\b ", re.IGNORECASE),
    "zh": re.compile(r"以及|及(?!其)|和|与|或者|或"),
}
# Figures, and words that open a clause of their own: what stands between the commas is then no thing.
_NO_THINGS: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\d|\b(?:but|except|save|means|that|which|who|in particular|namely|including|such as|if|where|when|unless|shall|will|may|is|are)\b|^\w+ed$|^\w+ing\b|^(?:with|in|on|under|by|for|at|of|together|from)\b", re.IGNORECASE),
    "zh": re.compile(r"\d|指|但|除|包括|如|若|^[自由]|进行"),
}  # fmt: skip
# What follows the last thing and is said of all of them.
_OF_ALL = re.compile(r" (?:who|which|that|whose|as|for|in|of|with)\b", re.IGNORECASE)
_ARISING = re.compile(r" (?:arising|resulting|caused|due to|attributable)\b.*$", re.DOTALL)
FEWEST_NAMED = 3
MOST_WORDS = 6


def left_out_things(texts: PairOfTexts, names: PartyNames) -> Iterator[Difference]:
    """`A, B, C and D` beside `A、B及D`: told only where both are plain lists and one has one more, of which the other says nothing."""
    for pair in texts.sentences:
        counts = {side: _named(pair.text(side), side) for side in SIDES}
        longer: Side = "en" if counts["en"] > counts["zh"] else "zh"
        if (
            min(counts.values()) >= FEWEST_NAMED
            and abs(counts["en"] - counts["zh"]) == 1
            and says_something_new(_named_in(pair.text(longer), longer), texts, names, longer)
        ):
            reason = (
                f"The English sentence names {counts['en']} things one after the other, the Chinese {counts['zh']}."
            )
            yield Difference("missing", reason, pair.bounds("en"), pair.bounds("zh"))


def _named_in(text: str, language: Side) -> str:
    """The things themselves, without the first, which has the beginning of the sentence on it."""
    listed = re.split("、|, ", " ".join(_NAMED[language].findall(text.replace("的、", "的"))), maxsplit=1)
    return listed[-1]


def _named(text: str, language: Side) -> int:
    """How many things the one list of a sentence names; 0 where there is none, or it is no plain list."""
    # 附件二所列的、须满足的 are two qualities of one thing.
    text = text.replace("的、", "的")
    found = list(_NAMED[language].finditer(text))
    lists = [match.group() for match in found]
    # A list that begins after a bracket, or after a thing too long to be taken as one, has more than is counted.
    if any(text[: match.start()].rstrip().endswith((",", "、", ")", "）")) for match in found):
        return 0
    if len(lists) != 1:
        return 0
    # "Claims and suits for death, injury or damage arising from breach or negligence": one list of three.
    comma = {"en": ", ", "zh": "、"}[language]
    before, found_comma, after = _ARISING.sub("", lists[0]).partition(comma)
    lists[0] = _JOINED_BY[language].split(before)[-1] + found_comma + after
    if len(_JOINED_BY[language].findall(lists[0])) != 1:
        return 0
    things = re.split("、|, ", _JOINED_BY[language].sub("、", lists[0]))
    things[-1] = _OF_ALL.split(things[-1])[0]
    plain = [thing for thing in things[1:] if not _NO_THINGS[language].search(thing)]
    if len(plain) != len(things) - 1 or (language == "en" and any(len(thing.split()) > MOST_WORDS for thing in plain)):
        return 0
    return len(things)
