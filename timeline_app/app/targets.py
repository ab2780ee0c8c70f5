"""Asks where a file is to be written, and proposes a name."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QWidget

from timeline_app.app.presenter import Presenter
from timeline_app.app.settings import Settings
from timeline_app.views import dialogs

LONGEST: Final = 120
"""Bytes of a proposed name, but for the day, its ending and that of a manifest."""
_IN_NO_NAME: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
"""What the name of a file cannot have on one system or another."""


class Targets:
    """Names of files to write, in the folder that was written to last."""

    def __init__(self, window: QWidget, presenter: Presenter, settings: Settings) -> None:
        self._window = window
        self._presenter = presenter
        self._settings = settings

    def ask(self, title: str, kind: str, endings: Sequence[str], what: str = "") -> Path | None:
        """A file with one of these endings, of which the first is the usual one; None: do not.

        Args:
            title: of the dialog.
            kind: what such a file is called.
            endings: one that ends in ".timelinejs.csv" may end in ".csv" as well.
            what: a part of the proposed name.
        """
        pattern = " ".join(f"*{ending}" for ending in endings if ending) or "*"
        proposed = str(self.proposed(endings[0], what))
        chosen = dialogs.ask_save_path(self._window, title, proposed, [f"{kind} ({pattern})"])
        if chosen is None:
            return None
        typed = chosen[0]
        if typed.name.casefold().endswith((*endings, *(_last(ending) for ending in endings))):
            return typed
        path = typed.with_name(typed.name + endings[0])
        if path.exists() and not dialogs.ask_replace(self._window, path):
            return None
        return path

    def proposed(self, ending: str, what: str = "") -> Path:
        """A name by dataset and day."""
        kept = self._settings.get("export_folder")
        place = QStandardPaths.StandardLocation.DocumentsLocation
        folder = kept if kept and Path(kept).is_dir() else QStandardPaths.writableLocation(place)
        name = _file_name(self._presenter.dataset.name) or "timeline"
        parts = (name, what, f"{date.today():%Y-%m-%d}")
        return Path(folder) / f"{'-'.join(filter(None, parts))}{ending}"

    def remember(self, path: Path) -> None:
        """The next file is proposed beside this one."""
        self._settings.put("export_folder", str(path.parent))


def _file_name(text: str) -> str:
    """What of a text may be the name of a file, on any system."""
    name = _IN_NO_NAME.sub("-", text).encode(errors="ignore")[:LONGEST]
    return name.decode(errors="ignore").strip(" .-")


def _last(ending: str) -> str:
    return f".{ending.rpartition('.')[2]}" if ending else ""
