"""Figures of two paragraphs: periods, amounts, percentages, dates, references; which have no equal in the other text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from assistant.bilingual.facts import LANGUAGE_NAMES, Kind, Side
from assistant.bilingual.numbers import Quantity, Value, discounts, period, quantities
from assistant.bilingual.pair import OTHER, SIDES, Difference, PairOfTexts
from assistant.bilingual.references import has_range, is_listed, is_part_of
from assistant.number_words import chinese_number, english_number

_KINDS: dict[str, Kind] = {
    "period": "period", "amount": "amount", "percentage": "percentage", "date": "date", "number": "number",
    "code": "number", "ordinal": "number", "reference": "reference",
}  # fmt: skip
_NOUNS = {
    "period": "period", "amount": "amount", "percentage": "percentage", "date": "date", "number": "number",
    "code": "document or code number", "ordinal": "place in a sequence", "reference": "clause or annex referred to",
}  # fmt: skip
# These may be left out freely by a translator: only two that differ are reported.
_ONLY_IN_PAIRS = frozenset({"reference", "code", "ordinal"})


def differing_figures(texts: PairOfTexts) -> Iterator[Difference]:
    english, chinese = (_with_shared_years(quantities(texts.text(side), side), texts.text(side)) for side in SIDES)
    left, right = _unmatched(english, chinese)
    for a, b in [(a, b) for a in left for b in right if _is_a_discount(a, b, texts)]:
        left, right = [q for q in left if q != a], [q for q in right if q != b]
    for a, b in _differing(left, right, texts):
        left.remove(a)
        right.remove(b)
        yield Difference(_KINDS[a.kind], _figure_reason(a, b, texts), *_stretches(texts, a.start, b.start))
    yield from _of_the_first(left, right, texts)
    is_range = has_range(texts.en, english) or has_range(texts.zh, chinese)
    for language, alone, own, others in (("en", left, english, chinese), ("zh", right, chinese, english)):
        for quantity in alone:
            listed = not is_range and is_listed(quantity, own, others, texts.text(language))  # type: ignore[arg-type]
            if _is_worked_out(quantity, own, others, texts, language) or _is_its_last_day(quantity, others):  # type: ignore[arg-type]
                continue
            breached = _is_breached_here_only(quantity, texts, language)  # type: ignore[arg-type]
            if listed or breached or _worth_telling_alone(quantity, others, texts.text(OTHER[language])):  # type: ignore[index]
                yield _one_sided(texts, language, quantity)  # type: ignore[arg-type]


_BREACH_OF: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:breach|violation|infringement)(?:es|s)? of\s+(?:(?:Article|Clause|Section|Paragraph|Schedule|Annex)s?\s+)?$",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"违反(?:了|本协议)?$"),
}
_BREACHES: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:breach|violat|infring|contraven|fail|compl|observ|disregard|default|contrary)\w*|\bnot ", re.IGNORECASE
    ),
    "zh": re.compile(r"违|犯|不遵|未遵|不履|未履|不符|未按|抵触"),
}


def _is_breached_here_only(quantity: Quantity, texts: PairOfTexts, language: Side) -> bool:
    """ "Breach of Article 19": a clause that the other text does not name, and nor does it speak of any breach."""
    return (
        quantity.kind == "reference"
        and bool(_BREACH_OF[language].search(texts.text(language)[: quantity.start]))
        and not _BREACHES[OTHER[language]].search(texts.text(OTHER[language]))
    )


_FIRST: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:first|initial|last|next|following|remaining)\s+$", re.IGNORECASE),
    "zh": re.compile(r"(?:(?<![提之以目此])前|首|后|其后|随后|最后|其余)(?:的)?$"),
}


def _of_the_first(left: list[Quantity], right: list[Quantity], texts: PairOfTexts) -> Iterator[Difference]:
    """`six quarters, of which the first two` leaves out what 前两个季度 repeats: the counts are compared."""
    for a in left:
        for b in right:
            same_place = abs(a.start / len(texts.en) - b.start / len(texts.zh)) < 0.25
            if not (same_place and {a.kind, b.kind} == {"number", "period"}):
                continue
            if _FIRST["en"].search(texts.en[: a.start]) and _FIRST["zh"].search(texts.zh[: b.start]):
                counts = english_number(_leading(texts.en, a)), chinese_number(_leading(texts.zh, b))
                if None not in counts and counts[0] != counts[1]:
                    yield Difference("number", _figure_reason(a, b, texts), *_stretches(texts, a.start, b.start))


def _leading(text: str, quantity: Quantity) -> str:
    """The number a quantity begins with, without its unit."""
    found = re.match(r"\d+|[a-z]+|[一二三四五六七八九十两]+", text[quantity.start : quantity.end].lower())
    return found.group() if found else ""


def _unmatched(english: list[Quantity], chinese: list[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """What is left after equal values have cancelled each other, of one kind first and across kinds then."""
    left, right = list(english), list(chinese)
    for same in (_same_date, lambda a, b: a.kind == b.kind and a.value == b.value, _same_number):
        for a in list(left):
            if a not in left:
                continue
            b = next((b for b in right if same(a, b) and not _a_date_lacks_its_year(a, b)), None)
            if b and ((a.kind == b.kind and a.value == b.value) or "number" in (a.kind, b.kind) or _same_date(a, b)):
                left.remove(a)
                right.remove(b)
                left, right = _without_counted_on(left, a), _without_counted_on(right, b)
    # A value said twice in one language and once in the other is no difference.
    said_en, said_zh = {q.value for q in english}, {q.value for q in chinese}
    left_repeated, right_repeated = [q for q in left if q.value in said_zh], [q for q in right if q.value in said_en]
    if not (right and left_repeated):
        left = [q for q in left if q not in left_repeated]
    if not (left and right_repeated):
        right = [q for q in right if q not in right_repeated]
    return left, right


_ANOTHER_YEAR = re.compile(r"[次翌隔明]年|\b(?:next|following|subsequent|after)\b", re.IGNORECASE)
_FAR = 12


def _with_shared_years(found: list[Quantity], text: str) -> list[Quantity]:
    """The year of `1 March to 31 December 2026` and of 2026年3月1日至同年12月31日 is both dates' own."""
    dates = [q for q in found if q.kind == "date"]
    shared: dict[Quantity, Quantity] = {}
    for a, b in pairwise(dates):
        between = text[a.end : b.start]
        if len(between) > _FAR or _ANOTHER_YEAR.search(between) or a.value[2:] >= b.value[2:]:
            continue
        for bare, full in ((a, b), (b, a)):
            if not bare.value[1] and full.value[1]:
                shared[bare] = replace(bare, value=("date", full.value[1], *bare.value[2:]))
    return [shared.get(q, q) for q in found]


