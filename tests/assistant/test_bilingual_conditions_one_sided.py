"""Conditions, exceptions and provisos that only one of two texts has, told by what every translator renders."""

import pytest

from assistant.bilingual.circumstances import CIRCUMSTANCES, TOPICS
from assistant.bilingual.compare import differences
from assistant.bilingual.pair import Difference, PairOfTexts
from assistant.bilingual.parties import party_names
from assistant.roles import Roles


def differences_of(english: str, chinese: str) -> list[Difference]:
    return differences(PairOfTexts(english, chinese), party_names([], Roles((), ())))


def conditions_of(english: str, chinese: str) -> list[str]:
    return [found.reason for found in differences_of(english, chinese) if found.kind == "condition"]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("The Supplier shall hand over the moulds.", "供应商应在全部货款结清后移交模具。"),
        ("The Supplier shall hand over the moulds once it has been paid.", "供应商应移交模具。"),
        ("The Buyer may visit the plant.", "买方在无逾期货款时可参观工厂。"),
        ("The Supplier shall replace the filters.", "因供应商自身原因的，供应商应更换滤芯。"),
        ("The Supplier, if at fault, shall replace the filters.", "供应商应更换滤芯。"),
        ("The Buyer may end the order.", "协商未果的，买方可终止订单。"),
        ("The Buyer may reject the lot.", "经复检仍不符合要求的，买方可拒收该批次。"),
        ("The Buyer may enter the cold store.", "经供应商人员陪同，买方可进入冷库。"),
        ("The Buyer may enter the cold store during office hours.", "买方可进入冷库。"),
        ("The Supplier shall pay the claim.", "经生效判决确定后，供应商应支付该索赔款。"),
        ("The Supplier shall keep the pallets.", "仓位许可时，供应商应保管托盘。"),
        ("The Buyer shall pay for the resin that cannot be used for other customers.", "买方应就树脂付款。"),
        ("The Supplier may ship in parts in an emergency.", "供应商可分批发货。"),
        ("The Buyer is named as insured.", "应买方要求，将买方列为被保险人。"),
        ("The plant may be visited.", "在不影响正常生产的情况下，可参观工厂。"),
        ("The price of the filters stays, even if the resin becomes dearer.", "除树脂涨价外，滤芯价格不变。"),
    ],
)
def test_a_circumstance_that_only_one_text_names_is_told(english: str, chinese: str) -> None:
    assert differences_of(english, chinese)


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("The Supplier shall hand over the moulds after payment in full.", "供应商应在全部货款结清后移交模具。"),
        ("Sums overdue bear interest at 5% a year.", "逾期款项按年利率5%计息。"),
        (
            "Where the Supplier is to blame, it shall replace the filters.",
            "因供应商自身原因的，供应商应更换滤芯。",
        ),
        ("If talks fail, the Buyer may end the order.", "协商未果的，买方可终止订单。"),
        ("Any such lot shall be treated as rejected.", "任何该等批次应按拒收处理。"),
        ("The Supplier shall hand over the moulds at any time without more.", "供应商应随时无条件移交模具。"),
        ("From the third year the Buyer may buy elsewhere as it sees fit.", "自第三年起，买方可自行决定向他处采购。"),
        ("The total shall not exceed USD 1,000.", "总额不得超逾1,000美元。"),
        ("The goods may be used for no other purpose than filling.", "货物除用于灌装外，不得用于任何其他目的。"),
        ("The slot may be moved by seven days in either direction.", "档期可提前或推迟七日。"),
        ("The result is final, absent manifest error.", "除有明显错误外，结果为终局结果。"),
        ("The plan shall have the approval of both parties prior to use.", "该计划须经双方批准方可使用。"),
    ],
)
def test_a_circumstance_in_other_words_is_no_difference(english: str, chinese: str) -> None:
    assert conditions_of(english, chinese) == []


def test_no_two_circumstances_have_the_same_wording() -> None:
    wordings = [wording for _, *wording in (*CIRCUMSTANCES, *TOPICS)]

    assert len({tuple(wording) for wording in wordings}) == len(wordings)
