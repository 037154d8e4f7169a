"""Dates and deadlines: what follows from the sheet, and a calendar file that does not change by itself."""

from datetime import date

import pytest
from builders import a_document, a_reading
from icalendar import Calendar

from assistant.fact_sheet import as_icalendar, deadlines_of, read_facts
from assistant.fact_sheet.build import after
from assistant.fact_sheet.values import Period
from assistant.observations import read_observations

AGREEMENT = """SUPPLY AGREEMENT

This Agreement is made as of 31 August 2024 (the "Effective Date") between Alder, Inc. ("Alder") and Brook Ltd. ("Brook").

RECITALS

1. TERM

1.1 Term. This Agreement shall commence on the Effective Date and continue for a term of eighteen (18) months. It shall
renew automatically for one (1) year unless a Party gives notice of non-renewal at least ninety (90) days prior to its end.

2. FORECASTS

2.1 Alder shall provide every month a rolling forecast for the following twelve (12) months.
"""
AUDIT = """AUDIT REPORT

Auditee: Tern Biologics Ltd

4. OBSERVATIONS

OBS-01
Class: Major
System: Change control
Observation: The resin supplier was changed, <b>without</b> notice; to the client.
CAPA due: 30 June 2026
"""


def the_days(stated: dict[str, str] | None = None) -> dict[str, str]:
    return {d.key: d.day.isoformat() for d in deadlines_of(read_facts([a_reading(AGREEMENT)], stated))}


def test_the_term_gives_its_last_day_and_the_last_day_for_notice() -> None:
    days = the_days()

    assert days["effective"] == "2024-08-31"
    assert days["expiry"] == "2026-02-27"
    assert days["non_renewal"] == "2025-11-29"
    assert days["forecast-1"] == "2024-09-30"


def test_a_stated_effective_date_moves_what_follows_from_it() -> None:
    days = the_days({"effective_date": "2025-01-01"})

    assert (days["effective"], days["expiry"]) == ("2025-01-01", "2026-06-30")


def test_a_stated_expiry_stands() -> None:
    assert the_days({"expiry_date": "2030-12-31"})["expiry"] == "2030-12-31"


@pytest.mark.parametrize(
    ("day", "period", "end"),
    [
        (date(2024, 1, 31), Period(1, "month"), date(2024, 2, 29)),
        (date(2024, 2, 29), Period(1, "year"), date(2025, 2, 28)),
        (date(2024, 5, 1), Period(2, "quarter"), date(2024, 11, 1)),
        (date(2024, 5, 1), Period(10, "day", business=True), None),
        (date(9999, 5, 1), Period(1, "year"), None),
    ],
)
def test_periods_are_counted_by_the_calendar(day: date, period: Period, end: date | None) -> None:
    assert after(day, period) == end


def test_the_calendar_file_is_the_same_each_time_and_quotes_the_clause() -> None:
    sheet = read_facts([a_reading(AGREEMENT)])
    audit = read_observations(a_document(AUDIT, "audit.txt", "audit_report"))
    first, second = (as_icalendar(deadlines_of(sheet, [audit]), "deal") for _ in range(2))

    assert first == second
    events = list(Calendar.from_ical(first).walk("VEVENT"))
    assert len({str(e["uid"]) for e in events}) == len(events)
    assert all(type(e["dtstart"].dt) is date for e in events)
    by_title = {str(e["summary"]): e for e in events}
    assert "ninety (90) days prior" in str(by_title["Last day to give notice of non-renewal"]["description"])
    capa = next(e for title, e in by_title.items() if title.startswith("CAPA due"))
    assert capa["dtstart"].dt == date(2026, 6, 30)
    assert "<b>without</b> notice; to the client." in str(capa["description"])


def test_nothing_known_gives_an_empty_calendar() -> None:
    sheet = read_facts([a_reading("Nothing here is a date.\n")])

    assert deadlines_of(sheet) == []
    assert not Calendar.from_ical(as_icalendar([], "deal")).walk("VEVENT")
