"""Whether somebody must agree, be heard, or only be told: consent, consultation, notice and receipt are four different steps.

    only after consultation with the Buyer   ·   仅在买方同意后     ──▶  English consults, Chinese needs a consent

One text may well have a step more than the other ("the consent" said twice); but where it has more of one step and less of
another, one stands for the other.
"""

import re
from collections.abc import Iterator
from typing import Literal

from assistant.bilingual.facts import LANGUAGE_NAMES, Side
from assistant.bilingual.pair import OTHER, SIDES, Difference, PairOfTexts
from assistant.bilingual.pronouns import points_back
from assistant.bilingual.whole_words import every

Step = Literal["consent", "consultation", "notice", "receipt", "objection", "instruction", "acceptance"]
_ITS = r"(?:[\w’'-]+ ){0,3}?"
# "The agreement of the parties" is a consent, "this Agreement" a document; "approved vendors" are a list.
_STEPS: dict[Step, dict[Side, str]] = {
    "consent": {
        "en": r"\b(?:consent(?:s|ed|ing)?|approv(?:als?|e|es|ing)|approved(?! (?:list|vendor|sub|supplier|source|manufact|carrier|site|facilit|person))"
        r"|(?:ha(?:s|ve)|is|are|been|was|were|unless|until|if|not|parties?|client|buyer|company) (?:first |previously |both |expressly |so )*agree[sd]?(?! as follows)|\bagree with (?:the )?(?:[A-Z]\w+|part(?:y|ies)|other)"
        r"|(?<!this )(?<!entire )(?<!whole )(?<!complete )agreement (?:of|with|between|from)|(?:(?:prior|written|express|mutual|joint)|['’]s) (?:written )?(?:agreement|authori[sz]ation)"
        r"|authori[sz]ation (?:of|from|by)|authori[sz]ed (?:in (?:writing|advance)|by)|permission|concurrence|sign(?:s|ed)?[- ]off|assent(?:s|ed)?"
        r"|green light|go-ahead|blessing|clearance (?:of|from|by)|says? yes)\b",
        "zh": r"同意(?![图义味])|(?:批准|核准)(?!文号|(?:的?(?:场地|供应商|供货商|厂|名单|清单|分包商|来源)))|(?<!经)认可(?!的(?:机构|检|实验))|审批|审核通过|点头|首肯|核可|签认|审定|书面约定|另行约定|书面商定|允准|授权(?=[，。；、后方]|书面)|书面授权|达成一致|协商一致|商定",
    },
    "consultation": {
        "en": r"\b(?:consult(?!an)\w*(?! (?:and|or) cop)(?! (?:the |its |their |such |all |any )?(?:\w+ )?(?:records?|books?|files?|archives?|registers?)\b)|confer(?:s|red|ring)? with|discuss(?:es|ed|ing|ions?)?|"
        + rf"(?:seek|sought|ask for|obtain|hear|invite|take|consider)\w* {_ITS}(?:views?|opinions?|comments?|advice|input)|talk(?:s|ed|ing)? (?:it |them |this )?(?:over |through )?(?:to|with)|(?:friendly|amicable|by) talks"
        # "All prior negotiations" are 此前的磋商.
        r"|negotiations?(?= (?:and|or|between|with|understanding)|,)"
        r"|(?:chance|opportunity|invited?|time|right) to (?:be heard|comment|express)|liais\w*|sounds? out|(?<=after )hearing)\b",
        "zh": r"协商(?!一致)|征询|征求(?!同意)[^，。；]{0,10}意见|咨询(?!费|服务|顾问|公司|师)|听取|磋商|商[量讨议洽](?!价)|会商|讨论|征得[^，。；]{0,8}意见|沟通|洽商|发表意见|商同|提出意见|意见的机会",
    },
    "notice": {
        "en": r"\b(?:notif(?:y|ies|ied|ications?|ying)|notices?(?! period)|inform(?:s|ed|ing)?(?! consent)|told|tell(?:s|ing)?|appris\w+|alert(?:s|ed|ing)?"
        r"|advis(?:e|es|ed|ing) (?:the |its |that |of |in |party|client|buyer|us|you)|(?:let|lets|letting) (?:[\w’'-]+ ){1,3}know|mak\w+ (?:[\w’'-]+ ){1,3}aware)\b",
        "zh": r"通知(?![期单方])|告知|知会|通报|告诉|函告|通告|报备|报知|示警|警示",
    },
    "receipt": {
        "en": r"\b(?:acknowledg(?:(?:e|es|ed|ing)(?: (?:of )?receipt| in writing)?(?! that)|ements? (?:of|by|from|in writing))|(?:prior|written) receipt|confirm\w* (?:of )?receipt)\b",
        "zh": r"确认收[到悉讫]|收悉|回执|签收|确认已收|确认其?已?知悉",
    },
    "objection": {"en": r"\bobject(?:s|ed|ing|ions?)?(?! of)\b", "zh": r"异议|反对"},
    "acceptance": {"en": r"\baccept(?:s|ed|ing|ance)?\b", "zh": r"接受|接纳|承接"},
    "instruction": {
        "en": r"\b(?:instruct(?:s|ed|ing|ions?)?|(?:prior |written |['’]s )directions?|direct(?:ed|ions?) (?:of|by|from))\b",
        "zh": r"指示|指令",
    },
}  # fmt: skip
_COUNTED: dict[Step, dict[Side, re.Pattern[str]]] = {
    step: {side: re.compile(shape, re.IGNORECASE) for side, shape in of.items()} for step, of in _STEPS.items()
}
# Steps that are mistaken for one another; a consent and an objection may be one thing said twice.
_EXCHANGED: tuple[frozenset[Step], ...] = tuple(
    frozenset(two)
    for two in (
        ("consent", "consultation"),
        ("consent", "notice"),
        ("consent", "receipt"),
        ("consent", "objection"),
        ("consent", "instruction"),
        ("consultation", "notice"),
        ("acceptance", "receipt"),
    )
)  # fmt: skip
_SAYS: dict[Step, str] = {
    "consent": "a consent", "consultation": "a consultation", "notice": "a notice",
    "receipt": "an acknowledgement of receipt", "objection": "an objection", "instruction": "an instruction",
    "acceptance": "an acceptance",
}  # fmt: skip


