"""Two judges made one: the offline judge's finding stands unless a model that has earned trust shows otherwise.

The model is tested first, on the requirements the offline judge is sure of; where the text surely lacks too few of them,
also with clauses that are about something else, which must give a no. One that says yes to everything, no to
everything, or quotes what is not there fails that test, is asked nothing more, and changes nothing. One that passes may
move what the offline judge is unsure of. Wherever the two differ both are shown, and the finding is less certain.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, zip_longest

from assistant.by_model import Asked, ModelJudge, decoy_of
from assistant.checklist import Checklist, Requirement
from assistant.findings import NearMiss, Opinion
from assistant.judge import Judge, Judgement
from assistant.offline import OfflineJudge
from assistant.reading import Reading

USABLE = 0.6
"""Share of the replies that must parse and be proven before the model is believed."""
ALL_LOST = 4
"""A model of whose first replies, each asked for twice, so many and all could not be used is not asked further."""
SURE_ABSENT, SURE_PRESENT = 0.7, 0.5
"""Confidence of an offline `no`, or of a yes or partial, from which it is used to test the model."""
FEWEST_TESTS = 3
CLAUSES_FOR_A_DECOY = 40
"""A text with fewer has no clauses that are surely about something else."""
PASSED = 0.7
"""Share of each side's sure findings, present and absent, that the model must see the same way."""
SAME_PLACE = 0.5
"""Share of the points surely present for which it must quote a clause that the offline judge cites."""
MAY_ADD_BELOW = 0.8
"""A model's proven yes or partial replaces an offline `no` that is less certain than this."""
MAY_REMOVE_BELOW = 0.45
"""A model's `no` replaces an offline yes or partial less certain than this: a false absence is the worse mistake."""
MAY_GRADE_BELOW = 0.5
"""Yes against partial."""
DISPUTED = 0.6
"""Factor on the confidence of a finding on which the two judges differ."""
PRESENT = frozenset({"yes", "partial", "elsewhere"})
MODEL_ALONE = 0.6
"""Confidence of a model's own finding that the offline judge shares; its own word for it means nothing."""


@dataclass(frozen=True)
class Trust:
    """Whether the model is believed on this document, and why not."""

    believed: bool
    why: str = ""


class BothJudges(Judge):
    """The offline judge and a chat model on the same document; `keep` is "both", or "model" to follow the model alone."""

    def __init__(self, model: ModelJudge, offline: OfflineJudge, keep: str = "both") -> None:
        self.name = model.name
        self.notes: dict[str, str] = {}
        """What to tell the reader, by file."""
        self._model = model
        self._offline = offline
        self._keep = keep

    @property
    def note(self) -> str:
        return " ".join(self.notes.values())

    @property
    def usage(self) -> Mapping[str, object]:
        return self._model.usage

    def judge(self, reading: Reading, checklist: Checklist) -> Mapping[str, Judgement]:
        """One judgement a requirement, with both opinions beside it."""
        offline = self._offline.judge(reading, checklist)
        tested = {**offline, **self._decoys(reading, checklist, offline)}
        # Nothing is asked that could not change anything any more: a nonsense model costs a few calls, not all of them.
        said = self._model.opinions(reading, checklist, trial_of(tested), lambda so_far: trust_in(tested, so_far).why)
        trust = trust_in(tested, said.replied)
        if trust.believed and len(said.replied) < USABLE * len(tested):
            trust = Trust(False, said.stopped or f"{len(said.unanswered)} of {len(offline)} requests were not answered")
        # Replies alone speak against a model: not a server that is gone, nor a document that offers no test.
        if said.replied:
            patience = self._model.patience
            patience.doubted = 0 if trust.believed else patience.doubted + 1
        if not trust.believed:
            fate = "its findings count as failed" if self._keep == "model" else "the offline findings stand"
            self.notes[reading.document.file] = (
                f"{reading.document.file}: {self.name} is not believed, because {trust.why}; {fate}."
            )
        return {
            requirement.id: self._joined(requirement, offline[requirement.id], said.of(requirement.id), trust.believed)
            for requirement in checklist.requirements
        }

    def questions(self, reading: Reading, checklist: Checklist) -> list[Asked]:
        """All that may be asked; nothing is sent."""
        offline = self._offline.judge(reading, checklist)
        return self._model.questions(reading, checklist, [*self._decoys(reading, checklist, offline)])

    def _decoys(self, reading: Reading, checklist: Checklist, offline: Mapping[str, Judgement]) -> dict[str, Judgement]:
        """What a model must say when it is shown clauses about something else, as many times as a test needs.

        An agreement that holds nearly everything offers no other proof that a model can say no.
        """
        lacking = FEWEST_TESTS - len(_sure(offline, list(offline), "lacks"))
        held = sorted(_sure(offline, list(offline), "holds"), key=lambda id: -offline[id].confidence)
        ranking = self._offline.ranking(reading, checklist)
        # Of a text of few clauses the last are not far enough from the first.
        fit = [id for id in held if len(ranking[id]) >= CLAUSES_FOR_A_DECOY]
        return {
            decoy_of(id): Judgement("no", 1.0, "These clauses are about something else.")
            for id in fit[: max(lacking, 0)]
        }

    def _joined(self, requirement: Requirement, offline: Judgement, model: Judgement, believed: bool) -> Judgement:
        if self._keep == "model":
            chosen = _by_the_model(requirement, offline, model, believed, self.name)
        else:
            chosen = combined(requirement, offline, model, believed)
        opinions = (
            Opinion("offline", offline.status, offline.reason, offline.citations, chosen.status == offline.status),
            Opinion(self.name, model.status, model.reason, model.citations, chosen.status == model.status),
        )
        return replace(chosen, opinions=opinions)


