"""A clause is compared with labelled ones that mean nearly the same."""

from pathlib import Path

import numpy as np

from assistant.checklist import load_checklist
from assistant.likeness import (
    HAS_NOTHING,
    LOOKS_LIKE_IT,
    MEETS_PARTLY,
    MEETS_WHOLLY,
    Likeness,
    load_likeness,
    save_likeness,
)
from assistant.reading import MEANING

AUDIT = "audit_rights.facility_audit"
PLANT, BOOKS, PRICE = np.eye(3, dtype=np.float32)


def labelled() -> Likeness:
    """Audits of the plant meet the requirement, of the books only look like it, prices have nothing of it."""
    return Likeness(
        (AUDIT,),
        centre=np.zeros(3, dtype=np.float32),
        axes=np.eye(3, dtype=np.float32),
        vectors=np.array([[127, 0, 0], [120, 10, 0], [0, 127, 0], [0, 0, 127]], dtype=np.int8),
        labels=np.array([[MEETS_WHOLLY], [MEETS_PARTLY], [LOOKS_LIKE_IT], [HAS_NOTHING]], dtype=np.int8),
        usual=np.array([-0.1, -0.2, 0.0, 0.4], dtype=np.float32),
    )


def test_a_clause_like_those_that_meet_it_lies_nearer_to_them_than_to_look_alikes() -> None:
    plant, books, price = labelled().of(np.array([PLANT, BOOKS, PRICE]), AUDIT)

    assert plant[0] > 0 and plant[1] > 0 and plant[3] > 0.9
    assert books[1] < 0
    assert price[0] < 0


def test_a_clause_without_vectors_is_taken_for_a_usual_one() -> None:
    likeness = labelled()

    assert np.allclose(likeness.of(np.zeros((2, 3), dtype=np.float32), AUDIT), likeness.usual)


def test_a_requirement_without_labelled_clauses_has_no_likeness() -> None:
    assert not labelled().of(np.array([PLANT]), "of_my_own.checklist").any()


def test_the_labelled_clauses_that_ship_know_every_requirement_of_the_contract_checklist() -> None:
    shipped = load_likeness()

    assert set(shipped.requirements) == {r.id for r in load_checklist("contract").requirements}
    assert shipped.axes.shape[0] == MEANING
    for column in shipped.labels.T:
        assert {MEETS_WHOLLY, MEETS_PARTLY, LOOKS_LIKE_IT, HAS_NOTHING} <= set(column.tolist())


def test_what_is_saved_comes_back(tmp_path: Path) -> None:
    save_likeness(labelled(), tmp_path)
    back = load_likeness(tmp_path)
    clauses = np.array([PLANT, BOOKS, PRICE])

    assert np.allclose(back.of(clauses, AUDIT), labelled().of(clauses, AUDIT), atol=1e-3)
