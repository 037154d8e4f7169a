"""The model judge: a chat model reads the sweep's best clauses for each requirement; only what it can quote counts.

    clauses, best first ──▶ prompt ──▶ quote, reason, qualifier, status ──locate──▶ Judgement
                                          └─ a quote that is not there: asked once more, then rejected

There is no yes-or-no question before the quote. A model that fails gives `failed`, never `no`.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, Field

from assistant.checklist import Checklist, Requirement
from assistant.cite import Citation, cite
from assistant.errors import ModelError
from assistant.judge import Judge, Judgement
from assistant.leaning import leans_on
from assistant.locate import locate
from assistant.model import CancelledError, Model, TooLongError, UnreadableReplyError
from assistant.offline import OfflineJudge
from assistant.prompts import keyed_passages, load_prompt
from assistant.reading import Reading
from assistant.spending import about_tokens
from ingest.document import Clause, Span

MOST_TOKENS, MOST_TOKENS_OF_CONTEXT = 3_500, 1_200
"""Of all clauses shown together, and of those they lean on; an 8,000-token model still has room to reply."""
SHORTEST_QUOTE = 24
SHORTEST_CHINESE_QUOTE = 8
GIVE_UP_AFTER = 2
"""Requirements in a row that the server did not answer; then the rest is not sent."""
DOUBTED_OFTEN = 3
"""Documents in a row on which what it replied was not believed; then the run goes on without the model."""
_NUMBERS = re.compile(r"\d+")
_TURNS = re.compile(r"(?i)\b(?:not|no|never|unless|except|without|neither|nor)\b|[不未无非]|除非")
_KEY = re.compile(r"\d{1,2}")

OnStep = Callable[[int, int, str], None]
"""on_step(done, total, requirement)"""
Hopeless = Callable[[Mapping[str, Judgement]], str]
"""Why nothing more need be asked, given the judgements so far; "" to go on."""


def _word(value: Any) -> Any:
    return value.strip().lower() if isinstance(value, str) else value


def _text(value: Any) -> Any:
    return "" if value is None else " ".join(value) if isinstance(value, list) and value else str(value)


Text = Annotated[str, BeforeValidator(_text)]


class Said(BaseModel):
    """A model's reply on one requirement. The quote comes first: it is written before the status is chosen."""

    quote: Text = Field(default="", max_length=3000)
    passage: Text = Field(default="", max_length=40)
    reason: Text = Field(default="", max_length=2000)
    qualifier: Text = Field(default="", max_length=3000)
    status: Annotated[Literal["yes", "partial", "no"], BeforeValidator(_word)]


