"""The page's words and marks as HTML: everything that comes from a document, a file name or a model is escaped here.

    finding_html(finding, …)  ->  '<p class="reason">…</p><blockquote>…</blockquote>'

Labels of buttons and expanders are Markdown to Streamlit, so `label` escapes them instead.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer
from assistant.checklist import Checklist
from assistant.cite import Citation
from assistant.findings import ControlPointResult, Finding, Report, Status, Verdict
from assistant.report import Audience, Headline, escape_markdown
from assistant.report.blocks import one_line, shortened
from assistant.report.wording import (
    KIND_WORDS,
    LANGUAGE_WORDS,
    RANK_WORDS,
    VERDICT_WORDS,
    clause_and_page,
    counted,
    how_much_was_read,
    pages_named,
    place,
    status_in_words,
)

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

    from assistant.facts import DealFact
    from assistant.intake import Added
    from assistant.records import DocumentRow

MOST_NEAREST = 3
LONGEST_SHOWN = 700

VERDICT_COLOURS: dict[Verdict, str] = {
    "adequate": "green",
    "weak": "orange",
    "missing": "red",
    "not_determinable": "violet",
}
SHORT_STATUS: dict[Status, tuple[str, str]] = {
    "yes": ("in place", "green"),
    "partial": ("weak", "orange"),
    "no": ("not located", "red"),
    "elsewhere": ("in a document not held", "violet"),
    "not_determinable": ("undecided", "violet"),
    "not_applicable": ("does not apply", "gray"),
    "failed": ("not judged", "violet"),
}
BURDEN_STATUS: dict[Status, tuple[str, str]] = SHORT_STATUS | {
    "yes": ("costs you", "blue"),
    "partial": ("costs you in part", "blue"),
    "no": ("not asked of you", "gray"),
}
NEUTRAL_STATUS: dict[Status, tuple[str, str]] = SHORT_STATUS | {"no": ("not located", "gray")}
KIND_OF_ANSWER = {
    "not_in_documents": ("not in the documents", "violet"),
    "reference": ("reference notes, not your documents", "blue"),
    "redacted": ("blacked out", "violet"),
}


# Markdown for labels, HTML for everything else ----------------------------------------------------------------------


def label(text: str) -> str:
    """Text for a button or an expander that shows as typed.

    >>> label("*a*.pdf")
    '\\\\*a\\\\*.pdf'
    """
    # Streamlit looks for :icon: and :colour[…] after it has read the Markdown, so a backslash is not enough.
    return escape_markdown(text).replace(":", ":\u200b")


def markdown_html(text: str) -> str:
    """Markdown as HTML in which nothing loads, links or runs, whoever wrote it."""
    return str(_markdown().render(text))


@cache
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "link", "autolink"])


def pill(words: str, colour: str) -> str:
    return f'<span class="pill {colour}">{escape(words)}</span>'


def cite_label(citation: Citation) -> str:
    """What stands on the button that opens a citation."""
    return label(shortened(place(citation), 90))


def short_cite_label(citation: Citation, several: bool) -> str:
    """The same in a narrow column: no heading, and the file only where there are several."""
    where = clause_and_page(citation, heading=not citation.clause)
    return label(shortened(f"{where}, {citation.file}" if several else where, 70))


# The check ----------------------------------------------------------------------------------------------------------


def tally_html(report: Report) -> str:
    """How the control points stand, and how many findings a person must read."""
    counts = {verdict: sum(p.verdict == verdict for p in report.control_points) for verdict in VERDICT_WORDS}
    tiles = [(str(counts[verdict]), words, VERDICT_COLOURS[verdict]) for verdict, words in _verdicts()]
    tiles.append((str(len(report.to_read)), "need your eyes", "gray"))
    return (
        '<div class="tally">'
        + "".join(f'<div class="tile {c}"><b>{number}</b><span>{escape(w)}</span></div>' for number, w, c in tiles)
        + "</div>"
    )


def _verdicts() -> Iterable[tuple[Verdict, str]]:
    return ((verdict, VERDICT_WORDS[verdict]) for verdict in VERDICT_COLOURS)


def headline_html(number: int, headline: Headline) -> str:
    """One of the first issues: what, how grave, and the quote or the proof of search."""
    # What is in place stands here for its red flag alone.
    colour = "orange" if headline.status == "yes" else SHORT_STATUS[headline.status][1]
    marks = pill(headline.words.split(":")[0], colour)
    marks += "".join(f'<span class="mark">{escape(w)}</span>' for w in (headline.rank, headline.severity) if w)
    marks += " " + pill("please read", "gray") if headline.please_read else ""
    evidence = quote_html(headline.quote) if headline.quote else f'<p class="proof">{escape(headline.proof)}</p>'
    return (
        f'<div class="issue"><div class="head"><span class="number">{number}</span>'
        f"<b>{escape(headline.label)}</b> {marks}</div>"
        f'<p class="where">{escape(headline.title)}</p><p class="reason">{escape(headline.reason)}</p>{evidence}</div>'
    )


def control_point_html(result: ControlPointResult) -> str:
    """A row of the table: title and summary, verdict, rank, severity."""
    rank = RANK_WORDS[result.rank] if result.rank else "–"
    return (
        '<div class="row"><div><b>'
        + escape(result.title)
        + f'</b><p class="reason">{escape(result.summary)}</p></div>'
        + f"<div>{pill(VERDICT_WORDS[result.verdict], VERDICT_COLOURS[result.verdict])}</div>"
        + f"<div>{escape(rank)}</div><div>{escape(result.severity or '–')}</div></div>"
    )


TABLE_HEAD = (
    '<div class="row header"><div>Control point</div><div>Verdict</div><div>Rank</div><div>Severity</div></div>'
)


def finding_label(finding: Finding, checklist: Checklist) -> str:
    """The line that opens a requirement: its name, its status in colour and words, and whether to read it."""
    statuses = {"burdens": BURDEN_STATUS, "neutral": NEUTRAL_STATUS}.get(finding.side, SHORT_STATUS)
    words, colour = statuses[finding.status]
    words = "denied by the text" if finding.status == "no" and finding.citations else words
    flag = " :orange-badge[red flag]" if finding.red_flags else ""
    eyes = " :gray-badge[please read]" if finding.please_read else ""
    return f"{label(checklist.requirement(finding.requirement).label)} :{colour}-badge[{words}]{flag}{eyes}"


def finding_html(finding: Finding, report: Report, checklist: Checklist) -> str:
    """What was asked, what is there, in words; the quotes follow one by one."""
    requirement = checklist.requirement(finding.requirement)
    rated = [status_in_words(finding), *(w for w in (finding.rank, finding.severity) if w)]
    if finding.status != "not_applicable":
        rated.append(f"certainty {round(finding.confidence * 100)} %")
    parts = [f'<p class="asked">{escape(requirement.question)}</p>']
    parts.append(f'<p class="rated">{escape("; ".join(rated)).capitalize()}.</p>')
    if finding.reason:
        parts.append(f'<p class="reason">{escape(finding.reason)}</p>')
    if not finding.citations:
        parts.append(f'<p class="proof">{escape(how_much_was_read(report, finding))}</p>')
    return "".join(parts)


def evidence(finding: Finding) -> list[tuple[str, Citation, str]]:
    """(what it is, the citation, a remark) for everything a finding can show, in reading order."""
    limiting = set(finding.limiting)
    shown = [("", citation, "") for citation in finding.citations if citation not in limiting]
    shown += [("Words that limit it", citation, "") for citation in finding.limiting]
    shown += [("Red flag", citation, flag) for flag, citation in finding.red_flags]
    shown += [
        ("Nearest, and why it does not count", near.citation, near.why_not) for near in finding.nearest[:MOST_NEAREST]
    ]
    return shown


def quote_html(citation: Citation, heading: str = "", remark: str = "") -> str:
    """Somebody's words; the button under them says where they stand."""
    top = f'<p class="kind">{escape(heading)}</p>' if heading else ""
    bottom = f'<p class="remark">{escape(remark)}</p>' if remark else ""
    words = escape(shortened(citation.quote, LONGEST_SHOWN))
    return f"{top}<blockquote>{words}</blockquote>{bottom}"


