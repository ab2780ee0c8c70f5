"""What stands on an axis of time: the words of its marks and of the window."""

from timeline_app.core.calendar import DAY, HOUR, MINUTE, SECOND, YEAR, date_of, us_of
from timeline_app.core.ticks import Tick
from timeline_app.core.when import Span
from timeline_app.models.day_words import (
    clock_words,
    day_name,
    day_words,
    month_name,
    month_words,
    range_words,
    unit_of,
    whole_words,
    year_words,
)
from timeline_app.models.phrases import translate

_WIDTHS = {"hour": MINUTE, "minute": MINUTE, "second": SECOND, "ms": SECOND // 1000, "us": 1}


def tick_text(tick: Tick) -> str:
    """The label of a mark: `2025`, `June`, `8 June`, `14:30`, `.250`.

    Where a coarser unit begins, the label says that unit.
    """
    year, month, _ = date_of(tick.time)
    if tick.unit == "year" or (tick.unit == "month" and tick.major):
        return year_words(year)
    if tick.unit == "month":
        return month_name(month)
    if tick.unit == "day":
        return month_words(tick.time) if tick.major else day_name(tick.time)
    if tick.time % DAY == 0:
        return day_words(tick.time)
    clock = clock_words(tick.time, _WIDTHS[tick.unit])
    if tick.unit in ("ms", "us"):
        whole, _, part = clock.partition(".")
        return whole if tick.major else f".{part}"
    return clock


def window_in_words(span: Span) -> str:
    """A window, as exactly as its length needs: `2010–2025`, `8 June 2025, 14:00 to 15:00`."""
    unit = unit_of(span)
    if unit in ("moment", "day") and span.length > 75 * DAY:
        unit = "year" if span.length > 4 * YEAR else "month"
    elif unit == "month" and span.length > 4 * YEAR:
        unit = "year"
    elif unit == "moment" and span.length > 2 * DAY:
        unit = "day"
    dash = translate("dates", "{first}–{last}")
    to = translate("dates", "{first} to {last}")
    if unit == "moment":
        return _moments(span)
    last = span.end - 1
    if _same(span.start, last, unit):
        return whole_words(last, unit)
    plain = unit == "year" and us_of(1000) <= span.start and last < us_of(10_000)
    return range_words(span.start, last, unit, dash if plain else to)


def _same(first: int, last: int, unit: str) -> bool:
    parts = {"year": 1, "month": 2}.get(unit, 3)
    return date_of(first)[:parts] == date_of(last)[:parts]


def _moments(span: Span) -> str:
    """A window of less than two days, its day said once where it has only one."""
    if span.length >= HOUR // 6:
        width = MINUTE
    elif span.length >= 2 * SECOND:
        width = SECOND
    else:
        width = SECOND // 1000
    first, last = clock_words(span.start, width), clock_words(span.end, width)
    if _same(span.start, span.end, "day"):
        template = translate("dates", "{day}, {first} to {last}")
        return template.format(day=day_words(span.start), first=first, last=last)
    template = translate("dates", "{day}, {first} to {last_day}, {last}")
    return template.format(
        day=day_words(span.start), first=first, last_day=day_words(span.end), last=last
    )
