"""The paragraphs of a document by language: a line, a table cell, or the one-language part of a mixed line.

"7.4 Customer may reject … | 7.4 客户可拒收 …"  ──▶  Unit(en, 7.4), Unit(zh, 7.4)
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.bilingual.facts import Side
from assistant.bilingual.labels import label_of
from assistant.bilingual.modals import bindings
from assistant.reading import Reading
from ingest.document import Span

_CJK = re.compile(r"[㐀-鿿]")
_LATIN = re.compile(r"[A-Za-z]")
_WORDS = re.compile(r"[A-Za-z]{2,}")
_CELL = re.compile(r"\s\|\s")
_STOP = re.compile(r"[。；！？]+[”」』）]*|[.;!?]+[\"”’)]*(?=\s|[㐀-鿿]|$)")
# An English sentence may name a Chinese company, and a Chinese one an English; a clean cut has little of either.
_ENGLISH_THEN_CHINESE = re.compile(
    r"^(?P<first>[^㐀-鿿]*[A-Za-z][^㐀-鿿]*?)(?P<rest>[\s/|]*[“（(《]?[㐀-鿿].*)$", re.DOTALL
)
_CHINESE_THEN_ENGLISH = re.compile(
    r"^(?P<first>.*[㐀-鿿][^㐀-鿿A-Za-z]*?)(?P<rest>[\s/|]*[(“\"]?[A-Z][^㐀-鿿]*)$", re.DOTALL
)
_PROSE = re.compile(r"[A-Za-z]{2,}\s+[A-Za-z]{2,}")
_FEWEST_WORDS = 5
_FEWEST_SIGNS = 6
_SKIPPED = frozenset({"contents", "furniture", "signature"})
_SHORT_HEADING = {"en": 45, "zh": 16}


_HALF_WIDTH = re.compile(r"(?<=[㐀-鿿、-】“”‘’，；：（）])\s?[,;:?!()]|[,;:?!()](?=\s?[㐀-鿿《“（），；：])")
_FULL_WIDTH = str.maketrans(",;:?!()", "，；：？！（）")


def in_full_width(text: str) -> str:
    """Chinese text with Chinese punctuation, as long as before.

    >>> in_full_width("未经委托方同意,受托方不得转让(第3.1条除外);1,000公斤")
    '未经委托方同意，受托方不得转让（第3.1条除外）；1,000公斤'
    """
    before = None
    while text != before:
        before, text = text, _HALF_WIDTH.sub(lambda sign: sign.group().translate(_FULL_WIDTH), text)
    return text


@dataclass(frozen=True)
class Unit:
    """One paragraph in one language. `row` is the line it stands on, so that cells of a table row share it."""

    language: Side
    span: Span
    text: str
    row: int

    @cached_property
    def _label(self) -> tuple[frozenset[str], int]:
        return label_of(self.text)

    @property
    def labels(self) -> frozenset[str]:
        """Every number the printed one can mean; `(i)` is one or nine."""
        return self._label[0]

    @property
    def body(self) -> str:
        """The text after its number; Chinese with the commas and brackets of Chinese, whatever keyboard wrote them."""
        return self._read[self._label[1] :]

    @cached_property
    def _read(self) -> str:
        return in_full_width(self.text) if self.language == "zh" else self.text

    @property
    def is_substance(self) -> bool:
        """Long enough to say something, unlike a heading or a caption."""
        return len(self.body.strip()) > _SHORT_HEADING[self.language]

    @property
    def printed(self) -> str:
        """The number as it stands there: `7.4`, `第七条`."""
        return self.text[: self._label[1]].strip(" 　.、．:：)(（）") or getattr(self, "beside", "")

    @property
    def ends(self) -> bool:
        """Whether it closes as a sentence or an item of a list does."""
        return self.text.rstrip(" \t|").endswith((".", "。", "；", ";", "：", ":", "!", "”", '"'))

    @property
    def is_prose(self) -> bool:
        """A sentence with a number or an end, not a caption, an address or a form to fill in."""
        if "__" in self.text or "@" in self.text:
            return False
        return bool(self.labels) or self.ends

    def at(self, start: int, end: int) -> Span:
        """Offsets into `body` as offsets into the document."""
        shift = self.span.start + self._label[1]
        return Span(shift + start, shift + end)


def units_of(reading: Reading) -> list[Unit]:
    """Units in the document's order; contents lists, running headers, signature blocks and closing words are left out."""
    text = reading.document.text
    skipped = [clause for clause in reading.clauses if clause.kind in _SKIPPED]
    lines = [Span(start, end) for start, end in _lines(text)]
    kinds = [next((clause.kind for clause in skipped if line.overlaps(clause.span)), "") for line in lines]
    goes_on = _after_signatures([line.of(text) for line in lines], kinds)
    units: list[Unit] = []
    for row, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if (not kind or row in goes_on) and not _is_of_no_text(line.of(text)):
            units += [
                unit
                for unit in _units_of_line(text, line, row)
                if not (only_closes(unit.text) and not _is_a_clause(unit))
            ]
    return _continued(units, text)