def cited_html(citation: Citation) -> str:
    """The quote over the page it opens."""
    return f'<div class="cited"><b>{escape(place(citation))}</b>{quote_html(citation)}</div>'


def document_text(markdown: str) -> str:
    """A report or a list of questions, to be read on the page."""
    return f'<div class="document-text">{markdown_html(markdown)}</div>'


# Documents and facts ------------------------------------------------------------------------------------------------


def document_html(row: "DocumentRow") -> str:
    """One line about a held document, and one about what could not be read in it."""
    kind = KIND_WORDS.get(row.kind, row.kind)
    facts = f"{kind}, {counted(row.pages, 'page')}, {counted(row.clauses, 'clause')}, {LANGUAGE_WORDS[row.language]}"
    lost = f"<em>{escape(_unread(row))}</em>" if row.unreadable_pages else ""
    return f'<div class="document"><b>{escape(one_line(row.file))}</b><span>{escape(facts)}</span>{lost}</div>'


def holdings_html(rows: "Sequence[DocumentRow]", wanted: Sequence[str]) -> str:
    """What we hold, what the text sends us to and we do not hold, and what could not be read."""
    held = [f"{one_line(row.file)} ({KIND_WORDS.get(row.kind, row.kind)})" for row in rows]
    lost = [f"{one_line(row.file)}: {_unread(row)}" for row in rows if row.unreadable_pages]
    columns = (
        ("Held", held, "Nothing yet."),
        ("Asked for by the text, not held", [one_line(name) for name in wanted], "Nothing that we noticed."),
        ("Not readable", lost, "Every page was read."),
    )
    return '<div class="holdings">' + "".join(_list_html(*column) for column in columns) + "</div>"


