"""An item more in one list, and a sentence that only one text has."""

import pytest

from assistant.bilingual.lists import left_out_things
from assistant.bilingual.matched_lists import items_left_over
from assistant.bilingual.pair import PairOfTexts
from assistant.bilingual.parties import party_names
from assistant.bilingual.unsaid import sentences_unsaid
from assistant.roles import Roles

NAMES = party_names([], Roles((), ()))
ZH_LIST = "每张发票须注明订单号、批号、净重及原产国。"
ZH_TWO = "卖方应在三十日内交货。买方应自费办理保险。"


@pytest.mark.parametrize(
    ("english", "told"),
    [
        ("Each invoice shall state the order number, the batch number, the net weight and the country of origin.", False),
        ("Each invoice shall state the country of origin, the net weight, the batch number and the order number.", False),
        ("Each invoice shall state the order number, the batch number, the insurance policy, the net weight and the country of origin.", True),
    ],
)  # fmt: skip
def test_an_item_without_a_partner_is_told_whatever_the_order(english: str, told: bool) -> None:
    assert bool(list(items_left_over(PairOfTexts(english, ZH_LIST), NAMES))) is told


@pytest.mark.parametrize(
    ("english", "told"),
    [
        ("The Seller shall deliver within thirty days. The Buyer shall insure the goods at its own cost.", False),
        ("The Seller shall deliver within thirty days. Lack of funds is not an event of force majeure. The Buyer shall insure the goods at its own cost.", True),
    ],
)  # fmt: skip
def test_a_sentence_that_nothing_in_the_other_text_says_is_told(english: str, told: bool) -> None:
    assert bool(list(sentences_unsaid(PairOfTexts(english, ZH_TWO), NAMES))) is told


def test_a_list_cut_short_by_a_bracket_counts_nothing() -> None:
    english = "The Supplier shall, within two (2) weeks, deliver drawings, moulds, gauges and spare parts to the Buyer."
    assert not list(left_out_things(PairOfTexts(english, "供应商应在两周内，交付图纸、模具、量规及备件。"), NAMES))
