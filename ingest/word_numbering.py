"""Automatic numbering of Word paragraphs as Word shows it: "7.3", "(b)", "第三条", "•".

The number is not in the paragraph: it follows from numbering.xml (formats, starts, restarts) and from every numbered
paragraph before. `Numbering.label` must therefore see the paragraphs in document order, each once.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.numerals import formatted

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = 9
_STYLE_DEPTH = 20


@dataclass(frozen=True)
class Level:
    """One level of a list: how its number looks and when it starts again."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    legal: bool = False
    glued: bool = False
    restart: int | None = None
    style: str | None = None


@dataclass(frozen=True)
class _List:
    """A w:num: the definition it uses, with its own starts and levels."""

    definition: str
    starts: dict[int, int]
    levels: dict[int, Level]


class Numbering:
    """Counts the numbered paragraphs of one document."""

    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        self._definitions = dict(_definitions(numbering)) if numbering is not None else {}
        self._lists = dict(_lists(numbering)) if numbering is not None else {}
        self._links = _style_links(numbering) if numbering is not None else {}
        self._styles = _style_numbers(styles) if styles is not None else {}
        self._counters: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()

    def label(self, paragraph: Any) -> str:
        """The paragraph's number with what parts it from the text ("7.3 ", "第三条 "), or "" if it has none."""
        found = self._list_and_level(paragraph)
        if found is None:
            return ""
        number, level = found
        shape = self._level(number, level)
        counters = self._count(number, level)
        text = self._shown(number, shape, counters)
        return text + ("" if shape.glued or not text else " ")

    def _list_and_level(self, paragraph: Any) -> tuple[str, int] | None:
        properties = paragraph.find(f"{W}pPr")
        number, level, style = None, None, None
        if properties is not None:
            style = value_of(properties.find(f"{W}pStyle"))
            number, level = _number_and_level(properties.find(f"{W}numPr"))
        by_style, style_level, source = self._from_style(style)
        if number is None:
            number = by_style
            if level is None:
                level = style_level if style_level is not None else self._level_of_style(number, source)
        if number is None or number == "0" or number not in self._lists:
            return None
        return number, min(max(level or 0, 0), LEVELS - 1)

    def _from_style(self, style: str | None) -> tuple[str | None, int | None, str | None]:
        for _ in range(_STYLE_DEPTH):
            if style is None or style not in self._styles:
                break
            number, level, based_on = self._styles[style]
            if number is not None:
                return number, level, style
            style = based_on
        return None, None, None

    def _level_of_style(self, number: str | None, style: str | None) -> int:
        if number not in self._lists or style is None:
            return 0
        return next((i for i in range(LEVELS) if self._level(number, i).style == style), 0)

    def _definition(self, number: str) -> str:
        definition = self._lists[number].definition
        return self._links.get(definition, definition)

    def _level(self, number: str, level: int) -> Level:
        own = self._lists[number].levels.get(level)
        return own or self._definitions.get(self._definition(number), {}).get(level, Level(text=f"%{level + 1}."))

    def _start(self, number: str, level: int) -> int:
        return self._lists[number].starts.get(level, self._level(number, level).start)

    def _count(self, number: str, level: int) -> list[int]:
        counters = self._counters.setdefault(self._definition(number), [None] * LEVELS)
        current = counters[level]
        fresh = level in self._lists[number].starts and (number, level) not in self._started
        counters[level] = self._start(number, level) if current is None or fresh else current + 1
        self._started.add((number, level))
        for deeper in range(level + 1, LEVELS):
            restart = self._level(number, deeper).restart
            if restart is None or level < restart:
                counters[deeper] = None
        for above in range(level):
            if counters[above] is None:
                counters[above] = self._start(number, above)
        return [self._start(number, i) if value is None else value for i, value in enumerate(counters)]

    def _shown(self, number: str, shape: Level, counters: list[int]) -> str:
        if shape.format == "bullet":
            return "•" if shape.text.strip() else ""
        if shape.format == "none" and "%" not in shape.text:
            return shape.text.strip()

        def digits(match: re.Match[str]) -> str:
            i = int(match[1]) - 1
            named = self._level(number, i).format
            return formatted(counters[i], "decimal" if shape.legal and named != "decimalZero" else named)

        return re.sub(r"%([1-9])", digits, shape.text).strip()