def _after_signatures(lines: Sequence[str], kinds: Sequence[str]) -> set[int]:
    """Lines taken for signatures that are the second text: it may follow on the first one's with nothing that ends them.

    It begins with the first of the lines in its language that lead to a whole sentence.
    """
    found: set[int] = set()
    signed_in: Side | None = None
    for row, line in enumerate(lines):
        if kinds[row] != "signature":
            signed_in = None
        elif row - 1 in found:
            found.add(row)
        elif signed_in is None:
            signed_in = language_of(line)
        elif language_of(line) != signed_in and _says_something(line):
            start = row
            while kinds[start - 1] == "signature" and _may_lead(lines[start - 1], language_of(line)):
                start -= 1
            found |= set(range(start, row + 1))
    return found


def _may_lead(line: str, language: Side | None) -> bool:
    return language_of(line) == language and "__" not in line and not _CLOSES.search(line)


# The words with which an agreement closes; the other text may print them with the signatures, which are left out.
_CLOSES = re.compile(
    r"以资证明|以昭信守|兹证明|(?:立此|兹此|特此|以兹|以此)为[据证]|特此(?:签署|证明|立约)|\bin witness (?:whereof|hereof|thereof)\b|\bas witness\b"
    r"|^\s*(?:this agreement is )?(?:signed|executed|done|made) in [\w-]+ (?:\(\d+\) )?(?:originals?|counterparts?|copies|copy)\b|一式[^，。；]{1,8}份[^。；]{0,30}签[署订]"
    r"|^\s*(?:signed|executed)\b.{0,30}\bon behalf of\b|^\s*(?:signed|executed) by (?:the|their|its) (?:duly )?authori[sz]ed\b|^\s*(?:本(?:协议|合同))?由双方[^。；]{0,14}授权代表[^。；]{0,20}签[署订字]",
    re.IGNORECASE,
)


# "Signed for Party A, … by …", 甲方（授权代表签署）：: who signs, with no word of what anybody must do.
_SIGNS = re.compile(
    r"^\s*(?:(?:signed|executed|acknowledged)(?: and \w+)? (?:for|by|at|on)\b|for and on behalf of\b|for [^/]{2,80}/\s*代表|代表[^，。；：:]{2,40}[。：:]?\s*$|"
    r"[^，。；：:]{0,40}(?:签署|签字|签名|签章|盖章|授权代表|法定代表人)(?:[)）]|[人处栏页]|日期|时间|地点|姓名|或|及|盖章|签字|签名|[（(][^，。；：:]{0,8}){0,4}[：:])",
    re.IGNORECASE,
)
_REQUIRES = re.compile(
    r"\b(?:shall|may|must|will|agrees?|is|are|between|agreement)\b|(?<![供响对相反适])应(?!商)|须|得|将|可|同意|如下|以下|下列|本[协合]|由(?![^，。；]{0,24}(?:签署|签字|签名|签章|盖章))|于|之间|视为|承诺|保证(?!部)",
    re.IGNORECASE,
)


