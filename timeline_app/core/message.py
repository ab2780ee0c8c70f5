"""Sentences for people, kept translatable although core and io know nothing of Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark `text` for Qt's translation tools (they look for this name) and return it unchanged."""
    return text


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence as a template of `str.format` and its values; `str()` gives it in English.

    `context` and `template` are what the Qt skin looks up to translate it.
    """

    context: str
    template: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.values)


class TimelineError(Exception):
    """An expected failure (bad input, failed write): what, where, and what would be right."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message
