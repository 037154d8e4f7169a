"""Notices: what a document says to software instead of people, and what it hides; told beside the findings, never evidence.

notices_in(document)  ->  (Notice(kind="instruction", where="text", page=3, start=…, end=…, quote="Ignore …"),)
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from assistant.cite import Citation
from ingest.addressed import find_addressed, speaks_to_software
from ingest.document import Document

KIND_WORDS = {
    "instruction": "an instruction to software",
    "prompt_request": "a request for the program's own instructions",
    "role_marker": "a marker that poses as another speaker",
    "forged_delimiter": "a mark or a data field that poses as the program's own",
    "fake_citation": "a made-up citation",
    "checklist_text": "text written for a checking program, not for the parties",
    "hidden_characters": "invisible or reordering characters",
    "look_alike_letters": "letters of another script that pass for Latin ones",
    "hidden_text": "words that a reader does not see",
}
WHERE_WORDS = {
    "text": "in the text",
    "hidden": "hidden from view",
    "comment": "in a comment",
    "metadata": "in the file's properties",
    "margin": "in a header or footer",
    "alternative_text": "in a picture's description",
    "file_name": "in the file name",
}
STILL_EVIDENCE: frozenset[str] = frozenset({"hidden_characters", "look_alike_letters"})


@dataclass(frozen=True)
class Notice:
    """One passage; `start` and `end` are None where it is not part of the document's text."""

    document: str
    file: str
    kind: str
    where: str
    page: int
    start: int | None
    end: int | None
    quote: str

    def as_dict(self) -> dict[str, object]:
        return asdict(self) | {"message": self.message}

    @property
    def citation(self) -> Citation | None:
        """Where it can be looked at; None for what is no part of the text."""
        if self.start is None or self.end is None:
            return None
        return Citation(self.document, self.file, self.page, "", "", self.start, self.end, self.quote)

    @property
    def message(self) -> str:
        """`This document contains text addressed to software: an instruction to software, in the text, page 3.`"""
        what = f"{KIND_WORDS[self.kind]}, {WHERE_WORDS[self.where]}, page {self.page}"
        if self.kind in STILL_EVIDENCE:
            return f"This document contains letters that are not what they seem: {what}."
        if self.kind == "hidden_text":
            return f"This document contains hidden text: {what}. It was not used as evidence."
        return f"This document contains text addressed to software: {what}. It was read and not used as evidence."


def notices_in(document: Document) -> tuple[Notice, ...]:
    """All notices of one document, in the order of its text, then what stands beside it."""
    return (*_in_text(document), *_beside(document))


def notices_of(documents: Sequence[Document]) -> tuple[Notice, ...]:
    return tuple(notice for document in documents for notice in notices_in(document))


def in_one_line(notices: Sequence[Notice]) -> str:
    """`note: text addressed to software, 3 places (pages 1, 4); none of it is used as evidence`"""
    if not notices:
        return ""
    pages = sorted({notice.page for notice in notices})
    addressed = any(notice.kind not in STILL_EVIDENCE | {"hidden_text"} for notice in notices)
    hidden = any(notice.kind == "hidden_text" for notice in notices)
    what = (
        "text addressed to software"
        if addressed
        else "hidden text"
        if hidden
        else "letters that are not what they seem"
    )
    places = f"{len(notices)} place{'' if len(notices) == 1 else 's'}"
    where = f"page{'' if len(pages) == 1 else 's'} {', '.join(map(str, pages[:10]))}{' …' if len(pages) > 10 else ''}"
    used = "; none of it is used as evidence" if addressed or hidden else ""
    return f"note: this document contains {what}, {places} ({where}){used}"


def _in_text(document: Document) -> Iterator[Notice]:
    for passage in find_addressed(document.text):
        start, end = passage.span.start, passage.span.end
        page = document.page_at(start)
        yield Notice(document.id, document.file, passage.kind, "text", page, start, end, document.text[start:end])


def _beside(document: Document) -> Iterator[Notice]:
    if speaks_to_software(document.file.rsplit(".", 1)[0]):
        yield Notice(document.id, document.file, "instruction", "file_name", 1, None, None, document.file)
    for page in document.pages:
        for unseen in page.unseen:
            found = find_addressed(unseen.text)
            kind = found[0].kind if found else "hidden_text"
            yield Notice(document.id, document.file, kind, unseen.kind, page.number, None, None, unseen.text)
