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
    [("Supplier", "Customer"), ("Alder", "Birch"), ("Company", "Client"), ("Seller", "Company")],
)
def test_the_one_that_makes_is_the_supplier_whatever_it_is_called(maker: str, buyer: str) -> None:
    roles = resolve_roles(agreement(maker, buyer))

    assert maker in roles.supplier
    assert buyer in roles.customer


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
