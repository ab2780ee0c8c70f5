"""What a person does in the window, for the tests of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from tests.by_hand import ByHand
from timeline_app.app.main import Program, build
from timeline_app.app.settings import Settings
from timeline_app.core.dataset import Dataset
from timeline_app.models.jobs import Jobs

Run = Callable[..., tuple[int, str, str]]
"""The command line: words to exit status, stdout and stderr."""


def act(program: Program, action_id: str) -> None:
    program.commands.menus.actions[action_id].trigger()


@contextmanager
def opened(
    qtbot: QtBot, dataset: Dataset, jobs: Jobs | None = None, settings: Settings | None = None
) -> Iterator[Program]:
    """The whole window, active, with a dataset; `settings` are those of a start."""
    program = build(settings or Settings(None), jobs)
    qtbot.addWidget(program.window)
    program.show(dataset)
    with qtbot.waitActive(program.window):
        program.window.show()
        program.window.activateWindow()
    yield program
    program.window.close()


class Waiter:
    """Somebody who has long work done, and says when the machine gets to it."""

    def __init__(self, program: Program, executor: ByHand, qtbot: QtBot) -> None:
        self.program = program
        self.executor = executor
        self.qtbot = qtbot

    def waits(self) -> None:
        """Until all work that was begun is over."""
        while self.executor.waiting:
            with self.qtbot.waitSignal(self.program.jobs.ended):
                self.executor.run_next()

    def cancel_button(self) -> QAbstractButton:
        buttons = self.program.window.statusBar().findChildren(QAbstractButton)
        return next(button for button in buttons if button.text() == "Cancel")


def drop(program: Program, *paths: Path) -> None:
    """Drop files on the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier
    entering = QDragEnterEvent(QPoint(5, 5), copy, data, left, none.NoModifier)
    QApplication.sendEvent(program.window, entering)
    assert entering.isAccepted()
    dropped = QDropEvent(QPointF(5, 5), copy, data, left, none.NoModifier)
    QApplication.sendEvent(program.window, dropped)
