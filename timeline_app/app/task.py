"""Long work of one kind, as the window sees it: one at a time, with progress and cancel."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from timeline_app.models.jobs import Job, Jobs, Work

QUIET_MS = 250
"""Work of less time than this is not worth a word on its progress."""


class Task(QObject):
    """Runs work off the GUI thread and says how it goes."""

    failed = Signal(object)
    """The exception; whatever stood before is untouched."""
    started = Signal()
    progressed = Signal(object)
    """The fraction done, a float or `Done`; not sent while it may still be over before anybody
    notices."""
    seconds_left: float = 0.0
    """How long the rest takes if it goes on so; 0 if that is not known yet."""
    cancelled = Signal()
    """The person gave it up; whatever stood before is untouched."""
    ended = Signal()
    """Also after a cancel; before the answer."""

    def __init__(self, key: str, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._jobs = jobs
        self._job: Job | None = None
        self._fraction = 0.0
        self._clock = QElapsedTimer()
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(lambda: self.progressed.emit(self._fraction))

    def cancel(self) -> None:
        """Give up what is under way, if anything."""
        if self._job is not None:
            self._job.cancel()
            self._end()
            self.cancelled.emit()

    def _start(
        self,
        work: Work,
        done: Callable[[Any], None],
        handed: Callable[[Any], None] = lambda _value: None,
        took_care: Callable[[BaseException], bool] = lambda _error: False,
    ) -> None:
        """Start work; earlier work of this task that is not done is given up.

        `took_care` may answer to a failure itself, and then says True.
        """

        def on_done(value: Any) -> None:
            self._end()
            done(value)

        def on_failed(error: BaseException) -> None:
            self._end()
            if not took_care(error):
                self.failed.emit(error)

        def on_progressed(fraction: float) -> None:
            self._fraction = fraction
            elapsed = self._clock.elapsed() / 1000
            self.seconds_left = elapsed * (1 - fraction) / fraction if fraction > 0.05 else 0.0
            if not self._quiet.isActive():
                self.progressed.emit(fraction)

        self._fraction = self.seconds_left = 0.0
        self._clock.start()
        self._quiet.start()
        self.started.emit()
        self._job = self._jobs.start(self._key, work, on_done, on_failed, on_progressed, handed)

    def _end(self) -> None:
        self._job = None
        self._quiet.stop()
        self.ended.emit()
