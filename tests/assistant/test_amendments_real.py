"""Real amendments among the labelled agreements, where they are at hand: recognised, and every change of a clause listed."""

import os
from pathlib import Path

import pytest

from assistant.amendments.operations import Amendment
from assistant.amendments.read import read_amendment
from assistant.reading import Reading
from ingest.read import read_document
from ingest.split import split_clauses

EVAL = os.environ.get("CONTROLPOINT_EVAL", "")
pytestmark = pytest.mark.skipif(not EVAL, reason="CONTROLPOINT_EVAL does not name the labelled agreements")

# What a careful reader lists for each, by number and date of the amendment.
CHANGES = {
    (3, "2017-12-21"): [
        "replaced Section 1 of Amendment #2", "amended Section 2.1", "added the agreement", "replaced Section 6.5",
        "replaced last sentence of Section 6.5", "replaced Section 6.5", "amended the agreement of Quality and Technical Agreement",
    ],
    (1, "2018-06-22"): [
        "added Exhibit AA-1, AA-2, AA-3, AA-4", "amended the agreement", "added Exhibit D-1", "amended Section 1.5.1",
        "replaced penultimate sentence of Section 1.3", "added Section 1.5.3", "added Section 3a", "added Exhibit D",
    ],
    (1, "2020-12-18"): [
        "replaced the agreement",
        *(f"restated Section {n}" for n in (
            "1.4", "1.11", "2.2", "2.4(a)", "2.4(b)", "2.4(c)", "2.4(d)", "2.5", "2.7", "2.9(a)", "2.9(b)", "2.10", "2.12(b)",
            "2.15", "3.2(c)", "3.3", "5.1(d)", "5.2", "6",
        )),
        "added Section 3.2(d)", "added Section 3.2(e)", "deleted Section 3.4",
    ],
}  # fmt: skip


def the_amendments() -> list[Amendment]:
    documents = [read_document(path) for path in sorted((Path(EVAL) / "check" / "txt").glob("*.txt"))]
    return [read_amendment(Reading(d, tuple(split_clauses(d)))) for d in documents if d.kind == "amendment"]


def test_the_amendments_are_recognised_and_their_changes_listed() -> None:
    found = {(a.number, a.date): [f"{o.kind} {o.target}" for o in a.operations] for a in the_amendments()}

    assert found == CHANGES
