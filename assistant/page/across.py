"""Between the documents: where they disagree, what belongs to what, what amendments do, the text in force, two languages."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from assistant.amendments.operations import Amendment, Operation
from assistant.bilingual import Discrepancy, TwoLanguages
from assistant.cite import Citation
from assistant.findings import Report
from assistant.page import html, html_check, html_set, phrases
from assistant.page.changes import tracked_changes
from assistant.page.cited import citation_button
from assistant.page.session import chosen_checklist, downloads, kept
from assistant.report.amended import consolidated_as_json, consolidated_as_markdown, operation_in_words
from assistant.report.languages import TO_COMPARE, WHY_TO_COMPARE
from assistant.report.the_set import which_prevails
from assistant.set_facts import Conflict

if TYPE_CHECKING:
    from assistant.records import DocumentRow
    from assistant.workspace import Workspace


def across(workspace: "Workspace", rows: "Sequence[DocumentRow]", report: Report) -> None:
    files = {row.id: row.file for row in rows}
    amending = any(held.kind == "amendment" for held in report.documents)
    if len(report.documents) < 2 and not (report.markup or report.languages or amending):
        st.html(phrases.NOTHING_ACROSS)
        return
    conflicts(workspace, report, files)
    for review in report.markup:
        tracked_changes(workspace, review)
    for two in report.languages:
        languages(workspace, two)
    if report.together.belongings:
        st.subheader("How the documents hang together", anchor=False)
        st.html(html_set.belongings_html(report.together.belongings, files))
    amendments(workspace, rows, report)
    text_in_force(workspace, report)
    if len(report.documents) > 1:
        st.subheader("Each document on its own", anchor=False)
        st.html(html_check.own_judgements_html(report, chosen_checklist()))


# Disagreement -------------------------------------------------------------------------------------------------------


def conflicts(workspace: "Workspace", report: Report, files: dict[str, str]) -> None:
    if len(report.documents) < 2:
        return
    st.subheader("Where the documents disagree", anchor=False)
    if not report.together.conflicts:
        st.html(phrases.NO_CONFLICTS)
    for number, conflict in enumerate(report.together.conflicts):
        with st.container(border=True, gap="xsmall", key=f"conflict-{number}"):
            one_conflict(workspace, conflict, files, f"conflict-{number}")
    rules = list(dict.fromkeys(rule.citation for rule in report.together.precedence))
    if rules:
        with st.expander("What the documents say about precedence", type="compact"):
            for number, citation in enumerate(rules):
                quoted(workspace, citation, f"precedence-{number}")


def one_conflict(workspace: "Workspace", conflict: Conflict, files: dict[str, str], key: str) -> None:
    settled = ("settled by precedence", "blue") if conflict.prevails else ("not settled", "orange")
    st.html(html.title_html(conflict.title, [settled]))
    sides = st.columns(len(conflict.statements), gap="medium")
    for number, (side, statement) in enumerate(zip(sides, conflict.statements, strict=True)):
        with side, st.container(gap=None):
            st.html(html.title_html(statement.value, [], files.get(statement.document, "")))
            for citation in statement.citations[:1]:
                quoted(workspace, citation, f"{key}-{number}")
    st.html(html.said_html("Which prevails", which_prevails(conflict, files)))


# Amendments ---------------------------------------------------------------------------------------------------------


def amendments(workspace: "Workspace", rows: "Sequence[DocumentRow]", report: Report) -> None:
    checked = {held.document for held in report.documents}
    amending = [row for row in rows if row.kind == "amendment" and row.id in checked]
    not_applied = {
        change.operation: change.why for changes in report.together.changes for change in changes.not_applied
    }
    for row in amending:
        amendment = kept(workspace, f"amendment {row.id}", partial(workspace.amendment, row.id))
        st.subheader(html.label(f"What {row.file} does"), anchor=False)
        st.html(html_set.amendment_html(amendment, bool(report.together.changes)))
        for number, operation in enumerate(amendment.operations):
            one_operation(workspace, operation, f"{row.id[:8]}-{number}", not_applied.get(operation, ""))
        own_terms(workspace, amendment, row.id[:8])


def one_operation(workspace: "Workspace", operation: Operation, key: str, why_not: str) -> None:
    with st.expander(html_set.operation_label(operation_in_words(operation), operation.kind, why_not), type="compact"):
        if why_not:
            st.html(html.said_html("Not applied", why_not))
        st.html(html.kind_html("Ordered by"))
        quoted(workspace, operation.instruction, f"order-{key}")
        if operation.old:
            st.html(html.kind_html("Words meant" if operation.kind in ("amended", "added") else "Goes"))
            quoted(workspace, operation.old, f"old-{key}")
        for number, citation in enumerate(operation.new):
            if not number:
                st.html(html.kind_html("Comes"))
            quoted(workspace, citation, f"new-{key}-{number}")
        if operation.note:
            st.html(html.said_html("Note", operation.note))


def own_terms(workspace: "Workspace", amendment: Amendment, key: str) -> None:
    if amendment.own_terms:
        with st.expander(f"Terms of its own ({len(amendment.own_terms)})", type="compact"):
            for number, term in enumerate(amendment.own_terms):
                for citation in term.citations[:1]:
                    quoted(workspace, citation, f"term-{key}-{number}")


def text_in_force(workspace: "Workspace", report: Report) -> None:
    """The consolidated view: every clause names the document that last set it."""
    if not report.together.changes:
        return
    ids = [held.document for held in report.documents]
    family = kept(workspace, f"family {sorted(ids)}", lambda: workspace.family(ids))
    for number, consolidated in enumerate(family.consolidated):
        st.subheader(html.label(f"{consolidated.readings[0].document.file} as amended"), anchor=False)
        st.html(phrases.CONSOLIDATED)
        downloads(
            "text-in-force",
            {
                "md": partial(consolidated_as_markdown, consolidated),
                "json": partial(consolidated_as_json, consolidated),
            },
            f"force-{number}",
        )
        if st.toggle("Show the text in force", key=f"show-force-{number}"):
            with st.container(border=True, height=560):
                st.html(html.document_text(consolidated_as_markdown(consolidated)))


# Two languages ------------------------------------------------------------------------------------------------------


def languages(workspace: "Workspace", two: TwoLanguages) -> None:
    st.subheader(html.label(f"English and Chinese in {two.file}"), anchor=False)
    st.html(html_set.languages_html(two))
    for number, citation in enumerate(two.language_clause.citations[:2]):
        quoted(workspace, citation, f"governing-{two.document[:8]}-{number}")
    _each(workspace, two.discrepancies, f"languages-{two.document[:8]}")
    if two.to_compare:
        with st.expander(f"{TO_COMPARE} ({len(two.to_compare)})", type="compact"):
            st.caption(WHY_TO_COMPARE)
            _each(workspace, two.to_compare, f"compare-{two.document[:8]}")


def _each(workspace: "Workspace", discrepancies: Sequence[Discrepancy], key: str) -> None:
    for number, found in enumerate(discrepancies):
        with st.container(border=True, gap="xsmall", key=f"{key}-{number}"):
            one_discrepancy(workspace, found, f"one-{key}-{number}")


def one_discrepancy(workspace: "Workspace", found: Discrepancy, key: str) -> None:
    st.html(html_set.discrepancy_html(found))
    english, chinese = st.columns(2, gap="medium")
    for column, words, citation in ((english, "English", found.en), (chinese, "Chinese", found.zh)):
        with column, st.container(gap=None):
            st.html(html.kind_html(words))
            if citation:
                quoted(workspace, citation, f"{key}-{words}")
            else:
                st.html(phrases.NOT_IN_THIS_LANGUAGE)


def quoted(workspace: "Workspace", citation: Citation, key: str) -> None:
    st.html(html.quote_html(citation))
    citation_button(workspace, citation, key)
