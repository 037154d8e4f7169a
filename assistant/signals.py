"""What the words of a clause signal, in a form that a linear model can weigh: ideas, who, how firmly, and plain words.

    "Medtech may audit Pharmaspray's plant once a year"
      ideas      may, audit, facility, audit_freq, and their pairs within one sentence
      who        customerrole+may, customerrole+may+audit
      words      customerrole, may, audit, plant, "may audit" ... (stems, role-tagged)

Ideas come from `corpus/concepts.yaml` and exist in English and Chinese, so that what is learnt on English agreements
also reads Chinese ones. All signals are hashed into a fixed number of columns; nothing of a contract is kept.
"""

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import yaml

from assistant.roles import CUSTOMER, SUPPLIER, Roles
from ingest.document import Clause

COLUMNS = 1 << 16
_TOKEN = re.compile(r"[a-z]+(?:[-'’][a-z]+)*|[一-鿿]+|[.;:。；]|\d+")
_REDACTION = re.compile(r"\[\s*\*+\s*\]|\*{3,}|\[\s*redacted\s*\]|\(b\)\s*\(4\)|X{4,}|_{5,}|█+", re.IGNORECASE)
_LONGEST_TERM = 5
_ACTORS = (CUSTOMER, SUPPLIER, "mutual")
_MODALS = ("duty", "may", "forbidden", "no_duty")


@dataclass(frozen=True)
class Signals:
    """Columns of one clause's signals and their weights (rows of a sparse matrix)."""

    columns: np.ndarray
    weights: np.ndarray


@dataclass(frozen=True)
class _Concepts:
    english: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]
    """For the first word of a term its terms, and the ideas that each of them names."""
    chinese: re.Pattern[str]
    chinese_ideas: dict[str, tuple[str, ...]]


def redacted(text: str) -> bool:
    """Whether words are blacked out in this text."""
    return bool(_REDACTION.search(text))


def signals_of(clause: Clause, roles: Roles) -> Signals:
    """All signals of one clause: its own words, and the headings it stands under."""
    own = _sentences(roles.tag(clause.text))
    groups = [
        (_words(own), 1.0),
        (_ideas(own), 1.0),
        (_of_headings(roles.tag(" . ".join(clause.path[-3:]))), 0.7),
        ((f"kind:{clause.kind}", f"length:{min(5, len(clause.text) // 150)}"), 0.3),
    ]
    return _hashed(groups)


@lru_cache(maxsize=2_000)
def _of_headings(headings: str) -> tuple[str, ...]:
    """Names of what the headings say; the sentences of a clause share them."""
    above = _sentences(headings)
    return tuple(f"head:{name}" for name in {*_flat_words(above), *_flat_ideas(above)})


def question_signals(text: str, touched: Iterable[str] = ()) -> Signals:
    """Signals of a question someone types: words and ideas, no structure; and the entries of the glossary it touches.

    Those entries are the same whatever the language, so that what English questions taught serves Chinese ones.
    """
    sentences = _sentences(text)
    entries = (f"glossary:{key}" for key in touched)
    return _hashed([(_words(sentences), 1.0), (_ideas(sentences), 1.0), (entries, 1.0)])


def ideas_in(text: str) -> set[str]:
    """Names of the ideas a text touches.

    >>> sorted(ideas_in("The buyer may audit the plant."))
    ['audit', 'customerrole', 'facility', 'may']
    """
    return _flat_ideas(_sentences(Roles(("buyer", "customer"), ("supplier", "manufacturer")).tag(text)))


def stems(text: str) -> list[str]:
    """Stems of the words of a text; Chinese as pairs of characters."""
    return [token for sentence in _sentences(text) for token in sentence]


# --- sentences as stemmed tokens -----------------------------------------------------------------------------------------


def _sentences(text: str) -> list[list[str]]:
    text = _REDACTION.sub(" redactedmark ", text).lower()
    sentences: list[list[str]] = [[]]
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token in ".;:。；":
            if sentences[-1]:
                sentences.append([])
        elif token[0] >= "一":
            sentences[-1].append(token)
        elif token.isdigit():
            sentences[-1].append("number")
        else:
            sentences[-1].append(_stem(token))
    return [sentence for sentence in sentences if sentence]


@cache
def _stemmer():  # type: ignore[no-untyped-def]
    import Stemmer

    return Stemmer.Stemmer("english")


@cache
def _stem(word: str) -> str:
    return word if word in (CUSTOMER, SUPPLIER) else str(_stemmer().stemWord(word.replace("’", "'").removesuffix("'s")))


