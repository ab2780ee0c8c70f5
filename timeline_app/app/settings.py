"""What is kept between starts: one table of keys with defaults, one JSON file."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QByteArray, QIODevice, QObject, QSaveFile, QStandardPaths

VERSION: Final = 1
RECENT_LIMIT: Final = 10
VIEWS_LIMIT: Final = 50
MAPPINGS_LIMIT: Final = 200

DEFAULTS: Final[Mapping[str, Any]] = {
    "theme": "system",  # system, light, dark
    "window": {},  # its shape (views.widgets.shapes)
    "reader": {},  # the source reader's
    "show_filters": True,
    "show_details": True,
    "show_table": True,
    "show_overview": True,
    "show_problems": False,
    "mappings": {},  # io.mapping.columns_key of a table to its mapping
    "table_columns": [],  # shown columns in order; empty: the table's own choice
    "source_folders": [],  # where the texts of sources are looked for
    "export_table": {},  # what was chosen of the last export (views.export_dialog)
    "export_picture": {},
    "export_folder": "",  # where it was written
    "recent": [],  # paths, newest first
    "views": {},  # dataset key to saved view (core.view_json)
}


def settings_file() -> Path:
    """Where the settings are kept on this system, for this person."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)
    return Path(folder) / "settings.json"


def cache_folder() -> Path:
    """Where on this system what can be made anew is kept for this person."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.CacheLocation)
    return Path(folder) / "datasets"


class Settings(QObject):
    """Reads once, writes at `save`; a damaged file or a value of the wrong kind gives defaults."""

    def __init__(self, path: Path | None, parent: QObject | None = None) -> None:
        """`path` None: nothing is read or kept."""
        super().__init__(parent)
        self._path = path
        self._values: dict[str, Any] = dict(DEFAULTS)
        for key, value in self._read().items():
            if key in DEFAULTS and type(value) is type(DEFAULTS[key]):
                self._values[key] = value

    def get(self, key: str) -> Any:
        return self._values[key]

    def put(self, key: str, value: Any) -> None:
        if type(value) is not type(DEFAULTS[key]):
            raise TypeError(f"{key} is kept as {type(DEFAULTS[key]).__name__}")
        self._values[key] = value

    def remember_recent(self, path: str) -> None:
        """Put a path in front of the recent ones."""
        others = [other for other in self._values["recent"] if other != path]
        self._values["recent"] = [path, *others][:RECENT_LIMIT]

    def forget_recent(self) -> None:
        self._values["recent"] = []

    def view_of(self, dataset_key: str) -> dict[str, Any]:
        """The saved view of a dataset, empty where there is none."""
        view = self._values["views"].get(dataset_key, {})
        return view if isinstance(view, dict) else {}

    def remember_view(self, dataset_key: str, view: dict[str, Any]) -> None:
        self._keep_newest("views", dataset_key, view, VIEWS_LIMIT)

    def remember_mapping(self, columns_key: str, mapping: dict[str, Any]) -> None:
        """Keep what the columns of such tables are."""
        self._keep_newest("mappings", columns_key, mapping, MAPPINGS_LIMIT)

    def save(self) -> bool:
        """Write the file in one step; False where that failed (the old file stays)."""
        if self._path is None:
            return True
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            return False
        text = json.dumps({"version": VERSION, **self._values}, ensure_ascii=False, indent=1)
        file = QSaveFile(str(self._path))
        if not file.open(QIODevice.OpenModeFlag.WriteOnly):
            return False
        data = QByteArray(text.encode("utf-8"))
        return bool(file.write(data) == data.size() and file.commit())

    def _keep_newest(self, name: str, key: str, value: dict[str, Any], limit: int) -> None:
        kept = {other: old for other, old in self._values[name].items() if other != key}
        self._values[name] = dict([*kept.items(), (key, value)][-limit:])

    def _read(self) -> dict[str, Any]:
        if self._path is None:
            return {}
        try:
            content = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        return content if isinstance(content, dict) else {}
