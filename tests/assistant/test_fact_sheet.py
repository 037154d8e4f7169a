"""The fact sheet: what is read, what is said when nothing was found, and that every value has its place."""

import os
from pathlib import Path

import pytest
from builders import a_reading
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import AssistantError
from assistant.fact_sheet import FACT_KINDS, FactSheet, checked_statement, read_facts
from assistant.fact_sheet.amounts import amounts_in, dates_in, periods_in
from assistant.fact_sheet.places import jurisdictions_in
from assistant.fact_sheet.values import PartyValue

ENGLISH = """SUPPLY AGREEMENT

This Supply Agreement (this "Agreement") is made as of the 5th day of March, 2024 (the "Effective Date") by and between
Alder Therapeutics, Inc., a Delaware corporation with offices at 12 Mill Lane, Boston, MA 02110 ("Alder"), and Brook Fine
Chemicals Ltd., a company organised under the laws of Ireland ("Brook").

RECITALS

A. Brook manufactures intermediates for others.

1. DEFINITIONS

1.1 "Product" means the drug substance known as ALD-7 described in Exhibit A.

1.2 "Facility" means Brook's plant at 4 Quay Road, Cork, Ireland.

2. SUPPLY

2.1 Brook shall manufacture and supply Product to Alder. Alder shall purchase Product from Brook and pay Brook's invoices.

2.2 Alder shall give Brook, each calendar quarter, a rolling forecast of its needs for the following eighteen (18) months.

2.3 Alder shall purchase at least 400 kilograms of Product in each year.

2.4 The lead time for Product is ninety (90) days after receipt of a purchase order.

8. TERM

8.1 Term. This Agreement shall commence on the Effective Date and continue for an initial term of five (5) years. It shall
renew automatically for additional terms of two (2) years unless either Party gives notice of non-renewal at least six (6)
months prior to the end of the then current term.

8.2 Alder may terminate this Agreement for convenience at any time on one hundred eighty (180) days' prior written notice.

9. LIABILITY

9.1 The total liability of either Party under this Agreement shall not exceed US$ 3,500,000.

10. LAW

10.1 Governing Law. This Agreement shall be governed by the laws of the State of New York, without regard to conflict of laws.

10.2 Disputes. Any dispute shall be finally settled by arbitration under the rules of the International Chamber of Commerce,
seated in Geneva.
"""

CHINESE = """委托生产协议

签订日期：2025年4月1日

委托方（甲方）：青木医药（上海）有限公司
住所：上海市

受托方（乙方）：南溪制药有限公司
住所：常州市

鉴于：甲方是青木片的药品上市许可持有人。

第一条 定义
1.1 “产品”是指青木片，规格50mg。

第二条 期限
2.1 本协议自签订之日起生效，有效期为三年。期满前六个月任何一方未书面通知不续期的，本协议自动续期一年。

第三条 适用法律
3.1 本协议适用中华人民共和国法律。因本协议发生的争议，提交中国国际经济贸易仲裁委员会仲裁。
"""


def the_sheet(text: str, stated: dict[str, str] | None = None, **more: str) -> FactSheet:
    return read_facts([a_reading(text, **more)], stated)  # type: ignore[arg-type]


def shown_in(text: str, key: str) -> str | None:
    return next((value.shown for value in the_sheet(text).fact(key).values), None)


@pytest.fixture(scope="module")
def english() -> FactSheet:
    return the_sheet(ENGLISH)


@pytest.fixture(scope="module")
def chinese() -> FactSheet:
    return the_sheet(CHINESE, language="zh")


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("effective_date", "2024-03-05"),
        ("term", "5 years"),
        ("expiry_date", "2029-03-04 (computed)"),
        ("renewal", "automatic, 2 years at a time"),
        ("renewal_notice", "6 months"),
        ("termination_notice", "180 days"),
        ("governing_law", "New York"),
        ("forum", "arbitration, International Chamber of Commerce, Geneva"),
        ("liability_cap", "USD 3,500,000"),
        ("minimum", "kilograms 400"),
        ("forecast", "18 months"),
        ("lead_time", "90 days"),
        ("product", "drug substance known as ALD-7 described in Exhibit A"),
        ("sites", "Brook's plant at 4 Quay Road, Cork, Ireland"),
    ],
)
def test_an_english_agreement_gives_its_facts(english: FactSheet, key: str, shown: str) -> None:
    assert english.fact(key).shown == shown


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("effective_date", "2025-04-01"),
        ("term", "3 years"),
        ("governing_law", "中华人民共和国"),
        ("forum", "arbitration, 中国国际经济贸易仲裁委员会"),
        ("renewal", "automatic, 1 year at a time"),
    ],
)
def test_a_chinese_agreement_gives_its_facts(chinese: FactSheet, key: str, shown: str) -> None:
    assert chinese.fact(key).shown == shown


