"""Amendments: what they order is read, applied in order, and every word keeps its source."""

from pathlib import Path

import pytest
from builders import a_reading
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.amendments.as_reading import view_of
from assistant.amendments.consolidate import Consolidated, consolidate
from assistant.amendments.numbers import plain_number
from assistant.amendments.operations import Amendment, Operation
from assistant.amendments.raw import closing_quote
from assistant.amendments.read import read_amendment
from assistant.cite import cite
from assistant.number_words import chinese_number
from assistant.reading import Reading
from ingest.read import read_document
from ingest.split import split_clauses

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "contracts"

AGREEMENT = """SUPPLY AGREEMENT

1. Definitions

1.1 "Batch" means one run of the process.

1.2 "Plant" means the plant in Ulm.

2. Changes

2.1 Notice. Maker shall notify Buyer of each change thirty (30) days before it is made. The notice shall state the reason. Maker keeps a log.

2.2 Silence. If Buyer does not answer within ten days the change is approved.

3. Records

3.1 Maker shall keep batch records for six (6) years. Buyer may see them on request.

3.2 Maker shall keep samples of each batch.

Exhibit A Prices

The price of a batch is 100,000 euro.
"""


def an_amendment(*orders: str, number: int = 1, date: str = "1 May 2026", file: str = "", behind: str = "") -> Reading:
    opening = f"AMENDMENT NO. {number}\n\nThis Amendment is made as of {date} between Buyer and Maker. NOW, THEREFORE, the parties agree as follows:\n\n"
    items = "\n\n".join(f"{i}. {order}" for i, order in enumerate(orders, 1))
    text = f"{opening}{items}\n\nIN WITNESS WHEREOF the parties have signed.\n\n{behind}"
    return a_reading(text, file or f"amendment-{number}.txt", "amendment", title=f"Amendment No. {number}")


def a_chinese_amendment(*orders: str) -> Reading:
    signs = "一二三四五六七八九"
    items = "\n\n".join(f"{signs[i]}、{order}" for i, order in enumerate(orders))
    text = f"补充协议（一）\n\n双方于2026年3月1日签订本补充协议，就原协议修改如下：\n\n{items}\n\n（以下无正文）\n"
    return a_reading(text, "补充协议.txt", "amendment", title="补充协议（一）", language="zh")


def the_one(reading: Reading) -> Operation:
    [operation] = read_amendment(reading).operations
    return operation


def the_agreement() -> Reading:
    return a_reading(AGREEMENT, "agreement.txt")


def in_force(consolidated: Consolidated, number: str) -> str:
    return " ".join(" ".join(s.text for s in consolidated.clauses if s.number == number).split())


