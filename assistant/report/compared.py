"""A comparison of suppliers for people and programs. There is no version for the other side: it holds other suppliers' words."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from assistant.compare import Comparison, How, Row
from assistant.errors import ReportError
from assistant.findings import ControlPointResult, Finding, Report
from assistant.report.as_json import SCHEMA, report_as_dict
from assistant.report.as_markdown import as_markdown
from assistant.report.as_xlsx import Sheet, as_xlsx
from assistant.report.blocks import Blocks, Heading, Paragraph, Quote, Table, one_line, shortened
from assistant.report.wording import (
    KIND_WORDS,
    RANK_WORDS,
    VERDICT_WORDS,
    clause_and_page,
    counted,
    how_much_was_read,
    pages_named,
    place,
    status_in_words,
)
from assistant.report.write import write_whole

INTERNAL = (
    "Internal. This comparison quotes the agreements of several suppliers: show it to none of them. "
    "For what one supplier may read, use the questions or the report on that supplier alone."
)
NO_TOTAL = "There is no total: a must that one agreement lacks is not made up for by anything else in it."
HOW_WORDS: dict[How, str] = {"differs": "differ", "open": "cannot be compared", "same": "the same"}
LONGEST_NAME = 40
LONGEST_QUOTE = 600
_OF_A_FINDING = ("status", "confidence", "severity", "rank", "reason", "citations", "nearest", "red_flags", "search")


def comparison_as_dict(comparison: Comparison) -> dict[str, Any]:
    """A Comparison as `controlpoint compare --format json` prints it."""
    told = [report_as_dict(supplier.report) for supplier in comparison.suppliers]
    names = [supplier.name for supplier in comparison.suppliers]
    findings = [{finding["requirement"]: finding for finding in report["findings"]} for report in told]
    return {
        "schema": SCHEMA,
        "audience": "internal",
        "engine": told[0]["engine"],
        "suppliers": [
            {
                "name": supplier.name,
                "documents": report["documents"],
                "unread": list(supplier.unread),
                "notices": report["notices"],
            }
            for supplier, report in zip(comparison.suppliers, told, strict=True)
        ],
        "left_out": [{"name": name, "unread": list(files)} for name, files in comparison.left_out],
        "control_points": [
            {
                "control_point": row.point.id,
                "title": row.point.title,
                "compared": row.how,
                "suppliers": [
                    {
                        "supplier": name,
                        "verdict": r.verdict,
                        "rank": r.rank,
                        "severity": r.severity,
                        "summary": r.summary,
                    }
                    for name, r in zip(names, row.results, strict=True)
                ],
            }
            for row in comparison.points
        ],
        "requirements": [
            {
                "control_point": row.requirement.control_point,
                "requirement": row.requirement.id,
                "label": row.requirement.label,
                "question": row.requirement.question,
                "side": row.requirement.side,
                "must": row.requirement.must,
                "compared": row.how,
                "best": [names[at] for at in row.best],
                "suppliers": [
                    {"supplier": name} | {key: found[row.requirement.id][key] for key in _OF_A_FINDING}
                    for name, found in zip(names, findings, strict=True)
                ],
            }
            for row in comparison.rows
        ],
    }


def comparison_as_json(comparison: Comparison) -> str:
    return json.dumps(comparison_as_dict(comparison), ensure_ascii=False, indent=2) + "\n"


def comparison_as_markdown(comparison: Comparison) -> str:
    return as_markdown(comparison_blocks(comparison))


def comparison_as_xlsx(comparison: Comparison) -> bytes:
    return as_xlsx([_points_sheet(comparison), _requirements_sheet(comparison), _documents_sheet(comparison)])


def write_comparison(comparison: Comparison, path: Path) -> None:
    """Choose the format by the file's suffix."""
    writers: dict[str, Callable[[], bytes]] = {
        ".json": lambda: comparison_as_json(comparison).encode("utf-8", "replace"),
        ".md": lambda: comparison_as_markdown(comparison).encode("utf-8", "replace"),
        ".xlsx": lambda: comparison_as_xlsx(comparison),
    }
    if path.suffix.lower() not in writers:
        raise ReportError(f"{path}: no format of comparisons ends so; name a file ending in {', '.join(writers)}")
    write_whole(path, writers[path.suffix.lower()]())


