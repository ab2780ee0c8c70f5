"""Many plain ISO 8601 dates at once: days, days from to or without an end, and moments in UTC.

They are the bulk of every large file; what is read here costs no Python object each.
"""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.calendar import (
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    Int64Array,
    date_of_day,
    day_number,
)
from timeline_app.core.columns import TEXT, memory_of
from timeline_app.core.span import OPEN, UNDATED, Form

_DAY: Final = "0000-00-00"
_LASTING: Final = f"{_DAY}/{_DAY}"
_ONGOING: Final = f"{_DAY}/.."
_OPEN_END: Final = f"{_DAY}/"
_FORMS: Final = (
    _DAY,
    _LASTING,
    _ONGOING,
    _OPEN_END,
    f"{_DAY}T00:00:00Z",
    *(f"{_DAY}T00:00:00.{'0' * digits}Z" for digits in range(1, 7)),
)
"""What is read here, 0 for any figure."""
_BY_LENGTH: Final = {
    length: [form for form in _FORMS if len(form) == length] for length in map(len, _FORMS)
}
_FORM_OF: Final = {
    _DAY: Form.DAY,
    _LASTING: Form.LASTING,
    _ONGOING: Form.ONGOING,
    _OPEN_END: Form.OPEN_END,
}
"""All others are a MOMENT."""
_AT_ONCE: Final = 1 << 18
"""Texts that are taken apart at once, to bound the memory."""

Signs = npt.NDArray[np.uint8]


class Plain(NamedTuple):
    """What such texts say; the form is UNDATED where a text is none of them.

    They are certain from `start` to `end`, or for a day where that is OPEN.
    """

    form: npt.NDArray[np.uint8]
    start: Int64Array
    end: Int64Array
    first: pa.Array
    """As exports write the start: the day, or the moment."""
    last: pa.Array


def read_plain(texts: pa.Array) -> Plain:
    """What each text says that is such a date."""
    form = np.full(len(texts), Form.UNDATED, dtype=np.uint8)
    start = np.full(len(texts), UNDATED, dtype=np.int64)
    end = start.copy()
    offsets, data = memory_of(texts)
    lengths = np.diff(offsets)
    for length, shapes in _BY_LENGTH.items():
        alike = np.flatnonzero(lengths == length)
        for begin in range(0, len(alike), _AT_ONCE):
            rows = alike[begin : begin + _AT_ONCE]
            signs = data[offsets[rows][:, np.newaxis] + np.arange(length)]
            for shape in shapes:
                valid = _has_shape(signs, shape)
                _read(signs[valid], shape, rows[valid], form, start, end)
    lasting, endless = form == Form.LASTING, end == OPEN
    if not (lasting | endless).any():
        return Plain(form, start, end, texts, texts)
    first = pc.if_else(pa.array(lasting | endless), _sliced(texts, 0, len(_DAY)), texts)
    last = pc.if_else(pa.array(lasting), _sliced(texts, -len(_DAY)), texts)
    return Plain(form, start, end, first, pc.if_else(pa.array(endless), "", last))


def _sliced(texts: pa.Array, start: int, stop: int | None = None) -> pa.Array:
    return pc.utf8_slice_codeunits(texts, start, stop).cast(TEXT)


def _has_shape(signs: Signs, shape: str) -> npt.NDArray[np.bool_]:
    """Whether each row of letters has figures and signs where the shape has them."""
    figures = np.array([sign == "0" for sign in shape])
    others = np.array([ord(sign) for sign in shape], dtype=np.uint8)[~figures]
    digits = signs[:, figures] - np.uint8(ord("0"))  # what is below "0" comes out large
    return np.asarray((signs[:, ~figures] == others).all(axis=1) & (digits < 10).all(axis=1))


def _read(
    signs: Signs,
    shape: str,
    rows: Int64Array,
    form: npt.NDArray[np.uint8],
    start: Int64Array,
    end: Int64Array,
) -> None:
    """Put down what each row of letters of a shape stands for, if anything."""
    begins, valid = _days(signs[:, : len(_DAY)])
    if shape == _LASTING:
        last, known = _days(signs[:, -len(_DAY) :])
        valid &= known & (last >= begins)
        ends = last + DAY
    elif shape == _DAY:
        ends = begins + DAY
    elif shape in (_ONGOING, _OPEN_END):
        ends = np.full_like(begins, OPEN)
    else:
        time, known = _clock(signs[:, len(_DAY) :])
        valid &= known
        begins = begins + time
        ends = begins + _precision(shape)
    chosen = rows[valid]
    form[chosen] = _FORM_OF.get(shape, Form.MOMENT)
    start[chosen], end[chosen] = begins[valid], ends[valid]


def _precision(shape: str) -> int:
    return int(SECOND // 10 ** shape.partition(".")[2].count("0"))


def _days(signs: Signs) -> tuple[Int64Array, npt.NDArray[np.bool_]]:
    """The start of each day written as `YYYY-MM-DD`, and whether there is such a day."""
    year, month, day = _number(signs, 0, 4), _number(signs, 5, 7), _number(signs, 8, 10)
    count = day_number(year, month, day)
    same = date_of_day(count)
    valid = (same[0] == year) & (same[1] == month) & (same[2] == day)
    return count * DAY, valid


def _clock(signs: Signs) -> tuple[Int64Array, npt.NDArray[np.bool_]]:
    """The time of day of each `T00:00:00.0Z`, and whether there is such a time."""
    hour, minute, second = _number(signs, 1, 3), _number(signs, 4, 6), _number(signs, 7, 9)
    valid = (hour < 24) & (minute < 60) & (second < 60)
    time = hour * HOUR + minute * MINUTE + second * SECOND
    digits = signs.shape[1] - len("T00:00:00.Z")
    if digits > 0:
        time += _number(signs, 10, 10 + digits) * 10 ** (6 - digits)
    return time, valid


def _number(signs: Signs, first: int, last: int) -> Int64Array:
    number = np.zeros(len(signs), dtype=np.int64)
    for place in range(first, last):
        number = number * 10 + (signs[:, place] - np.uint8(ord("0")))
    return number
