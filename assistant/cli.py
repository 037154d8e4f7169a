"""The command line: each command opens a Workspace, calls one method, and prints with `report`.

Standard output carries the result, standard error everything else. Exit codes: 0 done; 1 done, but some input could not
be read; 2 wrong usage, or a part this version does not have; 3 an error explained in one line; 130 interrupted.
"""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant import __version__, cli_proof
from assistant.terminal import (
    AS_JSON,
    EXPLAINED,
    INTERRUPTED,
    SOME_UNREADABLE,
    WRONG_USAGE,
    Audience,
    ChecklistName,
    Files,
    Format,
    Out,
    WorkspaceName,
)
from assistant.terminal import explained as _explained
from assistant.terminal import fail as _fail
from assistant.terminal import opened as _open
from assistant.terminal import say as _say
from assistant.terminal import usage as _usage

if TYPE_CHECKING:
    from assistant.findings import Report
    from assistant.preview import Preview as SendPreview
    from assistant.workspace import Workspace

app = typer.Typer(
    help="Check CDMO agreements against the control points that keep a buyer in command of its product, with proof.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

JUDGES = ("offline", "model", "both")
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


# --- documents -----------------------------------------------------------------------------------------------------------


@app.command()
def ingest(
    paths: Files,
    workspace: WorkspaceName = "default",
    format: Format = "text",
    jobs: Annotated[int, typer.Option(min=0, help="Files to read at once; 0 is one a core.")] = 0,
) -> None:
    """Read, split and index files; folders are walked, several files at once. What is held already is skipped."""
    from ingest.reading_pool import cores

    with _open(workspace) as deal:
        rejected = 0
        for added in deal.add_all(paths, _progress(), jobs=jobs or cores()):
            rejected += added.status == "rejected"
            _say(json.dumps(added.as_dict(), ensure_ascii=False) if format == AS_JSON else _added_line(added))
        if rejected:
            raise typer.Exit(SOME_UNREADABLE)


@app.command()
def documents(workspace: WorkspaceName = "default", format: Format = "text") -> None:
    """List the documents of a workspace, with what could be read of their pages."""
    with _open(workspace) as deal:
        from assistant.report.held import held_as_dicts, held_as_lines

        said = held_as_dicts(deal) if format == AS_JSON else held_as_lines(deal)
        for line in said:
            _say(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False, default=str))


@app.command()
def remove(
    documents: Annotated[list[str], typer.Argument(help="Ids, beginnings of ids, or shown names.")],
    workspace: WorkspaceName = "default",
) -> None:
    """Remove documents with file, text, vectors, findings and quotes, and print what went."""
    with _open(workspace) as deal:
        for reference in documents:
            for line in deal.remove(reference).lines():
                _say(line)


@app.command()
def reindex(workspace: WorkspaceName = "default") -> None:
    """Split and embed every document afresh, for instance after choosing another embedder."""
    with _open(workspace) as deal:
        _say(f"{deal.reindex(_progress())} clauses indexed")


@app.command()
def sample(workspace: WorkspaceName = "sample") -> None:
    """Add the sample deal that ships: a supply agreement, its quality agreement, an audit report."""
    with _open(workspace) as deal:
        for added in deal.add_sample(_progress()):
            _say(_added_line(added))


app.command("page")(cli_proof.page)
app.command("changes")(cli_proof.changes)


# --- check, questions, report ----------------------------------------------------------------------------------------------


