"""The clause splitter: what it recognises, and what it never breaks."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import NEVER_CITED, Clause, Document, Page, Span
from ingest.split import split_clauses

BODY = "The Supplier shall deliver each Batch within thirty days after the Purchase Order has been accepted in writing."
BANNER = "CERTAIN INFORMATION, MARKED BY BRACKETS, HAS BEEN OMITTED AND FILED SEPARATELY WITH THE COMMISSION."
ZH_BODY = "乙方应当在收到订单后三十日内按照约定的质量标准完成交付，逾期应当书面说明原因。"


def a_document(text: str) -> Document:
    return Document(id="d" * 64, file="agreement.txt", text=text, pages=(Page(1, Span(0, len(text))),))


def clauses(text: str) -> list[Clause]:
    return split_clauses(a_document(text))


def the_clause(text: str, words: str) -> Clause:
    """The one clause that holds `words`."""
    found = [clause for clause in clauses(text) if words in clause.text]
    assert len(found) == 1, [clause.text for clause in clauses(text)]
    return found[0]


def kinds(text: str) -> dict[str, str]:
    return {" ".join(clause.text.split()): clause.kind for clause in clauses(text)}


# -- promises ----------------------------------------------------------------------------------------------------------

HEADS = [
    "ARTICLE 1\n\nDEFINITIONS",
    "7. Term.",
    "7.3 Effects of Termination.",
    "(a)",
    "(i)",
    "EXHIBIT A",
    "第三条 交付",
    "（一）",
    "1.1",
]
LINES = [
    BODY,
    ZH_BODY,
    "[***]",
    "- 3 -",
    "Page 2 of 9",
    "Item | Price | Date",
    '"Batch" means one lot.',
    "“产品”指片剂。",
    "By: ____",
]
agreement_like = st.lists(
    st.tuples(
        st.sampled_from(HEADS + LINES + [""]), st.sampled_from(LINES), st.sampled_from(["\n", "\n\n", " ", "\n \n"])
    ),
    max_size=25,
).map(lambda parts: "".join(f"{head}{gap}{line}{gap}" for head, line, gap in parts))


@given(st.one_of(agreement_like, st.text(max_size=400), st.text(alphabet="1.(a)i \nA。第一条、“”|-", max_size=300)))
@settings(max_examples=250, deadline=None)
def test_clauses_are_slices_that_cover_the_text_in_order(text: str) -> None:
    found = clauses(text)
    assert "".join(clause.text for clause in found) == text
    assert [clause.span.start for clause in found] == [0, *(clause.span.end for clause in found)][: len(found)]
    assert all(clause.text == text[clause.span.start : clause.span.end] for clause in found)
    assert all(len(clause.text.strip()) <= 900 or clause.kind in NEVER_CITED | {"table"} for clause in found)
    assert clauses(text) == found


def test_ids_are_the_documents_start_and_the_position() -> None:
    assert [clause.id for clause in clauses(f"1. Term. {BODY}\n\n2. Price. {BODY}")] == [
        f"{'d' * 16}:00000",
        f"{'d' * 16}:00001",
    ]


def test_pages_of_a_clause_are_those_it_touches() -> None:
    text = f"1. Term. {BODY}\n\n2. Price. {BODY}"
    cut = text.index("Price") + 20
    pages = (Page(1, Span(0, cut)), Page(2, Span(cut, len(text))))
    found = split_clauses(Document(id="d" * 64, file="a.pdf", text=text, pages=pages))
    assert [clause.pages for clause in found] == [(1,), (1, 2)]


@pytest.mark.parametrize(("text", "count"), [("", 0), (" \n\n ", 1)])
def test_a_text_without_words_gives_no_clause_to_cite(text: str, count: int) -> None:
    found = clauses(text)
    assert len(found) == count and not any(clause.citable for clause in found)


@pytest.mark.parametrize(
    "make",
    [
        lambda: "".join(f"ARTICLE {n}\n\nTERM\n\n{n}.1 Start. {BODY * 8}\n\n" for n in range(1, 1500)),
        lambda: " ".join([BODY] * 12000),
        lambda: "a" * 1_000_000,
        lambda: "\n" * 300_000,
        lambda: "(" * 300_000,
        lambda: "INDEX\n" * 20_000,
    ],
    ids=["agreement", "one line", "no spaces", "blank lines", "brackets", "index"],
)
def test_a_five_hundred_page_text_takes_seconds(make: Callable[[], str]) -> None:
    text, begun = make(), time.perf_counter()
    assert "".join(clause.text for clause in clauses(text)) == text
    assert time.perf_counter() - begun < 20  # two or three on a quiet machine; a quadratic one takes minutes


# -- numbers, headings, paths ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "number", "heading"),
    [
        ("ARTICLE IV\n\nSUPPLY\n\n{body}", "ARTICLE IV", "SUPPLY"),
        ("Article 7 - Term\n\n{body}", "Article 7", "Term"),
        ("SECTION 3.02 Audit Rights. {body}", "SECTION 3.02", "Audit Rights"),
        ("7. Recall. {body}", "7.", "Recall"),
        ("7.\n\nRecall\n\n{body}", "7.", "Recall"),
        ("7.3 Effects of Termination. {body}", "7.3", "Effects of Termination"),
        ("7.3.1 {body}", "7.3.1", ""),
        ("1.1\n\n{body}", "1.1", ""),
        ("7 QUALITY AND AUDIT\n\n7.1 {body}", "7.1", "QUALITY AND AUDIT"),
        ("第九条  变更控制\n\n{body}", "第九条", "变更控制"),
        ("第二章 供货\n\n第三条 交付\n\n{body}", "第三条", "交付"),
        ("一、供货范围\n{body}", "一、", "供货范围"),
        ("（一）{body}", "(一)", ""),
        ("１．１ {body}", "1.1", ""),
        ("1、{body}", "1、", ""),
        ("（１）{body}", "(1)", ""),
    ],
)
def test_printed_numbers_and_headings_are_read(printed: str, number: str, heading: str) -> None:
    body = ZH_BODY if any("\u3400" < sign < "\ufaff" or sign == "１" for sign in printed) else BODY
    clause = the_clause(printed.format(body=body), body[:20])
    assert (clause.number, clause.heading) == (number, heading)


def test_sub_clauses_stand_under_their_parents() -> None:
    text = (
        f"ARTICLE 7\n\nTERM\n\n7.1 Start. {BODY}\n\n7.2 End. Either party may terminate:\n\n"
        f"(a) {BODY}\n\n(i) if insolvent and so declared by a court;\n\n(ii) if dissolved by its members; or\n\n"
        f"(b) on sixty days' written notice to the other party.\n\n7.3 {BODY[:-1]} again."
    )
    assert the_clause(text, "insolvent").path == ("ARTICLE 7 TERM", "7.2 End", "(a)")
    assert the_clause(text, "insolvent").number == "(i)"
    assert (the_clause(text, "sixty days").number, the_clause(text, "sixty days").path) == (
        "(b)",
        ("ARTICLE 7 TERM", "7.2 End"),
    )
    assert (the_clause(text, "again").number, the_clause(text, "again").path) == ("7.3", ("ARTICLE 7 TERM",))


def test_an_i_after_h_is_a_letter_and_an_i_after_a_colon_is_a_numeral() -> None:
    letters = "".join(f"({letter}) {BODY}\n\n" for letter in "abcdefgh") + f"(i) ninth {BODY}\n\n(j) tenth {BODY}"
    assert the_clause(f"1. Duties. They are:\n\n{letters}", "ninth").path == ("1. Duties",)
    listed = "".join(f"({letter}) {BODY}\n\n" for letter in "abcdefgh")
    roman = f"1. Duties. They are:\n\n{listed}(i) first {BODY}\n\n(ii) second {BODY}"
    assert the_clause(roman, "first").path == ("1. Duties", "(h)")


def test_a_schedule_is_outermost_and_numbering_starts_again() -> None:
    text = f"9. Notices. {BODY}\n\nSCHEDULE 1\n\nPRICE LIST\n\n1. Fees. {BODY[:-1]} at cost."
    assert the_clause(text, "at cost").path == ("SCHEDULE 1 PRICE LIST", "1. Fees")


def test_a_number_used_twice_is_two_clauses() -> None:
    text = f"ARTICLE 25\n\nGOVERNING LAW\n\n{BODY}\n\nARTICLE 25\n\nMISCELLANEOUS\n\n{BODY[:-1]} too."
    assert [clause.path for clause in clauses(text) if clause.kind == "clause"] == [
        ("ARTICLE 25 GOVERNING LAW",),
        ("ARTICLE 25 MISCELLANEOUS",),
    ]


def test_clauses_run_together_in_one_line_are_parted() -> None:
    text = f"7.1 Start. {BODY} 7.2 Term. {BODY} See Section 9.1 and Section 7.3 for more. 7.3 End. {BODY}"
    assert [clause.number for clause in clauses(text)] == ["7.1", "7.2", "7.3"]


def test_a_number_at_the_start_of_a_wrapped_line_is_not_a_clause() -> None:
    text = "4.1 Orders. Orders are placed as set out in Section\n4.2 of this Agreement and\n30 days later."
    assert [clause.number for clause in clauses(text)] == ["4.1"]


def test_unnumbered_headings_head_what_follows() -> None:
    text = f"Recitals\n\nWHEREAS, {BODY}\n\nConfidentiality Obligations\n\n{BODY}"
    assert the_clause(text, "WHEREAS").heading == "Recitals"
    assert [clause.heading for clause in clauses(text)][-1] == "Confidentiality Obligations"


def test_an_address_block_does_not_take_the_clauses_after_it() -> None:
    text = """10. GENERAL PROVISIONS

