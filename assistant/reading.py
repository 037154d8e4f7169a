"""A Reading: one document with every clause of it read, and the signals those clauses give."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np

from assistant.roles import Roles, resolve_roles
from assistant.signals import COLUMNS, Signals, signals_of
from ingest.document import Clause, Document, Span
from ingest.embed import ACROSS, AND_ACROSS, BOTH, ENGLISH
from ingest.split.sentences import sentence_ends

V = TypeVar("V")
MEANING = ENGLISH + ACROSS
"""How many numbers of the two bundled models the learnt heads read."""
ACROSS_LENGTH = 0.5
"""At full length the second part takes weight from the first, which reads English better (held out: log loss 0.262 without
it, 0.257 at half length, accuracy 0.887 at full length for 0.894)."""

# A clause without a sentence of its own scores this.
NO_SENTENCE = -8.0
SHORTEST_SENTENCE = 25

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix


@dataclass(frozen=True)
class Reading:
    """Every clause of one document, in order, with its vectors (shape (clauses, dimension)) where an index made them."""

    document: Document
    clauses: tuple[Clause, ...]
    vectors: np.ndarray | None = field(default=None, repr=False, compare=False)

    def once(self, found: Callable[["Reading"], V]) -> V:
        """What `found` makes of this reading, made once: every scope of questions that holds the document shares it."""
        if found not in self._found:
            self._found[found] = found(self)
        return cast(V, self._found[found])

    @cached_property
    def _found(self) -> dict[Callable[["Reading"], Any], Any]:
        return {}

    @cached_property
    def roles(self) -> Roles:
        """Who buys and who makes in this document."""
        return resolve_roles(self._spoken_to_people)

    @property
    def _spoken_to_people(self) -> str:
        """The text without what is addressed to software, character for character."""
        text = self.document.text
        for clause in self.clauses:
            if clause.kind == "addressed":
                text = text[: clause.span.start] + " " * len(clause.span) + text[clause.span.end :]
        return text

    @cached_property
    def addressed(self) -> np.ndarray:
        """Which clauses speak to software: read, reported and otherwise passed over."""
        return np.array([clause.kind == "addressed" for clause in self.clauses], dtype=bool)

    @cached_property
    def signals(self) -> "csr_matrix":
        """Signals of every clause, one row each."""
        return as_matrix([signals_of(clause, self.roles) for clause in self.clauses])

    @cached_property
    def sentences(self) -> "Sentences":
        """Every sentence of the citable clauses by itself: a right may hide in a subordinate one."""
        owners, spans, rows = [], [], []
        for i in np.flatnonzero(self.citable):
            clause = self.clauses[i]
            for span in sentence_spans(clause):
                owners.append(int(i))
                spans.append(span)
                rows.append(signals_of(cut_to(clause, span), self.roles))
        return Sentences(np.array(owners, dtype=np.int64), tuple(spans), as_matrix(rows))

    @cached_property
    def meaning(self) -> np.ndarray:
        """Vectors that the learnt heads may use, shape (clauses, dimension); see `meaning_of`."""
        if self.vectors is None:
            return np.zeros((len(self.clauses), MEANING), dtype=np.float32)
        return meaning_of(self.clauses, self.vectors)

    @cached_property
    def citable(self) -> np.ndarray:
        """Which clauses may be cited at all."""
        return np.array([clause.citable for clause in self.clauses], dtype=bool)


@dataclass(frozen=True)
class Sentences:
    """The sentences of a reading: the clause each belongs to, where it stands in the document, its signals (one row each)."""

    owners: np.ndarray
    spans: tuple[Span, ...]
    signals: "csr_matrix"

    def best_of_clauses(self, scores: np.ndarray, clauses: int) -> np.ndarray:
        """The highest score among each clause's sentences, shape (clauses, heads); very low where a clause has none."""
        best = np.full((clauses, scores.shape[1]), NO_SENTENCE, dtype=np.float64)
        np.maximum.at(best, self.owners, scores)
        return best


def sentence_spans(clause: Clause) -> list[Span]:
    """Where the sentences of a clause stand in the document; numbers and titles alone are none."""
    ends = [0, *sentence_ends(clause.text)]
    if ends[-1] < len(clause.text):
        ends.append(len(clause.text))
    bounds = [(start, end) for start, end in pairwise(ends) if end - start >= SHORTEST_SENTENCE]
    whole = (0, len(clause.text))
    return [Span(clause.span.start + start, clause.span.start + end) for start, end in bounds or [whole]]


def cut_to(clause: Clause, span: Span) -> Clause:
    """The clause as if it held this sentence alone."""
    start = clause.span.start
    return replace(clause, span=span, text=clause.text[span.start - start : span.end - start])


def for_heads(vectors: np.ndarray, embedder: str) -> np.ndarray | None:
    """What the learnt heads read of an index's vectors, shape (clauses, ENGLISH + ACROSS): the first part of length one,
    the second of length `ACROSS_LENGTH`.

    Another embedder than the bundled one leaves the first part empty; `None` where the second part is missing too.
    """
    if not embedder.endswith(AND_ACROSS) or vectors.shape[-1] <= ACROSS:
        return None
    # By each part's own length: an index keeps vectors of length one, and the first part of a Chinese clause is empty.
    across = ACROSS_LENGTH * of_length_one(vectors[:, -ACROSS:])
    if embedder == BOTH:
        return np.hstack([of_length_one(vectors[:, :ENGLISH]), across])
    return np.hstack([np.zeros((len(across), ENGLISH), dtype=np.float32), across])


def of_length_one(rows: np.ndarray) -> np.ndarray:
    """Rows scaled to length one; a row of zeros stays."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-6), dtype=np.float32)


def meaning_of(clauses: Sequence[Clause], vectors: np.ndarray) -> np.ndarray:
    """The vectors with an empty first part for Chinese clauses: that model knows English only, and noise misleads."""
    known = np.array([not _mostly_chinese(clause.text) for clause in clauses], dtype=bool)
    read = np.array(vectors, dtype=np.float32)
    read[~known, :ENGLISH] = 0.0
    return read


def _mostly_chinese(text: str) -> bool:
    return sum("一" <= c <= "鿿" for c in text) * 5 > len(text)


def as_matrix(rows: Sequence[Signals], width: int = COLUMNS) -> "csr_matrix":
    """Signals of several texts as one sparse matrix, shape (texts, width)."""
    from scipy.sparse import csr_matrix

    bounds = np.cumsum([0, *(len(row.columns) for row in rows)])
    weights = _joined([row.weights for row in rows], np.float32)
    columns = _joined([row.columns for row in rows], np.int32)
    return csr_matrix((weights, columns, bounds), shape=(len(rows), width), dtype=np.float32)


def _joined(parts: Iterable[np.ndarray], kind: type) -> np.ndarray:
    parts = list(parts)
    return np.concatenate(parts) if parts else np.zeros(0, dtype=kind)