def comparison_blocks(comparison: Comparison) -> Blocks:
    """The comparison in reading order: who is compared, the verdicts, what differs, what it costs, what is the same."""
    yield Heading("Suppliers compared", 1)
    yield Paragraph(INTERNAL)
    yield Table(_DOCUMENTS_HEADER, tuple(_document_rows(comparison)))
    yield from _unread(comparison)
    yield from _notices(comparison)
    yield Heading("In short", 2)
    yield Paragraph(f"{_counts(comparison)} {NO_TOTAL}")
    yield Table(("Supplier", *_TALLY), tuple(_tally(comparison)))
    yield from _missing_everywhere(comparison)
    yield Heading("Control points", 2)
    yield Table(_points_header(comparison), tuple(_point_rows(comparison)))
    yield from _protections(comparison)
    yield from _costs(comparison)
    yield from _same(comparison)
    engine = comparison.suppliers[0].report.engine
    yield Paragraph(
        f"Controlpoint {engine.version}; checklist {engine.checklist} ({engine.checklist_hash[:12]}); embedder "
        f"{engine.embedder}; judge {engine.judge}. Every quote was located in its document.",
        faint=True,
    )


# Who is compared, and in short

_DOCUMENTS_HEADER = ("Supplier", "Document", "Kind", "Pages", "Clauses", "Pages that could not be read")
_TALLY = ("Adequate", "Weak", "Missing", "Not determinable", "Musts in place", "Musts missing", "Please read")


