"""The offline judge: every clause scored by learnt weights, one calibrated decision a requirement, the clauses as proof.

No model, no network, milliseconds a document. What it knows lies in `weights/judge.*`; the model card beside them says
what it was trained on and how well it does.
"""

import re
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from assistant.checklist import Checklist, ControlPoint, Requirement
from assistant.cite import Citation, cite
from assistant.decision import Choice, Decision, presence_features, wholeness_features
from assistant.findings import NearMiss, Status
from assistant.heads import Heads, load_heads
from assistant.holders import in_wrong_hands
from assistant.judge import Judge, Judgement
from assistant.likeness import Likeness, load_likeness
from assistant.near_miss import why_not
from assistant.passage import passages_to_cite
from assistant.reading import Reading
from assistant.rulings import never_whole, ruled
from assistant.second_look import second_look
from assistant.signals import stems
from assistant.weakness import blacked_out, hangs_on_another, limiting_words, sent_elsewhere

MOST_NEAREST = 3
# Belief in presence when the only fitting clause gives the right to the other side: read it.
UNSURE = 0.4
WRONG_HANDS = "It gives this to the other side only, or runs the other way."
# A red flag's wording stands in a sentence when this share of its telling words does.
MOST_OF_A_CUE = 0.8


@dataclass(frozen=True)
class _Scores:
    """One document's clause logits, shape (clauses, requirements), and what they add up to."""

    present: np.ndarray
    """What ranks the evidence: the mean of a clause as a whole and of its best sentence."""
    p_present: np.ndarray
    p_whole: np.ndarray
    evidence: list[dict[int, float]]
    """For each requirement the clauses that a second look puts first, best first, with how likely each is the one to cite."""


class OfflineJudge(Judge):
    """Judges with the weights that ship; requirements it was not trained on fall back to the checklist's wording."""

    name = "offline"

    def __init__(
        self, heads: Heads | None = None, of_sentences: Heads | None = None, labelled: Likeness | None = None
    ) -> None:
        self._heads = heads or load_heads("judge")
        self._labelled = labelled or load_likeness()
        self._of_sentences = of_sentences or load_heads("sentences")
        self._count = len(self._heads.names) // 2
        self._trained = {name.removeprefix("present:"): i for i, name in enumerate(self._heads.names[: self._count])}
        self._present = Decision.from_dict(self._heads.about["present"])
        self._whole = Decision.from_dict(self._heads.about["whole"])
        self._choice = Choice.from_dict(self._heads.about["operative"])

    def judge(self, reading: Reading, checklist: Checklist) -> Mapping[str, Judgement]:
        """A judgement for every requirement of the checklist."""
        scores = self._score(reading)
        judged = {}
        for point in checklist.control_points:
            for requirement in point.requirements:
                column = self._trained.get(requirement.id)
                if column is None:
                    judged[requirement.id] = self._by_wording(reading, point, requirement)
                else:
                    judged[requirement.id] = self._decide(
                        reading,
                        point,
                        requirement,
                        scores.present[:, column],
                        scores.p_present[column],
                        scores.p_whole[column],
                        scores.evidence[column],
                    )
        return judged

    def clause_scores(self, reading: Reading) -> np.ndarray:
        """Logits of every clause for every trained requirement, shape (clauses, requirements)."""
        present, best_sentence, _ = self._views(reading)
        return (present + best_sentence) / 2

    def ranking(self, reading: Reading, checklist: Checklist) -> dict[str, list[int]]:
        """For each requirement the positions of all citable clauses, best first."""
        trained = self._score(reading)
        return {
            r.id: _ranked(reading, trained.present[:, self._trained[r.id]], trained.evidence[self._trained[r.id]])
            if r.id in self._trained
            else _ranked(reading, wording_scores(reading, r))
            for r in checklist.requirements
        }

    def _score(self, reading: Reading) -> _Scores:
        present, best_sentence, whole = self._views(reading)
        both = (present + best_sentence) / 2
        # What speaks to software does not even count as one more clause.
        kept = ~reading.addressed if not reading.addressed.all() else reading.addressed
        citable = reading.citable[kept]
        look = second_look(reading, present, best_sentence, whole, tuple(self._trained), self._labelled)
        scored = presence_features(present[kept], best_sentence[kept], citable)
        return _Scores(
            both,
            self._present.probabilities(np.hstack([scored, look.presence()])),
            self._whole.probabilities(
                wholeness_features(both[kept], whole[kept], citable, ruled(reading, both, tuple(self._trained)))
            ),
            look.evidence(self._choice),
        )

    def _views(self, reading: Reading) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Logits (clauses, requirements): of whole clauses, of each clause's best sentence, of "wholly rather than in part"."""
        logits = self._heads.scores(reading.signals, reading.meaning)
        sentences = reading.sentences
        alone = self._of_sentences.scores(sentences.signals, np.zeros((len(sentences.owners), 0), dtype=np.float32))
        best_sentence = sentences.best_of_clauses(alone, len(reading.clauses))
        return logits[:, : self._count], best_sentence, logits[:, self._count :]

    def _by_wording(self, reading: Reading, point: ControlPoint, requirement: Requirement) -> Judgement:
        """For requirements without weights: how much of the checklist's own wording one clause holds."""
        logits = wording_scores(reading, requirement)
        best = float(logits.max()) if len(logits) else -6.0
        p_present = 1 / (1 + np.exp(-best))
        return self._decide(reading, point, requirement, logits, min(float(p_present), 0.8), 0.5)

    def _decide(
        self,
        reading: Reading,
        point: ControlPoint,
        requirement: Requirement,
        logits: np.ndarray,
        p_present: float,
        p_whole: float,
        evidence: Mapping[int, float] = MappingProxyType({}),
    ) -> Judgement:
        ranked = _ranked(reading, logits, evidence)
        wrong = {i for i in ranked[:MOST_NEAREST] if in_wrong_hands(requirement.id, reading.clauses[i], reading)}
        if p_present >= 0.5 and ranked[0] in wrong:
            rest = [i for i in ranked if i not in wrong]
            if not rest or logits[rest[0]] < 0:
                return _absent(reading, requirement, ranked, UNSURE, wrong)
            ranked = rest
            evidence = {i: p for i, p in evidence.items() if i not in wrong}
        if p_present < 0.5 or not ranked:
            return _absent(reading, requirement, ranked, float(p_present))
        passages = passages_to_cite(reading.clauses, evidence, logits, ranked)
        cited = [passage.operative for passage in passages]
        citations = tuple(
            cite(reading.document, reading.clauses[i], piece) for passage in passages for i, piece in passage.pieces
        )
        texts = [reading.clauses[i].text for i in cited]
        if never_whole(requirement.id, texts):
            p_whole = min(p_whole, 1 - p_whole)
        whole = p_whole >= 0.5
        status: Status = "yes" if whole else "partial"
        confidence = float(p_present * (p_whole if whole else 1 - p_whole))
        if status == "partial" and blacked_out(texts[0]):
            return Judgement("not_determinable", confidence, "The decisive words are blacked out.", citations)
        if (status == "partial" and sent_elsewhere(texts[0])) or hangs_on_another(texts[0]):
            return Judgement("elsewhere", confidence, "The text leaves it to a document named here.", citations)
        limiting = () if whole else limiting_words(reading.document, [reading.clauses[i] for i in cited])
        flags = red_flags(point, requirement, reading, cited, whole)
        return Judgement(
            status, confidence, _reason(requirement, status, citations, limiting), citations, limiting, (), flags
        )


