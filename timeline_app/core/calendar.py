"""Proleptic Gregorian dates and microseconds since 1970, for years -290,000 to +290,000.

Years are astronomical: 0 is 1 BC, -43 is 44 BC. The arithmetic is that of Howard Hinnant's
`days_from_civil` (https://howardhinnant.github.io/date_algorithms.html); it takes ints as well as
numpy integer arrays.
"""

from typing import Final, TypeVar

import numpy as np
import numpy.typing as npt

Int64Array = npt.NDArray[np.int64]
Whole = TypeVar("Whole", int, Int64Array)
"""An int or an array of ints."""

MILLISECOND: Final = 1_000
SECOND: Final = 1_000_000
MINUTE: Final = 60 * SECOND
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR
YEAR: Final = 31_556_952 * SECOND
"""The mean year of the Gregorian calendar."""

FIRST_YEAR: Final = -290_000
LAST_YEAR: Final = 290_000


def month_length(year: int, month: int) -> int:
    """Days of a month (1 to 12)."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def day_number(year: Whole, month: Whole, day: Whole) -> Whole:
    """Days from 1970-01-01 to a date; `day` may run over the month's end."""
    year = year - (month <= 2)
    era = year // 400
    of_era = year - era * 400
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    number: Whole = era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719_468
    return number


def date_of_day(number: Whole) -> tuple[Whole, Whole, Whole]:
    """Year, month and day of a day number: the inverse of `day_number`."""
    shifted = number + 719_468
    era = shifted // 146_097
    day = shifted - era * 146_097
    year = (day - day // 1_460 + day // 36_524 - day // 146_096) // 365
    day = day - (365 * year + year // 4 - year // 100)
    month = (5 * day + 2) // 153
    return (
        year + era * 400 + (month >= 10),
        (month + 2) % 12 + 1,
        day - (153 * month + 2) // 5 + 1,
    )


def us_of(year: int, month: int = 1, day: int = 1) -> int:
    """Microseconds since 1970 at the start of a day; `month` may run on into the next year."""
    return day_number(year + (month - 1) // 12, (month - 1) % 12 + 1, day) * DAY


def date_of(us: Whole) -> tuple[Whole, Whole, Whole]:
    """Year, month and day in which a time lies."""
    return date_of_day(us // DAY)


EARLIEST: Final = us_of(FIRST_YEAR)
"""The first microsecond that has a date."""
LATEST: Final = us_of(LAST_YEAR + 1)
"""The end of time: the first microsecond after the last year."""


def year_text(year: int) -> str:
    """A year as EDTF writes it: `2025`, `-0043`, `Y170002`."""
    if -9999 <= year <= 9999:
        return f"{'-' if year < 0 else ''}{abs(year):04}"
    return f"Y{year}"


def day_text(us: int) -> str:
    """The day in which a time lies, as `YYYY-MM-DD` (other than four digits: `Y170002-01-01`)."""
    year, month, day = date_of(us)
    return f"{year_text(year)}-{month:02}-{day:02}"


def moment_text(us: int, width: int = 1) -> str:
    """A time as ISO 8601 in UTC, with the digits that a precision of `width` microseconds needs."""
    time = us % DAY
    clock = f"{time // HOUR:02}:{time // MINUTE % 60:02}"
    if width < MINUTE:
        clock += f":{time // SECOND % 60:02}"
    if width < SECOND:
        digits = 7 - len(str(width))
        clock += f".{time % SECOND:06}"[: digits + 1]
    return f"{day_text(us)}T{clock}Z"
