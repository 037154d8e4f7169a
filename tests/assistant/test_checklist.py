"""The checklists that ship, and what a user is told about an edited copy that is wrong."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from assistant.checklist import Checklist, checklists_folder, load_checklist, shipped_checklists
from assistant.errors import ChecklistError

# id, side, must: what everyone who reads our JSON relies on.
CONTRACT = [
    ("process_knowledge.ownership_stated", "neutral", False),
    ("process_knowledge.customer_owns", "protects", True),
    ("process_knowledge.records_access", "protects", True),
    ("ip.background_reserved", "protects", False),
    ("ip.arising_allocated", "protects", True),
    ("ip.licence_scope", "protects", False),
    ("change_control.notice", "protects", True),
    ("change_control.approval", "protects", True),
    ("change_control.regulatory", "protects", False),
    ("release_testing.batch_testing", "protects", True),
    ("release_testing.documentation", "protects", True),
    ("release_testing.rejection", "protects", False),
    ("audit_rights.facility_audit", "protects", True),
    ("audit_rights.for_cause", "protects", False),
    ("audit_rights.regulatory_inspection", "protects", False),
    ("supply_commitments.forecast_orders", "neutral", False),
    ("supply_commitments.supply_obligation", "protects", True),
    ("supply_commitments.failure_remedy", "protects", False),
    ("supply_commitments.minimum_purchase", "burdens", False),
    ("exit_plan.convenience_termination", "protects", False),
    ("exit_plan.technology_transfer", "protects", True),
    ("exit_plan.continued_supply", "protects", True),
    ("exit_plan.return_of_materials", "protects", False),
    ("exit_plan.survival_liability", "neutral", False),
]
CHINESE = re.compile(r"[\u4e00-\u9fff]")

SMALL = """\
name: ours
title: Our own list
control_points:
- id: ip
  title: Intellectual property
  severity: major
  basis:
  - {tag: LAW, text: Some law, kind: law, as_of: 2026-11-22, status: verified}
  red_flags:
  - {id: ip.W1, requirement: ip.owner, text: Shared by default}
  requirements:
  - id: ip.owner
    question: Who owns it?
    side: protects
    must: true
    severity: major
    basis: [LAW]
    counts: [assigned to the customer]
    cues: {en: [shall own]}
