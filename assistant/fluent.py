"""What is sent to a chat model for an answer, and what of its reply may be shown: sentences the named clauses bear out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.prompts import keyed_passages, load_prompt
from assistant.retrieve import Passage
from assistant.supported import bearer, supported
from assistant.understand import is_chinese

FAR_LESS = 1.5
"""Of a clause's score, in logits."""
_KEYS = r"(?:\s*\[\d{1,2}\])"
_KEY = re.compile(r"\[(\d{1,2})\]")
# A sentence ends at its stop and any keys that follow it; a stop inside a number or before a small letter is none.
_END = re.compile(rf"(?:[.!?]+(?={_KEYS}|\s|$)|[。！？]+){_KEYS}*|\n+")
_ABBREVIATION = re.compile(r"(?:\b(?:No|Nos|Inc|Ltd|Co|Corp|Sec|Art|approx|vs|e\.g|i\.e|U\.S)|\b[A-Z])\.$")


def prompt_for(question: str, passages: Sequence[Passage]) -> str:
    """The prompt, with the passages as keyed data."""
    texts = [(_place(passage), passage.clause.text) for passage in passages]
    language = "Chinese" if is_chinese(question) else "English"
    return load_prompt("answer").filled(question=question, passages=keyed_passages(texts), language=language)


@dataclass(frozen=True)
class Fluent:
    """What is left of a reply; `used` are positions of passages.

    The prompt offers no words to refuse with: small models take them even when the answer stands before them. A reply of
    which nothing is left is the refusal.
    """

    text: str
    used: tuple[int, ...] = ()
    dropped: int = 0

    @property
    def refused(self) -> bool:
        """The model found no answer that the clauses bear out."""
        return not self.text


class SentenceGate:
    """Lets a sentence through once it is complete and borne out by the clauses whose keys it carries.

    One without a key is given that of the clause whose words it repeats. Sentences that rest on clauses which fit the
    question far less than the best one wait until one rests on such a clause; alone they are no answer. Keys are
    renumbered in the order of their use; with `best_first` the first passage keeps its number, used or not, so that the
    clause which fits best stays the first one shown.
    """

    def __init__(self, passages: Sequence[Passage], question: str = "", best_first: bool = False) -> None:
        self._passages = passages
        self._question = question
        self._held = ""
        self._kept: list[str] = []
        self._used: list[int] = [0] if best_first else []
        self._dropped = 0
        best = max((passage.score for passage in passages), default=0.0)
        self._leading = {i for i, passage in enumerate(passages) if passage.score >= best - FAR_LESS}
        self._waiting: list[tuple[str, list[int]]] = []

    def feed(self, piece: str) -> list[str]:
        """The sentences that this piece completes and that may be shown."""
        self._held += piece
        shown = []
        while (end := _end_of_first(self._held)) is not None:
            sentence, self._held = self._held[:end], self._held[end:]
            shown += self._judged(sentence)
        return shown

    def rest(self) -> list[str]:
        """The last sentence, which nothing follows."""
        last, self._held = self._held, ""
        return self._judged(last)

    def finish(self) -> Fluent:
        """The whole of what may be shown, after the last piece."""
        self.rest()
        return Fluent(" ".join(self._kept), tuple(self._used), self._dropped + len(self._waiting))

    def _judged(self, sentence: str) -> list[str]:
        sentence = sentence.strip()
        if not sentence:
            return []
        keys = [int(key) - 1 for key in _KEY.findall(sentence)]
        valid = list(dict.fromkeys(key for key in keys if 0 <= key < len(self._passages)))
        if not keys and (found := bearer(sentence, self._passages, self._question)) is not None:
            valid = [found]
            sentence = f"{sentence} [{found + 1}]"
        named = [self._passages[key] for key in valid]
        echoed = load_prompt("answer").is_echoed_in(sentence)
        if not named or echoed or not supported(_KEY.sub("", sentence), named, self._question):
            self._dropped += 1
            return []
        if not self._kept and not self._leading & set(valid):
            self._waiting.append((sentence, valid))
            return []
        shown = [(sentence, valid), *self._waiting]
        self._waiting = []
        for words, keys in shown:
            self._used += [key for key in keys if key not in self._used]
            self._kept.append(_renumbered(words, self._used))
        return self._kept[-len(shown) :]


def checked(reply: str, passages: Sequence[Passage]) -> Fluent:
    """A whole reply, checked."""
    gate = SentenceGate(passages)
    gate.feed(reply)
    return gate.finish()


def _end_of_first(text: str) -> int | None:
    """Where the first complete sentence ends; None while the next piece could still belong to it."""
    for match in _END.finditer(text):
        after = text[match.end() :].lstrip(" ")
        if not after or after[0] == "[":
            return None
        if not _ABBREVIATION.search(text[: match.end()].rstrip()):
            return match.end()
    return None


def _renumbered(sentence: str, used: Sequence[int]) -> str:
    """Keys by order of use; a key that names no passage disappears."""
    places = {str(position + 1): f"[{order}]" for order, position in enumerate(used, 1)}
    return _KEY.sub(lambda match: places.get(match.group(1), ""), sentence)


def _place(passage: Passage) -> str:
    return f"{passage.reading.document.file}, {' / '.join(passage.clause.path[-2:])}"
