"""What the guide for readers rules: clauses that meet a requirement only in part, told by their words.

A non-use clause on confidential information or a trade mark licence is no licence of the process; a right not to renew is no
right to end; joint ownership is not the customer's; a warranty claim without a way to reject, or the cost of a change without
any authority in it, goes only part of the way.
"""

import re
from collections.abc import Mapping, Sequence

import numpy as np

from assistant.reading import Reading

_CONFIDENTIAL = re.compile(r"(?i)confidential|保密")
_LICENCE = re.compile(r"(?i)licen[cs]|许可")
_TRADE_MARK = re.compile(r"(?i)trade\s?-?marks?|商标")
_TECHNOLOGY = re.compile(r"(?i)patent|know-how|technolog|专利|技术|专有")
_RENEWAL = re.compile(r"(?i)\brenew|续期|续签|续约")
_AT_WILL = re.compile(
    r"(?i)convenience|without cause|for any reason|at any time|任何理由|无需(?:说明)?(?:任何)?理由|任意|随时"
)
_JOINT = re.compile(r"(?i)\bjoint|共有|共同(?:所有|拥有)")
_WARRANTY = re.compile(r"(?i)\bwarrant|保证|质保")
_REJECTION = re.compile(r"(?i)\breject|\brefus|拒收|拒绝")
_FORCE_MAJEURE = re.compile(r"(?i)force majeure|不可抗力")
_CHANGE = re.compile(r"(?i)\bchang|变更")
_AUTHORITY = re.compile(
    r"(?i)regulat|authorit|\bFDA\b|\bEMA\b|govern|filing|application|agency|\blaws?\b|监管|主管|药监|注册|申报|备案|法规|法律"
)

# Requirement: the words that a clause holds and the words that it lacks.
_RULINGS: Mapping[str, Sequence[tuple[re.Pattern[str], re.Pattern[str] | None]]] = {
    "ip.licence_scope": ((_CONFIDENTIAL, _LICENCE), (_TRADE_MARK, _TECHNOLOGY)),
    "exit_plan.convenience_termination": ((_RENEWAL, _AT_WILL),),
    "process_knowledge.customer_owns": ((_JOINT, None),),
    "release_testing.rejection": ((_WARRANTY, _REJECTION),),
    "change_control.regulatory": ((_CHANGE, _AUTHORITY),),
}


def only_in_part(requirement: str, text: str) -> bool:
    """Whether the guide rules that such a clause meets the requirement only in part."""
    return any(
        holds.search(text) and not (lacks and lacks.search(text)) for holds, lacks in _RULINGS.get(requirement, ())
    )


def never_whole(requirement: str, texts: Sequence[str]) -> bool:
    """Whether all the evidence taken together is only partial: supply shared out in force majeure is no remedy for a shortage."""
    return requirement == "supply_commitments.failure_remedy" and all(_FORCE_MAJEURE.search(text) for text in texts)


def ruled(reading: Reading, scores: np.ndarray, requirements: Sequence[str]) -> np.ndarray:
    """For each requirement 1.0 where its best clause is ruled to be partial; `scores` is (clauses, requirements)."""
    if not reading.citable.any():
        return np.zeros(len(requirements))
    best = np.where(reading.citable[:, None], scores, -np.inf).argmax(axis=0)
    return np.array([float(only_in_part(r, reading.clauses[i].text)) for r, i in zip(requirements, best, strict=True)])