def _list_html(title: str, items: Sequence[str], none: str) -> str:
    lines = "".join(f"<li>{escape(item)}</li>" for item in items) or f'<li class="none">{escape(none)}</li>'
    return f"<div><h4>{escape(title)}</h4><ul>{lines}</ul></div>"


def _unread(row: "DocumentRow") -> str:
    return f"{pages_named(row.unreadable_pages)} could not be read"


def fact_html(fact: "DealFact") -> str:
    """A fact's name and how far it is to be trusted: nothing is taken for true before somebody says so."""
    if fact.confirmed:
        mark = pill("confirmed", "green")
    elif fact.value:
        mark = pill("suggested, please confirm", "orange")
    else:
        mark = pill("not known, please fill in", "violet")
    return f'<div class="fact">{escape(fact.label)}<br>{mark}</div>'


def page_and_file(citation: Citation) -> str:
    """For a narrow button, the page first: `page 4, supply.pdf`"""
    return label(f"page {citation.page}, {shortened(citation.file, 40)}")


def added_line(added: "Added") -> str:
    """What became of one file, in a line."""
    if added.status == "rejected":
        return f"Not added: {one_line(added.reason or added.file)}"
    words = {"added": "Added", "unchanged": "Already held", "replaced": "Replaced"}[added.status]
    lost = f"; {pages_named(added.unreadable_pages)} could not be read" if added.unreadable_pages else ""
    counts = f"{counted(added.pages, 'page')}, {counted(added.clauses, 'clause')}"
    return f"{words}: {one_line(added.file)} ({counts}{lost})"


def lines_html(lines: Iterable[str]) -> str:
    """Plain lines, one under the other."""
    return '<div class="lines">' + "".join(f"<div>{escape(line)}</div>" for line in lines) + "</div>"


def usable(report: Report | None, rows: "Sequence[DocumentRow]", checklist: Checklist) -> Report | None:
    """The report, unless a document in it is gone or another checklist judged: then it must not be shown."""
    held = {row.id for row in rows}
    if report is None or report.engine.checklist_hash != checklist.hash:
        return None
    return report if all(document.document in held for document in report.documents) else None


# Answers ------------------------------------------------------------------------------------------------------------


