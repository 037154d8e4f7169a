"""How strongly a word binds: what must not be done, what need not, and what only should.

    need not release the batch   ·   不得放行该批次     ──▶  English leaves it open, Chinese forbids it
    should give notice           ·   须提前通知         ──▶  English recommends what Chinese requires

`duties.py` tells "may" from "shall", `denials.py` what one text denies and the other does not.
"""

import re
from collections.abc import Iterator

from assistant.bilingual.facts import LANGUAGE_NAMES, Kind, Side
from assistant.bilingual.modals import MAY, neutral, plainly
from assistant.bilingual.pair import OTHER, SIDES, Difference, PairOfTexts
from assistant.bilingual.sentences import is_in_order

_Both = dict[Side, re.Pattern[str]]


def _both(english: str, chinese: str) -> _Both:
    return {"en": re.compile(english, re.IGNORECASE), "zh": re.compile(chinese)}


_NEED_NOT = _both(
    r"\bneeds? (?:not|never)\b|\b(?:not|never|nor)(?: be| \w+ly| thereby| itself)? (?:obliged|required|bound|obligated|compelled) to\b"
    r"|\b(?:not|no|without|nor)(?: be)?(?: under)?(?: any| an| a| further)? (?:obligation|duty|need) (?:to|on)\b|\b(?:do|does|shall|will) not (?:have|need) to\b|\b(?:not|nor) (?:be )?(?:mandatory|compulsory)\b",
    r"[无毋不勿][须需庸](?!求)|不必(?!要)|(?:无|没有|不负有?|不承担|不具有)(?:任何)?[^，。；]{0,12}?义务|可不(?!撤)|可以不|有权不",
)
# What lets one off in other words.
_LETS_OFF = _both(
    r"\bneed\w*\b|\b(?:oblig|requir|bound|compel|liab|exempt|excus|reliev|releas|discharg|free|dispens|optional|voluntar|responsib|without|waiv|payable|due|immun|harmless|entitle|owe)\w*|\bnot? (?:have|\w+ (?:charge|cost|fee|consent|notice|reason)s?)\b|\bhas? no\b",
    r"[无毋勿][须需庸]?|不[须需必]|义务|免|不负|不承担|可不|可以不|有权不|不要求|自愿|强制|任意",
)
# "Shall not refuse" forbids a party something; "no fee shall be payable" forbids nobody anything.
_MUST_NOT = _both(
    r"\b(?:shall|may|must|will)(?: (?:\w+ly|also|then|thereby|itself|themselves))? not (?!be\b|require|constitute|affect|apply|relieve|oblige|have\b|prevent|preclude|limit|entitle|incur|bear|owe|pay|include|extend|exceed|amount|release|discharge|bar\b|debar|exempt|excuse|deprive|prejudice|impair|hinder|restrict|diminish|imply|operate|count|cover|run\b|lapse|expire)"
    r"|\b(?:is|are) (?:not (?:permitted|allowed|free|at liberty) to|prohibited from|forbidden)\b|\bneither party (?:shall|may|must|will) (?!be\b|have\b|incur|bear|owe)",
    r"不得(?!不)|不可(?![抗撤分取避逆转预缺])|禁止|严禁|无权|不许|不准|不允许|切勿",
)
_FORBIDS = _both(
    r"\b(?:not|never|no|none|nobody|nothing|neither|nor|cannot|only|without|prohibit\w*|forbid\w*|refrain\w*|abstain\w*|unless|until|preclud\w*|barred|exclud\w*)\b|n['’]t\b",
    r"不(?![须需必])|未|勿|禁|无权|非|仅|只|方可|才|除|避免|防止|限",
)
# Not "should the order be late", "knew or should have known", "a property that should remain".
_NO_ADVICE = r"(?<!or )(?<!that )(?<!which )(?<!who )"
_SHOULD = _both(
    _NO_ADVICE
    + r"(?<=[\w)’'\"”] )should(?: not)?(?:,? (?:(?:wher|when)ever|where|if|as far as|as a rule|in principle|normally|ideally|preferably|generally|so far as|rather|also)\b|(?! (?:any|the|an?|it|he|she|they|we|you|this|that|these|those|such|no|not|either|both|one|there|its|their|his|another|other|some|all|have|(?-i:[A-Z])\w*)\b)| not\b)"
    r"|\b(?:is|are) (?:encouraged|recommended|advised|invited) (?:not )?to\b|\bpreferably\b|\bwhere (?:it|they|he|we|you) can\b(?! be\b)",
    r"不宜|(?<![适便事合相权机])宜(?![昌宾家兴])|最好(?!的)|鼓励|原则上",
)
_MEANS = re.compile(r"\bmeans\b")
# "Grounds to believe that there should be a recall": what somebody holds, no advice.
_HOLDS = re.compile(
    r"\b(?:believ|consider|think|thought|opinion|view|determin|decid|decision|agree|satisf|conclu|recommend)\w*\b[^.;]{0,60}?\bshould\b|\bthere should\b",
    re.IGNORECASE,
)
_ADVISES = _both(
    r"\b(?:should|ought|possib\w*|practicab\w*|feasib\w*|endeavou?r\w*|efforts?|best|prefer\w*|recommend\w*|encourag\w*|advis\w*|principle|reasonabl\w*|suitab\w*|appropriate\w*|"
    r"try|tries|aim\w*|seek\w*|attempt\w*|urg\w*|invit\w*|propos\w*|suggest\w*|convenien\w*|may(?! not)|un(?!der|it|til|less)\w+|incentiv\w*|promot\w*|expect\w*|general\w*|normal\w*|ordinar\w*|usual\w*|rule|unsuitable|inadvisable|fit)\b",
    r"宜|最好|尽|建议|鼓励|原则|力争|争取|可能|可行|设法|尝试|试图|推荐|优先|应当?(?:已|[知预发]|能够)|希望|倡|提倡|一般|通常|若能|如能|愿|力求|努力|首选|期望|能够|邀请|方便",
)

