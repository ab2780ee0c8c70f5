"""Processes of their own: fresh ones, with an empty home and no screen."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
USER_FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")


def run_fresh(
    module: str, *arguments: str, cache: Path | None = None, more: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Run a module in a fresh process; the JSON in the last line of its output.

    Settings go to a folder that is thrown away, and so does the cache, unless a folder is given.

    Raises:
        CalledProcessError: it failed; its words are on the standard error.
    """
    with tempfile.TemporaryDirectory(prefix="timeline-bench-home-") as home:
        environment = {
            **os.environ,
            **{name: str(Path(home, name.lower())) for name in USER_FOLDERS},
            "XDG_CACHE_HOME": str(cache or Path(home, "cache")),
            "XDG_RUNTIME_DIR": home,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(PROJECT),
            **(more or {}),
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a second start finds all compiled
        command = [sys.executable, "-m", module, *arguments]
        done = subprocess.run(
            command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, check=True
        )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def keep_apart() -> None:
    """Leave the person's settings and caches alone where they are not found by the environment."""
    if sys.platform in ("darwin", "win32"):
        from PySide6.QtCore import QStandardPaths

        QStandardPaths.setTestModeEnabled(True)
