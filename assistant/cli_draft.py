"""What `draft` does once the deal is open: check, draft, and write or show it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from assistant.report.drafts import Language, draft_as_json, draft_as_markdown, write_draft

if TYPE_CHECKING:
    from assistant.drafting import DraftKind
    from assistant.workspace import Workspace


def drafted_text(
    deal: "Workspace",
    ids: Sequence[str],
    kind: "DraftKind",
    checklist: str,
    requirement: str | None,
    language: Language,
    format: str,
    target: Path | None,
) -> str:
    """What to print: the draft, or where it was written."""
    languages = ("en", "zh") if language == "both" else (language,)
    drafted = deal.draft(kind, ids, checklist, requirement, languages)
    if drafted.note:
        # What goes to the other side carries no such line.
        typer.echo(drafted.note, err=True)
    if target:
        write_draft(drafted, target, language)
        return f"written to {target}"
    return draft_as_json(drafted) if format == "json" else draft_as_markdown(drafted, language)
