"""The command line: each command opens a Workspace, calls one method, and prints with `report`.

Standard output carries the result, standard error everything else. Exit codes: 0 done; 1 done, but some input could not
be read; 2 wrong usage, or a part this version does not have; 3 an error explained in one line; 130 interrupted.
"""

import json
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant import __version__, cli_check, cli_compare, cli_evaluate, cli_proof, cli_read, cli_set
from assistant.terminal import (
    AS_JSON,
    INTERRUPTED,
    SOME_UNREADABLE,
    Files,
    Format,
    Out,
    Preview,
    WorkspaceName,
    exit_if_rejected,
    explained,
    ids_of,
    one_of,
    opened,
    progress,
    say,
    say_preview,
    usage,
    write_text,
)

app = typer.Typer(
    help="Check CDMO agreements against the control points that keep a buyer in command of its product, with proof.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

# The order here is the order of --help.

# --- documents ---


@app.command()
def ingest(
    paths: Files,
    workspace: WorkspaceName = "default",
    format: Format = "text",
    jobs: Annotated[int, typer.Option(min=0, help="Files to read at once; 0 is one a core.")] = 0,
) -> None:
    """Read, split and index files; folders are walked, several files at once. What is held already is skipped."""
    from ingest.worker import cores

    with opened(workspace) as deal:
        rejected = 0
        for added in deal.add_all(paths, progress(), jobs=jobs or cores()):
            rejected += added.status == "rejected"
            say(json.dumps(added.as_dict(), ensure_ascii=False) if format == AS_JSON else _added_line(added))
        if rejected:
            raise typer.Exit(SOME_UNREADABLE)


@app.command()
def documents(workspace: WorkspaceName = "default", format: Format = "text") -> None:
    """List the documents of a workspace, with what could be read of their pages."""
    with opened(workspace) as deal:
        from assistant.report.held import held_as_dicts, held_as_lines

        said = held_as_dicts(deal) if format == AS_JSON else held_as_lines(deal)
        for line in said:
            say(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False, default=str))


@app.command()
def remove(
    documents: Annotated[list[str], typer.Argument(help="Ids, beginnings of ids, or shown names.")],
    workspace: WorkspaceName = "default",
) -> None:
    """Remove documents with file, text, vectors, findings and quotes, and print what went."""
    with opened(workspace) as deal:
        for reference in documents:
            for line in deal.remove(reference).lines():
                say(line)


@app.command()
def reindex(workspace: WorkspaceName = "default") -> None:
    """Split and embed every document afresh, for instance after choosing another embedder."""
    with opened(workspace) as deal:
        say(f"{deal.reindex(progress())} clauses indexed")


@app.command()
def sample(workspace: WorkspaceName = "sample") -> None:
    """Add the sample deal that ships: a supply agreement, its quality agreement, an audit report."""
    with opened(workspace) as deal:
        for added in deal.add_sample(progress()):
            say(_added_line(added))


app.command()(cli_set.kind)
app.command()(cli_proof.page)
app.command()(cli_proof.changes)

# --- check, read, compare ---

app.command()(cli_check.check)
app.command()(cli_check.questions)
app.command()(cli_check.report)
app.command()(cli_check.draft)
app.command()(cli_read.observations)
app.command()(cli_read.facts)
app.command()(cli_compare.compare)
app.command()(cli_evaluate.evaluate)
app.command()(cli_set.amendments)
app.command()(cli_set.consolidate)

# --- ask, settings ---


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="What you want to know.")] = None,
    file: Annotated[list[Path] | None, typer.Option("--file", help="Ask these files only; repeat for several.")] = None,
    batch: Annotated[
        Path | None, typer.Option("--batch", help="JSON lines with id, file and question; needs --root and -o.")
    ] = None,
    root: Annotated[Path | None, typer.Option("--root", help="Folder that the files of --batch are in.")] = None,
    preview: Preview = False,
    workspace: WorkspaceName = "default",
    format: Format = "text",
    out: Out = None,
) -> None:
    """Answer a question from the documents, with citations; say so when they do not answer it."""
    from assistant.cli_ask import answered, batch_of_answers

    if bool(question) == bool(batch):
        usage("give a question, or --batch FILE --root FOLDER -o FILE")
    with opened(workspace) as deal:
        if batch:
            if not root or not out:
                usage("--batch needs --root FOLDER and -o FILE")
            write_text(out, batch_of_answers(deal, batch, root, lambda paths: ids_of(deal, paths)))
        else:
            ids = ids_of(deal, file) if file else None
            if preview:
                say_preview(deal.preview_ask(question or "", ids), format)
            else:
                say(answered(deal, question or "", ids, as_json=format == AS_JSON))
    exit_if_rejected()


@app.command()
def offline(
    switch: Annotated[str, typer.Argument(help="on, off, or show.")] = "show", workspace: WorkspaceName = "default"
) -> None:
    """Mark a deal offline only: no chat model is ever used on it, whatever the settings say."""
    one_of("SWITCH", switch, ("on", "off", "show"))
    with opened(workspace) as deal:
        if switch != "show":
            deal.mark_offline_only(switch == "on")
        state = (
            "offline only: nothing is sent to any model"
            if deal.offline_only
            else "not marked: a chosen model may be used"
        )
        say(f"{deal.name}: {state}")


@app.command()
def settings(format: Format = "text") -> None:
    """Print every setting with its value and where it comes from, never a secret."""
    from assistant.settings import Settings, described

    with explained():
        rows = described(Settings.from_env(os.environ))
        if format == AS_JSON:
            say(json.dumps([{"name": n, "value": v, "origin": o} for n, v, o in rows], ensure_ascii=False, indent=1))
        else:
            for name, value, origin in rows:
                say(f"{name:32s} {value or '(empty)':40s} {origin}")


@app.command()
def version() -> None:
    """Print the version."""
    say(__version__)


def main() -> None:
    """Run, and turn what happens into an exit code people can rely on."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app(standalone_mode=True)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _added_line(added: Any) -> str:
    from assistant.notices import in_one_line

    if added.status == "rejected":
        return f"rejected   {added.reason}"
    from assistant.readability import summary

    pages = summary(added.readability)
    line = f"{added.status:10s} {added.file}: {added.kind.replace('_', ' ')}, {pages}, {added.clauses} clauses, {added.seconds} s"
    note = in_one_line(added.notices)
    return f"{line}\n           {note}" if note else line
