"""Files that hold no text, told by how they begin."""

from typing import Final

import numpy as np

from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.io.containers.encodings import NO_TEXT, is_noise, is_utf8, unicode_of
from timeline_app.io.containers.text_file import EMPTY_FILE
from timeline_app.io.finding import HEADER_ROW, read_error, say

_ZIP: Final = QT_TRANSLATE_NOOP("io", "a zip archive or a workbook")
_BEGINS: Final = (
    (b"PK\x03\x04", _ZIP),
    (b"PK\x05\x06", _ZIP),
    (b"%PDF", QT_TRANSLATE_NOOP("io", "a PDF")),
    (b"\x89PNG", QT_TRANSLATE_NOOP("io", "an image")),
    (b"\xff\xd8\xff", QT_TRANSLATE_NOOP("io", "an image")),
    (b"GIF8", QT_TRANSLATE_NOOP("io", "an image")),
    (b"\x1f\x8b", QT_TRANSLATE_NOOP("io", "a gzip archive")),
    (b"7z\xbc\xaf", QT_TRANSLATE_NOOP("io", "a 7z archive")),
    (b"\xd0\xcf\x11\xe0", QT_TRANSLATE_NOOP("io", "an old Office file (.xls or .doc)")),
    (b"PAR1", QT_TRANSLATE_NOOP("io", "a Parquet file")),
    (b"ARROW1", QT_TRANSLATE_NOOP("io", "a Feather file")),
    (b"\x7fELF", QT_TRANSLATE_NOOP("io", "a program")),
)
_SQLITE: Final = b"SQLite format 3\0"
_MOST: Final = 0.05
"""Part of a text's bytes that may be of no text, such as NUL ..."""
_MOST_LEGACY: Final = 0.01
"""... and the same for one that is not even UTF-8."""


def refuse_binary(begin: bytes, file: str) -> None:
    """Text passes, whatever its encoding.

    Raises:
        ReadError: a file that begins so holds no text.
    """
    if begin.startswith(_SQLITE):
        raise read_error(
            file,
            HEADER_ROW,
            say(
                QT_TRANSLATE_NOOP(
                    "io",
                    "This is an SQLite database (such as plaso's .plaso files), no text; "
                    "export its table as CSV first.",
                )
            ),
        )
    for mark, kind in _BEGINS:
        if begin.startswith(mark):
            message = say(
                QT_TRANSLATE_NOOP("io", "This is {kind}, no table in text form; save it as CSV."),
                kind=say(kind),
            )
            raise read_error(file, HEADER_ROW, message)
    encoding = unicode_of(begin)
    if is_noise(begin.decode(encoding, "replace")) if encoding else _are_no_letters(begin):
        binary = QT_TRANSLATE_NOOP("io", "This is no text (binary data); save the table as CSV.")
        raise read_error(file, HEADER_ROW, say(binary) if begin else EMPTY_FILE)


def _are_no_letters(begin: bytes) -> bool:
    signs = np.frombuffer(begin.rstrip(b"\0"), np.uint8)
    strange = int(np.count_nonzero(NO_TEXT[signs]))
    is_strange = strange > max(_MOST * len(signs), 1) or not begin.strip(b"\0")
    return is_strange or (strange > max(_MOST_LEGACY * len(signs), 8) and not is_utf8(begin))
