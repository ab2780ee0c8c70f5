"""A dataset's datapackage.json: what it says, and where it says that the tables are."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.io.containers.json_text import parsed
from timeline_app.io.containers.text_file import decode, read_bytes
from timeline_app.io.dataset.schema import DESCRIPTOR, EVENTS, OURS, TABLES
from timeline_app.io.finding import HEADER_ROW, read_error, say


def read_descriptor(path: Path) -> Mapping[str, Any]:
    """The descriptor: an object with at least a list "resources", of whatever it may be.

    Raises:
        ReadError: it cannot be read or is damaged.
    """
    text = decode(read_bytes(path, DESCRIPTOR), DESCRIPTOR)
    try:
        descriptor = parsed(text)
    except json.JSONDecodeError as error:
        raise read_error(
            DESCRIPTOR,
            error.lineno,
            say(
                QT_TRANSLATE_NOOP(
                    "io", "The JSON is damaged in line {line}, column {column}: {reason}."
                ),
                line=error.lineno,
                column=error.colno,
                reason=error.msg,
            ),
        ) from None
    except RecursionError:
        descriptor = None
    if not isinstance(descriptor, dict) or not isinstance(descriptor.get("resources"), list):
        raise read_error(
            DESCRIPTOR,
            HEADER_ROW,
            say(
                QT_TRANSLATE_NOOP(
                    "io", 'It is no Data Package descriptor: an object with a list "resources".'
                )
            ),
        )
    return descriptor


def table_files(folder: Path, descriptor: Mapping[str, Any]) -> dict[str, str]:
    """Our tables' names to the files that a descriptor gives them, each inside the folder.

    Raises:
        ReadError: a file lies outside the folder.
    """
    names = [spec.name for spec in TABLES]  # no set: a resource's name may be anything
    files: dict[str, str] = {}
    for resource in descriptor["resources"]:
        if not isinstance(resource, dict):
            continue
        file = resource.get("path")
        if isinstance(file, list) and len(file) == 1:
            file = file[0]
        if not isinstance(file, str) or not file:
            continue
        name = resource.get("name")
        if name not in names:
            name = Path(file).stem
        if name not in names:
            continue
        if not _inside(folder, file):
            raise read_error(
                DESCRIPTOR,
                HEADER_ROW,
                say(
                    QT_TRANSLATE_NOOP(
                        "io",
                        'The path "{path}" is refused: it must be a relative path that stays in '
                        "the dataset's folder.",
                    ),
                    path=file,
                ),
            )
        files[name] = file
    return files


def schema_fields(descriptor: Mapping[str, Any], table: str) -> list[Mapping[str, Any]]:
    """The fields that a descriptor gives for the columns of a table; none where it is odd."""
    schema = resource_of(descriptor, table).get("schema")
    fields = schema.get("fields") if isinstance(schema, dict) else None
    return [
        field
        for field in (fields if isinstance(fields, list) else ())
        if isinstance(field, dict) and isinstance(field.get("name"), str)
    ]


def columns_holding(descriptor: Mapping[str, Any], cells: str) -> list[str]:
    """The columns of events, other than those of each dataset, that a descriptor says hold such
    cells (`schema.OURS`)."""
    fields = schema_fields(descriptor, EVENTS.name)
    names = (field["name"] for field in fields if field.get(OURS) == cells)
    return [name for name in names if name not in EVENTS.columns]


def resource_of(descriptor: Mapping[str, Any], table: str) -> Mapping[str, Any]:
    """What a descriptor says of one of our tables; nothing where it does not name it."""
    resources = descriptor.get("resources")
    for resource in resources if isinstance(resources, list) else ():
        if isinstance(resource, dict) and resource.get("name") == table:
            return resource
    return {}


def _inside(folder: Path, file: str) -> bool:
    """Whether a resource's path is relative, of this file system, and stays in the folder."""
    if "\\" in file or "\0" in file or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", file):
        return False
    if Path(file).is_absolute() or ".." in Path(file).parts or file.startswith(("/", "~")):
        return False
    return (folder / file).resolve().is_relative_to(folder.resolve())
