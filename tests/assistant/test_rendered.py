"""Words that translators nearly always render: what is learnt from faithful sentences, and what is told of two texts with it."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.bilingual.belief import SIGNS
from assistant.bilingual.pair import SIDES
from assistant.bilingual.parties import PartyNames, party_names
from assistant.bilingual.rendered import LEARNT, MOST_UNLIKELY, rendered, rendered_from
from assistant.learn import rendered as learning
from assistant.learn.rendered import FOLDS, PARAGRAPHS, answers_in, learnt_from, sentence_of
from assistant.roles import Roles

NAMES = party_names([], Roles((), ()))
ENGLISH = "The Supplier shall answer for its staff and its subcontractors."
CHINESE = "供应商应对其员工和分包商负责。"


def unlikely(english: str, chinese: str, names: PartyNames = NAMES) -> tuple[float, float]:
    known = rendered()
    return known.unlikely(english, chinese, "en", names), known.unlikely(chinese, english, "zh", names)


def test_a_word_that_is_rendered_leaves_nothing_unlikely() -> None:
    assert max(unlikely(ENGLISH, CHINESE)) < -math.log(0.05)


@pytest.mark.parametrize(
    ("english", "chinese", "side"),
    [
        (ENGLISH, "供应商应对其员工负责。", "en"),
        ("The Supplier shall answer for its staff.", CHINESE, "zh"),
        ("An independent laboratory shall test it.", "应由实验室检验。", "en"),
        ("The Supplier shall bear the cost of the test.", "供应商应承担检验费用，并赔偿第三方的损失。", "zh"),
    ],
)
def test_a_word_that_translators_hardly_leave_out_makes_the_text_without_it_unlikely(
    english: str, chinese: str, side: str
) -> None:
    told = dict(zip(SIDES, unlikely(english, chinese), strict=True))

    assert told["en" if side == "en" else "zh"] > -math.log(0.005)


def test_a_partys_name_is_no_such_word_however_it_is_translated() -> None:
    english, chinese = "The Seller shall deliver the goods.", "出售方应交付货物。"
    named = PartyNames(frozenset({"buyer", "购买方"}), frozenset({"seller", "出售方"}))

    nobody = PartyNames(frozenset(), frozenset())

    assert unlikely(english, chinese, nobody)[0] > -math.log(0.005)
    assert max(unlikely(english, chinese, named)) < -math.log(0.05)


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_the_texts_hold_it_is_a_number_within_its_bounds(english: str, chinese: str) -> None:
    assert all(0 <= number <= MOST_UNLIKELY for number in unlikely(english, chinese))


# --- learning --------------------------------------------------------------------------------------------------------


def taught() -> list[learning.Sentence]:
    """Audits, payments and much else by six writers, two of whom do not render "audit"."""
    said = (
        ("The Buyer may audit plant {}.", "买方可审计{}号工厂。", 24),
        ("The Buyer shall pay sum {}.", "买方应支付款项{}。", 24),
        ("The Buyer may see or shall take the goods {}.", "买方可看或应收取货物{}。", 150),
        ("The Buyer shall keep box {}.", "买方应保管箱{}。", 150),
    )
    sentences = [sentence_of(en.format(n), zh.format(n), n % FOLDS) for en, zh, count in said for n in range(count)]
    return [*sentences, *(sentence_of("The Buyer may audit it.", "买方可看。", fold) for fold in (0, 1))]


def test_what_stands_beside_a_word_and_hardly_elsewhere_answers_to_it() -> None:
    answers = answers_in(taught(), "en")

    assert set(answers["audit"][0]) & set("审计工厂")
    assert set(answers["pay"][0]) & set("支付款项")
    assert "buyer" not in answers, "what stands everywhere answers to nothing"


def test_how_seldom_a_word_is_left_unanswered_is_counted_in_sentences_of_other_writers() -> None:
    learnt = learnt_from(taught())["en"]

    assert learnt["audit"][0] == pytest.approx((2 + 0.5) / (26 + 1), abs=1e-4)
    assert learnt["pay"][0] == pytest.approx(0.5 / 25, abs=1e-4)


def test_an_answer_that_a_few_sentences_have_by_chance_is_none() -> None:
    by_chance = [sentence_of("The Buyer may audit it.", "买方收取货物。", fold) for fold in (2, 3)]

    assert not any("货物" in answer for answer in answers_in([*taught(), *by_chance], "en")["audit"])


def test_what_was_learnt_is_read_back_as_it_was_written() -> None:
    known = rendered_from(json.loads(json.dumps(learnt_from(taught()))))

    assert known.unlikely("The Buyer may audit it.", "买方可看。", "en", NAMES) == pytest.approx(
        math.log(27 / 2.5), abs=1e-3
    )


def test_the_words_that_ship_come_from_many_paragraphs_and_carry_what_is_said_of_them() -> None:
    raw = json.loads(LEARNT.read_text(encoding="utf-8"))
    paragraphs = [json.loads(line) for line in PARAGRAPHS.read_text(encoding="utf-8").splitlines()]

    assert len(paragraphs) > 20_000
    assert all(row.keys() == {"by", "en", "zh"} for row in paragraphs)
    for side in SIDES:
        assert len(raw[side]) > 1_500
        assert all(0 < known[0] <= 0.25 and len(known) > 1 for known in raw[side].values())
    assert "书面" in raw["en"]["written"]
    assert len(SIGNS) == 45
