"""Commands on a set of documents: what an amendment does, an agreement with its amendments, what kind a document is."""

import json
from pathlib import Path
from typing import Annotated

import typer

from assistant.terminal import (
    AS_JSON,
    EXPLAINED,
    Files,
    Format,
    Out,
    WorkspaceName,
    emit,
    exit_if_rejected,
    fail,
    ids_of,
    opened,
    say,
)


def amendments(
    file: Annotated[Path, typer.Argument(help="An amendment or side letter.")],
    workspace: WorkspaceName = "default",
    format: Format = "text",
    out: Out = None,
) -> None:
    """List what an amendment deletes, replaces, restates and adds, each with its place."""
    from assistant.report.amended import amendment_as_markdown

    with opened(workspace) as deal:
        for id in ids_of(deal, [file]):
            amendment = deal.amendment(id)
            as_json = format == AS_JSON or (out is not None and out.suffix == ".json")
            text = (
                json.dumps(amendment.as_dict(), ensure_ascii=False, indent=1)
                if as_json
                else amendment_as_markdown(amendment)
            )
            emit(deal.as_written(text).rstrip() + "\n", out)
    exit_if_rejected()


def consolidate(files: Files, workspace: WorkspaceName = "default", format: Format = "text", out: Out = None) -> None:
    """Apply amendments to their agreement, in order of date; every clause names the document that last set it."""
    from assistant.report.amended import consolidated_as_dict, consolidated_as_markdown

    with opened(workspace) as deal:
        family = deal.family(ids_of(deal, files))
        if not family.consolidated:
            reasons = " ".join(belonging.reason for belonging in family.belongings if belonging.to is None)
            fail(f"nothing to consolidate: give an agreement and its amendments. {reasons}".strip(), EXPLAINED)
        if format == AS_JSON or (out and out.suffix == ".json"):
            found = deal.as_written([consolidated_as_dict(each) for each in family.consolidated])
            emit(json.dumps(found, ensure_ascii=False, indent=1) + "\n", out)
        else:
            text = "\n\n".join(consolidated_as_markdown(each).rstrip() for each in family.consolidated)
            emit(deal.as_written(text) + "\n", out)
    exit_if_rejected()


def kind(
    document: Annotated[str, typer.Argument(help="Id, beginning of an id, or shown name.")],
    kind: Annotated[str, typer.Argument(help="The kind it is; leave out to go back to what the text says.")] = "",
    workspace: WorkspaceName = "default",
) -> None:
    """Say what kind of document one is, when the program reads it wrong."""
    from assistant.report.held import held_as_lines

    with opened(workspace) as deal:
        row = deal.choose_kind(document, kind)
        for line in held_as_lines(deal):
            if line.startswith(row.id[:12]):
                say(line)
