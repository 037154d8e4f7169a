"""The command that lays several suppliers side by side."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from assistant.terminal import (
    AS_JSON,
    SOME_UNREADABLE,
    ChecklistName,
    Format,
    Out,
    WorkspaceName,
    exit_if_rejected,
    fail,
    ids_of,
    one_of,
    opened,
    rejected,
    say,
    target_of,
    usage,
)

TWO = "give two suppliers at least: two FILEs, or --supplier NAME=FILE,FILE twice"


def compare(
    files: Annotated[
        list[Path] | None, typer.Argument(help="One file, or one folder, for each supplier.", metavar="FILE FILE...")
    ] = None,
    supplier: Annotated[
        list[str] | None, typer.Option("--supplier", help="NAME=FILE,FILE: several files of one supplier. Repeatable.")
    ] = None,
    workspace: WorkspaceName = "default",
    checklist: ChecklistName = "contract",
    format: Format = "text",
    out: Out = None,
) -> None:
    """Lay suppliers side by side on the control points, differences first; internal, for no supplier's eyes."""
    from assistant.report.compared import comparison_as_json, comparison_as_markdown, write_comparison

    one_of("--format", format, ("text", "md", "json", "xlsx"))
    if files and supplier:
        usage("give FILEs, or --supplier; the files of one supplier are joined by commas: --supplier NAME=FILE,FILE")
    sets = named_sets(supplier) if supplier else sets_of(files or [])
    if len(sets) < 2:
        usage(TWO)
    target = target_of(out, format) if out or format == "xlsx" else None
    if target:
        one_of("the file's ending", target.suffix.lower(), (".md", ".json", ".xlsx"))
    with opened(workspace) as deal:
        ids, unread = {}, {}
        for name, paths in sets.items():
            before = len(rejected)
            ids[name] = ids_of(deal, paths)
            if not ids[name] and len(rejected) == before:
                rejected.append(", ".join(map(str, paths)))
                typer.echo(f"{rejected[-1]}: no file in it to read", err=True)
            unread[name] = tuple(rejected[before:])
        if sum(map(bool, ids.values())) < 2:
            fail("nothing to compare: files of fewer than two suppliers could be read", SOME_UNREADABLE)
        compared = deal.compare(ids, checklist, unread=unread)
        if target:
            write_comparison(compared, target)
            typer.echo(f"written to {target}", err=True)
        else:
            say((comparison_as_json if format == AS_JSON else comparison_as_markdown)(compared).rstrip("\n"))
    exit_if_rejected()


def named_sets(options: Sequence[str]) -> dict[str, list[Path]]:
    """The files of each `NAME=FILE,FILE`; a NAME that comes again adds to its files."""
    sets: dict[str, list[Path]] = {}
    for option in options:
        name, equals, value = (part.strip() for part in option.partition("="))
        if not name or not equals or not value:
            usage(f"--supplier {option}: write NAME=FILE,FILE")
        sets.setdefault(name, []).extend(paths_in(value))
    return sets


def paths_in(value: str) -> list[Path]:
    """Paths joined by commas. A file name may hold commas too: the longest beginning that exists is a path.

    >>> paths_in("supply.pdf,quality.docx")
    [PosixPath('supply.pdf'), PosixPath('quality.docx')]
    """
    pieces, paths = value.split(","), []
    while pieces:
        ends = range(len(pieces), 0, -1)
        end = next((end for end in ends if _exists(Path(",".join(pieces[:end]).strip()))), 1)
        path = ",".join(pieces[:end]).strip()
        if path:
            paths.append(Path(path))
        pieces = pieces[end:]
    return paths


def sets_of(paths: Sequence[Path]) -> dict[str, list[Path]]:
    """One supplier for each path, named by its file; by its folder too where two files are called the same."""
    names = [path.resolve().name if _exists(path) and path.is_dir() else path.stem for path in paths]
    sets: dict[str, list[Path]] = {}
    for path, name in zip(paths, names, strict=True):
        sets[name if names.count(name) == 1 else str(path)] = [path]
    return sets


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # several paths together may be longer than a name can be
        return False
