"""The names an agreement gives its parties, and a checklist's clause told in these names.

filled("Manufacturer shall notify Customer.", names)  ->  "Supplier shall notify the Client."
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reading import Reading

_SENTENCE_START = re.compile(r"(?:^|[.:]\s+|\n)\Z")
_TERM = re.compile(r"(?<![.:]\s)(?<!^)(?<![\w-])[A-Z][A-Za-z-]+(?: [A-Z][A-Za-z-]+)*\b")
_NO_TERM = frozenset({"Agreement", "Annex", "X", "Y", "N", "GMP", "A", "I"})
_COMPANY = re.compile(
    r"(?:[A-Z][\w&'’-]*\.?,?\s+|\([A-Z][\w ]{1,30}\)\s+|&\s+|(?:of|and|de|for)\s+(?=[A-Z])){1,8}"
    r"(?:B\.?V\.?|N\.?V\.?|Ltd\.?|Limited|LIMITED|LTD\.?|Inc\.?|INC\.?|LLC|L\.L\.C\.|Corp\.?|Corporation|CORPORATION|CORP\.?|GmbH|AG|S\.?A\.?|S\.p\.A\."
    r"|PLC|plc|LP|L\.P\.|K\.K\.|Pte\.? Ltd\.?|Company|COMPANY|Co\.)(?![\w])"
)


@dataclass(frozen=True)
class PartyNames:
    """How the agreement calls the one that buys and the one that makes; the legal names where it gives them."""

    customer: str = "Customer"
    manufacturer: str = "Manufacturer"
    customer_zh: str = "委托方"
    manufacturer_zh: str = "受托方"
    customer_legal: str = ""
    manufacturer_legal: str = ""

    @property
    def all(self) -> tuple[str, ...]:
        names = (self.customer, self.manufacturer, self.customer_zh, self.manufacturer_zh)
        return tuple(name for name in (*names, self.customer_legal, self.manufacturer_legal) if name)


def party_names(readings: Sequence[Reading]) -> PartyNames:
    """Names from the first agreement that introduces both parties; the checklist's own words where none does."""
    names = PartyNames()
    for reading in readings:
        text = _ordinary(reading)
        customer, maker = (_used(side, text) for side in (reading.roles.customer, reading.roles.supplier))
        if not (customer and maker):
            continue
        if re.search("[一-鿿]", customer + maker):
            names = PartyNames(names.customer, names.manufacturer, customer, maker)
        else:
            legal = (_legal(customer, text), _legal(maker, text))
            names = PartyNames(
                _with_article(customer, text),
                _with_article(maker, text),
                names.customer_zh,
                names.manufacturer_zh,
                *legal,
            )
        break
    return names


def filled(clause: str, names: PartyNames) -> str:
    """The clause in the agreement's own names, both languages alike."""
    english = {"Customer": names.customer, "Manufacturer": names.manufacturer, "Supplier": names.manufacturer}

    def named(match: re.Match[str]) -> str:
        name = english[match[1]]
        opens = _SENTENCE_START.search(clause[: match.start()])
        return name[0].upper() + name[1:] if opens else name

    clause = re.sub(r"\b(?:[Tt]he )?(Customer|Manufacturer|Supplier)\b", named, clause)
    swaps = {"委托方": names.customer_zh, "受托方": names.manufacturer_zh}
    return re.sub("委托方|受托方", lambda match: swaps[match[0]], clause)


def undefined_terms(clause: str, readings: Sequence[Reading], names: PartyNames) -> tuple[str, ...]:
    """Capitalised terms of the clause that no document uses: counsel must define or replace them."""
    texts = [_ordinary(reading) for reading in readings]
    known = " ".join(names.all)
    terms = dict.fromkeys(match[0] for match in _TERM.finditer(clause))
    missing = (t for t in terms if t not in _NO_TERM and t not in known and not any(t in text for text in texts))
    return tuple(missing)


def _ordinary(reading: Reading) -> str:
    return "".join(clause.text for clause in reading.clauses if clause.kind != "addressed")


def _used(side: Sequence[str], text: str) -> str:
    """The name of one side that the text uses most, as it writes it."""
    counts: dict[str, int] = {}
    for name in side:
        written = name if re.search("[一-鿿]", name) else name[0].upper() + name[1:]
        pattern = re.escape(written) if re.search("[一-鿿]", written) else rf"\b{re.escape(written)}\b"
        counts[written] = len(re.findall(pattern, text))
    best = max(counts, key=counts.__getitem__, default="")
    return best if counts.get(best, 0) >= 3 else ""


def _with_article(name: str, text: str) -> str:
    """`the Buyer` where the agreement mostly writes it so."""
    uses = len(re.findall(rf"\b{re.escape(name)}\b", text))
    with_article = len(re.findall(rf"\b[Tt]he {re.escape(name)}\b", text))
    return f"the {name}" if with_article * 2 > uses else name


def _legal(name: str, text: str) -> str:
    """The company that is introduced as `("Client")`: the first with a company's ending since the last introduction."""
    introduced = re.search(rf"[(（][^()（）]{{0,80}}[\"“]{re.escape(name)}[\"”]", text[:20_000])
    if not introduced:
        return ""
    before = text[max(0, introduced.start() - 500) : introduced.start()]
    since = re.split(r"[\"”]\s*[)）]", before)[-1]
    found = _COMPANY.search(since)
    return re.sub(r"^(?:and|of|de|for|&) ", "", " ".join(found[0].split())) if found else ""
