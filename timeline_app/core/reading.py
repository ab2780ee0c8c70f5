"""How the rows of a file came to be events, and what became of those that did not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from timeline_app.core.message import Message


class Outcome(StrEnum):
    """What became of a row, or of one of its cells."""

    SET_ASIDE = "set aside"
    """The row could not be read; it is no event."""
    UNDATED = "undated"
    """The row is an event without a usable date."""
    REPAIRED = "repaired"
    """The row is an event; something of it was read otherwise than it stands."""
    NOTED = "noted"
    """The row is an event, read as it stands, of which something looks wrong."""


class NoEvent(StrEnum):
    """Why a row that was read is no event."""

    BLANK = "blank line"
    HEADER = "repeated header"
    TAGS = "tag line"
    TITLE = "title"
    ERA = "era"
    QUOTE = "further quote of an event"


@dataclass(frozen=True, slots=True)
class Problem:
    """One row or cell of a file that was not taken as it stands, or that looks wrong."""

    file: str
    line: int
    """The physical line, or row of a sheet, or place in a list, counted from 1; 0 if unknown."""
    column: str
    """The column; "" for the whole row."""
    text: str
    """What stood there."""
    reason: Message
    """What is wrong and what would be right."""
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Reading:
    """The report on one file. Of its rows (records without the header) none disappears:

    rows == events + undated + set_aside + sum(no_events.values())
    """

    file: str
    format: str
    """The name of the format that it was read as."""
    rows: int
    events: int
    """Rows that are events with a date."""
    undated: int
    """Rows that are events without a usable date."""
    set_aside: int
    repaired: int
    """Rows among the events of which something was read otherwise than it stands."""
    no_events: Mapping[NoEvent, int] = field(default_factory=dict)
    notes: tuple[Message, ...] = ()
    """How the file as a whole was understood: encoding, dates, what was left out."""
    problems: tuple[Problem, ...] = ()
    """In the order of their lines."""
