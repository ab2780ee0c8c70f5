"""The whole window, open on a small dataset."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from tests.app.acts import Run, opened
from tests.builders import small_dataset
from timeline_app.app import export_wishes, exports
from timeline_app.app.command_line import main
from timeline_app.app.main import Program


@pytest.fixture
def program(qtbot: QtBot) -> Iterator[Program]:
    with opened(qtbot, small_dataset()) as program:
        yield program


@pytest.fixture
def at_one_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Window and command line are asked for exports in the same second."""
    for module in (exports, export_wishes):
        monkeypatch.setattr(module, "now", lambda: datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the program; gives its exit status and what it wrote to stdout and stderr."""

    def run(*words: object) -> tuple[int, str, str]:
        status = main([str(word) for word in words])
        told = capsys.readouterr()
        return status, told.out, told.err

    return run