# --- reading -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "kind", "scope", "target", "old", "new"),
    [
        ("Section 2.2 is hereby deleted in its entirety.", "deleted", "section", "Section 2.2", None, ""),
        ('Section 2.2 is deleted and replaced with the following: "2.2 No silence."', "replaced", "section", "Section 2.2", None, "2.2 No silence."),
        ("Section 2.2 of the Agreement is amended to read in its entirety as follows:\n\n2.2 Silence is no approval.", "restated", "section", "Section 2.2", None, "2.2 Silence is no approval."),
        ('Clause 2.2 shall be amended and restated as follows: “2.2 The “Plant” is in Ulm.”', "restated", "section", "Section 2.2", None, "2.2 The “Plant” is in Ulm."),
        ('In Section 2.1 the words "thirty (30) days" are replaced by "ninety (90) days".', "replaced", "words", "Section 2.1", "thirty (30) days", "ninety (90) days"),
        ('Section 2.1 is amended by deleting "thirty" and inserting "ninety" in its place.', "replaced", "words", "Section 2.1", "thirty", "ninety"),
        ('Section 2.1 is amended by substituting "ninety" for "thirty".', "replaced", "words", "Section 2.1", "thirty", "ninety"),
        ('Section 2.1 is amended by inserting "written" before "notice".', "added", "words", "Section 2.1", "notice", "written"),
        ('The words "on request" in Section 3.1 are deleted.', "deleted", "words", "Section 3.1", "on request", ""),
        ("The last sentence of Section 2.1 is deleted.", "deleted", "sentence", "last sentence of Section 2.1", None, ""),
        ('The penultimate sentence in Section 2.1 is deleted and replaced with the following: "It gives data."', "replaced", "sentence", "penultimate sentence of Section 2.1", None, "It gives data."),
        ('The following sentence is added at the end of Section 3.1: "Copies are free."', "added", "sentence", "Section 3.1", None, "Copies are free."),
        ('A new Section 3.3 is added to the Agreement as follows: "3.3 Maker shall keep logs."', "added", "section", "Section 3.3", None, "3.3 Maker shall keep logs."),
        ('The definition of "Plant" in Section 1.2 is deleted.', "deleted", "definition", "definition of Plant of Section 1.2", None, ""),
        ('All references in the Agreement to "Maker" are changed to "Producer".', "replaced", "everywhere", "the agreement", "Maker", "Producer"),
        ("Exhibit A is deleted and replaced with Exhibit A attached to this Amendment.", "replaced", "exhibit", "Exhibit A", None, "Exhibit A The price is 90,000 euro."),
        ("Section 2.1 is hereby amended to allow for urgent changes.", "amended", "section", "Section 2.1", None, ""),
    ],
)  # fmt: skip
def test_an_english_order_is_read(order: str, kind: str, scope: str, target: str, old: str | None, new: str) -> None:
    operation = the_one(an_amendment(order, behind="Exhibit A\n\nThe price is 90,000 euro.\n"))

    assert (operation.kind, operation.scope, str(operation.target)) == (kind, scope, target)
    assert (operation.old.quote if operation.old else None) == old
    assert " ".join(operation.new_text.split()) == new


@pytest.mark.parametrize(
    ("order", "kind", "scope", "number", "old", "new"),
    [
        (
            "原协议第七条修改为：“第七条 乙方应提前九十日通知。”",
            "restated",
            "section",
            "7",
            None,
            "第七条 乙方应提前九十日通知。",
        ),
        ("原协议第7.2条全文修改为：7.2 沉默不视为同意。", "restated", "section", "7.2", None, "7.2 沉默不视为同意。"),
        ("将原协议第八条中的“三十日”修改为“九十日”。", "replaced", "words", "8", "三十日", "九十日"),
        ("删除原协议第6.4条。", "deleted", "section", "6.4", None, ""),
        ("原协议第十二条予以删除。", "deleted", "section", "12", None, ""),
        ("删除第3.1条中的“合理”。", "deleted", "words", "3.1", "合理", ""),
        ("在第10.3条末尾增加以下内容：“费用由乙方承担。”", "added", "sentence", "10.3", None, "费用由乙方承担。"),
        (
            "在第18.4条后增加一条，作为第18.5条：“18.5 甲方可随时终止。”",
            "added",
            "section",
            "18.5",
            None,
            "18.5 甲方可随时终止。",
        ),
        ("新增第20.1条：“20.1 乙方应转移技术。”", "added", "section", "20.1", None, "20.1 乙方应转移技术。"),
        ("原协议中所有“工厂”均修改为“设施”。", "replaced", "everywhere", "", "工厂", "设施"),
    ],
)
def test_a_chinese_order_is_read(order: str, kind: str, scope: str, number: str, old: str | None, new: str) -> None:
    operation = the_one(a_chinese_amendment(order))

    assert (operation.kind, operation.scope, operation.target.number) == (kind, scope, number)
    assert (operation.old.quote if operation.old else None) == old
    assert operation.new_text == new