def trial_of(offline: Mapping[str, Judgement]) -> list[str]:
    """The requirements to test a model on, surest first, in turn what the text holds and what it lacks."""
    surest = sorted(offline, key=lambda id: -offline[id].confidence)
    return [id for id in chain(*zip_longest(*(_sure(offline, surest, side) for side in _SIDES))) if id]


def trust_in(offline: Mapping[str, Judgement], model: Mapping[str, Judgement]) -> Trust:
    """Whether the model deserves belief on this document, as far as it can be known from its replies so far.

    What it was not asked yet counts for it: once not believed, no further reply can change that.
    """
    lost = sum(judgement.status == "failed" for judgement in model.values())
    if len(offline) - lost < USABLE * len(offline):
        return Trust(False, f"{lost} of its {len(model)} replies could not be read or quoted words that are not there")
    if lost == len(model) >= ALL_LOST:
        return Trust(False, f"none of its first {lost} replies could be read or proven")
    for side in _SIDES:
        sure = _sure(offline, list(offline), side)
        if len(sure) < FEWEST_TESTS:
            return Trust(False, f"there are too few points that the text surely {side} to test it on")
        asked = [id for id in sure if id in model]
        wrong = sum(not _sees_the_same(offline[id], model[id]) for id in asked)
        if len(sure) - wrong < PASSED * len(sure):
            return Trust(False, f"it got {wrong} of {len(asked)} points wrong that the text surely {side}")
    sure = _sure(offline, list(offline), "holds")
    elsewhere = [id for id in sure if id in model and not _quotes_the_same(offline[id], model[id])]
    if len(sure) - len(elsewhere) < SAME_PLACE * len(sure):
        return Trust(False, f"on {len(elsewhere)} points that the text surely holds it quotes other clauses")
    return Trust(True)


_SIDES = ("holds", "lacks")


def _sure(offline: Mapping[str, Judgement], ids: Sequence[str], side: str) -> list[str]:
    """Those of `ids` on which the offline judge is sure that the text holds, or lacks, what is required."""
    if side == "holds":
        return [id for id in ids if offline[id].status in PRESENT and offline[id].confidence >= SURE_PRESENT]
    return [id for id in ids if offline[id].status == "no" and offline[id].confidence >= SURE_ABSENT]


def _sees_the_same(offline: Judgement, model: Judgement) -> bool:
    """Both present, or both absent; a reply that could not be used is neither."""
    return model.status != "failed" and (model.status in PRESENT) == (offline.status in PRESENT)


def _quotes_the_same(offline: Judgement, model: Judgement) -> bool:
    return any(
        ours.start < theirs.end and theirs.start < ours.end for ours in offline.citations for theirs in model.citations
    )


def combined(requirement: Requirement, offline: Judgement, model: Judgement, believed: bool) -> Judgement:
    """The offline judgement, moved by a believed model where the offline judge is unsure."""
    if model.status == "failed" or not believed or offline.status not in (*PRESENT, "no"):
        return offline
    if model.status == offline.status or (offline.status == "elsewhere" and model.status == "partial"):
        return offline
    disputed = offline.confidence * DISPUTED
    if offline.status == "no":
        if offline.confidence >= MAY_ADD_BELOW:
            return replace(offline, confidence=disputed)
        return replace(model, confidence=1 - offline.confidence * DISPUTED - 0.2)
    if model.status == "no":
        if offline.confidence >= MAY_REMOVE_BELOW:
            return replace(offline, confidence=disputed)
        return _absent(requirement, offline, model, 1 - offline.confidence - 0.2)
    if offline.status != "elsewhere" and offline.confidence < MAY_GRADE_BELOW:
        limiting = () if model.status == "yes" else model.limiting or offline.limiting
        return replace(
            offline, status=model.status, confidence=disputed, reason=model.reason or offline.reason, limiting=limiting
        )
    return replace(offline, confidence=disputed)


def _by_the_model(
    requirement: Requirement, offline: Judgement, model: Judgement, believed: bool, name: str
) -> Judgement:
    """The model's word where it is proven; a failure stays a failure, with the offline finding named."""
    beside = f"Offline: {offline.status}. {offline.reason}"
    if model.status == "failed":
        return replace(model, reason=f"{model.reason} {beside}")
    if not believed:
        return Judgement("failed", 0.0, f"{name} is not believed on this document. {beside}")
    same = (model.status in PRESENT) == (offline.status in PRESENT)
    confidence = MODEL_ALONE if same else MODEL_ALONE * DISPUTED
    if model.status == "no":
        return _absent(requirement, offline, model, confidence)
    return replace(model, confidence=confidence, red_flags=offline.red_flags)


def _absent(requirement: Requirement, offline: Judgement, model: Judgement, confidence: float) -> Judgement:
    """A `no` of the model's keeps what the sweep found nearest, and says why it does not count."""
    why = model.reason or f"Read again, it does not give this: {requirement.label.lower()}."
    nearest = offline.nearest or tuple(NearMiss(citation, why) for citation in offline.citations)
    return Judgement("no", confidence, model.reason, nearest=nearest)
