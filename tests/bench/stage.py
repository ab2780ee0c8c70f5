"""The real window on a set of events, driven by real events, and a watch over its paints."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractEventDispatcher,
    QCoreApplication,
    QEvent,
    QEventLoop,
    QObject,
    QPoint,
    QPointF,
    Qt,
    QTimer,
)
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from timeline_app.app.collecting import IdleCollector
from timeline_app.app.main import build, create_application
from timeline_app.app.settings import Settings
from timeline_app.models.jobs import Jobs

SIZE: Final = (1600, 900)
"""Of the window, in px."""
NOTCH: Final = 120
"""What one notch of a wheel turns by, in Qt's eighths of a degree."""
POLL: Final = 0.0005
"""Seconds between two looks at whether a job is done."""
REST: Final = 0.3
"""Seconds after which the program takes the person to rest."""
TICK_MS: Final = 5
LONGEST_WAIT: Final = 1800.0
"""Seconds after which what does not come to an end is given up."""

Modifier, Button = Qt.KeyboardModifier, Qt.MouseButton


class StuckError(Exception):
    """The window did not come to rest, or did not show what was asked for."""


def drain() -> None:
    """Let the event loop run until no event and no timer that is due is left: all is painted."""
    dispatcher = QAbstractEventDispatcher.instance()
    give_up = time.perf_counter() + LONGEST_WAIT
    while dispatcher.processEvents(QEventLoop.ProcessEventsFlag.AllEvents):
        if time.perf_counter() > give_up:
            raise StuckError("the window does not come to rest")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Workers(ThreadPoolExecutor):
    """The threads of the program's jobs, which know what is under way."""

    def __init__(self) -> None:
        super().__init__(2, thread_name_prefix="job")
        self.pending: list[Future[Any]] = []
        """Jobs that run or wait, and those that are done but not yet forgotten."""

    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future = super().submit(work, *args, **kwargs)
        self.pending.append(future)
        return future

    def forget_done(self) -> None:
        """Forget the jobs that are done: their answers wait in the event loop by now."""
        self.pending = [future for future in self.pending if not future.done()]


class PaintWatch(QObject):
    """Counts the paints of a widget that show something; says when the first one was over."""

    def __init__(self, widget: QWidget, shows: Callable[[], bool]) -> None:
        super().__init__(widget)
        self._shows = shows
        self._inside = False
        self.begin()
        widget.installEventFilter(self)

    def begin(self) -> None:
        """Count anew."""
        self.count = 0
        self.first_at = 0.0
        """`time.perf_counter()` as the first paint was done."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Paint or self._inside:
            return False
        self._inside = True
        QCoreApplication.sendEvent(watched, event)  # delivered from here, so that its end is known
        self._inside = False
        if self._shows():
            self.first_at = self.first_at or time.perf_counter()
            self.count += 1
        return True


class Pauses:
    """Watches for how long the event loop answers nothing."""

    def __init__(self) -> None:
        self.longest = 0.0
        """In seconds."""
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK_MS)

    def stop(self) -> None:
        self._tick()
        self._timer.stop()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now


class Stage:
    """The program's window, 1600 by 900, shown and empty at first."""

    def __init__(self, cache: Path | None = None) -> None:
        """`cache`: the folder where large datasets are kept for their next opening."""
        create_application()
        self.workers = Workers()
        self.program = build(Settings(None), Jobs(self.workers), cache)
        IdleCollector(self.program.store, self.program.presenter, self.program.window)
        self.window, self.canvas = self.program.window, self.program.window.canvas
        self.window.resize(*SIZE)
        self.window.share_out()
        self.watch = PaintWatch(self.canvas, lambda: self.has_events(1))
        self.show(self.window)

    def close(self) -> None:
        """Close the window as a person does; jobs come to their end."""
        self.window.close()
        self.window.deleteLater()
        self.settle()

    def show(self, window: QWidget) -> None:
        """Put a window on screen; returns when it is painted."""
        window.show()
        self.wait_until(lambda: window.windowHandle().isExposed())
        self.settle()

    def has_events(self, least: int) -> bool:
        """Whether so many events are open."""
        presenter = self.program.presenter
        return presenter.has_dataset and len(presenter.dataset) >= least

    def settle(self) -> None:
        """Wait until all that has begun is done and shown: events, timers that are due, jobs.

        Not what the program does once nothing has moved for a while (see `rest`).
        """
        drain()
        while self.workers.pending:
            self.workers.forget_done()
            drain()
            if self.workers.pending:
                time.sleep(POLL)

    def rest(self) -> float:
        """Leave the window alone for a moment; the longest ms in which it answered nothing."""
        pauses = Pauses()
        give_up = time.perf_counter() + REST
        self.wait_until(lambda: time.perf_counter() > give_up)
        pauses.stop()
        self.settle()
        return 1000 * pauses.longest

    def timed(self, act: Callable[[], object]) -> float:
        """Ms from an act until all that follows from it is shown; the watch counts its paints."""
        self.watch.begin()
        start = time.perf_counter()
        act()
        self.settle()
        return 1000 * (time.perf_counter() - start)

    def wait_until(self, true: Callable[[], bool]) -> None:
        """Let the event loop run, sleeping where nothing happens, until something holds."""
        dispatcher = QAbstractEventDispatcher.instance()
        give_up = time.perf_counter() + LONGEST_WAIT
        waker = QTimer()
        waker.start(100)
        while not true():
            if time.perf_counter() > give_up:
                raise StuckError("what was waited for does not come")
            dispatcher.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    # What a person does; places are px of the canvas

    def centre(self, part: float = 0.5) -> QPointF:
        """A place in the middle of the plot's height, at a part of its width."""
        frame = self.canvas.frame()
        assert frame is not None
        plot = frame.plot
        return QPointF(plot.left() + part * plot.width(), plot.center().y())

    def wheel(
        self, place: QPointF, notches: int, modifiers: Qt.KeyboardModifier = Modifier.NoModifier
    ) -> None:
        """Turn the wheel, up where `notches` is positive."""
        on_screen = QPointF(self.canvas.mapToGlobal(place))
        turned = QPoint(0, notches * NOTCH)
        phase = Qt.ScrollPhase.NoScrollPhase
        self._send(
            QWheelEvent(
                place, on_screen, QPoint(), turned, Button.NoButton, modifiers, phase, False
            )
        )

    def mouse(self, kind: QEvent.Type, place: QPointF) -> None:
        """Press, move or release the left button."""
        button = Button.NoButton if kind == QEvent.Type.MouseMove else Button.LeftButton
        held = Button.NoButton if kind == QEvent.Type.MouseButtonRelease else Button.LeftButton
        on_screen = QPointF(self.canvas.mapToGlobal(place))
        self._send(QMouseEvent(kind, place, on_screen, button, held, Modifier.NoModifier))

    def _send(self, event: QEvent) -> None:
        QApplication.sendEvent(self.canvas, event)
