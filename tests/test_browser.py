"""One journey through the real page in a real browser: upload, check, evidence, question, citation, downloads."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from model_server import Dripping, Played, events, playing

from assistant.sample import build_sample

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_SECONDS = 60
SLOW = 120_000
"""Milliseconds: the first index loads the embedding model, on a machine that may be busy."""


@pytest.fixture
def settings_given() -> dict[str, str]:
    """Settings of the server besides its data folder; a test may bring its own."""
    return {}


@pytest.fixture
def address(tmp_path: Path, settings_given: dict[str, str]) -> Iterator[str]:
    """The page's server on a free loopback port, with data of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("CONTROLPOINT_")}
    environ |= {"CONTROLPOINT_DATA_DIR": str(tmp_path / "data"), **settings_given}
    log = tmp_path / "server.log"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with log.open("wb") as output:
        server = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=output, stderr=subprocess.STDOUT)
        try:
            yield wait_for(f"http://127.0.0.1:{port}", server, log)
        finally:
            server.terminate()
            server.wait(20)


def wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> str:
    for _ in range(START_SECONDS * 5):
        assert server.poll() is None, log.read_text(encoding="utf-8", errors="replace")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as reply:
                if reply.status == 200:
                    return address
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"no answer in {START_SECONDS} s: {log.read_text(encoding='utf-8', errors='replace')}")


@pytest.fixture
def browser() -> str:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        missing = f"no browser: none of {', '.join(BROWSERS)} is on the path"
        assert os.environ.get("CI") != "true", missing
        pytest.skip(missing)
    return found


@pytest.fixture
def page(browser: str, address: str) -> Iterator["Page"]:
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=SLOW)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=FLAGS)
        opened = chromium.new_page(viewport={"width": 1500, "height": 950}, accept_downloads=True)
        opened.set_default_timeout(SLOW)
        strangers: list[str] = []
        opened.on("request", lambda r: strangers.append(r.url) if not is_local(r.url, address) else None)
        opened.goto(address)
        yield opened
        chromium.close()
    assert strangers == [], "the page asks nobody but its own server"


def is_local(url: str, address: str) -> bool:
    return url.startswith((address, address.replace("http", "ws"), "data:", "blob:"))


@pytest.mark.browser
def test_a_reader_uploads_checks_opens_evidence_asks_and_takes_the_report_home(page: "Page", tmp_path: Path) -> None:
    from playwright.sync_api import expect

    agreement = build_sample(tmp_path / "sample")[0]
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing more")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([agreement, broken])

    expect(page.get_by_text("Added: supply-agreement.pdf (16 pages")).to_be_visible()
    expect(page.get_by_text("Not added: broken.pdf")).to_be_visible()
    expect(page.get_by_text("Five facts to confirm")).to_be_visible()
    expect(page.get_by_text("What to look at first")).to_be_visible()

    page.get_by_role("tab", name="Control points").click()
    expect(page.locator(".row b")).to_have_count(7)
    missing = page.locator("summary", has_text="Technology transfer out")
    expect(missing).to_contain_text("not located")
    missing.click()
    expect(page.get_by_text("Nearest, and why it does not count").locator("visible=true").first).to_be_visible()

    page.get_by_test_id("stChatInputTextArea").fill("How much notice must Manufacturer give to terminate?")
    page.keyboard.press("Enter")
    expect(page.locator(".answer").last).to_contain_text("nine (9) months")
    open_citation(page, "clause 15.2")

    page.get_by_role("tab", name="Report").click()
    with zipfile.ZipFile(BytesIO(download(page, "DOCX"))) as report:
        assert "Technology transfer out" in report.read("word/document.xml").decode()
    assert download(page, "PDF").startswith(b"%PDF-")
    page.get_by_role("tab", name="Questions to send").click()
    page.get_by_role("radio", name="For the other side").locator("visible=true").click()
    expect(page.locator(".document-text").locator("visible=true")).to_contain_text("We did not locate")
    questions = download(page, "MD").decode()
    assert "We did not locate" in questions
    assert "deal-breaker" not in questions

    page.reload()
    expect(page.locator(".answer").last).to_contain_text("nine (9) months")


