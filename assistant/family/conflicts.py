"""Where two documents of a set say different things on one subject: both quotes, and what precedence says.

Only subjects of `corpus/subjects.yaml` are compared, and only where each document says one thing: a document that names two
periods for the same subject distinguishes cases that a comparison cannot see.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

from assistant.cite import Citation, cite
from assistant.family.precedence import prevailing
from assistant.family.subjects import Subject, load_subjects
from assistant.reading import Reading
from assistant.set_facts import Conflict, Precedence, Statement
from ingest.document import Span
from ingest.split.plain import chinese_share
from ingest.split.sentences import sentence_ends

CHINESE_SENTENCE = 0.3
MOST_QUOTES = 2


def conflicts_in(
    readings: Sequence[Reading], rules: Sequence[Precedence], together: Callable[[str, str], bool] = lambda a, b: True
) -> tuple[Conflict, ...]:
    """Every disagreement of two documents that belong `together`, in the order of the subjects."""
    said = {reading.document.id: _sentences(reading) for reading in readings}
    kinds = {reading.document.id: reading.document.kind for reading in readings}
    found: list[Conflict] = []
    for subject in load_subjects():
        statements = [s for id in said if (s := statement_of(subject, id, said[id]))]
        for one, other in combinations(statements, 2):
            if one.value.casefold() != other.value.casefold() and together(one.document, other.document):
                own = [r for r in rules if r.citation.document in (one.document, other.document)]
                found.append(_conflict(subject, one, other, kinds, own))
    return tuple(found)


def statement_of(subject: Subject, document: str, sentences: Sequence[tuple[Citation, bool]]) -> Statement | None:
    """The one thing a document says on a subject; `None` when it says nothing, or several things."""
    said = [(value, c) for c, chinese in sentences if (value := subject.value_in(" ".join(c.quote.split()), chinese))]
    values = {value.casefold() for value, _ in said}
    if len(values) != 1:
        return None
    return Statement(document, said[0][0], tuple(citation for _, citation in said[:MOST_QUOTES]))


def _sentences(reading: Reading) -> list[tuple[Citation, bool]]:
    """The document's sentences; of a bilingual one the English, so that a slip of translation is no conflict."""
    found = list(_all_sentences(reading))
    if reading.document.language == "mixed" and any(not chinese for _, chinese in found):
        return [(citation, chinese) for citation, chinese in found if not chinese]
    return found


def _all_sentences(reading: Reading) -> Iterator[tuple[Citation, bool]]:
    for clause in reading.clauses:
        if not clause.citable or clause.kind == "table":
            continue
        start = 0
        for end in [*sentence_ends(clause.text), len(clause.text)]:
            if clause.text[start:end].strip():
                span = Span(clause.span.start + start, clause.span.start + end)
                citation = cite(reading.document, clause, span)
                yield citation, chinese_share(citation.quote) > CHINESE_SENTENCE
            start = end


def _conflict(
    subject: Subject, one: Statement, other: Statement, kinds: Mapping[str, str], rules: Sequence[Precedence]
) -> Conflict:
    pair = (kinds[one.document], kinds[other.document])
    winner, words, used = (
        prevailing(subject, pair, rules)
        if pair[0] != pair[1]
        else (None, "Both are of one kind; no clause says which prevails.", ())
    )
    prevails = next((s.document for s in (one, other) if winner and kinds[s.document] == winner), None)
    return Conflict(
        subject.id, subject.title, subject.title_zh, subject.requirement, (one, other), prevails, words, used
    )
