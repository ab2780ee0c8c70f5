"""The whole window, open on a small dataset."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.app.acts import opened
from tests.builders import small_dataset
from timeline_app.app.main import Program


@pytest.fixture
def program(qtbot: QtBot) -> Iterator[Program]:
    with opened(qtbot, small_dataset()) as program:
        yield program
