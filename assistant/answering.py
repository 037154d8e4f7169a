"""Answering a question: what the documents say, where they say it, or that they do not.

question ──complete──▶ retrieve ──▶ decide ──▶ quote          offline, at once
                                      └─▶ plan, gather, model, each sentence checked      when a model is set
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.errors import ModelError
from assistant.extracted import citations_of, extracted
from assistant.fluent import Fluent, SentenceGate, prompt_for
from assistant.follow_up import completed
from assistant.model import Model, TooLongError
from assistant.planning import gathered
from assistant.rank import Shelf
from assistant.reference import answer_from_notes, asks_about_practice
from assistant.retrieve import Embed, Passage, Retrieved, retrieve
from assistant.sweep import table_of
from assistant.waiting import WAITING, watched
from assistant.where_to_look import where_to_look
from ingest.script import simplified


def answer_offline(text: str, shelf: Shelf, embed: Embed, previous: str = "") -> Answer:
    """The answer that needs no model: the decisive words, quoted; or an honest no."""
    started = time.perf_counter()
    plain = simplified(text)
    asked = completed(plain, simplified(previous))
    answer = _answer(text, asked, shelf, embed)
    elapsed = (time.perf_counter() - started) * 1000
    return replace(answer, latency_ms=elapsed, asked=asked if asked != plain else "")


def answer_streaming(
    text: str, shelf: Shelf, embed: Embed, opened: Callable[[], Model | None], previous: str = ""
) -> Iterator[Answer | str]:
    """First the offline answer, then the model's sentences as each is found to hold, last the final answer.

    The model is `opened` only when the offline answer stands: that takes seconds the first time, and there is something to read.
    """
    offline = answer_offline(text, shelf, embed, previous)
    yield offline
    if may_be_sent(offline) and (model := opened()):
        yield from told_by(model, offline, shelf, embed)


def told_by(model: Model, offline: Answer, shelf: Shelf, embed: Embed) -> Iterator[Answer | str]:
    """A model's sentences as each is found to hold, last the final answer; one that fails leaves the offline answer.

    While nothing comes an empty text is given now and then, so that a reader who has enough is heard.
    """
    asked = offline.asked or offline.question
    try:
        passages: list[Passage] = []
        for found in watched(lambda: iter([gathered(asked, shelf, embed, model)])):
            if found is WAITING:
                yield ""
            else:
                passages = found
        gate = SentenceGate(passages, asked, best_first=True)
        while True:
            try:
                for piece in model.stream(prompt_for(asked, passages)):
                    if not piece:
                        yield ""
                    for sentence in gate.feed(piece):
                        yield f"{sentence} "
                break
            except TooLongError:  # Said before the first piece.
                if len(passages) < 2:
                    raise
                passages = passages[: (len(passages) + 1) // 2]
                gate = SentenceGate(passages, asked, best_first=True)
        for sentence in gate.rest():
            yield sentence
    except ModelError as error:
        note = f"{error}; this answer was made without it."
        yield replace(offline.noted(note), usage=model.meter.usage.as_dict())
        return
    yield replace(_fluent(offline, gate.finish(), passages, model.name), usage=model.meter.usage.as_dict())


def may_be_sent(offline: Answer) -> bool:
    """Whether there is evidence for a model to write from; our own notes and tables need none."""
    return offline.answerable and offline.kind not in ("reference", "table")


def _answer(text: str, asked: str, shelf: Shelf, embed: Embed) -> Answer:
    if asks_about_practice(asked) or not shelf.clauses:
        if shelf.clauses or asks_about_practice(asked):
            return answer_from_notes(asked)
        return Answer(
            text, "No document is in scope, so there is nothing to search.", False, 0.0, kind="not_in_documents"
        )
    found = retrieve(asked, shelf, embed)
    if "all" in found.question.wants and (table := table_of(found.question, shelf)):
        return Answer(text, table.text, True, found.p_answerable, table.citations, kind="table")
    note = _language_note(found, shelf)
    if not found.answerable:
        return _not_in_documents(text, found, shelf, note)
    return extracted(text, found, note, lambda part: retrieve(part, shelf, embed))


def _not_in_documents(text: str, found: Retrieved, shelf: Shelf, note: str) -> Answer:
    documents = shelf.documents
    scope = "The document does" if documents == 1 else f"The {documents} documents in scope do"
    hint = where_to_look(found.question, [reading.document.kind for reading in shelf.readings])
    words = [
        f"{scope} not say, as far as we can find: {len(shelf.clauses)} clauses were searched.",
        hint,
        "The nearest clauses are shown below.",
    ]
    reply = " ".join(word for word in words if word)
    return Answer(text, reply, False, found.p_answerable, citations_of(found.passages), "not_in_documents", note=note)


def _language_note(found: Retrieved, shelf: Shelf) -> str:
    languages = {reading.document.language for reading in shelf.readings}
    if found.question.chinese and languages == {"en"} and not found.question.wider:
        return "The question is in Chinese and the documents in English; none of its words is in the glossary, so the search may have missed."
    if not found.question.chinese and languages == {"zh"} and not found.question.wider:
        return "The question is in English and the documents in Chinese; none of its words is in the glossary, so the search may have missed."
    return ""


def _fluent(offline: Answer, reply: Fluent, passages: Sequence[Passage], name: str) -> Answer:
    if reply.refused:
        note = f"{name} wrote no sentence that the clauses it cites bear out; this answer was made without it."
        return offline.noted(note)
    left_out = ""
    if reply.dropped:
        some = "One sentence" if reply.dropped == 1 else f"{reply.dropped} sentences"
        left_out = f"{some} of {name} left out: not borne out by the clauses cited."
    order = [*reply.used, *(i for i in range(len(passages)) if i not in reply.used)]
    citations = citations_of([passages[i] for i in order])
    return replace(offline.noted(left_out), text=reply.text, by=name, citations=citations, kind="answer")
