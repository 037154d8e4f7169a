"""Documents and facts as HTML: what is held, how every page was read, what speaks to software, what the deal is."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from assistant.checklist import Checklist
from assistant.fact_sheet import Deadline
from assistant.fact_sheet import DealFact as SheetFact
from assistant.findings import Finding
from assistant.notices import Notice, in_one_line
from assistant.page.html import Pill, from_html, pill, said_html, table_html, title_html
from assistant.readability import ReadablePage, summary
from assistant.report.blocks import one_line, shortened
from assistant.report.held import CHOSEN
from assistant.report.wording import KIND_WORDS, LANGUAGE_WORDS, counted, pages_named

if TYPE_CHECKING:
    from assistant.facts import DealFact
    from assistant.intake import Added
    from assistant.records import DocumentRow

KINDS = {"supply_agreement": "supply agreement", "contract": "agreement"}
SOURCES: Mapping[str, Pill] = {
    "text": ("text", "green"),
    "ocr": ("recognised (OCR)", "blue"),
    "unreadable": ("unreadable", "red"),
    "blank": ("blank", "gray"),
}
FACT_MARKS: Mapping[str, Pill] = {
    "stated": ("stated by you", "green"),
    "found": ("found", "blue"),
    "redacted": ("redacted", "violet"),
    "blank": ("left blank", "violet"),
    "not_found": ("not found", "gray"),
}


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


def added_line(added: "Added") -> str:
    """What became of one file, in a line."""
    if added.status == "rejected":
        return f"Not added: {one_line(added.reason or added.file)}"
    words = {"added": "Added", "unchanged": "Already held", "replaced": "Replaced"}[added.status]
    lost = f"; {pages_named(added.unreadable_pages)} could not be read" if added.unreadable_pages else ""
    counts = f"{counted(added.pages, 'page')}, {counted(added.clauses, 'clause')}"
    return f"{words}: {one_line(added.file)} ({counts}{lost})"


def deal_html(name: str, rows: "Sequence[DocumentRow]") -> str:
    """The deal's name and what is held of it, in a line."""
    pages, clauses = sum(row.pages for row in rows), sum(row.clauses for row in rows)
    held = f"{counted(len(rows), 'document')}, {counted(pages, 'page')}, {counted(clauses, 'clause')}"
    return f'<div class="deal"><h1>{escape(name)}</h1><span>{escape(held)}</span></div>'


def side_title(words: str) -> str:
    return f'<h4 class="side">{escape(words)}</h4>'


def added_lines(added: "Added") -> list[str]:
    """What became of one file, and what in it a person should know."""
    note = in_one_line(added.notices)
    return [added_line(added), *([f"  {note}"] if note else [])]


def held_html(row: Mapping[str, Any], files: Mapping[str, str]) -> str:
    """A document's name, what it is and how sure that is, and what it belongs to."""
    kind = KINDS.get(row["detail"], row["detail"].replace("_", " "))
    by_hand = row["detail_reason"] == CHOSEN
    how = ("chosen by hand", "green") if by_hand else (f"{row['detail_confidence'] * 100:.0f} % sure", "gray")
    size = f"{counted(row['pages'], 'page')}, {counted(row['clauses'], 'clause')}, {LANGUAGE_WORDS[row['language']]}"
    why = "" if by_hand else from_html(f"Read from: {row['detail_reason']}")
    belongs = ""
    if row["belongs_to_reason"]:
        words = "Belongs to" if row["belongs_to"] in files else "Belongs to nothing held"
        belongs = said_html(words, row["belongs_to_reason"])
    return title_html(row["file"], [(kind, "blue"), how], size) + why + belongs


def readability_html(readability: Sequence[Mapping[str, Any]]) -> str:
    """One line, and one square a page in the colour of how it was read."""
    pages = [ReadablePage(page["page"], page["source"], page["confidence"]) for page in readability]
    squares = "".join(
        f'<i class="{SOURCES[page.source][1]}" title="{escape(_page_in_words(page))}">{page.page}</i>' for page in pages
    )
    used = dict.fromkeys(page.source for page in pages)
    legend = " ".join(pill(*SOURCES[source]) for source in used)
    return f'<div class="pages"><p class="said">{escape(summary(pages))} {legend}</p><div>{squares}</div></div>'


def pages_table_html(readability: Sequence[Mapping[str, Any]]) -> str:
    rows = [
        (str(page["page"]), SOURCES[page["source"]], "–" if page["confidence"] is None else f"{page['confidence']:.2f}")
        for page in readability
    ]
    return table_html(("Page", "How it was read", "Confidence"), rows)


def _page_in_words(page: ReadablePage) -> str:
    sure = "" if page.confidence is None else f", confidence {page.confidence:.2f}"
    return f"page {page.page}: {SOURCES[page.source][0]}{sure}"


def notices_in_short(notices: Sequence[Notice]) -> str:
    """`This document contains text addressed to software, 3 places (pages 1, 4); none of it is used as evidence`"""
    words = in_one_line(notices).removeprefix("note: ")
    if len(files := list(dict.fromkeys(notice.file for notice in notices))) > 1:
        return words.replace("this document contains", f"{len(files)} documents contain", 1)
    return words.replace("this document", files[0], 1)


def notice_html(notice: Notice) -> str:
    return said_html("", notice.message) + f"<blockquote>{escape(shortened(notice.quote, 300))}</blockquote>"


# The fact sheet -----------------------------------------------------------------------------------------------------


def sheet_name_html(fact: SheetFact) -> str:
    mark = FACT_MARKS[fact.status]
    if fact.status == "found":
        mark = (f"found, {max(found.confidence for found in fact.found) * 100:.0f} % sure", "blue")
    return f'<div class="fact">{escape(fact.kind.label)}<br>{pill(*mark)}</div>'


def sheet_value_html(fact: SheetFact) -> str:
    """The value that counts; below it, when a person has said otherwise, what the documents say."""
    if fact.status == "stated":
        found = "; ".join(dict.fromkeys(found.value.shown for found in fact.found))
        beside = from_html(f"The documents say: {shortened(found, 400)}") if found else ""
        return f'<p class="value">{escape(fact.stated)}</p>{beside}'
    if fact.status != "found":
        return from_html(fact.shown)
    values = list(dict.fromkeys(shortened(found.value.shown, 400) for found in fact.found))
    lines = "".join(f'<p class="value">{escape(value)}</p>' for value in values)
    return lines + (from_html(fact.note) if fact.note else "")


def stale_html(labels: Sequence[str]) -> str:
    return said_html(
        "Changed since the last check", f"{', '.join(labels)}. What follows from it counts once you check again."
    )


def switched_off_html(findings: Sequence[Finding], checklist: Checklist) -> str:
    """Each requirement that a stated fact switches off, with the fact."""
    return "".join(
        title_html(checklist.requirement(f.requirement).label, [("not applicable", "gray")]) + from_html(f.reason)
        for f in findings
    )


def day_html(deadline: Deadline) -> str:
    return f'<p class="day">{deadline.day.isoformat()}</p>'


def deadline_html(deadline: Deadline) -> str:
    return title_html(deadline.title, []) + (from_html(shortened(deadline.note, 400)) if deadline.note else "")
