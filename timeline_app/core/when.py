"""What a date string means: its possible and its certain span (EDTF, ISO 8601-2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from timeline_app.core.calendar import DAY, Int64Array
from timeline_app.core.date_errors import DateError
from timeline_app.core.edtf_forms import NOTHING, read
from timeline_app.core.iso_bulk import read_plain
from timeline_app.core.span import OPEN, UNDATED, Form, Span

if TYPE_CHECKING:
    Texts = Sequence[str] | pd.Series[str] | npt.NDArray[np.object_]

Value = TypeVar("Value")

__all__ = [
    "OPEN",
    "UNDATED",
    "DateError",
    "Form",
    "Span",
    "Times",
    "When",
    "parse_times",
    "parse_when",
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
    first: npt.NDArray[np.object_]
    """`start` as exports write it: the first day as `YYYY-MM-DD`, a MOMENT as ISO 8601, "" if it
    is not known."""
    last: npt.NDArray[np.object_]
    """`end` as exports write it: the last day (inclusive), a MOMENT as ISO 8601, "" if it is not
    known."""

    def __len__(self) -> int:
        return len(self.start)


def parse_when(text: str) -> When:
    """The meaning of one EDTF or ISO 8601 date string; "" is UNDATED.

    Raises:
        DateError: the text is no date of the forms of DESIGN 4.2.
    """
    return When(text, *read(text)[:-2])


def parse_times(texts: "Texts") -> tuple[Times, dict[int, DateError]]:
    """The dates of many events and, by row, what could not be read (those rows are UNDATED).

    Only distinct strings are parsed, plain ISO days and moments in bulk.
    """
    codes, distinct = pd.factorize(np.asarray(texts, dtype=object), use_na_sentinel=False)
    starts, widths = read_plain(distinct)
    bounds = starts + np.array([[0], [1], [0], [1]]) * widths
    form = np.where(widths == DAY, Form.DAY, Form.MOMENT).astype(np.uint8)
    flags = np.zeros((2, len(distinct)), dtype=np.bool_)
    first, last = distinct.copy(), distinct.copy()
    parts: dict[int, tuple[Span, ...]] = {}
    errors: dict[int, DateError] = {}

    for code in np.flatnonzero(widths == 0).tolist():
        text = distinct[code]
        try:
            reading = read(text) if isinstance(text, str) else NOTHING
        except DateError as error:
            reading = NOTHING
            errors[code] = error
        form[code] = reading.form
        bounds[:, code] = reading[1:5]
        flags[:, code] = reading.uncertain, reading.approximate
        first[code], last[code] = reading.first, reading.last
        if reading.parts:
            parts[code] = reading.parts

    times = Times(
        start=bounds[0][codes],
        end=bounds[1][codes],
        solid_start=bounds[2][codes],
        solid_end=bounds[3][codes],
        form=form[codes],
        uncertain=flags[0][codes],
        approximate=flags[1][codes],
        parts=_by_row(parts, codes),
        first=first[codes],
        last=last[codes],
    )
    return times, _by_row(errors, codes)


def _by_row(values: dict[int, Value], codes: npt.NDArray[np.intp]) -> dict[int, Value]:
    """What is known of a few distinct texts, for each row that has one of them."""
    if not values:
        return {}
    rows = np.flatnonzero(np.isin(codes, list(values)))
    return {row: values[int(codes[row])] for row in rows.tolist()}
