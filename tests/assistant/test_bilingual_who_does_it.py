"""Who does it, by which names, beside which words, and told by what."""

import pytest

from assistant.bilingual.compare import differences
from assistant.bilingual.pair import PairOfTexts
from assistant.bilingual.parties import PartyNames, party_names
from assistant.roles import Roles

NAMES: PartyNames = party_names([], Roles((), ()))


def party_differs(english: str, chinese: str) -> bool:
    return any(d.kind == "party" for d in differences(PairOfTexts(english, chinese), NAMES))


@pytest.mark.parametrize(
    ("english", "faithful", "altered"),
    [
        ("You must insure the pallets.", "贵方须为托盘投保。", "我方须为托盘投保。"),
        (
            "The wording of the leaflet is decided by the CDMO.",
            "说明书的文字由CDMO决定。",
            "说明书的文字由客户决定。",
        ),
        (
            "The Manufacturer shall draft the protocol and the Customer shall approve it.",
            "应由制造商起草方案，客户批准。",
            "应由客户起草方案，制造商批准。",
        ),
        (
            "The fees of the expert shall be paid by the Party against whom the expert finds.",
            "专家费用由其结论对之不利的一方支付。",
            "专家费用由提出送检的一方支付。",
        ),
        (
            "A Party may be late by ten days. After that the other Party may cancel the batch.",
            "一方可迟延十日。此后，另一方可取消该批次。",
            "一方可迟延十日。此后，任何一方可取消该批次。",
        ),
        ("A withdrawal is decided by the Customer.", "撤市由客户决定。", "撤市由双方共同决定。"),
        (
            "If the Supplier foresees a strike, it shall warn the Customer at once.",
            "供应商预见罢工的，应立即提醒客户。",
            "客户预见罢工的，应立即提醒供应商。",
        ),
        ("The stamp duty is for the Supplier's account.", "印花税由供应商承担。", "印花税由客户承担。"),
        (
            "The Supplier shall send late goods by air if the Customer asks. The extra freight is borne by the Supplier.",
            "如客户要求，供应商应空运迟延的货物。由此增加的运费由供应商承担。",
            "如客户要求，供应商应空运迟延的货物。由此增加的运费由客户承担。",
        ),
    ],
)
def test_a_party_exchanged_is_told_and_a_faithful_text_is_not(english: str, faithful: str, altered: str) -> None:
    assert not party_differs(english, faithful)
    assert party_differs(english, altered)


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        # Somebody else of the kind, and a place, are no party.
        ("If the Supplier sells cheaper to another customer, it shall tell the Customer.", "供应商以更低价格向其他客户销售的，应告知客户。"),
        ("The Supplier shall burn the waste in its own plant.", "供应商应在自己的工厂焚烧废物。"),
        # The party that receives what is secret has no name.
        ("Each Party shall keep secret what it receives from the other Party.", "对于自另一方获得的信息，接收方应予保密。"),
        # Chinese puts another's act in front.
        ("The Supplier shall repay the advance within ten days after the Customer has served its notice.", "客户送达通知后十日内，供应商应退还预付款。"),
        ("The tolls are paid by the Customer and the Supplier keeps the receipts.", "过路费由委托加工方支付，受托加工方保存收据。"),
        # The one to whom it is done is not bound; who is told of it bears no cost.
        ("The Supplier shall be provided by the Buyer with a rolling plan.", "买方应向供应商提供滚动计划。"),
        ("The Supplier shall notify the Buyer of the fault and repair the line at its own expense.", "供应商知悉故障后，应立即通知买方，并应自费修复生产线。"),
        ("The Supplier may engage cleaners after notifying the Buyer.", "供应商在通知买方后可聘用清洁人员。"),
        ("The Supplier is aware that the Buyer may use a second source.", "供应商知悉买方可使用第二来源。"),
        ("The Parties shall sign the form and the Supplier shall file it.", "双方应签署该表格，并由供应商备案。"),
        ("The Supplier in consultation with the Buyer determines the route.", "运输路线由供应商会同买方确定。"),
        ("Licensor shall refund the fee after Licensee has returned the drawings.", "被许可方返还图纸后十个工作日内,许可方应退还费用。"),
        ("The guarantor is jointly and severally liable with the Supplier.", "担保人与供应商承担连带责任。"),
    ],
)  # fmt: skip
def test_other_ways_to_say_who_does_it_are_no_difference(english: str, chinese: str) -> None:
    assert not party_differs(english, chinese)


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        # The case in front ends with 者; the prohibition to withhold consent names nobody in English.
        ("The Supplier may also stop at once if the Buyer loses its import permit.", "买方丧失其进口许可者，供应商亦可立即停止。"),
        (
            "The Supplier shall not move the line without the prior consent of the Buyer, which shall not be unreasonably withheld.",
            "供应商如拟将生产线的任何一段搬迁，须事先取得买方同意，买方不得无理拒绝。",
        ),
        # Who approves the suppliers is told after 由; the head of quality is no duty, nor is what ought to have been seen.
        ("The Buyer is responsible for approving the makers of the caps.", "瓶盖的供应商由买方负责批准。"),
        ("The Buyer shall add its figures and both heads of quality shall sign.", "买方补充其数据后，由双方质量负责人签署。"),
        (
            "The Buyer is responsible for the drawings, but this does not relieve the Supplier of its duty to point out mistakes which it would have seen.",
            "买方对其所提供的图纸的内容负责，但这并不免除供应商对其本应发现的错误予以指出的义务。",
        ),
        # Whose goods are paid for does not burn them.
        (
            "In that case it shall pay for the Buyer's pallets lost and shall burn them at its own cost.",
            "在此情形下，供应商应赔偿灭失的买方托盘，并应自费焚烧。",
        ),
        ("Each Party bears the stamp duty that the law lays on it.", "法律规定由何方缴纳的印花税，即由该方承担。"),
    ],
)  # fmt: skip
def test_a_party_is_not_exchanged_where_the_other_text_tells_it_in_another_construction(
    english: str, chinese: str
) -> None:
    assert not party_differs(english, chinese)


def test_who_takes_a_decision_is_told_where_it_is_made_by_a_party_s_own_person() -> None:
    english = "The final decision on the lot shall be made by the Buyer's authorised person."

    assert not party_differs(english, "由买方质量受权人对该批作出最终决定。")
    assert party_differs(english, "由供应商质量受权人对该批作出最终决定。")


def test_a_usual_name_by_which_an_agreement_means_others_is_no_party_of_it() -> None:
    pairs = [
        ("Party A shall inspect the kits and Party B shall repair the kits.", "甲方应检验套件，乙方应修理套件。"),
        ("Party B may ask Party A, and Party A shall answer.", "乙方可询问甲方，甲方应答复。"),
    ] * 6 + [("The cleaning contractor of the site is listed.", "场地的供应商已列明。")]

    names = party_names(pairs, Roles((), ()))

    assert "party b" in names.second and "乙方" in names.second
    assert "contractor" not in names.second
    assert "供应商" not in names.second
