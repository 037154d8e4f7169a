"""What the words of one agreement answer to in its other language, as the agreement itself shows: 技术诀窍 stands where "know-how" does.

A dictionary knows what a word may mean; an agreement uses each of its terms in one meaning, again and again.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from assistant.bilingual.facts import Side
from assistant.bilingual.lexicon import NEW, chinese_words, english_words, lexicon, others_of

OwnWords = Mapping[Side, Mapping[str, frozenset[str]]]
NONE: OwnWords = {"en": {}, "zh": {}}

# In so many pairs of paragraphs at least, and in this share of those that have either word.
FEWEST_PAIRS = 2
_TOGETHER = 0.75


def own_words(pairs: Sequence[tuple[str, str]]) -> OwnWords:
    """Of each word that the lexicon leaves without an answer, those of the other language that it leaves so in the same
    paragraphs; a word met once shows nothing."""
    counts: dict[Side, Counter[str]] = {"en": Counter(), "zh": Counter()}
    both: Counter[tuple[str, str]] = Counter()
    known = lexicon()
    for english, chinese in pairs:
        en, zh = english_words(english), chinese_words(chinese)
        en = [word for word in en if (known.answered(word, "en", others_of(chinese, "zh")) or 0.0) < NEW]
        zh = [word for word in zh if (known.answered(word, "zh", others_of(english, "en")) or 0.0) < NEW]
        counts["en"].update(en)
        counts["zh"].update(zh)
        both.update((a, b) for a in en for b in zh)
    found: dict[Side, dict[str, set[str]]] = {"en": defaultdict(set), "zh": defaultdict(set)}
    for (a, b), together in both.items():
        either = counts["en"][a] + counts["zh"][b] - together
        if together >= FEWEST_PAIRS and together >= _TOGETHER * either:
            found["en"][a].add(b)
            found["zh"][b].add(a)
    return {side: {word: frozenset(of) for word, of in words.items()} for side, words in found.items()}