def _document_rows(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    for supplier in comparison.suppliers:
        for held in supplier.report.documents:
            unreadable = pages_named(held.unreadable_pages) if held.unreadable_pages else "none"
            kind = KIND_WORDS.get(held.kind, held.kind)
            yield (one_line(supplier.name), held.file, kind, str(held.pages), str(held.clauses), unreadable)


def _unread(comparison: Comparison) -> Blocks:
    """A finding on what was read may change with what was not."""
    for supplier in comparison.suppliers:
        if supplier.unread:
            words = f"could not be read, and is not in what follows: {', '.join(supplier.unread)}"
            yield Paragraph(words, f"{one_line(supplier.name)}:")
    for name, files in comparison.left_out:
        yield Paragraph(f"left out; could not be read: {', '.join(files)}", f"{one_line(name)}:")


def _notices(comparison: Comparison) -> Blocks:
    """What was said to software or hidden, each supplier's first; the report on that supplier lists all."""
    for supplier in comparison.suppliers:
        for notice in supplier.report.notices[:1]:
            number = counted(len(supplier.report.notices), "passage")
            label = f"{one_line(supplier.name)}: {number} to software, kept from view or in letters not its own. {notice.message}"
            yield Quote(shortened(notice.quote, 300), f"{notice.file}, page {notice.page}", label)


def _counts(comparison: Comparison) -> str:
    protections = [row for row in comparison.rows if not row.is_cost]
    differ, still_open = len(comparison.differences), len(comparison.protections("open"))
    words = f"Of {counted(len(protections), 'requirement')}, {differ} differ{'s' if differ == 1 else ''}"
    if still_open:
        words += f", {still_open} cannot be compared because for some supplier the text does not decide it"
    same = len(protections) - differ - still_open
    return f"{words}, {same} {'is' if same == 1 else 'are'} the same."


def _tally(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    for at, (name, supplier) in enumerate(zip(_names(comparison), comparison.suppliers, strict=True)):
        verdicts: list[str] = [result.verdict for result in supplier.report.control_points]
        musts = [row.findings[at].status for row in comparison.rows if _is_must(row)]
        in_place = f"{musts.count('yes')} of {len(musts)}"
        counts = (
            *(verdicts.count(verdict) for verdict in VERDICT_WORDS),
            in_place,
            musts.count("no"),
            len(supplier.report.to_read),
        )
        yield (name, *map(str, counts))


def _missing_everywhere(comparison: Comparison) -> Blocks:
    """The gaps that no choice among these suppliers closes."""
    gaps = [row for row in comparison.protections("same") if row.findings[0].status == "no"]
    if gaps:
        named = (f"{_title(comparison, row)}{' (a must)' if _is_must(row) else ''}" for row in gaps)
        yield Paragraph("; ".join(named), "Not found in any of them:")


def _points_header(comparison: Comparison) -> tuple[str, ...]:
    return ("Control point", "Verdicts", *_names(comparison))


def _point_rows(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    for row in comparison.points:
        yield (row.point.title, HOW_WORDS[row.how], *map(_verdict, row.results))


def _verdict(result: ControlPointResult) -> str:
    grades = (RANK_WORDS[result.rank] if result.rank else "", result.severity or "")
    return "; ".join(word for word in (VERDICT_WORDS[result.verdict], *grades) if word)


# What differs

_OPEN = "For at least one supplier the decisive words are missing, redacted or not judged: read these yourself."


def _protections(comparison: Comparison) -> Blocks:
    yield Heading("Where they differ", 2)
    if not comparison.differences:
        yield Paragraph("On no requirement of this checklist do they differ.")
    else:
        yield Table(
            ("Requirement", "Must", *_names(comparison), "Best for you"),
            tuple(_short_row(comparison, row) for row in comparison.differences),
        )
    for row in comparison.differences:
        yield from _in_full(comparison, row)
    if still_open := comparison.protections("open"):
        yield Heading("What cannot be compared", 2)
        yield Paragraph(_OPEN)
        for row in still_open:
            yield from _in_full(comparison, row)


def _short_row(comparison: Comparison, row: Row) -> tuple[str, ...]:
    best = _best(comparison, row)
    cells = (_short(finding) for finding in row.findings)
    return (_title(comparison, row), "must" if _is_must(row) else "", *cells, best or "–")


def _best(comparison: Comparison, row: Row) -> str:
    names = _names(comparison)
    return ", ".join(names[at] for at in row.best)


def _short(finding: Finding) -> str:
    words = status_in_words(finding).partition(":")[0]
    return f"{words} (please read)" if finding.please_read else words


def _in_full(comparison: Comparison, row: Row) -> Blocks:
    """Each supplier's words, or the proof that there are none."""
    yield Heading(f"{_title(comparison, row)}{' (a must)' if _is_must(row) else ''}", 3)
    yield Paragraph(row.requirement.question)
    for name, supplier, finding in zip(_names(comparison), comparison.suppliers, row.findings, strict=True):
        yield Paragraph(_graded(finding), f"{name}:")
        yield from _proof(supplier.report, finding)


def _graded(finding: Finding) -> str:
    grades = (RANK_WORDS[finding.rank] if finding.rank else "", finding.severity or "")
    words = "; ".join(word for word in (status_in_words(finding), *grades) if word)
    return f"{words} (confidence {finding.confidence:.2f}) — please read" if finding.please_read else words


def _proof(report: Report, finding: Finding) -> Blocks:
    where = place if len(report.documents) > 1 else clause_and_page
    shown = finding.citations[:1]
    for citation in shown:
        yield Quote(shortened(citation.quote, LONGEST_QUOTE), where(citation))
    for citation in finding.limiting[:1]:
        if citation not in shown:
            yield Quote(shortened(citation.quote, LONGEST_QUOTE), where(citation), "What weakens it")
    for flag, citation in finding.red_flags:
        if citation in shown:
            yield Paragraph(flag, "Red flag:")
        else:
            yield Quote(shortened(citation.quote, LONGEST_QUOTE), where(citation), f"Red flag: {flag}")
    if not finding.citations:
        yield Paragraph(_search(report, finding))


def _search(report: Report, finding: Finding) -> str:
    if finding.status in ("failed", "not_applicable"):
        return finding.reason
    read = how_much_was_read(report, finding)
    if finding.status != "no" or not finding.nearest:
        return read
    nearest = finding.nearest[0]
    where = place if len(report.documents) > 1 else clause_and_page
    return f"{read} Nearest: {where(nearest.citation)}. {nearest.why_not}"


# What it costs, and what is the same


def _costs(comparison: Comparison) -> Blocks:
    if comparison.costs:
        yield Heading("What it costs you", 2)
        yield Paragraph(
            "Duties of yours. They raise no verdict, and their absence is no gap; the figures are in the quotes."
        )
    for row in comparison.costs:
        yield from _in_full(comparison, row)


def _same(comparison: Comparison) -> Blocks:
    yield Heading("What is the same", 2)
    rows = comparison.protections("same")
    if not rows:
        yield Paragraph("Nothing.")
        return
    header = ("Requirement", "Must", "All of them", *_names(comparison))
    yield Table(header, tuple(_same_row(comparison, row) for row in rows))


def _same_row(comparison: Comparison, row: Row) -> tuple[str, ...]:
    where = (_where(finding) for finding in row.findings)
    return (_title(comparison, row), "must" if _is_must(row) else "", status_in_words(row.findings[0]), *where)


def _where(finding: Finding) -> str:
    if not finding.citations:
        return "every clause was read" if finding.search.complete else "not every page could be read"
    return clause_and_page(finding.citations[0]) + (" (please read)" if finding.please_read else "")


def _title(comparison: Comparison, row: Row) -> str:
    titles = {each.point.id: each.point.title for each in comparison.points}
    return f"{titles[row.requirement.control_point]}: {row.requirement.label}"


def _is_must(row: Row) -> bool:
    return row.requirement.must and row.requirement.side == "protects"


def _names(comparison: Comparison) -> list[str]:
    """Short enough for a column, unless that would make two suppliers look alike."""
    whole = [one_line(supplier.name) for supplier in comparison.suppliers]
    short = [shortened(name, LONGEST_NAME) for name in whole]
    return short if len(set(short)) == len(set(whole)) else whole


# Sheets


def _points_sheet(comparison: Comparison) -> Sheet:
    return Sheet("Control points", _points_header(comparison), tuple(_point_rows(comparison)))


def _requirements_sheet(comparison: Comparison) -> Sheet:
    header: tuple[str, ...] = ("Compared", "Requirement", "Question", "Side", "Must", "Best for you")
    for name in _names(comparison):
        header += (f"{name}: finding", f"{name}: proof")
    return Sheet("Requirements", header, tuple(_sheet_row(comparison, row) for row in comparison.rows))


def _sheet_row(comparison: Comparison, row: Row) -> tuple[str, ...]:
    side = {"protects": "protects you", "burdens": "costs you", "neutral": "neutral"}[row.requirement.side]
    best = _best(comparison, row)
    cells: tuple[str, ...] = (HOW_WORDS[row.how], _title(comparison, row), row.requirement.question, side)
    cells += ("must" if _is_must(row) else "", best)
    for supplier, finding in zip(comparison.suppliers, row.findings, strict=True):
        cells += (_graded(finding), "\n".join(_proof_lines(supplier.report, finding)))
    return cells


def _proof_lines(report: Report, finding: Finding) -> Iterator[str]:
    for block in _proof(report, finding):
        if isinstance(block, Quote):
            yield f"{block.label + ': ' if block.label else ''}“{block.text}” ({block.source})"
        elif isinstance(block, Paragraph):
            yield f"{block.label} {block.text}".strip()


def _documents_sheet(comparison: Comparison) -> Sheet:
    rows = tuple(_document_rows(comparison))
    left = tuple(
        (one_line(name), file, "could not be read", "", "", "") for name, files in comparison.left_out for file in files
    )
    unread = tuple(
        (one_line(s.name), file, "could not be read", "", "", "") for s in comparison.suppliers for file in s.unread
    )
    return Sheet("Documents", _DOCUMENTS_HEADER, (*rows, *unread, *left, ("", INTERNAL, "", "", "", "")))
