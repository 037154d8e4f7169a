"""Who reads, and which documents may be quoted to them."""

from typing import Literal

from assistant.findings import HeldDocument, Report
from assistant.report.blocks import shortened

Audience = Literal["internal", "counterparty"]

SHARED_KINDS = {"contract": "agreement", "quality_agreement": "quality agreement", "amendment": "amendment"}
"""Documents that both sides hold, and how they are called; audit reports and every other kind are ours alone."""


def shared_documents(report: Report) -> dict[str, str]:
    """Name for the other side by document id, told apart by number where two are called the same; never a file name."""
    shared = [document for document in report.documents if document.kind in SHARED_KINDS]
    names = [_name(document) for document in shared]
    return {
        document.document: f"{name} ({names[: index + 1].count(name)})" if names.count(name) > 1 else name
        for index, (document, name) in enumerate(zip(shared, names, strict=True))
    }


def _name(document: HeldDocument) -> str:
    return shortened(document.title, 120) or SHARED_KINDS[document.kind].capitalize()
