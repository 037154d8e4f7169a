"""Made-up Chinese agreements, to learn when a Chinese clause answers: there only words can be compared, and no labelled one is at hand.

Each is put together from invented clauses (`bank/zh.jsonl`, `questions/chinese_clauses.jsonl`) on some subjects and none on
others; it is asked about both, in English and in Chinese.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.learn.examples import HERE, document_of
from assistant.reading import MEANING, Reading
from ingest.split import split_clauses

AGREEMENTS = 40
PRESENT = 0.55
"""Share of the subjects that an agreement speaks of."""
SEED = 20_261_125
# Subjects that one clause may answer together: an agreement that speaks of one is not asked about another as if it were silent.
_TOGETHER = (
    ("governing_law", "dispute_resolution_arbitration", "forum_courts"),
    ("expiration_date", "renewal_term", "notice_to_stop_renewal", "exit_plan.convenience_termination"),
    ("late_delivery_consequence", "liquidated_damages", "supply_commitments.failure_remedy", "lead_time"),
    ("release_testing.rejection", "latent_defect_period", "dispute_on_quality_who_decides", "warranty_duration", "batch_failure_cost", "remaining_shelf_life"),
    ("cap_on_liability", "uncapped_liability", "indemnity_by_supplier", "customer_materials_loss"),
    ("payment_terms", "late_payment_interest", "disputed_invoices", "currency", "taxes"),
    ("price_restrictions", "most_favoured_customer"),
    ("change_of_control", "anti_assignment", "insolvency_termination", "breach_cure_period", "force_majeure_duration"),
    ("process_knowledge.ownership_stated", "process_knowledge.customer_owns", "ip.arising_allocated", "ip.background_reserved", "ip.licence_scope"),
    ("process_knowledge.records_access", "retention_of_records_period", "release_testing.documentation", "retain_samples"),
    ("change_control.notice", "change_control.approval", "change_control.regulatory"),
    ("audit_rights.facility_audit", "audit_rights.for_cause", "audit_rights.regulatory_inspection"),
    ("supply_commitments.forecast_orders", "supply_commitments.supply_obligation", "supply_commitments.minimum_purchase", "safety_stock", "order_cancellation", "exclusivity"),
    ("exit_plan.technology_transfer", "exit_plan.continued_supply", "exit_plan.return_of_materials", "exit_plan.survival_liability"),
    ("delivery_terms_incoterms", "title_and_risk", "storage"),
)  # fmt: skip


@dataclass(frozen=True)
class MadeUp:
    """An agreement, and what it is asked: question, the clauses that answer."""

    reading: Reading
    asked: tuple[tuple[str, tuple[int, ...]], ...]


def made_up_agreements(wordings: dict[str, list[str]]) -> list[MadeUp]:
    """`wordings` are the questions of each topic."""
    clauses = _clauses()
    subjects = _subjects({topic for topics in clauses.values() for topic in topics})
    dice = np.random.default_rng(SEED)
    return [_agreement(dice, clauses, subjects, wordings, number) for number in range(AGREEMENTS)]


def _agreement(
    dice: np.random.Generator,
    clauses: dict[str, tuple[str, ...]],
    subjects: Sequence[tuple[str, ...]],
    wordings: dict[str, list[str]],
    number: int,
) -> MadeUp:
    spoken_of = [subject for subject in subjects if dice.random() < PRESENT]
    silent = {topic for subject in subjects if subject not in spoken_of for topic in subject}
    allowed = [text for text, topics in clauses.items() if not silent & set(topics)]
    chosen: dict[str, None] = {}
    for subject in spoken_of:
        on_it = [text for text in allowed if set(clauses[text]) & set(subject)]
        count = min(len(on_it), int(dice.integers(2, 6)))
        chosen.update(dict.fromkeys(str(text) for text in dice.choice(on_it, count, replace=False)) if on_it else {})
    order = dice.permutation(list(chosen))
    document = document_of("\n\n".join(f"{i}. {text}" for i, text in enumerate(order, 1)), f"made-up-{number}.txt")
    found = tuple(split_clauses(document))
    reading = Reading(document, found, np.zeros((len(found), MEANING), dtype=np.float32))
    answering = defaultdict(list)
    for place, clause in enumerate(found):
        for text in chosen:
            if text[:40] in clause.text or clause.text.strip()[:40] in text:
                for topic in clauses[text]:
                    answering[topic].append(place)
    asked = []
    for topic in sorted(silent | set(answering)):
        for chinese in (False, True):
            own = [q for q in wordings.get(topic, ()) if (max(q) >= "一") == chinese]
            if own and (topic in answering or dice.random() < 0.6):
                asked.append((str(dice.choice(own)), tuple(answering.get(topic, ()))))
    return MadeUp(reading, tuple(asked))


def _clauses() -> dict[str, tuple[str, ...]]:
    """Each clause with the topics it answers; a near miss answers nothing and misleads, so it is left out."""
    found: dict[str, tuple[str, ...]] = {}
    for line in (HERE / "questions" / "chinese_clauses.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found[row["text"]] = (row["topic"],)
    for line in (HERE / "bank" / "zh.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["labels"] and "near_miss" not in row["labels"].values():
            found[" ".join(row["text"].split())] = tuple(row["labels"])
    return found


def _subjects(topics: set[str]) -> list[tuple[str, ...]]:
    joined = {topic for group in _TOGETHER for topic in group}
    return [tuple(t for t in group if t in topics) for group in _TOGETHER] + [(t,) for t in sorted(topics - joined)]
