"""Which of the columns that may hold dates tell best when the events took place."""

import pyarrow as pa

from timeline_app.core.dates import read_dates
from timeline_app.core.span import UNDATED
from timeline_app.io.containers.raw_table import RawTable
from timeline_app.io.dates.columns import read_date_column
from timeline_app.io.mapping.column_profile import ColumnProfile
from timeline_app.io.mapping.column_words import LATER, words_of

Found = dict[str, tuple[str, ...]]


def choose_dates(found: Found, profiles: dict[str, ColumnProfile], table: RawTable) -> None:
    """Leave one way to date the events in what was found, or find one by content.

    `table` holds the rows that are looked at.
    """
    if "date" in found and "start" in found:
        del found["date" if "end" in found else "start"]
    if "date" in found and "end" in found:
        found["start"] = found.pop("date")
    whole = next((field for field in ("start", "date") if field in found), None)
    if "year" in found and "month" in found and whole is not None:
        column = profiles[found[whole][0]]
        if column.full_years >= 0.9 and column.dates >= 0.9:
            _drop(found, "month", "day")
        else:
            _drop(found, "date", "start", *(["end"] if "end_year" in found else []))
    elif whole is None and "year" not in found:
        _by_content(found, profiles, table)
    if "year" not in found:
        _drop(found, "month", "day")
    if "end" in found or "end_year" not in found:
        _drop(found, "end_year", "end_month", "end_day", "end_time")
    if "year" not in found and "date" not in found and "start" not in found:
        _drop(found, "time", "end_time")


def _drop(found: Found, *fields: str) -> None:
    for field in fields:
        found.pop(field, None)


def _by_content(found: Found, profiles: dict[str, ColumnProfile], table: RawTable) -> None:
    """The first column of dates; those that tell of the record come last.

    If the next column holds dates too, none of them earlier, the two are start and end.
    """
    names = list(profiles)
    taken = {name for used in found.values() for name in used}
    dates = [
        name
        for name, column in profiles.items()
        if name not in taken and column.numbers < 0.5 and column.dates >= 0.8
    ]
    dates.sort(key=lambda name: not LATER.isdisjoint(words_of(name)))
    beside = len(dates) > 1 and names.index(dates[0]) + 1 == names.index(dates[1])
    if beside and _is_span(table.cells(dates[0]), table.cells(dates[1])):
        found["start"], found["end"] = (dates[0],), (dates[1],)
    elif dates:
        found["date"] = (dates[0],)
    elif "source_date" in found:
        found["date"] = found.pop("source_date")


def _is_span(one: pa.Array, other: pa.Array) -> bool:
    """Whether of two columns of dates the second is never before, and often after the first."""
    count = len(one)
    times = read_dates(read_date_column(pa.concat_arrays([one, other])).texts)
    first, last = times.bounds[0][:count], times.bounds[1][count:]
    starts, ends = times.bounds[0][:count], times.bounds[0][count:]
    known = (starts != UNDATED) & (ends != UNDATED)
    return bool(known.any() and (first < last)[known].all() and (starts < ends)[known].mean() > 0.1)
