"""Small builders in the domain's words, for tests of the assistant."""

import hashlib
from typing import Any

from assistant.cite import Citation
from assistant.findings import Finding, Search
from assistant.reading import Reading
from ingest.document import Document, Page, Span
from ingest.split import split_clauses


def a_citation(quote: str = "Supplier shall keep batch records.", document: str = "d" * 64, **more: Any) -> Citation:
    values: dict[str, Any] = {
        "document": document, "file": "agreement.pdf", "page": 3, "clause": "7.3", "heading": "Records", "start": 10,
        "end": 10 + len(quote), "quote": quote,
    }  # fmt: skip
    return Citation(**(values | more))


def a_finding(requirement: str, status: str, *, side: str = "protects", flagged: bool = False, **more: Any) -> Finding:
    values: dict[str, Any] = {
        "control_point": requirement.partition(".")[0], "requirement": requirement, "side": side, "status": status,
        "confidence": 0.9, "severity": None, "rank": None, "reason": "because",
        "citations": () if status in ("no", "failed", "not_applicable") else (a_citation(),),
        "red_flags": (("a red flag", a_citation()),) if flagged else (), "search": Search(12, 12),
    }  # fmt: skip
    return Finding(**(values | more))


def a_document(text: str, file: str = "agreement.txt", kind: str = "contract", **more: Any) -> Document:
    values: dict[str, Any] = {"language": "en", "title": "Supply Agreement", "pages": (Page(1, Span(0, len(text))),)}
    return Document(hashlib.sha256(text.encode()).hexdigest(), file, text, kind=kind, **(values | more))  # type: ignore[arg-type]


def a_reading(text: str, file: str = "agreement.txt", kind: str = "contract", **more: Any) -> Reading:
    document = a_document(text, file, kind, **more)
    return Reading(document, tuple(split_clauses(document)))