OTHER_CHINESE = """原料药委托加工合同

定作方：松岳医药（青岛）股份有限公司（以下简称“松岳”）
承揽方：江苏清泽化工有限公司（以下简称“清泽”）

第一条　松岳委托清泽加工ＳＹ－７原料药，年加工量不少于３，５００公斤。
第二条　加工费为每公斤人民币壹仟贰佰元整。松岳应在四十五日内付款。松岳有权拒收。清泽应按期交货。清泽应负责检验。
第三条　本合同自二〇二六年四月一日起至二〇二九年三月三十一日止，期满前六个月双方可协商续签。
第四条　松岳可以提前一百八十日书面通知清泽解除本合同，无需说明理由。
"""


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("effective_date", "2026-04-01"),
        ("expiry_date", "2029-03-31"),
        ("termination_notice", "180 days"),
        ("minimum", "公斤 3,500"),
    ],
)
def test_a_chinese_agreement_of_other_words_and_full_width_figures_gives_its_facts(key: str, shown: str) -> None:
    assert the_sheet(OTHER_CHINESE, language="zh").fact(key).shown == shown


def test_chinese_parties_are_named_without_what_they_are_called() -> None:
    parties = the_sheet(OTHER_CHINESE, language="zh").fact("parties").values
    assert [(p.name, p.called, p.role) for p in parties if isinstance(p, PartyValue)] == [
        ("松岳医药（青岛）股份有限公司", ("定作方", "松岳"), "customer"),
        ("江苏清泽化工有限公司", ("承揽方", "清泽"), "supplier"),
    ]


def test_parties_come_with_the_names_they_go_by_and_their_roles(english: FactSheet, chinese: FactSheet) -> None:
    assert english.fact("parties").values == (
        PartyValue("Alder Therapeutics, Inc.", "customer", ("Alder",)),
        PartyValue("Brook Fine Chemicals Ltd.", "supplier", ("Brook",)),
    )
    assert [(p.name, p.role) for p in chinese.fact("parties").values if isinstance(p, PartyValue)] == [
        ("青木医药（上海）有限公司", "customer"),
        ("南溪制药有限公司", "supplier"),
    ]


def test_every_citation_is_a_slice_of_the_document() -> None:
    for text in (ENGLISH, CHINESE):
        reading = a_reading(text)
        cited = [c for fact in read_facts([reading]) for found in fact.found for c in found.citations]

        assert cited
        assert all(c.quote == reading.document.text[c.start : c.end] and c.quote for c in cited)


def test_a_fact_that_is_not_there_says_how_much_was_read() -> None:
    sheet = the_sheet('This Agreement is made between Alder, Inc. ("Alder") and Brook Ltd. ("Brook").\n\n1. Peace.\n')

    fact = sheet.fact("governing_law")
    assert fact.status == "not_found"
    assert fact.shown == f"We did not find it; {sheet.clauses_read} clauses read."
    assert not fact.found


def test_a_redacted_term_and_a_blank_date_are_said_to_be_so() -> None:
    text = ENGLISH.replace("five (5) years", "[***] years").replace(
        "the 5th day of March, 2024", "the ____ day of March, 2024"
    )
    sheet = the_sheet(text)

    assert sheet.fact("term").status == "redacted"
    assert sheet.fact("effective_date").status == "blank"
    assert sheet.fact("expiry_date").status == "not_found"


def test_what_a_person_states_stands_above_what_was_read() -> None:
    fact = the_sheet(ENGLISH, {"effective_date": "2024-06-01"}).fact("effective_date")

    assert (fact.status, fact.shown) == ("stated", "2024-06-01 (stated by you)")
    assert [found.value.shown for found in fact.found] == ["2024-03-05"]


def test_a_set_names_the_agreement_first_and_says_that_documents_differ() -> None:
    other = a_reading(
        ENGLISH.replace("New York", "Delaware").replace("SUPPLY AGREEMENT", "QUALITY AGREEMENT"),
        "qa.txt",
        "quality_agreement",
    )
    sheet = read_facts([other, a_reading(ENGLISH)])

    law = sheet.fact("governing_law")
    assert [v.shown for v in law.values] == ["New York", "Delaware"]
    assert "differ" in law.note
    assert len(sheet.fact("parties").found) == 2


def test_the_sheet_as_json_has_every_fact_with_verified_citations(english: FactSheet) -> None:
    facts = english.as_dict()["facts"]

    assert [fact["key"] for fact in facts] == [kind.key for kind in FACT_KINDS]
    assert all(c["verified"] for fact in facts for value in fact["values"] for c in value["citations"])


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("20th day of March, 2018", "2018-03-20"),
        ("October 1st, 2000", "2000-10-01"),
        ("13-Jun-03", "2003-06-13"),
        ("1.4.2011", "2011-04-01"),
        ("25/12/2020", "2020-12-25"),
        ("2024年3月15日", "2024-03-15"),
        ("二〇二四年三月十五日", "2024-03-15"),
        ("_17_ day of November, 2016", "2016-11-17"),
        ("民國一一五年一月一日", "2026-01-01"),
        ("民国115年12月31日", "2026-12-31"),
    ],
)
def test_dates_in_every_form_become_iso(written: str, iso: str) -> None:
    assert [date.iso for _, _, date in dates_in(f"made on {written} by")] == [iso]