def test_a_list_of_sections_gives_one_operation_each() -> None:
    order = "The following sections are hereby amended to read, in their entirety, as follows:\n\n2.1 (a) Maker tells Buyer.\n\n2.2 Silence. Nothing is approved.\n\n3.1 Records. See Section 2.2 Maker keeps them."
    operations = read_amendment(an_amendment(order)).operations

    assert [o.target.number for o in operations] == ["2.1(a)", "2.2", "3.1"]
    assert operations[2].new_text == "3.1 Records. See Section 2.2 Maker keeps them."


def test_orders_nested_under_one_clause_take_its_number() -> None:
    order = 'The parties further agree to amend Section 2.1 of the Agreement as follows: (a) The words "thirty (30) days" are replaced by "sixty days". (b) The last sentence is deleted.'
    operations = read_amendment(an_amendment(order)).operations

    assert [(o.kind, str(o.target)) for o in operations] == [("replaced", "Section 2.1"), ("deleted", "last sentence of Section 2.1")]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "This Agreement may be amended only by a writing signed by both parties, and no Section is waived by silence.",
        "Except as amended by this Amendment, Section 2 and all other terms of the Agreement remain in full force and effect.",
        "No other changes are made to the Agreement, including without limitation the original Exhibit A of the Agreement.",
    ],
)
def test_what_only_speaks_of_amending_orders_nothing(text: str) -> None:
    assert read_amendment(an_amendment(text)).operations == ()


def test_what_names_no_clause_is_a_term_of_the_amendment() -> None:
    amendment = read_amendment(
        an_amendment("Buyer shall pay a compensation fee of one million euro within thirty days.")
    )

    assert [term.number for term in amendment.own_terms] == ["1"]


@pytest.mark.parametrize(
    ("title", "opening", "number", "date"),
    [
        ("Amendment #3 to the Agreement", "made effective as of December 21, 2017, amending the Agreement dated 1 May 2011", 3, "2017-12-21"),
        ("First Amendment", "is made this 22 day of June 2018", 1, "2018-06-22"),
        ("补充协议（二）", "甲乙双方于2026年3月1日签订", 2, "2026-03-01"),
        ("Amendment", "no date here", None, None),
    ],
)  # fmt: skip
def test_number_and_date_of_an_amendment(title: str, opening: str, number: int | None, date: str | None) -> None:
    found: Amendment = read_amendment(
        a_reading(f"{title}\n\nThis {title} {opening}.", "a.txt", "amendment", title=title)
    )

    assert (found.number, found.date) == (number, date)


def test_numbers_have_one_form() -> None:
    assert [plain_number(n) for n in ("2.4 (a)", "ARTICLE VII", "第十二条", "Section 3.1.", "第7.2条")] == ["2.4(a)", "7", "12", "3.1", "7.2"]  # fmt: skip
    assert chinese_number("二十一") == 21


@given(st.lists(st.sampled_from(["one word", 'the "Plant"', "more."]), min_size=1, max_size=6))
def test_a_quotation_closes_behind_the_quotations_in_it(words: list[str]) -> None:
    text = '"Begins ' + " ".join(words) + '" and goes on'

    assert closing_quote(text, 0, len(text)) == text.rindex('"')