def value_of(element: Any | None) -> str | None:
    return None if element is None else element.get(f"{W}val")


def _whole(element: Any | None, default: int) -> int:
    value = value_of(element)
    return int(value) if value is not None and re.fullmatch(r"-?\d{1,6}", value) else default


def is_on(element: Any | None) -> bool:
    return element is not None and value_of(element) not in ("0", "false", "off")


def _number_and_level(properties: Any | None) -> tuple[str | None, int | None]:
    if properties is None:
        return None, None
    level = properties.find(f"{W}ilvl")
    return value_of(properties.find(f"{W}numId")), None if level is None else _whole(level, 0)


def _read_level(element: Any) -> Level:
    restart = element.find(f"{W}lvlRestart")
    return Level(
        start=_whole(element.find(f"{W}start"), 0),
        format=_number_format(element),
        text=value_of(element.find(f"{W}lvlText")) or "",
        legal=is_on(element.find(f"{W}isLgl")),
        glued=value_of(element.find(f"{W}suff")) == "nothing",
        restart=None if restart is None else _whole(restart, 0),
        style=value_of(element.find(f"{W}pStyle")),
    )


def _number_format(element: Any) -> str:
    """Formats newer than the standard stand in an mc:AlternateContent, with a plain one to fall back on."""
    return value_of(next(element.iter(f"{W}numFmt"), None)) or "decimal"


def _index(element: Any) -> int:
    value = element.get(f"{W}ilvl") or ""
    return int(value) if value.isdecimal() and int(value) < LEVELS else 0


def _definitions(numbering: Any) -> Iterator[tuple[str, dict[int, Level]]]:
    for definition in numbering.iter(f"{W}abstractNum"):
        levels = {_index(level): _read_level(level) for level in definition.findall(f"{W}lvl")}
        yield definition.get(f"{W}abstractNumId") or "", levels


def _lists(numbering: Any) -> Iterator[tuple[str, _List]]:
    for element in numbering.iter(f"{W}num"):
        starts, levels = {}, {}
        for override in element.findall(f"{W}lvlOverride"):
            if (level := override.find(f"{W}lvl")) is not None:
                levels[_index(override)] = _read_level(level)
            if (start := override.find(f"{W}startOverride")) is not None:
                starts[_index(override)] = _whole(start, 1)
        definition = value_of(element.find(f"{W}abstractNumId")) or ""
        yield element.get(f"{W}numId") or "", _List(definition, starts, levels)


def _style_links(numbering: Any) -> dict[str, str]:
    """Definitions that only point to a numbering style, and the definition that style has."""
    homes, pointers = {}, {}
    for definition in numbering.iter(f"{W}abstractNum"):
        name = definition.get(f"{W}abstractNumId") or ""
        if link := value_of(definition.find(f"{W}styleLink")):
            homes[link] = name
        if link := value_of(definition.find(f"{W}numStyleLink")):
            pointers[name] = link
    return {name: homes[link] for name, link in pointers.items() if link in homes}


def _style_numbers(styles: Any) -> dict[str, tuple[str | None, int | None, str | None]]:
    """For each style: its list, its level, the style it is based on."""
    found = {}
    for style in styles.iter(f"{W}style"):
        properties = style.find(f"{W}pPr")
        number, level = _number_and_level(None if properties is None else properties.find(f"{W}numPr"))
        found[style.get(f"{W}styleId") or ""] = (number, level, value_of(style.find(f"{W}basedOn")))
    return found
