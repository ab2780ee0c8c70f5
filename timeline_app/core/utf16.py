"""Places in a text: code points, as Python counts, and UTF-16 units, as Qt counts."""

import numpy as np

from timeline_app.core.calendar import Int64Array

_LARGEST_UNIT = 0xFFFF


class Utf16:
    """Turns places of one text into each other; letters such as emoji are two units long."""

    def __init__(self, text: str) -> None:
        self._wide = _wide_letters(text)
        self._wide_units = self._wide + np.arange(len(self._wide))

    def units(self, place: int) -> int:
        """The UTF-16 units before a code point."""
        return place + int(np.searchsorted(self._wide, place))

    def place(self, units: int) -> int:
        """The code points before a UTF-16 unit; in the middle of a letter, those before it."""
        return units - int(np.searchsorted(self._wide_units, units))


def _wide_letters(text: str) -> Int64Array:
    """The places of the letters that take two units, ascending."""
    if text.isascii():
        return np.empty(0, dtype=np.int64)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    return np.flatnonzero(codes > _LARGEST_UNIT).astype(np.int64)
