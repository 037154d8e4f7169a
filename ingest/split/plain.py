"""The plain view of a text: the same length, character for character, with full-width forms and odd spaces plain."""

import re

_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_SPACES = {
    ord(space): " "
    for space in "\u00a0\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u200b\u200c\u200d\u202f\u205f\u2060\u3000\ufeff\t\r\f\v\x1c\x1d\x1e\x1f\x85\u2028\u2029"
}
# Full-width punctuation keeps its own form where it tells Chinese sentences apart from English ones.
_KEPT = {ord(mark): mark for mark in "，；：！？"}
_TABLE = _FULL_WIDTH | _SPACES | _KEPT | {ord("〔"): "(", ord("〕"): ")", ord("｡"): "。"}

_CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff，。；：！？、（）《》]")


def plain_view(text: str) -> str:
    """`text` with full-width forms and odd spaces made plain: "１．１　定义" -> "1.1 定义"; offsets stay the same."""
    return text.translate(_TABLE)


def chinese_share(text: str) -> float:
    """Share of the visible characters that are Chinese."""
    visible = len(text) - text.count(" ") - text.count("\n")
    return len(_CHINESE.findall(text)) / visible if visible else 0.0


def weight(text: str) -> float:
    """Length as a reader (and an embedder) feels it: a Chinese character counts for two and a half."""
    return len(text) + 1.5 * len(_CHINESE.findall(text))
