"""Whether a sentence that a model wrote is borne out by the clauses it names: its quotes, its numbers, its words.

Words alone prove little: "Customer pays Supplier" holds the words of its opposite. So the sentences of the clause that are
nearest to what was said must have the same side act, the same measures, and no "not" more or less (`claims.py`).
"""

import re
from collections.abc import Sequence

from assistant.claims import acts, denied_by, done_by_another, exchanged, in_another_measure, measures
from assistant.locate import locate
from assistant.number_words import ENGLISH_NUMBER, chinese_number, english_number
from assistant.retrieve import Passage
from assistant.sentences import sentence_bounds
from assistant.understand import is_chinese
from assistant.words import query_tokens, wider_tokens

SHARE = 0.5
"""Of a sentence's telling words that must stand in the clauses it names."""
SHARE_UNNAMED, FEWEST_WORDS = 0.75, 4
"""The same for a sentence that names no clause, and how many telling words it must have."""
FEWEST_NEWS, SHARE_WITH_THE_QUESTION = 2, 0.4
"""Telling words that a sentence must add to its question to be judged by them alone, and the share of all it still needs."""
BRIDGED, BRIDGED_UNNAMED = 2, 4
"""Words that must be shared across two languages, by way of the glossary."""
SHORTEST_QUOTE = 12
NEARLY = 0.8
"""Sentences of a clause that share so much of what the nearest one shares are read with it."""
_KIND_OF_PARTY = re.compile(r"(?i)\b((?:non-)?[a-z]+(?:ed|ing))\s+party\b")
_QUOTED = re.compile(r"[“\"「『]([^”\"」』]+)[”\"」』]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_DENIED = re.compile(
    r"(?i)(?:\bnot|\bnever|\bcannot|n't)\s+((?:be\s+|have\s+)?(?:\w+ly\s+)?\w+)"
    r"|\bwithout\s+(?:any\s+|prior\s+|further\s+|additional\s+)*(cause|reason|notice|charges?|costs?|fees?|payment|penalty|liability|compensation)\b"
)
_WITHOUT = re.compile(r"(?i)\b(?:no|nor|neither|without|unless|except|only)\b|未经|除非")
_ON_CONDITION = re.compile(
    r"(?i)\b(?:consents?|approvals?|agree[sd]?|permission|authori[sz]\w+|unless|only|except|subject to)\b|同意|批准|许可|除非|仅"
)
_ZH_NOT = re.compile("[不未无非]|除非|只有|仅")
_WORD_OF_NUMBER = re.compile(
    rf"(?i)\b(?P<en>{ENGLISH_NUMBER})\b|(?P<zh>[一二两三四五六七八九十百]+)(?=个?(?:工作日|日|天|月|年|周|小时|批))"
)
# "May, without consent": the opposite of "may not, without consent", in the same words.
_FREELY = re.compile(
    r"(?i)\bmay\b(?!\s+not)[^.;]*\bwithout\b[^.;]*\b(?:consent|approval|permission)\b"
    r"|(?:可以?|有权)[^，。；]{0,6}(?:不经|无需|未经|无须)|(?:不经|无需|无须)[^，。；]{0,12}(?:批准|同意|许可)[^，。；]{0,4}[可即]"
)
# "Unlimited" must be the clause's own word, or its limit must be said not to hold.
_BOUNDLESS = re.compile(
    r"(?i)\b(?:unlimited|uncapped|limitless|(?:no|without)\s+(?:any\s+)?(?:limit|cap|maximum|ceiling)s?(?:ation)?)\b|无上限|不设上限|无限(?!期)"
)
_BOUND_LIFTED = re.compile(
    r"(?i)\b(?:limit\w*|cap|exclu\w+|restrict\w+)\b[^;]*\bnot\s+(?:apply|applicable|extend|cover|affect)"
    r"|\b(?:nothing|no\s+(?:provision|clause|term))\b[^;]*\b(?:limit|exclude|restrict)s?\b|\bnot\s+(?:be\s+)?(?:limit|cap|exclude|restrict)\w*"
    r"|不适用|不受[^，。；]*限制"
)
_OF_BOUNDS = frozenset(
    query_tokens("liability liable total aggregate limit cap amount damages indemnity losses 责任 赔偿 总额 上限")
)
_NOT_FREELY = re.compile("未经[^。；]{0,16}(?:批准|同意|许可)[^。；]{0,12}(?:不得|不可|不能)")
# "It is specified in passage 1" speaks of what we sent, not of the agreement.
_OF_THE_PROMPT = re.compile(r"(?i)\bpassages?\b|段落")
# Whoever the clause names is the supplier or the customer in an answer; these words prove nothing either way.
_ROLES = frozenset(
    query_tokens("supplier manufacturer customer buyer purchaser client party parties agreement contract passage clause section 供应商 客户 买方 双方 协议 合同 条款")
)  # fmt: skip


