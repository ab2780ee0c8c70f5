"""A dataset's folder: its tables as they stand on disk."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.core.progress import Progress
from timeline_app.core.text import nearest
from timeline_app.io.containers.read_table import read_table
from timeline_app.io.containers.tables import Table
from timeline_app.io.containers.text_file import is_file, is_special
from timeline_app.io.dataset.columns import missing_columns
from timeline_app.io.dataset.descriptor import read_descriptor, table_files
from timeline_app.io.dataset.schema import DESCRIPTOR, EVENTS, TABLES, TableSpec
from timeline_app.io.finding import HEADER_ROW, Finding, ReadError, read_error, say

MOST_COMPARED: Final = 20_000
"""Names that are compared with wrong ones in all: a second's work."""


@dataclass(slots=True)
class Package:
    """What stands in a dataset's folder, before anything is made of it."""

    folder: Path
    descriptor: Mapping[str, Any] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    """The tables that could be read and can be used, by their name in `schema.TABLES`."""
    lost: list[Finding] = field(default_factory=list)
    """Mistakes by which something would be lost: the dataset is not opened."""
    kept: list[Finding] = field(default_factory=list)
    """Mistakes that lose nothing; only a check tells them."""
    _names: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    _compared: int = 0

    def text(self, name: str) -> str:
        """A text of the descriptor, "" where there is none."""
        value = self.descriptor.get(name, "")
        return value if isinstance(value, str) else ""

    @property
    def files(self) -> tuple[Path, ...]:
        """Absolute paths of what was read."""
        names = [DESCRIPTOR] if self.descriptor else []
        names += [table.file for table in self.tables.values()]
        return tuple((self.folder / name).absolute() for name in names)

    def names(self, table: str, column: str) -> frozenset[str] | None:
        """The names that a table defines, None where there is no such table to refer to."""
        found = self.tables.get(table)
        if found is None or column not in found.frame.columns:
            return None
        if (table, column) not in self._names:
            self._names[table, column] = frozenset(found.frame[column]) - {""}
        return self._names[table, column]

    def nearest(self, value: str, names: frozenset[str]) -> str | None:
        """The name most likely meant; None, too, when more were compared than anybody waits for."""
        self._compared += len(names)
        return nearest(value, sorted(names)) if self._compared <= MOST_COMPARED else None

    def file_of(self, name: str) -> str:
        """The file of a table as findings call it."""
        table = self.tables.get(name)
        return table.file if table else f"{name}.csv"


def is_single_table(path: Path) -> bool:
    """Whether a path names a table by itself, not a dataset's folder or its datapackage.json."""
    return is_file(path) and path.name != DESCRIPTOR


def read_package(path: Path, *, exact: bool = False, progress: Progress | None = None) -> Package:
    """Read a dataset's folder, or its datapackage.json, with all tables.

    Mistakes in single tables are collected in the package; `exact` is as for `read_table`, and
    `progress` tells of the events.

    Raises:
        ReadError: there is no dataset there, or its descriptor is damaged.
        Cancelled: `progress` answered False.
    """
    folder = path.parent if path.name == DESCRIPTOR and not path.is_dir() else path
    if not _is_folder(folder):
        raise read_error(
            str(path),
            HEADER_ROW,
            say(
                QT_TRANSLATE_NOOP(
                    "io", "This is no plain file and no folder; give the path of a dataset."
                )
                if is_special(path)
                else QT_TRANSLATE_NOOP(
                    "io", "There is no such file or folder; give the path of a dataset."
                )
            ),
        )
    described = path.name == DESCRIPTOR or (folder / DESCRIPTOR).exists()
    package = Package(folder)
    if described:
        package.descriptor = read_descriptor(folder / DESCRIPTOR)
        files = table_files(folder, package.descriptor)
    else:
        files = {spec.name: spec.file for spec in TABLES if (folder / spec.file).exists()}
        if EVENTS.name not in files:
            raise read_error(
                str(path),
                HEADER_ROW,
                say(
                    QT_TRANSLATE_NOOP(
                        "io",
                        "The folder holds no dataset: neither {descriptor} nor {events} is in it.",
                    ),
                    descriptor=DESCRIPTOR,
                    events=EVENTS.file,
                ),
            )
    for spec in TABLES:
        if spec.name in files:
            told = progress if spec is EVENTS else None
            _read_into(package, spec, files[spec.name], exact=exact, progress=told)
        elif described and not spec.is_optional:
            _unnamed_table(package, spec)
    return package


def take_table(package: Package, spec: TableSpec, table: Table, *, alone: bool = False) -> None:
    """Put a table in a package as far as it can be used, with what is wrong with its shape."""
    lost, kept = missing_columns(spec, table, alone=alone)
    package.kept += kept
    if lost:  # the cause of wrong widths too, most likely
        package.lost += lost
        return
    package.lost += table.lost
    package.kept += table.kept
    if not table.is_shifted:
        package.tables[spec.name] = table


def _read_into(
    package: Package, spec: TableSpec, file: str, *, exact: bool, progress: Progress | None
) -> None:
    path = package.folder / file
    if not os.path.lexists(path):
        package.lost.append(_missing_table(spec, file))
        return
    try:
        table = read_table(path, file, exact=exact, progress=progress)
    except ReadError as error:
        package.lost.append(error.finding)
        return
    take_table(package, spec, table)


def _missing_table(spec: TableSpec, file: str) -> Finding:
    message = say(
        QT_TRANSLATE_NOOP(
            "io",
            'The table "{table}" is missing: {descriptor} names this file, but it is not there; '
            "put it there.",
        ),
        table=spec.name,
        descriptor=DESCRIPTOR,
    )
    return Finding(file, HEADER_ROW, message)


def _unnamed_table(package: Package, spec: TableSpec) -> None:
    message = say(
        QT_TRANSLATE_NOOP(
            "io", 'The table "{table}" is missing; {descriptor} must name it and its file exist.'
        ),
        table=spec.name,
        descriptor=DESCRIPTOR,
    )
    finding = Finding(spec.file, HEADER_ROW, message)
    (package.lost if spec is EVENTS else package.kept).append(finding)


def _is_folder(path: Path) -> bool:
    """Whether a folder is there.

    Raises:
        ReadError: it may not be entered.
    """
    try:
        if not path.is_dir():
            return False
        (path / DESCRIPTOR).exists()
    except PermissionError:
        message = say(
            QT_TRANSLATE_NOOP("io", "You may not read this folder; ask its owner for permission.")
        )
        raise read_error(str(path), HEADER_ROW, message) from None
    except OSError:
        return False
    return True
