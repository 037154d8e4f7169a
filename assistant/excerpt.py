"""The words of a clause that answer: its best sentences, with what qualifies them, and the values they name."""

import re

from assistant.number_words import ENGLISH_NUMBER
from assistant.rank import SHAPES
from assistant.sentences import sentence_bounds
from assistant.signals import stems
from assistant.understand import Question, holds
from ingest.document import Clause, Span

LONGEST, SHORTEST = 600, 30
_CARRIES_ON = re.compile(
    r"(?i)^\W*(?:provided|unless|except|however|notwithstanding|subject to|if\b|in (?:that|such) (?:case|event)|such\b|但|除|如)"
)
_IN_WORDS = rf"\b(?:{ENGLISH_NUMBER}(?:\sand\sa\s(?:half|quarter))?)\s"
_VALUE = {
    "duration": re.compile(
        r"(?i)(?:[a-z]+(?:-[a-z]+)?\s*\(\d+\)|\d+|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|sixty|ninety)\b)"
        r"(?:\s|-)*(?:\(\w+\)\s*)?(?:full |business |working |calendar |Business |Working )?(?:days?|months?|weeks?|years?|hours?)\b"
        r"|[\d一二三四五六七八九十百]+\s*(?:个?工作日|日|天|个月|年|周|小时)"
    ),
    "amount": re.compile(
        r"(?i)(?:"
        + _IN_WORDS
        + r"(?:per\s?cent\s)?)?\(\d[\d.]*\s?%\)|\b(?:USD|EUR|CHF|GBP|RMB|CNY)\s?\d[\d.,]*\d|(?:US)?[$€£¥]\s?\d[\d.,]*(?:\s?(?:million|billion|thousand))?|\b\d[\d.,]*\s?(?:%|percent|per cent)"
        r"|\b\d[\d,]*\s(?:units|kg|kilograms|batches|litres|liters)|百分之[一二三四五六七八九十百]+|人民币[^，。；]{1,14}元"
    ),
    "date": re.compile(
        r"(?i)\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+\d{1,2},?\s+\d{4}"
        r"|\b\d{1,2}\s+(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+\d{4}|\d{4}年\d{1,2}月(?:\d{1,2}日)?"
    ),
    "law": re.compile(
        r"laws? of (?:the )?[A-Z][\w ,]{2,50}?(?=[,.;]| without| and )|(?:中华人民共和国|香港|英格兰)[^，。；]{0,10}法律?"
    ),
}

_HOW_OFTEN = re.compile(r"(?i)how (?:often|frequently|many times)|几次|多(?:久|长时间)[^，。？?]{0,8}一次|频率")
_FREQUENCY = re.compile(
    r"(?i)\b(?:no more than |not more than |at least )?(?:once|twice|(?:one|two|three|four) times?)\s(?:a|an|per|each|every|in|during)\b[^,.;]{0,40}?(?:years?|quarters?|months?|weeks?)\b"
    r"|\b(?:annually|quarterly|monthly|weekly)\b|每[^，。；]{0,6}[一二两三四\d]+次"
)


def best_span(question: Question, clause: Clause) -> Span:
    """The stretch of the document that answers best: one sentence, with the next one when that qualifies it."""
    sentences = sentence_bounds(clause.text)
    wanted = [shape for shape in SHAPES if shape in question.wants]
    own, wider = set(question.own), set(question.wider)

    def weight(span: tuple[int, int]) -> float:
        text = clause.text[span[0] : span[1]]
        words = set(stems(text))
        fits = sum(holds(shape, text) for shape in wanted)
        says_little = len(text) < SHORTEST or _is_title(text, clause)
        return len(own & words) + 0.35 * len(wider & words) + 1.5 * fits - (2 if says_little else 0)

    best = max(range(len(sentences)), key=lambda i: weight(sentences[i]))
    start, end = sentences[best]
    while (
        best + 1 < len(sentences)
        and _CARRIES_ON.match(clause.text[sentences[best + 1][0] :])
        and sentences[best + 1][1] - start <= LONGEST
    ):
        best += 1
        end = sentences[best][1]
    return Span(clause.span.start + start, clause.span.start + end)


def _is_title(text: str, clause: Clause) -> bool:
    """Whether these are the clause's number and title, which answer nothing themselves: "10.3 Other Cases for Termination." """
    bare = " ".join(text.split()).removeprefix(clause.number).strip(" .:").casefold()
    return bool(bare) and bare in " ".join(clause.heading.split()).casefold()


def values_in(text: str, question: Question) -> list[str]:
    """Periods, amounts, dates or the law that a text names, of the kinds the question wants, without repeats."""
    patterns = [_VALUE[shape] for shape in SHAPES if shape in question.wants]
    if _HOW_OFTEN.search(question.text) and _FREQUENCY.search(text):
        patterns = [_FREQUENCY]
    found = [" ".join(match.group().split()) for pattern in patterns for match in pattern.finditer(text)]
    return list(dict.fromkeys(found))
