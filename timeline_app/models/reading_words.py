"""How files were read, in words for people."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale, QObject

from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.core.reading import NoEvent, Outcome, Reading

SEPARATOR = "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}·  "
MOST_CHARS = 48
"""Letters of a file's name in a line that tells more than it."""

OUTCOMES = {
    Outcome.SET_ASIDE: QT_TRANSLATE_NOOP("ReadingWords", "Set aside"),
    Outcome.UNDATED: QT_TRANSLATE_NOOP("ReadingWords", "Undated"),
    Outcome.REPAIRED: QT_TRANSLATE_NOOP("ReadingWords", "Repaired"),
    Outcome.NOTED: QT_TRANSLATE_NOOP("ReadingWords", "Doubtful, kept"),
}
_NO_EVENTS = {
    NoEvent.BLANK: QT_TRANSLATE_NOOP("ReadingWords", "blank"),
    NoEvent.HEADER: QT_TRANSLATE_NOOP("ReadingWords", "repeated headers"),
    NoEvent.TAGS: QT_TRANSLATE_NOOP("ReadingWords", "tag lines"),
    NoEvent.TITLE: QT_TRANSLATE_NOOP("ReadingWords", "titles"),
    NoEvent.ERA: QT_TRANSLATE_NOOP("ReadingWords", "eras"),
    NoEvent.QUOTE: QT_TRANSLATE_NOOP("ReadingWords", "further quotes of an event"),
}


def outcome_in_words(outcome: Outcome) -> str:
    """What became of a row."""
    return QCoreApplication.translate("ReadingWords", OUTCOMES[outcome])


def _kind_in_words(kind: NoEvent) -> str:
    return QCoreApplication.translate("ReadingWords", _NO_EVENTS[kind])


class ReadingWords(QObject):
    """Says what became of the rows of a file."""

    def summary(self, readings: Sequence[Reading]) -> str:
        """One line for all files: `a.csv  ·  UCDP GED  ·  30 rows  ·  28 events  ·  2 undated`."""
        if len(readings) == 1:
            (reading,) = readings
            return SEPARATOR.join(
                [_short(reading.file), *filter(None, [reading.format]), self.counts(reading)]
            )
        files = self.tr("%Ln file(s)", "", len(readings))
        return SEPARATOR.join([files, self.counts(_total(readings))])

    def counts(self, reading: Reading) -> str:
        """All rows, and what became of them; what is zero is left out, but for the events."""
        number = QLocale().toString
        no_events = ", ".join(
            f"{_kind_in_words(kind)}: {number(count)}" for kind, count in reading.no_events.items()
        )
        parts = [
            self.tr("%Ln row(s)", "", reading.rows),
            self.tr("%Ln event(s) with a date", "", reading.events),
        ]
        for count, words in (
            (reading.undated, self.tr("{count} undated")),
            (reading.repaired, self.tr("{count} repaired")),
            (reading.set_aside, self.tr("{count} set aside")),
            (_noted(reading), self.tr("{count} doubtful")),
            (sum(reading.no_events.values()), self.tr("{count} without an event")),
        ):
            if count:
                parts.append(words.format(count=number(count)))
        if no_events:
            parts[-1] += f" ({no_events})"
        return SEPARATOR.join(parts)


def _noted(reading: Reading) -> int:
    """Problems of rows that were kept as they stand."""
    return sum(problem.outcome is Outcome.NOTED for problem in reading.problems)


def _short(name: str) -> str:
    """A file's name with both its ends, where it is long."""
    return name if len(name) <= MOST_CHARS else f"{name[: MOST_CHARS - 16]}…{name[-15:]}"


def _total(readings: Sequence[Reading]) -> Reading:
    """The counts of several files together."""
    no_events: dict[NoEvent, int] = {}
    for reading in readings:
        for kind, count in reading.no_events.items():
            no_events[kind] = no_events.get(kind, 0) + count

    def total(name: str) -> int:
        return sum(int(getattr(reading, name)) for reading in readings)

    return Reading(
        file="",
        format="",
        rows=total("rows"),
        events=total("events"),
        undated=total("undated"),
        set_aside=total("set_aside"),
        repaired=total("repaired"),
        no_events=no_events,
        problems=tuple(problem for reading in readings for problem in reading.problems),
    )
