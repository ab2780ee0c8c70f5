"""The log file: what was not expected is kept, and no log is no reason to stop."""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from timeline_app.app.log import start_log


@pytest.fixture(autouse=True)
def tidy(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(sys, "excepthook", lambda *args: None)
    yield
    logger = logging.getLogger("timeline_app")
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()


def test_an_unexpected_exception_is_written_with_where_it_came_from(tmp_path: Path):
    path = tmp_path / "folder" / "timeline-app.log"
    start_log(path)
    try:
        raise ValueError("größer")
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    text = path.read_text(encoding="utf-8")
    assert "ValueError: größer" in text
    assert "test_log.py" in text


def test_the_hook_that_was_there_is_called_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    told: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: told.append(error))
    start_log(tmp_path / "timeline-app.log")
    error = ValueError("x")
    sys.excepthook(ValueError, error, None)
    assert told == [error]


def test_where_no_log_can_be_written_the_program_goes_on(tmp_path: Path):
    (tmp_path / "file").touch()
    hook = sys.excepthook
    start_log(tmp_path / "file" / "timeline-app.log")
    assert sys.excepthook is hook
