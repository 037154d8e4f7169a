"""Training retrieval and answerability: topic heads, question intents, ranking and the decision "it is not in there".

Texts are held out whole, in every set at once, relatives together. Features of a text always come from heads that never
saw it; the ranking on top is fitted on such features of the other folds.
"""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import vstack

from assistant.belief import Knowledge, best_is_chinese
from assistant.heads import Heads, save_heads, unit_rows
from assistant.learn.beliefs import Put, fit_knowledge, usual_as_dict
from assistant.learn.examples import HERE, Example, document_of, read_text
from assistant.learn.fit import Fitted, Recipe, fit_heads, rarity
from assistant.learn.intents import Intents, Understood, wordings_of
from assistant.learn.judge import fold_of, gather, train
from assistant.learn.meaning import vectors_of
from assistant.learn.networks import fit_ranking
from assistant.rank import Shelf, clause_topics, features, is_in_chinese
from assistant.reading import Reading
from assistant.understand import OFF_TOPIC, Question, is_chinese
from ingest.split import split_clauses

FOLDS = 5
TOPIC_RECIPE = Recipe(steps=60, document_weight=0.5, decay=3e-6)
# How much one question in people's own words counts in the ranking beside one of a category.
OWN = 5.0
# Idle questions put to each text that our own questions are put to; Chinese words can be told only by such examples.
IDLE_A_TEXT, IDLE_A_CHINESE_TEXT = 4, 40
SEED = 20_261_125

Say = Callable[[str], None]

CATEGORIES = {
    "Governing Law": "governing_law", "Expiration Date": "expiration_date", "Renewal Term": "renewal_term",
    "Notice Period to Terminate Renewal": "notice_to_stop_renewal", "Exclusivity": "exclusivity", "Non-Compete": "non_compete",
    "Termination for Convenience": "termination_for_convenience", "Change of Control": "change_of_control",
    "Anti-Assignment": "anti_assignment", "Price Restrictions": "price_restrictions", "Minimum Commitment": "minimum_commitment",
    "Volume Restriction": "volume_restriction", "IP Ownership Assignment": "ip_ownership_assignment",
    "Joint IP Ownership": "joint_ip_ownership", "License Grant": "licence_grant", "Post-Termination Services": "post_termination_services",
    "Audit Rights": "audit_rights", "Uncapped Liability": "uncapped_liability", "Cap on Liability": "cap_on_liability",
    "Liquidated Damages": "liquidated_damages", "Warranty Duration": "warranty_duration", "Insurance": "insurance",
    "Third Party Beneficiary": "third_party_beneficiary", "Most Favored Nation": "most_favoured_customer",
    "Source Code Escrow": "source_code_escrow", "Rofr/Rofo/Rofn": "first_refusal",
}  # fmt: skip
TOPICS = tuple(CATEGORIES.values())


@dataclass(frozen=True)
class Asked:
    """A question put to one text: which clauses answer it, if any."""

    text: str
    question: str
    right: tuple[int, ...]
    answerable: bool
    category: int = -1
    """The contract category asked for; -1 when people ask in their own words."""
    taught: bool | None = None
    """Put only when the wordings of the labelled questions are taught, or only when they are not; `None`: both times."""
    idle: bool = False
    """Nothing that any agreement deals with."""


@dataclass
class Library:
    """The texts, once each, with their fold, and every question on them."""

    readings: dict[str, Reading]
    folds: dict[str, int]
    labels: dict[str, np.ndarray]
    """Of the texts that are labelled by category, which clauses speak of which; shape (clauses, topics)."""
    asked: list[Asked]


def run(evaluation: Path, cache: Path, out: Path, save: bool, say: Say) -> None:
    """Train, write held-out answers for the labelled question sets to `out`, save the weights.

    Twice: first without the wordings of the labelled questions, which tells how new wordings fare (`out`/withheld), then with
    them, which is what ships. The texts asked are held out both times.
    """
    material = gather(evaluation, cache)
    library = _library(evaluation, cache, material.examples, say)
    topic_heads, scores = {}, {}
    for fold in range(FOLDS):
        say(f"heads for fold {fold + 1} of {FOLDS}")
        topic_heads[fold] = _topic_heads(library, lambda text, fold=fold: library.folds[text] != fold)  # type: ignore[misc]
        unseen = {_key(t) for t, f in library.folds.items() if f == fold}
        judge_heads = train(material, lambda e, unseen=unseen: _key(e.reading.document.text) not in unseen)  # type: ignore[misc]
        for text in (t for t, f in library.folds.items() if f == fold):
            scores[text] = _head_scores(library.readings[text], topic_heads[fold], judge_heads)
    for taught, folder in ((False, out / "withheld"), (True, out)):
        intents = Intents.fitted(cache, taught).used_to(list(library.readings.values()))
        say(f"{'with' if taught else 'without'} the known wordings; topics {intents.accuracy:.3f} right when held out")
        asking = Asking(library, scores, intents, material.requirements, taught)
        answers = held_out_answers(evaluation, asking, say)
        _write(folder, answers)
        for line in own_in_words(answers):
            say(line)
    if save:
        save_heads("intents", asking.intents.heads)
        save_heads("topics", _as_heads(TOPICS, _topic_heads(library, lambda _: True)))
        _save_knowledge(_knowledge(asking.put, asking.columns))


