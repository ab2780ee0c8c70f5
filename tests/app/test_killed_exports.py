"""An export that is killed leaves the old file or the new one, never a part (see `killing`)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]


def test_killed_exports_leave_no_damaged_file() -> None:
    if not hasattr(os, "fork"):
        pytest.skip("this system cannot split a process in two")
    ended = subprocess.run(
        [sys.executable, "-m", "tests.app.killing", "20"],
        cwd=PROJECT,
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert ended.returncode == 0, ended.stderr.decode()
    assert ended.stdout.decode().startswith("20 killed, seed ")
