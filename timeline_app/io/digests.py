"""Digests and stamps of files, to tell whether they are what they were."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.io.finding import HEADER_ROW, read_error, reason_of, say

Stamp = tuple[int, int]
"""Size and time of a file's last change: enough while nobody means to deceive."""


@dataclass(frozen=True, slots=True)
class Digest:
    """What a file, or several together, hold."""

    name: str
    sha256: str
    """Of the bytes; of several files: of a line `SHA-256, two blanks, name` for each, as UTF-8."""
    size: int
    """Bytes."""
    files: tuple["Digest", ...] = ()
    """Those of which it is made, in order."""


def digest_of(path: Path, name: str = "") -> Digest:
    """A file, or a folder with all files in it in the order of their names.

    Raises:
        ReadError: it cannot be read.
    """
    import hashlib  # brings OpenSSL: not at start-up

    name = name or path.name
    try:
        if path.is_dir():
            inner = sorted(found for found in path.rglob("*") if found.is_file())
            parts = (digest_of(found, found.relative_to(path).as_posix()) for found in inner)
            return together(name, parts)
        with path.open("rb") as file:
            return Digest(
                name, hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size
            )
    except OSError as error:
        raise read_error(
            name,
            HEADER_ROW,
            say(QT_TRANSLATE_NOOP("io", "It cannot be read: {reason}."), reason=reason_of(error)),
        ) from error


def together(name: str, files: Iterable[Digest]) -> Digest:
    """Several files as one."""
    import hashlib

    found = tuple(files)
    lines = "".join(f"{file.sha256}  {file.name}\n" for file in found)
    sha256 = hashlib.sha256(lines.encode()).hexdigest()
    return Digest(name, sha256, sum(file.size for file in found), found)


def stamp_of(path: Path) -> Stamp | None:
    """A file as it is now; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
