"""Words that answer to each other across the two languages, and parts of a sentence that nothing answers to."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.bilingual.alone import parts_alone
from assistant.bilingual.lexicon import NEW, chinese_words, english_words, lexicon
from assistant.bilingual.pair import PairOfTexts
from assistant.bilingual.parties import party_names
from assistant.bilingual.unsaid import sentences_unsaid
from assistant.roles import resolve_roles

NAMES = party_names([], resolve_roles(""))
LATE = (
    "If a delivery is more than ten days late, Supplier shall credit Buyer with 1% of the price for each full week of delay.",
    "交货迟延超过十日的，每迟延满一周，供应商应向买方贷记价格的1%。",
)


def alone(english: str, chinese: str) -> list[str]:
    texts = PairOfTexts(english, chinese)
    return [
        texts.text(side)[bounds[0] : bounds[1]].strip()
        for difference in parts_alone(texts, NAMES)
        for side, bounds in (("en", difference.en), ("zh", difference.zh))
        if bounds
    ]


def test_a_word_is_answered_by_its_meaning_in_the_dictionary() -> None:
    assert lexicon().answered("审计", "zh", lexicon().english("Customer may audit the Facility.")) == 1.0
    assert lexicon().answered("audit", "en", lexicon().chinese("客户可对设施进行审计。")) == 1.0


def test_a_word_is_answered_by_what_contracts_render_it_by_though_the_dictionary_does_not() -> None:
    stored = lexicon().answered("批记录", "zh", lexicon().english("Supplier shall keep the batch records."))

    assert stored is not None and stored > NEW


def test_a_word_that_nothing_answers_to_is_told_from_one_that_nobody_knows() -> None:
    temperature = lexicon().answered("温度", "zh", lexicon().english("Customer may audit the books."))

    assert temperature is not None and temperature < NEW
    assert lexicon().answered("qwxyz", "en", lexicon().chinese("客户可审计。")) is None


def test_numbers_parties_and_empty_words_are_no_words_to_look_up() -> None:
    assert chinese_words("三十日内，双方应") == []
    assert english_words("each Party shall, within 30") == ["within"]


@pytest.mark.parametrize(
    "added",
    [
        "但迟延系因政府主管部门的检查或停产要求所致的除外",
        "且买方须已付清此前欠付的全部技术人员培训费用",
    ],
)
def test_a_proviso_of_one_text_alone_is_told_whatever_its_words(added: str) -> None:
    english, chinese = LATE

    assert alone(english, chinese) == []
    assert alone(english, f"{chinese[:-1]}，{added}。") == [added]


def test_a_sentence_of_one_text_alone_is_told() -> None:
    english, chinese = LATE
    added = "Supplier shall also reimburse Buyer's travel expenses for visiting the warehouse."

    (told,) = sentences_unsaid(PairOfTexts(f"{english} {added}", chinese), NAMES)

    assert told.en == (len(english) + 1, len(english) + 1 + len(added))


@settings(deadline=None)
@given(st.text(alphabet="供应商应在审计后三十日内，。；但除外 ABcd12.,;", max_size=80), st.text(max_size=60))
def test_any_two_texts_are_compared_without_failing(chinese: str, english: str) -> None:
    assert len(alone(english, chinese)) <= 2
