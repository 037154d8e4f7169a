"""An item more in one list, and a sentence that only one text has."""

import re

import pytest
from builders import a_document

from assistant.bilingual.alone import new_words, parts_alone
from assistant.bilingual.items import is_a_clause, items_alone
from assistant.bilingual.joined import joins_in
from assistant.bilingual.lists import left_out_items, left_out_things
from assistant.bilingual.matched_lists import items_left_over
from assistant.bilingual.pair import PairOfTexts
from assistant.bilingual.parties import party_names
from assistant.bilingual.parts import parts_too_many
from assistant.bilingual.read import two_languages
from assistant.bilingual.sentences import Sentence, SentencePair
from assistant.bilingual.units import only_closes
from assistant.bilingual.unsaid import sentences_unsaid
from assistant.reading import Reading
from assistant.roles import Roles
from ingest.split import split_clauses

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


INLINE_EN = (
    "The Seller shall (a) keep the moulds dry within ten (10) days after each use, (b) return all drawings to the Buyer, "
    "(c) insure the moulds against fire and (d) report the stock within three (3) days after each month."
)


def test_a_figure_in_brackets_is_no_mark_of_a_list() -> None:
    chinese = "卖方应：（a）在每次使用后十日内使模具保持干燥；（b）将全部图纸退还买方；（c）为模具投保火险；及（d）每月结束后三日内报告库存。"
    assert not list(left_out_items(PairOfTexts(INLINE_EN, chinese)))


def test_the_item_left_out_is_found_where_the_texts_name_the_others_in_another_order() -> None:
    chinese = (
        "卖方应：（a）将全部图纸退还买方；（b）在每次使用后十日内使模具保持干燥；及（c）每月结束后三日内报告库存。"
    )
    (told,) = left_out_items(PairOfTexts(INLINE_EN, chinese))
    assert told.en and INLINE_EN[slice(*told.en)].startswith("(c) insure the moulds")


def test_other_things_of_a_list_are_not_cut_within_their_word() -> None:
    chinese = "螺钉、垫圈及其他零件"
    joins = [chinese[a:b] for a, b in joins_in(chinese, "zh", re.compile(r"[㐀-鿿、]+"))]
    assert joins == ["、", "及"]


def test_a_stretch_of_several_sentences_is_quoted_where_it_stands() -> None:
    pair = SentencePair((), (Sentence(0, 3, "甲乙。"), Sentence(3, 6, "丙丁。")))
    assert pair.text("zh")[4:6] == "丙丁"
    assert pair.place("zh", 4, 6) == (3, 5)


@pytest.mark.parametrize("item", ["许可被撤回", "依图纸所制之模具", "第三条至第六条", "期满"])
def test_a_clause_or_an_article_is_no_thing_of_a_list(item: str) -> None:
    assert is_a_clause(item, "zh")


def test_a_clause_between_the_things_of_a_list_is_not_told_as_one_of_them() -> None:
    english = (
        "It shall tell the Buyer if its licence, its permit or its certificate is withdrawn, restricted or suspended."
    )
    chinese = "其许可证、批准证书被暂停、限制或撤回的，应告知买方。"
    texts = PairOfTexts(english, chinese)
    assert not [*items_alone(texts, NAMES), *items_left_over(texts, NAMES)]


def test_a_short_name_of_the_agreement_may_stand_for_what_seems_left_over() -> None:
    english = "The Seller shall keep samples of the alloy, of the QRZ and of the coating."
    chinese = "卖方应保存合金、冷轧板坯和涂层的样品。"
    assert not list(items_left_over(PairOfTexts(english, chinese), NAMES))


def test_a_word_that_stands_elsewhere_in_the_text_is_not_new() -> None:
    texts = PairOfTexts(
        "The Spool is kept dry. The Seller bears its risk.", "坯线轴应保持干燥。坯线轴的风险由卖方承担。"
    )
    assert new_words("坯线轴的风险由卖方承担。", texts, NAMES, "zh") == 0


