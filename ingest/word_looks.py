"""How a Word file shows its words, and what it keeps beside them: hidden, white and tiny runs, comments, margins, properties."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ingest.document import UnseenKind
from ingest.word_numbering import W, is_on, value_of
from ingest.word_parts import parts_of

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

TINY_HALF_POINTS = 4
"""Letters of two points cannot be read on paper or on a screen."""
_NEAR_WHITE = re.compile("F[A-F0-9]F[A-F0-9]F[A-F0-9]", re.IGNORECASE)
_PROPERTIES = ("title", "subject", "author", "keywords", "comments", "category", "last_modified_by", "content_status")
_MARGINS: dict[str, UnseenKind] = {"header": "margin", "footer": "margin", "comments": "comment"}


class Looks:
    """Tells the runs that Word does not show, or shows so that nobody sees them."""

    def __init__(self, document: "WordDocument", styles: Any | None) -> None:
        named = list(styles.iter(f"{W}style")) if styles is not None else []
        self._hidden = _ids(style for style in named if is_on(style.find(f"{W}rPr/{W}vanish")))
        self._shaded = _ids(style for style in named if _shade(style.find(f"{W}pPr")) or _shade(style.find(f"{W}rPr")))
        background = document.element.find(f"{W}background")
        self._on_white = background is None or (background.get(f"{W}color") or "FFFFFF").upper() in ("FFFFFF", "AUTO")

    def hide(self, run: Any, on_white: bool) -> bool:
        """Whether nobody sees this run; `on_white` says that nothing coloured is known to lie behind it."""
        properties = run.find(f"{W}rPr")
        if properties is None:
            return False
        vanish = properties.find(f"{W}vanish")
        if is_on(vanish) if vanish is not None else value_of(properties.find(f"{W}rStyle")) in self._hidden:
            return True
        size = value_of(properties.find(f"{W}sz")) or ""
        if size.isdigit() and int(size) <= TINY_HALF_POINTS:
            return True
        return on_white and self._on_white and self._is_white(run, properties)

    def _is_white(self, run: Any, properties: Any) -> bool:
        if not _NEAR_WHITE.fullmatch(value_of(properties.find(f"{W}color")) or ""):
            return False
        paragraph = next(run.iterancestors(f"{W}p"), None)
        around = paragraph.find(f"{W}pPr") if paragraph is not None else None
        style = value_of(around.find(f"{W}pStyle")) if around is not None else None
        is_marked = properties.find(f"{W}highlight") is not None
        return not (is_marked or _shade(properties) or _shade(around) or style in self._shaded)


def beside_the_text(document: "WordDocument") -> Iterator[tuple[UnseenKind, str]]:
    """Words of the file that are not part of its body: comments, headers and footers, properties, pictures' descriptions."""
    for name, kind in _MARGINS.items():
        for root in parts_of(document, name):
            for paragraph in root.iter(f"{W}p"):
                yield kind, "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
    for name in _PROPERTIES:
        yield "metadata", str(getattr(document.core_properties, name, "") or "")
    for drawing in document.element.iter():
        if isinstance(drawing.tag, str) and drawing.tag.endswith("}docPr"):
            yield "alternative_text", f"{drawing.get('descr') or ''} {drawing.get('title') or ''}"


def _shade(properties: Any | None) -> bool:
    """Whether something coloured is drawn behind."""
    shade = properties.find(f"{W}shd") if properties is not None else None
    return shade is not None and (shade.get(f"{W}fill") or "auto").upper() not in ("AUTO", "FFFFFF")


def _ids(styles: Iterator[Any]) -> frozenset[str]:
    return frozenset(style.get(f"{W}styleId") or "" for style in styles)
