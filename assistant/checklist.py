"""The checklist: control points, their requirements and all wording about them, read from a YAML file.

    load_checklist("contract")            the one that ships: corpus/checklists/contract.yaml
    load_checklist("ours/contract.yaml")  a user's edited copy

The keys of the file are the fields of the dataclasses below. A wrong file gives a ChecklistError that names file, line
and field.
"""

import difflib
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal

import yaml

from assistant.errors import ChecklistError
from assistant.fact_sheet.sheet import KIND_OF
from assistant.findings import Severity, Side
from assistant.yaml_nodes import Where, at_line, compose, yaml_message
from ingest.document import DocumentKind

Addressee = Literal["cdmo_commercial", "cdmo_quality", "cdmo_technical", "counsel", "internal"]
BasisKind = Literal["law", "guidance", "market practice"]

LARGEST_FILE = 4_000_000
_REQUIREMENT_ID = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_CONTROL_POINT_ID = re.compile(r"[a-z][a-z0-9_]*")
_BASIS_STATUS = re.compile(r"verified|to be checked by counsel|re-check after \d{4}-\d{2}-\d{2}")
_UNKNOWN_FIELD = {"extra_forbidden", "unexpected_keyword_argument"}


@dataclass(frozen=True)
class Wording:
    """How contracts put it, in English and Chinese."""

    en: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()


@dataclass(frozen=True)
class Basis:
    """Why anyone asks for it, how firm that is, and when it was last looked at."""

    tag: str
    text: str
    kind: BasisKind
    as_of: date
    status: str
    """`verified`, `to be checked by counsel`, or `re-check after 2026-12-31`."""


@dataclass(frozen=True)
class RedFlag:
    """Words that make a control point weak although something is there."""

    id: str
    requirement: str
    """The requirement whose clause carries it."""
    text: str
    text_zh: str = ""
    cues: Wording = Wording()
    severity_kept: bool = False
    """As grave as if the control point were missing."""
    unless_met: bool = False
    """Says that the requirement itself is not met, and so contradicts a clause that meets it wholly."""


@dataclass(frozen=True)
class NearMissRule:
    """A clause that looks like the requirement, how it is worded, and why it does not count."""

    looks_like: str
    why_not: str
    looks_like_zh: str = ""
    why_not_zh: str = ""
    words: tuple[str, ...] = ()
    words_zh: tuple[str, ...] = ()


@dataclass(frozen=True)
class QuestionWording:
    """One question and who should answer it."""

    to: Addressee
    en: str
    zh: str = ""


@dataclass(frozen=True)
class Position:
    """What we ask for, and a clause that says it (a draft for counsel)."""

    en: str = ""
    zh: str = ""
    clause_en: str = ""
    clause_zh: str = ""


@dataclass(frozen=True)
class Positions:
    """What to propose first, and what to settle for."""

    preferred: Position = Position()
    fallback: Position = Position()


@dataclass(frozen=True)
class Switch:
    """What a stated fact of the deal does to a requirement; a fact that is only suggested does nothing."""

    fact: str
    """A key of the fact sheet."""
    value: str
    makes: Literal["not_applicable", "must", "critical"]
    reason: str = ""
    reason_zh: str = ""


@dataclass(frozen=True)
class Requirement:
    """One sentence of a control point that can be checked alone."""

    id: str
    question: str
    side: Side
    must: bool
    severity: Severity
    counts: tuple[str, ...]
    cues: Wording
    label: str = ""
    """Two to five words for summaries and tables; left out, the last part of the id stands in."""
    label_zh: str = ""
    question_zh: str = ""
    severity_reason: str = ""
    severity_reason_zh: str = ""
    counts_zh: tuple[str, ...] = ()
    near_misses: tuple[NearMissRule, ...] = ()
    questions_missing: tuple[QuestionWording, ...] = ()
    questions_weak: tuple[QuestionWording, ...] = ()
    positions: Positions = Positions()
    document_kinds: tuple[DocumentKind, ...] = ()
    """Kinds of document in which the clause usually stands."""
    evidence_wanted: tuple[str, ...] = ()
    evidence_wanted_zh: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    """Tags of the control point's basis entries."""
    switches: tuple[Switch, ...] = ()

    def __post_init__(self) -> None:
        if not self.label:
            object.__setattr__(self, "label", self.id.rpartition(".")[2].replace("_", " "))

    @property
    def control_point(self) -> str:
        return self.id.partition(".")[0]


