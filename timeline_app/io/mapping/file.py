"""Mappings kept in a file, each for the tables that have the same columns."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.io.atomic import replacing
from timeline_app.io.containers.text_file import reading
from timeline_app.io.finding import HEADER_ROW, read_error, say
from timeline_app.io.mapping.mapping import TableMapping, columns_key

_KIND: Final = "timeline-app mappings"
_LARGEST: Final = 10_000_000
"""Bytes of a file of mappings that is read."""


def save_mapping(path: Path, names: Sequence[str], mapping: TableMapping) -> None:
    """Keep the mapping of files with these columns beside those that the file holds already.

    Raises:
        ReadError: another file stands there.
        WriteError: the file cannot be written.
    """
    kept = _kept(path) if path.exists() else {}
    kept[columns_key(names)] = {"names": list(names), **mapping.as_json()}
    with replacing(path) as file:
        told = json.dumps({"kind": _KIND, "mappings": kept}, ensure_ascii=False, indent=2)
        file.write(f"{told}\n".encode("utf-8", "replace"))


def load_mapping(path: Path, names: Sequence[str] = ()) -> TableMapping:
    """The mapping that a file holds for these columns, else the only one that it holds.

    Raises:
        ReadError: there is none.
    """
    kept = _kept(path)
    found = kept.get(columns_key(names))
    if found is None and len(kept) == 1:
        found = next(iter(kept.values()))
    if found is None:
        raise read_error(
            path.name,
            HEADER_ROW,
            say(
                QT_TRANSLATE_NOOP(
                    "io", "The file holds no mapping for these columns; save one for them first."
                )
            ),
        )
    return TableMapping.from_json(found)


def _kept(path: Path) -> dict[str, Any]:
    with reading(path, path.name), path.open("rb") as file:
        data = file.read(_LARGEST)
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        told = None
    if isinstance(told, dict) and told.get("kind") == _KIND:
        mappings = told.get("mappings")
        if isinstance(mappings, dict):
            return mappings
    raise read_error(
        path.name,
        HEADER_ROW,
        say(QT_TRANSLATE_NOOP("io", "This is no file of mappings; choose one that was saved.")),
    )
