"""Settings: defaults, environment before file, one-line errors, nothing secret shown."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.settings import FIELDS, READERS, Settings, default_data_dir, described

HOME = {"HOME": "/home/ana"}


def from_env(toml_path: Path | None = None, **variables: str) -> Settings:
    return Settings.from_env(HOME | {f"CONTROLPOINT_{k}": v for k, v in variables.items()}, toml_path)


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_without_any_setting_everything_is_local_and_offline() -> None:
    settings = from_env()
    assert (settings.model, settings.model_url, settings.chroma_url, settings.database_url) == ("", "", "", "")
    assert settings.chat_model == ""
    assert settings.data_dir.name == "controlpoint"


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("linux", HOME, "/home/ana/.local/share/controlpoint"),
        ("linux", HOME | {"XDG_DATA_HOME": "/data"}, "/data/controlpoint"),
        ("darwin", HOME, "/home/ana/Library/Application Support/controlpoint"),
    ],
)
def test_data_lies_where_the_platform_keeps_user_data(platform: str, environ: dict[str, str], expected: str) -> None:
    assert default_data_dir(environ, platform) == Path(expected)


def test_every_field_can_be_read_and_is_described() -> None:
    assert set(READERS) == set(FIELDS)
    assert [name for name, _value, _origin in described(Settings())] == [f"CONTROLPOINT_{f.upper()}" for f in FIELDS]


def test_environment_wins_over_file_and_origins_say_so(tmp_path: Path) -> None:
    file = tmp_path / "deal.toml"
    file.write_text('model = "ollama:qwen3"\nMODEL_TIMEOUT = 5\noffline = false\ndata_dir = "here"\n', encoding="utf-8")
    settings = from_env(file, MODEL="openai:gpt-5-mini")
    shown = {name.removeprefix("CONTROLPOINT_"): (value, origin) for name, value, origin in described(settings)}
    assert shown["MODEL"] == ("openai:gpt-5-mini", "environment")
    assert shown["MODEL_TIMEOUT"] == ("5.0", str(file))
    assert shown["EMBEDDER"] == ("all-MiniLM-L6-v2", "default")
    assert settings.data_dir == tmp_path / "here"


def test_controlpoint_toml_in_the_current_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "controlpoint.toml").write_text('offline = "yes"\n', encoding="utf-8")
    assert from_env().offline is True


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("OFFLINE", "perhaps", "allowed are 1, true, yes, on"),
        ("MODEL_TIMEOUT", "soon", "a number of seconds"),
        ("MODEL_TIMEOUT", "0", "above 0"),
        ("MODEL_TIMEOUT", "nan", "a number of seconds"),
        ("MAX_FILE_MB", "-1", "above 0"),
        ("PLEASE_READ_BELOW", "1.5", "from 0 to 1"),
        ("DATABASE_URL", "mysql://db/deals", "postgresql:// or sqlite://"),
        ("CHROMA_URL", "chroma:8000", "http:// or https://"),
        ("MODEL", "gpt-5-mini", "provider:model"),
        ("MODEL_URL", "http://localhost:8080/v1", "needs CONTROLPOINT_MODEL too"),
        ("DATA_DIR", "", "must be a folder"),
        ("MODLE", "openai:x", "did you mean CONTROLPOINT_MODEL?"),
    ],
)
def test_a_bad_value_is_one_line_that_names_the_variable(variable: str, value: str, says: str) -> None:
    with pytest.raises(SettingsError) as caught:
        from_env(**{variable: value})
    message = str(caught.value)
    assert message.startswith(f"CONTROLPOINT_{variable}:")
    assert says in message
    assert "\n" not in message


@pytest.mark.parametrize("value", ["0", "1", "0.5"])
def test_the_ends_of_a_range_are_allowed(value: str) -> None:
    assert from_env(PLEASE_READ_BELOW=value).please_read_below == float(value)


def test_a_data_dir_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "note").write_text("x", encoding="utf-8")
    with pytest.raises(SettingsError, match="this is a file"):
        from_env(DATA_DIR=str(tmp_path / "note"))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("model = ", "not valid TOML"),
        ('modle = "openai:x"', "did you mean model?"),
        ('colour = "red"', "settings are"),
        ('model_api_key = "abc"', "does not belong in a file"),
        ("model = 5", "must be text"),
    ],
)
def test_a_bad_file_is_named(tmp_path: Path, content: str, says: str) -> None:
    file = tmp_path / "deal.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=says):
        from_env(file)


def test_a_file_that_was_asked_for_must_exist(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"absent\.toml: cannot be read"):
        from_env(tmp_path / "absent.toml")


def test_unrelated_variables_with_our_prefix_are_left_alone() -> None:
    assert from_env(EVAL="/somewhere") == from_env()


def test_offline_refuses_the_model_and_says_so() -> None:
    settings = from_env(MODEL="openai:gpt-5-mini", OFFLINE="1")
    assert settings.chat_model == ""
    assert ("CONTROLPOINT_MODEL", "openai:gpt-5-mini (not used: OFFLINE is on)", "environment") in described(settings)


@pytest.mark.parametrize(
    "settings",
    [
        Settings(model_api_key="hunter2"),
        Settings(database_url="postgresql://ana:hunter2@db:5432/deals"),
        Settings(database_url="postgresql://db/deals?user=ana&password=hunter2"),
        Settings(chroma_url="https://hunter2@chroma.example:8000"),
        Settings(model_url="https://ana:hunter2@llm.example/v1?api_key=hunter2", model="m"),
    ],
)
def test_no_secret_is_ever_shown(settings: Settings) -> None:
    assert "hunter2" not in str(described(settings))
    assert "hunter2" not in repr(replace(settings, model_url=""))


def test_a_bad_url_is_reported_without_its_password() -> None:
    with pytest.raises(SettingsError) as caught:
        from_env(DATABASE_URL="mysql://ana:hunter2@db/deals")
    assert "hunter2" not in str(caught.value)


def test_streamlits_secrets_are_settings_and_a_providers_key_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page's server puts the top level of secrets.toml into the environment as it starts."""
    from streamlit import config
    from streamlit.runtime.secrets import Secrets

    for name in ("CONTROLPOINT_MODEL_API_KEY", "OPENAI_API_KEY"):
        monkeypatch.setenv(name, "x")
        monkeypatch.delenv(name)
    file = tmp_path / "secrets.toml"
    file.write_text('CONTROLPOINT_MODEL_API_KEY = "sk-one"\nOPENAI_API_KEY = "sk-two"\n', encoding="utf-8")
    before = config.get_option("secrets.files")
    config.set_option("secrets.files", [str(file)])
    try:
        assert Secrets().load_if_toml_exists()
    finally:
        config.set_option("secrets.files", before)

    assert Settings.from_env(os.environ).model_api_key == "sk-one"
    assert os.environ["OPENAI_API_KEY"] == "sk-two"
    assert "sk-" not in repr(Settings.from_env(os.environ))
