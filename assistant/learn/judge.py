"""Training the offline judge, and measuring it on agreements it has not seen.

Contracts are held out whole, close relatives together. The figures come from the real judge, run on each held-out
agreement with heads that never saw it; the decision on top is fitted on such held-out scores too.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, vstack

from assistant.checklist import load_checklist
from assistant.decision import Choice, Decision, beside_the_best, presence_features, wholeness_features
from assistant.heads import Heads, save_heads, unit_rows
from assistant.learn import made_up, shown
from assistant.learn.examples import (
    DOUBTFUL,
    INVENTED,
    LOOK_ALIKE,
    NOTHING,
    PARTLY,
    SUPPORTING,
    WHOLLY,
    Example,
    LooseClauses,
    bank,
    gold_examples,
    hash_of,
    loose_clauses,
    own_examples,
)
from assistant.learn.fit import Fitted, Recipe, fit_heads, rarity
from assistant.learn.likeness import likeness_of
from assistant.learn.made_up import HeldOutJudgements, held_out
from assistant.learn.meaning import vectors_of
from assistant.learn.shown import Rank, shown_ranks
from assistant.likeness import FEATURES, Likeness, save_likeness
from assistant.offline import OfflineJudge
from assistant.reading import MEANING, Reading
from assistant.report import report_as_json
from assistant.review import report_on, review
from assistant.rulings import ruled
from assistant.second_look import second_look
from ingest.embed import BOTH

FOLDS = 6
MEASURED = ("gold", "zh")
"""The labelled sets, on which the judge is measured."""
# What each step sees of a clause was picked among six on the 39, held out: log loss 0.252 where it sees all, 0.249 with 0.7 and
# 0.9, 0.248 with these and with less.
PRESENCE = Recipe(document_weight=1.0, steps=200, kept=0.3, kept_meaning=0.6)
WHOLENESS = replace(PRESENCE, document_weight=0.0, decay=1e-4, first_bias=0.0)
IN_A_SENTENCE = Recipe(document_weight=1.0)
# A clause of an agreement that does meet the requirement, yet bears no label, may still be one of the unquoted proofs.
UNLABELLED = 0.5
# A clause of another agreement that a reader found to have nothing of it was chosen because it looked as if it had.
READ_AND_NOTHING = 2.0
POSITIVE, SUPPORT, LOOKS_LIKE = 6.0, 3.0, 6.0
# Agreements that we labelled or invented teach what a clause is; what is usual they know less well: most are of other
# kinds, and the invented are made hard. In the decisions on top they count for so much beside one of the labelled sets.
OURS = 0.25
# The inverse of the penalty on the decision "is it there?", which has the most features.
PRESENCE_STRENGTH = 0.1
# What common weights of the choice of evidence cost, and what a requirement's own do.
CHOICE_DECAY, OWN_DECAY = 0.01, 0.05

Say = Callable[[str], None]


@dataclass(frozen=True)
class Material:
    """Everything to learn from: agreements with labels, and the clause bank."""

    requirements: tuple[str, ...]
    examples: tuple[Example, ...]
    bank_signals: csr_matrix
    bank_meaning: np.ndarray
    bank_labels: np.ndarray
    loose: LooseClauses
    loose_meaning: np.ndarray


def gather(evaluation: Path, cache: Path) -> Material:
    """Gold of `evaluation`/check and /zh, our own labels on texts of /ask, invented agreements, the bank."""
    requirements = tuple(r.id for r in load_checklist("contract").requirements)
    found = [
        *gold_examples(evaluation / "check" / "gold", evaluation / "check" / "txt", requirements, "gold"),
        *gold_examples(evaluation / "zh" / "gold", evaluation / "zh" / "txt", requirements, "zh"),
        *own_examples(evaluation / "ask" / "txt", requirements),
        *gold_examples(INVENTED, INVENTED, requirements, "invented"),
    ]
    examples = tuple(_with_vectors(example, cache) for example in found)
    english, chinese = bank("en", requirements), bank("zh", requirements)
    loose = loose_clauses(evaluation / "ask" / "txt", requirements)
    return Material(
        requirements,
        examples,
        vstack([english[1], chinese[1]]).tocsr(),
        np.vstack([vectors_of(english[0], cache), vectors_of(chinese[0], cache)]),
        np.vstack([english[2], chinese[2]]),
        loose,
        vectors_of(loose.clauses, cache),
    )


def fold_of(example: Example, folds: int = FOLDS) -> int:
    """Contracts go to folds by the words of their opening parties, so that relatives stay together."""
    parties = " ".join(sorted({str(example.gold.get(k, ""))[:12].lower() for k in ("customer", "supplier")}))
    return int(hashlib.sha256((parties or example.stem).encode()).hexdigest(), 16) % folds


def train_sentences(material: Material, keep: Callable[[Example], bool]) -> tuple[np.ndarray, Fitted]:
    """Rarity of the columns and heads for "is it in this sentence?"; without vectors, which the index has for clauses only."""
    examples, loose = [e for e in material.examples if keep(e)], material.loose
    raw = vstack(
        [*(e.reading.sentences.signals for e in examples), material.bank_signals, loose.sentence_signals]
    ).tocsr()
    idf = rarity(raw)
    loose_labels = loose.labels[loose.sentence_owners]
    # Which sentence of a longer clause meets the requirement is not known.
    several = np.bincount(loose.sentence_owners, minlength=len(loose.labels))[loose.sentence_owners] > 1
    meets = np.isin(loose_labels, (WHOLLY, PARTLY, SUPPORTING))
    loose_labels = np.where(several[:, None] & meets, DOUBTFUL, loose_labels)
    labels = np.vstack([*(e.sentence_labels for e in examples), material.bank_labels, loose_labels])
    answers = np.array([e.answers for e in examples])
    documents = np.concatenate(
        [*(np.full(len(e.sentence_labels), i) for i, e in enumerate(examples)),
         np.full(len(material.bank_labels) + len(loose_labels), -1)]
    )  # fmt: skip
    unlabelled = np.vstack(
        [*(np.where(e.answers[None, :] > 0, UNLABELLED, 1.0).repeat(len(e.sentence_labels), 0) for e in examples),
         np.ones_like(material.bank_labels, dtype=float), loose.known[loose.sentence_owners] * READ_AND_NOTHING]
    )  # fmt: skip
    targets, weights = _presence_targets(labels, unlabelled)
    nothing = np.zeros((raw.shape[0], 0), dtype=np.float32)
    return idf, fit_heads(unit_rows(raw, idf), nothing, targets, weights, IN_A_SENTENCE, documents, answers)


def train(material: Material, keep: Callable[[Example], bool]) -> tuple[np.ndarray, Fitted, Fitted]:
    """Rarity of the columns, heads for "is it there?", heads for "is it whole?"."""
    examples = [e for e in material.examples if keep(e)]
    loose = material.loose
    raw = vstack([*(e.reading.signals for e in examples), material.bank_signals, loose.signals]).tocsr()
    idf = rarity(raw)
    signals = unit_rows(raw, idf)
    meaning = np.vstack([*(e.reading.meaning for e in examples), material.bank_meaning, material.loose_meaning])
    labels = np.vstack([*(e.labels for e in examples), material.bank_labels, loose.labels])
    answers = np.array([e.answers for e in examples])
    alone = np.full(len(material.bank_labels) + len(loose.labels), -1)
    documents = np.concatenate([*(np.where(e.reading.citable, i, -1) for i, e in enumerate(examples)), alone])
    unlabelled = np.vstack([*(np.where(e.answers[None, :] > 0, UNLABELLED, 1.0).repeat(len(e.labels), 0) for e in examples),
                            np.ones_like(material.bank_labels, dtype=float), loose.known * READ_AND_NOTHING])  # fmt: skip
    targets, weights = _presence_targets(labels, unlabelled)
    present = fit_heads(signals, meaning, targets, weights, PRESENCE, documents, answers)
    whole_targets, whole_weights = _wholeness_targets(labels)
    rows = whole_weights.sum(axis=1) > 0
    whole = fit_heads(signals[rows], meaning[rows], whole_targets[rows], whole_weights[rows], WHOLENESS)
    return idf, present, whole


def _presence_targets(labels: np.ndarray, unlabelled: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    there = np.isin(labels, (WHOLLY, PARTLY, SUPPORTING))
    weights = np.where(labels == NOTHING, unlabelled, 1.0)
    for label, weight in (
        (WHOLLY, POSITIVE),
        (PARTLY, POSITIVE),
        (SUPPORTING, SUPPORT),
        (LOOK_ALIKE, LOOKS_LIKE),
        (DOUBTFUL, 0.0),
    ):
        weights = np.where(labels == label, weight, weights)
    return there.astype(np.float32), weights


def _wholeness_targets(labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    weights = np.where(np.isin(labels, (WHOLLY, PARTLY)), 1.0, np.where(labels == LOOK_ALIKE, 0.5, 0.0))
    return (labels == WHOLLY).astype(np.float32), weights


@dataclass(frozen=True)
class Decisions:
    """What stands on top of the heads: is it there, is it whole, is this the clause to cite."""

    present: Decision
    whole: Decision
    operative: Choice


def assembled(material: Material, trained: tuple[np.ndarray, Fitted, Fitted], decided: Decisions) -> Heads:
    """Heads as the program reads them."""
    idf, there, all_of_it = trained
    return Heads(
        tuple(f"{kind}:{r}" for kind in ("present", "whole") for r in material.requirements),
        idf,
        np.hstack([there.weights, all_of_it.weights]),
        np.hstack([there.meaning_weights, all_of_it.meaning_weights]),
        np.concatenate([there.bias, all_of_it.bias]),
        {
            "present": decided.present.as_dict(),
            "whole": decided.whole.as_dict(),
            "operative": decided.operative.as_dict(),
            "trained_on": sorted(hash_of(example.reading.document.text) for example in material.examples),
        },
    )


def assembled_sentences(material: Material, trained: tuple[np.ndarray, Fitted]) -> Heads:
    """Heads of the sentence view as the program reads them."""
    idf, fitted = trained
    names = tuple(f"sentence:{r}" for r in material.requirements)
    return Heads(names, idf, fitted.weights, fitted.meaning_weights, fitted.bias, {})


# --- the decision on top -------------------------------------------------------------------------------------------------


def fit_decision(
    features: np.ndarray,
    answers: np.ndarray,
    usable: np.ndarray,
    counted: np.ndarray,
    strength: float = 0.3,
) -> Decision:
    """Logistic regression over (documents, requirements, features); an intercept and a slope for each requirement.

    `counted` says how much each document counts.
    """
    from sklearn.linear_model import LogisticRegression

    documents, requirements, width = features.shape
    mean, scale = features.mean(axis=(0, 1)), features.std(axis=(0, 1)) + 1e-6
    scaled = (features - mean) / scale
    own = np.tile(np.eye(requirements), (documents, 1, 1))
    design = np.concatenate([scaled, own, own * scaled[:, :, :1] * 0.5], axis=-1).reshape(documents * requirements, -1)
    rows = usable.reshape(-1)
    model = LogisticRegression(C=strength, max_iter=2_000)
    model.fit(design[rows], answers.reshape(-1)[rows], np.repeat(counted, requirements)[rows])
    weights = model.coef_[0]
    slopes = weights[width + requirements :] * 0.5
    return Decision(
        mean, scale, weights[:width], weights[width : width + requirements], slopes, float(model.intercept_[0])
    )


def fit_choice(rows: np.ndarray, labels: np.ndarray, there: np.ndarray, counted: np.ndarray) -> Choice:
    """Which candidate to cite, over (documents, requirements, candidates, features) and the label of each candidate.

    A group counts where the requirement is met and a candidate bears its label; what is likeliest must be among those.
    """
    import torch

    documents, requirements, _, width = rows.shape
    features = beside_the_best(rows)
    mean = features.reshape(-1, 2 * width).mean(axis=0)
    scale = features.reshape(-1, 2 * width).std(axis=0) + 1e-6
    meets = np.isin(labels, (WHOLLY, PARTLY))
    used = there & meets.any(axis=2)
    scaled = torch.tensor(((features - mean) / scale)[used], dtype=torch.float64)
    wanted = torch.tensor(meets[used])
    of = torch.tensor(np.tile(np.arange(requirements), (documents, 1))[used])
    shares = torch.tensor(np.repeat(counted[:, None], requirements, axis=1)[used])
    common = torch.zeros(2 * width, dtype=torch.float64, requires_grad=True)
    own = torch.zeros(requirements, 2 * width, dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([common, own], max_iter=200)

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        logits = scaled @ common + (scaled * own[of][:, None, :]).sum(dim=-1)
        missed = torch.logsumexp(logits, 1) - torch.logsumexp(logits.masked_fill(~wanted, -1e9), 1)
        total = (missed * shares).sum() / shares.sum()
        total = total + CHOICE_DECAY * (common**2).sum() + OWN_DECAY * (own**2).sum()
        total.backward()
        return total

    optimiser.step(loss)
    return Choice(mean, scale, common.detach().numpy(), own.detach().numpy())


@dataclass(frozen=True)
class HeldOut:
    """What heads that never saw an agreement say about its clauses, as features of the two decisions."""

    example: Example
    fold: int
    presence: np.ndarray
    wholeness: np.ndarray
    candidates: np.ndarray
    """Rows of the second look, shape (requirements, candidates, columns)."""
    candidate_labels: np.ndarray
    """The label of each candidate; doubtful where there is none."""
    candidate_held: np.ndarray
    """Where there is one, shape (requirements, candidates)."""


Trained = tuple[tuple[np.ndarray, Fitted, Fitted], tuple[np.ndarray, Fitted], Likeness]


def held_out_scores(material: Material, say: Say) -> tuple[list[HeldOut], list[Trained]]:
    """Features of every labelled agreement under heads trained without its fold."""
    scored, trained = [], []
    for fold in range(FOLDS):
        say(f"fold {fold + 1} of {FOLDS}")
        keep = lambda example, fold=fold: fold_of(example) != fold  # noqa: E731
        heads, of_sentences = train(material, keep), train_sentences(material, keep)
        labelled = likeness_of(material, keep)
        trained.append((heads, of_sentences, labelled))
        idf, present, whole = heads
        for example in (e for e in material.examples if fold_of(e) == fold):
            signals = unit_rows(example.reading.signals, idf)
            there = present.scores(signals, example.reading.meaning)
            all_of_it = whole.scores(signals, example.reading.meaning)
            sentences = example.reading.sentences
            alone = of_sentences[1].scores(
                unit_rows(sentences.signals, of_sentences[0]), np.zeros((len(sentences.owners), 0), dtype=np.float32)
            )
            best_sentence = sentences.best_of_clauses(alone, len(there))
            citable, both = example.reading.citable, (there + best_sentence) / 2
            look = second_look(example.reading, there, best_sentence, all_of_it, material.requirements, labelled)
            columns = np.arange(len(material.requirements))[:, None]
            scored.append(
                HeldOut(
                    example,
                    fold,
                    np.hstack([presence_features(there, best_sentence, citable), look.presence()]),
                    wholeness_features(both, all_of_it, citable, ruled(example.reading, both, material.requirements)),
                    look.rows,
                    np.where(look.held, example.labels[look.clauses, columns], DOUBTFUL),
                    look.held,
                )
            )
    return scored, trained


def decisions(scored: Sequence[HeldOut]) -> Decisions:
    """All decisions, fitted on held-out features."""
    answers = np.array([s.example.answers for s in scored])
    counted = np.array([1.0 if s.example.origin in MEASURED else OURS for s in scored])
    present = fit_decision(
        np.array([s.presence for s in scored]),
        answers > 0,
        np.ones_like(answers, dtype=bool),
        counted,
        PRESENCE_STRENGTH,
    )
    whole = fit_decision(np.array([s.wholeness for s in scored]), answers == 2, answers > 0, counted)
    operative = fit_choice(
        np.array([s.candidates for s in scored]), np.array([s.candidate_labels for s in scored]), answers > 0, counted
    )
    return Decisions(present, whole, operative)


def cross_validate(material: Material, out: Path, say: Say) -> list[HeldOut]:
    """Write the real judge's report for every gold agreement, each judged by heads and decisions that never saw it."""
    checklist = load_checklist("contract")
    scored, trained = held_out_scores(material, say)
    out.mkdir(parents=True, exist_ok=True)
    ranks: list[Rank] = []
    judged: list[HeldOutJudgements] = []
    for s, judge in judged_held_out(material, scored, trained):
        if s.example.origin in MEASURED:
            findings = list(review([s.example.reading], checklist, judge))
            report = report_on([s.example.reading], checklist, judge, BOTH, findings)
            (out / f"{s.example.stem}.json").write_text(report_as_json(report), encoding="utf-8")
            if s.example.origin == "gold":
                ranks += shown_ranks(judge, s.example)
                judged.append(held_out(judge, s.example))
    for line in (shown.in_words(ranks), *made_up.in_words(judged)):
        say(line)
    return scored