def answer_html(answer: Answer) -> str:
    """The reply, what kind of reply it is, and what the reader should know about it."""
    words = KIND_OF_ANSWER.get(answer.kind)
    mark = f"<p>{pill(*words)}</p>" if words else ""
    understood = f'<p class="from">Understood as: {escape(answer.asked)}</p>' if answer.asked else ""
    by = "" if answer.by == "offline" else f'<p class="from">Written by {escape(answer.by)} from the quoted clauses</p>'
    note = f'<p class="from">{escape(answer.note)}</p>' if answer.note else ""
    return f'<div class="answer">{mark}{understood}{markdown_html(answer.text)}{note}{by}</div>'


def stored_answer(stored: dict[str, Any]) -> Answer:
    """An answer as it was given: its citations come back unchanged."""
    return Answer(
        question=stored["question"],
        text=stored["answer"],
        answerable=stored["answerable"],
        score=stored["score"],
        citations=tuple(stored_citation(citation) for citation in stored["citations"]),
        kind=stored.get("kind", "answer"),
        by=stored.get("by", "offline"),
        note=stored.get("note", ""),
        asked=stored.get("asked", ""),
        latency_ms=stored.get("latency_ms", 0.0),
    )


def stored_citation(stored: dict[str, Any]) -> Citation:
    """A citation from its JSON."""
    return Citation(**{name: stored[name] for name in Citation.__dataclass_fields__})


def scope_html(chosen: int, held: int, notes: bool) -> str:
    """What the next question is put to."""
    if notes:
        words = "Asking our reference notes only"
    elif not held:
        words = "No documents yet: our reference notes can answer what agreements should say"
    elif chosen == held:
        words = f"Asking all {counted(held, 'document')}" if held > 1 else f"Asking {counted(held, 'document')}"
    else:
        words = f"Asking {chosen} of {counted(held, 'document')}"
    return f'<p class="from">{escape(words)}</p>'


def deal_html(name: str, rows: "Sequence[DocumentRow]") -> str:
    """The deal's name and what is held of it, in a line."""
    pages, clauses = sum(row.pages for row in rows), sum(row.clauses for row in rows)
    held = f"{counted(len(rows), 'document')}, {counted(pages, 'page')}, {counted(clauses, 'clause')}"
    return f'<div class="deal"><h1>{escape(name)}</h1><span>{escape(held)}</span></div>'


# Fixed words --------------------------------------------------------------------------------------------------------

BRAND = '<div class="brand"><b>Controlpoint</b><span>Manufacturing agreements checked, with proof</span></div>'
WELCOME = (
    '<div class="welcome"><h1>Check a manufacturing agreement</h1>'
    "<p>Add an agreement with its quality agreement, amendments and audit reports in the panel on the left, or start with "
    "the sample deal. Each control point is judged on every clause, and every statement opens the page it rests on.</p>"
    "<ol><li>Add the documents of one deal.</li><li>Confirm five facts; nothing is taken for granted.</li>"
    "<li>Read the first five issues, ask about the text, and take the questions to the other side.</li></ol>"
    '<p class="small">Documents stay on this machine. This is working material for people, not legal advice.</p></div>'
)
NOT_CHECKED = '<p class="empty">These documents have not been checked yet.</p>'
NO_ISSUES = '<p class="empty">No protection on this checklist falls short. Read the evidence before you rely on it.</p>'
NOTHING_TO_READ = '<p class="empty">No finding is too uncertain to act on.</p>'
CHAT_OPENING = (
    '<p class="empty">Every answer quotes the text and opens its page. What the documents do not say is said to be so. '
    "To start with:</p>"
)
SEARCHING = '<p class="from">Reading the clauses …</p>'
FIRST_QUESTIONS = (
    "Who owns improvements to the manufacturing process?",
    "How much notice do we get before a change?",
    "What should an exit plan contain?",
)
LANGUAGES = {"en": "English", "zh": "Chinese", "both": "Both"}
AUDIENCES: dict[Audience, str] = {"internal": "For us", "counterparty": "For the other side"}
AUDIENCE_WORDS: dict[Audience, str] = {
    "internal": "Verdicts, severity, certainty, positions and fallbacks: not for the other side.",
    "counterparty": "What the text says and what we did not locate; no verdicts, severity, positions or fallbacks.",
}
