"""An Answer as Markdown: the reply, then each quote with its place."""

from assistant.answer import Answer
from assistant.report.as_markdown import as_markdown
from assistant.report.blocks import Block, Paragraph, Quote, shortened
from assistant.report.wording import place


def answer_as_markdown(answer: Answer) -> str:
    """The reply's own Markdown, unchanged, over its evidence; what was not found shows the nearest clauses instead."""
    blocks: list[Block] = []
    if answer.asked:
        blocks.append(Paragraph(answer.asked, "Understood as:"))
    if answer.note:
        blocks.append(Paragraph(answer.note, "Note:"))
    if answer.citations:
        blocks.append(Paragraph("", "Where it says so:" if answer.answerable else "The nearest clauses:"))
    blocks += [Quote(shortened(citation.quote), place(citation)) for citation in answer.citations]
    return f"{answer.text.strip()}\n\n{as_markdown(blocks)}".strip() + "\n"
