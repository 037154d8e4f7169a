"""The offline judge on the project's own corpus, and the promises its output keeps on any text."""

import hashlib
import json
from pathlib import Path

import pytest
import yaml
from builders import a_reading
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.checklist import load_checklist
from assistant.expressions import Wording, expressed
from assistant.heads import WEIGHTS, load_heads
from assistant.holders import in_wrong_hands
from assistant.offline import OfflineJudge, red_flags
from assistant.review import review
from assistant.weakness import blacked_out, hangs_on_another, limiting_words, sent_elsewhere

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "contracts"
CHECKLIST = load_checklist("contract")
EXPECTED = yaml.safe_load((CORPUS / "expected.yaml").read_text(encoding="utf-8"))


def judged(file: str) -> dict[str, str]:
    reading = a_reading((CORPUS / file).read_text(encoding="utf-8"), file, language="zh" if "-zh" in file else "en")
    return {finding.requirement: finding.status for finding in review([reading], CHECKLIST, OfflineJudge())}


@pytest.mark.parametrize("name", ["judge", "sentences", "likeness", "topics", "intents"])
def test_the_weights_that_ship_are_those_their_card_names(name: str) -> None:
    recorded = json.loads((WEIGHTS / f"{name}.json").read_text(encoding="utf-8"))["sha256"]

    assert hashlib.sha256((WEIGHTS / f"{name}.safetensors").read_bytes()).hexdigest() == recorded


def test_every_requirement_of_the_contract_checklist_has_trained_heads() -> None:
    assert set(load_heads("judge").names) == {
        f"{kind}:{r.id}" for kind in ("present", "whole") for r in CHECKLIST.requirements
    }


def test_weights_stay_small_enough_for_the_repository() -> None:
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir()) < 30_000_000


def test_an_express_audit_right_is_found_and_cited() -> None:
    text = (
        "This Agreement is between Alder Ltd. (“Supplier”) and Birch Inc. (“Customer”).\n\n"
        "1. Quality audits. Customer may, once per calendar year and on thirty days’ notice, audit the Facility, the manufacturing "
        "process and the quality records of Supplier.\n\n2. Price. Customer shall pay each invoice within thirty days.\n"
    )
    findings = {f.requirement: f for f in review([a_reading(text)], CHECKLIST, OfflineJudge())}

    audit = findings["audit_rights.facility_audit"]
    assert audit.status in ("yes", "partial")
    assert audit.citations[0].quote.startswith("1. Quality audits")
    assert findings["exit_plan.technology_transfer"].status == "no"
    assert len(findings["exit_plan.technology_transfer"].nearest) > 0


def test_an_audit_of_books_alone_does_not_open_the_plant() -> None:
    text = (
        "This Agreement is between Alder Ltd. (“Supplier”) and Birch Inc. (“Customer”).\n\n"
        "1. Records. Supplier shall keep accurate books of account, and an independent accountant appointed by Customer may examine "
        "them once a year to verify the invoices for pass-through costs.\n\n2. Term. This Agreement runs for five years.\n"
    )
    findings = {f.requirement: f for f in review([a_reading(text)], CHECKLIST, OfflineJudge())}

    assert findings["audit_rights.facility_audit"].status == "no"


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=1500))
def test_whatever_the_text_every_quote_stands_in_it_and_every_no_says_what_was_read(text: str) -> None:
    reading = a_reading(f"Agreement\n\n{text}")
    for finding in review([reading], CHECKLIST, OfflineJudge()):
        for citation in (*finding.citations, *finding.limiting, *(near.citation for near in finding.nearest)):
            assert reading.document.text[citation.start : citation.end] == citation.quote
        assert finding.status != "no" or finding.search.clauses_read == len(reading.clauses)
        assert 0 <= finding.confidence <= 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Audits shall be conducted as set forth in the Quality Agreement.", True),
        ("变更控制按照双方另行签署的质量协议执行。", True),
        ("Supplier shall notify Customer of every change of the process.", False),
    ],
)
def test_a_clause_that_only_points_elsewhere_is_recognised(text: str, expected: bool) -> None:
    assert sent_elsewhere(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9.1 Audits of the plant take place as and to the extent provided in the Quality Agreement.", True),
        ("8.1 Supplier shall handle any change in accordance with Section 9 of the Quality Agreement.", True),
        ("9.3 委托方对批记录的查阅，适用质量协议的规定。", True),
        (
            "Each shipment comes with a certificate of analysis. Other papers follow as set out in the Quality Agreement.",
            False,
        ),
        ("Supplier shall test each batch against the Specifications before release.", False),
    ],
)
def test_a_promise_left_whole_to_another_agreement_is_told_apart(text: str, expected: bool) -> None:
    assert hangs_on_another(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ownership of developments shall be [***].", True),
        ("Supplier shall give [***] days' notice of any change.", False),
    ],
)
def test_only_blacked_out_operative_words_hide_a_promise(text: str, expected: bool) -> None:
    assert blacked_out(text) is expected


def test_the_words_that_limit_a_promise_are_quoted() -> None:
    reading = a_reading(
        "1. Supply. Supplier shall fill all orders. Supplier shall do so only if capacity is available."
    )
    limiting = limiting_words(reading.document, reading.clauses)

    assert any("only if capacity is available" in citation.quote for citation in limiting)


@pytest.mark.parametrize(("met", "flagged"), [(True, False), (False, True)])
def test_a_flag_that_says_nothing_is_there_is_not_raised_beside_a_clause_that_does_it(met: bool, flagged: bool) -> None:
    text = "4. Changes. Supplier shall notify Customer of any change to the process ninety days before it is made."
    point = next(p for p in CHECKLIST.control_points if p.id == "change_control")
    approval = next(r for r in point.requirements if r.id == "change_control.approval")

    found = red_flags(point, approval, a_reading(text), [0], met)

    assert ("Notice only; no right to approve." in [words for words, _ in found]) is flagged


def test_a_visit_that_the_supplier_may_grant_at_its_discretion_is_no_expression_of_an_audit_right() -> None:
    granted = "supplierrole may in its sole discretion permit customerrole to inspect the facility in which it is made."
    held = "customerrole shall have the right (on ten days' notice) to inspect the facility and to audit books and records."

    assert expressed("audit_rights.facility_audit", Wording.of(granted)).tolist()[:2] == [0.0, 0.0]
    assert expressed("audit_rights.facility_audit", Wording.of(held))[0] == 1.0


PARTIES = "This Agreement is between Alder Ltd. (“Supplier”) and Birch Inc. (“Customer”).\n\n"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            "4. Start. Supplier shall install and qualify the equipment, take over the analytical methods and report.",
            True,
        ),
        ("4. Start. Customer shall transfer the know-how to Supplier.", True),
        (
            "4. Exit. Supplier shall transfer the process to a third party that Customer names and install nothing.",
            False,
        ),
        ("4. Exit. On termination Supplier shall set up a team that hands the process over.", False),
    ],
)
def test_a_transfer_into_the_plant_is_no_exit(text: str, wrong: bool) -> None:
    reading = a_reading(PARTIES + text)

    assert in_wrong_hands("exit_plan.technology_transfer", reading.clauses[-1], reading) is wrong
