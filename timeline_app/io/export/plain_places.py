"""Places on Earth for other programs: degrees as numbers."""

import re
from typing import Final

MOST_NORTH: Final = 90
MOST_EAST: Final = 180

_NUMBER: Final = re.compile(
    r"\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*", re.ASCII
)


def degrees(cell: str, most: int) -> float | None:
    """The degrees that a cell tells, from `-most` to `most`; None for none on Earth."""
    if not _NUMBER.fullmatch(cell):  # `float` takes "1_5" for 15
        return None
    number = float(cell)
    return number if abs(number) <= most else None
