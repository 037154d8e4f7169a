"""Writes a report in the format its file name asks for: all of it or nothing."""

import errno
import json
import os
import time
from collections.abc import Callable
from pathlib import Path

from assistant.checklist import Checklist
from assistant.errors import ReportError
from assistant.findings import Report
from assistant.report.as_json import report_as_json
from assistant.report.as_markdown import as_markdown
from assistant.report.audience import Audience
from assistant.report.blocks import Blocks
from assistant.report.counterparty import counterparty_as_dict, counterparty_blocks
from assistant.report.internal import internal_blocks

Write = Callable[[Report, Checklist, Audience], bytes]


def report_as_markdown(report: Report, checklist: Checklist, *, audience: Audience = "internal") -> str:
    """The report for page, terminal and export."""
    return as_markdown(blocks_for(report, checklist, audience))


def report_as_bytes(report: Report, checklist: Checklist, suffix: str, audience: Audience = "internal") -> bytes:
    """The report as a file of that suffix: .md, .json, .docx, .xlsx or .pdf."""
    if suffix.lower() not in _WRITERS:
        raise ReportError(f"{suffix or 'no suffix'}: no such report format; choose one of {', '.join(REPORT_SUFFIXES)}")
    return _WRITERS[suffix.lower()](report, checklist, audience)


def write_report(report: Report, checklist: Checklist, path: Path, audience: Audience = "internal") -> None:
    if path.suffix.lower() not in _WRITERS:
        raise ReportError(f"{path}: no report format ends so; name a file ending in {', '.join(REPORT_SUFFIXES)}")
    write_whole(path, report_as_bytes(report, checklist, path.suffix, audience))


def write_whole(path: Path, content: bytes) -> None:
    """The old file stays until the new one is complete."""
    unfinished = path.with_name(f".{os.getpid()}-{time.monotonic_ns()}.unfinished")
    try:
        try:
            unfinished.write_bytes(content)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        remedy = "free some space" if full else "choose a file in a folder that exists and can be written to"
        raise ReportError(f"{path}: cannot be written ({error.strerror or error}); {remedy}") from error


def blocks_for(report: Report, checklist: Checklist, audience: Audience) -> Blocks:
    return counterparty_blocks(report, checklist) if audience == "counterparty" else internal_blocks(report, checklist)


def _markdown(report: Report, checklist: Checklist, audience: Audience) -> bytes:
    return report_as_markdown(report, checklist, audience=audience).encode("utf-8", "replace")


def _json(report: Report, checklist: Checklist, audience: Audience) -> bytes:
    if audience == "internal":
        return report_as_json(report).encode("utf-8", "replace")
    allowed = counterparty_as_dict(report, checklist)
    return (json.dumps(allowed, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def _docx(report: Report, checklist: Checklist, audience: Audience) -> bytes:
    from assistant.report.as_docx import as_docx

    return as_docx(blocks_for(report, checklist, audience))


def _pdf(report: Report, checklist: Checklist, audience: Audience) -> bytes:
    from assistant.report.as_pdf import as_pdf

    return as_pdf(blocks_for(report, checklist, audience))


def _xlsx(report: Report, checklist: Checklist, audience: Audience) -> bytes:
    from assistant.report.as_xlsx import as_xlsx
    from assistant.report.sheets import counterparty_sheets, internal_sheets

    sheets = counterparty_sheets if audience == "counterparty" else internal_sheets
    return as_xlsx(sheets(report, checklist))


_WRITERS: dict[str, Write] = {".md": _markdown, ".json": _json, ".docx": _docx, ".xlsx": _xlsx, ".pdf": _pdf}
REPORT_SUFFIXES: tuple[str, ...] = tuple(_WRITERS)
