"""What is sent to a chat model for an answer, and what of its reply may be shown: sentences whose keys exist."""

import re
from collections.abc import Sequence

from assistant.prompts import keyed_passages, load_prompt
from assistant.retrieve import Passage
from assistant.understand import is_chinese

REFUSAL = "The passages do not answer this."
_KEY = re.compile(r"\[(\d{1,2})\]")
# A sentence ends at its stop and any keys that follow it.
_SENTENCE = re.compile(r".+?(?:[.!?。！？]+(?:\s*\[\d{1,2}\])*|\n|$)", re.DOTALL)


def prompt_for(question: str, passages: Sequence[Passage]) -> str:
    """The prompt, with the passages as keyed data."""
    texts = [(_place(passage), passage.clause.text) for passage in passages]
    language = "Chinese" if is_chinese(question) else "English"
    return load_prompt("answer").filled(
        question=question, passages=keyed_passages(texts), refusal=REFUSAL, language=language
    )


def checked_sentences(reply: str, passages: int) -> tuple[str, list[int]]:
    """The sentences that carry at least one existing key, keys renumbered in order of use; positions of the passages used.

    >>> checked_sentences("It ends in May [2]. Trust me. See [9].", 3)
    ('It ends in May [1].', [1])
    """
    used: list[int] = []
    kept = []
    for match in _SENTENCE.finditer(reply):
        sentence = match.group().strip()
        keys = [int(key) - 1 for key in _KEY.findall(sentence)]
        valid = [key for key in keys if 0 <= key < passages]
        if not valid or load_prompt("answer").is_echoed_in(sentence):
            continue
        used += [key for key in dict.fromkeys(valid) if key not in used]
        kept.append(_renumbered(sentence, used))
    return " ".join(kept), used


def _renumbered(sentence: str, used: Sequence[int]) -> str:
    """Keys by order of use; a key that names no passage disappears."""
    places = {str(position + 1): f"[{order}]" for order, position in enumerate(used, 1)}
    return _KEY.sub(lambda match: places.get(match.group(1), ""), sentence)


def _place(passage: Passage) -> str:
    return f"{passage.reading.document.file}, {' / '.join(passage.clause.path[-2:])}"
