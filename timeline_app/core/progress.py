"""How far long work is, and whether to go on with it."""

from collections.abc import Callable

from timeline_app.core.message import QT_TRANSLATE_NOOP, Message, TimelineError

Progress = Callable[[float], bool]
"""Told the fraction done (0 to 1), which may be a `Done`; answers False to stop the work."""


class Done(float):
    """The fraction of the work that is done, with the rows and bytes that were read so far."""

    rows: int
    """0 if it is not known."""
    size: int
    """Bytes; 0 if it is not known."""

    def __new__(cls, fraction: float, rows: int = 0, size: int = 0) -> "Done":
        made = super().__new__(cls, fraction)
        made.rows, made.size = rows, size
        return made


class Cancelled(TimelineError):
    """Long work was stopped by the person; nothing was changed."""

    def __init__(self) -> None:
        super().__init__(
            Message("core", QT_TRANSLATE_NOOP("core", "Cancelled; nothing was changed."))
        )


def tell(progress: Progress | None, fraction: float) -> None:
    """Tell whoever wants to know how far the work is.

    Raises:
        Cancelled: it should stop.
    """
    if progress is not None and not progress(fraction):
        raise Cancelled


def part_of(progress: Progress | None, start: float, share: float) -> Progress | None:
    """The progress of a part of the work, which begins at a fraction of the whole."""
    if progress is None:
        return None

    def whole(fraction: float) -> bool:
        done = start + share * fraction
        if isinstance(fraction, Done):
            done = Done(done, fraction.rows, fraction.size)
        return progress(done)

    return whole