def supported(sentence: str, passages: Sequence[Passage], question: str = "") -> bool:
    """Whether these clauses bear the sentence out.

    Quotes must stand in them, numbers too, and most of the telling words; what the sentence repeats of the question
    proves nothing either way.
    """
    text = _text_of(passages)
    if _OF_THE_PROMPT.search(sentence) and not _OF_THE_PROMPT.search(text):
        return False
    if not _quotes_and_numbers_stand(sentence, text) or turned_round(sentence, text):
        return False
    if _says_otherwise(sentence, passages, text, question):
        return False
    if is_chinese(sentence) != is_chinese(text):
        # Across two languages a "not" is found in its clause or not at all: what it belongs to cannot be seen.
        if denies(sentence) != denies(text):
            return False
        return len(set(wider_tokens(sentence)) & set(query_tokens(text))) >= BRIDGED
    return _share(sentence, text, question) >= SHARE


def _says_otherwise(sentence: str, passages: Sequence[Passage], text: str, question: str) -> bool:
    """Whether it has another side act, counts something else, turns a "not" round, or names somebody the clauses do not."""
    if in_another_measure(measures(sentence), measures(text)) or exchanged(sentence, text):
        return True
    if _BOUNDLESS.search(sentence) and not (_BOUNDLESS.search(text) or _lifted_for(sentence, text)):
        return True
    if is_chinese(sentence) != is_chinese(text):
        return False
    tag = passages[0].reading.roles.tag
    near = _nearest(sentence, passages)
    said = acts(tag(sentence))
    if done_by_another(said, acts(tag(near))):
        return True
    # "Not without consent" and "with consent" are the same.
    freely = _FREELY.search(sentence)
    if freely and _NOT_FREELY.search(text):
        return True
    same_on_condition = not freely and _ON_CONDITION.search(sentence) and _WITHOUT.search(text)
    if not same_on_condition and (denied_by(said, acts(tag(text))) or turned_round(sentence, near)):
        return True
    return not _actors(sentence) <= set(query_tokens(text))


def _lifted_for(sentence: str, text: str) -> bool:
    """Whether a sentence of the text lifts the bound, and does so for what this one names: fraud, not every batch."""
    named = _telling(_BOUNDLESS.sub(" ", sentence)) - _OF_BOUNDS
    for start, end in sentence_bounds(text):
        if _BOUND_LIFTED.search(text[start:end]):
            known = set(query_tokens(text[start:end])) | set(wider_tokens(text[start:end]))
            if not named or named & known:
                return True
    return False


def _nearest(sentence: str, passages: Sequence[Passage]) -> str:
    """The sentences of the clauses that share most with this one."""
    said = set(query_tokens(sentence)) - _ROLES
    cut = [p.clause.text[start:end] for p in passages for start, end in sentence_bounds(p.clause.text)]
    shared = [(len(said & set(query_tokens(part))), part) for part in cut]
    most = max((count for count, _ in shared), default=0)
    return " ".join(part for count, part in shared if most and count >= NEARLY * most)


