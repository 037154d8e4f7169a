"""What every part of the page leans on: errors as one line, what is remembered, what is kept between runs, choices, downloads."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import streamlit as st

from assistant.checklist import Checklist, load_checklist
from assistant.errors import AssistantError
from assistant.page import html
from ingest.errors import IngestError

if TYPE_CHECKING:
    from assistant.workspace import Workspace

Made = TypeVar("Made")


@contextmanager
def telling() -> Iterator[None]:
    """The two kinds of error that are meant for people become one line on the page; any other is a bug and is seen."""
    try:
        yield
    except (AssistantError, IngestError) as error:
        st.error(html.label(str(error)), icon=":material/error:")


def remember(key: str, value: Any) -> None:
    st.session_state[key] = value


@st.cache_resource
def checklist_named(name: str) -> Checklist:
    return load_checklist(name)


def chosen_checklist() -> Checklist:
    """What the documents are judged on: the seven control points unless a person has chosen the further ones."""
    return checklist_named(st.session_state.get("checklist", "contract"))


def kept(workspace: "Workspace", what: str, make: Callable[[], Made]) -> Made:
    """What `make` gives, made once for each state of the deal: every click draws the page again."""
    made: Made = _kept(workspace.name, workspace.revision, what, make)
    return made


@st.cache_resource(max_entries=24, show_spinner="Reading the documents")
def _kept(deal: str, revision: str, what: str, _make: Callable[[], Any]) -> Any:
    return _make()


def forget_kept() -> None:
    """After a removal nothing of the document may stay in memory either."""
    _kept.clear()


def choice(words: str, options: Mapping[Any, str], key: str) -> Any:
    return st.segmented_control(
        words, list(options), format_func=options.__getitem__, default=next(iter(options)), required=True, key=key
    )


def downloads(name: str, writers: Mapping[str, Callable[[], Any]], key: str) -> None:
    """A button a format; the file is written when it is asked for."""
    with st.container(horizontal=True, gap="small"):
        for suffix, write in writers.items():
            st.download_button(
                suffix.upper(),
                write,
                file_name=f"{name}.{suffix}",
                key=f"{key}-{suffix}",
                icon=":material/download:",
                on_click="ignore",
            )
