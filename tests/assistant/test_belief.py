"""Whether the documents answer at all: what is asked, what the best sentences hold, and what no agreement deals with."""

import numpy as np
import pytest
from builders import a_reading
from vectors import embed, indexed, nothing

from assistant.answering import answer_offline
from assistant.belief import load_knowledge, words_held
from assistant.disagreement import disagreement
from assistant.excerpt import values_in
from assistant.rank import FEATURES, Places, Shelf, features
from assistant.retrieve import retrieve
from assistant.understand import OFF_TOPIC, topics_of, understand
from assistant.words import asked_things, glossary_keys, tokens_of

AGREEMENT = """SUPPLY AGREEMENT dated 1 March 2024 between Alder Ltd. (“Supplier”) and Birch Inc. (“Customer”).

1. Audits. Customer may audit the Facility once every two (2) years on thirty (30) days' notice.

2. Order of precedence. If this Agreement and the Quality Agreement conflict, the Quality Agreement prevails on matters of quality.

3. Payment. Invoices are payable within forty-five (45) days after receipt.

4. Insurance. Supplier shall keep product liability insurance of at least USD 5,000,000 per occurrence.
"""
QUALITY = """QUALITY AGREEMENT to the Supply Agreement dated 1 March 2024 between Alder Ltd. (“Supplier”) and Birch Inc. (“Customer”).

1. Audits. Customer may audit the Facility once in each calendar year.

2. Records. Supplier keeps batch records for eleven (11) years.
"""


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return Shelf([indexed(a_reading(AGREEMENT))])


@pytest.fixture(scope="module")
def deal() -> Shelf:
    return Shelf(
        [
            indexed(a_reading(AGREEMENT)),
            indexed(a_reading(QUALITY, "quality.txt", "quality_agreement", title="Quality Agreement")),
        ]
    )


@pytest.mark.parametrize(
    "question",
    ["What is the weather in Basel?", "Tell me a joke", "Who won the football match?", "巴塞尔的天气怎么样？"],
)
def test_what_no_agreement_deals_with_is_refused(shelf: Shelf, question: str) -> None:
    assert answer_offline(question, shelf, embed).kind == "not_in_documents"


def test_what_is_asked_is_found_in_the_contracts_own_words() -> None:
    things = asked_things("Can we walk away?")

    assert any(thing.stands_in(f" {' '.join(tokens_of('Either Party may terminate'))} ") for thing in things)
    assert not any(thing.stands_in(f" {' '.join(tokens_of('Invoices are payable'))} ") for thing in things)


def test_a_chinese_question_is_taken_apart_into_words_not_pairs_of_characters() -> None:
    lake, deepest = asked_things("贝加尔湖最深多少")[:2]

    assert lake.tokens == ("贝加", "加尔", "尔湖")
    assert not lake.in_glossary
    assert not any(thing.stands_in(f" {' '.join(tokens_of('湖州工厂应保存批记录'))} ") for thing in (lake, deepest))


def test_a_word_of_one_chinese_character_is_found_inside_the_words_of_the_contract(shelf: Shelf) -> None:
    goods, pay = asked_things("货坏了谁赔")[0], asked_things("货坏了谁赔")[-1]
    clause = f" {' '.join(tokens_of('供应商应当赔偿货物的损失'))} "

    assert goods.tokens == ("货",) and pay.tokens == ("赔",)
    assert goods.stands_in(clause) and pay.stands_in(clause)
    assert shelf.seen("货") == 0


def test_a_clause_that_speaks_of_all_that_is_asked_holds_more_of_it(shelf: Shelf) -> None:
    question = understand("How much product liability insurance?", embed)
    places = {clause.number.rstrip("."): i for i, clause in enumerate(shelf.clauses) if clause.number}
    of_insurance, of_payment = (np.eye(len(shelf.clauses))[places[number]] for number in ("4", "3"))

    assert words_held(question, shelf, of_insurance)[0] > words_held(question, shelf, of_payment)[0]