# "For Buyer: … Name: … Title: …", 买方：…… 姓名：…… 职务：……
_NAME_AND_TITLE = re.compile(
    r"\b(?:name|title)\s*:.{1,80}\b(?:name|title|date)\s*:|(?:姓名|职务|职位)[：:].{1,60}(?:姓名|职务|职位|日期)[：:]",
    re.IGNORECASE,
)


# "Customer contact 客户联系人: Head of External Supply, supply@norrvik.example": one value for both texts.
_LABELLED_IN_BOTH = re.compile(
    r"\s*(?:[A-Za-z][\w .&'’-]{1,40}[ /]+[㐀-鿿]{2,12}|[㐀-鿿]{2,12}[ /]+[A-Za-z][\w .&'’-]{1,40})\s*[:：](?:[^㐀-鿿]*|.*@.*)"
)


# "ASHGROVE BIOSIMILARS PLC          WUXI HUISHAN CO., LTD.": who signs, side by side.
_TWO_NAMES = re.compile(r"\s*[^a-z㐀-鿿|]*[A-Z][^a-z㐀-鿿|]*\s{4,}[^a-z㐀-鿿|]*[A-Z][^a-z㐀-鿿|]*")


def _is_of_no_text(line: str) -> bool:
    """Whether it belongs to both texts alike: who signs, or a value with its label in both languages."""
    return bool(_NAME_AND_TITLE.search(line) or _LABELLED_IN_BOTH.fullmatch(line) or _TWO_NAMES.fullmatch(line))


def only_closes(text: str) -> bool:
    """Whether it is one sentence, and that the words with which an agreement closes; or who signs."""
    if _SIGNS.match(text) and not _REQUIRES.search(text):
        return True
    return bool(_CLOSES.search(text)) and len(_STOP.findall(text)) <= 1


def _is_a_clause(unit: Unit) -> bool:
    """A numbered clause may ask for books "as witness" (以资证明), or name a signature, and closes nothing."""
    return any("." in label for label in unit.labels) or bool(unit.labels and bindings(unit.language, unit.text))


def _says_something(text: str) -> bool:
    """Whether it is a whole sentence of the agreement, as no line of a signature block is."""
    language = language_of(text)
    if language is None or "__" in text or _CLOSES.search(text):
        return False
    unit = Unit(language, Span(0, len(text)), text, 0)
    return unit.is_substance and unit.ends and bool(_STOP.search(text))


def _continued(units: list[Unit], text: str) -> list[Unit]:
    """A paragraph that a page broke into lines is one again; a number or a blank line starts the next."""
    alone = Counter(unit.row for unit in units)
    joined: list[Unit] = []
    for unit in units:
        last = joined[-1] if joined else None
        goes_on = (
            last is not None
            and last.language == unit.language
            and last.is_substance
            and not unit.labels
            and _is_pure(unit)
            and alone[unit.row] == alone[last.row] == 1
            and text[last.span.end : unit.span.start].strip(" \t") == "\n"
        )
        if last is not None and goes_on:
            span = Span(last.span.start, unit.span.end)
            joined[-1] = replace(last, span=span, text=span.of(text), row=unit.row)
        else:
            joined.append(unit)
    return joined


def _is_pure(unit: Unit) -> bool:
    """Hardly a word of the other language, unlike a form line or a row of a price table."""
    signs, words = len(_CJK.findall(unit.text)), len(_WORDS.findall(unit.text))
    return signs * 8 < words if unit.language == "en" else words * 4 < signs


