"""Growing the trees that tell an item which the other text's list lacks (`assistant.bilingual.matched_lists`).

`left_over.jsonl` holds what the trees are told (numbers, no text) of what seems left over in the paragraphs of invented
agreements that say the same in both languages, and of the partner of a thing that was taken out of a list of one text: it
is the one to find. `--agreements` adds such rows from agreements of one's own.
"""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from assistant.bilingual.facts import Side
from assistant.bilingual.joined import Thing, lists_joined
from assistant.bilingual.matched_lists import ENOUGH, FEWEST_ITEMS, LEARNT, LEAST_ALIKE, left_over_of, likeness, weighed
from assistant.bilingual.pair import OTHER, SIDES, PairOfTexts
from assistant.bilingual.parties import PartyNames
from assistant.bilingual.read import compared_paragraphs
from assistant.bilingual.sentences import SentencePair
from assistant.bilingual.trees import Trees
from assistant.learn.examples import document_of
from assistant.learn.parts import grown
from assistant.reading import Reading
from ingest.split import split_clauses

ROWS = Path(__file__).with_name("left_over.jsonl")
_FOLDS = 6
# Lists that fit like this, thing by thing, are the same list.
_SAME_LIST = 0.55
# So many things are taken out in an agreement, at most so many of a paragraph.
_CASES, _OF_A_PARAGRAPH = 24, 3
_FALSE = (0.1, 0.25, 0.5, 1.0)

Row = list[float]


@dataclass(frozen=True)
class OfAgreement:
    """What seems left over in an agreement as it stands, and with one thing taken out; `None` where that is no candidate."""

    agreement: str
    """By its writer: `K-3`."""
    faithful: list[Row]
    too_many: list[Row | None]


def run(agreements: Path | None, say: Callable[[str], None]) -> None:
    """Say what is found with the agreements of each writer held out; grow the trees on all rows and save them."""
    if agreements:
        _add(agreements, say)
    rows = all_rows()
    _say_held_out(rows, say)
    LEARNT.write_text(json.dumps(trees_of(rows).as_dict(), separators=(",", ":")) + "\n", encoding="utf-8")


