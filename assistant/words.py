"""Search by words: BM25 over clauses, English by stems, Chinese by pairs of characters, and a glossary between them.

What a Chinese question speaks of is told word by word (rjieba cuts them); clauses are searched for the words' pairs.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import yaml

from assistant.signals import stems
from ingest.document import Clause

GLOSSARY = Path(__file__).resolve().parent.parent / "corpus" / "glossary.yaml"
SHAPES = "how_people_ask"
# Chinese words that carry nothing, in a clause as in a question; then those that only questions are full of.
EVERYWHERE_IN_CHINESE = (
    "的 了 是 在 和 与 及 或 有 不 无 被 把 对 从 到 向 于 为 以 等 就 也 还 又 会 能 可 可以 得 上 下 中 内 之 其 若 应当 "
    "必须 须 应 一 个 由 按 并 而 且 但 协议 规定 约定"
)
_OF_QUESTIONS_IN_CHINESE = (
    "吗 呢 吧 啊 呀 嘛 哦 么 我 你 您 他 她 它 们 我们 你们 他们 她们 咱们 咱 人家 自己 大家 跟 还是 或者 没 没有 不是 给 "
    "让 叫 往 都 再 才 很 太 最 更 要 可不可以 能不能 不能 不会 不要 要不要 会不会 是不是 有没有 行 行不行 行吗 想 地 着 "
    "过 来 去 里 这 那 这个 那个 这些 那些 这份 这种 哪 哪个 哪些 哪里 哪儿 什么 啥 怎么 怎样 咋 咋办 怎么办 怎么样 如何 "
    "是否 为什么 为何 多少 多久 多长 几 几个 谁 何时 什么时候 时候 如果 要是 万一 的话 那么 需要 应该 请问 一下 一个 件 份 "
    "次 点 些 算 说 做 办 用 但是 所以 因为 合同 里面 写"
)
_EMPTY_IN_CHINESE = frozenset(f"{EVERYWHERE_IN_CHINESE} {_OF_QUESTIONS_IN_CHINESE}".split())
# An everyday word such as "leave" opens many entries; each of them then says less.
MOST_TERMS_A_KEY = 14


@dataclass(frozen=True)
class Asked:
    """One thing that a question speaks of: its words, and every other way to say it that the glossary knows."""

    tokens: tuple[str, ...]
    phrases: frozenset[str]
    in_glossary: bool

    def stands_in(self, padded: str) -> bool:
        """Whether a text speaks of it; the text as stems between spaces, with a space at both ends."""
        return any((phrase if _one_character(phrase) else f" {phrase} ") in padded for phrase in self.phrases)


class WordIndex:
    """BM25 scores of every clause for a query; bm25s does the arithmetic.

    Headings count as part of their clauses, so that "Recall" in a heading is found for each clause beneath it.
    """

    def __init__(self, clauses: Sequence[Clause], words: Sequence[list[str]] | None = None) -> None:
        """`words` are those of each clause, where they are known already."""
        import bm25s

        corpus = [words_of(clause) for clause in clauses] if words is None else list(words)
        self._size = len(corpus)
        self._index = bm25s.BM25()
        if any(corpus):
            self._index.index(corpus, show_progress=False)
            self._known = set(self._index.vocab_dict)
        else:
            self._known = set()

    def scores(self, tokens: Iterable[str]) -> np.ndarray:
        """One score a clause, zero where no token is shared."""
        known = [token for token in tokens if token in self._known]
        if not known:
            return np.zeros(self._size, dtype=np.float32)
        return np.asarray(self._index.get_scores(known), dtype=np.float32)


def words_of(clause: Clause) -> list[str]:
    """The tokens a clause is found by, its headings' included."""
    return tokens_of(f"{' . '.join(clause.path[-2:])} . {clause.text}")


def query_tokens(question: str) -> list[str]:
    """The question's own words, without those that carry nothing."""
    return [token for token in tokens_of(question) if token not in _empty_words()]


def wider_tokens(question: str) -> list[str]:
    """Words of the glossary's entries that the question touches, in both languages, without the question's own."""
    own = set(tokens_of(question))
    padded = f" {' '.join(tokens_of(question))} "
    wider: dict[str, None] = {}
    for _, terms, tokens in _entries():
        if any(f" {term} " in padded for term in terms):
            wider.update(dict.fromkeys(token for token in tokens if token not in own))
    return list(wider)


def glossary_keys(question: str) -> list[str]:
    """The glossary's entries that a question touches, whatever its language: what it asks about, beyond its words."""
    padded = f" {' '.join(tokens_of(question))} "
    return [key for key, terms, _ in _entries() if any(f" {term} " in padded for term in terms)]


def asked_things(question: str) -> list[Asked]:
    """The question piece by piece; words that open the same glossary entries are one piece."""
    padded = f" {' '.join(tokens_of(question))} "
    own = [word for word in dict.fromkeys(_words_in(question)) if word not in _empty_words()]
    phrases: dict[str, set[str]] = {word: {word} for word in own}
    of_token = defaultdict(list)
    for word in own:
        for token in word.split():
            of_token[token].append(word)
    for _, terms, _ in _entries():
        for term in terms:
            if f" {term} " in padded:
                for token in term.split():
                    for word in of_token.get(token, ()):
                        phrases[word].update(terms)
    pieces: dict[frozenset[str], list[str]] = {}
    for word in own:
        pieces.setdefault(frozenset(phrases[word]), []).append(word)
    return [
        Asked(tuple(token for word in words for token in word.split()), said, len(said) > 1)
        for said, words in pieces.items()
    ]


def _words_in(question: str) -> list[str]:
    """Words as they are looked up: a stem, or the pairs of characters of a Chinese word, in order and with spaces between."""
    return [word for token in stems(question) for word in (_cut(token) if token[0] >= "一" else [token])]


def _cut(run: str) -> list[str]:
    import rjieba

    return [" ".join(_pairs(word)) for word in rjieba.cut(run, False) if word not in _EMPTY_IN_CHINESE]


def _one_character(phrase: str) -> bool:
    return len(phrase) == 1 and phrase >= "一"


def tokens_of(text: str) -> list[str]:
    """Stems of a text in order, Chinese as pairs of characters."""
    return [pair for token in stems(text) for pair in (_pairs(token) if token[0] >= "一" else [token])]


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


@cache
def _entries() -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Each entry as (its key, stemmed terms that open it, tokens it adds)."""
    raw = yaml.load(GLOSSARY.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    entries = []
    for group, rows in raw.items():
        if group == SHAPES:
            continue
        for row in rows:
            terms = [str(term) for term in (*row["en"], *row["zh"])]
            openers = tuple(" ".join(tokens_of(term)) for term in terms)
            # The contract's own words come first in each list; what people say is for understanding, not for searching.
            added = [token for term in (*row["en"][:5], *row["zh"][:4]) for token in tokens_of(str(term))]
            kept = [t for t in dict.fromkeys(added) if t not in _empty_words()]
            entries.append((str(row["key"]), tuple(o for o in openers if o), tuple(kept[:MOST_TERMS_A_KEY])))
    return entries


@cache
def _empty_words() -> frozenset[str]:
    text = (
        "a an the of to and or in for by with any all is are was be been being do does did has have had it its this that these those "
        "we us our you your they them their he she his her i me my what which who whom whose when where why how much many long "
        "can could should would will shall may might must if then than there here as at on from into out up about no not agreement "
        "contract say says get got just some only really actually ever also 的 了 吗 是 在 我 们 你 他 和 与 有 我们 什么 多少 怎么 如何 是否 可以 多久"
    )
    return frozenset(tokens_of(text))