@dataclass(frozen=True)
class ControlPoint:
    """A subject an agreement must settle, with the requirements that test it."""

    id: str
    title: str
    severity: Severity
    requirements: tuple[Requirement, ...]
    title_zh: str = ""
    scope: str = ""
    scope_zh: str = ""
    why: str = ""
    why_zh: str = ""
    severity_reason: str = ""
    severity_reason_zh: str = ""
    basis: tuple[Basis, ...] = ()
    red_flags: tuple[RedFlag, ...] = ()

    def basis_of(self, requirement: Requirement) -> tuple[Basis, ...]:
        return tuple(basis for basis in self.basis if basis.tag in requirement.basis)


@dataclass(frozen=True)
class ChecklistFile:
    """What a checklist file says."""

    name: str
    title: str
    control_points: tuple[ControlPoint, ...]
    title_zh: str = ""
    language: tuple[Literal["en", "zh"], ...] = ("en",)
    note: str = ""
    note_zh: str = ""


@dataclass(frozen=True)
class Checklist(ChecklistFile):
    """Control points in order, and the file they came from."""

    hash: str = ""
    """SHA-256 of the file's bytes, so that a report says which wording judged."""
    path: Path = Path()

    @cached_property
    def requirements(self) -> tuple[Requirement, ...]:
        return tuple(requirement for point in self.control_points for requirement in point.requirements)

    @cached_property
    def _by_id(self) -> dict[str, Requirement]:
        return {requirement.id: requirement for requirement in self.requirements}

    def requirement(self, requirement_id: str) -> Requirement:
        return self._by_id[requirement_id]

    def control_point(self, control_point_id: str) -> ControlPoint:
        return next(point for point in self.control_points if point.id == control_point_id)


_NOUNS = (
    Wording,
    Switch,
    Basis,
    RedFlag,
    NearMissRule,
    QuestionWording,
    Position,
    Positions,
    Requirement,
    ControlPoint,
)


def load_checklist(name_or_path: str | Path) -> Checklist:
    """A bare name is one that ships; anything with a folder or a suffix is a user's file."""
    path = _find(name_or_path)
    content = _read(path)
    node = compose(path, content)
    file = _validate(path, node)
    for where, problem in _contradictions(file):
        raise ChecklistError(at_line(path, node, where, problem))
    return Checklist(**vars(file), hash=hashlib.sha256(content).hexdigest(), path=path)


def checklists_folder() -> Path:
    """Where the checklists that ship lie, beside the packages."""
    return Path(__file__).resolve().parent.parent / "corpus" / "checklists"


def shipped_checklists() -> list[str]:
    return sorted(path.stem for path in checklists_folder().glob("*.yaml"))


def _find(name_or_path: str | Path) -> Path:
    name = str(name_or_path)
    if name in shipped_checklists():
        return checklists_folder() / f"{name}.yaml"
    path = Path(name)
    if path.suffix or len(path.parts) > 1:
        return path
    known = ", ".join(shipped_checklists())
    raise ChecklistError(f"{name}: no such checklist; choose one of {known}, or give the path of a .yaml file")


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise ChecklistError(f"{path}: larger than {LARGEST_FILE // 1_000_000} MB; a checklist is never that long")
        return path.read_bytes()
    except OSError as error:
        raise ChecklistError(f"{path}: cannot be read ({error.strerror}); give the path of a checklist file") from None


# --- the schema, and what no schema sees ----------------------------------------------------------------


@cache
def _schema() -> Any:
    from pydantic import ConfigDict, TypeAdapter, with_config

    # Pydantic reads the dataclasses themselves; being strict about unknown fields is all it must be told.
    strict = with_config(ConfigDict(extra="forbid", str_strip_whitespace=True))
    for noun in _NOUNS:
        strict(noun)
    return TypeAdapter(strict(ChecklistFile))


def _validate(path: Path, node: yaml.Node) -> ChecklistFile:
    from pydantic import ValidationError

    loader = yaml.CSafeLoader("")
    try:
        raw = loader.construct_document(node)
        file: ChecklistFile = _schema().validate_python(raw)
    except yaml.YAMLError as error:
        raise ChecklistError(yaml_message(path, error)) from None
    except ValidationError as error:
        # A misspelt key is reported before the field that it leaves missing.
        first, *others = sorted(error.errors(include_url=False), key=lambda e: e["type"] not in _UNKNOWN_FIELD)
        more = f" (and {len(others)} more)" if others else ""
        raise ChecklistError(at_line(path, node, first["loc"], _in_plain_words(first)) + more) from None
    finally:
        loader.dispose()
    return file


