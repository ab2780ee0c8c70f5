"""The rooms: imports point downwards, views keep to themselves, core and io run without Qt."""

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]


def python(code: str) -> subprocess.CompletedProcess[str]:
    """Run code in a process of its own, in the project's folder."""
    return subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, encoding="utf-8"
    )


def test_the_contracts_are_kept():
    done = python("from importlinter.cli import lint_imports_command; lint_imports_command()")
    assert done.returncode == 0, done.stdout + done.stderr


def test_core_and_io_run_without_qt():
    done = python(
        "import importlib, pkgutil, sys\n"
        "import timeline_app.core, timeline_app.io, timeline_app.paths\n"
        "for room in (timeline_app.core, timeline_app.io):\n"
        "    for module in pkgutil.walk_packages(room.__path__, room.__name__ + '.'):\n"
        "        importlib.import_module(module.name)\n"
        "print(*({'PySide6', 'shiboken6', 'pyqtgraph'} & set(sys.modules)))\n"
    )
    assert (done.stdout.strip(), done.returncode) == ("", 0), done.stderr