def _same_date(a: Quantity, b: Quantity) -> bool:
    """One date, whose year one of the two texts leaves out."""
    if not a.kind == b.kind == "date":
        return False
    years = {a.value[1], b.value[1]}
    return a.value[2:] == b.value[2:] and a.value[3] != 0 and len(years - {0}) < 2


def _without_counted_on(rest: list[Quantity], matched: Quantity) -> list[Quantity]:
    """Without the "first" and the "five days" of "after the first five days" once the other text's sixth day has met it, and
    without the 1.5 of 一点五倍 once its 150 % has."""
    return [
        q
        for q in rest
        if q.kind == matched.kind != "ordinal" or not (matched.start <= q.start and q.end <= matched.end)
    ]


def _a_date_lacks_its_year(a: Quantity, b: Quantity) -> bool:
    return (a.kind == "date") != (b.kind == "date")


_A_SHARE = frozenset({"percentage", "number"})


def _same_number(a: Quantity, b: Quantity) -> bool:
    """Of two kinds; a share written with its sign is no count of things: 2 % is not 两项."""
    is_share = {a.kind, b.kind} == _A_SHARE and (a if a.kind == "percentage" else b).firm
    return bool(_bare(a) & _bare(b)) and not (is_share and not (a if a.kind == "number" else b).firm)


def _bare(quantity: Quantity) -> set[object]:
    return {part for part in quantity.value if isinstance(part, float)}


