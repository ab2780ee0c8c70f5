"""Which columns a table lacks, and why that is most likely so."""

from collections.abc import Sequence
from typing import Final

from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.core.text import fold
from timeline_app.io.containers.tables import Table
from timeline_app.io.dataset.schema import TableSpec
from timeline_app.io.finding import HEADER_ROW, Finding, Severity, say

_OTHER_SEPARATORS: Final = (";", "\t")


def missing_columns(
    spec: TableSpec, table: Table, *, alone: bool = False
) -> tuple[list[Finding], list[Finding]]:
    """Findings for absent columns: those nothing works without, and the others.

    Columns that are absent for one cause make one finding. What a table `alone`, outside of a
    dataset, has to do without is but a warning.
    """
    found = list(table.frame.columns)
    missing = [name for name in spec.columns if name not in (*found, *spec.optional)]
    needed = [column for column in missing if column in spec.needed]
    cause = _cause(missing, found)
    if needed and (alone or cause):
        return [_missing(table.file, needed if alone else missing, found, cause)], []
    others = [column for column in missing if column not in needed]
    severity: Severity = "warning" if alone else "error"
    return (
        [_missing(table.file, needed, found, cause)] if needed else [],
        [_missing(table.file, others, found, cause, severity)] if others else [],
    )


def _missing(
    file: str,
    columns: Sequence[str],
    found: Sequence[str],
    cause: Message | None,
    severity: Severity = "error",
) -> Finding:
    if len(columns) == 1:
        template = QT_TRANSLATE_NOOP(
            "io", 'The column "{columns}" is missing; the columns found are: {found}.'
        )
    else:
        template = QT_TRANSLATE_NOOP(
            "io", 'The columns "{columns}" are missing; the columns found are: {found}.'
        )
    message = say(template, columns='", "'.join(columns), found=", ".join(found))
    if cause is not None:
        message = say(QT_TRANSLATE_NOOP("io", "{what} {cause}"), what=message, cause=cause)
    return Finding(file, HEADER_ROW, message, severity)


def _cause(missing: Sequence[str], found: Sequence[str]) -> Message | None:
    """What was done to the header that these columns are not found, if it can be seen."""
    for separator in _OTHER_SEPARATORS:
        parts = [part for name in found if separator in name for part in name.split(separator)]
        if any(_plain(part) in missing for part in parts):
            return say(QT_TRANSLATE_NOOP("io", "The fields must be separated by commas."))
    if any(_plain(name) in missing for name in found):
        return say(
            QT_TRANSLATE_NOOP("io", "The names must be written in small letters without spaces.")
        )
    return None


def _plain(name: str) -> str:
    """A name as ours are written."""
    return fold(name).replace(" ", "_")
