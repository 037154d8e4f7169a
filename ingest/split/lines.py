"""The lines of a document and what each is before numbering is read: furniture, table, contents, signature, or text."""

import re
from dataclasses import dataclass
from typing import Literal

Role = Literal["text", "blank", "rule", "furniture", "table", "contents", "signature"]

_RULE = re.compile(r"[\s\-_=*~–—.+|:]{3,}")
_SIGNING = re.compile(
    r"in witness (?:whereof|thereof|of which)|the parties (?:hereto )?have (?:caused|executed)"
    r"|\(?以下(?:为签署页|无正文)|\(?签署页|\(?签字页|\(?本页为.{0,30}签署"
    r"|accepted and agreed|signatures?(?: page)?:?$",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:by|name|title|its|date|signature|signed|print(?:ed)? name|attest|witness)\b.{0,12}:|/s/|_{5,}"
    r"|(?:signature|by)\s*_+"
    r"|(?:甲方|乙方|丙方|买方|供应方|委托方|受托方|客户|供应商)?.{0,12}"
    r"(?:\(?盖章\)?|签字|签章|签名|授权代表|法定代表人|签署日期|日期|姓名|职务)(?:\(.{1,10}\))?\s*[：:]|.{0,40}\((?:公章|盖章|签字|签章)\)",
    re.IGNORECASE,
)
_FIRST_SIGNED = re.compile(
    r"by|signed|signature|/s/|.{0,12}授权代表|.{0,12}签字|.{2,40}\((?:盖章|公章|签字)", re.IGNORECASE
)
_NEXT_PART = re.compile(
    r"(?:schedule|exhibit|annex|appendix|attachment|article|section)\b|附件|附表|附录|\d+\.", re.IGNORECASE
)


@dataclass
class Line:
    """One line: `start` to `end` with its line break; `text` is its plain view, stripped."""

    start: int
    end: int
    text: str
    first: bool  # nothing, or a blank line, before it
    role: Role = "text"


def read_lines(view: str) -> list[Line]:
    """The lines of a plain view; blank, rule and table lines are marked, the rest is text."""
    lines: list[Line] = []
    start, first = 0, True
    while start < len(view):
        end = view.find("\n", start) + 1 or len(view)
        text = view[start:end].strip()
        role: Role = "blank" if not text else "rule" if _RULE.fullmatch(text) else "table" if " | " in text else "text"
        lines.append(Line(start, end, text, first, role))
        first = not text
        start = end
    return lines


def mark_signatures(lines: list[Line]) -> None:
    """Marks signature blocks: from "IN WITNESS WHEREOF" or "By:" lines to the next long paragraph or schedule."""
    inside, quiet = False, 0
    for index, line in enumerate(lines):
        if line.role != "text":
            if line.role in {"table", "contents"}:
                inside = False
            continue
        if _SIGNING.match(line.text) or (not inside and _opens_block(lines, index)):
            inside, quiet = True, 0
        elif inside and not _belongs(line, quiet):
            inside = False
        if inside:
            line.role = "signature"
            quiet = 0 if _SIGNED.search(line.text) else quiet + 1


def _opens_block(lines: list[Line], index: int) -> bool:
    """Two signature labels within four printed lines, the first one here."""
    if len(lines[index].text) > 160 or not _FIRST_SIGNED.match(lines[index].text):
        return False
    if not _SIGNED.match(lines[index].text):
        return False
    near = [line for line in lines[index + 1 : index + 9] if line.role != "blank"][:4]
    return any(_SIGNED.match(line.text) for line in near)


def _belongs(line: Line, quiet: int) -> bool:
    """Short lines go on with the block until something that is not a name, a title or a date comes."""
    if _SIGNED.search(line.text) and len(line.text) < 400:
        return True
    if quiet > 12 or _NEXT_PART.match(line.text):
        return False
    return len(line.text) < 100
