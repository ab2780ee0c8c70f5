"""Replace a file in one step: the old content stands until the new one is complete on disk."""

import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.io.finding import WriteError, reason_of, say
from timeline_app.io.leftovers import PREFIX, SUFFIX, sweep

_FULL: Final = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_NO_FOLDER: Final = QT_TRANSLATE_NOOP(
    "io", "{path} cannot be written: there is no folder {folder}; make it first."
)
_LOCKED: Final = {5, 32, 33}
"""Windows: access denied, sharing violation, lock violation."""


@contextmanager
def replacing(path: Path, keep: Iterable[Path] = ()) -> Iterator[BinaryIO]:
    """A binary file whose content takes the place of `path` when the block ends.

    If the block raises, `path` stays as it was and nothing is left behind. A link is followed, and
    a file that stood there before keeps its permissions. What programs that were killed have left
    there long ago goes away.

    Args:
        path: the file to replace.
        keep: files that must stay as they are, under whatever name: what the content is made from.

    Raises:
        WriteError: the file cannot be written, or is one to keep; the message says why.
    """
    target = Path(os.path.realpath(path))
    _refuse_what_is_no_file(path, target)
    _refuse_what_is_kept(path, target, keep)
    temporary: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(SUFFIX, PREFIX, target.parent)
        temporary = Path(name)
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(target))
        temporary.replace(target)
        temporary = None
        _sync_folder(target.parent)
        sweep(target)
    except OSError as error:
        raise _write_error(path, error) from error
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """A folder to be filled, which is at `path` when the block ends; till then nothing is there.

    If the block raises, nothing is left behind. A folder that stands there must be empty, since no
    system replaces a full one in one step. The files are not synced here: who writes them does.

    Raises:
        WriteError: it cannot be made, or what stands there is in the way; the message says why.
    """
    target = Path(os.path.realpath(path))
    _refuse_what_is_in_the_way(path, target)
    temporary: Path | None = None
    try:
        temporary = Path(tempfile.mkdtemp(SUFFIX, PREFIX, target.parent))
        yield temporary
        temporary.chmod(0o777 & ~_mask())
        if target.is_dir():  # empty, and in the way of the new one on Windows
            target.rmdir()
        temporary.rename(target)
        temporary = None
        _sync_folder(target.parent)
        sweep(target)
    except OSError as error:
        raise _write_error(path, error) from error
    finally:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)


def check_place(path: Path, *, is_folder: bool = False) -> None:
    """Whether a file, or a new folder, may come to stand there, as far as that is known before.

    Raises:
        WriteError: it may not; the message says why.
    """
    target = Path(os.path.realpath(path))
    if is_folder:
        _refuse_what_is_in_the_way(path, target)
    else:
        _refuse_what_is_no_file(path, target)


def _refuse_what_is_in_the_way(path: Path, target: Path) -> None:
    try:
        if target.is_dir():
            if not any(target.iterdir()):
                return
            template = QT_TRANSLATE_NOOP(
                "io",
                "{path} cannot be written: there is a folder that is not empty; choose another "
                "name.",
            )
        elif os.path.lexists(target):
            template = QT_TRANSLATE_NOOP(
                "io", "{path} cannot be written: there is a file of that name; choose another name."
            )
        elif target.parent.is_dir():
            return
        else:
            template = _NO_FOLDER
    except (OSError, ValueError) as error:
        raise _write_error(path, error) from error
    raise WriteError(say(template, path=path, folder=target.parent))


def _refuse_what_is_no_file(path: Path, target: Path) -> None:
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        if target.parent.is_dir():
            return
        raise WriteError(say(_NO_FOLDER, path=path, folder=target.parent)) from None
    except (OSError, ValueError) as error:
        raise _write_error(path, error) from error
    if stat.S_ISDIR(mode):
        raise WriteError(
            say(
                QT_TRANSLATE_NOOP(
                    "io", "{path} cannot be written: it is a folder; give the name of a file."
                ),
                path=path,
            )
        )
    if not stat.S_ISREG(mode):
        raise WriteError(
            say(
                QT_TRANSLATE_NOOP("io", "{path} cannot be written: it is no plain file."), path=path
            )
        )
    if not os.access(target, os.W_OK):
        raise WriteError(
            say(
                QT_TRANSLATE_NOOP(
                    "io", "{path} cannot be written: the file is read-only; choose another name."
                ),
                path=path,
            )
        )


def _refuse_what_is_kept(path: Path, target: Path, keep: Iterable[Path]) -> None:
    if any(_are_same(target, file) for file in keep):
        raise WriteError(
            say(
                QT_TRANSLATE_NOOP(
                    "io",
                    "{path} cannot be written: the dataset was read from this file; choose "
                    "another name.",
                ),
                path=path,
            )
        )


def _are_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there
        return False


def _mode(target: Path) -> int:
    """The permissions of the file that stands there, else those of any new file."""
    with suppress(OSError):
        return stat.S_IMODE(target.stat().st_mode)
    return 0o666 & ~_mask()


def _mask() -> int:
    """What is not allowed of new files."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Have the new name on disk too, where the system knows such a thing."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _write_error(path: Path, error: Exception) -> WriteError:
    number = getattr(error, "errno", None)
    if number in _FULL:
        template = QT_TRANSLATE_NOOP("io", "{path} cannot be written: the disk is full.")
    elif getattr(error, "winerror", None) in _LOCKED:
        template = QT_TRANSLATE_NOOP(
            "io",
            "{path} cannot be written: it is open in another program, or you may not write there.",
        )
    elif number in {errno.EACCES, errno.EPERM, errno.EROFS}:
        template = QT_TRANSLATE_NOOP(
            "io", "{path} cannot be written: you may not write in its folder; choose another."
        )
    elif number == errno.ENAMETOOLONG:
        template = QT_TRANSLATE_NOOP(
            "io", "{path} cannot be written: its name is too long; choose a shorter one."
        )
    else:
        template = QT_TRANSLATE_NOOP("io", "{path} cannot be written: {reason}.")
    return WriteError(say(template, path=path, reason=reason_of(error)))
