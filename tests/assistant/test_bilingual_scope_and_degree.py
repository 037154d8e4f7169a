"""How far a thing reaches: one word that only one of two texts has, or that both have differently."""

import pytest

from assistant.bilingual.compare import differences
from assistant.bilingual.pair import PairOfTexts
from assistant.bilingual.parties import party_names
from assistant.roles import Roles

NAMES = party_names([], Roles((), ()))


def reasons(english: str, chinese: str) -> list[str]:
    return [difference.reason for difference in differences(PairOfTexts(english, chinese), NAMES)]


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("The oats are sifted and passed by the laboratory before use.", "燕麦过筛并经化验室放行后方可使用。"),
        (
            "The handbook in Annex 2 prevails over the body and over the other annexes.",
            "附件二之手册优先于正文及其他附件。",
        ),
        ("In all else the body of this Agreement prevails.", "其他事项以本协议正文为准。"),
        ("Punctuality is of the essence.", "准时为实质性条件。"),
        ("It shall tell the other of a material reduction of the herd.", "畜群重大减少的，应告知对方。"),
        ("It may be shown to actual or potential lenders.", "可向现有或潜在的贷款人出示。"),
        ("The Supplier shall sort every defect as critical or minor.", "供应商应将缺陷分为关键或次要缺陷。"),
    ],
)
def test_what_both_texts_say_in_their_own_way_is_no_narrowing_and_no_opposite(en, zh):
    assert not reasons(en, zh)


def test_a_text_that_asks_for_a_major_effect_narrows_what_the_other_calls_any():
    en = "The Supplier shall report any deviation in storage within two days."
    zh = "供应商应在二日内报告储存中对质量有重大影响的偏差。"
    assert any("narrows" in reason for reason in reasons(en, zh))


QUALITIES = [
    (
        "The Supplier shall not sell the vaccine anywhere in the world.",
        "供应商不得在世界任何地方销售该疫苗。",
        "供应商不得在中国销售该疫苗。",
    ),
    (
        "The Supplier warrants that the process infringes no patent of a third party.",
        "供应商保证，该工艺不侵犯第三方的任何专利。",
        "供应商保证，据其所知，该工艺不侵犯第三方的任何专利。",
    ),
    (
        "The Buyer may inspect the records of the Supplier.",
        "买方可检查供应商的记录。",
        "买方可检查供应商的核心记录。",
    ),
    (
        "The Supplier shall comply with the quality agreement in all material respects.",
        "供应商应在所有重大方面遵守质量协议。",
        "供应商应遵守质量协议。",
    ),
    (
        "The Supplier shall use its best efforts to release the lot within 20 days.",
        "供应商应尽最大努力在20日内放行该批产品。",
        "供应商应尽合理努力在20日内放行该批产品。",
    ),
    (
        "The Supplier shall use the moulds solely for the orders of the Buyer.",
        "供应商仅可将模具用于买方的订单。",
        "供应商应优先将模具用于买方的订单。",
    ),
    (
        "The guarantor is jointly and severally liable with the Supplier.",
        "保证人与供应商承担连带责任。",
        "保证人与供应商按比例承担责任。",
    ),
    (
        "The Supplier shall send the data in electronic form to the Buyer.",
        "供应商应以电子形式向买方发送数据。",
        "供应商应以任何形式向买方发送数据。",
    ),
]


@pytest.mark.parametrize(("english", "faithful", "altered"), QUALITIES)
def test_a_quality_that_only_one_text_gives_is_told(english: str, faithful: str, altered: str) -> None:
    assert not reasons(english, faithful)
    assert reasons(english, altered)


COUPLES = [
    (
        "Neither party shall be liable for lost profit, whether direct or indirect.",
        "任何一方均不对直接或间接的利润损失承担责任。",
        "任何一方均不对间接的利润损失承担责任。",
    ),
    (
        "This contract replaces all earlier agreements, oral or written.",
        "本合同取代此前一切口头或书面的协议。",
        "本合同取代此前一切口头的协议。",
    ),
    (
        "The cap is the price paid or payable in that year.",
        "上限为该年度已付或应付的价款。",
        "上限为该年度已付的价款。",
    ),
    (
        "Title and risk pass to the Buyer on delivery.",
        "所有权及风险自交付时起转移至买方。",
        "所有权自交付时起转移至买方。",
    ),
]