def holds_both(unit: Unit) -> bool:
    """Whether it says what it says in both languages: "Signed for the Buyer / 买方签署："."""
    signs, words = len(_CJK.findall(unit.text)), len(_WORDS.findall(unit.text))
    return 2 * min(signs, words) >= max(signs, words)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\n\f]+", text):
        if match.group().strip():
            yield match.span()


def _units_of_line(text: str, line: Span, row: int) -> Iterator[Unit]:
    shared = ""
    for start, end in cells_of(text, line):
        cell = text[start:end]
        if not _CJK.search(cell) and not _LATIN.search(cell):
            # A column of numbers labels what stands beside it.
            shared = shared or cell.strip()
            continue
        for language, a, b in _stretches(cell):
            piece = text[start + a : start + b]
            lead = len(piece) - len(piece.lstrip(" \t/|"))
            span = Span(start + a + lead, start + a + len(piece.rstrip()))
            if span.start < span.end:
                yield (
                    _Numbered(language, span, span.of(text), row, shared)
                    if shared
                    else Unit(language, span, span.of(text), row)
                )


@dataclass(frozen=True)
class _Numbered(Unit):
    """A cell whose number stands in a cell of its own."""

    beside: str = ""

    @property
    def labels(self) -> frozenset[str]:
        return self._label[0] or label_of(self.beside + " ")[0]


def cells_of(text: str, line: Span) -> Iterator[tuple[int, int]]:
    """Bounds of the cells of a table row; a line that is no row is one cell."""
    start = line.start
    for match in _CELL.finditer(text, line.start, line.end):
        yield start, match.start()
        start = match.end()
    yield start, line.end


def _stretches(cell: str) -> list[tuple[Side, int, int]]:
    """The cell cut where its language changes, sentence by sentence."""
    stretches: list[tuple[Side, int, int]] = []
    for start, end in _sentences(cell):
        for a, b in _cut(cell, start, end):
            language = language_of(cell[a:b])
            if stretches and (language is None or language == stretches[-1][0]):
                stretches[-1] = (stretches[-1][0], stretches[-1][1], b)
            elif language:
                stretches.append((language, a if stretches else 0, b))
    # "KSM-1：4-氟科屈酸。KSM-2：(S)-维屈平醇。" is Chinese, though no one sentence of it says so.
    whole = language_of(cell) if not stretches else None
    return [(whole, 0, len(cell))] if whole else stretches


def _sentences(cell: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _STOP.finditer(cell):
        yield start, match.end()
        start = match.end()
    if start < len(cell):
        yield start, len(cell)


def _cut(cell: str, start: int, end: int) -> list[tuple[int, int]]:
    """One sentence, or two where an English one runs into a Chinese one without a stop."""
    sentence = cell[start:end]
    for pattern in (_ENGLISH_THEN_CHINESE, _CHINESE_THEN_ENGLISH):
        match = pattern.match(sentence)
        if not match:
            continue
        first, rest = match.group("first"), match.group("rest")
        english, chinese = (first, rest) if pattern is _ENGLISH_THEN_CHINESE else (rest, first)
        if len(_WORDS.findall(english)) >= _FEWEST_WORDS and _is_chinese(chinese):
            return [(start, start + len(first)), (start + len(first), end)]
    return [(start, end)]


def _is_chinese(text: str) -> bool:
    signs = len(_CJK.findall(text))
    return signs >= _FEWEST_SIGNS and signs * 3 > len(_LATIN.findall(text))


def language_of(text: str) -> Side | None:
    """By what most of it is written in: a Chinese sign weighs about as much as an English word."""
    signs, words = len(_CJK.findall(text)), len(_WORDS.findall(text))
    if not signs and not _LATIN.search(text):
        return None
    # pH 6.9至7.8: of whichever language what stands around it is.
    if signs and words == 1 and signs < _FEWEST_SIGNS and not _PROSE.search(text):
        return None
    return "zh" if signs > 1.2 * words else "en"
