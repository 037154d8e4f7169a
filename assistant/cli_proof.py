"""Commands that show proof: the page behind a quote, and what tracked changes do to an agreement."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.terminal import AS_JSON, EXPLAINED, ChecklistName, Format, Out, WorkspaceName, fail, opened, say

if TYPE_CHECKING:
    from assistant.workspace import Workspace


def page(
    document: Annotated[str, typer.Argument(help="A file, or a held document by id, beginning of an id or name.")],
    page: Annotated[int, typer.Option("--page", "-p", min=1, help="Number of the page, from 1.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="OUT.png")],
    highlight: Annotated[str, typer.Option(help="Words to mark on the page.")] = "",
    workspace: WorkspaceName = "default",
    format: Format = "text",
) -> None:
    """Draw a page of a PDF or picture as PNG, with quoted words marked."""
    from assistant.proof import page_shown
    from assistant.report.write import write_whole

    with opened(workspace) as deal:
        shown = page_shown(deal, _held(deal, document), page, highlight)
        if shown.png is None:
            fail(shown.reason, EXPLAINED)
        out.parent.mkdir(parents=True, exist_ok=True)
        write_whole(out, shown.png)
        if shown.reason:
            typer.echo(shown.reason, err=True)
        if format == AS_JSON:
            boxes = [[box.left, box.top, box.right, box.bottom] for box in shown.boxes]
            say(json.dumps({"file": str(out), "page": page, "boxes": boxes}, ensure_ascii=False))
        else:
            typer.echo(f"written to {out}", err=True)


def changes(
    file: Annotated[Path, typer.Argument(help="A DOCX with tracked changes.")],
    against: Annotated[
        Path | None, typer.Option("--against", help="Our last version: differences without markup are told.")
    ] = None,
    ours: Annotated[
        list[str] | None, typer.Option("--ours", help="An author on our side, as Word names them; repeat for several.")
    ] = None,
    workspace: WorkspaceName = "default",
    checklist: ChecklistName = "contract",
    format: Format = "text",
    out: Out = None,
) -> None:
    """Judge a DOCX before and after its tracked changes: what the other side's markup takes away or gives."""
    from assistant.markup import changes_as_dict
    from assistant.report.changes import changes_as_markdown
    from assistant.report.write import write_whole

    with opened(workspace) as deal:
        review = deal.review_changes(file, checklist, against=against, ours=ours or ())
        as_json = format == AS_JSON or (out is not None and out.suffix == ".json")
        text = (
            json.dumps(changes_as_dict(review), ensure_ascii=False, indent=1)
            if as_json
            else changes_as_markdown(review)
        )
        if out:
            out.parent.mkdir(parents=True, exist_ok=True)
            write_whole(out, text.encode("utf-8") + b"\n")
        else:
            say(text)


def _held(deal: "Workspace", reference: str) -> str:
    """The document's id; a file that is not held yet is added."""
    if Path(reference).is_file():
        added = deal.add(reference)
        if not added.document:
            fail(added.reason or f"{reference}: cannot be read", EXPLAINED)
        return added.document
    return deal.find(reference).id
