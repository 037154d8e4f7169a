"""The parts of a Word file beside its body, as XML, whatever their stated content type.

python-docx knows a part by its content type and stumbles over one that names none; their relation tells what they are.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document as WordDocument


def parts_of(document: "WordDocument", kind: str) -> Iterator[Any]:
    """The XML of each part related as `comments`, `header`, `numbering` …; one that is damaged is left out."""
    from docx.oxml import parse_xml
    from lxml import etree

    for relation in document.part.rels.values():
        if relation.is_external or relation.reltype.rsplit("/", 1)[-1] != kind:
            continue
        part = relation.target_part
        try:
            yield part.element if hasattr(part, "element") else parse_xml(part.blob)
        except etree.XMLSyntaxError:
            continue


def part_of(document: "WordDocument", kind: str) -> Any | None:
    return next(parts_of(document, kind), None)