@app.command()
def check(
    files: Annotated[list[Path] | None, typer.Argument(help="Files of one set.")] = None,
    each: Annotated[
        Path | None, typer.Option("--each", help="Check every file of this folder alone; needs -o FOLDER.")
    ] = None,
    judge: JudgeName = "",
    preview: Preview = False,
    workspace: WorkspaceName = "default",
    checklist: ChecklistName = "contract",
    format: Format = "text",
    out: Out = None,
) -> None:
    """Judge documents on the control points: what is there, weak or not located, with the proof."""
    if bool(files) == bool(each):
        _usage("give files, or --each FOLDER")
    _one_of("--judge", judge or "both", JUDGES)
    if preview and each:
        _usage("--preview tells what one set would send; give its files")
    with _open(workspace) as deal:
        if each:
            _check_each(deal, each, out or _usage("--each needs -o FOLDER"), checklist, judge)
        elif preview:
            _say_preview(deal.preview_check(_ids(deal, files or []), checklist), format)
        else:
            report = _checked(deal, files or [], checklist, judge)
            _write_report(report, checklist, format, out, "internal")
    _exit_if_rejected()


@app.command()
def questions(
    files: Files,
    workspace: WorkspaceName = "default",
    checklist: ChecklistName = "contract",
    audience: Audience = "internal",
    language: Annotated[str, typer.Option(help="en, zh or both.")] = "en",
    format: Format = "text",
    out: Out = None,
) -> None:
    """Draft the questions that follow from missing and weak findings."""
    from assistant.checklist import load_checklist
    from assistant.questions import draft_questions
    from assistant.report.question_list import questions_as_json, questions_as_markdown, write_questions

    _one_of("--audience", audience, ("internal", "counterparty"))
    _one_of("--language", language, ("en", "zh", "both"))
    with _open(workspace) as deal:
        report = _checked(deal, files, checklist)
        drafted = draft_questions(report, load_checklist(checklist), audience=audience)  # type: ignore[arg-type]
        if out or format in ("docx", "xlsx"):
            write_questions(drafted, _target(out, format), language)  # type: ignore[arg-type]
        else:
            _say(questions_as_json(drafted) if format == AS_JSON else questions_as_markdown(drafted, language))  # type: ignore[arg-type]
    _exit_if_rejected()


@app.command()
def draft(
    files: Files,
    kind: Annotated[str, typer.Option("--kind", help="cover-note (to the other side), position (internal) or clause.")],
    requirement: Annotated[str | None, typer.Option(help="One requirement's id; else every gap.")] = None,
    workspace: WorkspaceName = "default",
    checklist: ChecklistName = "contract",
    language: Annotated[str, typer.Option(help="en, zh or both.")] = "en",
    format: Format = "text",
    out: Out = None,
) -> None:
    """Draft a note, a negotiating position or clause wording for what is missing or weak; for counsel."""
    from assistant.cli_draft import drafted_text
    from assistant.drafting import KINDS

    _one_of("--kind", kind, KINDS)
    _one_of("--language", language, ("en", "zh", "both"))
    _one_of("--format", format, ("text", "md", "docx", "json"))
    with _open(workspace) as deal:
        ids = _ids(deal, files)
        if not ids:
            raise typer.Exit(SOME_UNREADABLE)
        target = _target(out, format) if out or format == "docx" else None
        text = drafted_text(deal, ids, kind, checklist, requirement, language, format, target)  # type: ignore[arg-type]
        typer.echo(text, err=target is not None)
    _exit_if_rejected()


@app.command()
def report(
    files: Files,
    out: Annotated[Path, typer.Option("--out", "-o", help="OUT.docx, .xlsx, .pdf, .md or .json.")],
    workspace: WorkspaceName = "default",
    checklist: ChecklistName = "contract",
    audience: Audience = "internal",
) -> None:
    """Write the whole diligence report."""
    _one_of("--audience", audience, ("internal", "counterparty"))
    with _open(workspace) as deal:
        checked = _checked(deal, files, checklist)
        _write_report(deal.with_facts(checked) if audience == "internal" else checked, checklist, "", out, audience)
    _exit_if_rejected()