def _actors(sentence: str) -> set[str]:
    """What kind of party acts: the receiving one, the breaching one.

    >>> _actors("The receiving party may not disclose it to a third party.")
    {'receiv'}
    """
    kinds = (match[1] for match in _KIND_OF_PARTY.finditer(sentence))
    return {token for kind in kinds for token in query_tokens(kind)}


def bearer(sentence: str, passages: Sequence[Passage], question: str = "") -> int | None:
    """The clause that bears out a sentence which names none: nearly all of its telling words stand in that one.

    Small models write what a clause says and forget to name it.
    """
    borne = [i for i, passage in enumerate(passages) if supported(sentence, [passage], question)]
    strength = {i: _strength(sentence, _text_of([passages[i]]), question) for i in borne}
    best = max(strength, key=strength.__getitem__, default=None)
    return best if best is not None and strength[best] >= 1 else None


def _strength(sentence: str, text: str, question: str) -> float:
    """From 1 on a sentence may be laid to a clause that it does not name."""
    if is_chinese(sentence) != is_chinese(text):
        return len(set(wider_tokens(sentence)) & set(query_tokens(text))) / BRIDGED_UNNAMED
    return _share(sentence, text, question) / SHARE_UNNAMED if len(_telling(sentence)) >= FEWEST_WORDS else 0.0


def denies(text: str) -> bool:
    """Whether there is a "not" in it, in either language.

    >>> denies("Ferrer may not charge for it."), denies("他们会收费。")
    (True, False)
    """
    return bool(_ZH_NOT.search(text) or _DENIED.search(text) or _WITHOUT.search(text))


def turned_round(sentence: str, text: str) -> bool:
    """Whether the sentence denies what the text only affirms, or affirms what it only denies.

    >>> turned_round("Customer may not audit.", "Customer may audit the Facility.")
    True
    >>> turned_round("Supplier shall not assign this.", "Neither may assign it. Supplier shall not assign it.")
    False
    """
    if is_chinese(sentence) or is_chinese(text):
        return bool(_ZH_NOT.search(sentence)) and not _ZH_NOT.search(text) and is_chinese(sentence) == is_chinese(text)
    denied_here, denied_there = _denied(sentence), _denied(text)
    affirmed_here, affirmed_there = (set(query_tokens(_DENIED.sub(" ", t))) for t in (sentence, text))
    return bool(
        denied_here & affirmed_there - denied_there or (affirmed_here - denied_here) & denied_there - affirmed_there
    )


def _denied(text: str) -> set[str]:
    """The word that each "not" stands before."""
    return {token for match in _DENIED.finditer(text) for token in query_tokens(match[1] or match[2])[:1]}


def _text_of(passages: Sequence[Passage]) -> str:
    return "\n".join(f"{p.clause.number} {' '.join(p.clause.path[-2:])}\n{p.clause.text}" for p in passages)


def _quotes_and_numbers_stand(sentence: str, text: str) -> bool:
    quotes = [quote for quote in _QUOTED.findall(sentence) if len(quote) >= SHORTEST_QUOTE]
    if any(locate(quote.strip(" .,;。，"), text) is None for quote in quotes):
        return False
    return numbers_in(sentence) <= numbers_in(text)


def _telling(sentence: str) -> set[str]:
    return set(query_tokens(_NUMBER.sub(" ", sentence))) - _ROLES


def _share(sentence: str, text: str, question: str) -> float:
    said, held = _telling(sentence), set(query_tokens(text))
    whole = len(said & held) / len(said) if said else 0.0
    news = said - set(query_tokens(question))
    if len(news) < FEWEST_NEWS or whole < SHARE_WITH_THE_QUESTION:
        return whole
    return len(news & held) / len(news)


def numbers_in(text: str) -> set[str]:
    """Numbers as digits, those in words included.

    >>> sorted(numbers_in("within thirty (30) days, 1,500 units"))
    ['1500', '30']
    """
    words = [english_number(m["en"]) if m["en"] else chinese_number(m["zh"]) for m in _WORD_OF_NUMBER.finditer(text)]
    return {f"{value:g}" for value in words if value is not None} | {
        number.replace(",", "").rstrip(".") for number in _NUMBER.findall(text)
    }
