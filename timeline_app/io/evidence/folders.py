"""All files of some folders, whatever stands in them."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.io.digests import Stamp
from timeline_app.io.finding import HEADER_ROW, read_error, reason_of, say

NO_FOLDER = say(
    QT_TRANSLATE_NOOP("io", "There is no such folder; give the folder of the sources' texts.")
)


@dataclass(frozen=True, slots=True)
class Unread:
    """A folder or file that might hold the text of a source but cannot be read, and why."""

    path: Path
    reason: Message


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A plain file as it was when it was found."""

    path: Path
    stamp: Stamp

    @property
    def size(self) -> int:
        """Bytes."""
        return self.stamp[0]


def files_of(folders: Sequence[Path]) -> Iterator[FoundFile | Unread]:
    """The files in some folders and below, each folder once, by name; also what cannot be read."""
    seen: set[tuple[int, int]] = set()
    for folder in folders:
        if is_folder(folder):
            yield from _files_of(folder, seen)
        else:
            yield Unread(folder, NO_FOLDER)


def check_folders(folders: Sequence[Path]) -> None:
    """Whether all of some folders are there.

    Raises:
        ReadError: one is not.
    """
    for folder in folders:
        if not is_folder(folder):
            raise read_error(str(folder), HEADER_ROW, NO_FOLDER)


def is_folder(path: Path) -> bool:
    """Whether a folder can be seen there."""
    try:
        return path.is_dir()
    except (OSError, ValueError):  # one on the way may not be entered; a name with a NUL
        return False


def _files_of(top: Path, seen: set[tuple[int, int]]) -> Iterator[FoundFile | Unread]:
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        inside: list[Path] = []
        try:
            status = folder.stat()
            if (status.st_dev, status.st_ino) in seen:  # a link to where we are, or were
                continue
            seen.add((status.st_dev, status.st_ino))
            with os.scandir(folder) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            reason = say(
                QT_TRANSLATE_NOOP("io", "It cannot be read: {reason}."), reason=reason_of(error)
            )
            yield Unread(folder, reason)
            continue
        for entry in found:
            try:
                if entry.is_dir():
                    inside.append(Path(entry.path))
                elif entry.is_file():  # no pipe, which might never end
                    status = entry.stat()
                    yield FoundFile(Path(entry.path), (status.st_size, status.st_mtime_ns))
            except OSError:  # gone meanwhile, or a link to itself
                continue
        waiting += reversed(inside)