@pytest.mark.parametrize(("english", "faithful", "altered"), COUPLES)
def test_of_two_things_named_together_the_missing_one_is_told(english: str, faithful: str, altered: str) -> None:
    assert not reasons(english, faithful)
    assert any("both of" in reason for reason in reasons(english, altered))


PREVAILING = [
    (
        "If the two texts differ, the English text shall prevail.",
        "两种文本不一致的，以英文文本为准。",
        "两种文本不一致的，以中文文本为准。",
    ),
    (
        "If the two texts differ, the English text shall prevail.",
        "两种文本不一致的，以英文文本为准。",
        "两种文本具有同等效力。",
    ),
    (
        "In case of doubt the drawing prevails over the sample.",
        "如有疑义，图纸优先于样品。",
        "如有疑义，样品优先于图纸。",
    ),
    (
        "On all other matters this Agreement prevails.",
        "其他一切事项以本协议为准。",
        "其他一切事项以采购订单为准。",
    ),
]


@pytest.mark.parametrize(("english", "faithful", "altered"), PREVAILING)
def test_another_text_that_prevails_is_told(english: str, faithful: str, altered: str) -> None:
    assert not reasons(english, faithful)
    assert any("prevails" in reason for reason in reasons(english, altered))


POINTS = [
    (
        "The United Nations Convention on Contracts for the International Sale of Goods shall not apply.",
        "《联合国国际货物销售合同公约》不予适用。",
        "《联合国国际货物销售合同公约》亦予适用。",
    ),
    (
        "These remedies are in addition to, and not in substitution for, those available at law.",
        "该等救济系对法定救济的补充，而非替代。",
        "该等救济系对法定救济的替代，而非补充。",
    ),
    (
        "Interest runs at five percent (5%) a year and is not compounded.",
        "利息按年利率百分之五计算，不计复利。",
        "利息按年利率百分之五计算，并计复利。",
    ),
    (
        "The confidentiality agreement signed in 2022 remains in force.",
        "2022年签署的保密协议继续有效。",
        "2022年签署的保密协议被取代。",
    ),
]


@pytest.mark.parametrize(("english", "faithful", "altered"), POINTS)
def test_a_point_settled_the_other_way_is_told(english: str, faithful: str, altered: str) -> None:
    assert not reasons(english, faithful)
    assert reasons(english, altered)


def test_a_floor_that_is_a_ceiling_in_the_other_text_is_told() -> None:
    chinese = "供应商应保有至少三个月需求量的安全库存。"
    floor = "The Supplier shall hold a safety stock of at least three (3) months' demand."
    assert not reasons(floor, chinese)
    assert any(
        "A figure" in reason or "at most" in reason for reason in reasons(floor.replace("at least", "up to"), chinese)
    )


def test_less_than_all_is_told() -> None:
    english = "The Seller shall reimburse all costs of the recall."
    assert not reasons(english, "卖方应偿付召回的全部费用。")
    assert any("no more than" in reason for reason in reasons(english, "卖方应偿付召回的合理费用。"))


def test_another_term_of_delivery_is_told() -> None:
    english = "The goods shall be delivered FCA Ningbo (Incoterms 2020)."
    assert not reasons(english, "货物应按FCA宁波（Incoterms 2020）交付。")
    assert any("term of delivery" in reason for reason in reasons(english, "货物应按DAP宁波（Incoterms 2020）交付。"))


def test_dollars_of_hong_kong_are_not_those_of_the_united_states() -> None:
    assert any("currency" in reason for reason in reasons("Prices are in Hong Kong dollars.", "价格以美元计。"))


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("The Buyer need not gross up the payment for tax.", "买方无须就税款对该付款作补足。"),
        ("The know-how is and remains the property of the Buyer.", "专有技术现在及将来均归买方所有。"),
        ("The agreement is renewed for successive periods of one year.", "本协议每次续展一年。"),
        ("Either Party may terminate by notice.", "任何一方均可通知终止。"),
        ("A key ingredient may be changed only with consent.", "关键成分仅可经同意变更。"),
        ("Damages are capped, up to a maximum of 5% of the price.", "赔偿金累计以价款的5%为限。"),
    ],
)
def test_free_translations_are_not_told(english: str, chinese: str) -> None:
    assert not reasons(english, chinese)
