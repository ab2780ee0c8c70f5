"""The report in a real browser: it opens, says nothing on the console, asks for nothing."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.builders import small_dataset
from tests.views.test_report import HOSTILE, hostile_dataset, written
from timeline_app.core.dataset import Dataset

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
HOSTS = ("example.org", "evil.example")
"""What the addresses in the data lead to."""
pytestmark = pytest.mark.usefixtures("qapp")


class Browser:
    """Opens files without a window, in a profile of its own."""

    def __init__(self, program: str, folder: Path) -> None:
        self._program = program
        self._folder = folder
        self._net_log = folder / "net.json"

    def run(self, path: Path, *flags: str) -> tuple[str, list[str]]:
        """What it writes on stdout, and what the page said on the console."""
        words = [
            self._program, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={self._folder / 'profile'}", f"--log-net-log={self._net_log}",
            "--enable-logging=stderr", *flags, path.as_uri(),
        ]  # fmt: skip
        done = subprocess.run(words, capture_output=True, text=True, timeout=90, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout, [line for line in done.stderr.splitlines() if "CONSOLE" in line]

    def asked_for(self) -> list[str]:
        """Addresses that it wanted to load."""
        events = json.loads(self._net_log.read_text("utf-8"))["events"]
        return [str(event["params"]["url"]) for event in events if "url" in event.get("params", {})]


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.skip("needs Chromium")
    return Browser(program, tmp_path)


@pytest.fixture
def opened(browser: Browser, tmp_path: Path):
    """The document as the browser has it after opening a report."""

    def make(dataset: Dataset, **more) -> str:
        path = tmp_path / "report.html"
        written(path, dataset, drawn=None, **more)
        document, said = browser.run(path, "--dump-dom")
        assert said == []
        assert not [url for url in browser.asked_for() if any(host in url for host in HOSTS)]
        return document

    return make


def test_it_opens_quietly_and_whole(opened):
    document = opened(small_dataset(), title="For the desk")
    assert document.count("<article>") == 12
    assert "<title>For the desk</title>" in document
    assert "How to read this report" in document


@pytest.mark.parametrize("text", [HOSTILE[0], HOSTILE[1], HOSTILE[5]])
def test_no_text_of_the_data_acts(opened, text):
    document = opened(hostile_dataset(text), title=text)
    assert "<script" not in document
    assert "<img" not in document
    assert "<title>owned</title>" not in document


def test_the_style_of_the_program_acts_and_no_other(browser, tmp_path):
    path = tmp_path / "report.html"
    text = written(path, small_dataset())
    _, said = browser.run(path, "--dump-dom")
    assert said == []
    path.write_text(text.replace("</main>", "<script>1</script><style>*{}</style></main>"), "utf-8")
    _, said = browser.run(path, "--dump-dom")
    assert len(said) == 2
    assert all("Content Security Policy" in line for line in said)


def test_it_prints_on_pages(browser, tmp_path):
    path = tmp_path / "report.html"
    written(path, small_dataset(), drawn=None)
    printed = tmp_path / "report.pdf"
    browser.run(path, f"--print-to-pdf={printed}", "--no-pdf-header-footer")
    from pypdf import PdfReader

    pages = [page.extract_text() for page in PdfReader(printed).pages]
    assert len(pages) > 2
    assert "Five police officers killed" in "\n".join(pages)
    assert f"1 / {len(pages)}" in pages[0]