@pytest.mark.parametrize("ambiguous", ["4/5/2020", "32 March 2020", "13.13.2011"])
def test_a_date_that_can_be_read_two_ways_or_none_is_no_date(ambiguous: str) -> None:
    assert list(dates_in(ambiguous)) == []


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("five (5) years", "5 years"),
        ("a two-year term", "2 years"),
        ("forty-five (45) Business Days", "45 business days"),
        ("twelve (12) full calendar months", "12 months"),
        ("the tenth (10th) anniversary", "10 years"),
        ("三十日内", "30 days"),
        ("十个工作日", "10 business days"),
        ("六十（60）日", "60 days"),
        ("18个月", "18 months"),
    ],
)
def test_periods_keep_their_unit(written: str, shown: str) -> None:
    assert [period.shown for _, _, period in periods_in(written)] == [shown]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("US$ 2.5 million", "USD 2,500,000"),
        ("€10,000", "EUR 10,000"),
        ("人民币500万元", "CNY 5,000,000"),
        ("20%", "20%"),
        ("百分之二十", "20%"),
        ("人民币壹佰万元整", "CNY 1,000,000"),
        ("新台币壹万贰仟元整", "TWD 12,000"),
        ("叁拾万美元", "USD 300,000"),
        ("港币500万元", "HKD 5,000,000"),
    ],
)
def test_sums_keep_their_currency(written: str, shown: str) -> None:
    assert [amount.shown for _, _, amount in amounts_in(written)] == [shown]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("the State of New York, U.S.A.", "US-NY"),
        ("England and Wales", "GB-ENG"),
        ("Dutch", "NL"),
        ("the People's Republic of China", "CN"),
        ("香港特别行政区", "HK"),
    ],
)
def test_jurisdictions_have_codes(words: str, code: str) -> None:
    assert jurisdictions_in(words, adjectives=True)[0].code == code


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200))
def test_whatever_the_text_every_place_lies_inside_it(text: str) -> None:
    for start, end, _ in [*dates_in(text), *periods_in(text), *amounts_in(text)]:
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    ("key", "value", "kept"),
    [
        ("effective_date", "1 March 2025", "2025-03-01"),
        ("stage", "Commercial", "commercial"),
        ("product", " ALD-7 ", "ALD-7"),
        ("term", "", ""),
    ],
)
def test_a_statement_is_kept_in_one_form(key: str, value: str, kept: str) -> None:
    assert checked_statement(key, value) == kept


@pytest.mark.parametrize(("key", "value"), [("stage", "soon"), ("effective_date", "next spring"), ("colour", "red")])
def test_a_statement_that_cannot_be_kept_is_explained(key: str, value: str) -> None:
    with pytest.raises(AssistantError, match=key):
        checked_statement(key, value)


def test_three_agreements_of_the_labelled_set_are_read_as_labelled() -> None:
    root = os.environ.get("CONTROLPOINT_EVAL")
    if not root:
        pytest.skip("needs the labelled agreements; CONTROLPOINT_EVAL names their folder")
    from assistant.fact_sheet.build import lines_of
    from assistant.learn.facts import FACTS, is_right, own_labels, reading_of

    labels = {row["sha256"]: row for row in own_labels()}
    wrong = []
    for path in sorted((Path(root) / "check" / "txt").glob("sec-01*.txt"))[:3]:
        reading = reading_of(path)
        lines = lines_of(reading)
        wrong += [
            (path.name, fact) for fact in FACTS if not is_right(fact, lines[fact], labels[reading.document.id][fact])
        ]

    assert wrong == []


@pytest.mark.parametrize(
    ("key", "sentence", "shown"),
    [
        ("sites", "Supplier runs a filling facility in Hangzhou and has completed process performance qualification there.", "Hangzhou"),
        ("sites", '"Facility" means Building 3 at No. 6 Quay Road, Cork, with its warehouse.', "Building 3 at No. 6 Quay Road, Cork, with its warehouse"),
        ("licence_holder", "A. Customer holds the marketing authorisations for the Product.", "Customer"),
    ],
)  # fmt: skip
def test_a_fact_is_shown_without_what_the_sentence_goes_on_to_say(key: str, sentence: str, shown: str) -> None:
    assert shown_in(f"SUPPLY AGREEMENT\n\nRECITALS\n\n{sentence}\n", key) == shown


def test_who_bears_the_costs_of_affiliates_does_not_make_them_perform() -> None:
    text = "SUPPLY AGREEMENT\n\n1. Costs\nBuyer shall be responsible (itself or through its Affiliates) for all costs of the Livery.\n"
    assert shown_in(text, "affiliates") is None


def test_what_does_not_extend_to_something_is_no_renewal() -> None:
    text = "QUALITY AGREEMENT\n\n1. Term\n1.1 This Quality Agreement remains in force for three (3) years.\n1.2 This does not extend to the manufacturing process.\n"
    assert shown_in(text, "renewal") is None
