"""Comparison with a golden file; CONTROLPOINT_WRITE_GOLDEN=1 rewrites it, for a person to read before it is kept."""

import os

from report_builders import GOLDEN


def assert_as_golden(text: str, name: str) -> None:
    path = GOLDEN / name
    if os.environ.get("CONTROLPOINT_WRITE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), (
        f"{name} differs; rewrite with CONTROLPOINT_WRITE_GOLDEN=1 and read it"
    )
