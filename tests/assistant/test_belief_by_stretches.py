"""What speaks for a difference beside its rule: the few words around it, the difference undone, the agreement's own words."""

from collections import Counter

import pytest
from bilingual_builders import paragraphs
from builders import a_reading

from assistant.bilingual.alone import answers
from assistant.bilingual.belief import SIGNS, signs_of
from assistant.bilingual.own_words import own_words
from assistant.bilingual.pair import Difference, PairOfTexts
from assistant.bilingual.parties import PartyNames, party_names
from assistant.bilingual.read import two_languages
from assistant.bilingual.stretches import SideBySide
from assistant.bilingual.undone import (
    NOTHING,
    gains_by_modals,
    gains_by_parties,
    gains_by_steps,
    gains_without,
)
from assistant.roles import Roles

ENGLISH = "The Supplier shall clean the moulds at its own cost and deliver them to the Buyer within ten days."
CHINESE = "供应商应自费清洁模具，并在十日内将其交付给买方。"


def names() -> PartyNames:
    return party_names([], Roles((), ()))


def test_a_few_words_that_the_translation_says_come_nearer_to_it_than_a_few_that_it_does_not() -> None:
    sides = SideBySide(ENGLISH, CHINESE)
    said, unsaid = sides.nearest(["clean the moulds", "insure the vessel against piracy"], "en")
    assert said > 0.6 > unsaid


def test_a_sentence_with_a_stretch_of_its_own_is_answered_less_well_in_its_least_part() -> None:
    more = ENGLISH.removesuffix(".") + ", provided that the customs broker has cleared every container."
    least, _, mean, hardly = SideBySide(ENGLISH, CHINESE).answered("en")
    least_more, _, mean_more, hardly_more = SideBySide(more, CHINESE).answered("en")
    assert least_more <= least
    assert mean_more < mean
    assert hardly_more > hardly


def test_the_place_of_a_word_takes_as_many_words_around_it_as_are_asked_for() -> None:
    sides = SideBySide(ENGLISH, CHINESE)
    start = ENGLISH.index("moulds")
    assert sides.around(start, start + len("moulds"), "en", 1) == "the moulds at"
    assert sides.around(0, 3, "en", 2) == "The Supplier shall"


@pytest.mark.parametrize(("english", "chinese"), [("", CHINESE), (ENGLISH, ""), ("", ""), ("…", "，")])
def test_a_sentence_without_partner_is_answered_nowhere(english: str, chinese: str) -> None:
    assert SideBySide(english, chinese).answered("en") == (0.0, 0.0, 0.0, 1.0)


def test_putting_the_right_party_back_gains_more_than_taking_it_away() -> None:
    exchanged, _, _ = gains_by_parties(SideBySide("The Buyer shall bear the cost.", "供应商应承担费用。"), names())
    faithful, _, _ = gains_by_parties(SideBySide("The Supplier shall bear the cost.", "供应商应承担费用。"), names())
    assert exchanged > 0 > faithful


def test_putting_notice_for_consent_gains_where_the_translation_says_notice() -> None:
    other, _ = gains_by_steps(SideBySide("with the Buyer's written consent", "经书面通知买方"))
    same, _ = gains_by_steps(SideBySide("with the Buyer's written consent", "经买方书面同意"))
    assert other > same


def test_where_nothing_is_bound_or_named_nothing_is_gained() -> None:
    sides = SideBySide("red paint", "红漆")
    assert gains_by_modals(sides) == (NOTHING, NOTHING)
    assert gains_by_parties(sides, names()) == (NOTHING, NOTHING, NOTHING)


def test_words_that_the_other_text_says_in_other_words_come_nearer_to_it_than_words_it_lacks() -> None:
    chinese = "制造商不同意拒收的，样品应送交独立实验室。"
    found = Difference("condition", "", (0, 10), (0, 10), alone=("zh", "不同意"))
    said = gains_without(found, SideBySide("If the Manufacturer disagrees, samples go to a laboratory.", chinese))
    unsaid = gains_without(found, SideBySide("The samples go to a laboratory.", chinese))
    assert said[2] > unsaid[2]


def test_words_that_stand_nowhere_have_no_place() -> None:
    found = Difference("condition", "", (0, 10), None, alone=("en", "whale oil"))
    assert gains_without(found, SideBySide(ENGLISH, CHINESE)) == [NOTHING] * 7


def test_what_a_rule_tells_again_and_again_in_one_agreement_is_a_sign() -> None:
    found = Difference("condition", "", (0, 10), (0, 5), rule="reach")
    texts = PairOfTexts(ENGLISH, CHINESE)
    place = SIGNS.index("how many the same rule told in this agreement")
    once, often = (signs_of(found, texts, names(), Counter({"reach": many}))[place] for many in (1, 40))
    assert once == 1 < often


# --- the agreement's own words -----------------------------------------------------------------------------------------

SDD = [
    ("The Supplier makes the SDD.", "供应商生产喷雾干燥分散体。"),
    ("The SDD is stored cold.", "喷雾干燥分散体应冷藏。"),
    ("Each drum of SDD is sealed.", "每桶喷雾干燥分散体均应密封。"),
]


def test_a_short_name_means_what_it_stands_beside_again_and_again() -> None:
    assert "喷雾干燥" in own_words(SDD)["en"]["sdd"]


def test_a_word_met_once_shows_nothing_and_one_that_the_lexicon_knows_is_left_to_it() -> None:
    assert own_words(SDD[:1])["en"] == {}
    # "Destroy" is 销毁: "replace", which always stands beside it, is not.
    pairs = [("It shall destroy and replace the lots.", "应销毁该批次。")] * 3
    assert "销毁" not in own_words(pairs)["zh"]


def test_a_word_that_the_agreement_translates_itself_has_an_answer() -> None:
    texts = PairOfTexts("The price of the SDD is fixed.", "喷雾干燥分散体的价格固定。")
    told = PartyNames(names().first, names().second, own_words(SDD))
    assert sum(answers("干燥", texts, told, "zh")) > sum(answers("干燥", texts, names(), "zh"))  # type: ignore[arg-type]


# --- paragraphs ----------------------------------------------------------------------------------------------------------


def test_paragraphs_that_share_no_number_name_or_term_are_paired_by_what_they_say() -> None:
    rows = [
        *paragraphs("plasmid-supply", with_planted=False)[:20],
        ("36.1 Silence is golden, and nobody has to answer gossip.", "沉默是金，任何人都不必理会流言蜚语。"),
    ]
    two = two_languages(a_reading("\n\n".join(part for row in rows for part in row), language="mixed"))

    assert two is not None
    assert any("gossip" in en.quote and "流言" in zh.quote for en, zh in two.pairs)