# --- applying ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "number", "text"),
    [
        ('In Section 2.1 the words "thirty (30) days" are replaced by "ninety (90) days".', "2.1", "2.1 Notice. Maker shall notify Buyer of each change ninety (90) days before it is made. The notice shall state the reason. Maker keeps a log."),
        ("The second sentence of Section 2.1 is deleted.", "2.1", "2.1 Notice. Maker shall notify Buyer of each change thirty (30) days before it is made. Maker keeps a log."),
        ('The last sentence of Section 2.1 is deleted and replaced with the following: "No log is kept."', "2.1", "2.1 Notice. Maker shall notify Buyer of each change thirty (30) days before it is made. The notice shall state the reason. No log is kept."),
        ('The following sentence is added at the end of Section 3.2: "They are free."', "3.2", "3.2 Maker shall keep samples of each batch. They are free."),
        ('Section 3.1 is amended by inserting "and copy" after "see".', "3.1", "3.1 Maker shall keep batch records for six (6) years. Buyer may see and copy them on request."),
        ('Section 2.2 is deleted and replaced with the following: "2.2 Silence is no approval."', "2.2", "2.2 Silence is no approval."),
        ("Section 2.2 is deleted.", "2.2", ""),
        ('A new Section 2.3 is added to the Agreement as follows: "2.3 Urgent changes wait."', "2.3", "2.3 Urgent changes wait."),
    ],
)  # fmt: skip
def test_an_operation_is_applied(order: str, number: str, text: str) -> None:
    consolidated = consolidate(the_agreement(), [an_amendment(order)])

    assert consolidated.not_applied == ()
    assert in_force(consolidated, number) == text


@pytest.mark.parametrize(
    ("order", "why"),
    [
        ("Section 9.9 is deleted.", "no clause 9.9"),
        ('In Section 2.1 the words "forty days" are replaced by "ten days".', "do not stand in clause 2.1"),
        (
            'In Section 2.1 the word "notice" is replaced by "message". In Section 3.1 the word "e" is replaced by "x".',
            "times",
        ),
        ("The fifth sentence of Section 3.1 is deleted.", "no fifth sentence"),
        ("Section 2.1 is hereby amended as needed for this.", "does not give the new wording"),
        ("Section 1 of Amendment #7 is deleted.", "was not supplied"),
        ('In Section 2.1 the words "[***]" are replaced by "ten days".', "blacked out"),
        ("The parties agree to amend the Quality Agreement to modify the address.", "another document"),
    ],
)
def test_what_cannot_be_applied_is_said_and_changes_nothing(order: str, why: str) -> None:
    consolidated = consolidate(the_agreement(), [an_amendment(order)])

    assert any(why in left.why for left in consolidated.not_applied)
    assert "thirty (30) days" in in_force(consolidated, "2.1")


def test_new_wording_without_a_place_is_kept_in_force() -> None:
    order = 'Section 9.9 is deleted and replaced with the following: "9.9 Maker shall insure the samples of Buyer."'
    consolidated = consolidate(the_agreement(), [an_amendment(order)])

    assert [left.operation.target.number for left in consolidated.not_applied] == ["9.9"]
    assert "9.9 Maker shall insure the samples of Buyer." in [s.text.strip() for s in consolidated.clauses]


def test_amendments_are_stacked_by_date_whatever_the_order_given() -> None:
    first = an_amendment('In Section 2.1 the words "thirty (30) days" are replaced by "sixty days".', date="1 May 2025")
    second = an_amendment(
        'In Section 2.1 the words "sixty days" are replaced by "ninety days".', number=2, date="1 May 2026"
    )
    consolidated = consolidate(the_agreement(), [second, first])

    assert "ninety days" in in_force(consolidated, "2.1")
    assert [a.number for a in consolidated.amendments] == [1, 2] and consolidated.order == "By date of effect."
    assert next(s for s in consolidated.clauses if s.number == "2.1").set_by == second.document.id


def test_without_dates_numbers_decide_and_it_is_said() -> None:
    first, second = (an_amendment("Section 2.2 is deleted.", number=n, date=f"the {n}st day") for n in (1, 2))

    assert consolidate(the_agreement(), [second, first]).order.startswith("By number")


def test_an_amendment_can_change_the_terms_of_an_earlier_one() -> None:
    first = an_amendment(
        "Buyer shall pay a compensation fee of one million euro within thirty days.", date="1 May 2025"
    )
    second = an_amendment("Section 1 of Amendment #1 is deleted.", number=2)
    consolidated = consolidate(the_agreement(), [first, second])

    assert not consolidated.not_applied
    assert not any("compensation" in slot.text for slot in consolidated.clauses)


