"""What reads like a heading: a short Title Case or ALL CAPS phrase, alone or at the start of a clause."""

import re

from ingest.split.plain import chinese_share

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
    r"\.[\"”’]?(?=\s|$)|:(?=\s|$)|\s?[–—](?=\s)|\s-{1,2}(?=\s)|(?<=[A-Z]{3})-{1,2}(?=\s)|(?<=\S)\s{2,}(?=[A-Z(\[“\"])|\n(?=\s*[A-Z(\[“\"])"
)
_ABBREVIATED = re.compile(r"(?:\b(?:No|Inc|Ltd|Co|Corp|Mr|Ms|Dr|vs|St|U\.S|[A-Z]))$")
# Capitals to the last word before a sentence begins: "MANUFACTURE AND SUPPLY Subject to ...".
_CAPITALS_FIRST = re.compile(r"([A-Z][A-Z&,/()’'–—-]*(?:[ \n][A-Z&,/()’'–—-]+){0,9})\s+(?=(?:[A-Z][a-z]|A\s[a-z]))")
_A_TITLE_WORD = 7
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_CHINESE_TITLE = re.compile(r"[\u4e00-\u9fffA-Za-z0-9、（）()《》与和及/ ·-]{1,30}[：:]?")
LONGEST = 100
LONGEST_CAPTION = 90
A_FULL_LINE = 60
LONGEST_SCHEDULE_TITLE = 110
_ADDRESS = re.compile(
    r"(?i)(?:attn|attention|if to|with (?:a )?cop(?:y|ies)|cop(?:y|ies) to|tel|telephone|phone|fax|facsimile|e-?mail|address)\b"
    r"|(?:收件人|联系人|聯繫人|聯絡人|地址|电话|電話|传真|傳真|邮箱|郵箱)[:：]"
)
_RECITAL = re.compile(r"(?:AND )?WHEREAS\b|NOW,? THEREFORE\b|鉴于|鑒於|鑑於")


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


def is_caption(text: str) -> bool:
    """True for a title that can head what follows without a number; False for a recital or the line of an address."""
    if len(text) > LONGEST_CAPTION or is_address(text) or (is_recital(text) and len(text) > 12):
        return False
    return is_title(text.rstrip(":："))


def is_title_again(text: str, following: str) -> bool:
    """True when `following` is a title in the other language: "Term", "协议期限"."""
    return is_title(following.rstrip(":：")) and (chinese_share(text) > 0.3) != (chinese_share(following) > 0.3)


def is_address(text: str) -> bool:
    """True for "Attention: General Counsel", "If to Supplier", "地址：…"."""
    return _ADDRESS.match(text) is not None


def is_recital(view: str, start: int = 0) -> bool:
    """True where "WHEREAS", "NOW, THEREFORE" or "鉴于" begins."""
    return _RECITAL.match(view, start) is not None


def is_article_title(rest: str, is_fresh: bool) -> bool:
    """Whether what follows "Article 3" is its title and not the rest of a sentence; `is_fresh`: it starts a paragraph."""
    if not rest:
        return is_fresh
    bare = rest.lstrip(" .:–—-")
    if bare[:1].islower() or rest[0] in ",;(、，" or rest[0] in "的之和与與至或规規约約所项項款":
        return False
    return is_fresh or is_title(bare) or bare[:1] > "\u3400"


def is_schedule_title(rest: str) -> bool:
    """Whether what follows "Schedule 1" names it: nothing, a title, or something in brackets."""
    if len(rest) > LONGEST_SCHEDULE_TITLE:
        return False
    bare = rest.lstrip(" .:：–—-")
    return not bare or is_title(bare) or bare[0] in "([（" or is_capitals(bare)


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
        title = " ".join(phrase.split()).strip(" _") if is_title(phrase) and len(phrase) <= 90 else ""
        return title or _in_capitals(chunk)
    return _in_capitals(chunk)


def _in_capitals(chunk: str) -> str:
    """ "DEFINITIONS Unless otherwise ...": a title told from its sentence by its capitals alone."""
    found = None if is_recital(chunk) else _CAPITALS_FIRST.match(chunk)
    title = found[1].strip(" ,-–—&") if found else ""
    return title if any(len(word) >= _A_TITLE_WORD for word in re.findall(r"[A-Z]+", title)) else ""


def _stands_out(phrase: str, rest: str) -> bool:
    """A first line that ends well before the next one does was ended on purpose, not wrapped."""
    following = len(rest.split("\n", 1)[0])
    is_long_enough = " " in phrase.strip() or following > A_FULL_LINE
    return is_capitals(phrase) or (is_long_enough and len(phrase) < 0.6 * following)


def _chinese_run_in(chunk: str) -> str:
    found = re.match(r"([\u4e00-\u9fff、与和及（）()]{2,16})(?:[：:]| {1,4}(?=[\u4e00-\u9fff“])|\n)", chunk)
    return found[1] if found else ""
