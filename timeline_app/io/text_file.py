"""A file's bytes and its UTF-8 text, with a sentence for whatever stands in the way."""

import stat
from pathlib import Path

from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.io.finding import HEADER_ROW, read_error, say


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


def read_bytes(path: Path, file: str) -> bytes:
    """The content of a file.

    Raises:
        ReadError: there is none, or it may not be read.
    """
    try:
        if not is_special(path):  # a pipe might never end
            return path.read_bytes()
        message = say(QT_TRANSLATE_NOOP("io", "This is no plain file; save it as one."))
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
            QT_TRANSLATE_NOOP("io", "It cannot be read: {reason}."), reason=_reason(error)
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
        raise read_error(
            file,
            line,
            say(
                QT_TRANSLATE_NOOP(
                    "io",
                    "The text is not UTF-8: byte 0x{byte:02X} at offset {offset}, in line {line}; "
                    "save the file as UTF-8.",
                ),
                byte=data[error.start],
                offset=error.start,
                line=line,
            ),
        ) from None


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
