"""One real journey in a real browser: upload, check, evidence, ask, open the page, download."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from assistant.sample import build_sample

ROOT = Path(__file__).resolve().parents[1]
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = pytest.mark.browser
if CHROMIUM is None and not os.environ.get("CI"):
    pytest.skip("Chromium is not installed", allow_module_level=True)


@pytest.fixture
def page_url(tmp_path: Path) -> Iterator[str]:
    """The page, served on a free loopback port with a data folder of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {"CONTROLPOINT_DATA_DIR": str(tmp_path / "data")}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(120):
            try:
                urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1).read()
                break
            except OSError:
                time.sleep(0.5)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def test_a_new_user_uploads_checks_asks_opens_a_page_and_downloads(page_url: str, tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    (tmp_path / "sample").mkdir()
    agreement = next(p for p in build_sample(tmp_path / "sample") if p.name == "supply-agreement.pdf")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1500, "height": 1100})
        page.set_default_timeout(60_000)
        page.goto(page_url)
        page.locator("input[type=file]").set_input_files(agreement)
        page.get_by_role("button", name="Read these files").click()

        page.get_by_text("What to look at first").wait_for()
        assert page.get_by_text("need your eyes").first.is_visible()
        assert page.get_by_text("supply-agreement.pdf").first.is_visible()

        page.get_by_role("tab", name="Check").click()
        page.get_by_test_id("stExpander").filter(has_text="For-cause audits").locator("summary").first.click()
        page.locator("p.rated:visible").first.wait_for()

        page.get_by_test_id("stChatInputTextArea").fill("Which law governs this agreement?")
        page.keyboard.press("Enter")
        first = page.get_by_role("button", name="1. ")
        first.wait_for()
        first.click()
        page.get_by_role("dialog").get_by_role("img").wait_for()
        page.keyboard.press("Escape")

        page.get_by_role("tab", name="Questions and report").click()
        with page.expect_download() as report:
            page.get_by_role("button", name="Download the report").click()
        with page.expect_download() as questions:
            page.get_by_role("button", name="Questions as Word").click()
        assert Path(report.value.path()).stat().st_size > 10_000
        assert Path(questions.value.path()).stat().st_size > 5_000
        browser.close()
