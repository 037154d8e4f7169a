"""What every command shares: options, exit codes, opening a workspace, and errors as one line.

Standard output carries the result, standard error everything else.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from assistant.workspace import Workspace

SOME_UNREADABLE, WRONG_USAGE, EXPLAINED, INTERRUPTED = 1, 2, 3, 130
AS_JSON = "json"

WorkspaceName = Annotated[str, typer.Option("--workspace", "-w", help="The deal to work in.")]
Format = Annotated[str, typer.Option("--format", "-f", help="text, json, md, xlsx or docx, where the command has it.")]
Out = Annotated[
    Path | None, typer.Option("--out", "-o", help="File (or folder, with --each) to write instead of standard output.")
]
Files = Annotated[list[Path], typer.Argument(help="Files or folders; several are one set, judged together.")]
ChecklistName = Annotated[
    str,
    typer.Option("--checklist", help="A checklist that ships (contract, contract-extended) or the path of your own."),
]
Audience = Annotated[
    str, typer.Option("--audience", help="internal, or counterparty for what the other side may read.")
]


@contextmanager
def opened(name: str) -> "Iterator[Workspace]":
    """The workspace of that name, closed afterwards."""
    from assistant.settings import Settings
    from assistant.workspace import open_workspace

    with explained():
        deal = open_workspace(Settings.from_env(os.environ), name)
        try:
            yield deal
        finally:
            deal.close()


@contextmanager
def explained() -> Iterator[None]:
    """The two families of errors that mean "tell the user" become one line and exit 3."""
    from assistant.errors import AssistantError
    from ingest.errors import IngestError

    try:
        yield
    except (AssistantError, IngestError) as error:
        fail(str(error), EXPLAINED)
    except KeyboardInterrupt:
        fail("interrupted; what was done is kept, nothing is half-written", INTERRUPTED)


def say(text: str) -> None:
    typer.echo(text)


def usage(message: str) -> NoReturn:
    fail(message, WRONG_USAGE)


def fail(message: str, code: int) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(code)
