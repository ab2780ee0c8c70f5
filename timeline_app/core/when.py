"""What a date string means: its possible and its certain span (EDTF, ISO 8601-2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from timeline_app.core.calendar import DAY, EARLIEST, Int64Array, days_of_texts
from timeline_app.core.edtf_text import DateError as DateError
from timeline_app.core.edtf_text import Known, nonsense, read_date
from timeline_app.core.message import QT_TRANSLATE_NOOP, Message

Value = TypeVar("Value")

OPEN: Final = int(np.iinfo(np.int64).max)
"""The `end` of what has no known end."""
UNDATED: Final = int(np.iinfo(np.int64).min)
"""All four bounds of what has no usable date."""


class Form(IntEnum):
    """How a date is known, and so how it is drawn (DESIGN 4.2)."""

    UNDATED = 0
    DAY = 1
    """One day: `2025-06-08`."""
    MOMENT = 2
    """A time of day: `2025-06-08T14:30:00Z`; as wide as its precision."""
    WITHIN = 3
    """At some time within a month, a year or a range: `2024-06`, `[2024-06-21..2024-06-30]`."""
    ONE_OF = 4
    """One of several: `[2010-12,2011-12]`; `parts` holds them."""
    LASTING = 5
    """Lasted from, to: `2024-07-23/2024-08-02`."""
    ONGOING = 6
    """Lasts, no end known: `2006-12/..`."""
    OPEN_END = 7
    """Began; its end is unknown: `2006-12/`."""


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open span of time [start, end) in microseconds since 1970-01-01T00:00Z."""

    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start


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
    return _read(text)[0]


def _read(text: str) -> tuple[When, str, str]:
    """A date and its first and last day (moment) as exports write them."""
    bare = text.strip()
    if not bare:
        return _undated(text)
    if bare[0] in "[{" and bare[-1] == "]}"["[{".index(bare[0])]:
        return _set(text, bare)
    if "/" in bare:
        if bare.count("/") > 1:
            raise nonsense(bare)
        first, _, last = bare.partition("/")
        start = read_date(first) if first not in ("", "..") else None
        end = read_date(last) if last not in ("", "..") else None
        if start is None and end is None:
            raise DateError(_boundless(text))
        return _lasting(text, start, end, Form.OPEN_END if last == "" else Form.ONGOING)
    known = read_date(bare)
    return _undated(text) if known is None else _single(text, known)


def _undated(text: str) -> tuple[When, str, str]:
    return When(text, Form.UNDATED, UNDATED, UNDATED, UNDATED, UNDATED), "", ""


def _single(text: str, known: Known) -> tuple[When, str, str]:
    """A day, a moment, or some time within something coarser."""
    form = Form.WITHIN if not known.width else Form.DAY if known.width == DAY else Form.MOMENT
    certain = known.end if known.width else known.start
    when = When(
        text, form, known.start, known.end, known.start, certain, known.uncertain, known.approximate
    )
    return when, known.first, known.last


def _lasting(
    text: str, start: Known | None, end: Known | None, endless: Form
) -> tuple[When, str, str]:
    """What lasted from one date to another; None for an end that is not known."""
    if start and end and end.end <= start.start:
        raise DateError(_backwards(text))
    if start and end:
        begins = start.start if start.width else start.end
        ends = max(begins, end.end if end.width else end.start)
    elif start:
        begins = start.start if start.width else start.end
        ends = start.end
    else:
        assert end is not None
        begins = end.start
        ends = end.end if end.width else end.start
    known = [part for part in (start, end) if part]
    when = When(
        text,
        Form.LASTING if end else endless,
        start.start if start else EARLIEST,
        end.end if end else OPEN,
        begins,
        ends,
        any(part.uncertain for part in known),
        any(part.approximate for part in known),
    )
    return when, start.first if start else "", end.last if end else ""


