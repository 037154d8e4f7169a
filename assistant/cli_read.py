"""Commands that read things out of documents: observations of an audit report, facts of the deal."""

import json
from pathlib import Path
from typing import Annotated

import typer

from assistant.terminal import (
    AS_JSON,
    SOME_UNREADABLE,
    Format,
    Out,
    WorkspaceName,
    emit,
    exit_if_rejected,
    files_of,
    ids_of,
    one_of,
    opened,
    say,
    usage,
    write_text,
)


def observations(
    file: Annotated[Path | None, typer.Argument(help="An audit or inspection report.")] = None,
    each: Annotated[
        Path | None, typer.Option("--each", help="Read every file of this folder; needs -o FOLDER.")
    ] = None,
    with_: Annotated[
        list[Path] | None, typer.Option("--with", help="Agreements to lay the observations beside.")
    ] = None,
    evidence: Annotated[
        bool,
        typer.Option("--evidence", help="Say for each item of evidence: seen, deficient or not seen, and what to ask."),
    ] = False,
    workspace: WorkspaceName = "default",
    format: Format = "text",
    out: Out = None,
) -> None:
    """Read an audit or inspection report into observations."""
    from assistant.checklist import load_checklist
    from assistant.report import observations_as_markdown
    from assistant.report.observed import evidence_as_markdown

    if bool(file) == bool(each):
        usage("give a report, or --each FOLDER")
    with opened(workspace) as deal:
        for path in [file] if file else files_of(each or Path()):
            ids = ids_of(deal, [path])
            agreements = ids_of(deal, with_ or [])
            for id in ids:
                found = deal.observations(id, agreements)
                entries = deal.evidence(id) if evidence else []
                more = {"evidence": [entry.as_dict() for entry in entries]} if evidence else {}
                text = json.dumps(found.as_dict() | more, ensure_ascii=False, indent=1) + "\n"
                if each:
                    write_text((out or usage("--each needs -o FOLDER")) / f"{path.stem}.json", text)
                elif out or format == AS_JSON:
                    emit(text, out)
                else:
                    say(observations_as_markdown(found, load_checklist("contract")))
                    if evidence:
                        say("\n" + evidence_as_markdown(entries, load_checklist("evidence")))
    exit_if_rejected()


def facts(
    files: Annotated[list[Path] | None, typer.Argument(help="Files of one set; left out, the whole workspace.")] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", help="KEY=VALUE as you state it, kept for this deal; KEY= takes it back. Repeatable."),
    ] = None,
    workspace: WorkspaceName = "default",
    format: Annotated[str, typer.Option("--format", "-f", help="text, json, md, or ics for a calendar.")] = "text",
    out: Out = None,
) -> None:
    """List the facts of the deal with their proof, and its dates and deadlines."""
    from assistant.cli_facts import FORMATS, state, written

    one_of("--format", format, FORMATS)
    with opened(workspace) as deal:
        for told in state(deal, set_ or []):
            typer.echo(told, err=True)
        ids = ids_of(deal, files) if files else None
        if files and not ids:
            raise typer.Exit(SOME_UNREADABLE)
        if ids or not set_ or out:
            emit(written(deal, ids, "ics" if out and out.suffix == ".ics" else format), out)
    exit_if_rejected()
