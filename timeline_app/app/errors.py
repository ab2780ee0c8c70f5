"""What went wrong, in a sentence."""

import logging

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from timeline_app.core.message import TimelineError
from timeline_app.models.words import message_in_words
from timeline_app.views import dialogs

logger = logging.getLogger(__name__)


def error_in_words(error: BaseException) -> str:
    """What to tell of an error; what the program did not expect goes to the log."""
    if isinstance(error, TimelineError):
        return message_in_words(error.message)
    logger.error("unexpected", exc_info=error)
    return QCoreApplication.translate(
        "Errors", "Something went wrong that the program did not expect: {error}"
    ).format(error=f"{type(error).__name__}: {error}")


def show_error(window: QWidget, error: BaseException) -> None:
    """Tell a person what went wrong."""
    title = QCoreApplication.translate("Errors", "Timeline")
    dialogs.tell(window, title, error_in_words(error))
