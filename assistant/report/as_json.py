"""The JSON of the stable interface: one entry per requirement, each quote with its place."""

import json
from typing import Any

from assistant.cite import Citation
from assistant.findings import ControlPointResult, Engine, Finding, HeldDocument, Report
from assistant.markup import changes_as_dict
from assistant.report.languages import discrepancies_as_dicts, languages_as_dicts, to_compare_as_dicts
from assistant.report.the_set import set_as_dict

SCHEMA = 1

Json = dict[str, Any]


def report_as_dict(report: Report) -> Json:
    """A Report as `controlpoint check --format json` prints it."""
    return {
        "schema": SCHEMA,
        "documents": [_document(document) for document in report.documents],
        "engine": _engine(report.engine),
        "control_points": [_control_point(result) for result in report.control_points],
        "findings": [_finding(finding) for finding in report.findings],
        "to_read": [finding.requirement for finding in report.to_read],
        "tracked_changes": [changes_as_dict(review) for review in report.markup],
        "notices": [notice.as_dict() for notice in report.notices],
        "languages": languages_as_dicts(report),
        "language_discrepancies": discrepancies_as_dicts(report),
        "language_to_compare": to_compare_as_dicts(report),
        **set_as_dict(report.together),
        **_facts(report),
    }


def _facts(report: Report) -> Json:
    from assistant.report.facts import ReportWithFacts

    if not isinstance(report, ReportWithFacts):
        return {}
    return {
        "facts": report.sheet.as_dict()["facts"],
        "deadlines": [deadline.as_dict() for deadline in report.deadlines],
        "audits": [audit.as_dict() for audit in report.audits],
    }


def report_as_json(report: Report) -> str:
    return json.dumps(report_as_dict(report), ensure_ascii=False, indent=2) + "\n"


def citations_with_limits(finding: Finding) -> tuple[Citation, ...]:
    """The citations, then the words that weaken them, each once."""
    return tuple(dict.fromkeys((*finding.citations, *finding.limiting)))


def _document(document: HeldDocument) -> Json:
    return {
        "document": document.document,
        "file": document.file,
        "title": document.title,
        "kind": document.kind,
        "detail": document.detail,
        "language": document.language,
        "pages": document.pages,
        "clauses": document.clauses,
        "unreadable_pages": list(document.unreadable_pages),
    }


def _engine(engine: Engine) -> Json:
    return {
        "version": engine.version,
        "checklist": engine.checklist,
        "checklist_hash": engine.checklist_hash,
        "embedder": engine.embedder,
        "judge": engine.judge,
        "note": engine.note,
        "usage": dict(engine.usage),
    }


def _control_point(result: ControlPointResult) -> Json:
    return {
        "control_point": result.control_point,
        "title": result.title,
        "verdict": result.verdict,
        "severity": result.severity,
        "rank": result.rank,
        "summary": result.summary,
    }


def _finding(finding: Finding) -> Json:
    return {
        "control_point": finding.control_point,
        "requirement": finding.requirement,
        "side": finding.side,
        "status": finding.status,
        "confidence": round(finding.confidence, 4),
        "please_read": finding.please_read,
        "severity": finding.severity,
        "rank": finding.rank,
        "reason": finding.reason,
        "citations": [citation.as_dict() for citation in citations_with_limits(finding)],
        "nearest": [near.citation.as_dict() | {"why_not": near.why_not} for near in finding.nearest],
        "red_flags": [{"red_flag": flag, **citation.as_dict()} for flag, citation in finding.red_flags],
        "by_document": [
            {
                "document": judged.document,
                "status": judged.status,
                "confidence": round(judged.confidence, 4),
                "citations": [citation.as_dict() for citation in judged.citations],
            }
            for judged in finding.by_document
        ],
        "opinions": [
            {
                "judge": opinion.judge,
                "status": opinion.status,
                "reason": opinion.reason,
                "followed": opinion.followed,
                "citations": [citation.as_dict() for citation in opinion.citations],
            }
            for opinion in finding.opinions
        ],
        "search": {
            "clauses_read": finding.search.clauses_read,
            "clauses_total": finding.search.clauses_total,
            "unreadable_pages": list(finding.search.unreadable_pages),
            "terms": list(finding.search.terms),
            "languages": list(finding.search.languages),
        },
    }
