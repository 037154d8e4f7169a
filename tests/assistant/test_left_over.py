"""The trees that tell an item one list lacks: the rows they were grown on, and what they say of lists made here."""

import json
from pathlib import Path

import pytest

from assistant.bilingual.matched_lists import ENOUGH, LEARNT, SIGNS_OF_AN_ITEM, items_left_over
from assistant.bilingual.pair import PairOfTexts
from assistant.bilingual.parties import party_names
from assistant.bilingual.trees import load_trees
from assistant.learn import left_over
from assistant.learn.left_over import all_rows, cases_of
from assistant.roles import Roles

NAMES = party_names([], Roles((), ()))
EVENTS_EN = "A party is excused while an event outside its control, such as earthquake, flood, war, epidemic or embargo, prevents it."
EVENTS_ZH = "因一方无法控制的事件，例如地震、洪水、战争、疫情或禁运，而无法履行的，该方免责。"


def test_lists_that_say_the_same_have_nothing_left_over() -> None:
    assert not list(items_left_over(PairOfTexts(EVENTS_EN, EVENTS_ZH), NAMES))


@pytest.mark.parametrize(
    ("english", "chinese", "left"),
    [
        (EVENTS_EN, EVENTS_ZH.replace("战争、", ""), "war"),
        (EVENTS_EN.replace("flood, ", ""), EVENTS_ZH, "洪水"),
        (EVENTS_EN, EVENTS_ZH.replace("、疫情", "、疫情、供应商停产"), "供应商停产"),
        (EVENTS_EN, EVENTS_ZH.replace("、疫情", "、疫情、电力供应限制"), "电力供应限制"),
    ],
)
def test_the_item_that_one_list_lacks_is_told(english: str, chinese: str, left: str) -> None:
    (told,) = items_left_over(PairOfTexts(english, chinese), NAMES)
    assert left in told.reason
    assert ENOUGH <= told.weight <= 1


def test_each_thing_of_a_list_makes_a_case_when_it_is_taken_out() -> None:
    cases = list(cases_of(PairOfTexts(EVENTS_EN, EVENTS_ZH), NAMES))
    assert len(cases) >= 6
    found = [row for row in cases if row]
    assert len(found) >= len(cases) / 2
    assert all(load_trees(LEARNT).sure(row) > 0.5 for row in found if row)


def test_the_trees_know_the_rows_they_were_grown_on() -> None:
    rows, trees = all_rows(), load_trees(LEARNT)
    found = [trees.sure(row) >= ENOUGH if row else False for of in rows for row in of.too_many]
    false = [trees.sure(row) >= ENOUGH for of in rows for row in of.faithful]
    assert len(rows) > 100
    assert {len(row) for of in rows for row in of.faithful} == {len(SIGNS_OF_AN_ITEM)}
    assert sum(found) / len(found) > 0.6
    assert sum(false) / len(rows) < 1.2


def test_agreements_of_ones_own_add_rows_but_not_of_paragraphs_that_differ(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = [
        ("The Supplier shall keep the records of each lot for five years.", "供应商应将每批的记录保存五年。"),
        ("The Buyer shall pay each invoice within thirty days.", "买方应在三十日内支付每张发票。"),
        ("Neither Party shall assign this Agreement.", "任何一方均不得转让本协议。"),
    ]
    pairs = [(EVENTS_EN, EVENTS_ZH), *others, (EVENTS_EN.replace("flood, ", ""), EVENTS_ZH)]
    text = "\n\n".join(f"{n}.1 {en}\n{n}.1 {zh}" for n, (en, zh) in enumerate(pairs, 1))
    (tmp_path / "deal.txt").write_text(text, encoding="utf-8")
    (tmp_path / "deal.json").write_text(json.dumps([{"en": pairs[-1][0]}]), encoding="utf-8")
    rows = tmp_path / "rows.jsonl"
    monkeypatch.setattr(left_over, "ROWS", rows)
    left_over._add(tmp_path, print)
    (added,) = all_rows(rows)
    assert added.agreement == f"{tmp_path.name}-deal"
    assert not added.faithful
    assert 1 <= len(added.too_many) <= 3
