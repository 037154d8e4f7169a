"""Puts the sheet together: each document read by every finder, the set's main agreement first, what a person stated on top."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from assistant.errors import AssistantError
from assistant.fact_sheet.amounts import dates_in
from assistant.fact_sheet.effective import find_effective_date
from assistant.fact_sheet.law import find_forum, find_governing_law, find_language
from assistant.fact_sheet.parties import find_parties
from assistant.fact_sheet.passages import Pages
from assistant.fact_sheet.quantities import find_forecast, find_lead_time, find_liability_cap, find_minimum
from assistant.fact_sheet.sheet import FACT_KINDS, KIND_OF, DealFact, FactKind, FactSheet, FactStatus, Found
from assistant.fact_sheet.subject import (
    find_affiliates,
    find_bilingual,
    find_federal_nexus,
    find_human_material,
    find_licence_holder,
    find_market,
    find_product,
    find_scope,
    find_sites,
    find_stage,
)
from assistant.fact_sheet.term import find_term
from assistant.fact_sheet.values import DateValue, PartyValue, Period
from assistant.reading import Reading

Line = tuple[FactStatus, list[Found]]
_FIRST = ("contract", "amendment", "quality_agreement", "other")
_ONE_VALUE = frozenset(
    {
        "effective_date",
        "term",
        "expiry_date",
        "governing_law",
        "forum",
        "language",
        "stage",
        "scope",
        "market",
        "human_material",
    }
)
_ORDER: dict[FactStatus, int] = {"stated": 0, "found": 1, "redacted": 2, "blank": 3, "not_found": 4}


def read_facts(readings: Sequence[Reading], stated: Mapping[str, str] | None = None) -> FactSheet:
    """The fact sheet of a set; `stated` holds what a person said, by key, and wins over what was read."""
    agreements = [r for r in readings if r.document.kind != "audit_report"] or list(readings)
    agreements.sort(key=lambda r: _FIRST.index(r.document.kind) if r.document.kind in _FIRST else len(_FIRST))
    lines = [lines_of(reading) for reading in agreements]
    clauses = sum(len(reading.clauses) for reading in agreements)
    stated = stated or {}
    facts = [_fact(kind, [of[kind.key] for of in lines], clauses, stated.get(kind.key, "")) for kind in FACT_KINDS]
    return FactSheet(tuple(r.document.file for r in agreements), clauses, tuple(facts))


def lines_of(reading: Reading) -> dict[str, Line]:
    """What one document says, by key."""
    pages = Pages(reading)
    dated = find_effective_date(pages)
    term = find_term(pages)
    found = {
        "parties": find_parties(pages, reading.roles),
        "affiliates": find_affiliates(pages),
        "licence_holder": find_licence_holder(pages),
        "product": find_product(pages),
        "stage": find_stage(pages),
        "scope": find_scope(pages),
        "market": find_market(pages),
        "sites": find_sites(pages),
        "bilingual": find_bilingual(pages),
        "us_federal_nexus": find_federal_nexus(pages),
        "human_material": find_human_material(pages),
        "renewal": [term.renewal] if term.renewal else [],
        "renewal_notice": [term.renewal_notice] if term.renewal_notice else [],
        "termination_notice": [term.termination_notice] if term.termination_notice else [],
        "forum": find_forum(pages),
        "language": find_language(pages),
    }
    lines: dict[str, Line] = {key: ("found" if values else "not_found", values) for key, values in found.items()}
    lines["effective_date"] = dated.status, [dated.found] if dated.found else []
    lines["term"] = term.status, [term.term] if term.term else []
    end = term.end or _end_computed(dated.found, term.term)
    lines["expiry_date"] = ("found", [end]) if end else ("not_found", [])
    lines["governing_law"] = find_governing_law(pages)
    lines["liability_cap"] = find_liability_cap(pages)
    lines["minimum"] = find_minimum(pages)
    lines["forecast"] = find_forecast(pages)
    lines["lead_time"] = find_lead_time(pages)
    return lines


def _end_computed(start: Found | None, term: Found | None) -> Found | None:
    """The last day of a term that runs from the effective date."""
    if not (start and term and isinstance(start.value, DateValue) and isinstance(term.value, Period)):
        return None
    end = after(date.fromisoformat(start.value.iso), term.value)
    if end is None:
        return None
    sure = round(min(start.confidence, term.confidence) * 0.85, 2)
    return Found(DateValue(before_the_day(end).isoformat(), computed=True), (*start.citations, *term.citations), sure)


def before_the_day(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def after(day: date, period: Period, times: int = 1) -> date | None:
    """The day a period after another: months keep the day, or end with the month. Business days are not counted."""
    from dateutil.relativedelta import relativedelta

    count = period.count * times
    if period.business or not float(count).is_integer():
        return None
    steps = {"day": "days", "week": "weeks", "month": "months", "quarter": "months", "year": "years"}
    amount = int(count) * (3 if period.unit == "quarter" else 1)
    try:
        moved: date = day + relativedelta(**{steps[period.unit]: amount})
    except (OverflowError, ValueError):
        return None
    return moved


def _fact(kind: FactKind, lines: Sequence[Line], clauses: int, stated: str) -> DealFact:
    status: FactStatus = min((line[0] for line in lines), key=_ORDER.__getitem__, default="not_found")
    found = [value for line in lines for value in line[1] if line[0] == status]
    note = _note(kind, status, found, clauses)
    found = _once(found)
    if stated:
        return DealFact(kind, "stated", tuple(found), stated, "stated by you")
    return DealFact(kind, status, tuple(found), "", note)


def _once(found: Sequence[Found]) -> list[Found]:
    """Each value once; a party of several documents keeps every citation and the role that is known."""
    kept: dict[str, Found] = {}
    for one in found:
        name = one.value.name if isinstance(one.value, PartyValue) else one.value.shown
        key = re.sub(r"[\W_]+", "", name).lower()
        held = kept.get(key)
        if held is None:
            kept[key] = one
            continue
        better = one.value if isinstance(held.value, PartyValue) and held.value.role == "party" else held.value
        kept[key] = Found(better, (*held.citations, *one.citations), max(held.confidence, one.confidence))
    return list(kept.values())


def _note(kind: FactKind, status: FactStatus, found: Sequence[Found], clauses: int) -> str:
    if status == "not_found":
        return f"We did not find it; {clauses} clauses read."
    differ = kind.key in _ONE_VALUE and len({f.value.shown for f in found}) > 1
    return "The documents differ; the first one listed is the main agreement's." if differ else ""


def checked_statement(key: str, value: str) -> str:
    """A stated value as it is kept: dates as ISO, choices as the words of the choice; anything else is refused."""
    kind = KIND_OF.get(key)
    if kind is None:
        raise AssistantError(f"{key}: no such fact; choose one of {', '.join(KIND_OF)}")
    value = value.strip()
    if kind.choices and value and value.lower() not in [choice.lower() for choice in kind.choices]:
        raise AssistantError(f"{key}: must be one of {', '.join(kind.choices)}, not {value!r}")
    if key in ("effective_date", "expiry_date") and value:
        written = list(dates_in(value))
        if len(written) != 1:
            raise AssistantError(f"{key}: write a date such as 2024-01-31, not {value!r}")
        return written[0][2].iso
    return next((choice for choice in kind.choices if choice.lower() == value.lower()), value)
