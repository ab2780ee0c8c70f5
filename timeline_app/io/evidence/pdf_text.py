"""The text layer of a PDF file, read without trust in it."""

import io
import logging
import re
import time
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.io.evidence.running_lines import without_running_lines
from timeline_app.io.evidence.visual_order import (
    RANGES,
    Piece,
    as_seen,
    in_reading_order,
    is_from_right,
)
from timeline_app.io.finding import HEADER_ROW, read_error, say

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES: Final = 2_000
MOST_SECONDS: Final = 60.0
"""A file that takes longer is made to, or too large to be a document."""
MOST_LETTERS: Final = 16_000_000

_THAI: Final = (
    "\u0e10\u0e34\u0e35\u0e36\u0e37\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e0d"
    "\u0e31\u0e4d\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e38\u0e39\u0e3a"
)
"""What the signs of fonts for Thai from U+F700 are, lowered or moved to the left."""
_PLAIN: Final = str.maketrans(
    {
        "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
        "\ufb05": "st", "\ufb06": "st", "\t": " ",
        **dict.fromkeys(map(chr, (*range(9), *range(14, 32))), ""),
        **dict(zip(map(chr, range(0xF700, 0xF71B)), _THAI, strict=True)),
    }
)  # fmt: skip
"""Signs that a page is set with, and what they say."""
_PARTED_AM: Final = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32|\u0e33\u0e32")
"""A vowel of Thai that fonts make of two signs, with the mark of a tone between; an office program
writes the second one twice."""
_SHAPES: Final = {
    code: unicodedata.normalize("NFKC", chr(code)).strip()
    for first, last in (("\ufb1d", "\ufb4f"), ("\ufb50", "\ufdff"), ("\ufe70", "\ufefc"))
    for code in range(ord(first), ord(last) + 1)
}
"""The shapes that letters have within words, of Hebrew and Arabic, and the letters."""
_SEEN: Final = [code for first, last in RANGES for code in range(ord(first), ord(last) + 1)]
"""Letters that pypdf is to leave as they are seen: its own order depends on how a line is cut."""
_BEGIN: Final = 1024
"""Bytes within which a PDF file says that it is one."""


def is_pdf(data: bytes) -> bool:
    """Whether bytes begin as a PDF file does (ISO 32000, 7.5.2, and what readers take)."""
    return b"%PDF-" in data[:_BEGIN]


Matrix = Sequence[float]


class _Refused(Exception):
    """A file that is not read; the message says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def pdf_text(data: bytes, file: str) -> tuple[str, str]:
    """The text of a PDF file, line by line and page by page, and its title.

    Headers and footers stand where they first do only.

    Raises:
        ReadError: it is encrypted or damaged, has no text, or is too large.
    """
    from pypdf import PdfReader  # takes a while, and few folders need it
    from pypdf._text_extraction import set_custom_rtl  # the function that its pages speak of

    set_custom_rtl(None, None, _SEEN)
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
        pieces: list[Piece] = []

        def keep(text: str, cm: Matrix, tm: Matrix, *_: Any, pieces: list[Piece] = pieces) -> None:
            pieces.append((tm[4] * cm[0] + tm[5] * cm[2] + cm[4], text))

        text = page.extract_text(visitor_operand_before=check_time, visitor_text=keep)
        pages.append((as_seen(pieces) if is_from_right(text) else text).strip())
        check_time()
        if sum(map(len, pages)) > MOST_LETTERS:
            raise _Refused(say(QT_TRANSLATE_NOOP("io", "It has too much text.")))
    text = "\n".join(filter(None, without_running_lines(pages)))
    if not text.strip():
        raise _Refused(
            say(QT_TRANSLATE_NOOP("io", "It has pictures of pages but no text that can be read."))
        )
    text = text.encode("utf-8", "replace").decode("utf-8")  # lone surrogates are no letters
    text = _PARTED_AM.sub(lambda am: f"{am[1] or ''}\u0e33", text.translate(_PLAIN))
    return in_reading_order(text).translate(_SHAPES)


def _title_of(reader: "PdfReader") -> str:
    metadata = reader.metadata
    title = metadata.title if metadata else None
    return " ".join(str(title).split()) if title else ""
