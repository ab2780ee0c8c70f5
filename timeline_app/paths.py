"""Where the files that come with the program are found.

They stand beside the package in a checkout, inside it in an installed wheel, and in the folder of
a frozen program (PyInstaller's `sys._MEIPASS`).
"""

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resources_dir() -> Path:
    """The folder of pictures, fonts, translations and other files of the program itself."""
    return _find("resources")


def data_dir() -> Path:
    """The folder that holds the datasets shipped with the program."""
    return _find("data")


def shipped_dataset() -> Path:
    """The dataset that opens when none is named."""
    return data_dir() / "guatemala-mexico-border"


def _find(name: str) -> Path:
    bundled = _PACKAGE / "_bundled" / name
    if bundled.is_dir():
        return bundled
    return Path(getattr(sys, "_MEIPASS", _PACKAGE.parent)) / name
