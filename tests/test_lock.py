"""requirements.lock: complete, hashed, free of addresses, and with a Qt that can be relied on."""

import re
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).resolve().parents[1]
LOCK = (PROJECT / "requirements.lock").read_text("utf-8")
ENTRY = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>[^\s;]+)(?P<rest>(?:.*\\\n)*.*)$", re.MULTILINE
)


def declared() -> list[str]:
    """All that pyproject.toml asks for, at run time, for development and to build."""
    pyproject = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    return [
        *pyproject["project"]["dependencies"],
        *pyproject["dependency-groups"]["dev"],
        *pyproject["build-system"]["requires"],
    ]


def test_holds_no_address():
    assert not re.search(r"https?:|file:|git\+| @ |index-url|find-links", LOCK)


def test_every_entry_is_pinned_and_hashed():
    entries = list(ENTRY.finditer(LOCK))
    heads = [line for line in LOCK.splitlines() if line and not line.startswith((" ", "#"))]
    assert len(entries) == len(heads)
    unhashed = [entry["name"] for entry in entries if "--hash=sha256:" not in entry["rest"]]
    assert unhashed == []


@pytest.mark.parametrize("requirement", declared())
def test_holds_what_the_project_asks_for(requirement):
    wanted = Requirement(requirement)
    versions = [
        entry["version"]
        for entry in ENTRY.finditer(LOCK)
        if canonicalize_name(entry["name"]) == canonicalize_name(wanted.name)
    ]
    assert versions
    assert all(wanted.specifier.contains(version) for version in versions)


def test_qt_does_not_lose_references_to_none(qtbot):
    """PySide6 6.12.0 does on Python 3.11, and the process dies after some thousand calls."""
    from PySide6.QtWidgets import QWidget

    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _ in range(200):
        widget.setEnabled(True)
    assert abs(sys.getrefcount(None) - before) < 100
