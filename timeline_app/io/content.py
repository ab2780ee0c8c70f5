"""A file as it is found: what holds its rows, their names and the first of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element

from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.core.progress import Progress
from timeline_app.io.containers import (
    delimited,
    geojson,
    json_lists,
    json_records,
    parquet,
    workbook,
    xml_file,
)
from timeline_app.io.containers.raw_table import RawTable
from timeline_app.io.containers.text_file import readable, reading
from timeline_app.io.dataset.schema import JSON_FORMAT
from timeline_app.io.finding import HEADER_ROW, read_error, say


class Kind(StrEnum):
    """What a file is, whatever its name says."""

    TEXT = "text table"
    WORKBOOK = "workbook"
    ARROW = "Parquet or Feather"
    JSON = "JSON"
    JSON_LINES = "JSON lines"
    GEOJSON = "GeoJSON"
    XML = "XML"


SAMPLE: Final = 50
"""Rows that are looked at to recognise a file."""
_HEAD: Final = 1 << 16
_LONGEST_LINE: Final = 1 << 24
"""Bytes of a first line that are looked at."""


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """A file that was looked at, not read; its rows are read by `table`."""

    path: Path
    file: str
    """What problems call it."""
    kind: Kind
    names: tuple[str, ...] = ()
    """The columns of its table; empty where it has no header, or holds no table."""
    first: tuple[tuple[str, ...], ...] = ()
    """The first rows, SAMPLE at most, as long as each is."""
    dialect: delimited.Dialect | None = None
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    """The sheets that a workbook offers."""
    document: Any = None
    """What a JSON file holds (of a large dataset of ours only what stands before its tables), else
    the root Element of XML."""
    preview: Callable[[RawTable], None] | None = None
    """Given the first rows of a very large text table as soon as they are read."""
    loaded: RawTable | None = None
    """The rows, where they were read already."""

    def has(self, *names: str) -> bool:
        """Whether it has all of these columns, in whatever letters."""
        return {name.casefold() for name in names} <= {name.casefold() for name in self.names}

    def table(
        self,
        progress: Progress | None = None,
        names: Sequence[str] | None = None,
    ) -> RawTable:
        """All rows.

        Args:
            progress: told how far the reading is.
            names: the columns of a text table without a header.

        Raises:
            ReadError: it cannot be read.
            Cancelled: `progress` answered False.
        """
        if self.loaded is not None:
            return self.loaded
        match self.kind:
            case Kind.TEXT:
                assert self.dialect is not None
                return delimited.read_delimited(
                    self.path,
                    self.file,
                    self.dialect,
                    names=names,
                    progress=progress,
                    preview=self.preview,
                )
            case Kind.WORKBOOK:
                return workbook.read_workbook(self.path, self.file, self.sheet, progress)
            case Kind.ARROW:
                return parquet.read_arrow(self.path, self.file, progress, preview=self.preview)
            case Kind.JSON_LINES:
                return json_records.read_json_lines(self.path, self.file, progress)
            case Kind.GEOJSON:
                return geojson.geojson_table(self.document, self.file)
            case Kind.JSON:
                records = json_records.find_records(self.document)
                if records is not None:
                    return json_records.records_table(records, self.file)
        raise read_error(
            self.file,
            HEADER_ROW,
            say(
                QT_TRANSLATE_NOOP(
                    "io",
                    "This {kind} file holds no table of events that the program knows; save it as "
                    "a table (CSV) or as a list of records.",
                ),
                kind=self.kind.value,
            ),
        )

    @property
    def root(self) -> Element:
        """The root of an XML file."""
        assert isinstance(self.document, Element)
        return self.document


def look_at(path: Path, sheet: str = "") -> Content:
    """Look at a file; `sheet` chooses one of a workbook (default: its first).

    Raises:
        ReadError: there is none, it may not be read, or it holds nothing that can be a table.
    """
    file = readable(path.name)
    with reading(path, file), path.open("rb") as stream:
        head = stream.read(_HEAD)
        if b"\n" not in head:
            head += stream.readline(_LONGEST_LINE) + stream.readline(_HEAD)
    if parquet.is_arrow(head, path):
        return _of_rows(path, Kind.ARROW, parquet.first_rows(path, file, SAMPLE))
    if workbook.is_workbook(head, path):
        sheets = tuple(workbook.sheets(path, file))
        return of_sheet(Content(path, file, Kind.WORKBOOK, sheets=sheets), sheet or sheets[0])
    if xml_file.is_xml(head):
        return Content(path, file, Kind.XML, document=xml_file.read_xml(path, file))
    if json_records.is_json_lines(head):
        return _of_rows(path, Kind.JSON_LINES, json_records.first_lines(path, file, SAMPLE))
    if json_records.is_json(head):
        return _json(path, file)
    seen = delimited.look_at(path, file)
    return Content(path, file, Kind.TEXT, seen.names, seen.first, seen.dialect)


def of_sheet(book: Content, sheet: str) -> Content:
    """A sheet of a workbook that was looked at.

    Raises:
        ReadError: it cannot be read, or has no such sheet.
    """
    begin = workbook.look_at(book.path, book.file, sheet)
    return replace(book, names=begin.names, first=begin.first, sheet=sheet)


def _json(path: Path, file: str) -> Content:
    head = json_lists.head_of(path, file)
    if head is not None and head.get("format") == JSON_FORMAT:
        return Content(path, file, Kind.JSON, document=head)
    document = json_records.read_json(path, file)
    if geojson.is_geojson(document):
        first = geojson.geojson_table(document, file, SAMPLE)
        return _of_rows(path, Kind.GEOJSON, first, document)
    records = json_records.find_records(document)
    if records is None:
        return Content(path, file, Kind.JSON, document=document)
    first = json_records.records_table(records[:SAMPLE], file)
    return _of_rows(path, Kind.JSON, first, document)


def _of_rows(path: Path, kind: Kind, first: RawTable, document: Any = None) -> Content:
    rows = zip(*(first.cells(name).to_pylist() for name in first.names), strict=True)
    return Content(
        path, readable(path.name), kind, tuple(first.names), tuple(rows), document=document
    )