def all_rows(path: Path = ROWS) -> list[OfAgreement]:
    return [OfAgreement(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def trees_of(rows: Sequence[OfAgreement]) -> Trees:
    return grown([row for of in rows for row in of.faithful], [row for of in rows for row in of.too_many if row])


def writer_of(row: OfAgreement) -> str:
    return row.agreement.partition("-")[0]


def _add(folder: Path, say: Callable[[str], None]) -> None:
    """Rows of each `NAME.txt` of a folder, but for the paragraphs of which `NAME.json` says that they differ."""
    with ROWS.open("a", encoding="utf-8") as lines:
        for path in sorted(folder.glob("*.txt")):
            planted = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
            differ = [str(p.get(side) or "") for p in planted for side in SIDES]
            found = _of_text(f"{folder.name}-{path.stem}", path.read_text(encoding="utf-8"), differ)
            lines.write(json.dumps(vars(found), separators=(",", ":")) + "\n")
            say(f"{path.name}: {len(found.faithful)} left over, {len(found.too_many)} taken out")


def _of_text(name: str, text: str, differ: Sequence[str]) -> OfAgreement:
    document = document_of(text, f"{name}.txt")
    chance = random.Random(name)
    paragraphs = [
        (texts, names)
        for texts, names in compared_paragraphs(Reading(document, tuple(split_clauses(document))))
        if not any(words and words in texts.text(side) for words in differ for side in SIDES)
    ]
    faithful = [row for texts, names in paragraphs for _, _, row in _rows(texts, names)]
    too_many: list[Row | None] = []
    chance.shuffle(paragraphs)
    for texts, names in paragraphs:
        if len(too_many) >= _CASES:
            break
        cases = list(cases_of(texts, names))
        too_many += chance.sample(cases, min(_OF_A_PARAGRAPH, len(cases)))
    return OfAgreement(name, [_rounded(row) for row in faithful], [row and _rounded(row) for row in too_many[:_CASES]])


def _rounded(row: Row) -> Row:
    return [round(one, 3) for one in row]


def _rows(texts: PairOfTexts, names: PartyNames) -> Iterator[tuple[Side, int, Row]]:
    """Each thing left over, by its language and where it begins in its text."""
    for pair in texts.sentences:
        if not (pair.en and pair.zh):
            continue
        for side, found, better_by in left_over_of(pair):
            row = weighed(found, better_by, pair, texts, names, side)
            if row:
                yield side, (pair.bounds(side) or (0, 0))[0] + found.item.start, row


def cases_of(texts: PairOfTexts, names: PartyNames) -> Iterator[Row | None]:
    """One thing after the other taken out of the Chinese, then out of the English: what the trees are told of its partner."""
    for pair in texts.sentences:
        if not (pair.en and pair.zh):
            continue
        left, right, partners = _same_lists(pair)
        for i, j in partners:
            taken: tuple[tuple[Side, Sequence[Thing], int, Thing], ...] = (
                ("zh", right, j, left[i]),
                ("en", left, i, right[j]),
            )
            for side, here, at, partner in taken:
                start = (pair.bounds(OTHER[side]) or (0, 0))[0] + partner.start
                rows = {(s, place): row for s, place, row in _rows(_altered(texts, pair, side, here, at), names)}
                yield rows.get((OTHER[side], start))


def _altered(texts: PairOfTexts, pair: SentencePair, side: Side, things: Sequence[Thing], at: int) -> PairOfTexts:
    begin, end = pair.bounds(side) or (0, 0)
    whole = texts.text(side)[:begin] + _without(pair.text(side), things, at) + texts.text(side)[end:]
    return PairOfTexts(whole, texts.zh) if side == "en" else PairOfTexts(texts.en, whole)


def _same_lists(pair: SentencePair) -> tuple[Sequence[Thing], Sequence[Thing], list[tuple[int, int]]]:
    """The lists of as many things that fit each other best, and which thing is which but the first and what is half of one."""
    from scipy.optimize import linear_sum_assignment

    best: tuple[Sequence[Thing], Sequence[Thing], list[tuple[int, int]]] = (), (), []
    best_fit = _SAME_LIST
    lists = {side: list(lists_joined(pair.text(side), side)) for side in SIDES}
    for left, right in product(lists["en"], lists["zh"]):
        if len(left) != len(right) or len(left) < FEWEST_ITEMS:
            continue
        alike = likeness(left, right)
        rows, columns = linear_sum_assignment(-alike)
        fit = float(alike[rows, columns].mean())
        if fit <= best_fit:
            continue
        partners = [
            (int(i), int(j))
            for i, j in zip(rows, columns, strict=True)
            if i and j and not left[i].is_half and not right[j].is_half and alike[i, j] >= LEAST_ALIKE
        ]
        best, best_fit = (left, right, partners), fit
    return best


def _without(text: str, things: Sequence[Thing], at: int) -> str:
    """The text without a thing that is not the first; where it was the last, the one before is joined as it was."""
    before, thing = things[at - 1], things[at]
    if at < len(things) - 1 or at == 1:
        return text[: before.end] + text[thing.end :]
    earlier = things[at - 2]
    return text[: earlier.end] + text[before.end : thing.start] + text[before.start : before.end] + text[thing.end :]


def _say_held_out(rows: Sequence[OfAgreement], say: Callable[[str], None]) -> None:
    """How many of the things taken out are found where so many an agreement are told falsely, and at the bound that ships."""
    fold = {writer: i % _FOLDS for i, writer in enumerate(sorted({writer_of(of) for of in rows}))}
    false: list[float] = []
    found: list[float] = []
    for turn in range(_FOLDS):
        trees = trees_of([of for of in rows if fold[writer_of(of)] != turn])
        for of in rows:
            if fold[writer_of(of)] == turn:
                false += map(trees.sure, of.faithful)
                found += [trees.sure(row) if row else 0.0 for row in of.too_many]
    false.sort(reverse=True)
    bounds = [(share, false[int(share * len(rows))]) for share in _FALSE]
    for share, bound in [*bounds, (sum(s >= ENOUGH for s in false) / len(rows), ENOUGH)]:
        say(f"{share:.2f} false an agreement, from {bound:.2f}: {sum(s >= bound for s in found)} of {len(found)} found")
