"""What `ask` does once the deal is open: one answer, shown as it grows on a terminal, or a batch of them as JSON lines."""

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from assistant.answer import Answer

if TYPE_CHECKING:
    from assistant.workspace import Workspace

IdsOf = Callable[[Sequence[Path]], list[str]]


def batch_of_answers(deal: "Workspace", batch: Path, root: Path, ids_of: IdsOf) -> str:
    """One JSON line an answer; each file is read once."""
    rows = [json.loads(line) for line in batch.read_text(encoding="utf-8").splitlines() if line.strip()]
    known: dict[str, list[str]] = {}
    lines = []
    for done, row in enumerate(sorted(rows, key=lambda r: r["file"]), 1):
        if row["file"] not in known:
            typer.echo(f"{done} of {len(rows)}  {row['file']}", err=True)
            known[row["file"]] = ids_of([root / row["file"]])
            if known[row["file"]]:
                deal.make_ready(known[row["file"]])
        ids = known[row["file"]]
        if ids:
            answer = deal.ask(row["question"], document_ids=ids)
            lines.append(json.dumps({"id": row["id"], **answer.as_dict()}, ensure_ascii=False))
    return "\n".join(lines) + "\n"


def answered(deal: "Workspace", question: str, ids: list[str] | None, *, as_json: bool) -> str:
    """The final answer as text; at a terminal the offline one stands there at once and the model's grows in its place."""
    answer = deal.ask(question, document_ids=ids) if as_json or not _watched(deal) else _live(deal, question, ids)
    if as_json:
        return json.dumps(answer.as_dict(), ensure_ascii=False, indent=1)
    from assistant.report import answer_as_markdown

    return answer_as_markdown(answer)


def _watched(deal: "Workspace") -> bool:
    return bool(deal.settings.chat_model) and sys.stderr.isatty()


def _live(deal: "Workspace", question: str, ids: list[str] | None) -> Answer:
    from rich.console import Console
    from rich.live import Live
    from rich.text import Text

    answer, words = None, ""
    # What is shown while it grows goes to standard error and is wiped; the answer itself follows on standard output.
    with Live(console=Console(stderr=True), transient=True, refresh_per_second=8) as live:
        for part in deal.ask_streaming(question, document_ids=ids):
            words += part if isinstance(part, str) else ""
            answer = part if isinstance(part, Answer) else answer
            waiting = f"{answer.text}\n\n({deal.settings.chat_model} is writing)" if answer else ""
            live.update(Text(words or waiting))
    assert answer is not None
    return answer
