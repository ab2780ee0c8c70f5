"""What a program that was killed while it wrote has left in a folder, and how that goes away."""

import re
import shutil
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

PREFIX: Final = ".timeline-app-"
SUFFIX: Final = ".part"
DEAD_AFTER: Final = 24 * 60 * 60
"""Seconds: who still writes something has touched it since."""
_NAME: Final = re.compile(rf"{re.escape(PREFIX)}[a-z0-9_]{{8}}{re.escape(SUFFIX)}")
"""What `tempfile` makes of both."""


def sweep(beside: Path) -> None:
    """Take away what lies dead beside a file or folder that was written just now.

    Its time is the present, so that only clocks of the same disk are compared. What cannot be taken
    away stays; links are not followed.
    """
    with suppress(OSError):
        now = beside.stat().st_mtime
        for path in beside.parent.iterdir():
            if _NAME.fullmatch(path.name):
                _take_away(path, now - DEAD_AFTER)


def _take_away(path: Path, latest: float) -> None:
    with suppress(OSError):
        found = path.lstat()
        if found.st_mtime > latest:
            return
        if stat.S_ISDIR(found.st_mode):
            shutil.rmtree(path, ignore_errors=True)
        elif stat.S_ISREG(found.st_mode):
            path.unlink()