def differing_steps(texts: PairOfTexts) -> Iterator[Difference]:
    """Where one text needs a consent and the other a consultation, a notice or a receipt, or one consults and the other does not."""
    for pair in texts.matched:
        whole = texts.beyond_semicolons(pair)
        words: dict[Side, str] = {side: texts.with_lonely(whole, side) for side in SIDES}
        if reason := _step_for_another(words):
            yield Difference("condition", reason, pair.bounds("en"), pair.bounds("zh"), "step for another")
        elif reason := _unanswered(words, {side: texts.text(side) for side in SIDES}):
            yield Difference("condition", reason, pair.bounds("en"), pair.bounds("zh"), "step")


def _step_for_another(words: dict[Side, str]) -> str | None:
    more = {
        side: {step for step in _COUNTED if _times(step, side, words) > _times(step, OTHER[side], words)}
        for side in SIDES
    }
    for en in more["en"]:
        for zh in more["zh"]:
            if frozenset((en, zh)) in _EXCHANGED:
                return f"The English text has {_SAYS[en]} where the Chinese text has {_SAYS[zh]}."
    return None


def _times(step: Step, side: Side, words: dict[Side, str]) -> int:
    return sum(1 for _ in every(_COUNTED[step][side], words[side], side))


# What a text that lacks a consultation may say instead, and a consultation that is surely one.
_SURELY: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\bconsult(?!an)\w*(?! (?:and|or) cop)(?! (?:the |its |their |such |all |any )?(?:\w+ )?(?:records?|books?|files?|archives?|registers?)\b)|\bdiscuss(?:ed|ing|ions? with)?\b|\bconfer(?:s|red|ring)? with\b", re.IGNORECASE),
    "zh": re.compile(r"(?<!重新)(?<!先)协商(?!一致)|征求(?!同意)[^，。；]{0,10}意见|征询[^，。；]{0,10}意见|听取[^，。；]{0,10}意见|磋商|商[量讨议]"),
}  # fmt: skip
_PERHAPS: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:(?:re-?)?negotiat|talk|hear|view|opinion|comment|confer|advice|advis|deliberat|amicabl|agree|consider|consult|input|meet|joint|together|liais|"
        r"co-?ordinat|settl|sp[eo]ak|spoke|discuss|resolv|review|ask|sound|work (?:with|out)|bargain|good faith|quer|inquir|enquir|offer|dialogue|mutual)",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"商|意见|谈|议|沟通|论|参考|咨询|征|听|会同|共同|询|请教|磋"),
}


def _unanswered(words: dict[Side, str], whole: dict[Side, str]) -> str | None:
    for side in SIDES:
        said, other = _SURELY[side].search(words[side]), OTHER[side]
        # "If this fails" is 协商未果的.
        there = whole if points_back(words["en"]) else words
        if said and not _PERHAPS[other].search(there[other]):
            return f"Only the {LANGUAGE_NAMES[side]} text has a consultation (“{said.group()}”)."
    return None