10.1 Notices. Any notice must be in writing and sent to the address below.

If to Supplier:

Attn: Legal Department

12 Harbour Road, Singapore

10.2 Force Majeure. A party is excused while an event beyond its control lasts.
"""
    assert the_clause(text, "is excused").path == ("10. GENERAL PROVISIONS", "10.2 Force Majeure")


def test_two_languages_of_one_clause_share_number_and_path() -> None:
    text = f"ARTICLE 2  SCOPE\n第二条  范围\n\n2.1 {BODY}\n2.1 {ZH_BODY}\n\n2.2 {BODY}\n2.2 {ZH_BODY}\n"
    found = [clause for clause in clauses(text) if clause.kind == "clause"]
    assert [clause.number for clause in found] == ["2.1", "2.1", "2.2", "2.2"]
    assert {clause.path for clause in found} == {("ARTICLE 2 SCOPE / 第二条 范围",)} or len(
        {c.path for c in found}
    ) == 1


# -- kinds -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ('1.1 "Batch" means one lot of Product made in one run.', "Batch", "definition"),
        ("1.1 “Affiliate” shall have the meaning set out in Schedule 1.", "Affiliate", "definition"),
        (
            "1. Definitions\n\n1.1 Day Rate shall mean the daily rate charged for the services.",
            "Day Rate",
            "definition",
        ),
        ("（5）“产品”指附件一所列品种、规格及包装形式的药品。", "产品", "definition"),
        (f"{BODY}\n\nItem | Price\nVial | 12.00\n\n{BODY}", "Vial", "table"),
        (
            f"{BODY}\n\nIN WITNESS WHEREOF, the parties have signed.\n\nBy: /s/ A. Person\nName: A. Person\n",
            "A. Person",
            "signature",
        ),
        (f"{BODY}\n\nPage 3 of 20\n\n{BODY}", "Page 3", "furniture"),
        (f"{BODY}\n\n- iv -\n\n{BODY}", "- iv -", "furniture"),
        (f"{BODY}\n\nSource: ACME INC, 10-K, 3/4/2010\n\n{BODY}", "Source", "furniture"),
        (f"{BODY}\n\n[Signature page follows]\n", "follows", "furniture"),
        (f"{BODY}\n\n{BANNER}", "BRACKETS", "furniture"),
        ("4.2 [***]", "[***]", "clause"),
        ("4.2 The price is [***] per vial and is fixed for two years.", "[***]", "clause"),
    ],
)
def test_kinds_are_told_apart(text: str, words: str, kind: str) -> None:
    assert {clause.kind for clause in clauses(text) if words in clause.text} == {kind}


@pytest.mark.parametrize(
    "contents",
    [
        "TABLE OF CONTENTS\n\nARTICLE 1 SUPPLY ........ 3\nARTICLE 2 TERM ........ 9\nARTICLE 3 AUDIT ........ 12\n",
        "CONTENTS\n\n1  Supply of goods\n2  Term\n3  Audit\n",
        "目录\n\n第一条 供货 3\n第二条 期限 5\n第三条 审计 9\n",
        "TABLE OF CONTENTS Page ARTICLE 1 SUPPLY 1\n\n1.1 Orders 1 1.2 Prices 2\n\nARTICLE 2 TERM 3\n\n2.1 Start 3\n",
    ],
)
def test_a_table_of_contents_is_never_cited(contents: str) -> None:
    text = f"{contents}\n\nThis Agreement is made between the parties named below.\n\n1.1 Supply. {BODY}"
    found = clauses(text)
    assert {clause.kind for clause in found if clause.span.start < len(contents) - 2} == {"contents"}
    assert [clause.kind for clause in found][-1] == "clause"


def test_a_sentence_goes_on_after_the_page_break() -> None:
    text = (
        "7.3 Effects of Termination. On expiry the Supplier shall hand over\n\n- 12 -\n\nCONFIDENTIAL\n\n"
        f"the batch records within a month.\n\n7.4 {BODY}"
    )
    before, after = the_clause(text, "On expiry"), the_clause(text, "batch records")
    assert (before.number, before.path) == (after.number, after.path) == ("7.3", ("7.3 Effects of Termination",))


def test_a_running_header_is_furniture_wherever_it_stands() -> None:
    page = f"{BODY * 8}\n\nAcme Supply Agreement\n\nPage {{}} of 9\n\n"
    text = "".join(page.format(number) for number in range(1, 7))
    assert not any("Acme Supply" in clause.text and clause.citable for clause in clauses(text))


# -- size --------------------------------------------------------------------------------------------------------------


def test_a_long_stretch_is_cut_at_sentence_ends_under_one_number() -> None:
    sentence = "Acme Inc. shall notify No. 5 under Section 3.2 (e.g. by post) as U.S.C. Title 21 asks of others. "
    found = clauses(f"7.3 Notices. {sentence * 20}")
    assert {clause.number for clause in found} == {"7.3"} and {clause.heading for clause in found} == {"Notices"}
    assert all(250 <= len(clause.text) <= 800 for clause in found)
    assert all(clause.text.rstrip().endswith("others.") for clause in found)


def test_chinese_items_right_under_the_title_of_their_article_are_clauses() -> None:
    text = "第一条　委托内容\n一、乙方应依规格制造本产品。\n二、甲方应提供预测。\n\n第二条　质量\n一、乙方应逐批检验。\n二、甲方可拒收。\n"
    found = [(clause.number, clause.heading) for clause in clauses(text) if clause.kind == "clause"]
    assert found == [("一、", "委托内容"), ("二、", "委托内容"), ("一、", "质量"), ("二、", "质量")]


def test_chinese_clauses_are_cut_shorter() -> None:
    found = clauses(f"7.3 {ZH_BODY * 20}")
    assert all(100 <= len(clause.text) <= 400 and clause.text.endswith("。") for clause in found)


def test_wrapped_lines_stay_one_clause() -> None:
    text = "7.3 Deliveries. Supplier shall deliver\neach Batch and\nnotify the Customer.\nIt may not do less.\n"
    assert len(clauses(text)) == 1


def test_short_remarks_join_their_neighbours() -> None:
    assert len(clauses(f"7.3 Deliveries. {BODY}\n\nNot applicable here.\n\n7.4 Price. {BODY}")) == 2


def test_number_a_registry_filed_the_paper_under_is_no_level_of_it() -> None:
    filed = "Exhibit 10.17 THE SYMBOL DENOTES OMITTED PORTIONS\nSUPPLY AGREEMENT\n\n1. Supply. Supplier shall supply."
    assert the_clause(filed, "shall supply").path == ("1. Supply",)
    own = "1. Supply. Supplier shall supply.\n\nEXHIBIT A\nLABELS\n\nSupplier prints labels."
    assert the_clause(own, "prints labels").path[0].startswith("EXHIBIT A")


def test_first_number_without_a_dot_right_after_the_words_of_agreement_opens_the_terms() -> None:
    text = (
        "NOW, THEREFORE, the Parties hereby agree as follows:\n1 Definitions\nFor the purpose of this Agreement the terms "
        "below shall have the meanings given to them there:\n1.1 “Affiliate” means a company under common control."
    )
    assert the_clause(text, "the terms below").path == ("1 Definitions",)
    assert the_clause(text, "Affiliate").path == ("1 Definitions",)


def test_title_in_capitals_may_end_in_a_dash_that_touches_it() -> None:
    text = "1.1 SCOPE. Supplier shall work.\n\n1.2 RELOCATION- Contractor will complete the move to the new plant."
    assert the_clause(text, "will complete").heading == "RELOCATION"


@pytest.mark.parametrize("article", ["Article 6.0", "ARTICLE 6.0", "Section 6.0", "6.0", "6.0."])
def test_a_number_that_ends_in_nought_heads_the_decimals_that_follow(article: str) -> None:
    before = article.replace("6", "5")
    text = f"{before} DELIVERY\n\n5.1\n{BODY}\n\n{article} INSPECTION\n\n6.1\nBuyer may inspect.\n\n6.2\n{BODY}"

    assert the_clause(text, "5.1").heading == "DELIVERY"
    assert the_clause(text, "Buyer may inspect").path == (f"{article} INSPECTION",)


def test_a_title_told_from_its_sentence_by_capitals_alone_heads_the_clause() -> None:
    text = f"2. MANUFACTURE AND SUPPLY Subject to the terms hereof, Buyer orders.\n\n3. NOTICES A notice is in writing.\n\n4. GMP Compliance is owed. {BODY}"

    assert the_clause(text, "Buyer orders").heading == "MANUFACTURE AND SUPPLY"
    assert the_clause(text, "A notice").heading == "NOTICES"
    assert the_clause(text, "is owed").heading == ""
