"""The command that measures the program on labelled sets, with the weights that ship or with such as never saw them."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.terminal import AS_JSON, Format, Out, WorkspaceName, emit, exit_if_rejected, ids_of, opened, usage

if TYPE_CHECKING:
    from assistant.measure.sets import AnySet

SHIPPED = "Measured with the weights that ship."
SEEN = "The weights that ship were trained on {count} of these documents: their figures flatter. --held-out measures without."
WRITTEN = "Measured from what was written to {folder}."
HELD_OUT = "Held out by contract: each document is judged by weights that never saw it or its relatives."


def evaluate(
    folder: Annotated[Path, typer.Argument(help="Labelled sets: gold/*.json beside txt/, questions as *.jsonl.")],
    only: Annotated[list[str] | None, typer.Option("--only", help="One of the sets by name; repeatable.")] = None,
    held_out: Annotated[
        bool,
        typer.Option("--held-out", help="Train the judge again without each document it judges; takes minutes."),
    ] = False,
    predictions: Annotated[
        Path | None, typer.Option("--predictions", help="Measure what an earlier run wrote, a folder or JSON lines.")
    ] = None,
    cache: Annotated[Path, typer.Option(help="Folder for what training makes on the way.")] = Path(
        ".controlpoint/cache"
    ),
    workspace: WorkspaceName = "evaluation",
    format: Format = "text",
    out: Out = None,
) -> None:
    """Measure the program on labelled documents: figures, how sure they are, how honest the confidence is."""
    from assistant.measure.run import as_far_as_said, chosen, measure, said_in, say_all, size_of
    from assistant.measure.sets import LabelledSet, labelled_sets
    from assistant.measure.table import as_markdown
    from assistant.terminal import explained

    if held_out and predictions:
        usage("--held-out and --predictions do not go together")
    with explained():
        sets = chosen(labelled_sets(folder), only or [])
    if held_out:
        predictions = _held_out(folder, cache)
        sets = [s for s in sets if isinstance(s, LabelledSet) and s.kind == "check"]
    if predictions:
        with explained():
            pairs = [(labelled, said_in(labelled, predictions)) for labelled in sets]
            pairs = [(as_far_as_said(labelled, said), said) for labelled, said in pairs]
            measured = [measure(labelled, said) for labelled, said in pairs if size_of(labelled)]
        how = HELD_OUT if held_out else WRITTEN.format(folder=predictions.name)
    else:
        with opened(workspace) as deal:
            measured = []
            for labelled in sets:
                said = say_all(deal, labelled, lambda paths: ids_of(deal, paths), lambda w: typer.echo(w, err=True))
                measured.append(measure(labelled, said))
        how = _how_seen(sets)
    if not measured:
        usage(f"{folder}: nothing to measure in {predictions}")
    if format == AS_JSON:
        emit(
            json.dumps({"how": how, "sets": [m.as_dict() for m in measured]}, ensure_ascii=False, indent=1) + "\n", out
        )
    else:
        emit(as_markdown(measured, how), out)
    exit_if_rejected()


def _held_out(folder: Path, cache: Path) -> Path:
    """Where the cross-validated reports of this folder stand, made now."""
    from assistant.learn import judge as training
    from assistant.terminal import explained

    def tell(words: str) -> None:
        typer.echo(words, err=True)

    with explained():
        material = training.gather(folder, cache)
        tell(training.described(material))
        out = cache / "held-out"
        training.cross_validate(material, out, tell)
    return out


def _how_seen(sets: "Sequence[AnySet]") -> str:
    """Says so when the weights were trained on these very documents."""
    from assistant.heads import load_heads
    from assistant.learn.examples import hash_of, read_text
    from assistant.measure.sets import LabelledSet

    known = set(load_heads("judge").about.get("trained_on", ()))
    files = {path for s in sets if isinstance(s, LabelledSet) and s.kind == "check" for path in s.files().values()}
    seen = sum(hash_of(read_text(path)) in known for path in files)
    return f"{SHIPPED} {SEEN.format(count=seen)}" if seen else SHIPPED