def judged_held_out(
    material: Material, scored: Sequence[HeldOut], trained: Sequence[Trained]
) -> Iterator[tuple[HeldOut, OfflineJudge]]:
    """Every labelled agreement with a judge whose heads and decisions never saw it."""
    for fold in range(FOLDS):
        decided = decisions([s for s in scored if s.fold != fold])
        heads, of_sentences, labelled = trained[fold]
        judge = OfflineJudge(assembled(material, heads, decided), assembled_sentences(material, of_sentences), labelled)
        for s in (s for s in scored if s.fold == fold):
            yield s, judge


def train_and_save(material: Material, scored: Sequence[HeldOut]) -> None:
    """Heads over everything there is, decisions over held-out scores."""
    save_heads("judge", assembled(material, train(material, lambda _: True), decisions(scored)))
    save_heads("sentences", assembled_sentences(material, train_sentences(material, lambda _: True)))
    held = np.concatenate([s.candidates[s.candidate_held] for s in scored])
    labelled = replace(likeness_of(material, lambda _: True), usual=held[:, -FEATURES:].mean(axis=0))
    save_likeness(labelled)


def _with_vectors(example: Example, cache: Path) -> Example:
    vectors = vectors_of(example.reading.clauses, cache)
    assert vectors.shape[1] == MEANING
    return replace(example, reading=Reading(example.reading.document, example.reading.clauses, vectors))


def described(material: Material) -> str:
    """One line of what there is to learn from."""
    counts = {o: sum(e.origin == o for e in material.examples) for o in ("gold", "zh", "own", "invented")}
    return json.dumps(
        counts | {"bank": len(material.bank_labels), "clauses": sum(len(e.labels) for e in material.examples)}
    )
