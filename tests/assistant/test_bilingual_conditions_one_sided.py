"""Conditions, exceptions and provisos that only one of two texts has, told by what every translator renders."""

import re

import pytest

from assistant.bilingual.circumstances import CIRCUMSTANCES, TOPICS
from assistant.bilingual.compare import differences
from assistant.bilingual.pair import Difference, PairOfTexts
from assistant.bilingual.parties import party_names
from assistant.bilingual.whole_words import first
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


@pytest.mark.parametrize(
    ("chinese", "found"),
    [
        ("供应商的保证书见附件三。", None),
        ("供应商应交出合格证书。", "证书"),
        ("中期报告验收通过时付款。", None),
        ("过时的标签应予销毁。", "过时"),
        ("买方可在即日起即使用该仓库。", None),
        ("即使买方迟延，供应商仍应交货。", "即使"),
        ("双方的不同意见应予记录。", None),
        ("买方不同意的，供应商不得变更。", "不同意"),
    ],
)
def test_letters_of_other_words_are_no_word_of_a_table(chinese: str, found: str | None) -> None:
    match = first(re.compile("证书|过时|即使|不同意"), chinese, "zh")
    assert (match and match.group()) == found


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        # Chinese words that are part of others, or have another meaning beside some.
        ("The parent's letter of undertaking forms Annex 4.", "母公司的保证书作为附件四。"),
        ("The Buyer shall pay half of the fee upon acceptance of the mould.", "模具验收通过时，买方应支付一半费用。"),
        ("The Seller grants the Buyer the right to use the mould at its plant.", "卖方授予买方权利，即使用模具在其工厂生产。"),
        ("The Supplier's dissent shall be noted.", "供应商的不同意见应予注明。"),
        ("The label shall bear the UDI.", "标签上应载明器械唯一标识。"),
        ("The protocol fixes the time points.", "方案规定取样时间点。"),
        # English words with another meaning.
        ("The Buyer shall report any fault that it can see.", "买方应报告其可见的任何瑕疵。"),
        ("The credit is valid for negotiation until 3 May 2026.", "信用证议付有效期至2026年5月3日。"),
        ("Goods spoilt on the way may be rejected.", "运输途中变质的货物可予拒收。"),
        (
            "This Contract is the entire agreement between the Parties and replaces all negotiations and offers.",
            "本合同为双方之间的完整协议，并取代此前的一切磋商及要约。",
        ),
        # What a free translation says otherwise.
        ("Where no drawing is available, the sample decides.", "无图纸的，以样品为准。"),
        ("The Supplier shall ask for a waiver where one is available.", "供应商应在可申请豁免时提出豁免申请。"),
        ("Neither a visit nor its omission releases the Supplier.", "无论买方是否参观，均不免除供应商的责任。"),
        ("The price list may be published, after consulting the Buyer.", "价目表可予公布，但应事先与买方协商。"),
        ("The moulds shall not be taken out of China.", "模具不得携带出境。"),
        ("The Buyer may end the Contract in whole or in part.", "买方得终止本合约之全部或一部。"),
        ("The Supplier shall pay a rebate of 2% on all purchases that exceed USD 500.", "对超过500美元部分的采购额，供应商应给予2%的返利。"),
        ("The Supplier shall issue the final report in May.", "供应商应于五月出具终稿。"),
        ("The Supplier shall report every critical deviation.", "供应商应报告每一重大偏差。"),
        ("The courts of Vienna have non-exclusive jurisdiction.", "维也纳法院享有非专属管辖权。"),
        ("The Buyer may accept the lot at a discount of thirty per cent (30%).", "买方可按七折价格接受该批次。"),
        # What an earlier sentence has said, and sentences that end at different places.
        (
            "Early shipment requires the Buyer's consent. Without it the Buyer may return the goods.",
            "提前发货须经买方同意。未经同意的，买方可退回货物。",
        ),
        (
            "The licence lasts for ten years. It may not be sublicensed. The Buyer shall not copy the mould.",
            "许可期限为十年，不得再许可。买方不得复制模具。",
        ),
        (
            "Retained samples are kept for two years after the expiry date or three years after distribution.",
            "留样保存至有效期后两年或发运后三年。",
        ),
        # What prevails without the verb being said again.
        (
            "The English text shall prevail as regards Annex 1 and the Chinese text as regards filings.",
            "附件一以英文本为准，申报以中文本为准。",
        ),
        (
            "This Agreement shall prevail over the Purchase Orders in matters of price, the Quality Agreement over this Agreement in matters of quality.",
            "在价格事项上本协议优先于采购订单，在质量事项上质量协议优先于本协议。",
        ),
    ],
)  # fmt: skip
def test_what_a_translation_says_otherwise_is_no_difference(english: str, chinese: str) -> None:
    kinds = {"condition", "opposite", "exclusivity", "governing_language", "percentage", "period"}
    assert [found.reason for found in differences_of(english, chinese) if found.kind in kinds] == []


def test_any_other_time_answers_at_any_time() -> None:
    texts = PairOfTexts(
        "Owner may visit the orchard each spring, and at any other time on four days' notice where blight is feared.",
        "果园主可于每年春季查看果园；担心发生枯萎病的，还可在其他任何时间查看，但应提前四日通知。",
    )

    assert not [told for told in differences(texts, party_names([], Roles((), ()))) if "at any time" in told.reason]
