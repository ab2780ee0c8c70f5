"""Work off the GUI thread: the only place that knows of threads."""

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from timeline_app.core.progress import Progress

PROGRESS_STEP = 0.02


def _ignore(value: Any) -> None:
    """For what nobody watches."""


class Job:
    """One piece of work: a plain object, so that no thread but the GUI's ever owns a QObject."""

    def __init__(
        self,
        key: str,
        work: "Work",
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
        progressed: Callable[[float], None],
        handed: Callable[[Any], None],
    ) -> None:
        self.key = key
        self.work = work
        self.done = done
        self.failed = failed
        self.progressed = progressed
        self.handed = handed
        self._stop = Event()

    def cancel(self) -> None:
        """Ask the work to stop; none of its callbacks will be called any more."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()


class Report:
    """What work tells while it runs: a `Progress` that can hand over something in between, too."""

    def __init__(self, progress: Progress, hand_over: Callable[[Any], None]) -> None:
        self._progress = progress
        self.hand_over = hand_over

    def __call__(self, fraction: float) -> bool:
        return self._progress(fraction)


Work = Callable[[Report], Any]
"""A closure over frozen values that touches no Qt, and returns or raises."""


class Jobs(QObject):
    """Starts jobs; of one key only the newest answers, always on the GUI thread."""

    ended = Signal(object)
    """A Job has ended in whatever way; sent after its answer."""

    _progressed = Signal(object, object)
    _handed = Signal(object, object)
    _answered = Signal(object, object, object)

    def __init__(self, executor: Executor | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = executor or ThreadPoolExecutor(2, thread_name_prefix="job")
        self._newest: dict[str, Job] = {}
        self._is_closed = False
        queued = Qt.ConnectionType.QueuedConnection
        self._progressed.connect(self._on_progressed, queued)
        self._handed.connect(self._on_handed, queued)
        self._answered.connect(self._on_answered, queued)

    def start(
        self,
        key: str,
        work: Work,
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
        progressed: Callable[[float], None] = _ignore,
        handed: Callable[[Any], None] = _ignore,
    ) -> Job:
        """Start `work`; an earlier job of the same key is cancelled and never answers.

        `handed` is called with what the work hands over before it is done. After `close` nothing
        is started any more.
        """
        if earlier := self._newest.get(key):
            earlier.cancel()
        job = self._newest[key] = Job(key, work, done, failed, progressed, handed)
        if not self._is_closed:
            self._executor.submit(self._run, job)
        return job

    def close(self) -> None:
        """Cancel what runs and wait for it, so that no thread outlives the window."""
        self._is_closed = True
        for job in self._newest.values():
            job.cancel()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _run(self, job: Job) -> None:
        """On the executor's thread."""
        shown = -1.0

        def progress(fraction: float) -> bool:
            nonlocal shown
            if fraction - shown >= PROGRESS_STEP:
                shown = fraction
                self._progressed.emit(job, fraction)
            return not job.cancelled

        def hand_over(value: object) -> None:
            self._handed.emit(job, value)

        try:
            self._answered.emit(job, job.work(Report(progress, hand_over)), None)
        except Exception as error:
            self._answered.emit(job, None, error)

    def _on_progressed(self, job: Job, fraction: float) -> None:
        if not job.cancelled:
            job.progressed(fraction)

    def _on_handed(self, job: Job, value: object) -> None:
        if not job.cancelled:
            job.handed(value)

    def _on_answered(self, job: Job, value: object, error: BaseException | None) -> None:
        if self._newest.get(job.key) is job:
            del self._newest[job.key]
        if not job.cancelled:
            if error is None:
                job.done(value)
            else:
                job.failed(error)
        self.ended.emit(job)
