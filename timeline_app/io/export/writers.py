"""The formats that events are written in, and the one function that writes them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from timeline_app.core.dataset import Dataset
from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.core.progress import Progress
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.export_table import Rows

Write = Callable[[Dataset, Rows, Path, TableChoices, Progress | None], int]
"""Writes these rows of a dataset, in their order, in one step; returns how many rows were written.

Raises WriteError (the old file still stands) and Cancelled, as `io.atomic.replacing` does."""


@dataclass(frozen=True, slots=True)
class Writer:
    """One format."""

    name: str
    """What `--format` says."""
    endings: tuple[str, ...]
    """Of file names that mean it, the usual one first; longer ones go before shorter ones."""
    load: Callable[[], Write]
    """What writes it; its module and libraries are imported only then."""
    takes_columns: bool = True
    """Whether columns, `claims`, `sort` and rows per quote can be chosen."""
    one_per_event: bool = False
    """Whether rows per quote cannot."""
    is_spreadsheet_text: bool = False
    """Whether `bom` and `raw` mean something."""
    left_out: str = ""
    """Which events it has no place for, as a part of a sentence of the context `io`."""
    libraries: tuple[str, ...] = ()
    """What its bytes depend on besides those that all tables are made with."""

    @property
    def takes_quotes(self) -> bool:
        """Whether there may be one row per quote."""
        return self.takes_columns and not self.one_per_event


def _csv() -> Write:
    from timeline_app.io.export.csv_out import write_csv

    return write_csv


def _tsv() -> Write:
    from timeline_app.io.export.csv_out import write_csv

    return partial(write_csv, separator="\t")


def _xlsx() -> Write:
    from timeline_app.io.export.xlsx_out import write_xlsx

    return write_xlsx


def _json_lines() -> Write:
    from timeline_app.io.export.json_lines import write_json_lines

    return write_json_lines


def _parquet() -> Write:
    from timeline_app.io.export.parquet_out import write_parquet

    return write_parquet


def _markdown() -> Write:
    from timeline_app.io.export.markdown import write_markdown

    return write_markdown


def _folder() -> Write:
    from timeline_app.io.export.dataset_out import write_folder

    return _whole(write_folder)


def _zip() -> Write:
    from timeline_app.io.export.dataset_out import write_zip

    return _whole(write_zip)


def _json() -> Write:
    from timeline_app.io.export.dataset_json import write_json

    return _whole(write_json)


def _geojson() -> Write:
    from timeline_app.io.export.geojson_out import write_geojson

    return write_geojson


def _timelinejs_csv() -> Write:
    from timeline_app.io.export.timelinejs_out import write_timelinejs_csv

    return write_timelinejs_csv


def _timelinejs_json() -> Write:
    from timeline_app.io.export.timelinejs_out import write_timelinejs_json

    return _whole(write_timelinejs_json)


def _icalendar() -> Write:
    from timeline_app.io.export.icalendar_out import write_icalendar

    return write_icalendar


def _whole(write: Callable[[Dataset, Rows, Path, Progress | None], int]) -> Write:
    """A writer that leaves nothing to choose."""
    return lambda dataset, rows, path, _, progress: write(dataset, rows, path, progress)


_NO_PLACE: Final = QT_TRANSLATE_NOOP("io", "without a place")
_NO_DATE: Final = QT_TRANSLATE_NOOP("io", "without a date that it can hold")

_ALL: Final = (
    Writer("csv", (".csv",), _csv, is_spreadsheet_text=True),
    Writer("tsv", (".tsv",), _tsv, is_spreadsheet_text=True),
    Writer("xlsx", (".xlsx",), _xlsx, libraries=("XlsxWriter", "zlib")),
    Writer("jsonl", (".jsonl",), _json_lines),
    Writer("parquet", (".parquet",), _parquet, libraries=("zlib",)),
    Writer("markdown", (".md",), _markdown),
    Writer("folder", (), _folder, takes_columns=False),
    Writer("zip", (".zip",), _zip, takes_columns=False, libraries=("zlib",)),
    Writer("json", (".json",), _json, takes_columns=False),
    Writer("geojson", (".geojson",), _geojson, one_per_event=True, left_out=_NO_PLACE),
    Writer(
        "timelinejs-csv",
        (".timelinejs.csv",),
        _timelinejs_csv,
        takes_columns=False,
        is_spreadsheet_text=True,
        left_out=_NO_DATE,
    ),
    Writer(
        "timelinejs-json",
        (".timelinejs.json",),
        _timelinejs_json,
        takes_columns=False,
        left_out=_NO_DATE,
    ),
    Writer("icalendar", (".ics",), _icalendar, takes_columns=False, left_out=_NO_DATE),
)

WRITERS: Final[Mapping[str, Writer]] = {writer.name: writer for writer in _ALL}


def format_of(path: Path) -> str | None:
    """The format that the ending of a file's name means; None where it means none.

    A name without an ending is that of a dataset's folder.
    """
    if not path.suffix:
        return "folder"
    name = path.name.casefold()
    found = [
        (ending, writer.name)
        for writer in WRITERS.values()
        for ending in writer.endings
        if name.endswith(ending)
    ]
    return max(found, key=lambda pair: len(pair[0]))[1] if found else None


def write_table(
    dataset: Dataset,
    rows: Rows,
    path: Path,
    choices: TableChoices,
    progress: Progress | None = None,
) -> int:
    """Write events as `choices` say, replacing the file in one step.

    Args:
        dataset: where the events are.
        rows: rows of `dataset`, ascending (a projection's); `choices.sort` orders them.
        path: the file (or, for a dataset, the folder) to write; none that was read from.
        choices: the format and what belongs to it.
        progress: told the fraction done (0 to 1); answers False to stop.

    Returns:
        How many rows were written.

    Raises:
        UnknownColumn: a column that is chosen, or sorted by, does not exist.
        WriteError: it cannot be written; what stood there before still stands.
        Cancelled: `progress` answered False; what stood there before still stands.
    """
    return WRITERS[choices.format].load()(dataset, rows, path, choices, progress)
