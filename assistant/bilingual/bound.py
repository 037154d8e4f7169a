"""Which act each "may" and "shall" stands before: in a sentence of several, their numbers alone may hide an exchange.

    shall investigate … and shall suspend filling until it may resume   ·   应进行调查，并可暂停灌装，直至……同意恢复
    ──▶  to suspend is required in English and permitted in Chinese

The acts are matched by the lexicon. Told only where the other text also has more words of the kind that this one lacks, so
that a proviso (但须……) that English says with "provided that" is not taken for another duty.
"""

from collections.abc import Iterator, Sequence

from assistant.bilingual.acts import Act, acts_of, alike
from assistant.bilingual.duties import said_otherwise, without_only
from assistant.bilingual.facts import Side
from assistant.bilingual.modals import plainly
from assistant.bilingual.pair import OTHER, SIDES, Difference, PairOfTexts

# So many words after the modal say which act it is. Of 526 faithful sentences in which one of several modals was turned, the
# count of all modals told 426, with this 445, beside none of 5,257 that were left as they are (the lexicon learnt on others).
_WORDS: dict[Side, int] = {"en": 4, "zh": 3}


def exchanged_modals(texts: PairOfTexts) -> Iterator[Difference]:
    """At most one a sentence: an act that one text permits and the other requires."""
    for pair in texts.matched:
        plain: dict[Side, str] = {"en": plainly(pair.text("en")), "zh": plainly(pair.text("zh"))}
        plain["en"], plain["zh"] = without_only(plain["en"], plain["zh"], "en")
        english, chinese = (acts_of(plain[side], side, _WORDS[side]) for side in SIDES)
        found = next((both for act in chinese if (both := _turned(act, english, chinese))), None)
        if found:
            permits: Side = "zh" if found[0].kind == "may" else "en"
            if said_otherwise(permits, plain[permits], plain[OTHER[permits]]):
                continue
            act, other = found
            does = {"may": "permits", "duty": "requires"}
            reason = f"The Chinese text {does[act.kind]} (“{act.modal}”) what the English text {does[other.kind]} (“{other.modal}”)."
            yield Difference("modality", reason, pair.bounds("en"), pair.bounds("zh"))


def _turned(act: Act, english: Sequence[Act], chinese: Sequence[Act]) -> tuple[Act, Act] | None:
    """The act with the English one that answers to it, where none of its own kind does."""
    others = [one for one in english if one.kind != act.kind]
    if len(others) <= sum(one.kind != act.kind for one in chinese):
        return None
    best = max(others, key=lambda one: alike(act, one))
    own = max((alike(act, one) for one in english if one.kind == act.kind), default=0)
    return (act, best) if alike(act, best) > own else None