def _ranked(reading: Reading, logits: np.ndarray, first: Collection[int] = ()) -> list[int]:
    """Citable clauses, best first; `first` stand before all others."""
    rest = (int(i) for i in np.argsort(-logits, kind="stable") if reading.citable[i])
    return [*first, *(i for i in rest if i not in first)]


def _absent(
    reading: Reading,
    requirement: Requirement,
    ranked: Sequence[int],
    p_present: float,
    wrong: Set[int] = frozenset(),
) -> Judgement:
    nearest = tuple(
        NearMiss(
            cite(reading.document, reading.clauses[i]),
            WRONG_HANDS if i in wrong else why_not(requirement, reading.clauses[i].text),
        )
        for i in ranked[:MOST_NEAREST]
    )
    reason = f"All {len(reading.clauses)} clauses were read; none does this."
    return Judgement("no", 1 - p_present, reason, nearest=nearest)


def _reason(
    requirement: Requirement, status: Status, citations: Sequence[Citation], limiting: Sequence[Citation]
) -> str:
    where = f"clause {citations[0].clause}" if citations[0].clause else f"page {citations[0].page}"
    if status == "yes":
        return f"{requirement.label}: {where} does it."
    if limiting:
        words = " ".join(limiting[0].quote.split())
        return f"{requirement.label}: {where} does it in part; it is limited by “{words[:140]}”."
    return f"{requirement.label}: {where} does it only in part."


def red_flags(
    point: ControlPoint, requirement: Requirement, reading: Reading, cited: Sequence[int], met: bool
) -> tuple[tuple[str, Citation], ...]:
    """Red flags of the control point whose wording stands in a cited clause, each with its quote; `met`: a clause meets it wholly."""
    found = []
    for flag in (f for f in point.red_flags if f.requirement == requirement.id and not (met and f.unless_met)):
        cues = [set(stems(cue)) - _COMMON for cue in (*flag.cues.en, *flag.cues.zh)]
        cues = [cue for cue in cues if len(cue) >= 3]
        for i in cited:
            sentences = [set(stems(s)) for s in _SENTENCE_END.split(reading.clauses[i].text)]
            if any(len(cue & words) >= MOST_OF_A_CUE * len(cue) for cue in cues for words in sentences):
                found.append((flag.text, cite(reading.document, reading.clauses[i])))
                break
    return tuple(found)


def wording_scores(reading: Reading, requirement: Requirement) -> np.ndarray:
    """Logit-like score of every clause: the share of the rarest fitting cue's words that the clause holds."""
    cues = [set(stems(cue)) - _COMMON for cue in (*requirement.cues.en, *requirement.cues.zh)]
    cues = [cue for cue in cues if len(cue) >= 2]
    words = [set(stems(clause.text)) | set(stems(" ".join(clause.path[-2:]))) for clause in reading.clauses]
    best = [
        max((len(cue & of_clause) / len(cue) * min(1.0, len(cue) / 4) for cue in cues), default=0.0)
        for of_clause in words
    ]
    return np.array(best) * 10 - 7.5


_COMMON = set(
    stems("the a of to and or in for by with any all shall will may be is are such this that its it on at from not")
)
_SENTENCE_END = re.compile(r"(?<=[.;。；])\s*")