def _pairs_of_characters(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def _words(sentences: list[list[str]]) -> Iterable[str]:
    seen: dict[str, None] = {}
    for sentence in sentences:
        tokens = [part for token in sentence for part in (_pairs_of_characters(token) if token[0] >= "一" else [token])]
        seen.update(dict.fromkeys(tokens))
        seen.update(dict.fromkeys(f"{a} {b}" for a, b in pairwise(tokens)))
    return seen


def _flat_words(sentences: list[list[str]]) -> set[str]:
    return {part for s in sentences for t in s for part in (_pairs_of_characters(t) if t[0] >= "一" else [t])}


# --- ideas ---------------------------------------------------------------------------------------------------------------


def _ideas(sentences: list[list[str]]) -> Iterable[str]:
    """Ideas of the clause, pairs of ideas within a sentence, and who is bound to or allowed what."""
    seen: dict[str, None] = {}
    for sentence in sentences:
        found = _ideas_of_sentence(tuple(sentence))
        names = sorted(found)
        seen.update(dict.fromkeys(f"idea:{name}" for name in names))
        seen.update(dict.fromkeys(f"pair:{a}+{b}" for i, a in enumerate(names) for b in names[i + 1 :]))
        for actor, modal in _acting(found):
            seen[f"who:{actor}+{modal}"] = None
            seen.update(dict.fromkeys(f"who:{actor}+{modal}+{name}" for name in names if name not in (actor, modal)))
    return seen


def _flat_ideas(sentences: list[list[str]]) -> set[str]:
    return {name for sentence in sentences for name in _ideas_of_sentence(tuple(sentence))}


def _acting(found: Mapping[str, int]) -> list[tuple[str, str]]:
    """The actor that stands nearest before a modal, within the sentence."""
    pairs = []
    for modal in (m for m in _MODALS if m in found):
        before = [
            (found[modal] - found[actor], actor) for actor in _ACTORS if actor in found and found[actor] < found[modal]
        ]
        if before:
            pairs.append((min(before)[1], modal))
    return pairs


@lru_cache(maxsize=20_000)
def _ideas_of_sentence(sentence: tuple[str, ...]) -> Mapping[str, int]:
    """Name of each idea in a sentence with the position of its first mention.

    Kept, since a sentence is read as part of its clause and by itself.
    """
    concepts = _load_concepts()
    found: dict[str, int] = {}
    for i, token in enumerate(sentence):
        if token in (CUSTOMER, SUPPLIER):
            found.setdefault(token, i)
            continue
        if token[0] >= "一":
            for match in concepts.chinese.finditer(token):
                for name in concepts.chinese_ideas[match.group()]:
                    found.setdefault(name, i)
            continue
        for term, names in concepts.english.get(token, ()):
            if sentence[i : i + len(term)] == term:
                for name in names:
                    found.setdefault(name, i)
    return found


@cache
def _load_concepts() -> _Concepts:
    path = Path(__file__).resolve().parent.parent / "corpus" / "concepts.yaml"
    raw = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    english: dict[tuple[str, ...], list[str]] = {}
    chinese: dict[str, list[str]] = {}
    for name, words in raw.items():
        for term in words["en"]:
            key = tuple(token for sentence in _sentences(str(term)) for token in sentence)
            english.setdefault(key, []).append(name)
        for term in words["zh"]:
            chinese.setdefault(str(term), []).append(name)
    longest_first = sorted(chinese, key=len, reverse=True)
    # A look-ahead finds overlapping terms; the longest at each place wins.
    pattern = re.compile("|".join(map(re.escape, longest_first)))
    by_first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for term, names in english.items():
        if 0 < len(term) <= _LONGEST_TERM:
            by_first.setdefault(term[0], []).append((term, tuple(dict.fromkeys(names))))
    return _Concepts(by_first, pattern, {k: tuple(v) for k, v in chinese.items()})


# --- columns -------------------------------------------------------------------------------------------------------------


@cache
def _column(name: str) -> int:
    return zlib.crc32(name.encode()) % COLUMNS


def _hashed(groups: Sequence[tuple[Iterable[str], float]]) -> Signals:
    """Each group has the length `weight` whatever its size, so that long clauses do not shout."""
    columns: list[int] = []
    weights: list[float] = []
    for names, weight in groups:
        of_group = [_column(name) for name in names]
        columns += of_group
        weights += [weight / max(1.0, len(of_group)) ** 0.5] * len(of_group)
    return Signals(np.array(columns, dtype=np.int32), np.array(weights, dtype=np.float32))
