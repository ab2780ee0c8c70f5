"""A file's bytes and its UTF-8 text, with a sentence for whatever stands in the way."""

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.io.finding import HEADER_ROW, ReadError, read_error, reason_of, say

EMPTY_FILE: Final = say(
    QT_TRANSLATE_NOOP("io", "The file is empty; its first line must name the columns.")
)


def is_file(path: Path) -> bool:
    """Whether a file can be seen there."""
    try:
        return path.is_file()
    except OSError:  # a folder on the way may not be entered, or the name is too long
        return False


def is_special(path: Path) -> bool:
    """Whether something stands there that is neither a file nor a folder, such as a pipe."""
    try:
        kind = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return not stat.S_ISREG(kind) and not stat.S_ISDIR(kind)


def readable(name: str) -> str:
    """A file's name as text that can be written; bytes in it that are no letters become U+FFFD."""
    return name.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def read_bytes(path: Path, file: str) -> bytes:
    """The content of a file.

    Raises:
        ReadError: there is none, or it may not be read.
    """
    with reading(path, file):
        return path.read_bytes()


@contextmanager
def reading(path: Path, file: str) -> Iterator[None]:
    """While a file is read, what stands in the way becomes a sentence.

    Raises:
        ReadError: there is no such file, or it may not be read.
    """
    try:
        if is_special(path):  # a pipe might never end
            message = say(QT_TRANSLATE_NOOP("io", "This is no plain file; save it as one."))
            raise read_error(file, HEADER_ROW, message)
        yield
        return
    except (FileNotFoundError, NotADirectoryError):
        message = say(QT_TRANSLATE_NOOP("io", "There is no such file; give the path of one."))
    except (IsADirectoryError, PermissionError):  # Windows says the latter of a folder, too
        message = say(
            QT_TRANSLATE_NOOP("io", "This is a folder where a file is expected.")
            if path.is_dir()
            else QT_TRANSLATE_NOOP(
                "io", "You may not read this file; ask its owner for permission."
            )
        )
    except (OSError, ValueError) as error:
        message = say(
            QT_TRANSLATE_NOOP("io", "It cannot be read: {reason}."), reason=reason_of(error)
        )
    raise read_error(file, HEADER_ROW, message)


def decode(data: bytes, file: str) -> str:
    """UTF-8 bytes as text, without a byte order mark.

    Raises:
        ReadError: at the first byte that is no UTF-8.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise read_error(
            file,
            HEADER_ROW,
            say(QT_TRANSLATE_NOOP("io", "The text is UTF-16; save the file as UTF-8.")),
        )
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise no_utf8(file, data[error.start], error.start, line) from None


def no_utf8(file: str, byte: int, offset: int, line: int) -> ReadError:
    """A byte that no UTF-8 text has in that place of a file; lines count from 1."""
    return read_error(
        file,
        line,
        say(
            QT_TRANSLATE_NOOP(
                "io",
                "The text is not UTF-8: byte 0x{byte:02X} at offset {offset}, in line {line}; "
                "save the file as UTF-8.",
            ),
            byte=byte,
            offset=offset,
            line=line,
        ),
    )