def _differing(left: list[Quantity], right: list[Quantity], texts: PairOfTexts) -> list[tuple[Quantity, Quantity]]:
    """Leftovers of one kind side by side, the nearest by place first."""
    both_remain = all(_THE_REST[side].search(texts.text(side)) for side in SIDES)
    options = [
        (abs(a.start / max(1, len(texts.en)) - b.start / max(1, len(texts.zh))), i, j)
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if a.kind == b.kind
        and _may_differ(a, b, both_remain)
        and not _is_no_count(a, b, texts)
        and ((a.firm and b.firm) or _in_partners(a, b, texts))
    ]
    pairs, used_left, used_right = [], set(), set()
    for distance, i, j in sorted(options):
        if i in used_left or j in used_right or (left[i].kind == "number" and distance > 0.5):
            continue
        used_left.add(i)
        used_right.add(j)
        pairs.append((left[i], right[j]))
    return pairs


def _in_partners(a: Quantity, b: Quantity, texts: PairOfTexts) -> bool:
    """Whether the two stand in sentences that belong together, or in one that has no partner."""
    en, zh = texts.around("en", a.start), texts.around("zh", b.start)
    return en == zh or not (en.en and en.zh) or not (zh.en and zh.zh)


# "Both lines" are 两条生产线, "in one delivery" is 同一次.
_ONE, _TWO = ("number", 1.0), ("number", 2.0)
_BOTH, _THE_SAME = re.compile(r"\bboth\b", re.IGNORECASE), re.compile(r"同一|任一|单一")


def _is_no_count(a: Quantity, b: Quantity, texts: PairOfTexts) -> bool:
    if a.value == _ONE and not a.firm and _THE_SAME.search(texts.zh):
        return True
    return b.value == _TWO and bool(_BOTH.search(texts.en))


_LESS = re.compile(r"\b(?:less|minus|reduced by|discounted by|discount of)\s+(?:\w+\s+){0,2}?$", re.IGNORECASE)


def _is_a_discount(a: Quantity, b: Quantity, texts: PairOfTexts) -> bool:
    """`at the price less twenty percent` is 按价格的百分之八十."""
    if not a.kind == b.kind == "percentage" or not _LESS.search(texts.en[: a.start]):
        return False
    return abs(_last(a) + _last(b) - 100) < 0.01


def _may_differ(a: Quantity, b: Quantity, both_remain: bool) -> bool:
    """Two of one kind, meant to bind; of fractions, two that do not make a whole: a third is gone where two thirds are left,
    unless both texts speak of what is left."""
    if a.kind == "percentage" and not (a.firm or b.firm):
        return abs(sum(part for part in (*a.value, *b.value) if isinstance(part, float)) - 100) > 1 or both_remain
    if a.kind == "reference" and is_part_of(a.value, b.value):
        return False
    # "Omega-3-acid" is Omega-3酸.
    if a.kind == "code" and str(a.value[0]).startswith(str(b.value[0])):
        return False
    return a.firm or b.firm or a.kind in _ONLY_IN_PAIRS or a.kind == "number"


def _figure_reason(a: Quantity, b: Quantity, texts: PairOfTexts) -> str:
    en, zh = _shown(texts.en, a), _shown(texts.zh, b)
    if a.kind == "period" and {a.value[0], b.value[0]} == {"business days", "hours"}:
        business, plain = ("English", "Chinese") if a.value[0] == "business days" else ("Chinese", "English")
        return f"The {business} text counts business days, the {plain} text calendar time: “{en}” against “{zh}”."
    if a.kind == "amount" and a.value[0] != b.value[0] and a.value[1] == b.value[1]:
        return f"The currency differs: “{en}” against “{zh}”."
    return f"The {_NOUNS[a.kind]} differs: “{en}” in English, “{zh}” in Chinese."


def _shown(text: str, quantity: Quantity) -> str:
    return " ".join(text[quantity.start : quantity.end].split())


# Periods that a text may name without a number: "the quarterly report", 按月, 逐年.
_NAMED_PERIODS: dict[Value, re.Pattern[str]] = {
    ("hours", 24.0): re.compile(r"\b(?:days?|daily|overnight|round the clock)\b|[日天夜]|昼夜", re.IGNORECASE),
    ("months", 6.0): re.compile(r"half|semi|bi-?annual|twice|半|每年两次", re.IGNORECASE),
    ("months", 12.0): re.compile(r"year|annual|annum|年", re.IGNORECASE),
    ("months", 3.0): re.compile(r"quarter|季", re.IGNORECASE),
    ("months", 1.0): re.compile(r"month|月", re.IGNORECASE),
}


