"""What every command shares: options, exit codes, opening a workspace, adding files, output, and errors as one line.

Standard output carries the result, standard error everything else.
"""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from assistant.preview import Preview as SendPreview
    from assistant.workspace import Workspace

SOME_UNREADABLE, WRONG_USAGE, EXPLAINED, INTERRUPTED = 1, 2, 3, 130
AS_JSON = "json"
ERASE = "\r\033[K"

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
JudgeName = Annotated[
    str,
    typer.Option(
        "--judge",
        help="offline, both (a chat model beside it), or model. Default: both when a model is set, else offline.",
    ),
]
Preview = Annotated[
    bool, typer.Option("--preview", help="Say what would be sent to the chat model, and where; send nothing.")
]

rejected: list[str] = []
"""Files of this command that could not be read; each was told when it was met."""


@contextmanager
def opened(name: str) -> "Iterator[Workspace]":
    """The workspace of that name, closed afterwards."""
    from assistant.settings import Settings
    from assistant.workspace import open_workspace

    rejected.clear()
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
        if sys.stderr.isatty():
            # The count of the last page stands there still.
            typer.echo(ERASE, err=True, nl=False)
        fail("interrupted; what was done is kept, nothing is half-written", INTERRUPTED)


def say(text: str) -> None:
    typer.echo(text)


def usage(message: str) -> NoReturn:
    fail(message, WRONG_USAGE)


def fail(message: str, code: int) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(code)


def ids_of(deal: "Workspace", paths: Sequence[Path]) -> list[str]:
    """Documents of these paths, added when they are new; a rejected one is told and left out."""
    ids = []
    for added in deal.add_all(paths, progress()):
        if added.status == "rejected":
            rejected.append(added.file)
            typer.echo(added.reason or f"{added.file}: rejected", err=True)
        elif added.document and added.document not in ids:
            ids.append(added.document)
    return ids


def exit_if_rejected() -> None:
    if rejected:
        raise typer.Exit(SOME_UNREADABLE)


def say_preview(preview: "SendPreview", format: str) -> None:
    say(json.dumps(preview.as_dict()) if format == AS_JSON else preview.in_words())


def target_of(out: Path | None, format: str) -> Path:
    if out is None:
        usage(f"--format {format} needs -o FILE")
    if format in ("text", "") or out.suffix == f".{format}":
        return out
    return out if out.suffix else out.with_suffix(f".{format}")


def files_of(folder: Path) -> list[Path]:
    if not folder.is_dir():
        fail(f"{folder}: not a folder that can be read", EXPLAINED)
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))


def emit(text: str, out: Path | None) -> None:
    if out:
        write_text(out, text)
    else:
        say(text.rstrip("\n"))


def write_text(path: Path, text: str) -> None:
    from assistant.report.write import write_whole

    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text.encode("utf-8"))


def one_of(option: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        usage(f"{option} must be one of {', '.join(allowed)}, not {value!r}")


def progress() -> Any:
    """Counts on standard error, for people at a terminal only."""
    if not sys.stderr.isatty():
        return None

    files = ""

    def show(file: str, stage: str, done: int, total: int) -> None:
        nonlocal files
        if stage == "files":
            files = f"{done} of {total} files  "
            return
        typer.echo(f"{ERASE}{files}{stage} {file}: {done} of {total}", err=True, nl=False)
        if done >= total:
            typer.echo(ERASE, err=True, nl=False)

    return show