def every_word_is_located(consolidated: Consolidated) -> None:
    texts = {reading.document.id: reading.document.text for reading in consolidated.readings}
    for slot in consolidated.slots:
        for piece in slot.pieces:
            assert not piece.document or texts[piece.document][piece.start : piece.end] == piece.text
    view = view_of(consolidated)
    for clause in view.reading.clauses:
        assert clause.text == view.reading.document.text[clause.span.start : clause.span.end]
        for citation in view.trace(cite(view.reading.document, clause)):
            assert texts[citation.document][citation.start : citation.end] == citation.quote


ORDERS = (
    "Section 2.2 is deleted.",
    'In Section 2.1 the words "thirty (30) days" are replaced by "ninety (90) days".',
    "The last sentence of Section 2.1 is deleted.",
    'The following sentence is added at the end of Section 3.1: "Copies are free."',
    'All references in the Agreement to "Maker" are changed to "Producer".',
    'A new Section 2.3 is added to the Agreement as follows: "2.3 Maker waits."',
    'Section 3.1 is deleted and replaced with the following: "3.1 Maker shall keep nothing."',
)


@settings(max_examples=25, deadline=None)
@given(st.permutations(ORDERS), st.integers(1, 6))
def test_every_word_in_force_stands_in_one_of_the_documents(orders: list[str], cut: int) -> None:
    early, late = an_amendment(*orders[:cut], date="1 May 2025"), an_amendment(*orders[cut:], number=2)

    every_word_is_located(consolidate(the_agreement(), [late, early]))


def test_parties_and_date_before_the_first_number_are_no_terms() -> None:
    opening = "AMENDMENT NO. 1\n\nto the Supply Agreement between Nordsee Pharma GmbH and Lotus Biologics Co., Ltd.\n\ndated 1 May 2026\n\n"
    orders = "1. Section 2.2 is deleted.\n\n2. Maker shall store the samples of Buyer for two years at its own cost.\n"

    amendment = read_amendment(a_reading(opening + orders, "amendment.txt", "amendment"))

    assert [term.number for term in amendment.own_terms] == ["2"]


# --- the examples that ship ---------------------------------------------------------------------------------------------


def from_corpus(name: str) -> Reading:
    document = read_document(CORPUS / name)
    return Reading(document, tuple(split_clauses(document)))


def test_the_amendment_of_the_sample_agreement() -> None:
    consolidated = consolidate(from_corpus("supply-agreement.md"), [from_corpus("amendment-1.md")])

    every_word_is_located(consolidated)
    assert [f"{d.operation.kind} {d.operation.target}" for d in consolidated.applied] == [
        "replaced Section 6.2",
        "replaced Section 6.3",
        "replaced last sentence of Section 8.2",
        "added Section 8.10",
        "added Section 8.4",
        "restated Section 15.2",
        "deleted Section 5.9",
    ]
    assert [str(left.operation.target) for left in consolidated.not_applied] == ["Section 4.9"]
    assert "ninety (90) days" in in_force(consolidated, "6.2")
    assert in_force(consolidated, "8.2").endswith("bound by confidentiality.")
    assert [term.number for term in consolidated.amendments[0].own_terms] == ["9"]


def test_the_supplement_of_the_chinese_agreement() -> None:
    consolidated = consolidate(
        from_corpus("commissioned-manufacturing-zh.md"), [from_corpus("supplementary-agreement-zh.md")]
    )

    every_word_is_located(consolidated)
    assert "一百二十（120）日" in in_force(consolidated, "7.1")
    assert "五个工作日" in in_force(consolidated, "8.3") and in_force(consolidated, "6.4") == ""
    assert in_force(consolidated, "10.3").endswith("费用由乙方承担。")
    assert in_force(consolidated, "18.5").startswith("18.5 甲方可以随时")
    assert [left.operation.target.number for left in consolidated.not_applied] == ["30.1"]
