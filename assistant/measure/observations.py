"""Figures of reading audit and inspection reports: observations found, and their fields."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from assistant.measure.check import Figures
from assistant.measure.quotes import f1, meets, ratio, squash
from assistant.measure.sets import LabelledSet

_FLAGS = ("repeat", "import_alert", "contract_manufacturer", "data_integrity_section")


def figures(labelled: LabelledSet, said: Mapping[str, Mapping[str, Any]]) -> Figures:
    """`said` holds, by stem, what `controlpoint observations --format json` writes."""
    tally: Counter[str] = Counter()
    for stem, gold in labelled.gold.items():
        output = said.get(stem, {})
        _count_observations(tally, gold["observations"], list(output.get("observations", [])))
        for flag in (f for f in _FLAGS if f in gold):
            tally["flags"] += 1
            tally["flags_right"] += output.get(flag) == gold[flag]
    return {
        "documents": len(labelled.gold),
        "observations": tally["gold"],
        "observation_f1": f1(tally["matched"], tally["predicted"] - tally["matched"], tally["gold"] - tally["matched"]),
        "area_accuracy": ratio(tally["area"], tally["matched"]),
        "class_accuracy": ratio(tally["class_right"], tally["classified"]),
        "repeat_accuracy": ratio(tally["repeat_right"], tally["repeat_n"]),
        "capa_due_accuracy": ratio(tally["capa_due_right"], tally["capa_due_n"]),
        "citation_f1": f1(tally["cited"], tally["cited_wrongly"], tally["not_cited"]),
        "flag_accuracy": ratio(tally["flags_right"], tally["flags"]),
    }


def _count_observations(tally: Counter[str], gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> None:
    """Each labelled observation takes the first one of the program that meets it, and no other may take that one."""
    tally["gold"] += len(gold)
    tally["predicted"] += len(found)
    for wanted in gold:
        match = next((f for f in found if meets(f["text"], wanted["text"])), None)
        if match is None:
            continue
        found.remove(match)
        tally["matched"] += 1
        tally["area"] += match.get("area") in [wanted["area"], *_also(wanted)]
        if "classification" in wanted:
            tally["classified"] += 1
            tally["class_right"] += match.get("classification") == wanted["classification"]
        for key in (k for k in ("repeat", "capa_due") if k in wanted):
            tally[f"{key}_n"] += 1
            tally[f"{key}_right"] += match.get(key) == wanted[key]
        cited, said = set(map(squash, wanted.get("citations", []))), set(map(squash, match.get("citations", [])))
        tally["cited"] += len(cited & said)
        tally["cited_wrongly"] += len(said - cited)
        tally["not_cited"] += len(cited - said)


def _also(observation: Mapping[str, Any]) -> list[str]:
    """Other areas that a second reader would accept too."""
    also = observation.get("area_alt") or []
    return [also] if isinstance(also, str) else list(also)