def test_a_belief_is_a_probability_that_being_off_topic_takes_away() -> None:
    knowledge, plain = load_knowledge(), understand("How long must the supplier keep batch records?", embed)
    sure = knowledge.weighed(plain, 20.0, 20.0)
    idle = understand("What is the weather in Basel?", embed)

    assert 0.9 < sure <= 1
    assert knowledge.weighed(idle, 20.0, 20.0) < 0.5 < idle.off_topic


def test_an_idle_question_is_idle_apart_from_what_its_topic_would_be() -> None:
    topics, off_topic = topics_of(np.array([1.0, 2.0, 4.0]), ("audits", OFF_TOPIC, "recalls"))

    assert topics[1] == 0 and topics.sum() == pytest.approx(1)
    assert topics[2] > topics[0]
    assert off_topic == pytest.approx(1 / (1 + np.exp(-2.0)))


def test_shared_words_are_counted_clause_by_clause() -> None:
    places = Places([frozenset({"audit", "plant"}), frozenset({"audit"}), frozenset()])

    assert places.shared(["audit", "plant", "moon"]).tolist() == [2, 1, 0]


def test_two_documents_that_disagree_on_what_was_asked_are_both_shown_with_what_prevails(deal: Shelf) -> None:
    answer = answer_offline("How often may we audit the facility?", deal, embed)

    assert "The documents disagree" in answer.text
    assert "once in 2 years" in answer.text and "once a year" in answer.text
    assert {citation.file for citation in answer.citations} == {"agreement.txt", "quality.txt"}


def test_a_disagreement_on_something_else_is_not_brought_up(deal: Shelf) -> None:
    found = retrieve("How long must batch records be kept?", deal, embed)

    assert disagreement(found.question, found.passages) is None


@pytest.mark.parametrize("question", ["How often may we audit?", "多久可以审计一次？", "一年可以审计几次？"])
def test_how_often_is_answered_by_how_often_and_not_by_a_notice(question: str) -> None:
    sentence = "Client may audit the Facility once every two (2) years on at least sixty (60) days' written notice."
    asked = understand(question, embed)

    assert values_in(sentence, asked) == ["once every two (2) years"]


CHINESE = """委托加工合同

第一条 付款 甲方应在收到合格产品和发票后四十五日内付款。

第二条 记录 批生产记录由乙方保存至产品有效期后一年，且不少于五年。

第三条 审计 甲方每个日历年度可以对生产场地审计一次，提前十五个工作日书面通知乙方。

第四条 适用法律 本合同适用中华人民共和国法律，争议提交上海仲裁委员会仲裁。

第五条 变更 乙方变更生产工艺的，应提前六十日书面通知甲方。

第六条 期限 本合同自签字之日起生效，有效期五年，期满终止。
"""


@pytest.fixture(scope="module")
def chinese_shelf() -> Shelf:
    return Shelf([indexed(a_reading(CHINESE, language="zh"))])


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How long must batch records be kept?", "不少于五年"),
        ("付款期限是多少天？", "四十五日"),
        ("改工艺要提前多久告诉我们？", "六十日"),
    ],
)
def test_a_chinese_clause_is_found_and_believed_in_either_language(
    chinese_shelf: Shelf, question: str, words: str
) -> None:
    answer = answer_offline(question, chinese_shelf, embed)

    assert answer.answerable
    assert words in answer.citations[0].quote


@pytest.mark.parametrize(
    "question",
    [
        "源代码托管在哪里？",
        "Is any source code placed in escrow?",
        "最惠客户价格怎么约定？",
        "Who insures the goods, for how much?",
    ],
)
def test_what_a_chinese_agreement_leaves_out_is_refused_in_either_language(chinese_shelf: Shelf, question: str) -> None:
    assert not answer_offline(question, chinese_shelf, embed).answerable


def test_a_question_and_its_translation_touch_the_same_entries_of_the_glossary() -> None:
    assert set(glossary_keys("Is the source code in escrow?")) & set(glossary_keys("源代码是否托管？"))
    assert not glossary_keys("What is the weather?")


def test_where_nothing_tells_clauses_apart_none_of_them_comes_first(chinese_shelf: Shelf) -> None:
    question = understand("Who feeds the llama?", nothing)

    rows = features(question, chinese_shelf, load_knowledge().topic_columns)

    assert rows[:, FEATURES.index("rank by meaning")].max() < 0.2
