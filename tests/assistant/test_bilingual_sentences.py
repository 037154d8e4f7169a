"""Which sentence of a paragraph belongs to which of its translation."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from assistant.bilingual.sentences import sentence_pairs, sentences_of

DELIVERY = ("The Supplier shall deliver the goods FCA Ningbo.", "供应商应按FCA宁波交付货物。")
RISK = ("Risk passes to the Buyer when the carrier takes the goods.", "货物交由承运人接管时，风险转移至买方。")
RELEASE = ("No batch may be shipped before the Buyer has released it.", "买方放行之前，任何批次均不得发运。")
AUDITS = ("The Buyer may audit the plant once a year.", "买方每年可对工厂审计一次。")


def paired(english: list[str], chinese: list[str]) -> list[tuple[str, str]]:
    return [(pair.text("en"), pair.text("zh")) for pair in sentence_pairs(" ".join(english), "".join(chinese))]


def test_sentences_in_the_same_order_are_partners() -> None:
    told = [DELIVERY, RISK, AUDITS]
    assert paired([en for en, _ in told], [zh for _, zh in told]) == told


def test_two_that_stand_the_other_way_round_find_each_other() -> None:
    assert set(paired([DELIVERY[0], RISK[0], RELEASE[0]], [DELIVERY[1], RELEASE[1], RISK[1]])) == {
        DELIVERY,
        RISK,
        RELEASE,
    }


def test_one_that_the_other_text_puts_into_the_sentence_before_joins_it() -> None:
    insured = "The Supplier shall insure the goods at its own cost. The Buyer shall be named as an additional insured."
    both = "供应商应自费为货物投保，并将买方列为附加被保险人。"
    assert paired([insured, AUDITS[0]], [both, AUDITS[1]]) == [(insured, both), AUDITS]


def test_one_that_one_text_lacks_has_no_partner() -> None:
    assert paired([DELIVERY[0], AUDITS[0], RISK[0]], [DELIVERY[1], RISK[1]]) == [DELIVERY, (AUDITS[0], ""), RISK]


@given(st.lists(st.sampled_from([DELIVERY, RISK, RELEASE, AUDITS]), max_size=4), st.randoms(use_true_random=False))
def test_every_sentence_is_in_one_pair_whatever_the_order(told: list[tuple[str, str]], chance: Random) -> None:
    english, chinese = [en for en, _ in told], [zh for _, zh in told]
    chance.shuffle(chinese)
    pairs = sentence_pairs(" ".join(english), "".join(chinese))
    for side, text in (("en", " ".join(english)), ("zh", "".join(chinese))):
        held = sorted((s for pair in pairs for s in getattr(pair, side)), key=lambda s: s.start)
        assert held == sentences_of(text, side)
