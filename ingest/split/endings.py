"""How the text before a place ends: a finished sentence, a reference waiting for its number, a list that goes on."""

import re

REFERENCE = re.compile(
    r"(?:\b(?:sections?|articles?|clauses?|paragraphs?|sub-?sections?|exhibits?|schedules?|appendi(?:x|ces)|annex(?:es)?|nos?\.?|rule|part"
    r"|items?|table|page|chapter)|§|第)[\s\"“(]*$",
    re.IGNORECASE,
)
LEANING = re.compile(
    r"(?:\b(?:sections?|articles?|clauses?|paragraphs?|exhibits?|schedules?|and|or|to|through|with|under|in|of|by|than|the|see|nos?\.?|from|at)"
    r"|[,§(–-])\s*$",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[.;:!?。；：！？…][\"”’」)\]）_]{0,2}\s*$")
FINISHED = re.compile(r"(?:[.;:!?,。；：！？，…_][\"”’」)\]）]{0,2}|\b(?:and|or)|[\]\")”])\s*$")
COMMA = re.compile(r"[,，]\s*$")
RUNNING_ON = re.compile(r"[a-z,]\s*$")
LIST = re.compile(r"[;:,.]\s*(?:and\s|or\s)?\s*$")
STOP = re.compile(r"(?:[.:。：][\"”)]?\s*|\s{3,})$")
LOOKED_AT = 24


def ends_with(view: str, offset: int, ending: re.Pattern[str]) -> bool:
    """Whether the text before `offset` ends like that."""
    return ending.search(view[max(0, offset - LOOKED_AT) : offset]) is not None
