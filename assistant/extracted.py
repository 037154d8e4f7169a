"""An answer in the documents' own words: the decisive sentences with the lists they belong to, and one line on top.

    Supplier shall keep the records: **at least six (6) years after expiry**. Condition: *unless Customer asks for them*

    > the sentence itself, with its place

A question in several parts is answered part by part where different clauses answer them.
"""

import re
from collections.abc import Callable, Sequence

from assistant.answer import Answer, AnswerKind
from assistant.cite import Citation
from assistant.columns import NamedRow, named_row
from assistant.disagreement import disagreement
from assistant.enumerated import items_of, lead_in
from assistant.excerpt import best_span, values_in
from assistant.follow_up import leans_on_before
from assistant.retrieve import Passage, Retrieved
from assistant.set_facts import Conflict
from assistant.signals import redacted
from assistant.stated import statement_of, told
from assistant.understand import Question
from ingest.document import Clause, Span

Find = Callable[[str], Retrieved]
MOST_CITATIONS = 5
# A second clause joins the answer when it fits nearly as well as the first.
NEARLY_AS_GOOD = 0.7
MOST_PARTS = 3
LONGEST_LEAD_IN, LONGEST_ITEM = 500, 300
_ASKS = (
    r"who|whose|what|what's|how|when|where|which|why|does|do|is|are|can|could|may|must|will|would|should|has|have|if"
)
_NEXT_PART = re.compile(
    rf"(?i)[?？]\s*|(?:,|;|\s)\s*(?:and|or|but)\s+(?=(?:then\s+)?(?:{_ASKS})\b)|[，,；;]\s*(?=(?:由?谁|怎么|如何|多少|多久|几|是否|哪|什么))"
)


def extracted(text: str, found: Retrieved, note: str, find: Find | None = None) -> Answer:
    """The answer that quotes; `find` retrieves again, for the parts of a question in several."""
    best = found.passages[0]
    telling = [best] + [p for p in found.passages[1:3] if p.score >= best.score - NEARLY_AS_GOOD]
    pieces = _each_place_once([_pieces(found.question, passage) for passage in telling])
    citations = citations_of(found.passages)
    if conflict := disagreement(found.question, found.passages):
        return _both_sides(text, found, conflict, citations, note)
    quote = " ".join(piece.quote for piece in pieces[0])
    kind: AnswerKind = "redacted" if _value_is_redacted(found, quote) else "answer"
    lead = told([statement_of(quote, found.question)], found.question.chinese)
    rows = [(passage, row) for passage in telling if (row := named_row(passage.reading, passage.clause))]
    citations = tuple(dict.fromkeys((*citations_of(telling), *_beside_rows(rows), *citations)))
    if kind == "redacted":
        lead = "The clause is there, but the value asked for is blacked out in this copy."
    shown = [
        lead,
        *(quoted(*of_passage) for of_passage in pieces),
        *(f"In the table: {_in_one_line(row.text)}." for _, row in rows),
    ]
    more = _other_parts(found, pieces, find) if find else []
    shown += [words for words, _ in more]
    cited = (
        tuple(dict.fromkeys((*citations[:1], *(c for _, cs in more for c in cs), *citations))) if more else citations
    )
    body = "\n\n".join(words for words in shown if words)
    return Answer(text, body, True, found.p_answerable, cited[:MOST_CITATIONS], kind, note=note)


def citations_of(passages: Sequence[Passage]) -> tuple[Citation, ...]:
    """Whole clauses, best first."""
    cited = dict.fromkeys(citation for passage in passages[:MOST_CITATIONS] for citation in passage.citations())
    return tuple(cited)[:MOST_CITATIONS]


def parts_of(question: str) -> list[str]:
    """A question in several parts, taken apart; one part where it is simple.

    >>> parts_of("How many days to reject, and who tests it if we disagree?")
    ['How many days to reject', 'who tests it if we disagree']
    """
    parts = [part.strip(" ,;，；") for part in _NEXT_PART.split(question)]
    return [part for part in parts if part][:MOST_PARTS]


def _other_parts(
    found: Retrieved, pieces: Sequence[Sequence[Citation]], find: Find
) -> list[tuple[str, list[Citation]]]:
    """For each part of the question that another clause answers: its words, under the part itself, and their places."""
    parts = parts_of(found.question.text)
    if len(parts) < 2:
        return []
    shown = [piece for of_passage in pieces for piece in of_passage]
    answered: list[tuple[str, list[Citation]]] = []
    for part in parts:
        if leans_on_before(part):
            continue
        own = find(part)
        if not own.answerable or not own.passages:
            continue
        places = _pieces(own.question, own.passages[0])
        if any(place.document == s.document and place.span.overlaps(s.span) for place in places for s in shown):
            continue
        lead = told([statement_of(" ".join(p.quote for p in places), own.question)], own.question.chinese)
        words = "\n\n".join(w for w in (f"*{_in_one_line(part)}*", lead, quoted(*places)) if w)
        answered.append((words, places))
        shown += places
    return answered


