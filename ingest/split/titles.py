"""What reads like a heading: a short Title Case or ALL CAPS phrase, alone or at the start of a clause."""

import re

_SMALL = {
    "a",
    "an",
    "and",
    "or",
    "of",
    "the",
    "to",
    "for",
    "in",
    "on",
    "by",
    "with",
    "from",
    "upon",
    "under",
    "as",
    "at",
    "its",
    "per",
    "than",
    "into",
    "no",
    "not",
    "any",
    "other",
    "be",
    "is",
    "between",
    "through",
    "after",
    "before",
    "during",
    "without",
    "within",
    "against",
    "re",
    "vs",
    "via",
    "that",
    "their",
    "our",
    "your",
    "if",
    "such",
    "et",
    "al",
    "de",
    "la",
    "und",
}
_WORD = re.compile(r"[^\W\d_][\w'’&/.-]*")
_END = re.compile(
    r"\.[\"”’]?(?=\s|$)|:(?=\s|$)|\s?[–—](?=\s)|\s-{1,2}(?=\s)|(?<=\S)\s{2,}(?=[A-Z(\[“\"])|\n(?=\s*[A-Z(\[“\"])"
)
_ABBREVIATED = re.compile(r"(?:\b(?:No|Inc|Ltd|Co|Corp|Mr|Ms|Dr|vs|St|U\.S|[A-Z]))$")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_CHINESE_TITLE = re.compile(r"[\u4e00-\u9fffA-Za-z0-9、（）()《》与和及/ ·-]{1,30}[：:]?")
LONGEST = 100


def is_title(text: str) -> bool:
    """True for "Effects of Termination", "TERM; RENEWAL", "定义与解释"; False for a sentence or a list item."""
    text = " ".join(text.split()).strip(" _*")
    if not text or len(text) > LONGEST or any(text.count(mark) == 1 for mark in '“”"') or text[-1] in ",;，；。":
        return False
    if _CHINESE.search(text):
        return _CHINESE_TITLE.fullmatch(text) is not None
    words = _WORD.findall(text.replace("(s)", "s"))
    if (
        not words
        or len(words) > 14
        or not text.lstrip('"“‘([')[:1].isupper()
        or sum(map(len, words)) < max(3.0, 0.5 * len(text.replace(" ", "")))
    ):
        return False
    heavy = [word for word in words if word.lower() not in _SMALL]
    if not heavy or words[-1].lower() in {"and", "or", "of", "the", "to", "by", "for", "a", "an"}:
        return False
    return all(word[0].isupper() for word in heavy) and not re.search(r"[a-z]{3}\. \S", text)


def is_capitals(text: str) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) >= 3 and all(sign.isupper() or not sign.islower() for sign in letters)


def run_in_title(view: str, start: int, end: int) -> str:
    """The heading that opens a clause: "Effects of Termination. Upon expiry ..." -> "Effects of Termination"."""
    chunk = view[start : min(end, start + 160)]
    lead = len(chunk) - len(chunk.lstrip(" .:-–—"))
    chunk = chunk[lead:]
    if not chunk or chunk[0] in "\"“‘'「" or not chunk[0].isalpha():
        return ""
    if _CHINESE.match(chunk):
        return _chinese_run_in(chunk)
    for found in _END.finditer(chunk):
        phrase = chunk[: found.start()]
        if "\n\n" in phrase or (found[0].startswith(".") and _ABBREVIATED.search(phrase)):
            continue
        if found[0][0] == "\n" and not _stands_out(phrase, chunk[found.end() :]):
            continue
        return " ".join(phrase.split()).strip(" _") if is_title(phrase) and len(phrase) <= 90 else ""
    return ""


def _stands_out(phrase: str, rest: str) -> bool:
    """A first line that ends well before the next one does was ended on purpose, not wrapped."""
    return is_capitals(phrase) or (" " in phrase.strip() and len(phrase) < 0.6 * len(rest.split("\n", 1)[0]))


def _chinese_run_in(chunk: str) -> str:
    found = re.match(r"([\u4e00-\u9fff、与和及（）()]{2,16})(?:[：:]| {1,4}(?=[\u4e00-\u9fff“])|\n)", chunk)
    return found[1] if found else ""
