"""Long work of one kind, as the window sees it: one at a time, with progress and cancel."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from timeline_app.models.jobs import Job, Jobs, Work


class Task(QObject):
    """Runs work off the GUI thread and says how it goes."""

    failed = Signal(object)
    """The exception; whatever stood before is untouched."""
    progressed = Signal(float)
    cancelled = Signal()
    """The person gave it up; whatever stood before is untouched."""
    ended = Signal()
    """Also after a cancel; before the answer."""

    def __init__(self, key: str, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._jobs = jobs
        self._job: Job | None = None

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
    ) -> None:
        """Start work; earlier work of this task that is not done is given up."""

        def on_done(value: Any) -> None:
            self._end()
            done(value)

        def on_failed(error: BaseException) -> None:
            self._end()
            self.failed.emit(error)

        self._job = self._jobs.start(
            self._key, work, on_done, on_failed, self.progressed.emit, handed
        )

    def _end(self) -> None:
        self._job = None
        self.ended.emit()
