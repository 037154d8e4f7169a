"""Answers as HTML: the reply, what kind of reply it is, who wrote it, what it was put to, what would be sent."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer
from assistant.chosen_model import ModelInUse
from assistant.cite import Citation
from assistant.page.html import from_html, label, markdown_html, pill, said_html
from assistant.report.blocks import one_line, shortened
from assistant.report.wording import counted

if TYPE_CHECKING:
    from assistant.preview import Preview

KIND_OF_ANSWER = {
    "not_in_documents": ("not in the documents", "violet"),
    "reference": ("reference notes, not your documents", "blue"),
    "redacted": ("blacked out", "violet"),
}


def answer_html(answer: Answer) -> str:
    """The reply, what kind of reply it is, and what the reader should know about it."""
    words = KIND_OF_ANSWER.get(answer.kind)
    mark = f"<p>{pill(*words)}</p>" if words else ""
    understood = f'<p class="from">Understood as: {escape(answer.asked)}</p>' if answer.asked else ""
    by = "" if answer.by == "offline" else f'<p class="from">Written by {escape(answer.by)} from the quoted clauses</p>'
    note = f'<p class="from">{escape(answer.note)}</p>' if answer.note else ""
    scope = f'<p class="from">Asked of {escape(one_line(answer.scope))}</p>' if answer.scope else ""
    return f'<div class="answer">{mark}{understood}{markdown_html(answer.text)}{note}{by}{scope}</div>'


def stored_answer(stored: dict[str, Any]) -> Answer:
    """An answer as it was given: its citations come back unchanged."""
    return Answer(
        question=stored["question"],
        text=stored["answer"],
        answerable=stored["answerable"],
        score=stored["score"],
        citations=tuple(stored_citation(citation) for citation in stored["citations"]),
        kind=stored.get("kind", "answer"),
        by=stored.get("by", "offline"),
        note=stored.get("note", ""),
        asked=stored.get("asked", ""),
        scope=stored.get("scope", ""),
        latency_ms=stored.get("latency_ms", 0.0),
    )


def stored_citation(stored: dict[str, Any]) -> Citation:
    """A citation from its JSON."""
    return Citation(**{name: stored[name] for name in Citation.__dataclass_fields__})


def scope_html(chosen: Sequence[str] | None, held: int, notes: bool) -> str:
    """What the next question is put to; None is the whole deal."""
    if notes:
        return from_html("Asking our reference notes only")
    if not held:
        return from_html("No documents yet: our reference notes can answer what agreements should say")
    if chosen is None:
        return from_html(f"Asking the whole deal, {counted(held, 'document')}")
    if not chosen:
        return from_html("No document chosen: our reference notes answer")
    if len(chosen) == 1:
        return from_html(f"Asking {one_line(chosen[0])} only")
    return from_html(f"Asking {len(chosen)} of {counted(held, 'document')}")


def growing_html(answer: Answer, words: str, *, writing: bool) -> str:
    """The offline answer, then the model's words in its place as they come."""
    shown = answer_html(replace(answer, text=words) if words else answer)
    return shown + (from_html("The model is writing …") if words and writing else "")


def model_label(model: ModelInUse) -> str:
    return label(shortened(model.name, 24)) if model.name else "Offline"


def model_html(model: ModelInUse) -> str:
    """Which model may write, and where what is sent goes; or why none does."""
    if not model.name:
        return said_html("Offline", f"{model.why[:1].lower()}{model.why[1:]}.")
    where = f"at {model.to}" if model.to else "in this program"
    return said_html(
        "Model in use", f"{model.name} {where}. It sees the clauses found for a question, and nothing else."
    )


def preview_html(preview: "Preview") -> str:
    """What would be sent, and where, before anything is."""
    return f'<p class="said">{pill("not sent yet", "orange")} Would send {escape(preview.in_words())}.</p>'


def reword_html(model: ModelInUse, paragraphs: int) -> str:
    words = f"{counted(paragraphs, 'paragraph')} of this draft would go one by one to {model.to or model.name} ({model.name})"
    return from_html(f"{words}; a reply that changes a fact is thrown away.")