@pytest.mark.browser
def test_every_part_of_the_sample_deal_shows_its_proof(page: "Page") -> None:
    from playwright.sync_api import expect

    page.get_by_role("button", name="Load the sample deal").click()
    expect(page.get_by_text("What to look at first")).to_be_visible(timeout=2 * SLOW)

    open_tab(page, "Facts")
    expect(page.locator(".value", has_text="2025").first).to_be_visible()
    calendar = download(page, "ICS").decode()
    assert calendar.startswith("BEGIN:VCALENDAR")
    assert "CAPA due" in calendar
    page.locator(".st-key-value-governing_law").get_by_role("button").first.click()
    marked_page(page)

    open_tab(page, "Across documents")
    expect(page.locator(".title", has_text="How long before a change the supplier gives notice")).to_be_visible()
    expect(page.get_by_text("thirty (30) days before the change").first).to_be_visible()
    expect(page.get_by_text("ninety (90) days before the planned date").first).to_be_visible()

    open_tab(page, "Audit")
    expect(page.locator(".title", has_text="11 observations")).to_be_visible()
    expect(page.get_by_text("the right behind it").first).to_be_visible()
    page.get_by_role("button", name="observation 1, page").first.click()
    marked_page(page)

    open_tab(page, "Documents")
    expect(page.locator(".pages i.green")).to_have_count(16 + 1 + 5)

    open_tab(page, "Drafts")
    page.get_by_role("radio", name="Clause wording").click()
    expect(page.get_by_text("Proposed clause").first).to_be_visible()
    expect(page.locator(".draft-mark")).to_contain_text("DRAFT FOR COUNSEL")
    with zipfile.ZipFile(BytesIO(download(page, "DOCX"))) as draft:
        assert "DRAFT FOR COUNSEL" in draft.read("word/document.xml").decode()


@pytest.fixture
def model() -> Iterator[Played]:
    """A chat model that answers slowly and without end, as far as a reader's patience goes."""
    sentence = "Manufacturer must give nine (9) months of notice [1]. "
    with playing(Dripping(events(*[sentence] * 200))) as server:
        yield server


class TestWithModel:
    @pytest.fixture
    def settings_given(self, model: Played) -> dict[str, str]:
        return {"CONTROLPOINT_MODEL": "test-model", "CONTROLPOINT_MODEL_URL": model.url}

    @pytest.mark.browser
    def test_a_reader_sees_what_would_be_sent_sends_it_and_stops_the_answer(
        self, page: "Page", model: Played, tmp_path: Path
    ) -> None:
        from playwright.sync_api import expect

        page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(build_sample(tmp_path / "sample")[0])
        expect(page.get_by_text("What to look at first")).to_be_visible()
        page.get_by_test_id("stChatInputTextArea").fill("How much notice must Manufacturer give to terminate?")
        page.keyboard.press("Enter")
        expect(page.locator(".answer").last).to_contain_text("nine (9) months")
        expect(page.get_by_text("Would send")).to_contain_text("127.0.0.1")
        assert model.asked == [], "nothing is sent before the reader says so"

        page.get_by_role("button", name="Send", exact=True).click()
        stop = page.get_by_role("button", name="Stop")
        expect(stop).to_be_visible()
        open_tab(page, "Report")
        expect(stop).to_be_visible()
        stop.click()
        expect(page.locator(".answer").last).to_contain_text("topped as you asked")
        expect(stop).not_to_be_visible()
        assert len(model.asked) >= 1
        page.reload()
        expect(page.locator(".answer")).to_have_count(1)
        expect(page.locator(".answer")).to_contain_text("nine (9) months")


def open_tab(page: "Page", name: str) -> None:
    from playwright.sync_api import expect

    tab = page.get_by_role("tab", name=name, exact=True)
    tab.click()
    expect(tab).to_have_attribute("aria-selected", "true")


def marked_page(page: "Page") -> None:
    """The page that a citation opens is a picture with highlighter on it."""
    from playwright.sync_api import expect

    panel = page.get_by_role("dialog")
    picture = panel.get_by_role("img", name="with the quoted words marked")
    expect(picture).to_be_visible()
    assert yellow_pixels(page, picture) > 500
    page.keyboard.press("Escape")
    expect(panel).not_to_be_visible()


def open_citation(page: "Page", words: str) -> None:
    """The drawn page comes up beside the quote, with highlighter on it."""
    from playwright.sync_api import expect

    page.get_by_role("button", name=words).last.click()
    panel = page.get_by_role("dialog")
    picture = panel.get_by_role("img", name="Page 12 with the quoted words marked")
    expect(picture).to_be_visible()
    assert yellow_pixels(page, picture) > 1000
    page.keyboard.press("Escape")
    expect(panel).not_to_be_visible()


def yellow_pixels(page: "Page", picture: Any) -> int:
    count = """image => {
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
        const pen = canvas.getContext('2d');
        pen.drawImage(image, 0, 0);
        const pixels = pen.getImageData(0, 0, canvas.width, canvas.height).data;
        let yellow = 0;
        for (let i = 0; i < pixels.length; i += 4)
            if (pixels[i] > 230 && pixels[i + 1] > 200 && pixels[i + 2] < 170) yellow++;
        return yellow;
    }"""
    page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=picture.element_handle())
    return int(picture.evaluate(count))


def download(page: "Page", format: str) -> bytes:
    with page.expect_download() as saved:
        page.get_by_role("button", name=format).locator("visible=true").first.click()
    return bytes(saved.value.path().read_bytes())
