"""Follow-up questions: "and the supplier?" is understood as the question before it, asked anew."""

import re

from assistant.words import asked_things

_OPENS = re.compile(
    r"(?i)^\s*(?:and|but|so|what about|how about|and what|then|also|same for|no,|i mean|i meant|ok|okay|why|really)\b|"
    r"^(?:那|那么|还有|如果|为什么|它|他们|这个|那个)|呢[？?]?\s*$"
)
_POINTS_BACK = re.compile(
    r"(?i)\b(?:it|that|this|those|these|they|them|he|she|one|ones|same|either)\b|它|他们|这个|那个"
)
_CORRECTION = re.compile(r"(?i)^\s*(?:(?:no\b|sorry\b|rather\b|i meant?\b|not that\b|不是|我是说|我指)[\s,，.]*)+")
_SHORT = 7


def completed(question: str, previous: str) -> str:
    """The question to search for: alone when it stands alone, else together with the one before.

    >>> completed("What about the supplier?", "Who insures the goods?")
    'Who insures the goods? What about the supplier?'
    """
    if previous and _CORRECTION.search(question):
        return _CORRECTION.sub("", question).strip(" ,.") or question
    if not previous or not leans_on_before(question):
        return question
    return f"{previous.strip()} {question.strip()}"


def leans_on_before(question: str) -> bool:
    """Whether a question cannot be understood alone."""
    words = re.findall(r"[A-Za-z'-]+|[一-鿿]", question)
    if _OPENS.search(question):
        return len(words) <= 3 * _SHORT
    # Who "they" are does not matter where the subject is named: "do they hold a safety stock?" stands alone.
    named = len(asked_things(question))
    return named == 0 or (named == 1 and bool(_POINTS_BACK.search(question) or len(words) <= 3))
