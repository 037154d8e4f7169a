"""Questions for everything ("list every notice period") read every clause instead of the best five."""

from dataclasses import dataclass

from assistant.cite import Citation, cite
from assistant.excerpt import best_span, values_in
from assistant.rank import SHAPES, Shelf
from assistant.understand import Question
from assistant.words import tokens_of

MOST_ROWS = 60
LONGEST_CELL = 220
# Words of a question for everything that say nothing of the subject: "list every notice period" is about notices.
_FOR_ANY = frozenset(
    tokens_of("list every each all period periods date dates deadline amount amounts sum fee number 列出 所有 全部")
)


@dataclass(frozen=True)
class Table:
    """Rows found by the sweep, as Markdown, with the citation of each."""

    text: str
    citations: tuple[Citation, ...]


def table_of(question: Question, shelf: Shelf) -> Table | None:
    """Every clause that speaks of the subject and holds what is asked for; `None` when nothing does."""
    from assistant.report.as_markdown import escape_markdown

    wanted = [shape for shape in SHAPES if shape in question.wants]
    own, wider = set(question.own) - _FOR_ANY or set(question.own), set(question.wider)
    rows: list[str] = []
    citations: list[Citation] = []
    for (reading, clause), stems, held in zip(shelf.places, shelf.stems, shelf.shapes, strict=True):
        if wanted and not any(held[SHAPES.index(shape)] for shape in wanted):
            continue
        if not (own & stems or len(wider & stems) >= 2):
            continue
        found = cite(reading.document, clause, best_span(question, clause))
        values = values_in(found.quote, question)
        if wanted and not values:
            continue
        places = shelf.trace(found)
        citation = places[0]
        cells = [
            citation.file,
            citation.clause or citation.heading,
            str(citation.page),
            "; ".join(values),
            " ".join(found.quote.split())[:LONGEST_CELL],
        ]
        rows.append("| " + " | ".join(escape_markdown(cell) for cell in cells) + " |")
        citations += places
    if not rows:
        return None
    more = f" The first {MOST_ROWS} are shown." if len(rows) > MOST_ROWS else ""
    head = f"All {len(shelf.clauses)} clauses were read; {len(rows)} fit.{more}\n\n| Document | Clause | Page | Named | Words |\n|---|---|---|---|---|\n"
    return Table(head + "\n".join(rows[:MOST_ROWS]), tuple(citations[:MOST_ROWS]))
