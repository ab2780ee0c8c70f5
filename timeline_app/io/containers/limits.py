"""How large a file's content may become, so that none can fill the memory or the disk."""

from dataclasses import dataclass
from typing import Final

from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.io.finding import HEADER_ROW, read_error, say

KB: Final = 1 << 10
MB: Final = 1 << 20
GB: Final = 1 << 30


@dataclass(frozen=True, slots=True)
class Limits:
    """What is above is refused with a sentence."""

    unpacked: int = 4 * GB
    """Bytes that an archive or workbook may hold."""
    ratio: int = 200
    """How many times as large as it is packed it may become ..."""
    modest: int = 200 * MB
    """... unless it stays below so many bytes."""
    members: int = 10_000
    """Files in an archive."""
    document: int = 500 * MB
    """Bytes of a document that must be read whole."""
    line: int = 256 * MB
    """Bytes of one line."""
    cells: int = 100_000_000
    """Rows times columns of a sheet, cells in between that are empty included."""
    values: int = 4_000_000_000
    """Rows times columns of a file whose columns are packed, such as Parquet."""
    columns: int = 5_000
    """Of a table; different names of fields in records."""

    def unpacked_of(self, packed: int) -> int:
        """Bytes that an archive of a size may hold."""
        return min(self.unpacked, max(self.modest, self.ratio * packed))


LIMITS: Final = Limits()


class Budget:
    """Counts the bytes that an archive unpacks to."""

    def __init__(self, file: str, packed: int, limits: Limits = LIMITS) -> None:
        """`packed` is the size of the archive itself."""
        self._file = file
        self._packed = packed
        self._limits = limits
        self.unpacked = 0

    def take(self, count: int) -> None:
        """Count bytes.

        Raises:
            ReadError: they are too many, for any archive or for one of this size.
        """
        self.unpacked += count
        most = self._limits.unpacked_of(self._packed)
        if self.unpacked <= most:
            return
        raise read_error(
            self._file,
            HEADER_ROW,
            say(
                QT_TRANSLATE_NOOP(
                    "io",
                    "Its {packed} would unpack to more than {most}; it is not opened, as it looks "
                    "made to fill the memory. Save what you need of it as a smaller file.",
                ),
                packed=size_words(self._packed),
                most=size_words(most),
            ),
        )


def check_size(file: str, size: int, most: int) -> None:
    """Whether a file may be read whole.

    Raises:
        ReadError: it is too large.
    """
    if size > most:
        raise read_error(
            file,
            HEADER_ROW,
            say(
                QT_TRANSLATE_NOOP(
                    "io",
                    "It has {size}; what must be read whole may have {most}. Save it in parts, or "
                    "with one record on each line.",
                ),
                size=size_words(size),
                most=size_words(most),
            ),
        )


def check_columns(file: str, count: int, most: int = LIMITS.columns) -> None:
    """Whether a table may have so many columns.

    Raises:
        ReadError: it may not.
    """
    if count > most:
        raise read_error(
            file,
            HEADER_ROW,
            say(
                QT_TRANSLATE_NOOP(
                    "io",
                    "It has {count:,} columns; at most {most:,} can be read. Save it without those "
                    "that say nothing of events.",
                ),
                count=count,
                most=most,
            ),
        )


def size_words(size: int) -> str:
    """A number of bytes for people, like "4 GB"."""
    for unit, name in ((GB, "GB"), (MB, "MB"), (KB, "KB")):
        if size >= unit:
            return f"{size / unit:.3g} {name}" if size < 1000 * unit else f"{size // unit:,} {name}"
    return f"{size} bytes"
