"""Many plain ISO 8601 dates at once: days, and moments in UTC, the bulk of every large file."""

import numpy as np
import numpy.typing as npt

from timeline_app.core.calendar import (
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    Int64Array,
    date_of_day,
    day_number,
)
from timeline_app.core.span import UNDATED

_FORMS = (
    "0000-00-00",
    "0000-00-00T00:00:00Z",
    *(f"0000-00-00T00:00:00.{'0' * digits}Z" for digits in range(1, 7)),
)
"""What is read here, 0 for any figure; each of another length."""


def read_plain(texts: npt.NDArray[np.object_]) -> tuple[Int64Array, Int64Array]:
    """Start and width of each text that is such a day or moment; UNDATED and 0 for all others."""
    starts = np.full(len(texts), UNDATED, dtype=np.int64)
    widths = np.zeros(len(texts), dtype=np.int64)
    lengths = np.array(
        [len(text) if isinstance(text, str) else 0 for text in texts], dtype=np.int64
    )
    for form in _FORMS:
        likely = np.flatnonzero(lengths == len(form))
        if len(likely):
            signs = texts[likely].astype(f"U{len(form)}").view(np.uint32).reshape(-1, len(form))
            time, valid = _read(signs, form)
            starts[likely[valid]] = time[valid]
            widths[likely[valid]] = _width(form)
    return starts, widths


def _width(form: str) -> int:
    if "T" not in form:
        return DAY
    return int(SECOND // 10 ** form.partition(".")[2].count("0"))


def _read(signs: npt.NDArray[np.uint32], form: str) -> tuple[Int64Array, npt.NDArray[np.bool_]]:
    """The time that each row of code points stands for, and whether it stands for one."""
    figures = np.array([sign == "0" for sign in form])
    digits = signs.astype(np.int64) - ord("0")
    others = np.array([ord(sign) for sign in form])[~figures]
    valid = (signs[:, ~figures] == others).all(axis=1)
    valid &= ((digits[:, figures] >= 0) & (digits[:, figures] <= 9)).all(axis=1)

    def number(first: int, last: int) -> Int64Array:
        powers = 10 ** np.arange(last - first - 1, -1, -1, dtype=np.int64)
        return digits[:, first:last] @ powers

    year, month, day = number(0, 4), number(5, 7), number(8, 10)
    count = day_number(year, month, day)
    same = date_of_day(count)
    valid &= (same[0] == year) & (same[1] == month) & (same[2] == day)
    time = count * DAY
    if "T" in form:
        hour, minute, second = number(11, 13), number(14, 16), number(17, 19)
        valid &= (hour < 24) & (minute < 60) & (second < 60)
        time += hour * HOUR + minute * MINUTE + second * SECOND
    if "." in form:
        time += number(20, len(form) - 1) * _width(form)
    return time, valid
