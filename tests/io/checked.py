"""A dataset checked as the command line checks it."""

from pathlib import Path

from timeline_app.io.dataset import check as program
from timeline_app.io.finding import Finding


def check(path: Path, *sources: Path) -> list[Finding]:
    """What is wrong with a dataset, its quotes proved against the texts of some folders."""
    return program.check(path, sources).findings
