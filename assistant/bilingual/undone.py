"""Whether two sentences answer to each other better once a difference is undone: "may" put for "shall", one party for the other,
a notice for a consent, or the words left out that only one text has.

    shall clean and load it at the Buyer's cost   ·   由卖方承担费用……     the Seller put for the Buyer: nearer, so it was exchanged
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.bilingual.facts import Side
from assistant.bilingual.pair import SIDES, Difference
from assistant.bilingual.parties import PartyNames
from assistant.bilingual.stretches import SideBySide

_Exchange = Sequence[tuple[re.Pattern[str], str]]


def _exchanges(*of: tuple[str, str]) -> _Exchange:
    return tuple((re.compile(said, re.IGNORECASE), instead) for said, instead in of)


_MODALS: dict[Side, _Exchange] = {
    "en": _exchanges(
        (r"\bshall not\b", "may"), (r"\b(?:shall|must|will)\b", "may"), (r"\bmay\b", "shall"), ("is entitled to", "shall"),
        (r"is (?:permitted|allowed)", "shall be"),
    ),
    "zh": _exchanges(("不得", "可"), ("应当?", "可"), ("须", "可"), ("(?<![许认])可以?(?!能)", "应"), ("有权", "应"), ("允许", "应")),
}  # fmt: skip
_STEPS: dict[Side, _Exchange] = {
    "en": _exchanges(
        (r"\b(?:consent|approval)\b", "notice"), (r"\b(?:notice|notification)\b", "consent"), (r"\b(?:notify|inform)\b", "obtain the consent of"),
    ),
    "zh": _exchanges(("同意|批准|认可", "通知"), ("通知|告知", "同意")),
}  # fmt: skip
_WORDS_AROUND = 4
# Where nothing of the kind stands.
NOTHING = -1.0


def gains_by_modals(sides: SideBySide) -> tuple[float, float]:
    """The most and the mean that any word of duty or permission gains by being turned round."""
    return _most_and_mean([gain for side in SIDES for gain in _gains(sides, side, _exchanged(sides, side, _MODALS))])


def gains_by_steps(sides: SideBySide) -> tuple[float, float]:
    """The same of consents and notices."""
    return _most_and_mean([gain for side in SIDES for gain in _gains(sides, side, _exchanged(sides, side, _STEPS))])


def gains_by_parties(sides: SideBySide, names: PartyNames) -> tuple[float, float, float]:
    """The most and the mean that any party's name gains by the other's in its place, and how ill the worst stands as it is."""
    gains: list[float] = []
    worst: list[float] = []
    for side in SIDES:
        places = list(_parties(sides, side, names))
        gains += _gains(sides, side, places)
        worst += [float(near) for near in sides.nearest([said for said, _ in places], side)]
    return (*_most_and_mean(gains), min(worst, default=NOTHING))


def gains_without(difference: Difference, sides: SideBySide) -> list[float]:
    """Of words that one text alone has: how near they come to any of the other text, by themselves and with one, two and four
    words around them, and what these gain without them."""
    side, words = difference.alone or ("en", "")
    match = next(difference.alone_at(sides.text[side]), None)
    if not words or match is None:
        return [NOTHING] * 7
    near = [sides.nearest_word(match.group(), side)]
    gains = []
    for around in (1, 2, 4):
        whole = sides.around(*match.span(), side, around)
        without = whole.replace(match.group(), "", 1)
        with_it, without_it = sides.nearest([whole, without or " "], side)
        near.append(float(with_it))
        gains.append(float(without_it - with_it))
    return [*near, *gains]


def _exchanged(sides: SideBySide, side: Side, of: dict[Side, _Exchange]) -> Iterator[tuple[str, str]]:
    text = sides.text[side]
    for said, instead in of[side]:
        for match in said.finditer(text):
            yield _with(sides, side, match, instead)


def _parties(sides: SideBySide, side: Side, names: PartyNames) -> Iterator[tuple[str, str]]:
    text = sides.text[side]
    found = list(names.spelt(side).finditer(text))
    usual = {"first": "Buyer" if side == "en" else "买方", "second": "Supplier" if side == "en" else "供应商"}
    called = {names.side_of(match.group("name")): match.group("name") for match in found}
    for match in found:
        other = "second" if names.side_of(match.group("name")) == "first" else "first"
        yield _with(sides, side, match, called.get(other, usual[other]))  # type: ignore[call-overload]


def _with(sides: SideBySide, side: Side, match: re.Match[str], instead: str) -> tuple[str, str]:
    """The words around the match as they stand, and with something else in its place."""
    whole = sides.around(*match.span(), side, _WORDS_AROUND)
    return whole, whole.replace(match.group(), instead, 1)


def _gains(sides: SideBySide, side: Side, places: Iterable[tuple[str, str]]) -> list[float]:
    both = list(places)
    before = sides.nearest([said for said, _ in both], side)
    after = sides.nearest([instead for _, instead in both], side)
    return [float(gain) for gain in after - before]


def _most_and_mean(gains: Sequence[float]) -> tuple[float, float]:
    return (max(gains), sum(gains) / len(gains)) if gains else (NOTHING, NOTHING)
