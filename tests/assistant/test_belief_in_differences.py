"""How sure a difference between two languages is: what is told as one, and what is only to be compared."""

import json
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.bilingual.belief import LEARNT, SIGNS, belief, belief_from, how_sure, said_in, signs_of
from assistant.bilingual.compare import differences
from assistant.bilingual.facts import LEAST_SURE
from assistant.bilingual.pair import Difference, PairOfTexts
from assistant.bilingual.parties import PartyNames, party_names
from assistant.learn.differences import all_told, learnt_from
from assistant.roles import Roles

AUDIT_EN = "The Buyer may audit the plant once in each calendar year on thirty (30) days' notice."
AUDIT_ZH = "买方可每一日历年度对工厂审计一次，但应提前三十日通知。"


def names() -> PartyNames:
    return party_names([], Roles((), ()))


def surest(english: str, chinese: str) -> float:
    texts = PairOfTexts(english, chinese)
    told = list(differences(texts, names()))
    once = Counter({found.rule: 1 for found in told})
    return max(how_sure(found, texts, names(), once) for found in told)


def test_another_period_is_surely_a_difference() -> None:
    assert surest(AUDIT_EN, AUDIT_ZH.replace("三十日", "六十日")) > 0.7


def test_a_sentence_that_one_text_lacks_is_surely_a_difference() -> None:
    more = (
        " The Supplier shall bear the travel expenses of two auditors of the Buyer if a critical finding is confirmed."
    )
    assert surest(AUDIT_EN + more, AUDIT_ZH) > 0.6


def test_a_word_that_stands_alone_in_a_clause_otherwise_answered_is_less_sure_than_a_clause_that_does() -> None:
    word = Difference("condition", "", (0, len(AUDIT_EN)), None, alone=("zh", "提前"), rule="conditions")
    texts = PairOfTexts(AUDIT_EN, AUDIT_ZH)
    longer = AUDIT_ZH.removesuffix("。") + "，且仅限于经药品监管部门核发许可证的灌装车间。"
    clause = replace(word, alone=("zh", "核发许可证"))
    once = Counter({"conditions": 1})
    assert how_sure(word, texts, names(), once) < how_sure(clause, PairOfTexts(AUDIT_EN, longer), names(), once)


@pytest.mark.parametrize(
    ("english", "chinese"), [((0, 10), None), (None, (0, 5)), ((0, 10), (0, 5)), (None, None)], ids=str
)
def test_every_difference_has_all_signs(english: tuple[int, int] | None, chinese: tuple[int, int] | None) -> None:
    found = Difference("missing", "", english, chinese)
    assert len(signs_of(found, PairOfTexts(AUDIT_EN, AUDIT_ZH), names(), Counter())) == len(SIGNS)


@given(st.lists(st.floats(-50, 50), min_size=len(SIGNS), max_size=len(SIGNS)), st.text(max_size=10))
def test_a_belief_is_a_chance(signs: list[float], rule: str) -> None:
    assert 0 <= belief().sure(rule, rule, signs) <= 1


def test_what_a_rule_said_is_the_same_whichever_text_it_said_it_of_and_whatever_it_quoted() -> None:
    assert said_in("Only the English text has a proviso (“only if 2 agree”).") == said_in(
        "Only the Chinese text has a proviso (“除非”)."
    )


def test_the_weights_that_ship_are_those_that_training_gives() -> None:
    shipped = json.loads(LEARNT.read_text(encoding="utf-8"))
    told = all_told()
    again = learnt_from(told)
    assert shipped["signs"] == list(SIGNS)
    assert shipped["rules"] == pytest.approx(again["rules"], abs=0.01)
    assert shipped["said"] == pytest.approx(again["said"], abs=0.01)
    sure = [belief().sure(row.rule, row.said, row.signs) for row in told[::20]]
    assert sure == pytest.approx(
        [belief_from(again).sure(row.rule, row.said, row.signs) for row in told[::20]], abs=0.02
    )


def test_more_than_nine_in_ten_differences_in_agreements_that_rules_have_seen_are_told_as_such() -> None:
    seen = [row for row in all_told() if not row.first and row.writer == "T"]
    surely = [row for row in seen if belief().sure(row.rule, row.said, row.signs) > LEAST_SURE]
    assert len(surely) > 0.9 * len(seen)
