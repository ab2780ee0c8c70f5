"""The report on a file as JSON, to be kept."""

from collections.abc import Mapping
from typing import Any, Final

from timeline_app.core.message import Message
from timeline_app.core.reading import NoEvent, Outcome, Problem, Reading

_COUNTS: Final = ("file", "format", "rows", "events", "undated", "set_aside", "repaired")


def reading_as_json(reading: Reading) -> dict[str, Any]:
    """What `reading_from_json` reads."""
    return {
        **{name: getattr(reading, name) for name in _COUNTS},
        "no_events": dict(reading.no_events),
        "notes": [_as_json(note) for note in reading.notes],
        "problems": [
            [one.file, one.line, one.column, one.text, _as_json(one.reason), one.outcome]
            for one in reading.problems
        ],
    }


def reading_from_json(told: Mapping[str, Any]) -> Reading:
    """The report that `reading_as_json` told.

    Raises:
        LookupError, TypeError, ValueError: it is none.
    """
    return Reading(
        **{name: told[name] for name in _COUNTS},
        no_events={NoEvent(kind): count for kind, count in told["no_events"].items()},
        notes=tuple(_message(note) for note in told["notes"]),
        problems=tuple(
            Problem(file, line, column, text, _message(reason), Outcome(outcome))
            for file, line, column, text, reason, outcome in told["problems"]
        ),
    )


def _as_json(message: Message) -> list[Any]:
    values = {
        name: {"message": _as_json(value)} if isinstance(value, Message) else value
        for name, value in message.values.items()
    }
    return [message.context, message.template, values]


def _message(told: list[Any]) -> Message:
    context, template, values = told
    return Message(
        context,
        template,
        {
            name: _message(value["message"]) if isinstance(value, dict) else value
            for name, value in values.items()
        },
    )