def _in_plain_words(error: Any) -> str:
    """One pydantic error as a person would say it."""
    match error["type"]:
        case "literal_error":
            return f"must be one of {error['ctx']['expected'].replace(chr(39), '').replace(' or ', ', ')}"
        case "missing" | "missing_argument":
            return "is required"
        case kind if kind in _UNKNOWN_FIELD:
            return f"unknown field{_meant(str(error['loc'][-1]))}"
        case "string_type":
            return "must be text (put quotes around it if it is a number, a date, yes or no)"
        case "tuple_type":
            return "must be a list"
        case "bool_type" | "bool_parsing":
            return "must be true or false"
        case "dataclass_type":
            return "must be a group of fields"
        case "date_type" | "date_parsing" | "date_from_datetime_parsing":
            return "must be a date such as 2026-11-22"
        case _:
            return str(error["msg"])


def _meant(name: str) -> str:
    known = sorted({field.name for noun in (ChecklistFile, *_NOUNS) for field in fields(noun)})
    close = difflib.get_close_matches(name, known, n=1)
    return f"; did you mean {close[0]}?" if close else ""


def _contradictions(file: ChecklistFile) -> Iterator[tuple[Where, str]]:
    """What no field alone can show: ids twice or malformed, references that lead nowhere, required text left empty."""
    if not file.control_points:
        yield ("control_points",), "must not be empty"
    points: set[str] = set()
    requirements: set[str] = set()
    for at, point in enumerate(file.control_points):
        where: Where = ("control_points", at)
        if not _CONTROL_POINT_ID.fullmatch(point.id):
            yield (*where, "id"), "must be lower-case words joined by _"
        if point.id in points:
            yield (*where, "id"), f"{point.id} stands twice"
        points.add(point.id)
        yield from _empty(point, where, ("title",))
        yield from _in_basis(point, where)
        for index, requirement in enumerate(point.requirements):
            yield from _in_requirement(point, requirement, (*where, "requirements", index), requirements)
            requirements.add(requirement.id)
        yield from _in_red_flags(point, where)


def _in_requirement(
    point: ControlPoint, requirement: Requirement, where: Where, known: set[str]
) -> Iterator[tuple[Where, str]]:
    if not _REQUIREMENT_ID.fullmatch(requirement.id) or requirement.control_point != point.id:
        yield (*where, "id"), f"must be {point.id}.NAME, in lower case"
    if requirement.id in known:
        yield (*where, "id"), f"{requirement.id} stands twice"
    yield from _empty(requirement, where, ("question", "counts"))
    if not requirement.cues.en and not requirement.cues.zh:
        yield (*where, "cues"), "must have at least one wording to look for"
    for index, switch in enumerate(requirement.switches):
        kind = KIND_OF.get(switch.fact)
        if kind is None:
            yield (*where, "switches", index, "fact"), f"must be one of {', '.join(KIND_OF)}"
        elif kind.choices and switch.value not in kind.choices:
            yield (*where, "switches", index, "value"), f"must be one of {', '.join(kind.choices)}"
    tags = {basis.tag for basis in point.basis}
    for index, tag in enumerate(requirement.basis):
        if tag not in tags:
            yield (*where, "basis", index), f"{tag} is no tag under basis of {point.id}"


def _in_basis(point: ControlPoint, where: Where) -> Iterator[tuple[Where, str]]:
    tags: set[str] = set()
    for index, basis in enumerate(point.basis):
        here = (*where, "basis", index)
        if basis.tag in tags:
            yield (*here, "tag"), f"{basis.tag} stands twice"
        tags.add(basis.tag)
        if not _BASIS_STATUS.fullmatch(basis.status):
            yield (*here, "status"), "must be verified, to be checked by counsel, or re-check after YYYY-MM-DD"


def _in_red_flags(point: ControlPoint, where: Where) -> Iterator[tuple[Where, str]]:
    requirements = {requirement.id for requirement in point.requirements}
    flags: set[str] = set()
    for index, flag in enumerate(point.red_flags):
        here = (*where, "red_flags", index)
        if flag.id in flags:
            yield (*here, "id"), f"{flag.id} stands twice"
        flags.add(flag.id)
        if flag.requirement not in requirements:
            yield (*here, "requirement"), f"{flag.requirement} is no requirement of {point.id}"


def _empty(noun: object, where: Where, names: tuple[str, ...]) -> Iterator[tuple[Where, str]]:
    for name in names:
        if not getattr(noun, name):
            yield (*where, name), "must not be empty"
