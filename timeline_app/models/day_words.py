"""Years, months, days and times of day as a reader says them."""

from PySide6.QtCore import QLocale

from timeline_app.core.calendar import DAY, MINUTE, SECOND, date_of, moment_text, us_of
from timeline_app.core.when import Span
from timeline_app.models.phrases import number, translate


def year_words(year: int) -> str:
    """An astronomical year: `2025`, `AD 33`, `44 BC` (-43), `170,002`."""
    if year <= 0:
        bc = str(1 - year) if year > -9999 else number(1 - year)
        return translate("dates", "{year} BC").format(year=bc)
    if year < 1000:
        return translate("dates", "AD {year}").format(year=year)
    return str(year) if year <= 9999 else number(year)


def month_name(month: int) -> str:
    """A month by itself: `June`."""
    return QLocale().standaloneMonthName(month)


def month_words(us: int) -> str:
    """The month in which a time lies: `June 2024`."""
    year, month, _ = date_of(us)
    template = translate("dates", "{month} {year}")
    return template.format(month=month_name(month), year=year_words(year))


def day_words(us: int) -> str:
    """The day in which a time lies: `8 June 2025`."""
    template = translate("dates", "{day} {year}")
    return template.format(day=day_name(us), year=year_words(date_of(us)[0]))


def day_name(us: int) -> str:
    """The day in which a time lies, without the year: `8 June`."""
    _, month, day = date_of(us)
    return translate("dates", "{day} {month}").format(day=day, month=QLocale().monthName(month))


def clock_words(us: int, width: int = MINUTE) -> str:
    """The time of day with the digits that a precision of `width` microseconds needs: `14:30`."""
    return moment_text(us, width).partition("T")[2].removesuffix("Z")


def moment_words(us: int, width: int) -> str:
    """A moment: `8 June 2025, 14:30 UTC`."""
    template = translate("dates", "{day}, {time} UTC")
    return template.format(day=day_words(us), time=clock_words(us, width))


def unit_of(span: Span) -> str:
    """The coarsest unit at whose beginnings a span starts and ends: year, month, day or moment."""
    ends = (span.start, span.end)
    if any(time % DAY for time in ends):
        return "moment"
    dates = [date_of(time) for time in ends]
    if any(day != 1 for _, _, day in dates):
        return "day"
    return "month" if any(month != 1 for _, month, _ in dates) else "year"


def next_of(us: int, unit: str) -> int:
    """The beginning of the next unit."""
    year, month, _ = date_of(us)
    return {"year": us_of(year + 1), "month": us_of(year, month + 1)}.get(unit, us + DAY)


def range_words(first: int, last: int, unit: str, template: str) -> str:
    """Two units, what they share said once: `3 to 9 June 2024`, `28 June to 3 July 2024`.

    `first`, `last`: times within them. `template` joins them, e.g. `{first} to {last}`.
    """
    same_year = date_of(first)[0] == date_of(last)[0]
    same_month = same_year and date_of(first)[1] == date_of(last)[1]
    if unit == "year":
        words = year_words(date_of(first)[0]), year_words(date_of(last)[0])
    elif unit == "month":
        short = month_name(date_of(first)[1])
        words = short if same_year else month_words(first), month_words(last)
    elif unit == "day":
        short = str(date_of(first)[2]) if same_month else day_name(first)
        words = short if same_year else day_words(first), day_words(last)
    else:
        same_day = first // DAY == last // DAY
        fine = MINUTE if first % MINUTE == 0 and last % MINUTE == 0 else SECOND
        end = (
            clock_words(last, fine) if same_day else f"{day_words(last)}, {clock_words(last, fine)}"
        )
        words = f"{day_words(first)}, {clock_words(first, fine)}", end
    return template.format(first=words[0], last=words[1])


def stretch_words(span: Span, unit: str) -> str:
    """What lasts through whole units: `2010 to 2025`, `June 2024`."""
    if span.end == next_of(span.start, unit):
        return whole_words(span.start, unit)
    template = translate("dates", "{first} to {last}")
    return range_words(span.start, span.end - 1, unit, template)


def whole_words(us: int, unit: str) -> str:
    """The year, month or day in which a time lies."""
    if unit == "year":
        return year_words(date_of(us)[0])
    return month_words(us) if unit == "month" else day_words(us)
