"""What a date string means: its possible and its certain span (EDTF, ISO 8601-2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.calendar import Int64Array
from timeline_app.core.columns import TEXT
from timeline_app.core.date_errors import DateError
from timeline_app.core.edtf_forms import NOTHING, read
from timeline_app.core.iso_bulk import read_plain
from timeline_app.core.span import OPEN, UNDATED, Form, Span

Value = TypeVar("Value")

__all__ = [
    "OPEN",
    "UNDATED",
    "DateError",
    "Dates",
    "Form",
    "Span",
    "Times",
    "When",
    "parse_when",
    "read_dates",
]


@dataclass(frozen=True, slots=True)
class When:
    """One date as far as it is known. Bounds are microseconds since 1970, proleptic Gregorian, UTC.

    The event took place somewhere in [start, end); it certainly covers [solid_start, solid_end),
    which is empty (solid_start >= solid_end) where nothing is certain. A day counts as certain as a
    whole. `end` is OPEN for ONGOING and OPEN_END, and there solid_end equals solid_start's unit end
    (what is certain is only the beginning), so that it can be drawn fading from there.
    `?`, `~`, `%` set the flags and never widen the bounds. What has no known beginning (`../2025`,
    `[..2025]`) starts at EARLIEST; what is "then or later" (`[2025..]`) is WITHIN and ends OPEN.
    """

    text: str
    form: Form
    start: int
    end: int
    solid_start: int
    solid_end: int
    uncertain: bool = False
    approximate: bool = False
    parts: tuple[Span, ...] = ()
    """The alternatives of ONE_OF in order, else empty."""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, eq=False)
class Times:
    """The dates of n events as columns; the meaning of each is that of `When`."""

    start: Int64Array
    end: Int64Array
    solid_start: Int64Array
    solid_end: Int64Array
    form: npt.NDArray[np.uint8]
    uncertain: npt.NDArray[np.bool_]
    approximate: npt.NDArray[np.bool_]
    parts: Mapping[int, tuple[Span, ...]]
    """Row to alternatives, for the few ONE_OF rows."""
    codes: npt.NDArray[np.int32]
    """Which of the different dates each event has."""
    first: pa.Array
    """Of each different date `start` as exports write it."""
    last: pa.Array
    """Of each different date `end` as exports write it."""

    def __len__(self) -> int:
        return len(self.start)

    def first_texts(self, rows: Int64Array) -> pa.Array:
        """`start` of some events as exports write it, as a dictionary: the first day (a MOMENT as
        ISO 8601), "" where it is not known."""
        return pa.DictionaryArray.from_arrays(pa.array(self.codes[rows]), self.first)

    def last_texts(self, rows: Int64Array) -> pa.Array:
        """`end` of some events as exports write it, as a dictionary: the last day, inclusive (a
        MOMENT as ISO 8601), "" where it is not known."""
        return pa.DictionaryArray.from_arrays(pa.array(self.codes[rows]), self.last)


@dataclass(frozen=True, slots=True, eq=False)
class Dates:
    """Different dates, each read once: `Times` are made of them by their codes."""

    form: npt.NDArray[np.uint8]
    bounds: Int64Array
    """Start, end, solid start and solid end, a row each."""
    flags: npt.NDArray[np.bool_]
    """Uncertain and approximate, a row each."""
    parts: Mapping[int, tuple[Span, ...]]
    first: pa.Array
    last: pa.Array

    def ranks(self) -> Int64Array:
        """The place of each date by start and end; the same for equal bounds, UNDATED last."""
        start, end = self.bounds[0], self.bounds[1]
        order = np.lexsort((end, start, start == UNDATED))
        new = np.zeros(len(order), dtype=np.int64)
        start, end = start[order], end[order]
        new[1:] = (start[1:] != start[:-1]) | (end[1:] != end[:-1])
        ranks = np.empty(len(order), dtype=np.int64)
        ranks[order] = np.cumsum(new)
        return ranks

    def times(self, codes: npt.NDArray[np.integer[Any]]) -> Times:
        """The dates of events, given by their codes."""
        as_int32 = np.asarray(codes, dtype=np.int32)
        start, end = self.bounds[0][codes], self.bounds[1][codes]
        certain = bool((self.bounds[:2] == self.bounds[2:]).all())
        return Times(
            start=start,
            end=end,
            solid_start=start if certain else self.bounds[2][codes],
            solid_end=end if certain else self.bounds[3][codes],
            form=self.form[codes],
            uncertain=self.flags[0][codes],
            approximate=self.flags[1][codes],
            parts=_by_row(self.parts, codes),
            codes=as_int32,
            first=self.first,
            last=self.last,
        )


def parse_when(text: str) -> When:
    """The meaning of one EDTF or ISO 8601 date string; "" is UNDATED.

    Raises:
        DateError: the text is no date of the forms of DESIGN 4.2.
    """
    return When(text, *read(text)[:-2])


def read_dates(texts: pa.Array) -> Dates:
    """Different dates, given as large_string; what cannot be read is UNDATED.

    Plain ISO dates are read in bulk.
    """
    plain = read_plain(texts)
    form, bounds = plain.form, np.stack([plain.start, plain.end, plain.start, plain.end])
    flags = np.zeros((2, len(texts)), dtype=np.bool_)
    parts: dict[int, tuple[Span, ...]] = {}
    others = np.flatnonzero(form == Form.UNDATED)
    first, last = [], []
    for code, text in zip(others.tolist(), texts.take(pa.array(others)).to_pylist(), strict=True):
        try:
            reading = read(text)
        except DateError:
            reading = NOTHING
        form[code] = reading.form
        bounds[:, code] = reading[1:5]
        flags[:, code] = reading.uncertain, reading.approximate
        first.append(reading.first)
        last.append(reading.last)
        if reading.parts:
            parts[code] = reading.parts
    return Dates(
        form,
        bounds,
        flags,
        parts,
        _replaced(plain.first, others, first),
        _replaced(plain.last, others, last),
    )


def _replaced(cells: pa.Array, places: Int64Array, texts: Sequence[str]) -> pa.Array:
    """The cells with others at some places."""
    mask = np.zeros(len(cells), dtype=bool)
    mask[places] = True
    return pc.replace_with_mask(cells, pa.array(mask), pa.array(texts, type=TEXT))


def _by_row(values: Mapping[int, Value], codes: npt.NDArray[np.integer[Any]]) -> dict[int, Value]:
    """What is known of a few distinct texts, for each row that has one of them."""
    if not values:
        return {}
    rows = np.flatnonzero(np.isin(codes, list(values)))
    return {row: values[int(codes[row])] for row in rows.tolist()}