def _beside_rows(rows: Sequence[tuple[Passage, NamedRow]]) -> list[Citation]:
    """Where the columns of rows are named, and their letters explained."""
    return [
        citation
        for passage, row in rows
        for clause in (row.names, *row.legends)
        for citation in Passage(passage.reading, clause, 0.0, passage.trace).citations()
    ]


def _pieces(question: Question, passage: Passage) -> list[Citation]:
    """The words of one clause that answer, after what leads in to them and before the items that they lead in to."""
    spans = [(passage.clause, best_span(question, passage.clause))]
    if above := lead_in(passage.reading, passage.clause):
        spans.insert(0, (above, _last_words(above)))
    elif _ends_there(*spans[0]):
        spans += [(item, _first_words(item)) for item in items_of(passage.reading, passage.clause)]
    return [c for clause, span in spans for c in Passage(passage.reading, clause, 0.0, passage.trace).citations(span)]


def _ends_there(clause: Clause, span: Span) -> bool:
    return not clause.text[span.end - clause.span.start :].strip()


def _last_words(clause: Clause) -> Span:
    """The sentence that leads in to a list."""
    from assistant.sentences import sentence_bounds

    start, _ = sentence_bounds(clause.text)[-1]
    return Span(max(clause.span.start + start, clause.span.end - LONGEST_LEAD_IN), clause.span.end)


def _first_words(clause: Clause) -> Span:
    from assistant.sentences import sentence_bounds

    _, end = sentence_bounds(clause.text)[0]
    return Span(clause.span.start, min(clause.span.start + end, clause.span.start + LONGEST_ITEM))


def _each_place_once(pieces: Sequence[list[Citation]]) -> list[list[Citation]]:
    """Without what an earlier passage showed already: a lead-in and its items may all have been found."""
    seen: list[Citation] = []
    kept = []
    for of_passage in pieces:
        new = [c for c in of_passage if not any(c.document == s.document and c.span.overlaps(s.span) for s in seen)]
        seen += new
        if new:
            kept.append(new)
    return kept


def _both_sides(text: str, found: Retrieved, conflict: Conflict, citations: tuple[Citation, ...], note: str) -> Answer:
    """Both quotes when two documents disagree, and what they say about which prevails."""
    trace = found.passages[0].trace
    sides = [(s.value, quote) for s in conflict.statements for c in s.citations[:1] for quote in trace(c)]
    said = " and ".join(f"**{_in_one_line(value)}** in {quote.file}" for value, quote in sides)
    subject = conflict.title[:1].lower() + conflict.title[1:]
    lead = f"The documents disagree on {subject}: {said}. {conflict.precedence}"
    rules = [quote for rule in conflict.rules for quote in trace(rule.citation)]
    body = "\n\n".join(quoted(quote) for quote in (*(quote for _, quote in sides), *rules))
    cited = tuple(dict.fromkeys((*citations[:1], *(quote for _, quote in sides), *rules, *citations)))
    return Answer(text, f"{lead}\n\n{body}", True, found.p_answerable, cited[:MOST_CITATIONS], note=note)


def _value_is_redacted(found: Retrieved, quote: str) -> bool:
    wants_value = bool({"duration", "amount", "date"} & found.question.wants)
    return wants_value and redacted(quote) and not values_in(quote, found.question)


def quoted(*pieces: Citation) -> str:
    """Words with their places: several where amendments changed a part, or where a list belongs together."""
    places = " with ".join(dict.fromkeys(_place(piece) for piece in pieces))
    return f"{places}:\n\n> {' '.join(_in_one_line(piece.quote) for piece in pieces)}"


def _place(citation: Citation) -> str:
    clause = f"clause {citation.clause}" if citation.clause else (citation.heading or "text")
    return f"{citation.file}, {clause}, page {citation.page}".replace("*", "\\*").replace("_", "\\_")


def _in_one_line(text: str) -> str:
    """A quote as one escaped line: contract text is data, and must not become markup."""
    from assistant.report.as_markdown import escape_markdown

    return escape_markdown(" ".join(text.split()))
