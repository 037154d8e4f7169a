"""The documents at the side of the page: adding, removing, and the check that follows, each saying how far it is."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import streamlit as st

from assistant.intake import Added
from assistant.page import html, html_held
from assistant.page.session import chosen_checklist, forget_kept, remember, telling

if TYPE_CHECKING:
    from assistant.records import DocumentRow
    from assistant.workspace import OnProgress, Workspace


def documents_panel(workspace: "Workspace", rows: "Sequence[DocumentRow]") -> list[Any]:
    """Held documents, each with its removal, and a place to add more; returns the uploads to take in."""
    st.html(html_held.side_title(f"Documents ({len(rows)})"))
    for row in rows:
        with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
            st.html(html_held.document_html(row))
            with st.popover("", icon=":material/more_vert:", key=f"more-{row.id}", type="tertiary"):
                st.caption("Removes the file, its text and index, and every finding and answer that quotes it.")
                if st.button("Remove", icon=":material/delete:", key=f"remove-{row.id}", width="stretch"):
                    with telling():
                        remember("receipt", workspace.remove(row.id).lines())
                        forget_kept()
                        st.rerun()
    uploads = st.file_uploader(
        "Add documents",
        accept_multiple_files=True,
        key=f"upload-{st.session_state.setdefault('uploads', 0)}",
        help="Agreements, quality agreements, amendments, audit reports: PDF, DOCX, TXT, MD, HTML, images, ZIP, mail.",
    )
    return list(uploads or [])


def take_uploads(workspace: "Workspace", uploads: Sequence[Any]) -> None:
    """Upload after upload; a rejected one is a line in the receipt, and the rest goes on."""

    def each(on_progress: "OnProgress") -> Iterator[Added]:
        with TemporaryDirectory() as folder:
            for number, upload in enumerate(uploads):
                path = Path(folder) / f"{number}{Path(upload.name).suffix[:9]}"
                path.write_bytes(upload.getvalue())
                yield from workspace.add_all([path], on_progress, name=upload.name)

    st.session_state.uploads += 1
    take_in(workspace, each)


def take_in(workspace: "Workspace", adding: "Callable[[OnProgress], Iterable[Added]]") -> None:
    """Add, then check what is held; both say how far they are."""
    receipt: list[str] = []
    with telling(), st.status("Reading documents", expanded=True) as status:
        bar = st.progress(0.0, "Preparing")

        def show(file: str, stage: str, done: int, total: int) -> None:
            unit = {"reading": "page", "files": "file"}.get(stage, "clause")
            bar.progress(min(1.0, done / max(total, 1)), f"{html.label(file)}: {stage} {unit} {done} of {total}")

        for added in adding(show):
            lines = html_held.added_lines(added)
            receipt += lines
            st.html(html.lines_html(lines))
        if workspace.documents():
            status.update(label="Checking")
            check(workspace, None)
        remember("receipt", receipt)
        st.rerun()


def check(workspace: "Workspace", document_ids: Sequence[str] | None, judge: str = "offline") -> None:
    bar = st.progress(0.0, "Checking")
    with st.empty():
        if judge != "offline":
            st.button("Stop", icon=":material/stop_circle:", key="stop-check", on_click=workspace.cancel)

    def show(done: int, total: int, what: str) -> None:
        bar.progress(min(1.0, done / max(total, 1)), f"Requirement {done} of {total}")

    workspace.check(document_ids, chosen_checklist().name, on_progress=show, judge=judge)
    bar.empty()


def receipt() -> None:
    """What the last addition or removal did, until it is put away."""
    if lines := st.session_state.get("receipt"):
        with st.container(border=True, horizontal=True, key="receipt", vertical_alignment="top", wrap=False):
            st.html(html.lines_html(lines))
            st.button("Close", type="tertiary", key="close-receipt", on_click=remember, args=("receipt", []))
