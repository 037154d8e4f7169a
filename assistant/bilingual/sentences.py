"""Sentences of a paragraph, English or Chinese, and the pairs of them that say the same."""

import math
import re
from dataclasses import dataclass

from assistant.bilingual.facts import Side
from assistant.bilingual.matched_sentences import align_sentences

_ENGLISH = re.compile(
    r"(?<!\bNo)(?<!\bCo)(?<!\bLtd)(?<!\bInc)(?<!\bArt)(?<!\bSec)(?<!\bU\.S)(?<!\bU\.S\.C)(?<!\bC\.F\.R)(?<!\bi\.e)(?<!\be\.g)[.;][”\"’)]*(?=\s+|$)"
)
# English letters for one Chinese sign, by the letter.
LETTERS_A_SIGN = 3.5
_SIGN = re.compile(r"[㐀-鿿]")
_LETTER = re.compile(r"[A-Za-z0-9]")
_REFERENCE = re.compile(r"第[〇零一二三四五六七八九十百]+条")
_CHINESE = re.compile(r"[。；！？;][”」』）]*")
CLAUSE: dict[Side, re.Pattern[str]] = {"en": re.compile(r"[^,;:.()\n]+"), "zh": re.compile(r"[^，；。：（）\n]+")}
"""What stands between commas."""
# Who the parties are and where they sit is told by every text in its own order.
INTRODUCES = re.compile(r"地址|住所|注册地|\b(?:registered office|address)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Sentence:
    """A stretch of a paragraph's body."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class SentencePair:
    """Sentences that belong together; one side may be empty."""

    en: tuple[Sentence, ...]
    zh: tuple[Sentence, ...]

    def text(self, language: Side) -> str:
        return " ".join(sentence.text for sentence in (self.en if language == "en" else self.zh))

    def bounds(self, language: Side) -> tuple[int, int] | None:
        held = self.en if language == "en" else self.zh
        return (held[0].start, held[-1].end) if held else None

    def place(self, language: Side, start: int, end: int) -> tuple[int, int]:
        """Offsets into the text of one side as offsets into the paragraph, whatever stands between its sentences there."""
        held = self.en if language == "en" else self.zh
        return _in_paragraph(held, start), _in_paragraph(held, end - 1) + 1


def _in_paragraph(held: tuple[Sentence, ...], place: int) -> int:
    begin = 0
    for sentence in held:
        if place <= begin + len(sentence.text):
            return sentence.start + place - begin
        begin += len(sentence.text) + 1
    return held[-1].end


def clause_around(text: str, start: int, end: int, language: Side) -> str:
    """What stands between the commas before and after a stretch; the whole text where the stretch is nothing but commas."""
    held = [clause for clause in CLAUSE[language].finditer(text) if clause.start() < end and start < clause.end()]
    return text[held[0].start() : held[-1].end()] if held else text


def sentences_of(body: str, language: Side) -> list[Sentence]:
    found, start = [], 0
    for match in (_ENGLISH if language == "en" else _CHINESE).finditer(body):
        found.append((start, match.end()))
        start = match.end()
    if body[start:].strip():
        found.append((start, len(body)))
    return [Sentence(*_trimmed(body, a, b)) for a, b in found if body[a:b].strip()]


def _trimmed(body: str, start: int, end: int) -> tuple[int, int, str]:
    text = body[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    return start, start + len(text), text


def sentence_pairs(english: str, chinese: str) -> list[SentencePair]:
    """The sentences of two paragraphs side by side."""
    left, right = sentences_of(english, "en"), sentences_of(chinese, "zh")
    if len(left) <= 1 or len(right) <= 1:
        return [SentencePair(tuple(left), tuple(right))]
    groups = align_sentences([s.text for s in left], [s.text for s in right])
    return [SentencePair(tuple(left[i] for i in a), tuple(right[j] for j in b)) for a, b in groups]


# The lengths of two sentences that say the same lie no further apart than this (logarithms).
OF_A_LENGTH = 0.6


def up_to_full_stops(pieces: list[Sentence]) -> list[tuple[Sentence, ...]]:
    """The pieces between semicolons put together to whole sentences."""
    whole: list[tuple[Sentence, ...]] = []
    goes_on = False
    for piece in pieces:
        whole = [*whole[:-1], (*whole[-1], piece)] if goes_on else [*whole, (piece,)]
        goes_on = piece.text.endswith((";", "；"))
    return whole


def is_in_order(pairs: list[SentencePair]) -> bool:
    """Whether every sentence has a partner, in the order of both texts."""
    starts = [bounds[0] for pair in pairs if (bounds := pair.bounds("zh"))]
    return all(pair.en and pair.zh for pair in pairs) and starts == sorted(starts)


def apart(*pairs: SentencePair) -> float:
    """How far the lengths of the two sides lie apart, as logarithms."""
    return sum(abs(math.log(max(1.0, length_of(p.text("en"))) / max(1.0, length_of(p.text("zh"))))) for p in pairs)


# "Events beyond control." · 不可控事件。 A sentence as short has a verb, or speaks of the agreement or a party.
_A_HEADING_EN = re.compile(
    r"(?!.*\b(?:shall|may|must|will|can|is|are|was|were|has|have|do|does|not|this|part(?:y|ies)|appl(?:y|ies)|governs?)\b)\w[\w'’-]*(?:,? [\w'’-]+){0,4}\.",
    re.IGNORECASE,
)
_A_HEADING_ZH = re.compile(r"(?!.*(?:[应须得将]|可(?!控|抗|撤)|适用|本[协合]|方))[㐀-鿿、]{2,9}。")


def is_heading(pair: SentencePair) -> bool:
    """Whether both sentences are so short and bare that they only say what comes."""
    return bool(_A_HEADING_EN.fullmatch(pair.text("en")) and _A_HEADING_ZH.fullmatch(pair.text("zh")))


def length_of(text: str) -> float:
    """In English letters; names in Latin letters and figures stand alike in both texts, and 第三十一条 is a figure."""
    text = _REFERENCE.sub("31", text)
    return LETTERS_A_SIGN * len(_SIGN.findall(text)) + len(_LETTER.findall(text)) * 1.2
