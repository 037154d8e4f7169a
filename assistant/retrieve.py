"""Retrieval: the clauses of the documents in scope, best first for a question; also as a LangChain retriever.

retriever = workspace.retriever()                       # any LangChain chain takes it
retriever.invoke("Who may audit the plant?")  ->  [Document(page_content=clause, metadata={file, page, clause, ...})]
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.belief import Knowledge, best_is_chinese, load_knowledge
from assistant.cite import Citation, cite
from assistant.family.family import texts_in_force
from assistant.rank import Shelf, Trace, as_it_stands, features
from assistant.reading import Reading
from assistant.understand import Question, understand
from ingest.document import Clause, Span

Embed = Callable[[str], np.ndarray]


@dataclass(frozen=True)
class Passage:
    """A clause found for a question, and how well it fits."""

    reading: Reading
    clause: Clause
    score: float
    trace: Trace = field(default=as_it_stands, compare=False)

    def citations(self, span: Span | None = None) -> tuple[Citation, ...]:
        """Where the clause, or `span` inside it, stands in the documents; several places when amendments changed it."""
        return self.trace(cite(self.reading.document, self.clause, span))


@dataclass(frozen=True)
class Retrieved:
    """Passages for one question, best first, and the belief that they answer it."""

    question: Question
    passages: tuple[Passage, ...]
    p_answerable: float
    answerable: bool


def retrieve(text: str, shelf: Shelf, embed: Embed, most: int = 8, knowledge: Knowledge | None = None) -> Retrieved:
    """Rank every clause of the shelf for a question."""
    knowledge = knowledge or load_knowledge()
    question = understand(text, embed)
    if not shelf.clauses:
        return Retrieved(question, (), 0.0, False)
    rows = features(question, shelf, knowledge.topic_columns)
    scores = knowledge.ranking(rows)
    p = knowledge.belief(question, shelf, scores, rows)
    best = np.argsort(-scores, kind="stable")[:most]
    passages = tuple(Passage(shelf.places[i][0], shelf.places[i][1], float(scores[i]), shelf.trace) for i in best)
    return Retrieved(question, passages, p, knowledge.answers(question, p, best_is_chinese(shelf, scores)))


class ClauseRetriever(BaseRetriever):
    """A LangChain retriever over the documents in scope: words and meaning fused, clauses with their heading path."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    shelf: Any
    embed: Any
    k: int = 5

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        found = retrieve(query, self.shelf, self.embed, most=self.k)
        return [_as_langchain(passage) for passage in found.passages]


def _as_langchain(passage: Passage) -> LangChainDocument:
    citation = passage.citations()[0]
    metadata = citation.as_dict() | {"path": list(passage.clause.path), "score": round(passage.score, 4)}
    return LangChainDocument(page_content=passage.clause.text.strip(), metadata=metadata, id=passage.clause.id)


def shelf_of(readings: Sequence[Reading]) -> Shelf:
    """Every citable clause in force: an agreement is searched as its amendments leave it, and cited where the words stand."""
    texts = texts_in_force(readings)
    return Shelf(texts.readings, trace=texts.trace, documents=len(readings))
