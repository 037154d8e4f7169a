"""What the README promises exists: commands, settings, version."""

import os
import re
from pathlib import Path

from typer.main import get_command

from assistant import __version__
from assistant.cli import app
from assistant.settings import Settings, described

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_the_readme_names_exists() -> None:
    known = set(get_command(app).commands)  # type: ignore[attr-defined]
    named = set(re.findall(r"^controlpoint ([a-z]+)", README, re.MULTILINE))

    assert named
    assert named <= known


def test_every_command_is_in_the_readme() -> None:
    assert [name for name in get_command(app).commands if f"controlpoint {name}" not in README] == []  # type: ignore[attr-defined]


def test_every_setting_is_in_the_readme() -> None:
    names = [name for name, _, _ in described(Settings.from_env({"HOME": os.sep}))]

    assert [name for name in names if name not in README] == []


def test_the_changelog_begins_with_this_version() -> None:
    first = re.search(r"^## \[?(\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert first is not None
    assert first.group(1) == __version__


def test_make_has_the_two_commands() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert "make run" in README
    assert "make test" in README
    assert re.search(r"^run:", makefile, re.MULTILINE)
    assert re.search(r"^test:", makefile, re.MULTILINE)
