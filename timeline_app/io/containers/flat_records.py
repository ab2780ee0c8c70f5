"""Records with fields of any kind, gathered as the rows of a table of text."""

import json
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any, Final

import pyarrow as pa

from timeline_app.core.columns import TEXT
from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.core.reading import NoEvent, Outcome
from timeline_app.core.text import join_values
from timeline_app.io.containers.cell_text import number_text
from timeline_app.io.containers.gathered import CODED, LIKELY, joined
from timeline_app.io.containers.headers import unique_names
from timeline_app.io.containers.limits import LIMITS, Limits
from timeline_app.io.containers.raw_table import RawTable, ReadingLog
from timeline_app.io.finding import HEADER_ROW, read_error, say

_ROWS: Final = 20_000
"""Rows that are kept as Python's objects at most."""
_LEVELS: Final = 8
"""Objects within objects become columns down to here; below, the text of their JSON."""
_SHOWN: Final = 500

Field = tuple[str, ...]
"""The names of the objects that a field is in, and its own."""
Record = Mapping[str, Any]


class FlatRecords:
    """The records so far."""

    def __init__(self, log: ReadingLog, limits: Limits = LIMITS) -> None:
        """Without records."""
        self.log = log
        self._limits = limits
        self._fields: dict[Field, None] = {}
        self._waiting: list[Record] = []
        self._parts: list[tuple[int, Mapping[Field, pa.Array]]] = []
        self._lines: list[int] = []

    def add(self, record: object, line: int) -> bool:
        """Add a record; what is none is set aside, and what has no field is blank: answered False.

        Raises:
            ReadError: the records have too many different fields.
        """
        if not isinstance(record, dict):
            self.log.tell(Outcome.SET_ASIDE, line, _no_record(), text=_shown(record))
            return False
        if not record:
            self.log.no_events[NoEvent.BLANK] += 1
            return False
        self._waiting.append(record)
        self._lines.append(line)
        if len(self._waiting) >= _ROWS:
            self.gather()
        return True

    def gather(self) -> None:
        """Put the records so far into columns, which take less memory.

        Raises:
            ReadError: the records have too many different fields.
        """
        if not self._waiting:
            return
        records, self._waiting = self._waiting, []
        columns: dict[Field, pa.Array] = {}
        self._columns(records, (), columns)
        self._parts.append((len(records), columns))

    def whole(self) -> RawTable:
        """All records as rows; nothing is left here.

        Raises:
            ReadError: the records have too many different fields.
        """
        self.gather()
        names = unique_names(".".join(field) for field in self._fields)
        rows = joined(self._parts, dict(zip(names, self._fields, strict=True)))
        return RawTable(rows, self._lines, self.log)

    def _columns(
        self, records: Sequence[Record], place: Field, found: dict[Field, pa.Array]
    ) -> None:
        """The columns of records that are objects in a field, or of whole records."""
        names = dict.fromkeys(chain.from_iterable(records))
        self._check(len(names))  # each is a field at least
        for name in names:
            field = (*place, name)
            values = [record.get(name) for record in records]
            if len(field) <= _LEVELS and any(type(value) is dict and value for value in values):
                inner = [value if type(value) is dict else _NOTHING for value in values]
                self._columns(inner, field, found)
                values = [None if type(value) is dict else value for value in values]
                if all(value is None for value in values):
                    continue
            self._fields[field] = None
            self._check(len(self._fields))
            found[field] = packed(self._texts(values, field))

    def _texts(self, values: Sequence[Any], field: Field) -> Sequence[str]:
        kinds = set(map(type, values))
        if kinds == {str}:
            return values
        if kinds == {int}:
            return list(map(str, values))
        try:
            return [value if type(value) is str else _text(value) for value in values]
        except RecursionError:
            return [self._short(value, row, field) for row, value in enumerate(values)]

    def _short(self, value: Any, row: int, field: Field) -> str:
        """A value as text; "" and told, where it cannot be."""
        try:
            return value if type(value) is str else _text(value)
        except RecursionError:
            line = self._lines[sum(count for count, _ in self._parts) + row]
            self.log.tell(Outcome.REPAIRED, line, too_deep(), column=".".join(field))
            return ""

    def _check(self, fields: int) -> None:
        if fields > self._limits.columns:
            message = say(
                QT_TRANSLATE_NOOP(
                    "io",
                    "The records have more than {most:,} different fields; names of fields must "
                    "not be values such as ids.",
                ),
                most=self._limits.columns,
            )
            raise read_error(self.log.file, HEADER_ROW, message)


_NOTHING: Final[Record] = {}


def json_text(value: Any) -> str:
    """The JSON of a value, on one line.

    Raises:
        RecursionError: it is nested too deeply.
    """
    return json.dumps(value, ensure_ascii=False)


def too_deep() -> Message:
    """What is said of objects within objects within ..."""
    return say(
        QT_TRANSLATE_NOOP("io", "It is nested too deeply; a record must be a few levels deep.")
    )


def _no_record() -> Message:
    return say(QT_TRANSLATE_NOOP("io", "This is no record; it must be an object: {{...}}."))


def _shown(value: Any) -> str:
    try:
        return json_text(value)[:_SHOWN]
    except RecursionError:
        return ""


def _text(value: Any) -> str:
    """A value that is no text; types are compared, as this is asked for each cell."""
    kind = type(value)
    if kind is int:
        return str(value)
    if kind is float:
        return number_text(value)
    if kind is bool:
        return "true" if value else "false"
    if not value:
        return ""
    if kind is list and {dict, list}.isdisjoint(map(type, value)):
        return join_values(
            item if type(item) is str else _text(item) for item in value if item is not None
        )
    return json_text(value)


def packed(cells: Sequence[str]) -> pa.Array:
    """Cells as text, as a dictionary where they repeat."""
    texts = pa.array(cells, TEXT)
    coded = texts.dictionary_encode()
    return coded.cast(CODED) if len(coded.dictionary) < LIKELY * len(cells) else texts
