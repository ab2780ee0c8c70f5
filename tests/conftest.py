"""What every test stands on: no window on screen, no settings of the user, nothing left behind."""

import gc
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported anywhere
os.environ["QT_HASH_SEED"] = "0"  # as the program does, whose PDFs depend on it

USER_FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
PROJECT = Path(__file__).resolve().parents[1]
PLATFORM = os.environ["QT_QPA_PLATFORM"]
"""Where the tests' windows are shown; what a test's program sets is undone after it."""

settings.register_profile("timeline", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("timeline")


def pytest_configure(config: pytest.Config) -> None:
    """Give Qt a private folder for its sockets where the session has none."""
    if not os.environ.get("XDG_RUNTIME_DIR"):
        folder = tempfile.TemporaryDirectory(prefix="timeline-tests-")  # mode 0700, as Qt asks
        config.add_cleanup(folder.cleanup)
        os.environ["XDG_RUNTIME_DIR"] = folder.name


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what uses Qt's application as `gui`: `-m "not gui"` is the quick run."""
    if "qapp" in getattr(item, "fixturenames", ()):
        item.add_marker("gui")


def is_gui(request: pytest.FixtureRequest) -> bool:
    """Whether a test uses Qt's application, by a fixture or because it says so."""
    return request.node.get_closest_marker("gui") is not None


def pytest_collection_finish(session: pytest.Session) -> None:
    """Undo pyqtgraph's exception hooks, which would hide errors in slots from pytest-qt."""
    if any(item.get_closest_marker("gui") for item in session.items):
        from pyqtgraph.exceptionHandling import handler

        handler.remove()


@pytest.fixture(autouse=True)
def user_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home for settings, caches and saved views, a new one for each test."""
    home = tmp_path_factory.mktemp("user")
    monkeypatch.setenv("QT_QPA_PLATFORM", PLATFORM)
    for name in USER_FOLDERS:
        monkeypatch.setenv(name, str(home / name.lower()))
    if sys.platform in ("darwin", "win32"):
        from PySide6.QtCore import QStandardPaths

        QStandardPaths.setTestModeEnabled(True)
    return home


@pytest.fixture(scope="session")
def qapp(qapp: "QApplication") -> "QApplication":
    """Qt's application with the words of the program, whichever test comes first."""
    from timeline_app.app.main import load_words

    assert qapp.platformName() == PLATFORM, "made before the tests could"
    load_words(qapp)
    return qapp


@pytest.fixture(autouse=True)
def no_window_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a window behind; `qtbot.addWidget` sees to it that none is."""
    if not is_gui(request):
        yield
        return
    request.getfixturevalue("qapp")
    before = windows()
    yield
    if windows() - before:
        gc.collect()  # a cycle of Python objects may be all that holds one
    left = [f"{type(w).__name__} {w.windowTitle()!r}" for w in windows() - before]
    assert not left, "windows left behind"


@pytest.fixture(autouse=True)
def clipboard_emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    """Leave nothing on the clipboard: data made in Python that Qt frees at exit ends in a crash."""
    yield
    if is_gui(request):
        clipboard = request.getfixturevalue("qapp").clipboard()
        if clipboard.mimeData() is not None and clipboard.mimeData().formats():
            clipboard.clear()


@pytest.fixture(autouse=True)
def look_restored(request: pytest.FixtureRequest) -> Iterator[None]:
    """Give the application its own colours back after a test that changed the theme."""
    if not is_gui(request):
        yield
        return
    application = request.getfixturevalue("qapp")
    palette, sheet = application.palette(), application.styleSheet()
    yield
    if application.styleSheet() != sheet:
        application.setStyleSheet(sheet)
    if application.palette() != palette:
        application.setPalette(palette)


def windows() -> set["QWidget"]:
    """All windows that exist, shown or not, but for the one that Qt keeps for tooltips."""
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    every = QApplication.topLevelWidgets()
    return {window for window in every if window.metaObject().className() != "QTipLabel"}


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of files shared by all who work on the project; not part of the project."""
    folder = Path(os.environ.get("TIMELINE_SHARED", PROJECT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("needs the folder of shared files beside the project")
    return folder


@pytest.fixture(scope="session")
def shared_sources(shared: Path) -> Path:
    """The documents that the shipped dataset quotes."""
    return shared / "sources"
