"""How the dates of one column are to be read, and what there is to tell of it."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from timeline_app.core.calendar import FIRST_YEAR, LAST_YEAR, month_length, year_text
from timeline_app.core.date_errors import DateError, beyond, no_such_day, no_such_month
from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.io.finding import say

EMPTY: Final = say(QT_TRANSLATE_NOOP("io", "The cell is empty."))
SEASONS: Final = say(
    QT_TRANSLATE_NOOP(
        "io", "Seasons are those of the northern half of the world; a winter begins in December."
    )
)
NO_ZONE: Final = say(QT_TRANSLATE_NOOP("io", "Times without a zone are taken as UTC."))
_LATEST_PIVOT: Final = 29


class Order(StrEnum):
    """The order of day, month and year in dates that are all figures."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    YEAR_FIRST = "year first"


ORDER_WORDS: Final = {
    Order.DAY_FIRST: say(QT_TRANSLATE_NOOP("io", "day first")),
    Order.MONTH_FIRST: say(QT_TRANSLATE_NOOP("io", "month first")),
    Order.YEAR_FIRST: say(QT_TRANSLATE_NOOP("io", "year first")),
}
"""The orders in sentences."""


class Read(NamedTuple):
    """One date as EDTF, and what had to be repaired to read it."""

    text: str
    repair: Message | None = None


@dataclass(slots=True)
class Ways:
    """How to read the next date; `told` gathers sentences, each template once."""

    order: Order = Order.MONTH_FIRST
    year: int | None = None
    """The year that another column gives for this date."""
    told: dict[str, Message] = field(default_factory=dict)

    def tell(self, message: Message) -> None:
        self.told.setdefault(message.template, message)

    def tell_of_negative(self, cell: str) -> None:
        """Of a year with a minus."""
        if cell.startswith("-"):
            template = QT_TRANSLATE_NOOP(
                "io", "Negative years count a year 0, so that -43 is 44 BC; {text} was read so."
            )
            self.tell(say(template, text=cell))

    def tell_of_zero(self) -> None:
        self.tell(say(QT_TRANSLATE_NOOP("io", "A month or day 0 is one that is not known.")))

    def tell_of_midnight(self) -> None:
        self.tell(
            say(QT_TRANSLATE_NOOP("io", "All times are midnight, so only the days are kept."))
        )

    def full_year(self, figures: str) -> int:
        """The year that is written with two figures."""
        short = int(figures)
        if self.year is not None and self.year > 0 and self.year % 100 == short:
            self.tell(
                say(
                    QT_TRANSLATE_NOOP(
                        "io", "Years of two figures are taken from the column of years."
                    )
                )
            )
            return self.year
        pivot = last_short_year()
        template = QT_TRANSLATE_NOOP(
            "io",
            "Years of two figures: 00 to {last:02} are 2000 to 20{last:02},"
            " the others {first} to 1999.",
        )
        self.tell(say(template, last=pivot, first=1901 + pivot))
        return 2000 + short if short <= pivot else 1900 + short


def last_short_year() -> int:
    """The last year of two figures that is one of this century: none lies beyond next year."""
    return min(_LATEST_PIVOT, date.today().year + 1 - 2000)


def unreadable(text: str) -> DateError:
    template = QT_TRANSLATE_NOOP(
        "io",
        "“{text}” is no date that can be read; write e.g. 2025-06-08, 8 June 2025 or June 2025.",
    )
    return DateError(say(template, text=text))


def without_year(text: str) -> DateError:
    template = QT_TRANSLATE_NOOP(
        "io", "“{text}” says no year; write it with four figures, e.g. 8 June 2025."
    )
    return DateError(say(template, text=text))


def no_date_meant(text: str) -> DateError:
    template = QT_TRANSLATE_NOOP(
        "io", "“{text}” stands where no date is known; leave the cell empty or write the date."
    )
    return DateError(say(template, text=text))


def edtf(cell: str, year: int, month: int = 0, day: int = 0) -> Read:
    """A date of its parts; a month or day 0 is not known.

    Raises:
        DateError: there is no such year, month or day; the message quotes `cell`.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise beyond(cell)
    if not 0 <= month <= 12:
        raise no_such_month(cell, year_text(year), f"{month:02}")
    if not month:
        if not day:
            return Read(year_text(year))
        template = QT_TRANSLATE_NOOP(
            "io", "“{text}” says a day of no month; only the year {year} is taken."
        )
        return Read(year_text(year), say(template, text=cell, year=year))
    if not 0 <= day <= month_length(year, month):
        raise no_such_day(cell, year, month, str(day))
    return Read(f"{year_text(year)}-{month:02}" + (f"-{day:02}" if day else ""))
