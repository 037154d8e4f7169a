"""Where a number belongs: the stack of open headings, and whether a new number fits the running sequence."""

import re
from dataclasses import dataclass
from typing import Literal

from ingest.split.markers import Marker, Style

Fit = Literal["next", "first", "same", "ahead", "odd"]
Reading = tuple[Style, tuple[int, ...]]

_RANK: dict[str, int] = {
    "schedule": 0,
    "caption": 1,
    "chapter": 2,
    "article": 3,
    "chinese_item": 4,
    "roman": 4,
    "upper": 5,
    "bracketed_chinese": 5,
    "integer": 6,
    "decimal": 7,
    "lower": 9,
    "small_roman": 10,
    "bracketed_integer": 10,
    "bracketed_upper": 11,
}
_WANTED: dict[Fit, int] = {"next": 0, "first": 1, "same": 2, "ahead": 3, "odd": 4}


@dataclass(eq=False)
class Entry:
    """One open level. `title` is filled in when the words after the number have been read."""

    style: str
    values: tuple[int, ...]
    label: str
    title: str = ""

    @property
    def name(self) -> str:
        return f"{self.label} {self.title}".strip() if self.title else self.label


@dataclass(frozen=True)
class Place:
    """How well a number fits, and how many of the open levels stay above it."""

    fit: Fit
    depth: int
    reading: Reading


def _second_comes_first(label: str, coming: str) -> bool:
    """After an "(i)" that could follow "(h)": True when "(ii)" comes before "(j)"."""
    second, letter = ("II", "J") if label.strip("(). ").isupper() else ("ii", "j")
    inside = label.strip("(). ")
    roman = coming.find(f"{label.replace(inside, second)} ")
    following = coming.find(f"{label.replace(inside, letter)} ")
    return roman >= 0 and (following < 0 or roman < following)


