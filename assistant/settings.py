"""Settings: every knob with its default, read from the environment and controlpoint.toml here and nowhere else."""

import sys
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit, urlunsplit

from assistant.errors import SettingsError

PREFIX = "CONTROLPOINT_"
TOML_FILE = "controlpoint.toml"
MASK = "****"
JUDGES = ("offline", "model", "both")

YES = frozenset({"1", "true", "yes", "on"})
NO = frozenset({"0", "false", "no", "off", ""})


@dataclass(frozen=True)
class Settings:
    """What a user may choose; tests vary it with `dataclasses.replace`."""

    # Chat model as LangChain's `provider:model`; empty means offline: every answer is extracted, none is written.
    model: str = ""
    # An OpenAI-compatible server; `model` then names the model on that server.
    model_url: str = ""
    # Key for `model_url`; the providers' own variables (OPENAI_API_KEY ...) work without it. Never stored, never shown.
    model_api_key: str = field(default="", repr=False)
    # Embedding model: the bundled one, a folder, or a name in the local Hugging Face cache.
    embedder: str = "all-MiniLM-L6-v2"
    # Where workspaces keep files, text, vectors and findings.
    data_dir: Path = Path("~/.local/share/controlpoint")
    # PostgreSQL for the relational records; empty means an SQLite file in the workspace's folder.
    database_url: str = field(default="", repr=False)
    # A Chroma server; empty means an embedded Chroma in the workspace's folder.
    chroma_url: str = field(default="", repr=False)
    # True refuses any chat model, whatever MODEL says.
    offline: bool = False
    # Seconds before a silent chat model is given up.
    model_timeout: float = 60.0
    # How often a model is asked again after a time-out, a dropped connection or a busy server.
    model_tries: int = 3
    # Tokens one reply may have; models that think before they answer need more.
    model_longest_reply: int = 1000
    # Clauses shown to a model at most for one requirement or answer; a slow model at home wants fewer.
    model_clauses: int = 12
    # Requests a minute; 0 is no limit.
    model_per_minute: float = 0.0
    # Requests at one time during a check; a server at home usually answers one after the other.
    model_at_once: int = 1
    # Keeps replies by model and prompt in the deal's folder, so that the same question is paid for once.
    model_cache: bool = True
    # Tokens, sent and received, that one check or answer may use; 0 is no limit.
    model_most_tokens: int = 0
    # US dollars that one check or answer may cost; 0 is no limit. Refused where the model's price is not known.
    model_most_dollars: float = 0.0
    # Who judges: offline, model or both; empty means both when a model is set, else offline.
    judge: str = ""
    # Larger files are rejected unread.
    max_file_mb: float = 200.0
    # Findings less certain than this are marked "please read".
    please_read_below: float = 0.7
    # Where each value came from, by field name.
    origins: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def chat_model(self) -> str:
        """The model to use, or "" when there is none or OFFLINE refuses it."""
        return "" if self.offline else self.model

    @staticmethod
    def from_env(environ: Mapping[str, str], toml_path: Path | None = None) -> "Settings":
        """Settings from CONTROLPOINT_ variables, then `controlpoint.toml`, then the defaults."""
        given = _from_toml(toml_path) | _from_variables(environ)
        values: dict[str, Any] = {"data_dir": default_data_dir(environ)}
        origins = {}
        for name, (raw, origin, folder) in given.items():
            values[name] = _read(name, raw, folder)
            origins[name] = origin
        settings = Settings(**values, origins=origins)
        _check_together(settings)
        return settings


def described(settings: Settings) -> list[tuple[str, str, str]]:
    """(NAME, value, origin) of every setting for people; keys and passwords are masked."""
    lines = []
    for name in FIELDS:
        value = getattr(settings, name)
        text = MASK if name == "model_api_key" and value else _without_password(str(value))
        if name in ("model", "model_url") and value and settings.offline:
            text += " (not used: OFFLINE is on)"
        lines.append((PREFIX + name.upper(), text, settings.origins.get(name, "default")))
    return lines


def default_data_dir(environ: Mapping[str, str], platform: str = sys.platform) -> Path:
    """The platform's folder for user data, with `controlpoint` at its end."""
    home = Path(environ.get("HOME") or Path.home())
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "controlpoint"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "controlpoint"
    return Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "controlpoint"


# Reading -------------------------------------------------------------------------------------------------------------

Given = dict[str, tuple[Any, str, Path]]
"""field name -> (raw value, origin for people, folder that relative paths start from)"""


def _from_variables(environ: Mapping[str, str]) -> Given:
    given: Given = {}
    for variable, value in environ.items():
        if not variable.startswith(PREFIX):
            continue
        name = variable.removeprefix(PREFIX).lower()
        if name in FIELDS:
            given[name] = (value.strip(), "environment", Path.cwd())
        elif near := get_close_matches(name, FIELDS, n=1, cutoff=0.8):
            raise SettingsError(f"{variable}: no such setting; did you mean {PREFIX}{near[0].upper()}?")
    return given


def _from_toml(path: Path | None) -> Given:
    path, asked_for = (path, True) if path else (Path(TOML_FILE), False)
    if not asked_for and not path.is_file():
        return {}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from error
    given: Given = {}
    for key, value in table.items():
        name = key.lower()
        if name not in FIELDS:
            near = get_close_matches(name, FIELDS, n=1)
            hint = f"did you mean {near[0]}?" if near else f"settings are {', '.join(FIELDS)}"
            raise SettingsError(f"{path}: no setting named {key}; {hint}")
        if name == "model_api_key":
            raise SettingsError(f"{path}: {key} does not belong in a file; set {PREFIX}MODEL_API_KEY instead")
        given[name] = (value, str(path), path.resolve().parent)
    return given


