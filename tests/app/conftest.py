"""The whole window, open on a small dataset."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.builders import small_dataset
from timeline_app.app.main import Program, build
from timeline_app.app.settings import Settings


@pytest.fixture
def program(qtbot: QtBot) -> Iterator[Program]:
    program = build(Settings(None))
    qtbot.addWidget(program.window)
    program.show(small_dataset())
    with qtbot.waitActive(program.window):
        program.window.show()
        program.window.activateWindow()
    yield program
    program.window.close()
