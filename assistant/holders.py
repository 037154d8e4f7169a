"""Rights that count only in the right hands: who holds them is read from the sentence, by the parties' roles.

"Supplier may terminate for convenience" gives the customer nothing, and a transfer *to* the supplier is no exit.
"""

import re

from assistant.reading import Reading
from assistant.roles import CUSTOMER, SUPPLIER
from ingest.document import Clause

_BUYER = rf"(?:{CUSTOMER}|either party|each party|the parties|both parties|任何一方|双方|任一方)"
_MODAL = r"(?:\s+\w+){0,4}?\s+(?:may|shall|will|must|can|agrees?|has|is|应当?|有权|可以?|须)"
_ENDS = re.compile(r"terminat|cancel|end this|终止|解除", re.IGNORECASE)
_BUYER_ENDS = re.compile(
    rf"{_BUYER}[^.;。；]{{0,120}}(?:terminat|cancel|end|终止|解除)|(?:terminat|cancel)\w*[^.;。；]{{0,60}} by {_BUYER}",
    re.IGNORECASE,
)
_SUPPLIER_ENDS = re.compile(rf"{SUPPLIER}{_MODAL}[^.;。；]{{0,80}}(?:terminat|cancel|终止|解除)", re.IGNORECASE)
_INTO = re.compile(
    rf"{CUSTOMER}{_MODAL}[^.;。；]{{0,120}}(?:transfer|provide|deliver|disclos|hand|移交|提供|转移)[^.;。；]{{0,160}}{SUPPLIER}"
    rf"|transfer[^.;。；]{{0,120}}\b(?:to|into)\s+(?:the\s+)?(?:\w+\s+){{0,3}}?{SUPPLIER}|技术转入",
    re.IGNORECASE,
)
# What a plant does to receive a process: it installs, takes over, brings into use.
_RECEIVED = re.compile(
    rf"{SUPPLIER}{_MODAL}[^.;。；]{{0,60}}\b(?:take over|install|set up|implement|reproduce|adopt|qualify|bring[^.;]{{0,60}}into use|put[^.;]{{0,60}}into practice)\b"
    r"[^.;。；]{0,120}(?:process|method|equipment|technolog|know-?how|assay|line\b|facility)",
    re.IGNORECASE,
)
_OUT = re.compile(
    rf"{SUPPLIER}{_MODAL}[^.;。；]{{0,160}}(?:transfer|assist|cooperat|provide|deliver|移交|协助|转移|配合)[^.;。；]{{0,200}}"
    rf"(?:{CUSTOMER}|third party|manufacturer|designee|another|第三方|指定)|技术转出",
    re.IGNORECASE,
)


def in_wrong_hands(requirement: str, clause: Clause, reading: Reading) -> bool:
    """Whether a clause gives the right to the other side only, or runs the other way."""
    text = reading.roles.tag(clause.text)
    if requirement == "exit_plan.convenience_termination":
        return bool(_ENDS.search(text) and _SUPPLIER_ENDS.search(text) and not _BUYER_ENDS.search(text))
    if requirement == "exit_plan.technology_transfer":
        received = _RECEIVED.search(text) and not _ENDS.search(text)
        return bool((_INTO.search(text) or received) and not _OUT.search(text))
    return False
