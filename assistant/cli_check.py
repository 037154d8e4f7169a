"""Commands that judge a set of documents: check it, ask what follows, draft, write the report."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.terminal import (
    AS_JSON,
    SOME_UNREADABLE,
    Audience,
    ChecklistName,
    Files,
    Format,
    JudgeName,
    Out,
    Preview,
    WorkspaceName,
    exit_if_rejected,
    files_of,
    ids_of,
    one_of,
    opened,
    progress,
    say,
    say_preview,
    target_of,
    usage,
    write_text,
)

if TYPE_CHECKING:
    from assistant.findings import Report
    from assistant.workspace import Workspace

JUDGES = ("offline", "model", "both")


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
        usage("give files, or --each FOLDER")
    one_of("--judge", judge or "both", JUDGES)
    if preview and each:
        usage("--preview tells what one set would send; give its files")
    with opened(workspace) as deal:
        if each:
            _check_each(deal, each, out or usage("--each needs -o FOLDER"), checklist, judge)
        elif preview:
            say_preview(deal.preview_check(ids_of(deal, files or []), checklist), format)
        else:
            report = _checked(deal, files or [], checklist, judge)
            _write_report(report, checklist, format, out, "internal")
    exit_if_rejected()


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

    one_of("--audience", audience, ("internal", "counterparty"))
    one_of("--language", language, ("en", "zh", "both"))
    with opened(workspace) as deal:
        report = _checked(deal, files, checklist)
        report = deal.with_facts(report) if audience == "internal" else report
        drafted = draft_questions(report, load_checklist(checklist), audience=audience)  # type: ignore[arg-type]
        if out or format in ("docx", "xlsx"):
            write_questions(drafted, target_of(out, format), language)  # type: ignore[arg-type]
        else:
            say(questions_as_json(drafted) if format == AS_JSON else questions_as_markdown(drafted, language))  # type: ignore[arg-type]
    exit_if_rejected()


def draft(
    files: Files,
    kind: Annotated[
        str,
        typer.Option("--kind", help="questions or cover-note (to the other side), position (internal) or clause."),
    ],
    requirement: Annotated[str | None, typer.Option(help="One requirement's id; else every gap.")] = None,
    preview: Preview = False,
    workspace: WorkspaceName = "default",
    checklist: ChecklistName = "contract",
    language: Annotated[str, typer.Option(help="en, zh or both.")] = "en",
    format: Format = "text",
    out: Out = None,
) -> None:
    """Draft questions, a note, a negotiating position or clause wording for what is missing or weak; for counsel."""
    from assistant.cli_draft import drafted_text
    from assistant.drafting import KINDS

    one_of("--kind", kind, KINDS)
    one_of("--language", language, ("en", "zh", "both"))
    one_of("--format", format, ("text", "md", "docx", "json"))
    with opened(workspace) as deal:
        ids = ids_of(deal, files)
        if not ids:
            raise typer.Exit(SOME_UNREADABLE)
        if preview:
            languages = ("en", "zh") if language == "both" else (language,)
            say_preview(deal.preview_draft(kind, ids, checklist, requirement, languages), format)  # type: ignore[arg-type]
            return
        target = target_of(out, format) if out or format == "docx" else None
        text = drafted_text(deal, ids, kind, checklist, requirement, language, format, target)  # type: ignore[arg-type]
        typer.echo(text, err=target is not None)
    exit_if_rejected()


def report(
    files: Files,
    out: Annotated[Path, typer.Option("--out", "-o", help="OUT.docx, .xlsx, .pdf, .md or .json.")],
    workspace: WorkspaceName = "default",
    checklist: ChecklistName = "contract",
    audience: Audience = "internal",
) -> None:
    """Write the whole diligence report."""
    one_of("--audience", audience, ("internal", "counterparty"))
    with opened(workspace) as deal:
        checked = _checked(deal, files, checklist)
        _write_report(deal.with_facts(checked) if audience == "internal" else checked, checklist, "", out, audience)
    exit_if_rejected()


# Inside


def _checked(deal: "Workspace", files: Sequence[Path], checklist: str, judge: str = "offline") -> "Report":
    ids = ids_of(deal, files)
    if not ids:
        raise typer.Exit(SOME_UNREADABLE)
    return _judged(deal, ids, checklist, judge)


def _judged(deal: "Workspace", ids: list[str], checklist: str, judge: str) -> "Report":
    """The check, with the model's progress, its doubts and its cost on standard error."""
    from assistant.spending import in_words

    judge = deal.judge_named(judge)
    told = progress() if judge != "offline" else None
    report = deal.check(
        ids, checklist, told and (lambda done, total, what: told(what, "asked about", done, total)), judge
    )
    for line in (report.engine.note, in_words(report.engine.usage)):
        if line:
            typer.echo(line, err=True)
    return report


def _check_each(deal: "Workspace", folder: Path, out: Path, checklist: str, judge: str) -> None:
    from assistant.report import report_as_json

    paths = files_of(folder)
    stems = [path.stem for path in paths]
    with deal.one_run():
        for done, path in enumerate(paths, 1):
            typer.echo(f"{done} of {len(paths)}  {path.name}", err=True)
            ids = ids_of(deal, [path])
            if ids:
                name = f"{path.stem}.json" if stems.count(path.stem) == 1 else f"{path.name}.json"
                write_text(out / name, report_as_json(_judged(deal, ids, checklist, judge)))


def _write_report(report: "Report", checklist: str, format: str, out: Path | None, audience: str) -> None:
    from assistant.checklist import load_checklist
    from assistant.report import report_as_json, report_as_markdown, write_report

    if out or format in ("docx", "xlsx", "pdf"):
        path = target_of(out, format)
        write_report(report, load_checklist(checklist), path, audience)  # type: ignore[arg-type]
        typer.echo(f"written to {path}", err=True)
    elif format == AS_JSON:
        say(report_as_json(report))
    else:
        say(report_as_markdown(report, load_checklist(checklist), audience=audience))  # type: ignore[arg-type]
