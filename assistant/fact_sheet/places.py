"""Names of states and countries whose law a contract can choose; the names are data: `corpus/jurisdictions.yaml`."""

import re
from functools import cache
from pathlib import Path

import yaml

from assistant.fact_sheet.values import Jurisdiction


def jurisdictions_in(text: str, *, adjectives: bool = False) -> list[Jurisdiction]:
    """Jurisdictions that a text names, in order, each once; `adjectives` reads "Dutch" as the Netherlands.

    >>> jurisdictions_in("the laws of the State of New York, U.S.A.")[0].code
    'US-NY'
    """
    pattern, code_of = _names(adjectives)
    found: dict[str, Jurisdiction] = {}
    for match in pattern.finditer(" ".join(text.split())):
        code = code_of[match.group().lower()]
        found.setdefault(code, Jurisdiction(_full(match.group()), code))
    return list(found.values())


def is_place(words: str) -> bool:
    """Whether these words are a state or country and nothing else."""
    return " ".join(words.lower().split()) in _names(False)[1]


def _full(name: str) -> str:
    return name.title() if name.isupper() and len(name) > 4 else name


@cache
def _names(adjectives: bool) -> tuple[re.Pattern[str], dict[str, str]]:
    path = Path(__file__).resolve().parents[2] / "corpus" / "jurisdictions.yaml"
    raw: dict[str, dict[str, list[str]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    tables = (raw["names"], raw["adjectives"]) if adjectives else (raw["names"],)
    code_of = {name.lower(): code for table in tables for code, names in table.items() for name in names}
    longest_first = sorted(code_of, key=len, reverse=True)
    parts = [re.escape(n) if n[0] >= "\u4e00" else rf"(?<!\w){re.escape(n)}(?!\w)" for n in longest_first]
    return re.compile("|".join(parts), re.IGNORECASE), code_of
