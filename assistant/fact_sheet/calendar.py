"""Dates and deadlines of a deal: effect, expiry, the last day to refuse renewal, forecasts, CAPA; for people and as iCalendar."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from assistant.cite import Citation
from assistant.fact_sheet.build import after
from assistant.fact_sheet.sheet import DealFact, FactSheet
from assistant.fact_sheet.values import DateValue, Period

if TYPE_CHECKING:
    from assistant.observations import Observations

LONGEST_QUOTE = 600
FORECASTS = 4
"""Forecast dates shown; a rolling forecast has no last one."""
_UID = "https://controlpoint.invalid/deadline/"


@dataclass(frozen=True)
class Deadline:
    """One day to remember, and the words that set it."""

    key: str
    day: date
    title: str
    citations: tuple[Citation, ...] = ()
    note: str = ""

    def as_dict(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "date": self.day.isoformat(),
            "title": self.title,
            "note": self.note,
            "citations": [c.as_dict() for c in self.citations],
        }


def deadlines_of(sheet: FactSheet, audits: Sequence["Observations"] = ()) -> list[Deadline]:
    """Every deadline that follows from the sheet and from audit reports, in order of days."""
    found = [*_life(sheet), *_forecasts(sheet)]
    for audit in audits:
        found += _capa(audit)
    return sorted(found, key=lambda d: (d.day, d.key))


def _life(sheet: FactSheet) -> Iterator[Deadline]:
    effective, end = sheet.fact("effective_date"), sheet.fact("expiry_date")
    start_day, last_day = day_of(effective), day_of(end)
    if last_day is None or end.status != "stated":
        last_day = _last_day(sheet, start_day) or last_day
    if start_day:
        yield Deadline("effective", start_day, "Agreement takes effect", _proof(effective), _stated(effective))
    if not last_day:
        return
    computed = "Computed from effective date and term. " if end.status != "stated" and not _is_written(end) else ""
    proof = _proof(end) or _proof(sheet.fact("term"))
    yield Deadline("expiry", last_day, "Last day of the term", proof, computed + _stated(end))
    notice = sheet.fact("renewal_notice")
    period = next((v for v in notice.values if isinstance(v, Period)), None)
    if period and not period.business:
        latest = after(last_day, replace(period, count=-period.count))
        if latest:
            title = "Last day to give notice of non-renewal"
            yield Deadline("non_renewal", latest, title, _proof(notice), f"{period.shown} before the end of the term.")


def _last_day(sheet: FactSheet, start: date | None) -> date | None:
    """The end that follows when a person has stated another effective date."""
    term = next((v for v in sheet.fact("term").values if isinstance(v, Period)), None)
    if start is None or term is None or sheet.fact("effective_date").status != "stated":
        return None
    end = after(start, term)
    return date.fromordinal(end.toordinal() - 1) if end else None


def _forecasts(sheet: FactSheet) -> Iterator[Deadline]:
    """First forecasts, where the text says how often; the first is due with effect."""
    forecast, start = sheet.fact("forecast"), day_of(sheet.fact("effective_date"))
    if start is None or forecast.status != "found":
        return
    every = _how_often(forecast)
    if every is None:
        return
    for number in range(1, FORECASTS + 1):
        day = after(start, every, number)
        if day:
            note = f"Counted every {every.shown} from the effective date; read the clause for the exact day."
            yield Deadline(f"forecast-{number}", day, f"Forecast due ({every.shown})", _proof(forecast), note)


def _how_often(forecast: DealFact) -> Period | None:
    words = " ".join(citation.quote for citation in _proof(forecast)).lower()
    for pattern, unit, count in (
        (r"\bmonthly\b|each (?:calendar )?month|every month|per month|每月|每个?月", "month", 1),
        (r"\bquarterly\b|each (?:calendar |fiscal )?quarter|every quarter|每季度", "quarter", 1),
        (r"semi-?annual|twice a year|every six", "month", 6),
        (r"\bannual(?:ly)?\b|each (?:calendar |contract )?year|every year|每年", "year", 1),
    ):
        if re.search(pattern, words):
            return Period(count, unit)  # type: ignore[arg-type]
    return None


def _capa(audit: "Observations") -> Iterator[Deadline]:
    for observation in audit.observations:
        if not observation.capa_due:
            continue
        try:
            day = date.fromisoformat(observation.capa_due)
        except ValueError:
            continue
        text = " ".join(observation.text.split())[:LONGEST_QUOTE]
        title = f"CAPA due: observation {observation.number} ({audit.auditee or audit.file})"
        yield Deadline(
            f"capa-{audit.file}-{observation.number}", day, title, (), f"{audit.file}, page {observation.page}: {text}"
        )


def day_of(fact: DealFact) -> date | None:
    """The day a fact names, stated before found."""
    if fact.status == "stated":
        try:
            return date.fromisoformat(fact.stated)
        except ValueError:
            return None
    return next((date.fromisoformat(v.iso) for v in fact.values if isinstance(v, DateValue)), None)


def _is_written(fact: DealFact) -> bool:
    return any(isinstance(v, DateValue) and not v.computed for v in fact.values)


def _stated(fact: DealFact) -> str:
    return "Stated by you." if fact.status == "stated" else ""


def _proof(fact: DealFact) -> tuple[Citation, ...]:
    return fact.found[0].citations if fact.found and fact.status != "stated" else ()


def as_icalendar(deadlines: Sequence[Deadline], name: str) -> bytes:
    """All-day events with the same UID each time, so that importing again updates rather than doubles."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Controlpoint//deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"Controlpoint: {name}")
    for deadline in deadlines:
        event = Event()
        documents = ",".join(sorted({c.document for c in deadline.citations}))
        event.add("uid", f"{uuid5(NAMESPACE_URL, f'{_UID}{name}/{deadline.key}/{documents}')}@controlpoint")
        # A fixed stamp: the file is the same as long as the deal is.
        event.add("dtstamp", datetime(2000, 1, 1, tzinfo=UTC))
        event.add("dtstart", deadline.day)
        event.add("dtend", date.fromordinal(deadline.day.toordinal() + 1))
        event.add("transp", "TRANSPARENT")
        event.add("summary", deadline.title)
        event.add("description", _described(deadline))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _described(deadline: Deadline) -> str:
    quotes = [
        f"“{' '.join(c.quote.split())[:LONGEST_QUOTE]}” — {c.file}, {'clause ' + c.clause + ', ' if c.clause else ''}page {c.page}"
        for c in deadline.citations
    ]
    return "\n".join(part for part in (deadline.note.strip(), *quotes) if part)
