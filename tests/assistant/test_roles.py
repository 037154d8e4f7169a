"""Who buys and who makes is read from what each party does."""

import pytest

from assistant.roles import CUSTOMER, SUPPLIER, Roles, resolve_roles

DUTIES = """
{maker} shall manufacture and supply the Product to {buyer}. {maker} shall deliver each batch within thirty days.
{maker} shall manufacture the Product at its plant. {buyer} shall purchase the Product from {maker}.
{buyer} shall pay each invoice. {buyer} may place purchase orders. {buyer} shall submit a rolling forecast.
{maker} shall ship the Product. Product manufactured by {maker} must meet the Specifications.
"""


def agreement(maker: str, buyer: str) -> str:
    opening = f'This Agreement is between Alder Ltd. ("{maker}") and Birch Inc. ("{buyer}").\n'
    return opening + DUTIES.format(maker=maker, buyer=buyer)


@pytest.mark.parametrize(
    ("maker", "buyer"),
    [
        ("Supplier", "Customer"),
        ("Alder", "Birch"),
        ("Company", "Client"),
        ("Seller", "Company"),
        ("Contract Manufacturer", "Company"),
        ("Entrusted Party", "MAH"),
        ("Party A", "Party B"),
        ("Manufacturer", "Licensor"),
    ],
)
def test_the_one_that_makes_is_the_supplier_whatever_it_is_called(maker: str, buyer: str) -> None:
    roles = resolve_roles(agreement(maker, buyer))

    assert maker in roles.supplier
    assert buyer in roles.customer


def test_a_buyer_that_supplies_the_materials_is_still_the_customer() -> None:
    text = (
        agreement("Seller", "Buyer") + "Buyer shall deliver the API. Buyer shall supply its materials to Seller. " * 6
    )

    assert "Buyer" in resolve_roles(text).customer
    assert "Seller" in resolve_roles(text).supplier


def test_a_manufacturer_that_buys_is_the_customer() -> None:
    text = agreement("Alder", "Manufacturer") * 4

    assert "Manufacturer" in resolve_roles(text).customer


def test_chinese_parties_are_told_apart_by_what_they_do() -> None:
    text = (
        "委托方（以下简称“甲方”）与受托方（以下简称“乙方”）订立本协议。"
        + "乙方应当生产产品并交付甲方。甲方应当支付加工费。" * 4
    )

    roles = resolve_roles(text)

    assert "甲方" in roles.customer
    assert "乙方" in roles.supplier


def test_tagging_replaces_names_and_possessives_by_roles() -> None:
    tagged = Roles(("Medtech",), ("Pharmaspray",)).tag("Medtech may audit Pharmaspray's plant.")

    assert tagged.split() == [CUSTOMER, "may", "audit", SUPPLIER, "plant."]


@pytest.mark.parametrize(
    ("buyer", "maker"), [("客户", "制造商"), ("委托企业", "受托企业"), ("需方", "供货方"), ("采购商", "生产商")]
)
def test_the_usual_chinese_names_of_the_sides_are_known_without_being_introduced(buyer: str, maker: str) -> None:
    roles = resolve_roles(f"生产协议\n\n1.1 {buyer}有权对{maker}的场地进行审计。")

    assert roles.tag(f"{buyer}有权审计{maker}").split() == [CUSTOMER, "有权审计", SUPPLIER]


@pytest.mark.parametrize("called", ["以下称「阿尔德」", "以下简称“阿尔德”", "以下称为“阿尔德”", "简称“阿尔德”"])
def test_a_chinese_agreement_introduces_a_name_of_its_own(called: str) -> None:
    text = f"生产协议\n\n受托方：某某药业有限公司（{called}）\n\n1.1 阿尔德应生产产品。阿尔德应向委托方交付产品。阿尔德负责供应。阿尔德应发运产品。"

    assert "阿尔德" in resolve_roles(text).supplier


def test_chinese_names_introduced_without_brackets_are_told_apart_by_what_is_done_for_whom() -> None:
    text = """本协议由下列双方签署：
（1）北京康望生物制品有限公司，下称“康望”；
（2）重庆太岭制药有限公司，下称“太岭”。
1.1 太岭在其厂区为康望灌装并包装疫苗。
1.2 排期以康望的滚动计划为基础，太岭应当保证产能。
2.1 康望可以检查太岭厂区，太岭负责检测。
2.2 康望应在开票后六十日付款。康望不承诺采购量。
"""
    roles = resolve_roles(text)

    assert "康望" in roles.customer
    assert "太岭" in roles.supplier


def test_in_two_languages_both_sides_are_told_apart_in_each() -> None:
    text = (
        'Buyer: Corrie Limited ("Buyer"). Maker: Lanting Co., Ltd. ("Maker"). Maker shall develop the Device. Maker shall pay '
        "the cost of a recall. Maker shall order the parts it needs. Buyer shall pay. Buyer shall order every month. Buyer may audit.\n"
        "买方：科里公司（“买方”）。制造商：岚汀公司（“制造商”）。制造商应生产器械。制造商应供应器械。制造商应交付器械。买方应付款。买方应下达订单。买方有权审计。"
    )
    roles = resolve_roles(text)
    assert {"Buyer", "买方"} <= set(roles.customer)
    assert {"Maker", "制造商"} <= set(roles.supplier)