@dataclass(frozen=True)
class Asked:
    """One requirement's question to the model: the clauses shown, and the prompt."""

    requirement: Requirement
    clauses: tuple[Clause, ...]
    context: tuple[Clause, ...]
    decoy: bool = False
    """Clauses that surely do not decide the matter: a test of the model, not a question about the document."""

    @property
    def key(self) -> str:
        """What the reply is kept under."""
        return decoy_of(self.requirement.id) if self.decoy else self.requirement.id

    def halved(self) -> "Asked":
        """The same with the better half of the clauses and no context."""
        return replace(self, clauses=self.clauses[: (len(self.clauses) + 1) // 2], context=())

    def prompt(self, reading: Reading, remark: str = "") -> str:
        shown = keyed_passages([(_place(reading, clause), clause.text) for clause in self.clauses])
        context = keyed_passages([(_place(reading, clause), clause.text) for clause in self.context])
        # What is always the same comes first and the remark last: servers that keep the beginning of a prompt they have
        # read need not read it again.
        return load_prompt("judge").filled(
            question=self.requirement.question,
            counts=_as_list(self.requirement.counts),
            looks_like=_as_list(f"{rule.looks_like}: {rule.why_not}" for rule in self.requirement.near_misses),
            remark=remark,
            passages=shown or "(none)",
            context=re.sub(r'key="\[(\d+)\]"', r'key="context \1"', context) or "(none)",
        )


def decoy_of(requirement: str) -> str:
    """The key of the test that shows this requirement with clauses which are about something else."""
    return f"{requirement}, shown other clauses"


@dataclass
class Patience:
    """What a run has seen of its model: one that is gone, or never believed, is not tried again in the next document."""

    silent: int = 0
    """Requirements in a row that the server did not answer."""
    last_words: str = ""
    doubted: int = 0
    """Documents in a row on which the model's replies were not believed."""

    @property
    def ended_by(self) -> str:
        """Why nothing more is asked in this run; "" while it goes on."""
        if self.silent >= GIVE_UP_AFTER:
            return self.last_words
        if self.doubted >= DOUBTED_OFTEN:
            return f"it was not believed on {self.doubted} documents in a row, so the run goes on without it"
        return ""


class ModelJudge(Judge):
    """Asks the model about every requirement of one document."""

    def __init__(
        self,
        model: Model,
        sweep: OfflineJudge | None = None,
        at_once: int = 1,
        on_step: OnStep | None = None,
        patience: Patience | None = None,
    ) -> None:
        self.name = model.name
        self._model = model
        self._sweep = sweep or OfflineJudge()
        self._at_once = at_once
        self._on_step = on_step
        self.patience = patience or Patience()

    @property
    def usage(self) -> Mapping[str, object]:
        return self._model.meter.usage.as_dict()

    def judge(self, reading: Reading, checklist: Checklist) -> Mapping[str, Judgement]:
        """A judgement for every requirement; `failed` where the model gave nothing that can be used."""
        opinions = self.opinions(reading, checklist)
        return {r.id: opinions.of(r.id) for r in checklist.requirements}

    def opinions(
        self,
        reading: Reading,
        checklist: Checklist,
        first: Sequence[str] = (),
        hopeless: Hopeless = lambda _: "",
    ) -> "Opinions":
        """What the model says, requirement by requirement, those of `first` first, until `hopeless` gives a reason to stop.

        `first` may hold keys of decoys; else none is asked.
        """
        asked = sorted(
            self.questions(reading, checklist, first),
            key=lambda one: first.index(one.key) if one.key in first else len(first),
        )
        replied: dict[str, Judgement] = {}
        unanswered: dict[str, str] = {}
        stopped = ""

        def ask(one: Asked) -> None:
            nonlocal stopped
            id = one.key
            stopped = stopped or hopeless(dict(replied))
            if stopped:
                return
            if stopped := self.patience.ended_by:
                return
            try:
                replied[id] = self._said(reading, one)
            except CancelledError:
                raise
            except UnreadableReplyError as error:
                replied[id] = _failed(f"{error}.")
            except TooLongError as error:
                unanswered[id] = str(error)
            except ModelError as error:
                unanswered[id] = str(error)
                self.patience.silent, self.patience.last_words = self.patience.silent + 1, str(error)
                return
            self.patience.silent = 0

        with ThreadPoolExecutor(self._at_once) as pool:
            try:
                for done, (one, _) in enumerate(zip(asked, pool.map(ask, asked), strict=True), 1):
                    if self._on_step:
                        self._on_step(done, len(asked), one.requirement.id)
            except BaseException:
                # The pool waits for its threads: let none of them wait for a server.
                self._model.cancel()
                raise
        return Opinions(replied, unanswered, stopped)

    def questions(self, reading: Reading, checklist: Checklist, tests: Sequence[str] = ()) -> list[Asked]:
        """What would be asked, in the checklist's order, then those decoys that are among `tests`; nothing is sent."""
        ranking = self._sweep.ranking(reading, checklist)
        asked = []
        for requirement in checklist.requirements:
            best = [reading.clauses[i] for i in ranking[requirement.id][: self._model.most_clauses]]
            # The best clause is shown however long it is; of what it leans on, nothing need be.
            clauses = tuple(best[:1] + _that_fit(best[1:], MOST_TOKENS - sum(about_tokens(c.text) for c in best[:1])))
            context = _that_fit(leans_on(reading, clauses)[: self._model.most_clauses], MOST_TOKENS_OF_CONTEXT)
            asked.append(Asked(requirement, clauses, tuple(context)))
        for requirement in checklist.requirements:
            if decoy_of(requirement.id) in tests:
                asked.append(Asked(requirement, self._about_something_else(reading, ranking[requirement.id]), (), True))
        return asked

    def _about_something_else(self, reading: Reading, ranked: Sequence[int]) -> tuple[Clause, ...]:
        """The clauses that have least to do with the matter, as many as are shown of the best."""
        worst = [reading.clauses[i] for i in ranked[-self._model.most_clauses :]]
        return tuple(_that_fit(worst, MOST_TOKENS)) or tuple(worst[-1:])

    def _said(self, reading: Reading, asked: Asked) -> Judgement:
        """The model's word, asked once more when it cannot be read or its quote is not in the passages."""
        remark = ""
        for _ in range(2):
            try:
                asked, said = self._reply(reading, asked, remark)
            except UnreadableReplyError:
                if remark:
                    raise
                remark = "Your last reply could not be read. Reply with one JSON object and nothing else."
                continue
            judgement = believed(reading, asked, said)
            if judgement.status != "failed":
                return judgement
            if remark:
                return judgement
            remark = (
                "Your last quote does not stand in any passage. Copy a quote letter by letter from one passage, "
                "or leave it empty and answer no."
            )
        raise UnreadableReplyError(f"{self.name} replied twice in a form that cannot be read")

    def _reply(self, reading: Reading, asked: Asked, remark: str) -> tuple[Asked, Said]:
        """The reply and the question it answers: one with fewer clauses when the server takes no longer prompt."""
        while True:
            try:
                return asked, self._model.structured(asked.prompt(reading, remark), Said)
            except TooLongError:
                if len(asked.clauses) < 2:
                    raise
                asked = asked.halved()


@dataclass(frozen=True)
class Opinions:
    """What a model said of one document: its judgements, what it left unanswered, and why it was not asked further."""

    replied: Mapping[str, Judgement]
    unanswered: Mapping[str, str]
    stopped: str = ""

    def of(self, requirement: str) -> Judgement:
        """`failed` where there is no reply."""
        if requirement in self.replied:
            return self.replied[requirement]
        why = self.unanswered.get(requirement)
        return _failed(f"{why}." if why else f"Not asked: {self.stopped or 'it is not on the checklist'}.")


def believed(reading: Reading, asked: Asked, said: Said) -> Judgement:
    """The reply as a Judgement: its quote located, or `failed`."""
    if said.status == "no":
        return Judgement("no", 0.5, said.reason)
    citation = located(reading, asked.clauses, said.quote, said.passage)
    if citation is None:
        return _failed("It named words that do not stand in the passages it was shown.")
    limit = located(reading, asked.clauses, said.qualifier, "")
    return Judgement(said.status, 0.5, said.reason, (citation,), (limit,) if limit else ())


def located(reading: Reading, clauses: Sequence[Clause], quote: str, key: str) -> Citation | None:
    """The quote in the passage it names, else in another one that was shown; None when it is in none."""
    quote = quote.strip().strip("\"“”'‘’").strip()
    chinese = sum("一" <= c <= "鿿" for c in quote) * 4 > len(quote)
    if len(quote) < (SHORTEST_CHINESE_QUOTE if chinese else SHORTEST_QUOTE):
        return None
    named = _KEY.search(key)
    position = int(named.group()) - 1 if named else -1
    first = [clauses[position]] if 0 <= position < len(clauses) else []
    candidates = [*first, *(clause for clause in clauses if clause not in first)]
    for fuzzy in (False, True):
        for clause in (c for c in candidates if c.citable and c.kind != "definition"):
            span = locate(quote, clause.text, fuzzy=fuzzy)
            if span and (not fuzzy or _says_the_same(quote, span.of(clause.text))):
                return cite(
                    reading.document, clause, Span(clause.span.start + span.start, clause.span.start + span.end)
                )
    return None


def _says_the_same(quote: str, text: str) -> bool:
    """Slips of the pen are forgiven; another number, or a "not" more or less, is another sentence."""
    return _NUMBERS.findall(quote) == _NUMBERS.findall(text) and len(_TURNS.findall(quote)) == len(_TURNS.findall(text))


def _that_fit(clauses: Sequence[Clause], room: int) -> list[Clause]:
    """Clauses in their order while they fit, in tokens."""
    kept = []
    for clause in clauses:
        room -= about_tokens(clause.text)
        if room < 0:
            break
        kept.append(clause)
    return kept


def _failed(reason: str) -> Judgement:
    return Judgement("failed", 0.0, reason[0].upper() + reason[1:])


def _place(reading: Reading, clause: Clause) -> str:
    return f"{reading.document.file}, {' / '.join(clause.path[-2:])}"


def _as_list(lines: Sequence[str] | Iterator[str]) -> str:
    return "\n".join(f"- {line}" for line in lines) or "- (nothing further)"
