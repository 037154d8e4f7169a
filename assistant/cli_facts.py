"""What `facts` does once the deal is open: keep what a person states, write the sheet as text, JSON or a calendar."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.workspace import Workspace

FORMATS = ("text", "json", "md", "ics")


def state(deal: "Workspace", statements: Sequence[str]) -> list[str]:
    """Keep each KEY=VALUE for this deal, all or none; what to tell the person."""
    from assistant.fact_sheet import checked_statement

    pairs = []
    for statement in statements:
        key, equals, value = (part.strip() for part in statement.partition("="))
        if not equals:
            raise AssistantError(f"--set {statement}: write KEY=VALUE, for instance effective_date=2024-01-31")
        pairs.append((key, checked_statement(key, value)))
    for key, value in pairs:
        deal.state_fact(key, value)
    return [f"{key}: {value} (stated by you)" if value else f"{key}: no longer stated" for key, value in pairs]


def written(deal: "Workspace", ids: list[str] | None, format: str) -> str:
    """The fact sheet of these documents (all by default) with its deadlines; `ics` holds the deadlines alone."""
    from assistant.fact_sheet import as_icalendar
    from assistant.report.facts import facts_as_markdown

    sheet, deadlines = deal.facts_and_deadlines(ids)
    if format == "ics":
        return as_icalendar(deadlines, deal.name).decode("utf-8")
    if format == "json":
        document = {**sheet.as_dict(), "deadlines": [deadline.as_dict() for deadline in deadlines]}
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    return facts_as_markdown(sheet, deadlines)
