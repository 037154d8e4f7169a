"""What a check yields: Finding, NearMiss, Search, ControlPointResult, Report. Facts only; `review.py` makes them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from assistant.bilingual import TwoLanguages
from assistant.cite import Citation
from assistant.notices import Notice
from assistant.set_facts import SetFacts

Status = Literal["yes", "partial", "no", "elsewhere", "not_determinable", "not_applicable", "failed"]
Verdict = Literal["adequate", "weak", "missing", "not_determinable"]
Severity = Literal["critical", "major", "minor"]
Rank = Literal["deal-breaker", "negotiate", "accept"]
Side = Literal["protects", "burdens", "neutral"]

PLEASE_READ_BELOW = 0.7
NEEDS_A_CITATION: frozenset[str] = frozenset({"yes", "partial", "elsewhere"})


@dataclass(frozen=True)
class NearMiss:
    """A clause that looks like the requirement, and why it does not count."""

    citation: Citation
    why_not: str


@dataclass(frozen=True)
class Search:
    """How much was read before anything was said. A `no` needs `complete`."""

    clauses_read: int
    clauses_total: int
    unreadable_pages: tuple[int, ...] = ()
    terms: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("en",)

    @property
    def complete(self) -> bool:
        return self.clauses_read == self.clauses_total and not self.unreadable_pages


@dataclass(frozen=True)
class Opinion:
    """What one of two judges said, kept visible beside the finding that was made of both."""

    judge: str
    status: Status
    reason: str
    citations: tuple[Citation, ...] = ()
    followed: bool = True
    """Whether the finding has this judge's status."""


@dataclass(frozen=True)
class DocumentJudgement:
    """One file's own judgement, before the set is judged together."""

    document: str
    status: Status
    citations: tuple[Citation, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True)
class Finding:
    """One requirement judged on a set of documents."""

    control_point: str
    requirement: str
    side: Side
    status: Status
    confidence: float
    severity: Severity | None
    rank: Rank | None
    reason: str
    citations: tuple[Citation, ...] = ()
    limiting: tuple[Citation, ...] = ()
    """The words that weaken a partial; also listed at the end of `citations` in JSON."""
    nearest: tuple[NearMiss, ...] = ()
    red_flags: tuple[tuple[str, Citation], ...] = ()
    by_document: tuple[DocumentJudgement, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    """Both judges' own words, when a chat model judged too."""
    search: Search = field(default=Search(0, 0))
    please_read_below: float = PLEASE_READ_BELOW

    def __post_init__(self) -> None:
        if self.status in NEEDS_A_CITATION and not self.citations:
            raise ValueError(f"{self.requirement}: {self.status} without a citation")
        if self.status == "no" and not self.search.complete:
            raise ValueError(f"{self.requirement}: no without a complete sweep")

    @property
    def disputed(self) -> bool:
        """Two judges read the text differently."""
        return len({_presence(opinion.status) for opinion in self.opinions if opinion.status != "failed"}) > 1

    @property
    def please_read(self) -> bool:
        """Too uncertain to act on unread."""
        return self.confidence < self.please_read_below and self.status != "not_applicable"


def _presence(status: Status) -> Status:
    """`elsewhere` is a weak form of being there."""
    return "partial" if status == "elsewhere" else status


@dataclass(frozen=True)
class ControlPointResult:
    """Verdict over the findings of one control point."""

    control_point: str
    title: str
    verdict: Verdict
    severity: Severity | None
    rank: Rank | None
    summary: str


@dataclass(frozen=True)
class HeldDocument:
    """What the report says about each file that was read."""

    document: str
    file: str
    title: str
    kind: str
    language: str
    pages: int
    clauses: int
    unreadable_pages: tuple[int, ...] = ()
    detail: str = ""


@dataclass(frozen=True)
class Engine:
    """What judged: recorded so that a run can be repeated."""

    version: str
    checklist: str
    checklist_hash: str
    embedder: str
    judge: str
    note: str = ""
    """What the reader should know of the judge: a model that was not believed, or that failed."""
    usage: Mapping[str, object] = field(default_factory=dict)
    """Tokens and, where known, money that the run used; empty offline."""


@dataclass(frozen=True)
class MarkedParagraph:
    """A paragraph that tracked changes alter: both texts, and whose hands they are."""

    before: str
    after: str
    authors: tuple[str, ...]
    dates: tuple[str, ...]
    is_ours: bool = False


Direction = Literal["worse", "moved", "other", "better"]


@dataclass(frozen=True)
class Turned:
    """A requirement that is judged otherwise once the tracked changes are accepted, or rests on other words.

    `moved`: judged as before although the clause that proved it was changed. A person has to read that one.
    """

    control_point: str
    requirement: str
    title: str
    side: Side
    before: Status
    after: Status
    direction: Direction
    red_flags: tuple[str, ...] = ()
    """Flags that the changes bring."""
    before_quote: str = ""
    after_citation: Citation | None = None
    paragraphs: tuple[MarkedParagraph, ...] = ()
    """The changed paragraphs that the judgement rests on, before or after."""

    @property
    def is_ours(self) -> bool:
        return bool(self.paragraphs) and all(paragraph.is_ours for paragraph in self.paragraphs)


@dataclass(frozen=True)
class SilentChange:
    """A difference from our last version that carries no markup."""

    ours: str
    theirs: str


@dataclass(frozen=True)
class MarkupReview:
    """What the tracked changes of one file do, worst first."""

    document: str
    file: str
    checklist: str
    turned: tuple[Turned, ...]
    paragraphs: tuple[MarkedParagraph, ...]
    comments: tuple[tuple[str, str, str, str], ...] = ()
    """Author, date, remark, and the words it hangs on."""
    against: str = ""
    silent: tuple[SilentChange, ...] = ()
    margins: tuple[str, ...] = ()
    """What stands above and below the pages: a draft's number, its date."""


@dataclass(frozen=True)
class Report:
    """Findings for a set of documents, with counts and gaps as properties."""

    documents: tuple[HeldDocument, ...]
    engine: Engine
    control_points: tuple[ControlPointResult, ...]
    findings: tuple[Finding, ...]
    notices: tuple[Notice, ...] = ()
    """What the documents say to software, or hide."""
    together: SetFacts = field(default=SetFacts())
    """How the documents hang together, what amendments leave and where they disagree."""
    languages: tuple[TwoLanguages, ...] = ()
    """Documents in English and Chinese: which text governs, and where the two differ."""
    markup: tuple[MarkupReview, ...] = ()
    """For each document that holds tracked changes, what they do."""

    @property
    def gaps(self) -> list[Finding]:
        """Protecting requirements that are missing or weak, worst first."""
        order = {"no": 0, "elsewhere": 1, "not_determinable": 1, "partial": 2, "failed": 1}
        gaps = [f for f in self.findings if f.side == "protects" and f.status in order]
        return sorted(gaps, key=lambda f: (f.rank != "deal-breaker", order[f.status], -f.confidence))

    @property
    def to_read(self) -> list[Finding]:
        return sorted((f for f in self.findings if f.please_read), key=lambda f: f.confidence)

    def finding(self, requirement: str) -> Finding:
        return next(f for f in self.findings if f.requirement == requirement)
