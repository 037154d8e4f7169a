"""Prompts are Markdown files with `$placeholders`; passages enter them as keyed, delimited data."""

import re
from collections.abc import Sequence
from pathlib import Path
from string import Template

PROMPTS = Path(__file__).resolve().parent.parent / "prompts"
_FENCE = re.compile(r"</?\s*passage\b[^>]*>", re.IGNORECASE)


def load_prompt(name: str, folder: Path = PROMPTS) -> "Prompt":
    """The prompt of that name."""
    return Prompt(name, (folder / f"{name}.md").read_text(encoding="utf-8"))


class Prompt:
    """A template that insists on exactly the values it names."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self._template = Template(text)

    def filled(self, **values: str) -> str:
        """The text with every placeholder replaced; a missing or unused value is an error."""
        wanted, given = set(self._template.get_identifiers()), set(values)
        if wanted != given:
            raise ValueError(f"prompt {self.name}: missing {sorted(wanted - given)}, unused {sorted(given - wanted)}")
        return self._template.substitute(values)


def keyed_passages(texts: Sequence[tuple[str, str]]) -> str:
    """(place, text) pairs as delimited blocks with keys [1], [2] ...; nothing inside can close its block."""
    blocks = [
        f'<passage key="[{i}]" place="{_plain(place)}">\n{_FENCE.sub("", text).strip()}\n</passage>'
        for i, (place, text) in enumerate(texts, 1)
    ]
    return "\n\n".join(blocks)


def _plain(place: str) -> str:
    return re.sub(r'[<>"\n]', " ", place)
