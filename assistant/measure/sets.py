"""Finding labelled sets in a folder: answers to requirements, observations of reports, questions with quotes.

FOLDER/gold/*.json     beside FOLDER/txt/ (or files/)   one JSON a document; "answers" or "observations"
FOLDER/*.jsonl         beside FOLDER/txt/               one question a line
FOLDER/…/              the same one level down
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from assistant.errors import AssistantError

Kind = Literal["check", "observations"]
_TEXTS = ("txt", "files", ".")


@dataclass(frozen=True)
class LabelledSet:
    """Documents with an expert's labels, by stem."""

    name: str
    kind: Kind
    folder: Path
    gold: dict[str, dict[str, Any]]

    def file_of(self, gold: dict[str, Any]) -> Path:
        """The document that these labels are about."""
        return _file(self.folder, gold["file"])

    def files(self) -> dict[str, Path]:
        """The document of every stem."""
        return {stem: self.file_of(gold) for stem, gold in self.gold.items()}

    def only(self, stems: set[str]) -> "LabelledSet":
        """The same set with these documents alone."""
        return LabelledSet(self.name, self.kind, self.folder, {s: g for s, g in self.gold.items() if s in stems})


@dataclass(frozen=True)
class QuestionSet:
    """Questions on documents, each with the quotes that answer it."""

    name: str
    folder: Path
    questions: list[dict[str, Any]]

    def file_of(self, question: dict[str, Any]) -> Path:
        return _file(self.folder, question["file"])


AnySet = LabelledSet | QuestionSet


def labelled_sets(folder: Path) -> list[AnySet]:
    """Every set in this folder and one level down, in order of name."""
    if not folder.is_dir():
        raise AssistantError(f"{folder}: not a folder that can be read")
    places = [folder, *sorted(p for p in folder.iterdir() if p.is_dir() and p.name != "gold")]
    found = [labelled for place in places for labelled in _in(place)]
    if not found:
        raise AssistantError(f"{folder}: no labels found; expected gold/*.json beside txt/, or questions as *.jsonl")
    return found


def _in(folder: Path) -> Iterator[AnySet]:
    gold = {p.stem: _read(p) for p in sorted((folder / "gold").glob("*.json"))}
    for kind, key in (("check", "answers"), ("observations", "observations")):
        labelled = {stem: labels for stem, labels in gold.items() if isinstance(labels, dict) and key in labels}
        if labelled:
            yield LabelledSet(folder.name, kind, folder, labelled)  # type: ignore[arg-type]
    for path in sorted(folder.glob("*.jsonl")):
        rows = [_line(path, line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        if rows and all({"id", "file", "question", "answerable"} <= row.keys() for row in rows):
            yield QuestionSet(f"{folder.name}/{path.stem}", folder, rows)


def _file(folder: Path, name: str) -> Path:
    found = next((folder / place / name for place in _TEXTS if (folder / place / name).is_file()), None)
    if found is None:
        raise AssistantError(f"{folder / 'txt' / name}: labels name this file, and it is not there")
    return found


def _read(path: Path) -> Any:
    return _line(path, path.read_text(encoding="utf-8"))


def _line(path: Path, text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise AssistantError(f"{path}: not JSON: {error.msg} at character {error.pos}") from error
