"""Numbers of things in words; the plural forms are the translation's."""

from PySide6.QtCore import QLocale, QObject

from timeline_app.core.calendar import DAY, HOUR, MINUTE, SECOND


class Counts(QObject):
    """A QObject because Qt's tools find plurals in `self.tr` only."""

    def events(self, count: int) -> str:
        return self.tr("%Ln event(s)", "", count)

    def undated(self, count: int) -> str:
        return self.tr("%Ln event(s) without a date", "", count)

    def other_types(self, count: int) -> str:
        return self.tr("%Ln other type(s)", "", count)

    def lanes(self, count: int) -> str:
        return self.tr("%Ln lane(s)", "", count)

    def lanes_left_out(self, count: int) -> str:
        return self.tr("and %Ln more lane(s), for which there is no room", "", count)

    def span(self, us: int) -> str:
        """A length of time in the longest unit that has it whole, else about so many seconds."""
        if us % DAY == 0:
            return self.tr("%Ln day(s)", "", us // DAY)
        if us % HOUR == 0:
            return self.tr("%Ln hour(s)", "", us // HOUR)
        if us % MINUTE == 0:
            return self.tr("%Ln minute(s)", "", us // MINUTE)
        if us % SECOND == 0:
            return self.tr("%Ln second(s)", "", us // SECOND)
        return self.tr("{seconds} seconds").format(seconds=QLocale().toString(us / SECOND, "g", 3))

    def sources(self, count: int) -> str:
        return self.tr("Sources: %Ln document(s); see the data", "", count)

    def more_sources(self, count: int) -> str:
        return self.tr("and %Ln more source(s); see the data", "", count)