class Asking:
    """Every question put to its text, by heads that did not see the text and intents that may know the labelled wordings."""

    def __init__(
        self,
        library: Library,
        scores: Mapping[str, np.ndarray],
        intents: Intents,
        requirements: Sequence[str],
        taught: bool,
    ) -> None:
        self.library = library
        self.intents = intents
        self.columns = topic_columns(intents.heads.names, requirements)
        self.questions = Understood(intents.heads)
        self.shelves = {
            text: Shelf([r], [scores[text]], topics=[clause_topics(r, intents.heads)])
            for text, r in library.readings.items()
        }
        asked = [a for a in library.asked if a.taught in (None, taught)]
        self.put = [
            _put(_on_shelf(a, library), self.questions, self.shelves, library.folds, self.columns) for a in asked
        ]


def held_out_answers(evaluation: Path, asking: Asking, say: Say) -> list[dict[str, Any]]:
    """Answers to the labelled questions, each by what was learnt on texts of other folds."""
    answers = []
    for fold in range(FOLDS):
        say(f"ranking for fold {fold + 1} of {FOLDS}")
        knowledge = _knowledge([p for p in asking.put if p.fold != fold], asking.columns)
        answers += _held_out_answers(evaluation, asking.library, asking.shelves, fold, knowledge, asking.questions)
    return answers


def topic_columns(intents: Sequence[str], requirements: Sequence[str]) -> list[tuple[int, int]]:
    """Where a question's topic has a head that reads clauses for it."""
    heads = {name: i for i, name in enumerate((*TOPICS, *requirements))}
    return [(i, heads[name]) for i, name in enumerate(intents) if name in heads]


# --- texts and questions -------------------------------------------------------------------------------------------------


