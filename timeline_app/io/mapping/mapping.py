"""Which columns of a table say what of an event: a mapping, as a person or a guess makes it."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from timeline_app.core.message import QT_TRANSLATE_NOOP, Message, TimelineError
from timeline_app.core.text import fold, nearest
from timeline_app.io.dates.ways import Order
from timeline_app.io.finding import say

FIELDS: Final = (
    "event_id", "title", "date", "start", "end", "year", "month", "day", "time",
    "end_year", "end_month", "end_day", "end_time", "start_approximate", "end_approximate",
    "summary", "event_type", "countries", "actors", "place", "admin1", "latitude", "longitude",
    "coordinates", "fatalities", "fatalities_low", "fatalities_high",
    "source", "source_title", "source_url", "source_date", "quote",
)  # fmt: skip
"""What a column can say of an event.

`date` is one date of any form, `start` and `end` are when it began and ended; `year` to `time`, and
`end_year` to `end_time`, are parts of these in columns of their own. `coordinates` are latitude and
longitude in one cell. The columns of `start_approximate` and `end_approximate` say yes or no.
"""

SEVERAL: Final = frozenset(
    {"title", "time", "end_time", "summary", "countries", "actors", "place"}
    | {"source", "source_title", "source_url"}
)
"""The fields that several columns can fill together; each other one has one at most."""


class MappingError(TimelineError):
    """A mapping that cannot be read, or that does not fit its table."""


@dataclass(frozen=True, slots=True)
class TableMapping:
    """Fields of FIELDS to the columns of a file that they are read from."""

    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: Order | None = None
    """The order of day and month, where the person settled it."""

    def of(self, name: str) -> tuple[str, ...]:
        """The columns of a field; none if it has none."""
        return self.columns.get(name, ())

    def one(self, name: str) -> str:
        """The column of a field that has but one; "" if it has none."""
        return next(iter(self.of(name)), "")

    @property
    def used(self) -> tuple[str, ...]:
        """All columns that it names, each once."""
        return tuple(dict.fromkeys(column for found in self.columns.values() for column in found))

    def as_json(self) -> dict[str, Any]:
        """What `from_json` reads."""
        told: dict[str, Any] = {"columns": {name: list(self.of(name)) for name in self._names()}}
        if self.order is not None:
            told[_DATES] = order_word(self.order)
        return told

    @classmethod
    def from_json(cls, told: object) -> "TableMapping":
        """The mapping of `as_json`; what it does not know, or is of another form, is left out."""
        if not isinstance(told, dict):
            return cls()
        columns = told.get("columns")
        pairs = columns.items() if isinstance(columns, dict) else ()
        found = {name: _texts(names)[: _most(name)] for name, names in pairs if name in FIELDS}
        word = told.get(_DATES)
        order = ORDERS.get(word) if isinstance(word, str) else None
        return cls({name: found[name] for name in FIELDS if found.get(name)}, order)

    def _names(self) -> Iterator[str]:
        return (name for name in FIELDS if self.of(name))


def order_word(order: Order) -> str:
    """An order of day and month as the command line has it: `day-first`."""
    return order.value.replace(" ", "-")


_DATES: Final = "dates"
ORDERS: Final = {order_word(order): order for order in Order}


def parse_mapping(text: str) -> TableMapping:
    r"""The mapping that a person typed: `title=headline,start=date_start,dates=day-first`.

    A field may have several columns, one after the other; `\` stands before a comma, an equals sign
    or a `\` that belongs to a name.

    Raises:
        MappingError: it cannot be read; the message says what would be right.
    """
    columns: dict[str, tuple[str, ...]] = {}
    order = None
    for part in _cut(text, ","):
        if not part.strip():
            continue
        field, *rest = _cut(part, "=")
        name, column = fold(_plain(field)), _plain("=".join(rest)).strip()
        if not column:
            raise MappingError(_incomplete(part.strip()))
        if name == _DATES:
            order = ORDERS.get(fold(column).replace(" ", "-"))
            if order is None:
                raise MappingError(_no_order(column))
        elif name not in FIELDS:
            raise MappingError(_no_field(name, nearest(name, (*FIELDS, _DATES))))
        elif name in columns and name not in SEVERAL:
            raise MappingError(_two_columns(name, columns[name][0], column))
        else:
            columns[name] = tuple(dict.fromkeys((*columns.get(name, ()), column)))
    return TableMapping(columns, order)


def mapping_text(mapping: TableMapping) -> str:
    """What `parse_mapping` reads as this mapping."""
    parts = [f"{name}={_escaped(column)}" for name in FIELDS for column in mapping.of(name)]
    if mapping.order is not None:
        parts.append(f"{_DATES}={order_word(mapping.order)}")
    return ",".join(parts)


def columns_key(names: Iterable[str]) -> str:
    """What files with the same columns, in the same order, have in common."""
    told = json.dumps([name.strip() for name in names], ensure_ascii=True)
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def check_fit(mapping: TableMapping, names: Iterable[str]) -> None:
    """Whether a table of these columns has all that a mapping names.

    Raises:
        MappingError: it lacks one.
    """
    present = list(names)
    for column in mapping.used:
        if column not in present:
            raise MappingError(_no_column(column, nearest(column, present)))


def _cut(text: str, sign: str) -> list[str]:
    r"""The parts between a sign that has no `\` before it, with their `\`."""
    return re.findall(rf"(?:^|{sign})((?:\\.|[^\\{sign}]|\\$)*)", text, re.DOTALL)


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL)


def _escaped(text: str) -> str:
    return re.sub(r"([\\,=])", r"\\\1", text)


def _no_column(column: str, near: str | None) -> Message:
    if near is None:
        return say(QT_TRANSLATE_NOOP("io", 'The file has no column "{column}".'), column=column)
    return say(
        QT_TRANSLATE_NOOP("io", 'The file has no column "{column}"; did you mean "{near}"?'),
        column=column,
        near=near,
    )


def _most(name: str) -> int | None:
    return None if name in SEVERAL else 1


def _texts(names: object) -> tuple[str, ...]:
    found = names if isinstance(names, list) else [names]
    return tuple(dict.fromkeys(name for name in found if isinstance(name, str) and name))


def _incomplete(part: str) -> Message:
    return say(
        QT_TRANSLATE_NOOP(
            "io", '"{part}" does not say which column; write field=column, such as title=headline.'
        ),
        part=part,
    )


def _no_field(name: str, near: str | None) -> Message:
    if near is None:
        return say(
            QT_TRANSLATE_NOOP("io", '"{name}" is no field of an event; the fields are: {fields}.'),
            name=name,
            fields=", ".join(FIELDS),
        )
    return say(
        QT_TRANSLATE_NOOP("io", '"{name}" is no field of an event; did you mean "{near}"?'),
        name=name,
        near=near,
    )


def _no_order(word: str) -> Message:
    return say(
        QT_TRANSLATE_NOOP("io", '"{word}" is no order of dates; write one of: {orders}.'),
        word=word,
        orders=", ".join(ORDERS),
    )


def _two_columns(name: str, one: str, other: str) -> Message:
    return say(
        QT_TRANSLATE_NOOP(
            "io", 'The field {name} has one column only; choose "{one}" or "{other}".'
        ),
        name=name,
        one=one,
        other=other,
    )