"""


@pytest.fixture(scope="module", params=["contract", "contract-extended"])
def shipped(request: pytest.FixtureRequest) -> Checklist:
    return load_checklist(request.param)


def a_copy(folder: Path, text: str) -> Path:
    path = folder / "ours.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def texts(noun: object, where: str = "") -> Iterator[tuple[str, object]]:
    """Every field of every dataclass below `noun`, with the way to it."""
    if is_dataclass(noun):
        for each in fields(noun):
            value = getattr(noun, each.name)
            yield f"{where}.{each.name}", value
            yield from texts(value, f"{where}.{each.name}")
    elif isinstance(noun, tuple):
        for index, value in enumerate(noun):
            yield from texts(value, f"{where}[{index}]")


def test_the_contract_checklist_has_the_promised_requirements_in_order() -> None:
    checklist = load_checklist("contract")
    assert [(r.id, r.side, r.must) for r in checklist.requirements] == CONTRACT
    assert len(checklist.control_points) == 7


def test_the_extended_checklist_adds_control_points_and_repeats_none() -> None:
    first, second = load_checklist("contract"), load_checklist("contract-extended")
    assert len(second.control_points) == 21
    assert all(2 <= len(point.requirements) <= 4 for point in second.control_points)
    assert not {p.id for p in first.control_points} & {p.id for p in second.control_points}


def test_every_point_has_a_must_that_protects(shipped: Checklist) -> None:
    for point in shipped.control_points:
        assert any(r.must and r.side == "protects" for r in point.requirements), point.id


def test_every_field_of_a_shipped_checklist_is_filled(shipped: Checklist) -> None:
    # Few requirements hang on a fact of the deal; the rest have no switch.
    empty = [where for where, value in texts(shipped) if value in ("", (), None) and not where.endswith(".switches")]
    assert empty == []


def test_every_chinese_field_is_chinese(shipped: Checklist) -> None:
    for where, value in texts(shipped):
        if where.endswith(("_zh", ".zh")):
            for text in value if isinstance(value, tuple) else (value,):
                assert isinstance(text, str)
                assert CHINESE.search(text) or re.fullmatch(r"\W+", text), f"{where}: {text}"
        elif isinstance(value, str) and where.rpartition(".")[2] not in {"text"}:
            assert not CHINESE.search(value), f"{where}: {value}"


def test_every_requirement_has_a_short_label_of_its_own(shipped: Checklist) -> None:
    for point in shipped.control_points:
        labels = [requirement.label for requirement in point.requirements]
        assert len(labels) == len(set(labels)), point.id
        for requirement in point.requirements:
            assert 2 <= len(requirement.label.split()) <= 5, requirement.id
            assert requirement.label[0].isupper(), requirement.id  # the stand-in from the id is lower case
            assert len(requirement.label_zh) <= 14, requirement.id


def test_english_and_chinese_lists_go_in_pairs(shipped: Checklist) -> None:
    for requirement in shipped.requirements:
        assert len(requirement.counts) == len(requirement.counts_zh), requirement.id
        assert len(requirement.evidence_wanted) == len(requirement.evidence_wanted_zh), requirement.id


def test_the_contract_checklist_has_enough_wording_to_search_with() -> None:
    for requirement in load_checklist("contract").requirements:
        assert 10 <= len(requirement.cues.en) <= 25, requirement.id
        assert 8 <= len(requirement.cues.zh) <= 20, requirement.id
        assert 3 <= len(requirement.counts) <= 6, requirement.id
        assert 3 <= len(requirement.near_misses) <= 6, requirement.id
        assert 2 <= len(requirement.questions_missing) <= 3, requirement.id
        assert 2 <= len(requirement.questions_weak) <= 3, requirement.id


def test_the_extended_checklist_has_enough_wording_to_search_with() -> None:
    for requirement in load_checklist("contract-extended").requirements:
        assert 8 <= len(requirement.cues.en) <= 15, requirement.id
        assert 6 <= len(requirement.cues.zh) <= 12, requirement.id
        assert 2 <= len(requirement.near_misses) <= 4, requirement.id
        assert len(requirement.questions_missing) == len(requirement.questions_weak) == 2, requirement.id


def test_every_basis_is_cited_by_a_requirement(shipped: Checklist) -> None:
    for point in shipped.control_points:
        cited = {tag for requirement in point.requirements for tag in requirement.basis}
        assert cited == {basis.tag for basis in point.basis}, point.id
        assert point.red_flags, point.id


def test_no_wording_stands_twice_under_one_requirement(shipped: Checklist) -> None:
    for requirement in shipped.requirements:
        cues = [*requirement.cues.en, *requirement.cues.zh]
        assert len(cues) == len({cue.casefold() for cue in cues}), requirement.id
        near = {word.casefold() for rule in requirement.near_misses for word in (*rule.words, *rule.words_zh)}
        assert not near & {cue.casefold() for cue in cues}, requirement.id


def test_nobody_outside_is_asked_about_our_position(shipped: Checklist) -> None:
    """Questions for the other side must not give away how grave we find the gap or what we would settle for."""
    telling = re.compile(r"\b(critical gap|deal-breaker|fallback|severity|weak|missing)\b", re.IGNORECASE)
    for requirement in shipped.requirements:
        for question in (*requirement.questions_missing, *requirement.questions_weak):
            if question.to.startswith("cdmo"):
                assert not telling.search(question.en), f"{requirement.id}: {question.en}"


def test_the_basis_of_a_requirement_is_found_through_its_control_point() -> None:
    checklist = load_checklist("contract")
    requirement = checklist.requirement("change_control.notice")
    point = checklist.control_point(requirement.control_point)
    assert [basis.tag for basis in point.basis_of(requirement)] == list(requirement.basis)


def test_the_hash_is_that_of_the_bytes() -> None:
    checklist = load_checklist("contract")
    assert checklist.path == checklists_folder() / "contract.yaml"
    assert checklist.hash == hashlib.sha256(checklist.path.read_bytes()).hexdigest()


def test_a_users_edited_copy_loads_and_has_its_own_hash(tmp_path: Path) -> None:
    original = load_checklist("contract")
    text = original.path.read_text(encoding="utf-8")
    start = original.requirement("ip.licence_scope").question[:40]
    edited = text.replace(start, "Is our own question", 1)
    assert edited != text
    copy = load_checklist(a_copy(tmp_path, edited))
    assert copy.requirement("ip.licence_scope").question.startswith("Is our own question")
    assert copy.hash != original.hash
    assert [r.id for r in copy.requirements] == [r.id for r in original.requirements]


def test_a_short_english_list_is_enough(tmp_path: Path) -> None:
    checklist = load_checklist(str(a_copy(tmp_path, "\ufeff" + SMALL)))
    assert checklist.requirement("ip.owner").positions.preferred.clause_en == ""
    assert checklist.control_points[0].red_flags[0].severity_kept is False


def test_a_requirement_without_a_label_is_called_after_its_id(tmp_path: Path) -> None:
    text = SMALL.replace("id: ip.owner", "id: ip.who_owns_it").replace(
        "requirement: ip.owner", "requirement: ip.who_owns_it"
    )
    assert load_checklist(a_copy(tmp_path, text)).requirement("ip.who_owns_it").label == "who owns it"
    labelled = text.replace("    question:", "    label: Owner named\n    question:")
    assert load_checklist(a_copy(tmp_path, labelled)).requirement("ip.who_owns_it").label == "Owner named"


AT = "control_points[0].requirements[0]"
BROKEN = [
    ("side: protects", "side: protect", 14, f"{AT}.side: must be one of protects, burdens, neutral"),
    ("must: true", "must: 7", 15, f"{AT}.must: must be true or false"),
    ("severity: major\n    basis", "severity: high\n    basis", 16, f"{AT}.severity: must be one of critical,"),
    ("question: Who owns it?", "question: 7", 13, f"{AT}.question: must be text"),
    ("question: Who owns it?", "question: '  '", 13, f"{AT}.question: must not be empty"),
    ("    question: Who owns it?\n", "", 12, f"{AT}.question: is required"),
    ("question:", "qestion:", 13, f"{AT}.qestion: unknown field; did you mean question?"),
    ("counts: [assigned to the customer]", "counts: assigned", 18, f"{AT}.counts: must be a list"),
    ("counts: [assigned to the customer]", "counts: []", 18, f"{AT}.counts: must not be empty"),
    ("counts: [assigned to the customer]", "counts: [no]", 18, f"{AT}.counts[0]: must be text"),
    ("cues: {en: [shall own]}", "cues: {}", 19, f"{AT}.cues: must have at least one wording"),
    ("cues: {en: [shall own]}", "cues: shall own", 19, f"{AT}.cues: must be a group of fields"),
    ("id: ip.owner", "id: supply.owner", 12, f"{AT}.id: must be ip.NAME"),
    ("basis: [LAW]", "basis: [ACT]", 17, f"{AT}.basis[0]: ACT is no tag under basis of ip"),
    ("as_of: 2026-11-22", "as_of: lately", 8, "control_points[0].basis[0].as_of: must be a date"),
    ("status: verified", "status: sure", 8, "control_points[0].basis[0].status: must be verified,"),
    ("requirement: ip.owner", "requirement: ip.other", 10, "control_points[0].red_flags[0].requirement: ip.other is"),
    ("title: Our own list", "title: Ours\ntitle: Theirs", 3, "title: stands here twice"),
    ("name: ours", "name: ours\nhash: abc", 2, "hash: unknown field"),
    ("name: ours", "name: &it ours\nnote: *it", 1, "name: anchors and aliases are not allowed"),
    ("title: Our own list", "title: !!python/name:os.system x", 2, "not valid YAML"),
    ("title: Our own list", "title: [Our", 3, "not valid YAML"),
    ("title: Our own list", "title: " + "[" * 40 + "]" * 40, 2, "title" + "[0]" * 30 + ": nested too deeply"),
    ("name: ours", "? [a]\n: b\nname: ours", 1, "not valid YAML: found unhashable key"),
]


@pytest.mark.parametrize(("old", "new", "line", "message"), BROKEN, ids=[case[3][-45:] for case in BROKEN])
def test_a_broken_copy_is_told_by_file_line_and_field(
    tmp_path: Path, old: str, new: str, line: int, message: str
) -> None:
    assert SMALL.count(old) == 1
    path = a_copy(tmp_path, SMALL.replace(old, new))
    with pytest.raises(ChecklistError) as caught:
        load_checklist(path)
    assert str(caught.value).startswith(f"{path}:{line}: {message}")
    assert "\n" not in str(caught.value)


def test_a_requirement_that_stands_twice_is_refused(tmp_path: Path) -> None:
    path = a_copy(tmp_path, SMALL + SMALL[SMALL.index("  - id: ip.owner") :])
    with pytest.raises(ChecklistError, match=re.escape("ours.yaml:20: control_points[0].requirements[1].id: ip.owner")):
        load_checklist(path)


def test_a_control_point_that_stands_twice_is_refused(tmp_path: Path) -> None:
    path = a_copy(tmp_path, SMALL + SMALL[SMALL.index("- id: ip\n") :])
    with pytest.raises(ChecklistError, match=re.escape("ours.yaml:20: control_points[1].id: ip stands twice")):
        load_checklist(path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "must be a mapping"),
        (b"- a\n- b\n", "must be a mapping"),
        (b"name: \xff\xfe", "not UTF-8"),
        (b"name: \x01", "not valid YAML"),
        (b"[" * 500_000, "not valid YAML"),
        (b"name: a\ntitle: b\ncontrol_points: []\n", "control_points: must not be empty"),
        (b"#" * 5_000_000, "larger than 4 MB"),
    ],
    ids=["empty", "a list", "not UTF-8", "control character", "bottomless", "no points", "too large"],
)
def test_a_file_that_is_no_checklist_is_refused_in_one_line(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "odd name\u4e2d.yaml"
    path.write_bytes(content)
    with pytest.raises(ChecklistError, match=re.escape(message)) as caught:
        load_checklist(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_name_nobody_ships_lists_those_that_do() -> None:
    with pytest.raises(ChecklistError, match=re.escape("contrakt: no such checklist; choose one of contract")):
        load_checklist("contrakt")
    assert {"contract", "contract-extended"} <= set(shipped_checklists())


def test_a_path_that_leads_nowhere_or_to_a_folder_is_one_line(tmp_path: Path) -> None:
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(ChecklistError, match="cannot be read"):
            load_checklist(path)
