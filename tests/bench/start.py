"""The program started as by `python -m timeline_app`, with a clock: `python -m tests.bench.start`.

The last line of the output has the seconds from BEGAN (set by the parent before this process was
there) until the window was painted, and until the shipped events were.
"""

import json
import os
import sys
import time

from PySide6 import QtWidgets
from PySide6.QtCore import QEvent, QObject, QTimer

from tests.bench.fresh import keep_apart

BEGAN = "TIMELINE_BENCH_BEGAN"
"""Environment variable: `time.time()` before the start."""


class Watched(QtWidgets.QApplication):
    """An application that tells when its window and its timeline were first painted, then ends."""

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self.found: dict[str, float] = {}
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Paint or not isinstance(watched, QtWidgets.QWidget):
            return False
        if watched.isWindow():
            watched.event(event)  # delivered here, so that its end can be told
            self._stamp("start.window")
            return True
        if _shows_events(watched):
            watched.event(event)
            self._stamp("start.events")
            self.removeEventFilter(self)
            QTimer.singleShot(0, self.closeAllWindows)
            return True
        return False

    def _stamp(self, key: str) -> None:
        self.found.setdefault(key, time.time() - float(os.environ[BEGAN]))


def _shows_events(widget: QtWidgets.QWidget) -> bool:
    """Whether it is the timeline, and has something to draw."""
    canvas = sys.modules.get("timeline_app.views.canvas.timeline_canvas")
    return (
        canvas is not None
        and isinstance(widget, canvas.TimelineCanvas)
        and widget.scene() is not None
    )


def main() -> None:
    """Run the program's own command line, without arguments, as if there were a display."""
    from timeline_app.app import display

    keep_apart()
    display.has_display = lambda environment=None: True
    QtWidgets.QApplication = Watched  # type: ignore[assignment, misc]
    sys.argv = sys.argv[:1]
    from timeline_app.__main__ import main as run

    run()
    application = QtWidgets.QApplication.instance()
    assert isinstance(application, Watched)
    print(json.dumps(application.found))


if __name__ == "__main__":
    main()
