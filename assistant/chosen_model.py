"""The model half of a workspace: which model may be used on this deal, who judges, and what would be sent.

A deal marked "offline only" refuses every model, whatever the settings say; the mark is kept with the deal.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.checklist import Checklist, load_checklist
from assistant.errors import AssistantError, ModelError
from assistant.settings import Settings

if TYPE_CHECKING:
    import numpy as np

    from assistant.by_model import Patience
    from assistant.drafting import Draft, DraftKind
    from assistant.judge import Judge
    from assistant.model import Model
    from assistant.offline import OfflineJudge
    from assistant.preview import Preview
    from assistant.rank import Shelf
    from assistant.reading import Reading
    from assistant.records import Database
    from assistant.spending import Meter

OFFLINE_ONLY = "offline_only"
OnStep = Callable[[int, int, str], None]


@dataclass(frozen=True)
class ModelInUse:
    """The chat model that answers may be written by, and where it is; without a `name` everything stays offline, and `why` says why."""

    name: str = ""
    to: str = ""
    why: str = ""


@dataclass(frozen=True)
class _WholeRun:
    """What checks made one after the other share."""

    meter: "Meter"
    patience: "Patience"


class ChosenModel:
    """Mixed into the desk of a workspace."""

    settings: Settings
    name: str

    if TYPE_CHECKING:
        folder: Path

        @property
        def records(self) -> "Database": ...
        def shelf(self, document_ids: Sequence[str] | None = None) -> "Shelf": ...
        def _something(self, document_ids: Sequence[str] | None) -> "list[Reading]": ...
        def _embed(self, text: str) -> "np.ndarray": ...
        def draft(
            self,
            kind: "DraftKind",
            document_ids: Sequence[str] | None = None,
            checklist: str | Checklist = "contract",
            requirement: str | None = None,
            languages: Sequence[str] = ("en",),
            *,
            offline: bool = False,
        ) -> "Draft": ...

    _running: "Model | None" = None
    _whole_run: "_WholeRun | None" = None

    @property
    def offline_only(self) -> bool:
        """Whether this deal refuses every chat model."""
        fact = self.records.facts().get(OFFLINE_ONLY)
        return fact is not None and fact.value == "yes"

    def mark_offline_only(self, on: bool = True) -> None:
        """Refuse, or allow again, every chat model on this deal."""
        self.records.confirm_fact(OFFLINE_ONLY, "yes" if on else "no")

    def cancel(self) -> None:
        """Stop the model that is writing or judging now; what was found offline stands."""
        if self._running:
            self._running.cancel()

    @property
    def model_in_use(self) -> ModelInUse:
        """Which model writes and judges on this deal, or why none does."""
        if not self.settings.chat_model:
            off = "CONTROLPOINT_OFFLINE refuses every model" if self.settings.offline else "no chat model is set"
            return ModelInUse(why=f"{off}; answers are quoted from the text")
        if self.offline_only:
            return ModelInUse(why=f"this deal is marked offline only; nothing is sent to {self.settings.chat_model}")
        try:
            model = self._usable_model()
        except AssistantError as error:
            return ModelInUse(why=str(error))
        return ModelInUse(model.name, model.to)

    def judge_named(self, wanted: str = "") -> str:
        """Who judges when nothing else is said: the setting, else both when a model may be used, else offline."""
        named = wanted or self.settings.judge
        if named:
            return named
        return "both" if self.settings.chat_model and not self.offline_only else "offline"

    def preview_check(
        self, document_ids: Sequence[str] | None = None, checklist: str | Checklist = "contract"
    ) -> "Preview":
        """What a check by the model would send."""
        from assistant.by_model import ModelJudge
        from assistant.family import family_of
        from assistant.family.family import in_force
        from assistant.preview import preview_of
        from assistant.review import promising
        from assistant.second_opinion import BothJudges

        model = self._usable_model()
        checklist = load_checklist(checklist) if isinstance(checklist, str) else checklist
        judge = BothJudges(ModelJudge(model, self._offline_judge), self._offline_judge)
        prompts, clauses = [], set()
        own = promising(self._something(document_ids))
        # An agreement with amendments is judged once more as the text in force.
        together = [text.reading for text in in_force(family_of(own), own) if text.view]
        for reading in (*own, *together):
            for asked in judge.questions(reading, checklist):
                prompts.append(asked.prompt(reading))
                clauses |= {clause.id for clause in (*asked.clauses, *asked.context)}
        return preview_of(prompts, len(clauses), model)

    def preview_ask(self, question: str, document_ids: Sequence[str] | None = None) -> "Preview":
        """What an answer by the model would send; nothing, when the documents do not answer the question."""
        from assistant.answering import answer_offline, may_be_sent
        from assistant.fluent import prompt_for
        from assistant.planning import plan_prompt, unplanned
        from assistant.preview import preview_of

        model = self._usable_model()
        shelf = self.shelf(document_ids)
        if not may_be_sent(answer_offline(question, shelf, self._embed)):
            return preview_of([], 0, model)
        passages = unplanned(question, shelf, self._embed, model)
        return preview_of([*plan_prompt(question), prompt_for(question, passages)], len(passages), model)

    def preview_draft(
        self,
        kind: "DraftKind",
        document_ids: Sequence[str] | None = None,
        checklist: "str | Checklist" = "contract",
        requirement: str | None = None,
        languages: Sequence[str] = ("en",),
    ) -> "Preview":
        """What rewording a draft by the model would send: its paragraphs, and no clause of a document."""
        from assistant.preview import preview_of
        from assistant.rewording import prompts_for

        model = self._usable_model()
        drafted = self.draft(kind, document_ids, checklist, requirement, languages, offline=True)
        return preview_of(prompts_for(drafted, languages), 0, model)

    def open_chosen_model(self) -> None:
        """Import the package of the chosen model, which takes seconds, where one may be used; nothing is sent."""
        if self.settings.chat_model and not self.offline_only:
            _ = self._opened_model

    @contextmanager
    def one_run(self) -> Iterator[None]:
        """Checks made inside count as one run: one spending limit, and a model that is gone, or never believed, is left alone."""
        from assistant.by_model import Patience

        model = self._opened_model[0] if self.settings.chat_model and not self.offline_only else None
        self._whole_run = _WholeRun(model.for_a_run().meter, Patience()) if model else None
        try:
            yield
        finally:
            self._whole_run = None

    # Inside

    def _judge_for(self, wanted: str, on_step: OnStep | None = None) -> "Judge":
        """The judge of that name; asking for a model where none may be used is refused."""
        if wanted == "offline":
            return self._offline_judge
        from assistant.by_model import ModelJudge
        from assistant.second_opinion import BothJudges

        whole = self._whole_run
        model = self._running = self._usable_model().for_a_run(whole.meter if whole else None)
        by_model = ModelJudge(
            model, self._offline_judge, self.settings.model_at_once, on_step, whole.patience if whole else None
        )
        return BothJudges(by_model, self._offline_judge, wanted)

    def _usable_model(self) -> "Model":
        """The model, or the reason why there is none."""
        if not self.settings.chat_model:
            off = "CONTROLPOINT_OFFLINE refuses any" if self.settings.offline else "CONTROLPOINT_MODEL names none"
            raise ModelError(f"there is no chat model to use: {off}")
        if self.offline_only:
            raise ModelError(
                f"deal {self.name} is marked offline only, so nothing is sent to a model; "
                f"`controlpoint offline off --workspace {self.name}` allows it"
            )
        model, problem = self._opened_model
        if model is None:
            raise ModelError(problem)
        return model

    @property
    def _model(self) -> "tuple[Model | None, str]":
        """The chat model for one answer, and what to tell the reader when one is set that cannot be used."""
        if not self.settings.chat_model:
            return None, ""
        try:
            self._running = self._usable_model().for_a_run()
        except AssistantError as error:
            return None, f"{str(error)[0].upper()}{str(error)[1:]}."
        return self._running, ""

    @cached_property
    def _opened_model(self) -> "tuple[Model | None, str]":
        from assistant.providers import open_model

        try:
            return open_model(self.settings, self.folder), ""
        except ModelError as error:
            return None, str(error)

    @cached_property
    def _offline_judge(self) -> "OfflineJudge":
        from assistant.offline import OfflineJudge

        return OfflineJudge()
