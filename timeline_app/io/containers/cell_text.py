"""Values that are no text, as the text of a cell."""

from datetime import date, datetime, time, timedelta
from typing import Final

_WHOLE: Final = 1e21
"""Below it a whole number is written with all its digits."""


def number_text(number: float) -> str:
    """A number that reads back as the same one, without a needless ".0"; "" for none (NaN)."""
    if number != number:
        return ""
    if -_WHOLE < number < _WHOLE and number == int(number):
        return str(int(number))
    return repr(number)


def moment_text(moment: date) -> str:
    """A day or a point in time in ISO 8601, always with a time of day: "2024-05-03T00:00:00"."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    return moment.isoformat(timespec=_precision(moment.microsecond))


def time_text(clock: time) -> str:
    """A time of day: "14:30:00"."""
    return clock.isoformat(timespec=_precision(clock.microsecond))


def duration_text(span: timedelta) -> str:
    """Hours, minutes and seconds, however many hours: "36:30:00"."""
    sign, span = ("-", -span) if span < timedelta() else ("", span)
    minutes, seconds = divmod(span.days * 86400 + span.seconds, 60)
    fraction = f".{span.microseconds:06}".rstrip("0").rstrip(".")
    return f"{sign}{minutes // 60:02}:{minutes % 60:02}:{seconds:02}{fraction}"


def _precision(microsecond: int) -> str:
    if not microsecond:
        return "seconds"
    return "microseconds" if microsecond % 1000 else "milliseconds"