def _library(evaluation: Path, cache: Path, agreements: Sequence[Example], say: Say) -> Library:
    """The labelled contracts, and those of our `agreements` that stand in no other set and that questions of our own are put to."""
    readings, folds, labels, asked = {}, {}, {}, []
    rows = defaultdict(list)
    for line in (evaluation / "ask" / "cuad.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows[row["file"]].append(row)
    own = defaultdict(list)
    for line in (HERE / "questions" / "asked.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        own[row["sha256"]].append(row)
    wordings = wordings_of(taught=False)
    dice = np.random.default_rng(SEED)
    paths = sorted((evaluation / "ask" / "txt").glob("*.txt"))
    for done, path in enumerate(paths):
        if done % 100 == 0:
            say(f"reading {done} of {len(paths)}")
        text = read_text(path)
        document = document_of(text, path.name)
        clauses = tuple(split_clauses(document))
        readings[text] = Reading(document, clauses, vectors_of(clauses, cache))
        folds[text] = _fold(path.name)
        labels[text] = np.zeros((len(clauses), len(TOPICS)), dtype=np.int8)
        for row in rows[path.name]:
            topic = CATEGORIES[row["category"]]
            right = _clauses_at(readings[text], row.get("spans") or [_found(text, q) for q in row["quotes"]])
            labels[text][list(right), TOPICS.index(topic)] = 1
            one, other = dice.choice(wordings[topic], 2, replace=False)
            for wording, taught in ((one, None), (other, False), (row["question"], True)):
                asked.append(Asked(text, str(wording), right, row["answerable"], TOPICS.index(topic), taught))
    known = {_key(text) for text in readings}
    for example in agreements:
        text = example.reading.document.text
        if example.reading.document.id in own and _key(text) not in known:
            readings[text], folds[text] = example.reading, fold_of(example, FOLDS)
    for text, reading in readings.items():
        for row in own[reading.document.id]:
            right = _clauses_at(reading, row["spans"])
            asked.append(Asked(text, row["question"], right, row["answerable"]))
        if own[reading.document.id]:
            asked += [Asked(text, question, (), False, idle=True) for question in _idle(reading, dice)]
    return Library(readings, folds, labels, asked)


def _idle(reading: Reading, dice: np.random.Generator) -> list[str]:
    """Some idle questions, other ones for each text; to a Chinese text, Chinese ones."""
    chinese = float(np.mean(is_in_chinese(reading.meaning))) > 0.5
    known = [q for q in wordings_of(taught=False)[OFF_TOPIC] if is_chinese(q) or not chinese]
    return [str(q) for q in dice.choice(known, IDLE_A_CHINESE_TEXT if chinese else IDLE_A_TEXT, replace=False)]


def _found(text: str, quote: str) -> list[int] | None:
    from assistant.locate import locate

    span = locate(quote, text)
    return [span.start, span.end] if span else None


def _clauses_at(reading: Reading, spans: Sequence[Sequence[int] | None]) -> tuple[int, ...]:
    right = []
    for i, clause in enumerate(reading.clauses):
        for span in spans:
            if span is None:
                continue
            shared = min(clause.span.end, span[1]) - max(clause.span.start, span[0])
            if shared >= 0.5 * min(len(clause.span), span[1] - span[0]) and shared > 0:
                right.append(i)
                break
    return tuple(right)


def _fold(file: str) -> int:
    """Texts of one company stay together: by the letters its file name begins with."""
    company = re.sub(r"[^a-z]", "", file.lower())[:7]
    return int(hashlib.sha256(company.encode()).hexdigest(), 16) % FOLDS


def _key(text: str) -> str:
    """The same agreement in two sets differs at most in white space and stamps."""
    return re.sub(r"\W+", "", text)[200:1800]


# --- heads ---------------------------------------------------------------------------------------------------------------


def _topic_heads(library: Library, keep: Callable[[str], bool]) -> tuple[np.ndarray, Fitted]:
    texts = [t for t in library.labels if keep(t)]
    raw = vstack([library.readings[t].signals for t in texts]).tocsr()
    idf = rarity(raw)
    labels = np.vstack([library.labels[t] for t in texts]).astype(np.float32)
    documents = np.concatenate([np.where(library.readings[t].citable, i, -1) for i, t in enumerate(texts)])
    answers = np.array([library.labels[t].max(axis=0) for t in texts])
    meaning = np.vstack([library.readings[t].meaning for t in texts])
    return idf, fit_heads(unit_rows(raw, idf), meaning, labels, 1 + labels * 7, TOPIC_RECIPE, documents, answers)


def _head_scores(
    reading: Reading, topics: tuple[np.ndarray, Fitted], judge: tuple[np.ndarray, Fitted, Fitted]
) -> np.ndarray:
    of_topics = topics[1].scores(unit_rows(reading.signals, topics[0]), reading.meaning)
    present = judge[1].scores(unit_rows(reading.signals, judge[0]), reading.meaning)
    return np.hstack([of_topics, present])


def _as_heads(names: Sequence[str], trained: tuple[np.ndarray, Fitted]) -> Heads:
    idf, fitted = trained
    return Heads(tuple(names), idf, fitted.weights, fitted.meaning_weights, fitted.bias, {})


# --- ranking -------------------------------------------------------------------------------------------------------------


def _put(
    asked: Asked,
    questions: "Understood",
    shelves: dict[str, Shelf],
    folds: dict[str, int],
    columns: Sequence[tuple[int, int]],
) -> Put:
    question, shelf = questions(asked.question), shelves[asked.text]
    rows = features(question, shelf, columns)
    of_category = asked.category >= 0
    return Put(
        question, shelf, rows, asked.right, asked.answerable, of_category, asked.category, folds[asked.text], asked.idle
    )


def _knowledge(put: Sequence[Put], columns: Sequence[tuple[int, int]]) -> Knowledge:
    answered = [p for p in put if p.right]
    ranking = fit_ranking([(p.rows, p.right) for p in answered], [1.0 if p.of_category else OWN for p in answered])
    chinese = [p for p in put if _is_chinese(p.shelf)]
    return fit_knowledge(columns, ranking, [p for p in put if not _is_chinese(p.shelf)], chinese)


def _is_chinese(shelf: Shelf) -> bool:
    """Whether most of its clauses are in Chinese."""
    return float(shelf.chinese.mean()) > 0.5


def _on_shelf(asked: Asked, library: Library) -> Asked:
    """The right clauses as rows of the shelf, which holds citable clauses only."""
    rows = {int(clause): row for row, clause in enumerate(np.flatnonzero(library.readings[asked.text].citable))}
    return replace(asked, right=tuple(rows[i] for i in asked.right if i in rows))


def _held_out_answers(
    evaluation: Path,
    library: Library,
    shelves: dict[str, Shelf],
    fold: int,
    knowledge: Knowledge,
    questions: Understood,
) -> list[dict[str, Any]]:
    by_file = {r.document.file: t for t, r in library.readings.items() if library.folds[t] == fold}
    answers = [_answered(asked, shelves[asked.text], knowledge, questions) for asked in _own_asked(library, fold)]
    for name in ("cuad", "domain"):
        for line in (evaluation / "ask" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["file"] not in by_file:
                continue
            shelf = shelves[by_file[row["file"]]]
            question = questions(row["question"])
            scores, p, says = _believed(question, shelf, knowledge)
            quotes = [{"quote": shelf.clauses[i].text.strip()} for i in np.argsort(-scores)[:5]]
            answers.append({"set": name, "id": row["id"], "score": p, "answerable": says, "citations": quotes})
    return answers


def _believed(question: Question, shelf: Shelf, knowledge: Knowledge) -> tuple[np.ndarray, float, bool]:
    """Scores of the clauses, the probability that they answer, and whether it is enough."""
    found = features(question, shelf, knowledge.topic_columns)
    scores = knowledge.ranking(found)
    p = knowledge.belief(question, shelf, scores, found)
    return scores, p, bool(knowledge.answers(question, p, best_is_chinese(shelf, scores)))


def _own_asked(library: Library, fold: int) -> list[Asked]:
    return [a for a in library.asked if a.category < 0 and library.folds[a.text] == fold]


def _answered(asked: Asked, shelf: Shelf, knowledge: Knowledge, questions: Understood) -> dict[str, Any]:
    """One of our own questions, with what is right, since no other file says so."""
    question = questions(asked.question)
    scores, p, says = _believed(question, shelf, knowledge)
    order = np.argsort(-scores)[:5].tolist()
    rows = {int(clause): row for row, clause in enumerate(np.flatnonzero(shelf.readings[0].citable))}
    right = {rows[i] for i in asked.right if i in rows}
    return {
        "set": "own", "question": asked.question, "file": shelf.readings[0].document.file, "score": p, "answerable": says,
        "is_answered": asked.answerable, "idle": asked.idle, "right": [i in right for i in order], "chinese_text": _is_chinese(shelf),
    }  # fmt: skip


def own_in_words(answers: Sequence[dict[str, Any]]) -> list[str]:
    """A line for English and one for Chinese texts: our own questions, held out."""
    from sklearn.metrics import roc_auc_score

    lines = []
    for chinese in (False, True):
        own = [a for a in answers if a["set"] == "own" and a["chinese_text"] == chinese]
        idle, own = [a for a in own if a["idle"]], [a for a in own if not a["idle"]]
        there, absent = [a for a in own if a["is_answered"]], [a for a in own if not a["is_answered"]]
        if not (there and absent and idle):
            continue
        share = lambda rows, of: sum(map(of, rows)) / len(rows)  # noqa: E731
        lines.append(
            f"our own questions on {'Chinese' if chinese else 'English'} texts ({len(there)} answered, {len(absent)} not): "
            f"first right {share(there, lambda a: a['right'][0]):.3f}, among five {share(there, lambda a: any(a['right'])):.3f}, "
            f"answered and right {share(there, lambda a: a['right'][0] and a['answerable']):.3f}, "
            f"AUROC {roc_auc_score([a['is_answered'] for a in own], [a['score'] for a in own]):.3f}, "
            f"answered {share(there, lambda a: a['answerable']):.3f}, refused {share(absent, lambda a: not a['answerable']):.3f}; "
            f"of {len(idle)} idle questions {share(idle, lambda a: not a['answerable']):.3f} refused"
        )
    return lines


def _write(out: Path, answers: Sequence[dict[str, Any]]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for name in ("cuad", "domain", "own"):
        lines = [json.dumps(a, ensure_ascii=False) for a in answers if a["set"] == name]
        (out / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _save_knowledge(knowledge: Knowledge) -> None:
    from assistant.heads import WEIGHTS

    raw = {
        "topic_columns": [list(pair) for pair in knowledge.topic_columns],
        "ranking": knowledge.ranking.as_dict(),
        "usual": usual_as_dict(knowledge.usual),
        "answerable": knowledge.answerable.as_dict(),
        "check": knowledge.check.as_dict(),
        "chinese_check": knowledge.chinese_check.as_dict(),
        "threshold_chinese_clause": round(knowledge.threshold_chinese_clause, 4),
        "threshold": round(knowledge.threshold, 4),
        "threshold_other": round(knowledge.threshold_other, 4),
        "threshold_chinese": round(knowledge.threshold_chinese, 4),
    }
    (WEIGHTS / "ranking.json").write_text(json.dumps(raw) + "\n", encoding="utf-8")
