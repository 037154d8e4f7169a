"""What the words that answer state, in one line above them: who is bound to what, the value asked for, and on which conditions.

    "Payment is due within 45 days after receipt, unless Customer disputes the invoice in good faith."
    ->  **within 45 days after receipt** · only as far as: *unless Customer disputes the invoice in good faith*

Every word is the document's own: values with what they run from, conditions as they stand.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.excerpt import values_in
from assistant.understand import Question, is_chinese

MOST_VALUES, MOST_CONDITIONS = 3, 3
FEWEST_WORDS = 3
LONGEST_ANCHOR, LONGEST_CONDITION, LONGEST_DUTY = 70, 200, 110
# "not be less than" turns round without its "not".
_BEFORE = re.compile(
    r"(?i)(?:\b(?:(?:(?:no|not|never)\s+(?:be\s+|to\s+be\s+)?)?(?:less|fewer|more|greater|later|longer|earlier|sooner)\s+than|(?:not\s+(?:to\s+|be\s+)?)?exceed(?:ing)?|in excess of|"
    r"at (?:least|most)|up to|equal to|(?:not\s+)?(?:within|after|before|every|for)|(?:a\s+)?(?:minimum|maximum|period|term|rate) of)\s+(?:a\s+)?(?:period\s+of\s+)?)+$"
)
_ANCHOR = re.compile(
    r"(?i)^[’']?\s*(?:(?:(?:prior|advance|written)\s+){0,2}notice\b[^,;.:()]*|(?:after|from|of|following|prior to|before|in advance of|per|for each|in any|in the|in respect of|above|over|thereafter)\b[^,;.:()]*|each\b[^,;.:()]*|thereafter\b)"
)
_LOOSE_END = re.compile(
    r"(?:\s+(?:for|within|of|is|are|at|by|to|on|in|a|an|the|not|no|than|upon|and|or|given|up|such))+$"
)
# What an anchor does not reach over: the next duty, the next thing, a condition.
_ENDS_ANCHOR = re.compile(
    r"(?i)\s(?:and|or|but|if|unless|provided|subject to|except|in (?:the event|case)|shall|will|must|may|which|that|for as long|as long|only)\b"
)
_AFTER_ZH = re.compile(r"^[^，。；：]{0,30}")
_BEFORE_ZH = re.compile(r"[^，。；：\s]{0,40}$")
# Words that make what follows a condition; what stands before them says where they may begin.
_CONDITION = re.compile(
    r"(?i)(?:^|(?<=[\s,;(]))(?:(?:but )?only (?:if|after|when|where|to the extent|upon)|(?:and |but )?provided,?(?: however,?)?(?: further,?)? that|provided(?=,? (?:the|it|such|in)\b)|"
    r"on (?:the )?condition that|unless|except(?:ing)? (?:that|as|for|in|to|where|when|with|if)\b|(?:but )?(?:subject to|notwithstanding)\b|(?:if|where)(?= (?:and|the|a|an|any|it|either|no|such|there|neither|both|not|one|all|in|[A-Z]))|"
    r"in (?:the event|case)\b|in (?:such|that) (?:event|case)\b|(?<!for )(?:so|as) long as|to the extent\b|until\b|other than\b|save (?:for|as|that|where)\b|however\b|but\b(?= (?:not|shall|in no|may|only|the|such|if)\b))"
)
_CONDITION_ZH = re.compile(
    r"(?:但|除非|除[^，。；]{1,40}(?:外|以外)|如果?(?!下)|若|在[^，。；]{2,30}(?:情况|情形|前提|条件)下|仅(?:在|限)|以[^，。；]{2,30}为(?:限|前提|条件))[^。；]*"
)
_STOP = re.compile(
    r"[;.](?=\s|$)|,(?=\s+(?:then\s+)?(?:the (?:other|non-\w+) party|[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?|each party|either party|neither party|such party|it|they|he|we|this|these|the \w+)\s+(?:shall|may|must|will|agrees?|is|are|has|have)\b)"
)
_NAME = r"(?:(?:[Ee]ach|[Ee]ither|[Nn]either|[Bb]oth|[Tt]he (?:other|[Nn]on-?\w+|\w+ing)|[Aa]|[Tt]he|[Ss]uch) [Pp]art(?:y|ies)|[Tt]he Parties|(?:[Tt]he )?[A-Z][\w&’'.-]*(?:\s(?:and|or|&)?\s?[A-Z][\w&’'.-]*){0,3})"
_DUTY = re.compile(
    rf"(?P<who>{_NAME})\s+(?P<does>(?:hereby\s+)?(?:shall|must|may|will|agrees?\s+to|undertakes?\s+to|is\s+(?:entitled|required|obliged|obligated)\s+to|has\s+the\s+right\s+to)\b(?:\s+(?:not|also|only|promptly|at all times))?\s+[a-z][^,;.:]*)"
)


@dataclass(frozen=True)
class Statement:
    """One sentence read: values as shown, who is bound or allowed, and what it hangs on."""

    values: tuple[str, ...]
    duty: str
    conditions: tuple[str, ...]


def statement_of(text: str, question: Question) -> Statement:
    """What a quote states of what the question wants."""
    text = " ".join(text.split())
    values = tuple(_with_anchor(text, value) for value in values_in(text, question)[:MOST_VALUES])
    # A law binds nobody to anything: its own name says all.
    duty = "" if "law" in question.wants else _duty(text, values)
    return Statement(values, duty, conditions_in(text))


def conditions_in(text: str) -> tuple[str, ...]:
    """The stretches of a text that begin with a word of condition, in order, as they stand.

    >>> conditions_in("It is due at once, unless Customer objects; provided that it pays the rest.")
    ('unless Customer objects', 'provided that it pays the rest')
    """
    if is_chinese(text):
        found = [match.group() for match in _CONDITION_ZH.finditer(text)]
        return tuple(dict.fromkeys(_cut(words, LONGEST_CONDITION) for words in found))[:MOST_CONDITIONS]
    starts = [match.start() for match in _CONDITION.finditer(text)]
    found = []
    for start, following in zip(starts, [*starts[1:], len(text)][: len(starts)], strict=True):
        stop = _STOP.search(text, start, following)
        words = text[start : stop.start() if stop else following].strip(" ,;(")
        if len(words.split()) > 2:
            found.append(_cut(words, LONGEST_CONDITION))
    return tuple(dict.fromkeys(found))[:MOST_CONDITIONS]


def told(statements: Sequence[Statement], chinese: bool) -> str:
    """The line above the quotes, in Markdown; nothing when no value was asked for or none is named."""
    from assistant.report.as_markdown import escape_markdown

    parts = []
    for one in statements:
        if not one.values:
            continue
        named = "; ".join(f"**{escape_markdown(value)}**" for value in one.values)
        lead = f"{escape_markdown(one.duty)}: {named}" if one.duty else named
        hangs = [words for words in one.conditions if not any(words in value for value in one.values)]
        if hangs:
            label = "条件" if chinese else "Conditions" if len(hangs) > 1 else "Condition"
            lead += f". {label}: " + "; ".join(f"*{escape_markdown(words)}*" for words in hangs)
        parts.append(lead)
    opening = "所载内容：" if chinese else "Named here: "
    return opening + (". ".join(parts)).rstrip(".") + ("。" if chinese else ".") if parts else ""


def _with_anchor(text: str, value: str) -> str:
    """A value with the words that say from when, per what, at most or at least."""
    start = text.find(value)
    if start < 0:
        return value
    before, after = text[:start], text[start + len(value) :]
    if is_chinese(text):
        return _last(_BEFORE_ZH, before) + value + _first(_AFTER_ZH, after)
    words = _first(_ANCHOR, after)
    end = _ENDS_ANCHOR.search(words)
    words = words[: end.start()] if end else words
    return _last(_BEFORE, before) + value + _cut(_LOOSE_END.sub("", words.rstrip()), LONGEST_ANCHOR)


def _duty(text: str, values: Sequence[str]) -> str:
    """Who shall or may do what, from the part of the sentence that leads to the first value."""
    # A Chinese value is shown with the whole of its clause, which names who.
    if not values or is_chinese(text):
        return ""
    place = text.find(values[0])
    leading = [match for match in _DUTY.finditer(text) if match.start() < max(place, 1)]
    if not leading:
        return ""
    match = leading[-1]
    end = min(match.end(), place) if place > match.start("does") else match.end()
    words = text[match.start() : end].rstrip(" ,;:(")
    words = _LOOSE_END.sub("", words)
    # "shall be entitled" alone says nothing of what to.
    enough = len(words[match.end("who") - match.start() :].split()) > FEWEST_WORDS
    return _cut(words, LONGEST_DUTY) if enough else ""


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.match(text)
    return match.group() if match else ""


def _last(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match.group() if match else ""


def _cut(words: str, longest: int) -> str:
    """Cut at a word where it is too long."""
    if len(words) <= longest:
        return words
    return words[:longest].rsplit(" ", 1)[0].rstrip(" ,;") + " …"
