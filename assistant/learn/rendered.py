"""Learning which words translators nearly always render, and how seldom they do not (`assistant.bilingual.rendered`).

The answers to a word are picked one after the other: the word or pair of words, in Chinese up to three characters, that stands
in most of the sentences which have no answer yet, and oftener there than elsewhere. How seldom none of them stands there is
counted in the sentences of other writers.

`paragraphs.jsonl` holds paragraphs of invented agreements, in both languages, which say the same (`by`: who wrote them); the
sentences of `parallel.jsonl` are taken too.
"""

import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from scipy.special import gammainc

from assistant.bilingual.facts import Side
from assistant.bilingual.lexicon import RUN
from assistant.bilingual.pair import OTHER, SIDES, PairOfTexts
from assistant.bilingual.rendered import LEARNT, words_of
from assistant.learn.examples import HERE
from assistant.learn.lexicon import faithful_pairs
from assistant.signals import stems

PARAGRAPHS = HERE / "paragraphs.jsonl"
FOLDS = 6
# Sentences of `parallel.jsonl` whose writer is not known: so many in a row are held out together.
_IN_A_ROW = 500
# Of a word seen in fewer sentences nothing is known.
_SEEN_AT_LEAST = 15
_MOST_ANSWERS = 15
# An answer stands so many times as often beside the word as anywhere; above the second it is as good as any.
_OFTENER, _SURELY_OFTENER = 3.0, math.exp(3.0)
# A word that is left unanswered more often than this says nothing.
_KEPT = 0.25
_LONGEST_ANSWER = 3
# What stands in the sentences that have no answer yet must be likelier to than this to stand there by chance.
_CHANCE = 1e-4

Learnt = dict[Side, dict[str, list[float | str]]]


@dataclass(frozen=True)
class Sentence:
    """A sentence in both languages: by language its words, and what may answer to words of the other."""

    fold: int
    words: dict[Side, frozenset[str]]
    answers: dict[Side, frozenset[str]]


def run(say: Callable[[str], None]) -> None:
    """Learn from the faithful paragraphs and write what ships."""
    sentences = all_sentences()
    learnt = learnt_from(sentences)
    LEARNT.write_text(json.dumps(learnt, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    for side, words in learnt.items():
        seldom = sum(float(known[0]) < 0.01 for known in words.values())
        say(f"{side}: {len(words)} words, {seldom} of them unanswered in fewer than one sentence in a hundred")
    say(f"from {len(sentences)} sentences")


def all_sentences() -> list[Sentence]:
    """All faithful sentences, by whom they are held out with."""
    found = [
        sentence_of(english, chinese, number // _IN_A_ROW % FOLDS)
        for number, (english, chinese) in enumerate(faithful_pairs())
    ]
    for line in PARAGRAPHS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found += sentences_of(PairOfTexts(row["en"], row["zh"]), fold_of(row["by"]))
    return found


def fold_of(by: str) -> int:
    return sum(map(ord, by)) % FOLDS


def sentences_of(texts: PairOfTexts, fold: int) -> Iterator[Sentence]:
    for pair in texts.sentences:
        if pair.en and pair.zh:
            yield sentence_of(pair.text("en"), pair.text("zh"), fold)


def sentence_of(english: str, chinese: str, fold: int) -> Sentence:
    in_order = stems(english)
    return Sentence(
        fold,
        {"en": words_of(english, "en"), "zh": words_of(chinese, "zh")},
        {
            "en": frozenset(f" {answer} " for answer in (*in_order, *map(" ".join, pairwise(in_order)))),
            "zh": frozenset(
                run[i : i + length]
                for run in RUN.findall(chinese)
                for length in range(1, _LONGEST_ANSWER + 1)
                for i in range(len(run) - length + 1)
            ),
        },
    )


def learnt_from(sentences: Sequence[Sentence]) -> Learnt:
    """Of each word how seldom it is left unanswered, and its answers, the best first."""
    return {side: _learnt(sentences, side) for side in SIDES}


def _learnt(sentences: Sequence[Sentence], side: Side) -> dict[str, list[float | str]]:
    seen, left = Counter[str](), Counter[str]()
    for fold in range(FOLDS):
        answers = answers_in([sentence for sentence in sentences if sentence.fold != fold], side)
        for sentence in sentences:
            if sentence.fold == fold:
                known = sentence.words[side] & answers.keys()
                seen.update(known)
                left.update(word for word in known if sentence.answers[OTHER[side]].isdisjoint(answers[word]))
    return {
        word: [round(share, 5), *answers]
        for word, answers in sorted(answers_in(sentences, side).items())
        if word in seen and (share := (left[word] + 0.5) / (seen[word] + 1)) <= _KEPT
    }


def answers_in(sentences: Sequence[Sentence], side: Side) -> dict[str, list[str]]:
    """What answers to each word of a language, the best first."""
    anywhere = Counter(answer for sentence in sentences for answer in sentence.answers[OTHER[side]])
    standing: dict[str, list[frozenset[str]]] = defaultdict(list)
    for sentence in sentences:
        for word in sentence.words[side]:
            standing[word].append(sentence.answers[OTHER[side]])
    return {
        word: found
        for word, beside in standing.items()
        if len(beside) >= _SEEN_AT_LEAST and (found := _answers(beside, anywhere, len(sentences)))
    }


def _answers(beside: Sequence[frozenset[str]], anywhere: Counter[str], of: int) -> list[str]:
    """What stands beside a word, picked one after the other."""
    counted = Counter(answer for answers in beside for answer in answers)
    oftener = {
        answer: times
        for answer, count in counted.items()
        if count > 1 and (times := count / len(beside) / (anywhere[answer] / of)) > _OFTENER
    }
    # Of two that stand beside it as often the longer one says more.
    in_order = sorted(oftener, key=lambda answer: (-len(answer), answer))
    stands: dict[str, set[int]] = {answer: set() for answer in in_order}
    for number, answers in enumerate(beside):
        for answer in answers & stands.keys():
            stands[answer].add(number)
    weights = {answer: min(1.0, math.log(times) / math.log(_SURELY_OFTENER)) for answer, times in oftener.items()}
    left, found = set(range(len(beside))), list[str]()
    while left and len(found) < _MOST_ANSWERS:
        best, most, covered = "", 0.0, set[int]()
        for answer, at in stands.items():
            here = at & left
            worth = len(here) * weights[answer]
            if worth > most and _by_chance(len(here), len(left) * anywhere[answer] / of) < _CHANCE:
                best, most, covered = answer, worth, here
        if not best:
            break
        found.append(best)
        left -= covered
    return found


def _by_chance(count: int, usual: float) -> float:
    """How likely so many or more are found where so many are usual (Poisson)."""
    return float(gammainc(count, usual)) if count else 1.0