def _set(text: str, bare: str) -> tuple[When, str, str]:
    """One of several dates, `[...]`, or all of them, `{...}`."""
    items = sorted((_item(item.strip()) for item in bare[1:-1].split(",")), key=_bounds_of)
    starts, ends = zip(*items, strict=True)
    known = [part for item in items for part in item if part]
    if len(items) == 1 and starts[0] is ends[0] and starts[0]:
        return _single(text, starts[0])
    if len(items) == 1 and bare[0] == "{":
        return _lasting(text, starts[0], ends[0], Form.ONGOING)
    start, end = items[0][0], max(items, key=lambda item: _bounds_of(item)[1])[1]
    outer = _lasting(text, start, end, Form.WITHIN)
    parts = tuple(Span(*_bounds_of(item)) for item in items)
    one_of = bare[0] == "[" and len(items) > 1
    form = Form.ONE_OF if one_of else Form.WITHIN if bare[0] == "[" else Form.LASTING
    low, high = min(part.start for part in parts), max(part.end for part in parts)
    certain = starts[0].end if bare[0] == "{" and starts[0] and starts[0].width else low
    when = When(
        text,
        form,
        low,
        high,
        low,
        certain,
        any(part.uncertain for part in known),
        any(part.approximate for part in known),
        parts if one_of else (),
    )
    return when, outer[1], outer[2]


def _item(text: str) -> tuple[Known | None, Known | None]:
    """One member of a set: the same date twice, or the ends of a range, None for an open one."""
    first, dots, last = text.partition("..")
    start = read_date(first) if first else None
    end = start if not dots else read_date(last) if last else None
    if start is None and end is None:
        raise nonsense(text)
    if start and end and end.end <= start.start:
        raise DateError(_backwards(text))
    return start, end


def _bounds_of(item: tuple[Known | None, Known | None]) -> tuple[int, int]:
    start, end = item
    return start.start if start else EARLIEST, end.end if end else OPEN


def _backwards(text: str) -> Message:
    template = QT_TRANSLATE_NOOP(
        "dates", "“{text}” ends before it begins; write the earlier date first"
    )
    return Message("dates", template, {"text": text})


def _boundless(text: str) -> Message:
    template = QT_TRANSLATE_NOOP(
        "dates", "“{text}” has neither beginning nor end; leave the date empty if none is known"
    )
    return Message("dates", template, {"text": text})


def parse_times(
    texts: "Sequence[str] | pd.Series[Any] | npt.NDArray[np.object_]",
) -> tuple[Times, dict[int, DateError]]:
    """The dates of many events and, by row, what could not be read (those rows are UNDATED).

    Only distinct strings are parsed, plain ISO days in bulk.
    """
    codes, distinct = pd.factorize(np.asarray(texts, dtype=object), use_na_sentinel=False)
    starts = _plain_days(distinct)
    is_day = starts != -1
    bounds = starts + np.array([[0], [DAY], [0], [DAY]])
    form = np.where(is_day, Form.DAY, Form.UNDATED).astype(np.uint8)
    flags = np.zeros((2, len(distinct)), dtype=np.bool_)
    first = distinct.copy()
    last = distinct.copy()
    parts: dict[int, tuple[Span, ...]] = {}
    errors: dict[int, DateError] = {}

    for code in np.flatnonzero(~is_day).tolist():
        text = distinct[code]
        try:
            when, first[code], last[code] = _read(text if isinstance(text, str) else "")
        except DateError as error:
            when, first[code], last[code] = _undated(text)
            errors[code] = error
        bounds[:, code] = when.start, when.end, when.solid_start, when.solid_end
        form[code] = when.form
        flags[:, code] = when.uncertain, when.approximate
        if when.parts:
            parts[code] = when.parts

    times = Times(
        bounds[0][codes],
        bounds[1][codes],
        bounds[2][codes],
        bounds[3][codes],
        form[codes],
        flags[0][codes],
        flags[1][codes],
        _by_row(parts, codes),
        first[codes],
        last[codes],
    )
    return times, _by_row(errors, codes)


def _plain_days(texts: npt.NDArray[np.object_]) -> Int64Array:
    """The start of each text that is a day as `YYYY-MM-DD`, -1 for the others."""
    starts = np.full(len(texts), -1, dtype=np.int64)
    likely = [i for i, text in enumerate(texts) if isinstance(text, str) and len(text) == 10]
    starts[likely] = days_of_texts([texts[i] for i in likely])
    return starts


def _by_row(values: dict[int, Value], codes: npt.NDArray[np.intp]) -> dict[int, Value]:
    """What is known of a few distinct texts, for each row that has one of them."""
    rows = np.flatnonzero(np.isin(codes, list(values))) if values else np.empty(0, np.intp)
    return {int(row): values[int(codes[row])] for row in rows}
