"""The text layer of a PDF file, read without trust in it."""

import io
import logging
import time
from typing import TYPE_CHECKING, Any, Final

from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.io.finding import HEADER_ROW, read_error, say

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES: Final = 2_000
MOST_SECONDS: Final = 60.0
"""A file that takes longer is made to, or too large to be a document."""
MOST_LETTERS: Final = 16_000_000

_PLAIN: Final = str.maketrans(
    {
        "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
        "\ufb05": "st", "\ufb06": "st", "\t": " ", "\0": "",
    }
)  # fmt: skip
"""Signs that a page is set with, and what they say."""
_BEGIN: Final = 1024
"""Bytes within which a PDF file says that it is one."""


def is_pdf(data: bytes) -> bool:
    """Whether bytes begin as a PDF file does (ISO 32000, 7.5.2, and what readers take)."""
    return b"%PDF-" in data[:_BEGIN]


class _Refused(Exception):
    """A file that is not read; the message says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def pdf_text(data: bytes, file: str) -> tuple[str, str]:
    """The text of a PDF file, line by line and page by page, and its title.

    Raises:
        ReadError: it is encrypted or damaged, has no text, or is too large.
    """
    from pypdf import PdfReader  # takes a while, and few folders need it

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it mends is no news for people
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _Refused(say(QT_TRANSLATE_NOOP("io", "It is encrypted; save it without.")))
        return _pages_of(reader), _title_of(reader)
    except _Refused as refused:
        message = refused.message
    except ImportError:  # ciphers need a library
        message = say(QT_TRANSLATE_NOOP("io", "It is encrypted; save it without."))
    except Exception as error:  # whatever damage leads to, in any part of the library
        message = say(
            QT_TRANSLATE_NOOP("io", "It is damaged: {reason}."),
            reason=str(error).rstrip(".") or type(error).__name__,
        )
    raise read_error(file, HEADER_ROW, message)


def _pages_of(reader: "PdfReader") -> str:
    end = time.monotonic() + MOST_SECONDS

    def check_time(*_: Any) -> None:
        if time.monotonic() > end:
            raise _Refused(say(QT_TRANSLATE_NOOP("io", "It takes too long to read.")))

    if len(reader.pages) > MOST_PAGES:
        raise _Refused(
            say(
                QT_TRANSLATE_NOOP("io", "It has {count:,} pages; a document may have {most:,}."),
                count=len(reader.pages),
                most=MOST_PAGES,
            )
        )
    pages: list[str] = []
    for page in reader.pages:
        pages.append(page.extract_text(visitor_operand_before=check_time).strip())
        check_time()
        if sum(map(len, pages)) > MOST_LETTERS:
            raise _Refused(say(QT_TRANSLATE_NOOP("io", "It has too much text.")))
    text = "\n".join(filter(None, pages))
    if not text.strip():
        raise _Refused(
            say(QT_TRANSLATE_NOOP("io", "It has pictures of pages but no text that can be read."))
        )
    text = text.encode("utf-8", "replace").decode("utf-8")  # lone surrogates are no letters
    return text.translate(_PLAIN)


def _title_of(reader: "PdfReader") -> str:
    metadata = reader.metadata
    title = metadata.title if metadata else None
    return " ".join(str(title).split()) if title else ""
