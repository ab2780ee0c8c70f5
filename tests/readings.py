"""Reports on files, for tests."""

from timeline_app.core.message import Message
from timeline_app.core.reading import NoEvent, Outcome, Problem, Reading


def problem(
    line: int,
    *,
    text: str = "?",
    column: str = "date",
    file: str = "a.csv",
    outcome: Outcome = Outcome.UNDATED,
) -> Problem:
    return Problem(file, line, column, text, Message("io", "There is no such day."), outcome)


def reading(*problems: Problem, file: str = "a.csv", format_: str = "UCDP GED") -> Reading:
    """A file of ten dated events, two title lines, and a row for each problem."""
    undated = sum(found.outcome is Outcome.UNDATED for found in problems)
    set_aside = sum(found.outcome is Outcome.SET_ASIDE for found in problems)
    return Reading(
        file=file,
        format=format_,
        rows=12 + undated + set_aside,
        events=10,
        undated=undated,
        set_aside=set_aside,
        repaired=sum(found.outcome is Outcome.REPAIRED for found in problems),
        no_events={NoEvent.TITLE: 2},
        notes=(Message("io", "The text is read as Windows-1252."),),
        problems=problems,
    )
