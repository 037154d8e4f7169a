"""Audit and inspection reports: each observation beside the contract right behind it, and what the report proves."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from assistant.evidence import EvidenceEntry
from assistant.observations import Observation, Observations
from assistant.page import html, html_audit, phrases
from assistant.page.cited import citation_button
from assistant.page.session import checklist_named, kept
from assistant.report.observed import observation_citation

if TYPE_CHECKING:
    from assistant.records import DocumentRow
    from assistant.workspace import Workspace


def audits(workspace: "Workspace", rows: "Sequence[DocumentRow]") -> None:
    agreements = [row.id for row in rows if row.kind not in ("audit_report", "other")]
    for row in rows:
        if row.kind == "audit_report":
            found = kept(workspace, f"audit {row.id}", partial(workspace.observations, row.id, agreements))
            report(workspace, row, found, bool(agreements))
            proves(workspace, row, kept(workspace, f"evidence {row.id}", partial(workspace.evidence, row.id)))


def report(workspace: "Workspace", row: "DocumentRow", found: Observations, beside: bool) -> None:
    st.subheader(html.label(found.file), anchor=False)
    with st.container(border=True, gap="xsmall", key=f"audit-{row.id[:12]}"):
        st.html(html_audit.audit_html(found))
    if not beside:
        st.html(phrases.NO_AGREEMENT_BESIDE)
    for number, observation in enumerate(found.observations):
        with st.container(border=True, gap="xsmall", key=f"observation-{row.id[:12]}-{number}"):
            one_observation(workspace, row, found, observation, f"{row.id[:12]}-{number}")
    unused(found)


def unused(found: Observations) -> None:
    """The other way round: what is agreed and nobody used."""
    if found.rights_not_used:
        with st.container(border=True, key=f"unused-{html.slug(found.file)}"):
            st.html(html_audit.unused_html(found.rights_not_used, checklist_named("contract")))


def one_observation(
    workspace: "Workspace", row: "DocumentRow", found: Observations, observation: Observation, key: str
) -> None:
    st.html(html_audit.observation_html(observation))
    citation_button(workspace, observation_citation(row.id, found.file, observation), f"seen-{key}")
    for place, right in enumerate(right for right in found.rights if right.observation == observation.number):
        with st.container(gap=None, key=f"right-{key}-{place}"):
            checks = [
                c
                for c in found.cross_checks
                if (c.observation, c.requirement) == (right.observation, right.requirement)
            ]
            st.html(html_audit.right_html(right, checks, checklist_named("contract")))
            if right.citation:
                citation_button(workspace, right.citation, f"right-{key}-{place}-cited")


def proves(workspace: "Workspace", row: "DocumentRow", entries: Sequence[EvidenceEntry]) -> None:
    checklist = checklist_named("evidence")
    st.subheader("What this report proves", anchor=False)
    st.html(phrases.EVIDENCE_HEAD)
    for point in checklist.control_points:
        own = [entry for entry in entries if entry.requirement.control_point == point.id]
        with st.expander(html_audit.evidence_label(point.title, own), type="compact"):
            for number, entry in enumerate(own):
                st.html(html_audit.evidence_html(entry))
                for citation in (entry.citations or entry.nearest)[:1]:
                    st.html(html.quote_html(citation, "" if entry.citations else "Nearest"))
                    citation_button(workspace, citation, f"evidence-{row.id[:12]}-{point.id}-{number}")
