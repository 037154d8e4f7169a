"""A chat model may reword a draft's paragraphs; each is compared with the offline one, and stays only if it says the same.

reworded(draft, model, "en")  ->  Draft         paragraphs that changed a fact are the offline ones
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from assistant.drafting import Draft, Item, Said, Section
from assistant.errors import ModelError
from assistant.model import Model
from assistant.prompts import keyed_passages, load_prompt
from ingest.addressed import find_addressed

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*|\[[^\]]{0,20}\]|【[^】]{0,20}】")
_SPELT = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|hundred|half|third|quarter"
    r"|days?|weeks?|months?|years?|hours?)\b",
    re.IGNORECASE,
)
_TURNS = re.compile(
    # "However this ends" is whichever way it ends; "However, this ends" is not. A question states nothing.
    r"\b(?:not|no|never|none|unless|except|without|only|shall|must|may)\b|\bhowever,?|[?？]|[不未无非免]|除非|应当?|须|可以?",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-Z][\w&.-]+\b")
_QUOTED = re.compile(r"“[^”]*”")
_ZH_NUMBER = re.compile("[一二三四五六七八九十百千两]+(?=[个天日年月次份名批周])")
SHORTEST, LONGEST = 0.5, 1.5
# The other side's words and ours on where a finding stands are facts, not style.
_FACTS = frozenset({"Your wording", "Our reading", "Where it stands", "Where to put it", "Please send"})


def reworded(draft: Draft, model: Model, languages: Sequence[str]) -> Draft:
    """The draft with its paragraphs in better style; a model that fails leaves the rest as it is, and says so."""
    kept = changed = 0
    sections: list[Section] = []
    for section in draft.sections:
        items: list[Item] = []
        for item in section.items:
            try:
                text = _reworded(item, model, languages, draft.names.all)
            except ModelError as error:
                rest = (*sections, replace(section, items=(*items, *section.items[len(items) :])))
                whole = (*rest, *draft.sections[len(rest) :])
                return replace(
                    draft, sections=whole, by=_by(model, changed), note=f"{error}; the rest is the offline draft."
                )
            changed += text != item.text
            kept += text == item.text
            items.append(replace(item, text=text))
        sections.append(replace(section, items=tuple(items)))
    note = f"{model.name} reworded {changed} of {changed + kept} paragraphs; the others are the offline draft."
    return replace(draft, sections=tuple(sections), by=_by(model, changed), note=note)


def prompts_for(draft: Draft, languages: Sequence[str]) -> list[str]:
    """All that rewording this draft would send."""
    return [
        _prompt(text, language)
        for section in draft.sections
        for item in section.items
        if item.label.en not in _FACTS
        for code, text, language in (("en", item.text.en, "English"), ("zh", item.text.zh, "Chinese"))
        if code in languages and text
    ]


def says_the_same(before: str, after: str, names: Sequence[str]) -> bool:
    """Whether a rewording keeps numbers, periods, names, quotes and every turn of meaning, and adds none.

    >>> says_the_same("Customer may audit once a year.", "Once a year Customer may audit.", ["Customer"])
    True
    >>> says_the_same("Customer may audit once a year.", "Customer may audit twice in 2 years.", ["Customer"])
    False
    >>> says_the_same("However this ends, Supplier helps.", "However, this ends and Supplier helps.", ["Supplier"])
    False
    """
    for pattern in (_NUMBER, _SPELT, _ZH_NUMBER, _TURNS, _QUOTED):
        if Counter(map(str.lower, pattern.findall(before))) != Counter(map(str.lower, pattern.findall(after))):
            return False
    if _in_order(before, names) != _in_order(after, names):
        return False
    known = set(map(str.lower, re.findall(r"[\w&.-]+", before)))
    new_names = [
        name for name in _NAME.findall(after) if name.lower().strip(".") not in known and not _opens(after, name)
    ]
    return not new_names and SHORTEST * len(before) <= len(after) <= LONGEST * len(before)


def _reworded(item: Item, model: Model, languages: Sequence[str], names: Sequence[str]) -> Said:
    if item.label.en in _FACTS:
        return item.text
    en = _better(item.text.en, model, "English", names) if "en" in languages else item.text.en
    zh = _better(item.text.zh, model, "Chinese", names) if "zh" in languages else item.text.zh
    return Said(en, zh)


def _better(text: str, model: Model, language: str, names: Sequence[str]) -> str:
    if not text:
        return text
    reply = " ".join(model.reply(_prompt(text, language)).split())
    echoed = load_prompt("draft").is_echoed_in(reply)
    fits = reply and says_the_same(text, reply, names) and not echoed and not find_addressed(reply)
    return reply if fits else text


def _prompt(text: str, language: str) -> str:
    return load_prompt("draft").filled(language=language, passages=keyed_passages([("draft", text)]))


def _in_order(text: str, names: Sequence[str]) -> list[str]:
    """The parties as the text names them, first to last: whoever changes places changes duties."""
    longest_first = sorted(set(names), key=len, reverse=True)
    return [
        found.lower() for found in re.findall("|".join(map(re.escape, longest_first)) or "(?!)", text, re.IGNORECASE)
    ]


def _opens(text: str, name: str) -> bool:
    """A capital at the start of a sentence is no name."""
    return all(re.search(r"(?:^|[.!?:;]\s+)$", text[: m.start()]) for m in re.finditer(rf"\b{re.escape(name)}\b", text))


def _by(model: Model, changed: int) -> str:
    return f"offline, reworded by {model.name}" if changed else "offline"