def test_all_other_cases_are_no_new_words() -> None:
    texts = PairOfTexts("In all other cases the Buyer bears that cost.", "在其他所有情形下，该费用由买方承担。")
    assert new_words("在其他所有情形下", texts, NAMES, "zh") == 0


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        (
            "The Buyer shall not lend the moulds without the consent of the Seller, which the Seller may give or withhold as it sees fit. "
            "The moulds remain the property of the Seller.",
            "未经卖方同意，买方不得出借模具；同意与否，由卖方自行酌定。模具始终归卖方所有。",
        ),
        (
            "The survey covers one mould of each size every year. The Seller shall carry it out according to the plan approved by the Buyer and "
            "shall report the results within ten days.",
            "每年的检查应覆盖每一尺寸的一副模具，由卖方按照买方批准的方案实施；卖方应在十日内报告结果。",
        ),
    ],
)
def test_a_part_said_in_another_sentence_of_the_paragraph_is_not_told(english: str, chinese: str) -> None:
    texts = PairOfTexts(english, chinese)
    assert not [*parts_too_many(texts, NAMES), *parts_alone(texts, NAMES), *sentences_unsaid(texts, NAMES)]


@pytest.mark.parametrize(
    ("line", "signs"),
    [
        ("Signed for the Buyer, Orrin Castings Ltd, by Mara Voss, Director. Signed for the Seller by Lin Wei.", True),
        ("Signed for the Supplier / 供应商签署：", True),
        ("买方（授权代表签署）：姓名、职务、日期", True),
        ("代表东渚铸造有限公司", True),
        ("本协议由以下双方于2030年3月1日签署：", False),
        ("Signed copies shall be kept for ten years.", False),
        ("双方授权代表应签署下列文件：", False),
        ("双方质量部门签署验证报告：2025年10月31日。", False),
        ("Signed in two (2) originals, one for each Party, by their authorised representatives.", True),
        ("本协议正本一式两（2）份，双方各执一份，由双方授权代表签署。", True),
    ],
)
def test_who_signs_is_no_paragraph_of_the_agreement(line: str, signs: bool) -> None:
    assert only_closes(line) is signs


ARTICLES_EN = """1. Supply. The Supplier shall deliver the Goods to the Buyer within thirty days after receipt of each order.

2. Records. The Supplier shall keep the records of each lot for seven years and shall show them to the Buyer on request.

3. Exit. When this Agreement ends the Supplier shall:
(a) return all samples to the Buyer;
(b) deliver the lot records of the last three years;
(c) destroy all printed labels that bear the marks of the Buyer; and
(d) help the Buyer to instruct another manufacturer.

4. Law. This Agreement is governed by the laws of Singapore, and any dispute shall be settled by arbitration there.

5. Payment. The Buyer shall pay each invoice within forty-five days after receipt, by bank transfer and in euro.
"""
ARTICLES_ZH = """1. 供应。供应商应在收到每份订单后三十日内将货物交付买方。

2. 记录。供应商应将每批货物的记录保存七年，并经要求向买方出示。

3. 退出。本协议终止时，供应商应：（一）将全部样品退还买方；（二）交付最近三年的批记录；（三）协助买方指导另一生产商。

4. 法律。本协议适用新加坡法律，任何争议应在新加坡通过仲裁解决。

5. 付款。买方应在收到每张发票后四十五日内以欧元通过银行转账支付。
"""


def test_a_numbered_clause_about_evidence_closes_no_agreement() -> None:
    books_en = "6. Books. Each Party shall keep proper books of its payments under this Agreement to show this."
    books_zh = "6. 账簿。各方应保存其在本协议项下付款的适当账簿以资证明。"
    document = a_document(f"{ARTICLES_EN}\n{books_en}\n\n{ARTICLES_ZH}\n{books_zh}\n", "books.txt", language="mixed")
    two = two_languages(Reading(document, tuple(split_clauses(document))))
    assert two
    assert not [d for d in two.told if d.en and "books" in d.en.quote]
    assert any(pair[1].quote.endswith(books_zh[3:]) for pair in two.pairs)


def test_of_a_printed_list_that_the_other_text_writes_in_one_paragraph_only_what_it_lacks_is_told() -> None:
    document = a_document(f"{ARTICLES_EN}\n{ARTICLES_ZH}", "exit.txt", language="mixed")
    two = two_languages(Reading(document, tuple(split_clauses(document))))
    assert two
    quotes = [difference.en.quote for difference in two.told if difference.en]
    assert len(quotes) == 1
    assert "destroy all printed labels" in quotes[0]