# Weaker still: what one only means or tries to do. Much else can say as much.
_TRIES = _both(
    r"\bin principle\b|\bas a rule\b|\bwould (?:like|prefer) to\b|\b(?:is|are) (?:prepared|willing|ready) to\b|\b(?:intend|plan)s? to\b|\b(?:will|shall|must) (?:try|endeavou?r|seek|attempt|strive|aim) to\b"
    r"|\b(?:if|where|as far as|so far as|whenever|wherever) (?:at all |reasonably )?possible\b|\bideally\b|\bmight\b|\bmay (?:be )?(?:deem|treat|regard|consider)\w*",
    r"力争|力求|希望|期望|尽可能|尽量|尽力|酌情|(?<![不未])可(?:以)?(?:被|将其)?视[为同]",
)
_TRIES_TOO = _both(
    _ADVISES["en"].pattern
    + r"|\b(?:willing|ready|prepared|plan|intend|intention|effort|hope|wish|want|would|can|could|discretion|option|entitled|free|likely|desir|propos|elect|choose|consider|if)\w*",
    _ADVISES["zh"].pattern + "|寻求|谋求|愿|计划|拟|预计|希|打算|可|能|会|倘|若|如|准备|将|意|欲|得|有权",
)

# Whatever of a Chinese sentence might permit something; where none of it stands, nothing answers to "may".
_MIGHT_PERMIT = re.compile(
    "[可得能允许准权酌容供愿享会如若倘才意仅只]|约定|[应须需]当?[^，。；]{0,16}(?:通知|告知|批准)|自由|自行|选择|任意|任择|随时|决定|认为|要求|以防|提前|为限|至多|最多|不超过|不多于|以内"
)


_PERMITTED = f"The {LANGUAGE_NAMES['zh']} text permits"


def differing_forces(texts: PairOfTexts) -> Iterator[Difference]:
    """Where one text leaves open or advises what the other forbids or requires."""
    for pair in texts.matched:
        # One text may end a sentence where the other goes on after a semicolon.
        both = texts.beyond_semicolons(pair)
        words: dict[Side, str] = {side: texts.with_lonely(both, side) for side in SIDES}
        whole: dict[Side, str] = {side: texts.text(side) for side in SIDES}
        beside = words if is_in_order(texts.sentences) else whole
        told = _told(words, whole) or _permits_alone(pair.text("en"), beside["zh"])
        if told:
            kind: Kind = "negation" if told.startswith(_PERMITTED) else "modality"
            yield Difference(kind, told, pair.bounds("en"), pair.bounds("zh"))


def _more(here: _Both, there: _Both, side: Side, *texts: dict[Side, str]) -> bool:
    """Whether this text has more of it than the other, in the sentence and in the whole paragraph."""
    return all(len(here[side].findall(t[side])) > len(there[OTHER[side]].findall(t[OTHER[side]])) for t in texts)


def _permits_what_is_forbidden(side: Side, texts: dict[Side, str]) -> bool:
    """Whether this text permits something more and the other, which denies no less in any way, forbids something."""
    other = OTHER[side]
    plain: dict[Side, str] = {s: plainly(texts[s]) for s in SIDES}
    permits = len(MAY[side].findall(plain[side])) > len(MAY[other].findall(plain[other]))
    denied: dict[Side, int] = {s: len(_FORBIDS[s].findall(neutral(plain[s]))) for s in SIDES}
    forbids: dict[Side, int] = {s: len(_MUST_NOT[s].findall(texts[s])) for s in SIDES}
    return permits and forbids[other] > forbids[side] and denied[other] > denied[side]


def _permits_alone(english: str, chinese: str) -> str | None:
    permission = MAY["en"].search(plainly(english))
    if permission and not _MIGHT_PERMIT.search(chinese):
        return f"Only the English text permits it (“{permission.group()}”)."
    return None


def _told(words: dict[Side, str], whole: dict[Side, str]) -> str | None:
    for side in SIDES:
        here, there, other = LANGUAGE_NAMES[side], LANGUAGE_NAMES[OTHER[side]], OTHER[side]
        opened, closed = _NEED_NOT[side].search(words[side]), _MUST_NOT[other].search(words[other])
        if (
            opened
            and closed
            and _more(_NEED_NOT, _NEED_NOT, side, words, whole)
            and _more(_MUST_NOT, _MUST_NOT, other, words, whole)
        ):
            return f"The {here} text leaves open (“{opened.group()}”) what the {there} text forbids (“{closed.group().strip()}”)."
        if side == "zh" and _permits_what_is_forbidden(side, words) and _permits_what_is_forbidden(side, whole):
            return f"{_PERMITTED} what the {there} text forbids."
        if (
            side == "en"
            and opened
            and not _LETS_OFF[other].search(words[other])
            and _more(_NEED_NOT, _NEED_NOT, side, words, whole)
        ):
            return f"Only the {here} text leaves it open (“{opened.group()}”)."
        advised = _SHOULD[side].search(_HOLDS.sub(" ", words[side]))
        tried = _TRIES[side].search(words[side])
        if tried and not _TRIES_TOO[other].search(words[other]):
            return f"Only the {here} text leaves it at that (“{tried.group()}”)."
        if advised and not _MEANS.search(words["en"]) and not _ADVISES[other].search(words[other]):
            return f"Only the {here} text merely advises it (“{advised.group().strip()}”)."
    return None