@app.command()
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
        _usage("give a report, or --each FOLDER")
    with _open(workspace) as deal:
        for path in [file] if file else _files_of(each or Path()):
            ids = _ids(deal, [path])
            agreements = _ids(deal, with_ or [])
            for id in ids:
                found = deal.observations(id, agreements)
                entries = deal.evidence(id) if evidence else []
                more = {"evidence": [entry.as_dict() for entry in entries]} if evidence else {}
                text = json.dumps(found.as_dict() | more, ensure_ascii=False, indent=1) + "\n"
                if each:
                    _write_text((out or _usage("--each needs -o FOLDER")) / f"{path.stem}.json", text)
                elif out or format == AS_JSON:
                    _emit(text, out)
                else:
                    _say(observations_as_markdown(found))
                    if evidence:
                        _say("\n" + evidence_as_markdown(entries, load_checklist("evidence")))
    _exit_if_rejected()


@app.command()
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

    _one_of("--format", format, FORMATS)
    with _open(workspace) as deal:
        for told in state(deal, set_ or []):
            typer.echo(told, err=True)
        ids = _ids(deal, files) if files else None
        if files and not ids:
            raise typer.Exit(SOME_UNREADABLE)
        if ids or not set_ or out:
            _emit(written(deal, ids, "ics" if out and out.suffix == ".ics" else format), out)
    _exit_if_rejected()


@app.command()
def compare(files: Files) -> None:
    """Lay several agreements side by side (not in this version)."""
    del files
    _fail("compare: this version does not have it yet; `controlpoint check` judges one set at a time", WRONG_USAGE)


# --- ask -------------------------------------------------------------------------------------------------------------------


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
        _usage("give a question, or --batch FILE --root FOLDER -o FILE")
    with _open(workspace) as deal:
        if batch:
            if not root or not out:
                _usage("--batch needs --root FOLDER and -o FILE")
            _write_text(out, batch_of_answers(deal, batch, root, lambda paths: _ids(deal, paths)))
        else:
            ids = _ids(deal, file) if file else None
            if preview:
                _say_preview(deal.preview_ask(question or "", ids), format)
            else:
                _say(answered(deal, question or "", ids, as_json=format == AS_JSON))
    _exit_if_rejected()


@app.command()
def offline(
    switch: Annotated[str, typer.Argument(help="on, off, or show.")] = "show", workspace: WorkspaceName = "default"
) -> None:
    """Mark a deal offline only: no chat model is ever used on it, whatever the settings say."""
    _one_of("SWITCH", switch, ("on", "off", "show"))
    with _open(workspace) as deal:
        if switch != "show":
            deal.mark_offline_only(switch == "on")
        state = (
            "offline only: nothing is sent to any model"
            if deal.offline_only
            else "not marked: a chosen model may be used"
        )
        _say(f"{deal.name}: {state}")


@app.command()
def settings(format: Format = "text") -> None:
    """Print every setting with its value and where it comes from, never a secret."""
    from assistant.settings import Settings, described

    with _explained():
        rows = described(Settings.from_env(os.environ))
        if format == AS_JSON:
            _say(json.dumps([{"name": n, "value": v, "origin": o} for n, v, o in rows], ensure_ascii=False, indent=1))
        else:
            for name, value, origin in rows:
                _say(f"{name:32s} {value or '(empty)':40s} {origin}")


@app.command()
def version() -> None:
    """Print the version."""
    _say(__version__)


def main() -> None:
    """Run, and turn what happens into an exit code people can rely on."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app(standalone_mode=True)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


# --- inside ----------------------------------------------------------------------------------------------------------------

_rejected: list[str] = []


def _ids(deal: "Workspace", paths: Sequence[Path]) -> list[str]:
    """Documents of these paths, added when they are new; a rejected one is told and left out."""
    ids = []
    for added in deal.add_all(paths, _progress()):
        if added.status == "rejected":
            _rejected.append(added.file)
            typer.echo(added.reason or f"{added.file}: rejected", err=True)
        elif added.document and added.document not in ids:
            ids.append(added.document)
    return ids


def _checked(deal: "Workspace", files: Sequence[Path], checklist: str, judge: str = "offline") -> "Report":
    ids = _ids(deal, files)
    if not ids:
        raise typer.Exit(SOME_UNREADABLE)
    return _judged(deal, ids, checklist, judge)


def _judged(deal: "Workspace", ids: list[str], checklist: str, judge: str) -> "Report":
    """The check, with the model's progress, its doubts and its cost on standard error."""
    from assistant.spending import in_words

    judge = deal.judge_named(judge)
    told = _progress() if judge != "offline" else None
    report = deal.check(
        ids, checklist, told and (lambda done, total, what: told(what, "asked about", done, total)), judge
    )
    for line in (report.engine.note, in_words(report.engine.usage)):
        if line:
            typer.echo(line, err=True)
    return report


