"""The picture stays true: imports go one way, each heavy library has one user, nothing heavy is imported too early."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted([*ROOT.glob("assistant/**/*.py"), *ROOT.glob("ingest/**/*.py")])


def imports_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def users_of(package: str) -> set[str]:
    return {
        str(p.relative_to(ROOT))
        for p in SOURCES
        if any(n == package or n.startswith(f"{package}.") for n in imports_of(p))
    }


def test_ingest_never_imports_the_assistant() -> None:
    assert not [
        p
        for p in SOURCES
        if p.is_relative_to(ROOT / "ingest") and any(n.startswith("assistant") for n in imports_of(p))
    ]


def test_only_the_page_imports_streamlit() -> None:
    assert {name for name in users_of("streamlit") if not name.startswith("assistant/page/")} == set()


def test_nothing_but_the_page_imports_the_page() -> None:
    beside = [p for p in SOURCES if "page" not in p.relative_to(ROOT).parts]

    assert not [p for p in beside if any(n.startswith("assistant.page") for n in imports_of(p))]


@pytest.mark.parametrize(
    ("package", "owner"),
    [
        ("sentence_transformers", "ingest/embed.py"),
        ("chromadb", "ingest/store.py"),
        ("pypdf", "ingest/pdf.py"),
        ("sqlalchemy", "assistant/records.py"),
    ],
)
def test_a_heavy_library_has_one_owner(package: str, owner: str) -> None:
    allowed = {owner, "ingest/erase.py", "assistant/tables.py"}

    assert users_of(package) <= allowed


def test_nothing_but_the_measuring_command_imports_the_training() -> None:
    running = [p for p in SOURCES if "learn" not in p.parts and p.name != "cli_evaluate.py"]

    assert not [p for p in running if any(n.startswith("assistant.learn") for n in imports_of(p))]


def test_help_imports_nothing_heavy() -> None:
    code = "import sys, assistant.cli; print([m for m in ('torch', 'chromadb', 'streamlit', 'langchain', 'numpy', 'sqlalchemy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)

    assert done.stdout.strip() == "[]"


def test_every_prompt_is_used() -> None:
    code = "\n".join(p.read_text(encoding="utf-8") for p in SOURCES)

    assert [p.stem for p in (ROOT / "prompts").glob("*.md") if f'load_prompt("{p.stem}")' not in code] == []


def test_no_source_names_a_machine() -> None:
    texts = [*SOURCES, *ROOT.glob("*.md"), *ROOT.glob("*.toml"), ROOT / "Makefile"]

    assert [p.name for p in texts if re.search(r"(?<![\w.])/(?:work|root|farm)/", p.read_text(encoding="utf-8"))] == []
