"""A dataset of ours in one JSON file, as `io.export.dataset_json` writes it."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import chain
from typing import Any, Final

import pandas as pd

from timeline_app.core.columns import column_of
from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.core.progress import Progress, tell
from timeline_app.io.containers.flat_records import json_text, packed
from timeline_app.io.containers.limits import check_columns
from timeline_app.io.containers.tables import Table
from timeline_app.io.content import Content, Kind
from timeline_app.io.dataset.descriptor import schema_fields
from timeline_app.io.dataset.folder import parts_of
from timeline_app.io.dataset.package import Package
from timeline_app.io.dataset.schema import EVENTS, JSON_FORMAT, JSON_VERSION, TABLES, TableSpec
from timeline_app.io.finding import HEADER_ROW, ReadError, read_error, say
from timeline_app.io.formats.format import Format
from timeline_app.io.own_columns import DATASET
from timeline_app.io.parts import Parts


def recognises(content: Content) -> bool:
    """By what it says of itself."""
    document = content.document
    is_object = content.kind is Kind.JSON and isinstance(document, dict)
    return is_object and document.get("format") == JSON_FORMAT


def read(content: Content, progress: Progress | None = None) -> Parts:
    """The dataset as it was written; raises as `package_of`."""
    path = content.path
    parts = parts_of(package_of(content, progress))
    return replace(parts, location=str(path), files=(path.absolute(),))


def package_of(content: Content, progress: Progress | None = None) -> Package:
    """The tables of the dataset; the records of each are numbered from 1.

    Raises:
        ReadError: it is of a later version, or is no longer as it was written.
        Cancelled: `progress` answered False.
    """
    document: Mapping[str, Any] = content.document
    version = document.get("version")
    if type(version) is int and version > JSON_VERSION:
        message = say(
            QT_TRANSLATE_NOOP(
                "io",
                "It was written by a later version of this program; open it with that version, or "
                "save it there as a folder.",
            )
        )
        raise read_error(content.file, HEADER_ROW, message)
    if version != JSON_VERSION:
        raise _damaged(content, "version")
    descriptor = document.get("package")
    if not isinstance(descriptor, dict) or not isinstance(descriptor.get("resources"), list):
        raise _damaged(content, "package")
    package = Package(content.path.parent, descriptor)
    for spec in TABLES:
        if spec is EVENTS or spec.name in document:
            package.tables[spec.name] = _table(content, spec, descriptor)
            tell(progress, len(package.tables) / len(TABLES))
    if not package.text("name"):
        raise _damaged(content, "name")
    return package


def _table(content: Content, spec: TableSpec, descriptor: Mapping[str, Any]) -> Table:
    """One table: the columns that the descriptor names, and what else the records have."""
    records = content.document.get(spec.name)
    if not isinstance(records, list) or not all(type(it) is dict and it for it in records):
        raise _damaged(content, spec.name)
    known = [field["name"] for field in schema_fields(descriptor, spec.name)]
    names = list(dict.fromkeys([*spec.columns, *known, *chain.from_iterable(records)]))
    check_columns(content.file, len(names))
    if any("\0" in name for name in names):
        raise _damaged(content, spec.name)
    columns = {}
    for name in names:
        cells = [record.get(name, "") for record in records]
        if set(map(type, cells)) - {str}:
            cells = [cell if type(cell) is str else _text(content, cell) for cell in cells]
        columns[name] = column_of(packed(cells))
    return Table(content.file, pd.DataFrame(columns, copy=False), range(1, len(records) + 1))


def _text(content: Content, value: Any) -> str:
    """What is no text, which somebody else has written."""
    try:
        return "" if value is None else json_text(value)
    except RecursionError:
        raise _damaged(content, "value") from None


def _damaged(content: Content, name: str) -> ReadError:
    message = say(
        QT_TRANSLATE_NOOP(
            "io",
            'It is damaged: "{name}" is missing or not as it was written; get the file again, or '
            "save it anew.",
        ),
        name=name,
    )
    return read_error(content.file, HEADER_ROW, message)


FORMAT: Final = Format(DATASET, recognises, read)