class Outline:
    """The open levels of the document, outermost first."""

    def __init__(self) -> None:
        self.stack: list[Entry] = []
        self._set_aside: list[Entry] = []

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(self.stack)

    def place(self, marker: Marker, coming: str = "") -> Place:
        """The best reading of `marker` here; `coming` is the text after it, which tells (h) (i) (j) from (i) (ii)."""
        places = [self._place(reading) for reading in marker.readings]
        if (
            places[0].fit == "first"
            and places[0].reading == ("integer", (1,))
            and re.search(r"(?<![\d.])1\.0?1\b", coming[:1500])
        ):
            outer = [entry for entry in self.stack if entry.style in {"schedule", "caption", "chapter", "article"}]
            return Place("first", len(outer), places[0].reading)
        if len(places) > 1 and places[0].fit == "first" and places[1].fit == "next":
            return places[0] if _second_comes_first(marker.label, coming) else places[1]
        return min(places, key=lambda place: (_WANTED[place.fit], -place.depth if place.fit == "next" else 0))

    def enter(self, marker: Marker, place: Place) -> Entry:
        """Opens the level of `marker` where `place` says."""
        del self.stack[place.depth :]
        entry = Entry(place.reading[0], place.reading[1], marker.label)
        self.stack.append(entry)
        return entry

    def put_above(self, caption: Entry) -> None:
        """Puts an unnumbered heading above the number just opened, in the place of one that already stands there."""
        place = len(self.stack) - 1
        if place and self.stack[place - 1].style == "caption":
            self.stack[place - 1] = caption
        else:
            self.stack.insert(place, caption)

    def caption(self, title: str) -> Entry:
        """Opens an unnumbered heading: it closes every level below article."""
        if any(entry.style != "caption" for entry in self.stack):
            self._set_aside = list(self.stack)
        while self.stack and self.stack[-1].style not in {"schedule", "article", "chapter"}:
            self.stack.pop()
        entry = Entry("caption", (), "", title)
        self.stack.append(entry)
        return entry

    def resume(self, marker: Marker) -> None:
        """After 10.5 and an address block that read like a heading, 10.6 goes on under 10."""
        style, values = marker.readings[0]
        if style != "decimal" or not any(entry.style == "caption" for entry in self.stack):
            return
        aside = self._set_aside
        parent = any(entry.values == values[:-1] for entry in aside)
        before = any(entry.values == (*values[:-1], values[-1] - 1) for entry in aside)
        outer = [entry for entry in self.stack if entry.style in {"schedule", "chapter", "article"}]
        if parent and before and outer == aside[: len(outer)]:
            self.stack = list(aside)

    def _place(self, reading: Reading) -> Place:
        style, values = reading
        if style == "schedule":
            return Place("next", 0, reading)
        if style == "decimal":
            return self._place_decimal(reading)
        value = values[0]
        if style in {"article", "chapter"}:
            return self._place_article(reading)
        same = [index for index, entry in enumerate(self.stack) if entry.style == style]
        for index in reversed(same):
            if self.stack[index].values[0] + 1 == value:
                return Place("next", index, reading)
        if style == "integer" and not same:
            for index, entry in enumerate(self.stack):
                if entry.style == "decimal" and entry.values[0] + 1 == value:
                    return Place("next", index, reading)
        if value == 1:
            return Place("first", self._depth_of_first(style, same), reading)
        for index in reversed(same):
            if self.stack[index].values[0] == value:
                return Place("same", index, reading)
        for index in reversed(same):
            if 0 < value - self.stack[index].values[0] <= 4:
                return Place("ahead", index, reading)
        return Place("odd", same[-1] if same else self._depth_by_rank(style), reading)

    def _place_article(self, reading: Reading) -> Place:
        style, (value,) = reading[0], reading[1]
        for index, entry in enumerate(self.stack):
            if entry.style == style:
                step = value - entry.values[0]
                fit: Fit = "next" if step == 1 else "same" if step == 0 else "ahead" if 0 < step <= 4 else "odd"
                return Place("first" if value == 1 and fit == "odd" else fit, index, reading)
        depth = len(
            [
                entry
                for entry in self.stack
                if entry.style in {"schedule", "chapter"} and _RANK[entry.style] < _RANK[style]
            ]
        )
        return Place("first" if value == 1 else "odd", depth, reading)

    def close_captions(self) -> None:
        """The agreed terms begin: what stood under the title or the recitals is over."""
        if any(entry.style == "caption" for entry in self.stack):
            self.stack = [entry for entry in self.stack if entry.style in {"schedule", "chapter", "article"}]

    def _place_decimal(self, reading: Reading) -> Place:
        values = reading[1]
        depth, above, before = self._parent_of(values)
        last, prefix = values[-1], values[:-1]
        if before is not None and len(before) == len(values) and before[:-1] == prefix:
            step = last - before[-1]
            fit: Fit = "next" if step == 1 else "same" if step == 0 else "ahead" if 0 < step <= 5 else "odd"
            return Place(fit, depth, reading)
        if last in (0, 1) and (above == prefix or self._follows(prefix)):
            return Place("first", depth, reading)
        return Place("ahead" if above == prefix and last <= 4 else "odd", depth, reading)

    def _parent_of(self, values: tuple[int, ...]) -> tuple[int, tuple[int, ...] | None, tuple[int, ...] | None]:
        """Levels kept above a decimal, the number they carry, and the open decimal of the same depth."""
        depth, above = 0, None
        for index, entry in enumerate(self.stack):
            if entry.style in {"schedule", "caption", "chapter", "article", "roman", "chinese_item"}:
                depth = index + 1
                above = entry.values if entry.style not in {"schedule", "caption"} else above
            elif (
                entry.style in {"integer", "decimal"}
                and entry.values == values[: len(entry.values)]
                and entry.values != values
            ):
                depth, above = index + 1, entry.values
            elif entry.style == "decimal" and len(entry.values) == len(values):
                return index, above, entry.values
            else:
                break
        before = next((e.values for e in self.stack if e.style == "decimal" and len(e.values) == len(values)), None)
        return depth, above, before

    def _follows(self, prefix: tuple[int, ...]) -> bool:
        """True when `prefix` comes next after the open number of its depth (8 after 7.4 or article 7)."""
        for entry in self.stack:
            if entry.style in {"article", "integer", "decimal", "roman", "chinese_item"} and len(entry.values) >= len(
                prefix
            ):
                head = entry.values[: len(prefix)]
                if head[:-1] == prefix[:-1] and prefix[-1] - head[-1] in (0, 1):
                    return True
        return not any(entry.style in {"article", "integer", "decimal"} for entry in self.stack) and prefix[-1:] <= (2,)

    def _depth_of_first(self, style: str, same: list[int]) -> int:
        """A list that starts again stands beside the last list of its kind, unless it is nested in something finer."""
        if same and (style != "integer" or same[-1] == len(self.stack) - 1):
            return same[-1]
        if style == "chinese_item":
            return self._depth_by_rank(style)
        return len(self.stack)

    def _depth_by_rank(self, style: str) -> int:
        depth = len(self.stack)
        while depth and _RANK[self.stack[depth - 1].style] >= _RANK[style]:
            depth -= 1
        return depth