def _worth_telling_alone(quantity: Quantity, others: Sequence[Quantity], there: str) -> bool:
    """Whether a figure that the other text `there` lacks is one that a translator cannot have put into words."""
    if quantity.kind in _ONLY_IN_PAIRS or not quantity.firm:
        return False
    values = _bare(quantity)
    if quantity.kind == "period" and (named := _NAMED_PERIODS.get(quantity.value)):
        return not named.search(there) and not any(values & _bare(other) for other in others)
    if quantity.kind == "number" or any(value <= 1 for value in values if isinstance(value, float)):
        return False
    return not any(values & _bare(other) for other in others)


def _is_its_last_day(quantity: Quantity, others: Sequence[Quantity]) -> bool:
    """`45 days after receipt` falls on 收货后第45日."""
    return quantity.kind == "period" and any(
        other.kind == "ordinal" and period(_last(other), unit) == quantity.value
        for other in others
        for unit in ("day", "business day", "week", "month", "year")
    )


_THE_REST: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:balance|remain\w*|rest|outstanding|residual)\b", re.IGNORECASE),
    "zh": re.compile(r"余下|剩余|其余|余款|余额|尾款|未付"),
}


_HALF_EN = re.compile(r"\bhal(?:f|ves)\b", re.IGNORECASE)


def _is_worked_out(
    quantity: Quantity, own: Sequence[Quantity], others: Sequence[Quantity], texts: PairOfTexts, language: Side
) -> bool:
    """`in four equal instalments` of a sum and 每期90万美元, `the balance` and 余下的百分之三十: one text does the sum."""
    if quantity.kind == "percentage" and language == "en" and _last(quantity) in discounts(texts.zh):
        return True
    if quantity.kind == "percentage":
        near = texts.text(language)[max(0, quantity.start - 16) : quantity.end + 16]
        return all(_THE_REST[side].search(near if side == language else texts.text(side)) for side in SIDES)
    if (
        quantity.kind == "period"
        and quantity.value == ("months", 6.0)
        and _HALF_EN.search(texts.en)
        and "半" in texts.zh
    ):
        return True
    if quantity.kind == "period":
        return _is_a_share_of_a_period(quantity, own, others)
    if quantity.kind != "amount":
        return False
    value, sums = _last(quantity), [_last(q) for q in others if q.kind == "amount" and q.value[0] == quantity.value[0]]
    counts = {
        part for q in (*own, *others) if q.kind == "number" or q.value[0] == "months" for part in _plain_counts(q)
    }
    shares = {_last(q) / 100 for q in others if q.kind == "percentage"}
    worked = {a * b for a in sums for b in (*counts, *shares, *(1 / n for n in counts if n))}
    worked |= {a + b for a, b in combinations(sums, 2)} | {abs(a - b) for a, b in combinations(sums, 2)}
    return any(abs(value - other) < 0.01 for other in worked)


def _is_a_share_of_a_period(quantity: Quantity, own: Sequence[Quantity], others: Sequence[Quantity]) -> bool:
    """`five sixths of the shelf life of 36 months` and 30个月."""
    if not isinstance(quantity.value[-1], float | int):
        return False
    periods = [_last(q) for q in (*own, *others) if q.kind == "period" and q.value[0] == quantity.value[0]]
    shares = [_last(q) / 100 for q in others if q.kind == "percentage"]
    return any(abs(length * share - _last(quantity)) < 0.02 for length in periods for share in shares)


def _last(quantity: Quantity) -> float:
    return float(quantity.value[-1])  # type: ignore[arg-type]


def _plain_counts(quantity: Quantity) -> set[float]:
    """How many instalments, months, batches: from two on."""
    return {value for value in _bare(quantity) if isinstance(value, float) and 2 <= value <= 60}


def _one_sided(texts: PairOfTexts, language: Side, quantity: Quantity) -> Difference:
    name, other = LANGUAGE_NAMES[language], LANGUAGE_NAMES[OTHER[language]]
    pair = texts.around(language, quantity.start)
    reason = f"The {name} text names “{_shown(texts.text(language), quantity)}”; the {other} text names no such {_NOUNS[quantity.kind]}."
    return Difference(_KINDS[quantity.kind], reason, pair.bounds("en"), pair.bounds("zh"))


def _stretches(texts: PairOfTexts, en: int, zh: int) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """The sentence on either side that holds the place."""
    return texts.around("en", en).bounds("en"), texts.around("zh", zh).bounds("zh")
