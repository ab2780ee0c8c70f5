"""The log file: what the program did not expect, kept on this computer only."""

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QStandardPaths

MAX_BYTES = 1_000_000


def log_file() -> Path:
    """Where the log is kept on this system, for this person."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation)
    return Path(folder) / "timeline-app.log"


def start_log(path: Path) -> None:
    """Log to a file and have unexpected exceptions written there; without a log if it can't be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=MAX_BYTES, backupCount=1, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger = logging.getLogger("timeline_app")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    earlier = sys.excepthook

    def write_and_pass_on(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        logger.error("unexpected", exc_info=(kind, error, trace))
        earlier(kind, error, trace)

    sys.excepthook = write_and_pass_on
