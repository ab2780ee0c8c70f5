"""A dataset of ours in one JSON file, as `io.export.dataset_json` writes it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any, Final

import pyarrow as pa

from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.core.progress import Progress, tell
from timeline_app.io.containers.flat_records import json_text, packed
from timeline_app.io.containers.gathered import joined
from timeline_app.io.containers.json_lists import NotListed, records_of
from timeline_app.io.containers.json_records import read_json
from timeline_app.io.containers.limits import check_columns
from timeline_app.io.containers.tables import Table
from timeline_app.io.content import Content, Kind
from timeline_app.io.dataset.descriptor import schema_fields
from timeline_app.io.dataset.folder import parts_of
from timeline_app.io.dataset.package import Package
from timeline_app.io.dataset.schema import EVENTS, JSON_FORMAT, JSON_VERSION, TABLES
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
    lists = _lists(content, progress)
    for spec in TABLES:
        if spec.name in lists:
            known = (field["name"] for field in schema_fields(descriptor, spec.name))
            package.tables[spec.name] = lists[spec.name].table((*spec.columns, *known))
    if EVENTS.name not in lists:
        raise _damaged(content, EVENTS.name)
    if not package.text("name"):
        raise _damaged(content, "name")
    return package


def _lists(content: Content, progress: Progress | None) -> dict[str, "_Records"]:
    """The records of each table, by its name."""
    try:
        parts = records_of(content.path, content.file)
        if EVENTS.name not in content.document:
            return _gathered(content, parts, progress)
    except NotListed:
        document = read_json(content.path, content.file)
        content = replace(content, document=document if isinstance(document, dict) else {})
    names = [spec.name for spec in TABLES if spec.name in content.document]
    whole = [(name, content.document[name], n / len(names)) for n, name in enumerate(names, 1)]
    return _gathered(content, whole, progress)


def _gathered(
    content: Content, parts: Iterable[tuple[str, Any, float]], progress: Progress | None
) -> dict[str, "_Records"]:
    found: dict[str, _Records] = {}
    for name, records, done in parts:
        if name not in found:
            found[name] = _Records(content, name)
        found[name].add(records)
        tell(progress, done)
    return found


class _Records:
    """The records of one table, in columns."""

    def __init__(self, content: Content, name: str) -> None:
        self._content = content
        self._name = name
        self._names: dict[str, None] = {}
        self._parts: list[tuple[int, Mapping[str, pa.Array]]] = []

    def add(self, records: Any) -> None:
        """Add records as they stand in the file; raises ReadError where these are none."""
        if not isinstance(records, list) or not all(type(it) is dict and it for it in records):
            raise _damaged(self._content, self._name)
        names = dict.fromkeys(chain.from_iterable(records))
        if any("\0" in name for name in names):
            raise _damaged(self._content, self._name)
        self._names |= names
        check_columns(self._content.file, len(self._names))
        columns = {name: self._cells(name, records) for name in names}
        self._parts.append((len(records), columns))

    def table(self, known: Iterable[str]) -> Table:
        """The known columns, and what else the records have; can be had once."""
        names = list(dict.fromkeys([*known, *self._names]))
        check_columns(self._content.file, len(names))
        count = sum(count for count, _ in self._parts)
        rows = joined(self._parts, {name: name for name in names})
        return Table(self._content.file, rows, range(1, count + 1))

    def _cells(self, name: str, records: list[dict[str, Any]]) -> pa.Array:
        cells = [record.get(name, "") for record in records]
        if set(map(type, cells)) - {str}:
            cells = [cell if type(cell) is str else _text(self._content, cell) for cell in cells]
        return packed(cells)


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
