"""What the program says to people, in words; the parts are in the modules beside this one."""

from PySide6.QtCore import QCoreApplication

from timeline_app.core.message import Message
from timeline_app.models.anchor_words import anchor_in_words, anchors_in_words
from timeline_app.models.claim_words import basis_in_words, claim_in_words
from timeline_app.models.date_words import date_in_words, date_text_in_words
from timeline_app.models.filter_words import (
    chip_texts,
    field_in_words,
    filter_in_words,
    time_in_words,
    value_by_itself,
    value_in_words,
)
from timeline_app.models.matter_words import matter_in_words, outcome_in_words
from timeline_app.models.time_words import tick_text, window_in_words

__all__ = [
    "anchor_in_words",
    "anchors_in_words",
    "basis_in_words",
    "chip_texts",
    "claim_in_words",
    "date_in_words",
    "date_text_in_words",
    "field_in_words",
    "filter_in_words",
    "matter_in_words",
    "message_in_words",
    "outcome_in_words",
    "tick_text",
    "time_in_words",
    "value_by_itself",
    "value_in_words",
    "window_in_words",
]


def message_in_words(message: Message) -> str:
    """A message from core or io, translated, with the messages among its values."""
    values = {
        name: message_in_words(value) if isinstance(value, Message) else value
        for name, value in message.values.items()
    }
    return QCoreApplication.translate(message.context, message.template).format(**values)