def _say_preview(preview: "SendPreview", format: str) -> None:
    _say(json.dumps(preview.as_dict()) if format == AS_JSON else preview.in_words())


def _check_each(deal: "Workspace", folder: Path, out: Path, checklist: str, judge: str) -> None:
    from assistant.report import report_as_json

    paths = _files_of(folder)
    stems = [path.stem for path in paths]
    for done, path in enumerate(paths, 1):
        typer.echo(f"{done} of {len(paths)}  {path.name}", err=True)
        ids = _ids(deal, [path])
        if ids:
            name = f"{path.stem}.json" if stems.count(path.stem) == 1 else f"{path.name}.json"
            _write_text(out / name, report_as_json(_judged(deal, ids, checklist, judge)))


def _write_report(report: "Report", checklist: str, format: str, out: Path | None, audience: str) -> None:
    from assistant.checklist import load_checklist
    from assistant.report import report_as_json, report_as_markdown, write_report

    if out or format in ("docx", "xlsx", "pdf"):
        path = _target(out, format)
        write_report(report, load_checklist(checklist), path, audience)  # type: ignore[arg-type]
        typer.echo(f"written to {path}", err=True)
    elif format == AS_JSON:
        _say(report_as_json(report))
    else:
        _say(report_as_markdown(report, load_checklist(checklist), audience=audience))  # type: ignore[arg-type]


def _target(out: Path | None, format: str) -> Path:
    if out is None:
        _usage(f"--format {format} needs -o FILE")
    if format in ("text", "") or out.suffix == f".{format}":
        return out
    return out if out.suffix else out.with_suffix(f".{format}")


def _files_of(folder: Path) -> list[Path]:
    if not folder.is_dir():
        _fail(f"{folder}: not a folder that can be read", EXPLAINED)
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))


def _emit(text: str, out: Path | None) -> None:
    if out:
        _write_text(out, text)
    else:
        _say(text.rstrip("\n"))


def _write_text(path: Path, text: str) -> None:
    from assistant.report.write import write_whole

    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text.encode("utf-8"))


def _added_line(added: Any) -> str:
    from assistant.notices import in_one_line

    if added.status == "rejected":
        return f"rejected   {added.reason}"
    from assistant.readability import summary

    pages = summary(added.readability)
    line = f"{added.status:10s} {added.file}: {added.kind.replace('_', ' ')}, {pages}, {added.clauses} clauses, {added.seconds} s"
    note = in_one_line(added.notices)
    return f"{line}\n           {note}" if note else line


def _progress() -> Any:
    """Counts on standard error, for people at a terminal only."""
    if not sys.stderr.isatty():
        return None

    files = ""

    def show(file: str, stage: str, done: int, total: int) -> None:
        nonlocal files
        if stage == "files":
            files = f"{done} of {total} files  "
            return
        typer.echo(f"\r\033[K{files}{stage} {file}: {done} of {total}", err=True, nl=False)
        if done >= total:
            typer.echo("\r\033[K", err=True, nl=False)

    return show


def _one_of(option: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        _usage(f"{option} must be one of {', '.join(allowed)}, not {value!r}")


def _exit_if_rejected() -> None:
    if _rejected:
        raise typer.Exit(SOME_UNREADABLE)


# Commands on a set of documents; they use what stands above.
from assistant import cli_set  # noqa: E402, F401
