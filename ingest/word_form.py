"""What people filled into a Word form: labels of content controls, ticks and choices of the older form fields.

A control in the middle of a sentence needs no label: the sentence says what it is. One that makes up a whole paragraph
or cell is read as "Label: value".
"""

from typing import Any

from ingest.word_numbering import W, is_on, value_of

_TEXTS = (f"{W}t", f"{W}sym")


def control_label(paragraph: Any) -> str:
    """`Notice period: ` where the paragraph is nothing but the value of a control of that title."""
    control = _control_around(paragraph)
    if control is None:
        control = _only_control_in(paragraph)
    if control is None:
        return ""
    properties = control.find(f"{W}sdtPr")
    alias = value_of(properties.find(f"{W}alias")) if properties is not None else None
    label = " ".join((alias or "").split()).removesuffix(":")
    if not label or _is_box(properties):
        return ""
    words = "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
    return "" if not words.strip() or words.strip().casefold().startswith(label.casefold()) else f"{label}: "


def field_value(mark: Any) -> str:
    """A ticked box or a chosen entry of an older form field; its text fields hold their value as text."""
    data = mark.find(f"{W}ffData") if mark.get(f"{W}fldCharType") == "begin" else None
    if data is None:
        return ""
    box = data.find(f"{W}checkBox")
    if box is not None:
        state = box.find(f"{W}checked")
        return "☒" if is_on(state if state is not None else box.find(f"{W}default")) else "☐"
    choice = data.find(f"{W}ddList")
    if choice is None:
        return ""
    entries = [value_of(entry) or "" for entry in choice.findall(f"{W}listEntry")]
    chosen = value_of(choice.find(f"{W}result")) or value_of(choice.find(f"{W}default")) or "0"
    return entries[int(chosen)] if chosen.isdigit() and int(chosen) < len(entries) else ""


def _control_around(paragraph: Any) -> Any | None:
    """The control that holds this paragraph alone; a control around several is a part of the document."""
    content = paragraph.getparent()
    if content is None or content.tag != f"{W}sdtContent" or len(content.findall(f"{W}p")) != 1 or len(content) != 1:
        return None
    return content.getparent()


def _only_control_in(paragraph: Any) -> Any | None:
    controls = paragraph.findall(f"{W}sdt")
    if len(controls) != 1:
        return None
    outside = (child for child in paragraph if child is not controls[0])
    return None if any(_has_text(child) for child in outside) else controls[0]


def _has_text(element: Any) -> bool:
    return any(text.tag == f"{W}sym" or (text.text or "").strip() for tag in _TEXTS for text in element.iter(tag))


def _is_box(properties: Any) -> bool:
    return any(isinstance(child.tag, str) and child.tag.endswith("}checkbox") for child in properties)
