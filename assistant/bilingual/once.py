"""Telling once what several rules see: a consent made a notice, a duty turned round, a sentence that one text lacks."""

from collections.abc import Sequence

from assistant.bilingual.facts import Side
from assistant.bilingual.pair import Difference, PairOfTexts


def told_once(found: Sequence[Difference], texts: PairOfTexts) -> list[Difference]:
    """What was found, in order, without what says the same again."""
    return _without_what_a_part_says(_without_echoes(found), texts)


def _without_echoes(found: Sequence[Difference]) -> list[Difference]:
    """A reversed duty is a negation, a changed duty and sometimes a changed party at once: it is told once."""
    kept: list[Difference] = []
    exchanged = [d for d in found if d.topic == "step for another"]
    for difference in found:
        # A notice where the other text has a consent: that one text alone has the notice says it again, and so does the wording.
        if difference.topic == "step" and any(_overlap(difference, d, unbounded=True) for d in exchanged):
            continue
        if difference in exchanged and any(
            (d in kept or (d.kind == "opposite") > (difference.kind == "opposite"))
            and _overlap(difference, d, unbounded=True)
            for d in exchanged
            if d is not difference
        ):
            continue
        same_place = [d for d in kept if d.en == difference.en and d.zh == difference.zh]
        if difference.kind in ("negation", "party") and any(d.kind in ("modality", "negation") for d in same_place):
            continue
        if difference.kind == "modality" and any(d.kind == "modality" for d in same_place):
            continue
        # A sum in another currency differs as a figure and by its currency's name.
        if _of_currency(difference) and any(_of_currency(d) and _overlap(d, difference, unbounded=True) for d in kept):
            continue
        # A part left out may be missed twice, as a sentence and as a proviso.
        if difference.kind == "missing" and any(
            d.kind == "missing" and _overlap(d, difference, unbounded=False) for d in kept
        ):
            continue
        if not any(d.kind == difference.kind and d.reason == difference.reason for d in same_place):
            kept.append(difference)
    return kept


def _without_what_a_part_says(found: Sequence[Difference], texts: PairOfTexts) -> list[Difference]:
    """A sentence that one text lacks is told as that; its condition, permission or place is not told once more."""
    parts: dict[Side, list[tuple[int, int]]] = {
        "en": [d.en for d in found if d.topic == "sentence" and d.en],
        "zh": [d.zh for d in found if d.topic == "sentence" and d.zh],
    }

    def is_of_a_part(difference: Difference) -> bool:
        if difference.alone is None:
            return False
        side, _ = difference.alone
        places = [match.span() for match in difference.alone_at(texts.text(side))]
        return bool(places) and all(any(a <= start and end <= b for a, b in parts[side]) for start, end in places)

    return [difference for difference in found if not is_of_a_part(difference)]


def is_told(part: Difference, kept: Sequence[Difference]) -> bool:
    """Whether something else already differs in the sentence of a part that the other text seems to lack."""
    return any(_overlap(part, difference, unbounded=False) for difference in kept)


def _of_currency(difference: Difference) -> bool:
    return difference.kind == "amount" and difference.reason.startswith("The currency differs")


def _overlap(one: Difference, other: Difference, unbounded: bool) -> bool:
    """Whether two differences touch in either text; `unbounded`: whether one without bounds there touches every other."""
    pairs = ((one.en, other.en), (one.zh, other.zh))
    return any(unbounded if a is None or b is None else a[0] < b[1] and b[0] < a[1] for a, b in pairs)
