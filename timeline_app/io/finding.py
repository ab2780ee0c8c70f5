"""What is wrong with a file, where, and what would be right; and failures of reading, writing."""

from dataclasses import dataclass
from typing import Final, Literal

from timeline_app.core.message import QT_TRANSLATE_NOOP, Message, TimelineError

Severity = Literal["error", "warning"]

HEADER_ROW: Final = 1
"""Row number of a table's header, and of what concerns a file as a whole."""


def say(template: str, **values: object) -> Message:
    """A sentence of the room io; the call marks `template` with QT_TRANSLATE_NOOP("io", ...)."""
    return Message("io", template, values)


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake in a dataset: `FILE:ROW: what is wrong and what would be right`."""

    file: str
    """The file relative to its dataset."""
    row: int
    """The record's number with the header as 1; records with line breaks count as one."""
    message: Message
    severity: Severity = "error"

    def __str__(self) -> str:
        return f"{self.file}:{self.row}: {self.message}"


class ReadError(TimelineError):
    """A file that cannot be opened as it is; nothing of it is kept."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        place = f"{finding.file}:{finding.row}"
        super().__init__(
            say(QT_TRANSLATE_NOOP("io", "{place}: {what}"), place=place, what=finding.message)
        )


class WriteError(TimelineError):
    """A file that could not be written; what stood there before still stands."""


def reason_of(error: Exception) -> str:
    """What the system says of a failure."""
    return getattr(error, "strerror", None) or str(error)


def read_error(file: str, row: int, message: Message) -> ReadError:
    """A ReadError at a place."""
    return ReadError(Finding(file, row, message))