def _read(name: str, raw: Any, folder: Path) -> Any:
    reader = READERS[name]
    try:
        return reader(raw, folder)
    except ValueError as error:
        shown = _without_password(str(raw))
        raise SettingsError(f"{PREFIX}{name.upper()}: {shown!r} is not allowed; {error}") from None


def _text(raw: Any, _folder: Path) -> str:
    if not isinstance(raw, str):
        raise ValueError("it must be text in quotes")
    return raw.strip()


def _embedder(raw: Any, folder: Path) -> str:
    text = _text(raw, folder) or Settings.embedder
    path = Path(text).expanduser()
    # A folder named in a file is meant from that file's place, not from wherever the command runs.
    return str(folder / path) if text.startswith((".", "~")) else text


def _path(raw: Any, folder: Path) -> Path:
    if not isinstance(raw, str | Path) or not str(raw).strip():
        raise ValueError("it must be a folder")
    path = folder / Path(raw).expanduser()
    if path.exists() and not path.is_dir():
        raise ValueError("it must be a folder, and this is a file")
    return path


def _yes_or_no(raw: Any, _folder: Path) -> bool:
    text = str(raw).strip().lower()
    if text not in YES | NO:
        raise ValueError("allowed are 1, true, yes, on and 0, false, no, off")
    return text in YES


def _number(low: float, high: float, wording: str) -> Callable[[Any, Path], float]:
    def read(raw: Any, _folder: Path) -> float:
        try:
            value = float("nan") if isinstance(raw, bool) else float(raw)
        except (TypeError, ValueError):
            value = float("nan")
        if not low <= value <= high:
            raise ValueError(f"it must be {wording}")
        return value

    return read


def _whole_number(low: int, high: int) -> Callable[[Any, Path], int]:
    wording = f"a whole number from {low} to {high}"
    number = _number(low, high, wording)

    def read(raw: Any, folder: Path) -> int:
        value = number(raw, folder)
        if value != int(value):
            raise ValueError(f"it must be {wording}")
        return int(value)

    return read


def _one_of(*allowed: str) -> Callable[[Any, Path], str]:
    def read(raw: Any, folder: Path) -> str:
        text = _text(raw, folder).lower()
        if text not in allowed:
            raise ValueError(f"allowed are {', '.join(word for word in allowed if word)}")
        return text

    return read


def _url(*schemes: str) -> Callable[[Any, Path], str]:
    def read(raw: Any, folder: Path) -> str:
        text = _text(raw, folder)
        allowed = " or ".join(f"{scheme}://" for scheme in schemes)
        if text and urlsplit(text).scheme.split("+")[0] not in schemes:
            raise ValueError(f"it must start with {allowed}")
        if text and urlsplit(text).scheme in ("http", "https") and not urlsplit(text).hostname:
            raise ValueError(f"it must name a server, as {schemes[0]}://localhost:8000")
        return text

    return read


READERS: dict[str, Callable[[Any, Path], Any]] = {
    "model": _text,
    "model_url": _url("http", "https"),
    "model_api_key": _text,
    "embedder": _embedder,
    "data_dir": _path,
    "database_url": _url("postgresql", "sqlite"),
    "chroma_url": _url("http", "https"),
    "offline": _yes_or_no,
    "model_tries": _whole_number(1, 10),
    "model_longest_reply": _whole_number(50, 100_000),
    "model_clauses": _whole_number(1, 60),
    "model_per_minute": _number(0.0, 100_000, "a number of requests from 0, which is no limit"),
    "model_at_once": _whole_number(1, 32),
    "model_cache": _yes_or_no,
    "model_most_tokens": _whole_number(0, 1_000_000_000),
    "model_most_dollars": _number(0.0, 1_000_000, "a number of US dollars from 0, which is no limit"),
    "judge": _one_of("", *JUDGES),
    "model_timeout": _number(0.001, 3600, "a number of seconds above 0 and at most 3600"),
    "max_file_mb": _number(0.001, 100_000, "a number of megabytes above 0"),
    "please_read_below": _number(0.0, 1.0, "a number from 0 to 1"),
}
FIELDS = tuple(f.name for f in fields(Settings) if f.name != "origins")


def _check_together(settings: Settings) -> None:
    if settings.model_url and not settings.model:
        raise SettingsError(f"{PREFIX}MODEL_URL: needs {PREFIX}MODEL too, the name of the model on that server")
    if settings.model and not settings.model_url and ":" not in settings.model:
        raise SettingsError(
            f"{PREFIX}MODEL: {settings.model!r} is not allowed; write provider:model, as openai:gpt-5-mini "
            f"or ollama:qwen3, or set {PREFIX}MODEL_URL too"
        )


def _without_password(text: str) -> str:
    """
    >>> _without_password("postgresql://ana:secret@db/deals")
    'postgresql://ana:****@db/deals'
    """
    if "://" not in text:
        return text
    try:
        parts = urlsplit(text)
    except ValueError:
        return MASK
    query = "" if not parts.query else "&".join(_masked_parameter(pair) for pair in parts.query.split("&"))
    return urlunsplit(SplitResult(parts.scheme, _masked_login(parts.netloc), parts.path, query, parts.fragment))


def _masked_login(netloc: str) -> str:
    login, at, host = netloc.rpartition("@")
    user, colon, _password = login.partition(":")
    # A login without a colon is a token used as user name.
    return f"{user}:{MASK}@{host}" if colon else f"{MASK}{at}{host}" if at else host


def _masked_parameter(pair: str) -> str:
    key, equals, value = pair.partition("=")
    secret = any(word in key.lower() for word in ("pass", "key", "token", "secret"))
    return f"{key}{equals}{MASK if secret and value else value}"
