"""Commands that make the weights again."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Make the weights that ship again.", no_args_is_help=True, add_completion=False)

Evaluation = Annotated[Path, typer.Option("--eval", help="folder of the labelled agreements")]
Cache = Annotated[Path, typer.Option(help="folder for vectors made on the way")]
Out = Annotated[Path, typer.Option("-o", "--out", help="folder for the held-out reports")]


def _say(words: str) -> None:
    typer.echo(words, err=True)


@app.command()
def judge(
    evaluation: Evaluation,
    cache: Cache = Path(".controlpoint/cache"),
    out: Out = Path(".controlpoint/held-out"),
    save: bool = True,
) -> None:
    """Cross-validate the offline judge by contract, then train it on everything and save its weights."""
    from assistant.learn import judge as training

    material = training.gather(evaluation, cache)
    _say(training.described(material))
    scored = training.cross_validate(material, out, _say)
    if save:
        training.train_and_save(material, scored)


@app.command()
def deletions(evaluation: Evaluation, cache: Cache = Path(".controlpoint/cache")) -> None:
    """Measure, held out, whether judgements turn when their proof is deleted and stand when it is moved or reworded."""
    import json

    from assistant.learn import deletions as measuring
    from assistant.learn import judge as training

    material = training.gather(evaluation, cache)
    scored, trained = training.held_out_scores(material, _say)
    judges = {s.example.stem: judge for s, judge in training.judged_held_out(material, scored, trained)}
    found = list(measuring.outcomes(material.examples, judges))
    for outcome in found:
        _say(json.dumps(vars(outcome)))
    for words, count in measuring.summary(found).items():
        typer.echo(f"{words:45s} {count}")


@app.command()
def ask(
    evaluation: Evaluation,
    cache: Cache = Path(".controlpoint/cache"),
    out: Out = Path(".controlpoint/held-out-ask"),
    save: bool = True,
) -> None:
    """Cross-validate retrieval and answerability by contract, then train on everything and save the weights."""
    from assistant.learn import ask as training

    training.run(evaluation, cache, out, save, _say)


@app.command()
def lexicon() -> None:
    """Learn from faithful pairs of sentences which English and Chinese words answer to each other, and save it."""
    from assistant.learn import lexicon as training

    training.run(_say)


@app.command()
def rendered() -> None:
    """Learn from faithful paragraphs which words translators nearly always render, and with what, and save it."""
    from assistant.learn import rendered as training

    training.run(_say)


@app.command()
def parts() -> None:
    """Grow the trees that tell a part of a sentence which its translation lacks, say what they find held out, and save them."""
    from assistant.learn import parts as training

    training.run(_say)


@app.command("left-over")
def left_over(
    agreements: Annotated[
        Path | None, typer.Option(help="folder of bilingual agreements (NAME.txt, NAME.json) whose rows to add")
    ] = None,
) -> None:
    """Grow the trees that tell an item which the other text's list lacks, say what they find held out, and save them."""
    from assistant.learn import left_over as training

    training.run(agreements, _say)


@app.command()
def differences() -> None:
    """Learn from differences told at first reading, true and false, how sure each may be; say what held out, and save it."""
    from assistant.learn import differences as training

    training.run(_say)


@app.command()
def altered() -> None:
    """Measure what is told of pairs of paragraphs in two languages one of which was altered, by kind."""
    from assistant.learn import altered as measuring

    measuring.run(typer.echo)


@app.command()
def facts(evaluation: Evaluation) -> None:
    """Measure parties, effective date, term and governing law of the fact sheet, each with its citation."""
    from assistant.learn import facts as measuring

    measuring.report(evaluation, typer.echo)


if __name__ == "__main__":
    app()
