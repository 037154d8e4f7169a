"""The check as HTML: how the control points stand, what to look at first, each requirement with what is there."""

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from assistant.checklist import Checklist
from assistant.cite import Citation
from assistant.findings import (
    ControlPointResult,
    DocumentJudgement,
    Engine,
    Finding,
    Opinion,
    Report,
    Side,
    Status,
    Verdict,
)
from assistant.page.html import Pill, from_html, label, pill, quote_html, said_html, table_html
from assistant.report import Headline
from assistant.report.wording import (
    RANK_WORDS,
    VERDICT_WORDS,
    how_much_was_read,
    status_in_words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.records import DocumentRow

MOST_NEAREST = 3

VERDICT_COLOURS: dict[Verdict, str] = {
    "adequate": "green",
    "weak": "orange",
    "missing": "red",
    "not_determinable": "violet",
}
SHORT_STATUS: dict[Status, tuple[str, str]] = {
    "yes": ("in place", "green"),
    "partial": ("weak", "orange"),
    "no": ("not located", "red"),
    "elsewhere": ("in a document not held", "violet"),
    "not_determinable": ("undecided", "violet"),
    "not_applicable": ("does not apply", "gray"),
    "failed": ("not judged", "violet"),
}
BURDEN_STATUS: dict[Status, tuple[str, str]] = SHORT_STATUS | {
    "yes": ("costs you", "blue"),
    "partial": ("costs you in part", "blue"),
    "no": ("not asked of you", "gray"),
}
NEUTRAL_STATUS: dict[Status, tuple[str, str]] = SHORT_STATUS | {"no": ("not located", "gray")}


def tally_html(report: Report) -> str:
    """How the control points stand, and how many findings a person must read."""
    counts = {verdict: sum(p.verdict == verdict for p in report.control_points) for verdict in VERDICT_WORDS}
    tiles = [(str(counts[verdict]), words, VERDICT_COLOURS[verdict]) for verdict, words in _verdicts()]
    tiles.append((str(len(report.to_read)), "need your eyes", "gray"))
    return (
        '<div class="tally">'
        + "".join(f'<div class="tile {c}"><b>{number}</b><span>{escape(w)}</span></div>' for number, w, c in tiles)
        + "</div>"
    )


def _verdicts() -> Iterable[tuple[Verdict, str]]:
    return ((verdict, VERDICT_WORDS[verdict]) for verdict in VERDICT_COLOURS)


def headline_html(number: int, headline: Headline) -> str:
    """One of the first issues: what, how grave, and the quote or the proof of search."""
    # What is in place stands here for its red flag alone.
    colour = "orange" if headline.status == "yes" else SHORT_STATUS[headline.status][1]
    marks = pill(headline.words.split(":")[0], colour)
    marks += "".join(f'<span class="mark">{escape(w)}</span>' for w in (headline.rank, headline.severity) if w)
    marks += " " + pill("please read", "gray") if headline.please_read else ""
    evidence = quote_html(headline.quote) if headline.quote else f'<p class="proof">{escape(headline.proof)}</p>'
    return (
        f'<div class="issue"><div class="head"><span class="number">{number}</span>'
        f"<b>{escape(headline.label)}</b> {marks}</div>"
        f'<p class="where">{escape(headline.title)}</p><p class="reason">{escape(headline.reason)}</p>{evidence}</div>'
    )


def control_point_html(result: ControlPointResult) -> str:
    """A row of the table: title and summary, verdict, rank, severity."""
    rank = RANK_WORDS[result.rank] if result.rank else "–"
    return (
        '<div class="row"><div><b>'
        + escape(result.title)
        + f'</b><p class="reason">{escape(result.summary)}</p></div>'
        + f"<div>{pill(VERDICT_WORDS[result.verdict], VERDICT_COLOURS[result.verdict])}</div>"
        + f"<div>{escape(rank)}</div><div>{escape(result.severity or '–')}</div></div>"
    )


TABLE_HEAD = (
    '<div class="row header"><div>Control point</div><div>Verdict</div><div>Rank</div><div>Severity</div></div>'
)


def finding_label(finding: Finding, checklist: Checklist) -> str:
    """The line that opens a requirement: its name, its status in colour and words, and whether to read it."""
    words, colour = mark_of(finding.side, finding.status, bool(finding.citations))
    flag = " :orange-badge[red flag]" if finding.red_flags else ""
    eyes = " :violet-badge[judges differ]" if finding.disputed else ""
    eyes += " :gray-badge[please read]" if finding.please_read else ""
    return f"{label(checklist.requirement(finding.requirement).label)} :{colour}-badge[{words}]{flag}{eyes}"


def finding_html(finding: Finding, report: Report, checklist: Checklist) -> str:
    """What was asked, what is there, in words; the quotes follow one by one."""
    requirement = checklist.requirement(finding.requirement)
    rated = [status_in_words(finding), *(w for w in (finding.rank, finding.severity) if w)]
    if finding.status != "not_applicable":
        rated.append(f"certainty {round(finding.confidence * 100)} %")
    parts = [f'<p class="asked">{escape(requirement.question)}</p>']
    parts.append(f'<p class="rated">{escape("; ".join(rated)).capitalize()}.</p>')
    if finding.reason:
        parts.append(f'<p class="reason">{escape(finding.reason)}</p>')
    if not finding.citations:
        parts.append(f'<p class="proof">{escape(how_much_was_read(report, finding))}</p>')
    return "".join(parts)


def evidence(finding: Finding) -> list[tuple[str, Citation, str]]:
    """(what it is, the citation, a remark) for everything a finding can show, in reading order."""
    limiting = set(finding.limiting)
    shown = [("", citation, "") for citation in finding.citations if citation not in limiting]
    shown += [("Words that limit it", citation, "") for citation in finding.limiting]
    shown += [("Red flag", citation, flag) for flag, citation in finding.red_flags]
    shown += [
        ("Nearest, and why it does not count", near.citation, near.why_not) for near in finding.nearest[:MOST_NEAREST]
    ]
    return shown


def usable(report: Report | None, rows: "Sequence[DocumentRow]", checklist: Checklist) -> Report | None:
    """The report, unless a document in it is gone or another checklist judged: then it must not be shown."""
    held = {row.id for row in rows}
    if report is None or report.engine.checklist_hash != checklist.hash:
        return None
    return report if all(document.document in held for document in report.documents) else None


def mark_of(side: Side, status: Status, denied: bool = False) -> Pill:
    """A status in a few words and its colour; a burden is no shortcoming."""
    words, colour = {"burdens": BURDEN_STATUS, "neutral": NEUTRAL_STATUS}.get(side, SHORT_STATUS)[status]
    return ("denied by the text" if status == "no" and denied else words), colour


def engine_html(engine: Engine) -> str:
    """Who judged, and what the reader should know of it."""
    by = "offline" if engine.judge == "offline" else f"{engine.judge} beside the offline judge"
    note = said_html("", engine.note) if engine.note else ""
    return from_html(f"Judged by {by}") + note


def opinion_html(opinion: Opinion, side: Side) -> str:
    """One judge's word, and whether the finding follows it."""
    followed = "" if opinion.followed else pill("not followed", "gray")
    return (
        f'<p class="said"><b>{escape(opinion.judge)}</b> {pill(*mark_of(side, opinion.status, bool(opinion.citations)))} {followed} '
        f"{escape(opinion.reason)}</p>"
    )


def judgement_html(file: str, judged: DocumentJudgement, side: Side) -> str:
    return f'<p class="said">{escape(file)} {pill(*mark_of(side, judged.status, bool(judged.citations)))}</p>'


def own_judgements_html(report: Report, checklist: Checklist) -> str:
    """Every requirement with the set's finding and each document's own, side by side."""
    judged = {j.document for finding in report.findings for j in finding.by_document}
    held = [document for document in report.documents if document.document in judged]
    rows = []
    for finding in report.findings:
        own = {j.document: j for j in finding.by_document}
        marks = [
            mark_of(finding.side, own[h.document].status, bool(own[h.document].citations)) if h.document in own else "–"
            for h in held
        ]
        together = mark_of(finding.side, finding.status, bool(finding.citations))
        rows.append([checklist.requirement(finding.requirement).label, together, *marks])
    return table_html(["Requirement", "Together", *(document.file for document in held)], rows)
