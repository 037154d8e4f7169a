"""Learning which words answer to which: IBM's first translation model (Brown et al. 1993) over faithful pairs of sentences.

The dictionary's word for a word is three times as likely at the start. What is kept of a pair of words is how much
likelier one stands where the other does, from 0 to 1; of a word seen once nothing is.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from assistant.bilingual.facts import Side
from assistant.bilingual.lexicon import LEARNT, Dictionary, chinese_words, dictionary, english_words
from assistant.learn.examples import HERE

ROUNDS = 6
IN_DICTIONARY = 3.0
NOTHING = ""
"""What words come from that no word of the other sentence stands for."""
OF_NOTHING = 0.3
# Held back from every word's probabilities, so that rare words are not sure of anything.
HELD_BACK = 1.0
# A word answers fully when it is three times as likely as anywhere; words seen in fewer sentences than this share are not likelier.
FULLY, RAREST = 3.0, 0.002
# Less than this speaks for nothing (`assistant.bilingual.lexicon.NEW`).
LEAST_KEPT = 0.3
SEEN_AT_LEAST = 2

Words = list[str]
Table = Mapping[str, Mapping[str, float]]


def run(say: Callable[[str], None]) -> None:
    """Learn from `parallel.jsonl` and write what ships."""
    pairs = faithful_pairs()
    learnt = learnt_from(pairs, dictionary())
    LEARNT.write_text(json.dumps(learnt, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    say(f"{len(pairs)} pairs of sentences; {len(learnt['en'])} English words, {len(learnt['zh'])} Chinese words")


def faithful_pairs(path: Path = HERE / "parallel.jsonl") -> list[tuple[str, str]]:
    """Sentences in both languages that say the same."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [(english, chinese) for english, chinese in rows]


def learnt_from(pairs: Sequence[tuple[str, str]], known: Dictionary) -> dict[Side, dict[str, dict[str, float]]]:
    """For each word of either language, how surely each word of the other answers to it."""
    english = [english_words(text) for text, _ in pairs]
    chinese = [chinese_words(text) for _, text in pairs]

    def likely(english_word: str, chinese_word: str) -> float:
        return IN_DICTIONARY if english_word in known.glosses(chinese_word) else 1.0

    of_chinese = _translations(english, chinese, likely)
    of_english = _translations(chinese, english, lambda zh, en: likely(en, zh))
    return {"en": _answers(of_english, english), "zh": _answers(of_chinese, chinese)}


def _translations(sources: Sequence[Words], targets: Sequence[Words], likely: Callable[[str, str], float]) -> Table:
    """How likely each source word gives each target word."""
    table: dict[str, dict[str, float]] = {}
    for turn in range(ROUNDS):
        counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for source, target in zip(sources, targets, strict=True):
            for word in target:
                shares = [(s, table.get(s, {}).get(word, 1e-6) if turn else likely(s, word)) for s in source]
                shares.append((NOTHING, table[NOTHING].get(word, 1e-6) if turn else OF_NOTHING))
                total = sum(share for _, share in shares)
                for s, share in shares:
                    counts[s][word] += share / total
        table = {
            s: {word: count / (sum(of.values()) + HELD_BACK) for word, count in of.items() if count > 0.02}
            for s, of in counts.items()
        }
    return table


def _answers(translations: Table, targets: Sequence[Words]) -> dict[str, dict[str, float]]:
    """Turned round: for each word seen often enough, the words of the other language that it is likely beside."""
    seen = Counter(word for words in targets for word in words)
    found: dict[str, dict[str, float]] = {word: {} for word, count in sorted(seen.items()) if count >= SEEN_AT_LEAST}
    for source, of in sorted(translations.items()):
        for word, probability in of.items():
            usual = seen[word] / len(targets) + RAREST
            sure = min(1.0, probability / usual / FULLY)
            if source != NOTHING and word in found and sure >= LEAST_KEPT:
                found[word][source] = round(sure, 2)
    return found
